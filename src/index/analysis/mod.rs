//! From the text of a paragraph to the tokens that are indexed, matched and lit up.

mod inflection;
mod irregular;
mod sentence;
mod stem;

use std::ops::Range;

use tantivy::tokenizer::{Token as TantivyToken, TokenStream, Tokenizer};

use crate::query::fold::{Words, abbreviation, fold, words};
use sentence::sentence_starts;

pub(super) use stem::stem;

/// The ways in which a text is indexed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Form {
    /// Words as folded.
    Exact,
    /// Words without their inflections.
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

/// The analyser of one form, as tantivy wants it.
#[derive(Clone)]
pub(super) struct FormTokenizer(pub(super) Form);

impl Tokenizer for FormTokenizer {
    type TokenStream<'a> = FormStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> FormStream<'a> {
        let sentences = match self.0 {
            Form::Sentence => sentence_words(text, &words(text).collect::<Vec<_>>()),
            Form::Exact | Form::Stem | Form::Capitals => Vec::new(),
        };
        let sentences = sentences.into_iter().peekable();
        let token = TantivyToken::default();
        FormStream {
            form: self.0,
            text,
            words: words(text),
            sentences,
            token,
        }
    }
}

/// See [`FormTokenizer`].
pub(super) struct FormStream<'a> {
    form: Form,
    text: &'a str,
    words: Words<'a>,
    sentences: std::iter::Peekable<std::vec::IntoIter<u32>>,
    token: TantivyToken,
}

impl TokenStream for FormStream<'_> {
    fn advance(&mut self) -> bool {
        for span in self.words.by_ref() {
            self.token.position = self.token.position.wrapping_add(1);
            (self.token.offset_from, self.token.offset_to) = (span.start, span.end);
            self.token.text.clear();
            match self.form {
                Form::Exact => self.token.text.push_str(&fold(&self.text[span])),
                Form::Stem => self.token.text.push_str(&stem(&fold(&self.text[span]))),
                Form::Capitals => match abbreviation(&self.text[span]) {
                    Some(capitals) => self.token.text.push_str(&capitals),
                    None => continue,
                },
                Form::Sentence => {
                    let place = self.token.position;
                    if self
                        .sentences
                        .next_if(|next| *next as usize == place)
                        .is_none()
                    {
                        continue;
                    }
                    self.token.text.push_str(SENTENCE_MARK);
                }
            }
            return true;
        }
        false
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
    fn every_form_counts_the_same_words() {
        let text =
            "Children’s life-story work is good. Leavers visited PLOs at St. Helens.\nNo drift.";
        let check = |form, expected: &[(usize, &str)]| {
            let mut tokenizer = FormTokenizer(form);
            let mut stream = tokenizer.token_stream(text);
            let mut found = Vec::new();
            stream.process(&mut |token| found.push((token.position, token.text.clone())));
            let found: Vec<_> = found
                .iter()
                .map(|(at, text)| (*at, text.as_str()))
                .collect();
            assert_eq!(found, expected, "{form:?}");
        };
        let numbered = |words: &'static str| words.split(' ').enumerate().collect::<Vec<_>>();
        let exact = "childrens life story work is good leavers visited plos at st helens no drift";
        let stems = "child life story work is good leaver visit plo at st helen no drift";
        check(Form::Exact, &numbered(exact));
        check(Form::Stem, &numbered(stems));
        check(Form::Sentence, &[(6, "."), (12, ".")]);
        check(Form::Capitals, &[(8, "PLO")]);
    }
}
