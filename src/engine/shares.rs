//! Ingest by many machines: each reads its share of the files and hands it over; what all have handed
//! over is settled by one run, and seen at once.
//!
//! A share is read as if there were no other files, and its reports bear names that are not settled.
//! To settle is to ingest all of the files where most are read already: names are given, what has
//! gone goes, and what no share has read is read.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::json;

use super::ClusterError;
use super::handover::Generation;
use super::ingest::{EngineIngestError, Reading, check_arrived, clean, remove};
use super::lock::{Lock, WHOLE};
use super::mapping::field;
use super::narrow;
use super::round::{self, Entry};
use super::snapshot::Snapshot;
use super::staged::{Staged, all_of};
use super::store::{Engine, Store};
use crate::corpus::{Root, Share, path_to_text};
use crate::index::{IngestError, IngestOptions, IngestSummary, Progress};

/// Reads a share of the report files under `paths`, and hands it over; it is
/// not seen before [`settle`]. One that was handed over before is brought up to date.
///
/// # Errors
/// If the paths cannot be read, or the engine not written to; a file that is no report is no error.
pub fn ingest_share(
    engine: &Arc<Engine>,
    paths: &[PathBuf],
    share: Share,
    options: &IngestOptions,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<IngestSummary, EngineIngestError> {
    let roots = roots(paths)?;
    let (store, right, mut entry) = sign_on(engine, share, &roots)?;
    engine.refresh(&store)?;
    let snapshot = Snapshot::take(engine, &store)?;
    let terms = entry.terms.unwrap_or(snapshot.state.terms);
    let staged = Staged::read(&snapshot, entry.generation, terms, Some(share))?;
    let reading = Reading {
        engine,
        store: &store,
        paths,
        options: &IngestOptions {
            share: Some(share),
            ..options.clone()
        },
    };
    let (summary, read) = reading.run(Some((snapshot, staged)), terms, progress)?;
    right.check()?;
    if let Some(read) = read {
        remove_versions(engine, &store, entry.generation, &read.changes.useless)?;
        if read.changes.brings_any() {
            entry.begin(engine, &store, read.index.terms())?;
            reading.hand_over(&read, Generation::Pending(entry.generation))?;
        }
    }
    right.check()?;
    entry.end(engine, &store)?;
    Ok(summary)
}

/// So often an index is looked for whose place another takes while a share signs on.
const TRIES: usize = 3;

/// Finds the index, takes the right to a share of it, and signs the share on.
fn sign_on(
    engine: &Arc<Engine>,
    share: Share,
    roots: &[String],
) -> Result<(Store, Lock, Entry), ClusterError> {
    let mut tried = 1;
    loop {
        let lock = round::lock_of(share);
        let (store, right) = Lock::take(engine, &lock, || engine.store_or_new())?;
        match Entry::sign_on(engine, &store, share, roots.to_vec()) {
            Err(ClusterError::Gone) if tried < TRIES => tried += 1,
            entry => return Ok((store, right, entry?)),
        }
    }
}

/// Makes seen what all shares of the files under `paths` have handed over, as one ingest of all would
/// have made it.
///
/// # Errors
/// If a share is lacking or was read elsewhere or otherwise; if the paths cannot be read, or the engine
/// not written to. What shares have handed over stays.
pub fn settle(
    engine: &Arc<Engine>,
    paths: &[PathBuf],
    options: &IngestOptions,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<IngestSummary, EngineIngestError> {
    let roots = roots(paths)?;
    let (store, right) = Lock::take(engine, WHOLE, || engine.store())?;
    clean(engine, &store)?;
    let snapshot = Snapshot::take(engine, &store)?;
    let mut state = snapshot.state.clone();
    let pending = state.pending.ok_or(ClusterError::NoShares)?;
    let terms = round::ended(&snapshot, pending, &roots)?.unwrap_or(state.terms);
    let staged = Staged::read(&snapshot, pending, terms, None)?;
    let reading = Reading {
        engine,
        store: &store,
        paths,
        options,
    };
    let (summary, read) = reading.run(Some((snapshot, staged)), terms, progress)?;
    right.check()?;
    if let Some(read) = read {
        let next = state.generation + 1;
        let written = reading.hand_over(&read, Generation::Next(next))?;
        engine.refresh(&store)?;
        let arrived = json!({"term": {field::GENERATION: next}});
        check_arrived(engine, &store, &arrived, written)?;
        right.check()?;
        remove_versions(engine, &store, pending, &read.changes.useless)?;
        check_arrived(engine, &store, &all_of(pending), read.changes.kept)?;
        state.generation = next;
        state.dead = read.changes.gone;
        state.terms = read.index.terms();
    }
    state.pending = None;
    right.check()?;
    state.write(engine, &store)?;
    clean(engine, &store)?;
    Ok(summary)
}

/// Removes versions of what waits as a generation.
fn remove_versions(
    engine: &Arc<Engine>,
    store: &Store,
    generation: u64,
    versions: &[String],
) -> Result<(), ClusterError> {
    if versions.is_empty() {
        return Ok(());
    }
    let of_generation = json!({"term": {field::GENERATION: generation}});
    let of_versions = narrow::any_in(field::VERSION, versions);
    let query = json!({"bool": {"filter": [of_generation, of_versions]}});
    remove(engine, store, &Snapshot::take(engine, store)?, &query)
}

/// Spells paths so that they are the same on every machine that has them at the same place.
fn roots(paths: &[PathBuf]) -> Result<Vec<String>, EngineIngestError> {
    let roots = paths.iter().map(|path| Root::new(path));
    let roots = roots.map(|root| root.map(|root| path_to_text(&root.absolute)));
    let roots = roots.collect::<Result<Vec<_>, _>>();
    let mut roots = roots.map_err(IngestError::from)?;
    roots.sort();
    roots.dedup();
    Ok(roots)
}
