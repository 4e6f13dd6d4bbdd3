//! `findings check`, on the sample corpus.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;

use common::{TestEnvironment, items, sum, text};

#[test]
fn a_fresh_index_is_in_order() {
    let env = TestEnvironment::ingested();
    assert!(
        env.run(["check"])
            .succeeds()
            .stdout
            .starts_with("In order: ")
    );
    let check = env.line("check --format json").succeeds().json();
    assert_eq!(check["current"], true);
    let reports = env
        .line("reports --source all --format json")
        .succeeds()
        .json();
    assert_eq!(check["reports"], items(&reports).len());
    assert_eq!(check["paragraphs"], sum(&reports, "paragraphs"));
}

#[test]
fn what_changed_and_what_has_gone_is_stale() {
    let env = TestEnvironment::ingested();
    let reports = env.line("reports --format json").succeeds().json();
    let path = |at: usize| text(&items(&reports)[at]["path"]).to_owned();
    fs::remove_file(env.path(&path(0))).unwrap();
    fs::write(env.path(&path(1)), "something else").unwrap();
    let run = env.line("check --format json").finds_nothing();
    let check = run.json();
    assert_eq!(check["current"], false);
    let mut reasons: Vec<_> = items(&check["stale"])
        .iter()
        .map(|stale| {
            (
                text(&stale["path"]).to_owned(),
                text(&stale["reason"]).to_owned(),
            )
        })
        .collect();
    reasons.sort();
    let mut expected = vec![
        (path(0), "missing".to_owned()),
        (path(1), "changed".to_owned()),
    ];
    expected.sort();
    assert_eq!(reasons, expected);
}

#[test]
fn without_an_index_there_is_a_hint() {
    let env = TestEnvironment::new();
    let message = env.run(["check"]).fails(2);
    assert!(
        message.contains("\nhint: `findings ingest PATH` builds it"),
        "{message}"
    );
}
