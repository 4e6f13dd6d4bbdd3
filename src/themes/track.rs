//! The improvement tracker: what a report asks to improve, and what the next one says on it.
//!
//! An item then and an item now are the same if they ask for the same practice for the same children
//! ([`Matter`]); where an item names no practice that is known, the words that they share decide
//! (`index::Comparer`). What the next report finds on an item are its paragraphs that speak of enough
//! of it, and of a practice that it asks for; and those that are about the very practice, by its name.

use super::items::Matching;
use super::matter::{Common, Matter, Verdict};
use super::scope::parsed;
use super::stats::Proportion;
use super::succession::{Pair, pairs_of};
use crate::index::{Comparer, Index, IndexError, SearchRequest, StemCounts, Telling};
use crate::model::{Judgement, Paragraph};
use crate::query::Filters;

/// Below this resemblance a paragraph does not speak of an item.
pub const MENTION_FLOOR: f32 = 0.2;
/// From this on it does so by its words; below it must be about the practice which the item is about, by its
/// name.
const MENTION_FLOOR_BY_WORDS: f32 = 0.4;
/// From this mean resemblance on, either way, two items ask for the same where the practices that
/// they name do not tell.
pub const SAME_FLOOR: f32 = 0.4;
/// The same where one of them names a practice that is known and the other none.
const SAME_FLOOR_BESIDE_A_PRACTICE: f32 = 0.5;

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

/// An item of the next report that asks for the same as an item, or partly.
#[derive(Debug, Clone, PartialEq)]
pub struct MatchedItem {
    /// The item now.
    pub echo: Echo,
    /// How far, and why.
    pub common: Common,
}

/// An improvement item with what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct TrackedItem {
    /// The item.
    pub item: Paragraph,
    /// What became of it.
    pub fate: Fate,
    /// The items of the next report that ask for the same, and then those that do partly; of each
    /// the likest first.
    pub matches: Vec<MatchedItem>,
    /// What the next report finds on it, the likest first; nothing where it is not mentioned.
    pub findings: Vec<Echo>,
}

impl TrackedItem {
    /// Returns the item of the next report that asks for the same, the likest.
    pub fn again(&self) -> Option<&MatchedItem> {
        let first = self.matches.first()?;
        (first.common.verdict == Verdict::Same).then_some(first)
    }
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
        // What took over from several has a pair with each of them, and its items count once: new is
        // what none of them was asked for. The pairs of one report stand together.
        for of_one in pairs.chunk_by(|a, b| a.pair.now.id == b.pair.now.id) {
            let [first, others @ ..] = of_one else {
                continue;
            };
            totals.new.whole += first.items_now;
            let is_new = |item: &&Paragraph| {
                let is_new_to =
                    |pair: &TrackedPair| pair.new.iter().any(|other| other.locator == item.locator);
                others.iter().all(is_new_to)
            };
            totals.new.part += first.new.iter().filter(is_new).count() as u64;
        }
        for pair in pairs {
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
    let everything = SearchRequest::new(parsed(""));
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

/// An improvement item, ready to be compared.
struct Item {
    paragraph: Paragraph,
    matter: Matter,
    telling: Telling,
}

fn items_of(comparer: &mut Comparer<'_>, items: Vec<Paragraph>) -> Result<Vec<Item>, IndexError> {
    let read = |item: Paragraph| {
        Ok(Item {
            matter: Matter::of(&item.text),
            telling: comparer.read(&item.text)?,
            paragraph: item,
        })
    };
    items.into_iter().map(read).collect()
}

fn compare(
    comparer: &Comparer<'_>,
    pair: Pair,
    then: &[Item],
    now: &[Item],
    found: &[(Paragraph, StemCounts)],
) -> TrackedPair {
    let mut is_new = vec![true; now.len()];
    let mut items = Vec::new();
    for item in then {
        let mut matches = Vec::new();
        for (other, is_new) in now.iter().zip(&mut is_new) {
            let resemblance = mutual(comparer, &item.telling, &other.telling);
            let Some(common) = common(item, other, resemblance) else {
                continue;
            };
            *is_new &= common.verdict != Verdict::Same;
            let echo = Echo::new(&pair, other.paragraph.clone(), resemblance);
            matches.push(MatchedItem { echo, common });
        }
        // The sort is stable: what is equally like stands in the report's order.
        matches.sort_by(|a, b| {
            let verdicts = a.common.verdict.cmp(&b.common.verdict);
            verdicts.then(b.echo.resemblance.total_cmp(&a.echo.resemblance))
        });
        let mut tracked = TrackedItem {
            item: item.paragraph.clone(),
            fate: Fate::Dropped,
            findings: evidence(comparer, &pair, item, found),
            matches,
        };
        if tracked.again().is_some() {
            tracked.fate = Fate::NamedAgain;
        }
        items.push(tracked);
    }
    let new = now.iter().zip(is_new).filter(|(_, is_new)| *is_new);
    let new = new.map(|(item, _)| item.paragraph.clone());
    TrackedPair {
        items,
        new: new.collect(),
        items_now: now.len() as u64,
        pair,
    }
}

/// Returns how much two items speak of each other.
fn mutual(comparer: &Comparer<'_>, a: &Telling, b: &Telling) -> f32 {
    let there = comparer.resemblance(a, &b.counts);
    let back = comparer.resemblance(b, &a.counts);
    (there + back) / 2.0
}

/// Tells what two items have in common: by their practices, or by their words where one of them
/// names none that is known.
fn common(then: &Item, now: &Item, resemblance: f32) -> Option<Common> {
    let floor = match (then.matter.is_unknown(), now.matter.is_unknown()) {
        (true, true) => SAME_FLOOR,
        (false, false) => f32::INFINITY,
        _ => SAME_FLOOR_BESIDE_A_PRACTICE,
    };
    match then.matter.compare(&now.matter) {
        None if resemblance >= floor => Some(Common::of_words()),
        common => common,
    }
}

/// Lists the findings that speak of an item.
fn evidence(
    comparer: &Comparer<'_>,
    pair: &Pair,
    item: &Item,
    found: &[(Paragraph, StemCounts)],
) -> Vec<Echo> {
    let mut echoes = Vec::new();
    for (paragraph, counts) in found {
        let resemblance = comparer.resemblance(&item.telling, counts);
        if resemblance < MENTION_FLOOR {
            continue;
        }
        let matter = || Matter::of(&paragraph.text);
        let is_spoken_of = match resemblance >= MENTION_FLOOR_BY_WORDS {
            true => item.matter.is_unknown() || item.matter.is_spoken_of_in(&matter()),
            // A long item is never told in the same words; what it is about may be, by its name.
            false => item.matter.is_subject_of(&matter()),
        };
        if is_spoken_of {
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
