//! A report as a number and a place.

use tantivy::DocAddress;

/// A report before it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::index) struct ReportEntry {
    /// Its number, which its paragraphs bear too.
    pub(in crate::index) serial: u64,
    pub(in crate::index) address: DocAddress,
    /// Its day, or less than any day.
    pub(in crate::index) day: i64,
}
