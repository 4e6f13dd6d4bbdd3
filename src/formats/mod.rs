//! Formats without pages: HTML, markdown, plain text, the documents of word processors, books,
//! slides and messages, read into the blocks of the layout floor.
#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::string_slice))]

mod archive;
mod blocks;
mod detect;
mod docx;
mod encoding;
mod epub;
mod error;
mod file_format;
mod html;
mod mail;
mod markdown;
mod odt;
mod office;
mod package;
mod pptx;
mod qdpx;
mod rtf;
mod text;
mod xml;

use std::borrow::Cow;

use crate::layout::{Block, with_whole_words};
use crate::model::{Budget, Limit, Warned, Warning};

pub use detect::detect;
pub(crate) use detect::ending;
pub use error::FormatError;
pub use file_format::FileFormat;
pub use html::{Link, WebPage, web_page};
pub use mail::{Attachment, attachments};
pub use package::write_package;
pub use qdpx::{QdaCoding, QdaError, QdaProject, QdaSource, read_project};

/// Reads a file's content into blocks, as far as the budget goes: all on page 1, but for text that is
/// parted into pages.
///
/// # Errors
/// If the bytes are not in the format or hold no text.
///
/// ```
/// use findings::formats::{FileFormat, read};
/// use findings::model::Budget;
/// let read = read(b"# Visit\n\nIt took\nplace.\n", FileFormat::Markdown, &Budget::default())?;
/// assert_eq!(read.value[1].text, "It took place.");
/// # Ok::<(), findings::formats::FormatError>(())
/// ```
pub fn read(
    bytes: &[u8],
    format: FileFormat,
    budget: &Budget,
) -> Result<Warned<Vec<Block>>, FormatError> {
    let mut warnings = Vec::new();
    let mended = |read: Warned<Vec<Block>>| {
        let read = blocks::running::without(read);
        Warned {
            value: blocks::mend::join_open_sentences(read.value),
            warnings: read.warnings,
        }
    };
    let unpaged = |read: Warned<Vec<Block>>| {
        let count = read.value.len();
        let read = blocks::running::without(read);
        match read.value.len() < count {
            true => Warned {
                value: blocks::mend::join_open_sentences(read.value),
                warnings: read.warnings,
            },
            false => read,
        }
    };
    let read = match format {
        FileFormat::Html => {
            let text = text(bytes, false, budget, &mut warnings)?;
            warnings.extend(html::cut_short(&text));
            mended(html::blocks(&text, budget)?)
        }
        FileFormat::Markdown => {
            let text = text(bytes, false, budget, &mut warnings)?;
            // Programs give this name to the text of pages too.
            match text.contains('\u{C}') && text::pages::has_pages(&text) {
                true => text::pages::blocks(&text::lines::mended(&text), budget),
                false => mended(markdown::blocks(&with_whole_words(&text), budget)?),
            }
        }
        FileFormat::Plain => {
            let text = text(bytes, true, budget, &mut warnings)?;
            let lines = text::lines::mended(&text);
            match text::pages::has_pages(&lines) {
                _ if markdown::is_likely(&text) => {
                    mended(markdown::blocks(&with_whole_words(&text), budget)?)
                }
                true => text::pages::blocks(&lines, budget),
                false => mended(text::plain::blocks(&lines, budget)),
            }
        }
        // Programs that make one of a PDF leave heads and feet of its pages in the text.
        FileFormat::Docx => unpaged(docx::blocks(bytes, budget)?),
        FileFormat::Odt => odt::blocks(bytes, budget)?,
        FileFormat::FlatOdt => {
            odt::flat_blocks(&text(bytes, false, budget, &mut warnings)?, budget)?
        }
        FileFormat::Rtf => unpaged(rtf::blocks(bytes, budget)?),
        FileFormat::Epub => epub::blocks(bytes, budget)?,
        FileFormat::Pptx => pptx::blocks(bytes, budget)?,
        FileFormat::Mhtml => mail::page(bytes, budget)?,
        FileFormat::Eml | FileFormat::Msg => mail::blocks(bytes, format, budget)?,
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

/// Reads text that should be UTF-8; what is not and does not say so may be guessed.
fn text<'a>(
    bytes: &'a [u8],
    guesses: bool,
    budget: &Budget,
    warnings: &mut Vec<Warning>,
) -> Result<Cow<'a, str>, FormatError> {
    budget.allows(Limit::Stream, bytes.len() as u64);
    budget.check().map_err(FormatError::Over)?;
    let (text, warning) = encoding::decode(bytes, guesses)?;
    warnings.extend(warning);
    // Lines may end in any of three ways.
    Ok(match text.contains('\r') {
        true => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
        false => text,
    })
}
