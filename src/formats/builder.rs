//! Blocks in the making: what all marked-up formats do alike.

use crate::layout::{Block, Cell, Role};
use crate::model::{Budget, Limit};

/// From this length in bytes, a numbered heading that ends in a full stop is a finding.
const LONG_HEADING: usize = 120;

/// Gathers the text of an element and makes a block of it when the element ends.
pub(super) struct BlockBuilder<'b> {
    budget: &'b Budget,
    blocks: Vec<Block>,
    text: String,
    /// Whether any of the text is not bold.
    plain: bool,
    role: Role,
    /// The open lists, outermost first: the next number of each ordered one.
    lists: Vec<Option<u64>>,
    /// The label of an item whose text has not come yet.
    label: Option<String>,
    /// The place in each open table, outermost first.
    cells: Vec<Cell>,
    tables: u32,
    /// The footnotes that the text refers to.
    notes: Vec<(u32, String)>,
}

impl<'b> BlockBuilder<'b> {
    pub(super) fn new(budget: &'b Budget) -> BlockBuilder<'b> {
        BlockBuilder {
            budget,
            blocks: Vec::new(),
            text: String::new(),
            plain: false,
            role: Role::Paragraph,
            lists: Vec::new(),
            label: None,
            cells: Vec::new(),
            tables: 0,
            notes: Vec::new(),
        }
    }

    /// Returns the budget that it takes blocks from.
    pub(super) fn budget(&self) -> &'b Budget {
        self.budget
    }

    /// Adds text to the block in the making.
    pub(super) fn text(&mut self, text: &str, bold: bool) {
        self.plain |= !bold && !text.trim().is_empty();
        self.text.push_str(text);
    }

    /// Parts words.
    pub(super) fn space(&mut self) {
        self.text.push(' ');
    }

    /// Tells what the blocks are that end from now on.
    pub(super) fn set_role(&mut self, role: Role) {
        self.role = role;
    }

    /// Gives the next block its label, white space included, or takes it away.
    pub(super) fn set_label(&mut self, label: Option<String>) {
        self.label = label;
    }

    /// Adds a footnote to the block in the making; it will follow it.
    pub(super) fn note(&mut self, number: u32, text: String) {
        self.notes.push((number, text));
    }

    /// Opens a heading.
    pub(super) fn start_heading(&mut self, level: u8) {
        self.finish();
        self.role = Role::Heading(level);
    }

    /// Closes a heading.
    pub(super) fn end_heading(&mut self) {
        self.finish();
        self.role = Role::Paragraph;
    }

    /// Opens a list; an ordered one tells its first number.
    pub(super) fn start_list(&mut self, first: Option<u64>) {
        self.finish();
        self.lists.push(first);
    }

    /// Closes the innermost list.
    pub(super) fn end_list(&mut self) {
        self.finish();
        self.lists.pop();
    }

    /// Opens an item of the innermost list.
    pub(super) fn start_item(&mut self) {
        self.finish();
        let depth = self.lists.len().saturating_sub(1);
        self.label = Some(match self.lists.last_mut() {
            Some(Some(number)) => {
                let label = format!("{number}. ");
                *number = number.saturating_add(1);
                label
            }
            _ => bullet(depth).to_owned(),
        });
    }

    /// Closes an item.
    pub(super) fn end_item(&mut self) {
        self.finish();
        self.label = None;
    }

    /// Opens a table, which may stand in a cell of another.
    pub(super) fn start_table(&mut self) {
        self.finish();
        self.cells.push(Cell {
            table: self.tables,
            row: 0,
            column: 0,
        });
        self.tables += 1;
    }

    /// Closes the innermost table.
    pub(super) fn end_table(&mut self) {
        self.finish();
        self.cells.pop();
    }

    /// Closes a row.
    pub(super) fn end_row(&mut self) {
        self.finish();
        if let Some(cell) = self.cells.last_mut() {
            cell.row += 1;
            cell.column = 0;
        }
    }

    /// Closes a cell that is so many columns wide.
    pub(super) fn end_cell(&mut self, columns: u32) {
        self.finish();
        if let Some(cell) = self.cells.last_mut() {
            cell.column = cell.column.saturating_add(columns);
        }
    }

    /// Makes a block of the text, if there is any, and of each footnote that it refers to.
    pub(super) fn finish(&mut self) {
        let text = fold_spaces(&self.text);
        self.text.clear();
        let bold = !std::mem::take(&mut self.plain);
        let notes = std::mem::take(&mut self.notes);
        if !text.is_empty() {
            let (role, text) = labelled(self.role, self.label.take(), text);
            let mut block = Block::plain(role, text);
            block.cell = self.cells.last().copied();
            block.setting.bold = bold;
            block.notes = notes.iter().map(|(number, _)| *number).collect();
            self.push(block);
        }
        for (number, text) in notes {
            let text = format!("{number} {}", fold_spaces(&text));
            self.push(Block::plain(Role::Note, text));
        }
    }

    /// Adds a block, as long as there are not too many.
    fn push(&mut self, block: Block) {
        if self.budget.take(Limit::Blocks, 1) {
            self.blocks.push(block);
        }
    }

    /// Returns the blocks.
    pub(super) fn into_blocks(mut self) -> Vec<Block> {
        self.finish();
        self.blocks
    }
}

/// Returns the label of a bulleted item at a depth counted from 0.
pub(super) fn bullet(depth: usize) -> &'static str {
    if depth == 0 { "• " } else { "– " }
}

fn fold_spaces(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn labelled(role: Role, label: Option<String>, text: String) -> (Role, String) {
    let Some(label) = label else {
        return (role, text);
    };
    match role {
        Role::Heading(_) if is_finding(&label, &text) => (Role::ListItem, label + &text),
        // Headings are known by their words, which stand without the number.
        Role::Heading(_) | Role::Contents => (role, text),
        // An item may bring its own number: "- 12. Text".
        _ if label == bullet(0) && starts_with_number(&text) => (Role::ListItem, text),
        _ => (Role::ListItem, label + &text),
    }
}

/// Tells whether a heading's style was only taken for its numbers.
fn is_finding(label: &str, text: &str) -> bool {
    label.starts_with(|c: char| c.is_ascii_digit())
        && text.len() >= LONG_HEADING
        && text.ends_with('.')
}

fn starts_with_number(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0 && text.get(digits..).is_some_and(|rest| rest.starts_with('.'))
}
