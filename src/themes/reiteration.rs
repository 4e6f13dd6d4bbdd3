//! One theme from report to report: which authorities were told to improve it, and which were
//! told again.

use std::collections::{BTreeMap, HashSet};

use super::items::Matching;
use super::stats::{Proportion, mcnemar_exact};
use super::succession::{Pair, chains, of_reports, pairs_of};
use super::track::Echo;
use crate::index::{Comparer, Index, IndexError, ReportRecord, SearchRequest};
use crate::model::{Paragraph, ReportId};
use crate::query::{Filters, Query};

/// Whether a theme is named in the improvement items of two successive reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Naming {
    /// In those of both.
    Again,
    /// In those of the earlier alone.
    Dropped,
    /// In those of the later alone.
    New,
    /// In those of neither.
    Neither,
}

impl Naming {
    /// Every member, in the order of declaration.
    pub const ALL: [Naming; 4] = [Naming::Again, Naming::Dropped, Naming::New, Naming::Neither];

    /// Returns the slug.
    pub const fn slug(self) -> &'static str {
        match self {
            Naming::Again => "named-again",
            Naming::Dropped => "dropped",
            Naming::New => "new",
            Naming::Neither => "neither",
        }
    }

    const fn of(then: bool, now: bool) -> Self {
        match (then, now) {
            (true, true) => Naming::Again,
            (true, false) => Naming::Dropped,
            (false, true) => Naming::New,
            (false, false) => Naming::Neither,
        }
    }
}

/// A theme in two successive reports.
#[derive(Debug, Clone, PartialEq)]
pub struct ToldPair {
    /// The reports.
    pub pair: Pair,
    /// Whether the theme is named.
    pub naming: Naming,
    /// The items that name it then.
    pub then: Vec<Paragraph>,
    /// The items that name it now.
    pub now: Vec<Echo>,
    /// What the later report finds on it where it was named then: what speaks most of the items
    /// then comes first.
    pub findings: Vec<Echo>,
}

/// Whether one report names a theme among its improvement items.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The report.
    pub record: ReportRecord,
    /// How many items name it.
    pub items: u64,
}

/// A theme in all graded reports.
#[derive(Debug, Clone, PartialEq)]
pub struct ToldTheme {
    /// The theme's query as understood.
    pub query: String,
    /// The pairs, by authority and day.
    pub pairs: Vec<ToldPair>,
    /// The graded reports of each authority, by slug, the earliest first.
    pub authorities: BTreeMap<String, Vec<Told>>,
}

/// The pairs of a theme in numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ToldTotals {
    /// How many pairs there are.
    pub pairs: u64,
    /// In how many of these the earlier report is about a predecessor.
    pub succeeded: u64,
    /// How many name it in both reports.
    pub again: u64,
    /// How many in the earlier alone.
    pub dropped: u64,
    /// How many in the later alone.
    pub new: u64,
    /// How many in neither.
    pub neither: u64,
    /// The exact two-sided probability of McNemar's test.
    pub p: f64,
}

impl ToldTotals {
    /// Counts by the naming of each pair, and whether a predecessor is in it.
    pub fn of(pairs: impl IntoIterator<Item = (Naming, bool)>) -> Self {
        let (mut counts, mut succeeded) = ([0u64; 4], 0);
        for (naming, has_predecessor) in pairs {
            counts[naming as usize] += 1;
            succeeded += u64::from(has_predecessor);
        }
        let [again, dropped, new, neither] = counts;
        ToldTotals {
            pairs: counts.iter().sum(),
            succeeded,
            again,
            dropped,
            new,
            neither,
            p: mcnemar_exact(new, dropped),
        }
    }

    /// Returns how many of the earlier reports name it.
    pub const fn named_then(&self) -> Proportion {
        Proportion {
            part: self.again + self.dropped,
            whole: self.pairs,
        }
    }

    /// Returns how many of the later reports name it.
    pub const fn named_now(&self) -> Proportion {
        Proportion {
            part: self.again + self.new,
            whole: self.pairs,
        }
    }

    /// Returns how many of those who were told are told again.
    pub const fn told_again(&self) -> Proportion {
        Proportion {
            part: self.again,
            whole: self.again + self.dropped,
        }
    }

    /// Returns how many of those who were not told are told now.
    pub const fn told_newly(&self) -> Proportion {
        Proportion {
            part: self.new,
            whole: self.new + self.neither,
        }
    }
}

impl ToldTheme {
    /// Counts the pairs.
    pub fn totals(&self) -> ToldTotals {
        let pairs = self.pairs.iter();
        ToldTotals::of(pairs.map(|told| (told.naming, told.pair.succeeded)))
    }
}

/// Follows a theme through the improvement items of the graded reports that pass filters;
/// filters on paragraphs choose the items.
///
/// # Errors
/// A filter's value that no report has; an index that cannot be read.
pub fn told(index: &Index, query: &Query, filters: &Filters) -> Result<ToldTheme, IndexError> {
    let asked = SearchRequest::new(query.clone());
    let items = Matching::items(index, &asked, filters)?;
    let findings = Matching::findings(index, &asked)?;
    let mut comparer = index.comparer()?;
    let mut pairs = Vec::new();
    for pair in pairs_of(index, filters)? {
        let then = items.of_report(&pair.then.id)?;
        let now = items.of_report(&pair.now.id)?;
        let naming = Naming::of(!then.is_empty(), !now.is_empty());
        let found = match then.is_empty() {
            true => Vec::new(),
            false => findings.of_report(&pair.now.id)?,
        };
        let findings = ranked(&mut comparer, &pair, &then, found)?;
        pairs.push(ToldPair {
            now: ranked(&mut comparer, &pair, &then, now)?,
            naming,
            then,
            findings,
            pair,
        });
    }
    let mut authorities = BTreeMap::new();
    for (slug, chain) in chains(index.reports(&of_reports(filters))?) {
        let told = chain.into_iter().map(|record| {
            let items = items.of_report(&record.id)?.len() as u64;
            Ok(Told { record, items })
        });
        authorities.insert(slug, told.collect::<Result<_, IndexError>>()?);
    }
    Ok(ToldTheme {
        query: query.to_string(),
        pairs,
        authorities,
    })
}

/// Finds the reports that name what a request asks for among what must improve, as the graded report before
/// each did; words are found as they are in the request.
///
/// # Errors
/// An index that cannot be read.
pub fn told_again(index: &Index, request: &SearchRequest) -> Result<HashSet<ReportId>, IndexError> {
    let everything = Filters::default();
    let items = Matching::items(index, request, &everything)?;
    let mut again = HashSet::new();
    for pair in pairs_of(index, &everything)? {
        if !items.of_report(&pair.then.id)?.is_empty() && !items.of_report(&pair.now.id)?.is_empty()
        {
            again.insert(pair.now.id);
        }
    }
    Ok(again)
}

/// Puts paragraphs now in the order of how much they speak of any of the items then.
fn ranked(
    comparer: &mut Comparer<'_>,
    pair: &Pair,
    then: &[Paragraph],
    now: Vec<Paragraph>,
) -> Result<Vec<Echo>, IndexError> {
    let then = then.iter().map(|item| comparer.read(&item.text));
    let then = then.collect::<Result<Vec<_>, _>>()?;
    let mut echoes = Vec::new();
    for paragraph in now {
        let counts = comparer.count(&paragraph.text);
        let each = then.iter().map(|item| comparer.resemblance(item, &counts));
        echoes.push(Echo::new(pair, paragraph, each.fold(0.0, f32::max)));
    }
    // The sort is stable: what is equally like stands in the report's order.
    echoes.sort_by(|a, b| b.resemblance.total_cmp(&a.resemblance));
    Ok(echoes)
}

#[cfg(test)]
mod tests {
    use super::{Naming, ToldTotals};
    use crate::themes::stats::Proportion;

    /// Of 16 dropped and 7 new: 2 · (1 + 23 + 253 + … + 245,157) / 2^23 = 781,312 / 8,388,608.
    #[test]
    fn totals_and_their_test() {
        let of = |naming, times: usize| std::iter::repeat_n((naming, false), times);
        let totals = ToldTotals::of(
            of(Naming::Again, 20)
                .chain(of(Naming::Dropped, 16))
                .chain(of(Naming::New, 7))
                .chain(of(Naming::Neither, 30))
                .chain([(Naming::Neither, true)]),
        );
        assert_eq!((totals.pairs, totals.succeeded), (74, 1));
        assert_eq!(
            totals.named_then(),
            Proportion {
                part: 36,
                whole: 74
            }
        );
        assert_eq!(
            totals.named_now(),
            Proportion {
                part: 27,
                whole: 74
            }
        );
        assert_eq!(
            totals.told_again(),
            Proportion {
                part: 20,
                whole: 36
            }
        );
        assert_eq!(totals.told_newly(), Proportion { part: 7, whole: 38 });
        assert!(
            (totals.p - 781_312.0 / 8_388_608.0).abs() < 1e-12,
            "{}",
            totals.p
        );
    }

    #[test]
    fn every_pair_of_answers_has_a_name() {
        let check = |then, now, slug| assert_eq!(Naming::of(then, now).slug(), slug);
        check(true, true, "named-again");
        check(true, false, "dropped");
        check(false, true, "new");
        check(false, false, "neither");
    }
}
