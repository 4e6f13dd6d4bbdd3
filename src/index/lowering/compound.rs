//! Compounds: `life-story`, `life story` and `lifestory` are one thing.
//!
//! Which words are compounds is told by the vocabulary of the index, not by a list. The words
//! that hold sentences together make no compounds: *within* is not *with in*, and *maybe* is
//! not *may be*.

use crate::index::IndexError;
use crate::index::commit::vocabulary::Vocabulary;
use crate::index::matching::plan::{Leaf, Lowered, Pattern};
use crate::index::matching::segment::SegmentSearch;
use crate::index::matching::steps::Steps;
use crate::index::text::Form;
use crate::index::threads::lock;

/// Words that are no part of a compound. Sorted.
const FUNCTION_WORDS: &[&str] = &[
    "a", "all", "am", "an", "and", "any", "are", "as", "at", "be", "but", "by", "can", "could",
    "did", "do", "does", "for", "from", "had", "has", "have", "he", "her", "here", "him", "his",
    "how", "i", "if", "in", "into", "is", "it", "its", "may", "me", "might", "more", "most",
    "must", "my", "no", "nor", "not", "of", "on", "or", "our", "per", "shall", "she", "should",
    "so", "some", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they",
    "this", "those", "to", "under", "up", "upon", "us", "was", "we", "were", "what", "when",
    "where", "which", "who", "why", "will", "with", "would", "you", "your",
];

/// Longer words, in bytes, are no compounds of two words that somebody would write.
const LONGEST: usize = 64;

/// Endings that stand alone where a word was torn.
const ENDINGS: &[&str] = &[
    "ed", "en", "er", "ers", "es", "ies", "ing", "ings", "ly", "tion",
];

/// So many words are kept.
const KEPT: usize = 10_000;

/// Lists the ways in which a closed word is two words that stand side by side in this index.
pub(in crate::index) fn splits<'w>(
    vocabulary: &Vocabulary<'_>,
    word: &'w str,
) -> Result<Vec<(&'w str, &'w str)>, IndexError> {
    let known = lock(vocabulary.splits).get(word).cloned();
    let places = match known {
        Some(places) => places,
        None => {
            let found = find(vocabulary, word)?;
            let mut known = lock(vocabulary.splits);
            if known.len() == KEPT {
                known.clear();
            }
            known.insert(word.into(), found.clone());
            found
        }
    };
    Ok(places.into_iter().map(|at| word.split_at(at)).collect())
}

/// Lists the bytes at which a word parts into two that stand side by side.
fn find(vocabulary: &Vocabulary<'_>, word: &str) -> Result<Vec<usize>, IndexError> {
    let mut found = Vec::new();
    if word.len() > LONGEST {
        return Ok(found);
    }
    for (at, _) in word.char_indices().skip(1) {
        let (a, b) = word.split_at(at);
        let are_parts = is_part(a) && is_part(b);
        if are_parts && vocabulary.knows_both(a, b)? && stand(vocabulary, a, b)? {
            found.push(at);
        }
    }
    Ok(found)
}

/// Tells whether two words stand side by side in some paragraph, by their stems.
fn stand(vocabulary: &Vocabulary<'_>, a: &str, b: &str) -> Result<bool, IndexError> {
    if let Some(whole) = vocabulary.whole {
        return whole.stand_side_by_side(&vocabulary.stems(a)?, &vocabulary.stems(b)?);
    }
    let leaf = |word| -> Result<Leaf, IndexError> {
        Ok(Leaf {
            form: Form::Stem,
            terms: vocabulary.stems(word)?,
        })
    };
    let parts = vec![Pattern::Leaf(0), Pattern::Leaf(1)];
    let lowered = Lowered::of_text(
        Pattern::Sequence { parts, slop: 0 },
        vec![leaf(a)?, leaf(b)?],
    );
    for reader in vocabulary.searcher.segment_readers() {
        let mut segment = SegmentSearch::new(
            (reader, vocabulary.fields),
            None,
            &lowered,
            Vec::new(),
            Steps::default(),
        )?;
        if segment.count_matches()? > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Tells whether this index knows the two words as one.
pub(in crate::index) fn closes(
    vocabulary: &Vocabulary<'_>,
    a: &str,
    b: &str,
) -> Result<bool, IndexError> {
    Ok(is_part(a) && is_part(b) && vocabulary.knows(&format!("{a}{b}"))?)
}

/// Tells whether a word may be a part of a compound.
pub(in crate::index) fn is_part(word: &str) -> bool {
    // Of single letters only that of *e-mail* makes compounds; the *s* of a possessive that was
    // set apart, and the like, do not.
    let long_enough = word.chars().nth(1).is_some() || word == "e";
    long_enough
        && word.chars().all(char::is_alphabetic)
        && FUNCTION_WORDS.binary_search(&word).is_err()
        && !ENDINGS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_make_no_compound() {
        assert!(FUNCTION_WORDS.is_sorted());
        assert!(is_part("life") && is_part("e"));
        assert!(!is_part("with") && !is_part("24") && !is_part("s") && !is_part("ing"));
    }
}
