//! The ledger: no report is lost, whatever happens to its file.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;
use std::path::Path;

use common::{TestEnvironment, items, text};
use serde_json::Value;

/// Writes a report of its own into a file.
fn write(env: &TestEnvironment, path: &str, number: u32) {
    let path = env.path(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(
        path,
        format!("# Notes {number}\n\nPlan {number} is good.\n"),
    )
    .unwrap();
}

/// Lists the paths of all reports, sorted.
fn paths(env: &TestEnvironment) -> Vec<String> {
    let reports = env.line("reports --source all --editions all --format json");
    let mut paths: Vec<_> = items(&reports.succeeds().json())
        .iter()
        .map(|report| text(&report["path"]).to_owned())
        .collect();
    paths.sort();
    paths
}

/// Returns what the summary of an ingest says of a file.
#[track_caller]
fn outcome<'a>(summary: &'a Value, path: &str) -> &'a Value {
    let mut files = items(&summary["files"]).iter();
    let file = files.find(|file| file["path"] == path);
    file.unwrap_or_else(|| panic!("{path} is not in {summary}"))
}

fn moved(env: &TestEnvironment, from: &str, to: &str) {
    let to = env.path(to);
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    fs::rename(env.path(from), to).unwrap();
}

#[test]
fn a_moved_file_is_found_where_it_is() {
    for (from, to) in [("a", "b"), ("b", "a")] {
        let env = TestEnvironment::new();
        write(&env, &format!("{from}/1.md"), 1);
        write(&env, &format!("{from}/2.md"), 2);
        env.line(&format!("ingest {from}")).succeeds();
        moved(&env, &format!("{from}/1.md"), &format!("{to}/1.md"));
        let summary = env.line(&format!("ingest {to} --format json")).succeeds();
        let summary = summary.json();
        let (old, new) = (format!("{from}/1.md"), format!("{to}/1.md"));
        assert_eq!(outcome(&summary, &new)["status"], "indexed");
        assert_eq!(outcome(&summary, &old)["status"], "removed");
        let reason = format!("its content stands in {new}");
        assert_eq!(outcome(&summary, &old)["reason"], reason.as_str());
        let mut expected = vec![new, format!("{from}/2.md")];
        expected.sort();
        assert_eq!(paths(&env), expected);
        env.line("check").succeeds();
    }
}

#[test]
fn a_file_that_is_nowhere_any_more_keeps_its_report() {
    let env = TestEnvironment::new();
    write(&env, "a/1.md", 1);
    env.line("ingest a").succeeds();
    let before = env.line("export --source all").succeeds().stdout;
    moved(&env, "a/1.md", "away/1.md");
    write(&env, "b/2.md", 2);
    let summary = env.line("ingest b --format json").succeeds().json();
    assert_eq!(summary["kept"], 1);
    let kept = outcome(&summary, "a/1.md");
    assert_eq!(kept["status"], "kept");
    assert!(text(&kept["reason"]).starts_with("it was not there on 20"));
    // A second run says the same, and has nothing to do.
    let again = env.line("ingest b").succeeds().stdout;
    assert!(again.starts_with("Nothing changed.\n"), "{again}");
    assert!(
        again.contains("\n  a/1.md: it was not there on 20"),
        "{again}"
    );
    // The two bear one name now, which one of them had to give up; nothing else has changed.
    assert_eq!(paths(&env), ["a/1.md", "b/2.md"]);
    let now = env.line("export --source all").succeeds().stdout;
    assert!(now.contains("Plan 1 is good."), "{before}{now}");
    assert!(now.contains("Plan 2 is good."), "{now}");
    // It comes back, and nothing is said of it any more.
    moved(&env, "away/1.md", "a/1.md");
    let summary = env.line("ingest b --format json").succeeds().json();
    assert_eq!(summary["kept"], 0, "{summary}");
}

#[test]
fn a_report_whose_file_has_gone_changes_its_name_all_the_same() {
    let env = TestEnvironment::new();
    write(&env, "a/1.md", 1);
    write(&env, "b/2.md", 2);
    write(&env, "c/3.md", 3);
    env.line("ingest a").succeeds();
    env.line("ingest b").succeeds();
    env.line("ingest c").succeeds();
    let ids = |env: &TestEnvironment| -> Vec<(String, String)> {
        let reports = env.line("reports --source all --format json").succeeds();
        let id = |it: &Value| {
            (
                text(&it["path"]).to_owned(),
                text(&it["report_id"]).to_owned(),
            )
        };
        let mut ids: Vec<_> = items(&reports.json()).iter().map(id).collect();
        ids.sort();
        ids
    };
    let all = ids(&env);
    let plain = all
        .iter()
        .find(|(_, id)| !id.contains('~'))
        .unwrap()
        .0
        .clone();
    let others = all.iter().filter(|(_, id)| id.contains('~'));
    for (path, _) in others {
        fs::remove_file(env.path(path)).unwrap();
    }
    // The name that is free now goes to one of those that cannot be read any more.
    fs::remove_file(env.path(&plain)).unwrap();
    env.line(&format!("ingest {}", &plain[..1]));
    let summary = env.line("ingest c --format json");
    assert!(summary.stdout.contains("kept"), "{}", summary.stdout);
    assert!(Path::new(&env.path("index")).exists());
    env.line("search plan --source all").succeeds();
}

#[test]
fn texts_of_one_name_are_reports_of_their_own() {
    // The hashes of the first two begin with the same six digits.
    let env = TestEnvironment::new();
    for number in [7377, 11176, 1] {
        let text =
            format!("Ambleford Borough Council. Supervision number {number} of social workers.\n");
        fs::create_dir_all(env.path("texts")).unwrap();
        fs::write(env.path(&format!("texts/{number}.txt")), text).unwrap();
    }
    env.line("ingest texts").succeeds();
    let mut exports = Vec::new();
    for how in ["", " --rebuild", " --rebuild --jobs 1"] {
        env.line(&format!("ingest texts{how}")).succeeds();
        let all = ["texts/1.txt", "texts/11176.txt", "texts/7377.txt"];
        assert_eq!(paths(&env), all);
        exports.push(env.line("export --source all").succeeds().stdout);
    }
    assert!(exports.windows(2).all(|pair| pair[0] == pair[1]));
    let reports = env.line("reports --source all --format json").succeeds();
    let mut ids: Vec<_> = items(&reports.json())
        .iter()
        .map(|report| text(&report["report_id"]).to_owned())
        .collect();
    ids.sort();
    let suffixes: Vec<_> = ids.iter().map(|id| id.split('~').nth(1)).collect();
    assert_eq!(suffixes, [None, Some("a51a2d4"), Some("a51a2db")]);
    let again = env.line("ingest texts").succeeds().stdout;
    assert!(again.starts_with("Nothing changed.\n"), "{again}");
    env.line("check").succeeds();
}
