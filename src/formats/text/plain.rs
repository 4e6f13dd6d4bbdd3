//! Plain text: paragraphs parted by blank lines or one to a line, items by their labels, cells by
//! tabs or drawn lines, notes by their numbers in brackets.

use std::collections::HashMap;

use crate::layout::{Block, Mark, Role, with_whole_words};
use crate::model::{Budget, Warned};

use super::columns;
use super::table::{self, TextTable};
use crate::formats::blocks::builder::{BlockBuilder, Item};
use crate::formats::blocks::nest::ListPlace;

/// Text that is wrapped has no longer lines, in bytes.
const WRAPPED: usize = 120;
/// How wide a character is, in points.
const CHARACTER: f32 = 6.0;
/// How wide a tab is at most, in characters.
const TAB: usize = 8;

/// Reads plain text into blocks.
pub(in crate::formats) fn blocks(text: &str, budget: &Budget) -> Warned<Vec<Block>> {
    let mut builder = BlockBuilder::new(budget);
    read_into(text, &mut builder);
    builder.into_blocks()
}

/// Reads plain text into the blocks that are being made.
pub(in crate::formats) fn read_into(text: &str, builder: &mut BlockBuilder<'_>) {
    let text = with_whole_words(text);
    let lines: Vec<&str> = text.lines().collect();
    let budget = builder.budget();
    let mut reading = Reading {
        builder,
        notes: notes(&lines),
        is_wrapped: is_wrapped(&lines),
        in_rows: false,
        is_open: false,
        last: String::new(),
        last_number: 0,
    };
    let mut at = 0usize;
    while let Some(line) = lines.get(at) {
        let rest = lines.get(at..).unwrap_or_default();
        let table = match reading.is_open {
            true => None,
            false => table::read(rest).or_else(|| columns::read(rest)),
        };
        match table.or_else(|| table::pipes(rest)) {
            Some(table) => {
                reading.table(&table);
                at = at.saturating_add(table.lines.max(1));
            }
            None => {
                reading.line(line);
                at = at.saturating_add(1);
            }
        }
        if budget.over().is_some() {
            break;
        }
    }
    reading.end_rows();
    reading.finish();
}

/// Tells whether lines are broken where they are full, and not where paragraphs end.
fn is_wrapped(lines: &[&str]) -> bool {
    let long = lines
        .iter()
        .map(|line| line.len())
        .filter(|len| *len > WRAPPED)
        .sum::<usize>();
    let all = lines.iter().map(|line| line.len()).sum::<usize>();
    long <= all / 2
}

/// Finds the lines that are notes: `[1] Text`, where the number stands behind a word before.
fn notes(lines: &[&str]) -> HashMap<u32, Option<String>> {
    let mut notes = HashMap::new();
    let mut open: Option<(u32, String)> = None;
    for line in lines {
        let note = line
            .strip_prefix('[')
            .and_then(|rest| rest.split_once("] "));
        let number = note.and_then(|(number, _)| number.parse::<u32>().ok());
        match (number, note, &mut open) {
            (Some(number), Some((_, text)), _) => {
                notes.extend(open.take().map(|(number, text)| (number, Some(text))));
                open = Some((number, text.to_owned()));
            }
            (_, _, Some(_)) if line.trim().is_empty() => {
                notes.extend(open.take().map(|(number, text)| (number, Some(text))));
            }
            (_, _, Some((_, text))) => {
                text.push(' ');
                text.push_str(line.trim());
            }
            _ => {}
        }
    }
    notes.extend(open.map(|(number, text)| (number, Some(text))));
    notes
}

struct Reading<'a, 'b> {
    builder: &'a mut BlockBuilder<'b>,
    notes: HashMap<u32, Option<String>>,
    is_wrapped: bool,
    /// Whether the last line was a row of cells parted by tabs.
    in_rows: bool,
    /// Whether a paragraph is open.
    is_open: bool,
    /// The last line, and the last number of an item.
    last: String,
    last_number: u32,
}

impl Reading<'_, '_> {
    fn line(&mut self, line: &str) {
        let trimmed = line.trim();
        let is_rule = trimmed.len() > 2 && trimmed.chars().all(|c| "-=_*~".contains(c));
        if trimmed.is_empty() || is_rule {
            self.end_rows();
            self.finish();
            return;
        }
        if let Some(cells) = tabbed(line) {
            self.row(&cells);
            return;
        }
        self.end_rows();
        let bullets = ["- ", "* ", "+ "];
        let bullet = bullets
            .iter()
            .find_map(|bullet| trimmed.strip_prefix(bullet));
        let text = match bullet {
            // "- 12. Text" is an item whose own label is the number.
            Some(rest) if is_numbered(rest.trim_start()) => rest.trim_start().to_owned(),
            Some(rest) => format!("• {}", rest.trim_start()),
            None => trimmed.to_owned(),
        };
        let may_begin = bullet.is_some() || self.may_begin(&text);
        match item(line, &text).filter(|_| may_begin) {
            Some(item) => {
                self.finish();
                self.builder.set_item(Some(item));
                self.last_number = numbered(&text).unwrap_or(self.last_number);
            }
            // Labels stand on lines of their own: "Inspection dates: …", "Lead inspector: …".
            None if is_labelled(trimmed) && is_labelled(&self.last) => self.finish(),
            None if self.is_open => self.builder.space(),
            None => {}
        }
        trimmed.clone_into(&mut self.last);
        self.is_open = true;
        self.text(&text);
        if !self.is_wrapped {
            self.finish();
        }
    }

    /// Tells whether a line may begin an item: not where a sentence is open and a number happens to stand
    /// first on its next line.
    fn may_begin(&self, text: &str) -> bool {
        let is_sentence = self.is_open && !self.last.ends_with(['.', ':', ';', '?', '!', '”', '’']);
        numbered(text).is_none_or(|number| {
            !is_sentence || number == 1 || number == self.last_number.saturating_add(1)
        })
    }

    /// Adds text, with the marks of notes taken out of it.
    fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('[') {
            let mark = behind.split_once(']');
            let number = mark.and_then(|(number, _)| number.parse::<u32>().ok());
            let noted = number.and_then(|number| Some((number, self.notes.get_mut(&number)?)));
            words(self.builder, before);
            match (noted, mark) {
                (Some((number, note)), Some((_, after))) if !before.is_empty() => {
                    let note = note.take();
                    self.builder.note(number, note);
                    rest = after;
                }
                // The note itself, which follows what it is for.
                _ => {
                    self.builder.text("[", false);
                    rest = behind;
                }
            }
        }
        words(self.builder, rest);
    }

    fn finish(&mut self) {
        self.builder.end_item();
        self.is_open = false;
    }

    fn table(&mut self, table: &TextTable) {
        self.end_rows();
        self.finish();
        self.builder.start_table();
        for row in &table.rows {
            for cell in row {
                self.builder.text(cell, false);
                self.builder.end_cell(1);
            }
            self.builder.end_row();
        }
        self.builder.end_table();
    }

    fn row(&mut self, cells: &[&str]) {
        if !self.in_rows {
            self.finish();
            self.builder.start_table();
            self.in_rows = true;
        }
        for cell in cells {
            self.builder.text(cell, false);
            self.builder.end_cell(1);
        }
        self.builder.end_row();
    }

    fn end_rows(&mut self) {
        if std::mem::take(&mut self.in_rows) {
            self.builder.end_table();
        }
    }
}

/// Splits a line at tabs, unless the tab only stands behind a label or before continued text.
fn tabbed(line: &str) -> Option<Vec<&str>> {
    if line.starts_with('\t') {
        return None;
    }
    let cells: Vec<&str> = line
        .split('\t')
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect();
    match cells[..] {
        [first, _, ..] => item(first, &format!("{first} x"))
            .is_none()
            .then_some(cells),
        _ => None,
    }
}

/// Adds text in which raised digits may mark notes.
fn words(builder: &mut BlockBuilder<'_>, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(|c| raised_digit(c).is_some()) {
        let (before, behind) = rest.split_at_checked(at).unwrap_or((rest, ""));
        let digits: String = behind.chars().map_while(raised_digit).collect();
        rest = behind.trim_start_matches(|c| raised_digit(c).is_some());
        builder.text(before, false);
        builder.raised(&digits);
    }
    builder.text(rest, false);
}

/// Returns the digit that a raised one stands for.
fn raised_digit(c: char) -> Option<char> {
    let digits = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digit = digits.iter().position(|digit| *digit == c)?;
    char::from_digit(u32::try_from(digit).ok()?, 10)
}

fn is_numbered(text: &str) -> bool {
    numbered(text).is_some()
}

/// Returns the number that labels a line.
fn numbered(text: &str) -> Option<u32> {
    match Block::plain(Role::ListItem, text.to_owned()).label?.mark {
        Mark::Number(number) => Some(number),
        _ => None,
    }
}

/// Tells whether a line is a short label and what it is for.
fn is_labelled(line: &str) -> bool {
    const LABEL: usize = 40;
    line.split_once(": ").is_some_and(|(label, value)| {
        let begins = label.starts_with(char::is_uppercase) && label.len() <= LABEL;
        let is_plain = label
            .chars()
            .all(|c| c.is_alphabetic() || " ()’'-/".contains(c));
        begins && is_plain && !value.is_empty()
    })
}

/// Tells whether a line begins an item, by its label and by how far it is set in. Lists whose labels
/// are of one kind and begin at one column are one.
fn item(line: &str, text: &str) -> Option<Item> {
    let label = Block::plain(Role::ListItem, text.to_owned()).label?;
    let kind = match label.mark {
        Mark::Number(_) => 0,
        Mark::Section(..) => 1,
        Mark::Bullet => 2,
        Mark::SubBullet => 3,
        Mark::Letter => 4,
        Mark::BareNumber(_) => return None,
    };
    let column: usize = line
        .chars()
        .take_while(|c| c.is_whitespace())
        .map(|c| if c == '\t' { TAB } else { 1 })
        .sum();
    Some(Item {
        label: String::new(),
        place: ListPlace {
            list: column.saturating_mul(5).saturating_add(kind),
            depth: 0,
            left: Some(column.min(100) as f32 * CHARACTER),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let blocks = blocks(text, &Budget::default()).value;
        let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(texts, expected, "{text:?}");
    }

    #[test]
    fn raised_digits_mark_notes() {
        check(
            "What they found¹\n\nPlans² are made³.",
            &["What they found", "Plans are made."],
        );
        check("A room of 12 m², and 10⁶", &["A room of 12 m², and 10⁶"]);
    }

    #[test]
    fn labels_are_apart_and_numbers_inside_sentences_begin_nothing() {
        check(
            "Inspection dates: 3 March 2025\nLead inspector: Ann\nExample\n\nA girl said: I am\nwell.",
            &[
                "Inspection dates: 3 March 2025",
                "Lead inspector: Ann Example",
                "A girl said: I am well.",
            ],
        );
        check(
            "3. Plans are late\n4. A girl said: I am\n12. I am well.\n5. Help is early.\n7. All is.",
            &[
                "3. Plans are late",
                "4. A girl said: I am 12. I am well.",
                "5. Help is early.",
                "7. All is.",
            ],
        );
    }

    #[test]
    fn paragraphs_items_and_rows() {
        check("one\ntwo\n\nthree", &["one two", "three"]);
        check("one multi-\nagency\nteam", &["one multi-agency team"]);
        check("- first\n- 2. second\nmore", &["• first", "2. second more"]);
        check("+ first\n+ second", &["• first", "• second"]);
        check(
            "|Judgement|Grade|\n|The impact of|Good|\n|leaders| |\n|Overall|Good|\n",
            &[
                "Judgement",
                "Grade",
                "The impact of leaders",
                "Good",
                "Overall",
                "Good",
            ],
        );
        check(
            "Judgement\tGrade\nLeaders\tGood",
            &["Judgement", "Grade", "Leaders", "Good"],
        );
        check(
            "70.\tMany workers\n\thave seen",
            &["70. Many workers have seen"],
        );
    }
}
