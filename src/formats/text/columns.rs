//! Columns of plain text that nothing but spaces parts, as browsers of terminals write tables.

use super::table::{TextTable, add};
use crate::layout::{Block, Role};

/// What stands side by side is parted by so many spaces at least.
const GAP: usize = 2;
/// So many lines tell where a column begins.
const LEAST: usize = 2;
/// A table is not longer, in lines.
const MAX_LINES: usize = 200;

/// Reads the table that begins at the first of these lines, if one does: it ends in an empty line.
pub(super) fn read(lines: &[&str]) -> Option<TextTable> {
    let lines = lines.get(..lines.len().min(MAX_LINES))?;
    let is_blank = |line: &&str| line.trim().is_empty();
    let end = lines.iter().position(is_blank).unwrap_or(lines.len());
    let lines = lines.get(..end)?;
    let (first, body) = lines.split_first()?;
    let heads = parts(first);
    if heads.len() < 2 || heads.iter().any(|(_, text)| is_label(text)) {
        return None;
    }
    let starts = starts(body)?;
    let mut rows = vec![heads.into_iter().map(|(_, text)| text).collect::<Vec<_>>()];
    for line in body {
        let cells = cells(line, &starts)?;
        if is_label(cells.first()?) {
            return None;
        }
        let is_whole = cells.iter().all(|cell| !cell.is_empty());
        match rows.last_mut() {
            // A row goes on where a cell of it does and the others do not.
            Some(row) if !is_whole && row.len() == cells.len() => {
                for (cell, text) in row.iter_mut().zip(&cells) {
                    add(cell, text);
                }
            }
            _ => rows.push(cells),
        }
    }
    let whole = rows
        .iter()
        .filter(|row| row.iter().all(|it| !it.is_empty()));
    (whole.count() > LEAST).then_some(TextTable {
        rows,
        lines: lines.len(),
    })
}

/// Splits a line where several spaces stand: each part with the column where it begins.
fn parts(line: &str) -> Vec<(usize, String)> {
    let mut parts: Vec<(usize, String)> = Vec::new();
    let mut spaces = GAP;
    for (column, c) in line.chars().enumerate() {
        if c == ' ' {
            spaces = spaces.saturating_add(1);
            continue;
        }
        match parts.last_mut() {
            Some((_, part)) if spaces < GAP => {
                part.extend(std::iter::repeat_n(' ', spaces));
                part.push(c);
            }
            _ => parts.push((column, c.to_string())),
        }
        spaces = 0;
    }
    parts
}

/// Finds where columns begin behind the first one: where lines begin anew, and none goes across.
fn starts(lines: &[&str]) -> Option<Vec<usize>> {
    let mut places: Vec<usize> = Vec::new();
    for line in lines {
        let parts = parts(line);
        places.extend(parts.iter().skip(1).map(|(column, _)| *column));
    }
    places.sort_unstable();
    let mut starts: Vec<usize> = Vec::new();
    for same in places.chunk_by(|a, b| a == b) {
        if let [column, ..] = same
            && same.len() >= LEAST
        {
            starts.push(*column);
        }
    }
    (!starts.is_empty()).then_some(starts)
}

/// Splits a line at columns; none where it goes across one.
fn cells(line: &str, starts: &[usize]) -> Option<Vec<String>> {
    let chars: Vec<char> = line.chars().collect();
    let mut cells = Vec::new();
    let mut from = 0usize;
    for &start in starts.iter().chain([&usize::MAX]) {
        let to = start.min(chars.len());
        let before = chars.get(to.saturating_sub(1)..to)?;
        if start < chars.len() && before.iter().any(|c| *c != ' ') {
            return None;
        }
        let cell: String = chars.get(from.min(to)..to)?.iter().collect();
        cells.push(cell.trim().to_owned());
        from = to;
    }
    Some(cells)
}

fn is_label(text: &str) -> bool {
    let item = format!("{text} x");
    Block::plain(Role::ListItem, item).label.is_some() && text.len() < 6
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], expected: Option<&[&[&str]]>) {
        let read = read(lines).map(|table| table.rows);
        let expected = expected.map(|rows| {
            let row = |row: &&[&str]| row.iter().map(|cell| (*cell).to_owned()).collect();
            rows.iter().map(row).collect::<Vec<Vec<String>>>()
        });
        assert_eq!(read, expected, "{lines:?}");
    }

    #[test]
    fn rows_that_wrap() {
        check(
            &[
                "        Judgement               Grade",
                "The impact of leaders on   Good",
                "practice",
                "The progress of careleaver Requires improvement",
                "                           to be good",
                "Overall effectiveness      Good",
                "",
                "Text",
            ],
            Some(&[
                &["Judgement", "Grade"],
                &["The impact of leaders on practice", "Good"],
                &[
                    "The progress of careleaver",
                    "Requires improvement to be good",
                ],
                &["Overall effectiveness", "Good"],
            ]),
        );
    }

    #[test]
    fn text_is_no_table() {
        check(
            &["1.  Help is early", "2.  Plans are late", "3.  All"],
            None,
        );
        check(
            &["It  is justified", "by some  program", "that sets  spaces"],
            None,
        );
        check(&["Judgement   Grade"], None);
    }
}
