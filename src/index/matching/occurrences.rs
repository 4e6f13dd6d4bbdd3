//! The words of one text that a plan asks for, and places among them.

/// Words `start..end` of a text.
pub(in crate::index) type Words = (u32, u32);

/// A place where a pattern stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::index) struct Span {
    pub(in crate::index) start: u32,
    pub(in crate::index) end: u32,
    /// The words that it needs of those that others could take from it, as `contest` has them.
    pub(in crate::index) needs: u32,
}

/// The words of one text, as far as a plan asks for them.
#[derive(Debug, Default)]
pub(in crate::index) struct Occurrences {
    /// For each leaf the places where it stands, sorted.
    pub(in crate::index) leaves: Vec<Vec<u32>>,
    /// Where the sentences begin, other than the first.
    pub(in crate::index) sentences: Vec<u32>,
}

/// The whole of a text.
pub(in crate::index) const WHOLE: Words = (0, u32::MAX);
