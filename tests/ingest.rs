//! `findings ingest`, on the sample corpus.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;

use common::{TestEnvironment, items, text};
use serde_json::Value;

fn count(summary: &Value, status: &str) -> u64 {
    items(&summary["files"])
        .iter()
        .filter(|file| file["status"] == status)
        .count() as u64
}

#[test]
fn every_file_is_accounted_for() {
    let env = TestEnvironment::new();
    let summary = env.line("ingest --format json").succeeds().json();
    for status in ["indexed", "unchanged", "removed", "refused"] {
        assert_eq!(summary[status], count(&summary, status), "{status}");
    }
    assert!(summary["reports"].as_u64().unwrap() >= 14, "{summary}");
    assert!(summary["seconds"].as_f64().unwrap() > 0.0);
    for file in items(&summary["files"]) {
        let is_refused = file["status"] == "refused";
        assert_eq!(file["report_id"].is_null(), is_refused, "{file}");
        assert!(!is_refused || file["reason"].is_string(), "{file}");
    }
}

#[test]
fn a_second_run_changes_nothing_and_says_so() {
    let env = TestEnvironment::new();
    let first = env.line("ingest --format json").succeeds().json();
    let before = env.run(["export"]).succeeds().stdout;
    let second = env.line("ingest --format json").succeeds().json();
    assert_eq!(second["indexed"], 0);
    assert_eq!(second["removed"], 0);
    assert_eq!(second["unchanged"], first["indexed"]);
    assert!(
        env.run(["ingest"])
            .succeeds()
            .stdout
            .starts_with("Nothing changed.\n")
    );
    assert_eq!(env.run(["export"]).succeeds().stdout, before);
}

#[test]
fn a_deleted_file_takes_its_paragraphs_along() {
    let env = TestEnvironment::indexed();
    let reports = env.line("reports --format json").succeeds().json();
    let gone = &items(&reports)[0];
    fs::remove_file(env.path(text(&gone["path"]))).unwrap();
    let summary = env.line("ingest --format json").succeeds().json();
    assert_eq!(summary["removed"], 1);
    let left = env.line("export --source all").succeeds().jsonl();
    assert!(!left.is_empty());
    assert!(
        left.iter()
            .all(|paragraph| paragraph["report_id"] != gone["report_id"])
    );
}

#[test]
fn a_file_whose_content_has_changed_counts_as_indexed() {
    let env = TestEnvironment::indexed();
    let before = env.line("export --source all").succeeds().stdout;
    let reports = env.line("reports --format json").succeeds().json();
    let changed = env.path(text(&items(&reports)[0]["path"]));
    let mut bytes = fs::read(&changed).unwrap();
    bytes.extend_from_slice(b"\n% a comment\n");
    fs::write(changed, bytes).unwrap();
    let summary = env.line("ingest --format json").succeeds().json();
    assert_eq!(
        (&summary["indexed"], &summary["removed"]),
        (&1.into(), &0.into())
    );
    assert_eq!(env.line("export --source all").succeeds().stdout, before);
}

#[test]
fn what_is_no_report_is_refused_by_name() {
    let env = TestEnvironment::new();
    fs::write(
        env.path("corpus/error.pdf"),
        "<!DOCTYPE html><title>Not found</title>",
    )
    .unwrap();
    let run = env.line("ingest --strict");
    assert_eq!(run.code, Some(2));
    assert!(run.stdout.contains("\nrefused\n"), "{}", run.stdout);
    assert!(run.stdout.contains("corpus/error.pdf: "), "{}", run.stdout);
    assert!(run.stderr.contains("refused"), "{}", run.stderr);
    env.line("search children").succeeds();
    env.line("ingest").succeeds();
}

#[test]
fn the_index_does_not_depend_on_how_it_was_built() {
    let env = TestEnvironment::indexed();
    let expected = env.line("export --source all").succeeds().stdout;
    for how in ["--rebuild", "--rebuild --jobs 1", "--rebuild --jobs 2"] {
        env.line(&format!("ingest {how}")).succeeds();
        assert_eq!(
            env.line("export --source all").succeeds().stdout,
            expected,
            "{how}"
        );
    }
}

#[test]
fn a_path_that_does_not_exist_is_an_error() {
    let env = TestEnvironment::new();
    let message = env.line("ingest nowhere").fails(2);
    assert_eq!(message, "error: there is no file or folder `nowhere`\n");
}
