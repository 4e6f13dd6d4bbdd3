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

#[test]
fn the_matrix_compares_with_the_inspection_before() {
    let env = TestEnvironment::indexed();
    let reports = env.line("reports --format jsonl").succeeds().jsonl();
    let rows = env
        .line("reports --matrix --format jsonl")
        .succeeds()
        .jsonl();
    let mut compared = 0;
    for row in rows.iter().filter(|row| row["area"] == "overall") {
        let of_authority = |report: &&serde_json::Value| report["authority"] == row["authority"];
        let day = |report: &serde_json::Value| text(&report["inspection_end"]).to_owned();
        let graded = ["sif", "sif-reinspection", "ilacs"];
        let before = reports
            .iter()
            .filter(of_authority)
            .filter(|report| graded.contains(&text(&report["kind"])))
            .filter(|report| day(report).as_str() < text(&row["date"]))
            .max_by_key(|report| day(report));
        match before {
            Some(before) => {
                compared += 1;
                assert_eq!(row["previous_grade"], before["overall_grade"], "{row}");
                let same = row["grade"] == row["previous_grade"];
                assert_eq!(row["change"] == "same", same, "{row}");
            }
            None => assert!(row["previous_grade"].is_null(), "{row}"),
        }
    }
    assert!(compared > 3, "the sample shows little");
    let good = env
        .line("reports --matrix --overall good --format jsonl")
        .succeeds()
        .jsonl();
    assert!(!good.is_empty() && good.iter().all(|row| rows.contains(row)));
}

#[test]
fn the_matrix_has_a_row_an_authority() {
    let env = TestEnvironment::indexed();
    let matrix = env.line("reports --matrix").succeeds().stdout;
    let row = matrix.lines().find(|line| line.starts_with("Ambleford"));
    assert_eq!(
        row,
        Some("Ambleford          2015 R R R R/G/R  2019 R= R= G↑ R=        2023 G↑ G↑ G= R=/G↑")
    );
    let plain = env.line("reports --matrix --ascii").succeeds().stdout;
    assert_eq!(matrix.replace('↑', "+").replace('↓', "-"), plain, "{plain}");
    std::fs::write(
        env.path("n.csv"),
        "authority,neighbour\nambleford,wexcombe\n",
    )
    .unwrap();
    let some = env
        .line("reports --matrix --authority ambleford --neighbours n.csv --format jsonl")
        .succeeds()
        .jsonl();
    let authorities: HashSet<_> = some.iter().map(|row| text(&row["authority"])).collect();
    assert_eq!(authorities, HashSet::from(["ambleford", "wexcombe"]));
    for line in [
        "search --all --format jsonl",
        "search --all --count --facet authority --format jsonl",
    ] {
        let of_both = format!("{line} --authority ambleford --neighbours n.csv");
        let found = env.line(&of_both).succeeds().jsonl();
        let named = format!("{line} --authority ambleford,wexcombe");
        assert_eq!(found, env.line(&named).succeeds().jsonl(), "{line}");
        assert!(!found.is_empty());
    }
    let themes = env.line("themes --authority ambleford --neighbours n.csv --format json");
    let named = env.line("themes --authority ambleford,wexcombe --format json");
    assert_eq!(themes.succeeds().stdout, named.succeeds().stdout);
    let message = env.line("search children --neighbours n.csv").fails(2);
    assert!(message.contains("needs one authority"), "{message}");
}

#[test]
fn a_matrix_of_nothing_says_so() {
    let env = TestEnvironment::indexed();
    let matrix = env.line("reports --matrix --kind focused-visit");
    assert_eq!(matrix.stdout, "no graded inspection\n");
    assert_eq!(matrix.code, Some(1));
}
