//! Why nothing can be read of a file.

use std::fmt;

use crate::model::Exceeded;

/// The program whose old files others can read.
pub(super) const OLD_WORD: &str = "Word (.doc)";

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
        matches!(self, FormatError::OldOffice { program, .. } if *program == OLD_WORD)
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
