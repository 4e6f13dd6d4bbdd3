//! Formats without pages: HTML, markdown, plain text and the documents of word processors, read
//! into the blocks of the layout floor.
#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::string_slice))]

mod archive;
mod builder;
mod docx;
mod docx_styles;
mod front_matter;
mod html;
mod html_notes;
mod html_style;
mod html_tree;
mod inline;
mod left_out;
mod markdown;
mod mend;
mod nest;
mod numbering;
mod odt;
mod odt_styles;
mod pandoc;
mod plain;
mod text_table;
mod xml;

use std::fmt;

use crate::layout::Block;
use crate::model::{Budget, Exceeded, Limit, Warned};

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
    /// The zip archive has lost its end, where its parts are listed.
    CutArchive,
    /// The archive lacks a part.
    MissingPart(&'static str),
    /// A limit is passed.
    Over(Exceeded),
    /// The end of the file is missing, and what is there holds no text.
    CutShort,
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
            FormatError::CutArchive => {
                f.write_str("a damaged zip archive: the file is cut short (fetch it again)")
            }
            FormatError::MissingPart(name) => write!(f, "an archive without the part {name}"),
            FormatError::Over(exceeded) => write!(f, "too large: {exceeded}"),
            FormatError::CutShort => {
                f.write_str("the file is cut short, without text in what is left (fetch it again)")
            }
            FormatError::DamagedPart(name) => write!(f, "the part {name} is damaged"),
        }
    }
}

impl std::error::Error for FormatError {}

/// Reads a file's content into blocks, all on page 1, as far as the budget goes.
///
/// # Errors
/// If the bytes are not in the format or hold no text.
///
/// ```
/// use findings::formats::{Format, read};
/// use findings::model::Budget;
/// let read = read(b"# Visit\n\nIt took\nplace.\n", Format::Markdown, &Budget::default())?;
/// assert_eq!(read.value[1].text, "It took place.");
/// # Ok::<(), findings::formats::FormatError>(())
/// ```
pub fn read(
    bytes: &[u8],
    format: Format,
    budget: &Budget,
) -> Result<Warned<Vec<Block>>, FormatError> {
    let mut warnings = Vec::new();
    let mended = |read: Warned<Vec<Block>>| Warned {
        value: mend::join_open_sentences(read.value),
        warnings: read.warnings,
    };
    let read = match format {
        Format::Html => {
            let text = text(bytes, budget)?;
            warnings.extend(html::cut_short(text));
            mended(html::blocks(text, budget)?)
        }
        Format::Markdown => mended(markdown::blocks(text(bytes, budget)?, budget)?),
        Format::Plain => mended(plain::blocks(text(bytes, budget)?, budget)),
        Format::Docx => docx::blocks(bytes, budget)?,
        Format::Odt => odt::blocks(bytes, budget)?,
    };
    warnings.extend(read.warnings);
    let blocks = read.value;
    let length = blocks.iter().map(|block| block.text.len()).sum();
    budget.take(Limit::Text, length);
    budget.check().map_err(FormatError::Over)?;
    if blocks.is_empty() {
        return Err(match warnings.is_empty() {
            true => FormatError::NoText,
            false => FormatError::CutShort,
        });
    }
    Ok(Warned {
        value: blocks,
        warnings,
    })
}

fn text<'a>(bytes: &'a [u8], budget: &Budget) -> Result<&'a str, FormatError> {
    budget.allows(Limit::Stream, bytes.len() as u64);
    budget.check().map_err(FormatError::Over)?;
    let text = std::str::from_utf8(bytes).map_err(|_| FormatError::NotUtf8)?;
    Ok(text.trim_start_matches('\u{FEFF}'))
}
