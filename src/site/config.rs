//! `site.toml`: the site, its agencies, columns and rules.
//!
//! Read strictly: an unknown setting is a fault with the nearest name, and every fault of the file is said in one run.

use std::collections::BTreeMap;

use super::agency_code::{CodeFault, verify_agency_code};
pub use super::appearance::{FootConfig, HomeConfig};
use super::appearance::{read_foot, read_home};
use super::fields::{Family, Field, Fields, Reading, nearest};
use super::paths::is_device;
use super::review_chain::{Chain, ReviewConfig};
use super::text::SourceText;
use crate::findings::rules;
use crate::findings::{Finding, Place};
use crate::messages::Arg;

/// Which demands hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Preset {
    /// A township: nothing is published without a complete review record.
    Township,
    /// Demands no review record.
    #[default]
    Plain,
}

/// The date whose year a number carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NumberedBy {
    /// The date of publication.
    #[default]
    Published,
    /// The date on which the information came into being.
    Created,
}

/// Everything in `site.toml`.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// The site's name, for headings: `示例县青禾镇人民政府信息公开`.
    pub title: String,
    /// The address at which the site stands, with a final `/`. Used where an absolute address is demanded: feed, sitemap, 404.
    pub base_url: String,
    /// Language of the site: `zh-Hans`, `zh-Hant` or `en`.
    pub language: String,
    /// Which demands hold.
    pub preset: Preset,
    /// One or two sentences on the site, for search engines.
    pub description: String,
    /// Name of the theme: a folder of `themes/`, or the built-in `default`.
    pub theme: String,
    /// The main colour, `#17477e`, from which all others of the theme are worked out; empty for the theme's own.
    pub main_color: String,
    /// Rows on one page of a list.
    pub page_size: usize,
    /// Index numbers.
    pub index_number: IndexNumberConfig,
    /// Review before publication.
    pub review: ReviewConfig,
    /// Whether there is an edition in traditional characters beside the simplified one.
    pub traditional: bool,
    /// Whether what is not disclosed is listed by ground and neutral title (负面清单).
    pub negative_list: bool,
    /// Offices that publish; the first is the default. Never empty.
    pub agencies: Vec<Agency>,
    /// Columns, parents before or after their children, in the order of the file.
    pub columns: Vec<Column>,
    /// What the portal requires in the foot of every page.
    pub portal: Portal,
    /// Search.
    pub search: SearchConfig,
    /// The home page.
    pub home: HomeConfig,
    /// The foot of every page.
    pub foot: FootConfig,
}

/// `[index_number]`.
#[derive(Debug, Clone, PartialEq)]
pub struct IndexNumberConfig {
    /// The pattern, `{agency_code}/{year}-{serial:05}` by default (国办秘函〔2009〕6号).
    pub pattern: String,
    /// Which date's year it carries.
    pub numbered_by: NumberedBy,
    /// Where the pattern stands, for findings.
    pub place: Option<Place>,
}

/// `[[agency]]`: an office that publishes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Agency {
    /// Short id, used in addresses: letters, digits and hyphens.
    pub id: String,
    /// Full official name.
    pub name: String,
    /// Short name, where a list has little room.
    pub short_name: String,
    /// Organisation code (9 characters) or unified social credit code (18).
    pub code: String,
    /// Address, office hours, telephone, fax, e-mail, postcode (article 12 asks for them in the guide).
    pub contact: Contact,
}

/// How to reach an office.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Contact {
    /// 办公地址.
    pub address: String,
    /// 办公时间.
    pub hours: String,
    /// 联系电话.
    pub phone: String,
    /// 传真.
    pub fax: String,
    /// 电子邮箱.
    pub email: String,
    /// 邮政编码.
    pub postcode: String,
}

/// `[[column]]`: a column (栏目) of the catalog.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Column {
    /// Id, also the name of its folder.
    pub id: String,
    /// Name.
    pub name: String,
    /// Index of the parent in [`Config::columns`].
    pub parent: Option<usize>,
    /// What stands in it, for readers and search engines.
    pub description: String,
    /// How often something is expected (更新频率); an id of the rhythms.
    pub rhythm: String,
    /// The article's item it answers, such as `20.7`.
    pub article: String,
    /// Whether navigation and home page leave it out. Its page and its items stay, and so does the site map.
    pub hidden: bool,
}

/// `[portal]`: what the portal that the site stands in requires. Nothing of it is invented.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Portal {
    /// 网站标识码: ten digits, or `bm` and eight.
    pub site_id_code: String,
    /// ICP备案编号.
    pub icp: String,
    /// 公安机关备案号.
    pub police: String,
    /// 主办单位.
    pub organizer: String,
    /// 承办单位.
    pub undertaker: String,
    /// Address of the portal's home page.
    pub home: String,
    /// Name of the portal, for the site's meta tags.
    pub site_name: String,
    /// Address of “我为政府网站找错”.
    pub fault_report: String,
}

/// `[search]`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SearchConfig {
    /// Ship the index as scripts, too, for reading from `file://`.
    pub offline: bool,
    /// Keep the tantivy index.
    pub native: bool,
}

/// Columns behind three of the four fixed entries (国办公开办函〔2019〕61号).
pub const RESERVED_COLUMNS: [(&str, &str); 3] =
    [("guide", "政府信息公开指南"), ("rules", "政府信息公开制度"), ("reports", "政府信息公开年报")];

/// The default pattern: 国办秘函〔2009〕6号, part 2.
pub const DEFAULT_PATTERN: &str = "{agency_code}/{year}-{serial:05}";

impl Config {
    /// Reads `site.toml`. All faults come back; the configuration is usable only where none stops the build.
    pub fn read(source: &SourceText) -> (Self, Vec<Finding>) {
        let (node, faults) = super::toml_nodes::parse(&source.text);
        let reading = Reading::new(source, Family::Config);
        for (detail, at) in faults {
            reading.report(Finding::new(&rules::CONFIG_SYNTAX, source.place(at, at + 1)).with("detail", detail));
        }
        // What a broken line leaves behind would only raise faults that are not there.
        let broken = !reading.findings.borrow().is_empty();
        let config = read_root(&reading, Fields::new(&reading, "site.toml", &node));
        let mut findings = reading.findings.into_inner();
        if broken {
            findings.retain(|finding| finding.rule.code == rules::CONFIG_SYNTAX.code);
        }
        (config, findings)
    }

    /// The column with an id.
    pub fn column_by_id(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.id == id)
    }

    /// The agency with an id or a full or short name.
    pub fn agency_by_name(&self, name: &str) -> Option<usize> {
        let wanted = name.trim();
        self.agencies
            .iter()
            .position(|agency| agency.id == wanted || agency.name == wanted || agency.short_name == wanted)
    }

    /// The name of the site that the page belongs to, for the government page tags.
    pub fn site_name(&self) -> &str {
        if self.portal.site_name.is_empty() { &self.title } else { &self.portal.site_name }
    }
}

fn read_root(reading: &Reading<'_>, mut fields: Fields<'_>) -> Config {
    let title = text_or(fields.required(&["title"]), "");
    let base_url = read_base_url(reading, fields.required(&["base_url"]));
    let languages = ["zh-Hans", "zh-Hant", "en"];
    let language = choice(reading, "language", fields.text(&["language"]), &languages, "zh-Hans");
    let preset = match choice(reading, "preset", fields.text(&["preset"]), &["plain", "township"], "plain").as_str() {
        "township" => Preset::Township,
        _ => Preset::Plain,
    };
    let description = text_or(fields.text(&["description"]), "");
    let theme = read_theme(reading, fields.text(&["theme"]));
    let main_color = read_color(reading, fields.text(&["main_color"]));
    let page_size = fields.number(&["page_size"], 5..=1000).map_or(50, |field| field.value as usize);
    let index_number = read_index_number(reading, fields.map(&["index_number"]).map(|(fields, _)| fields));
    let review = read_review(reading, preset, fields.map(&["review"]).map(|(fields, _)| fields));
    let traditional = read_traditional(reading, &language, fields.bool(&["traditional"]));
    let negative_list = fields.bool(&["negative_list"]).is_some_and(|field| field.value);
    let portal = read_portal(reading, fields.map(&["portal"]).map(|(fields, _)| fields));
    let search = read_search(fields.map(&["search"]).map(|(fields, _)| fields));
    let agencies = read_agencies(reading, fields.maps(&["agency"]));
    if agencies.is_empty() {
        reading.report(Finding::new(&rules::CONFIG_NO_AGENCY, Place::file(reading.source.path.clone())));
    }
    let mut columns = read_columns(reading, fields.maps(&["column"]));
    add_reserved(&mut columns);
    let ids: Vec<&str> = columns.iter().map(|column| column.id.as_str()).collect();
    let home = read_home(reading, fields.map(&["home"]).map(|(fields, _)| fields), &ids);
    let foot = read_foot(reading, fields.map(&["foot"]).map(|(fields, _)| fields));
    fields.finish();
    Config {
        title,
        base_url,
        language,
        preset,
        description,
        theme,
        main_color,
        page_size,
        index_number,
        review,
        traditional,
        negative_list,
        agencies,
        columns,
        portal,
        search,
        home,
        foot,
    }
}

fn text_or(field: Option<Field<String>>, default: &str) -> String {
    field.map_or_else(|| default.to_owned(), |field| field.value)
}

fn choice(reading: &Reading<'_>, key: &str, field: Option<Field<String>>, allowed: &[&str], default: &str) -> String {
    match field {
        None => default.to_owned(),
        Some(field) if allowed.contains(&field.value.as_str()) => field.value,
        Some(field) => {
            reading.report_value(key, &field, &allowed.iter().map(|&s| s.to_owned()).collect::<Vec<_>>());
            default.to_owned()
        }
    }
}

fn read_base_url(reading: &Reading<'_>, field: Option<Field<String>>) -> String {
    let Some(field) = field else { return String::new() };
    let url = &field.value;
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let good = rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.starts_with('/') && !rest.contains(['?', '#', '"', '<', '>', ' ', '\\'])
    });
    if !good {
        reading.report_value("base_url", &field, &["https://www.example.gov.cn/xxgk/".to_owned()]);
    }
    if url.ends_with('/') { url.clone() } else { format!("{url}/") }
}

fn read_theme(reading: &Reading<'_>, field: Option<Field<String>>) -> String {
    let Some(field) = field else { return "default".to_owned() };
    if !is_id(&field.value) {
        reading.report_value("theme", &field, &["default".to_owned()]);
    }
    field.value
}

/// Only from simplified characters can the others be told.
fn read_traditional(reading: &Reading<'_>, language: &str, field: Option<Field<bool>>) -> bool {
    let Some(field) = field.filter(|field| field.value) else { return false };
    if language != "zh-Hans" {
        reading.report_value(
            "traditional",
            &field.map(|_| "true".to_owned()),
            &["false (language ≠ zh-Hans)".to_owned()],
        );
        return false;
    }
    true
}

fn read_color(reading: &Reading<'_>, field: Option<Field<String>>) -> String {
    let Some(field) = field else { return String::new() };
    let digits = field.value.strip_prefix('#').unwrap_or_default();
    if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        reading.report_value("main_color", &field, &["#17477e".to_owned(), "#8c1d18".to_owned()]);
        return String::new();
    }
    field.value.to_ascii_lowercase()
}

fn read_index_number(reading: &Reading<'_>, fields: Option<Fields<'_>>) -> IndexNumberConfig {
    let mut config =
        IndexNumberConfig { pattern: DEFAULT_PATTERN.to_owned(), numbered_by: NumberedBy::Published, place: None };
    let Some(mut fields) = fields else { return config };
    if let Some(field) = fields.text(&["pattern"]) {
        config.place = Some(reading.place(&field.span));
        config.pattern = field.value;
    }
    if choice(reading, "numbered_by", fields.text(&["numbered_by"]), &["published", "created"], "published")
        == "created"
    {
        config.numbered_by = NumberedBy::Created;
    }
    fields.finish();
    config
}

/// A township has four sign unless it says otherwise; elsewhere nobody has to.
fn read_review(reading: &Reading<'_>, preset: Preset, fields: Option<Fields<'_>>) -> ReviewConfig {
    let steps = if preset == Preset::Township { Chain::Four } else { Chain::None };
    let mut config = ReviewConfig { steps, ..ReviewConfig::default() };
    let Some(mut fields) = fields else { return config };
    if let Some(field) = fields.text(&["steps"]) {
        match Chain::from_name(&field.value) {
            Some(chain) => config.steps = chain,
            None => reading.report_value("steps", &field, &Chain::NAMES.map(str::to_owned)),
        }
    }
    config.bound = fields.bool(&["bound"]).is_some_and(|field| field.value);
    if let Some(days) = fields.number(&["reply_days"], 1..=60) {
        config.reply_days = days.value;
    }
    fields.finish();
    config
}

fn read_portal(reading: &Reading<'_>, fields: Option<Fields<'_>>) -> Portal {
    let Some(mut fields) = fields else { return Portal::default() };
    let code = fields.text(&["site_id_code"]);
    if let Some(code) = &code {
        let digits = code.value.strip_prefix("bm").map_or((code.value.as_str(), 10), |rest| (rest, 8));
        if digits.0.len() != digits.1 || !digits.0.bytes().all(|b| b.is_ascii_digit()) {
            reading.report_value("site_id_code", code, &["9999010001".to_owned(), "bm99990001".to_owned()]);
        }
    }
    let portal = Portal {
        site_id_code: text_or(code, ""),
        icp: text_or(fields.text(&["icp"]), ""),
        police: text_or(fields.text(&["police"]), ""),
        organizer: text_or(fields.text(&["organizer"]), ""),
        undertaker: text_or(fields.text(&["undertaker"]), ""),
        home: read_link(reading, "home", fields.text(&["home"])),
        site_name: text_or(fields.text(&["site_name"]), ""),
        fault_report: read_link(reading, "fault_report", fields.text(&["fault_report"])),
    };
    fields.finish();
    portal
}

fn read_link(reading: &Reading<'_>, key: &str, field: Option<Field<String>>) -> String {
    let Some(field) = field else { return String::new() };
    if !field.value.starts_with("https://") && !field.value.starts_with("http://") {
        reading.report_value(key, &field, &["https://…".to_owned()]);
        return String::new();
    }
    field.value
}

fn read_search(fields: Option<Fields<'_>>) -> SearchConfig {
    let Some(mut fields) = fields else { return SearchConfig::default() };
    let config = SearchConfig {
        offline: fields.bool(&["offline"]).is_some_and(|field| field.value),
        native: fields.bool(&["native"]).is_some_and(|field| field.value),
    };
    fields.finish();
    config
}

/// Ids stand in addresses and folder names: letters, digits, hyphens, at most 40.
pub fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 40
        && !text.starts_with('-')
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn read_id(
    reading: &Reading<'_>,
    field: Option<Field<String>>,
    seen: &mut BTreeMap<String, Place>,
) -> Option<Field<String>> {
    let field = field?;
    let place = reading.place(&field.span);
    if !is_id(&field.value) {
        reading.report_value("id", &field, &["a-z 0-9 -".to_owned()]);
        return None;
    }
    // An id is a folder's name, and some names Windows keeps for devices.
    if is_device(&field.value) {
        reading.report_value("id", &field, &["a-z 0-9 -".to_owned(), format!("{}-1", field.value)]);
        return None;
    }
    if let Some(first) = seen.get(&field.value) {
        reading.report(
            Finding::new(&rules::CONFIG_DUPLICATE_ID, place).with("id", field.value.as_str()).related(first.clone()),
        );
        return None;
    }
    seen.insert(field.value.clone(), place);
    Some(field)
}

fn read_agencies(reading: &Reading<'_>, groups: Vec<(Fields<'_>, std::ops::Range<usize>)>) -> Vec<Agency> {
    let mut seen = BTreeMap::new();
    let mut agencies = Vec::new();
    for (mut fields, _) in groups {
        let id = fields.required(&["id"]);
        let id = read_id(reading, id, &mut seen);
        let name = text_or(fields.required(&["name"]), "");
        let short_name = text_or(fields.text(&["short_name"]), &name);
        let code = fields.required(&["code"]);
        if let Some(code) = &code {
            check_code(reading, code);
        }
        let contact = Contact {
            address: text_or(fields.text(&["address"]), ""),
            hours: text_or(fields.text(&["hours"]), ""),
            phone: text_or(fields.text(&["phone"]), ""),
            fax: text_or(fields.text(&["fax"]), ""),
            email: text_or(fields.text(&["email"]), ""),
            postcode: text_or(fields.text(&["postcode"]), ""),
        };
        fields.finish();
        agencies.push(Agency { id: text_or(id, ""), name, short_name, code: text_or(code, ""), contact });
    }
    agencies
}

fn check_code(reading: &Reading<'_>, code: &Field<String>) {
    if let Err(fault) = verify_agency_code(&code.value) {
        reading.report(
            Finding::new(&rules::CONFIG_AGENCY_CODE, reading.place(&code.span))
                .with("code", code.value.as_str())
                .with("detail", explain_code(fault)),
        );
    }
}

fn explain_code(fault: CodeFault) -> Arg {
    match fault {
        CodeFault::Length { expected, found } => {
            Arg::Message("code-length", vec![("expected", expected.into()), ("found", found.into())])
        }
        CodeFault::Character { position, found } => {
            Arg::Message("code-character", vec![("position", position.into()), ("found", found.to_string().into())])
        }
        CodeFault::CheckDigit { expected, found } => Arg::Message(
            "code-check-digit",
            vec![("expected", expected.to_string().into()), ("found", found.to_string().into())],
        ),
    }
}

fn read_columns(reading: &Reading<'_>, groups: Vec<(Fields<'_>, std::ops::Range<usize>)>) -> Vec<Column> {
    let mut seen = BTreeMap::new();
    let mut columns = Vec::new();
    let mut parents: Vec<Option<Field<String>>> = Vec::new();
    for (mut fields, _) in groups {
        let id = fields.required(&["id"]);
        let id = read_id(reading, id, &mut seen);
        let column = Column {
            id: text_or(id, ""),
            name: text_or(fields.required(&["name"]), ""),
            parent: None,
            description: text_or(fields.text(&["description"]), ""),
            rhythm: text_or(fields.text(&["rhythm"]), ""),
            article: text_or(fields.text(&["article"]), ""),
            hidden: fields.bool(&["hidden"]).is_some_and(|field| field.value),
        };
        parents.push(fields.text(&["parent"]));
        fields.finish();
        columns.push(column);
    }
    let ids: Vec<String> = columns.iter().map(|column| column.id.clone()).collect();
    for (at, parent) in parents.iter().enumerate() {
        let Some(parent) = parent else { continue };
        columns[at].parent = ids.iter().position(|id| *id == parent.value);
        if columns[at].parent.is_none() {
            let mut finding = Finding::new(&rules::CONFIG_UNKNOWN_PARENT, reading.place(&parent.span))
                .with("id", ids[at].as_str())
                .with("parent", parent.value.as_str());
            if let Some(near) = nearest(&parent.value, ids.iter().map(String::as_str)) {
                finding = finding.with("nearest", near).hint("near");
            }
            reading.report(finding);
        }
    }
    break_cycles(reading, &mut columns, &parents);
    columns
}

fn break_cycles(reading: &Reading<'_>, columns: &mut [Column], parents: &[Option<Field<String>>]) {
    for start in 0..columns.len() {
        let mut at = start;
        for _ in 0..=columns.len() {
            match columns[at].parent {
                None => break,
                Some(next) if next == start => {
                    if let Some(parent) = &parents[start] {
                        reading.report(
                            Finding::new(&rules::CONFIG_PARENT_CYCLE, reading.place(&parent.span))
                                .with("id", columns[start].id.as_str()),
                        );
                    }
                    columns[start].parent = None;
                    break;
                }
                Some(next) => at = next,
            }
        }
    }
}

/// Guide, rules and reports are always there: they stand behind the fixed entries.
fn add_reserved(columns: &mut Vec<Column>) {
    for (id, name) in RESERVED_COLUMNS {
        if !columns.iter().any(|column| column.id == id) {
            columns.push(Column { id: id.to_owned(), name: name.to_owned(), ..Column::default() });
        }
    }
}
