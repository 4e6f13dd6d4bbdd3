//! Trends: a table with bars for each query, and what the test says.

use std::io::{self, Write};

use serde::Serialize;

use super::rows::{
    bar, columns, interval, per_thousand, percent, probability, rounded, significant,
    write_markdown,
};
use super::shares::ReportShareRow;
use super::{Asked, ThemeFormat};
use crate::output::csv::Table;
use crate::output::markdown::escape;
use crate::output::screen::paint;
use crate::output::table::{self, Column};
use crate::output::{Screen, json};
use crate::query::Field;
use crate::themes::stats::{self, CONFIDENCE};
use crate::themes::{MIN_PERIODS, MIN_REPORTS, Period, Stratum, Trend};

#[derive(Serialize)]
struct Envelope<'a> {
    #[serde(flatten)]
    asked: &'a Asked,
    by: &'static str,
    trends: Vec<TrendRow<'a>>,
}

#[derive(Serialize)]
struct TrendRow<'a> {
    query: &'a str,
    listing: &'a str,
    thin: bool,
    test: Option<TestRow>,
    within_frameworks: Option<TestRow>,
    periods: Vec<PeriodRow<'a>>,
    frameworks: Vec<StratumRow<'a>>,
}

#[derive(Serialize)]
struct TestRow {
    z: f64,
    p: f64,
}

#[derive(Serialize)]
struct StratumRow<'a> {
    framework: &'static str,
    periods: Vec<PeriodRow<'a>>,
}

#[derive(Serialize)]
struct PeriodRow<'a> {
    value: &'a str,
    #[serde(flatten)]
    reports: ReportShareRow,
    paragraphs: u64,
    paragraphs_searched: u64,
    per_thousand: f64,
}

/// A row of CSV: one period of one query, over all frameworks or in one.
#[derive(Serialize)]
struct FlatRow<'a> {
    query: &'a str,
    by: &'static str,
    framework: Option<&'static str>,
    #[serde(flatten)]
    period: PeriodRow<'a>,
}

impl<'a> From<&'a Period> for PeriodRow<'a> {
    fn from(period: &'a Period) -> Self {
        PeriodRow {
            value: &period.value,
            reports: period.reports.into(),
            paragraphs: period.paragraphs.part,
            paragraphs_searched: period.paragraphs.whole,
            per_thousand: rounded(period.paragraphs.share() * 1000.0),
        }
    }
}

impl From<stats::TrendTest> for TestRow {
    fn from(trend: stats::TrendTest) -> Self {
        TestRow {
            z: rounded(trend.z),
            p: significant(trend.p),
        }
    }
}

impl<'a> From<&'a Trend> for TrendRow<'a> {
    fn from(trend: &'a Trend) -> Self {
        TrendRow {
            query: &trend.query,
            listing: &trend.listing,
            thin: trend.thin,
            test: trend.test.map(TestRow::from),
            within_frameworks: trend.within.map(TestRow::from),
            periods: trend.periods.iter().map(PeriodRow::from).collect(),
            frameworks: trend
                .strata
                .iter()
                .map(|stratum| StratumRow {
                    framework: framework(stratum),
                    periods: stratum.periods.iter().map(PeriodRow::from).collect(),
                })
                .collect(),
        }
    }
}

fn framework(stratum: &Stratum) -> &'static str {
    stratum
        .framework
        .map_or("none", |framework| framework.slug())
}

/// Writes one trend after the other; `by` is the field whose values are the periods.
pub fn write_trends(
    out: &mut impl Write,
    asked: &Asked,
    trends: &[Trend],
    by: Field,
    format: ThemeFormat,
    screen: &Screen,
) -> io::Result<()> {
    match format {
        ThemeFormat::Text => {
            writeln!(out, "{}", asked.sentence())?;
            for trend in trends {
                writeln!(out)?;
                writeln!(out, "{}", paint(screen.palette.title, &trend.query))?;
                write_table(out, &trend.periods, by, screen)?;
                verdict(trend)
                    .iter()
                    .try_for_each(|line| writeln!(out, "{line}"))?;
                if !trend.strata.is_empty() {
                    writeln!(out)?;
                    write_strata(out, trend, by, screen)?;
                }
            }
            Ok(())
        }
        ThemeFormat::Json => json::pretty(
            out,
            &Envelope {
                asked,
                by: by.name(),
                trends: trends.iter().map(TrendRow::from).collect(),
            },
        ),
        ThemeFormat::Csv(cells) => {
            let mut table = Table::new(cells);
            for trend in trends {
                let strata = trend
                    .strata
                    .iter()
                    .map(|s| (Some(framework(s)), &s.periods));
                for (framework, periods) in [(None, &trend.periods)].into_iter().chain(strata) {
                    for period in periods {
                        let row = FlatRow {
                            query: &trend.query,
                            by: by.name(),
                            framework,
                            period: PeriodRow::from(period),
                        };
                        table.row(out, &row)?;
                    }
                }
            }
            Ok(())
        }
        ThemeFormat::Markdown => {
            writeln!(out, "{}", asked.sentence())?;
            for trend in trends {
                writeln!(out, "\n**{}**\n", escape(&trend.query))?;
                write_markdown(out, &headings(by), trend.periods.iter().map(cells))?;
                writeln!(out)?;
                verdict(trend)
                    .iter()
                    .try_for_each(|line| writeln!(out, "{line}"))?;
            }
            Ok(())
        }
    }
}

/// Names the columns of a trend.
pub(super) const fn headings(by: Field) -> [&'static str; 8] {
    [
        by.name(),
        "reports",
        "of",
        "share",
        "95%",
        "paragraphs",
        "of",
        "per 1,000",
    ]
}

pub(super) fn cells(period: &Period) -> Vec<String> {
    vec![
        period.value.clone(),
        period.reports.part.to_string(),
        period.reports.whole.to_string(),
        percent(period.reports.share()),
        interval(period.reports.wilson(CONFIDENCE)),
        period.paragraphs.part.to_string(),
        period.paragraphs.whole.to_string(),
        per_thousand(period.paragraphs),
    ]
}

/// Writes the periods, with bars where there is room for them.
fn write_table(
    out: &mut impl Write,
    periods: &[Period],
    by: Field,
    screen: &Screen,
) -> io::Result<()> {
    /// What the figures take.
    const FIGURES: usize = 62;
    let names = headings(by).map(|name| match name {
        "paragraphs" => "paras",
        name => name,
    });
    let mut columns = columns(&names);
    columns.push(Column::left(""));
    let room = screen.width.saturating_sub(FIGURES).clamp(8, 40);
    let rows: Vec<_> = periods
        .iter()
        .map(|period| {
            let mut cells = cells(period);
            cells.push(bar(period.reports.share(), room));
            cells
        })
        .collect();
    table::write(out, &columns, &rows, screen)
}

/// Writes the reports of each period framework by framework: so many of so many.
fn write_strata(out: &mut impl Write, trend: &Trend, by: Field, screen: &Screen) -> io::Result<()> {
    let mut columns = vec![Column::left(by.name())];
    let names = trend.strata.iter().map(framework);
    columns.extend(names.map(Column::right));
    let cell = |stratum: &Stratum, value: &str| {
        let found = stratum.periods.iter().find(|period| period.value == value);
        found.map_or(String::new(), |period| {
            format!("{}/{}", period.reports.part, period.reports.whole)
        })
    };
    let rows: Vec<Vec<String>> = trend
        .periods
        .iter()
        .map(|period| {
            let cells = trend
                .strata
                .iter()
                .map(|stratum| cell(stratum, &period.value));
            [period.value.clone()].into_iter().chain(cells).collect()
        })
        .collect();
    table::write(out, &columns, &rows, screen)
}

/// Says what the test found, or why there was none.
pub(super) fn verdict(trend: &Trend) -> Vec<String> {
    let mut lines = Vec::new();
    if trend.thin {
        lines.push(format!(
            "no test for a trend: fewer than {MIN_PERIODS} years with at least {MIN_REPORTS} reports"
        ));
    }
    if let Some(test) = &trend.test {
        lines.push(format!(
            "over years: z = {:.2}, p {}; the share of reports {}",
            test.z,
            equals(test.p),
            direction(test)
        ));
    }
    if !trend.strata.is_empty() {
        lines.push(match &trend.within {
            Some(test) => format!(
                "within frameworks, of which there are {}: z = {:.2}, p {}; {}",
                trend.strata.len(),
                test.z,
                equals(test.p),
                direction(test)
            ),
            None => format!(
                "{} frameworks succeed each other or overlap here: compare within one",
                trend.strata.len()
            ),
        });
    }
    lines
}

fn equals(p: f64) -> String {
    match probability(p).strip_prefix('<') {
        Some(bound) => format!("< {bound}"),
        None => format!("= {}", probability(p)),
    }
}

fn direction(test: &stats::TrendTest) -> &'static str {
    match test.p <= 1.0 - CONFIDENCE {
        false => "shows no clear trend",
        true if test.z > 0.0 => "rises",
        true => "falls",
    }
}

#[cfg(test)]
mod tests {
    use super::super::asked;
    use super::{ThemeFormat, write_trends};
    use crate::output::Cells;
    use crate::output::Screen;
    use crate::output::testutil::written;
    use crate::query::Field;
    use crate::rules::named::framework;
    use crate::themes::stats::{self, Proportion};
    use crate::themes::{Period, Stratum, Trend};

    fn write(format: ThemeFormat, thin: bool) -> String {
        let period = |value: &str, part| Period {
            value: value.to_owned(),
            reports: Proportion { part, whole: 10 },
            paragraphs: Proportion { part, whole: 200 },
        };
        let stratum = Stratum {
            framework: Some(framework("sif-2013")),
            periods: vec![period("2014", 5)],
        };
        let trend = Trend {
            query: "drift".to_owned(),
            listing: "drift section:findings".to_owned(),
            periods: vec![period("2014", 5), period("2015", 1)],
            test: (!thin).then_some(stats::TrendTest { z: -2.5, p: 0.0124 }),
            within: None,
            thin,
            strata: vec![stratum],
        };
        written(|out| {
            write_trends(
                out,
                &asked(),
                &[trend],
                Field::Year,
                format,
                &Screen::plain(),
            )
        })
    }

    #[test]
    fn every_share_has_its_n() {
        let text = write(ThemeFormat::Text, false);
        assert!(
            text.contains(
                "\n2014        5  10    50%  24 to 76%      5  200       25.0  █████████\n"
            ),
            "{text}"
        );
        assert!(
            text.contains("z = -2.50, p = 0.0124; the share of reports falls\n"),
            "{text}"
        );
    }

    #[test]
    fn thin_data_are_refused() {
        let text = write(ThemeFormat::Text, true);
        assert!(text.contains("no test for a trend"), "{text}");
        assert!(!text.contains("z ="), "{text}");
    }

    #[test]
    fn data_carry_strata() {
        let json: serde_json::Value =
            serde_json::from_str(&write(ThemeFormat::Json, false)).unwrap();
        let trend = &json["trends"][0];
        assert_eq!(trend["periods"][0]["reports_searched"], 10);
        assert_eq!(trend["frameworks"][0]["framework"], "sif-2013");
        let csv = write(ThemeFormat::Csv(Cells::Guarded), false);
        assert_eq!(csv.lines().count(), 4, "{csv}");
        assert!(
            csv.starts_with("query,by,framework,value,reports,"),
            "{csv}"
        );
    }
}
