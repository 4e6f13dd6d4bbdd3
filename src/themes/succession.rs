//! Succession: which graded report of an authority comes after which.
//!
//! An authority that took over from others at a reorganisation has its first report after the
//! last of each of them; such pairs are marked, for the two reports are about two authorities.

use std::collections::BTreeMap;

use crate::index::{Index, IndexError, ReportRecord};
use crate::model::{Area, AreaGroup, Judgement, Source, Terms};
use crate::query::{Editions, Field, Filters};

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
/// with grades, as the kind's definition says.
pub fn is_graded_inspection(record: &ReportRecord) -> bool {
    let kind = record.report.kind;
    kind.source() == Source::Primary && kind.definition().is_successive
}

/// Gathers graded reports by the body inspected, the earliest first; those of no known body or day
/// have no place. A provider's reports are not those of its authority.
pub fn chains(records: Vec<ReportRecord>) -> BTreeMap<String, Vec<ReportRecord>> {
    let mut chains: BTreeMap<String, Vec<ReportRecord>> = BTreeMap::new();
    for record in records {
        let dated = record.day().is_some() && is_graded_inspection(&record);
        if let Some(slug) = record.report.body_slug().filter(|_| dated) {
            let slug = slug.to_owned();
            chains.entry(slug).or_default().push(record);
        }
    }
    for chain in chains.values_mut() {
        chain.sort_by(|a, b| (a.day(), &a.id).cmp(&(b.day(), &b.id)));
        // One inspection read from two files is one.
        chain.dedup_by(|b, a| a.day() == b.day() && a.report.kind == b.report.kind);
    }
    chains
}

/// Pairs each graded report with the one before it, by the later one's authority and day.
pub fn pairs(records: Vec<ReportRecord>, terms: &Terms) -> Vec<Pair> {
    let chains = chains(records);
    let mut pairs = Vec::new();
    for (slug, chain) in &chains {
        let Some(first) = chain.first() else {
            continue;
        };
        for predecessor in terms.predecessors(slug) {
            let before = chains.get(predecessor).and_then(|chain| {
                let mut earlier = chain.iter().filter(|then| then.day() < first.day());
                earlier.next_back()
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
/// Pairs are made of all reports, so that no report is passed over; of those, both must pass. Where
/// the earlier is about another authority, filters by which authorities are told apart ask nothing of
/// it. Filters on paragraphs do not choose reports here.
///
/// # Errors
/// A filter's value that no report has; an index that cannot be read.
pub(super) fn pairs_of(index: &Index, filters: &Filters) -> Result<Vec<Pair>, IndexError> {
    let all = index.reports(&Filters {
        source: Some(Source::Primary),
        editions: Editions::Latest,
        ..Filters::default()
    })?;
    let of_any_body = |filters: &Filters| {
        let mut filters = filters.clone();
        filters.fields.retain(|filter| !is_of_body(filter.field));
        filters
    };
    let filters = of_reports(filters);
    let passing = index.reports(&filters)?;
    let passing_before = index.reports(&of_any_body(&filters))?;
    let passes = |passing: &[ReportRecord], record: &ReportRecord| {
        let found = passing.binary_search_by(|other| other.id.cmp(&record.id));
        found.is_ok()
    };
    let mut pairs = pairs(all, index.terms());
    pairs.retain(|pair| {
        let before = match pair.succeeded {
            true => &passing_before,
            false => &passing,
        };
        passes(&passing, &pair.now) && passes(before, &pair.then)
    });
    Ok(pairs)
}

/// Tells whether a field tells bodies apart, and not their reports.
const fn is_of_body(field: Field) -> bool {
    matches!(
        field,
        Field::Authority | Field::Region | Field::Type | Field::Provider
    )
}

/// Keeps the filters by which reports are told apart.
pub(super) fn of_reports(filters: &Filters) -> Filters {
    let mut filters = filters.clone();
    filters
        .fields
        .retain(|filter| !filter.field.is_of_paragraph());
    filters
}

#[cfg(test)]
mod tests {
    use super::pairs;
    use crate::model::{Area, AreaGroup, Grade, Kind};
    use crate::rules::Rules;
    use crate::rules::named::{grade, kind};
    use crate::themes::testutil::record;

    fn check(reports: &[(&str, &str, Kind)], expected: &[(&str, &str, bool)]) {
        let rules = Rules::builtin().with_csv(
            b"slug,name,predecessors\n\
              newford,Newford,oldford;easton\n\
              oldford,Oldford,\n\
              easton,Easton,\n",
        );
        let records = reports
            .iter()
            .map(|(slug, day, kind)| record(slug, day, *kind, grade("good"), &[]));
        let pairs = pairs(records.collect(), rules.unwrap().terms());
        let found: Vec<_> = pairs
            .iter()
            .map(|pair| (pair.then.id.as_str(), pair.now.id.as_str(), pair.succeeded))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn graded_reports_follow_each_other() {
        check(
            &[
                ("aford", "2022-03-04", kind("ilacs")),
                ("aford", "2015-03-04", kind("sif")),
                ("aford", "2018-03-04", kind("ilacs")),
                ("aford", "2016-03-04", kind("lscb-review")),
                ("aford", "2019-03-04", kind("focused-visit")),
                ("bford", "2019-03-04", kind("ilacs")),
                ("bford", "2019-03-04", kind("ilacs")),
            ],
            &[
                ("aford/2015-03-04/sif", "aford/2018-03-04/ilacs", false),
                ("aford/2018-03-04/ilacs", "aford/2022-03-04/ilacs", false),
            ],
        );
    }

    #[test]
    fn a_successor_follows_the_last_of_each_before_it() {
        check(
            &[
                ("oldford", "2014-03-04", kind("sif")),
                ("oldford", "2018-03-04", kind("ilacs")),
                ("easton", "2017-03-04", kind("sif")),
                ("newford", "2022-03-04", kind("ilacs")),
            ],
            &[
                ("oldford/2018-03-04/ilacs", "newford/2022-03-04/ilacs", true),
                ("easton/2017-03-04/sif", "newford/2022-03-04/ilacs", true),
                ("oldford/2014-03-04/sif", "oldford/2018-03-04/ilacs", false),
            ],
        );
        check(&[("newford", "2022-03-04", kind("ilacs"))], &[]);
    }

    #[test]
    fn areas_correspond_by_name_or_else_by_group() {
        let then = record(
            "aford",
            "2015-03-04",
            kind("sif"),
            grade("good"),
            &[
                ("children-looked-after", "care", grade("good")),
                ("care-leavers", "care", grade("inadequate")),
            ],
        );
        let now = record("aford", "2023-03-04", kind("ilacs"), grade("good"), &[]);
        let pairs = pairs(vec![then, now], Rules::builtin().terms());
        let check = |area, group, expected: &[Grade]| {
            let then = pairs[0].then_of(&Area::new(area), Some(&AreaGroup::new(group)));
            assert_eq!(then.iter().map(|j| j.grade).collect::<Vec<_>>(), expected);
        };
        check("care-leavers", "care", &[grade("inadequate")]);
        check(
            "children-in-care",
            "care",
            &[grade("good"), grade("inadequate")],
        );
        check("leaders", "leadership", &[]);
    }
}
