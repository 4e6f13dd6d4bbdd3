//! Formats without pages: HTML, markdown, plain text, the documents of word processors, books,
//! slides and messages, read into the blocks of the layout floor.
#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::string_slice))]

mod archive;
mod builder;
mod detect;
mod docx;
mod docx_styles;
mod encoding;
mod epub;
mod front_matter;
mod html;
mod html_notes;
mod html_style;
mod html_tree;
mod inline;
mod left_out;
mod letters;
mod links;
mod mail;
mod markdown;
mod mend;
mod msg;
mod nest;
mod numbering;
mod odt;
mod odt_styles;
mod package;
mod pandoc;
mod plain;
mod pptx;
mod rtf;
mod rtf_words;
mod text_table;
mod xml;

use std::borrow::Cow;
use std::fmt;

use crate::layout::Block;
use crate::model::{Budget, Exceeded, Limit, Warned, Warning};

pub use detect::detect;
pub use links::{Link, WebPage, web_page};
pub use mail::{Attachment, attachments};
pub use package::write_package;

/// A format that is read here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFormat {
    /// HTML.
    Html,
    /// Markdown: CommonMark, with what GitHub and pandoc add to it.
    Markdown,
    /// Plain text: lines, blank lines and what people type for lists and tables.
    Plain,
    /// Office Open XML, as Word writes it.
    Docx,
    /// OpenDocument text, as LibreOffice writes it.
    Odt,
    /// OpenDocument text in one part.
    FlatOdt,
    /// Rich Text Format.
    Rtf,
    /// A book of web pages.
    Epub,
    /// Slides in Office Open XML, as PowerPoint writes them.
    Pptx,
    /// A web page with all that belongs to it (MHTML).
    Mhtml,
    /// A message (RFC 5322).
    Eml,
    /// A message, as Outlook writes it.
    Msg,
}

impl FileFormat {
    /// Tells whether files of this format have others attached.
    pub fn has_attachments(self) -> bool {
        matches!(self, FileFormat::Eml | FileFormat::Msg)
    }
}

/// Reports a file of which nothing can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FormatError {
    /// The bytes are not UTF-8, and do not say what they are.
    NotUtf8 {
        /// The encoding that they are most likely in, if they are text at all.
        likely: Option<&'static str>,
    },
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
    /// It should be Rich Text Format and is not.
    NoRtf,
    /// It should be a message and is none.
    NoMessage,
    /// It is a file of an old office program.
    OldOffice {
        /// The program, with the ending of its files.
        program: &'static str,
        /// The ending of the files that the program now writes.
        now: &'static str,
        /// The ending that the file has.
        ending: String,
    },
    /// It is encrypted.
    Encrypted,
}

impl FormatError {
    /// Tells whether it is a file of the old Word, which other programs can read.
    pub fn is_old_word(&self) -> bool {
        matches!(self, FormatError::OldOffice { program, .. } if *program == detect::OLD_WORD)
    }
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FormatError::NotUtf8 { likely: None } => f.write_str("not text in UTF-8"),
            FormatError::NotUtf8 {
                likely: Some(likely),
            } => write!(
                f,
                "text that is not UTF-8 but most likely {likely}, which it does not say (save it \
                 as UTF-8)"
            ),
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
            FormatError::NoRtf => f.write_str("not Rich Text Format, which its name says it is"),
            FormatError::NoMessage => f.write_str("not a message, which its name says it is"),
            FormatError::OldOffice {
                program,
                now,
                ending,
            } => match program.contains(&format!("(.{ending})")) {
                true => write!(f, "an old {program} file (save it as {now})"),
                false => write!(
                    f,
                    "an old {program} file under the name .{ending} (save it as {now})"
                ),
            },
            FormatError::Encrypted => f.write_str("encrypted, needs a password"),
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
    let mended = |read: Warned<Vec<Block>>| Warned {
        value: mend::join_open_sentences(read.value),
        warnings: read.warnings,
    };
    let read = match format {
        FileFormat::Html => {
            let text = text(bytes, false, budget, &mut warnings)?;
            warnings.extend(html::cut_short(&text));
            mended(html::blocks(&text, budget)?)
        }
        FileFormat::Markdown => {
            let text = text(bytes, false, budget, &mut warnings)?;
            mended(markdown::blocks(&text, budget)?)
        }
        FileFormat::Plain => {
            let text = text(bytes, true, budget, &mut warnings)?;
            mended(plain::blocks(&text, budget))
        }
        FileFormat::Docx => docx::blocks(bytes, budget)?,
        FileFormat::Odt => odt::blocks(bytes, budget)?,
        FileFormat::FlatOdt => {
            odt::flat_blocks(&text(bytes, false, budget, &mut warnings)?, budget)?
        }
        FileFormat::Rtf => rtf::blocks(bytes, budget)?,
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
