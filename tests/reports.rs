//! `findings reports`, on the sample corpus.

#![allow(clippy::unwrap_used)]

mod common;

use std::collections::HashSet;

use common::{TestEnvironment, items, text};

#[test]
fn formats_agree() {
    let env = TestEnvironment::indexed();
    let reports = env
        .line("reports --source all --format jsonl")
        .succeeds()
        .jsonl();
    let array = env
        .line("reports --source all --format json")
        .succeeds()
        .json();
    assert_eq!(items(&array), reports);
    let (names, rows) = env
        .line("reports --source all --format csv")
        .succeeds()
        .csv();
    assert_eq!(
        names,
        reports[0]
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    );
    assert_eq!(rows.len(), reports.len());
    let table = env.line("reports --source all").succeeds().stdout;
    assert!(
        table.ends_with(&format!("\n{} reports\n", reports.len())),
        "{table}"
    );
}

#[test]
fn the_latest_is_one_an_authority() {
    let env = TestEnvironment::indexed();
    let every = env.line("reports --format jsonl").succeeds().jsonl();
    let latest = env
        .line("reports --latest --format jsonl")
        .succeeds()
        .jsonl();
    let authorities: HashSet<_> = latest
        .iter()
        .map(|report| text(&report["authority"]))
        .collect();
    assert_eq!(authorities.len(), latest.len());
    for report in &latest {
        let graded = |other: &&serde_json::Value| {
            other["authority"] == report["authority"]
                && other["kind"] == report["kind"]
                && !other["overall_grade"].is_null()
        };
        for other in every.iter().filter(graded) {
            assert!(text(&other["inspection_end"]) <= text(&report["inspection_end"]));
        }
    }
}

#[test]
fn grades_choose_among_the_latest() {
    let env = TestEnvironment::indexed();
    let latest = env
        .line("reports --latest --format jsonl")
        .succeeds()
        .jsonl();
    for grade in ["outstanding", "good", "requires-improvement", "inadequate"] {
        let line = format!("reports --latest --overall {grade} --format jsonl");
        let expected: Vec<_> = latest
            .iter()
            .filter(|report| report["overall_grade"] == grade)
            .cloned()
            .collect();
        assert_eq!(env.line(&line).jsonl(), expected, "{grade}");
    }
}

#[test]
fn no_report_is_no_error() {
    let env = TestEnvironment::indexed();
    let run = env.line("reports --since 2999").finds_nothing();
    assert!(run.stdout.ends_with("\n0 reports\n"), "{}", run.stdout);
}
