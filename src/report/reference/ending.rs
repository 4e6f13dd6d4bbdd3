//! The end of an item, where it looks like a reference.

use super::reading::{Reading, has_name, number_behind_word};
use super::strip::words;
use crate::model::Reference;
use crate::rules::References;

/// What stands at the end of a text and looks like a reference.
pub(super) struct Ending<'a> {
    /// The text before it, without the signs that lead to it.
    pub(super) before: &'a str,
    /// It as printed, brackets and all.
    pub(super) printed: &'a str,
    /// The stop behind it, or inside the bracket at its end.
    pub(super) stop: Option<char>,
    /// What it says, if it can be read whole.
    pub(super) reading: Option<Vec<Reference>>,
}

impl<'a> Ending<'a> {
    pub(super) fn of(text: &'a str, scheme: &References) -> Option<Self> {
        let is_stop = |c: char| matches!(c, '.' | ';' | ',') || c.is_whitespace();
        let closed = text.trim_end_matches(is_stop);
        let inner = closed.trim_end_matches([')', ']']);
        let is_closed = inner.len() < closed.len();
        let content = inner.trim_end_matches(is_stop);
        let stop = [&text[closed.len()..], &inner[content.len()..]]
            .into_iter()
            .find_map(|signs| signs.chars().find(|c| matches!(c, '.' | ';')));
        let ending = |start: usize, reading| {
            let is_lead =
                |c: char| c.is_whitespace() || matches!(c, '(' | '[' | ',' | ':' | '-' | '–' | '—');
            let before = text[..start].trim_end_matches(is_lead);
            Ending {
                before,
                printed: text[before.len()..closed.len()].trim_start(),
                stop,
                reading,
            }
        };
        let open = content.rfind(['(', '[']);
        // A bracket that was closed before the end is none that the end stands in.
        if let Some(open) = open.filter(|open| !content[*open..].contains([')', ']'])) {
            let content = &content[open + 1..];
            let reading = Reading::whole(content, scheme);
            let looks =
                || has_name(content, scheme) || number_behind_word(content, scheme).is_some();
            return match reading {
                Some(reading) if reading.is_certain() => {
                    Some(ending(open, Some(reading.references)))
                }
                _ if looks() => Some(ending(open, None)),
                _ => None,
            };
        }
        // Without a bracket, the longest end that is a reference and nothing else.
        let found = words(content).find_map(|start| {
            let reading = Reading::whole(&content[start..], scheme)?;
            Some((start, reading))
        });
        let Some((start, reading)) = found else {
            let start = last_sentence(content);
            return opens_as_reference(&content[start..], scheme).then(|| ending(start, None));
        };
        let before = content[..start].trim_end();
        let is_sentence = before.is_empty() || before.ends_with(['.', '?', '!']);
        let is_apart = is_sentence || before.ends_with([';', ':', '–', '—']);
        let is_read = match reading.names_framework {
            true => is_closed || is_apart,
            false => is_sentence && reading.is_certain(),
        };
        if is_read {
            return Some(ending(start, Some(reading.references)));
        }
        let looks = reading.names_framework || (is_closed && reading.is_certain());
        looks.then(|| ending(start, None))
    }
}

/// Tells whether a sentence begins as a reference does: "Enabler three: …".
fn opens_as_reference(sentence: &str, scheme: &References) -> bool {
    let is_bracket = sentence.starts_with(['(', '[']);
    let behind = number_behind_word(sentence, scheme).filter(|_| !is_bracket);
    behind.is_some_and(|behind| {
        behind
            .trim_start()
            .starts_with([':', ',', ';', '(', '–', '—'])
    })
}

/// Where the last sentence of a text begins.
fn last_sentence(text: &str) -> usize {
    let ends = text.match_indices(". ").chain(text.match_indices("? "));
    ends.map(|(at, end)| at + end.len())
        .max()
        .unwrap_or_default()
}
