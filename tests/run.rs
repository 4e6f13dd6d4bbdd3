//! `findings run`: a study is answered, answered again in the same bytes, and says what changed.

#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use common::TestEnvironment;

const STUDY: &str = r#"
title = "A study"
description = "For a test."
codebook = "book.toml"

[filters]
kind = ["ilacs", "sif"]

[[question]]
name = "themes"
kind = "codebook"
formats = ["text", "csv", "html", "qdc"]

[[question]]
name = "supervision"
kind = "search"
query = 'supervision'
formats = ["csv", "json"]
filters = { kind = "ilacs" }
options = { all = true, sort = "newest" }

[[question]]
name = "company"
kind = "collocates"
query = "children"
"#;

const BOOK: &str = "name = \"b\"\n[[theme]]\nname = \"s\"\ninclude = \"supervision\"\n";

fn with_study() -> TestEnvironment {
    study_in(TestEnvironment::indexed())
}

fn study_in(env: TestEnvironment) -> TestEnvironment {
    fs::create_dir(env.path("study")).unwrap();
    fs::write(env.path("study/study.toml"), STUDY).unwrap();
    fs::write(env.path("study/book.toml"), BOOK).unwrap();
    env
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries
        .map(|entry| {
            (
                entry.file_name().into_string().unwrap(),
                fs::read(entry.path()).unwrap(),
            )
        })
        .collect()
}

#[test]
fn a_second_run_gives_the_same_bytes() {
    let env = with_study();
    let first = env.line("run study/study.toml --check");
    assert_eq!(first.code, Some(1), "{}", first.stderr);
    assert!(!env.path("study/output").exists());
    env.line("run study/study.toml").succeeds();
    let before = files(&env.path("study/output"));
    let names: Vec<&str> = before.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "company.json",
            "study.json",
            "supervision.csv",
            "supervision.json",
            "themes.csv",
            "themes.html",
            "themes.qdc",
            "themes.txt"
        ]
    );
    env.line("run study/study.toml").succeeds();
    env.line("run study/study.toml --check").succeeds();
    assert_eq!(files(&env.path("study/output")), before);
}

#[test]
fn answers_are_those_of_the_command_line() {
    let env = with_study();
    env.line("run study/study.toml --output answers").succeeds();
    let answers = files(&env.path("answers"));
    let check = |name: &str, line: &str| {
        let expected = env.line(line).stdout;
        assert_eq!(
            String::from_utf8(answers[name].clone()).unwrap(),
            expected,
            "{line}"
        );
    };
    check(
        "supervision.csv",
        "search supervision --kind ilacs --all --sort newest --format csv",
    );
    check(
        "themes.csv",
        "themes --codebook study/book.toml --kind ilacs,sif --format csv",
    );
    check(
        "company.json",
        "themes --collocates children --kind ilacs,sif --format json",
    );
    let manifest = String::from_utf8(answers["study.json"].clone()).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(manifest["inputs"].as_object().unwrap().len(), 3);
    assert_eq!(
        manifest["questions"][1]["command"],
        "findings search '--kind=ilacs' --all '--sort=newest' -- supervision"
    );
}

#[test]
fn what_changed_is_said() {
    let env = study_in(TestEnvironment::ingested());
    env.line("run study/study.toml").succeeds();
    let pdf = env.path("corpus/wexcombe");
    fs::remove_dir_all(&pdf).unwrap();
    env.run(["ingest"]);
    let checked = env.line("run study/study.toml --check");
    assert_eq!(checked.code, Some(1), "{}", checked.stderr);
    assert!(
        checked.stderr.contains("removed: wexcombe/"),
        "{}",
        checked.stderr
    );
    let run = env.line("run study/study.toml");
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(run.stderr, checked.stderr);
    env.line("run study/study.toml --check").succeeds();
    fs::write(env.path("study/output/themes.txt"), "mine").unwrap();
    let changed = env.line("run study/study.toml --check");
    assert_eq!(changed.code, Some(1));
    assert!(
        changed.stderr.contains("`themes.txt` was changed by hand"),
        "{}",
        changed.stderr
    );
}

#[test]
fn mistakes_are_named_by_place() {
    let env = with_study();
    let check = |from: &str, to: &str, expected: &str| {
        fs::write(env.path("study/wrong.toml"), STUDY.replacen(from, to, 1)).unwrap();
        let error = env.line("run study/wrong.toml").fails(2);
        assert!(error.contains(expected), "{error}");
    };
    check(
        "kind = \"search\"",
        "kind = \"serch\"",
        "there is no kind `serch`",
    );
    check(
        "\"newest\"",
        "\"best\"",
        "question `supervision`: invalid value 'best'",
    );
    check(
        "name = \"company\"",
        "name = \"themes\"",
        "a second question `themes`",
    );
    check(
        "codebook = \"book.toml\"",
        "codebook = \"no.toml\"",
        "cannot read `",
    );
    check("title", "titel", "there is no key `titel`");
}
