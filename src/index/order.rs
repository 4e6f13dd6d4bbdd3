//! The order of matches.

use std::cmp::{Ordering, Reverse};

use super::search::Match;
use super::{Index, IndexError, SearchRequest, Sort, tags};
use crate::query::Field;

impl Index {
    /// Sorts the matches, of which only those up to the request's last hit are put in order.
    pub(super) fn order(
        &self,
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
            self.order_by_authority(matches)?;
        } else {
            let coarse = coarse_order(request.sort);
            if wanted < matches.len() {
                // What ties with the last one wanted must be kept until the ids have decided.
                let (_, last, _) = matches.select_nth_unstable_by(wanted - 1, coarse);
                let last = *last;
                matches.retain(|found| coarse(found, &last) != Ordering::Greater);
            }
            self.set_places(matches)?;
            matches.sort_unstable_by(|a, b| {
                let by_report = a.serial.cmp(&b.serial).then_with(|| a.place.cmp(&b.place));
                coarse(a, b).then(by_report)
            });
            for ties in matches.chunk_by_mut(|a, b| coarse(a, b) == Ordering::Equal) {
                if ties.first().map(|tie| tie.serial) != ties.last().map(|tie| tie.serial) {
                    self.order_by_id(ties)?;
                }
            }
        }
        matches.truncate(wanted);
        Ok(())
    }

    /// Sorts matches, which know their places, by the ids of their reports and these places.
    pub(super) fn order_by_id(&self, matches: &mut [Match]) -> Result<(), IndexError> {
        let (entries, ranks) = (self.report_entries()?, self.report_ranks()?);
        // Every match has its report; should one lack it, it goes last.
        let rank = |serial: u64| {
            let at = entries.binary_search_by_key(&serial, |entry| entry.serial);
            at.map_or(u32::MAX, |at| ranks[at])
        };
        matches.sort_by_cached_key(|found| (rank(found.serial), found.place));
        Ok(())
    }

    fn order_by_authority(&self, matches: &mut [Match]) -> Result<(), IndexError> {
        self.set_places(matches)?;
        self.order_by_id(matches)?;
        let (entries, names) = (self.report_entries()?, self.authorities()?);
        let name = |serial: u64| {
            let at = entries.binary_search_by_key(&serial, |entry| entry.serial);
            at.ok().map(|at| (names[at] == tags::NONE, names[at]))
        };
        // The sort is stable: within a day they stay in the order of their ids.
        matches.sort_by_cached_key(|found| (name(found.serial), Reverse(found.day)));
        Ok(())
    }

    /// Returns the authority of each of [`Index::report_entries`], or [`tags::NONE`].
    pub(super) fn authorities(&self) -> Result<Vec<&str>, IndexError> {
        Ok(self.values_of_reports(Field::Authority)?.first().collect())
    }
}

/// The part of an order that needs no names.
fn coarse_order(sort: Sort) -> fn(&Match, &Match) -> Ordering {
    match sort {
        Sort::Relevance => |a, b| b.score.total_cmp(&a.score).then_with(|| b.day.cmp(&a.day)),
        Sort::Newest => |a, b| Reverse(a.day).cmp(&Reverse(b.day)),
        Sort::Oldest => |a, b| (a.day == i64::MIN, a.day).cmp(&(b.day == i64::MIN, b.day)),
        Sort::Authority => |_, _| Ordering::Equal,
    }
}
