//! The page of an item: its metadata table, its text, what belongs to it, and what happened to it.

use serde::Serialize;

use crate::catalog::{Attachment, Entry, EntryRef, RelationKind, State};
use crate::messages::in_title_marks;
use crate::render::describe;
use crate::render::linked;
use crate::render::listing::Facet;
use crate::render::markdown::{Article, Heading};
use crate::render::names::{Link, Names, machine, readable, readable_size};
use crate::render::plan::{Made, Plan};
use crate::render::qr;
use crate::render::shell::{Contact, Head, is_reserved};
use crate::site::vocabulary::{FixedId, LegalForce, Term};

use super::matter::{Matter, matter};

#[derive(Serialize)]
struct View<'a> {
    index_no: &'a str,
    title: &'a str,
    doc_no: &'a str,
    /// `published`, `reduced` or `withdrawn`.
    state: &'static str,
    /// `proactive`, `on_request`, `not_disclosed`.
    mode: &'a str,
    /// Lines of the metadata table, each one or two cells.
    facts: Vec<Vec<Fact>>,
    published: String,
    published_iso: String,
    updated: String,
    updated_iso: String,
    source: &'a str,
    summary: &'a str,
    /// The page's address as a QR code, for paper; none in a preview of what has no address yet.
    qr: Option<qr::Code>,
    /// Where the document is not in force: the name of its validity.
    not_in_force: &'a str,
    /// What took its place.
    successors: Vec<Link>,
    display: Option<Span>,
    opinion: Option<OpinionView<'a>>,
    agency: Contact,
    body: String,
    /// Whether the text is set as an official document (GB/T 9704—2012).
    official: bool,
    /// Headings and articles of a long text.
    contents: Vec<HeadingView>,
    /// How to cite it.
    citation: String,
    /// The last day of its force, where it is not said that this has passed; the reader's clock tells whether it has.
    lapses: String,
    /// The first day of its force.
    begins: String,
    attachments: Vec<File<'a>>,
    corrections: Vec<CorrectionView<'a>>,
    withdrawal: Option<WithdrawalView<'a>>,
    articles: Vec<String>,
    audience: Vec<String>,
    matter: Option<Matter>,
    relations: Vec<Relation>,
    previous: Option<Link>,
    next: Option<Link>,
}

/// A cell of the metadata table.
#[derive(Debug, Default, Serialize)]
struct Fact {
    key: &'static str,
    label: String,
    value: String,
    links: Vec<Link>,
    note: String,
    /// Whether it takes the whole line.
    wide: bool,
}

#[derive(Serialize)]
struct Span {
    from: String,
    to: String,
}

#[derive(Serialize)]
struct OpinionView<'a> {
    until: String,
    how: &'a str,
    result: &'a str,
}

#[derive(Serialize)]
struct HeadingView {
    /// 0 for the articles before the first heading.
    level: u8,
    id: String,
    text: String,
    /// The articles that follow it.
    articles: Vec<ArticleView>,
}

#[derive(Serialize)]
struct ArticleView {
    id: String,
    name: String,
}

/// A file for download.
#[derive(Serialize)]
pub(super) struct File<'a> {
    title: &'a str,
    address: &'a str,
    /// The name under which a browser saves it.
    download: &'a str,
    #[serde(rename = "type")]
    type_name: &'a str,
    size: String,
    /// Its first lines, where its words could be read well.
    beginning: &'a [String],
}

#[derive(Serialize)]
struct CorrectionView<'a> {
    date: String,
    kind: String,
    reason: &'a str,
    note: &'a str,
}

#[derive(Serialize)]
struct WithdrawalView<'a> {
    date: String,
    reason: &'a str,
}

#[derive(Serialize)]
struct Relation {
    kind: &'static str,
    label: String,
    items: Vec<RelatedView>,
}

#[derive(Serialize)]
struct RelatedView {
    name: String,
    address: String,
    doc_no: String,
    date: String,
}

/// Texts with at least so many headings get a list of contents.
const CONTENTS: usize = 4;
/// So do those with so many articles.
const ARTICLES: usize = 8;

pub(in crate::render) fn make(plan: &Plan<'_>, path: &str, at: EntryRef) -> Made {
    let names = &plan.names;
    let Some(entry) = plan.catalog().entry(at) else { return Made::default() };
    let mut head = Head::new(names, "item", path, &entry.title);
    head.column(names, entry.column);
    let text = plan.library().text(&entry.body, path, &entry.path, &[&entry.attachments, &entry.images]);
    head.article(names, entry, &describe::item(names, entry, &text.blocks));
    head.crumbs = crumbs(names, entry);
    linked::item(&mut head, names, entry);
    super::mark_preview(plan, &mut head, Some(entry));
    let official = text.is_official || entry.doc_no.is_some();
    let body = mark_inner_title(text.html, &text.headings, &entry.title);
    let contents = contents(text.headings, text.articles);
    let view = View { body, official, contents, ..view(plan, at, entry) };
    let mut made = plan.fill_late("item.html", &head, "item", view, |view| {
        // It follows from the address and the state, which the page is known by.
        let has_code = entry.provisional.is_none() && entry.state != State::Withdrawn;
        view.qr = has_code.then(|| qr::code(&head.canonical)).flatten();
    });
    made.findings.extend(text.findings);
    made.blocks = Some((at, text.blocks));
    made
}

/// A notice that issues a document carries its title within: 关于印发《甲办法》的通知, then 甲办法 over the text. It is a title
/// like that of the page, not a heading of a part.
fn mark_inner_title(html: String, headings: &[Heading], title: &str) -> String {
    let inner = title.split_once('《').and_then(|(_, rest)| rest.rsplit_once('》')).map_or(title, |(inner, _)| inner);
    match headings.iter().find(|heading| heading.text == inner || heading.text == title) {
        Some(Heading { level, id, .. }) => html.replacen(
            &format!("<h{level} id=\"{id}\">"),
            &format!("<h{level} id=\"{id}\" class=\"inner-title\">"),
            1,
        ),
        None => html,
    }
}

/// Headings, and under each the articles that follow it; nothing for a short text.
fn contents(headings: Vec<Heading>, articles: Vec<Article>) -> Vec<HeadingView> {
    if headings.len() < CONTENTS && articles.len() < ARTICLES {
        return Vec::new();
    }
    let mut contents: Vec<HeadingView> = std::iter::once(Heading { level: 0, id: String::new(), text: String::new() })
        .chain(headings)
        .map(|h| HeadingView { level: h.level, id: h.id, text: h.text, articles: Vec::new() })
        .collect();
    for article in articles {
        if let Some(heading) = contents.get_mut(article.after) {
            heading.articles.push(ArticleView { id: article.id, name: article.name });
        }
    }
    contents.retain(|heading| heading.level > 0 || !heading.articles.is_empty());
    contents
}

/// Who published what, when, under which number, and where.
fn citation(names: &Names<'_>, entry: &Entry, agency: &str, url: &str) -> String {
    let title = in_title_marks(&entry.title);
    let date = entry.published.date.to_string();
    let path = if entry.doc_no.is_some() { "citation.numbered" } else { "citation.plain" };
    let doc_no = entry.doc_no.as_deref().unwrap_or_default();
    let values = [
        ("agency", agency),
        ("title", title.as_str()),
        ("doc_no", doc_no),
        ("date", date.as_str()),
        ("index_no", entry.index_no.as_str()),
        ("url", url),
    ];
    names.strings.fill(path, &values)
}

fn view<'a>(plan: &Plan<'a>, at: EntryRef, entry: &'a Entry) -> View<'a> {
    let names = &plan.names;
    let catalog = plan.catalog();
    let gone = entry.state == State::Withdrawn;
    let validity = entry.validity.as_deref().and_then(|id| catalog.vocabulary.validities.get(id));
    let not_in_force = validity.filter(|v| v.force == Some(LegalForce::NotInForce)).map_or("", |v| v.name(names.lang));
    let agency = catalog.config.agencies.get(entry.agency).map(Contact::of).unwrap_or_default();
    // Where force is neither denied nor ended, the days that are stated may say more.
    let open_ended = !gone && not_in_force.is_empty();
    let stated =
        |date: Option<jiff::civil::Date>| date.filter(|_| open_ended).map_or_else(String::new, |d| d.to_string());
    let url = format!("{}{}", catalog.config.base_url, entry.address);
    let citation = if gone { String::new() } else { citation(names, entry, &agency.name, &url) };
    let correction = |c: &'a crate::catalog::Correction| CorrectionView {
        date: c.date.to_string(),
        kind: names.term(&catalog.vocabulary.corrections, &c.kind).to_owned(),
        reason: &c.reason,
        note: &c.note,
    };
    View {
        index_no: &entry.index_no,
        title: &entry.title,
        doc_no: if gone { "" } else { entry.doc_no.as_deref().unwrap_or_default() },
        state: match entry.state {
            State::Published => "published",
            State::Reduced => "reduced",
            State::Withdrawn => "withdrawn",
        },
        mode: entry.mode.id(),
        facts: facts(names, entry),
        published: readable(entry.published),
        published_iso: machine(entry.published),
        updated: entry.updated.map(readable).unwrap_or_default(),
        updated_iso: entry.updated.map(machine).unwrap_or_default(),
        source: if entry.source.is_empty() { names.catalog.config.site_name() } else { &entry.source },
        summary: &entry.summary,
        qr: None,
        not_in_force: if gone { "" } else { not_in_force },
        successors: related(names, entry, RelationKind::ReplacedBy)
            .into_iter()
            .map(|r| Link { name: r.name, address: r.address })
            .collect(),
        display: entry
            .display
            .as_ref()
            .filter(|_| entry.state == State::Published)
            .map(|display| Span { from: display.from.to_string(), to: display.to.to_string() }),
        opinion: entry.opinion.as_ref().filter(|_| !gone).map(|opinion| OpinionView {
            until: opinion.until.map(|date| date.to_string()).unwrap_or_default(),
            how: &opinion.how,
            result: &opinion.result,
        }),
        agency,
        body: String::new(),
        official: false,
        contents: Vec::new(),
        citation,
        lapses: stated(entry.expires.or(entry.trial_until)),
        begins: stated(entry.effective.filter(|date| *date > entry.published.date)),
        attachments: if gone { Vec::new() } else { files(plan, entry) },
        corrections: if gone { Vec::new() } else { entry.corrections.iter().map(correction).collect() },
        withdrawal: entry
            .withdrawal
            .as_ref()
            .filter(|_| gone)
            .map(|w| WithdrawalView { date: w.date.to_string(), reason: &w.reason }),
        articles: if gone { Vec::new() } else { articles(names, entry) },
        audience: if gone { Vec::new() } else { audience(names, entry) },
        matter: if gone { None } else { matter(names, at, entry) },
        relations: if gone { Vec::new() } else { relations(names, entry) },
        previous: neighbour(names, entry, RelationKind::Previous),
        next: neighbour(names, entry, RelationKind::Next),
    }
}

/// Home, the tree of columns, and the item's column; the title itself stands right below.
fn crumbs(names: &Names<'_>, entry: &Entry) -> Vec<Link> {
    let mut crumbs = vec![Link { name: names.strings.get("home").to_owned(), address: "index.html".to_owned() }];
    let mut line: Vec<&str> = crate::render::listing::column_line(names.catalog, entry.column).collect();
    line.reverse();
    if line.first().is_some_and(|id| !is_reserved(id)) {
        crumbs.push(Link { name: names.facet(Facet::Column).to_owned(), address: Facet::Column.address() });
    }
    crumbs.extend(line.into_iter().map(|id| names.link(Facet::Column, id)));
    crumbs
}

/// The metadata table in the order of the national reference design; empty cells and lines are left out.
fn facts(names: &Names<'_>, entry: &Entry) -> Vec<Vec<Fact>> {
    let catalog = names.catalog;
    let gone = entry.state == State::Withdrawn;
    let text = |key: &'static str, value: &str| Fact {
        key,
        label: names.strings.get(&format!("facts.{key}")).to_owned(),
        value: value.to_owned(),
        ..Fact::default()
    };
    let links = |key: &'static str, links: Vec<Link>| Fact { links, ..text(key, "") };
    let agency = catalog.config.agencies.get(entry.agency).map(|agency| names.link(Facet::Agency, &agency.id));
    let published = entry.published.date.to_string();
    if gone {
        return lines(vec![
            vec![text("index_no", &entry.index_no), links("agency", agency.into_iter().collect())],
            vec![text("created", &entry.created.to_string()), text("published", &published)],
        ]);
    }
    let validity = entry
        .validity
        .as_deref()
        .filter(|id| catalog.vocabulary.validities.get(id).is_some_and(|validity| !validity.is_unstated()));
    let validity = validity.map(|id| names.link(Facet::Validity, id)).into_iter().collect();
    lines(vec![
        vec![text("index_no", &entry.index_no), links("topic", names.topic_line(entry))],
        vec![links("agency", agency.into_iter().collect()), text("created", &entry.created.to_string())],
        vec![text("title", &entry.title)],
        vec![text("doc_no", entry.doc_no.as_deref().unwrap_or_default()), text("published", &published)],
        vec![
            links("genre", vec![names.link(Facet::Genre, &entry.genre)]),
            Fact { note: force_dates(names, entry), ..links("validity", validity) },
        ],
        vec![
            text("mode", names.mode(entry.mode)),
            text("keywords", &entry.keywords.join(names.strings.get("word_join"))),
        ],
        vec![text("summary", &entry.summary)],
    ])
}

/// When the document takes and loses effect, in the words of the site.
fn force_dates(names: &Names<'_>, entry: &Entry) -> String {
    let dates =
        [("effective_from", entry.effective), ("trial_until", entry.trial_until), ("expires_on", entry.expires)];
    let stated = dates
        .iter()
        .filter_map(|(path, date)| date.map(|date| names.strings.fill(path, &[("date", &date.to_string())])));
    stated.collect::<Vec<_>>().join(names.strings.get("list_join"))
}

/// Leaves out what is empty; a cell alone in its line takes the whole of it.
fn lines(lines: Vec<Vec<Fact>>) -> Vec<Vec<Fact>> {
    let kept = lines.into_iter().map(|line| {
        let mut line: Vec<Fact> = line
            .into_iter()
            .filter(|fact| !(fact.value.is_empty() && fact.links.is_empty() && fact.note.is_empty()))
            .collect();
        if let [only] = line.as_mut_slice() {
            only.wide = true;
        }
        line
    });
    kept.filter(|line| !line.is_empty()).collect()
}

/// The attachments of an entry.
pub(super) fn files<'a>(plan: &Plan<'a>, entry: &'a Entry) -> Vec<File<'a>> {
    entry.attachments.iter().map(|attachment| file(plan, attachment)).collect()
}

fn file<'a>(plan: &Plan<'a>, attachment: &'a Attachment) -> File<'a> {
    File {
        title: &attachment.title,
        address: &attachment.address,
        download: &attachment.file_name,
        type_name: &attachment.type_name,
        size: readable_size(attachment.size),
        beginning: plan.options.beginnings.get(&attachment.content_path).map_or(&[], Vec::as_slice),
    }
}

fn articles(names: &Names<'_>, entry: &Entry) -> Vec<String> {
    let articles = &names.catalog.vocabulary.articles;
    entry
        .articles
        .iter()
        .map(|id| articles.get(id).map_or_else(|| id.clone(), |article| article.name(names.lang).to_owned()))
        .collect()
}

fn audience(names: &Names<'_>, entry: &Entry) -> Vec<String> {
    entry.audience.iter().map(|id| names.term(&names.catalog.vocabulary.audiences, id).to_owned()).collect()
}

/// Relations shown in the box of related items; stages of a matter and neighbours in the series have their own places.
fn relations(names: &Names<'_>, entry: &Entry) -> Vec<Relation> {
    let shown = [
        RelationKind::InterpretedBy,
        RelationKind::Interprets,
        RelationKind::Replaces,
        RelationKind::ReplacedBy,
        RelationKind::Amends,
        RelationKind::AmendedBy,
    ];
    let relation = |kind: RelationKind| Relation {
        kind: kind.id(),
        label: names.strings.get(&format!("relation.{}", kind.id())).to_owned(),
        items: related(names, entry, kind),
    };
    shown.into_iter().map(relation).filter(|relation| !relation.items.is_empty()).collect()
}

fn related(names: &Names<'_>, entry: &Entry, kind: RelationKind) -> Vec<RelatedView> {
    let of_kind = entry.related.iter().filter(|related| related.kind == kind);
    of_kind
        .map(|related| match related.entry.and_then(|at| names.catalog.entry(at)) {
            Some(other) => RelatedView {
                name: other.title.clone(),
                address: other.address.clone(),
                doc_no: other.doc_no.clone().filter(|_| other.state != State::Withdrawn).unwrap_or_default(),
                date: other.published.date.to_string(),
            },
            None => RelatedView {
                name: related.text.clone(),
                address: String::new(),
                doc_no: String::new(),
                date: String::new(),
            },
        })
        .collect()
}

fn neighbour(names: &Names<'_>, entry: &Entry, kind: RelationKind) -> Option<Link> {
    let related = entry.related.iter().find(|related| related.kind == kind)?;
    let other = names.catalog.entry(related.entry?)?;
    Some(Link { name: other.title.clone(), address: other.address.clone() })
}
