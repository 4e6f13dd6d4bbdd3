//! Quotations in a query, and the phrases in them.

use std::ops::Range;

use super::super::QueryError;
use super::super::fold::{is_quote, starts_word, words};
use super::super::limits::LIMITS;
use super::super::word::{distance, joined};
use super::reader::{Lexeme, Lexer, Token};

impl Lexer<'_> {
    /// Finds the single quote that closes the one here, in bytes; where none does, none closes a
    /// later one.
    pub(super) fn closing_single(&mut self) -> Option<usize> {
        if self.no_single_quote_closes {
            return None;
        }
        let found = closing_single(self.rest());
        self.no_single_quote_closes = found.is_none();
        found
    }

    /// Finds the straight single quote that closes the one here around a phrase; see
    /// [`Lexer::closing_single`].
    pub(super) fn closing_straight(&mut self) -> Option<usize> {
        if self.no_straight_quote_closes {
            return None;
        }
        let found = closing_straight(self.rest());
        self.no_straight_quote_closes = found.is_none();
        found.filter(|end| is_phrase(&self.rest()[1..*end]))
    }

    /// Reads from an opening quote, which stands here.
    pub(super) fn quoted(&mut self, start: usize, exact: bool) -> Result<(), QueryError> {
        let opening = self.peek().map_or(1, char::len_utf8);
        let inner = self.at + opening;
        let Some(length) = self.text[inner..].find(is_quote) else {
            self.note(
                start..inner,
                "a quotation mark without a partner is left out".to_owned(),
            );
            self.at = inner;
            return Ok(());
        };
        let end = inner + length;
        self.at = end;
        self.at += self.peek().map_or(1, char::len_utf8);
        self.phrase(start, inner..end, exact)
    }

    /// Makes a phrase of what stands between quotes; a slop may follow.
    pub(super) fn phrase(
        &mut self,
        start: usize,
        inner: Range<usize>,
        exact: bool,
    ) -> Result<(), QueryError> {
        let slop = self.slop()?;
        let span = start..self.at;
        let mut terms = Vec::new();
        let mut at = inner.start;
        for raw in self.text[inner.clone()].split(char::is_whitespace) {
            let place = at..at + raw.len();
            at = place.end
                + self.text[place.end..]
                    .chars()
                    .next()
                    .map_or(0, char::len_utf8);
            terms.extend(self.terms(place, exact)?.terms);
        }
        if terms.is_empty() {
            self.note(
                span,
                "quotation marks around no word are left out".to_owned(),
            );
            return Ok(());
        }
        if terms.len() > LIMITS.phrase {
            return Err(QueryError {
                message: format!("a phrase has at most {} words", LIMITS.phrase),
                span,
                hint: Some("its first words find it as well".to_owned()),
            });
        }
        let lone_slop = terms.len() == 1 && slop > 0;
        if lone_slop {
            self.note(span.clone(), "a slop needs more than one word".to_owned());
        }
        let kind = joined(terms, slop);
        self.tokens.push(Token {
            span,
            lexeme: Lexeme::Leaf(kind),
        });
        Ok(())
    }

    /// Reads `~n` behind a phrase.
    pub(super) fn slop(&mut self) -> Result<u32, QueryError> {
        let Some(rest) = self.rest().strip_prefix('~') else {
            return Ok(0);
        };
        let length = rest
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(rest.len());
        let digits = rest[..length].to_owned();
        let span = self.at..self.at + 1 + length;
        let slop = distance(&digits, &span, "\"some phrase\"~3")?;
        self.at = span.end;
        Ok(slop)
    }
}

/// Finds the single quote that closes the one at the start, in bytes.
fn closing_single(rest: &str) -> Option<usize> {
    rest.match_indices('’').map(|(at, _)| at).find(|at| {
        let before = rest[..*at].chars().next_back();
        let after = rest[at + '’'.len_utf8()..].chars().next();
        before.is_some_and(|c| !c.is_whitespace() && c != '‘') && !after.is_some_and(starts_word)
    })
}

/// Finds the straight single quote that closes the one at the start, in bytes.
fn closing_straight(rest: &str) -> Option<usize> {
    let inside = rest.get(1..)?;
    let found = inside.match_indices('\'').map(|(at, _)| at).find(|at| {
        let before = inside[..*at].chars().next_back();
        let after = inside[at + 1..].chars().next();
        before.is_some_and(|c| !c.is_whitespace()) && !after.is_some_and(starts_word)
    });
    Some(found? + 1)
}

/// Tells whether what stands between straight single quotes is a phrase: of one word they say nothing.
fn is_phrase(said: &str) -> bool {
    said.starts_with(starts_word) && !said.contains(is_quote) && words(said).nth(1).is_some()
}
