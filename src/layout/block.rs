//! Blocks: paragraphs, headings, list items and notes in reading order.

use super::label::{self, Label, Mark};

/// A piece of text that its author set as one.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// What it is.
    pub role: Role,
    /// Its text on one line, the label included, footnote marks taken out.
    pub text: String,
    /// The label that the text begins with.
    pub label: Option<Label>,
    /// The physical page on which it begins, counted from 1.
    pub page: u32,
    /// The physical page on which it ends.
    pub last_page: u32,
    /// How it is set.
    pub setting: Typesetting,
    /// The table cell it stands in.
    pub cell: Option<TableCell>,
    /// Numbers of the footnotes that it refers to.
    pub notes: Vec<u32>,
}

impl Block {
    /// Makes a block of running text, for formats that know no pages and no fonts.
    pub fn plain(role: Role, text: String) -> Block {
        Block {
            role,
            label: label::find(&text),
            text,
            page: 1,
            last_page: 1,
            setting: Typesetting::default(),
            cell: None,
            notes: Vec::new(),
        }
    }

    /// Returns the number that it is labelled with in brackets.
    pub fn enclosed_number(&self) -> Option<u32> {
        let label = self.label.filter(|label| label.mark == Mark::Letter)?;
        label::enclosed_number(&self.text[..label.len])
    }

    /// Returns the text without a bullet, which says no more than that it is an item; with a number or
    /// a letter, by which others refer to it.
    pub fn without_bullet(&self) -> &str {
        match self.label.map(|label| label.mark) {
            Some(Mark::Bullet | Mark::SubBullet) => self.body(),
            _ => &self.text,
        }
    }

    /// Returns the text without its label.
    pub fn body(&self) -> &str {
        &self.text[self.label.map_or(0, |label| label.len)..]
    }
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A heading; 1 is the highest rank.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A footnote or endnote.
    Note,
    /// A line of a table of contents.
    Contents,
}

/// How a block is set on its page.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Typesetting {
    /// Whether all of its letters are bold.
    pub bold: bool,
    /// Font size of most of its letters, in points.
    pub size: f32,
    /// Left end of its first line, in points from the left edge of the page.
    pub x: f32,
    /// Left end of its last line, which shows a hanging indent.
    pub indent: f32,
}

/// A place in a table; all three count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TableCell {
    /// The table, counted through the file.
    pub table: u32,
    /// The row.
    pub row: u32,
    /// The column.
    pub column: u32,
}

impl TableCell {
    /// Tells whether it stands before another in its row.
    pub fn is_before_in_row(self, other: TableCell) -> bool {
        (self.table, self.row) == (other.table, other.row) && self.column < other.column
    }
}
