//! Ingest: brings an index up to date with report files.
//!
//! Files are told apart by content. A file whose hash is in the ledger is not read again; a
//! report leaves the index with its last file. Reports are written while others are still being
//! read, and a short queue between the two holds the readers back, so memory stays bounded.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc;

use crate::corpus::{self, DiscoverError, Hashed, ReadFile, ReportFile};
use crate::gazetteer::{Gazetteer, GazetteerError};
use crate::model::{Report, ReportId, Warned, Warning};

use super::{Fate, FileRecord, Index, IndexError, IndexWriter, ReportRecord};

/// How many reports may wait between the readers and the writer.
const QUEUE: usize = 8;
/// How many digits of a content hash tell reports of the same name apart.
const SUFFIX: usize = 6;

/// How to ingest.
#[derive(Debug, Clone, Default)]
pub struct IngestOptions {
    /// Whether to begin from nothing.
    pub rebuild: bool,
    /// How many files to read at a time; none means as many as there are processors.
    pub jobs: Option<usize>,
    /// A file of authorities that adds to those known.
    pub gazetteer: Option<PathBuf>,
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
    let hashes = corpus::hash_all(&found.files, options.jobs);

    let mut run = Run {
        plan: Plan::make(&found.files, &hashes, &before, &roots, &fingerprint),
        before,
        fingerprint,
        written: BTreeMap::new(),
        fresh: BTreeMap::new(),
    };
    if run.plan.is_empty() {
        return Ok(run.summary(&found.files, &hashes));
    }
    run.remove_gone(&mut writer)?;
    run.read_and_write(
        &found.files,
        options.jobs,
        &gazetteer,
        &mut writer,
        progress,
    )?;
    run.settle_names(&gazetteer, &mut writer)?;
    run.write_ledger(&mut writer)?;
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
            .with_authorities(&csv)
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

/// The index as it was.
#[derive(Default)]
struct Before {
    files: BTreeMap<String, FileRecord>,
    reports: HashMap<ReportId, ReportRecord>,
}

impl Before {
    fn read(dir: &Path, writer: &IndexWriter) -> Result<Before, IngestError> {
        let files = writer.files()?;
        if files.is_empty() {
            return Ok(Before::default());
        }
        let reports = Index::open(dir)?.reports(&Default::default())?;
        Ok(Before {
            files: files
                .into_iter()
                .map(|file| (file.absolute.clone(), file))
                .collect(),
            reports: reports
                .into_iter()
                .map(|record| (record.id.clone(), record))
                .collect(),
        })
    }

    fn id_of(&self, sha256: &str) -> Option<&ReportId> {
        self.files.values().find_map(|file| match &file.fate {
            Fate::Indexed(id) if file.sha256 == sha256 => Some(id),
            _ => None,
        })
    }
}

/// Files of one content.
#[derive(Debug, Clone, Default)]
struct Content {
    bytes: u64,
    /// Path and absolute path of every file, sorted.
    files: BTreeSet<(String, String)>,
}

/// What is to be done.
struct Plan {
    /// All contents that stand after this run, by hash.
    standing: BTreeMap<String, Content>,
    /// Hashes of those that must be read.
    to_read: Vec<String>,
    /// Files of the ledger that have gone or have other content now.
    gone: Vec<FileRecord>,
    /// Files that could not even be hashed, with the reason.
    unreadable: BTreeMap<String, (ReportFile, String)>,
}

impl Plan {
    fn make(
        files: &[ReportFile],
        hashes: &[std::io::Result<Hashed>],
        before: &Before,
        roots: &[PathBuf],
        fingerprint: &str,
    ) -> Plan {
        let mut plan = Plan {
            standing: BTreeMap::new(),
            to_read: Vec::new(),
            gone: Vec::new(),
            unreadable: BTreeMap::new(),
        };
        let mut now: HashMap<String, &str> = HashMap::new();
        let mut stale: BTreeSet<&str> = BTreeSet::new();
        for (file, hashed) in files.iter().zip(hashes) {
            let absolute = file.absolute.to_string_lossy().into_owned();
            match hashed {
                Ok(hashed) => {
                    let content = plan.standing.entry(hashed.sha256.clone()).or_default();
                    content.bytes = hashed.bytes;
                    content.files.insert((file.path.clone(), absolute.clone()));
                    let known = before.files.get(&absolute);
                    if known.is_none_or(|known| {
                        known.sha256 != hashed.sha256
                            || known.gazetteer != fingerprint
                            || known.path != file.path
                    }) {
                        stale.insert(&hashed.sha256);
                    }
                    now.insert(absolute, &hashed.sha256);
                }
                Err(error) => {
                    plan.unreadable
                        .insert(absolute, (file.clone(), error.to_string()));
                }
            }
        }
        for (absolute, known) in &before.files {
            let under = roots
                .iter()
                .any(|root| Path::new(absolute).starts_with(root));
            match now.get(absolute) {
                Some(sha256) if **sha256 == known.sha256 => {}
                None if !under => {
                    let content = plan.standing.entry(known.sha256.clone()).or_default();
                    content.bytes = known.bytes;
                    content.files.insert((known.path.clone(), absolute.clone()));
                }
                _ => {
                    plan.gone.push(known.clone());
                    // Its copies lose a path.
                    stale.insert(&known.sha256);
                }
            }
        }
        plan.to_read = plan
            .standing
            .iter()
            .filter(|(sha256, _)| stale.contains(sha256.as_str()))
            .map(|(sha256, _)| sha256.clone())
            .collect();
        // The largest first, so that no thread is left with a large one at the end.
        plan.to_read
            .sort_by_key(|sha256| std::cmp::Reverse(plan.standing[sha256].bytes));
        plan
    }

    fn is_empty(&self) -> bool {
        self.to_read.is_empty() && self.gone.is_empty() && self.unreadable.is_empty()
    }
}

/// A content that was read in this run.
struct Fresh {
    /// Its record, or why it was refused.
    outcome: Result<ReportRecord, String>,
}

struct Run {
    plan: Plan,
    before: Before,
    fingerprint: String,
    /// Names under which reports stand in the index now, by content.
    written: BTreeMap<String, ReportId>,
    fresh: BTreeMap<String, Fresh>,
}

impl Run {
    /// Takes out reports whose last file has gone, and those that are read again.
    fn remove_gone(&mut self, writer: &mut IndexWriter) -> Result<(), IngestError> {
        for file in self.before.files.values() {
            let Fate::Indexed(id) = &file.fate else {
                continue;
            };
            let stands = self.plan.standing.contains_key(&file.sha256);
            let again = self.plan.to_read.contains(&file.sha256);
            if !stands || again {
                writer.remove_report(id)?;
            } else {
                self.written.insert(file.sha256.clone(), id.clone());
            }
        }
        for file in &self.plan.gone {
            writer.remove_file(&file.absolute)?;
        }
        Ok(())
    }

    fn read_and_write(
        &mut self,
        files: &[ReportFile],
        jobs: Option<usize>,
        gazetteer: &Gazetteer,
        writer: &mut IndexWriter,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<(), IngestError> {
        let mut queue: Vec<ReportFile> = Vec::new();
        for sha256 in &self.plan.to_read {
            queue.extend(
                self.plan.standing[sha256]
                    .files
                    .first()
                    .map(|(path, absolute)| ReportFile {
                        path: path.clone(),
                        absolute: PathBuf::from(absolute),
                    }),
            );
        }
        debug_assert_eq!(queue.len(), self.plan.to_read.len());
        let sizes: Vec<u64> = self
            .plan
            .to_read
            .iter()
            .map(|sha256| self.plan.standing[sha256].bytes)
            .collect();
        let meter = Meter::new(files.len().min(queue.len()), sizes.iter().sum());
        let queue: Vec<&ReportFile> = queue.iter().collect();
        let (sender, receiver) = mpsc::sync_channel::<ReadFile>(QUEUE);
        std::thread::scope(|scope| {
            let (queue, sizes, meter) = (&queue, &sizes, &meter);
            scope.spawn(move || {
                corpus::read_all(queue, jobs, gazetteer, |read| {
                    let pages = read.report.as_ref().map_or(0, |report| report.value.pages);
                    progress(meter.count(pages, sizes[read.index]));
                    // A closed queue means that the writer has failed, which ends the run.
                    let _ = sender.send(read);
                });
            });
            for read in receiver {
                let sha256 = self.plan.to_read[read.index].clone();
                match read.report {
                    Ok(report) => self.write(&sha256, report, writer)?,
                    Err(refusal) => {
                        self.fresh.insert(
                            sha256,
                            Fresh {
                                outcome: Err(refusal.to_string()),
                            },
                        );
                    }
                }
            }
            Ok(())
        })
    }

    fn write(
        &mut self,
        sha256: &str,
        read: Warned<Report>,
        writer: &mut IndexWriter,
    ) -> Result<(), IngestError> {
        let base = read.value.base_id();
        let taken = self.written.values().any(|id| *id == base);
        let id = if taken { suffixed(&base, sha256) } else { base };
        self.put(id, sha256, read, writer)
    }

    fn put(
        &mut self,
        id: ReportId,
        sha256: &str,
        read: Warned<Report>,
        writer: &mut IndexWriter,
    ) -> Result<(), IngestError> {
        let content = &self.plan.standing[sha256];
        let mut report = read.value;
        let paragraphs = std::mem::take(&mut report.paragraphs);
        let last_number = paragraphs
            .iter()
            .filter(|paragraph| paragraph.locator.part.is_none())
            .filter_map(|paragraph| paragraph.number)
            .max();
        let record = ReportRecord {
            id: id.clone(),
            report,
            paths: content.files.iter().map(|(path, _)| path.clone()).collect(),
            sha256: sha256.to_owned(),
            bytes: content.bytes,
            paragraphs: paragraphs.len() as u32,
            last_number,
            warnings: read.warnings,
        };
        writer.add_report(&record, &paragraphs)?;
        self.written.insert(sha256.to_owned(), id);
        self.fresh.insert(
            sha256.to_owned(),
            Fresh {
                outcome: Ok(record),
            },
        );
        Ok(())
    }

    /// Gives reports of the same authority, date and kind names that do not depend on the order
    /// in which they were read: the one with the most pages bears the plain name, and among
    /// those the one with the lowest hash.
    fn settle_names(
        &mut self,
        gazetteer: &Gazetteer,
        writer: &mut IndexWriter,
    ) -> Result<(), IngestError> {
        let mut bearers: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (sha256, id) in &self.written {
            bearers
                .entry(plain(id).to_owned())
                .or_default()
                .push(sha256.clone());
        }
        for (base, mut contents) in bearers {
            // `written` is sorted by hash, and so are the bearers of a name.
            contents.sort_by_key(|sha256| std::cmp::Reverse(self.pages(sha256)));
            for (rank, sha256) in contents.iter().enumerate() {
                let base = ReportId::new(base.clone());
                let id = if rank == 0 {
                    base
                } else {
                    suffixed(&base, sha256)
                };
                let current = self.written[sha256].clone();
                if current == id {
                    continue;
                }
                writer.remove_report(&current)?;
                self.written.remove(sha256);
                let Some((_, absolute)) = self.plan.standing[sha256].files.first().cloned() else {
                    continue;
                };
                match corpus::read_file(Path::new(&absolute), gazetteer) {
                    Ok(read) => self.put(id, sha256, read, writer)?,
                    Err(refusal) => {
                        let outcome = Err(refusal.to_string());
                        self.fresh.insert(sha256.clone(), Fresh { outcome });
                    }
                }
            }
        }
        Ok(())
    }

    fn pages(&self, sha256: &str) -> u32 {
        let fresh = self
            .fresh
            .get(sha256)
            .and_then(|fresh| fresh.outcome.as_ref().ok());
        let before = || self.before.reports.get(self.written.get(sha256)?);
        fresh
            .or_else(before)
            .map_or(0, |record| record.report.pages)
    }

    fn write_ledger(&self, writer: &mut IndexWriter) -> Result<(), IngestError> {
        for (sha256, fresh) in &self.fresh {
            let content = &self.plan.standing[sha256];
            for (path, absolute) in &content.files {
                writer.set_file(&FileRecord {
                    path: path.clone(),
                    absolute: absolute.clone(),
                    sha256: sha256.clone(),
                    bytes: content.bytes,
                    gazetteer: self.fingerprint.clone(),
                    fate: match &fresh.outcome {
                        Ok(record) => Fate::Indexed(record.id.clone()),
                        Err(reason) => Fate::Refused(reason.clone()),
                    },
                })?;
            }
        }
        for (absolute, (file, reason)) in &self.plan.unreadable {
            writer.set_file(&FileRecord {
                path: file.path.clone(),
                absolute: absolute.clone(),
                sha256: String::new(),
                bytes: 0,
                gazetteer: self.fingerprint.clone(),
                fate: Fate::Refused(reason.clone()),
            })?;
        }
        Ok(())
    }

    fn summary(&self, files: &[ReportFile], hashes: &[std::io::Result<Hashed>]) -> IngestSummary {
        let mut summary = IngestSummary::default();
        let mut counted: BTreeSet<&ReportId> = BTreeSet::new();
        for (file, hashed) in files.iter().zip(hashes) {
            let outcome = match hashed {
                Err(error) => refused(file, &format!("cannot be read: {error}")),
                Ok(hashed) => {
                    summary.bytes += hashed.bytes;
                    self.outcome(file, &hashed.sha256)
                }
            };
            match outcome.status {
                FileStatus::Indexed => summary.indexed += 1,
                FileStatus::Unchanged => summary.unchanged += 1,
                FileStatus::Refused => summary.refused += 1,
                FileStatus::Removed => {}
            }
            summary.files.push(outcome);
        }
        for outcome in &summary.files {
            if outcome
                .report_id
                .as_ref()
                .is_some_and(|id| counted.insert(id))
            {
                summary.reports += 1;
                summary.paragraphs += outcome.paragraphs as usize;
                summary.pages += outcome.pages as usize;
            }
        }
        let now: BTreeSet<String> = files
            .iter()
            .map(|file| file.absolute.to_string_lossy().into_owned())
            .collect();
        let gone = self
            .plan
            .gone
            .iter()
            .filter(|file| !now.contains(&file.absolute));
        let gone: Vec<FileOutcome> = gone
            .map(|file| FileOutcome {
                path: file.path.clone(),
                status: FileStatus::Removed,
                reason: None,
                report_id: match &file.fate {
                    Fate::Indexed(id) => Some(id.clone()),
                    Fate::Refused(_) => None,
                },
                pages: 0,
                paragraphs: 0,
                warnings: Vec::new(),
            })
            .collect();
        summary.removed = gone.len();
        summary.files.extend(gone);
        summary.files.sort_by(|a, b| a.path.cmp(&b.path));
        summary
    }

    fn outcome(&self, file: &ReportFile, sha256: &str) -> FileOutcome {
        if let Some(fresh) = self.fresh.get(sha256) {
            return match &fresh.outcome {
                Ok(record) => indexed(file, record, self.status(file, sha256)),
                Err(reason) => refused(file, reason),
            };
        }
        let absolute = file.absolute.to_string_lossy();
        if let Some(FileRecord {
            fate: Fate::Refused(reason),
            ..
        }) = self.before.files.get(absolute.as_ref())
        {
            return refused(file, reason);
        }
        match self
            .before
            .id_of(sha256)
            .and_then(|id| self.before.reports.get(id))
        {
            Some(record) => indexed(file, record, FileStatus::Unchanged),
            None => refused(file, "the ledger has no record of it"),
        }
    }

    /// A file that is read again only because a copy came or went is itself unchanged.
    fn status(&self, file: &ReportFile, sha256: &str) -> FileStatus {
        let absolute = file.absolute.to_string_lossy();
        match self.before.files.get(absolute.as_ref()) {
            Some(known) if known.sha256 == sha256 && known.gazetteer == self.fingerprint => {
                FileStatus::Unchanged
            }
            _ => FileStatus::Indexed,
        }
    }
}

fn indexed(file: &ReportFile, record: &ReportRecord, status: FileStatus) -> FileOutcome {
    let first = record.paths.first().filter(|first| **first != file.path);
    FileOutcome {
        path: file.path.clone(),
        status,
        reason: first.map(|first| format!("same content as {first}")),
        report_id: Some(record.id.clone()),
        pages: record.report.pages,
        paragraphs: record.paragraphs,
        warnings: record.warnings.clone(),
    }
}

fn refused(file: &ReportFile, reason: &str) -> FileOutcome {
    FileOutcome {
        path: file.path.clone(),
        status: FileStatus::Refused,
        reason: Some(reason.to_owned()),
        report_id: None,
        pages: 0,
        paragraphs: 0,
        warnings: Vec::new(),
    }
}

fn suffixed(base: &ReportId, sha256: &str) -> ReportId {
    ReportId::new(format!("{base}~{}", &sha256[..SUFFIX.min(sha256.len())]))
}

/// Returns the name without the suffix that tells it from others.
fn plain(id: &ReportId) -> &str {
    id.as_str().split('~').next().unwrap_or_default()
}

/// Counts what has been read, from all threads.
struct Meter {
    files_total: usize,
    bytes_total: u64,
    files: AtomicUsize,
    pages: AtomicU64,
    bytes: AtomicU64,
}

impl Meter {
    fn new(files_total: usize, bytes_total: u64) -> Meter {
        Meter {
            files_total,
            bytes_total,
            files: AtomicUsize::new(0),
            pages: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
        }
    }

    fn count(&self, pages: u32, bytes: u64) -> Progress {
        let add = |counter: &AtomicU64, more| counter.fetch_add(more, Ordering::Relaxed) + more;
        Progress {
            files_done: self.files.fetch_add(1, Ordering::Relaxed) + 1,
            files_total: self.files_total,
            pages: add(&self.pages, u64::from(pages)),
            bytes_done: add(&self.bytes, bytes),
            bytes_total: self.bytes_total,
        }
    }
}
