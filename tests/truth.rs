//! Holds what the program reads from real reports against facts that people checked by hand.
//!
//! Runs where `FINDINGS_REPORTS` names a folder of real reports with `../reference` beside it,
//! which holds two tables: `truth.csv` says much of a few reports of each kind, `truth-new.csv` says
//! little of many newer inspections and letters. Elsewhere the tests say that they were skipped.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod common;

use std::collections::BTreeMap;
use std::path::Path;

use findings::corpus;
use findings::model::{Area, Limits, Report};
use findings::rules::Rules;

/// What the report says for a column of the table.
fn cell(report: &Report, column: &str) -> String {
    let date = |date: Option<findings::model::Date>| date.map_or(String::new(), |d| d.to_string());
    match column {
        "kind" => report.kind.to_string(),
        "framework" => report.framework.map_or(String::new(), |f| f.to_string()),
        "authority_slug" => report
            .authority
            .as_ref()
            .map_or(String::new(), |a| a.slug.clone()),
        "inspection_start" => date(report.inspection.map(|span| span.start)),
        "inspection_end" => date(report.inspection.map(|span| span.end)),
        "published" => date(report.published.map(|published| published.date)),
        "published_source" => report
            .published
            .map_or(String::new(), |p| p.source.to_string()),
        "lead_inspector" => {
            let names: Vec<_> = report
                .lead_inspectors
                .iter()
                .map(|i| i.name.as_str())
                .collect();
            names.join("; ")
        }
        "overall_grade" => report
            .overall
            .map_or(String::new(), |grade| grade.to_string()),
        "n_numbered_paragraphs" => report
            .last_number()
            .map_or(String::new(), |n| n.to_string()),
        _ => unreachable!("no such column: {column}"),
    }
}

const COLUMNS: [&str; 10] = [
    "kind",
    "framework",
    "authority_slug",
    "inspection_start",
    "inspection_end",
    "published",
    "published_source",
    "lead_inspector",
    "overall_grade",
    "n_numbered_paragraphs",
];

/// The table names two sections of single inspections after their headings.
fn section_of(name: &str, kind: &str) -> String {
    match (name, kind) {
        ("areas-for-improvement", "sif") => "improvement".to_owned(),
        ("priority-and-immediate-action", "sif") => "priority-action".to_owned(),
        _ => name.to_owned(),
    }
}

/// Reads a table of truth: each row by the names of its columns.
fn table(folder: &Path, name: &str) -> Vec<BTreeMap<String, String>> {
    let path = folder.join("../reference").join(name);
    let mut table = csv::Reader::from_path(path).unwrap();
    table.deserialize().map(|row| row.unwrap()).collect()
}

/// Reads one report as the program does.
fn read(folder: &Path, path: &str) -> Report {
    let read = corpus::read_file(&folder.join(path), Rules::builtin(), &Limits::default());
    read.unwrap().value
}

/// How many cells are right, by kind and column, and what the others say.
#[derive(Default)]
struct Tally {
    cells: BTreeMap<(String, String), (u32, u32)>,
    wrong: Vec<String>,
}

impl Tally {
    fn check(&mut self, row: &BTreeMap<String, String>, column: &str, expected: &str, found: &str) {
        let key = (row["kind"].clone(), column.to_owned());
        let (right, all) = self.cells.entry(key).or_default();
        *all += 1;
        if expected == found {
            *right += 1;
        } else {
            let path = &row["path"];
            let cell = format!("{path}: {column}: expected {expected:?}, found {found:?}");
            self.wrong.push(cell);
        }
    }

    /// Prints how many cells of each kind and column are right; fails unless all are.
    fn report(self) {
        for ((kind, column), (right, all)) in &self.cells {
            eprintln!("{kind:<14} {column:<24} {right:>3} of {all:>3}");
        }
        assert!(self.wrong.is_empty(), "{}", self.wrong.join("\n"));
    }
}

#[test]
fn every_cell_and_paragraph_holds() {
    let Some(folder) = common::real_reports() else {
        return;
    };
    let mut tally = Tally::default();
    for row in table(&folder, "truth.csv") {
        let report = read(&folder, row["path"].strip_prefix("reports/").unwrap());
        let mut check =
            |column: &str, expected: &str, found: &str| tally.check(&row, column, expected, found);
        for column in COLUMNS {
            check(column, &row[column], &cell(&report, column));
        }
        let grades: BTreeMap<String, String> = serde_json::from_str(&row["grade_by_area"]).unwrap();
        let found: BTreeMap<String, String> = report
            .judgements
            .iter()
            .map(|j| (j.area.to_string(), j.grade.to_string()))
            .collect();
        check(
            "grade_by_area",
            &format!("{grades:?}"),
            &format!("{found:?}"),
        );
        let paragraphs: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(&row["first_words_of_3_paragraphs"]).unwrap();
        for (key, facts) in paragraphs {
            let text = |name: &str| facts[name].as_str().unwrap_or_default().to_owned();
            let locator = key.replace('#', "-");
            let Some(paragraph) = report
                .paragraphs
                .iter()
                .find(|p| p.locator.to_string() == locator)
            else {
                check("paragraph", &key, "none");
                continue;
            };
            let words = text("words");
            let start: String = paragraph.text.chars().take(words.chars().count()).collect();
            check("paragraph words", &words, &start);
            let area = paragraph
                .area
                .as_ref()
                .map_or(String::new(), |a| a.to_string());
            check("paragraph area", &text("area"), &area);
            let section = section_of(&text("section"), &row["kind"]);
            check("paragraph section", &section, paragraph.section.slug());
            check(
                "paragraph page",
                &facts["page"].to_string(),
                &paragraph.page.to_string(),
            );
        }
    }
    tally.report();
}

/// What a report without an overall grade has in the second table.
const NONE_PRINTED: &str = "none-printed";

/// The areas of the second table's columns.
const AREAS: [(&str, &str); 4] = [
    ("leaders", "leaders"),
    ("help_and_protection", "help-and-protection"),
    ("children_in_care", "children-in-care"),
    ("care_leavers", "care-leavers"),
];

/// Cells of the second table that say another thing than the report: path, column, as printed.
const MISREAD: [(&str, &str, &str); 1] = [
    // "30 September to 11 October 2024 and 13 to 16 January 2025": the table has 2025-09-30.
    (
        "ilacs/80461_devon/children's services inspection - 13 may 2025.pdf",
        "start",
        "2024-09-30",
    ),
];

/// What the report says for a column of the second table; none for what it does not say.
fn new_cell(report: &Report, column: &str) -> String {
    match column {
        "start" => cell(report, "inspection_start"),
        "end" => cell(report, "inspection_end"),
        "overall" => match cell(report, "overall_grade") {
            none if none.is_empty() => NONE_PRINTED.to_owned(),
            grade => grade,
        },
        "items" => items(report).to_string(),
        "kind" | "published" => cell(report, column),
        _ => {
            let (_, area) = AREAS.iter().find(|(name, _)| *name == column).unwrap();
            let grade = report.grade_of(&Area::new(*area));
            grade.map_or(String::new(), |grade| grade.to_string())
        }
    }
}

/// Counts what needs to improve. The table leaves out what must be done at once: it counts what is
/// listed below "What needs to improve", and areas for priority action have a heading of their own.
fn items(report: &Report) -> usize {
    let listed = |section: &str| {
        matches!(
            section,
            "improvement" | "what-needs-to-improve" | "areas-for-improvement"
        )
    };
    let items = report.paragraphs.iter();
    items.filter(|p| listed(p.section.slug())).count()
}

#[test]
fn every_newer_cell_holds() {
    const COLUMNS: [&str; 10] = [
        "kind",
        "start",
        "end",
        "published",
        "overall",
        "leaders",
        "help_and_protection",
        "children_in_care",
        "care_leavers",
        "items",
    ];
    let Some(folder) = common::real_reports() else {
        return;
    };
    let mut tally = Tally::default();
    for mut row in table(&folder, "truth-new.csv") {
        for (path, column, printed) in MISREAD {
            if row["path"] == path {
                row.insert(column.to_owned(), printed.to_owned());
            }
        }
        let report = read(&folder, &row["path"]);
        // What is blank was not read by hand.
        for column in COLUMNS
            .into_iter()
            .filter(|column| !row[*column].is_empty())
        {
            tally.check(&row, column, &row[column], &new_cell(&report, column));
        }
        // The table names authorities as the website's folders do.
        let date = report.inspection.map(|span| span.end);
        let named = Rules::builtin()
            .gazetteer()
            .authority_in(&row["authority"], date);
        let expected = named.map_or(row["authority"].as_str(), |authority| &authority.slug);
        let found = cell(&report, "authority_slug");
        tally.check(&row, "authority", expected, &found);
    }
    tally.report();
}
