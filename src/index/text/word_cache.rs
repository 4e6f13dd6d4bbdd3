//! What becomes of words, kept for the next time they are met.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::num::NonZeroU32;
use std::ops::Range;

use rustc_hash::FxHasher;

use super::lexicon::Lexicon;
use super::wording::number;
use crate::query::LIMITS;
use crate::query::fold::{abbreviation, fold};

/// So many bytes of a word are indexed: nobody can ask for a longer one, whose letters take four at
/// most.
const LONGEST: usize = 4 * LIMITS.letters;

/// What becomes of a word.
#[derive(Debug, Clone, Copy)]
pub(in crate::index) struct CachedWord {
    pub(in crate::index) term: u32,
    /// The abbreviation that it is; the first mark is none.
    pub(in crate::index) mark: Option<NonZeroU32>,
    /// The number of the folded word.
    pub(in crate::index) number: u64,
}

impl CachedWord {
    /// Folds a word, as it is printed, and numbers what comes of it; `spell` makes its term.
    pub(in crate::index) fn of(
        printed: &str,
        spell: fn(&str) -> String,
        terms: &mut Lexicon,
        marks: &mut Lexicon,
    ) -> Self {
        let folded = fold(&printed[..printed.floor_char_boundary(LONGEST)]);
        let mark = abbreviation(printed).map(|mark| marks.number(&mark));
        CachedWord {
            term: terms.number(&spell(&folded)),
            mark: mark.and_then(NonZeroU32::new),
            number: number(&folded),
        }
    }
}

/// Words as printed, with what becomes of them.
///
/// Nearly all are short, and a short one is compared as the number that its bytes are.
#[derive(Debug, Default)]
pub(in crate::index) struct WordCache {
    short: HashMap<u128, CachedWord, BuildHasherDefault<FxHasher>>,
    long: HashMap<Box<str>, CachedWord, BuildHasherDefault<FxHasher>>,
}

impl WordCache {
    /// Returns what becomes of a word of a text, which `make` tells if it is new.
    pub(in crate::index) fn find(
        &mut self,
        text: &str,
        word: &Range<usize>,
        make: impl FnOnce(&str) -> CachedWord,
    ) -> CachedWord {
        let short = short(text.as_bytes(), word);
        let known = match &short {
            Some(short) => self.short.get(short),
            None => self.long.get(&text[word.clone()]),
        };
        if let Some(word) = known {
            return *word;
        }
        let printed = &text[word.clone()];
        let word = make(printed);
        match short {
            Some(short) => self.short.insert(short, word),
            None => self.long.insert(printed.into(), word),
        };
        word
    }

    pub(in crate::index) fn len(&self) -> usize {
        self.short.len() + self.long.len()
    }
}

/// So many bytes are a number.
const SHORT: usize = 16;

/// What the bytes of words of each length are in such a number.
static BYTES: [u128; SHORT + 1] = {
    let mut masks = [u128::MAX; SHORT + 1];
    let mut length = 0;
    while length < SHORT {
        masks[length] = (1 << (8 * length)) - 1;
        length += 1;
    }
    masks
};

/// Returns the bytes of a word as a number, if they fit. No word holds a zero, so that words of
/// different lengths are different numbers.
fn short(text: &[u8], word: &Range<usize>) -> Option<u128> {
    let of_word = BYTES.get(word.len())?;
    let bytes = match text[word.start..].first_chunk() {
        Some(bytes) => *bytes,
        None => {
            let mut bytes = [0; SHORT];
            bytes[..word.len()].copy_from_slice(&text[word.clone()]);
            bytes
        }
    };
    Some(u128::from_le_bytes(bytes) & of_word)
}
