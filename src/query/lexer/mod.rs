//! From query text to operators, groups and leaves.
//!
//! This is where plain English is told from operators: what could be either is read as words,
//! and a note says so.

mod quotations;
mod reader;
mod words;

use std::ops::Range;

use super::condition::{self, Name};
use super::connector::Connector;
use super::error::shortened;
use super::fold::{is_quote, starts_word};
use super::foreign::{self, Foreign};
use super::limits::check_word;
use super::value::ValueReader;
use super::word::{distance, is_reserved, word_length};
use super::{NodeKind, Note, QueryError, Term, regex};
use reader::Lexer;
pub(super) use reader::{Lexeme, Token};

/// How far apart the two sides of a NEAR without a number may be.
const NEAR: u32 = 10;

/// Takes a query apart.
pub(super) fn tokens(text: &str) -> Result<(Vec<Token>, Vec<Note>), QueryError> {
    let mut lexer = Lexer::new(text);
    while lexer.step()? {}
    Ok((lexer.tokens, lexer.notes))
}

impl Lexer<'_> {
    /// Reads one token; false at the end.
    fn step(&mut self) -> Result<bool, QueryError> {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
        let start = self.at;
        let Some(c) = self.peek() else {
            return Ok(false);
        };
        match c {
            '(' => self.single(c, Lexeme::Open),
            ')' => self.single(c, Lexeme::Close),
            '-' | '!' if self.negates() => self.single(c, Lexeme::Not),
            '=' if self.rest()[1..].starts_with(is_quote) => {
                self.at += 1;
                self.quoted(start, true)?;
            }
            c if is_quote(c) => self.quoted(start, false)?,
            '/' if regex::length(self.rest()).is_some() => self.expression()?,
            '\'' if self.is_free() => match self.closing_straight() {
                Some(end) => {
                    let inner = start + 1..start + end;
                    self.at = inner.end + 1;
                    let said = &self.text[start..self.at];
                    let message = format!("`{}` is read as a phrase", shortened(said));
                    self.note_operator(start..self.at, message, None);
                    self.phrase(start, inner, false)?;
                }
                None => self.word()?,
            },
            '‘' => match self.closing_single() {
                Some(end) => {
                    let inner = start + c.len_utf8()..start + end;
                    self.at = inner.end + '’'.len_utf8();
                    self.phrase(start, inner, false)?;
                }
                None => self.word()?,
            },
            _ => self.word()?,
        }
        Ok(true)
    }

    /// Tells whether the `-` here stands before something and touches nothing on its left.
    fn negates(&self) -> bool {
        let next = self.rest()[1..].chars().next();
        self.is_free()
            && next.is_some_and(|c| {
                starts_word(c) || is_quote(c) || matches!(c, '(' | '=' | '*' | '?' | '‘')
            })
    }

    /// Reads a regular expression between its marks.
    fn expression(&mut self) -> Result<(), QueryError> {
        let start = self.at;
        self.at += regex::length(self.rest()).unwrap_or_default();
        let expression = self.text[start..self.at].trim_start_matches('/');
        let expression = expression
            .strip_suffix('/')
            .unwrap_or(expression)
            .to_owned();
        check_word(&expression, start..self.at)?;
        regex::check(&expression, start + 1)?;
        self.tokens.push(Token {
            span: start..self.at,
            lexeme: Lexeme::Leaf(NodeKind::Term(Term::Regex(expression))),
        });
        Ok(())
    }

    /// Reads up to the next space, quote or parenthesis.
    fn word(&mut self) -> Result<(), QueryError> {
        let start = self.at;
        if let Some(name) = self.field_name() {
            return self.tag(start, name);
        }
        if let Some((meant, length)) = foreign::field(self.rest())
            && self.is_free()
        {
            return self.foreign(meant, length);
        }
        let end = start + word_length(self.rest());
        self.at = end;
        let raw = &self.text[start..end];
        let span = start..end;
        let lexeme = match raw {
            "AND" | "&&" => Lexeme::And,
            "OR" | "||" => Lexeme::Or,
            "|" if self.joins() => Lexeme::Or,
            "NOT" => Lexeme::Not,
            "NEAR" | "ADJ" if self.joins() => {
                let ordered = raw == "ADJ";
                let distance = if ordered { 0 } else { NEAR };
                let message = format!("`{raw}` is read as {raw}/{distance}");
                self.note_operator(span.clone(), message, None);
                Lexeme::Near { distance, ordered }
            }
            "NEAR" | "ADJ" => {
                let message =
                    format!("`{raw}` is read as a word; {raw}/5 between two is the operator");
                self.note_operator(span.clone(), message, None);
                let kind = NodeKind::Term(Term::Word(raw.to_lowercase()));
                Lexeme::Leaf(kind)
            }
            _ => match self.connector(raw) {
                Some(connector) => self.connected(connector, &span)?,
                None => {
                    if let Some(operator) = Connector::nearly(raw).filter(|_| self.joins()) {
                        let message =
                            format!("`{raw}` is read as a word; {operator} is the operator");
                        self.note_operator(span.clone(), message, Some(operator));
                    }
                    return self.plain(span);
                }
            },
        };
        self.tokens.push(Token { span, lexeme });
        Ok(())
    }

    /// Recognises a connector; those of others stand between two parts.
    fn connector<'r>(&self, raw: &'r str) -> Option<Connector<'r>> {
        let of_others = || Connector::of_others(raw).filter(|_| self.joins());
        Connector::own(raw).or_else(of_others)
    }

    /// Makes an operator of a connector.
    fn connected(
        &mut self,
        connector: Connector<'_>,
        span: &Range<usize>,
    ) -> Result<Lexeme, QueryError> {
        let raw = &self.text[span.clone()];
        Ok(match connector {
            Connector::Words { digits, ordered } => {
                let example = if ordered { "a ADJ/3 b" } else { "a NEAR/5 b" };
                if raw.starts_with(['/', '+']) {
                    let name = if ordered { "ADJ" } else { "NEAR" };
                    let message = format!("`{raw}` is read as {name}/{digits}");
                    self.note_operator(span.clone(), message, None);
                }
                Lexeme::Near {
                    distance: distance(digits, span, example)?,
                    ordered,
                }
            }
            Connector::Paragraph => {
                let message = format!("`{raw}` is read as AND: words meet in one paragraph anyway");
                self.note(span.clone(), message);
                Lexeme::And
            }
            Connector::Sentence => {
                let message = format!(
                    "`{raw}` is read as AND, within a paragraph; with the option `sentence` all words must \
                     meet in one sentence"
                );
                self.note_operator(span.clone(), message, None);
                Lexeme::And
            }
        })
    }

    /// Reads the name of a field that other programs have, up to its value, which is read as it stands
    /// where it means anything here.
    fn foreign(&mut self, meant: Foreign, length: usize) -> Result<(), QueryError> {
        let start = self.at;
        let name = &self.text[start..start + length];
        self.at += length;
        match meant {
            Foreign::Text => {
                let message = format!("`{name}` is left out: the text is what is searched");
                self.note(start..self.at, message);
            }
            Foreign::Part => {
                let message = format!(
                    "`{name}` is left out: the text of paragraphs is searched, and reports have no such field \
                     to search"
                );
                self.note_operator(start..self.at, message, None);
            }
            Foreign::Place => {
                self.at += word_length(self.rest()).max(1);
                let said = shortened(&self.text[start..self.at]);
                let message = format!("`{said}` is left out: there is no such field");
                self.note_operator(start..self.at, message, None);
            }
            Foreign::Named(field) => {
                let is_day = self.rest().starts_with(|c: char| c.is_ascii_digit());
                let end = self.at + word_length(self.rest());
                // From a day on is from a day on, whatever it is called.
                if field == "since" && is_day {
                    self.at = start + length;
                    let name = (Name::Since, length);
                    return self.tag(start, name);
                }
                let said = &self.text[start..end.max(self.at)];
                let offer = format!("{field}:{}", &self.text[self.at..end]);
                let message = format!(
                    "`{}` is read as words; the field is written {field}:value",
                    shortened(said)
                );
                let span = start..end.max(self.at);
                let is_value = !self.rest().starts_with(is_quote) && !self.rest().starts_with('(');
                self.note_operator(span.clone(), message, is_value.then_some(offer));
                self.at = start;
                if is_value {
                    self.at = end;
                    return self.words_of(span);
                }
                self.at = start + length;
                return self.words_of(start..start + length - 1);
            }
        }
        Ok(())
    }

    /// Tells whether what was read last and what comes next could be joined.
    fn joins(&self) -> bool {
        let last = self.tokens.last().map(|token| &token.lexeme);
        let next = self.rest().trim_start();
        let word = next.split(char::is_whitespace).next().unwrap_or_default();
        matches!(last, Some(Lexeme::Leaf(_) | Lexeme::Close))
            && next.starts_with(|c| {
                starts_word(c) || is_quote(c) || matches!(c, '(' | '=' | '‘' | '/')
            })
            && !is_reserved(word)
    }

    /// Recognises `name:` with a value directly behind it.
    fn field_name(&self) -> Option<(Name, usize)> {
        let rest = self.rest();
        let colon = rest.find(|c: char| !c.is_ascii_alphabetic() && c != '-')?;
        let behind = rest[colon..].strip_prefix(':')?.chars().next()?;
        if behind.is_whitespace() || behind == ')' {
            return None;
        }
        Some((Name::find(&rest[..colon])?, colon + 1))
    }

    fn tag(&mut self, start: usize, (name, length): (Name, usize)) -> Result<(), QueryError> {
        let mut reader = ValueReader::new(self.text, start, start + length, name);
        let value = reader.read()?;
        self.at = reader.end();
        let span = start..self.at;
        let condition = condition::condition(name, span.clone(), value)?;
        let lexeme = Lexeme::Leaf(NodeKind::Tag(condition));
        self.tokens.push(Token { span, lexeme });
        Ok(())
    }
}
