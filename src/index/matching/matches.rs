//! What matches a plan in the whole index: the paragraphs, before they are read.

use std::ops::Range;

use tantivy::{DocAddress, DocId};

use super::check::{Check, ready};
use super::cores::Cores;
use super::plan::Lowered;
use super::score::Scorer;
use super::segment::SegmentSearch;
use super::steps::Steps;
use crate::index::IndexError;
use crate::index::commit::Commit;
use crate::index::commit::register::Numbers;
use crate::index::commit::report_entry::ReportEntry;
use crate::index::commit::runs::by_report;
use crate::index::commit::sets::Serials;
use crate::index::disk::columns;

/// All paragraphs that match, segment by segment.
#[derive(Debug, Default)]
pub(in crate::index) struct Matches {
    pub(in crate::index) segments: Vec<SegmentMatches>,
}

/// The paragraphs of one segment that match.
#[derive(Debug, Default)]
pub(in crate::index) struct SegmentMatches {
    /// Ascending.
    pub(in crate::index) docs: Vec<DocId>,
    /// Their scores; none where nothing is scored.
    pub(in crate::index) scores: Vec<f32>,
}

/// The paragraphs of one report that match.
#[derive(Debug, Clone)]
pub(in crate::index) struct OfReport<'m> {
    pub(in crate::index) report: &'m ReportEntry,
    /// The place of the report among those of the register.
    pub(in crate::index) at: usize,
    pub(in crate::index) segment: u32,
    /// Where the paragraphs stand among those of their segment.
    pub(in crate::index) within: Range<usize>,
}

/// A paragraph that matches, chosen to be read.
#[derive(Debug, Clone, Copy)]
pub(in crate::index) struct Match {
    pub(in crate::index) segment: u32,
    pub(in crate::index) doc: DocId,
    /// The number of its report.
    pub(in crate::index) serial: u64,
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
        self.docs().map(<[DocId]>::len).sum()
    }

    /// Tells whether they have scores.
    pub(in crate::index) fn are_scored(&self) -> bool {
        self.segments
            .iter()
            .any(|segment| !segment.scores.is_empty())
    }

    /// Returns the documents of each segment.
    pub(in crate::index) fn docs(&self) -> impl Iterator<Item = &[DocId]> {
        self.segments.iter().map(|segment| segment.docs.as_slice())
    }

    /// Parts them by report, in the order of the index.
    pub(in crate::index) fn of_reports<'m>(
        &'m self,
        commit: &'m Commit,
    ) -> Result<impl Iterator<Item = OfReport<'m>>, IndexError> {
        let entries = commit.register.report_entries()?;
        let segments = (0..).zip(commit.register.runs()?.iter().zip(self.docs()));
        Ok(segments.flat_map(move |(segment, (runs, docs))| {
            by_report(runs, docs).map(move |(at, within)| OfReport {
                report: &entries[at],
                at,
                segment,
                within,
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
        let segment = &self.segments[found.segment as usize];
        let docs = &segment.docs[found.within.clone()];
        let wordings = &commit.register.numbers(Numbers::Wording)?[found.segment as usize];
        let wordings = columns::first(wordings, docs, 0);
        let scores = segment.scores.get(found.within.clone());
        for (at, (doc, wording)) in docs.iter().zip(wordings).enumerate() {
            listed.push(Match {
                segment: found.segment,
                doc: *doc,
                serial: found.report.serial,
                wording,
                day: found.report.day,
                score: scores.map_or(0.0, |scores| scores[at]),
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

    /// Keeps those whose scores pass.
    pub(in crate::index) fn scored(&self, passes: impl Fn(f32) -> bool) -> Matches {
        let segments = self.segments.iter().map(|segment| {
            let scored = segment.docs.iter().zip(&segment.scores);
            let (docs, scores) = scored.filter(|(_, score)| passes(**score)).unzip();
            SegmentMatches { docs, scores }
        });
        Matches {
            segments: segments.collect(),
        }
    }
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
            reader,
            fields,
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
    let docs = cores.each(&mut segments, |_, segment| segment.matches())?;
    let count = docs.iter().map(Vec::len).sum();
    let scorer = match best.min(count) {
        0 => None,
        _ => scorer(commit, &segments, lowered)?,
    };
    let scores = match scorer {
        Some(scorer) => scorer.scores(cores, &mut segments, &commit.fields, &docs, best)?,
        None => vec![Vec::new(); docs.len()],
    };
    steps.settle(segments.iter().map(|segment| &segment.steps))?;
    let segments = docs.into_iter().zip(scores);
    let segments = segments.map(|(docs, scores)| SegmentMatches { docs, scores });
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
