//! Paragraphs that can match, as the engine hands them over.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::ClusterError;
use super::mapping::{class, field, text};
use super::narrow;
use super::snapshot::Snapshot;
use crate::index::{Narrow, packed};
use crate::model::{Paragraph, ReportId, Terms};

/// So many bytes of them are held.
const MOST: u64 = 2 << 30;

/// Paragraphs by report and place in it.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    by_report: BTreeMap<ReportId, BTreeMap<u64, Paragraph>>,
    /// The reports of which some came since they were taken last.
    grown: BTreeSet<ReportId>,
    /// Bytes of their texts.
    size: u64,
}

impl Candidates {
    /// Adds all that fulfil something in a snapshot.
    pub(super) fn add(&mut self, snapshot: &Snapshot, narrow: &Narrow) -> Result<(), ClusterError> {
        self.add_found(snapshot, narrow::query(narrow))
    }

    /// Adds all paragraphs of some reports.
    pub(super) fn add_reports(
        &mut self,
        snapshot: &Snapshot,
        reports: &[&ReportId],
    ) -> Result<(), ClusterError> {
        let names = reports.iter();
        let names = names.map(|id| super::mapping::keyword(id.as_str()));
        let names: Vec<_> = names.collect();
        self.add_found(snapshot, narrow::any_in(field::REPORT, &names))
    }

    fn add_found(
        &mut self,
        snapshot: &Snapshot,
        query: serde_json::Value,
    ) -> Result<(), ClusterError> {
        let seen = snapshot.state.seen(&[class::PARAGRAPH, class::NOTE]);
        let query = json!({"bool": {"filter": [seen, query]}});
        self.add_documents(snapshot, &query, snapshot.state.terms)
    }

    fn add_documents(
        &mut self,
        snapshot: &Snapshot,
        query: &serde_json::Value,
        terms: &'static Terms,
    ) -> Result<(), ClusterError> {
        snapshot.for_each(query, &[field::RECORD, field::PLACE], |hit| {
            let source = &hit["_source"];
            let place = source[field::PLACE].as_u64();
            let place = place.ok_or(ClusterError::Unexpected("a place"))?;
            let packed = text(&source[field::RECORD])?;
            let (report, paragraph) = packed::unpack_paragraph(packed, terms)?;
            let paragraphs = self.by_report.entry(report.clone()).or_default();
            if paragraphs.insert(place, paragraph).is_none() {
                self.size += packed.len() as u64;
                self.grown.insert(report);
            }
            match self.size > MOST {
                true => Err(ClusterError::TooMany(MOST)),
                false => Ok(()),
            }
        })?;
        Ok(())
    }

    /// Reads the paragraphs of a version of a report, seen or not: a version says all of what it is.
    pub(super) fn of_version(
        snapshot: &Snapshot,
        version: &str,
        terms: &'static Terms,
    ) -> Result<Vec<Paragraph>, ClusterError> {
        let query = json!({"bool": {"filter": [
            {"terms": {field::CLASS: [class::PARAGRAPH, class::NOTE]}},
            {"term": {field::VERSION: version}},
        ]}});
        let mut candidates = Candidates::default();
        candidates.add_documents(snapshot, &query, terms)?;
        let reports = candidates.by_report.into_values();
        Ok(reports.flat_map(BTreeMap::into_values).collect())
    }

    /// Tells whether some came since they were taken last.
    pub(super) fn have_grown(&self) -> bool {
        !self.grown.is_empty()
    }

    /// Takes the reports of which some came since they were taken last, sorted, each with all of it that is
    /// here in their order.
    pub(super) fn take_grown(&mut self) -> impl Iterator<Item = (ReportId, Vec<Paragraph>)> {
        let grown = std::mem::take(&mut self.grown).into_iter();
        grown.filter_map(|report| {
            let paragraphs = self.by_report.get(&report)?.values().cloned().collect();
            Some((report, paragraphs))
        })
    }
}
