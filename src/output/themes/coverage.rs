//! Coverage: totals for people, the whole matrix as data.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::rows::{ends, interval, percent, rounded, share, write_markdown};
use super::{Asked, ThemeFormat};
use crate::index::ReportRecord;
use crate::output::csv::Table;
use crate::output::label::count;
use crate::output::table::{self, Column};
use crate::output::theme::paint;
use crate::output::{Theme, json, link};
use crate::themes::stats::{CONFIDENCE, Proportion};
use crate::themes::{Coverage, CoveredTopic, Mentions};

#[derive(Serialize)]
struct Envelope<'a> {
    #[serde(flatten)]
    asked: &'a Asked,
    topics: Vec<TopicRow<'a>>,
    reports: Vec<MatrixRow<'a>>,
}

#[derive(Serialize)]
struct TopicRow<'a> {
    topic: &'a str,
    query: &'a str,
    listing: &'a str,
    #[serde(flatten)]
    share: SharedRow,
    hits: u64,
    paragraphs: u64,
    frameworks: BTreeMap<&'static str, SharedRow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    silent: Option<Vec<&'a str>>,
}

/// In how many reports.
#[derive(Serialize)]
struct SharedRow {
    reports: u64,
    reports_searched: u64,
    share: f64,
    interval: [f64; 2],
}

/// A report with every topic.
#[derive(Serialize)]
struct MatrixRow<'a> {
    #[serde(flatten)]
    report: ReportRow<'a>,
    topics: BTreeMap<&'a str, MentionsRow>,
}

#[derive(Serialize)]
struct ReportRow<'a> {
    report_id: &'a str,
    authority: Option<&'a str>,
    framework: Option<&'static str>,
    date: Option<String>,
}

#[derive(Serialize)]
struct MentionsRow {
    present: bool,
    hits: u64,
    paragraphs: u64,
}

/// A row of CSV: one topic in one report.
#[derive(Serialize)]
struct FlatRow<'a> {
    topic: &'a str,
    #[serde(flatten)]
    report: ReportRow<'a>,
    #[serde(flatten)]
    mentions: MentionsRow,
}

impl From<Proportion> for SharedRow {
    fn from(of: Proportion) -> Self {
        SharedRow {
            reports: of.part,
            reports_searched: of.whole,
            share: rounded(of.share()),
            interval: ends(of.wilson(CONFIDENCE)),
        }
    }
}

impl From<Mentions> for MentionsRow {
    fn from(mentions: Mentions) -> Self {
        MentionsRow {
            present: mentions.is_present(),
            hits: mentions.hits,
            paragraphs: mentions.paragraphs,
        }
    }
}

impl<'a> From<&'a ReportRecord> for ReportRow<'a> {
    fn from(record: &'a ReportRecord) -> Self {
        let report = &record.report;
        ReportRow {
            report_id: record.id.as_str(),
            authority: report.authority.as_ref().map(|a| a.slug.as_str()),
            framework: report.framework.map(|framework| framework.slug()),
            date: record.day().map(|day| day.to_string()),
        }
    }
}

/// Writes topics by the reports that speak of them; `silent` also lists those that do not.
pub fn write_coverage(
    out: &mut impl Write,
    asked: &Asked,
    coverage: &Coverage,
    silent: bool,
    format: ThemeFormat,
    theme: &Theme,
) -> io::Result<()> {
    match format {
        ThemeFormat::Text => {
            writeln!(out, "{}\n", asked.sentence())?;
            let headings = headings(coverage);
            let columns = headings.iter().enumerate().map(|(at, heading)| match at {
                0 => Column::left(heading),
                _ => Column::right(heading),
            });
            let rows: Vec<_> = coverage.topics.iter().map(cells).collect();
            table::write(out, &columns.collect::<Vec<_>>(), &rows, theme)?;
            for topic in coverage.topics.iter().filter(|_| silent) {
                write_silent(out, coverage, topic, theme)?;
            }
            Ok(())
        }
        ThemeFormat::Json => json::pretty(out, &envelope(asked, coverage, silent)),
        ThemeFormat::Csv => {
            let mut table = Table::default();
            for topic in &coverage.topics {
                for (record, mentions) in coverage.reports.iter().zip(&topic.mentions) {
                    if silent && mentions.is_present() {
                        continue;
                    }
                    let row = FlatRow {
                        topic: &topic.name,
                        report: ReportRow::from(record),
                        mentions: MentionsRow::from(*mentions),
                    };
                    table.row(out, &row)?;
                }
            }
            Ok(())
        }
        ThemeFormat::Markdown => {
            writeln!(out, "{}\n", asked.sentence())?;
            let headings = headings(coverage);
            let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
            write_markdown(out, &headings, coverage.topics.iter().map(cells))?;
            for topic in coverage.topics.iter().filter(|_| silent) {
                writeln!(out)?;
                let reports = coverage
                    .silent(topic)
                    .map(|record| vec![record.id.to_string()]);
                let heading = format!("silent on {}", topic.name);
                write_markdown(out, &[&heading], reports)?;
            }
            Ok(())
        }
    }
}

fn envelope<'a>(asked: &'a Asked, coverage: &'a Coverage, silent: bool) -> Envelope<'a> {
    let topics = coverage.topics.iter().map(|topic| {
        let total = topic.total();
        let frameworks = topic.frameworks.iter().map(|(framework, reports)| {
            let slug = framework.map_or("none", |framework| framework.slug());
            (slug, SharedRow::from(*reports))
        });
        let named = coverage.silent(topic).map(|record| record.id.as_str());
        TopicRow {
            topic: &topic.name,
            query: &topic.query,
            listing: &topic.listing,
            share: topic.reports.into(),
            hits: total.hits,
            paragraphs: total.paragraphs,
            frameworks: frameworks.collect(),
            silent: silent.then(|| named.collect()),
        }
    });
    let reports = coverage.reports.iter().enumerate().map(|(at, record)| {
        let topics = coverage.topics.iter();
        let cells = topics.map(|topic| (topic.name.as_str(), topic.mentions[at].into()));
        MatrixRow {
            report: ReportRow::from(record),
            topics: cells.collect(),
        }
    });
    Envelope {
        asked,
        topics: topics.collect(),
        reports: reports.collect(),
    }
}

/// Names the columns of the totals: those of all reports, then one a framework.
fn headings(coverage: &Coverage) -> Vec<String> {
    let fixed = ["topic", "reports", "95%", "hits", "paragraphs"];
    let frameworks = coverage.topics.first().into_iter();
    let frameworks = frameworks.flat_map(|topic| &topic.frameworks);
    let names = frameworks.map(|(framework, _)| framework.map_or("none", |f| f.slug()));
    fixed.into_iter().chain(names).map(str::to_owned).collect()
}

fn cells(topic: &CoveredTopic) -> Vec<String> {
    let total = topic.total();
    let mut cells = vec![
        topic.name.clone(),
        share(topic.reports),
        interval(topic.reports.wilson(CONFIDENCE)),
        total.hits.to_string(),
        total.paragraphs.to_string(),
    ];
    let frameworks = topic.frameworks.iter();
    cells.extend(
        frameworks.map(|(_, of)| format!("{}/{} {}", of.part, of.whole, percent(of.share()))),
    );
    cells
}

fn write_silent(
    out: &mut impl Write,
    coverage: &Coverage,
    topic: &CoveredTopic,
    theme: &Theme,
) -> io::Result<()> {
    let silent = topic.reports.whole - topic.reports.part;
    let searched = topic.reports.whole;
    let name = paint(theme.title, &topic.name);
    writeln!(
        out,
        "\nsilent on {name}: {} of {searched}",
        count(silent, "report")
    )?;
    for record in coverage.silent(topic) {
        writeln!(out, "  {}", link::linked(theme, record, None, &record.id))?;
    }
    Ok(())
}
