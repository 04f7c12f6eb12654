//! An item as it is read out: who speaks, of what, the text in short sentences, where to ask; then all of it once more.

use super::spoken;
use crate::catalog::{Body, Entry, State};
use crate::messages::Lang;
use crate::render::listing::Facet;
use crate::render::plan::Plan;

/// The text of an item for the loudspeakers, a breath a line.
pub fn announcement(plan: &Plan<'_>, entry: &Entry) -> Vec<String> {
    let names = &plan.names;
    let say = |path: &str, values: &[(&str, &str)]| names.strings.fill(path, values);
    let agency = names.catalog.config.agencies.get(entry.agency);
    // Of what has no form of its own one says only that it is an item.
    let has_form = names.catalog.vocabulary.genres.get(&entry.genre).is_some_and(|genre| !genre.title_end.is_empty());
    let genre = if has_form { names.of(Facet::Genre, &entry.genre) } else { say("board.speak_item", &[]) };
    let mut text = vec![
        say("board.speak_call", &[("agency", agency.map_or("", |agency| &agency.name)), ("genre", &genre)]),
        say("board.speak_title", &[("title", &entry.title)]),
        say("board.speak_published", &[("date", &day(names.lang, entry.published.date))]),
    ];
    if let Some(display) = entry.display.as_ref().filter(|_| entry.state == State::Published) {
        let (from, to) = (day(names.lang, display.from), day(names.lang, display.to));
        text.push(say("board.speak_display", &[("from", &from), ("to", &to)]));
    }
    match &entry.body {
        Body::OnRequest => text.push(say("board.speak_on_request", &[])),
        body => {
            let made = plan.library().text(body, "", &entry.path, &[&entry.attachments, &entry.images]);
            let (words, has_table) = words(&made.html);
            text.extend(words);
            if has_table || !entry.attachments.is_empty() {
                text.push(say("board.speak_tables", &[]));
            }
        }
    }
    let phone = agency.map_or("", |agency| &agency.contact.phone);
    if !phone.is_empty() {
        text.push(say("board.speak_phone", &[("phone", phone)]));
    }
    text.push(say("board.speak_end", &[]));
    text.into_iter().flat_map(|part| if names.lang == Lang::Zh { spoken(&part) } else { vec![part] }).collect()
}

fn day(lang: Lang, date: jiff::civil::Date) -> String {
    match lang {
        Lang::Zh => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
        Lang::En => date.to_string(),
    }
}

/// The text of HTML that we made, a block a string, without its tables; and whether it has any.
fn words(html: &str) -> (Vec<String>, bool) {
    let mut blocks = vec![String::new()];
    let mut tables = 0usize;
    let mut has_table = false;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        if tables == 0
            && let Some(block) = blocks.last_mut()
        {
            block.push_str(&plain(text));
        }
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        let name: String = tag.chars().skip(1).take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect();
        match name.as_str() {
            "table" => {
                tables += 1;
                has_table = true;
            }
            "/table" => tables = tables.saturating_sub(1),
            "p" | "/p" | "li" | "/li" | "br" | "div" | "/div" | "blockquote" | "/blockquote" | "dt" | "/dt" | "dd"
            | "/dd" => {
                blocks.push(String::new());
            }
            name if name.trim_start_matches('/').starts_with('h') && name.len() <= 3 => blocks.push(String::new()),
            _ => {}
        }
        rest = &tag[end..];
    }
    if let Some(block) = blocks.last_mut() {
        block.push_str(&plain(rest));
    }
    blocks.retain(|block| !block.trim().is_empty());
    (blocks, has_table)
}

fn plain(text: &str) -> String {
    text.replace('\n', " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn tables_are_left_to_the_board() {
        let html = "<h2 id=\"a\">一、标题</h2>\n<p>见<a href=\"x\">下表</a> &amp; 附件。</p><table><tr><td>张三</td></tr></table><ul><li>甲</li><li>乙</li></ul>";
        assert_eq!(
            words(html),
            (vec!["一、标题".to_owned(), "见下表 & 附件。".to_owned(), "甲".to_owned(), "乙".to_owned()], true)
        );
    }
}
