//! The order of matches.

use std::cmp::Reverse;

use crate::index::commit::Commit;
use crate::index::commit::report_entry::{NO_DAY, ReportEntry};
use crate::index::disk::tags;
use crate::index::matching::best::Lowest;
use crate::index::matching::matches::{Match, Matches, OfReport};
use crate::index::serial::Serial;
use crate::index::{IndexError, SearchRequest, Sort};
use crate::query::Field;

/// Lists the matches up to the request's last hit, in its order.
pub(in crate::index) fn best(
    commit: &Commit,
    request: &SearchRequest,
    matches: &Matches,
) -> Result<Vec<Match>, IndexError> {
    let wanted = request
        .limit
        .map_or(usize::MAX, |limit| limit.saturating_add(request.offset));
    if wanted == 0 {
        return Ok(Vec::new());
    }
    match request.sort {
        Sort::Relevance if matches.are_scored() => {
            let mut listed = likeliest(commit, matches, wanted)?;
            by_score(commit, &mut listed)?;
            listed.truncate(wanted);
            Ok(listed)
        }
        // What has no scores is as relevant as all else, and the latest comes first.
        Sort::Relevance | Sort::Newest => by_report(commit, matches, wanted, |found| {
            Ok(Reverse(found.report.day))
        }),
        Sort::Oldest => by_report(commit, matches, wanted, |found| {
            let day = found.report.day;
            Ok((day == NO_DAY, day))
        }),
        Sort::Authority => {
            let names = authorities(commit)?;
            by_report(commit, matches, wanted, |found| {
                let name = names[found.part.report];
                Ok((name == tags::NONE, name, Reverse(found.report.day)))
            })
        }
        Sort::Published => by_report(commit, matches, wanted, |found| {
            // None is less than any day.
            Ok(Reverse((
                published(commit, found.report)?,
                found.report.day,
            )))
        }),
    }
}

/// Lists the matches that may be among so many best by their scores.
fn likeliest(commit: &Commit, matches: &Matches, wanted: usize) -> Result<Vec<Match>, IndexError> {
    let mut lowest = Lowest::of(wanted);
    for (_, score) in matches.segments.iter().flat_map(|segment| &segment.best) {
        lowest.meet(*score);
    }
    // What ties with the last one wanted must be kept until days and ids have decided.
    matches.list_scored(commit, |score| score >= lowest.score())
}

/// Sorts matches by score, the latest day, the id of the report, and their order in it.
pub(in crate::index) fn by_score(commit: &Commit, matches: &mut [Match]) -> Result<(), IndexError> {
    // The bits of a float that is not negative sort as it does.
    let key = |found: &Match| (Reverse(found.score.max(0.0).to_bits()), Reverse(found.day));
    matches.sort_unstable_by_key(|found| (key(found), found.serial, found.doc));
    for ties in matches.chunk_by_mut(|a, b| key(a) == key(b)) {
        if ties.first().map(|tie| tie.serial) != ties.last().map(|tie| tie.serial) {
            let ranks = Ranks::of(commit)?;
            ties.sort_by_cached_key(|found| (ranks.rank(found.serial), found.doc));
        }
    }
    Ok(())
}

/// Lists so many matches by a key of their reports, and then by id.
fn by_report<'m, K: Ord + Copy>(
    commit: &'m Commit,
    matches: &'m Matches,
    wanted: usize,
    key: impl Fn(&OfReport<'m>) -> Result<K, IndexError>,
) -> Result<Vec<Match>, IndexError> {
    let mut of_reports = Vec::new();
    for found in matches.of_reports(commit)? {
        of_reports.push((key(&found)?, found));
    }
    // Each of them has a match: no more are wanted but those that tie with the last.
    if wanted < of_reports.len() {
        let last = of_reports.select_nth_unstable_by_key(wanted - 1, |(key, _)| *key);
        let last = last.1.0;
        of_reports.retain(|(key, _)| *key <= last);
    }
    of_reports.sort_by_key(|(key, _)| *key);
    let mut listed = Vec::new();
    for ties in of_reports.chunk_by_mut(|(a, _), (b, _)| a == b) {
        if ties.len() > 1 {
            let ranks = Ranks::of(commit)?;
            ties.sort_by_key(|(_, found)| ranks.rank(found.report.serial));
        }
        for (_, found) in ties {
            matches.list_of(commit, found, &mut listed)?;
            if listed.len() >= wanted {
                listed.truncate(wanted);
                return Ok(listed);
            }
        }
    }
    Ok(listed)
}

/// Lists matches by id.
pub(in crate::index) fn by_id(
    commit: &Commit,
    matches: &Matches,
) -> Result<Vec<Match>, IndexError> {
    by_report(commit, matches, usize::MAX, |_| Ok(()))
}

/// The reports of an index in the order of their ids.
struct Ranks<'c> {
    entries: &'c [ReportEntry],
    ranks: &'c [u32],
}

impl<'c> Ranks<'c> {
    fn of(commit: &'c Commit) -> Result<Self, IndexError> {
        Ok(Ranks {
            entries: commit.register.report_entries()?,
            ranks: commit.register.report_ranks()?,
        })
    }

    /// Returns the place of a report. Every match has its report; should one lack it, it goes last.
    fn rank(&self, serial: Serial) -> u32 {
        let at = self
            .entries
            .binary_search_by_key(&serial, |entry| entry.serial);
        at.map_or(u32::MAX, |at| self.ranks[at])
    }
}

/// Reads the day on which a report was published.
fn published(commit: &Commit, entry: &ReportEntry) -> Result<Option<i64>, IndexError> {
    let published = commit.report_at(entry.address)?.report.published;
    Ok(published.map(|published| tags::day(published.date)))
}

/// Returns the authority of each of [`Register::report_entries`](crate::index::commit::register::Register::report_entries), or [`tags::NONE`].
pub(in crate::index) fn authorities(commit: &Commit) -> Result<Vec<&str>, IndexError> {
    Ok(commit
        .register
        .values_of_reports(Field::Authority)?
        .first()
        .collect())
}
