//! A code book applied: shares of reports, themes that stand together, and the matrix of themes
//! and reports.

use std::io::{self, Write};

use serde::Serialize;

use super::agreement::{self, AgreementRow};
use super::rows::{interval, percent, write_markdown};
use super::shares::ReportShareRow;
use super::{Asked, ThemeFormat};
use crate::index::ReportRecord;
use crate::output::csv::Table;
use crate::output::label::count;
use crate::output::screen::paint;
use crate::output::table::{self, Column};
use crate::output::{Screen, json};
use crate::themes::stats::{CONFIDENCE, Proportion};
use crate::themes::{Agreement, Codebook, Coding, CoveredTopic, Mentions};

#[derive(Serialize)]
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
    reports: Vec<ReportRow<'a>>,
}

#[derive(Serialize)]
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

#[derive(Serialize)]
struct DividedRow {
    value: &'static str,
    #[serde(flatten)]
    share: ReportShareRow,
}

#[derive(Serialize)]
struct PairRow<'a> {
    themes: [&'a str; 2],
    paragraphs: u64,
    paragraphs_of_either: u64,
    reports: u64,
    reports_of_either: u64,
}

#[derive(Serialize)]
struct ReportRow<'a> {
    #[serde(flatten)]
    report: ReportTags<'a>,
    themes: Vec<CellRow<'a>>,
}

#[derive(Serialize)]
struct ReportTags<'a> {
    report_id: &'a str,
    authority: Option<&'a str>,
    framework: Option<&'static str>,
    overall_grade: Option<&'static str>,
    inspection_end: Option<String>,
}

#[derive(Serialize)]
struct CellRow<'a> {
    theme: &'a str,
    hits: u64,
    paragraphs: u64,
    present: bool,
}

/// A row of CSV: one theme in one report.
#[derive(Serialize)]
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
pub(super) fn divisions(coding: &Coding, theme: usize) -> [(&'static str, Shares); 2] {
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

/// Writes what a code book found, and how it agrees with hand coding where there is any.
pub fn write_coding(
    out: &mut impl Write,
    asked: &Asked,
    book: &Codebook,
    coding: &Coding,
    agreement: &[Agreement],
    format: ThemeFormat,
    screen: &Screen,
) -> io::Result<()> {
    let topics = &coding.coverage.topics;
    match format {
        ThemeFormat::Text => {
            writeln!(out, "{}", sentence(asked, book, coding))?;
            for (title, names, rows) in tables(coding) {
                writeln!(out, "\n{}", paint(screen.palette.title, title))?;
                let columns = columns(&names);
                table::write(out, &columns, &rows, screen)?;
            }
            agreement::write_text(out, agreement, screen)?;
            writeln!(out, "\n{}", matrix_hint())
        }
        ThemeFormat::Markdown => {
            writeln!(out, "{}", sentence(asked, book, coding))?;
            for (title, names, rows) in tables(coding) {
                writeln!(out, "\n**{title}**\n")?;
                write_markdown(out, &names, rows.into_iter())?;
            }
            agreement::write_as_markdown(out, agreement)
        }
        ThemeFormat::Csv(cells) => {
            let mut table = Table::new(cells);
            for (at, record) in coding.coverage.reports.iter().enumerate() {
                for topic in topics {
                    let row = FlatRow {
                        report: record.into(),
                        cell: cell(topic, topic.mentions[at]),
                    };
                    table.row(out, &row)?;
                }
            }
            Ok(())
        }
        ThemeFormat::Json => json::pretty(
            out,
            &Envelope {
                asked,
                codebook: &book.name,
                description: &book.description,
                source: &book.source,
                paragraphs_coded: coding.coded.part,
                paragraphs: coding.coded.whole,
                themes: theme_rows(book, coding),
                together: pair_rows(coding),
                agreement: agreement.iter().map(AgreementRow::from).collect(),
                reports: report_rows(coding),
            },
        ),
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
pub(super) fn sentence(asked: &Asked, book: &Codebook, coding: &Coding) -> String {
    format!(
        "{} of “{}” in {} of {}; {} on any of them",
        count(book.themes.len() as u64, "theme"),
        book.name,
        count(coding.coded.whole, "paragraph"),
        count(asked.reports_searched, "report"),
        coding.coded.part,
    )
}

const fn matrix_hint() -> &'static str {
    "each theme in each report: `--format csv` or `json`"
}

/// A table for people: its title, its columns, its rows.
pub(super) type Tabulated = (&'static str, Vec<&'static str>, Vec<Vec<String>>);

/// Draws up the tables of shares and of pairs.
pub(super) fn tables(coding: &Coding) -> Vec<Tabulated> {
    let topics = &coding.coverage.topics;
    let shares = |share: Proportion| {
        [
            share.part.to_string(),
            share.whole.to_string(),
            percent(share.share()),
            interval(share.wilson(CONFIDENCE)),
        ]
    };
    let totals = topics.iter().map(|topic| {
        let mut row = vec![topic.name.clone()];
        row.extend(shares(topic.reports));
        let total = topic.total();
        row.extend([total.paragraphs.to_string(), total.hits.to_string()]);
        row
    });
    let mut tables = vec![(
        "Themes",
        vec![
            "theme",
            "reports",
            "of",
            "share",
            "95%",
            "paragraphs",
            "hits",
        ],
        totals.collect::<Vec<_>>(),
    )];
    for (place, title) in ["By framework", "By overall grade"].into_iter().enumerate() {
        let mut rows = Vec::new();
        let mut by = "";
        for (at, topic) in topics.iter().enumerate() {
            let [one, other] = divisions(coding, at);
            let (name, parts) = if place == 0 { one } else { other };
            by = name;
            for (value, share) in parts {
                let mut row = vec![topic.name.clone(), value.to_owned()];
                row.extend(shares(share));
                rows.push(row);
            }
        }
        tables.push((
            title,
            vec!["theme", by, "reports", "of", "share", "95%"],
            rows,
        ));
    }
    let pairs = coding.together.iter().map(|pair| {
        let mut row = vec![
            topics[pair.themes.0].name.clone(),
            topics[pair.themes.1].name.clone(),
        ];
        for both in [pair.paragraphs, pair.reports] {
            row.extend([
                both.part.to_string(),
                both.whole.to_string(),
                percent(both.share()),
            ]);
        }
        row
    });
    let names = vec![
        "theme",
        "with",
        "paragraphs",
        "of either",
        "share",
        "reports",
        "of either",
        "share",
    ];
    tables.push(("Together", names, pairs.collect()));
    tables
}

fn columns<'a>(names: &[&'a str]) -> Vec<Column<'a>> {
    let is_word = |name: &str| matches!(name, "theme" | "with" | "framework" | "overall grade");
    let column = |name: &&'a str| match is_word(name) {
        true => Column::left(name),
        false => Column::right(name),
    };
    names.iter().map(column).collect()
}
