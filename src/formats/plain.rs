//! Plain text: paragraphs parted by blank lines, items by their labels, cells by tabs.

use crate::layout::{Block, Cell, Mark, Role};
use crate::model::{Budget, Limit};

/// Reads plain text into blocks.
pub(super) fn blocks(text: &str, budget: &Budget) -> Vec<Block> {
    let mut reading = Reading::default();
    for line in text.lines() {
        let before = reading.blocks.len();
        reading.line(line);
        if !budget.take(Limit::Blocks, reading.blocks.len().saturating_sub(before)) {
            break;
        }
    }
    reading.finish();
    reading.blocks
}

#[derive(Default)]
struct Reading {
    blocks: Vec<Block>,
    open: Option<Block>,
    tables: u32,
    /// The table and row of the last line, if it was one of a table.
    row: Option<(u32, u32)>,
}

impl Reading {
    fn line(&mut self, line: &str) {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            self.finish();
            self.row = None;
            return;
        }
        if let Some(cells) = table_row(line) {
            self.finish();
            self.table_row(&cells);
            return;
        }
        self.row = None;
        let (text, item) = match trimmed.strip_prefix("- ").or(trimmed.strip_prefix("* ")) {
            // "- 12. Text" is an item whose own label is the number.
            Some(rest) if is_numbered(rest.trim_start()) => (rest.trim_start().to_owned(), true),
            Some(rest) => (format!("• {}", rest.trim_start()), true),
            None => (trimmed.replace('\t', " "), is_labelled(trimmed)),
        };
        match &mut self.open {
            Some(open) if !item => {
                open.text.push(' ');
                open.text.push_str(&text);
            }
            _ => {
                self.finish();
                let role = if item {
                    Role::ListItem
                } else {
                    Role::Paragraph
                };
                self.open = Some(Block::plain(role, text));
            }
        }
        // Unwrapped text has a paragraph a line.
        if trimmed.len() > 120 {
            self.finish();
        }
    }

    fn table_row(&mut self, cells: &[&str]) {
        let (table, row) = match self.row {
            Some((table, row)) => (table, row + 1),
            None => {
                self.tables += 1;
                (self.tables - 1, 0)
            }
        };
        self.row = Some((table, row));
        for (column, text) in (0..).zip(cells) {
            let mut block = Block::plain(Role::Paragraph, (*text).to_owned());
            block.cell = Some(Cell { table, row, column });
            self.blocks.push(block);
        }
    }

    fn finish(&mut self) {
        self.blocks.extend(self.open.take());
    }
}

/// Splits a line at tabs, unless the tab only stands behind a label or before continued text.
fn table_row(line: &str) -> Option<Vec<&str>> {
    if line.starts_with('\t') {
        return None;
    }
    let cells: Vec<&str> = line
        .split('\t')
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect();
    match cells[..] {
        [first, _, ..] => (!is_numbered(&format!("{first} x"))).then_some(cells),
        _ => None,
    }
}

fn is_numbered(text: &str) -> bool {
    Block::plain(Role::ListItem, text.to_owned())
        .label
        .is_some_and(|label| matches!(label.mark, Mark::Number(_)))
}

fn is_labelled(text: &str) -> bool {
    Block::plain(Role::ListItem, text.to_owned())
        .label
        .is_some_and(|label| {
            matches!(
                label.mark,
                Mark::Number(_) | Mark::Section(..) | Mark::Bullet | Mark::SubBullet
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let blocks = blocks(text, &Budget::default());
        let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(texts, expected, "{text:?}");
    }

    #[test]
    fn paragraphs_items_and_rows() {
        check("one\ntwo\n\nthree", &["one two", "three"]);
        check("- first\n- 2. second\nmore", &["• first", "2. second more"]);
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
