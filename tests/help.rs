//! Help, completions and manual pages: one definition, three forms.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;
#[cfg(unix)]
use std::path::Path;

use common::{Run, TestEnvironment};

const COMMANDS: [&str; 21] = [
    "agreement",
    "fetch",
    "ingest",
    "search",
    "show",
    "similar",
    "related",
    "reports",
    "themes",
    "track",
    "news",
    "run",
    "check",
    "export",
    "serve",
    "concepts",
    "frameworks",
    "config",
    "completions",
    "man",
    "help",
];

#[test]
fn every_command_has_help() {
    let env = TestEnvironment::new();
    let help = env.run(["--help"]).succeeds().stdout;
    assert!(
        help.contains("Examples:") && help.contains("Exit codes:"),
        "{help}"
    );
    for command in COMMANDS {
        assert!(help.contains(&format!("\n  {command} ")), "{command}");
        assert!(
            env.run([command, "-h"])
                .succeeds()
                .stdout
                .contains("Usage: "),
            "{command}"
        );
    }
}

#[test]
fn filters_are_the_same_on_every_command() {
    let env = TestEnvironment::new();
    let filters = |command: &str| {
        let help = env.run([command, "-h"]).succeeds().stdout;
        let start = help.find("\nFilters").unwrap();
        let end = start + help[start..].find("\n\nGlobal").unwrap();
        help[start..end].to_owned()
    };
    assert_eq!(filters("search"), filters("reports"));
    assert_eq!(filters("search"), filters("export"));
    assert_eq!(filters("search"), filters("similar"));
    assert_eq!(filters("search"), filters("themes"));
}

#[test]
fn help_knows_commands_and_topics() {
    let env = TestEnvironment::new();
    let search = env.line("help search").succeeds().stdout;
    assert!(search.contains("Usage: findings search"), "{search}");
    assert_eq!(search, env.line("search --help").succeeds().stdout);
    assert_eq!(env.line("help").stdout, env.line("--help").stdout);
    let message = env.line("help serch").fails(2);
    assert!(
        message.contains("hint: did you mean `search`?"),
        "{message}"
    );
}

/// Runs a line of a shell in which `findings` is this program.
#[cfg(unix)]
fn shell(env: &TestEnvironment, line: &str) -> Run {
    let program = Path::new(env!("CARGO_BIN_EXE_findings")).parent().unwrap();
    let mut command = env.command_of("/bin/sh");
    Run::of(command.args(["-c", line]).env("PATH", program))
}

#[cfg(unix)]
#[test]
fn every_example_of_the_query_language_finds_something() {
    let env = TestEnvironment::indexed();
    let help = env.line("help query").succeeds().stdout;
    let examples: Vec<_> = help
        .lines()
        .filter_map(|line| line.strip_prefix("  findings "))
        .collect();
    assert!(examples.len() > 20, "{help}");
    for example in examples {
        let run = shell(&env, &format!("findings {example}"));
        // Other names may be offered and filters explained, but nothing is amiss.
        let noted = run.stderr.lines().all(|line| line.starts_with("note: "));
        assert!(run.code == Some(0) && noted, "{example}: {run:?}");
    }
}

#[test]
fn the_query_language_keeps_to_the_width() {
    let env = TestEnvironment::new();
    let help = env.line("help query").succeeds().stdout;
    let long = help.lines().find(|line| line.chars().count() > 80);
    assert_eq!(long, None);
}

#[test]
fn shells_ask_the_program() {
    let env = TestEnvironment::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = env.run(["completions", shell]).succeeds().stdout;
        assert!(script.contains("COMPLETE"), "{shell}");
    }
}

/// Completes the last of some words as bash would ask for it.
fn complete(env: &TestEnvironment, words: &[&str]) -> Vec<String> {
    let run = Run::of(
        env.command()
            .env("COMPLETE", "bash")
            .env("_CLAP_COMPLETE_INDEX", words.len().to_string())
            .env("_CLAP_IFS", "\n")
            .args(["--", "findings"])
            .args(words),
    );
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{words:?}");
    run.stdout.lines().map(str::to_owned).collect()
}

#[test]
fn completions_know_what_the_index_holds() {
    let env = TestEnvironment::indexed();
    let check = |words: &[&str], expected: &[&str]| {
        assert_eq!(complete(&env, words), expected, "{words:?}");
    };
    check(&["sea"], &["search"]);
    check(&["search", "--authority", "wex"], &["wexcombe"]);
    check(&["reports", "--grade", "good,!inad"], &["good,!inadequate"]);
    check(&["frameworks", "looked"], &["looked-after"]);
    check(&["show", "ambleford/2019"], &["ambleford/2019-06-14/ilacs"]);
    check(
        &["similar", "ambleford/2019"],
        &["ambleford/2019-06-14/ilacs"],
    );
    check(&["schema", "hi"], &["hit"]);
    check(&["help", "quer"], &["query"]);
    if cfg!(feature = "fetch") {
        check(&["fetch", "--kind", "focus"], &["focused-visit"]);
        check(&["fetch", "--authority", "southend"], &["southend-on-sea"]);
    }
    let numbers = complete(&env, &["show", "ambleford/2019-06-14/ilacs#1"]);
    assert!(numbers.contains(&"ambleford/2019-06-14/ilacs#14".to_owned()));
    let elsewhere = ["--index", "nowhere", "search", "--authority", "wex"];
    check(&elsewhere, &[]);
}

#[test]
fn every_command_has_a_manual_page() {
    let env = TestEnvironment::new();
    assert!(env.run(["man"]).succeeds().stdout.contains(".SH NAME"));
    env.line("man --dir pages").succeeds();
    for command in COMMANDS {
        let page = fs::read_to_string(env.path(&format!("pages/findings-{command}.1"))).unwrap();
        let (_, synopsis) = page.split_once(".SH SYNOPSIS\n").unwrap();
        let (synopsis, rest) = synopsis.split_once("\n.SH ").unwrap();
        let usage = env.run([command, "-h"]).succeeds().stdout;
        let usage = usage
            .lines()
            .find(|line| line.starts_with("Usage: "))
            .unwrap();
        let first = synopsis.lines().next().unwrap().replace("\\-", "-");
        assert_eq!(format!("Usage: {first}"), usage, "{command}");
        assert!(rest.starts_with("DESCRIPTION"), "{command}");
    }
}

#[test]
fn a_wrong_option_is_an_error() {
    let env = TestEnvironment::new();
    let run = env.line("search --nonsense");
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
}

/// Asks bash itself, as it parts words.
#[test]
#[cfg(unix)]
fn bash_completes_values_behind_a_sign_and_names_with_spaces() {
    let env = TestEnvironment::indexed();
    let bash = Path::new("/bin/bash");
    if !bash.exists() {
        return;
    }
    let program = Path::new(env!("CARGO_BIN_EXE_findings")).parent().unwrap();
    let path = format!("{}:/usr/bin:/bin", program.display());
    let complete = |words: &str, at: usize, last: &str| {
        let line = format!(
            "source <(findings completions bash); COMP_WORDS=({words}); COMP_CWORD={at}; \
             _clap_complete_findings findings '{last}' x; printf '%s\\n' \"${{COMPREPLY[@]}}\""
        );
        let run = Run::of(
            env.command_of("/bin/bash")
                .args(["-c", &line])
                .env("PATH", &path),
        );
        assert_eq!(run.stderr, "", "{words}");
        run.stdout
    };
    assert_eq!(
        complete("findings search --grade = ina", 4, "ina"),
        "inadequate\n"
    );
    assert!(complete("findings search --grade =", 3, "").contains("\ninadequate\n"));
    assert_eq!(
        complete("findings search --grade ina", 3, "ina"),
        "inadequate\n"
    );
    let inspectors = complete("findings search --inspector Hesp", 3, "Hesp");
    assert_eq!(inspectors, "Hesper\\ Quillan\n");
    let again = complete(r"findings search --inspector Hesper\\ Q", 3, r"Hesper\ Q");
    assert_eq!(again, "Hesper\\ Quillan\n");
    assert!(complete("findings sear", 1, "sear").starts_with("search"));
}

#[test]
fn options_of_other_commands_are_told() {
    let env = TestEnvironment::new();
    let error = env.line("reports --told-again").fails(2);
    assert!(
        error.contains("`--told-again` is an option of `findings search`"),
        "{error}"
    );
    let error = env.line("search x --lates").fails(2);
    assert!(
        error.contains("'--latest'") && !error.contains("'-- "),
        "{error}"
    );
    let error = env.line("search x --nothing-like-it").fails(2);
    assert!(!error.contains("'-- "), "{error}");
}
