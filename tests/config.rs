//! The configuration file, and what comes before it.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;

use common::{Run, TestEnvironment, items, text};

/// Makes a folder with this configuration file, which `run` names to the program.
fn environment(config: &str) -> TestEnvironment {
    let env = TestEnvironment::indexed();
    fs::write(env.path("my.toml"), config).unwrap();
    env
}

fn run(env: &TestEnvironment, line: &str, variables: &[(&str, &str)]) -> Run {
    Run::of(
        env.command()
            .env("FINDINGS_CONFIG", "my.toml")
            .envs(variables.iter().copied())
            .args(line.split(' ')),
    )
}

fn setting(run: &Run, name: &str) -> (String, String) {
    let json = run.json();
    let found = items(&json["settings"]).iter().find(|s| s["name"] == name);
    let field = |field: &str| text(&found.unwrap()[field]).to_owned();
    (field("value"), field("origin"))
}

#[test]
fn an_option_comes_before_a_variable_before_the_file_before_the_default() {
    let env = environment("# mine\nindex = 'nowhere'\ncolor = 'always'\n");
    let check = |line: &str, variables: &[(&str, &str)], name, value: &str, origin: &str| {
        let found = setting(&run(&env, line, variables), name);
        assert_eq!(found, (value.to_owned(), origin.to_owned()), "{line}");
    };
    let line = "config --format json";
    check(line, &[], "limit", "10", "default");
    check(line, &[], "source", "primary", "default");
    check(line, &[], "index", "nowhere", "my.toml:2");
    let variable = [("FINDINGS_INDEX", "index")];
    check(line, &variable, "index", "index", "FINDINGS_INDEX");
    check(
        "config --format json --index other",
        &variable,
        "index",
        "other",
        "--index",
    );
    check(line, &[], "color", "always", "my.toml:3");
    check(line, &[("NO_COLOR", "1")], "color", "never", "NO_COLOR");

    run(&env, "check", &[("NO_COLOR", "1")]).fails(2);
    let coloured = run(&env, "search children", &variable);
    assert!(coloured.stdout.contains('\x1b'), "{coloured:?}");
    let plain = [variable[0], ("NO_COLOR", "1")];
    let plain = run(&env, "search children", &plain).succeeds();
    assert!(!plain.stdout.contains('\x1b'), "{plain:?}");
}

#[cfg(feature = "engine")]
#[test]
fn a_folder_that_is_named_comes_before_an_engine_that_is_set() {
    let env = environment("concept-file = 'mine.toml'\nengine = 'http://127.0.0.1:1/findings'\n");
    let line = "config --format json";
    let found = |name| setting(&run(&env, line, &[]), name);
    let place = |line: u32| format!("my.toml:{line}");
    assert_eq!(
        found("engine"),
        ("http://127.0.0.1:1/findings".to_owned(), place(2))
    );
    assert_eq!(found("concept-file"), ("mine.toml".to_owned(), place(1)));
    assert_eq!(
        found("engine-ca"),
        ("none".to_owned(), "default".to_owned())
    );
    fs::write(env.path("my.toml"), "").unwrap();
    let engine = [("FINDINGS_ENGINE", "http://127.0.0.1:1/findings")];
    run(&env, "search children", &engine).fails(2);
    run(&env, "search children --index index", &engine).succeeds();
    let both = "search children --index index --engine http://127.0.0.1:1/findings";
    let message = run(&env, both, &[]).fails(2);
    assert!(message.contains("leave one of them out"), "{message}");
}

#[test]
fn settings_are_the_defaults_of_options() {
    let env = environment("limit = 1\nformat = 'json'\nsource = 'secondary'\nsort = 'oldest'\n");
    let found = run(&env, "search council", &[]).succeeds().json();
    let hits = items(&found["hits"]);
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0]["source"], "secondary");
    let found = run(&env, "search children --limit 2 --source primary", &[]).json();
    assert_eq!(items(&found["hits"]).len(), 2);
    assert_eq!(found["hits"][0]["source"], "primary");
    // What is a form of text is text, whatever the file says of other answers.
    run(&env, "search council --kwic", &[]).succeeds();
    run(&env, "search council --kwic --format html", &[]).fails(2);
}

#[test]
fn a_mistake_is_named_with_its_line() {
    let check = |config: &str, expected: &str| {
        let env = environment(config);
        assert_eq!(run(&env, "reports", &[]).fails(2), expected);
        // Help is there all the same.
        run(&env, "help search", &[]).succeeds();
    };
    check(
        "\nlimitt = 3\n",
        "error: my.toml:2: there is no setting `limitt`\n\
         hint: did you mean `limit`?\n\
         hint: `findings help config` lists the settings\n",
    );
    check(
        "sort = 'newestt'",
        "error: my.toml:1: `newestt` is no value of `sort`\n\
         hint: did you mean `newest`?\n\
         hint: one of relevance, newest, published, oldest, authority\n",
    );
    let env = environment("limit = \n");
    let message = run(&env, "reports", &[]).fails(2);
    assert!(message.starts_with("error: my.toml:1: "), "{message}");
}

#[test]
fn a_named_file_must_exist() {
    let env = TestEnvironment::indexed();
    let message = run(&env, "reports", &[]).fails(2);
    assert!(message.contains("`my.toml`"), "{message}");
    let none = [("FINDINGS_CONFIG", "")];
    run(&env, "reports", &none).succeeds();
    let home = [("FINDINGS_CONFIG", ""), ("HOME", "home")];
    run(&env, "reports", &home).succeeds();
}
