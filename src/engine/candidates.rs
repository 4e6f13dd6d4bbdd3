//! Paragraphs that can match, as the engine hands them over.

use std::collections::{BTreeMap, HashMap};

use serde_json::json;

use super::ClusterError;
use super::mapping::{class, field};
use super::narrow;
use super::snapshot::{Snapshot, text};
use crate::index::{Narrow, packed};
use crate::model::{Paragraph, ReportId};

/// So many bytes of them are held.
const MOST: u64 = 2 << 30;

/// Paragraphs by report and place in it.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    by_report: HashMap<ReportId, BTreeMap<u64, Paragraph>>,
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
        snapshot.for_each(&query, &[field::RECORD, field::PLACE], |hit| {
            let source = &hit["_source"];
            let place = source[field::PLACE].as_u64();
            let place = place.ok_or(ClusterError::Unexpected("a place"))?;
            let packed = text(&source[field::RECORD])?;
            let (report, paragraph) = packed::unpack_paragraph(packed, snapshot.state.terms)?;
            let paragraphs = self.by_report.entry(report).or_default();
            if paragraphs.insert(place, paragraph).is_none() {
                self.size += packed.len() as u64;
            }
            match self.size > MOST {
                true => Err(ClusterError::TooMany(MOST)),
                false => Ok(()),
            }
        })?;
        Ok(())
    }

    /// Returns those of a report, in their order.
    pub(super) fn of(&self, report: &ReportId) -> Vec<Paragraph> {
        let paragraphs = self.by_report.get(report);
        let paragraphs = paragraphs.into_iter().flat_map(BTreeMap::values);
        paragraphs.cloned().collect()
    }
}
