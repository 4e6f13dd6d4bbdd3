//! Making the index anew: beside the one that answers, whose place it takes when it is whole.
//!
//! An index of another form, or of other shards than are wanted, goes on answering whoever can read it. What
//! files cannot tell any more, or those of other machines, is carried over from it, where it can be read.
//! Who holds the right to write to it is the only one who may put another in its place; so that nothing is
//! written to it meanwhile that would be lost. A run that is killed leaves the old one where it is, and the
//! next begins anew.

use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Value, json};

use super::ClusterError;
use super::handover::Generation;
use super::ingest::{EngineIngestError, Reading, check_arrived, ingest};
use super::lock::{Lock, WHOLE};
use super::mapping::{Shape, class, field};
use super::snapshot::{Snapshot, total};
use super::staged::Staged;
use super::state::State;
use super::store::{Engine, Store, check_mapping};
use crate::index::{IngestOptions, IngestSummary, Progress};
use crate::rules::Rules;

/// The fields by which documents are found and counted; where another has been changed, the index can be
/// read.
const NEEDED: [&str; 3] = [field::CLASS, field::GENERATION, field::VERSION];

/// Makes the index of an engine anew, of the report files under `paths` and of what it holds; the old one
/// answers until all of it is there. Where there is none this is an ingest.
///
/// # Errors
/// If the paths cannot be read, or the engine not written to; if an index that cannot be read has more
/// reports than the paths, unless the options let reports go; if shares wait to be settled.
pub fn rebuild(
    engine: &Arc<Engine>,
    paths: &[PathBuf],
    options: &IngestOptions,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<IngestSummary, EngineIngestError> {
    let anew = |rebuild| IngestOptions {
        rebuild,
        ..options.clone()
    };
    engine.check_version()?;
    if engine.behind()?.is_none() {
        return match paths {
            [] => Err(ClusterError::NoPaths.into()),
            paths => ingest(engine, paths, &anew(false), progress),
        };
    }
    let options = &anew(true);
    let (old, right) = Lock::take(engine, WHOLE, || old(engine).map(|(old, _)| old))?;
    engine.remove_left(&old)?;
    let known = match self::old(engine)? {
        (_, true) => Some(Snapshot::take(engine, &old)?),
        (_, false) if paths.is_empty() => return Err(ClusterError::NoPaths.into()),
        (_, false) => None,
    };
    let before = known.as_ref().map(|snapshot| snapshot.state.clone());
    if before.as_ref().is_some_and(|state| state.pending.is_some()) {
        return Err(ClusterError::Unsettled.into());
    }
    let terms = before
        .as_ref()
        .map_or(Rules::builtin().terms(), |it| it.terms);
    let reading = Reading {
        engine,
        store: &old,
        paths,
        options,
    };
    let known = known.map(|snapshot| (snapshot, Staged::default()));
    let (mut summary, read) = reading.run(known, terms, progress)?;
    if before.is_none() {
        let reports = read
            .as_ref()
            .map_or(0, |it| it.changes.reports.len() as u64);
        check_reports(engine, &old, reports, options.prune)?;
        summary.replaced = true;
    }
    let has = engine.shape_of(&old)?;
    let new = engine.make_beside(
        &old,
        Shape {
            shards: engine.shards.map_or(has.shards, NonZeroU32::get),
            ..has
        },
    )?;
    let reading = Reading {
        store: &new,
        ..reading
    };
    let mut state = State::first(read.as_ref().map_or(terms, |read| read.index.terms()));
    let written = match &read {
        Some(read) => reading.hand_over(read, Generation::Next(state.generation))?,
        None => 0,
    };
    engine.refresh(&new)?;
    let arrived = json!({"term": {field::GENERATION: state.generation}});
    let arrived = json!({"bool": {"filter": [arrived, {"exists": {"field": field::VERSION}}]}});
    check_arrived(engine, &new, &arrived, written)?;
    state.write(engine, &new)?;
    right.check()?;
    // The lock may have been lost a moment ago to somebody who has written since.
    if let Some(before) = &before
        && !before.is_last(engine, &old)?
    {
        return Err(ClusterError::Overtaken.into());
    }
    engine.put_in_place(&old, &new)?;
    // Whoever has waited for it sees that there is another.
    drop(right);
    match engine.remove_index(&old.index) {
        Ok(()) => Ok(summary),
        Err(error) => Err(ClusterError::Left(old.index, Box::new(error)).into()),
    }
}

/// Finds the index that is to be made anew, and whether what it holds can be read.
fn old(engine: &Engine) -> Result<(Store, bool), ClusterError> {
    let behind = engine.behind()?;
    let (index, mapping) = behind.ok_or_else(|| ClusterError::NotFound(engine.name.clone()))?;
    let is_readable = match check_mapping(&index, &mapping) {
        Ok(()) => true,
        Err(ClusterError::Mapping(field)) => !NEEDED.contains(&&*field),
        Err(ClusterError::Foreign { found: Some(_), .. }) => false,
        Err(error) => return Err(error),
    };
    Ok((Store { index }, is_readable))
}

/// Makes sure that what takes the place of an index that cannot be read has no fewer reports.
fn check_reports(
    engine: &Engine,
    old: &Store,
    reports: u64,
    may_drop: bool,
) -> Result<(), ClusterError> {
    if may_drop {
        return Ok(());
    }
    let count = |query: Value| {
        let path = format!("/{}/_search", old.index);
        let body = json!({"size": 0, "track_total_hits": true, "query": query});
        total(&engine.asker.search(&path, &body)?)
    };
    engine.refresh(old)?;
    let had = count(json!({"term": {field::CLASS: class::REPORT}}))?;
    let others =
        json!({"bool": {"must_not": [{"terms": {field::CLASS: [class::LOCK, class::STATE]}}]}});
    match had {
        // Whatever it holds is not told apart by what this program tells it by.
        0 if count(others)? > 0 => Err(ClusterError::Fewer(None, reports)),
        had if had > reports => Err(ClusterError::Fewer(Some(had), reports)),
        _ => Ok(()),
    }
}
