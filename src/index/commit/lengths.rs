//! How many paragraphs a commit has, and how long they are.

/// How many paragraphs there are, and how long they are on average, in words.
#[derive(Debug, Clone, Copy)]
pub(in crate::index) struct Lengths {
    pub(in crate::index) total: u64,
    pub(in crate::index) average: f32,
}

impl Lengths {
    /// `length` is that of all paragraphs together.
    pub(in crate::index) fn new(length: u64, total: u64) -> Self {
        Lengths {
            total,
            average: (length as f32 / (total.max(1) as f32)).max(1.0),
        }
    }
}
