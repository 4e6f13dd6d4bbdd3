//! Judgement tables of which no rows are left: their cells follow each other in lines of text, row by row
//! or column by column, as programs write that turn documents into text.

use crate::layout::{Block, Role};
use crate::model::{Area, Grade};
use crate::rules::{Family, Meaning};

use super::heading::heading;

/// A table has so many rows at least.
const LEAST: usize = 3;
/// A name is not longer, in words, nor is a grade.
const LONGEST_NAME: usize = 18;
const LONGEST_GRADE: usize = 8;
/// The cells of a table fill no longer text, in bytes.
const LONGEST: usize = 1_000;
/// So many words may head the columns of a block.
const HEADS: usize = 2;

/// What was read of a table.
pub(super) struct FlatTable {
    pub(super) rows: Vec<(Area, Grade)>,
    /// Index behind its last block.
    pub(super) end: usize,
}

enum Cell {
    Name(Area),
    Grade(Grade),
}

/// Finds the first table among the blocks of a page.
pub(super) fn read(page: &[Block], family: &Family) -> Option<FlatTable> {
    let cells: Vec<Option<Vec<Cell>>> = page.iter().map(|block| cells(block, family)).collect();
    let mut start = 0;
    while start < cells.len() {
        let run: Vec<&Vec<Cell>> = cells[start..].iter().map_while(Option::as_ref).collect();
        let count = run.len();
        let last = run.iter().rposition(|cells| !cells.is_empty());
        let found: Vec<&Cell> = run.into_iter().flatten().collect();
        if let (Some(rows), Some(last)) = (rows(&found), last) {
            let end = start + last + 1;
            return Some(FlatTable { rows, end });
        }
        start += count.max(1);
    }
    None
}

/// Pairs names with grades: each with the one behind it, or all with those behind them all.
fn rows(cells: &[&Cell]) -> Option<Vec<(Area, Grade)>> {
    let pair = |name: &Cell, grade: &Cell| match (name, grade) {
        (Cell::Name(area), Cell::Grade(grade)) => Some((area.clone(), *grade)),
        _ => None,
    };
    let half = cells.len() / 2;
    if half < LEAST || cells.len() % 2 == 1 {
        return None;
    }
    let by_rows = cells.chunks(2).map(|row| pair(row[0], row[1]));
    let (names, grades) = cells.split_at(half);
    let by_columns = names
        .iter()
        .zip(grades)
        .map(|(name, grade)| pair(name, grade));
    by_rows
        .collect::<Option<Vec<_>>>()
        .or_else(|| by_columns.collect())
}

/// Reads a block that holds nothing but names and grades, below the heads of its columns.
fn cells(block: &Block, family: &Family) -> Option<Vec<Cell>> {
    if block.role == Role::Note || block.cell.is_some() || block.text.len() > LONGEST {
        return None;
    }
    let words: Vec<&str> = block.text.split_whitespace().collect();
    let mut cells = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match cell(&words[at..], family) {
            Some((cell, count)) => {
                cells.extend(cell);
                at += count;
            }
            None if at < HEADS && cells.is_empty() => at += 1,
            None => return None,
        }
    }
    (!cells.is_empty() || words.len() <= HEADS).then_some(cells)
}

/// Reads the cells with which words begin, and tells how many words they take: a name, which may have its
/// grade behind it, or a grade.
fn cell(words: &[&str], family: &Family) -> Option<(Vec<Cell>, usize)> {
    let name = (1..=words.len().min(LONGEST_NAME)).rev().find_map(|count| {
        match heading(family, &words[..count].join(" "))? {
            Meaning::Area(area, grade) => {
                let grade = grade.map(Cell::Grade);
                let cells = [Cell::Name(area)].into_iter().chain(grade);
                Some((cells.collect(), count))
            }
            _ => None,
        }
    });
    name.or_else(|| {
        (1..=words.len().min(LONGEST_GRADE))
            .rev()
            .find_map(|count| {
                let grade = family.scale.read(&words[..count].join(" "))?;
                Some((vec![Cell::Grade(grade)], count))
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    /// Reads blocks; tells each area with its grade, and where the table ends.
    #[track_caller]
    fn check(blocks: &[&str], expected: Option<(&str, usize)>) {
        let block = |text: &&str| Block::plain(Role::Paragraph, (*text).to_owned());
        let blocks: Vec<Block> = blocks.iter().map(block).collect();
        let family = Rules::builtin().family("ilacs").unwrap();
        let told = read(&blocks, family).map(|table| {
            let rows = table.rows.iter();
            let rows = rows.map(|(area, grade)| format!("{area} {grade}"));
            (rows.collect::<Vec<_>>().join(", "), table.end)
        });
        let expected = expected.map(|(rows, end)| (rows.to_owned(), end));
        assert_eq!(told, expected, "{blocks:?}");
    }

    const ROWS: &str = "leaders good, care-leavers requires-improvement, overall good";

    #[test]
    fn row_by_row() {
        let text = "Judgement Grade The impact of leaders on social work practice with children and families \
                    Good The experiences and progress of care leavers Requires improvement to be good Overall \
                    effectiveness Good";
        check(&["Visit to them all.", text, "Text."], Some((ROWS, 2)));
    }

    #[test]
    fn column_by_column() {
        let names = "Judgement The impact of leaders on social work practice with children and families The \
                     experiences and progress of care leavers Overall effectiveness";
        let grades = "Grade Good Requires improvement to be good Good";
        check(&[names, grades, "Summary"], Some((ROWS, 2)));
    }

    #[test]
    fn what_is_no_table() {
        check(&["Overall effectiveness Good"], None);
        check(
            &["Overall effectiveness", "Good", "Text that goes on."],
            None,
        );
        check(&["Good good good good good good"], None);
    }
}
