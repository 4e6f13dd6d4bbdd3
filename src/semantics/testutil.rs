//! Invented texts for the tests of this floor.

use super::texts::Texts;

/// Texts told by their words.
pub(super) struct Told {
    pub(super) words: Vec<String>,
    pub(super) tokens: Vec<u32>,
    pub(super) ends: Vec<usize>,
}

impl Told {
    /// Takes paragraphs of folded words.
    pub(super) fn new(paragraphs: &[impl AsRef<str>]) -> Told {
        let split = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let paragraphs: Vec<_> = paragraphs.iter().map(|text| split(text.as_ref())).collect();
        let mut words: Vec<String> = paragraphs.iter().flatten().cloned().collect();
        words.sort();
        words.dedup();
        let mut told = Told {
            tokens: Vec::new(),
            ends: Vec::new(),
            words,
        };
        for word in &paragraphs {
            let numbers = word
                .iter()
                .map(|word| told.words.binary_search(word).unwrap() as u32);
            told.tokens.extend(numbers);
            told.ends.push(told.tokens.len());
        }
        told
    }

    pub(super) fn texts(&self) -> Texts<'_> {
        Texts::new(&self.words, &self.tokens, &self.ends)
    }
}
