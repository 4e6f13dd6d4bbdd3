//! Labels of the first page, and what stands behind and beside them.

use crate::gazetteer::{fold_initial, fold_opening};
use crate::layout::Block;

/// How much of a text is folded to see how it begins, in bytes: more than is looked for.
pub(super) const OPENING: usize = 60;

/// The sentence that gives the overall grade is not longer, in bytes.
pub(super) const MAX_SENTENCE: usize = 160;

/// Returns the one of some folded words with which a text begins.
pub(in crate::report) fn opening_in<'a>(text: &str, openings: &'a [String]) -> Option<&'a str> {
    if openings.is_empty() {
        return None;
    }
    let initial = fold_initial(text);
    let mut openings = openings
        .iter()
        .map(String::as_str)
        .filter(|opening| opening.chars().next() == initial)
        .peekable();
    openings.peek()?;
    let line = fold_opening(text, OPENING);
    openings.find(|opening| {
        line.strip_prefix(opening.trim_end())
            .is_some_and(|rest| !opening.ends_with(' ') || rest.starts_with(' ') || rest.is_empty())
    })
}

/// Returns what stands behind a label: on its own line, in the next cell of the row, or in the
/// next block.
pub(in crate::report) fn labelled<'a>(
    blocks: &'a [Block],
    labels: &'a [String],
) -> impl Iterator<Item = (usize, &'a str, Option<&'a str>)> {
    blocks.iter().enumerate().filter_map(|(index, block)| {
        let label = opening_in(&block.text, labels)?;
        let behind = behind_words(&block.text, label.split(' ').count());
        Some((index, behind, beside(blocks, index)))
    })
}

/// Returns what stands beside a label, or below it where a row of labels stands above a row of
/// values.
fn beside(blocks: &[Block], index: usize) -> Option<&str> {
    let next = blocks.get(index + 1)?;
    if let Some(cell) = blocks[index].cell {
        let in_row = next
            .cell
            .is_some_and(|other| (other.table, other.row) == (cell.table, cell.row));
        if !in_row || next.text.trim_end().ends_with(':') {
            let below = blocks[index + 1..].iter().find(|other| {
                other.cell.is_some_and(|other| {
                    (other.table, other.column) == (cell.table, cell.column)
                        && other.row == cell.row + 1
                })
            });
            return below.map_or(Some(next.text.as_str()), |below| Some(below.text.as_str()));
        }
    }
    Some(&next.text)
}

/// Returns what stands behind so many words of a text.
fn behind_words(text: &str, words: usize) -> &str {
    let mut left = words;
    let mut inside = false;
    for (at, c) in text.char_indices() {
        let is_of_word = c.is_alphanumeric() || matches!(c, '\'' | '’' | '.');
        if inside && !is_of_word {
            left -= 1;
            if left == 0 {
                let rest = &text[at..];
                // "dates", "date(s)": the label may have an ending of its own.
                let rest = rest.strip_prefix("(s)").unwrap_or(rest);
                let is_gap = |c: char| matches!(c, ':' | ')') || c.is_whitespace();
                return rest.trim_start_matches(is_gap);
            }
        }
        inside = is_of_word;
    }
    ""
}
