//! Formats without pages: HTML, markdown and plain text, read into the blocks of the layout floor.

mod html;
mod markdown;
mod mend;
mod plain;

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
}

/// Reports a text file of which nothing can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormatError {
    /// The bytes are not UTF-8.
    NotUtf8,
    /// There is no text in it.
    NoText,
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FormatError::NotUtf8 => f.write_str("text that is not UTF-8"),
            FormatError::NoText => f.write_str("no text in it"),
        }
    }
}

impl std::error::Error for FormatError {}

/// Reads a text into blocks, all on page 1.
///
/// # Errors
/// If the bytes are not UTF-8 or hold no text.
///
/// ```
/// use findings::formats::{Format, read};
/// let blocks = read(b"# Visit\n\nIt took\nplace.\n", Format::Markdown)?;
/// assert_eq!(blocks[1].text, "It took place.");
/// # Ok::<(), findings::formats::FormatError>(())
/// ```
pub fn read(bytes: &[u8], format: Format) -> Result<Vec<Block>, FormatError> {
    let text = std::str::from_utf8(bytes).map_err(|_| FormatError::NotUtf8)?;
    let text = text.trim_start_matches('\u{FEFF}');
    let blocks = match format {
        Format::Html => html::blocks(text),
        Format::Markdown => markdown::blocks(text),
        Format::Plain => plain::blocks(text),
    };
    let blocks = mend::join_open_sentences(blocks);
    if blocks.is_empty() {
        Err(FormatError::NoText)
    } else {
        Ok(blocks)
    }
}
