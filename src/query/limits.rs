//! How much a query may ask for: every limit in one place.

/// The limits of a query.
///
/// They are far above what people ask: a code book of thousands of phrases joined by `OR` passes.
/// What exceeds one is an error that says so, never an answer to a part of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryLimits {
    /// Steps of comparing where words stand, over all paragraphs. A step is a pair of places that
    /// is looked at, so that the same query ends alike on every machine.
    pub steps: u64,
}

impl Default for QueryLimits {
    fn default() -> Self {
        QueryLimits { steps: 50_000_000 }
    }
}
