//! `findings agreement`, and code books against projects, on the sample corpus.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;

use common::{TestEnvironment, items, text};

const BOOK: &str = r#"
name = "Two themes"
[[theme]]
name = "supervision"
include = ["supervision"]
[[theme]]
name = "housing"
include = "housing OR accommodation"
"#;

const ANN: &str = "theme,value,id\nplans,1,a/2020-01-01/ilacs#1\nplans,0,a/2020-01-01/ilacs#2\n\
                   plans,1,a/2020-01-01/ilacs#3\nvisits,0,a/2020-01-01/ilacs#1\n";
const BO: &str = "id;theme;value\na/2020-01-01/ilacs#1;plans;1\na/2020-01-01/ilacs#2;plans;0\n\
                  a/2020-01-01/ilacs#3;plans;0\na/2020-01-01/ilacs#1;visits;1\n";

fn with_coding() -> TestEnvironment {
    let env = TestEnvironment::indexed();
    fs::write(env.path("book.toml"), BOOK).unwrap();
    fs::write(env.path("ann.csv"), ANN).unwrap();
    fs::write(env.path("bo.csv"), BO).unwrap();
    env
}

/// Writes the project that the queries of the book make.
fn project(env: &TestEnvironment) -> String {
    let line = "themes --codebook book.toml --format qdpx";
    fs::write(env.path("project.qdpx"), env.bytes(line)).unwrap();
    "project.qdpx".to_owned()
}

#[test]
fn two_files_are_two_coders() {
    let env = with_coding();
    let found = env
        .line("agreement ann.csv bo.csv --format json")
        .succeeds()
        .json();
    assert_eq!(found["coders"], serde_json::json!(["ann", "bo"]));
    let [plans, visits] = items(&found["themes"]) else {
        panic!("{found}")
    };
    assert_eq!((&plans["n"], &plans["differing"]), (&3.into(), &1.into()));
    // Two of three agree; kappa is (2/3 − 4/9) / (5/9).
    assert_eq!(plans["agreement"], 0.666_667);
    assert_eq!(plans["kappa"], 0.4);
    assert_eq!(plans["differences"][0]["id"], "a/2020-01-01/ilacs#3");
    assert_eq!(plans["differences"][0]["yes"], serde_json::json!(["ann"]));
    assert_eq!(visits["agreement"], 0.0);
    assert_eq!(
        (&found["overall"]["n"], &found["overall"]["differing"]),
        (&4.into(), &2.into())
    );
    let figures = env.line("agreement ann.csv bo.csv").succeeds().stdout;
    assert!(
        figures.contains("(all themes)") && figures.contains("yes ann; no bo"),
        "{figures}"
    );
    let (names, rows) = env
        .line("agreement ann.csv bo.csv --differences --format csv")
        .succeeds()
        .csv();
    assert_eq!(names, ["theme", "id", "yes", "no"]);
    assert_eq!(rows.len(), 2);
    let (_, rows) = env
        .line("agreement ann.csv bo.csv --format csv")
        .succeeds()
        .csv();
    assert_eq!(rows.len(), 3);
}

/// Positions of a project are read as they were written, in every text of the sample.
#[test]
fn a_project_that_comes_back_says_what_the_queries_found() {
    let env = with_coding();
    let project = project(&env);
    let coded =
        format!("themes --codebook book.toml --coded {project} --coder findings --format json");
    let found = env.line(&coded).succeeds().json();
    let themes = items(&found["agreement"]);
    assert_eq!(themes.len(), 2);
    for theme in themes {
        assert_eq!(
            (&theme["kappa"], &theme["alpha"]),
            (&1.0.into(), &1.0.into()),
            "{theme}"
        );
        let name = text(&theme["theme"]);
        let of = items(&found["themes"])
            .iter()
            .find(|of| of["theme"] == name)
            .unwrap();
        assert_eq!(theme["both"], of["paragraphs"]);
        assert!(items(&theme["unknown_ids"]).is_empty());
    }
    assert_eq!(found["agreement_overall"]["ac1"], 1.0);
    // A second reader who has decided on one of its paragraphs otherwise.
    let listed = env
        .line("search supervision --limit 1 --format json")
        .json();
    let id = text(&listed["hits"][0]["id"]);
    fs::write(
        env.path("cy.csv"),
        format!("id,theme,value\n{id},supervision,0\n"),
    )
    .unwrap();
    let found = env
        .line(&format!("agreement {project} cy.csv --format json"))
        .succeeds()
        .json();
    assert_eq!(found["coders"], serde_json::json!(["cy", "findings"]));
    assert_eq!(found["themes"][0]["differences"][0]["id"], id);
    let error = env
        .line(&format!("themes --codebook book.toml --coded {project}"))
        .fails(2);
    assert!(error.contains("no reader coded in it"), "{error}");
}

#[test]
fn mistakes_are_named_by_file_and_place() {
    let env = with_coding();
    let check = |content: &[u8], name: &str, expected: &str| {
        fs::write(env.path(name), content).unwrap();
        let error = env.line(&format!("agreement ann.csv {name}")).fails(2);
        assert!(error.contains(expected), "{error}");
    };
    check(
        b"id,theme,value\na,plans,maybe\n",
        "x.csv",
        "x.csv:2: `maybe` is neither 0 nor 1",
    );
    check(
        b"theme,id\nplans,a\n",
        "x.csv",
        "x.csv:1: there is no column `value`",
    );
    check(b"PK\x03\x04", "x.qdpx", "x.qdpx: a damaged zip archive");
    check(
        b"id,theme,value\n\xff\n",
        "x.csv",
        "x.csv: not text in UTF-8",
    );
    let line = "agreement ann.csv";
    assert!(
        env.line(line)
            .fails(2)
            .contains("between two coders or more, and here is ann")
    );
    let line = "agreement ann.csv bo.csv --coder ann --coder cy";
    assert!(env.line(line).fails(2).contains("nobody called `cy` coded"));
    let line = "agreement ann.csv bo.csv --theme housing";
    assert!(
        env.line(line)
            .fails(2)
            .contains("no theme `housing` was coded")
    );
    fs::write(
        env.path("two.csv"),
        "coder,id,theme,value\nann,a/2020-01-01/ilacs#1,plans,0\n",
    )
    .unwrap();
    let error = env.line("agreement ann.csv two.csv").fails(2);
    assert!(
        error.contains("two.csv: `ann` decided both ways on"),
        "{error}"
    );
    // Files of one name in two folders are those of two coders.
    for (folder, value) in [("a", 1), ("b", 0)] {
        fs::create_dir(env.path(folder)).unwrap();
        let text = format!("id,theme,value\na/2020-01-01/ilacs#1,plans,{value}\n");
        fs::write(env.path(&format!("{folder}/coding.csv")), text).unwrap();
    }
    let said = env
        .line("agreement a/coding.csv b/coding.csv")
        .succeeds()
        .stdout;
    assert!(
        said.contains("a/coding") && said.contains("b/coding"),
        "{said}"
    );
}

/// What all coders answered with no was thrown away, and the rest agreed the less for it.
#[test]
fn what_all_said_no_to_is_agreed_on() {
    let env = TestEnvironment::indexed();
    let coded = |seen: [u8; 3]| {
        let rows = (1..).zip(seen).map(|(at, seen)| {
            format!("never,0,a/2020-01-01/ilacs#{at}\nseen,{seen},a/2020-01-01/ilacs#{at}\n")
        });
        format!("theme,value,id\n{}", rows.collect::<String>())
    };
    fs::write(env.path("ann.csv"), coded([1, 0, 1])).unwrap();
    fs::write(env.path("bo.csv"), coded([1, 0, 0])).unwrap();
    let found = env
        .line("agreement ann.csv bo.csv --format json")
        .succeeds()
        .json();
    assert_eq!(items(&found["themes"]).len(), 2);
    assert_eq!(found["overall"]["n"], 6);
    assert_eq!(found["overall"]["agreement"], 0.833_333);
}
