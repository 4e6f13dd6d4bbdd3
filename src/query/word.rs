//! One word of a query as it is written: where it ends, and the terms that it makes.

use std::ops::Range;

use super::error::shortened;
use super::fold::{abbreviation, fold, is_quote, starts_word, visible, words};
use super::limits::LIMITS;
use super::{NodeKind, QueryError, Term};

/// Makes a term of a word; where the query says how it is spelt, capitals mean nothing.
pub(super) fn term(word: &str, spelt: bool) -> Term {
    let capitals = || abbreviation(word).map(|_| visible(word));
    let written = (!spelt).then(capitals).flatten();
    match written.filter(|written| !is_reserved(written)) {
        Some(written) => Term::Capitals(written),
        None => Term::Word(fold(word).into_owned()),
    }
}

/// Tells whether a word alone would be an operator, or nearly one.
pub(super) fn is_reserved(word: &str) -> bool {
    matches!(word, "AND" | "OR" | "NOT" | "NEAR" | "ADJ")
}

/// Refuses a word that asks for too much at once.
pub(super) fn mixed(raw: &str, span: Range<usize>) -> QueryError {
    QueryError {
        message: format!(
            "`{}` cannot be exact, fuzzy or a pattern at the same time",
            shortened(raw)
        ),
        span,
        hint: Some("choose one of =word, word~1 and wor*".to_owned()),
    }
}

/// Splits a word with wildcards at what is neither letter nor wildcard.
///
/// A single question mark that ends a word asks a question and leaves no letter open; whether
/// there was one comes with the terms.
pub(super) fn patterns(raw: &str, span: &Range<usize>) -> Result<(Vec<Term>, bool), QueryError> {
    let mut terms = Vec::new();
    let mut questioned = false;
    let mut pattern = String::new();
    let mut flush = |pattern: &mut String| {
        if pattern.is_empty() {
            return Ok(());
        }
        if !pattern.contains(starts_word) {
            if pattern.contains('*') {
                return Err(QueryError {
                    message: "a wildcard needs at least one letter beside it".to_owned(),
                    span: span.clone(),
                    hint: Some("support*, advis?r".to_owned()),
                });
            }
            questioned = true;
            pattern.clear();
            return Ok(());
        }
        if pattern.find(['*', '?']) == Some(pattern.len() - 1) && pattern.ends_with('?') {
            questioned = true;
            pattern.pop();
        }
        terms.push(match pattern.contains(['*', '?']) {
            true => Term::Wildcard(std::mem::take(pattern)),
            false => Term::Word(std::mem::take(pattern)),
        });
        Ok(())
    };
    let mut at = 0;
    while at < raw.len() {
        let rest = &raw[at..];
        if rest.starts_with(['*', '?']) {
            // `**` is `*`, so that every pattern has one spelling.
            if !(rest.starts_with('*') && pattern.ends_with('*')) {
                pattern.push_str(&rest[..1]);
            }
            at += 1;
            continue;
        }
        let gap = rest.find(['*', '?']).unwrap_or(rest.len());
        let piece = &rest[..gap];
        let mut end = 0;
        for word in words(piece) {
            if !piece[end..word.start].is_empty() {
                flush(&mut pattern)?;
            }
            pattern.push_str(&fold(&piece[word.clone()]));
            end = word.end;
        }
        // An apostrophe before a wildcard is as silent as inside a word: children’*.
        if words(&format!("a{}a", &piece[end..])).count() > 1 {
            flush(&mut pattern)?;
        }
        at += gap;
    }
    flush(&mut pattern)?;
    Ok((terms, questioned))
}

/// One word alone is a word, several are a phrase.
pub(super) fn joined(mut terms: Vec<Term>, slop: u32) -> NodeKind {
    match (terms.len(), terms.pop()) {
        (1, Some(term)) => NodeKind::Term(term),
        (_, last) => {
            terms.extend(last);
            NodeKind::Phrase { terms, slop }
        }
    }
}

/// Reads how far apart words may be.
pub(super) fn distance(
    digits: &str,
    span: &Range<usize>,
    example: &str,
) -> Result<u32, QueryError> {
    let distance = digits
        .parse()
        .ok()
        .filter(|distance| *distance <= LIMITS.distance);
    distance.ok_or_else(|| QueryError {
        message: format!("a number of words up to {} is missing", LIMITS.distance),
        span: span.clone(),
        hint: Some(example.to_owned()),
    })
}

/// Finds where a word ends: at a space, a quote or a parenthesis that is not inside a word, as
/// it is in `child(ren)`.
pub(super) fn word_length(rest: &str) -> usize {
    let mut depth = 0;
    let mut before = ' ';
    for (at, c) in rest.char_indices() {
        let ends = match c {
            '(' => {
                let next = rest[at + 1..].chars().next().is_some_and(starts_word);
                let inside = starts_word(before) && next && !is_operator(&rest[..at]);
                depth += u32::from(inside);
                !inside
            }
            ')' => {
                let inside = depth > 0;
                depth = depth.saturating_sub(1);
                !inside
            }
            // A list without spaces.
            ',' | ';' => {
                let next = rest[at + 1..].chars().next();
                before.is_alphabetic() && next.is_some_and(char::is_alphabetic)
            }
            c => c.is_whitespace() || is_quote(c),
        };
        if ends && at > 0 {
            return at;
        }
        before = c;
    }
    rest.len()
}

/// Tells whether a word joins what stands on its two sides.
pub(super) fn is_operator(word: &str) -> bool {
    matches!(word, "AND" | "OR" | "NOT") || word.starts_with("NEAR/") || word.starts_with("ADJ/")
}
