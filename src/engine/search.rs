//! Answering: a part of an index, made of the paragraphs that can match.
//!
//! First an index of all reports without a paragraph reads the question, with the words of the whole; so
//! it is known which paragraphs can match. With these it is made again, and answers. What a hit is shown
//! with (its copies, the paragraphs around it) is fetched when the hits are known.

use std::ops::{ControlFlow, Deref};
use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;

use super::ClusterError;
use super::candidates::Candidates;
use super::snapshot::{Snapshot, StoredReport};
use super::store::Engine;
use super::whole::Asked;
use crate::corpus::TemporaryFolder;
use crate::index::{Explain, Hit, Index, Narrow, PartReport, SearchRequest, Shown, SimilarRequest};
use crate::model::ReportId;

/// So often a question is asked again from the beginning whose snapshot was lost.
const TRIES: usize = 3;
const PAUSE: Duration = Duration::from_secs(1);
/// Copies of so many hits are asked for at a time.
const TOGETHER: usize = 20;

/// An index of a part, in a folder that is removed with it.
#[derive(Debug)]
pub struct PartIndex {
    index: Index,
    _folder: TemporaryFolder,
}

impl Deref for PartIndex {
    type Target = Index;

    fn deref(&self) -> &Index {
        &self.index
    }
}

/// A question to one state of the engine.
struct Question {
    snapshot: Arc<Snapshot>,
    whole: Arc<Asked>,
    reports: Vec<StoredReport>,
}

impl Engine {
    /// Makes an index that answers one request as an index of all paragraphs would: the request
    /// itself, its totals, absent reports, groups and lines. It suggests nothing.
    ///
    /// # Errors
    /// The engine cannot be asked, or not all of it; a filter's value that no report has.
    pub fn index_for(
        self: &Arc<Self>,
        request: &SearchRequest,
        shown: Shown,
    ) -> Result<PartIndex, ClusterError> {
        again(|| Question::begin(self)?.answer(request, shown))
    }

    /// Makes an index that finds what is similar to a paragraph as an index of all would.
    ///
    /// # Errors
    /// The engine cannot be asked, or not all of it; a filter's value that no report has.
    pub fn index_for_similar(
        self: &Arc<Self>,
        request: &SimilarRequest,
    ) -> Result<PartIndex, ClusterError> {
        again(|| Question::begin(self)?.similar(request))
    }

    /// Makes an index that knows all reports.
    ///
    /// # Errors
    /// The engine cannot be asked, or not all of it.
    pub fn index_of_reports(self: &Arc<Self>) -> Result<PartIndex, ClusterError> {
        again(|| Question::begin(self)?.part(&Candidates::default()))
    }

    /// Makes an index that knows all reports, and all of one of them.
    ///
    /// # Errors
    /// The engine cannot be asked, or not all of it.
    pub fn index_with_report(
        self: &Arc<Self>,
        report: &ReportId,
    ) -> Result<PartIndex, ClusterError> {
        again(|| {
            let question = Question::begin(self)?;
            let mut candidates = Candidates::default();
            candidates.add_reports(&question.snapshot, &[report])?;
            question.part(&candidates)
        })
    }
}

/// Asks again where what was read from has gone meanwhile.
fn again<T>(ask: impl Fn() -> Result<T, ClusterError>) -> Result<T, ClusterError> {
    for _ in 1..TRIES {
        match ask() {
            // Where a machine was lost, others take over its shards.
            Err(error) if error.is_passing() => sleep(PAUSE),
            answered => return answered,
        }
    }
    ask()
}

impl Question {
    fn begin(engine: &Arc<Engine>) -> Result<Self, ClusterError> {
        let store = engine.store()?;
        let snapshot = Arc::new(Snapshot::take(engine, &store)?);
        Ok(Question {
            whole: Arc::new(Asked::new(snapshot.clone())),
            reports: snapshot.reports()?,
            snapshot,
        })
    }

    fn answer(self, request: &SearchRequest, shown: Shown) -> Result<PartIndex, ClusterError> {
        self.whole.prepare(&request.query.text)?;
        let mut candidates = Candidates::default();
        let reports_alone = self.part(&candidates)?;
        candidates.add(&self.snapshot, &reports_alone.narrowing(request)?)?;
        drop(reports_alone);
        let part = self.part(&candidates)?;
        if shown == Shown::None || (!request.duplicates && request.context == 0) {
            return Ok(part);
        }
        let hits = hits(&part, request, shown)?;
        drop(part);
        if request.duplicates {
            self.add_copies(&mut candidates, &hits)?;
        }
        if request.context > 0 {
            let mut reports: Vec<&ReportId> = hits.iter().map(|hit| &hit.report.id).collect();
            reports.sort_unstable();
            reports.dedup();
            candidates.add_reports(&self.snapshot, &reports)?;
        }
        self.part(&candidates)
    }

    fn similar(self, request: &SimilarRequest) -> Result<PartIndex, ClusterError> {
        let id = &request.id;
        let mut candidates = Candidates::default();
        candidates.add_reports(&self.snapshot, &[&id.report])?;
        let report_alone = self.part(&candidates)?;
        let own = report_alone.paragraphs(&id.report)?.into_iter();
        let own = own.filter(|paragraph| paragraph.locator.to_string() == id.locator);
        for paragraph in own {
            self.whole.prepare(&paragraph.text)?;
        }
        let Some(narrow) = report_alone.narrowing_of_similar(request)? else {
            return Ok(report_alone);
        };
        drop(report_alone);
        candidates.add(&self.snapshot, &narrow)?;
        let part = self.part(&candidates)?;
        let hits = part.similar(request)?.into_iter();
        let hits: Vec<Hit> = hits
            .flat_map(|found| found.hits.into_iter().map(|(hit, _)| hit))
            .collect();
        drop(part);
        self.add_copies(&mut candidates, &hits)?;
        self.part(&candidates)
    }

    /// Adds what may say the same as hits.
    fn add_copies(&self, candidates: &mut Candidates, hits: &[Hit]) -> Result<(), ClusterError> {
        let copies = hits.iter().filter_map(|hit| {
            let language = hit.report.report.language;
            Index::narrowing_of_copies(&hit.paragraph.text, language)
        });
        let copies: Vec<Narrow> = copies.collect();
        for copies in copies.chunks(TOGETHER) {
            candidates.add(&self.snapshot, &Narrow::Or(copies.to_vec()))?;
        }
        Ok(())
    }

    /// Makes an index of all reports and some paragraphs.
    fn part(&self, candidates: &Candidates) -> Result<PartIndex, ClusterError> {
        let folder = TemporaryFolder::new().map_err(crate::index::IndexError::from)?;
        let mut reports = self.reports.iter().map(|report| PartReport {
            paragraphs: candidates.of(&report.record.id),
            record: report.record.clone(),
            outline: report.outline.clone(),
        });
        let terms = self.snapshot.state.terms;
        let whole = self.whole.clone();
        let index = Index::of_part(folder.path(), terms, &mut reports, whole)?;
        Ok(PartIndex {
            index,
            _folder: folder,
        })
    }
}

/// Finds the hits that will be shown, without what belongs to them.
fn hits(index: &Index, request: &SearchRequest, shown: Shown) -> Result<Vec<Hit>, ClusterError> {
    let bare = SearchRequest {
        duplicates: false,
        context: 0,
        explain: Explain::Nothing,
        ..request.clone()
    };
    let mut hits = Vec::new();
    match shown {
        Shown::None => {}
        Shown::Hits => index.for_each(&bare, &mut |hit| {
            hits.push(hit);
            ControlFlow::Continue(())
        })?,
        Shown::Groups(by, best) => {
            let groups = index.groups(&bare, by, best)?.groups.into_iter();
            hits.extend(groups.flat_map(|group| group.best));
        }
    }
    Ok(hits)
}
