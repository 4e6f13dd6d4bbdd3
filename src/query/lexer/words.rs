//! Words of a query: with their wildcards, near spellings and signs of other programs.

use std::ops::Range;

use super::super::condition::Name;
use super::super::error::shortened;
use super::super::fold::{continues_word, starts_word, words};
use super::super::foreign;
use super::super::limits::check_word;
use super::super::spelling::nearest;
use super::super::word::{joined, mixed, patterns, term};
use super::super::{NodeKind, Note, QueryError, Term};
use super::reader::{Lexeme, Lexer, Token};

/// What was read of a piece of text.
pub(super) struct Terms {
    pub(super) terms: Vec<Term>,
    /// Whether a note says how they were read.
    noted: bool,
}

impl Lexer<'_> {
    /// Makes leaves of words of which enough is said.
    pub(super) fn words_of(&mut self, span: Range<usize>) -> Result<(), QueryError> {
        let terms = self.terms(span.clone(), false)?.terms;
        if !terms.is_empty() {
            let lexeme = Lexeme::Leaf(joined(terms, 0));
            self.tokens.push(Token { span, lexeme });
        }
        Ok(())
    }

    /// Makes leaves of words without an operator.
    pub(super) fn plain(&mut self, span: Range<usize>) -> Result<(), QueryError> {
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
    pub(super) fn terms(&mut self, span: Range<usize>, exact: bool) -> Result<Terms, QueryError> {
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
