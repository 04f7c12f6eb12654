//! `--help` and errors of usage in the reader's language.
//!
//! clap knows the structure, the messages hold the words: `help-build` says what a command does, `.long` more with
//! examples, `help-build-out` is an option of it, `help-global-root` one of all commands.

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};

use crate::cli::console;
use crate::messages::Messages;

/// Fills in the words of every command and option.
pub(super) fn localize(command: Command, messages: &Messages) -> Command {
    let about = messages.get("help-mulu", &[]);
    let after = messages.attribute("help-mulu", "after", &[]).unwrap_or_default();
    let mut command = command.about(about).after_help(after);
    let template = |with_commands: bool| {
        let part = if with_commands { "{subcommands}\n\n" } else { "" };
        let commands = if with_commands { format!("{}\n", messages.get("help-commands", &[])) } else { String::new() };
        format!(
            "{{about-with-newline}}\n{}{{usage}}\n\n{commands}{part}{}\n{{options}}{{after-help}}\n",
            messages.get("help-usage", &[]),
            messages.get("help-options", &[]),
        )
    };
    command = command.help_template(template(true));
    command = localize_usage(words_of_args(command, "global", messages), messages);
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(&name, |sub| localize_sub(sub, &name, &template, messages));
    }
    command
}

/// A command, and the commands below it: `help-ledger`, `help-ledger-merge`.
fn localize_sub(sub: Command, path: &str, template: &dyn Fn(bool) -> String, messages: &Messages) -> Command {
    let id = format!("help-{path}");
    let names: Vec<String> = sub.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut text = template(!names.is_empty());
    if sub.get_positionals().next().is_some() {
        let arguments = format!("{{options}}\n\n{}\n{{positionals}}", messages.get("help-arguments", &[]));
        text = text.replace("{options}", &arguments);
    }
    let mut sub = sub.about(messages.get(&id, &[])).help_template(text);
    if let Some(long) = messages.attribute(&id, "long", &[]) {
        sub = sub.after_help(long);
    }
    for name in names {
        let path = format!("{path}-{name}");
        sub = sub.mut_subcommand(&name, |sub| localize_sub(sub, &path, template, messages));
    }
    let name = format!("mulu {}", path.replace('-', " "));
    localize_usage(words_of_args(sub, path, messages).bin_name(name), messages)
}

fn words_of_args(command: Command, scope: &str, messages: &Messages) -> Command {
    let command = command
        .disable_help_flag(true)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(clap::ArgAction::Help)
                .help(messages.get("help-global-help", &[]))
                .display_order(990),
        )
        .disable_version_flag(scope != "global");
    let command = if scope == "global" {
        command.disable_version_flag(true).arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(clap::ArgAction::Version)
                .help(messages.get("help-global-version", &[]))
                .display_order(991),
        )
    } else {
        command
    };
    command.mut_args(|arg| {
        let own = format!("help-{scope}-{}", arg.get_id());
        let id = if messages.has(&own) { own } else { format!("help-global-{}", arg.get_id()) };
        if !messages.has(&id) {
            return arg;
        }
        let words = messages.get(&id, &[]);
        if !arg.get_action().takes_values() {
            return arg.help(words);
        }
        let words = add_values(words, &arg, messages);
        arg.help(words).hide_possible_values(true).hide_default_value(true)
    })
}

/// Adds what an option may be, unless its words name it already, and what it is by default. clap would say both in English.
fn add_values(mut words: String, arg: &Arg, messages: &Messages) -> String {
    let allowed: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if allowed.iter().any(|value| !words.contains(value.as_str())) {
        words += &messages.get("help-allowed", &[("allowed", allowed.join(", ").into())]);
    }
    let default: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if !default.is_empty() {
        words += &messages.get("help-default", &[("value", default.join(", ").into())]);
    }
    words
}

/// The usage line of every command with the words for options and command in the reader's language.
fn localize_usage(command: Command, messages: &Messages) -> Command {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ");
    let name = command.get_bin_name().unwrap_or(command.get_name());
    // The options of all commands are not known to each of them yet.
    let usage = match usage.strip_prefix(name) {
        Some(rest) if !rest.contains("[OPTIONS]") => format!("{name} [OPTIONS]{rest}"),
        _ => usage.to_owned(),
    };
    let usage = usage
        .replace("[OPTIONS]", &messages.get("help-usage-options", &[]))
        .replace("<COMMAND>", &messages.get("help-usage-command", &[]));
    command.override_usage(usage)
}

/// Prints help, the version, or an error of usage. Status 0 for what was asked for, else 2.
pub(super) fn report(error: &clap::Error, messages: &Messages) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            console::print_out(&error.render().to_string());
            return ExitCode::SUCCESS;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            console::print_err(&error.render().to_string());
            return ExitCode::from(2);
        }
        _ => {}
    }
    let text = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(list)) => list.join(" "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        _ => String::new(),
    };
    let (id, subject) = match error.kind() {
        ErrorKind::UnknownArgument => ("usage-unknown-argument", text(ContextKind::InvalidArg)),
        ErrorKind::InvalidSubcommand => ("usage-unknown-command", text(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => ("usage-missing-argument", text(ContextKind::InvalidArg)),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => ("usage-bad-value", text(ContextKind::InvalidArg)),
        ErrorKind::ArgumentConflict => ("usage-conflict", text(ContextKind::InvalidArg)),
        _ => ("usage-other", error.kind().to_string()),
    };
    let mut line = messages.get(
        id,
        &[
            ("subject", subject.into()),
            ("value", text(ContextKind::InvalidValue).into()),
            ("other", text(ContextKind::PriorArg).into()),
        ],
    );
    let suggestion = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .map(text)
        .find(|text| !text.is_empty());
    if let Some(suggestion) = suggestion {
        line.push('\n');
        line.push_str(&messages.get("usage-suggestion", &[("subject", suggestion.into())]));
    }
    let valid = text(ContextKind::ValidValue);
    if !valid.is_empty() {
        line.push('\n');
        line.push_str(&messages.get("usage-allowed", &[("allowed", valid.into())]));
    }
    line.push('\n');
    line.push_str(&messages.get("usage-see-help", &[]));
    line.push('\n');
    console::print_err(&line);
    ExitCode::from(2)
}
