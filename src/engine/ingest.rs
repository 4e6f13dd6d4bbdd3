//! Ingest into the engine.
//!
//! The local ingest reads the files, into a folder that knows what the engine has; what is different
//! afterwards is handed over. So what becomes of a file, which name a report bears and which edition it
//! is are told in one place. What is handed over is seen at once, when all of it has arrived.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::json;

use super::ClusterError;
use super::bulk::{self, Bulk};
use super::candidates::Candidates;
use super::handover::{Parcel, hand_over_file, version_of_file};
use super::lock::Lock;
use super::mapping::field;
use super::snapshot::{Snapshot, StoredReport};
use super::store::{Engine, Store};
use crate::corpus::TemporaryFolder;
use crate::index::{
    self, Elsewhere, FileRecord, Index, IndexError, IndexWriter, IngestError, IngestOptions,
    IngestSummary, Progress, ReportRecord, Tokeniser,
};
use crate::model::ReportId;
use crate::query::Filters;

/// A new index has so many shards,
const SHARDS: u32 = 3;
/// and of each so many copies beside it.
const REPLICAS: u32 = 1;
/// So many threads hand over at most.
const THREADS: usize = 4;

/// Why an ingest did not happen; what the engine answers is as it was.
#[derive(Debug)]
pub enum EngineIngestError {
    /// The files could not be read.
    Ingest(IngestError),
    /// The engine could not be written to.
    Engine(ClusterError),
}

impl fmt::Display for EngineIngestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EngineIngestError::Ingest(error) => error.fmt(f),
            EngineIngestError::Engine(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for EngineIngestError {}

impl From<IngestError> for EngineIngestError {
    fn from(error: IngestError) -> Self {
        EngineIngestError::Ingest(error)
    }
}

impl<E: Into<ClusterError>> From<E> for EngineIngestError {
    fn from(error: E) -> Self {
        EngineIngestError::Engine(error.into())
    }
}

/// What the engine has.
struct Before {
    reports: HashMap<ReportId, StoredReport>,
    /// Versions of the ledger's entries.
    files: HashSet<String>,
}

/// What is to be handed over, and what goes.
struct Changes {
    reports: Vec<ReportRecord>,
    files: Vec<FileRecord>,
    /// Versions of reports and of entries of the ledger.
    gone: Vec<String>,
}

/// Brings the index of an engine up to date with the report files under `paths`; it is made where there
/// is none. Reports of files elsewhere stay: others may look after these.
///
/// # Errors
/// If the paths cannot be read, or the engine not written to; a file that is no report is no error.
pub fn ingest(
    engine: &Arc<Engine>,
    paths: &[PathBuf],
    options: &IngestOptions,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<IngestSummary, EngineIngestError> {
    let store = engine.store_or_new((SHARDS, REPLICAS))?;
    let right = Lock::take(engine, &store)?;
    clean(engine, &store)?;
    let snapshot = Snapshot::take(engine, &store)?;
    let folder = TemporaryFolder::new().map_err(IndexError::from)?;
    let before = stage(&snapshot, folder.path())?;
    let mut state = snapshot.state.clone();
    // What reading takes is longer than a snapshot may live.
    drop(snapshot);
    let unread: Arc<Mutex<Option<ClusterError>>> = Arc::default();
    let options = IngestOptions {
        elsewhere: Some(elsewhere(engine, &store, &unread)),
        ..options.clone()
    };
    let summary = index::ingest(folder.path(), paths, &options, progress)?;
    // What could not be fetched would count as what cannot be read, and leave the index.
    if let Some(error) = lock(&unread).take() {
        return Err(error.into());
    }
    let staged = match Index::open(folder.path()) {
        // Nothing was there and nothing came.
        Err(IndexError::NotFound(_)) => return Ok(summary),
        staged => staged?,
    };
    let changes = changes(&staged, &before)?;
    if changes.is_empty() && state.sequence.is_some() {
        return Ok(summary);
    }
    let next = state.generation + 1;
    let written = hand_over(engine, &store, (&staged, &changes), next, options.jobs)?;
    right.check()?;
    engine.refresh(&store)?;
    check_arrived(engine, &store, next, written)?;
    state.generation = next;
    state.dead = changes.gone;
    state.terms = staged.terms();
    right.check()?;
    state.write(engine, &store)?;
    clean(engine, &store)?;
    Ok(summary)
}

/// Reads paragraphs that the engine has; where that fails, the first error is kept.
fn elsewhere(
    engine: &Arc<Engine>,
    store: &Store,
    unread: &Arc<Mutex<Option<ClusterError>>>,
) -> Elsewhere {
    let (engine, store, unread) = (engine.clone(), store.clone(), unread.clone());
    Elsewhere::new(move |record| {
        let mut candidates = Candidates::default();
        let read = Snapshot::take(&engine, &store)
            .and_then(|snapshot| candidates.add_reports(&snapshot, &[&record.id]));
        match read {
            Ok(()) => Some(candidates.of(&record.id)),
            Err(error) => {
                lock(&unread).get_or_insert(error);
                None
            }
        }
    })
}

/// Locks what is whole whatever happened to another thread.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Changes {
    fn is_empty(&self) -> bool {
        self.reports.is_empty() && self.files.is_empty() && self.gone.is_empty()
    }
}

/// Writes what the engine knows of reports and files into a folder, without the paragraphs.
fn stage(snapshot: &Snapshot, dir: &Path) -> Result<Before, ClusterError> {
    let (reports, files) = (snapshot.reports()?, snapshot.files()?);
    if !reports.is_empty() || !files.is_empty() {
        let mut writer = IndexWriter::open(dir, false)?;
        writer.set_terms(snapshot.state.terms);
        for report in &reports {
            writer.add_report(&report.record, &[])?;
        }
        for (file, _) in &files {
            writer.set_file(file);
        }
        writer.commit()?;
    }
    let reports = reports.into_iter();
    Ok(Before {
        reports: reports
            .map(|report| (report.record.id.clone(), report))
            .collect(),
        files: files.into_iter().map(|(_, version)| version).collect(),
    })
}

/// Compares what was made of the files with what the engine has.
fn changes(staged: &Index, before: &Before) -> Result<Changes, ClusterError> {
    let mut gone: HashSet<&str> = before.files.iter().map(String::as_str).collect();
    gone.extend(
        before
            .reports
            .values()
            .map(|report| report.version.as_str()),
    );
    let mut reports = Vec::new();
    for record in staged.reports(&Filters::default())? {
        let paragraphs = staged.paragraphs(&record.id)?;
        let known = before.reports.get(&record.id);
        let has_any = record.paragraphs + record.notes > 0;
        let is_unread = paragraphs.is_empty() && has_any;
        let version = match known {
            // One whose paragraphs were not read was not touched.
            Some(known) if is_unread && known.record == record => known.version.clone(),
            _ if is_unread => return Err(ClusterError::Unexpected("the paragraphs of a report")),
            _ => Parcel::new(&record, &paragraphs).version,
        };
        if !gone.remove(version.as_str()) {
            reports.push(record);
        }
    }
    let mut files = staged.files()?;
    files.retain(|file| !gone.remove(version_of_file(file).as_str()));
    let mut gone: Vec<String> = gone.into_iter().map(str::to_owned).collect();
    gone.sort_unstable();
    Ok(Changes {
        reports,
        files,
        gone,
    })
}

/// Hands over what is new, on several threads; returns how many documents it is.
fn hand_over(
    engine: &Engine,
    store: &Store,
    (staged, changes): (&Index, &Changes),
    generation: u64,
    jobs: Option<usize>,
) -> Result<u64, ClusterError> {
    let size = bulk::size(engine.least_heap()?);
    let met = Mutex::new(HashSet::new());
    let next = AtomicUsize::new(0);
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = jobs.unwrap_or(processors).clamp(1, THREADS);
    let work = || -> Result<u64, ClusterError> {
        let mut bulk = Bulk::new(engine, store, size);
        let mut tokeniser = Tokeniser::default();
        let mut written = 0;
        while let Some(record) = changes.reports.get(next.fetch_add(1, Ordering::Relaxed)) {
            let paragraphs = staged.paragraphs(&record.id)?;
            let parcel = Parcel::new(record, &paragraphs);
            parcel.hand_over(&mut bulk, generation, &mut tokeniser, &met)?;
            written += parcel.len();
        }
        bulk.finish()?;
        Ok(written)
    };
    let mut written: u64 = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let done = workers.into_iter().map(|worker| match worker.join() {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        done.sum::<Result<u64, ClusterError>>()
    })?;
    let mut bulk = Bulk::new(engine, store, size);
    for file in &changes.files {
        hand_over_file(file, &mut bulk, generation)?;
        written += 1;
    }
    bulk.finish()?;
    Ok(written)
}

/// Checks that all that was handed over stands in the index.
fn check_arrived(
    engine: &Arc<Engine>,
    store: &Store,
    generation: u64,
    written: u64,
) -> Result<(), ClusterError> {
    let snapshot = Snapshot::take(engine, store)?;
    let found = snapshot.count(&json!({"term": {field::GENERATION: generation}}))?;
    match found == written {
        true => Ok(()),
        false => Err(ClusterError::Miscounted { written, found }),
    }
}

/// Removes what is seen no more, and what another ingest left that broke off.
fn clean(engine: &Arc<Engine>, store: &Store) -> Result<(), ClusterError> {
    engine.refresh(store)?;
    let snapshot = Snapshot::take(engine, store)?;
    let size = bulk::size(engine.least_heap()?);
    let mut bulk = Bulk::new(engine, store, size);
    let query = snapshot.state.unseen();
    let removed = snapshot.for_each(&query, &[field::CLASS], |hit| {
        let id = hit["_id"].as_str();
        let routing = hit["_routing"].as_str();
        let (Some(id), Some(routing)) = (id, routing) else {
            return Err(ClusterError::Unexpected("the id of a document"));
        };
        bulk.remove(id, routing)
    })?;
    bulk.finish()?;
    let mut state = snapshot.state.clone();
    drop(snapshot);
    if removed > 0 {
        engine.refresh(store)?;
    }
    if !state.dead.is_empty() {
        state.dead.clear();
        state.write(engine, store)?;
    }
    Ok(())
}
