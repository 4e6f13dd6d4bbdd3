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

#[test]
fn the_manifest_says_what_is_there_and_what_is_not() {
    let env = TestEnvironment::ingested();
    let reports = env
        .line("reports --source all --format json")
        .succeeds()
        .json();
    let held = env.line("check --manifest --format json").succeeds().json();
    assert_eq!(held["reports"], items(&reports).len());
    assert_eq!(
        sum(&held["kinds"], "reports"),
        held["reports"].as_u64().unwrap()
    );
    let northmere = items(&held["authorities"])
        .iter()
        .find(|row| row["authority"] == "northmere");
    let northmere = northmere.unwrap();
    assert_eq!(
        (&northmere["reports"], &northmere["full_inspections"]),
        (&4.into(), &3.into())
    );
    assert_eq!(
        (&northmere["first"], &northmere["last"]),
        (&"2015-03-20".into(), &"2024-11-04".into())
    );
    // All are invented: nobody is missed of those who are not.
    assert_eq!(held["without_report"], serde_json::json!([]));
    assert_eq!(held["without_full_inspection"], serde_json::json!([]));

    // One file is copied, another changes under its name, and of one authority only a visit is left.
    let path = |at: usize| env.path(text(&items(&reports)[at]["path"]));
    fs::copy(path(0), env.path("corpus/copy.pdf")).unwrap();
    for report in items(&reports)
        .iter()
        .filter(|report| report["authority"] == "castlebridge")
    {
        if report["kind"] != "focused-visit" {
            fs::remove_file(env.path(text(&report["path"]))).unwrap();
        }
    }
    env.line("ingest --quiet").succeeds();
    fs::write(path(1), "something else").unwrap();
    let held = env.line("check --manifest").succeeds().stdout;
    for expected in [
        "no full inspection here (which does not say that there was none)\n  castlebridge\n",
        "the same content under several names\n",
        "corpus/copy.pdf",
        "not as it was when it was read\n",
        ": changed\n",
    ] {
        assert!(held.contains(expected), "{expected}\n{held}");
    }
}
