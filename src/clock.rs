//! The clock, read here and nowhere else. Its values reach findings and the ledger, never a byte of the site.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};

/// The time now in Beijing (+08:00).
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
pub fn now() -> DateTime {
    TimeZone::fixed(Offset::constant(8)).to_datetime(Timestamp::now())
}

/// The date now in Beijing.
pub fn today() -> Date {
    now().date()
}
