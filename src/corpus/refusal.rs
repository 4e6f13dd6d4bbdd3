//! Why files are no reports.

use std::fmt;
use std::io;

use crate::formats::FormatError;
use crate::model::Exceeded;
use crate::pdf::PdfError;

use super::programs::Lack;
use super::workshop::Failure;

/// Why a file is no report.
#[derive(Debug)]
#[non_exhaustive]
pub enum Refusal {
    /// It cannot be opened or read.
    Io(io::Error),
    /// Its content is not what it was when it was last looked at.
    Changed,
    /// It is a web page under the name of a PDF file.
    HtmlNotPdf,
    /// It has nothing in it.
    Empty,
    /// It is too large.
    Over(Exceeded),
    /// It describes the folder it stands in.
    Readme,
    /// It is a message that carries several documents, each of which is a file of its own.
    Carrier {
        /// Their names.
        documents: Vec<String>,
        /// The names of what else is attached, which is not read.
        others: Vec<String>,
    },
    /// It is a part of a file, and no report begins on that page.
    NotJoined(u32),
    /// Files with this ending are not read.
    UnknownFormat(String),
    /// The PDF cannot be read.
    Pdf(PdfError),
    /// The text cannot be read.
    Text(FormatError),
    /// The text of the PDF can be seen alone, and no program reads it.
    Unseen(PdfError, Lack),
    /// The text of the PDF can be seen alone, and the program that reads it failed.
    Unrecognised(PdfError, Failure),
    /// The text of the PDF can be seen alone, and no program sees any.
    NothingSeen(PdfError),
    /// It is an old Word file, and there is no program that reads it.
    NoReader(FormatError),
    /// It is an old Word file, and the program that reads it failed.
    Unconverted(FormatError, Failure),
    /// Reading it failed in a way that should not be possible.
    Fault(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Io(error) => write!(f, "cannot be read: {error}"),
            Refusal::Changed => f.write_str("cannot be read: its content has changed meanwhile"),
            Refusal::HtmlNotPdf => {
                f.write_str("an HTML page under the name of a PDF file, most likely an error page")
            }
            Refusal::Empty => f.write_str("an empty file"),
            Refusal::Over(exceeded) => write!(f, "too large: {exceeded}"),
            Refusal::Readme => f.write_str("describes its folder and is no report"),
            Refusal::Carrier { documents, others } => {
                let documents = documents.join(", ");
                write!(
                    f,
                    "a message of which each document is read by its own name: {documents}"
                )?;
                match others.is_empty() {
                    true => Ok(()),
                    false => write!(f, "; not read of what is attached: {}", others.join(", ")),
                }
            }
            Refusal::NotJoined(page) => write!(f, "no report begins on page {page}"),
            Refusal::UnknownFormat(ending) if ending.is_empty() => {
                f.write_str("a file without an ending that tells its format")
            }
            Refusal::UnknownFormat(ending) => write!(f, "files ending in .{ending} are not read"),
            Refusal::Pdf(error) => error.fmt(f),
            Refusal::Text(error) => error.fmt(f),
            Refusal::Unseen(error, lack) => write!(f, "{error}: {}", lack.hint()),
            Refusal::Unrecognised(error, failure) => write!(f, "{error}: {failure}"),
            Refusal::NothingSeen(error) => write!(f, "{error}: no text was recognised"),
            Refusal::NoReader(error) => write!(f, "{error}: {}", Lack::OLD_WORD_HINT),
            Refusal::Unconverted(error, failure) => write!(f, "{error}: {failure}"),
            Refusal::Fault(what) => write!(f, "a fault in the reader: {what}"),
        }
    }
}

impl std::error::Error for Refusal {}
