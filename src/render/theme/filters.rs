//! What templates can call beside Tera's own: filling words in, escaping.

use std::io::{self, Write};

use tera::{Kwargs, State, TeraResult, Value};

use super::steps::fits;

/// Escapes text for HTML and XML, in stretches: most text has nothing to escape.
///
/// Control characters that XML 1.0 forbids are left out, so that a stray one cannot break a page or feed.
pub(super) fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let bytes = text.as_bytes();
    let mut from = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let replacement: &[u8] = match byte {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'"' => b"&quot;",
            b'\'' => b"&#39;",
            0..=8 | 11 | 12 | 14..=31 => b"",
            _ => continue,
        };
        out.write_all(&bytes[from..at])?;
        out.write_all(replacement)?;
        from = at + 1;
    }
    out.write_all(&bytes[from..])
}

/// `{{ t.total | fill(n=3) }}`: puts values in the place of `{n}`.
///
/// # Errors
/// A place that no value is given for, so that a slip in a theme does not reach the page.
#[expect(clippy::needless_pass_by_value, reason = "the form that Tera asks of a filter")]
pub(super) fn fill(text: &str, kwargs: Kwargs, _: &State<'_>) -> TeraResult<String> {
    let mut filled = text.len();
    fill_in(text, |name| {
        let value: Option<Value> = kwargs.get(name)?;
        let value = value.map(|value| value.to_string());
        filled = filled.saturating_add(value.as_ref().map_or(0, String::len));
        fits(filled)?;
        value
            .ok_or_else(|| tera::Error::message(format!("`{{{name}}}` in “{text}” has no value; write fill({name}=…)")))
    })
}

/// Puts values in the place of `{name}`; braces without a name between them stay.
pub(super) fn fill_in<E>(text: &str, mut value: impl FnMut(&str) -> Result<String, E>) -> Result<String, E> {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (head, tail) = rest.split_at(open);
        out.push_str(head);
        let name = tail[1..].split('}').next().unwrap_or_default();
        let named = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        if named && tail.len() > name.len() + 1 {
            out.push_str(&value(name)?);
            rest = &tail[name.len() + 2..];
        } else {
            out.push('{');
            rest = &tail[1..];
        }
    }
    out.push_str(rest);
    Ok(out)
}
