//! From query text to operators, groups and leaves.
//!
//! This is where plain English is told from operators: what could be either is read as words,
//! and a note says so.

use std::ops::Range;

use super::condition::{self, Name};
use super::error::shortened;
use super::fold::{continues_word, is_quote, starts_word, words};
use super::limits::{LIMITS, check_word};
use super::spelling::nearest;
use super::value::ValueReader;
use super::word::{distance, is_reserved, joined, mixed, patterns, term, within, word_length};
use super::{NodeKind, Note, QueryError, Term, regex};

/// What a place of the query is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Lexeme {
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
pub(super) struct Token {
    pub(super) span: Range<usize>,
    pub(super) lexeme: Lexeme,
}

/// Takes a query apart.
pub(super) fn tokens(text: &str) -> Result<(Vec<Token>, Vec<Note>), QueryError> {
    let mut lexer = Lexer {
        text,
        at: 0,
        no_single_quote_closes: false,
        tokens: Vec::new(),
        notes: Vec::new(),
    };
    while lexer.step()? {}
    Ok((lexer.tokens, lexer.notes))
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    /// Whether nothing behind here closes a single quotation.
    no_single_quote_closes: bool,
    tokens: Vec<Token>,
    notes: Vec<Note>,
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

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// Finds the single quote that closes the one here, in bytes; where none does, none closes a
    /// later one.
    fn closing_single(&mut self) -> Option<usize> {
        if self.no_single_quote_closes {
            return None;
        }
        let found = closing_single(self.rest());
        self.no_single_quote_closes = found.is_none();
        found
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn single(&mut self, c: char, lexeme: Lexeme) {
        let span = self.at..self.at + c.len_utf8();
        self.at = span.end;
        self.tokens.push(Token { span, lexeme });
    }

    fn note(&mut self, span: Range<usize>, message: String) {
        self.notes.push(Note {
            span,
            message,
            is_operator: false,
        });
    }

    /// Notes how a word was understood that may have been meant as an operator.
    fn note_operator(&mut self, span: Range<usize>, message: String) {
        self.notes.push(Note {
            span,
            message,
            is_operator: true,
        });
    }

    /// Tells whether the `-` here stands before something and touches nothing on its left.
    fn negates(&self) -> bool {
        let free = self.text[..self.at]
            .chars()
            .next_back()
            .is_none_or(|c| c.is_whitespace() || c == '(');
        let next = self.rest()[1..].chars().next();
        free && next.is_some_and(|c| {
            starts_word(c) || is_quote(c) || matches!(c, '(' | '=' | '*' | '?' | '‘')
        })
    }

    /// Reads from an opening quote, which stands here.
    fn quoted(&mut self, start: usize, exact: bool) -> Result<(), QueryError> {
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
    fn phrase(&mut self, start: usize, inner: Range<usize>, exact: bool) -> Result<(), QueryError> {
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
    fn slop(&mut self) -> Result<u32, QueryError> {
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
        let end = start + word_length(self.rest());
        self.at = end;
        let raw = &self.text[start..end];
        let span = start..end;
        let lexeme = match raw {
            "AND" | "&&" => Lexeme::And,
            "OR" | "||" => Lexeme::Or,
            "NOT" => Lexeme::Not,
            "NEAR" | "ADJ" if self.joins() => {
                let ordered = raw == "ADJ";
                let distance = if ordered { 0 } else { NEAR };
                self.note_operator(span.clone(), format!("`{raw}` is read as {raw}/{distance}"));
                Lexeme::Near { distance, ordered }
            }
            "NEAR" | "ADJ" => {
                let message = format!("`{raw}` is read as a word; {raw}/5 would be the operator");
                self.note(span.clone(), message);
                let kind = NodeKind::Term(Term::Word(raw.to_lowercase()));
                Lexeme::Leaf(kind)
            }
            "or" | "not" if self.joins() => {
                let capitals = raw.to_uppercase();
                let message = format!("`{raw}` is read as a word; {capitals} is the operator");
                self.note_operator(span.clone(), message);
                return self.plain(span);
            }
            _ => match within(raw) {
                Some((digits, ordered)) => {
                    let example = if ordered { "a ADJ/3 b" } else { "a NEAR/5 b" };
                    Lexeme::Near {
                        distance: distance(digits, &span, example)?,
                        ordered,
                    }
                }
                None => return self.plain(span),
            },
        };
        self.tokens.push(Token { span, lexeme });
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

    /// Makes leaves of words without an operator.
    fn plain(&mut self, span: Range<usize>) -> Result<(), QueryError> {
        let raw = &self.text[span.clone()];
        let exact = raw.starts_with('=') && raw[1..].starts_with(starts_word);
        let inner = span.start + usize::from(exact)..span.end;
        let read = self.terms(inner, exact)?;
        let raw = &*shortened(&self.text[span.clone()]);
        if read.terms.is_empty() {
            self.note(span, format!("`{raw}` holds no word and is left out"));
            return Ok(());
        }
        let kind = joined(read.terms, 0);
        if raw.contains(is_suspicious) && !read.noted {
            let mut message = match &kind {
                NodeKind::Phrase { .. } => {
                    let kind = kind.to_string();
                    format!("`{raw}` is read as the phrase {}", shortened(&kind))
                }
                _ => format!("`{raw}` is read as the word {kind}"),
            };
            if let Some((before, _)) = raw.split_once(':')
                && let Some(name) = nearest(before, Name::all()).first()
                && before.len() > 3
            {
                message = format!("{message}; the field `{name}` is written {name}:value");
            }
            let operators = matches!(
                kind,
                NodeKind::Term(Term::Wildcard(_) | Term::Fuzzy(..) | Term::Exact(_))
            );
            if !operators {
                self.note(span.clone(), message);
            }
        }
        self.tokens.push(Token {
            span,
            lexeme: Lexeme::Leaf(kind),
        });
        Ok(())
    }

    /// Reads the words of a piece of text without spaces, with their wildcards and fuzziness.
    fn terms(&mut self, span: Range<usize>, exact: bool) -> Result<Terms, QueryError> {
        let mut noted = false;
        let raw = self.text[span.clone()]
            .trim_end_matches(|c: char| !continues_word(c) && !matches!(c, '*' | '?' | '~'));
        let exact = exact || (raw.starts_with('=') && raw[1..].starts_with(starts_word));
        let span = span.start..span.start + raw.len();
        let (mut raw, mut fuzzy) = (raw, None);
        if let Some((before, digits)) = raw.rsplit_once('~')
            && before.contains(starts_word)
            && digits.bytes().all(|b| b.is_ascii_digit())
        {
            fuzzy = Some(match digits {
                "" | "1" => 1,
                "2" => 2,
                _ => {
                    return Err(QueryError {
                        message: format!("`~{}` is no distance between words", shortened(digits)),
                        span: span.start + before.len()..span.end,
                        hint: Some(format!("{0}~1 or {0}~2", shortened(before))),
                    });
                }
            });
            raw = before;
        }
        let mut terms = if raw.contains(['*', '?']) {
            let (terms, questioned) = patterns(raw, &span)?;
            if questioned && !terms.is_empty() {
                let message = format!(
                    "the question mark of `{}` is read as punctuation",
                    shortened(raw)
                );
                self.notes.push(Note {
                    span: span.clone(),
                    message,
                    is_operator: false,
                });
                noted = true;
            }
            terms
        } else {
            let spelt = fuzzy.is_some() || exact;
            words(raw).map(|word| term(&raw[word], spelt)).collect()
        };
        if exact {
            for term in &mut terms {
                match term {
                    Term::Word(word) => *term = Term::Exact(std::mem::take(word)),
                    Term::Wildcard(_) => return Err(mixed(raw, span)),
                    Term::Capitals(_) | Term::Exact(_) | Term::Regex(_) | Term::Fuzzy(..) => {}
                }
            }
        }
        if let (Some(fuzzy), Some(last)) = (fuzzy, terms.last_mut()) {
            match last {
                Term::Word(word) => *last = Term::Fuzzy(std::mem::take(word), fuzzy),
                _ => return Err(mixed(raw, span)),
            }
        }
        for term in &terms {
            let (Term::Word(word)
            | Term::Capitals(word)
            | Term::Exact(word)
            | Term::Wildcard(word)
            | Term::Regex(word)
            | Term::Fuzzy(word, _)) = term;
            check_word(word, span.clone())?;
        }
        Ok(Terms { terms, noted })
    }
}

/// How far apart the two sides of a NEAR without a number may be.
const NEAR: u32 = 10;

struct Terms {
    terms: Vec<Term>,
    /// Whether a note says how they were read.
    noted: bool,
}

/// Finds the single quote that closes the one at the start, in bytes.
fn closing_single(rest: &str) -> Option<usize> {
    rest.match_indices('’').map(|(at, _)| at).find(|at| {
        let before = rest[..*at].chars().next_back();
        let after = rest[at + '’'.len_utf8()..].chars().next();
        before.is_some_and(|c| !c.is_whitespace() && c != '‘') && !after.is_some_and(starts_word)
    })
}

/// Tells whether other search engines, or this one, mean something by the character.
fn is_suspicious(c: char) -> bool {
    matches!(
        c,
        ':' | '/' | '\\' | '+' | '&' | '|' | '!' | '~' | '^' | '[' | ']' | '{' | '}' | '='
    )
}
