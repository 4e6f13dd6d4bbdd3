//! `findings export`, on the sample corpus.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;

use common::{TestEnvironment, sum};

#[test]
fn everything_is_every_paragraph_of_every_report() {
    let env = TestEnvironment::indexed();
    let paragraphs = env.line("export --source all").succeeds().jsonl();
    let reports = env
        .line("reports --source all --format json")
        .succeeds()
        .json();
    assert_eq!(paragraphs.len() as u64, sum(&reports, "paragraphs"));
    let (names, rows) = env
        .line("export --source all --format csv")
        .succeeds()
        .csv();
    assert_eq!(
        names,
        paragraphs[0]
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    );
    assert_eq!(rows.len(), paragraphs.len());
}

#[test]
fn a_query_exports_what_it_finds() {
    let env = TestEnvironment::indexed();
    let found = env
        .line("search children --kind ilacs --count --format json")
        .succeeds()
        .json();
    let exported = env.line("export children --kind ilacs").succeeds().jsonl();
    assert_eq!(found["total"], exported.len());
    env.line("export zebra").finds_nothing();
}

#[test]
fn a_file_holds_what_stdout_would() {
    let env = TestEnvironment::indexed();
    let run = env.line("export children --output children.jsonl");
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""));
    let expected = env.line("export children").succeeds().stdout;
    assert_eq!(
        fs::read_to_string(env.path("children.jsonl")).unwrap(),
        expected
    );
    let message = env
        .line("export children --output nowhere/children.jsonl")
        .fails(2);
    assert!(
        message.starts_with("error: cannot write `nowhere/children.jsonl`"),
        "{message}"
    );
}
