//! Every message of the program, in Chinese and English, from one place.
//!
//! The texts stand in `zh.ftl` and `en.ftl` (Project Fluent), so that a translator needs no Rust. The tests of this
//! module compare the two files message by message and variable by variable: a missing translation fails them.
//! What residents read belongs to the theme (`themes/*/strings`), not here.

use std::borrow::Cow;
use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// A title as it stands within 《》: those within it become 〈〉 (GB/T 15834—2011, 4.15.3.4).
pub fn in_title_marks(title: &str) -> String {
    title.replace('《', "〈").replace('》', "〉")
}

/// The languages that the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Simplified Chinese, the default.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The language for a locale name such as `zh_CN.UTF-8`, `en-US` or `C`; whatever is neither Chinese nor empty reads English.
    pub fn from_locale(locale: &str) -> Self {
        let locale = locale.to_ascii_lowercase();
        if locale.starts_with("zh") { Self::Zh } else { Self::En }
    }

    /// The short name, as `--lang` takes it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    fn source(self) -> &'static str {
        match self {
            Self::Zh => include_str!("zh.ftl"),
            Self::En => include_str!("en.ftl"),
        }
    }
}

/// A value filled into a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// A text, shown as it is.
    Text(String),
    /// A whole number, which a message may also choose a plural by.
    Number(i64),
    /// Another message, looked up in the reader's language.
    Message(&'static str, Args),
    /// Several, joined as the language joins the parts of a list.
    List(Vec<Arg>),
}

impl Arg {
    /// Another message without values of its own.
    pub fn message(id: &'static str) -> Self {
        Self::Message(id, Vec::new())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<u32> for Arg {
    fn from(number: u32) -> Self {
        Self::Number(i64::from(number))
    }
}

impl fmt::Display for Arg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
            Self::Message(id, _) => f.write_str(id),
            Self::List(parts) => {
                for (at, part) in parts.iter().enumerate() {
                    f.write_str(if at > 0 { ", " } else { "" })?;
                    part.fmt(f)?;
                }
                Ok(())
            }
        }
    }
}

/// Named values for one message.
pub type Args = Vec<(&'static str, Arg)>;

/// The messages of one language, ready to be looked up.
pub struct Messages {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl Messages {
    /// Loads the messages of a language, which are part of the binary.
    pub fn new(lang: Lang) -> Self {
        // What can be read of a damaged file is used; a test holds that both files are whole.
        let resource = FluentResource::try_new(lang.source().to_owned()).unwrap_or_else(|(partial, _)| partial);
        let id: LanguageIdentifier = lang.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        Self { lang, bundle }
    }

    /// The language of these messages.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The text of message `id`; an unknown id gives the id itself, so that nothing is ever silent.
    pub fn get(&self, id: &str, args: &[(&'static str, Arg)]) -> String {
        self.find(id, None, args).unwrap_or_else(|| id.to_owned())
    }

    /// Words one after the other, as the language parts them.
    pub fn list<T: AsRef<str>>(&self, words: &[T]) -> String {
        let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
        words.join(&self.get("list-join", &[]))
    }

    /// The text of attribute `attribute` of message `id`, if there is one.
    pub fn attribute(&self, id: &str, attribute: &str, args: &[(&'static str, Arg)]) -> Option<String> {
        self.find(id, Some(attribute), args)
    }

    /// Whether there is a message `id`.
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    fn find(&self, id: &str, attribute: Option<&str>, args: &[(&'static str, Arg)]) -> Option<String> {
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            values.set(*name, self.value(value));
        }
        let mut errors = Vec::new();
        Some(self.bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned())
    }

    fn value<'a>(&self, value: &'a Arg) -> FluentValue<'a> {
        match value {
            Arg::Text(text) => FluentValue::String(Cow::Borrowed(text.as_str())),
            Arg::Number(number) => FluentValue::from(*number),
            Arg::Message(id, args) => FluentValue::String(Cow::Owned(self.get(id, args))),
            Arg::List(parts) => {
                let parts: Vec<String> = parts
                    .iter()
                    .map(|part| match self.value(part) {
                        FluentValue::String(text) => text.into_owned(),
                        _ => part.to_string(),
                    })
                    .collect();
                let join = if self.lang == Lang::Zh { "；" } else { "; " };
                FluentValue::String(Cow::Owned(parts.join(join)))
            }
        }
    }
}

#[cfg(test)]
mod tests;
