//! `findings themes --coverage`, on the sample corpus.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;

use common::{TestEnvironment, items, text};

const TOPICS: [&str; 3] = ["\"life-story work\"", "adoption", "zebra"];

#[test]
fn speaking_and_silent_reports_add_up() {
    let env = TestEnvironment::indexed();
    let args = ["themes", "--coverage", "--silent", "--format", "json"];
    let found = env.run(args.into_iter().chain(TOPICS)).succeeds().json();
    let searched = found["reports_searched"].as_u64().unwrap();
    assert_eq!(items(&found["reports"]).len() as u64, searched);
    let left_out = found["kinds_left_out"].as_object().unwrap().values();
    let left_out: u64 = left_out.map(|reports| reports.as_u64().unwrap()).sum();
    let reports = env.line("reports --format jsonl").succeeds().jsonl().len();
    assert!(left_out > 0, "the sample has full inspections alone");
    assert_eq!(searched + left_out, reports as u64);
    for topic in items(&found["topics"]) {
        let name = text(&topic["topic"]);
        let speaking = topic["reports"].as_u64().unwrap();
        assert_eq!(speaking + items(&topic["silent"]).len() as u64, searched);
        let listing = text(&topic["listing"]);
        let search = env.run(["search", listing, "--limit", "0", "--format", "json"]);
        let search = search.json();
        assert_eq!(topic["reports"], search["total_reports"], "{name}");
        assert_eq!(topic["paragraphs"], search["total"], "{name}");
        let lines = env.run(["search", listing, "--kwic", "--all", "--format", "jsonl"]);
        assert_eq!(topic["hits"], lines.jsonl().len(), "{name}");
        let frameworks = topic["frameworks"].as_object().unwrap().values();
        let parts = frameworks.map(|of| of["reports"].as_u64().unwrap());
        assert_eq!(parts.sum::<u64>(), speaking);
        for report in items(&found["reports"]) {
            let is_silent = items(&topic["silent"]).contains(&report["report_id"]);
            assert_eq!(report["topics"][name]["present"], !is_silent);
        }
    }
    let zebra = &items(&found["topics"])[2];
    assert_eq!((&zebra["reports"], &zebra["hits"]), (&0.into(), &0.into()));
}

#[test]
fn csv_is_the_whole_matrix() {
    let env = TestEnvironment::indexed();
    fs::write(
        env.path("topics.txt"),
        "# two topics\nstory = \"life-story work\"\n\nadoption\n",
    )
    .unwrap();
    let line = "themes --coverage topics.txt --format csv";
    let (names, rows) = env.line(line).succeeds().csv();
    let full = "reports --kind ilacs,sif,sif-reinspection --format jsonl";
    let reports = env.line(full).succeeds().jsonl().len();
    assert_eq!(rows.len(), 2 * reports);
    let (_, others) = env
        .line("themes --coverage children --kind area-send,jtai --format csv")
        .succeeds()
        .csv();
    let reports = env.line("reports --kind area-send,jtai --format jsonl");
    assert_eq!(others.len(), reports.succeeds().jsonl().len());
    assert_eq!(
        names,
        [
            "topic",
            "report_id",
            "authority",
            "framework",
            "date",
            "present",
            "hits",
            "paragraphs"
        ]
    );
    assert!(
        rows.iter()
            .all(|row| ["story", "adoption"].contains(&row[0].as_str()))
    );
    let silent = "themes --coverage adoption --silent --format csv";
    let (_, silent) = env.line(silent).succeeds().csv();
    let absent = rows
        .iter()
        .filter(|row| row[0] == "adoption" && row[5] == "false");
    assert_eq!(silent.len(), absent.count());
}

#[test]
fn what_is_asked_wrongly_is_an_error() {
    let env = TestEnvironment::indexed();
    let message = env.line("themes --coverage").fails(2);
    assert!(message.contains("needs topics"), "{message}");
    let message = env.line("themes --coverage adoption adoption").fails(2);
    assert!(
        message.contains("two topics are called `adoption`"),
        "{message}"
    );
    env.line("themes --coverage zebra").finds_nothing();
}
