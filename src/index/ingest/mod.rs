//! Ingest: brings an index up to date with report files.
//!
//! Files are told apart by content. A file whose hash is in the ledger is not read again; a
//! report leaves the index with its last file. A report is written by the thread that has read
//! it before that thread reads the next, so memory stays bounded.

mod meter;
mod plan;
mod run;

use std::fmt;
use std::path::{Path, PathBuf};

use super::{IndexError, IndexWriter};
use crate::corpus::{self, DiscoverError};
use crate::gazetteer::{Gazetteer, GazetteerError};
use crate::model::{ReportId, Warning};
use plan::{Before, Plan};
use run::Run;

/// How to ingest.
#[derive(Debug, Clone, Default)]
pub struct IngestOptions {
    /// Whether to begin from nothing.
    pub rebuild: bool,
    /// How many files to read at a time; none means as many as there are processors.
    pub jobs: Option<usize>,
    /// Files that add to the gazetteer.
    pub gazetteer: Vec<PathBuf>,
}

/// What an ingest did. The totals are over all files under the given paths.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IngestSummary {
    /// Files read into the index in this run.
    pub indexed: usize,
    /// Files that were in the index with the same content.
    pub unchanged: usize,
    /// Files that have gone and left the index.
    pub removed: usize,
    /// Files that are no reports.
    pub refused: usize,
    /// Reports that the files hold; copies count once.
    pub reports: usize,
    /// Paragraphs of those reports.
    pub paragraphs: usize,
    /// Pages of those reports.
    pub pages: usize,
    /// Bytes of all files.
    pub bytes: u64,
    /// What became of each file, sorted by path.
    pub files: Vec<FileOutcome>,
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileOutcome {
    /// Its path.
    pub path: String,
    /// What was done with it.
    pub status: FileStatus,
    /// Why it was refused, or which file it is a copy of.
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
}

/// How far a running ingest is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// Why an ingest did not happen; the index is as it was.
#[derive(Debug)]
pub enum IngestError {
    /// A path cannot be searched for files.
    Discover(DiscoverError),
    /// A file of authorities cannot be read.
    GazetteerFile(PathBuf, std::io::Error),
    /// A file of authorities cannot be used.
    Gazetteer(PathBuf, GazetteerError),
    /// The index cannot be read or written.
    Index(IndexError),
}

impl fmt::Display for IngestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IngestError::Discover(error) => error.fmt(f),
            IngestError::GazetteerFile(path, error) => write!(f, "{}: {error}", path.display()),
            IngestError::Gazetteer(path, error) => write!(f, "{}: {error}", path.display()),
            IngestError::Index(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for IngestError {}

impl From<DiscoverError> for IngestError {
    fn from(error: DiscoverError) -> Self {
        IngestError::Discover(error)
    }
}

impl From<IndexError> for IngestError {
    fn from(error: IndexError) -> Self {
        IngestError::Index(error)
    }
}

/// Brings the index in `dir` up to date with the report files under `paths`.
///
/// Files of earlier runs that lie elsewhere keep their place. `progress` is called from any
/// thread.
///
/// # Errors
/// If the paths or the index cannot be read or written; a file that is no report is no error.
pub fn ingest(
    dir: &Path,
    paths: &[PathBuf],
    options: &IngestOptions,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<IngestSummary, IngestError> {
    let found = corpus::discover(paths)?;
    let gazetteers: Vec<PathBuf> = found
        .gazetteers
        .iter()
        .chain(&options.gazetteer)
        .cloned()
        .collect();
    let (gazetteer, fingerprint) = read_gazetteers(&gazetteers)?;
    let mut writer = IndexWriter::open(dir, options.rebuild)?;
    let before = if options.rebuild {
        Before::default()
    } else {
        Before::read(dir, &writer)?
    };
    let roots = absolute_all(paths)?;
    let hashes = corpus::hash_all(&found.files, options.jobs, &|file| before.hashed(file));

    let plan = Plan::make(&found.files, &hashes, &before, &roots, &fingerprint);
    let mut run = Run::new(plan, before);
    if run.plan.is_empty() {
        return Ok(run.summary(&found.files, &hashes));
    }
    run.remove_gone(&mut writer)?;
    run.read_and_write(&found.files, options.jobs, &gazetteer, &writer, progress)?;
    run.settle_names(&gazetteer, &mut writer)?;
    run.write_ledger(&mut writer);
    writer.commit()?;
    Ok(run.summary(&found.files, &hashes))
}

/// Adds files of authorities to the built-in ones; the fingerprint changes with their content.
fn read_gazetteers(paths: &[PathBuf]) -> Result<(Gazetteer, String), IngestError> {
    let mut gazetteer = Gazetteer::builtin().clone();
    let mut fingerprint = Vec::new();
    for path in paths {
        let csv =
            std::fs::read(path).map_err(|error| IngestError::GazetteerFile(path.clone(), error))?;
        gazetteer = gazetteer
            .with_file(&csv)
            .map_err(|error| IngestError::Gazetteer(path.clone(), error))?;
        fingerprint.push(corpus::hash_bytes(&csv));
    }
    Ok((gazetteer, fingerprint.join("+")))
}

fn absolute_all(paths: &[PathBuf]) -> Result<Vec<PathBuf>, IngestError> {
    paths
        .iter()
        .map(|path| {
            std::path::absolute(path).map_err(|error| {
                DiscoverError {
                    path: path.clone(),
                    error,
                }
                .into()
            })
        })
        .collect()
}
