//! Reading documents from the plain-text files in `documents/`.
//!
//! A file begins with `key: value` lines up to `---`. Then come blocks, parted by blank lines:
//! `#`, `##`, `###` a heading, `*` a bullet, `-` a bullet below it, `@` lines set close together,
//! `|` rows of cells, `#|` a row that is a heading, `[section]` or `[section:area]` for what
//! follows, `[]` for apparatus, `=page`, `=columns`, `=single`, `=split X Y` for the places of a
//! row's cells; anything else is a paragraph. A cell that begins with `!` is bold, `//` in it
//! begins a new line.

use super::super::source::curl;
use super::Fact;

/// What a file lacks, or a line that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The source.
    pub file: String,
    /// The key or the line.
    pub at: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: `{}`", self.file, self.at)
    }
}

impl std::error::Error for Fault {}

/// How a document is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As a tagged PDF.
    Tagged,
    /// As a PDF without tags.
    Untagged,
    /// As a web page.
    Html,
    /// As markdown.
    Markdown,
}

/// One document before it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Where it lies below `tests/other`.
    pub file: String,
    /// How it is written.
    pub form: Form,
    /// Every `key: value` of the head, in order.
    pub head: Vec<(String, String)>,
    /// What stands in it.
    pub pieces: Vec<Piece>,
}

/// One thing in a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// A heading of a level.
    Heading(u8, String),
    /// A heading in a row, with its grade beside it.
    Area(Vec<Cell>),
    /// A paragraph.
    Paragraph(String),
    /// A bullet.
    Bullet(String),
    /// A bullet below a bullet, part of the paragraph before it.
    SubBullet(String),
    /// A line close to the next.
    Line(String),
    /// A row of a table.
    Row(Vec<Cell>),
    /// What follows belongs to a section and an area, or is apparatus.
    Place(Option<(String, Option<String>)>),
    /// A new page.
    Page,
    /// Two columns begin or end.
    Columns(bool),
    /// Where the cells of the rows that follow begin.
    Split(Vec<f32>),
}

/// A cell of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The lines in it.
    pub lines: Vec<String>,
    /// Whether it is bold.
    pub bold: bool,
}

impl Document {
    /// Returns the value of a key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.head
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value.as_str())
    }

    /// Returns the `name=value` pairs of a key.
    pub fn pairs(&self, key: &str) -> Vec<(&str, &str)> {
        self.get(key)
            .unwrap_or_default()
            .split_whitespace()
            .filter_map(|pair| pair.split_once('='))
            .collect()
    }

    /// Lists what a reader should find, all of it on page 1 as yet.
    pub fn facts(&self) -> Vec<Fact> {
        let mut place = None;
        let mut heading = String::new();
        let mut facts = Vec::new();
        for piece in &self.pieces {
            match piece {
                Piece::Place(next) => place.clone_from(next),
                Piece::Heading(_, words) => heading.clone_from(words),
                Piece::Area(cells) => heading = cells[0].lines.join(" "),
                Piece::Paragraph(text) | Piece::Bullet(text) => {
                    if let Some((section, area)) = &place {
                        facts.push(Fact {
                            section: section.clone(),
                            area: area.clone(),
                            heading: heading.clone(),
                            text: text.clone(),
                            page: 1,
                        });
                    }
                }
                _ => {}
            }
        }
        facts
    }
}

/// Parses a source file.
pub fn parse(name: &str, source: &str) -> Result<Document, Fault> {
    let fault = |at: &str| Fault {
        file: name.to_owned(),
        at: at.to_owned(),
    };
    let (head, body) = source.split_once("\n---\n").ok_or_else(|| fault("---"))?;
    let head: Vec<(String, String)> = head
        .lines()
        .filter_map(|line| line.split_once(": "))
        .map(|(key, value)| (key.to_owned(), curl(value.trim())))
        .collect();
    let mut document = Document {
        file: String::new(),
        form: Form::Tagged,
        head,
        pieces: Vec::new(),
    };
    document.file = document
        .get("file")
        .ok_or_else(|| fault("file"))?
        .to_owned();
    document.form = match document.get("form").unwrap_or_default() {
        "tagged" => Form::Tagged,
        "untagged" => Form::Untagged,
        "html" => Form::Html,
        "markdown" => Form::Markdown,
        other => return Err(fault(other)),
    };
    for block in body.split("\n\n") {
        pieces(block.trim(), &mut document.pieces).map_err(|at| fault(&at))?;
    }
    Ok(document)
}

fn pieces(block: &str, pieces: &mut Vec<Piece>) -> Result<(), String> {
    if block.is_empty() {
        return Ok(());
    }
    if block.starts_with(['|', '@']) || block.starts_with("#|") {
        for line in block.lines() {
            pieces.push(match line.split_at(1) {
                ("@", rest) => Piece::Line(curl(rest.trim())),
                ("|", rest) => Piece::Row(cells(rest)),
                ("#", rest) => Piece::Area(cells(rest.trim_start_matches('|'))),
                _ => return Err(line.to_owned()),
            });
        }
        return Ok(());
    }
    let text = block.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    let rest = |mark: &str| curl(text.trim_start_matches(mark).trim());
    pieces.push(match text.chars().next().unwrap_or(' ') {
        '[' if text.ends_with(']') => Piece::Place(place(text.trim_matches(['[', ']']))),
        '#' => {
            let level = text.chars().take_while(|&c| c == '#').count() as u8;
            Piece::Heading(level, rest("#"))
        }
        '*' => Piece::Bullet(rest("*")),
        '-' => Piece::SubBullet(rest("-")),
        '=' => directive(&text).ok_or(text)?,
        _ => Piece::Paragraph(curl(&text)),
    });
    Ok(())
}

fn place(words: &str) -> Option<(String, Option<String>)> {
    match words.split_once(':') {
        Some((section, area)) => Some((section.to_owned(), Some(area.to_owned()))),
        None => (!words.is_empty()).then(|| (words.to_owned(), None)),
    }
}

fn directive(text: &str) -> Option<Piece> {
    match text {
        "=page" => Some(Piece::Page),
        "=columns" => Some(Piece::Columns(true)),
        "=single" => Some(Piece::Columns(false)),
        _ => {
            let places = text.strip_prefix("=split ")?;
            let places = places.split(' ').map(|place| place.parse().ok());
            Some(Piece::Split(places.collect::<Option<_>>()?))
        }
    }
}

fn cells(row: &str) -> Vec<Cell> {
    row.split('|')
        .map(|cell| {
            let cell = curl(cell.trim());
            let text = cell.strip_prefix('!').unwrap_or(&cell);
            Cell {
                lines: text
                    .split("//")
                    .map(|line| line.trim().to_owned())
                    .collect(),
                bold: cell.starts_with('!'),
            }
        })
        .collect()
}
