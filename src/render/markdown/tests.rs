//! What a text becomes.

use super::*;

/// Knows `known.md`, `known.png` and the number `000014349/2024-00012`, and leaves other sites alone.
struct Site;

impl Resolve for Site {
    fn resolve(&self, target: Target<'_>) -> Resolution {
        let to = |href: &str, title: Option<&str>, class: Option<&str>| Resolution::To {
            href: href.to_owned(),
            title: title.map(str::to_owned),
            class: class.map(str::to_owned),
        };
        match target {
            Target::Link("known.md") => to("../item/1.html", None, None),
            Target::Link("known.pdf") => to("1-3f9a2c71.pdf", Some("PDF，128 KB"), Some("attachment")),
            Target::Image("known.png") => to("2-00000000.png", None, None),
            Target::Number("000014349/2024-00012") => to("../item/2.html", Some("关于公开的通知"), None),
            Target::Link(address) | Target::Image(address) if address.contains("://") => Resolution::Keep,
            _ => Resolution::Missing,
        }
    }
}

fn html(text: &str) -> String {
    render(text, &Site).html
}

/// The HTML of a single paragraph, without its `p`.
fn line(text: &str) -> String {
    let html = html(text);
    html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>\n")).unwrap_or(&html).to_owned()
}

/// The names of the faults, each with the text at its place.
fn faults(text: &str) -> Vec<(&'static str, String)> {
    let rendered = render(text, &Site);
    rendered
        .faults
        .iter()
        .map(|fault| {
            (fault.kind.name(), text.get(fault.offset..fault.offset + fault.len).unwrap_or("outside").to_owned())
        })
        .collect()
}

mod emphasis;
mod hostile;
mod lines;
mod links_and_images;
mod properties;
mod raw_html;
mod sample;
mod structure;
