//! Answering: a part of an index, made of the paragraphs that can match.
//!
//! First an index of all reports without a paragraph reads the question, with the words of the whole; so
//! it is known which paragraphs can match. With these beside it another is made, which answers. What a hit is shown
//! with (its copies, the paragraphs around it) is fetched when the hits are known.

use std::ops::{ControlFlow, Deref};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::sleep;
use std::time::Duration;

use serde_json::json;

use super::ClusterError;
use super::candidates::Candidates;
use super::kept::Kept;
use super::mapping::{self, class};
use super::narrow;
use super::store::Engine;
use super::whole::Asked;
use crate::corpus::TemporaryFolder;
use crate::index::{
    Explain, FileRecord, Hit, Index, IndexError, Narrow, SearchRequest, Shown, SimilarRequest,
};
use crate::model::ReportId;
use crate::query::{Concept, Field, Filters};

/// So often a question is asked again from the beginning whose snapshot was lost.
const TRIES: usize = 3;
const PAUSE: Duration = Duration::from_secs(1);
/// Copies of so many hits are asked for at a time.
const TOGETHER: usize = 20;

/// Chooses hits of a request among those that an index finds.
type Choice<'c> = dyn Fn(&Index, &SearchRequest) -> Result<Vec<Hit>, IndexError> + 'c;

/// An index of a part, in a folder that is removed with it.
#[derive(Debug)]
pub struct PartIndex {
    index: Index,
    folder: Folder,
}

/// What an index is in, and goes with it.
#[derive(Debug)]
enum Folder {
    Own(TemporaryFolder),
    /// The index of all reports without a paragraph.
    Kept(Arc<Kept>),
}

impl Deref for PartIndex {
    type Target = Index;

    fn deref(&self) -> &Index {
        &self.index
    }
}

/// Asks an engine, and keeps what more than one question to the same state of it needs.
#[derive(Debug)]
pub struct Reader {
    engine: Arc<Engine>,
    kept: Mutex<Option<Arc<Kept>>>,
}

/// A question to one state of the engine.
pub(super) struct Question {
    pub(super) kept: Arc<Kept>,
    whole: Arc<Asked>,
}

impl PartIndex {
    fn of((index, folder): (Index, TemporaryFolder)) -> Self {
        PartIndex {
            index,
            folder: Folder::Own(folder),
        }
    }

    fn path(&self) -> &Path {
        match &self.folder {
            Folder::Own(folder) => folder.path(),
            Folder::Kept(kept) => kept.path(),
        }
    }
}

impl Reader {
    /// Makes ready to ask an engine; nothing is sent.
    pub fn new(engine: Arc<Engine>) -> Self {
        Reader {
            engine,
            kept: Mutex::default(),
        }
    }

    /// Makes an index that answers one request as an index of all paragraphs would: the request
    /// itself, its totals, absent reports, groups and lines. It suggests nothing.
    ///
    /// # Errors
    /// The engine cannot be asked, or not all of it; a filter's value that no report has.
    pub fn index_for(
        &self,
        request: &SearchRequest,
        shown: Shown,
    ) -> Result<PartIndex, ClusterError> {
        self.again(|question| question.answer(request, shown))
    }

    /// Makes an index that answers a request of which those hits are shown that `choose` chooses, as an index
    /// of all paragraphs would choose them; it is asked without what belongs to hits.
    ///
    /// # Errors
    /// The engine cannot be asked, or not all of it; a filter's value that no report has.
    pub fn index_for_chosen(
        &self,
        request: &SearchRequest,
        choose: &Choice<'_>,
    ) -> Result<PartIndex, ClusterError> {
        self.again(|question| question.answer_chosen(request, choose))
    }

    /// Makes an index that answers each of several requests, but for what belongs to hits.
    ///
    /// # Errors
    /// The engine cannot be asked, or not all of it; a filter's value that no report has.
    pub fn index_for_all(&self, requests: &[SearchRequest]) -> Result<PartIndex, ClusterError> {
        self.again(|question| {
            question.narrowed(&|index| {
                let each = requests
                    .iter()
                    .map(|request| index.narrowing(&request.totals()));
                Ok(Narrow::Or(each.collect::<Result<_, _>>()?))
            })
        })
    }

    /// Makes an index that tells of the use of some concepts in the reports that pass filters.
    ///
    /// # Errors
    /// The engine cannot be asked, or not all of it; a filter's value that no report has.
    pub fn index_for_concepts(
        &self,
        concepts: &[&Concept],
        filters: &Filters,
    ) -> Result<PartIndex, ClusterError> {
        self.again(|question| {
            question.narrowed(&|index| {
                let each = concepts.iter();
                let each = each.map(|concept| index.narrowing_of_concept(concept, filters));
                Ok(Narrow::Or(each.collect::<Result<_, _>>()?))
            })
        })
    }

    /// Makes an index that finds what is similar to a paragraph as an index of all would.
    ///
    /// # Errors
    /// The engine cannot be asked, or not all of it; a filter's value that no report has.
    pub fn index_for_similar(&self, request: &SimilarRequest) -> Result<PartIndex, ClusterError> {
        self.again(|question| question.similar(request))
    }

    /// Makes an index that knows all reports.
    ///
    /// # Errors
    /// The engine cannot be asked, or not all of it.
    pub fn index_of_reports(&self) -> Result<PartIndex, ClusterError> {
        self.again(|question| {
            Ok(PartIndex {
                index: question.reports_alone()?,
                folder: Folder::Kept(question.kept.clone()),
            })
        })
    }

    /// Makes an index that knows all reports, and all of some of them.
    ///
    /// # Errors
    /// The engine cannot be asked, or not all of it.
    pub fn index_with_reports(&self, reports: &[&ReportId]) -> Result<PartIndex, ClusterError> {
        self.again(|question| {
            let mut candidates = Candidates::default();
            candidates.add_reports(&question.kept.snapshot, reports)?;
            question.part(&mut candidates)
        })
    }

    /// Makes an index that knows all reports, and all of those that pass filters on reports. What is
    /// counted of words is counted of these; whoever asks it filters again.
    ///
    /// # Errors
    /// The engine cannot be asked, or not all of it; a filter's value that no report has; reports that
    /// are more than can be held.
    pub fn index_of_selected(&self, filters: &Filters) -> Result<PartIndex, ClusterError> {
        let mut of_reports = filters.clone();
        of_reports
            .fields
            .retain(|filter| !filter.field.is_of_paragraph());
        self.again(|question| {
            let selected = question.reports_alone()?.reports(&of_reports)?;
            let selected: Vec<&ReportId> = selected.iter().map(|record| &record.id).collect();
            let mut candidates = Candidates::default();
            candidates.add_reports(&question.kept.snapshot, &selected)?;
            question.part(&mut candidates)
        })
    }

    /// Makes an index that knows all reports and the ledger.
    ///
    /// # Errors
    /// The engine cannot be asked, or not all of it.
    pub fn index_with_ledger(&self) -> Result<PartIndex, ClusterError> {
        self.again(|question| question.with_ledger(&mut Candidates::default()))
    }

    /// Returns what tells the state of the engine from those before it.
    ///
    /// # Errors
    /// The engine cannot be asked.
    pub fn stamp(&self) -> Result<String, ClusterError> {
        self.again(|question| Ok(question.kept.stamp()))
    }

    /// Lists the values of the facets of a request that occur in what it finds, in the order in which an
    /// index lists them. The engine counts, so that it is exact only for a request of filters alone.
    ///
    /// # Errors
    /// The engine cannot be asked, or not all of it; a filter's value that no report has.
    pub fn occurring(
        &self,
        request: &SearchRequest,
    ) -> Result<Vec<(Field, Vec<String>)>, ClusterError> {
        self.again(|question| question.occurring(request))
    }

    /// Asks, and again where what was read from has gone meanwhile.
    pub(super) fn again<T>(
        &self,
        ask: impl Fn(&Question) -> Result<T, ClusterError>,
    ) -> Result<T, ClusterError> {
        let mut tried = 1;
        loop {
            let answered = self.question().and_then(|question| ask(&question));
            match answered {
                // Where a machine was lost, others take over its shards.
                Err(error) if error.is_passing() && tried < TRIES => {
                    tried += 1;
                    *self.lock() = None;
                    sleep(PAUSE);
                }
                answered => return answered,
            }
        }
    }

    /// Begins a question to the engine as it is.
    fn question(&self) -> Result<Question, ClusterError> {
        let last = self.lock().clone();
        let kept = match last {
            // Nobody waits for others that ask the same.
            Some(kept) if kept.is_current(&self.engine)? => kept,
            last => self.next(last)?,
        };
        Ok(Question {
            whole: kept.asked(),
            kept,
        })
    }

    /// Reads the reports of the engine as it is, unless somebody has done so meanwhile.
    fn next(&self, last: Option<Arc<Kept>>) -> Result<Arc<Kept>, ClusterError> {
        let mut known = self.lock();
        let is_last = |kept: &Arc<Kept>| last.as_ref().is_some_and(|last| Arc::ptr_eq(last, kept));
        if let Some(kept) = known.as_ref().filter(|kept| !is_last(kept)) {
            return Ok(kept.clone());
        }
        let kept = Arc::new(Kept::take(&self.engine, &self.engine.store()?)?);
        Ok(known.insert(kept).clone())
    }

    fn lock(&self) -> MutexGuard<'_, Option<Arc<Kept>>> {
        // What is kept is whole whatever happened to another thread.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Question {
    fn answer(&self, request: &SearchRequest, shown: Shown) -> Result<PartIndex, ClusterError> {
        match shown {
            // Where no hit is shown, none is scored.
            Shown::None => self.narrowed(&|index| index.narrowing(&request.totals())),
            _ => self.answer_chosen(request, &|index, bare| hits(index, bare, shown)),
        }
    }

    fn answer_chosen(
        &self,
        request: &SearchRequest,
        choose: &Choice<'_>,
    ) -> Result<PartIndex, ClusterError> {
        let snapshot = &self.kept.snapshot;
        let mut candidates = Candidates::default();
        let part = self.narrowed_to(&mut candidates, &|index| index.narrowing(request))?;
        if !request.duplicates && request.context == 0 {
            return Ok(part);
        }
        let bare = SearchRequest {
            duplicates: false,
            context: 0,
            explain: Explain::Nothing,
            ..request.clone()
        };
        let hits = choose(&part, &bare)?;
        if request.duplicates {
            self.add_copies(&mut candidates, &hits)?;
        }
        if request.context > 0 {
            let mut reports: Vec<&ReportId> = hits.iter().map(|hit| &hit.report.id).collect();
            reports.sort_unstable();
            reports.dedup();
            candidates.add_reports(snapshot, &reports)?;
        }
        self.grown(part, &mut candidates)
    }

    /// Makes an index of what fulfils something, which an index of all reports tells.
    fn narrowed(
        &self,
        narrow: &dyn Fn(&Index) -> Result<Narrow, IndexError>,
    ) -> Result<PartIndex, ClusterError> {
        self.narrowed_to(&mut Candidates::default(), narrow)
    }

    fn narrowed_to(
        &self,
        candidates: &mut Candidates,
        narrow: &dyn Fn(&Index) -> Result<Narrow, IndexError>,
    ) -> Result<PartIndex, ClusterError> {
        let narrow = || Ok(narrow(&self.reports_alone()?)?);
        self.whole.prepare(narrow)?;
        candidates.add(&self.kept.snapshot, &narrow()?)?;
        self.part(candidates)
    }

    fn similar(&self, request: &SimilarRequest) -> Result<PartIndex, ClusterError> {
        let snapshot = &self.kept.snapshot;
        let mut candidates = Candidates::default();
        candidates.add_reports(snapshot, &[&request.id.report])?;
        let part = self.part(&mut candidates)?;
        let narrow = || {
            // What an index remembers of words is true only of what was asked in earnest.
            let opened = Index::open_part(part.path(), self.whole.clone())?;
            Ok(opened.narrowing_of_similar(request)?)
        };
        self.whole.prepare(narrow)?;
        let Some(narrow) = narrow()? else {
            return Ok(part);
        };
        candidates.add(snapshot, &narrow)?;
        let part = self.grown(part, &mut candidates)?;
        let hits = part.similar(request)?.into_iter();
        let hits: Vec<Hit> = hits
            .flat_map(|found| found.hits.into_iter().map(|(hit, _)| hit))
            .collect();
        self.add_copies(&mut candidates, &hits)?;
        self.grown(part, &mut candidates)
    }

    /// Adds what may say the same as hits.
    fn add_copies(&self, candidates: &mut Candidates, hits: &[Hit]) -> Result<(), ClusterError> {
        let copies = hits.iter().filter_map(|hit| {
            let language = hit.report.report.language;
            Index::narrowing_of_copies(&hit.paragraph.text, language)
        });
        let copies: Vec<Narrow> = copies.collect();
        for copies in copies.chunks(TOGETHER) {
            candidates.add(&self.kept.snapshot, &Narrow::Or(copies.to_vec()))?;
        }
        Ok(())
    }

    /// Opens an index of all reports without a paragraph: what it remembers of words is its own.
    fn reports_alone(&self) -> Result<Index, ClusterError> {
        self.kept.reports_alone(&self.whole)
    }

    /// Makes an index of all reports and some paragraphs.
    fn part(&self, candidates: &mut Candidates) -> Result<PartIndex, ClusterError> {
        self.beside(self.kept.path(), candidates, &[])
    }

    /// Makes an index of what another has and of the paragraphs that came since that was made; or takes
    /// that one, where none came.
    fn grown(
        &self,
        part: PartIndex,
        candidates: &mut Candidates,
    ) -> Result<PartIndex, ClusterError> {
        match candidates.have_grown() {
            true => self.beside(part.path(), candidates, &[]),
            false => Ok(part),
        }
    }

    fn beside(
        &self,
        other: &Path,
        candidates: &mut Candidates,
        files: &[FileRecord],
    ) -> Result<PartIndex, ClusterError> {
        let part = self.kept.part(other, (candidates, files), &self.whole)?;
        Ok(PartIndex::of(part))
    }

    /// Makes an index of all reports, the ledger and some paragraphs.
    pub(super) fn with_ledger(
        &self,
        candidates: &mut Candidates,
    ) -> Result<PartIndex, ClusterError> {
        let files = self.kept.snapshot.files()?.into_iter();
        let files: Vec<FileRecord> = files.map(|(file, _)| file).collect();
        self.beside(self.kept.path(), candidates, &files)
    }

    fn occurring(
        &self,
        request: &SearchRequest,
    ) -> Result<Vec<(Field, Vec<String>)>, ClusterError> {
        let snapshot = &self.kept.snapshot;
        let narrow = narrow::query(&self.reports_alone()?.narrowing(request)?);
        let seen = snapshot.state.seen(&[class::PARAGRAPH, class::NOTE]);
        let query = json!({"bool": {"filter": [seen, narrow]}});
        let tags: Vec<String> = request.facets.iter().map(|of| mapping::tag(*of)).collect();
        let counts = snapshot.counts(&query, &tags)?;
        let values = request.facets.iter().zip(counts).map(|(field, counts)| {
            let mut counts: Vec<(String, u64)> = counts.into_iter().collect();
            counts.sort_by(|(a, of_a), (b, of_b)| match field.is_ordered() {
                true => a.cmp(b),
                false => of_b.cmp(of_a).then_with(|| a.cmp(b)),
            });
            (*field, counts.into_iter().map(|(value, _)| value).collect())
        });
        Ok(values.collect())
    }
}

/// Finds the hits of a request that will be shown.
fn hits(index: &Index, request: &SearchRequest, shown: Shown) -> Result<Vec<Hit>, IndexError> {
    let mut hits = Vec::new();
    match shown {
        Shown::None => {}
        Shown::Hits => index.for_each(request, &mut |hit| {
            hits.push(hit);
            ControlFlow::Continue(())
        })?,
        Shown::Groups(by, best) => {
            let groups = index.groups(request, by, best)?.groups.into_iter();
            hits.extend(groups.flat_map(|group| group.best));
        }
    }
    Ok(hits)
}
