//! What matches a plan in the whole index: the paragraphs, before they are read.

use std::rc::Rc;

use tantivy::{DocAddress, DocId};

use super::check::ready;
use super::plan::Lowered;
use super::score::Scorer;
use super::segment::SegmentSearch;
use super::steps::Steps;
use crate::index::IndexError;
use crate::index::commit::Commit;
use crate::index::commit::register::Numbers;
use crate::index::commit::report_entry::ReportEntry;
use crate::index::commit::sets::Serials;
use crate::index::disk::columns;

/// A paragraph that matches, before it is read.
#[derive(Debug, Clone, Copy)]
pub(in crate::index) struct Match {
    pub(in crate::index) segment: u32,
    pub(in crate::index) doc: DocId,
    /// The number of its report.
    pub(in crate::index) serial: u64,
    /// Its place in the report, once it is asked for.
    pub(in crate::index) place: u64,
    /// The number of its wording; 0 for a short one.
    pub(in crate::index) wording: u64,
    /// The report's day, or less than any day.
    pub(in crate::index) day: i64,
    pub(in crate::index) score: f32,
}

impl Match {
    /// Makes one of which nothing is asked but where it stands.
    pub(in crate::index) fn bare(serial: u64, address: DocAddress) -> Self {
        Match {
            segment: address.segment_ord,
            doc: address.doc_id,
            serial,
            place: 0,
            wording: 0,
            day: i64::MIN,
            score: 0.0,
        }
    }

    pub(in crate::index) fn address(&self) -> DocAddress {
        DocAddress::new(self.segment, self.doc)
    }
}

pub(in crate::index) fn segments<'a>(
    commit: &'a Commit,
    lowered: &'a Lowered,
) -> Result<Vec<SegmentSearch<'a>>, IndexError> {
    segments_within(commit, lowered, &Rc::default())
}

fn segments_within<'a>(
    commit: &'a Commit,
    lowered: &'a Lowered,
    steps: &Rc<Steps>,
) -> Result<Vec<SegmentSearch<'a>>, IndexError> {
    let tests = lowered.tests.iter().map(|test| ready(commit, test));
    let tests = tests.collect::<Result<Vec<_>, _>>()?;
    let readers = commit.searcher.segment_readers();
    readers
        .iter()
        .map(|reader| SegmentSearch::new(reader, &commit.fields, lowered, &tests, steps.clone()))
        .collect()
}

/// Finds the paragraphs that match; so many of the best have their scores.
pub(in crate::index) fn scored(
    commit: &Commit,
    lowered: &Lowered,
    best: usize,
) -> Result<Vec<Match>, IndexError> {
    scored_within(commit, lowered, best, &Rc::default())
}

pub(in crate::index) fn scored_within(
    commit: &Commit,
    lowered: &Lowered,
    best: usize,
    steps: &Rc<Steps>,
) -> Result<Vec<Match>, IndexError> {
    let segments = segments_within(commit, lowered, steps)?;
    let mut docs = Vec::new();
    for segment in &segments {
        docs.push(segment.matches()?);
    }
    let count = docs.iter().map(Vec::len).sum();
    let scorer = match best.min(count) {
        0 => None,
        _ => scorer(commit, &segments, lowered)?,
    };
    let scores = match scorer {
        Some(scorer) => scorer.scores(&segments, &commit.fields, &docs, best)?,
        None => docs.iter().map(|docs| vec![0.0; docs.len()]).collect(),
    };
    let mut matches = Vec::with_capacity(count);
    for (i, (docs, scores)) in (0..).zip(docs.iter().zip(scores)) {
        if docs.is_empty() {
            continue;
        }
        let serials = &commit.register.numbers(Numbers::Serial)?[i as usize];
        let wordings = &commit.register.numbers(Numbers::Wording)?[i as usize];
        let serials = columns::first(serials, docs, 0);
        let wordings = columns::first(wordings, docs, 0);
        let mut report: Option<&ReportEntry> = None;
        for (at, (doc, score)) in docs.iter().zip(scores).enumerate() {
            let serial = serials[at];
            // Paragraphs of one report mostly follow each other.
            if report.is_none_or(|report| report.serial != serial) {
                report = commit.register.report_entry(serial)?;
            }
            matches.push(Match {
                segment: i,
                doc: *doc,
                serial,
                place: 0,
                wording: wordings[at],
                day: report.map_or(i64::MIN, |report| report.day),
                score,
            });
        }
    }
    Ok(matches)
}

/// Finds the paragraphs that match, without order, day and wording.
pub(in crate::index) fn bare(commit: &Commit, lowered: &Lowered) -> Result<Vec<Match>, IndexError> {
    bare_within(commit, lowered, &Rc::default())
}

pub(in crate::index) fn bare_within(
    commit: &Commit,
    lowered: &Lowered,
    steps: &Rc<Steps>,
) -> Result<Vec<Match>, IndexError> {
    let mut matches = Vec::new();
    for (i, segment) in (0..).zip(segments_within(commit, lowered, steps)?) {
        let docs = segment.matches()?;
        if !docs.is_empty() {
            let serials = &commit.register.numbers(Numbers::Serial)?[i as usize];
            let serials = columns::first(serials, &docs, 0);
            let address = docs.into_iter().map(|doc| DocAddress::new(i, doc));
            matches.extend(
                serials
                    .into_iter()
                    .zip(address)
                    .map(|(s, a)| Match::bare(s, a)),
            );
        }
    }
    Ok(matches)
}

/// Reads the places of some matches.
pub(in crate::index) fn set_places(
    commit: &Commit,
    matches: &mut [Match],
) -> Result<(), IndexError> {
    let places = commit.register.numbers(Numbers::Place)?;
    for found in matches {
        let place = places[found.segment as usize].first(found.doc);
        found.place = place.unwrap_or_default();
    }
    Ok(())
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

/// Gathers matches that are in no order yet by the segments of the index.
pub(in crate::index) fn by_segment(commit: &Commit, matches: &[Match]) -> Vec<Vec<DocId>> {
    let mut docs = vec![Vec::new(); commit.searcher.segment_readers().len()];
    for found in matches {
        docs[found.segment as usize].push(found.doc);
    }
    docs
}

/// Collects the reports of some matches.
pub(in crate::index) fn serials(matches: &[Match]) -> Serials {
    matches.iter().map(|found| found.serial).collect()
}
