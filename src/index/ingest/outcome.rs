//! What is asked of an ingest, how far it is, and what it did.

use std::collections::HashSet;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use crate::corpus::{Programs, Share};
use crate::index::ReportRecord;
use crate::model::{Limits, Paragraph, ReportId, Warning};

/// How to ingest.
#[derive(Debug, Clone, Default)]
pub struct IngestOptions {
    /// Whether to begin from nothing.
    pub rebuild: bool,
    /// How many files to read at a time; none means as many as there are processors.
    pub jobs: Option<usize>,
    /// CSV files that add to the gazetteer.
    pub gazetteer: Vec<PathBuf>,
    /// Folders of files of rules.
    pub rules: Vec<PathBuf>,
    /// Whether reports leave the index with their files however many do, and those of folders that
    /// are not there any more.
    pub prune: bool,
    /// How much of one file is read.
    pub limits: Limits,
    /// The programs outside that help to read what is not read here.
    pub programs: Programs,
    /// Where the paragraphs are of which the index has only the reports; others than this run may look
    /// after these then, so that nothing is said of files outside of the paths given.
    pub elsewhere: Option<Elsewhere>,
    /// Which contents are looked at. Those of other shares are as if their files were not there, and
    /// names are not settled: a run over all of them does that.
    pub share: Option<Share>,
}

/// Reads paragraphs that are not in the index, though their reports are.
#[derive(Clone)]
pub struct Elsewhere {
    read: Arc<ReadParagraphs>,
    unsettled: Arc<HashSet<String>>,
}

/// See [`Elsewhere`].
type ReadParagraphs = dyn Fn(&ReportRecord) -> Option<Vec<Paragraph>> + Send + Sync;

impl Elsewhere {
    /// Reads with a function, which finds none where it fails.
    pub fn new(
        read: impl Fn(&ReportRecord) -> Option<Vec<Paragraph>> + Send + Sync + 'static,
    ) -> Self {
        Elsewhere {
            read: Arc::new(read),
            unsettled: Arc::default(),
        }
    }

    /// Says which contents of the index, by their SHA-256, were read by runs over shares: their names
    /// are settled by the run over all.
    #[must_use]
    pub fn with_unsettled(self, contents: HashSet<String>) -> Self {
        Elsewhere {
            unsettled: Arc::new(contents),
            ..self
        }
    }

    pub(super) fn paragraphs(&self, record: &ReportRecord) -> Option<Vec<Paragraph>> {
        (self.read)(record)
    }

    pub(super) fn unsettled(&self) -> &HashSet<String> {
        &self.unsettled
    }
}

impl fmt::Debug for Elsewhere {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Elsewhere")
    }
}

/// What an ingest did. The totals are over all files under the given paths.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct IngestSummary {
    /// Files read into the index in this run.
    pub indexed: usize,
    /// Files that were in the index with the same content.
    pub unchanged: usize,
    /// Files whose reports have left the index: they have gone, or hold what is refused now.
    pub removed: usize,
    /// Files that are no reports.
    pub refused: usize,
    /// Files that are not there and whose reports stay all the same.
    pub kept: usize,
    /// Reports that the files hold; copies count once.
    pub reports: usize,
    /// Paragraphs of those reports.
    pub paragraphs: usize,
    /// Pages of those reports.
    pub pages: usize,
    /// Bytes of all files.
    pub bytes: u64,
    /// Why reports stay whose files were looked for and not found, in sentences.
    pub held: Vec<String>,
    /// Whether the index could not be read, being damaged or of another format, and was made anew.
    pub replaced: bool,
    /// What became of each file, sorted by path.
    pub files: Vec<FileOutcome>,
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FileOutcome {
    /// Its path.
    pub path: String,
    /// What was done with it.
    pub status: FileStatus,
    /// Why it was refused or kept, or which file it is a copy of.
    pub reason: Option<String>,
    /// The report that it holds.
    pub report_id: Option<ReportId>,
    /// Pages of the report.
    pub pages: u32,
    /// Paragraphs of the report.
    pub paragraphs: u32,
    /// What is doubtful about the report.
    pub warnings: Vec<Warning>,
}

/// See [`FileOutcome`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileStatus {
    /// Read into the index.
    Indexed,
    /// In the index already.
    Unchanged,
    /// Gone.
    Removed,
    /// No report.
    Refused,
    /// Not there, and its report stays.
    Kept,
}

/// How far a running ingest is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Files read.
    pub files_done: usize,
    /// Files to be read.
    pub files_total: usize,
    /// Pages read.
    pub pages: u64,
    /// Bytes read.
    pub bytes_done: u64,
    /// Bytes to be read.
    pub bytes_total: u64,
}
