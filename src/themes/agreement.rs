//! Agreement: does a code book find what readers found who coded by hand?

use std::collections::{BTreeMap, BTreeSet};

use super::codebook::{Codebook, CodebookTheme};
use super::hand_coding::{Decision, HandCoding};
use super::scope::Scope;
use super::stats::Reliability;
use crate::index::IndexError;

/// How far a theme's queries agree with the readers.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// The theme.
    pub theme: String,
    /// Found by both.
    pub both: u64,
    /// Found by the readers alone.
    pub hand: Vec<String>,
    /// Found by the queries alone.
    pub queries: Vec<String>,
    /// Found by neither.
    pub neither: u64,
    /// The four counts in figures.
    pub reliability: Reliability,
    /// Ids that were coded and are not among what was searched; they count nowhere.
    pub unknown: Vec<String>,
}

impl Agreement {
    /// Returns how many decisions were yes of both, of the readers alone, of the queries alone, of neither.
    fn counts(&self) -> [u64; 4] {
        let (hand, queries) = (self.hand.len() as u64, self.queries.len() as u64);
        [self.both, hand, queries, self.neither]
    }

    /// Returns how far the two agree over all themes: each decision counts once.
    pub fn overall(all: &[Agreement]) -> Reliability {
        let mut counts = [0; 4];
        for (sum, more) in all.iter().flat_map(|found| (0..).zip(found.counts())) {
            counts[sum] += more;
        }
        Reliability::of_two(counts)
    }
}

/// Compares a code book with hand coding, theme by theme; themes without decisions are left out.
///
/// # Errors
/// An index that cannot be read.
pub fn agreement(
    scope: &Scope<'_>,
    book: &Codebook,
    hand: &HandCoding,
) -> Result<Vec<Agreement>, IndexError> {
    let mut by_theme: BTreeMap<&str, Vec<&Decision>> = BTreeMap::new();
    for decision in &hand.decisions {
        by_theme.entry(&decision.theme).or_default().push(decision);
    }
    let mut known = scope.paragraph_ids(&super::scope::parsed(""))?;
    known.extend(scope.reports.iter().map(|record| record.id.to_string()));
    let mut found = Vec::new();
    for theme in &book.themes {
        if let Some(decisions) = by_theme.get(theme.name.as_str()) {
            found.push(compare(scope, theme, decisions, &known)?);
        }
    }
    Ok(found)
}

fn compare(
    scope: &Scope<'_>,
    theme: &CodebookTheme,
    decisions: &[&Decision],
    known: &BTreeSet<String>,
) -> Result<Agreement, IndexError> {
    let mut on_theme = scope.paragraph_ids(&theme.query())?;
    let reports: Vec<String> = on_theme
        .iter()
        .filter_map(|id| Some(id.split_once('#')?.0.to_owned()))
        .collect();
    on_theme.extend(reports);
    let mut agreement = Agreement {
        theme: theme.name.clone(),
        both: 0,
        hand: Vec::new(),
        queries: Vec::new(),
        neither: 0,
        reliability: Reliability::of_two([0; 4]),
        unknown: Vec::new(),
    };
    for decision in decisions {
        let id = || decision.id.clone();
        match (decision.value, on_theme.contains(&decision.id)) {
            _ if !known.contains(&decision.id) => {
                // Texts have more paragraphs than are searched; that one was passed over says nothing.
                if !decision.is_silent {
                    agreement.unknown.push(id());
                }
            }
            (true, true) => agreement.both += 1,
            (true, false) => agreement.hand.push(id()),
            (false, true) => agreement.queries.push(id()),
            (false, false) => agreement.neither += 1,
        }
    }
    agreement.reliability = Reliability::of_two(agreement.counts());
    Ok(agreement)
}
