//! How much a query may ask for: every limit in one place.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::QueryError;

/// The limits of a query.
///
/// They are far above what people ask: thousands of phrases joined by `OR`, as a code book has
/// them, pass. What exceeds one is an error that names the place and what to narrow, never an
/// answer to a part of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryLimits {
    /// Bytes of its text.
    pub bytes: usize,
    /// Words, phrases and operators in all.
    pub lexemes: usize,
    /// Words of a phrase.
    pub phrase: usize,
    /// Letters of a word. No word of a report is so long; a longer one is no word.
    pub letters: usize,
    /// Letters that a regular expression comes to, repetitions written out.
    pub expression: usize,
    /// Combining marks on a letter, as in the stream-safe format of Unicode (UAX 15).
    pub marks: usize,
    /// Groups and negations inside each other, and the length of a chain of `NEAR`; more would
    /// exhaust the stack.
    pub depth: usize,
    /// Words that may stand between the two sides of `NEAR` and the like, and among those of a
    /// phrase.
    pub distance: u32,
    /// Conditions on tags.
    pub conditions: usize,
    /// Values of one condition.
    pub values: usize,
    /// Pairs that groups on both sides of `NEAR` come to, which grow with each `NEAR` of a chain.
    pub pairs: usize,
    /// Steps of comparing where words stand, over all paragraphs. They are counted and not timed,
    /// so that the same query ends alike on every machine.
    pub steps: u64,
}

/// The limits that hold unless told otherwise.
pub const LIMITS: QueryLimits = QueryLimits {
    bytes: 256 * 1024,
    lexemes: 50_000,
    phrase: 1_000,
    letters: 1_000,
    expression: 2_000,
    marks: 30,
    depth: 100,
    distance: 10_000,
    conditions: 200,
    values: 1_000,
    pairs: 10_000,
    steps: 20_000_000,
};

/// Checks what the text alone tells.
pub(super) fn check_text(text: &str) -> Result<(), QueryError> {
    if text.len() > LIMITS.bytes {
        return Err(QueryError {
            message: format!("a query has at most {} bytes", LIMITS.bytes),
            span: text.floor_char_boundary(LIMITS.bytes)..text.len(),
            hint: Some("ask for its parts one by one".to_owned()),
        });
    }
    let mut marks = 0;
    if text.is_ascii() {
        return Ok(());
    }
    for (at, c) in text.char_indices() {
        marks = match is_combining_mark(c) {
            true => marks + 1,
            false => 0,
        };
        if marks > LIMITS.marks {
            return Err(QueryError {
                message: format!("a letter has at most {} marks", LIMITS.marks),
                span: at..at + c.len_utf8(),
                hint: None,
            });
        }
    }
    Ok(())
}

/// Checks how long a word is.
pub(super) fn check_word(word: &str, span: Range<usize>) -> Result<(), QueryError> {
    if word.len() <= LIMITS.letters || word.chars().count() <= LIMITS.letters {
        return Ok(());
    }
    Err(QueryError {
        message: format!("a word has at most {} letters", LIMITS.letters),
        span,
        hint: None,
    })
}
