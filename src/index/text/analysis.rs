//! From the text of a paragraph to the tokens that are indexed, matched and lit up.

use std::ops::Range;

use super::lexicon::Lexicon;
use super::sentence::{sentence_begins, sentence_starts};
use super::term::{term, unstemmed};
use super::word_cache::{CachedWord, WordCache};
use super::wording::Wording;
use crate::model::Language;
use crate::query::fold::words;

/// The ways in which a word of a text can be looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::index) enum Form {
    /// A word as folded.
    Exact,
    /// The words of a stem.
    Stem,
    /// Abbreviations in capitals, as [`abbreviation`] finds them; other words are left out.
    Capitals,
    /// A mark at the first word of every sentence but the first.
    Sentence,
}

/// The mark of [`Form::Sentence`].
pub(in crate::index) const SENTENCE_MARK: &str = ".";

/// Finds the words, counted from 0, at which sentences begin, other than the first.
pub(in crate::index) fn sentence_words(text: &str, words: &[Range<usize>]) -> Vec<u32> {
    // What ends a sentence stands between words.
    let pairs = (1..).zip(words.windows(2));
    let begins = pairs.filter(|(_, pair)| sentence_begins(text, pair[0].end..pair[1].start));
    begins.map(|(place, _)| place).collect()
}

/// Returns which words of a text, counted from 0, a part of it is made of.
pub(in crate::index) fn words_of(words: &[Range<usize>], part: &Range<usize>) -> Range<usize> {
    let start = words.partition_point(|word| word.start < part.start);
    let end = words.partition_point(|word| word.start < part.end);
    start..end.max(start)
}

/// Finds the sentence in which a part of a text stands, or the sentences that it runs over.
pub(in crate::index) fn sentence_around(text: &str, part: &Range<usize>) -> Range<usize> {
    let starts = sentence_starts(text);
    let start = starts.iter().rev().find(|start| **start <= part.start);
    let end = starts.iter().find(|start| **start >= part.end);
    let (start, end) = (
        start.copied().unwrap_or(0),
        end.copied().unwrap_or(text.len()),
    );
    start..start + text[start..end].trim_end().len()
}

/// What is indexed of a text.
#[derive(Debug, Default)]
pub(in crate::index) struct Analysis {
    /// The terms of its words, in their order, as [`Analyser::terms`] numbers them.
    pub(in crate::index) terms: Vec<u32>,
    /// Abbreviations in capitals and [`SENTENCE_MARK`], as [`Analyser::marks`] numbers them, each
    /// behind the place of its word.
    pub(in crate::index) marks: Vec<(u32, u32)>,
    /// The number of its wording; see [`wording`](super::wording).
    pub(in crate::index) wording: u64,
}

/// Analyses texts, once for all that is indexed of them.
///
/// Most words of a report have been met before, so what becomes of a word is kept.
#[derive(Debug)]
pub(in crate::index) struct Analyser {
    words: WordCache,
    /// Those of texts in languages without stems.
    unstemmed_words: WordCache,
    /// The terms of words.
    pub(in crate::index) terms: Lexicon,
    /// Abbreviations, and the mark of sentences, which is the first.
    pub(in crate::index) marks: Lexicon,
    analysis: Analysis,
}

impl Default for Analyser {
    fn default() -> Self {
        let mut marks = Lexicon::default();
        marks.number(SENTENCE_MARK);
        Analyser {
            words: WordCache::default(),
            unstemmed_words: WordCache::default(),
            terms: Lexicon::default(),
            marks,
            analysis: Analysis::default(),
        }
    }
}

impl Analyser {
    /// Analyses a text in a language.
    pub(in crate::index) fn analyse(&mut self, text: &str, language: Language) -> &Analysis {
        let spell: fn(&str) -> String = match language.has_stems() {
            true => term,
            false => unstemmed,
        };
        let known = match language.has_stems() {
            true => &mut self.words,
            false => &mut self.unstemmed_words,
        };
        let analysis = &mut self.analysis;
        analysis.terms.clear();
        analysis.marks.clear();
        let mut wording = Wording::default();
        let mut end = 0;
        for (place, span) in (0..).zip(words(text)) {
            let (terms, marks) = (&mut self.terms, &mut self.marks);
            let word = known.find(text, &span, |word| {
                CachedWord::of(word, spell, terms, marks)
            });
            wording.add(word.number);
            analysis.terms.push(word.term);
            if let Some(mark) = word.mark {
                analysis.marks.push((place, mark.get()));
            }
            if place > 0 && sentence_begins(text, end..span.start) {
                analysis.marks.push((place, SENTENCE));
            }
            end = span.end;
        }
        analysis.wording = wording.number();
        analysis
    }

    /// Returns about how much memory it takes.
    pub(in crate::index) fn memory(&self) -> usize {
        self.terms.len() * TERM + (self.words.len() + self.unstemmed_words.len()) * WORD
    }
}

/// The number of [`SENTENCE_MARK`].
const SENTENCE: u32 = 0;
/// What a term takes, and a word as printed, with their share of the tables.
const TERM: usize = 120;
const WORD: usize = 60;

#[cfg(test)]
mod tests {
    use super::super::wording::number;
    use super::*;
    use crate::query::fold::fold;

    #[test]
    fn sentences_around_words() {
        let text = "One is short. Two is longer.\nThree ends here. ";
        let check = |part: &str, expected: &str| {
            let start = text.find(part).unwrap();
            let found = sentence_around(text, &(start..start + part.len()));
            assert_eq!(&text[found], expected, "{part}");
        };
        check("One", "One is short.");
        check("longer", "Two is longer.");
        check("short. Two", "One is short. Two is longer.");
        check("here", "Three ends here.");
    }

    #[test]
    fn words_and_marks_have_the_same_places() {
        let text =
            "Children’s life-story work is good. Leavers visited PLOs at St. Helens.\nNo drift.";
        // The second time, every word is known.
        let mut analyser = Analyser::default();
        for _ in 0..2 {
            analyser.analyse(text, Language::English);
            let (terms, analysis) = (&analyser.terms, &analyser.analysis);
            let folded: Vec<_> = words(text).map(|span| fold(&text[span])).collect();
            let expected: Vec<_> = folded.iter().map(|word| term(word)).collect();
            let found: Vec<_> = analysis.terms.iter().map(|t| terms.word(*t)).collect();
            assert_eq!(found, expected);
            let marks = analysis.marks.iter();
            let marks: Vec<_> = marks
                .map(|(at, m)| (*at, analyser.marks.word(*m)))
                .collect();
            assert_eq!(marks, [(6, "."), (8, "PLO"), (12, ".")]);
            let mut wording = Wording::default();
            folded.iter().for_each(|word| wording.add(number(word)));
            assert_eq!(analysis.wording, wording.number());
        }
    }
}
