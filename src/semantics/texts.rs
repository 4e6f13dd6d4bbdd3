//! Texts as numbers: the words of all paragraphs, one behind the other.

use crate::themes::is_stop_word;

/// Stands where there is no number.
pub(super) const NONE: u32 = u32::MAX;

/// The words of some paragraphs.
pub(super) struct Texts<'a> {
    /// Sorted; a token is a place in this list.
    pub(super) words: &'a [String],
    pub(super) tokens: &'a [u32],
    /// For each token the paragraph in which it stands.
    pub(super) paragraph_of: Vec<u32>,
    /// For each word whether no name begins or ends with it.
    pub(super) is_edge: Vec<bool>,
}

impl<'a> Texts<'a> {
    /// Looks at paragraphs by where the tokens of each end.
    pub(super) fn new(words: &'a [String], tokens: &'a [u32], ends: &[usize]) -> Self {
        let mut paragraph_of = Vec::with_capacity(tokens.len());
        for (paragraph, end) in (0..).zip(ends) {
            paragraph_of.resize(*end, paragraph);
        }
        let names_nothing = |word: &String| {
            is_stop_word(word)
                || word.chars().nth(1).is_none()
                || word.chars().any(|c| c.is_ascii_digit())
        };
        Texts {
            words,
            tokens,
            paragraph_of,
            is_edge: words.iter().map(names_nothing).collect(),
        }
    }

    /// Tells whether a run of so many tokens that begins at a place stands in one paragraph.
    pub(super) fn holds_run(&self, place: usize, length: usize) -> bool {
        let last = self.paragraph_of.get(place + length - 1);
        last.is_some() && last == self.paragraph_of.get(place)
    }

    /// Spells a run of words.
    pub(super) fn spell(&self, run: &[u32]) -> String {
        let words: Vec<&str> = run
            .iter()
            .map(|word| &*self.words[*word as usize])
            .collect();
        words.join(" ")
    }
}
