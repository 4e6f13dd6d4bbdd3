//! Cells of tables in text that keeps its columns: where one has more lines than its neighbour, programs set
//! the neighbour beside its middle, on a line of its own.

use std::collections::HashMap;

/// So many spaces part what stands side by side.
const GAP: &str = "   ";
/// So many lines of a page show where a column begins.
const LEAST: usize = 1;
/// So many lines of a table stand on a page at most.
const ROWS: usize = 12;
/// What stands in one column begins so near to it, in characters.
const ABOUT: usize = 1;
/// A row has no more lines.
const MOST: usize = 7;

/// Puts the cells of a row side by side, from its first line on.
pub(super) fn level(lines: &mut [String]) {
    let columns = columns(lines);
    let mut at = 0usize;
    while at < lines.len() {
        let rest = lines.get(at..).unwrap_or_default();
        let count = rest.iter().take_while(|line| is_alone(line)).count();
        let behind = rest.get(count).is_some_and(|line| !line.trim().is_empty());
        if let Some(alone) = lines.get_mut(at..at.saturating_add(count)) {
            let levelled = columns.iter().find_map(|column| levelled(alone, *column));
            if let Some((mut row, empty)) = levelled {
                // A row that goes on must not be parted from its end.
                if behind && row.len() == alone.len() {
                    row.rotate_right(empty);
                }
                for (line, levelled) in alone.iter_mut().zip(row) {
                    *line = levelled;
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
    // Where most lines go on in it, it is one of text.
    let often = counts
        .into_iter()
        .filter(|(_, count)| (LEAST..=ROWS).contains(count));
    let mut columns: Vec<usize> = often.map(|(column, _)| column).collect();
    columns.sort_unstable();
    columns
}

/// Tells whether a line holds one text alone.
fn is_alone(line: &str) -> bool {
    !line.trim().is_empty() && !line.trim().contains(GAP)
}

/// Levels the lines of the row with which lines begin: those of one cell stand above and below those of the
/// other. Tells how many of its lines are empty then.
fn levelled(lines: &[String], column: usize) -> Option<(Vec<String>, usize)> {
    let indent = |line: &String| line.chars().take_while(|c| *c == ' ').count();
    let is_right = |line: &String| indent(line).abs_diff(column) <= ABOUT;
    let begins = |line: &String| line.trim().starts_with(char::is_uppercase);
    let outer = is_right(lines.first()?);
    let sides = || lines.iter().map(is_right);
    let above = sides().take_while(|side| *side == outer).count();
    let inner = sides().skip(above).take_while(|side| *side != outer);
    let inside = above.saturating_add(inner.count());
    // What begins anew below a cell is none of it.
    let below = lines.iter().skip(inside);
    let below = below.take_while(|line| is_right(line) == outer && !begins(line));
    let count = inside.saturating_add(below.count());
    let row = lines.get(..count)?;
    if count > MOST || inside == above || inside == count {
        return None;
    }
    let (right, left): (Vec<&String>, Vec<&String>) = row.iter().partition(|line| is_right(line));
    let fits = |line: &&String| {
        let length = line.trim_end().chars().count();
        length.saturating_add(GAP.len()) <= column.saturating_add(1)
    };
    if !left.iter().all(fits) {
        return None;
    }
    let levelled = (0..count).map(|at| {
        let left = left.get(at).map_or("", |line| line.trim_end());
        match right.get(at) {
            Some(right) => format!("{left:<column$}{}", right.trim()),
            None => left.to_owned(),
        }
    });
    let empty = count.saturating_sub(left.len().max(right.len()));
    Some((levelled.collect(), empty))
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
    fn rows_end_where_something_begins_and_go_on_beside() {
        check(
            "Key judgement     Grade\nLeadership, and\n                  Inadequate\ngovernance\nSummary",
            "Key judgement     Grade\nLeadership, and   Inadequate\ngovernance\n\nSummary",
        );
        check(
            "1. Help           Good\n\nChildren in the\n                  Requires\ncare of\nall               improvement",
            "1. Help           Good\n\n\nChildren in the   Requires\ncare of\nall               improvement",
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
