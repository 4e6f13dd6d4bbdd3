//! Where the lexer stands in a query: what it has read, and what it has noted.

use std::ops::Range;

use super::super::{NodeKind, Note};

/// What a place of the query is.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::query) enum Lexeme {
    Open,
    Close,
    And,
    Or,
    Not,
    Near { distance: u32, ordered: bool },
    Leaf(NodeKind),
}

/// A lexeme and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::query) struct Token {
    pub(in crate::query) span: Range<usize>,
    pub(in crate::query) lexeme: Lexeme,
}

/// Reads a query from its beginning.
pub(super) struct Lexer<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    /// Whether nothing behind here closes a single quotation.
    pub(super) no_single_quote_closes: bool,
    /// The same of a straight one.
    pub(super) no_straight_quote_closes: bool,
    pub(super) tokens: Vec<Token>,
    pub(super) notes: Vec<Note>,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Lexer {
            text,
            at: 0,
            no_single_quote_closes: false,
            no_straight_quote_closes: false,
            tokens: Vec::new(),
            notes: Vec::new(),
        }
    }

    pub(super) fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn single(&mut self, c: char, lexeme: Lexeme) {
        let span = self.at..self.at + c.len_utf8();
        self.at = span.end;
        self.tokens.push(Token { span, lexeme });
    }

    pub(super) fn note(&mut self, span: Range<usize>, message: String) {
        self.notes.push(Note {
            span,
            message,
            is_operator: false,
            offer: None,
        });
    }

    /// Notes how a word was understood that may have been meant otherwise, and as what.
    pub(super) fn note_operator(
        &mut self,
        span: Range<usize>,
        message: String,
        offer: Option<String>,
    ) {
        self.notes.push(Note {
            span,
            message,
            is_operator: true,
            offer,
        });
    }

    /// Tells whether what stands here touches nothing on its left.
    pub(super) fn is_free(&self) -> bool {
        let before = self.text[..self.at].chars().next_back();
        before.is_none_or(|c| c.is_whitespace() || c == '(')
    }
}
