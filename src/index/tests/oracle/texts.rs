//! Paragraphs taken apart into words, as the oracle compares them.

use std::collections::HashMap;
use std::ops::Range;

use crate::index::ReportRecord;
use crate::index::text::{sentence_words, stem};
use crate::model::Paragraph;
use crate::query::fold::{abbreviation, fold, words};

/// A word of a paragraph.
pub(super) struct Token {
    pub(super) span: Range<usize>,
    /// Its number among the folded words of all paragraphs.
    pub(super) word: usize,
    /// The abbreviation that it is.
    pub(super) capitals: Option<String>,
    pub(super) begins_sentence: bool,
}

/// A paragraph with its words.
pub(super) struct Text {
    pub(super) id: String,
    pub(super) record: ReportRecord,
    pub(super) paragraph: Paragraph,
    pub(super) tokens: Vec<Token>,
}

/// All paragraphs, and the words that occur in them.
#[derive(Default)]
pub(super) struct Texts {
    pub(super) all: Vec<Text>,
    /// The folded words, by number.
    pub(super) words: Vec<String>,
    /// Their stems; words of texts in Welsh are their own.
    pub(super) stems: Vec<String>,
    numbers: HashMap<(String, bool), usize>,
}

impl Texts {
    pub(super) fn add(&mut self, record: &ReportRecord, paragraph: Paragraph) {
        let spans: Vec<_> = words(&paragraph.text).collect();
        let sentences = sentence_words(&paragraph.text, &spans);
        let mut tokens = Vec::new();
        for (i, span) in (0..).zip(spans) {
            let written = &paragraph.text[span.clone()];
            let has_stems = record.report.language.has_stems();
            let word = self.number(fold(written).into_owned(), has_stems);
            let capitals = abbreviation(written);
            tokens.push(Token {
                span,
                word,
                capitals,
                begins_sentence: sentences.contains(&i),
            });
        }
        self.all.push(Text {
            id: format!("{}#{}", record.id, paragraph.locator),
            record: record.clone(),
            paragraph,
            tokens,
        });
    }

    fn number(&mut self, word: String, has_stems: bool) -> usize {
        if let Some(number) = self.numbers.get(&(word.clone(), has_stems)) {
            return *number;
        }
        self.stems.push(match has_stems {
            true => stem(&word).into_owned(),
            false => word.clone(),
        });
        self.words.push(word.clone());
        self.numbers.insert((word, has_stems), self.words.len() - 1);
        self.words.len() - 1
    }
}
