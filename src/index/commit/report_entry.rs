//! A report as a number and a place.

use crate::index::serial::Serial;
use tantivy::DocAddress;

/// The day of a report that bears none: less than any day.
pub(in crate::index) const NO_DAY: i64 = i64::MIN;

/// A report before it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::index) struct ReportEntry {
    /// Its number, which its paragraphs bear too.
    pub(in crate::index) serial: Serial,
    pub(in crate::index) address: DocAddress,
    /// Its day, or [`NO_DAY`].
    pub(in crate::index) day: i64,
}
