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
fn a_part_of_a_folder_is_read_as_the_whole_is() {
    let env = TestEnvironment::ingested();
    let reports = env.line("reports --format json").succeeds().stdout;
    for part in ["corpus/castlebridge", "corpus/wexcombe"] {
        let summary = env
            .run(["ingest", part, "--format", "json"])
            .succeeds()
            .json();
        assert_eq!(summary["indexed"], 0, "{summary}");
        assert_eq!(env.line("reports --format json").succeeds().stdout, reports);
    }
}

#[test]
fn a_deleted_file_takes_its_paragraphs_along() {
    let env = TestEnvironment::ingested();
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
    let env = TestEnvironment::ingested();
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
    let env = TestEnvironment::ingested();
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

/// A report of the sample and the name of a file under which it is published again, a month later.
const PUBLISHED: &str = "corpus/castlebridge/children's services inspection - 08 august 2022.pdf";
const AGAIN: &str = "corpus/castlebridge/children's services inspection - 09 september 2022.pdf";
const CASTLEBRIDGE: &str = "castlebridge/2022-06-24/ilacs";

/// Publishes a report of the sample again, in other bytes.
fn publish_again(env: &TestEnvironment) {
    let mut bytes = fs::read(env.path(PUBLISHED)).unwrap();
    bytes.extend_from_slice(b"\n% corrected\n");
    fs::write(env.path(AGAIN), bytes).unwrap();
}

/// Lists the reports of Castlebridge of 2022, with what is said of their editions.
fn editions(env: &TestEnvironment, options: &str) -> Vec<Value> {
    let line = format!("reports --authority castlebridge --kind ilacs --format json {options}");
    let reports = env.line(line.trim()).succeeds().json();
    items(&reports).to_vec()
}

#[test]
fn a_report_published_again_is_an_edition() {
    let env = TestEnvironment::ingested();
    let search = "search life-story --authority castlebridge --all --format json";
    let before = env.line(search).succeeds().json();
    let [only] = &editions(&env, "")[..] else {
        panic!("there is one such report");
    };
    assert_eq!(
        (&only["edition"], &only["editions"], &only["replaced_by"]),
        (&1.into(), &1.into(), &Value::Null)
    );

    publish_again(&env);
    let summary = env.line("ingest --format json").succeeds().json();
    assert_eq!(summary["indexed"], 1, "{summary}");
    let [latest] = &editions(&env, "")[..] else {
        panic!("older editions are left out");
    };
    assert_eq!(latest["report_id"], CASTLEBRIDGE);
    assert_eq!(latest["published"], "2022-09-09");
    assert_eq!(
        (
            &latest["edition"],
            &latest["editions"],
            &latest["replaced_by"]
        ),
        (&2.into(), &2.into(), &Value::Null)
    );
    let all = editions(&env, "--editions all");
    let older = all.iter().find(|report| report["edition"] == 1).unwrap();
    assert_eq!(all.len(), 2);
    assert_eq!(older["published"], "2022-08-08");
    assert_eq!(older["replaced_by"], CASTLEBRIDGE);
    let id = text(&older["report_id"]);
    assert!(id.starts_with(&format!("{CASTLEBRIDGE}~")), "{id}");

    // Searches find what they found, and nothing says that it stands in two reports.
    let now = env.line(search).succeeds().json();
    assert_eq!(now["total"], before["total"]);
    for (now, before) in items(&now["hits"]).iter().zip(items(&before["hits"])) {
        assert_eq!(
            (&now["id"], &now["also_in"]),
            (&before["id"], &before["also_in"])
        );
    }
    let hits = |line: &str| {
        let found = env.line(&format!("{line} --format json")).succeeds().json();
        found["total"].as_u64().unwrap()
    };
    let of_both = hits("search kind:ilacs authority:castlebridge --editions all");
    let of_latest = hits("search kind:ilacs authority:castlebridge");
    let of_older = hits("search kind:ilacs authority:castlebridge edition:replaced");
    assert_eq!((of_both, of_older), (2 * of_latest, of_latest));
    let exported = env
        .line("export --authority castlebridge")
        .succeeds()
        .jsonl();
    assert!(exported.iter().all(|p| p["replaced_by"].is_null()));

    // The older one is there for whoever asks for it.
    let shown = env.line(&format!("show {id}")).succeeds().stdout;
    let said = format!("\nedition 1 of 2, replaced by {CASTLEBRIDGE}\n");
    assert!(shown.contains(&said), "{shown}");
    let shown = env.line(&format!("show {CASTLEBRIDGE}")).succeeds().stdout;
    assert!(shown.contains("\nthe newest of 2 editions\n"), "{shown}");
    let check = env.line("check").succeeds().stdout;
    let said = format!("\n  {id}: edition 1 of 2, replaced by {CASTLEBRIDGE}; the same text\n");
    assert!(check.contains(&said), "{check}");
    assert!(!check.contains("\nambiguous\n"), "{check}");
    let table = env.line("reports --editions all --authority castlebridge");
    let table = table.succeeds().stdout;
    assert!(table.contains("1 of 2"), "{table}");
}

#[test]
fn editions_do_not_depend_on_how_the_index_was_built() {
    let env = TestEnvironment::ingested();
    let everything = "export --source all --editions all";
    let alone = env.line(everything).succeeds().stdout;
    publish_again(&env);
    env.line("ingest").succeeds();
    let expected = env.line(everything).succeeds().stdout;
    assert_ne!(expected, alone);
    for how in ["", "--rebuild", "--rebuild --jobs 1"] {
        env.line(format!("ingest {how}").trim()).succeeds();
        assert_eq!(env.line(everything).succeeds().stdout, expected, "{how}");
    }
    let again = env.line("ingest --format json").succeeds().json();
    assert_eq!(again["indexed"], 0);
    // The older has gone: the name is where it was, and there is one edition.
    fs::rename(env.path(PUBLISHED), env.path("kept.pdf")).unwrap();
    env.line("ingest").succeeds();
    let [only] = &editions(&env, "--editions all")[..] else {
        panic!("one is left");
    };
    assert_eq!(
        (&only["report_id"], &only["editions"]),
        (&CASTLEBRIDGE.into(), &1.into())
    );
    fs::rename(env.path("kept.pdf"), env.path(PUBLISHED)).unwrap();
    fs::remove_file(env.path(AGAIN)).unwrap();
    env.line("ingest").succeeds();
    assert_eq!(env.line(everything).succeeds().stdout, alone);
}

#[test]
fn articles_of_one_day_are_no_editions() {
    let env = TestEnvironment::new();
    fs::write(
        env.path("corpus/ambleford/council news 2 - 05 may 2023.md"),
        "# Ambleford's library is good, says Ofsted\n\n\
         *An invented news item about an invented authority.*\n\n\
         **Ambleford Borough Council, 5 May 2023**\n\n\
         The library on the market square has opened its doors again. Children in care were the \
         first to be shown round, and chose the books for the reading room.\n\n\
         Councillor Delphine Marsh, cabinet member for children, said: \"We are proud of our \
         library.\"\n",
    )
    .unwrap();
    env.line("ingest").succeeds();
    let reports = "reports --source secondary --authority ambleford --format json";
    let reports = env.line(reports).succeeds().json();
    let ids: Vec<_> = items(&reports)
        .iter()
        .map(|r| text(&r["report_id"]))
        .collect();
    assert_eq!(ids.len(), 2, "{ids:?}");
    assert!(ids[1].starts_with(&format!("{}~", ids[0])), "{ids:?}");
    for report in items(&reports) {
        assert_eq!(
            (&report["editions"], &report["replaced_by"]),
            (&1.into(), &Value::Null)
        );
    }
    let check = env.line("check").succeeds().stdout;
    assert!(check.contains("\nambiguous\n"), "{check}");
}
