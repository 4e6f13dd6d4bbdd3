//! docs/frameworks.md, followed to the letter: the files that it shows are written, the commands
//! run, and their answers compared with those that it shows.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;

use common::{TestEnvironment, items, text};

const GUIDE: &str = include_str!("../docs/frameworks.md");

/// A block of the guide: its language, its text, and the last file named before it.
struct Block {
    language: String,
    text: String,
    file: Option<String>,
}

fn blocks() -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut before = String::new();
    let mut open: Option<Block> = None;
    for line in GUIDE.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(language)) => {
                let named = before.split('`').skip(1).step_by(2);
                let file = named.filter(|name| name.starts_with("reports/")).last();
                open = Some(Block {
                    language: language.to_owned(),
                    text: String::new(),
                    file: file.map(str::to_owned),
                });
                before.clear();
            }
            (None, None) => before = format!("{before}{line}\n"),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(block), None) => block.text.extend([line, "\n"]),
        }
    }
    blocks
}

/// Writes the files that the guide shows before its first command, and only these.
fn with_example() -> TestEnvironment {
    let env = TestEnvironment::new();
    fs::remove_dir_all(env.path("corpus")).unwrap();
    fs::create_dir_all(env.path("reports/rules")).unwrap();
    for block in blocks() {
        if block.language == "console" {
            break;
        }
        fs::write(env.path(&block.file.unwrap()), block.text).unwrap();
    }
    env
}

/// Puts times, and the room between columns, in one form: both change with what is built in.
#[cfg(unix)]
fn steady(text: &str) -> String {
    let is_time = |word: &str| word.contains('.') && word.parse::<f64>().is_ok();
    let lines = text.lines().map(|line| {
        let words = line.split_whitespace();
        let words = words.map(|word| if is_time(word) { "…" } else { word });
        words.collect::<Vec<_>>().join(" ")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Runs a line of a shell in which `findings` is this program.
#[cfg(unix)]
fn shell(env: &TestEnvironment, line: &str) -> String {
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_findings"))
        .parent()
        .unwrap();
    let mut command = env.command_of("/bin/sh");
    let path = format!("{}:/usr/bin:/bin", program.display());
    let run = common::Run::of(
        command
            .args(["-c", &format!("({line}) 2>&1")])
            .env("PATH", path),
    );
    run.stdout
}

#[cfg(unix)]
#[test]
fn the_guide_says_what_happens() {
    let env = with_example();
    let mut said = String::new();
    let mut seen = String::new();
    for block in blocks() {
        match (block.language.as_str(), &block.file) {
            ("console", _) => {
                said.push_str(&block.text);
                for line in block
                    .text
                    .lines()
                    .filter_map(|line| line.strip_prefix("$ "))
                {
                    seen.push_str(&format!("$ {line}\n{}", shell(&env, line)));
                }
            }
            (_, Some(file)) => fs::write(env.path(file), &block.text).unwrap(),
            _ => {}
        }
    }
    assert_eq!(steady(&seen), steady(&said));
}

#[test]
fn families_are_listed_and_shown() {
    let env = with_example();
    let all = env
        .line("frameworks --rules reports/rules --format json")
        .succeeds()
        .json();
    let families = items(&all["families"]);
    assert_eq!(text(&families[0]["family"]), "fire");
    assert_eq!(families[0]["built_in"], false);
    assert!(
        families[1..]
            .iter()
            .all(|family| family["built_in"] == true)
    );
    let one = |name: &str| {
        env.run([
            "frameworks",
            "--rules",
            "reports/rules",
            "--format",
            "json",
            name,
        ])
        .succeeds()
        .json()
    };
    assert_eq!(one("fire"), families[0]);
    assert_eq!(one("fire-2024"), families[0]);
    assert_eq!(one("fire-inspection"), families[0]);
    let grades = items(&families[0]["grades"]);
    let grades: Vec<_> = grades.iter().map(|grade| text(&grade["grade"])).collect();
    assert_eq!(grades, ["strong", "sound", "fragile"]);
    let message = env.line("frameworks ilac").fails(1);
    assert!(message.contains("hint: did you mean `ilacs`"), "{message}");
}

#[test]
fn mistakes_are_named_by_file_and_line() {
    let env = with_example();
    let rules = fs::read_to_string(env.path("reports/rules/fire.toml")).unwrap();
    fs::create_dir(env.path("broken")).unwrap();
    let check = |from: &str, to: &str, expected: &str| {
        assert!(rules.contains(from), "{from}");
        fs::write(env.path("broken/fire.toml"), rules.replace(from, to)).unwrap();
        let message = env.line("frameworks --rules broken --check").fails(2);
        assert!(
            message.starts_with(&format!("error: broken/fire.toml:{expected}")),
            "{message}"
        );
        assert!(message.contains("\nhint: "), "{message}");
    };
    check(
        "starts = [\"fire service inspection\"] }]\nframework",
        "start = [\"x\"] }]\nframework",
        "4: there is no key `start`",
    );
    check(
        "starts = [\"fire service inspection\"] }]\nframework",
        " }]\nframework",
        "4: ",
    );
    check(
        ", starts = [\"fire service inspection\"] }]\nframework",
        " }]\nframework",
        "4: every document would be taken for `fire-inspection`",
    );
    check(
        "people = [\"looking after people\"]\n",
        "",
        "10: nothing uses the area `people`",
    );
    check(
        "summary = [",
        "sumary = [",
        "23: there is no section `sumary`",
    );
    check(
        "rank = 3",
        "rank = \"high\"",
        "6: `high` is no whole number",
    );
    let message = env.line("frameworks --rules nowhere --check").fails(2);
    assert!(message.contains("`nowhere`"), "{message}");
    fs::create_dir(env.path("empty")).unwrap();
    let message = env.line("frameworks --rules empty --check").fails(2);
    assert!(message.contains("there are no files of rules"), "{message}");
}

#[test]
fn a_file_may_take_the_place_of_another() {
    let env = with_example();
    let rules = fs::read_to_string(env.path("reports/rules/fire.toml")).unwrap();
    fs::create_dir(env.path("mine")).unwrap();
    let mine = rules.replace("Responding to emergencies", "Coming when called");
    fs::write(env.path("mine/fire.toml"), mine).unwrap();
    let line = "frameworks --rules reports/rules --rules mine --format json fire";
    let family = env.line(line).succeeds().json();
    assert_eq!(text(&family["file"]), "mine/fire.toml");
    let areas = items(&family["areas"]);
    let renamed = areas
        .iter()
        .any(|area| area["name"] == "Coming when called");
    assert!(renamed, "{family}");
}

#[test]
fn documents_are_explained() {
    let env = with_example();
    let explain = |file: &str| {
        let run = env.run(["frameworks", "--format", "json", "--explain", file]);
        run.succeeds().json()
    };
    let fire = explain("reports/calder.md");
    assert_eq!(text(&fire["kind"]), "fire-inspection");
    assert_eq!(text(&fire["file"]), "reports/rules/fire.toml");
    assert_eq!(
        (&fire["line"], items(&fire["warnings"]).len()),
        (&4.into(), 0)
    );
    assert_eq!(items(&fire["grades"]).len(), 3);
    // Explained as it is read.
    env.line("ingest reports").succeeds();
    let reports = env.line("reports --format json").succeeds().json();
    for field in [
        "kind",
        "framework",
        "title",
        "inspection_end",
        "published",
        "warnings",
    ] {
        assert_eq!(items(&reports)[0][field], fire[field], "{field}");
    }
    // What is nearly of a kind is named with what it lacks.
    let guide = fs::read_to_string(env.path("reports/calder.md")).unwrap();
    let rules = fs::read_to_string(env.path("reports/rules/fire.toml")).unwrap();
    let more = "starts = [\"fire service inspection\"], rows = [\"people\"]";
    let rules = rules.replacen("starts = [\"fire service inspection\"]", more, 1);
    fs::write(env.path("reports/rules/fire.toml"), rules).unwrap();
    let nearly = guide.replace("Looking after people", "Caring for staff");
    fs::write(env.path("reports/nearly.md"), nearly).unwrap();
    let said = env
        .line("frameworks --explain reports/nearly.md")
        .succeeds()
        .stdout;
    let expected =
        "\nnearly\n  `fire-inspection` of `fire`: 1 test held, failed at a row `people`\n";
    assert!(said.contains(expected), "{said}");
    let metadata = "kind: fire-inspection\n";
    fs::write(env.path("reports/nearly.md.meta"), metadata).unwrap();
    let said = env
        .line("frameworks --explain reports/nearly.md")
        .succeeds()
        .stdout;
    assert!(
        said.contains("of the family `fire` because the metadata says so.\n"),
        "{said}"
    );
    let message = env
        .line("frameworks --explain reports/rules/fire.toml")
        .fails(2);
    assert!(
        message.contains("files ending in .toml are not read"),
        "{message}"
    );
}

#[test]
fn headings_that_no_rule_knows_are_listed() {
    let env = TestEnvironment::indexed();
    let check = env.line("check --headings --format json").succeeds().json();
    let reports = env
        .line("reports --source all --format json")
        .succeeds()
        .json();
    assert_eq!(check["reports"], items(&reports).len());
    env.line("check --headings").succeeds();
}
