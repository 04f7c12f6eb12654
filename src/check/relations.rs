//! 替代, 修改, 解读: what is named should be there, and should not be the item itself.

use super::Subject;
use crate::catalog::RelationKind;
use crate::findings::Finding;
use crate::findings::rules;
use crate::site::Field;

/// Says which named numbers no entry has.
pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let by_path: std::collections::BTreeMap<&str, usize> =
        subject.catalog.entries.iter().enumerate().map(|(at, entry)| (entry.path.as_ref(), at)).collect();
    for item in subject.live() {
        let Some(entry) = by_path.get(item.path.as_ref()).map(|at| &subject.catalog.entries[*at]) else { continue };
        let groups: [(&str, &str, &Vec<Field<String>>, RelationKind); 3] = [
            ("替代", "replaces", &item.front.replaces, RelationKind::Replaces),
            ("修改", "amends", &item.front.amends, RelationKind::Amends),
            ("解读", "interprets", &item.front.interprets, RelationKind::Interprets),
        ];
        for (chinese, english, fields, kind) in groups {
            let key = if item.front.chinese_keys { chinese } else { english };
            for field in fields {
                let own = [Some(entry.index_no.as_str()), entry.doc_no.as_deref()];
                let rule = if own.contains(&Some(field.value.as_str())) {
                    &rules::RELATION_SELF
                } else if entry.related.iter().any(|r| r.kind == kind && r.text == field.value && r.entry.is_none()) {
                    &rules::RELATION_UNKNOWN
                } else {
                    continue;
                };
                findings.push(
                    Finding::new(rule, item.place(&field.span)).with("key", key).with("value", field.value.as_str()),
                );
            }
        }
    }
}
