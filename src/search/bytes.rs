//! Lengths as the numbers of the format.

/// A length as the format's number. Nothing the format measures reaches four thousand million.
pub(crate) fn size(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
