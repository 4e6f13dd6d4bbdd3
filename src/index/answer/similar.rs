//! More like this: paragraphs that share the telling words of another.
//!
//! Of the paragraph's stems those with the highest tf · idf are looked for (the selection of
//! Lucene's MoreLikeThis), and what holds some of them is ranked by BM25, each stem weighing as
//! often as the paragraph says it (the query term frequency of Robertson and Walker, "Some
//! Simple Effective Approximations to the 2-Poisson Model", 1994). The same finding elsewhere is
//! what people look for: other authorities come first.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use tantivy::DocAddress;

use super::{hits, order};
use crate::index::answer::near;
use crate::index::commit::Commit;
use crate::index::commit::sets::Serials;
use crate::index::lowering::lower::lower_stems;
use crate::index::matching::bm25::rarity;
use crate::index::matching::matches::{self, Match};
use crate::index::matching::plan::{Lowered, Pattern};
use crate::index::matching::steps::Steps;
use crate::index::text::{Form, stem};
use crate::index::{Hit, IndexError, NearDuplicate, ReportRecord, SearchRequest};
use crate::model::{Language, Paragraph, ParagraphId, Report};
use crate::query::fold::{fold, words};
use crate::query::{self, Field, Filters};

/// So many stems are looked for.
const TERMS: usize = 25;
/// A similar paragraph holds so large a share of them, in tenths.
const SHARED_TENTHS: usize = 3;

/// A question for paragraphs like one.
#[derive(Debug, Clone)]
pub struct SimilarRequest {
    /// The paragraph.
    pub id: ParagraphId,
    /// What the tags of similar ones must be.
    pub filters: Filters,
    /// How many to return; none means all.
    pub limit: Option<usize>,
}

/// The paragraphs like one.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct SimilarResults {
    /// The report of the paragraph asked about.
    pub report: ReportRecord,
    /// The paragraph asked about.
    pub paragraph: Paragraph,
    /// The words looked for, the most telling first, as the paragraph has them.
    pub terms: Vec<String>,
    /// How many paragraphs are like it.
    pub total: u64,
    /// The best of them: those of other authorities, then those of its own, each by score.
    pub hits: Vec<(Hit, Likeness)>,
}

/// How a paragraph is like the one asked about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likeness {
    /// Whether both are about one authority, or about one provider whose authority is not told.
    pub own_authority: bool,
    /// The share of their runs of words that both have, from 0 to 1; 0 for short ones.
    pub resemblance: f32,
}

impl Likeness {
    /// Tells whether the two say nearly the same in nearly the same words, or quite.
    pub fn is_near_duplicate(self) -> bool {
        self.resemblance >= near::ALIKE
    }
}

/// A stem of the paragraph.
struct Term {
    stem: String,
    /// The first word with that stem.
    word: String,
    count: u32,
}

/// Finds paragraphs that share the telling words of one; none where there is no such
/// paragraph.
pub(in crate::index) fn similar(
    commit: &Commit,
    request: &SimilarRequest,
) -> Result<Option<SimilarResults>, IndexError> {
    let Some(Sought {
        report,
        own,
        paragraph,
        terms,
        lowered,
    }) = sought(commit, request)?
    else {
        return Ok(None);
    };
    let mut matches = match terms.is_empty() {
        true => Vec::new(),
        false => {
            let all = usize::MAX;
            let matches = matches::find_within(commit, &lowered, all, &Steps::default())?;
            matches.list_scored(commit, |_| true)?
        }
    };
    matches.retain(|found| found.address() != own);
    let matches = sharing(commit, &lowered, matches)?;
    let own_reports = of_same_body(commit, &report.report)?;
    let of_own = |found: &Match| own_reports.contains(found.serial);
    let (mut own, mut ordered): (Vec<_>, Vec<_>) = matches.into_iter().partition(of_own);
    let everything = query::parse("").map_err(|_| IndexError::Damaged("query"))?;
    let by_score = SearchRequest {
        duplicates: true,
        ..SearchRequest::new(everything)
    };
    order::by_score(commit, &mut ordered)?;
    order::by_score(commit, &mut own)?;
    let foreign = ordered.len();
    ordered.append(&mut own);
    let total = ordered.len() as u64;
    ordered.truncate(request.limit.unwrap_or(usize::MAX));
    let mut hits: Vec<(Hit, Likeness)> = Vec::new();
    hits::read(commit, &by_score, &lowered, &ordered, &mut |mut hit| {
        let likeness = Likeness {
            own_authority: hits.len() >= foreign,
            resemblance: near::resemblance_of(&paragraph.text, &hit.paragraph.text),
        };
        // That it is like the paragraph asked about is said by its likeness.
        let is_other = |near: &NearDuplicate| near.id != request.id;
        hit.nearly_in.retain(is_other);
        hit.also_in.retain(|id| *id != request.id);
        hits.push((hit, likeness));
        ControlFlow::Continue(())
    })?;
    Ok(Some(SimilarResults {
        report,
        paragraph,
        terms: terms.into_iter().map(|term| term.word).collect(),
        total,
        hits,
    }))
}

/// What is looked for.
struct Sought {
    report: ReportRecord,
    own: DocAddress,
    paragraph: Paragraph,
    terms: Vec<Term>,
    lowered: Lowered,
}

fn sought(commit: &Commit, request: &SimilarRequest) -> Result<Option<Sought>, IndexError> {
    let Some(report) = commit.report(&request.id.report)? else {
        return Ok(None);
    };
    let mut own = None;
    for address in commit.paragraph_addresses(&report.id)? {
        let paragraph = commit.paragraph_at(address)?.1;
        if paragraph.locator.to_string() == request.id.locator {
            own = Some((address, paragraph));
        }
    }
    let Some((own, paragraph)) = own else {
        return Ok(None);
    };
    let terms = telling_terms(
        commit,
        &paragraph.text,
        report.report.language,
        commit.lengths()?.total,
    )?;
    let stems: Vec<_> = terms.iter().map(|t| (t.stem.clone(), t.count)).collect();
    let lowered = lower_stems(commit, &stems, &request.filters)?;
    Ok(Some(Sought {
        report,
        own,
        paragraph,
        terms,
        lowered,
    }))
}

/// Returns a plan that finds all that can be like a paragraph, with so many of the stems that each must
/// hold of those of the plan; none where there is no such paragraph, or nothing is like it.
pub(in crate::index) fn can_be_similar(
    commit: &Commit,
    request: &SimilarRequest,
) -> Result<Option<(Lowered, usize)>, IndexError> {
    let sought = sought(commit, request)?;
    let sought = sought.filter(|sought| !sought.terms.is_empty());
    Ok(sought.map(|sought| {
        let needed = needed(&sought.lowered);
        (sought.lowered, needed)
    }))
}

/// Returns how many leaves of a plan a similar paragraph holds at least.
fn needed(lowered: &Lowered) -> usize {
    (lowered.leaves.len() * SHARED_TENTHS).div_ceil(10)
}

/// Finds the reports of the same authority, or of the same provider where no authority is told.
fn of_same_body(commit: &Commit, report: &Report) -> Result<Serials, IndexError> {
    let (field, slug) = match (&report.authority, &report.provider) {
        (Some(authority), _) => (Field::Authority, &authority.slug),
        (None, Some(provider)) => (Field::Provider, &provider.slug),
        (None, None) => return Ok(Serials::default()),
    };
    commit
        .register
        .reports_with_values(field, std::slice::from_ref(slug), &[])
}

/// Chooses the telling stems of a text, the most telling first; `paragraphs` is the number of
/// all paragraphs of the index.
fn telling_terms(
    commit: &Commit,
    text: &str,
    language: Language,
    paragraphs: u64,
) -> Result<Vec<Term>, IndexError> {
    let mut stems: BTreeMap<String, (String, u32)> = BTreeMap::new();
    for span in words(text) {
        let word = fold(&text[span]).into_owned();
        let stem = match language.has_stems() {
            true => stem(&word).into_owned(),
            false => word.clone(),
        };
        let entry = stems.entry(stem).or_insert((word, 0));
        entry.1 += 1;
    }
    let stems = stems.into_iter();
    let counted = stems.map(|(stem, (word, count))| ((stem, word), count));
    let found = |(stem, _): &(String, String)| commit.vocabulary().frequency(Form::Stem, stem);
    let terms = most_telling(counted, found, paragraphs)?.into_iter();
    let terms = terms.map(|((stem, word), count, _)| Term { stem, word, count });
    Ok(terms.collect())
}

/// Chooses the stems of a text that tell most of it, with their counts and weights, the heaviest first;
/// those of one weight stay in their order. `found` tells how many of all paragraphs hold a stem.
pub(super) fn most_telling<S>(
    counted: impl Iterator<Item = (S, u32)>,
    mut found: impl FnMut(&S) -> Result<u64, IndexError>,
    paragraphs: u64,
) -> Result<Vec<(S, u32, f32)>, IndexError> {
    let mut telling = Vec::new();
    for (stem, count) in counted {
        let found = found(&stem)?;
        // What stands here alone finds nothing.
        if found > 1 {
            telling.push((stem, count, count as f32 * rarity(found, paragraphs)));
        }
    }
    // The sort is stable.
    telling.sort_by(|(.., a), (.., b)| b.total_cmp(a));
    telling.truncate(TERMS);
    Ok(telling)
}

/// Keeps the matches that hold enough of a plan's leaves.
fn sharing(
    commit: &Commit,
    lowered: &Lowered,
    matches: Vec<Match>,
) -> Result<Vec<Match>, IndexError> {
    let needed = needed(lowered);
    let mut segments = matches::segments(commit, lowered)?;
    let mut kept = Vec::new();
    for matches in matches.chunk_by(|a, b| a.segment == b.segment) {
        let docs: Vec<_> = matches.iter().map(|found| found.doc).collect();
        let mut shared = vec![0; docs.len()];
        for leaf in 0..lowered.leaves.len() {
            let segment = &mut segments[matches[0].segment as usize];
            let mut stands = vec![false; docs.len()];
            segment.counts(&Pattern::Leaf(leaf), &docs, |i, _| stands[i] = true)?;
            for (count, stands) in shared.iter_mut().zip(stands) {
                *count += usize::from(stands);
            }
        }
        let enough = matches.iter().zip(shared).filter(|(_, n)| *n >= needed);
        kept.extend(enough.map(|(found, _)| *found));
    }
    Ok(kept)
}
