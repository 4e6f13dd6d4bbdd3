//! Whether the engine holds what it says that it holds.

use super::candidates::Candidates;
use super::mapping::class;
use super::search::{Question, Reader};
use super::staged::documents;
use super::{ClusterError, PartIndex};
use crate::model::ReportId;

/// What a check needs.
#[derive(Debug)]
pub struct EngineCheck {
    /// Knows all reports, the ledger, and what editions of reports say.
    pub index: PartIndex,
    /// The paragraphs that the engine holds.
    pub paragraphs: u64,
    /// What contradicts itself, in sentences.
    pub broken: Vec<String>,
}

impl Reader {
    /// Looks at all that the engine holds: whether each report is there to its last paragraph, once.
    ///
    /// # Errors
    /// The engine cannot be asked, or not all of it.
    pub fn check(&self) -> Result<EngineCheck, ClusterError> {
        self.again(|question| {
            let snapshot = &question.kept.snapshot;
            let reports = question.kept.reports().map(|report| &report.record);
            let of_editions = reports.filter(|record| record.edition.of > 1);
            let mut of_editions: Vec<&ReportId> = of_editions.map(|record| &record.id).collect();
            of_editions.sort_unstable();
            let mut candidates = Candidates::default();
            candidates.add_reports(snapshot, &of_editions)?;
            Ok(EngineCheck {
                index: question.with_ledger(&mut candidates)?,
                paragraphs: snapshot.count(&snapshot.state.seen(&[class::PARAGRAPH]))?,
                broken: broken(question)?,
            })
        })
    }
}

/// Compares how many documents each report has with how many it says.
fn broken(question: &Question) -> Result<Vec<String>, ClusterError> {
    let snapshot = &question.kept.snapshot;
    let classes = [class::REPORT, class::PARAGRAPH, class::NOTE];
    let mut found = snapshot.versions(&snapshot.state.seen(&classes))?;
    let mut broken = Vec::new();
    for report in question.kept.reports() {
        let (id, said) = (&report.record.id, documents(report));
        let found = found.remove(&report.version).unwrap_or_default();
        if found != said {
            broken.push(format!(
                "{id}: it is {said} documents, and the engine has {found}"
            ));
        }
    }
    let nobodys: u64 = found.into_values().sum();
    if nobodys > 0 {
        broken.push(format!("{nobodys} documents are of no report"));
    }
    broken.sort_unstable();
    Ok(broken)
}
