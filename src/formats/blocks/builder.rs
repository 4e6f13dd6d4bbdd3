//! Blocks in the making: what all marked-up formats do alike.

use std::collections::HashSet;

use crate::layout::{Block, Label, Mark, Role, TableCell};
use crate::model::{Budget, Limit, Warned};

use super::cells::{self, Shared};
use super::inline::{Inline, fold_spaces, marked_text};
use super::left_out::{LeftOut, Unshown};
use super::nest::{ListPlace, Nest};
use super::numbering::{Numeral, bullet, numeral};

/// From this length in bytes, a numbered heading that ends in a full stop is a finding.
const LONG_HEADING: usize = 120;

/// So many cells are shared by rows at one time.
const MOST_SHARED: usize = 64;

/// Gathers the text of an element and makes a block of it when the element ends.
pub(in crate::formats) struct BlockBuilder<'b> {
    budget: &'b Budget,
    blocks: Vec<Block>,
    inline: Inline,
    left_out: LeftOut,
    role: Role,
    /// The open lists, outermost first.
    lists: Vec<List>,
    /// How many lists there were.
    list_count: usize,
    /// The item whose text has not come yet.
    item: Option<Item>,
    nest: Nest,
    /// How far blocks are set in whose marks are written by hand.
    left: Option<f32>,
    /// The place in each open table, outermost first.
    cells: Vec<TableCell>,
    tables: u32,
    /// The cells that rows of the open tables share.
    shared: Vec<Shared>,
    /// The page on which blocks stand that end from now on.
    page: u32,
    /// The numbers of the footnotes that the text refers to, with those that are to follow it.
    notes: Vec<(u32, Option<String>)>,
}

/// The label of an item, white space included, and where it stands.
#[derive(Debug, Clone)]
pub(in crate::formats) struct Item {
    pub(in crate::formats) label: String,
    pub(in crate::formats) place: ListPlace,
}

/// How the items of a list are counted.
#[derive(Debug, Clone, Copy)]
pub(in crate::formats) struct Counting {
    /// The first number.
    pub(in crate::formats) first: i64,
    /// From one number to the next: 1, or -1 in a list that counts down.
    pub(in crate::formats) step: i64,
    /// How a number is written.
    pub(in crate::formats) numeral: Numeral,
}

impl Counting {
    /// Counts 1, 2, 3 from a number on.
    pub(in crate::formats) fn from(first: i64) -> Counting {
        Counting {
            first,
            step: 1,
            numeral: Numeral::Decimal,
        }
    }
}

struct List {
    number: usize,
    /// With the next number as the first; none for bullets.
    counting: Option<Counting>,
}

impl<'b> BlockBuilder<'b> {
    pub(in crate::formats) fn new(budget: &'b Budget) -> BlockBuilder<'b> {
        BlockBuilder {
            budget,
            blocks: Vec::new(),
            inline: Inline::default(),
            left_out: LeftOut::default(),
            role: Role::Paragraph,
            lists: Vec::new(),
            list_count: 0,
            item: None,
            nest: Nest::default(),
            left: None,
            cells: Vec::new(),
            tables: 0,
            shared: Vec::new(),
            page: 1,
            notes: Vec::new(),
        }
    }

    /// Returns the budget that it takes blocks from.
    pub(in crate::formats) fn budget(&self) -> &'b Budget {
        self.budget
    }

    /// Adds text to the block in the making.
    pub(in crate::formats) fn text(&mut self, text: &str, bold: bool) {
        self.left_out.end();
        self.inline.push(text, bold);
    }

    /// Adds raised text, which may be the mark of a note.
    pub(in crate::formats) fn raised(&mut self, text: &str) {
        self.left_out.end();
        self.inline.raise(text);
    }

    /// Tells whether the block in the making has no text yet.
    pub(in crate::formats) fn is_empty(&self) -> bool {
        self.inline.is_empty()
    }

    /// Notes text that the document does not show.
    pub(in crate::formats) fn leave_out(&mut self, text: &str, why: Unshown) {
        self.left_out.note(text, why);
    }

    /// Parts words.
    pub(in crate::formats) fn space(&mut self) {
        self.inline.push(" ", true);
    }

    /// Breaks the line.
    pub(in crate::formats) fn break_line(&mut self) {
        self.inline.break_line();
    }

    /// Tells what the blocks are that end from now on.
    pub(in crate::formats) fn set_role(&mut self, role: Role) {
        self.role = role;
    }

    /// Says which item the next block is, or that it is none.
    pub(in crate::formats) fn set_item(&mut self, item: Option<Item>) {
        self.item = item;
    }

    /// Says how far the next blocks are set in, in points, if the file tells: marks that are written by hand make
    /// items by it.
    pub(in crate::formats) fn set_left(&mut self, left: Option<f32>) {
        self.left = left;
    }

    /// Adds a footnote to the block in the making; it will follow it. One without text stands
    /// elsewhere.
    pub(in crate::formats) fn note(&mut self, number: u32, text: Option<String>) {
        self.inline.mark();
        self.notes.push((number, text));
    }

    /// Says that a page begins.
    pub(in crate::formats) fn start_page(&mut self, page: u32) {
        self.finish();
        self.page = page;
    }

    /// Adds a note that nothing refers to.
    pub(in crate::formats) fn add_note(&mut self, text: &str) {
        self.finish();
        let text = fold_spaces(text);
        if !text.is_empty() {
            self.push(Block::plain(Role::Note, text));
        }
    }

    /// Opens a heading.
    pub(in crate::formats) fn start_heading(&mut self, level: u8) {
        self.finish();
        self.role = Role::Heading(level);
    }

    /// Closes a heading.
    pub(in crate::formats) fn end_heading(&mut self) {
        self.finish();
        self.role = Role::Paragraph;
    }

    /// Opens a list; an ordered one tells how it counts.
    pub(in crate::formats) fn start_list(&mut self, counting: Option<Counting>) {
        self.finish();
        self.list_count = self.list_count.saturating_add(1);
        self.lists.push(List {
            number: self.list_count,
            counting,
        });
    }

    /// Closes the innermost list.
    pub(in crate::formats) fn end_list(&mut self) {
        self.finish();
        self.item = None;
        self.lists.pop();
    }

    /// Opens an item of the innermost list, which may have a number of its own.
    pub(in crate::formats) fn start_item(&mut self, value: Option<i64>) {
        self.finish();
        let depth = self.lists.len().saturating_sub(1);
        let (list, label) = match self.lists.last_mut() {
            Some(List {
                number,
                counting: Some(counting),
            }) => {
                let value = value.unwrap_or(counting.first);
                counting.first = value.saturating_add(counting.step);
                (*number, format!("{}. ", numeral(counting.numeral, value)))
            }
            list => (list.map_or(0, |list| list.number), bullet(depth).to_owned()),
        };
        let place = ListPlace {
            list,
            depth,
            left: None,
        };
        self.item = Some(Item { label, place });
    }

    /// Closes an item.
    pub(in crate::formats) fn end_item(&mut self) {
        self.finish();
        self.item = None;
    }

    /// Opens a table, which may stand in a cell of another.
    pub(in crate::formats) fn start_table(&mut self) {
        self.finish();
        self.cells.push(TableCell {
            table: self.tables,
            row: 0,
            column: 0,
        });
        self.tables = self.tables.saturating_add(1);
    }

    /// Closes what stands above a table and in none of its cells.
    pub(in crate::formats) fn end_caption(&mut self) {
        let cell = self.cells.pop();
        self.finish();
        self.cells.extend(cell);
    }

    /// Closes the innermost table.
    pub(in crate::formats) fn end_table(&mut self) {
        self.finish();
        self.cells.pop();
        if self.cells.is_empty() {
            self.shared.clear();
        }
    }

    /// Closes a row.
    pub(in crate::formats) fn end_row(&mut self) {
        self.start_cell();
        if let Some(cell) = self.cells.last_mut() {
            cell.row = cell.row.saturating_add(1);
            cell.column = 0;
        }
    }

    /// Opens a cell, behind those that stand here because rows above share them.
    pub(in crate::formats) fn start_cell(&mut self) {
        self.finish();
        while let Some(place) = self.cells.last().copied()
            && let Some((block, columns)) = self.shared.iter().find_map(|it| it.at(place))
        {
            self.push(block);
            if let Some(cell) = self.cells.last_mut() {
                cell.column = cell.column.saturating_add(columns.max(1));
            }
        }
    }

    /// Says that the cell that is about to end goes on in so many rows in all.
    pub(in crate::formats) fn share_cell(&mut self, columns: u32, rows: u32) {
        self.finish();
        let Some(cell) = self.cells.last() else {
            return;
        };
        self.shared.retain(|it| !it.is_over(*cell));
        if self.shared.len() < MOST_SHARED {
            let shared = Shared::of(&self.blocks, *cell, columns, rows);
            self.shared.extend(shared);
        }
    }

    /// Closes a cell that is so many columns wide.
    pub(in crate::formats) fn end_cell(&mut self, columns: u32) {
        self.finish();
        if let Some(cell) = self.cells.last_mut() {
            cell.column = cell.column.saturating_add(columns);
        }
    }

    /// Makes a block of the text, if there is any, and of each footnote that it refers to.
    pub(in crate::formats) fn finish(&mut self) {
        let is_heading = matches!(self.role, Role::Heading(_));
        let words = self.inline.end(!is_heading);
        let notes = std::mem::take(&mut self.notes);
        let mut numbers: Vec<u32> = notes.iter().map(|(number, _)| *number).collect();
        for mark in words.marks {
            if !numbers.contains(&mark) {
                numbers.push(mark);
            }
        }
        for text in words.pieces {
            // An item's label stands before its first line.
            let item = self.item.take();
            let (role, text, item) = match self.role {
                Role::Paragraph if words.begins_with_mark && item.is_none() => {
                    (Role::Note, text, None)
                }
                role => labelled(role, item, text),
            };
            let mut block = Block::plain(role, text);
            block.cell = self.cells.last().copied();
            block.setting.bold = words.bold;
            block.notes = std::mem::take(&mut numbers);
            let item = item.or_else(|| by_hand(&block, self.left?));
            self.nest.place(&mut block, item);
            self.push(block);
        }
        for (number, text) in notes {
            if let Some(text) = text {
                let text = format!("{number} {}", fold_spaces(&text));
                self.push(Block::plain(Role::Note, text));
            }
        }
    }

    /// Adds a block, as long as there are not too many.
    fn push(&mut self, mut block: Block) {
        if self.budget.take(Limit::Blocks, 1) {
            block.page = self.page;
            block.last_page = self.page;
            self.blocks.push(block);
        }
    }

    /// Returns the blocks.
    pub(in crate::formats) fn into_blocks(mut self) -> Warned<Vec<Block>> {
        self.finish();
        find_notes(&mut self.blocks);
        unnumber_cells(&mut self.blocks);
        Warned {
            value: cells::joined(self.blocks),
            warnings: self.left_out.warning().into_iter().collect(),
        }
    }
}

/// Finds the notes among the paragraphs: each begins with a sign, or a number in brackets, that marks a word
/// before it.
fn find_notes(blocks: &mut [Block]) {
    let mut marked: HashSet<u32> = HashSet::new();
    for block in blocks {
        let is_text = matches!(block.role, Role::Paragraph | Role::ListItem);
        if is_text
            && block.cell.is_none()
            && let Some((number, text)) = marked_text(&block.text)
            && marked.contains(&number)
        {
            *block = Block {
                page: block.page,
                last_page: block.last_page,
                ..Block::plain(Role::Note, format!("{number} {text}"))
            };
        }
        marked.extend(&block.notes);
    }
}

/// Takes the numbers of paragraphs from the cells of tables where paragraphs outside have them.
fn unnumber_cells(blocks: &mut [Block]) {
    let outside = blocks.iter().filter(|block| block.cell.is_none());
    let outside: HashSet<u32> = outside.filter_map(number).collect();
    for block in blocks.iter_mut().filter(|block| block.cell.is_some()) {
        if number(block).is_some_and(|number| outside.contains(&number)) {
            block.label = None;
        }
    }
}

fn number(block: &Block) -> Option<u32> {
    match block.label?.mark {
        Mark::Number(number) => Some(number),
        _ => None,
    }
}

/// Puts the label of an item before its text; returns where it stands and how long the label is.
fn labelled(
    role: Role,
    item: Option<Item>,
    text: String,
) -> (Role, String, Option<(ListPlace, usize)>) {
    let Some(Item { label, place }) = item else {
        return (role, text, None);
    };
    let is_heading = matches!(role, Role::Heading(_)) && !is_finding(&label, &text);
    // Headings are known by their words, which stand without the number.
    if is_heading || role == Role::Contents {
        return (role, text, None);
    }
    // An item may bring its own label, a number ("- 12. Text") or the glyph of a symbol font.
    if label.is_empty() || starts_with_number(&text) || starts_with_glyph(&text) {
        let own = Block::plain(Role::ListItem, text);
        let is_bare = |label: &&Label| matches!(label.mark, Mark::BareNumber(_));
        let label = own.label.as_ref().filter(|label| !is_bare(label));
        let len = label.map_or(0, |label| label.len);
        return (Role::ListItem, own.text, Some((place, len)));
    }
    let len = label.len();
    (Role::ListItem, label + &text, Some((place, len)))
}

/// Returns the place of a block whose bullet is written by hand, and how long that is: those that are set in alike
/// are of one list.
fn by_hand(block: &Block, left: f32) -> Option<(ListPlace, usize)> {
    let label = block.label?;
    let is_bullet = matches!(label.mark, Mark::Bullet | Mark::SubBullet);
    let place = ListPlace {
        list: left.max(0.0).round() as usize,
        depth: 0,
        left: Some(left),
    };
    is_bullet.then_some((place, label.len))
}

/// Tells whether a heading's style was only taken for its numbers.
fn is_finding(label: &str, text: &str) -> bool {
    label.starts_with(|c: char| c.is_ascii_digit())
        && text.len() >= LONG_HEADING
        && text.ends_with('.')
}

fn starts_with_glyph(text: &str) -> bool {
    text.starts_with(|c| matches!(c, '\u{E000}'..='\u{F8FF}'))
}

fn starts_with_number(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits) && text.get(digits..).is_some_and(|rest| rest.starts_with('.'))
}
