//! From query text to operators, groups and leaves.
//!
//! This is where plain English is told from operators: what could be either is read as words,
//! and a note says so.

use std::ops::Range;

use super::condition::{self, Name};
use super::connector::Connector;
use super::error::shortened;
use super::fold::{continues_word, is_quote, starts_word, words};
use super::foreign::{self, Foreign};
use super::limits::{LIMITS, check_word};
use super::spelling::nearest;
use super::value::ValueReader;
use super::word::{distance, is_reserved, joined, mixed, patterns, term, word_length};
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
        no_straight_quote_closes: false,
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
    /// The same of a straight one.
    no_straight_quote_closes: bool,
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

    /// Finds the straight single quote that closes the one here around a phrase; see
    /// [`Lexer::closing_single`].
    fn closing_straight(&mut self) -> Option<usize> {
        if self.no_straight_quote_closes {
            return None;
        }
        let found = closing_straight(self.rest());
        self.no_straight_quote_closes = found.is_none();
        found.filter(|end| is_phrase(&self.rest()[1..*end]))
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
            offer: None,
        });
    }

    /// Notes how a word was understood that may have been meant otherwise, and as what.
    fn note_operator(&mut self, span: Range<usize>, message: String, offer: Option<String>) {
        self.notes.push(Note {
            span,
            message,
            is_operator: true,
            offer,
        });
    }

    /// Tells whether what stands here touches nothing on its left.
    fn is_free(&self) -> bool {
        let before = self.text[..self.at].chars().next_back();
        before.is_none_or(|c| c.is_whitespace() || c == '(')
    }

    /// Tells whether the `-` here stands before something and touches nothing on its left.
    fn negates(&self) -> bool {
        let next = self.rest()[1..].chars().next();
        self.is_free()
            && next.is_some_and(|c| {
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

    /// Makes leaves of words of which enough is said.
    fn words_of(&mut self, span: Range<usize>) -> Result<(), QueryError> {
        let terms = self.terms(span.clone(), false)?.terms;
        if !terms.is_empty() {
            let lexeme = Lexeme::Leaf(joined(terms, 0));
            self.tokens.push(Token { span, lexeme });
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

    /// Makes leaves of words without an operator.
    fn plain(&mut self, span: Range<usize>) -> Result<(), QueryError> {
        if let Some(length) = foreign::weight(&self.text[span.clone()]) {
            let weight = span.start + length..span.end;
            let said = &self.text[weight.clone()];
            let message = format!("`{}` is left out: words have no weights", shortened(said));
            self.note_operator(weight, message, None);
            return match length {
                0 => Ok(()),
                _ => self.plain(span.start..span.start + length),
            };
        }
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
        if (raw.contains(is_suspicious) || raw.contains("..")) && !read.noted {
            let mut offer = foreign::offered(raw);
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
                offer = Some(raw.replacen(before, name, 1));
            }
            let operators = matches!(
                kind,
                NodeKind::Term(Term::Wildcard(_) | Term::Fuzzy(..) | Term::Exact(_))
            );
            let is_field = raw.split_once(':').is_some_and(|(name, value)| {
                name.chars().all(char::is_alphabetic) && value.starts_with(starts_word)
            });
            if !operators && (is_field || offer.is_some()) {
                self.note_operator(span.clone(), message, offer);
            } else if !operators {
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
        let written = &self.text[span.clone()];
        let reopened = foreign::reopened(written);
        if let Some(foreign::Reopened {
            read,
            length,
            nearer,
        }) = &reopened
        {
            let said = shortened(&written[..*length]);
            let message = match nearer {
                Some(nearer) => {
                    format!("`{said}` is read as {read}; {nearer} sets a bound")
                }
                None => format!("`{said}` is read as {read}"),
            };
            self.note_operator(span.start..span.start + length, message, nearer.clone());
            noted = true;
        }
        let raw = reopened
            .as_ref()
            .map_or(written, |reopened| reopened.read.as_str());
        let raw =
            raw.trim_end_matches(|c: char| !continues_word(c) && !matches!(c, '*' | '?' | '~'));
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
                    offer: None,
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

/// Tells whether other search engines, or this one, mean something by the character.
fn is_suspicious(c: char) -> bool {
    matches!(
        c,
        ':' | '/'
            | '\\'
            | '_'
            | '<'
            | '>'
            | '+'
            | '&'
            | '|'
            | '!'
            | '~'
            | '^'
            | '['
            | ']'
            | '{'
            | '}'
            | '='
    )
}
