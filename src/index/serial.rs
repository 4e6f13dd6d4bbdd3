//! The number by which an index knows a report, or an entry of its ledger.

/// The number of a report, which its paragraphs bear too, or of an entry of the ledger: counted from 0 as
/// they are written, and never given twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(in crate::index) struct Serial(pub(in crate::index) u64);
