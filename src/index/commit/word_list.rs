//! All words of an index, for questions that look at every word.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::once::{OFTEN, once};
use crate::index::IndexError;

/// A folded word with the number of paragraphs that hold it.
pub(in crate::index) type CountedWord = (String, u64);

/// The words of an index, kept by a program that goes on asking for them.
#[derive(Default)]
pub(in crate::index) struct WordList {
    asked_for: AtomicUsize,
    /// Sorted.
    words: OnceLock<Vec<CountedWord>>,
}

impl WordList {
    /// Returns the words, if they are kept.
    pub(super) fn kept(
        &self,
        make: impl FnOnce() -> Result<Vec<CountedWord>, IndexError>,
    ) -> Result<Option<&[CountedWord]>, IndexError> {
        match self.asked_for.fetch_add(1, Ordering::Relaxed) < OFTEN {
            true => Ok(None),
            false => Ok(Some(once(&self.words, make)?)),
        }
    }
}

/// Returns the words that begin with some letters.
pub(super) fn beginning_with<'w>(words: &'w [CountedWord], letters: &str) -> &'w [CountedWord] {
    let words = &words[words.partition_point(|(word, _)| word.as_str() < letters)..];
    &words[..words.partition_point(|(word, _)| word.starts_with(letters))]
}

#[cfg(test)]
mod tests {
    use super::{OFTEN, WordList, beginning_with};

    #[test]
    fn words_are_kept_once_they_are_asked_for_often() {
        let list = WordList::default();
        let make = || Ok(vec![("care".to_owned(), 2)]);
        for _ in 0..OFTEN {
            assert!(list.kept(make).unwrap().is_none());
        }
        assert_eq!(list.kept(make).unwrap().unwrap().len(), 1);
    }

    #[test]
    fn words_with_the_same_beginning_lie_together() {
        let words = ["car", "care", "cares", "cat"].map(|word| (word.to_owned(), 1));
        let found = beginning_with(&words, "care");
        assert_eq!(found, &words[1..3]);
        assert_eq!(beginning_with(&words, ""), words);
        assert!(beginning_with(&words, "d").is_empty());
    }
}
