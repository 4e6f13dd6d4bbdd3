//! From the text of a paragraph to the tokens that are indexed, matched and lit up.

mod inflection;
mod irregular;
mod sentence;
mod stem;
mod term;

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Range;

use rustc_hash::FxHasher;

use tantivy::tokenizer::{Token as TantivyToken, TokenStream, Tokenizer};

use super::wording::{Wording, number};
use crate::query::fold::{abbreviation, fold, words};
use sentence::sentence_starts;

pub(super) use stem::stem;
pub(super) use term::{PART, irregular, prefix, stems_beside, term, word};

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
    /// The terms of its words, in their order.
    pub(super) terms: String,
    /// Marks, each behind the place of its word: abbreviations in capitals and
    /// [`SENTENCE_MARK`].
    pub(super) marks: String,
    /// The number of its wording; see [`wording`].
    pub(super) wording: u64,
}

/// Analyses texts, once for all that is indexed of them.
///
/// Most words of a report have been met before, so what becomes of a word is kept.
#[derive(Debug, Default)]
pub(super) struct Analyser {
    /// Places in `met` by the words as printed.
    places: HashMap<Box<str>, usize, BuildHasherDefault<FxHasher>>,
    met: Vec<Met>,
    words: Vec<Range<usize>>,
}

/// What becomes of a word that was met.
#[derive(Debug)]
struct Met {
    term: Box<str>,
    /// The number of the folded word.
    number: u64,
    capitals: Option<Box<str>>,
}

/// So many words are kept; more come of numbers and misspellings, which seldom come again.
const KEPT: usize = 200_000;

impl Analyser {
    /// Analyses a text.
    pub(super) fn analyse(&mut self, text: &str) -> Analysis {
        let mut analysis = Analysis {
            terms: String::with_capacity(2 * text.len()),
            ..Analysis::default()
        };
        let mut wording = Wording::default();
        self.words.clear();
        self.words.extend(words(text));
        if self.met.len() > KEPT {
            self.places.clear();
            self.met.clear();
        }
        let mut sentences = sentence_words(text, &self.words).into_iter().peekable();
        for (place, span) in (0..).zip(&self.words) {
            let printed = &text[span.clone()];
            let at = self.places.get(printed).copied().unwrap_or_else(|| {
                self.places.insert(printed.into(), self.met.len());
                self.met.push(Met::of(printed));
                self.met.len() - 1
            });
            let met = &self.met[at];
            wording.add(met.number);
            analysis.terms.push_str(&met.term);
            analysis.terms.push(END);
            if let Some(capitals) = &met.capitals {
                analysis.mark(place, capitals);
            }
            if sentences.next_if_eq(&place).is_some() {
                analysis.mark(place, SENTENCE_MARK);
            }
        }
        analysis.wording = wording.number();
        analysis
    }
}

impl Analysis {
    fn mark(&mut self, place: u32, mark: &str) {
        self.marks.push_str(&place.to_string());
        self.marks.push(PLACE);
        self.marks.push_str(mark);
        self.marks.push(END);
    }
}

impl Met {
    fn of(printed: &str) -> Self {
        let folded = fold(printed);
        Met {
            term: term(&folded).into(),
            number: number(&folded),
            capitals: abbreviation(printed).map(Into::into),
        }
    }
}

/// Ends a term of an [`Analysis`].
const END: char = '\u{1}';
/// Parts the place of a mark from the mark.
const PLACE: char = '\u{2}';

/// Takes a part of an [`Analysis`] apart, as tantivy wants it.
#[derive(Debug, Clone, Copy)]
pub(super) enum AnalysisTokenizer {
    /// Of [`Analysis::terms`].
    Terms,
    /// Of [`Analysis::marks`].
    Marks,
}

impl Tokenizer for AnalysisTokenizer {
    type TokenStream<'a> = AnalysisStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> AnalysisStream<'a> {
        AnalysisStream {
            of: *self,
            rest: text,
            token: TantivyToken::default(),
        }
    }
}

/// See [`AnalysisTokenizer`].
pub(super) struct AnalysisStream<'a> {
    of: AnalysisTokenizer,
    rest: &'a str,
    token: TantivyToken,
}

impl TokenStream for AnalysisStream<'_> {
    fn advance(&mut self) -> bool {
        // Terms are short: to look at byte after byte is quicker than to search.
        let Some(end) = self.rest.bytes().position(|byte| byte == END as u8) else {
            return false;
        };
        let (mut term, rest) = (&self.rest[..end], &self.rest[end + 1..]);
        self.rest = rest;
        match self.of {
            AnalysisTokenizer::Terms => {
                self.token.position = self.token.position.wrapping_add(1);
            }
            AnalysisTokenizer::Marks => {
                // What stands there was written by `Analysis::mark`.
                let (place, mark) = term.split_once(PLACE).unwrap_or_default();
                self.token.position = place.parse().unwrap_or_default();
                term = mark;
            }
        }
        self.token.text.clear();
        self.token.text.push_str(term);
        true
    }

    fn token(&self) -> &TantivyToken {
        &self.token
    }

    fn token_mut(&mut self) -> &mut TantivyToken {
        &mut self.token
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
        let tokens = |mut tokenizer: AnalysisTokenizer, text: &str| {
            let mut found = Vec::new();
            let mut stream = tokenizer.token_stream(text);
            stream.process(&mut |token| found.push((token.position, token.text.clone())));
            found
        };
        // The second time, every word is known.
        let mut analyser = Analyser::default();
        for _ in 0..2 {
            let analysis = analyser.analyse(text);
            let folded: Vec<_> = words(text).map(|span| fold(&text[span])).collect();
            let expected: Vec<_> = folded.iter().map(|word| term(word)).enumerate().collect();
            assert_eq!(tokens(AnalysisTokenizer::Terms, &analysis.terms), expected);
            let marks = [(6, "."), (8, "PLO"), (12, ".")];
            let marks = marks.map(|(place, mark)| (place, mark.to_owned()));
            assert_eq!(tokens(AnalysisTokenizer::Marks, &analysis.marks), marks);
            let mut wording = Wording::default();
            folded.iter().for_each(|word| wording.add(number(word)));
            assert_eq!(analysis.wording, wording.number());
        }
    }
}
