//! `findings similar`, on the sample corpus.

#![allow(clippy::unwrap_used)]

mod common;

use common::{TestEnvironment, items, text};

const ID: &str = "saltings-and-orme/2025-01-31/ilacs#improvement-4";

#[test]
fn other_authorities_come_first() {
    let env = TestEnvironment::indexed();
    let run = env
        .run(["similar", ID, "--all", "--format", "json"])
        .succeeds();
    let found = run.json();
    let hits = items(&found["hits"]);
    assert_eq!(found["total"], hits.len());
    assert_eq!(found["paragraph"]["id"], ID);
    assert!(hits.iter().all(|hit| hit["id"] != ID));
    let own: Vec<_> = hits
        .iter()
        .map(|hit| hit["own_authority"].as_bool().unwrap())
        .collect();
    assert!(!own[0] && own.is_sorted(), "{own:?}");
    for (hit, own) in hits.iter().zip(own) {
        assert_eq!(text(&hit["authority"]) == "saltings-and-orme", own, "{hit}");
    }
    let scores: Vec<_> = hits
        .iter()
        .map(|hit| hit["score"].as_f64().unwrap())
        .collect();
    let foreign = hits
        .iter()
        .filter(|hit| hit["own_authority"] == false)
        .count();
    assert!(scores[..foreign].iter().rev().is_sorted());
}

#[test]
fn filters_and_formats_are_those_of_search() {
    let env = TestEnvironment::indexed();
    let run = env.run([
        "similar", ID, "--kind", "sif", "--limit", "2", "--format", "jsonl",
    ]);
    let lines = run.succeeds().jsonl();
    assert!(lines.len() <= 2 && lines.iter().all(|hit| hit["kind"] == "sif"));
    let run = env.run(["similar", ID, "--limit", "1"]).succeeds();
    assert!(
        run.stdout.contains("similar paragraphs, 1 to 1 shown\n"),
        "{}",
        run.stdout
    );
    let (names, _) = env.run(["similar", ID, "--format", "csv"]).succeeds().csv();
    assert!(names.contains(&"resemblance".to_owned()));
}

#[test]
fn a_missing_paragraph_is_not_found() {
    let env = TestEnvironment::indexed();
    for id in [
        "saltings-and-orme/2025-01-31/ilacs#999",
        "nowhere",
        "nowhere/2020-01-01/ilacs#1",
    ] {
        let message = env.run(["similar", id]).fails(1);
        assert!(message.contains("\nhint: "), "{message}");
    }
}
