//! Holds what the program reads from real reports against facts that people checked by hand.
//!
//! Runs where `FINDINGS_REPORTS` names a folder of real reports with `../reference/truth.csv`
//! beside it; elsewhere it says that it was skipped.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use findings::corpus;
use findings::model::Report;
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

#[test]
fn every_cell_and_paragraph_holds() {
    let Some(folder) = std::env::var_os("FINDINGS_REPORTS").map(PathBuf::from) else {
        eprintln!("skipped: FINDINGS_REPORTS is not set");
        return;
    };
    let truth = folder.join("../reference/truth.csv");
    let mut table = csv::Reader::from_path(&truth).unwrap();
    let headers = table.headers().unwrap().clone();
    let mut wrong: Vec<String> = Vec::new();
    let mut tally: BTreeMap<(String, String), (u32, u32)> = BTreeMap::new();
    for row in table.records() {
        let row = row.unwrap();
        let get = |column: &str| &row[headers.iter().position(|name| name == column).unwrap()];
        let path = folder.join(get("path").strip_prefix("reports/").unwrap());
        let report = corpus::read_file(&path, Rules::builtin()).unwrap().value;
        let mut check = |field: &str, expected: &str, found: &str| {
            let (right, all) = tally
                .entry((get("kind").to_owned(), field.to_owned()))
                .or_default();
            *all += 1;
            if expected == found {
                *right += 1;
            } else {
                wrong.push(format!(
                    "{}: {field}: expected {expected:?}, found {found:?}",
                    get("path")
                ));
            }
        };
        for column in COLUMNS {
            check(column, get(column), &cell(&report, column));
        }
        let grades: BTreeMap<String, String> = serde_json::from_str(get("grade_by_area")).unwrap();
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
            serde_json::from_str(get("first_words_of_3_paragraphs")).unwrap();
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
            let section = section_of(&text("section"), get("kind"));
            check("paragraph section", &section, paragraph.section.slug());
            check(
                "paragraph page",
                &facts["page"].to_string(),
                &paragraph.page.to_string(),
            );
        }
    }
    for ((kind, field), (right, all)) in &tally {
        eprintln!("{kind:<14} {field:<24} {right:>3} of {all:>3}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
