//! `findings news`, on the sample corpus.

#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;
use std::fs;

use common::{TestEnvironment, items, text};

#[test]
fn new_is_what_was_published_since_the_day() {
    let env = TestEnvironment::indexed();
    let news = env
        .line("news --since 2024-08 --format json")
        .succeeds()
        .json();
    let days: Vec<_> = items(&news["reports"])
        .iter()
        .map(|new| text(&new["report"]["published"]).to_owned())
        .collect();
    assert_eq!(days, ["2025-03-24", "2024-11-04", "2024-08-27"]);
    let all = env.line("reports --format json").succeeds().json();
    let published = |report: &&serde_json::Value| report["published"].as_str() >= Some("2024-08");
    assert_eq!(items(&all).iter().filter(published).count(), days.len());
    for new in items(&news["reports"]) {
        let items_of = items(&new["to_improve"]);
        assert!(!items_of.is_empty());
        assert!(
            items_of.iter().all(|item| item["section"] == "improvement"),
            "{new}"
        );
    }
    let of_one = env
        .line("news --since 2024-08 --authority northmere --format json")
        .succeeds();
    assert_eq!(items(&of_one.json()["reports"]).len(), 1);
    let nothing = env.line("news --since 2030").finds_nothing().stdout;
    assert!(
        nothing.contains("0 reports published since 2030-01-01"),
        "{nothing}"
    );
    env.line("news").fails(2);
}

#[test]
fn saved_queries_find_what_they_find_in_new_reports() {
    let env = TestEnvironment::indexed();
    fs::write(
        env.path("saved.txt"),
        "# mine\n\nsupervision\n\"no such words\"\n",
    )
    .unwrap();
    let news = env
        .line("news --since 2024-08 --query saved.txt --format json")
        .succeeds()
        .json();
    let queries = items(&news["queries"]);
    assert_eq!(
        (&queries[0]["query"], queries.len()),
        (&"supervision".into(), 2)
    );
    assert_eq!(items(&queries[1]["hits"]).len(), 0);
    let new: BTreeSet<&str> = items(&news["reports"])
        .iter()
        .map(|new| text(&new["report"]["report_id"]))
        .collect();
    let all = env
        .line("search supervision --limit 1000 --format json")
        .succeeds()
        .json();
    let expected = items(&all["hits"])
        .iter()
        .filter(|hit| new.contains(text(&hit["report_id"])));
    let expected: BTreeSet<&str> = expected.map(|hit| text(&hit["id"])).collect();
    let found: BTreeSet<&str> = items(&queries[0]["hits"])
        .iter()
        .map(|hit| text(&hit["id"]))
        .collect();
    assert!(
        !found.is_empty() && found == expected,
        "{found:?} {expected:?}"
    );
    fs::write(env.path("saved.txt"), "fine\nsupervision NEAR/5\n").unwrap();
    let message = env.line("news --since 2024 --query saved.txt").fails(2);
    assert!(message.contains("supervision NEAR/5"), "{message}");
}

#[test]
fn documents_and_feeds_say_the_same() {
    let env = TestEnvironment::indexed();
    fs::write(env.path("saved.txt"), "supervision\n").unwrap();
    let markdown = env
        .line("news --since 2024-08 --query saved.txt --format markdown")
        .succeeds()
        .stdout;
    assert!(
        markdown.starts_with("# New since 2024-08-01\n"),
        "{markdown}"
    );
    let feed = env
        .line("news --since 2024-08 --query saved.txt --format atom")
        .succeeds()
        .stdout;
    // It is XML from end to end.
    let mut reader = quick_xml::Reader::from_str(&feed);
    let mut entries = 0;
    let mut ids = BTreeSet::new();
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(tag) if tag.name().as_ref() == "entry" => entries += 1,
            quick_xml::events::Event::Text(text) => {
                let text = text.to_string();
                if text.starts_with("urn:uuid:") {
                    assert!(ids.insert(text.clone()), "{text} twice");
                }
            }
            _ => {}
        }
    }
    assert!(
        entries > 3 && ids.len() == entries + 1,
        "{entries} {}",
        ids.len()
    );
}
