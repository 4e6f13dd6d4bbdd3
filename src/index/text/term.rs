//! How words are spelt as terms of the index.
//!
//! A term is a word behind its stem, so that the inflections of a stem stand side by side in
//! the term dictionary: one set of postings answers for the exact word and for the stem.

use super::irregular::IRREGULAR;
use super::stem::stem;

/// Parts a stem from its word; it sorts before every character of a word.
pub(in crate::index) const PART: char = '\0';

/// Spells a folded word as a term.
pub(in crate::index) fn term(word: &str) -> String {
    let stem = stem(word);
    let mut term = prefix(&stem);
    if stem != word {
        term.push_str(word);
    }
    term
}

/// Spells a folded word of a text whose language has no stems here as a term: it is its own stem.
pub(in crate::index) fn unstemmed(word: &str) -> String {
    prefix(word)
}

/// Returns what the terms of all words of a stem begin with.
pub(in crate::index) fn prefix(stem: &str) -> String {
    let mut prefix = String::with_capacity(2 * stem.len() + 4);
    prefix.push_str(stem);
    prefix.push(PART);
    prefix
}

/// Returns the folded word of a term; none if it is no term of a word.
pub(in crate::index) fn word(term: &str) -> Option<&str> {
    let (stem, word) = term.split_once(PART)?;
    Some(if word.is_empty() { stem } else { word })
}

/// Lists words that need not begin with their stems as others do; see [`stems_beside`].
pub(in crate::index) fn irregular() -> impl Iterator<Item = &'static str> {
    IRREGULAR.iter().map(|(word, _)| *word)
}

/// Lists stems that do not begin with `beginning` but of which words may.
///
/// A stem is the beginning of its words but for its last letter, an *e* or a *y* that goes
/// before an ending; other stems are listed with their words.
pub(in crate::index) fn stems_beside(beginning: &str) -> Vec<String> {
    let mut stems = Vec::new();
    for (at, _) in beginning.char_indices().skip(1) {
        let short = &beginning[..at];
        stems.extend(["", "e", "y"].map(|last| format!("{short}{last}")));
    }
    let from = IRREGULAR.partition_point(|(word, _)| *word < beginning);
    let irregular = IRREGULAR[from..]
        .iter()
        .take_while(|(word, _)| word.starts_with(beginning));
    stems.extend(irregular.map(|(_, stem)| (*stem).to_owned()));
    stems.retain(|stem| !stem.starts_with(beginning));
    stems.sort_unstable();
    stems.dedup();
    stems
}

#[cfg(test)]
mod tests {
    use super::super::stem::stem;
    use super::{prefix, stems_beside, term, word};

    #[test]
    fn every_word_is_found_by_its_beginnings() {
        let groups = include_str!("../tests/stems.txt");
        for word in crate::query::fold::words(groups).map(|span| &groups[span]) {
            let stem = stem(word);
            for (at, _) in word.char_indices().skip(1) {
                let beginning = &word[..at];
                let found = stem.starts_with(beginning)
                    || stems_beside(beginning).contains(&stem.clone().into_owned());
                assert!(found, "{word} under {stem} by {beginning}");
            }
        }
    }

    #[test]
    fn terms_hold_word_and_stem() {
        for (of, stem) in [("leavers", "leaver"), ("leaver", "leaver"), ("24", "24")] {
            assert!(term(of).starts_with(&prefix(stem)), "{of}");
            assert_eq!(word(&term(of)), Some(of));
        }
        assert!(!term("leavers").starts_with(&prefix("leave")));
        assert_eq!(word("PLO"), None);
    }
}
