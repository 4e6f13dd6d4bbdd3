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
mod scope;
mod summary;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::{IndexError, IndexWriter};
use crate::corpus::{self, DiscoverError, Programs, ReportFile};
use crate::gazetteer::GazetteerError;
use crate::model::{Limits, ReportId, Warning};
use crate::rules::Rules;
use crate::toml_file::{TomlError, TomlFile};
use plan::{Before, Plan};
use run::Run;
use scope::Scope;

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
    /// Why reports stay whose files were looked for and not found, in sentences.
    pub held: Vec<String>,
    /// Whether the index could not be read, being damaged or of another format, and was made anew.
    pub replaced: bool,
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
    RulesFile(PathBuf, io::Error),
    /// A file of authorities cannot be used.
    Gazetteer(PathBuf, GazetteerError),
    /// A file of rules cannot be used.
    Rules(TomlError),
    /// The index is of another format or damaged, and reports that it was made of cannot be read
    /// again, for this reason.
    RootGone(String),
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
            IngestError::RootGone(reason) => write!(
                f,
                "the index is damaged or of another format, and {reason}: its reports would be lost"
            ),
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
/// Files of earlier runs that lie elsewhere keep their place. An index that is made anew, because it
/// is asked for or because there is none that can be read, is made of all paths that were ever
/// given for it. `progress` is called from any thread.
///
/// # Errors
/// If the paths or the index cannot be read or written; a file that is no report is no error.
pub fn ingest(
    dir: &Path,
    paths: &[PathBuf],
    options: &IngestOptions,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<IngestSummary, IngestError> {
    let mut scope = Scope::new(dir, paths, options)?;
    let mut found = scope.discover()?;
    scope.look_at(&found)?;
    let gazetteers: Vec<PathBuf> = found
        .gazetteers
        .iter()
        .chain(&options.gazetteer)
        .cloned()
        .collect();
    let folders: Vec<PathBuf> = found.rules.iter().chain(&options.rules).cloned().collect();
    let (rules, fingerprint) = read_rules(&gazetteers, &folders)?;
    let mut writer = IndexWriter::open(dir, scope.anew)?;
    writer.set_terms(rules.terms());
    let before = match scope.is_foreign {
        true => Before::default(),
        false => Before::read(dir)?,
    };
    let lost = match before.files.is_empty() {
        true => scope.lost(),
        false => Vec::new(),
    };
    found.files.extend(scope.strays(&before));
    let known = |file: &ReportFile| before.hashed(file).filter(|_| !scope.anew);
    let hashes = corpus::hash_all(&found.files, options.jobs, &known);
    let refused = |error| format!("cannot be read: {error}");
    let hashes = hashes.into_iter().map(|hashed| hashed.map_err(refused));
    let mut files: Vec<_> = found.files.into_iter().zip(hashes).collect();
    let no_files = found.refused.into_iter();
    files.extend(no_files.map(|(file, reason)| (file, Err(reason))));

    let mut plan = Plan::make(&files, &before, &scope, &fingerprint, &options.programs);
    plan.held.extend(lost);
    let mut run = Run::new(plan, before);
    writer.remember(dir, &scope.lasting())?;
    if !run.plan.is_empty() || scope.is_foreign {
        run.remove_gone(&mut writer)?;
        run.read_and_write(options, &rules, &writer, progress)?;
        run.settle_names(options, &rules, &writer)?;
        run.write_ledger(&mut writer);
        writer.commit()?;
    }
    Ok(IngestSummary {
        replaced: scope.is_foreign,
        ..run.summary(&files)
    })
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
            let bytes = corpus::read_bytes(&path).map_err(failed)?;
            let not_text = |error| failed(io::Error::new(io::ErrorKind::InvalidData, error));
            let text = String::from_utf8(bytes).map_err(not_text)?;
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
        let csv = corpus::read_bytes(path).map_err(failed)?;
        let added = rules.with_csv(&csv);
        rules = added.map_err(|error| IngestError::Gazetteer(path.clone(), error))?;
        fingerprint.push(corpus::hash_bytes(&csv));
    }
    Ok((rules, fingerprint.join("+")))
}
