//! Trends: how the share of reports that say something changes with time, or differs between
//! frameworks, grades and the like.

use std::collections::BTreeMap;

use super::scope::{Scope, distinct};
use super::stats::{self, Proportion, cochran_armitage};
use crate::index::{IndexError, ReportRecord};
use crate::model::Framework;
use crate::query::{Field, Query};

/// The fields of reports by which trends are divided.
pub const DIVIDERS: [Field; 6] = [
    Field::Year,
    Field::Framework,
    Field::Overall,
    Field::Kind,
    Field::Region,
    Field::Type,
];
/// A period with fewer reports says little.
pub const MIN_REPORTS: u64 = 10;
/// With fewer periods of so many reports no trend is computed.
pub const MIN_PERIODS: usize = 3;

/// The reports of one year, or of one value of another field.
#[derive(Debug, Clone, PartialEq)]
pub struct Period {
    /// The year or value; `none` where a report has none.
    pub value: String,
    /// How many of its reports say it.
    pub reports: Proportion,
    /// How many of its paragraphs say it, copies counted once.
    pub paragraphs: Proportion,
}

/// The periods within one framework.
#[derive(Debug, Clone, PartialEq)]
pub struct Stratum {
    /// The framework; none for reports without one.
    pub framework: Option<Framework>,
    /// Its periods.
    pub periods: Vec<Period>,
}

/// How often something is said, period by period.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// The query as understood.
    pub query: String,
    /// The query that lists what was counted, given the same filters.
    pub listing: String,
    /// The periods, in their order.
    pub periods: Vec<Period>,
    /// The test for a trend over years; none for other fields, where the reports are too thin, or
    /// where all shares are alike.
    pub test: Option<stats::TrendTest>,
    /// The same within frameworks, so that a change of framework is not taken for one of practice.
    pub within: Option<stats::TrendTest>,
    /// Whether there are too few periods with enough reports for a test.
    pub thin: bool,
    /// The periods framework by framework, where there are several.
    pub strata: Vec<Stratum>,
    /// How many reports say it in sections alone that are not looked at, such as summaries: a search
    /// counts them too.
    pub elsewhere: u64,
}

/// Counts the reports and paragraphs of a scope that match a query, by the values of a field of
/// reports.
///
/// A report says it if any of its paragraphs in the scope matches, exactly as a search lists them.
///
/// # Errors
/// An index that cannot be read.
pub fn trend(scope: &Scope<'_>, query: &Query, by: Field) -> Result<Trend, IndexError> {
    let count = scope.reports.len();
    let matching = scope.matching(query)?;
    let mut says = vec![false; count];
    for paragraph in &matching {
        says[scope.ordinal(paragraph) as usize] = true;
    }
    let mut with = vec![0; count];
    for paragraph in &distinct(matching) {
        with[scope.ordinal(paragraph) as usize] += 1;
    }
    let mut all = vec![0; count];
    for report in &scope.report_of {
        all[*report as usize] += 1;
    }
    let tally = |report: usize| Tally {
        says: says[report],
        paragraphs: Proportion {
            part: with[report],
            whole: all[report],
        },
    };
    let every: Vec<usize> = (0..count).collect();
    let periods = periods(scope, &every, by, &tally);
    let mut frameworks: BTreeMap<Option<Framework>, Vec<usize>> = BTreeMap::new();
    for (at, record) in scope.reports.iter().enumerate() {
        frameworks
            .entry(record.report.framework)
            .or_default()
            .push(at);
    }
    let mut strata: Vec<Stratum> = frameworks
        .into_iter()
        .map(|(framework, reports)| Stratum {
            framework,
            periods: self::periods(scope, &reports, by, &tally),
        })
        .collect();
    let thick = periods
        .iter()
        .filter(|p| p.reports.whole >= MIN_REPORTS)
        .count();
    let tested = by == Field::Year && thick >= MIN_PERIODS;
    let scored: Vec<_> = strata
        .iter()
        .map(|stratum| scores(&stratum.periods))
        .collect();
    let anywhere = scope.reports_matching(query)?.len() as u64;
    let inside = says.iter().filter(|says| **says).count() as u64;
    let mixed = by == Field::Year && strata.len() > 1;
    if !mixed {
        strata.clear();
    }
    Ok(Trend {
        query: query.to_string(),
        listing: scope.narrowed(query).to_string(),
        test: tested
            .then(|| cochran_armitage(&[scores(&periods)]))
            .flatten(),
        within: (tested && mixed)
            .then(|| cochran_armitage(&scored))
            .flatten(),
        thin: by == Field::Year && !tested,
        periods,
        strata,
        elsewhere: anywhere - inside,
    })
}

/// What one report says.
struct Tally {
    says: bool,
    paragraphs: Proportion,
}

fn periods(
    scope: &Scope<'_>,
    reports: &[usize],
    by: Field,
    tally: &dyn Fn(usize) -> Tally,
) -> Vec<Period> {
    let nothing = Proportion { part: 0, whole: 0 };
    let mut values: BTreeMap<(usize, String), (Proportion, Proportion)> = BTreeMap::new();
    for &report in reports {
        let key = value(&scope.reports[report], by);
        let (said, paragraphs) = values.entry(key).or_insert((nothing, nothing));
        let tally = tally(report);
        said.part += u64::from(tally.says);
        said.whole += 1;
        paragraphs.part += tally.paragraphs.part;
        paragraphs.whole += tally.paragraphs.whole;
    }
    values
        .into_iter()
        .map(|((_, value), (reports, paragraphs))| Period {
            value,
            reports,
            paragraphs,
        })
        .collect()
}

/// Returns the value of a field of reports, after its place in the order in which the values of
/// the field stand; what has none comes last.
fn value(record: &ReportRecord, by: Field) -> (usize, String) {
    let report = &record.report;
    let authority = report.authority.as_ref();
    let found = match by {
        Field::Framework => report.framework.map(|framework| {
            let order = framework.definition().order;
            (order as usize, framework.slug().to_owned())
        }),
        Field::Overall => report.overall.map(|grade| {
            let order = grade.definition().order;
            (order as usize, grade.slug().to_owned())
        }),
        Field::Kind => {
            let kind = report.kind.definition();
            Some((kind.order as usize, kind.slug.clone()))
        }
        Field::Region => authority.map(|authority| (0, authority.region.clone())),
        Field::Type => authority.map(|authority| (0, authority.authority_type.0.clone())),
        _ => record.day().map(|day| (0, format!("{:04}", day.year()))),
    };
    found.unwrap_or((usize::MAX, "none".to_owned()))
}

/// Scores periods by their years; reports without one have no place in a trend.
fn scores(periods: &[Period]) -> Vec<(f64, Proportion)> {
    let dated = periods
        .iter()
        .filter_map(|period| Some((period.value.parse().ok()?, period.reports)));
    dated.collect()
}
