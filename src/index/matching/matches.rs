//! What matches a plan in the whole index: the paragraphs, before they are read.

use tantivy::{DocAddress, DocId};

use super::best::Scored;
use super::check::{Check, ready};
use super::cores::Cores;
use super::documents::Documents;
use super::plan::Lowered;
use super::score::Scorer;
use super::segment::SegmentSearch;
use super::steps::Steps;
use crate::index::IndexError;
use crate::index::commit::Commit;
use crate::index::commit::register::Numbers;
use crate::index::commit::report_entry::ReportEntry;
use crate::index::commit::runs::{Part, by_report};
use crate::index::commit::sets::Serials;
use crate::index::disk::columns;
use crate::index::serial::Serial;

/// All paragraphs that match, segment by segment.
#[derive(Debug, Default)]
pub(in crate::index) struct Matches {
    pub(in crate::index) segments: Vec<SegmentMatches>,
}

/// The paragraphs of one segment that match.
#[derive(Debug, Default)]
pub(in crate::index) struct SegmentMatches {
    pub(in crate::index) documents: Documents,
    /// Those that may be among the best, ascending, with their scores; none where nothing is scored.
    pub(in crate::index) best: Vec<Scored>,
}

/// The paragraphs of one report that match.
#[derive(Debug, Clone)]
pub(in crate::index) struct OfReport<'m> {
    pub(in crate::index) report: &'m ReportEntry,
    pub(in crate::index) segment: u32,
    /// The paragraphs.
    pub(in crate::index) part: Part,
}

/// A paragraph that matches, chosen to be read.
#[derive(Debug, Clone, Copy)]
pub(in crate::index) struct Match {
    pub(in crate::index) segment: u32,
    pub(in crate::index) doc: DocId,
    /// The number of its report.
    pub(in crate::index) serial: Serial,
    /// The number of its wording; 0 for a short one.
    pub(in crate::index) wording: u64,
    /// The report's day, or less than any day.
    pub(in crate::index) day: i64,
    pub(in crate::index) score: f32,
}

impl Match {
    pub(in crate::index) fn address(&self) -> DocAddress {
        DocAddress::new(self.segment, self.doc)
    }
}

impl Matches {
    /// Counts them.
    pub(in crate::index) fn len(&self) -> usize {
        let documents = self.segments.iter().map(|segment| &segment.documents);
        documents.map(Documents::len).sum()
    }

    /// Tells whether they have scores.
    pub(in crate::index) fn are_scored(&self) -> bool {
        self.segments.iter().any(|segment| !segment.best.is_empty())
    }

    /// Returns the documents of each segment.
    pub(in crate::index) fn documents(&self) -> impl Iterator<Item = &Documents> {
        self.segments.iter().map(|segment| &segment.documents)
    }

    /// Parts them by report, in the order of the index.
    pub(in crate::index) fn of_reports<'m>(
        &'m self,
        commit: &'m Commit,
    ) -> Result<impl Iterator<Item = OfReport<'m>>, IndexError> {
        let entries = commit.register.report_entries()?;
        let segments = (0..).zip(commit.register.runs()?.iter().zip(self.documents()));
        Ok(segments.flat_map(move |(segment, (runs, documents))| {
            documents.by_report(runs).map(move |part| OfReport {
                report: &entries[part.report],
                segment,
                part,
            })
        }))
    }

    /// Collects the reports in which they stand.
    pub(in crate::index) fn serials(&self, commit: &Commit) -> Result<Serials, IndexError> {
        let of_reports = self.of_reports(commit)?;
        Ok(of_reports.map(|found| found.report.serial).collect())
    }

    /// Lists those of one report.
    pub(in crate::index) fn list_of(
        &self,
        commit: &Commit,
        found: &OfReport<'_>,
        listed: &mut Vec<Match>,
    ) -> Result<(), IndexError> {
        let docs = self.segments[found.segment as usize]
            .documents
            .of(&found.part);
        for (doc, wording) in docs.iter().zip(wordings(commit, found.segment, &docs)?) {
            listed.push(Match {
                segment: found.segment,
                doc: *doc,
                serial: found.report.serial,
                wording,
                day: found.report.day,
                score: 0.0,
            });
        }
        Ok(())
    }

    /// Lists them, in the order of the index.
    pub(in crate::index) fn list(&self, commit: &Commit) -> Result<Vec<Match>, IndexError> {
        let mut listed = Vec::with_capacity(self.len());
        for found in self.of_reports(commit)? {
            self.list_of(commit, &found, &mut listed)?;
        }
        Ok(listed)
    }

    /// Lists those that have scores which pass, in the order of the index.
    pub(in crate::index) fn list_scored(
        &self,
        commit: &Commit,
        passes: impl Fn(f32) -> bool,
    ) -> Result<Vec<Match>, IndexError> {
        let entries = commit.register.report_entries()?;
        let mut listed = Vec::new();
        for (segment, of_segment) in (0..).zip(&self.segments) {
            let best = of_segment.best.iter().copied();
            let (docs, scores): (Vec<DocId>, Vec<f32>) =
                best.filter(|(_, score)| passes(*score)).unzip();
            let wordings = wordings(commit, segment, &docs)?;
            for part in by_report(&commit.register.runs()?[segment as usize], &docs) {
                let report = &entries[part.report];
                listed.extend(part.within.map(|at| Match {
                    segment,
                    doc: docs[at],
                    serial: report.serial,
                    wording: wordings[at],
                    day: report.day,
                    score: scores[at],
                }));
            }
        }
        Ok(listed)
    }
}

/// Returns the numbers of the wordings of some documents of a segment.
fn wordings(commit: &Commit, segment: u32, docs: &[DocId]) -> Result<Vec<u64>, IndexError> {
    let wordings = &commit.register.numbers(Numbers::Wording)?[segment as usize];
    Ok(columns::first(wordings, docs, 0))
}

/// To wake another core costs as much as to go through so many postings.
const MUCH: u64 = 1 << 16;

pub(in crate::index) fn segments<'a>(
    commit: &'a Commit,
    lowered: &'a Lowered,
) -> Result<Vec<SegmentSearch<'a>>, IndexError> {
    segments_within(commit, lowered, &Steps::default())
}

fn segments_within<'a>(
    commit: &'a Commit,
    lowered: &'a Lowered,
    steps: &Steps,
) -> Result<Vec<SegmentSearch<'a>>, IndexError> {
    let tests = lowered.tests.iter().map(|test| ready(commit, test));
    let tests = tests.collect::<Result<Vec<_>, _>>()?;
    let mut segments = Vec::new();
    for (i, reader) in (0..).zip(commit.searcher.segment_readers()) {
        let checks = tests.iter().map(|test| Check::new(commit, i, test));
        let checks = checks.collect::<Result<_, _>>()?;
        let fields = &commit.fields;
        segments.push(SegmentSearch::new(
            (reader, fields),
            Some((commit, i)),
            lowered,
            checks,
            steps.lent(),
        )?);
    }
    Ok(segments)
}

/// Finds the paragraphs that match, without scores.
pub(in crate::index) fn find(commit: &Commit, lowered: &Lowered) -> Result<Matches, IndexError> {
    find_within(commit, lowered, 0, &Steps::default())
}

/// Finds the paragraphs that match; so many of the best have their scores.
pub(in crate::index) fn find_within(
    commit: &Commit,
    lowered: &Lowered,
    best: usize,
    steps: &Steps,
) -> Result<Matches, IndexError> {
    let mut segments = segments_within(commit, lowered, steps)?;
    let mut work = 0;
    for segment in &segments {
        work += segment.work()?;
    }
    let cores = match work > MUCH {
        true => Cores::All,
        false => Cores::One,
    };
    let documents = cores.each(&mut segments, |_, segment| segment.matches())?;
    let scorer = match best > 0 && documents.iter().any(|documents| documents.len() > 0) {
        true => scorer(commit, &segments, lowered)?,
        false => None,
    };
    let scored = match scorer {
        Some(scorer) => scorer.best(cores, &mut segments, &commit.fields, &documents, best)?,
        None => vec![Vec::new(); documents.len()],
    };
    steps.settle(segments.iter().map(|segment| &segment.steps))?;
    let segments = documents.into_iter().zip(scored);
    let segments = segments.map(|(documents, best)| SegmentMatches { documents, best });
    Ok(Matches {
        segments: segments.collect(),
    })
}

/// Makes what scores the matches of a plan; none where there is nothing to score by.
pub(in crate::index) fn scorer<'p>(
    commit: &Commit,
    segments: &[SegmentSearch<'_>],
    lowered: &'p Lowered,
) -> Result<Option<Scorer<'p>>, IndexError> {
    if lowered.leaves.is_empty() {
        return Ok(None);
    }
    let frequencies = frequencies(commit, segments, lowered)?;
    Ok(Some(Scorer::new(lowered, &frequencies, commit.lengths()?)))
}

/// Asks the whole, where there is one, what scoring will ask it, so that it can look all of it up together.
pub(in crate::index) fn foresee_scores(
    commit: &Commit,
    lowered: &Lowered,
) -> Result<(), IndexError> {
    if commit.whole.is_some() && !lowered.leaves.is_empty() {
        frequencies(commit, &[], lowered)?;
        commit.lengths()?;
    }
    Ok(())
}

/// Counts for each leaf of a plan the paragraphs that hold it.
fn frequencies(
    commit: &Commit,
    segments: &[SegmentSearch<'_>],
    lowered: &Lowered,
) -> Result<Vec<u64>, IndexError> {
    let vocabulary = commit.vocabulary();
    let mut frequencies = Vec::with_capacity(lowered.leaves.len());
    for (at, leaf) in lowered.leaves.iter().enumerate() {
        let mut found = 0;
        if commit.whole.is_some() {
            for term in &leaf.terms {
                found += vocabulary.frequency(leaf.form, term)?;
            }
        } else {
            for segment in segments {
                found += segment.frequency(at)?;
            }
        }
        frequencies.push(found);
    }
    Ok(frequencies)
}
