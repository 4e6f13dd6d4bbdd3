//! In what a line differs from a heading, in words.

use std::fmt;

/// One thing in which a line differs from a heading. Words stand as folded, parted by spaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::rules) enum Difference {
    /// Words of the heading are not in the line.
    Missing(String),
    /// Words of the line are not in the heading.
    Added(String),
    /// A word stands twice.
    Doubled(String),
    /// A word is misspelt or another one, words have changed places, or the space between words
    /// is lost or one too many.
    Instead {
        /// What the line says.
        printed: String,
        /// What the heading says.
        known: String,
    },
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Difference::Missing(words) => write!(f, "`{words}` missing"),
            Difference::Added(words) => write!(f, "`{words}` added"),
            Difference::Doubled(word) => write!(f, "`{word}` doubled"),
            Difference::Instead { printed, known } => write!(f, "`{printed}` for `{known}`"),
        }
    }
}
