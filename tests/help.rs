//! Help, completions and manual pages: one definition, three forms.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;

use common::TestEnvironment;

const COMMANDS: [&str; 9] = [
    "ingest",
    "search",
    "show",
    "reports",
    "themes",
    "check",
    "export",
    "completions",
    "man",
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
    assert_eq!(filters("search"), filters("themes"));
}

#[test]
fn shells_complete_the_commands() {
    let env = TestEnvironment::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = env.run(["completions", shell]).succeeds().stdout;
        assert!(
            COMMANDS.iter().all(|command| script.contains(command)),
            "{shell}"
        );
    }
}

#[test]
fn every_command_has_a_manual_page() {
    let env = TestEnvironment::new();
    assert!(env.run(["man"]).succeeds().stdout.contains(".SH NAME"));
    env.line("man --dir pages").succeeds();
    for command in COMMANDS {
        let page = fs::read_to_string(env.path(&format!("pages/findings-{command}.1"))).unwrap();
        assert!(page.contains(".SH"), "{command}");
    }
}

#[test]
fn a_wrong_option_is_an_error() {
    let env = TestEnvironment::new();
    let run = env.line("search --nonsense");
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
}
