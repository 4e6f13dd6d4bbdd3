//! Lead inspectors.

/// A lead inspector.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Inspector {
    /// The name in its one spelling, without titles or post-nominals.
    pub name: String,
    /// The name as the report prints it.
    pub printed: String,
}
