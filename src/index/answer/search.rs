//! Searching: from a request to matches, their order, their counts and the hits themselves.

use std::ops::ControlFlow;

use super::facet::repeated;
use super::{explain, facet, found, hits, notes, offers, order, reports, suggest};
use crate::index::commit::Commit;
use crate::index::matching::matches::{self, serials};
use crate::index::threads::join;
use crate::index::{Explain, Hit, IndexError, SearchRequest, SearchResults};

/// Searches, counts and reads the hits asked for.
pub(in crate::index) fn search(
    commit: &Commit,
    request: &SearchRequest,
) -> Result<SearchResults, IndexError> {
    if !request.advice {
        return answer(commit, request);
    }
    // Offers come of searches of their own, which need not wait for this one.
    std::thread::scope(|scope| {
        let offers = scope.spawn(|| offers::offers(commit, request));
        let mut results = answer(commit, request)?;
        // What looks for words that were not asked for looks at the whole.
        if commit.whole.is_none() {
            results.suggestions = suggest::suggestions(commit, request, results.total)?;
        }
        results.offers = join(offers)?;
        Ok(results)
    })
}

/// Searches, without advice.
fn answer(commit: &Commit, request: &SearchRequest) -> Result<SearchResults, IndexError> {
    let mut found = found::find(commit, request)?;
    let searched = reports::passing(commit, &request.filters)?;
    let total = found.matches.len() as u64;
    let (repeated, copies) = repeated(&found.matches);
    let mut results = SearchResults {
        total,
        total_distinct: total - copies,
        total_reports: serials(&found.matches).len(),
        reports_searched: searched.len() as u64,
        hits: Vec::new(),
        facets: Vec::new(),
        explained: match request.explain {
            Explain::Nothing => Vec::new(),
            Explain::Query | Explain::Scores => explain::explain(
                commit,
                request,
                &found.lowered,
                &matches::by_segment(commit, &found.matches),
            )?,
        },
        offers: Vec::new(),
        suggestions: Vec::new(),
        notes: notes::notes(commit, request, &found.lowered)?,
    };
    results.facets = facet::facets(commit, request, &searched, &found.matches, &repeated)?;
    order::order(commit, request, &mut found.matches)?;
    hits::read(commit, request, &found, &mut |hit| {
        results.hits.push(hit);
        ControlFlow::Continue(())
    })?;
    Ok(results)
}

/// Calls `each` on every hit in the request's order without holding them all.
pub(in crate::index) fn for_each(
    commit: &Commit,
    request: &SearchRequest,
    each: &mut dyn FnMut(Hit) -> ControlFlow<()>,
) -> Result<(), IndexError> {
    let mut found = found::find(commit, request)?;
    order::order(commit, request, &mut found.matches)?;
    hits::read(commit, request, &found, each)
}
