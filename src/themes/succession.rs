//! Succession: which graded report of an authority comes after which.
//!
//! An authority that took over from others at a reorganisation has its first report after the
//! last of each of them; such pairs are marked, for the two reports are about two authorities.

use std::collections::BTreeMap;

use crate::gazetteer::Gazetteer;
use crate::index::{Index, IndexError, ReportRecord};
use crate::model::{Area, AreaGroup, Judgement, Kind, Source};
use crate::query::Filters;

/// Two successive graded reports.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The earlier report.
    pub then: ReportRecord,
    /// The later report.
    pub now: ReportRecord,
    /// Whether the earlier one is about an authority that the later one's took over from.
    pub succeeded: bool,
}

impl Pair {
    /// Lists the judgements then that correspond to one now: that of the same area, or else
    /// those of the areas of the same group.
    pub fn then_of(&self, area: &Area, group: Option<&AreaGroup>) -> Vec<&Judgement> {
        let then = &self.then.report.judgements;
        let same: Vec<_> = then.iter().filter(|j| j.area == *area).collect();
        if !same.is_empty() || group.is_none() {
            return same;
        }
        then.iter().filter(|j| j.group.as_ref() == group).collect()
    }
}

/// Tells whether a report is one of those that follow each other: an inspection of the authority
/// with grades. A review of the safeguarding board on its own is not of the authority.
pub fn is_graded_inspection(record: &ReportRecord) -> bool {
    let kind = record.report.kind;
    kind.source() == Source::Primary && kind.is_graded() && kind != Kind::LscbReview
}

/// Gathers graded reports by authority, the earliest first; those of no known authority or day
/// have no place.
pub fn chains(records: Vec<ReportRecord>) -> BTreeMap<String, Vec<ReportRecord>> {
    let mut chains: BTreeMap<String, Vec<ReportRecord>> = BTreeMap::new();
    for record in records {
        let dated = record.day().is_some() && is_graded_inspection(&record);
        if let Some(authority) = record.report.authority.as_ref().filter(|_| dated) {
            let slug = authority.slug.clone();
            chains.entry(slug).or_default().push(record);
        }
    }
    for chain in chains.values_mut() {
        chain.sort_by(|a, b| (a.day(), &a.id).cmp(&(b.day(), &b.id)));
    }
    chains
}

/// Pairs each graded report with the one before it, by the later one's authority and day.
pub fn pairs(records: Vec<ReportRecord>, gazetteer: &Gazetteer) -> Vec<Pair> {
    let chains = chains(records);
    let mut pairs = Vec::new();
    for (slug, chain) in &chains {
        let Some(first) = chain.first() else {
            continue;
        };
        for predecessor in gazetteer.predecessors(slug) {
            let before = chains.get(predecessor).and_then(|chain| {
                let earlier = chain.iter().filter(|then| then.day() < first.day());
                earlier.last()
            });
            pairs.extend(before.map(|then| Pair {
                then: then.clone(),
                now: first.clone(),
                succeeded: true,
            }));
        }
        pairs.extend(chain.windows(2).map(|two| Pair {
            then: two[0].clone(),
            now: two[1].clone(),
            succeeded: false,
        }));
    }
    pairs
}

/// Pairs the graded reports of an index that pass filters.
///
/// Pairs are made of all reports, so that no report is passed over; of those, both must pass, or
/// the later one where the earlier is about another authority. Filters on paragraphs do not
/// choose reports here.
///
/// # Errors
/// A filter's value that no report has; an index that cannot be read.
pub(super) fn pairs_of(index: &Index, filters: &Filters) -> Result<Vec<Pair>, IndexError> {
    let all = index.reports(&Filters {
        source: Some(Source::Primary),
        ..Filters::default()
    })?;
    let passing = index.reports(&of_reports(filters))?;
    let passes = |record: &ReportRecord| {
        let found = passing.binary_search_by(|other| other.id.cmp(&record.id));
        found.is_ok()
    };
    let mut pairs = pairs(all, Gazetteer::builtin());
    pairs.retain(|pair| passes(&pair.now) && (pair.succeeded || passes(&pair.then)));
    Ok(pairs)
}

/// Keeps the filters by which reports are told apart.
pub(super) fn of_reports(filters: &Filters) -> Filters {
    let mut filters = filters.clone();
    filters
        .fields
        .retain(|filter| !filter.field.is_of_paragraph());
    filters
}
