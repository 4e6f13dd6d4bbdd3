//! Lines: runs of text joined into one flow, with what the joins teach about its setting.

use crate::pdf::Run;

use super::block::{Role, Typesetting};
use super::compounds;
use super::drawn::Drawn;
use super::flow::Flow;
use super::hyphens;
use super::label;
use super::size::common_size;

/// A label in brackets is not longer, in bytes.
const MAX_LABEL: usize = 6;
/// Runs whose baselines differ by less, in parts of the font size, stand on one line.
const SAME_LINE: f32 = 0.45;
/// The same where one of the runs is a superscript: "18th", a footnote mark.
const RAISED_LINE: f32 = 0.65;
/// Behind a hyphen, a narrower gap than this, in parts of the font size, is none between words.
const WORD_GAP: f32 = 0.2;
/// So many runs hold a short word and the sign behind it.
const MOST_OF_WORD: usize = 4;
/// Where a sentence begins, by how much it may stand nearer to the one before it than that ends, in parts
/// of the font size: some programs draw it longer than there is room.
const SENTENCE_OVERLAP: f32 = 0.5;
/// Two sentences that stand nearer to where the first ends than this were written without a space.
const ABUTTING: f32 = 0.02;
/// A mark is set at most this much of the size of the text around it.
const MARK_SIZE: f32 = 0.78;

/// Joins runs into one text: lines by a space, or by nothing behind a hyphen.
pub(super) fn flow(runs: &[Drawn<'_>], role: Role) -> Flow {
    let mut flow = Flow::default();
    let mut visible = runs.iter().filter(|drawn| !drawn.is_blank());
    let bold = visible.clone().all(|drawn| drawn.run.bold);
    let Some(Drawn { run: first, .. }) = visible.next().or(runs.first()) else {
        return flow;
    };
    flow.text
        .reserve(runs.iter().map(|drawn| drawn.text.len()).sum());
    let size = common_size(runs.iter().map(|drawn| (drawn.run.size, drawn.bare.len())));
    flow.page = first.page + 1;
    flow.last_page = flow.page;
    flow.setting = Typesetting {
        bold,
        size,
        x: first.x,
        indent: first.x,
    };
    let mut last: Option<&Run> = None;
    let mut after_mark: Option<&Run> = None;
    for (index, drawn) in runs.iter().enumerate() {
        let Drawn {
            run, text, bare, ..
        } = *drawn;
        if drawn.is_mark && last.is_some() || is_mark(bare, run, last, size, role) {
            flow.notes.extend(bare.parse::<u32>());
            if text.ends_with(' ') {
                push(&mut flow.text, " ");
            }
            after_mark = Some(run);
            continue;
        }
        let blank = drawn.is_blank();
        let mark = if blank { None } else { after_mark.take() };
        if mark.is_some() && text.starts_with([',', '.', ';', ':']) {
            flow.text.truncate(flow.text.trim_end().len());
        }
        if let Some(last) = last {
            let same_line = on_one_line(last, run, size);
            if same_line {
                // The mark of a note stands in the gap behind a word.
                let end = mark.map_or(last.x_end, |mark| mark.x_end);
                let gap = run.x - end;
                // Lines are justified between the parts of compounds as well.
                let is_compound = || {
                    gap < WORD_GAP * size
                        && ends_with_hyphen(&flow.text)
                        && bare.starts_with(char::is_alphabetic)
                        && !is_elliptic(&flow.text, &runs[index..])
                };
                let is_gap = drawn.after_space
                    || is_label(&flow.text)
                    || gap >= last.word_gap
                    || gap > -SENTENCE_OVERLAP * size
                        && gap.abs() > ABUTTING * size
                        && begins_sentence(&flow.text, bare);
                if is_gap && !is_compound() {
                    push(&mut flow.text, " ");
                }
            } else if !blank {
                if is_span(&flow.text, bare) {
                    flow.text.truncate(flow.text.trim_end().len());
                } else if !ends_with_hyphen(&flow.text) || is_elliptic(&flow.text, &runs[index..]) {
                    push(&mut flow.text, " ");
                } else {
                    hyphens::mark(&mut flow.text, bare);
                }
                flow.setting.indent = run.x;
            }
        }
        push(&mut flow.text, text);
        if !blank {
            flow.last_page = flow.last_page.max(run.page + 1);
            last = Some(run);
        }
    }
    flow.complete = runs.len() > 1 && runs.last().is_some_and(Drawn::is_blank);
    flow
}

/// Appends text with its white space folded to single spaces.
fn push(into: &mut String, text: &str) {
    let mut rest = text;
    loop {
        let (tidy, odd) = rest.split_at(tidy_length(into, rest));
        into.push_str(tidy);
        let mut chars = odd.chars();
        let Some(c) = chars.next() else { return };
        rest = chars.as_str();
        push_char(into, c, rest.chars().next());
    }
}

/// Counts the bytes at the start of a text that can be appended as they are.
fn tidy_length(into: &str, text: &str) -> usize {
    let mut before = last_byte(into);
    let is_odd = |byte: u8| {
        let doubled = byte == b' ' && before == b' ';
        before = byte;
        doubled || byte == b'-' || !matches!(byte, b' '..=b'~')
    };
    text.bytes().position(is_odd).unwrap_or(text.len())
}

/// Returns the last byte; of nothing a space, because no text begins with one.
fn last_byte(text: &str) -> u8 {
    text.bytes().next_back().unwrap_or(b' ')
}

/// Appends a character before another.
fn push_char(into: &mut String, c: char, next: Option<char>) {
    match c {
        _ if c.is_whitespace() => {
            if last_byte(into) != b' ' {
                into.push(' ');
            }
        }
        '\u{200B}' | '\u{FEFF}' | '\u{0}' => {}
        'ﬀ' => into.push_str("ff"),
        'ﬁ' => into.push_str("fi"),
        'ﬂ' => into.push_str("fl"),
        'ﬃ' => into.push_str("ffi"),
        'ﬄ' => into.push_str("ffl"),
        'ﬅ' | 'ﬆ' => into.push_str("st"),
        // A symbol font's dash, or a stroke drawn over a space, inside a span of years.
        '\u{F02D}' | '\u{335}' | '\u{336}' if into.ends_with(|c: char| c.is_alphanumeric()) => {
            into.push('–');
        }
        '–' | '-' if into.ends_with('–') => {}
        // No minus stands behind a letter, nor between a number and a word.
        '−' if into.ends_with(char::is_alphabetic)
            || into.ends_with(char::is_numeric) && !next.is_none_or(|c| c.is_numeric()) =>
        {
            into.push('-');
        }
        _ => into.push(c),
    }
}

/// Tells whether a word begins a sentence behind another: "early." and "Three", but not "Ms." and
/// "gov.UK".
fn begins_sentence(text: &str, word: &str) -> bool {
    let Some(before) = text.strip_suffix('.') else {
        return false;
    };
    let mut last = before.chars().rev().take(3);
    let mut first = word.chars();
    last.all(|c| c.is_lowercase())
        && before.len() > 3
        && first.next().is_some_and(char::is_uppercase)
        && first.next().is_some_and(|c| c.is_lowercase() || c == ' ')
}

/// Tells whether a line ends inside a compound: "multi-", but not "children - ".
fn ends_with_hyphen(text: &str) -> bool {
    let text = text.trim_end();
    let mut chars = text.chars().rev();
    matches!(chars.next(), Some('-' | '\u{2010}' | '\u{2011}' | '\u{AD}'))
        && chars.next().is_some_and(char::is_alphanumeric)
}

/// Tells whether a line ends behind the dash of a span that the next finishes: "2021–" and "2022".
fn is_span(text: &str, rest: &str) -> bool {
    let before = text.trim_end().strip_suffix('–');
    before.is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
        && rest.starts_with(|c: char| c.is_ascii_digit())
}

/// Tells whether a text is nothing but a label in brackets: some programs leave hardly a gap behind it.
fn is_label(text: &str) -> bool {
    text.len() <= MAX_LABEL && text.ends_with(')') && label::is_alone(&format!("{text} "))
}

/// Tells whether runs go on from a compound that is not finished, as [`compounds::is_elliptic`] does.
fn is_elliptic(before: &str, runs: &[Drawn<'_>]) -> bool {
    let next = runs.iter().take(MOST_OF_WORD);
    let rest: String = next.map(|drawn| drawn.text).collect();
    compounds::is_elliptic(before, &rest)
}

/// Tells whether two runs stand on one line of text of a size.
pub(super) fn on_one_line(a: &Run, b: &Run, size: f32) -> bool {
    let raised = a.size.min(b.size) < 0.8 * size;
    let reach = if raised { RAISED_LINE } else { SAME_LINE };
    a.page == b.page && (a.y - b.y).abs() < reach * size
}

/// Tells whether a run is the superscript number of a footnote.
fn is_mark(text: &str, run: &Run, last: Option<&Run>, size: f32, role: Role) -> bool {
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    // The second digit of a number that is small itself is none.
    let raised = |last: &Run| {
        run.size < last.size
            && (run.size < MARK_SIZE * size && run.y > last.y - 0.1 * size
                || run.size < 0.9 * size && run.y > last.y + 0.15 * size)
    };
    digits && role != Role::Note && last.is_some_and(raised)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{push, push_char};

    proptest! {
        #[test]
        fn stretches_are_appended_as_characters_are(
            texts in prop::collection::vec("([ -~]|[–’\u{A0}\u{F02D}ﬁ]|\\PC){0,12}", 0..4),
        ) {
            let (mut by_stretch, mut by_character) = (String::new(), String::new());
            for text in &texts {
                push(&mut by_stretch, text);
                let mut chars = text.chars().peekable();
                while let Some(c) = chars.next() {
                    push_char(&mut by_character, c, chars.peek().copied());
                }
            }
            prop_assert_eq!(by_stretch, by_character);
        }
    }
}
