//! Cells of tables: those of several short paragraphs are one, so that their row stays whole, and those that
//! several rows share stand in each.

use crate::layout::{Block, Mark, Role, TableCell};

/// The text of a cell that is joined is not longer, in bytes.
const LONGEST: usize = 240;
/// What is repeated in the rows that share it is not longer, in bytes.
const SHORT: usize = 60;
/// A cell is not shared by more rows.
const MOST: u32 = 50;

/// Joins the paragraphs and items of each cell of a row of short cells.
pub(in crate::formats) fn joined(blocks: Vec<Block>) -> Vec<Block> {
    let same_row = |a: &Block, b: &Block| match (a.cell, b.cell) {
        (Some(a), Some(b)) => (a.table, a.row) == (b.table, b.row),
        _ => false,
    };
    let same_cell = |a: &Block, b: &Block| a.cell == b.cell;
    let is_torn = |row: &[Block]| {
        let cells = || row.chunk_by(same_cell);
        cells().count() > 1
            && cells().any(|cell| cell.len() > 1)
            && cells().all(|cell| {
                let length: usize = cell.iter().map(|block| block.text.len()).sum();
                length <= LONGEST && (cell.len() == 1 || cell.iter().all(may_be_joined))
            })
    };
    if !blocks.chunk_by(same_row).any(is_torn) {
        return blocks;
    }
    let mut joined = Vec::with_capacity(blocks.len());
    for row in blocks.chunk_by(same_row) {
        match is_torn(row) {
            true => joined.extend(row.chunk_by(same_cell).filter_map(one)),
            false => joined.extend_from_slice(row),
        }
    }
    joined
}

fn may_be_joined(block: &Block) -> bool {
    let mark = block.label.map(|label| label.mark);
    let is_text = matches!(block.role, Role::Paragraph | Role::ListItem);
    is_text && !matches!(mark, Some(Mark::Number(_) | Mark::Section(..)))
}

/// Makes one block of those of a cell.
fn one(cell: &[Block]) -> Option<Block> {
    let (first, rest) = cell.split_first()?;
    let mut whole = first.clone();
    if rest.is_empty() {
        return Some(whole);
    }
    whole.text = first.body().to_owned();
    whole.label = None;
    whole.role = Role::Paragraph;
    let mut is_item = first.role == Role::ListItem;
    for block in rest {
        // Items without a full stop would run together.
        let is_open = whole.text.ends_with(|c: char| c.is_alphanumeric());
        let is_next = is_item && block.role == Role::ListItem;
        whole
            .text
            .push_str(if is_open && is_next { "; " } else { " " });
        whole.text.push_str(block.body());
        whole.notes.extend(&block.notes);
        is_item = block.role == Role::ListItem;
    }
    Some(whole)
}

/// A cell that goes on in the rows below its own.
#[derive(Debug, Clone)]
pub(in crate::formats) struct Shared {
    block: Block,
    cell: TableCell,
    columns: u32,
    rows: u32,
}

impl Shared {
    /// Takes what a cell holds that several rows share, if it is short.
    pub(in crate::formats) fn of(
        blocks: &[Block],
        cell: TableCell,
        columns: u32,
        rows: u32,
    ) -> Option<Shared> {
        let mut held = blocks.iter().rev().take_while(|it| it.cell == Some(cell));
        let (block, None) = (held.next()?, held.next()) else {
            return None;
        };
        let is_short = block.text.len() <= SHORT && block.role == Role::Paragraph;
        (is_short && (2..=MOST).contains(&rows)).then(|| Shared {
            block: block.clone(),
            cell,
            columns,
            rows,
        })
    }

    /// Tells whether no row from a place on shares the cell.
    pub(in crate::formats) fn is_over(&self, place: TableCell) -> bool {
        let below = place.row.saturating_sub(self.cell.row);
        place.table == self.cell.table && below >= self.rows
    }

    /// Returns what stands at a place that the cell goes on to, and how many columns it takes.
    pub(in crate::formats) fn at(&self, place: TableCell) -> Option<(Block, u32)> {
        let below = place.row.saturating_sub(self.cell.row);
        let is_here = place.table == self.cell.table
            && place.column == self.cell.column
            && (1..self.rows).contains(&below);
        let block = Block {
            cell: Some(place),
            notes: Vec::new(),
            ..self.block.clone()
        };
        is_here.then_some((block, self.columns))
    }
}

#[cfg(test)]
mod tests {
    use crate::formats::html;
    use crate::layout::Block;
    use crate::model::Budget;

    fn check(rows: &str, expected: &[&str]) {
        let page = format!("<table>{rows}</table>");
        let blocks = html::blocks(&page, &Budget::default()).unwrap().value;
        let told = |block: &Block| match block.cell {
            Some(cell) => format!("{}.{} {}", cell.row, cell.column, block.text),
            None => block.text.clone(),
        };
        assert_eq!(blocks.iter().map(told).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_cell_of_several_paragraphs_is_one() {
        check(
            "<tr><td>Rule 1<td><p>Plans were late.</p><p>None was signed.</p><td>1 May\
             <tr><td>Rule 2<td><ul><li>Staff left<li>Rotas were bare</ul><td>2 May",
            &[
                "0.0 Rule 1",
                "0.1 Plans were late. None was signed.",
                "0.2 1 May",
                "1.0 Rule 2",
                "1.1 Staff left; Rotas were bare",
                "1.2 2 May",
            ],
        );
    }

    #[test]
    fn long_cells_and_numbered_ones_stay_apart() {
        let long = "Plans are made in time. ".repeat(11);
        let text = long.trim();
        let page = format!("<tr><td>1 May<td><p>{text}</p><p>Late.</p>");
        check(&page, &["0.0 1 May", &format!("0.1 {text}"), "0.1 Late."]);
        check(
            "<tr><td>Plans<td><p>1. Late.</p><p>2. Bare.</p>",
            &["0.0 Plans", "0.1 1. Late.", "0.1 2. Bare."],
        );
    }

    #[test]
    fn rows_share_a_cell() {
        check(
            "<caption>Plans</caption><tr><td rowspan=2>2024<td>12<td rowspan=9>All<tr><td>13<tr><td>2025<td>14",
            &[
                "Plans", "0.0 2024", "0.1 12", "0.2 All", "1.0 2024", "1.1 13", "1.2 All",
                "2.0 2025", "2.1 14", "2.2 All",
            ],
        );
    }
}
