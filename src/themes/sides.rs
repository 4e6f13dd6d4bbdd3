//! The two groups of a contrast, unit by unit, and what is counted in them.

use std::collections::BTreeMap;

use super::scope::Scope;
use super::side::{Side, SideSummary};
use super::stats::{Groups, Labels, Proportion, fisher_exact};
use crate::index::IndexError;

/// How often something stands in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Reports with it among the reports of the group.
    pub reports: Proportion,
    /// Paragraphs with it among the paragraphs of the group.
    pub paragraphs: Proportion,
}

/// Two groups. A unit is what one report has in one group.
pub(super) struct Sides {
    /// For each paragraph of the scope its units, if it belongs to the first or second group.
    units_of: Vec<[Option<u32>; 2]>,
    /// For each unit how many paragraphs it has.
    sizes: Vec<u64>,
    pub(super) labels: Labels,
    /// The frameworks of the strata.
    frameworks: Vec<String>,
    pub(super) shared: u64,
}

/// Something counted in two groups.
pub(super) struct Counted {
    pub(super) a: Cell,
    pub(super) b: Cell,
    /// Reports by stratum.
    pub(super) strata: Vec<Groups>,
    /// For each unit that has it, the share of its paragraphs with it.
    pub(super) values: Vec<(usize, f64)>,
}

impl Sides {
    /// Divides the paragraphs of a scope; they may belong to both groups.
    pub(super) fn new(scope: &Scope<'_>, a: &Side, b: &Side) -> Result<Self, IndexError> {
        let mut frameworks: BTreeMap<String, usize> = BTreeMap::new();
        let framework = |report: u32| {
            let framework = scope.reports[report as usize].report.framework;
            framework
                .map_or("none", |framework| framework.slug())
                .to_owned()
        };
        let members = [
            scope.reports_matching(&a.query)?,
            scope.reports_matching(&b.query)?,
        ];
        for report in members.iter().flatten() {
            let next = frameworks.len();
            frameworks.entry(framework(*report)).or_insert(next);
        }
        let mut sides = Sides {
            units_of: vec![[None; 2]; scope.paragraphs.len()],
            sizes: Vec::new(),
            labels: Labels {
                strata: Vec::new(),
                first: Vec::new(),
            },
            frameworks: vec![String::new(); frameworks.len()],
            shared: members[0]
                .iter()
                .filter(|r| members[1].binary_search(r).is_ok())
                .count() as u64,
        };
        for (name, number) in &frameworks {
            sides.frameworks[*number].clone_from(name);
        }
        for (side, (query, members)) in [&a.query, &b.query].into_iter().zip(&members).enumerate() {
            let first = sides.sizes.len();
            for report in members {
                sides.sizes.push(0);
                sides.labels.strata.push(frameworks[&framework(*report)]);
                sides.labels.first.push(side == 0);
            }
            for place in scope.places(query)? {
                let report = scope.report_of[place as usize];
                // A report with a paragraph that matches is a member.
                if let Ok(at) = members.binary_search(&report) {
                    sides.units_of[place as usize][side] = u32::try_from(first + at).ok();
                    sides.sizes[first + at] += 1;
                }
            }
        }
        Ok(sides)
    }

    /// Returns for every number of reports the least probability that a phrase of so many can
    /// attain.
    pub(super) fn least_attainable(&self) -> Vec<f64> {
        let units = self.labels.first.len() as u64;
        let first = self.labels.first.iter().filter(|first| **first).count() as u64;
        let mut least: Vec<f64> = (0..=units)
            .map(|with| least_fisher(with, first, units - first))
            .collect();
        // What stands in most reports can differ in how often, if not in where.
        for with in 1..least.len() {
            least[with] = least[with].min(least[with - 1]);
        }
        least
    }

    /// Counts something by its paragraphs.
    pub(super) fn count(&self, paragraphs: &[u32]) -> Counted {
        let mut hits = vec![0_u64; self.sizes.len()];
        for place in paragraphs {
            for unit in self.units_of[*place as usize].into_iter().flatten() {
                hits[unit as usize] += 1;
            }
        }
        let nothing = Proportion { part: 0, whole: 0 };
        let mut strata = vec![
            Groups {
                a: nothing,
                b: nothing
            };
            self.frameworks.len()
        ];
        let mut cells = [Cell {
            reports: nothing,
            paragraphs: nothing,
        }; 2];
        let mut values = Vec::new();
        let labels = self.labels.strata.iter().zip(&self.labels.first);
        for (unit, (hits, (&stratum, &first))) in hits.into_iter().zip(labels).enumerate() {
            let cell = &mut cells[usize::from(!first)];
            let group = &mut strata[stratum];
            let group = if first { &mut group.a } else { &mut group.b };
            for reports in [&mut cell.reports, group] {
                reports.whole += 1;
                reports.part += u64::from(hits > 0);
            }
            let size = self.sizes[unit];
            cell.paragraphs.whole += size;
            cell.paragraphs.part += hits;
            if hits > 0 {
                values.push((unit, hits as f64 / size as f64));
            }
        }
        let [a, b] = cells;
        Counted {
            a,
            b,
            strata,
            values,
        }
    }

    /// Describes a group, the first or the second by number.
    pub(super) fn summary(&self, side: &Side, number: usize) -> SideSummary {
        let units = self.labels.first.iter().zip(&self.sizes);
        let sizes = units
            .filter(|(first, _)| **first == (number == 0))
            .map(|(_, size)| *size);
        let (reports, paragraphs) = sizes.fold((0, 0), |(n, sum), size| (n + 1, sum + size));
        SideSummary {
            name: side.name.clone(),
            query: side.query.to_string(),
            reports,
            paragraphs,
        }
    }

    /// Lists the frameworks that only one group has.
    pub(super) fn one_sided(&self) -> Vec<String> {
        let mut has = vec![[false; 2]; self.frameworks.len()];
        for (stratum, first) in self.labels.strata.iter().zip(&self.labels.first) {
            has[*stratum][usize::from(!first)] = true;
        }
        let named = self.frameworks.iter().zip(has);
        let one_sided = named.filter(|(_, has)| has[0] != has[1]);
        let mut names: Vec<String> = one_sided.map(|(name, _)| name.clone()).collect();
        names.sort();
        names
    }
}

/// Returns the probability of the most uneven way in which so many reports can fall to two groups.
fn least_fisher(with: u64, a: u64, b: u64) -> f64 {
    let parted = |part: u64| {
        fisher_exact(Groups {
            a: Proportion { part, whole: a },
            b: Proportion {
                part: with - part,
                whole: b,
            },
        })
    };
    parted(with.min(a)).min(parted(with.saturating_sub(b)))
}
