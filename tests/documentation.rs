//! The commands of README and docs, run as they stand on the sample: none is wrong, and what is printed below
//! one is what it prints. docs/frameworks.md, which makes files, has tests of its own.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;
use std::path::Path;

use common::{Run, TestEnvironment};

const README: &str = include_str!("../README.md");
const DATA: &str = include_str!("../docs/data.md");
const RELATED: &str = include_str!("../docs/related.md");
const QUESTIONS: &str = include_str!("../docs/questions.md");

/// What a command has that is not run here: other hosts, other folders, what does not end.
const ELSEWHERE: [&str; 6] = [
    "--engine",
    "findings serve",
    "findings fetch",
    "findings ingest reports",
    "report.pdf",
    "--rules rules",
];

const CODED: &str = "id,theme,value\nambleford/2019-06-14/ilacs#14,oversight,1\n";

/// A command with what is printed below it.
struct Command {
    line: String,
    printed: Vec<String>,
}

/// Lists the commands of the consoles of a text; a word in capitals stands for what a reader has.
fn commands(text: &str) -> Vec<Command> {
    let mut found: Vec<Command> = Vec::new();
    for block in text.split("```console\n").skip(1) {
        let block = block.split("```").next().unwrap();
        let mut lines = block.lines().peekable();
        while let Some(line) = lines.next() {
            let line = line
                .strip_prefix("$ ")
                .unwrap_or_else(|| panic!("no command: {line}"));
            let mut printed = Vec::new();
            while let Some(line) = lines.next_if(|line| !line.starts_with("$ ")) {
                printed.push(line.trim_end().to_owned());
            }
            let line = line.replace("REPORT#PLACE", "'ambleford/2019-06-14/ilacs#14'");
            found.push(Command { line, printed });
        }
    }
    found.retain(|command| command.line.starts_with("findings "));
    found.retain(|command| !ELSEWHERE.iter().any(|other| command.line.contains(other)));
    found
}

/// Runs a line as a shell does; what stands behind two spaces and is no sign of a comment is one too.
fn run(env: &TestEnvironment, line: &str) -> Run {
    let program = Path::new(env!("CARGO_BIN_EXE_findings")).parent().unwrap();
    let path = format!("{}:/usr/bin:/bin", program.display());
    let line = match line.contains(" # ") {
        true => line,
        false => line.split("   ").next().unwrap(),
    };
    Run::of(
        env.command_of("/bin/sh")
            .args(["-c", line])
            .env("PATH", path),
    )
}

fn with_files() -> TestEnvironment {
    let env = TestEnvironment::indexed();
    let book = README.split("```toml\n").nth(1).unwrap();
    let book = book.split("```").next().unwrap();
    fs::write(env.path("themes.toml"), book).unwrap();
    fs::write(env.path("ann.csv"), CODED).unwrap();
    fs::write(env.path("bo.csv"), CODED.replace(",1", ",0")).unwrap();
    fs::write(env.path("coded.csv"), CODED).unwrap();
    env
}

#[test]
#[cfg(unix)]
fn commands_run_as_they_stand() {
    let env = with_files();
    let all = [README, DATA, RELATED].map(commands).into_iter().flatten();
    let mut number = 0;
    for command in all {
        // Ann and Bo code in a program of their own.
        if command.line.contains("--coder Ann") {
            continue;
        }
        let run = run(&env, &command.line);
        let line = &command.line;
        let is_refused = run.stderr.contains("error: ");
        assert!(
            matches!(run.code, Some(0 | 1)) && !is_refused,
            "{line}: {}",
            run.stderr
        );
        let said = format!("{}{}", run.stdout, run.stderr);
        let mut said = said.lines().map(str::trim_end);
        for printed in &command.printed {
            assert!(
                said.any(|line| line == printed),
                "{line} does not print: {printed}"
            );
        }
        number += 1;
    }
    assert!(number > 25, "{number} commands alone");
}

/// The thirty questions are of other reports: what they find there they need not find here.
#[test]
#[cfg(unix)]
fn questions_can_be_asked() {
    let env = with_files();
    let mut number = 0;
    for line in QUESTIONS.split('`').skip(1).step_by(2) {
        if !line.starts_with("findings ") || line == "findings help themes" {
            continue;
        }
        // In a table a stroke is escaped.
        let run = run(&env, &line.replace("\\|", "|"));
        let is_of_other_reports =
            run.stderr.contains("there is no") || run.stderr.contains("no value");
        assert!(
            run.code != Some(2) || is_of_other_reports,
            "{line}: {}",
            run.stderr
        );
        number += 1;
    }
    assert!(number > 30, "{number} commands alone");
}
