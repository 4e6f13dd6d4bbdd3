//! Changes of grade: each area of each inspection beside the inspection before it.

use std::collections::{BTreeMap, HashSet};

use super::stats::Proportion;
use super::succession::{Pair, chains, pairs, pairs_of};
use crate::index::{Index, IndexError, ReportRecord};
use crate::model::{Area, AreaGroup, Grade, Judgement, ReportId, Source, Terms};
use crate::query::{Editions, Filters};

/// How a grade stands to the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GradeChange {
    /// It is better.
    Up,
    /// It is the same.
    Same,
    /// It is worse.
    Down,
}

impl GradeChange {
    /// Compares two grades; none where a scale does not order them.
    ///
    /// Grades of two scales do not compare. Two grades of one rank mean different things: a step
    /// from the one to the other is neither up nor down, and not the same.
    pub fn between(then: Grade, now: Grade) -> Option<Self> {
        let (a, b) = (then.definition(), now.definition());
        if a.scale != b.scale {
            return None;
        }
        match a.rank?.cmp(&b.rank?) {
            std::cmp::Ordering::Less => Some(GradeChange::Up),
            std::cmp::Ordering::Greater => Some(GradeChange::Down),
            std::cmp::Ordering::Equal => (then == now).then_some(GradeChange::Same),
        }
    }

    /// Returns the slug.
    pub const fn slug(self) -> &'static str {
        match self {
            GradeChange::Up => "up",
            GradeChange::Same => "same",
            GradeChange::Down => "down",
        }
    }
}

/// The grade of an area beside the one before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GradedArea {
    /// The area; [`Area::OVERALL`] for the authority as a whole.
    pub area: Area,
    /// Its group.
    pub group: Option<AreaGroup>,
    /// The grade.
    pub grade: Grade,
    /// The grade before it, of the same area or the first of the same group.
    pub previous: Option<Grade>,
    /// How the two compare.
    pub change: Option<GradeChange>,
}

/// An inspection with the grades of its areas.
#[derive(Debug, Clone, PartialEq)]
pub struct Inspected {
    /// The report.
    pub record: ReportRecord,
    /// The overall grade, if there is one, and those of the areas in the report's order.
    pub areas: Vec<GradedArea>,
    /// Whether the inspection before it was of an authority that this one took over from.
    pub succeeded: bool,
}

/// The graded inspections of an authority.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The authority's slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its inspections, the earliest first.
    pub inspections: Vec<Inspected>,
}

/// How often grades went up, down and stayed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ChangeTotals {
    /// How many went up.
    pub up: u64,
    /// How many stayed.
    pub same: u64,
    /// How many went down.
    pub down: u64,
    /// How many have a grade before them that does not compare.
    pub other: u64,
}

impl ChangeTotals {
    /// Returns one of the numbers out of all grades that compare.
    pub const fn of(&self, part: u64) -> Proportion {
        Proportion {
            part,
            whole: self.up + self.same + self.down,
        }
    }
}

/// Returns the reports whose overall grade is lower than that of the report before; an authority that
/// took over from another is compared with it, and of several predecessors none is the one before.
///
/// # Errors
/// An index that cannot be read.
pub fn declined(index: &Index) -> Result<HashSet<ReportId>, IndexError> {
    let mut declined = HashSet::new();
    let pairs = pairs_of(index, &Filters::default())?;
    // Those of one report stand together.
    for pairs in pairs.chunk_by(|a, b| a.now.id == b.now.id) {
        let [pair] = pairs else {
            continue;
        };
        let overall = |record: &ReportRecord| record.report.overall;
        if let (Some(then), Some(now)) = (overall(&pair.then), overall(&pair.now))
            && GradeChange::between(then, now) == Some(GradeChange::Down)
        {
            declined.insert(pair.now.id.clone());
        }
    }
    Ok(declined)
}

/// Lists authorities with those of their inspections that are among some reports. An inspection stands
/// beside the one before it whether or not that is among them.
///
/// # Errors
/// An index that cannot be read.
pub fn judged_of(index: &Index, passing: &[ReportRecord]) -> Result<Vec<Judged>, IndexError> {
    let primary = Filters {
        source: Some(Source::Primary),
        editions: Editions::Latest,
        ..Filters::default()
    };
    let passing: HashSet<&ReportId> = passing.iter().map(|record| &record.id).collect();
    let mut judged = judged(index.reports(&primary)?, index.terms());
    for authority in &mut judged {
        let inspections = &mut authority.inspections;
        inspections.retain(|inspected| passing.contains(&inspected.record.id));
    }
    judged.retain(|authority| !authority.inspections.is_empty());
    Ok(judged)
}

/// Lays out the graded inspections among some reports, authority by authority, by slug.
///
/// An authority's first inspection stands beside the last of its predecessor, where it has one
/// alone and its report is among those given.
pub fn judged(records: Vec<ReportRecord>, terms: &Terms) -> Vec<Judged> {
    let before: BTreeMap<_, Vec<Pair>> =
        pairs(records.clone(), terms)
            .into_iter()
            .fold(BTreeMap::new(), |mut before, pair| {
                let pairs: &mut Vec<Pair> = before.entry(pair.now.id.clone()).or_default();
                pairs.push(pair);
                before
            });
    let judged = chains(records).into_iter().map(|(slug, chain)| {
        let name = chain
            .first()
            .and_then(|record| record.report.body_name())
            .map_or_else(|| slug.clone(), str::to_owned);
        let inspections = chain.into_iter().map(|record| {
            // Of several predecessors none is the one before.
            let pair = match before.get(&record.id).map(Vec::as_slice) {
                Some([pair]) => Some(pair),
                _ => None,
            };
            inspected(record, pair)
        });
        Judged {
            inspections: inspections.collect(),
            slug,
            name,
        }
    });
    judged.collect()
}

fn inspected(record: ReportRecord, pair: Option<&Pair>) -> Inspected {
    let graded =
        |area: Area, group: Option<AreaGroup>, grade, previous: Option<Grade>| GradedArea {
            change: previous.and_then(|previous| GradeChange::between(previous, grade)),
            area,
            group,
            grade,
            previous,
        };
    let overall = record.report.overall.map(|grade| {
        let previous = pair.and_then(|pair| pair.then.report.overall);
        graded(Area::OVERALL, None, grade, previous)
    });
    let areas = record.report.judgements.iter().map(|judgement| {
        let Judgement { area, group, grade } = judgement.clone();
        let then = pair.map(|pair| pair.then_of(&area, group.as_ref()));
        let previous = then.and_then(|then| then.first().map(|judgement| judgement.grade));
        graded(area, group, grade, previous)
    });
    let areas = overall.into_iter().chain(areas).collect();
    Inspected {
        areas,
        record,
        succeeded: pair.is_some_and(|pair| pair.succeeded),
    }
}

/// Counts the changes by group of areas; `overall` stands first, what has no group under its area.
pub fn change_totals(judged: &[Judged]) -> Vec<(String, ChangeTotals)> {
    let mut totals: BTreeMap<(bool, String), ChangeTotals> = BTreeMap::new();
    let inspections = judged.iter().flat_map(|authority| &authority.inspections);
    for area in inspections.flat_map(|inspected| &inspected.areas) {
        let name = area
            .group
            .as_ref()
            .map_or(area.area.slug(), |group| group.slug());
        let key = (area.area != Area::OVERALL, name.to_owned());
        let totals = totals.entry(key).or_default();
        match (area.change, area.previous) {
            (Some(GradeChange::Up), _) => totals.up += 1,
            (Some(GradeChange::Same), _) => totals.same += 1,
            (Some(GradeChange::Down), _) => totals.down += 1,
            (None, Some(_)) => totals.other += 1,
            (None, None) => {}
        }
    }
    let named = totals.into_iter().map(|((_, name), totals)| (name, totals));
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::GradeChange::{Down, Same, Up};
    use super::{ChangeTotals, GradeChange, change_totals, judged};
    use crate::rules::Rules;
    use crate::rules::named::{grade, kind};
    use crate::themes::testutil::record;

    #[test]
    fn each_area_stands_beside_the_one_before() {
        let sif = record(
            "aford",
            "2015-03-04",
            kind("sif"),
            grade("inadequate"),
            &[
                ("children-looked-after", "care", grade("inadequate")),
                ("care-leavers", "care", grade("good")),
            ],
        );
        let ilacs = record(
            "aford",
            "2023-03-04",
            kind("ilacs"),
            grade("good"),
            &[
                ("leaders", "leadership", grade("good")),
                ("children-in-care", "care", grade("requires-improvement")),
                ("care-leavers", "care", grade("good")),
            ],
        );
        let judged = judged(vec![ilacs, sif], Rules::builtin().terms());
        let [first, second] = &judged[0].inspections[..] else {
            panic!("two inspections: {judged:?}");
        };
        assert!(first.areas.iter().all(|area| area.previous.is_none()));
        let changes: Vec<_> = second
            .areas
            .iter()
            .map(|area| (area.area.slug(), area.previous, area.change))
            .collect();
        assert_eq!(
            changes,
            [
                ("overall", Some(grade("inadequate")), Some(Up)),
                ("leaders", None, None),
                ("children-in-care", Some(grade("inadequate")), Some(Up)),
                ("care-leavers", Some(grade("good")), Some(Same)),
            ]
        );
        let care = ChangeTotals {
            up: 1,
            same: 1,
            ..ChangeTotals::default()
        };
        let totals = change_totals(&judged);
        assert_eq!(totals[0].0, "overall");
        assert!(totals.contains(&("care".to_owned(), care)), "{totals:?}");
    }

    #[test]
    fn grades_compare_on_their_scale() {
        let check = |then, now, expected| {
            assert_eq!(GradeChange::between(then, now), expected, "{then} {now}");
        };
        check(grade("inadequate"), grade("requires-improvement"), Some(Up));
        check(grade("good"), grade("good"), Some(Same));
        check(grade("outstanding"), grade("good"), Some(Down));
        check(grade("adequate"), grade("good"), Some(Up));
        check(grade("adequate"), grade("requires-improvement"), None);
        check(grade("not-judged"), grade("good"), None);
    }
}
