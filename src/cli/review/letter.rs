//! The letter (申请函) that goes with what the office cannot decide: whether an item may be public is asked of the authority in
//! charge or the secrecy department (国务院令第711号, article 17). It says why it is asked, and names what lies with it.

use std::fmt::Write as _;
use std::path::Path;

use super::sheet::{check_code, date, escape};
use crate::catalog::review;
use crate::cli::Outcome;
use crate::cli::common::write_text;
use crate::cli::console::Console;
use crate::messages::{Arg, Messages, in_title_marks};
use crate::site::front_matter::Review;
use crate::site::vocabulary::Conclusion;
use crate::site::{Item, Site};

/// Whether the item's review says that somebody else decides.
pub(super) fn is_wanted(item: &Item) -> bool {
    let record = item.front.review.as_ref();
    record.is_some_and(|record| record.referred.is_some() || record.concluded() == Some(Conclusion::Refer))
}

/// Writes the letter beside the sheet.
pub(super) fn run(item: &Item, site: &Site, sheet: &Path, console: &Console) -> Outcome {
    let stem = sheet.file_stem().unwrap_or_default().to_string_lossy();
    let target = sheet.with_file_name(format!("{stem}-referral.html"));
    if !write_text(&target, &html(item, site, &console.messages), console) {
        return Outcome::Failed;
    }
    console.say("review-letter-done", &[("path", target.display().to_string().into())]);
    Outcome::Fine
}

/// The letter. What the record does not say yet is left to be written by hand.
fn html(item: &Item, site: &Site, messages: &Messages) -> String {
    let front = &item.front;
    let word = |id: &'static str, args: &[(&'static str, Arg)]| escape(&messages.get(id, args));
    let plain = |id: &'static str| word(id, &[]);
    let record = front.review.as_ref();
    let referred = record.and_then(|record| record.referred.as_ref());
    let agency = site.config.agencies.get(front.agency);
    let name = agency.map_or("", |agency| agency.name.as_str());
    // In English it stands in quotation marks, as written.
    let within = in_title_marks(&front.title.value);
    let title = if messages.lang() == crate::messages::Lang::Zh { within.as_str() } else { front.title.value.as_str() };
    let blank = "＿＿＿＿＿＿＿＿＿＿";
    let to = referred.and_then(|referred| referred.to.as_ref()).map_or(blank, |field| field.value.as_str());
    let doc_no = front.doc_no.as_ref().map(|field| field.value.as_str()).unwrap_or_default();
    let (_, hash) = review::hash_of(item, site);
    let made = date(front.created.value, messages);
    let mut out = String::new();
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<style>\n{}{}</style>\n</head>\n<body class=\"letter\">\n",
        if messages.lang() == crate::messages::Lang::Zh { "zh-CN" } else { "en" },
        word("letter-title", &[("title", title.into())]),
        include_str!("sheet.css"),
        include_str!("letter.css"),
    );
    let _ = writeln!(
        out,
        "<h1>{}</h1>\n<p class=\"to\">{}</p>",
        word("letter-title", &[("title", title.into())]),
        word("letter-to", &[("to", to.into())])
    );
    let named = [
        ("title", title.into()),
        ("doc_no", doc_no.into()),
        ("numbered", if doc_no.is_empty() { "no" } else { "yes" }.into()),
        ("created", made.into()),
    ];
    let _ = writeln!(out, "<p>{}</p>", word("letter-what", &named));
    let _ = writeln!(out, "<p>{}</p>\n<ol class=\"reasons\">{}</ol>", plain("letter-why"), reasons(record, messages));
    let days = Arg::from(site.config.review.reply_days);
    let due = record.and_then(|record| review::reply_due(record, site));
    let _ = match due {
        Some(due) => writeln!(out, "<p>{}</p>", word("letter-ask-by", &[("due", date(due.date, messages).into())])),
        None => writeln!(out, "<p>{}</p>", word("letter-ask", &[("days", days)])),
    };
    let phone = agency.map_or("", |agency| agency.contact.phone.as_str());
    let sent = referred.and_then(|referred| referred.date.as_ref());
    let sent = sent.map_or_else(|| plain("sheet-date-blank"), |field| escape(&date(field.value, messages)));
    let _ = write!(
        out,
        "<div class=\"enclosed\">{}<ol><li>{}</li><li>{}</li><li>{}</li></ol></div>\n\
         <div class=\"signed\"><p>{}</p><p>{sent}</p></div>\n<p class=\"contact\">{}</p>\n\
         <div class=\"below\"><span>{}<span class=\"mono\">{}</span></span><span>{}<span class=\"code\">{}</span></span></div>\n</body>\n</html>\n",
        plain("letter-enclosed"),
        word("letter-enclosed-text", &[("title", title.into())]),
        plain("letter-enclosed-sheet"),
        plain("letter-enclosed-other"),
        escape(name),
        word("letter-contact", &[("phone", if phone.is_empty() { blank } else { phone }.into())]),
        plain("sheet-hash"),
        escape(&hash),
        plain("sheet-code"),
        check_code(&hash),
    );
    out
}

/// What those who looked at it wrote, and room for more.
fn reasons(record: Option<&Review>, messages: &Messages) -> String {
    let mut out = String::new();
    let basis = record.and_then(|record| record.basis.as_ref()).map(|field| field.value.as_str());
    let opinions = record.into_iter().flat_map(|record| {
        crate::site::ReviewStep::ALL.into_iter().filter_map(|step| {
            let opinion = record.step(step).opinion.as_ref()?;
            Some((super::step_name(step, messages), opinion.value.as_str()))
        })
    });
    if let Some(basis) = basis {
        let _ = write!(out, "<li>{}{}</li>", escape(&messages.get("sheet-basis", &[])), escape(basis));
    }
    for (step, opinion) in opinions {
        let _ =
            write!(out, "<li>{}{}{}</li>", escape(&step), escape(&messages.get("letter-colon", &[])), escape(opinion));
    }
    out.push_str("<li class=\"room\"></li>");
    out
}
