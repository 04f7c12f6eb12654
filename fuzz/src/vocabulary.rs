//! A vocabulary or calendar of any text in the place of ours: taken, or refused with faults at places that exist.

use mulu::site::{Calendar, Vocabulary};

/// See the module. The first byte says which file it is.
pub fn check(bytes: &[u8]) {
    let Some((which, rest)) = bytes.split_first() else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let files = Vocabulary::FILES;
    let which = usize::from(*which) % (files.len() + 1);
    let faults = match files.get(which) {
        Some(wanted) => {
            let given = |name: &str| (name == *wanted).then(|| (name.to_owned(), text.to_owned()));
            Vocabulary::with_overrides(given).err().unwrap_or_default()
        }
        None => Calendar::with_override(Some((Calendar::FILE, text))).err().unwrap_or_default(),
    };
    let lines = text.split('\n').count();
    for fault in faults {
        assert!(fault.line as usize <= lines, "line {} of {lines}: {fault:?}", fault.line);
    }
}
