//! Reading hits: from matches in their order to paragraphs with all that belongs to them.

use std::collections::hash_map::Entry;
use std::ops::ControlFlow;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tantivy::DocAddress;

use crate::index::answer::explain;
use crate::index::answer::near::DuplicateFinder;
use crate::index::commit::Commit;
use crate::index::disk::codec;
use crate::index::matching::matcher::Matcher;
use crate::index::matching::matches::{self, Match};
use crate::index::matching::plan::Lowered;
use crate::index::serial::Serial;
use crate::index::{Context, Explain, Hit, IndexError, ReportRecord, SearchRequest, Sort};
use crate::model::Paragraph;

/// So many hits are read together: stored texts are compressed in blocks, and hits in any
/// order but that of the store would have the same blocks unpacked again and again.
const BATCH: usize = 32_768;

/// What is done with each paragraph that is read, with its match and its report.
type EachParagraph<'a> =
    dyn FnMut(&Match, Arc<ReportRecord>, Paragraph) -> Result<ControlFlow<()>, IndexError> + 'a;

/// Reads the hits of matches that are in order, from the request's offset on.
pub(in crate::index) fn read(
    commit: &Commit,
    request: &SearchRequest,
    lowered: &Lowered,
    ordered: &[Match],
    each: &mut dyn FnMut(Hit) -> ControlFlow<()>,
) -> Result<(), IndexError> {
    let matches = ordered.get(request.offset..).unwrap_or_default();
    let matcher = Matcher::new(lowered);
    let explains = request.explain == Explain::Scores && request.sort == Sort::Relevance;
    let mut segments = match explains {
        true => matches::segments(commit, lowered)?,
        false => Vec::new(),
    };
    let scorer = match explains {
        true => matches::scorer(commit, &segments, lowered)?,
        false => None,
    };
    let name = |pattern: &_| explain::pattern(pattern, lowered);
    let mut places: FxHashMap<Serial, Vec<DocAddress>> = FxHashMap::default();
    let wanted = request.limit.unwrap_or(usize::MAX).min(matches.len());
    let mut finder = DuplicateFinder::new(commit, wanted);
    read_paragraphs(commit, matches, &mut |found, report, paragraph| {
        let explanation = match &scorer {
            Some(scorer) => {
                let segment = &mut segments[found.segment as usize];
                Some(scorer.explain(segment, &commit.fields, found.doc, &name)?)
            }
            None => None,
        };
        let context = match request.context {
            0 => Context::default(),
            wanted => {
                let places = match places.entry(found.serial) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(new) => new.insert(commit.paragraph_addresses(&report.id)?),
                };
                context(commit, places, found.address(), wanted)?
            }
        };
        let duplicates = match request.duplicates {
            true => commit.register.duplicates.of(found.address(), || {
                let text = (paragraph.text.as_str(), report.report.language);
                finder.duplicates(text, found.wording, found.address())
            })?,
            false => Arc::default(),
        };
        Ok(each(Hit {
            highlights: matcher.of_hit(&report, &paragraph)?,
            also_in: duplicates.same.clone(),
            nearly_in: duplicates.near.clone(),
            score: found.score,
            explanation,
            context,
            report,
            paragraph,
        }))
    })
}

/// Reads the paragraphs of matches, with their reports.
///
/// What is held is small: a batch of stored texts, and the records of the reports.
pub(in crate::index) fn read_paragraphs(
    commit: &Commit,
    matches: &[Match],
    each: &mut EachParagraph<'_>,
) -> Result<(), IndexError> {
    let mut reports: FxHashMap<Serial, Arc<ReportRecord>> = FxHashMap::default();
    let mut each = |found: &Match, bytes: &[u8]| {
        let (_, paragraph) = codec::decode_paragraph(bytes, commit.terms)?;
        let report = match reports.entry(found.serial) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let entry = commit.register.report_entry(found.serial)?;
                let entry = entry.ok_or(IndexError::Damaged("report"))?;
                let report = commit.report_at(entry.address)?;
                new.insert(Arc::new(report))
            }
        };
        each(found, report.clone(), paragraph)
    };
    // What is wanted in the order of the store is read as it is met.
    if matches.is_sorted_by_key(|found| (found.segment, found.doc)) {
        for found in matches {
            if each(found, &commit.record(found.address())?)?.is_break() {
                return Ok(());
            }
        }
        return Ok(());
    }
    for batch in matches.chunks(BATCH) {
        for (found, bytes) in batch.iter().zip(records(commit, batch)?) {
            if each(found, &bytes)?.is_break() {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// Reads what is stored of some matches, in the order in which it is stored.
fn records(commit: &Commit, batch: &[Match]) -> Result<Vec<Vec<u8>>, IndexError> {
    let address = |i: &usize| (batch[*i].segment, batch[*i].doc);
    let mut order: Vec<usize> = (0..batch.len()).collect();
    order.sort_unstable_by_key(address);
    let mut records = vec![Vec::new(); batch.len()];
    for i in order {
        let (segment, doc) = address(&i);
        // A copy, for each batch would else hold whole blocks.
        records[i] = commit.record(DocAddress::new(segment, doc))?.to_vec();
    }
    Ok(records)
}

/// Reads the neighbours of a paragraph among those of its report.
fn context(
    commit: &Commit,
    report: &[DocAddress],
    own: DocAddress,
    wanted: usize,
) -> Result<Context, IndexError> {
    let Some(at) = report.iter().position(|address| *address == own) else {
        return Err(IndexError::Damaged("report"));
    };
    let end = at
        .saturating_add(wanted)
        .saturating_add(1)
        .min(report.len());
    let decode = |address: &DocAddress| -> Result<Paragraph, IndexError> {
        Ok(commit.paragraph_at(*address)?.1)
    };
    let is_note = decode(&own)?.section.is_notes();
    let read = |addresses: &[DocAddress]| -> Result<Vec<Paragraph>, IndexError> {
        let mut paragraphs = addresses
            .iter()
            .map(decode)
            .collect::<Result<Vec<_>, _>>()?;
        // Notes stand behind the paragraphs, and are no neighbours of theirs.
        paragraphs.retain(|paragraph| paragraph.section.is_notes() == is_note);
        Ok(paragraphs)
    };
    Ok(Context {
        before: read(&report[at.saturating_sub(wanted)..at])?,
        after: read(&report[at + 1..end])?,
    })
}
