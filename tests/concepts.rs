//! `findings concepts`, and what concepts do to searches, on the sample corpus.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;

use common::{TestEnvironment, items, text};

#[test]
fn the_file_can_be_printed_edited_and_used() {
    let env = TestEnvironment::indexed();
    let file = env.line("concepts --print").succeeds().stdout;
    assert!(file.contains("\n  = PLO\n"), "{file}");
    let edited = format!("{file}\nsocial worker\n  = \"social worker\"\n  = SWX\n");
    fs::write(env.path("mine.txt"), edited).unwrap();
    let count = |args: &[&str]| {
        let run = env.run(
            ["search", "SWX", "--count", "--quiet"]
                .iter()
                .chain(args)
                .copied(),
        );
        run.stdout
    };
    assert!(count(&[]).starts_with("0 paragraphs"));
    let found = count(&["--concept-file", "mine.txt"]);
    assert!(!found.starts_with("0 paragraphs"), "{found}");
    assert!(count(&["--concept-file", "mine.txt", "--exact"]).starts_with("0 paragraphs"));
}

#[test]
fn terms_are_counted_as_they_are_found() {
    let env = TestEnvironment::indexed();
    fs::write(
        env.path("mine.txt"),
        "people\n  ~ \"social worker\"\n  ~ leader\n  = ZZX\n",
    )
    .unwrap();
    let run = env.line("concepts --concept-file mine.txt --format csv");
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(
        run.stderr.contains("note: people: ZZX matches nothing\n"),
        "{}",
        run.stderr
    );
    let (names, rows) = run.csv();
    let column = |name: &str| names.iter().position(|known| known == name).unwrap();
    for (row, query) in rows.iter().zip(["\"social worker\"", "leader"]) {
        let found = env
            .run(["search", query, "--count", "--format", "json"])
            .json();
        assert_eq!(row[column("paragraphs")], found["total"].to_string());
        assert_eq!(row[column("reports")], found["total_reports"].to_string());
    }
    let one = env
        .line("concepts people --concept-file mine.txt --quiet")
        .stdout;
    assert_eq!(one.lines().count(), 4, "{one}");
    env.line("concepts nobody --concept-file mine.txt").fails(1);
}

#[test]
fn other_names_are_offered_and_joined() {
    let env = TestEnvironment::indexed();
    fs::write(
        env.path("mine.txt"),
        "people\n  ~ \"social worker\"\n  ~ leader\n",
    )
    .unwrap();
    let search = |more: &str| env.line(&format!("search leaders --concept-file mine.txt {more}"));
    let found = search("--limit 1 --format json").json();
    let offer = &items(&found["also_called"])[0];
    assert_eq!(text(&offer["term"]), "\"social worker\"");
    let said = search("--count").stderr;
    assert!(
        said.starts_with("note: also called, by the concepts: \"social worker\" "),
        "{said}"
    );
    let joined = search("--concepts --count --format json").json();
    assert!(joined["total"].as_u64() > found["total"].as_u64());
    assert!(items(&joined["also_called"]).is_empty());
}

#[test]
fn a_broken_file_is_shown_where_it_is_broken() {
    let env = TestEnvironment::indexed();
    fs::write(env.path("mine.txt"), "people\n  = social worker\n").unwrap();
    let message = env.line("search x --concept-file mine.txt").fails(2);
    assert!(message.contains("`mine.txt`, line 2: "), "{message}");
    assert!(message.contains("\n    = social worker\n"), "{message}");
    assert!(message.contains("\nhint: put quotation marks"), "{message}");
    env.line("concepts --concept-file none.txt").fails(2);
}

#[test]
fn misspelt_words_are_mended() {
    let env = TestEnvironment::indexed();
    let run = env.line("search supervison");
    assert_eq!(run.code, Some(1));
    assert!(
        run.stderr.starts_with("note: did you mean supervision ("),
        "{}",
        run.stderr
    );
    let found = env
        .line("search supervison --format json")
        .finds_nothing()
        .json();
    assert_eq!(text(&found["suggestions"][0]["query"]), "supervision");
}
