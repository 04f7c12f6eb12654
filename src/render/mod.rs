//! From what the public may see to the files of a site.

pub mod markdown;
