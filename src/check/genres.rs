//! A title in due form ends with its 文种 (党政机关公文处理工作条例, article 8): another genre in the field is a slip.

use super::Subject;
use crate::findings::Finding;
use crate::findings::rules;
use crate::site::vocabulary::Term as _;

/// Genres that say nothing of a title's ending.
const LOOSE: &[&str] = &["G16", "G17", "G18", "G99"];

/// Compares the end of every title with the genre.
pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let genres = &subject.site.vocabulary.genres;
    let endings: Vec<(&str, &str)> = genres
        .all()
        .iter()
        .filter(|genre| !LOOSE.contains(&genre.id()) && genre.zh().chars().count() == 2)
        .map(|genre| (genre.zh(), genre.id()))
        .collect();
    for item in subject.live() {
        let front = &item.front;
        if LOOSE.contains(&front.genre.value.as_str()) || front.kind.is_some() {
            continue;
        }
        let title = front.title.value.trim_end_matches(['）', ')', '》']);
        // 转发 and 印发 carry the inner document's name in 《》; what counts is the end of the whole title.
        if front.title.value.ends_with('》') {
            continue;
        }
        let Some((ending, id)) = endings.iter().find(|(ending, _)| title.ends_with(ending)) else { continue };
        if *id != front.genre.value {
            let genre = genres.get(&front.genre.value).map_or("", |genre| genre.zh());
            findings.push(
                Finding::new(&rules::GENRE_MISMATCH, item.place(&front.genre.span))
                    .with("ending", *ending)
                    .with("genre", genre),
            );
        }
    }
}
