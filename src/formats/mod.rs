//! Formats without pages: HTML, markdown, plain text and the documents of word processors, read
//! into the blocks of the layout floor.

mod archive;
mod builder;
mod docx;
mod docx_styles;
mod html;
mod markdown;
mod mend;
mod numbering;
mod odt;
mod odt_styles;
mod plain;
mod xml;

use std::fmt;

use crate::layout::Block;

/// A format that is read here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// HTML.
    Html,
    /// Markdown (CommonMark with tables).
    Markdown,
    /// Plain text: lines, blank lines and what people type for lists and tables.
    Plain,
    /// Office Open XML, as Word writes it.
    Docx,
    /// OpenDocument text, as LibreOffice writes it.
    Odt,
}

/// Reports a file of which nothing can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormatError {
    /// The bytes are not UTF-8.
    NotUtf8,
    /// There is no text in it.
    NoText,
    /// It should be a zip archive and is none.
    NoArchive,
    /// The zip archive cannot be unpacked.
    DamagedArchive,
    /// The archive lacks a part.
    MissingPart(&'static str),
    /// A part unpacks to more than any report has.
    LargePart(&'static str),
    /// A part is not well-formed XML.
    DamagedPart(&'static str),
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FormatError::NotUtf8 => f.write_str("text that is not UTF-8"),
            FormatError::NoText => f.write_str("no text in it"),
            FormatError::NoArchive => f.write_str("not a zip archive, which such documents are"),
            FormatError::DamagedArchive => f.write_str("a damaged zip archive"),
            FormatError::MissingPart(name) => write!(f, "an archive without the part {name}"),
            FormatError::LargePart(name) => write!(f, "the part {name} is too large"),
            FormatError::DamagedPart(name) => write!(f, "the part {name} is damaged"),
        }
    }
}

impl std::error::Error for FormatError {}

/// Reads a file's content into blocks, all on page 1.
///
/// # Errors
/// If the bytes are not in the format or hold no text.
///
/// ```
/// use findings::formats::{Format, read};
/// let blocks = read(b"# Visit\n\nIt took\nplace.\n", Format::Markdown)?;
/// assert_eq!(blocks[1].text, "It took place.");
/// # Ok::<(), findings::formats::FormatError>(())
/// ```
pub fn read(bytes: &[u8], format: Format) -> Result<Vec<Block>, FormatError> {
    let blocks = match format {
        Format::Html => mend::join_open_sentences(html::blocks(text(bytes)?)),
        Format::Markdown => mend::join_open_sentences(markdown::blocks(text(bytes)?)),
        Format::Plain => mend::join_open_sentences(plain::blocks(text(bytes)?)),
        Format::Docx => docx::blocks(bytes)?,
        Format::Odt => odt::blocks(bytes)?,
    };
    if blocks.is_empty() {
        Err(FormatError::NoText)
    } else {
        Ok(blocks)
    }
}

fn text(bytes: &[u8]) -> Result<&str, FormatError> {
    let text = std::str::from_utf8(bytes).map_err(|_| FormatError::NotUtf8)?;
    Ok(text.trim_start_matches('\u{FEFF}'))
}
