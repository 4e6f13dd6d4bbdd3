//! From tokens to the syntax tree.
//!
//! `NEAR` and `ADJ` bind tightest, then `NOT`, then what stands side by side, then `OR`.

use std::ops::Range;

use super::lexer::{Lexeme, Token, tokens};
use super::limits::{LIMITS, check_text};
use super::{Node, NodeKind, Note, Query, QueryError, listed, shortened};

/// So many doubtful places are told one by one.
const MOST_NOTES: usize = 50;

/// Parses a query. An empty text matches every paragraph.
///
/// # Errors
/// A clear operator used wrongly; plain English is never an error.
///
/// ```
/// let query = findings::query::parse("\"life-story work\" (good OR timely) -draft")?;
/// assert_eq!(query.to_string(), "\"life story work\" (good OR timely) NOT draft");
/// # Ok::<(), findings::query::QueryError>(())
/// ```
pub fn parse(text: &str) -> Result<Query, QueryError> {
    check_text(text)?;
    let (tokens, mut notes) = tokens(text)?;
    check_tokens(&tokens)?;
    notes.extend(listed::note(text, &tokens));
    let mut parser = Parser {
        tokens: tokens.into_iter(),
        depth: 0,
        notes,
    };
    let mut parts = Vec::new();
    loop {
        parts.extend(parser.or()?);
        // What ends an expression but not the query is a parenthesis without a partner.
        let Some(token) = parser.take() else { break };
        parser.note(
            token.span,
            "a closing parenthesis without a partner is left out",
        );
    }
    let root = group(parts, NodeKind::And, 0..text.len());
    let root = root.unwrap_or(Node {
        span: 0..text.len(),
        kind: NodeKind::All,
    });
    let mut notes = parser.notes;
    let holds_nothing = root.kind == NodeKind::All && !text.trim().is_empty();
    if holds_nothing && !notes.iter().any(|note| note.is_operator) {
        notes.push(Note {
            span: 0..text.len(),
            message: format!(
                "`{}` holds no word to search for, so that everything is found",
                shortened(text)
            ),
            is_operator: true,
            offer: None,
        });
    }
    notes.sort_by_key(|note| (note.span.start, note.span.end));
    if let Some(first) = notes.get(MOST_NOTES) {
        let span = first.span.clone();
        let message = format!("{} more places were doubtful", notes.len() - MOST_NOTES);
        notes.truncate(MOST_NOTES);
        notes.push(Note {
            span,
            message,
            is_operator: false,
            offer: None,
        });
    }
    Ok(Query {
        text: text.to_owned(),
        root,
        notes,
    })
}

/// Checks how many there are.
fn check_tokens(tokens: &[Token]) -> Result<(), QueryError> {
    if let Some(token) = tokens.get(LIMITS.lexemes) {
        return Err(QueryError {
            message: format!("a query has at most {} words and operators", LIMITS.lexemes),
            span: token.span.clone(),
            hint: Some("ask for its parts one by one".to_owned()),
        });
    }
    let is_condition = |token: &&Token| matches!(token.lexeme, Lexeme::Leaf(NodeKind::Tag(_)));
    match tokens.iter().filter(is_condition).nth(LIMITS.conditions) {
        None => Ok(()),
        Some(token) => Err(QueryError {
            message: format!("a query has at most {} conditions", LIMITS.conditions),
            span: token.span.clone(),
            hint: Some("values of one field are one condition: year:2019,2020".to_owned()),
        }),
    }
}

struct Parser {
    tokens: std::vec::IntoIter<Token>,
    depth: usize,
    notes: Vec<Note>,
}

impl Parser {
    fn peek(&self) -> Option<&Lexeme> {
        self.next().map(|token| &token.lexeme)
    }

    fn next(&self) -> Option<&Token> {
        self.tokens.as_slice().first()
    }

    fn take(&mut self) -> Option<Token> {
        self.tokens.next()
    }

    fn note(&mut self, span: Range<usize>, message: &str) {
        self.add_note(span, message, false);
    }

    /// Notes an operator that joins nothing.
    fn note_operator(&mut self, span: Range<usize>, message: &str) {
        self.add_note(span, message, true);
    }

    fn add_note(&mut self, span: Range<usize>, message: &str, is_operator: bool) {
        self.notes.push(Note {
            span,
            message: message.to_owned(),
            is_operator,
            offer: None,
        });
    }

    /// Reads `a OR b`, up to a closing parenthesis or the end.
    fn or(&mut self) -> Result<Option<Node>, QueryError> {
        let mut nodes = Vec::new();
        loop {
            let before = self.and()?;
            let found = before.is_some();
            nodes.extend(before);
            if self.peek() != Some(&Lexeme::Or) {
                break;
            }
            let Some(token) = self.take() else { break };
            self.refuse_doubled(&token)?;
            if !found || matches!(self.peek(), None | Some(Lexeme::Close)) {
                self.note_operator(token.span, "`OR` with nothing to join is left out");
            }
        }
        Ok(group(nodes, NodeKind::Or, 0..0))
    }

    /// Reads what stands side by side, with or without `AND`.
    fn and(&mut self) -> Result<Option<Node>, QueryError> {
        let mut nodes = Vec::new();
        loop {
            match self.peek() {
                None | Some(Lexeme::Close | Lexeme::Or) => break,
                Some(Lexeme::And) => {
                    let Some(token) = self.take() else { break };
                    self.refuse_doubled(&token)?;
                    if nodes.is_empty() || matches!(self.peek(), None | Some(Lexeme::Close)) {
                        self.note_operator(token.span, "`AND` with nothing to join is left out");
                    }
                }
                Some(_) => nodes.extend(self.not()?),
            }
        }
        Ok(group(nodes, NodeKind::And, 0..0))
    }

    fn refuse_doubled(&self, token: &Token) -> Result<(), QueryError> {
        let Some(next) = self.next() else {
            return Ok(());
        };
        if !matches!(next.lexeme, Lexeme::And | Lexeme::Or) {
            return Ok(());
        }
        Err(QueryError {
            message: "two operators stand side by side".to_owned(),
            span: token.span.start..next.span.end,
            hint: Some("leave one of them out, or write it in lower case as a word".to_owned()),
        })
    }

    fn not(&mut self) -> Result<Option<Node>, QueryError> {
        if self.peek() != Some(&Lexeme::Not) {
            return self.near();
        }
        let Some(token) = self.take() else {
            return Ok(None);
        };
        self.enter(&token)?;
        let inner = match self.peek() {
            None | Some(Lexeme::Close | Lexeme::And | Lexeme::Or) => None,
            Some(_) => self.not()?,
        };
        self.depth -= 1;
        let Some(inner) = inner else {
            self.note_operator(token.span, "`NOT` with nothing behind it is left out");
            return Ok(None);
        };
        let span = token.span.start..inner.span.end;
        Ok(Some(Node {
            span,
            kind: NodeKind::Not(Box::new(inner)),
        }))
    }

    fn near(&mut self) -> Result<Option<Node>, QueryError> {
        let mut left = match self.peek() {
            Some(Lexeme::Near { .. }) => None,
            _ => self.primary()?,
        };
        while let Some(&Lexeme::Near { distance, ordered }) = self.peek() {
            let Some(token) = self.take() else { break };
            let right = match self.peek() {
                Some(Lexeme::Open | Lexeme::Leaf(_)) => self.primary()?,
                Some(Lexeme::Not) => {
                    let span = self.next().map_or(token.span, |next| next.span.clone());
                    return Err(unplaced("what is absent", span));
                }
                _ => None,
            };
            let (Some(before), Some(right)) = (left, right) else {
                return Err(QueryError {
                    message: "nearness needs something on both sides".to_owned(),
                    span: token.span,
                    hint: Some("supervision NEAR/5 reflective".to_owned()),
                });
            };
            refuse_unplaced(&before)?;
            refuse_unplaced(&right)?;
            let span = before.span.start..right.span.end;
            let (before, right) = (Box::new(before), Box::new(right));
            left = Some(Node {
                span,
                kind: NodeKind::Near {
                    left: before,
                    right,
                    distance,
                    ordered,
                },
            });
            // A chain nests as deep as it is long.
            self.enter(&token)?;
        }
        Ok(left)
    }

    fn primary(&mut self) -> Result<Option<Node>, QueryError> {
        let Some(token) = self.take() else {
            return Ok(None);
        };
        match token.lexeme {
            Lexeme::Leaf(kind) => Ok(Some(Node {
                span: token.span,
                kind,
            })),
            Lexeme::Open => {
                self.enter(&token)?;
                let inner = self.or()?;
                self.depth -= 1;
                let span = match self.take() {
                    Some(close) => token.span.start..close.span.end,
                    None => {
                        let message = "a parenthesis without a partner is closed at the end";
                        self.note(token.span.clone(), message);
                        token.span.start..inner.as_ref().map_or(token.span.end, |n| n.span.end)
                    }
                };
                if inner.is_none() {
                    self.note(span.clone(), "parentheses around nothing are left out");
                }
                Ok(inner.map(|node| Node {
                    span,
                    kind: node.kind,
                }))
            }
            // Callers look before they ask; anything else is no start of an operand.
            _ => Ok(None),
        }
    }

    fn enter(&mut self, token: &Token) -> Result<(), QueryError> {
        self.depth += 1;
        if self.depth <= LIMITS.depth {
            return Ok(());
        }
        Err(QueryError {
            message: format!("the query is nested deeper than {}", LIMITS.depth),
            span: token.span.clone(),
            hint: Some("join what is side by side without parentheses".to_owned()),
        })
    }
}

/// Refuses what has no place in a paragraph and so cannot be near to anything.
fn refuse_unplaced(node: &Node) -> Result<(), QueryError> {
    let mut found = Ok(());
    node.walk(&mut |node| {
        let what = match node.kind {
            NodeKind::Tag(_) => "a field",
            NodeKind::Not(_) => "what is absent",
            _ => return,
        };
        if found.is_ok() {
            found = Err(unplaced(what, node.span.clone()));
        }
    });
    found
}

fn unplaced(what: &str, span: Range<usize>) -> QueryError {
    QueryError {
        message: format!("{what} cannot be near to anything"),
        span,
        hint: Some("put it outside: (a NEAR/5 b) NOT c".to_owned()),
    }
}

/// Joins nodes, keeping the tree flat.
fn group(nodes: Vec<Node>, kind: fn(Vec<Node>) -> NodeKind, span: Range<usize>) -> Option<Node> {
    let mut flat: Vec<Node> = Vec::with_capacity(nodes.len());
    let wanted = std::mem::discriminant(&kind(Vec::new()));
    for node in nodes {
        let same = std::mem::discriminant(&node.kind) == wanted;
        match node.kind {
            NodeKind::And(inner) | NodeKind::Or(inner) if same => flat.extend(inner),
            kind => flat.push(Node {
                span: node.span,
                kind,
            }),
        }
    }
    if flat.len() < 2 {
        return flat.pop();
    }
    let start = flat.first().map_or(span.start, |node| node.span.start);
    let end = flat.last().map_or(span.end, |node| node.span.end);
    Some(Node {
        span: start..end,
        kind: kind(flat),
    })
}
