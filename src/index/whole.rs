//! What a part of an index has to know of the whole.
//!
//! Where paragraphs are kept by another engine, a question is answered from those that can match,
//! as from any index. Whether a word is one that stands somewhere, whether two stand side by side, and
//! how rare they are, the part cannot tell: it asks.

use std::fmt;

use super::IndexError;

/// In which way words stand among the tokens of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenField {
    /// Each under its stem alone.
    Stems,
    /// Each as a term: behind its stem and a zero byte, and empty there if it is its own stem.
    Terms,
    /// Abbreviations in capitals.
    Capitals,
}

/// A whole of which an index is a part.
pub trait Whole: fmt::Debug + Send + Sync {
    /// Returns how many words all paragraphs and notes have, each number as coarse as the index keeps
    /// it, and how many paragraphs and notes there are.
    ///
    /// # Errors
    /// It cannot be asked.
    fn lengths(&self) -> Result<(u64, u64), IndexError>;

    /// Lists the terms that begin so; some may stand in no paragraph any more.
    ///
    /// # Errors
    /// It cannot be asked.
    fn terms(&self, beginning: &str) -> Result<Vec<String>, IndexError>;

    /// Counts the paragraphs and notes that hold each of some tokens.
    ///
    /// # Errors
    /// It cannot be asked.
    fn frequencies(&self, of: TokenField, tokens: &[String]) -> Result<Vec<u64>, IndexError>;

    /// Tells whether one of some stems stands right before one of others in some paragraph.
    ///
    /// # Errors
    /// It cannot be asked.
    fn stand_side_by_side(&self, before: &[String], after: &[String]) -> Result<bool, IndexError>;
}
