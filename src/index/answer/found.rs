//! From a request to all that matches it, found and counted.

use crate::index::commit::Commit;
use crate::index::commit::report_entry::NO_DAY;
use crate::index::disk::tags::date;
use crate::index::lowering::lower::{lower, lower_term};
use crate::index::matching::matches::{self, Matches};
use crate::index::matching::plan::Lowered;
use crate::index::matching::steps::Steps;
use crate::index::{IndexError, SearchRequest, Sort};
use crate::model::Date;
use crate::query::{ConceptTerm, Filters};

/// A request made ready: the plan, and all that matches it.
pub(in crate::index) struct Found {
    pub(in crate::index) lowered: Lowered,
    pub(in crate::index) matches: Matches,
}

/// Where a term stands, and the days of the first and the last report that use it.
pub(in crate::index) struct TermTally {
    pub(in crate::index) paragraphs: u64,
    pub(in crate::index) reports: u64,
    pub(in crate::index) first: Option<Date>,
    pub(in crate::index) last: Option<Date>,
}

pub(in crate::index) fn find(
    commit: &Commit,
    request: &SearchRequest,
) -> Result<Found, IndexError> {
    find_within(commit, request, &Steps::default())
}

pub(in crate::index) fn find_within(
    commit: &Commit,
    request: &SearchRequest,
    steps: &Steps,
) -> Result<Found, IndexError> {
    let lowered = lower(commit, request)?;
    let best = match (request.sort, request.limit) {
        (Sort::Relevance, Some(limit)) => limit.saturating_add(request.offset),
        (Sort::Relevance, None) => usize::MAX,
        _ => 0,
    };
    let matches = matches::find_within(commit, &lowered, best, steps)?;
    Ok(Found { lowered, matches })
}

/// Counts the paragraphs that match, and nothing else.
pub(in crate::index) fn count(commit: &Commit, request: &SearchRequest) -> Result<u64, IndexError> {
    let lowered = lower(commit, request)?;
    let mut total = 0;
    for mut segment in matches::segments(commit, &lowered)? {
        total += segment.count_matches()?;
    }
    Ok(total)
}

/// Counts the paragraphs that match, and the reports in which they stand.
///
/// All that is tried for one query shares its steps.
pub(in crate::index) fn tally(
    commit: &Commit,
    request: &SearchRequest,
    steps: &Steps,
) -> Result<(u64, u64), IndexError> {
    let lowered = lower(commit, request)?;
    let matches = matches::find_within(commit, &lowered, 0, steps)?;
    let reports = matches.of_reports(commit)?.count();
    Ok((matches.len() as u64, reports as u64))
}

/// Counts where a term of a concept stands, and when it was in use.
pub(in crate::index) fn tally_term(
    commit: &Commit,
    term: &ConceptTerm,
    filters: &Filters,
) -> Result<TermTally, IndexError> {
    let lowered = lower_term(commit, term, filters)?;
    let matches = matches::find(commit, &lowered)?;
    let days = matches.of_reports(commit)?.map(|found| found.report.day);
    let days: Vec<i64> = days.collect();
    let known = days.iter().copied().filter(|day| *day != NO_DAY);
    Ok(TermTally {
        paragraphs: matches.len() as u64,
        reports: days.len() as u64,
        first: known.clone().min().and_then(date),
        last: known.max().and_then(date),
    })
}
