//! What questions to one state of the engine have in common: a snapshot of it, its reports, and an
//! index of them without their paragraphs.

use std::collections::HashMap;
use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex};

use super::ClusterError;
use super::candidates::Candidates;
use super::known::Known;
use super::snapshot::{Snapshot, StoredReport};
use super::state::State;
use super::store::{Engine, Store};
use super::whole::Asked;
use crate::corpus::TemporaryFolder;
use crate::index::{FileRecord, Index, IndexError, PartReport};
use crate::model::ReportId;

/// What is kept of a state of the engine.
pub(super) struct Kept {
    store: Store,
    pub(super) snapshot: Arc<Snapshot>,
    /// What was asked of it.
    known: Arc<Mutex<Known>>,
    reports: HashMap<ReportId, StoredReport>,
    /// An index of all reports without a paragraph.
    reports_alone: TemporaryFolder,
}

impl Kept {
    /// Reads the reports of the engine as it is.
    pub(super) fn take(engine: &Arc<Engine>, store: &Store) -> Result<Self, ClusterError> {
        let snapshot = Arc::new(Snapshot::take(engine, store)?);
        if snapshot.state.is_of_nothing() {
            return Err(ClusterError::Unfinished(store.index.clone()));
        }
        let reports = snapshot.reports()?;
        let folder = TemporaryFolder::new().map_err(IndexError::from)?;
        let mut parts = reports.iter().map(|report| PartReport {
            record: report.record.clone(),
            outline: report.outline.clone(),
            paragraphs: Vec::new(),
        });
        Index::write_part(folder.path(), None, snapshot.state.terms, &mut parts, &[])?;
        let reports = reports.into_iter();
        Ok(Kept {
            store: store.clone(),
            known: Arc::default(),
            reports: reports
                .map(|report| (report.record.id.clone(), report))
                .collect(),
            reports_alone: folder,
            snapshot,
        })
    }

    /// Tells whether the engine is still as it was.
    pub(super) fn is_current(&self, engine: &Engine) -> Result<bool, ClusterError> {
        self.snapshot.state.is_current(engine, &self.store)
    }

    /// Returns what tells it from the states before it.
    pub(super) fn stamp(&self) -> String {
        let State {
            generation,
            sequence,
            ..
        } = &self.snapshot.state;
        format!("{} {generation} {sequence:?}", self.store.index)
    }

    /// Makes what a question asks.
    pub(super) fn asked(&self) -> Arc<Asked> {
        Arc::new(Asked::new(self.snapshot.clone(), self.known.clone()))
    }

    /// Lists the reports.
    pub(super) fn reports(&self) -> impl Iterator<Item = &StoredReport> {
        self.reports.values()
    }

    /// Returns where the index of all reports without a paragraph is.
    pub(super) fn path(&self) -> &Path {
        self.reports_alone.path()
    }

    /// Opens the index of all reports without a paragraph.
    pub(super) fn reports_alone(&self, whole: &Arc<Asked>) -> Result<Index, ClusterError> {
        let dir = self.reports_alone.path();
        Ok(Index::open_part(dir, whole.clone())?)
    }

    /// Makes an index of what another has, paragraphs that came since that was made, and some
    /// entries of the ledger, in a folder.
    pub(super) fn part(
        &self,
        beside: &Path,
        (candidates, files): (&mut Candidates, &[FileRecord]),
        whole: &Arc<Asked>,
    ) -> Result<(Index, TemporaryFolder), ClusterError> {
        let folder = TemporaryFolder::new().map_err(IndexError::from)?;
        let mut parts = candidates.take_grown().filter_map(|(id, paragraphs)| {
            let report = self.reports.get(&id)?;
            Some(PartReport {
                record: report.record.clone(),
                outline: report.outline.clone(),
                paragraphs,
            })
        });
        let terms = self.snapshot.state.terms;
        Index::write_part(folder.path(), Some(beside), terms, &mut parts, files)?;
        let index = Index::open_part(folder.path(), whole.clone())?;
        Ok((index, folder))
    }
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kept")
    }
}
