//! The table of judgements on the first page, and what says the same in sentences and headings.

use super::labels::MAX_SENTENCE;
use super::matter::Front;
use crate::gazetteer::fold;
use crate::layout::{Block, Mark, Role};
use crate::model::{Area, Grade};
use crate::report::heading::{Near, heading, near, numbered};
use crate::rules::{Family, FrontEnd, Meaning};

/// Returns where the row ends in which a place is: a further column may tell the grades of another time.
pub(super) fn behind_row(page: &[Block], end: usize) -> usize {
    let row = |block: &Block| block.cell.map(|cell| (cell.table, cell.row));
    let last = end.checked_sub(1).and_then(|last| row(page.get(last)?));
    let rest = page.get(end..).unwrap_or_default();
    let same = rest
        .iter()
        .take_while(|block| last.is_some() && row(block) == last);
    end + same.count()
}

/// Reads the rows with which the table of the first page goes on at the top of the next, where its head may
/// stand again; returns how many blocks they take. A row gives the grade of what the table has not named yet.
pub(super) fn rows_behind(
    page: &[Block],
    behind: &[Block],
    family: &Family,
    front: &mut Front,
) -> usize {
    let is_head = |block: &Block| block.cell.is_some_and(|cell| cell.row == 0);
    let heads = || page.iter().filter(|block| is_head(block));
    let stands_again =
        |block: &&Block| is_head(block) && heads().any(|head| head.text == block.text);
    let head = behind.iter().take_while(stands_again).count();
    let mut end = head;
    while let Some(block) = behind.get(end) {
        let Some(Meaning::Area(area, inline)) = heading(family, &block.text) else {
            break;
        };
        let beside = || family.scale.read(&behind.get(end + 1)?.text);
        let (grade, len) = match (inline, beside()) {
            (Some(grade), _) => (grade, 1),
            (None, Some(grade)) => (grade, 2),
            (None, None) => break,
        };
        let is_known = match area == Area::OVERALL {
            true => front.overall.is_some(),
            false => front.table.iter().any(|(known, _)| *known == area),
        };
        if is_known {
            break;
        }
        match area == Area::OVERALL {
            true => front.overall = Some(grade),
            false => front.table.push((area, grade)),
        }
        end += len;
    }
    if end > head { end } else { 0 }
}

/// Reads pairs of area and grade; returns the index behind the last of them.
pub(super) fn read_table(page: &[Block], family: &Family, front: &mut Front) -> usize {
    let cells = cells(page);
    let mut end = 0;
    let mut in_rows = false;
    for (index, cell) in cells.iter().enumerate() {
        let (area, inline, near) = match row(family, &cells, index) {
            Some((Meaning::Area(area, inline), near)) => (area, inline, near),
            // What needs to improve stands below the table, and the areas themselves below that.
            Some((Meaning::Section { .. }, _)) if end > 0 => break,
            _ => continue,
        };
        if front.table.iter().any(|(other, _)| *other == area) {
            // Lines above a table that name its areas are a list of contents.
            if !in_rows && cell.row.is_some() {
                front.table.clear();
            } else {
                break;
            }
        }
        // Where the rules say how the front matter ends, findings begin behind that.
        let ends_here = matches!(family.front.end, FrontEnd::Table);
        let is_line = inline.is_some() && cell.row.is_none() && area != Area::OVERALL;
        if ends_here && is_line && begins_findings(&cells, index) {
            break;
        }
        let beside = cells
            .get(index + 1)
            .filter(|next| match (cell.row, next.row) {
                (Some(here), Some(there)) => here == there,
                (None, None) => inline.is_none(),
                _ => false,
            })
            .and_then(|next| {
                let whole = family.scale.read(&next.text);
                // The rest of its words may have been read as those of the cell before.
                let cut = || {
                    family
                        .scale
                        .begun(&next.text)
                        .filter(|_| next.row.is_some())
                };
                Some((whole.or_else(cut)?, next.end))
            });
        // The grades may stand in the first column.
        let before = || {
            let before = cells.get(index.checked_sub(1)?)?;
            let is_beside = cell.row.is_some() && before.row == cell.row;
            let grade = family.scale.read(&before.text).filter(|_| is_beside)?;
            Some((grade, cell.end))
        };
        let (grade, grade_end) = match (beside.or_else(before), inline) {
            (Some(beside), _) => beside,
            (None, Some(inline)) => (inline, cell.end),
            (None, None) => continue,
        };
        end = grade_end;
        in_rows = cell.row.is_some();
        front.near.extend(near);
        if area == Area::OVERALL {
            front.overall = Some(grade);
        } else {
            front.table.push((area, grade));
        }
    }
    end
}

/// Tells whether a line is the heading of an area, and no line of a table: a number follows it, or a
/// paragraph follows what is set as a heading.
fn begins_findings(cells: &[CellText], index: usize) -> bool {
    cells.get(index + 1).is_some_and(|next| {
        let is_numbered = next.name.len() < next.text.len();
        let is_paragraph = next.text.len() > MAX_SENTENCE;
        next.row.is_none() && (is_numbered || is_paragraph && cells[index].is_heading)
    })
}

/// Returns what the name in a cell means. A name that is nearly known is one if a grade stands
/// beside it.
fn row(family: &Family, cells: &[CellText], index: usize) -> Option<(Meaning, Option<Near>)> {
    let cell = &cells[index];
    if let Some(meaning) = heading(family, &cell.name) {
        return Some((meaning, None));
    }
    // Where names repeat, the number is part of them.
    if cell.name.len() < cell.text.len()
        && let Some(meaning @ Meaning::Area(..)) = heading(family, &cell.text)
    {
        return Some((meaning, None));
    }
    let next = cells.get(index + 1)?;
    let beside = cell.row.is_some() && cell.row == next.row;
    if !beside || family.scale.read(&next.text).is_none() {
        return None;
    }
    let (meaning, near) = near(family, &cell.name, cell.page)?;
    Some((meaning, Some(near)))
}

/// Lists the areas that the tables and lines of a first page name.
pub(in crate::report) fn rows(page: &[Block], family: &Family) -> Vec<Area> {
    let cells = cells(page);
    let named = (0..cells.len()).filter_map(|index| match row(family, &cells, index) {
        Some((Meaning::Area(area, _), _)) => Some(area),
        _ => None,
    });
    named.collect()
}

/// Lists the areas whose grades headings of a text give.
pub(in crate::report) fn headed(blocks: &[Block], family: &Family) -> Vec<Area> {
    let heads = |block: &&Block| !has_bullet(block) && block.text.len() <= MAX_SENTENCE;
    let lines: Vec<&Block> = blocks.iter().filter(heads).collect();
    let single = lines
        .iter()
        .map(|block| heading(family, &block.text).or_else(|| numbered(family, block)));
    // A heading may be broken over two or three lines.
    let broken = (2..=3).flat_map(|count| lines.windows(count)).map(|lines| {
        let texts: Vec<&str> = lines.iter().map(|block| block.text.as_str()).collect();
        heading(family, &texts.join(" "))
    });
    let graded = single.chain(broken).filter_map(|meaning| match meaning {
        Some(Meaning::Area(area, Some(_))) => Some(area),
        _ => None,
    });
    graded.collect()
}

fn has_bullet(block: &Block) -> bool {
    let mark = block.label.map(|label| label.mark);
    matches!(mark, Some(Mark::Bullet | Mark::SubBullet))
}

/// The text of a table cell, or of a block outside tables.
struct CellText {
    text: String,
    /// The text without the number of the row.
    name: String,
    /// Table and row.
    row: Option<(u32, u32)>,
    /// Whether it is set as a heading.
    is_heading: bool,
    /// Index behind its last block.
    end: usize,
    /// The physical page.
    page: u32,
}

/// Joins the blocks of each cell: a name or a grade may be broken over several.
fn cells(page: &[Block]) -> Vec<CellText> {
    let mut cells: Vec<CellText> = Vec::new();
    let mut last = None;
    let lines = page.iter().enumerate();
    for (index, block) in lines.filter(|(_, block)| block.role != Role::Contents) {
        match cells.last_mut() {
            Some(cell) if block.cell.is_some() && block.cell == last => {
                for text in [&mut cell.text, &mut cell.name] {
                    text.push(' ');
                    text.push_str(&block.text);
                }
                cell.end = index + 1;
            }
            _ => cells.push(CellText {
                text: block.text.clone(),
                name: row_name(block).to_owned(),
                row: block.cell.map(|cell| (cell.table, cell.row)),
                is_heading: matches!(block.role, Role::Heading(_)),
                end: index + 1,
                page: block.page,
            }),
        }
        last = block.cell;
    }
    cells
}

/// Returns the name in a row, without the row's number.
fn row_name(block: &Block) -> &str {
    match block.label {
        Some(label) if matches!(label.mark, Mark::Number(_) | Mark::Section(..)) => block.body(),
        _ => &block.text,
    }
}

/// Finds the overall grade in a sentence of the first page.
pub(super) fn overall_sentence(page: &[Block], family: &Family) -> Option<Grade> {
    if family.front.overall.is_empty() {
        return None;
    }
    let lines = page.iter().filter(|block| block.role != Role::Note);
    lines.map(|block| fold(&block.text)).find_map(|line| {
        let mut tests = family.front.overall.iter();
        let speaks = tests.any(|test| {
            // What merely contains some words is a sentence of its own only if it is short.
            test.holds(&line) && (!test.starts.is_empty() || line.len() <= MAX_SENTENCE)
        });
        speaks.then(|| family.scale.spoken(&line)).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::TableCell;

    #[test]
    fn a_table_ends_behind_the_last_column_of_its_last_row() {
        let cell = |row: u32, column: u32| {
            let mut block = Block::plain(Role::Paragraph, "Good".to_owned());
            block.cell = Some(TableCell {
                table: 0,
                row,
                column,
            });
            block
        };
        let text = Block::plain(Role::Paragraph, "Help is early.".to_owned());
        let page = [
            cell(0, 0),
            cell(0, 1),
            cell(1, 0),
            cell(1, 1),
            cell(1, 2),
            text,
        ];
        let check = |end: usize, expected: usize| assert_eq!(behind_row(&page, end), expected);
        check(4, 5);
        check(2, 2);
        check(6, 6);
        check(0, 0);
    }

    #[test]
    fn grades_may_stand_in_the_first_column() {
        let family = crate::rules::Rules::builtin().family("ilacs").unwrap();
        let rows = [
            ["Grade", "Judgement"],
            ["Good", "The experiences and progress of care leavers"],
            ["Inadequate", "Overall effectiveness"],
        ];
        let mut page = Vec::new();
        for (row, texts) in (0..).zip(rows) {
            for (column, text) in (0..).zip(texts) {
                let mut block = Block::plain(Role::Paragraph, text.to_owned());
                block.cell = Some(TableCell {
                    table: 0,
                    row,
                    column,
                });
                page.push(block);
            }
        }
        let mut front = Front::default();
        assert_eq!(read_table(&page, family, &mut front), 6);
        assert_eq!(front.table.len(), 1);
        let told = [front.table[0].1, front.overall.unwrap()].map(|grade| grade.to_string());
        assert_eq!(told, ["good", "inadequate"]);
    }

    /// Browsers set the head of a table again where a page turns in it.
    #[test]
    fn the_head_of_a_table_may_stand_again() {
        let family = crate::rules::Rules::builtin().family("ilacs").unwrap();
        let cells = |rows: &[[&str; 2]]| -> Vec<Block> {
            let cells = (0..).zip(rows).flat_map(|(row, texts)| {
                (0..).zip(texts).map(move |(column, text)| {
                    let mut block = Block::plain(Role::Paragraph, (*text).to_owned());
                    block.cell = Some(TableCell {
                        table: 0,
                        row,
                        column,
                    });
                    block
                })
            });
            cells.collect()
        };
        let head = ["Judgement", "Grade"];
        let page = cells(&[
            head,
            ["The experiences and progress of care leavers", "Good"],
        ]);
        let behind = cells(&[head, ["Overall effectiveness", "Inadequate"]]);
        let mut front = Front::default();
        read_table(&page, family, &mut front);
        assert_eq!(rows_behind(&page, &behind, family, &mut front), 4);
        assert_eq!(front.overall.unwrap().to_string(), "inadequate");
        assert_eq!(rows_behind(&page, &behind[..2], family, &mut front), 0);
    }
}
