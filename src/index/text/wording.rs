//! Wordings: paragraphs that stand word for word in more than one report.
//!
//! Reviews of a shared board, or inspections of a shared service, are published in several
//! reports. Each copy is found and shown, but says one thing once.

/// Shorter paragraphs, in words, are alike by chance.
pub(in crate::index) const MIN_WORDS: usize = 10;
/// The number of no words.
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

/// Numbers the words of a paragraph, spelt as they are compared.
///
/// FNV-1a (Fowler, Noll and Vo), 64 bits, because it is the same on every machine: of a word
/// over its bytes, of several words over their numbers.
#[derive(Debug)]
pub(in crate::index) struct Wording {
    number: u64,
    words: usize,
}

impl Default for Wording {
    fn default() -> Self {
        Wording {
            number: OFFSET,
            words: 0,
        }
    }
}

impl Wording {
    /// Adds a word by its number.
    pub(in crate::index) fn add(&mut self, word: u64) {
        self.number = mix(self.number, word);
        self.words += 1;
    }

    /// Returns the number of the words added; 0 if they are few.
    pub(in crate::index) fn number(&self) -> u64 {
        if self.words < MIN_WORDS {
            0
        } else {
            self.number
        }
    }
}

/// Numbers a folded word.
pub(in crate::index) fn number(word: &str) -> u64 {
    word.bytes()
        .fold(OFFSET, |number, byte| mix(number, byte.into()))
}

/// Numbers words in a row by their numbers.
pub(in crate::index) fn run(words: &[u64]) -> u64 {
    words.iter().fold(OFFSET, |number, word| mix(number, *word))
}

fn mix(number: u64, next: u64) -> u64 {
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    (number ^ next).wrapping_mul(PRIME)
}

#[cfg(test)]
mod tests {
    use super::Wording;
    use crate::query::fold::{fold, words};

    fn of(text: &str) -> u64 {
        let mut wording = Wording::default();
        for word in words(text) {
            wording.add(super::number(&fold(&text[word])));
        }
        wording.number()
    }

    #[test]
    fn spelling_does_not_matter_and_words_do() {
        let text =
            "The board’s multi-agency audits are well planned, and learning is shared widely.";
        let other = "The boards multi agency audits are well planned and learning is shared widely";
        assert_eq!(of(text), of(other));
        assert_ne!(of(text), of(&text.replace("widely", "rarely")));
        assert_eq!(of("Foster carer recruitment."), 0);
    }
}
