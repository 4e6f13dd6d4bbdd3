//! PDF files: from bytes to positioned, tagged text.
//!
//! A file made by a word processor holds its text twice: drawn on pages, as runs of characters
//! at positions, and ordered in a structure tree, whose elements point at the runs by number.
//! This floor reads both and joins them. It knows fonts and tags, not paragraphs: what belongs
//! together is decided by the layout floor.
//!
//! Objects are read in place, when they are asked for, because most of them say nothing about
//! text. That takes a sound file; any other is mended by lopdf first. Page contents are lexed on
//! borrowed bytes and interpreted in one pass.

mod cmap;
mod content;
mod fallback;
mod file;
mod font;
mod lexer;
mod matrix;
mod object;
mod pages;
mod structure;
mod xref;

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use crate::model::{Warned, Warning, WarningKind};

use file::File;

/// The text of a PDF file with tags and positions.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The pages, in order.
    pub pages: Vec<Page>,
    /// The structure elements in reading order, each after its parent; empty without tags.
    pub elements: Vec<Element>,
    /// The runs in reading order: that of the tree or, without tags, that of drawing.
    pub runs: Vec<Run>,
    /// The runs of headers, footers and other artifacts, in the order of drawing.
    pub artifacts: Vec<Run>,
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
        let same_line = |a: &Run, b: &Run| a.page == b.page && (a.y - b.y).abs() < a.size / 2.0;
        for line in self.artifacts.chunk_by(same_line) {
            let text: String = line.iter().map(|run| self.run_text(run)).collect();
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if !text.is_empty() && !lines.contains(&text) {
                lines.push(text);
            }
        }
        lines
    }

    /// Returns the characters of a run.
    pub fn run_text(&self, run: &Run) -> &str {
        &self.text[run.text.clone()]
    }
}

/// A page's size, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Page {
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PdfError {
    /// The bytes are no PDF file, or one too damaged to parse.
    Malformed(String),
    /// The file is encrypted and needs a password.
    Encrypted,
    /// The file has no pages.
    NoPages,
    /// The pages hold no text: scanned images, most likely.
    NoText,
}

impl fmt::Display for PdfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PdfError::Malformed(why) => write!(f, "damaged PDF: {why}"),
            PdfError::Encrypted => f.write_str("encrypted PDF that needs a password"),
            PdfError::NoPages => f.write_str("PDF without pages"),
            PdfError::NoText => f.write_str("PDF without text (scanned images need OCR first)"),
        }
    }
}

impl std::error::Error for PdfError {}

/// Reads a PDF file.
///
/// # Errors
/// If nothing can be read; whatever can be read is returned, with warnings.
pub fn read(bytes: &[u8]) -> Result<Warned<Document>, PdfError> {
    if let Some(file) = File::open(bytes)
        && let Ok(document) = assemble(&file)
        && !file.is_damaged()
    {
        return Ok(document);
    }
    let mended = fallback::mend(bytes)?;
    let file = File::open(&mended).ok_or(PdfError::NoPages)?;
    assemble(&file)
}

/// Reads what an opened file draws and joins it with the structure tree.
fn assemble(file: &File<'_>) -> Result<Warned<Document>, PdfError> {
    let page_objects = pages::pages(file);
    if page_objects.is_empty() {
        return Err(PdfError::NoPages);
    }
    let mut interpreter = content::Interpreter::new(file);
    let mut page_index = HashMap::new();
    let mut bytes = Vec::new();
    for (page, object) in (0..).zip(&page_objects) {
        page_index.insert(object.id, page);
        bytes.clear();
        pages::content(file, object.dict, &mut bytes);
        interpreter.page(page, &bytes, object.resources);
    }
    if interpreter.text.trim().is_empty() {
        return Err(PdfError::NoText);
    }
    let mut document = Document {
        pages: page_objects
            .iter()
            .map(|page| Page {
                width: page.width,
                height: page.height,
            })
            .collect(),
        elements: Vec::new(),
        runs: interpreter.runs,
        artifacts: interpreter.artifacts,
        text: interpreter.text,
    };
    let mut warnings = Vec::new();
    match structure::read(file, &page_index) {
        Some(structure) => order(&mut document, structure, &mut warnings),
        None => warnings.push(Warning {
            kind: WarningKind::Untagged,
            message: "the file has no structure tree; its layout alone was read".to_owned(),
            page: None,
        }),
    }
    Ok(Warned {
        value: document,
        warnings,
    })
}

/// Puts the runs into the order of the structure tree.
///
/// Runs that the tree does not reach are kept: they follow the runs drawn before them.
fn order(document: &mut Document, structure: structure::Structure, warnings: &mut Vec<Warning>) {
    let mut marked: Vec<((u32, u32), usize)> = document
        .runs
        .iter()
        .enumerate()
        .filter_map(|(index, run)| Some(((run.page, run.mcid?), index)))
        .collect();
    marked.sort_unstable();
    let mut ordered = Vec::with_capacity(document.runs.len());
    let mut taken = vec![false; document.runs.len()];
    let mut at = 0;
    for leaf in &structure.leaves {
        let mark = (leaf.page, leaf.mcid);
        // The tree mostly goes on where it was.
        if marked.get(at).is_none_or(|&(next, _)| next != mark) {
            at = marked.partition_point(|&(other, _)| other < mark);
        }
        while let Some(&(found, index)) = marked.get(at)
            && found == mark
            && !taken[index]
        {
            taken[index] = true;
            ordered.push((index, Some(leaf.element)));
            at += 1;
        }
    }
    let stray = |index: &usize| !taken[*index];
    let mut strays: Vec<usize> = (0..document.runs.len()).filter(stray).collect();
    strays.retain(|&index| !document.run_text(&document.runs[index]).trim().is_empty());
    if let Some(&first) = strays.first() {
        warnings.push(Warning {
            kind: WarningKind::Damaged,
            message: format!(
                "{} pieces of text stand outside the structure tree",
                strays.len()
            ),
            page: Some(document.runs[first].page + 1),
        });
        for index in strays {
            let page = document.runs[index].page;
            let at = ordered
                .iter()
                .rposition(|&(other, _)| document.runs[other].page <= page)
                .map_or(0, |at| at + 1);
            ordered.insert(at, (index, None));
        }
    }
    document.runs = ordered
        .into_iter()
        .map(|(index, element)| Run {
            element,
            ..document.runs[index].clone()
        })
        .collect();
    document.elements = structure.elements;
    apply_actual_text(document);
}

/// Replaces the text of an element's runs where the file states what they stand for.
fn apply_actual_text(document: &mut Document) {
    if document
        .elements
        .iter()
        .all(|element| element.actual_text.is_none())
    {
        return;
    }
    let mut owned: HashMap<u32, Vec<usize>> = HashMap::new();
    for (index, run) in document.runs.iter().enumerate() {
        if let Some(element) = run.element {
            owned.entry(element).or_default().push(index);
        }
    }
    for (element, runs) in owned {
        let Some(actual) = &document.elements[element as usize].actual_text else {
            continue;
        };
        let shown: String = runs
            .iter()
            .map(|&run| &document.text[document.runs[run].text.clone()])
            .collect();
        if shown.split_whitespace().eq(actual.split_whitespace()) || actual.trim().is_empty() {
            continue;
        }
        let start = document.text.len();
        document.text.push_str(actual);
        document.runs[runs[0]].text = start..document.text.len();
        for &run in &runs[1..] {
            document.runs[run].text = start..start;
        }
    }
}
