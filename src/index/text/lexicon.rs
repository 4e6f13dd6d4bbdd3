//! Words and their numbers.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use rustc_hash::FxHasher;

/// Words, numbered from 0 in the order in which they came.
#[derive(Debug, Default)]
pub(in crate::index) struct Lexicon {
    numbers: HashMap<Box<str>, u32, BuildHasherDefault<FxHasher>>,
    words: Vec<Box<str>>,
}

impl Lexicon {
    /// Returns the number of a word, which it is given if it has none yet.
    pub(in crate::index) fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = self.words.len() as u32;
        self.numbers.insert(word.into(), number);
        self.words.push(word.into());
        number
    }

    /// Returns the word of a number.
    pub(in crate::index) fn word(&self, number: u32) -> &str {
        &self.words[number as usize]
    }

    pub(in crate::index) fn len(&self) -> usize {
        self.words.len()
    }
}
