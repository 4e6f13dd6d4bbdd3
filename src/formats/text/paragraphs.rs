//! Paragraphs of pages of plain text: where lines end, and where what they say does.

use crate::formats::blocks::letter_width::letter_width;
use crate::layout::{Block, Mark, Role};

/// How large characters are taken to be, how wide, and how far lines stand apart, in points.
pub(super) const SIZE: f32 = 10.0;
pub(super) const WIDTH: f32 = 5.0;
/// The margin on each side, in points.
pub(super) const MARGIN: f32 = 50.0;
/// So many spaces part what stands side by side.
pub(super) const GAP: &str = "   ";
/// So many lines are enough to tell that none are empty but one in so many.
pub(super) const ENOUGH: usize = 30;
/// A heading has no more lines.
const HEADING: usize = 3;
/// Labels are shorter, in characters.
const LABEL: usize = 4;
/// A line that the next word would not have made longer than this part of the others ends a paragraph.
const FULL: f32 = 0.93;
const ALL: f32 = 1.05;
/// A line of an item that takes less of the others ends it.
const LONG: f32 = 0.75;
/// A line from this part of the others on may be one that was full before a page was set anew.
const NEARLY_FULL: f32 = 0.6;
/// Of so many lines, one is longer than those that tell how long lines are.
const LONGEST: usize = 20;

/// Parts the lines of a page where a paragraph ends; empty lines are dropped.
pub(super) fn paragraphs<'t>(
    lines: &[&'t String],
    [right, in_items]: [f32; 2],
) -> Vec<Vec<&'t String>> {
    let mut paragraphs: Vec<Vec<&String>> = vec![Vec::new()];
    for (at, line) in lines.iter().enumerate() {
        let open = paragraphs.last().and_then(|open| open.last());
        if line.trim().is_empty() {
            let mut behind = lines.iter().skip(at).filter(|line| !line.trim().is_empty());
            let goes_on = open
                .zip(behind.next())
                .is_some_and(|(open, next)| goes_on(open, next, right));
            if !goes_on {
                paragraphs.push(Vec::new());
            }
            continue;
        }
        if let Some(paragraph) = paragraphs.last_mut() {
            paragraph.push(line);
            let next = lines.get(at.saturating_add(1));
            let right = match paragraph.first().is_some_and(|first| begins_item(first)) {
                true => in_items,
                false => right,
            };
            let ends =
                |next: &&&String| !hangs(paragraph, next) && ends_paragraph(line, next, right);
            if next.as_ref().is_some_and(ends) {
                paragraphs.push(Vec::new());
            }
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    let parted = paragraphs.into_iter().flat_map(|mut paragraph| {
        let heading = heading_at(&paragraph, right).map(|at| paragraph.split_off(at));
        [Some(paragraph), heading]
    });
    parted.flatten().collect()
}

/// Tells whether a sentence goes on behind an empty line: it is left open on a line that is nearly full, and
/// the next begins in lower case.
fn goes_on(line: &str, next: &str, right: f32) -> bool {
    let is_open = line
        .trim()
        .ends_with(|c: char| c.is_alphabetic() || c == ',');
    let is_full = end(line) > MARGIN + (right - MARGIN) * NEARLY_FULL;
    let is_next = next.trim().starts_with(char::is_lowercase);
    is_open && is_full && is_next && is_text(line) && is_text(next)
}

/// Tells whether a line begins a numbered paragraph or an item of a list.
pub(super) fn begins_item(line: &str) -> bool {
    let mark = Block::plain(Role::ListItem, line.to_owned()).label;
    let mark = mark.map(|label| label.mark);
    matches!(mark, Some(Mark::Number(_) | Mark::Bullet))
}

/// Tells whether a line hangs in the item that the lines before it are of, as its last one does.
fn hangs(lines: &[&String], next: &str) -> bool {
    let ([item, ..], [.., last]) = (lines, lines) else {
        return false;
    };
    let first = Block::plain(Role::ListItem, item.trim().to_owned());
    let is_labelled = |block: &Block| {
        let mark = block.label.map(|label| label.mark);
        mark.is_some_and(|mark| !matches!(mark, Mark::BareNumber(_)))
    };
    let next_item = Block::plain(Role::ListItem, next.trim().to_owned());
    let is_first = lines.len() == 1;
    is_labelled(&first)
        && next_item.label.is_none()
        && indent(next) > indent(item).saturating_add(1)
        && (is_first || indent(next) == indent(last))
}

fn indent(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).count()
}

/// Finds the heading in which the lines of a paragraph end, where the sentence before it is as long as its
/// line: it is short, and ends in no mark.
fn heading_at(lines: &[&String], right: f32) -> Option<usize> {
    let from = lines.len().saturating_sub(HEADING).max(1);
    (from..lines.len()).find(|&at| {
        let before = at.checked_sub(1).and_then(|before| lines.get(before));
        let is_finished = before.is_some_and(|line| is_finished(line));
        let heading = lines.get(at..).unwrap_or_default();
        let mut first = heading.iter().filter_map(|line| line.trim().chars().next());
        let begins = first.next().is_some_and(char::is_uppercase) && first.all(char::is_lowercase);
        is_finished && begins && is_heading(heading, right)
    })
}

/// Tells whether lines are a heading: few, without a full stop or a label, and not full.
pub(super) fn is_heading(lines: &[&String], right: f32) -> bool {
    let ([first, ..], [.., last]) = (lines, lines) else {
        return false;
    };
    lines.len() <= HEADING
        && lines.iter().all(|line| is_text(line))
        && !begins_letter(first)
        && first.trim().starts_with(char::is_uppercase)
        && last.trim().ends_with(char::is_alphanumeric)
        && end(last) < MARGIN + (right - MARGIN) * FULL
        && !lines.iter().any(|line| holds_sentence(line))
}

/// Tells whether a sentence ends inside a line, and another begins.
fn holds_sentence(line: &str) -> bool {
    line.match_indices(". ").any(|(at, stop)| {
        let [before, behind] = [line.get(..at), line.get(at.saturating_add(stop.len())..)];
        before.is_some_and(|before| before.ends_with(char::is_lowercase))
            && behind.is_some_and(|behind| behind.starts_with(char::is_uppercase))
    })
}

/// Tells how far lines go to the right, in points.
pub(super) fn right(pages: &[Vec<String>]) -> f32 {
    let lines = pages.iter().flatten().filter(|line| is_text(line));
    let mut ends: Vec<f32> = lines.map(|line| end(line)).collect();
    ends.sort_by(|a, b| b.total_cmp(a));
    ends.get(ends.len() / LONGEST).copied().unwrap_or(0.0)
}

/// Tells the same of lines of items, which are shorter where nothing says that they are set in.
pub(super) fn right_in_items(pages: &[Vec<String>], right: f32) -> f32 {
    let mut ends: Vec<f32> = Vec::new();
    for page in pages {
        let mut is_inside = false;
        for line in page {
            let is_label = begins_item(line.trim());
            let goes_on =
                is_inside && is_text(line) && end(line) > MARGIN + (right - MARGIN) * LONG;
            is_inside = is_label || goes_on;
            // The label is no part of the text.
            ends.extend((goes_on && !is_label).then(|| end(line)));
        }
    }
    ends.sort_by(|a, b| b.total_cmp(a));
    match ends.len() >= ENOUGH {
        true => ends
            .get(ends.len() / LONGEST)
            .copied()
            .unwrap_or(right)
            .min(right),
        false => right,
    }
}

/// Tells whether a line is one of words alone, but for a label: nothing stands side by side on it.
pub(super) fn is_text(line: &str) -> bool {
    let line = line.trim();
    let (first, rest) = line.split_once(GAP).unwrap_or((line, ""));
    let text = match first.chars().nth(LABEL) {
        None => rest.trim_start(),
        Some(_) => line,
    };
    !line.is_empty() && !text.contains(GAP)
}

/// Tells whether a line ends as a sentence does.
pub(super) fn is_finished(line: &str) -> bool {
    line.trim().ends_with(['.', '?', '!'])
}

/// Tells where a line ends: letters are as wide as in most type, but for where it begins.
pub(super) fn end(line: &str) -> f32 {
    let text = line.trim();
    let before = indent(line);
    MARGIN + before as f32 * WIDTH + SIZE * text.chars().map(letter_width).sum::<f32>()
}

/// Tells whether a paragraph ends with a line: the word that follows would have found room on it, and
/// begins as a paragraph does.
fn ends_paragraph(line: &str, next: &str, right: f32) -> bool {
    let are_text = is_text(line) && is_text(next);
    let next = next.trim();
    // What stands in lower case behind a full stop is an item whose bullet was lost.
    let begins = next.starts_with(|c: char| !c.is_lowercase() && c != '(') || is_finished(line);
    let word = next.split_whitespace().next().unwrap_or_default();
    let word: f32 = word.chars().chain([' ']).map(letter_width).sum();
    if is_text(line) && is_note(next) || are_text && begins_letter(next) {
        return true;
    }
    // Whom it is to is told on one line nearly always.
    let full = match begins_letter(line) {
        true => ALL,
        false => FULL,
    };
    are_text && begins && end(line) + word * SIZE < MARGIN + (right - MARGIN) * full
}

/// Tells whether a line says to whom a letter is.
fn begins_letter(line: &str) -> bool {
    let to = line.trim().strip_prefix("Dear ");
    to.is_some_and(|to| to.starts_with(char::is_uppercase) && !is_finished(line))
}

/// Tells whether a line begins with the number of a note, which is raised and has no space behind it.
fn is_note(line: &str) -> bool {
    let number = line.bytes().take_while(u8::is_ascii_digit).count();
    let text = line.split_at_checked(number).map_or("", |(_, text)| text);
    (1..=2).contains(&number) && text.starts_with(char::is_uppercase)
}
