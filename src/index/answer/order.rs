//! The order of matches.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::index::commit::Commit;
use crate::index::disk::tags;
use crate::index::matching::matches::{self, Match};
use crate::index::{IndexError, SearchRequest, Sort};
use crate::query::Field;

/// Sorts the matches, of which only those up to the request's last hit are put in order.
pub(in crate::index) fn order(
    commit: &Commit,
    request: &SearchRequest,
    matches: &mut Vec<Match>,
) -> Result<(), IndexError> {
    let wanted = request
        .limit
        .map_or(usize::MAX, |limit| limit.saturating_add(request.offset));
    if wanted == 0 {
        matches.clear();
        return Ok(());
    }
    if request.sort == Sort::Authority {
        order_by_authority(commit, matches)?;
    } else if request.sort == Sort::Published {
        order_by_publication(commit, matches)?;
    } else {
        let coarse = |found: &Match| coarse_key(request.sort, found);
        if wanted < matches.len() {
            let mut keys: Vec<_> = matches.iter().map(coarse).collect();
            // What ties with the last one wanted must be kept until the ids have decided.
            let (_, last, _) = keys.select_nth_unstable(wanted - 1);
            let last = *last;
            matches.retain(|found| coarse(found) <= last);
        }
        matches::set_places(commit, matches)?;
        matches.sort_unstable_by_key(|found| (coarse(found), found.serial, found.place));
        for ties in matches.chunk_by_mut(|a, b| coarse(a) == coarse(b)) {
            if ties.first().map(|tie| tie.serial) != ties.last().map(|tie| tie.serial) {
                order_by_id(commit, ties)?;
            }
        }
    }
    matches.truncate(wanted);
    Ok(())
}

/// Sorts matches, which know their places, by the ids of their reports and these places.
pub(in crate::index) fn order_by_id(
    commit: &Commit,
    matches: &mut [Match],
) -> Result<(), IndexError> {
    let (entries, ranks) = (
        commit.register.report_entries()?,
        commit.register.report_ranks()?,
    );
    // Every match has its report; should one lack it, it goes last.
    let rank = |serial: u64| {
        let at = entries.binary_search_by_key(&serial, |entry| entry.serial);
        at.map_or(u32::MAX, |at| ranks[at])
    };
    matches.sort_by_cached_key(|found| (rank(found.serial), found.place));
    Ok(())
}

fn order_by_authority(commit: &Commit, matches: &mut [Match]) -> Result<(), IndexError> {
    matches::set_places(commit, matches)?;
    order_by_id(commit, matches)?;
    let (entries, names) = (commit.register.report_entries()?, authorities(commit)?);
    let name = |serial: u64| {
        let at = entries.binary_search_by_key(&serial, |entry| entry.serial);
        at.ok().map(|at| (names[at] == tags::NONE, names[at]))
    };
    // The sort is stable: within a day they stay in the order of their ids.
    matches.sort_by_cached_key(|found| (name(found.serial), Reverse(found.day)));
    Ok(())
}

fn order_by_publication(commit: &Commit, matches: &mut [Match]) -> Result<(), IndexError> {
    matches::set_places(commit, matches)?;
    order_by_id(commit, matches)?;
    let mut published: HashMap<u64, Option<i64>> = HashMap::new();
    for entry in commit.register.report_entries()? {
        let record = commit.report_at(entry.address)?;
        let day = record
            .report
            .published
            .map(|published| tags::day(published.date));
        published.insert(entry.serial, day);
    }
    // The sort is stable; none is less than any day.
    matches.sort_by_cached_key(|found| {
        let day = published.get(&found.serial).copied().flatten();
        Reverse((day, found.day))
    });
    Ok(())
}

/// Returns the authority of each of [`Register::report_entries`](crate::index::commit::register::Register::report_entries), or [`tags::NONE`].
pub(in crate::index) fn authorities(commit: &Commit) -> Result<Vec<&str>, IndexError> {
    Ok(commit
        .register
        .values_of_reports(Field::Authority)?
        .first()
        .collect())
}

/// The part of an order that needs no names, as numbers that ascend.
fn coarse_key(sort: Sort, found: &Match) -> (i64, i64) {
    // The bits of a float that is not negative sort as it does; to flip bits is to turn about.
    let latest = !found.day;
    match sort {
        Sort::Relevance => (!i64::from(found.score.max(0.0).to_bits()), latest),
        Sort::Newest => (0, latest),
        Sort::Oldest => (i64::from(found.day == i64::MIN), found.day),
        Sort::Authority | Sort::Published => (0, 0),
    }
}
