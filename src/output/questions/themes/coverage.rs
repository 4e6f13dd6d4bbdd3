//! Coverage: totals for people, the whole matrix as data.

use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

use super::Asked;
use crate::index::ReportRecord;
use crate::output::screen::Role;
use crate::output::sheet::{Column, Line, Media, Part, Prose, Row, Sheet, Table, cells};
use crate::output::wire::ReportShareRow;
use crate::output::words::figures::{interval, percent, share};
use crate::output::words::label::count;
use crate::output::words::link;
use crate::output::{Reply, Screen};
use crate::themes::stats::CONFIDENCE;
use crate::themes::{Coverage, CoveredTopic, Mentions};

/// Topics by the reports that speak of them.
#[derive(Debug, Clone, Copy)]
pub struct CoveredTopics<'a> {
    /// What was looked at.
    pub asked: &'a Asked,
    /// The topics.
    pub coverage: &'a Coverage,
    /// Whether the reports that do not speak of them are listed.
    pub silent: bool,
}

#[derive(JsonSchema, Serialize)]
struct Envelope<'a> {
    #[serde(flatten)]
    asked: &'a Asked,
    topics: Vec<TopicRow<'a>>,
    reports: Vec<MatrixRow<'a>>,
}

#[derive(JsonSchema, Serialize)]
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
#[derive(JsonSchema, Serialize)]
struct MatrixRow<'a> {
    #[serde(flatten)]
    report: ReportRow<'a>,
    topics: BTreeMap<&'a str, MentionsRow>,
}

#[derive(JsonSchema, Serialize)]
struct ReportRow<'a> {
    report_id: &'a str,
    authority: Option<&'a str>,
    framework: Option<&'static str>,
    date: Option<String>,
}

#[derive(JsonSchema, Serialize)]
struct MentionsRow {
    present: bool,
    hits: u64,
    paragraphs: u64,
}

/// A row of CSV: one topic in one report.
#[derive(JsonSchema, Serialize)]
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

impl Reply for CoveredTopics<'_> {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let topics = &self.coverage.topics;
        let mut sheet = Sheet::figures(self.asked.title("Coverage"), &[]);
        sheet.add(Part::Lead(vec![self.asked.sentence()]));
        self.asked.add_left_out(&mut sheet);
        let columns = Column::figures(&["topic", "reports", "95%", "hits", "paragraphs"]);
        let rows = topics.iter().map(|topic| {
            let is_said = topic.reports.part > 0;
            let section = is_said.then(|| sheet.section(&topic.name, &topic.listing));
            row(topic, section)
        });
        let rows = rows.collect();
        sheet.add(Part::Table(Table {
            caption: "Topics".to_owned(),
            columns,
            rows,
        }));
        for topic in topics.iter().filter(|_| self.silent) {
            add_silent(&mut sheet, self.coverage, topic);
        }
        sheet
    }

    fn object(&self) -> impl Serialize + JsonSchema {
        envelope(self.asked, self.coverage, self.silent)
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize + JsonSchema> {
        let (reports, silent) = (&self.coverage.reports, self.silent);
        self.coverage.topics.iter().flat_map(move |topic| {
            let mentions = reports.iter().zip(&topic.mentions);
            let wanted = mentions.filter(move |(_, mentions)| !(silent && mentions.is_present()));
            wanted.map(|(record, mentions)| FlatRow {
                topic: &topic.name,
                report: ReportRow::from(record),
                mentions: MentionsRow::from(*mentions),
            })
        })
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

fn row(topic: &CoveredTopic, section: Option<usize>) -> Row<'static> {
    let total = topic.total();
    let frameworks = Prose::plain(2, by_framework(topic));
    Row {
        cells: cells![
            &topic.name,
            share(topic.reports),
            interval(topic.reports.wilson(CONFIDENCE)),
            total.hits,
            total.paragraphs,
        ],
        beneath: vec![Part::Prose(frameworks)],
        section,
    }
}

fn by_framework(topic: &CoveredTopic) -> String {
    let frameworks = topic.frameworks.iter().map(|(framework, of)| {
        let name = framework.map_or("none", |framework| framework.slug());
        format!("{name} {}/{} {}", of.part, of.whole, percent(of.share()))
    });
    frameworks.collect::<Vec<_>>().join(", ")
}

/// Lists the reports that do not speak of a topic.
fn add_silent(sheet: &mut Sheet<'_>, coverage: &Coverage, topic: &CoveredTopic) {
    let searched = topic.reports.whole;
    let silent = count(searched - topic.reports.part, "report");
    let name = Line::from("silent on ").and(Role::Title, &topic.name);
    sheet.say_apart(name.and(Role::Plain, format!(": {silent} of {searched}")));
    for record in coverage.silent(topic) {
        let url = link::open_url(record, None);
        sheet.say(Line::from("  ").and_link(Role::Plain, record.id.as_str(), url));
    }
    let columns = Column::figures(&[&format!("silent on {}", topic.name)]);
    let rows = coverage
        .silent(topic)
        .map(|record| cells![record.id.as_str()]);
    let table = Table::plain(columns, rows);
    sheet.add_for(Media::DOCUMENT, Part::Table(table));
}
