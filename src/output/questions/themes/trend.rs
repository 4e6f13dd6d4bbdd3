//! Trends: a table with bars for each query, and what the test says.

use schemars::JsonSchema;
use serde::Serialize;

use super::Asked;
use crate::output::sheet::{
    Cell, Chart, Column, Kind, Mark, Media, Part, Row as TableRow, Sheet, Table, cells,
};
use crate::output::wire::ReportShareRow;
use crate::output::words::figures::{
    interval, per_thousand, percent, probability, rounded, significant,
};
use crate::output::words::label::count;
use crate::output::{Reply, Screen};
use crate::query::Field;
use crate::themes::stats::{self, CONFIDENCE};
use crate::themes::{MIN_PERIODS, MIN_REPORTS, Period, Stratum, Trend};

/// How the figures were made.
const METHOD: [&str; 1] = [
    "A report counts if any of its paragraphs matches. Shares have Wilson intervals at \
     95%; the test for a trend over years is that of Cochran and Armitage, over all \
     reports and within frameworks, and is left out where data are thin.",
];

/// The bars of shares, beside the figures, where there is room for them.
const BARS: Kind = Kind::Bars {
    beside: 62,
    bounds: (8, 40),
    seen: false,
};

/// Trends, one after the other.
#[derive(Debug, Clone, Copy)]
pub struct Trends<'a> {
    /// What was looked at.
    pub asked: &'a Asked,
    /// The trends.
    pub trends: &'a [Trend],
    /// The field whose values are the periods.
    pub by: Field,
}

#[derive(JsonSchema, Serialize)]
struct Envelope<'a> {
    #[serde(flatten)]
    asked: &'a Asked,
    by: &'static str,
    trends: Vec<TrendRow<'a>>,
}

#[derive(JsonSchema, Serialize)]
struct TrendRow<'a> {
    query: &'a str,
    listing: &'a str,
    thin: bool,
    test: Option<TestRow>,
    within_frameworks: Option<TestRow>,
    periods: Vec<PeriodRow<'a>>,
    frameworks: Vec<StratumRow<'a>>,
    reports_elsewhere: u64,
}

#[derive(JsonSchema, Serialize)]
struct TestRow {
    z: f64,
    p: f64,
}

#[derive(JsonSchema, Serialize)]
struct StratumRow<'a> {
    framework: &'static str,
    periods: Vec<PeriodRow<'a>>,
}

#[derive(JsonSchema, Serialize)]
struct PeriodRow<'a> {
    value: &'a str,
    #[serde(flatten)]
    reports: ReportShareRow,
    paragraphs: u64,
    paragraphs_searched: u64,
    per_thousand: f64,
}

/// A row of CSV: one period of one query, over all frameworks or in one.
#[derive(JsonSchema, Serialize)]
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
            reports_elsewhere: trend.elsewhere,
        }
    }
}

fn framework(stratum: &Stratum) -> &'static str {
    stratum
        .framework
        .map_or("none", |framework| framework.slug())
}

impl Reply for Trends<'_> {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let Trends { asked, trends, by } = *self;
        let names: Vec<&str> = trends.iter().map(|trend| trend.query.as_str()).collect();
        let title = asked.title(&format!("{} by {by}", names.join(", ")));
        let mut sheet = Sheet::figures(title, &METHOD);
        let sentence = asked.sentence();
        let searched = vec![format!("{sentence} searched")];
        sheet.add_for(Media::HTML, Part::Lead(searched));
        sheet.add_for(Media::ROWS, Part::Lead(vec![sentence]));
        asked.add_left_out(&mut sheet);
        for trend in trends {
            let mut marks = Vec::new();
            let mut rows = Vec::new();
            for period in &trend.periods {
                let label = format!("{} (n = {})", period.value, period.reports.whole);
                marks.push(Mark::share(&label, period.reports));
                rows.push(TableRow {
                    cells: cells(period),
                    section: section(&mut sheet, trend, period, by),
                    ..TableRow::default()
                });
            }
            let title = format!("Reports with {} by {by}", trend.query);
            let table = Table {
                caption: trend.query.clone(),
                columns: columns(by),
                rows,
            };
            sheet.add(Part::Heading(2, trend.query.clone()));
            let chart = Chart::of_shares(title, marks);
            let chart = match by.is_ordered() {
                true => chart.across(),
                false => chart,
            };
            sheet.add_for(Media::HTML, Part::Chart(chart));
            sheet.add_for(Media::HTML, Part::Notes(verdict(trend)));
            sheet.add(Part::Table(table));
            sheet.add_for(Media::ROWS, Part::Notes(verdict(trend)));
            if !trend.strata.is_empty() {
                sheet.add_for(Media::TEXT, Part::Table(strata(trend, by)));
            }
        }
        sheet
    }

    fn object(&self) -> impl Serialize + JsonSchema {
        Envelope {
            asked: self.asked,
            by: self.by.name(),
            trends: self.trends.iter().map(TrendRow::from).collect(),
        }
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize + JsonSchema> {
        let by = self.by.name();
        self.trends.iter().flat_map(move |trend| {
            let strata = trend.strata.iter();
            let strata = strata.map(|s| (Some(framework(s)), &s.periods));
            let all = std::iter::once((None, &trend.periods)).chain(strata);
            all.flat_map(move |(framework, periods)| {
                periods.iter().map(move |period| FlatRow {
                    query: &trend.query,
                    by,
                    framework,
                    period: PeriodRow::from(period),
                })
            })
        })
    }
}

/// Adds the section of a period with its quotations, if there are any.
fn section(sheet: &mut Sheet<'_>, trend: &Trend, period: &Period, by: Field) -> Option<usize> {
    // What has no year cannot be asked for by it.
    let listing = match (by, period.value.as_str()) {
        (Field::Year, "none") => trend.listing.clone(),
        (_, value) => format!("({}) {by}:\"{value}\"", trend.listing),
    };
    let name = format!("{}, {}", trend.query, period.value);
    (period.reports.part > 0).then(|| sheet.section(name, listing))
}

fn columns(by: Field) -> Vec<Column> {
    let mut columns = Column::figures(&[by.name(), "reports", "of", "share", "95%"]);
    columns.push(Column::numbers("paragraphs").short("paras"));
    columns.extend(["of", "per 1,000"].map(Column::numbers));
    columns.push(Column::bars(BARS));
    columns
}

fn cells(period: &Period) -> Vec<Cell> {
    let (reports, paragraphs) = (period.reports, period.paragraphs);
    cells![
        &period.value,
        reports.part,
        reports.whole,
        percent(reports.share()),
        interval(reports.wilson(CONFIDENCE)),
        paragraphs.part,
        paragraphs.whole,
        per_thousand(paragraphs),
        Cell::Bar(reports.part, reports.whole),
    ]
}

/// Draws up the reports of each period framework by framework: so many of so many.
fn strata(trend: &Trend, by: Field) -> Table<'static> {
    let mut columns = vec![Column::words(by.name())];
    columns.extend(trend.strata.iter().map(framework).map(Column::numbers));
    let cell = |stratum: &Stratum, value: &str| {
        let found = stratum.periods.iter().find(|period| period.value == value);
        let reports = found.map(|period| period.reports);
        Cell::from(reports.map(|of| format!("{}/{}", of.part, of.whole)))
    };
    let rows = trend.periods.iter().map(|period| {
        let strata = trend.strata.iter();
        let mut row = cells![&period.value];
        row.extend(strata.map(|stratum| cell(stratum, &period.value)));
        row
    });
    Table::plain(columns, rows)
}

/// Says what the test found, or why there was none.
fn verdict(trend: &Trend) -> Vec<String> {
    let mut lines = Vec::new();
    if trend.elsewhere > 0 {
        lines.push(format!(
            "a search finds it in {} more, in sections that are not looked at here (summaries)",
            count(trend.elsewhere, "report")
        ));
    }
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
    use super::Trends;
    use crate::output::testutil::answered;
    use crate::output::{Cells, Format, Screen};
    use crate::query::Field;
    use crate::rules::named::framework;
    use crate::themes::stats::{self, Proportion};
    use crate::themes::{Period, Stratum, Trend};

    fn write(format: Format, thin: bool) -> String {
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
            elsewhere: 0,
        };
        let reply = Trends {
            asked: &asked(),
            trends: &[trend],
            by: Field::Year,
        };
        answered(&reply, format, &Screen::plain())
    }

    #[test]
    fn every_share_has_its_n() {
        let text = write(Format::Text, false);
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
        let text = write(Format::Text, true);
        assert!(text.contains("no test for a trend"), "{text}");
        assert!(!text.contains("z ="), "{text}");
    }

    #[test]
    fn data_carry_strata() {
        let json: serde_json::Value = serde_json::from_str(&write(Format::Json, false)).unwrap();
        let trend = &json["trends"][0];
        assert_eq!(trend["periods"][0]["reports_searched"], 10);
        assert_eq!(trend["frameworks"][0]["framework"], "sif-2013");
        let csv = write(Format::csv(Cells::Guarded), false);
        assert_eq!(csv.lines().count(), 4, "{csv}");
        assert!(
            csv.starts_with("query,by,framework,value,reports,"),
            "{csv}"
        );
    }
}
