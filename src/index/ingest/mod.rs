//! Ingest: brings an index up to date with report files.
//!
//! Files are told apart by content. A file whose hash is in the ledger is not read again; a
//! report leaves the index with its last file. A report is written by the thread that has read
//! it before that thread reads the next, so memory stays bounded.

mod alike;
mod editions;
mod meter;
mod plan;
mod run;

use std::fmt;
use std::path::{Path, PathBuf};

use super::{IndexError, IndexWriter};
use crate::corpus::{self, DiscoverError};
use crate::gazetteer::GazetteerError;
use crate::model::{Limits, ReportId, Warning, today};
use crate::rules::Rules;
use crate::toml_file::{TomlError, TomlFile};
use plan::{Before, Plan};
use run::Run;

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
    /// How much of one file is read.
    pub limits: Limits,
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
    /// A file of authorities or of rules cannot be read.
    RulesFile(PathBuf, std::io::Error),
    /// A file of authorities cannot be used.
    Gazetteer(PathBuf, GazetteerError),
    /// A file of rules cannot be used.
    Rules(TomlError),
    /// The index cannot be read or written.
    Index(IndexError),
}

impl fmt::Display for IngestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IngestError::Discover(error) => error.fmt(f),
            IngestError::RulesFile(path, error) => write!(f, "{}: {error}", path.display()),
            IngestError::Rules(error) => error.fmt(f),
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
    let folders: Vec<PathBuf> = found.rules.iter().chain(&options.rules).cloned().collect();
    let (rules, fingerprint) = read_rules(&gazetteers, &folders)?;
    let mut writer = IndexWriter::open(dir, options.rebuild)?;
    writer.set_terms(rules.terms());
    let before = if options.rebuild {
        Before::default()
    } else {
        Before::read(dir, &writer)?
    };
    let roots = absolute_all(paths)?;
    let hashes = corpus::hash_all(&found.files, options.jobs, &|file| before.hashed(file));

    let plan = Plan::make(
        &found.files,
        &hashes,
        &before,
        &roots,
        &fingerprint,
        today(),
    );
    let mut run = Run::new(plan, before);
    if run.plan.is_empty() {
        return Ok(run.summary(&found.files, &hashes));
    }
    run.remove_gone(&mut writer)?;
    run.read_and_write(&found.files, options, &rules, &writer, progress)?;
    run.settle_names(options, &rules, &writer)?;
    run.write_ledger(&mut writer);
    writer.commit()?;
    Ok(run.summary(&found.files, &hashes))
}

/// Adds files of rules and authorities to the built-in ones; the fingerprint changes with any of
/// them.
///
/// # Errors
/// If a file cannot be read, or is not in order.
pub fn read_rules(
    gazetteers: &[PathBuf],
    folders: &[PathBuf],
) -> Result<(Rules, String), IngestError> {
    let mut fingerprint = vec![Rules::fingerprint().to_owned()];
    let mut files = Vec::new();
    for folder in folders {
        for path in corpus::rule_files(folder)? {
            let failed = |error| IngestError::RulesFile(path.clone(), error);
            let text = std::fs::read_to_string(&path).map_err(failed)?;
            fingerprint.push(corpus::hash_bytes(text.as_bytes()));
            let name = path.display().to_string();
            files.push(TomlFile::parse(&name, &text).map_err(IngestError::Rules)?);
        }
    }
    let mut rules = match files.is_empty() {
        true => Rules::builtin().clone(),
        false => Rules::builtin()
            .with_files(&files)
            .map_err(IngestError::Rules)?,
    };
    for path in gazetteers {
        let failed = |error| IngestError::RulesFile(path.clone(), error);
        let csv = std::fs::read(path).map_err(failed)?;
        let added = rules.with_csv(&csv);
        rules = added.map_err(|error| IngestError::Gazetteer(path.clone(), error))?;
        fingerprint.push(corpus::hash_bytes(&csv));
    }
    Ok((rules, fingerprint.join("+")))
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
