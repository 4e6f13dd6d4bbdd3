//! What the index keeps of reports and of input files.

use std::io;
use std::path::Path;

use crate::corpus::{has_content, path_from_text};
use crate::model::{Date, Report, ReportId, Warning};

/// A report as the index keeps it: all but its paragraphs.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportRecord {
    /// Its name.
    pub id: ReportId,
    /// The report; `report.paragraphs` is empty here.
    pub report: Report,
    /// Paths of its files as given, sorted; the first is the report's path.
    pub paths: Vec<String>,
    /// Absolute path of the first of these.
    pub absolute: String,
    /// Content hash of its file, in hexadecimal digits.
    pub sha256: String,
    /// Size of its file.
    pub bytes: u64,
    /// How many paragraphs it has.
    pub paragraphs: u32,
    /// How many notes it has.
    pub notes: u32,
    /// The highest paragraph number of its main part.
    pub last_number: Option<u32>,
    /// What is doubtful about it.
    pub warnings: Vec<Warning>,
    /// Which edition of the report it is.
    pub edition: Edition,
}

/// Which edition of a report a file is: a report that is published again, corrected or after it
/// was withdrawn, is the same report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Its number, counted from 1 for the oldest.
    pub number: u32,
    /// How many there are.
    pub of: u32,
    /// The newest, unless it is that itself.
    pub replaced_by: Option<ReportId>,
}

impl Default for Edition {
    /// The only one.
    fn default() -> Self {
        Edition {
            number: 1,
            of: 1,
            replaced_by: None,
        }
    }
}

impl Edition {
    /// Tells whether there is no newer one.
    pub fn is_latest(&self) -> bool {
        self.replaced_by.is_none()
    }
}

impl ReportRecord {
    /// Returns the day by which the report is filtered and sorted: the last of the inspection,
    /// or else the day of publication.
    pub fn day(&self) -> Option<Date> {
        let inspection = self.report.inspection.map(|span| span.end);
        inspection.or(self.report.published.map(|published| published.date))
    }

    /// Tells whether its file still has the content that it was read from; none if it was attached to that.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn is_as_read(&self) -> io::Result<Option<bool>> {
        let given = self.paths.first().map_or("", String::as_str);
        let file = path_from_text(&self.absolute);
        has_content(&file, Path::new(given), &self.sha256)
    }
}

/// One input file, as the ledger keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRecord {
    /// The path as given.
    pub path: String,
    /// The absolute path, by which the file is recognised on the next run.
    pub absolute: String,
    /// Content hash, in hexadecimal digits.
    pub sha256: String,
    /// Another, by which a file is quickly known to have that content still.
    pub blake3: String,
    /// Size.
    pub bytes: u64,
    /// Hashes of what it was read with: files of authorities, and metadata beside it.
    pub context: String,
    /// Sizes and times by which a later run knows it to be unchanged; empty if there are none.
    pub stamp: String,
    /// What it needed of programs outside, and which of them met that or why none did: `ocr off`,
    /// `doc antiword`; empty where it needed none.
    pub aid: String,
    /// The day on which it was first looked for and not there; none while it is there. Its report
    /// stays in the index.
    pub missing: Option<Date>,
    /// What became of it.
    pub fate: FileFate,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileFate {
    /// It is this report (or one more copy of it).
    Indexed(ReportId),
    /// It was refused, for this reason.
    Refused(String),
}
