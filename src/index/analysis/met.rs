//! What becomes of the words that were met.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::num::NonZeroU32;
use std::ops::Range;

use rustc_hash::FxHasher;

use super::super::wording::number;
use super::lexicon::Lexicon;
use super::term;
use crate::query::fold::{abbreviation, fold};

/// What becomes of a word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Met {
    pub(super) term: u32,
    /// The abbreviation that it is; the first mark is none.
    pub(super) mark: Option<NonZeroU32>,
    /// The number of the folded word.
    pub(super) number: u64,
}

impl Met {
    /// Folds a word, as it is printed, and numbers what comes of it.
    pub(super) fn of(printed: &str, terms: &mut Lexicon, marks: &mut Lexicon) -> Self {
        let folded = fold(printed);
        let mark = abbreviation(printed).map(|mark| marks.number(&mark));
        Met {
            term: terms.number(&term(&folded)),
            mark: mark.and_then(NonZeroU32::new),
            number: number(&folded),
        }
    }
}

/// Words as printed, with what becomes of them.
///
/// Nearly all are short, and a short one is compared as the number that its bytes are.
#[derive(Debug, Default)]
pub(super) struct MetWords {
    short: HashMap<u128, Met, BuildHasherDefault<FxHasher>>,
    long: HashMap<Box<str>, Met, BuildHasherDefault<FxHasher>>,
}

impl MetWords {
    /// Returns what becomes of a word of a text, which `make` tells if it is new.
    pub(super) fn find(
        &mut self,
        text: &str,
        word: &Range<usize>,
        make: impl FnOnce(&str) -> Met,
    ) -> Met {
        let printed = &text[word.clone()];
        let short = short(text.as_bytes(), word);
        let known = match &short {
            Some(short) => self.short.get(short),
            None => self.long.get(printed),
        };
        if let Some(met) = known {
            return *met;
        }
        let met = make(printed);
        match short {
            Some(short) => self.short.insert(short, met),
            None => self.long.insert(printed.into(), met),
        };
        met
    }

    pub(super) fn len(&self) -> usize {
        self.short.len() + self.long.len()
    }
}

/// Returns the bytes of a word as a number, if they fit. No word holds a zero, so that words of
/// different lengths are different numbers.
fn short(text: &[u8], word: &Range<usize>) -> Option<u128> {
    const MOST: usize = 16;
    let beyond = MOST.checked_sub(word.len())?;
    let bytes = match text[word.start..].first_chunk() {
        Some(bytes) => *bytes,
        None => {
            let mut bytes = [0; MOST];
            bytes[..word.len()].copy_from_slice(&text[word.clone()]);
            bytes
        }
    };
    // A word has a byte at least, so that less than all is beyond it.
    Some(u128::from_le_bytes(bytes) << (8 * beyond) >> (8 * beyond))
}
