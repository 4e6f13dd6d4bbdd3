//! From the text of a paragraph to the tokens that are indexed, matched and lit up.

mod inflection;
mod irregular;
mod lexicon;
mod sentence;
mod stem;
mod term;

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Range;

use rustc_hash::FxHasher;

use super::wording::{Wording, number};
use crate::query::fold::{abbreviation, fold, words};
use sentence::sentence_starts;

pub(super) use lexicon::Lexicon;
pub(super) use stem::stem;
pub(super) use term::{prefix, stems_beside, term, word};

/// The ways in which a word of a text can be looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Form {
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
pub(super) const SENTENCE_MARK: &str = ".";

/// Finds the words, counted from 0, at which sentences begin, other than the first.
pub(super) fn sentence_words(text: &str, words: &[Range<usize>]) -> Vec<u32> {
    let mut starts = sentence_starts(text).into_iter().peekable();
    let mut found = Vec::new();
    for (place, word) in (0..).zip(words) {
        let mut begins = false;
        while starts.next_if(|start| *start <= word.start).is_some() {
            begins = place > 0;
        }
        if begins {
            found.push(place);
        }
    }
    found
}

/// Finds the sentence in which a part of a text stands, or the sentences that it runs over.
pub(super) fn sentence_around(text: &str, part: &Range<usize>) -> Range<usize> {
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
pub(super) struct Analysis {
    /// The terms of its words, in their order, as [`Analyser::terms`] numbers them.
    pub(super) terms: Vec<u32>,
    /// Abbreviations in capitals and [`SENTENCE_MARK`], as [`Analyser::marks`] numbers them, each
    /// behind the place of its word.
    pub(super) marks: Vec<(u32, u32)>,
    /// The number of its wording; see [`wording`](super::wording).
    pub(super) wording: u64,
}

/// Analyses texts, once for all that is indexed of them.
///
/// Most words of a report have been met before, so what becomes of a word is kept.
#[derive(Debug)]
pub(super) struct Analyser {
    /// What becomes of the words that were met, as printed.
    met: HashMap<Box<str>, Met, BuildHasherDefault<FxHasher>>,
    /// The terms of words.
    pub(super) terms: Lexicon,
    /// Abbreviations, and the mark of sentences, which is the first.
    pub(super) marks: Lexicon,
    words: Vec<Range<usize>>,
    analysis: Analysis,
}

/// What becomes of a word that was met.
#[derive(Debug, Clone, Copy)]
struct Met {
    term: u32,
    /// The abbreviation that it is.
    mark: Option<u32>,
    /// The number of the folded word.
    number: u64,
}

impl Default for Analyser {
    fn default() -> Self {
        let mut marks = Lexicon::default();
        marks.number(SENTENCE_MARK);
        Analyser {
            met: HashMap::default(),
            terms: Lexicon::default(),
            marks,
            words: Vec::new(),
            analysis: Analysis::default(),
        }
    }
}

impl Analyser {
    /// Analyses a text.
    pub(super) fn analyse(&mut self, text: &str) -> &Analysis {
        let analysis = &mut self.analysis;
        analysis.terms.clear();
        analysis.marks.clear();
        self.words.clear();
        self.words.extend(words(text));
        let mut sentences = sentence_words(text, &self.words).into_iter().peekable();
        let mut wording = Wording::default();
        for (place, span) in (0..).zip(&self.words) {
            let printed = &text[span.clone()];
            let met = match self.met.get(printed) {
                Some(met) => *met,
                None => {
                    let met = Met::of(printed, &mut self.terms, &mut self.marks);
                    self.met.insert(printed.into(), met);
                    met
                }
            };
            wording.add(met.number);
            analysis.terms.push(met.term);
            analysis.marks.extend(met.mark.map(|mark| (place, mark)));
            if sentences.next_if_eq(&place).is_some() {
                analysis.marks.push((place, SENTENCE));
            }
        }
        analysis.wording = wording.number();
        analysis
    }

    /// Returns about how much memory it takes.
    pub(super) fn memory(&self) -> usize {
        self.terms.len() * TERM + self.met.len() * WORD
    }
}

/// The number of [`SENTENCE_MARK`].
const SENTENCE: u32 = 0;
/// What a term takes, and a word as printed, with their share of the tables.
const TERM: usize = 120;
const WORD: usize = 80;

impl Met {
    fn of(printed: &str, terms: &mut Lexicon, marks: &mut Lexicon) -> Self {
        let folded = fold(printed);
        Met {
            term: terms.number(&term(&folded)),
            mark: abbreviation(printed).map(|mark| marks.number(&mark)),
            number: number(&folded),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            analyser.analyse(text);
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
