//! The filters of the engine that multiply what they are given: as the engine has them, and refused where the result would be
//! larger than a value may be. A text of a megabyte in which every letter is replaced by a megabyte fills no machine.

use std::borrow::Cow;

use tera::{Error, Kwargs, State, StringInput, TeraResult, Value};

use super::steps::fits;

/// What a piece of a text costs beside its bytes.
const PIECE: usize = 32;

/// As the engine does it: once one of the two is markup, the other is escaped and the result is markup.
struct Joined {
    is_markup: bool,
}

impl Joined {
    fn text<'t>(&self, text: &'t StringInput<'_>, state: &State<'_>) -> TeraResult<Cow<'t, str>> {
        if self.is_markup { text.rendered(state) } else { Ok(Cow::Borrowed(text.as_str())) }
    }

    fn value(&self, text: String) -> Value {
        if self.is_markup { Value::safe_string(&text) } else { Value::from(text) }
    }
}

/// `{{ text | replace(from="a", to="b") }}`.
#[expect(clippy::needless_pass_by_value, reason = "the form that Tera asks of a filter")]
pub(super) fn replace(text: StringInput<'_>, kwargs: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let from = kwargs.must_get::<&str>("from")?;
    let to = kwargs.must_get::<StringInput<'_>>("to")?;
    let joined = Joined { is_markup: state.autoescaping_enabled() && (text.is_safe() || to.is_safe()) };
    let (text, to) = (joined.text(&text, state)?, joined.text(&to, state)?);
    fits(text.len().saturating_add(text.matches(from).count().saturating_mul(to.len())))?;
    Ok(joined.value(text.replace(from, &to)))
}

/// `{{ list | join(sep=", ") }}`.
#[expect(clippy::needless_pass_by_value, reason = "the form that Tera asks of a filter")]
pub(super) fn join(list: &[Value], kwargs: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let separator = kwargs.get::<StringInput<'_>>("sep")?;
    let is_markup = |value: &Value| value.is_string() && value.is_safe();
    let is_markup = list.iter().any(is_markup) || separator.as_ref().is_some_and(StringInput::is_safe);
    let joined = Joined { is_markup: state.autoescaping_enabled() && is_markup };
    let separator = separator.as_ref().map_or(Ok(Cow::Borrowed("")), |text| joined.text(text, state))?;
    let mut out = String::new();
    for (at, value) in list.iter().enumerate() {
        if at > 0 {
            out.push_str(&separator);
        }
        if !value.is_undefined() {
            out.push_str(&if joined.is_markup { state.escape_if_needed(value)? } else { value.to_string() });
        }
        fits(out.len())?;
    }
    Ok(joined.value(out))
}

/// `{{ text | indent(width=4, indentation=" ", first=false, blank=false) }}`.
#[expect(clippy::needless_pass_by_value, reason = "the form that Tera asks of a filter")]
pub(super) fn indent(text: StringInput<'_>, kwargs: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let width = kwargs.get::<usize>("width")?.unwrap_or(4).min(1000);
    let indentation = kwargs.get::<StringInput<'_>>("indentation")?;
    let (first, blank) = (kwargs.get::<bool>("first")?.unwrap_or(false), kwargs.get::<bool>("blank")?.unwrap_or(false));
    if indentation.as_ref().is_some_and(|text| text.as_str().chars().count() != 1) {
        return Err(Error::message("The `indentation` argument must contain exactly one character"));
    }
    let is_markup = text.is_safe() || indentation.as_ref().is_some_and(StringInput::is_safe);
    let joined = Joined { is_markup: state.autoescaping_enabled() && is_markup };
    let text = joined.text(&text, state)?;
    let indentation = indentation.as_ref().map_or(Ok(Cow::Borrowed(" ")), |text| joined.text(text, state))?;
    fits(text.len().saturating_add(text.lines().count().saturating_mul(width * indentation.len())))?;
    let indentation = indentation.repeat(width);
    let mut out = String::with_capacity(text.len());
    for (at, line) in text.split_inclusive('\n').enumerate() {
        let is_blank = line.trim_end_matches(['\r', '\n']).is_empty();
        if if at == 0 { first } else { blank || !is_blank } {
            out.push_str(&indentation);
        }
        out.push_str(line);
    }
    Ok(joined.value(out))
}

/// `{{ text | split(pat=",") }}`.
#[expect(clippy::needless_pass_by_value, reason = "the form that Tera asks of a filter")]
pub(super) fn split(text: &str, kwargs: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let pattern = kwargs.must_get::<&str>("pat")?;
    fits(text.len().saturating_add(text.split(pattern).count().saturating_mul(PIECE)))?;
    Ok(text.split(pattern).map(Value::from).collect::<Vec<Value>>().into())
}
