//! The clock, read here and nowhere else. Its values reach findings and the ledger, never a byte of the site.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};

/// The time now in Beijing (+08:00).
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
pub fn now() -> DateTime {
    TimeZone::fixed(Offset::constant(8)).to_datetime(Timestamp::now())
}

/// The time now in nanoseconds since 1970, to tell how old a file is. It decides whether a cache is relied on, nothing else.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
pub fn nanoseconds() -> u64 {
    u64::try_from(Timestamp::now().as_nanosecond()).unwrap_or(0)
}

/// The date now in Beijing.
pub fn today() -> Date {
    now().date()
}
