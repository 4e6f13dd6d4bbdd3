//! What is to be set: paragraphs and rows of cells, with their looks and their tags.

use super::metrics::Face;
use super::truth;

/// What a paragraph is tagged as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A heading of a level.
    Heading(u8),
    /// A plain paragraph.
    Body,
    /// An item of a list.
    Item,
}

/// The label of a list item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// A number with its stop.
    Number(u32),
    /// A square bullet.
    Bullet,
    /// A dash below a bullet.
    Dash,
}

/// A footnote: its number and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The number, printed small and raised.
    pub number: u32,
    /// What it says.
    pub text: String,
}

/// One paragraph to be set.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    /// What it is tagged as.
    pub role: Role,
    /// The words, with the footnote's mark in them.
    pub text: String,
    /// Face of the whole paragraph.
    pub face: Face,
    /// Size in points.
    pub size: f32,
    /// Distance of the text from the left edge of its column.
    pub indent: f32,
    /// Distance of the label from the left edge of its column.
    pub label_indent: f32,
    /// The label, where there is one.
    pub label: Option<Label>,
    /// Space above.
    pub above: f32,
    /// Space below.
    pub below: f32,
    /// The footnote it refers to.
    pub note: Option<Note>,
    /// What a reader should find here; its pages are filled in when it is set.
    pub fact: Option<truth::Paragraph>,
}

impl Paragraph {
    /// Makes a paragraph of body text.
    pub fn body(text: impl Into<String>) -> Self {
        Paragraph {
            role: Role::Body,
            text: text.into(),
            face: Face::Regular,
            size: 12.0,
            indent: 0.0,
            label_indent: 0.0,
            label: None,
            above: 0.0,
            below: 12.0,
            note: None,
            fact: None,
        }
    }

    /// Makes a heading of a level.
    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        let size = match level {
            1 => 20.0,
            2 => 14.0,
            _ => 12.0,
        };
        Paragraph {
            role: Role::Heading(level),
            face: Face::Bold,
            size,
            above: if level == 1 { 0.0 } else { 6.0 },
            below: if level == 1 { 10.0 } else { 8.0 },
            ..Paragraph::body(text)
        }
    }

    /// Makes a list item with its label at one indent and its text at another.
    pub fn item(label: Label, label_indent: f32, indent: f32, text: impl Into<String>) -> Self {
        Paragraph {
            role: Role::Item,
            label: Some(label),
            label_indent,
            indent,
            ..Paragraph::body(text)
        }
    }

    /// Sets the size.
    pub fn size(mut self, size: f32) -> Self {
        self.size = size;
        self
    }

    /// Sets the face to bold.
    pub fn bold(mut self) -> Self {
        self.face = Face::Bold;
        self
    }

    /// Sets the space below.
    pub fn below(mut self, below: f32) -> Self {
        self.below = below;
        self
    }

    /// Sets the space above.
    pub fn above(mut self, above: f32) -> Self {
        self.above = above;
        self
    }

    /// Sets what a reader should find here.
    pub fn fact(mut self, fact: truth::Paragraph) -> Self {
        self.fact = Some(fact);
        self
    }

    /// Returns the distance from one line to the next.
    pub fn pitch(&self) -> f32 {
        (self.size * 1.21 * 100.0).round() / 100.0
    }
}

/// A cell of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Distance from the left margin.
    pub x: f32,
    /// Width of the text.
    pub width: f32,
    /// What stands in it.
    pub paragraphs: Vec<Paragraph>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The cells from left to right.
    pub cells: Vec<Cell>,
    /// Whether it heads the table.
    pub header: bool,
    /// Whether each cell stands in the middle of the row's height instead of at its top.
    pub centred: bool,
    /// Whether a line is ruled below.
    pub ruled: bool,
}

/// One thing to be set.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph over the whole width.
    Text(Paragraph),
    /// A row; rows that follow one another are one table.
    Row(Row),
    /// Paragraphs in two columns, the left one read first.
    Columns(Vec<Paragraph>),
    /// The next thing stands on a new page.
    Page,
}
