//! PDF files: from bytes to positioned, tagged text.
//!
//! A file made by a word processor holds its text twice: drawn on pages, as runs of characters
//! at positions, and ordered in a structure tree, whose elements point at the runs by number.
//! This floor reads both and joins them. It knows fonts and tags, not paragraphs: what belongs
//! together is decided by the layout floor.
//!
//! Objects are read in place, when they are asked for, because most of them say nothing about
//! text. That takes a sound file; in any other the objects are found by their own headings
//! (`recover`), and what was read is doubted. Page contents are lexed on borrowed bytes and
//! interpreted in one pass. All that is read is taken from a budget, page by page.
#![cfg_attr(
    not(test),
    warn(
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::arithmetic_side_effects
    )
)]

mod annotations;
mod attachments;
mod bullets;
mod cmap;
mod composite;
mod content;
mod decrypt;
mod encoding;
mod fallback;
mod file;
mod font;
mod interpreter;
mod legibility;
mod lexer;
mod marks;
mod matrix;
mod names;
mod object;
mod operators;
mod order;
mod pages;
mod program;
mod quotes;
mod reading;
mod recover;
mod resources;
mod show;
mod spacing;
mod standard;
mod strays;
mod structure;
#[cfg(test)]
mod tests;
mod unseen;
mod xref;

use std::collections::{BTreeSet, HashSet};
use std::fmt;
use std::ops::Range;

pub use reading::read;
pub use standard::symbol;

use crate::model::Exceeded;

/// A page is a picture where pictures cover more of it, as a part of 1.
const PICTURE: f32 = 0.5;
/// The text of a PDF file with tags and positions.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The pages, in order.
    pub pages: Vec<ShownPage>,
    /// The structure elements in reading order, each after its parent; empty without tags.
    pub elements: Vec<Element>,
    /// The runs in reading order: that of the tree or, without tags, that of drawing.
    pub runs: Vec<Run>,
    /// The runs of headers, footers and other artifacts, in the order of drawing.
    pub artifacts: Vec<Run>,
    /// What was added to the pages: comments and the values of form fields, page by page.
    pub annotations: Vec<Annotation>,
    /// The text that runs point into.
    pub text: String,
}

impl Document {
    /// Tells whether the file has a structure tree.
    pub fn is_tagged(&self) -> bool {
        !self.elements.is_empty()
    }

    /// Returns the lines of headers and footers, none twice, in the order in which they first
    /// stand on a page.
    pub fn running_lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut known = HashSet::new();
        let same_line = |a: &Run, b: &Run| a.page == b.page && (a.y - b.y).abs() < a.size / 2.0;
        for line in self.artifacts.chunk_by(same_line) {
            let mut text = String::new();
            let mut last: Option<&Run> = None;
            for run in line {
                if last.is_some_and(|last| run.x - last.x_end >= last.word_gap) {
                    text.push(' ');
                }
                text.push_str(self.run_text(run));
                last = Some(run);
            }
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if !text.is_empty() && known.insert(text.clone()) {
                lines.push(text);
            }
        }
        lines
    }

    /// Lists the pages, from 0 on, that show a picture over most of them and no text: those that want
    /// to be recognised.
    pub fn pictures_alone(&self) -> Vec<u32> {
        let pages = (0..).zip(&self.pages);
        let pictures = pages.filter(|(_, page)| page.covered > PICTURE);
        let mut pictures: BTreeSet<u32> = pictures.map(|(number, _)| number).collect();
        if pictures.is_empty() {
            return Vec::new();
        }
        for run in self.runs.iter().chain(&self.artifacts) {
            if pictures.contains(&run.page) && !is_blank(self.run_text(run)) {
                pictures.remove(&run.page);
            }
        }
        pictures.into_iter().collect()
    }

    /// Returns the characters of a run.
    pub fn run_text(&self, run: &Run) -> &str {
        self.text.get(run.text.clone()).unwrap_or_default()
    }
}

/// Tells whether a text is nothing but white space.
fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// A page as it is shown: the part of it that is, turned as it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShownPage {
    /// Its width, in points.
    pub width: f32,
    /// Its height.
    pub height: f32,
    /// The part of it that pictures cover, from 0 to 1.
    pub covered: f32,
}

/// A piece of text that was added to a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotation {
    /// Index of the page.
    pub page: u32,
    /// Whether it is the value of a form field rather than a comment.
    pub is_field: bool,
    /// What it says.
    pub text: String,
}

/// An element of the structure tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// What it is.
    pub tag: Tag,
    /// The element it stands in.
    pub parent: Option<u32>,
    /// The text that its content stands for, if that is stated.
    pub actual_text: Option<String>,
}

/// Characters drawn by one operator in one font.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Where its characters stand in [`Document::text`].
    pub text: Range<usize>,
    /// Index of the page.
    pub page: u32,
    /// Left end, in points from the left edge.
    pub x: f32,
    /// Right end.
    pub x_end: f32,
    /// Baseline, in points from the bottom edge.
    pub y: f32,
    /// Font size, in points as drawn.
    pub size: f32,
    /// By how many degrees its line is turned, counterclockwise; its right end is then as far to the
    /// right as it is long.
    pub angle: f32,
    /// The narrowest gap behind it that stands for a space, in points, as its line is set.
    pub word_gap: f32,
    /// Whether the font is bold.
    pub bold: bool,
    /// Whether the font is italic.
    pub italic: bool,
    /// Whether it is an artifact: a header, a footer, an ornament.
    pub artifact: bool,
    /// Its marked-content number on the page.
    pub mcid: Option<u32>,
    /// The structure element that holds it.
    pub element: Option<u32>,
}

impl Run {
    /// Moves it to where it stands once its page, of a width and a height in points, is turned so that
    /// text at an angle (90, -90 or 180 degrees) is level.
    pub(crate) fn turn(&mut self, angle: f32, width: f32, height: f32) {
        let length = self.x_end - self.x;
        (self.x, self.y) = match angle {
            90.0 => (self.y, width - self.x),
            -90.0 => (height - self.y, self.x),
            _ => (width - self.x, height - self.y),
        };
        self.x_end = self.x + length;
        self.angle -= angle;
    }

    /// Returns a run of no text with a baseline on a page and a size, to be filled in.
    pub(crate) fn at(page: u32, y: f32, size: f32) -> Run {
        Run {
            text: 0..0,
            page,
            x: 0.0,
            x_end: 0.0,
            y,
            size,
            angle: 0.0,
            word_gap: 0.0,
            bold: false,
            italic: false,
            artifact: false,
            mcid: None,
            element: None,
        }
    }
}

/// The standard structure types (ISO 32000-1, 14.8.4) as far as text is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// `P`
    Paragraph,
    /// `H`, `H1` to `H6`
    Heading(u8),
    /// `L`
    List,
    /// `LI`
    ListItem,
    /// `Lbl`
    Label,
    /// `LBody`
    ListBody,
    /// `Table`
    Table,
    /// `TR`
    Row,
    /// `TH`
    HeaderCell,
    /// `TD`
    Cell,
    /// `TOC`, `TOCI`
    Contents,
    /// `Note`
    Note,
    /// `Caption`
    Caption,
    /// `Figure`, `Formula`, `Form`
    Illustration,
    /// `Span`, `Link`, `Reference`, `Quote` and other elements inside a line
    Inline,
    /// `Document`, `Part`, `Sect`, `Div` and all else that only groups
    Other,
}

impl Tag {
    fn standard(name: &[u8]) -> Option<Tag> {
        Some(match name {
            b"P" => Tag::Paragraph,
            b"H" | b"H1" | b"Title" => Tag::Heading(1),
            b"H2" => Tag::Heading(2),
            b"H3" => Tag::Heading(3),
            b"H4" => Tag::Heading(4),
            b"H5" => Tag::Heading(5),
            b"H6" => Tag::Heading(6),
            b"L" => Tag::List,
            b"LI" => Tag::ListItem,
            b"Lbl" => Tag::Label,
            b"LBody" => Tag::ListBody,
            b"Table" => Tag::Table,
            b"TR" => Tag::Row,
            b"TH" => Tag::HeaderCell,
            b"TD" => Tag::Cell,
            b"TOC" | b"TOCI" => Tag::Contents,
            b"Note" | b"Footnote" | b"Endnote" | b"FENote" => Tag::Note,
            b"Caption" => Tag::Caption,
            b"Figure" | b"Formula" | b"Form" => Tag::Illustration,
            b"Span" | b"Link" | b"Reference" | b"Quote" | b"Annot" | b"Code" | b"BibEntry"
            | b"Em" | b"Strong" | b"Sub" => Tag::Inline,
            b"Document" | b"Part" | b"Sect" | b"Div" | b"Art" | b"BlockQuote" | b"NonStruct"
            | b"Private" | b"THead" | b"TBody" | b"TFoot" | b"Index" | b"DocumentFragment"
            | b"Aside" => Tag::Other,
            _ => return None,
        })
    }
}

/// Reports a file from which nothing can be read.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum PdfError {
    /// The bytes are no PDF file, or one too damaged to parse.
    Malformed(String),
    /// The end of the file is missing, and what is there holds no text.
    CutShort {
        /// How many pages are there.
        pages: usize,
        /// How many there should be, where the file says so.
        of: Option<usize>,
    },
    /// The file is encrypted and needs a password.
    Encrypted,
    /// The file has no pages.
    NoPages,
    /// The pages hold no text: scanned images, most likely.
    NoText {
        /// The pages.
        pages: Vec<ShownPage>,
    },
    /// The fonts do not say what characters their glyphs stand for.
    Unmapped {
        /// The font that shows most of them.
        font: String,
        /// How many glyphs are shown.
        glyphs: usize,
        /// The pages.
        pages: Vec<ShownPage>,
    },
    /// The fonts map their glyphs to characters that make no words.
    Illegible {
        /// The pages.
        pages: Vec<ShownPage>,
    },
    /// A limit was passed before the first page was read.
    Over(Exceeded),
}

impl fmt::Display for PdfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PdfError::Malformed(why) => write!(f, "damaged PDF: {why}"),
            PdfError::CutShort { pages, of } => {
                f.write_str("damaged PDF: the file is cut short, with no text in the ")?;
                match of {
                    Some(of) => write!(f, "{pages} of {of} pages that are left")?,
                    None => write!(f, "{pages} pages that are left")?,
                }
                f.write_str(" (fetch it again)")
            }
            PdfError::Encrypted => f.write_str("encrypted PDF that needs a password"),
            PdfError::NoPages => f.write_str("PDF without pages"),
            PdfError::NoText { .. } => {
                f.write_str("PDF without text, most likely of scanned pictures")
            }
            PdfError::Unmapped { font, glyphs, .. } => write!(
                f,
                "PDF whose {glyphs} glyphs cannot be mapped to characters, such as those of the font \
                 {font} (print it anew)"
            ),
            PdfError::Illegible { .. } => f.write_str(
                "PDF whose text is no words: its fonts map their glyphs to other characters than those \
                 that are seen (print it anew)",
            ),
            PdfError::Over(exceeded) => write!(f, "too large a PDF: {exceeded}"),
        }
    }
}

impl std::error::Error for PdfError {}

impl PdfError {
    /// Returns the pages of a file whose text can be seen, but not read; none of any other.
    pub fn pages_to_recognise(&self) -> Option<&[ShownPage]> {
        match self {
            PdfError::NoText { pages }
            | PdfError::Unmapped { pages, .. }
            | PdfError::Illegible { pages } => Some(pages),
            _ => None,
        }
    }
}
