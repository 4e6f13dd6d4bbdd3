//! Lists: words and phrases between commas or semicolons, as people paste them.

use super::fold::{is_quote, words};
use super::lexer::{Lexeme, Token};
use super::{NodeKind, Note};

/// A part of more words is a part of a sentence.
const LONGEST: usize = 4;
/// So many parts are offered one by one.
const MOST: usize = 24;

/// Offers any of the parts, where a query is a list of them.
pub(super) fn note(text: &str, tokens: &[Token]) -> Option<Note> {
    let is_words = |token: &Token| match &token.lexeme {
        Lexeme::Leaf(NodeKind::Tag(_)) => false,
        lexeme => matches!(lexeme, Lexeme::Leaf(_)),
    };
    if tokens.len() < 2 || !tokens.iter().all(is_words) || text.trim_end().ends_with(['.', '?']) {
        return None;
    }
    let mut parts = parts(text);
    if parts.len() > 1 && !text.contains([';', '\n']) {
        part_the_last(&mut parts);
    }
    let number = |part: &&str| words(part).count();
    if !(2..=MOST).contains(&parts.len()) || parts.iter().any(|part| number(part) > LONGEST) {
        return None;
    }
    let offer = parts.iter().map(|part| match part.contains(is_quote) {
        _ if number(part) < 2 => (*part).to_owned(),
        true => (*part).to_owned(),
        false => format!("\"{part}\""),
    });
    Some(Note {
        span: 0..text.len(),
        message: "the list is read as words of which every one must stand in a paragraph; OR between its parts \
                  finds any of them"
            .to_owned(),
        is_operator: true,
        offer: Some(offer.collect::<Vec<_>>().join(" OR ")),
    })
}

/// Parts the end of an enumeration: `a, b and c`, `a, b, or c`.
fn part_the_last(parts: &mut Vec<&str>) {
    let Some(last) = parts.pop() else {
        return;
    };
    let joins = |word: &str| ["and", "or"].contains(&word);
    let bare = match last.split_once(' ') {
        Some((first, rest)) if joins(first) => rest,
        _ => last,
    };
    let pieces = bare.split(" and ").flat_map(|piece| piece.split(" or "));
    parts.extend(pieces.map(str::trim).filter(|piece| !piece.is_empty()));
}

/// Parts a text at semicolons, at ends of lines, and at commas of no number, but not within quotation marks.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut is_quoted = false;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        is_quoted ^= is_quote(c);
        let next = text[at + c.len_utf8()..].chars().next();
        let parts_here = match c {
            ';' | '\n' => true,
            ',' if before.is_alphabetic() => next.is_none_or(|c| !c.is_numeric()),
            ',' => next.is_none_or(char::is_whitespace),
            _ => false,
        };
        if parts_here && !is_quoted {
            parts.push(&text[start..at]);
            start = at + c.len_utf8();
        }
        before = c;
    }
    parts.push(&text[start..]);
    let has_words = |part: &&str| words(part).next().is_some();
    parts.into_iter().map(str::trim).filter(has_words).collect()
}
