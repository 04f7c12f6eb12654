//! The words of a Word document (ECMA-376, part 1, chapter 17): what one sees with all changes accepted.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Fault;
use super::super::traces::{TraceKind, Traces};
use super::package::{Package, PartName};
use super::xml::{Node, Xml, attribute, is_on};

/// The paragraphs of the document, then of its notes, headers and footers.
pub(super) fn read(package: &mut Package<'_>, main: &PartName, traces: &mut Traces) -> Result<Vec<String>, Fault> {
    let hidden = match package.text("word/styles.xml")? {
        Some(styles) => hidden_styles(&styles)?,
        None => BTreeSet::new(),
    };
    let Some(text) = package.text(&main.0)? else { return Err(Fault::Damaged) };
    let mut found = Found::default();
    let mut blocks = paragraphs(&text, &hidden, &mut found)?;
    let mut relations = package.relations(main)?;
    relations.sort_by(|a, b| (order(&a.kind), &a.target).cmp(&(order(&b.kind), &b.target)));
    let mut seen = BTreeSet::new();
    for relation in &relations {
        if relation.external {
            // Links to web pages stand in the text for all to see.
            if relation.kind != "hyperlink" {
                traces.add(TraceKind::ExternalLinks, &relation.target);
            }
            continue;
        }
        match relation.kind.as_str() {
            "footnotes" | "endnotes" | "header" | "footer" => {
                if let Some(text) = package.text(&relation.target)? {
                    for block in paragraphs(&text, &hidden, &mut found)? {
                        // Each section has its own header, mostly the same.
                        if seen.insert(block.clone()) {
                            blocks.push(block);
                        }
                    }
                }
            }
            "comments" => count_comments(package, &relation.target, traces)?,
            "settings" => {
                let settings = PartName(relation.target.clone());
                settings_of(package, &settings, traces)?;
            }
            _ => {}
        }
    }
    for (author, count) in &found.changes {
        traces.add_many(TraceKind::TrackedChanges, *count, author);
    }
    traces.add_many(TraceKind::HiddenText, found.hidden, "");
    Ok(blocks)
}

fn order(kind: &str) -> u8 {
    match kind {
        "footnotes" => 0,
        "endnotes" => 1,
        "header" => 2,
        "footer" => 3,
        _ => 4,
    }
}

/// What is in a document and not in its text.
#[derive(Default)]
struct Found {
    /// Tracked changes, by author.
    changes: BTreeMap<String, usize>,
    /// Hidden runs.
    hidden: usize,
}

/// A paragraph that is being read.
#[derive(Default)]
struct Paragraph {
    text: String,
    hidden: bool,
    /// Whether the run is hidden by itself, by its style; whether it says that it is not.
    run: Option<bool>,
    counted: bool,
}

/// Visible paragraphs of a part.
fn paragraphs(text: &str, hidden: &BTreeSet<String>, found: &mut Found) -> Result<Vec<String>, Fault> {
    let mut xml = Xml::new(text);
    let mut blocks = Vec::new();
    // A text box holds paragraphs within a paragraph.
    let mut open: Vec<Paragraph> = Vec::new();
    let mut in_run_properties = 0_usize;
    let mut in_paragraph_properties = 0_usize;
    let mut in_text = false;
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(element) => match element.local_name().as_ref() {
                "p" => open.push(Paragraph::default()),
                "pPr" => in_paragraph_properties += 1,
                "rPr" => in_run_properties += 1,
                "r" => {
                    if let Some(paragraph) = open.last_mut() {
                        (paragraph.run, paragraph.counted) = (None, false);
                    }
                }
                "pStyle" | "rStyle" => {
                    let is_hidden = attribute(&element, "val").is_some_and(|style| hidden.contains(&style));
                    if let (true, Some(paragraph)) = (is_hidden, open.last_mut()) {
                        if in_paragraph_properties > 0 {
                            paragraph.hidden = true;
                        } else {
                            paragraph.run.get_or_insert(true);
                        }
                    }
                }
                // Of the paragraph's own mark it says nothing about the words.
                "vanish" | "specVanish" if in_run_properties > 0 && in_paragraph_properties == 0 => {
                    if let Some(paragraph) = open.last_mut() {
                        paragraph.run = Some(is_on(&element, "val"));
                    }
                }
                name @ ("del" | "moveFrom" | "ins" | "moveTo" | "cellDel" | "cellIns" | "rPrChange" | "pPrChange"
                | "tblPrChange" | "trPrChange" | "tcPrChange" | "sectPrChange" | "numberingChange") => {
                    let author = attribute(&element, "author").unwrap_or_default();
                    *found.changes.entry(author).or_default() += 1;
                    // Within properties it is the mark of a change, not changed text; what was before it is left out.
                    if !matches!(name, "ins" | "moveTo" | "cellIns") {
                        xml.skip()?;
                    }
                }
                // What a field was computed from; the same drawing once more for older programs.
                "instrText" | "delText" | "delInstrText" | "Fallback" => xml.skip()?,
                "t" => in_text = true,
                "tab" | "ptab" if in_paragraph_properties == 0 => push(&mut open, " "),
                "br" | "cr" => line_break(&mut open),
                "noBreakHyphen" => push(&mut open, "-"),
                _ => {}
            },
            Node::Text(text) if in_text => {
                if let Some(paragraph) = open.last_mut() {
                    if paragraph.run.unwrap_or(paragraph.hidden) {
                        found.hidden += usize::from(!paragraph.counted && !text.trim().is_empty());
                        paragraph.counted = true;
                    } else {
                        paragraph.text.push_str(&text);
                    }
                }
            }
            Node::Text(_) => {}
            Node::Close(name) => match name.as_str() {
                "p" => {
                    if let Some(paragraph) = open.pop()
                        && !paragraph.text.trim().is_empty()
                    {
                        blocks.push(paragraph.text);
                    }
                }
                "pPr" => in_paragraph_properties = in_paragraph_properties.saturating_sub(1),
                "rPr" => in_run_properties = in_run_properties.saturating_sub(1),
                "t" => in_text = false,
                _ => {}
            },
        }
    }
    Ok(blocks)
}

fn push(open: &mut [Paragraph], what: &str) {
    if let Some(paragraph) = open.last_mut()
        && !paragraph.run.unwrap_or(paragraph.hidden)
    {
        paragraph.text.push_str(what);
    }
}

/// A line that ends within a paragraph: between Han characters there is nothing, as in a title set in two lines.
fn line_break(open: &mut [Paragraph]) {
    if let Some(paragraph) = open.last_mut()
        && paragraph.text.chars().next_back().is_some_and(|c| c.is_ascii())
    {
        push(open, " ");
    }
}

/// Styles whose words are hidden, with those based on them.
fn hidden_styles(text: &str) -> Result<BTreeSet<String>, Fault> {
    let mut xml = Xml::new(text);
    let mut styles: BTreeMap<String, (Option<bool>, Option<String>)> = BTreeMap::new();
    let mut current: Option<String> = None;
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(element) => match element.local_name().as_ref() {
                "style" => {
                    current = attribute(&element, "styleId");
                    if let Some(id) = &current {
                        styles.insert(id.clone(), (None, None));
                    }
                }
                "basedOn" => {
                    if let Some(style) = current.as_ref().and_then(|id| styles.get_mut(id)) {
                        style.1 = attribute(&element, "val");
                    }
                }
                "vanish" => {
                    if let Some(style) = current.as_ref().and_then(|id| styles.get_mut(id)) {
                        style.0 = Some(is_on(&element, "val"));
                    }
                }
                _ => {}
            },
            Node::Close(name) if name == "style" => current = None,
            Node::Close(_) | Node::Text(_) => {}
        }
    }
    let is_hidden = |id: &String| {
        let mut at = Some(id);
        // A style based on itself ends here, too.
        for _ in 0..styles.len().min(50) {
            match at.and_then(|id| styles.get(id)) {
                Some((Some(hidden), _)) => return *hidden,
                Some((None, base)) => at = base.as_ref(),
                None => return false,
            }
        }
        false
    };
    Ok(styles.keys().filter(|id| is_hidden(id)).cloned().collect())
}

fn count_comments(package: &mut Package<'_>, part: &str, traces: &mut Traces) -> Result<(), Fault> {
    let Some(text) = package.text(part)? else { return Ok(()) };
    let mut xml = Xml::new(&text);
    while let Some(node) = xml.next()? {
        if let Node::Open(element) = node
            && element.local_name().as_ref() == "comment"
        {
            traces.add(TraceKind::Comments, &attribute(&element, "author").unwrap_or_default());
        }
    }
    Ok(())
}

fn settings_of(package: &mut Package<'_>, part: &PartName, traces: &mut Traces) -> Result<(), Fault> {
    for relation in package.relations(part)? {
        if relation.external {
            traces.add(TraceKind::ExternalLinks, &relation.target);
        }
    }
    let Some(text) = package.text(&part.0)? else { return Ok(()) };
    let mut xml = Xml::new(&text);
    while let Some(node) = xml.next()? {
        if let Node::Open(element) = node
            && element.local_name().as_ref() == "docVar"
        {
            let name = attribute(&element, "name").unwrap_or_default();
            // WPS keeps the number of the document here.
            if name != "commondata" {
                traces.add(TraceKind::Variables, &name);
            }
        }
    }
    Ok(())
}
