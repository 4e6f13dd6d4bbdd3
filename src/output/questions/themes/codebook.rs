//! A code book applied: shares of reports, themes that stand together, and the matrix of themes
//! and reports.

use schemars::JsonSchema;
use serde::Serialize;

use super::Asked;
use super::agreement::{self, AgreementRow};
use crate::index::ReportRecord;
use crate::output::sheet::{
    Cell, Chart, Column, Mark, Media, Part, Row as TableRow, Sheet, Table, cells,
};
use crate::output::wire::{ReliabilityRow, ReportShareRow};
use crate::output::words::figures::{interval, percent};
use crate::output::words::label::count;
use crate::output::{Reply, Screen};
use crate::themes::stats::{CONFIDENCE, Proportion};
use crate::themes::{Agreement, Codebook, Coding, CoveredTopic, Mentions};

/// How the figures were made.
const METHOD: [&str; 2] = [
    "A paragraph is on a theme if one of the queries that the theme includes matches it \
     and none of those that it excludes; a report if any of its paragraphs is. Copies of \
     paragraphs in several reports count in each. Shares have Wilson intervals at 95%.",
    "Queries find words and not meanings: a theme is a count of mentions, which hand \
     coding must check. Kappa is Cohen's (1960), its standard error that of Fleiss, Cohen \
     and Everitt (1969).",
];

/// What a code book found, and how it agrees with hand coding where there is any.
#[derive(Debug, Clone, Copy)]
pub struct CodedReports<'a> {
    /// What was looked at.
    pub asked: &'a Asked,
    /// The code book.
    pub book: &'a Codebook,
    /// What it found.
    pub coding: &'a Coding,
    /// How each theme agrees.
    pub agreement: &'a [Agreement],
}

#[derive(JsonSchema, Serialize)]
struct Envelope<'a> {
    #[serde(flatten)]
    asked: &'a Asked,
    codebook: &'a str,
    description: &'a str,
    source: &'a str,
    paragraphs_coded: u64,
    paragraphs: u64,
    themes: Vec<ThemeRow<'a>>,
    together: Vec<PairRow<'a>>,
    agreement: Vec<AgreementRow<'a>>,
    agreement_overall: Option<ReliabilityRow>,
    reports: Vec<ReportRow<'a>>,
}

#[derive(JsonSchema, Serialize)]
struct ThemeRow<'a> {
    theme: &'a str,
    description: &'a str,
    source: &'a str,
    query: &'a str,
    listing: &'a str,
    hits: u64,
    paragraphs: u64,
    #[serde(flatten)]
    all: ReportShareRow,
    frameworks: Vec<DividedRow>,
    overall_grades: Vec<DividedRow>,
}

#[derive(JsonSchema, Serialize)]
struct DividedRow {
    value: &'static str,
    #[serde(flatten)]
    share: ReportShareRow,
}

#[derive(JsonSchema, Serialize)]
struct PairRow<'a> {
    themes: [&'a str; 2],
    paragraphs: u64,
    paragraphs_of_either: u64,
    reports: u64,
    reports_of_either: u64,
}

#[derive(JsonSchema, Serialize)]
struct ReportRow<'a> {
    #[serde(flatten)]
    report: ReportTags<'a>,
    themes: Vec<CellRow<'a>>,
}

#[derive(JsonSchema, Serialize)]
struct ReportTags<'a> {
    report_id: &'a str,
    authority: Option<&'a str>,
    framework: Option<&'static str>,
    overall_grade: Option<&'static str>,
    inspection_end: Option<String>,
}

#[derive(JsonSchema, Serialize)]
struct CellRow<'a> {
    theme: &'a str,
    hits: u64,
    paragraphs: u64,
    present: bool,
}

/// A row of CSV: one theme in one report.
#[derive(JsonSchema, Serialize)]
struct FlatRow<'a> {
    #[serde(flatten)]
    report: ReportTags<'a>,
    #[serde(flatten)]
    cell: CellRow<'a>,
}

impl<'a> From<&'a ReportRecord> for ReportTags<'a> {
    fn from(record: &'a ReportRecord) -> Self {
        let report = &record.report;
        ReportTags {
            report_id: record.id.as_str(),
            authority: report.authority.as_ref().map(|a| a.slug.as_str()),
            framework: report.framework.map(|framework| framework.slug()),
            overall_grade: report.overall.map(|grade| grade.slug()),
            inspection_end: report.inspection.map(|span| span.end.to_string()),
        }
    }
}

fn cell<'a>(topic: &'a CoveredTopic, mentions: Mentions) -> CellRow<'a> {
    CellRow {
        theme: &topic.name,
        hits: mentions.hits,
        paragraphs: mentions.paragraphs,
        present: mentions.is_present(),
    }
}

/// The shares of a theme in the reports of each framework, or of each overall grade.
type Shares = Vec<(&'static str, Proportion)>;

/// Lists what a theme's reports are divided by, and its shares in each part.
fn divisions(coding: &Coding, theme: usize) -> [(&'static str, Shares); 2] {
    let frameworks = coding.coverage.topics[theme].frameworks.iter();
    let grades = coding.grades[theme].iter();
    [
        (
            "framework",
            frameworks
                .map(|(f, share)| (f.map_or("none", |framework| framework.slug()), *share))
                .collect(),
        ),
        (
            "overall grade",
            grades
                .map(|(g, share)| (g.map_or("none", |grade| grade.slug()), *share))
                .collect(),
        ),
    ]
}

impl Reply for CodedReports<'_> {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let CodedReports {
            asked,
            book,
            coding,
            agreement,
        } = *self;
        let mut sheet = Sheet::figures(asked.title(&book.name), &METHOD);
        sheet.add(Part::Lead(vec![sentence(asked, book, coding)]));
        sheet.add_for(Media::HTML, Part::Lead(described(book)));
        let topics = &coding.coverage.topics;
        for topic in topics {
            sheet.section(&topic.name, &topic.listing);
        }
        let marks = topics
            .iter()
            .map(|topic| Mark::share(&topic.name, topic.reports));
        let title = format!("Reports with each theme, n = {}", asked.reports_searched);
        let chart = Chart::of_shares(title, marks.collect());
        add_table(&mut sheet, themes(coding), Some(chart));
        for (place, title) in ["By framework", "By overall grade"].into_iter().enumerate() {
            add_table(&mut sheet, divided(coding, place, title), None);
        }
        let pairs = together(&mut sheet, coding);
        add_table(&mut sheet, pairs, None);
        if !agreement.is_empty() {
            agreement::add(&mut sheet, agreement, |theme| named(coding, theme));
        }
        sheet.add_for(Media::TEXT, Part::Paragraph(MATRIX.to_owned()));
        sheet
    }

    fn object(&self) -> impl Serialize + JsonSchema {
        let CodedReports { book, coding, .. } = *self;
        Envelope {
            asked: self.asked,
            codebook: &book.name,
            description: &book.description,
            source: &book.source,
            paragraphs_coded: coding.coded.part,
            paragraphs: coding.coded.whole,
            themes: theme_rows(book, coding),
            together: pair_rows(coding),
            agreement: self.agreement.iter().map(AgreementRow::from).collect(),
            agreement_overall: (!self.agreement.is_empty())
                .then(|| Agreement::overall(self.agreement).into()),
            reports: report_rows(coding),
        }
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize + JsonSchema> {
        let coverage = &self.coding.coverage;
        let reports = coverage.reports.iter().enumerate();
        reports.flat_map(|(at, record)| {
            coverage.topics.iter().map(move |topic| FlatRow {
                report: record.into(),
                cell: cell(topic, topic.mentions[at]),
            })
        })
    }
}

fn theme_rows<'a>(book: &'a Codebook, coding: &'a Coding) -> Vec<ThemeRow<'a>> {
    let topics = coding.coverage.topics.iter().enumerate();
    let rows = topics.zip(&book.themes).map(|((at, topic), theme)| {
        let [frameworks, overall_grades] = divisions(coding, at).map(|(_, shares)| {
            let rows = shares.into_iter().map(|(value, share)| DividedRow {
                value,
                share: share.into(),
            });
            rows.collect()
        });
        ThemeRow {
            theme: &topic.name,
            description: &theme.description,
            source: &theme.source,
            query: &topic.query,
            listing: &topic.listing,
            hits: topic.total().hits,
            paragraphs: topic.total().paragraphs,
            all: topic.reports.into(),
            frameworks,
            overall_grades,
        }
    });
    rows.collect()
}

fn pair_rows(coding: &Coding) -> Vec<PairRow<'_>> {
    let name = |theme: usize| coding.coverage.topics[theme].name.as_str();
    let rows = coding.together.iter().map(|pair| PairRow {
        themes: [name(pair.themes.0), name(pair.themes.1)],
        paragraphs: pair.paragraphs.part,
        paragraphs_of_either: pair.paragraphs.whole,
        reports: pair.reports.part,
        reports_of_either: pair.reports.whole,
    });
    rows.collect()
}

fn report_rows(coding: &Coding) -> Vec<ReportRow<'_>> {
    let reports = coding.coverage.reports.iter().enumerate();
    let rows = reports.map(|(at, record)| ReportRow {
        report: record.into(),
        themes: coding
            .coverage
            .topics
            .iter()
            .map(|topic| cell(topic, topic.mentions[at]))
            .collect(),
    });
    rows.collect()
}

/// Says what was coded with what.
fn sentence(asked: &Asked, book: &Codebook, coding: &Coding) -> String {
    format!(
        "{} of “{}” in {} of {}; {} on any of them",
        count(book.themes.len() as u64, "theme"),
        book.name,
        count(coding.coded.whole, "paragraph"),
        count(asked.reports_searched, "report"),
        coding.coded.part,
    )
}

/// Where the rest is.
const MATRIX: &str = "each theme in each report: `--format csv` or `json`";

/// Says what a code book is, and of whom.
fn described(book: &Codebook) -> Vec<String> {
    let said = [("", &book.description), ("Source: ", &book.source)];
    let said = said.map(|(what, text)| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then(|| format!("{what}{}", text.trim_end_matches('.')))
    });
    said.into_iter().flatten().collect()
}

/// Adds a table under its title, on pages with its chart.
fn add_table(sheet: &mut Sheet<'_>, table: Table<'static>, chart: Option<Chart>) {
    sheet.add(Part::Heading(2, table.caption.clone()));
    if let Some(chart) = chart {
        sheet.add_for(Media::HTML, Part::Chart(chart));
    }
    sheet.add(Part::Table(table));
}

/// Finds the theme of a name, whose section of quotations has the same place.
fn named(coding: &Coding, name: &str) -> Option<usize> {
    let mut topics = coding.coverage.topics.iter();
    topics.position(|topic| topic.name == name)
}

/// Draws up so many of so many, and their share with its interval.
fn shares(share: Proportion) -> Vec<Cell> {
    cells![
        share.part,
        share.whole,
        percent(share.share()),
        interval(share.wilson(CONFIDENCE)),
    ]
}

/// Draws up the share of each theme.
fn themes(coding: &Coding) -> Table<'static> {
    let topics = &coding.coverage.topics;
    let names = [
        "theme",
        "reports",
        "of",
        "share",
        "95%",
        "paragraphs",
        "hits",
    ];
    let rows = topics.iter().map(|topic| {
        let total = topic.total();
        let mut cells = cells![&topic.name];
        cells.extend(shares(topic.reports));
        cells.extend(cells![total.paragraphs, total.hits]);
        TableRow {
            cells,
            section: named(coding, &topic.name),
            ..TableRow::default()
        }
    });
    Table {
        caption: "Themes".to_owned(),
        columns: Column::figures(&names),
        rows: rows.collect(),
    }
}

/// Draws up the shares of each theme in the parts of a division.
fn divided(coding: &Coding, place: usize, title: &str) -> Table<'static> {
    let mut rows = Vec::new();
    let mut by = "";
    for (at, topic) in coding.coverage.topics.iter().enumerate() {
        let [one, other] = divisions(coding, at);
        let (name, parts) = if place == 0 { one } else { other };
        by = name;
        for (value, share) in parts {
            let mut cells = cells![&topic.name, value];
            cells.extend(shares(share));
            let said = (share.part > 0).then_some(&topic.name);
            rows.push(TableRow {
                cells,
                section: said.and_then(|name| named(coding, name)),
                ..TableRow::default()
            });
        }
    }
    let mut columns = ["theme", by].map(Column::words).to_vec();
    columns.extend(["reports", "of", "share", "95%"].map(Column::numbers));
    Table {
        caption: title.to_owned(),
        columns,
        rows,
    }
}

/// Draws up which themes stand together, each pair with a section of its own.
fn together(sheet: &mut Sheet<'_>, coding: &Coding) -> Table<'static> {
    let topics = &coding.coverage.topics;
    let mut columns = ["theme", "with"].map(Column::words).to_vec();
    let names = [
        "paragraphs",
        "of either",
        "share",
        "reports",
        "of either",
        "share",
    ];
    columns.extend(names.map(Column::numbers));
    let rows = coding.together.iter().map(|pair| {
        let (one, other) = (&topics[pair.themes.0], &topics[pair.themes.1]);
        let mut cells = cells![&one.name, &other.name];
        for both in [pair.paragraphs, pair.reports] {
            cells.extend(cells![both.part, both.whole, percent(both.share())]);
        }
        let listing = format!("({}) ({})", one.listing, other.query);
        let name = format!("{} with {}", one.name, other.name);
        TableRow {
            cells,
            section: (pair.paragraphs.part > 0).then(|| sheet.section(name, listing)),
            ..TableRow::default()
        }
    });
    Table {
        caption: "Together".to_owned(),
        rows: rows.collect(),
        columns,
    }
}
