//! A PDF of any kind is read within bounds.

/// See the module.
pub fn check(bytes: &[u8]) {
    super::attachments::check("a.pdf", bytes);
}
