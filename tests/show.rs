//! `findings show`, on the sample corpus.

#![allow(clippy::unwrap_used)]

mod common;

use common::{TestEnvironment, items, text};
use serde_json::Value;

/// Returns a numbered paragraph in the middle of a report.
fn some_paragraph(env: &TestEnvironment) -> Value {
    let hits = env
        .line("search --kind ilacs --section findings --all --format jsonl")
        .jsonl();
    hits.into_iter().find(|hit| hit["number"] == 5).unwrap()
}

#[test]
fn a_paragraph_comes_with_its_neighbours() {
    let env = TestEnvironment::indexed();
    let expected = some_paragraph(&env);
    let id = text(&expected["id"]);
    let shown = env.run(["show", id, "--format", "json"]).succeeds().json();
    assert_eq!(shown["paragraph"]["text"], expected["text"]);
    assert_eq!(shown["before"][0]["number"], 4);
    assert_eq!(shown["after"][0]["number"], 6);
    let alone = env
        .run(["show", id, "-C", "0", "--format", "json"])
        .succeeds()
        .json();
    assert_eq!(alone["before"], Value::Array(Vec::new()));
    let wide = env
        .run(["show", id, "-C", "1000", "--format", "json"])
        .succeeds()
        .json();
    assert!(items(&wide["before"]).len() >= 4);
    let text = env.run(["show", id]).succeeds().stdout;
    assert!(text.contains("\n> paragraph 5, page"), "{text}");
}

#[test]
fn a_report_is_shown_as_an_outline() {
    let env = TestEnvironment::indexed();
    let report = some_paragraph(&env)["report_id"]
        .as_str()
        .unwrap()
        .to_owned();
    let json = env
        .run(["show", &report, "--format", "json"])
        .succeeds()
        .json();
    assert_eq!(
        json["report"]["paragraphs"],
        items(&json["paragraphs"]).len()
    );
    let markdown = env
        .run(["show", &report, "--format", "markdown"])
        .succeeds()
        .stdout;
    let entries = markdown
        .lines()
        .filter(|line| line.starts_with("- **"))
        .count();
    assert_eq!(entries, items(&json["paragraphs"]).len());
    let outline = env.run(["show", &report]).succeeds().stdout;
    assert!(
        outline.starts_with(text(&json["report"]["title"])),
        "{outline}"
    );
}

#[test]
fn a_citation_names_number_and_page() {
    let env = TestEnvironment::indexed();
    let paragraph = some_paragraph(&env);
    let cited = env
        .run(["show", text(&paragraph["id"]), "--cite"])
        .succeeds()
        .stdout;
    assert!(
        cited.starts_with(text(&paragraph["authority_name"])),
        "{cited}"
    );
    assert!(cited.contains(", paragraph 5, page"), "{cited}");
    assert_eq!(cited.lines().count(), 1);
    let quoted = env
        .run(["show", text(&paragraph["id"]), "--format", "markdown"])
        .succeeds();
    assert!(quoted.stdout.starts_with("> 5\\. "), "{}", quoted.stdout);
}

#[test]
fn an_unknown_name_is_answered_with_near_ones() {
    let env = TestEnvironment::indexed();
    let paragraph = some_paragraph(&env);
    let report = text(&paragraph["report_id"]);
    let wrong = &report[1..];
    let message = env.run(["show", wrong]).fails(1);
    assert!(
        message.contains(&format!("hint: did you mean `{report}`")),
        "{message}"
    );
    let message = env.run(["show", &format!("{report}#5000")]).fails(1);
    assert!(
        message.contains(&format!("hint: `findings show {report}` lists")),
        "{message}"
    );
}
