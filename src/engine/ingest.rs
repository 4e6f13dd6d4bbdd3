//! Ingest into the engine.
//!
//! The local ingest reads the files, into a folder that knows what the engine has; what is different
//! afterwards is handed over. So what becomes of a file, which name a report bears and which edition it
//! is are told in one place. What is handed over is seen at once, when all of it has arrived.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};

use super::ClusterError;
use super::bulk::{self, Bulk};
use super::candidates::Candidates;
use super::changes::{Before, Changes, stage};
use super::handover::{Generation, Parcel, hand_over_file};
use super::lock::{Lock, WHOLE};
use super::mapping::field;
use super::snapshot::Snapshot;
use super::staged::Staged;
use super::store::{Engine, Store};
use crate::corpus::TemporaryFolder;
use crate::index::{
    self, Elsewhere, Index, IndexError, IngestError, IngestOptions, IngestSummary, Progress,
    Tokeniser,
};
use crate::model::{ReportId, Terms};

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
    let (store, right) = Lock::take(engine, WHOLE, || engine.store_or_new())?;
    engine.remove_left(&store)?;
    clean(engine, &store)?;
    let snapshot = Snapshot::take(engine, &store)?;
    let mut state = snapshot.state.clone();
    let (staged, terms) = (Staged::default(), state.terms);
    let reading = Reading {
        engine,
        store: &store,
        paths,
        options,
    };
    let (summary, read) = reading.run(Some((snapshot, staged)), terms, progress)?;
    let Some(read) = read.filter(|read| !read.changes.is_empty() || state.sequence.is_none())
    else {
        return Ok(summary);
    };
    let next = state.generation + 1;
    let written = reading.hand_over(&read, Generation::Next(next))?;
    right.check()?;
    engine.refresh(&store)?;
    let arrived = json!({"term": {field::GENERATION: next}});
    check_arrived(engine, &store, &arrived, written)?;
    state.generation = next;
    state.dead = read.changes.gone;
    state.terms = read.index.terms();
    right.check()?;
    state.write(engine, &store)?;
    clean(engine, &store)?;
    Ok(summary)
}

/// A run of the local ingest for an engine.
pub(super) struct Reading<'a> {
    pub(super) engine: &'a Arc<Engine>,
    pub(super) store: &'a Store,
    pub(super) paths: &'a [PathBuf],
    pub(super) options: &'a IngestOptions,
}

/// What it made.
pub(super) struct Read {
    pub(super) index: Index,
    pub(super) changes: Changes,
    /// Holds the index, and goes with it.
    _folder: TemporaryFolder,
}

impl Reading<'_> {
    /// Reads the files, beside what the engine has, where it has anything that can be read, and what
    /// shares have handed over with their terms; makes nothing where nothing was there and nothing came.
    pub(super) fn run(
        &self,
        known: Option<(Snapshot, Staged)>,
        terms: &'static Terms,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<(IngestSummary, Option<Read>), EngineIngestError> {
        let folder = TemporaryFolder::new().map_err(IndexError::from)?;
        let before = match known {
            // What reading takes is longer than a snapshot may live.
            Some((snapshot, staged)) => stage(&snapshot, staged, terms, folder.path())?,
            None => Before::default(),
        };
        let unread: Arc<Mutex<Option<ClusterError>>> = Arc::default();
        let mut elsewhere = self.elsewhere(before.versions(), terms, &unread);
        if self.options.share.is_none() {
            elsewhere = elsewhere.with_unsettled(before.unsettled.clone());
        }
        let options = IngestOptions {
            elsewhere: Some(elsewhere),
            ..self.options.clone()
        };
        let summary = index::ingest(folder.path(), self.paths, &options, progress)?;
        // What could not be fetched would count as what cannot be read, and leave the index.
        if let Some(error) = lock(&unread).take() {
            return Err(error.into());
        }
        let index = match Index::open(folder.path()) {
            // Nothing was there and nothing came.
            Err(IndexError::NotFound(_)) => return Ok((summary, None)),
            index => index?,
        };
        let changes = match self.options.rebuild {
            // All of it is handed over.
            true => Changes::between(&Before::default(), &index)?,
            false => Changes::between(&before, &index)?,
        };
        let read = Read {
            index,
            changes,
            _folder: folder,
        };
        Ok((summary, Some(read)))
    }

    /// Reads paragraphs that the engine has; where that fails, the first error is kept.
    fn elsewhere(
        &self,
        versions: HashMap<ReportId, String>,
        terms: &'static Terms,
        unread: &Arc<Mutex<Option<ClusterError>>>,
    ) -> Elsewhere {
        let (engine, store) = (self.engine.clone(), self.store.clone());
        let unread = unread.clone();
        Elsewhere::new(move |record| {
            let version = versions.get(&record.id)?;
            let read = Snapshot::take(&engine, &store);
            match read.and_then(|snapshot| Candidates::of_version(&snapshot, version, terms)) {
                Ok(paragraphs) => Some(paragraphs),
                Err(error) => {
                    lock(&unread).get_or_insert(error);
                    None
                }
            }
        })
    }

    /// Hands over what is new, on several threads; returns how many documents it is.
    pub(super) fn hand_over(
        &self,
        read: &Read,
        generation: Generation,
    ) -> Result<u64, ClusterError> {
        let Read { index, changes, .. } = read;
        let (engine, store) = (self.engine, self.store);
        let size = bulk::size(engine.least_heap()?);
        let met = Mutex::new(HashSet::new());
        let next = AtomicUsize::new(0);
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        let threads = self.options.jobs.unwrap_or(processors).clamp(1, THREADS);
        let work = || -> Result<u64, ClusterError> {
            let mut bulk = Bulk::new(engine, store, size);
            let mut tokeniser = Tokeniser::default();
            let mut written = 0;
            while let Some(record) = changes.reports.get(next.fetch_add(1, Ordering::Relaxed)) {
                let paragraphs = index.paragraphs(&record.id)?;
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
}

/// Locks what is whole whatever happened to another thread.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Checks that so many documents stand in the index as were handed over.
pub(super) fn check_arrived(
    engine: &Arc<Engine>,
    store: &Store,
    query: &Value,
    written: u64,
) -> Result<(), ClusterError> {
    let snapshot = Snapshot::take(engine, store)?;
    let found = snapshot.count(query)?;
    match found == written {
        true => Ok(()),
        false => Err(ClusterError::Miscounted { written, found }),
    }
}

/// Removes what is seen no more, and what another ingest left that broke off.
pub(super) fn clean(engine: &Arc<Engine>, store: &Store) -> Result<(), ClusterError> {
    engine.refresh(store)?;
    let snapshot = Snapshot::take(engine, store)?;
    remove(engine, store, &snapshot, &snapshot.state.unseen())?;
    let mut state = snapshot.state.clone();
    if !state.dead.is_empty() {
        state.dead.clear();
        state.write(engine, store)?;
    }
    Ok(())
}

/// Removes what a query finds.
pub(super) fn remove(
    engine: &Engine,
    store: &Store,
    snapshot: &Snapshot,
    query: &Value,
) -> Result<(), ClusterError> {
    let size = bulk::size(engine.least_heap()?);
    let mut bulk = Bulk::new(engine, store, size);
    let removed = snapshot.for_each(query, &[field::CLASS], |hit| {
        let id = hit["_id"].as_str();
        let routing = hit["_routing"].as_str();
        let (Some(id), Some(routing)) = (id, routing) else {
            return Err(ClusterError::Unexpected("the id of a document"));
        };
        bulk.remove(id, routing)
    })?;
    bulk.finish()?;
    match removed {
        0 => Ok(()),
        _ => engine.refresh(store),
    }
}
