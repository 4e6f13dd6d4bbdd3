//! The improvement tracker: what a report asks to improve, and what the next one says on it.
//!
//! An item then and an item now are the same if they speak of enough of each other; what the
//! next report finds on an item are its paragraphs that speak of enough of it. Both are told by
//! words alone (`index::Comparer`), so that a matter named in other words can be missed.

use super::items::Matching;
use super::scope::parsed;
use super::stats::Proportion;
use super::succession::{Pair, pairs_of};
use crate::index::{Comparer, Index, IndexError, StemCounts, Telling};
use crate::model::{Judgement, Paragraph};
use crate::query::Filters;

/// Below this resemblance a paragraph does not speak of an item.
pub const MENTION_FLOOR: f32 = 0.4;
/// From this mean resemblance on, either way, two items ask for the same.
pub const SAME_FLOOR: f32 = 0.4;

/// What became of an improvement item in the next report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// An improvement item of the next report asks for the same.
    NamedAgain,
    /// No item does.
    Dropped,
}

impl Fate {
    /// Returns the slug.
    pub const fn slug(self) -> &'static str {
        match self {
            Fate::NamedAgain => "named-again",
            Fate::Dropped => "dropped",
        }
    }
}

/// A paragraph of the next report that speaks of an item.
#[derive(Debug, Clone, PartialEq)]
pub struct Echo {
    /// The paragraph.
    pub paragraph: Paragraph,
    /// How much of the item it speaks of, from 0 to 1.
    pub resemblance: f32,
    /// The judgements then of the area in which it stands, or of the areas of its group.
    pub then: Vec<Judgement>,
}

/// An improvement item with what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct TrackedItem {
    /// The item.
    pub item: Paragraph,
    /// What became of it.
    pub fate: Fate,
    /// The item of the next report that asks for the same, the likest.
    pub again: Option<Echo>,
    /// What the next report finds on it, the likest first; nothing where it is not mentioned.
    pub findings: Vec<Echo>,
}

/// The items of two successive reports.
#[derive(Debug, Clone, PartialEq)]
pub struct TrackedPair {
    /// The reports.
    pub pair: Pair,
    /// What the earlier one asks for.
    pub items: Vec<TrackedItem>,
    /// What the later one asks for and the earlier one does not.
    pub new: Vec<Paragraph>,
    /// How many items the later one has.
    pub items_now: u64,
}

/// The items of many pairs in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemTotals {
    /// How many pairs of reports there are.
    pub pairs: u64,
    /// In how many of these the earlier is about a predecessor.
    pub succeeded: u64,
    /// How many items are named again, of those of the earlier reports.
    pub named_again: Proportion,
    /// How many of the others the later report speaks of all the same.
    pub dropped_mentioned: Proportion,
    /// How many items are new, of those of the later reports.
    pub new: Proportion,
}

impl ItemTotals {
    /// Adds up pairs.
    pub fn of(pairs: &[TrackedPair]) -> Self {
        let nothing = Proportion { part: 0, whole: 0 };
        let mut totals = ItemTotals {
            pairs: pairs.len() as u64,
            succeeded: pairs.iter().filter(|p| p.pair.succeeded).count() as u64,
            named_again: nothing,
            dropped_mentioned: nothing,
            new: nothing,
        };
        for pair in pairs {
            totals.new.whole += pair.items_now;
            totals.new.part += pair.new.len() as u64;
            for item in &pair.items {
                totals.named_again.whole += 1;
                if item.fate == Fate::NamedAgain {
                    totals.named_again.part += 1;
                } else {
                    totals.dropped_mentioned.whole += 1;
                    totals.dropped_mentioned.part += u64::from(!item.findings.is_empty());
                }
            }
        }
        totals
    }
}

/// Tracks every improvement item of the graded reports that pass filters; filters on paragraphs
/// choose the items.
///
/// # Errors
/// A filter's value that no report has; an index that cannot be read.
pub fn track(index: &Index, filters: &Filters) -> Result<Vec<TrackedPair>, IndexError> {
    let everything = parsed("");
    let items = Matching::items(index, &everything, filters)?;
    let findings = Matching::findings(index, &everything)?;
    let mut comparer = index.comparer()?;
    let mut tracked = Vec::new();
    for pair in pairs_of(index, filters)? {
        let then = items_of(&mut comparer, items.of_report(&pair.then.id)?)?;
        let now = items_of(&mut comparer, items.of_report(&pair.now.id)?)?;
        let found = findings.of_report(&pair.now.id)?.into_iter();
        let counted = found.map(|found| {
            let counts = comparer.count(&found.text);
            (found, counts)
        });
        let found: Vec<(Paragraph, StemCounts)> = counted.collect();
        tracked.push(compare(&comparer, pair, &then, &now, &found));
    }
    Ok(tracked)
}

/// Makes items ready to be compared.
fn items_of(
    comparer: &mut Comparer<'_>,
    items: Vec<Paragraph>,
) -> Result<Vec<(Paragraph, Telling)>, IndexError> {
    let read = |item: Paragraph| {
        let telling = comparer.read(&item.text)?;
        Ok((item, telling))
    };
    items.into_iter().map(read).collect()
}

fn compare(
    comparer: &Comparer<'_>,
    pair: Pair,
    then: &[(Paragraph, Telling)],
    now: &[(Paragraph, Telling)],
    found: &[(Paragraph, StemCounts)],
) -> TrackedPair {
    let alike = |a: &Telling, b: &Telling| {
        let there = comparer.resemblance(a, &b.counts);
        let back = comparer.resemblance(b, &a.counts);
        (there + back) / 2.0
    };
    let tracked = |(item, telling): &(Paragraph, Telling)| {
        let again = echoes(&pair, now, SAME_FLOOR, |other| alike(telling, other));
        let findings = echoes(&pair, found, MENTION_FLOOR, |other| {
            comparer.resemblance(telling, other)
        });
        let again = again.into_iter().next();
        TrackedItem {
            item: item.clone(),
            fate: match again {
                Some(_) => Fate::NamedAgain,
                None => Fate::Dropped,
            },
            again,
            findings,
        }
    };
    let items = then.iter().map(tracked).collect();
    let is_new = |item: &Telling| then.iter().all(|(_, old)| alike(old, item) < SAME_FLOOR);
    let new = now.iter().filter(|(_, telling)| is_new(telling));
    let new = new.map(|(item, _)| item.clone());
    TrackedPair {
        items,
        new: new.collect(),
        items_now: now.len() as u64,
        pair,
    }
}

/// Lists what reaches a floor, the likest first and otherwise in the report's order.
fn echoes<T>(
    pair: &Pair,
    among: &[(Paragraph, T)],
    floor: f32,
    resemblance: impl Fn(&T) -> f32,
) -> Vec<Echo> {
    let mut echoes = Vec::new();
    for (paragraph, read) in among {
        let resemblance = resemblance(read);
        if resemblance >= floor {
            echoes.push(Echo::new(pair, paragraph.clone(), resemblance));
        }
    }
    // The sort is stable.
    echoes.sort_by(|a, b| b.resemblance.total_cmp(&a.resemblance));
    echoes
}

impl Echo {
    /// Places a paragraph of a pair's later report beside the grades then.
    pub(super) fn new(pair: &Pair, paragraph: Paragraph, resemblance: f32) -> Self {
        let then = paragraph.area.as_ref().map(|area| {
            pair.then_of(area, paragraph.group.as_ref())
                .into_iter()
                .cloned()
                .collect()
        });
        Echo {
            then: then.unwrap_or_default(),
            paragraph,
            resemblance,
        }
    }
}
