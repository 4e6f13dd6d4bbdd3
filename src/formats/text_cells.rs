//! Cells of tables in text that keeps its columns: where one has more lines than its neighbour, programs set
//! the neighbour beside its middle, on a line of its own.

use std::collections::HashMap;

/// So many spaces part what stands side by side.
const GAP: &str = "   ";
/// So many lines show where a column begins.
const LEAST: usize = 2;
/// A row has no more lines.
const MOST: usize = 7;

/// Puts the cells of a row side by side, from its first line on.
pub(super) fn level(lines: &mut [String]) {
    let columns = columns(lines);
    if columns.is_empty() {
        return;
    }
    let mut at = 0usize;
    while at < lines.len() {
        let rest = lines.get(at..).unwrap_or_default();
        let count = rest.iter().take_while(|line| is_alone(line)).count();
        if let Some(row) = lines.get_mut(at..at.saturating_add(count)) {
            for column in &columns {
                if let Some(levelled) = levelled(row, *column) {
                    row.clone_from_slice(&levelled);
                    break;
                }
            }
        }
        at = at.saturating_add(count.max(1));
    }
}

/// Finds the columns at which something begins beside something else.
fn columns(lines: &[String]) -> Vec<usize> {
    let mut counts: HashMap<usize, usize> = HashMap::new();
    for line in lines {
        let text = line.trim_start();
        if let Some((first, second)) = text.split_once(GAP) {
            let before = line.len().saturating_sub(text.len());
            let spaces = second.len().saturating_sub(second.trim_start().len());
            let column = before
                .saturating_add(first.chars().count())
                .saturating_add(GAP.len())
                .saturating_add(spaces);
            let count = counts.entry(column).or_default();
            *count = count.saturating_add(1);
        }
    }
    let often = counts.into_iter().filter(|(_, count)| *count >= LEAST);
    let mut columns: Vec<usize> = often.map(|(column, _)| column).collect();
    columns.sort_unstable();
    columns
}

/// Tells whether a line holds one text alone.
fn is_alone(line: &str) -> bool {
    !line.trim().is_empty() && !line.trim().contains(GAP)
}

/// Levels the lines of one row: those of one cell stand above and below those of the other.
fn levelled(row: &[String], column: usize) -> Option<Vec<String>> {
    let is_right = |line: &String| line.chars().take_while(|c| *c == ' ').count() == column;
    let (first, last) = (row.first()?, row.last()?);
    let is_around = is_right(first) == is_right(last);
    let (right, left): (Vec<&String>, Vec<&String>) = row.iter().partition(|line| is_right(line));
    let fits = |line: &&String| {
        let length = line.trim_end().chars().count();
        length.saturating_add(GAP.len().saturating_sub(1)) <= column
    };
    let turns = row
        .windows(2)
        .filter(|pair| matches!(pair, [above, below] if is_right(above) != is_right(below)));
    if row.len() > MOST || !is_around || turns.count() != 2 || !left.iter().all(fits) {
        return None;
    }
    let levelled = (0..row.len()).map(|at| {
        let left = left.get(at).map_or("", |line| line.trim_end());
        match right.get(at) {
            Some(right) => format!("{left:<column$}{}", right.trim()),
            None => left.to_owned(),
        }
    });
    Some(levelled.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        level(&mut lines);
        assert_eq!(lines.join("\n").trim_end(), expected, "{text}");
    }

    #[test]
    fn cells_that_are_centred() {
        check(
            " Judgement               Grade\n\n\
             \x20The impact of leaders   Good\n\
             \x20on practice             indeed\n\n\
             \x20                        Requires improvement\n\
             \x20Overall effectiveness\n\
             \x20                        to be good",
            " Judgement               Grade\n\n\
             \x20The impact of leaders   Good\n\
             \x20on practice             indeed\n\n\
             \x20Overall effectiveness   Requires improvement\n\
             \x20                        to be good",
        );
        check(
            "1. Help           Good\n\n\
             2. Children in\n\
             \x20                 Outstanding\n\
             \x20  care\n\n\
             3. Leaders        Good",
            "1. Help           Good\n\n\
             2. Children in    Outstanding\n\
             \x20  care\n\n\n\
             3. Leaders        Good",
        );
    }

    #[test]
    fn text_that_is_set_in_is_no_cell() {
        let text =
            "1. Help           Good\n\nHelp is early and children are seen.\n    It is good.\nAll.";
        check(text, text);
        let text = "Plans          are\nHelp           is\n\nHelp is early, and children are seen\n               by\nall.";
        check(text, text);
    }
}
