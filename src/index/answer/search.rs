//! Searching: from a request to matches, their order, their counts and the hits themselves.

use std::ops::ControlFlow;

use super::copies::Copies;
use super::{explain, facet, found, hits, notes, offers, order, reports, suggest};
use crate::index::commit::Commit;
use crate::index::stop::Stop;
use crate::index::threads::join;
use crate::index::{Explain, Hit, IndexError, SearchRequest, SearchResults};

/// Searches, counts and reads the hits asked for.
pub(in crate::index) fn search(
    commit: &Commit,
    request: &SearchRequest,
) -> Result<SearchResults, IndexError> {
    // Reports that were chosen by words of the query would all have what is offered beside these.
    if !request.advice || request.only_in.is_some() {
        return answer(commit, request);
    }
    // Offers come of searches of their own, which need not wait for this one.
    let stop = &Stop::current();
    std::thread::scope(|scope| {
        let offers = scope.spawn(|| stop.within(|| offers::offers(commit, request)));
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
    let found = found::find(commit, request)?;
    let searched = reports::passing(commit, &request.filters)?;
    let total = found.matches.len() as u64;
    let copies = Copies::among(commit, &found.matches)?;
    let mut results = SearchResults {
        total,
        total_distinct: total - copies.count,
        total_reports: found.matches.of_reports(commit)?.count() as u64,
        reports_searched: searched.len() as u64,
        hits: Vec::new(),
        facets: Vec::new(),
        explained: match request.explain {
            Explain::Nothing => Vec::new(),
            Explain::Query | Explain::Scores => {
                explain::explain(commit, request, &found.lowered, &found.matches)?
            }
        },
        offers: Vec::new(),
        suggestions: Vec::new(),
        notes: notes::notes(commit, request, &found.lowered)?,
    };
    results.facets = facet::facets(commit, request, &searched, &found.matches, &copies)?;
    let best = order::best(commit, request, &found.matches)?;
    hits::read(commit, request, &found.lowered, &best, &mut |hit| {
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
    let found = found::find(commit, request)?;
    let ordered = order::best(commit, request, &found.matches)?;
    hits::read(commit, request, &found.lowered, &ordered, each)
}
