//! Cross-references from an item to a part of another document.

use std::fmt;

/// A cross-reference: an outcome, an enabler or a principle of a national framework.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference {
    /// What is referred to, by its slug: `outcome`.
    pub element: String,
    /// Its number.
    pub number: u32,
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.element, self.number)
    }
}
