//! Coverage: totals for people, the whole matrix as data.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::rows::{columns, interval, percent, share, write_markdown, write_with_notes};
use super::shares::ReportShareRow;
use super::{Asked, ThemeFormat};
use crate::index::ReportRecord;
use crate::output::csv::Table;
use crate::output::label::count;
use crate::output::screen::paint;
use crate::output::{Screen, json, link, wrap};
use crate::themes::stats::CONFIDENCE;
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
    share: ReportShareRow,
    hits: u64,
    paragraphs: u64,
    frameworks: BTreeMap<&'static str, ReportShareRow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    silent: Option<Vec<&'a str>>,
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
    screen: &Screen,
) -> io::Result<()> {
    match format {
        ThemeFormat::Text => {
            writeln!(out, "{}\n", asked.sentence())?;
            let rows: Vec<_> = coverage.topics.iter().map(cells).collect();
            write_with_notes(out, &columns(&HEADINGS), &rows, screen, |out, row| {
                let frameworks = by_framework(&coverage.topics[row]);
                wrap::write(
                    out,
                    &frameworks,
                    &[],
                    screen.palette.highlight,
                    "  ",
                    screen.width,
                )
            })?;
            for topic in coverage.topics.iter().filter(|_| silent) {
                write_silent(out, coverage, topic, screen)?;
            }
            Ok(())
        }
        ThemeFormat::Json => json::pretty(out, &envelope(asked, coverage, silent)),
        ThemeFormat::Csv(cells) => {
            let mut table = Table::new(cells);
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
            write_markdown(out, &HEADINGS, coverage.topics.iter().map(cells))?;
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
            (slug, ReportShareRow::from(*reports))
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

const HEADINGS: [&str; 5] = ["topic", "reports", "95%", "hits", "paragraphs"];

fn cells(topic: &CoveredTopic) -> Vec<String> {
    let total = topic.total();
    vec![
        topic.name.clone(),
        share(topic.reports),
        interval(topic.reports.wilson(CONFIDENCE)),
        total.hits.to_string(),
        total.paragraphs.to_string(),
    ]
}

fn by_framework(topic: &CoveredTopic) -> String {
    let frameworks = topic.frameworks.iter().map(|(framework, of)| {
        let name = framework.map_or("none", |framework| framework.slug());
        format!("{name} {}/{} {}", of.part, of.whole, percent(of.share()))
    });
    frameworks.collect::<Vec<_>>().join(", ")
}

fn write_silent(
    out: &mut impl Write,
    coverage: &Coverage,
    topic: &CoveredTopic,
    screen: &Screen,
) -> io::Result<()> {
    let silent = topic.reports.whole - topic.reports.part;
    let searched = topic.reports.whole;
    let name = paint(screen.palette.title, &topic.name);
    writeln!(
        out,
        "\nsilent on {name}: {} of {searched}",
        count(silent, "report")
    )?;
    for record in coverage.silent(topic) {
        writeln!(out, "  {}", link::linked(screen, record, None, &record.id))?;
    }
    Ok(())
}
