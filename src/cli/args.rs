//! What the command line takes. The words of `--help` stand in the messages, under `help-…`, in both languages.

use std::path::PathBuf;

use clap::builder::RangedU64ValueParser;
use clap::{Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "mulu", version, disable_help_subcommand = true, propagate_version = true)]
pub struct Args {
    /// Options of every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every command.
#[derive(Debug, Clone, clap::Args)]
#[command(next_display_order = 900)]
pub struct Global {
    #[arg(long, global = true, value_name = "DIR")]
    pub root: Option<PathBuf>,
    #[arg(long, global = true, value_name = "DATE", value_parser = parse_date)]
    pub today: Option<Date>,
    #[arg(long, global = true, value_name = "LANG", value_parser = ["zh", "en"])]
    pub lang: Option<String>,
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    #[arg(short, long, global = true)]
    pub quiet: bool,
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
    Sarif,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    Init(Init),
    New(New),
    Check(Check),
    Number(Number),
    Build(Build),
    Serve(Serve),
    Search(Search),
    Review(Review),
    Seal(Seal),
    Verify(Verify),
    Archive(Archive),
    Pack(Pack),
    Board(Board),
    Ledger(Ledger),
    Theme(Theme),
    Withdraw(Withdraw),
    Correct(Correct),
    Repeal(Repeal),
    Reduce(Reduce),
    Completions(Completions),
    #[command(hide = true)]
    Man(Man),
}

#[derive(Debug, clap::Args)]
pub struct Init {
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
}

#[derive(Debug, clap::Args)]
pub struct New {
    #[arg(value_name = "COLUMN")]
    pub column: String,
    #[arg(value_name = "TITLE")]
    pub title: String,
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    #[arg(long)]
    pub folder: bool,
    #[arg(long)]
    pub english_keys: bool,
}

#[derive(Debug, clap::Args)]
pub struct Check {}

#[derive(Debug, clap::Args)]
pub struct Number {
    #[arg(long, conflicts_with = "mend")]
    pub locked: bool,
    #[arg(long)]
    pub mend: bool,
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, clap::Args)]
pub struct Build {
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    #[arg(long)]
    pub locked: bool,
    #[arg(long)]
    pub anew: bool,
    #[arg(long)]
    pub timings: bool,
}

#[derive(Debug, clap::Args)]
pub struct Serve {
    #[arg(long, value_name = "PORT")]
    pub port: Option<u16>,
    #[arg(long)]
    pub open: bool,
    #[arg(long)]
    pub poll: bool,
    #[arg(long)]
    pub lan: bool,
}

#[derive(Debug, clap::Args)]
pub struct Search {
    #[arg(value_name = "WORDS", num_args = 0..)]
    pub words: Vec<String>,
    #[arg(long, value_name = "VALUE")]
    pub year: Vec<String>,
    #[arg(long, value_name = "VALUE")]
    pub agency: Vec<String>,
    #[arg(long, value_name = "VALUE")]
    pub column: Vec<String>,
    #[arg(long, value_name = "VALUE")]
    pub topic: Vec<String>,
    #[arg(long, value_name = "VALUE")]
    pub genre: Vec<String>,
    #[arg(long, value_name = "VALUE")]
    pub validity: Vec<String>,
    #[arg(long, value_enum, default_value_t = Order::Relevance)]
    pub sort: Order,
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = RangedU64ValueParser::<usize>::new().range(1..))]
    pub limit: usize,
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    pub page: u32,
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// In what order results are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Order {
    Relevance,
    Newest,
    Oldest,
}

#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Review {
    #[arg(value_name = "FILE")]
    pub file: Option<String>,
    #[arg(long, requires = "file")]
    pub print: bool,
    #[arg(long, value_name = "FILE", requires = "print")]
    pub out: Option<PathBuf>,
    #[arg(long, value_name = "STEP", requires = "file", conflicts_with = "print")]
    pub sign: Option<String>,
    #[arg(long, value_name = "NAME", requires = "sign")]
    pub by: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "sign")]
    pub opinion: Option<String>,
    #[arg(long, value_name = "DATE", requires = "sign", value_parser = parse_date)]
    pub date: Option<Date>,
    #[arg(long, value_name = "CONCLUSION", requires = "sign")]
    pub conclusion: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "sign")]
    pub basis: Option<String>,
    #[arg(long, requires = "sign")]
    pub again: bool,
    #[arg(long, conflicts_with_all = ["sign", "print"])]
    pub bind: bool,
    #[arg(long, conflicts_with = "print")]
    pub dry_run: bool,
}

#[derive(Debug, clap::Args)]
pub struct Seal {
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub struct Ledger {
    #[command(subcommand)]
    pub action: Option<LedgerAction>,
    #[arg(long, value_name = "TEXT")]
    pub find: Option<String>,
    #[arg(long, value_name = "STATE")]
    pub state: Option<String>,
    #[arg(long, value_name = "YEAR")]
    pub year: Option<i16>,
    #[arg(long, conflicts_with = "unsealed")]
    pub sealed: bool,
    #[arg(long)]
    pub unsealed: bool,
    #[arg(long)]
    pub csv: bool,
}

/// What can be done with the ledger beside showing it.
#[derive(Debug, Subcommand)]
pub enum LedgerAction {
    Verify(LedgerVerify),
    Merge(LedgerMerge),
}

#[derive(Debug, clap::Args)]
pub struct LedgerVerify {}

#[derive(Debug, clap::Args)]
pub struct LedgerMerge {
    #[arg(value_name = "BASE", required_unless_present = "install")]
    pub base: Option<PathBuf>,
    #[arg(value_name = "OURS", required_unless_present = "install")]
    pub ours: Option<PathBuf>,
    #[arg(value_name = "THEIRS", required_unless_present = "install")]
    pub theirs: Option<PathBuf>,
    #[arg(long, conflicts_with_all = ["base", "ours", "theirs"])]
    pub install: bool,
}

#[derive(Debug, clap::Args)]
pub struct Theme {
    #[command(subcommand)]
    pub action: ThemeAction,
}

/// What can be done with themes.
#[derive(Debug, Subcommand)]
pub enum ThemeAction {
    New(ThemeNew),
}

#[derive(Debug, clap::Args)]
pub struct ThemeNew {
    #[arg(value_name = "NAME")]
    pub name: String,
    #[arg(long, value_name = "FILE", conflicts_with = "all")]
    pub with: Vec<String>,
    #[arg(long)]
    pub all: bool,
}

/// Options of the commands that record what happened to a published item.
#[derive(Debug, clap::Args)]
pub struct Record {
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub date: Option<Date>,
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, clap::Args)]
pub struct Withdraw {
    #[arg(value_name = "ITEM")]
    pub item: String,
    #[command(flatten)]
    pub record: Record,
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
}

#[derive(Debug, clap::Args)]
pub struct Correct {
    #[arg(value_name = "ITEM")]
    pub item: String,
    #[command(flatten)]
    pub record: Record,
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    #[arg(long, conflicts_with = "kind")]
    pub typo: bool,
}

#[derive(Debug, clap::Args)]
pub struct Repeal {
    #[arg(value_name = "ITEM")]
    pub item: String,
    #[command(flatten)]
    pub record: Record,
    #[arg(long, value_name = "NUMBER")]
    pub by: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

#[derive(Debug, clap::Args)]
pub struct Reduce {
    #[arg(value_name = "ITEM")]
    pub item: Option<String>,
    #[command(flatten)]
    pub record: Record,
}

#[derive(Debug, clap::Args)]
pub struct Verify {
    #[arg(value_name = "DIR")]
    pub dir: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub checksums: Option<PathBuf>,
    #[arg(long)]
    pub allow_extra: bool,
}

#[derive(Debug, clap::Args)]
pub struct Archive {
    #[arg(value_name = "YEAR", value_parser = clap::value_parser!(i16).range(1949..=9999))]
    pub year: i16,
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    #[arg(long, value_name = "DIR")]
    pub site: Option<PathBuf>,
    #[arg(long)]
    pub zip: bool,
    #[arg(long)]
    pub partial: bool,
}

#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Pack {
    #[arg(long)]
    pub usb: bool,
    #[arg(long, conflicts_with = "usb")]
    pub kiosk: bool,
    #[arg(long)]
    pub zip: bool,
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    #[arg(long, value_name = "DIR")]
    pub site: Option<PathBuf>,
    #[arg(long, value_name = "SECONDS", requires = "kiosk", default_value_t = 120, value_parser = clap::value_parser!(u32).range(20..=3600))]
    pub idle: u32,
    #[arg(long)]
    pub no_seal: bool,
}

#[derive(Debug, clap::Args)]
pub struct Board {
    #[arg(value_name = "ITEM", num_args = 0..)]
    pub items: Vec<String>,
    #[arg(long, value_name = "ID", conflicts_with = "items")]
    pub column: Option<String>,
    #[arg(long, value_name = "YEAR-MONTH", conflicts_with_all = ["items", "quarter", "year"])]
    pub month: Option<String>,
    #[arg(long, value_name = "YEAR-QUARTER", conflicts_with_all = ["items", "year"])]
    pub quarter: Option<String>,
    #[arg(long, value_name = "YEAR", conflicts_with = "items", value_parser = clap::value_parser!(i16).range(1949..=9999))]
    pub year: Option<i16>,
    #[arg(long, value_enum, default_value_t = PaperSize::A4)]
    pub paper: PaperSize,
    #[arg(long, conflicts_with = "speak")]
    pub full: bool,
    #[arg(long, requires = "items")]
    pub speak: bool,
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// What a sheet is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PaperSize {
    A4,
    A3,
}

#[derive(Debug, clap::Args)]
pub struct Completions {
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

#[derive(Debug, clap::Args)]
pub struct Man {
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
}

fn parse_date(text: &str) -> Result<Date, String> {
    crate::site::moment::parse_moment(text).map(|moment| moment.date).ok_or_else(|| "2024-03-05".to_owned())
}
