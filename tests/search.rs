//! `findings search`, on the sample corpus.

#![allow(clippy::unwrap_used)]

mod common;

use std::io::Read;
use std::process::Stdio;

use common::{Run, TestEnvironment, items, sum, text};
use serde_json::Value;

fn all(env: &TestEnvironment, args: &str) -> Value {
    env.line(&format!("search {args} --all --format json"))
        .json()
}

#[test]
fn the_first_question_builds_the_index() {
    let env = TestEnvironment::new();
    let run = env.line("search children");
    assert_eq!(run.code, Some(0));
    assert_eq!(
        run.stderr,
        "note: no index in `index` yet, building it from `corpus`\n"
    );
    env.line("search children").succeeds();

    let env = TestEnvironment::new();
    env.line("search children --quiet").succeeds();
}

#[test]
fn counts_equal_what_is_listed() {
    let env = TestEnvironment::indexed();
    let found = all(&env, "children --facet kind --facet year");
    let hits = items(&found["hits"]);
    assert_eq!(found["total"], hits.len());
    let mut reports: Vec<_> = hits.iter().map(|hit| text(&hit["report_id"])).collect();
    reports.sort_unstable();
    reports.dedup();
    assert_eq!(found["total_reports"], reports.len());
    for facet in ["kind", "year"] {
        assert_eq!(
            found["total"],
            sum(&found["facets"][facet], "paragraphs"),
            "{facet}"
        );
        assert_eq!(
            found["total_reports"],
            sum(&found["facets"][facet], "reports"),
            "{facet}"
        );
    }
    let counted = env.line("search children --count").succeeds().stdout;
    let (total, reports) = (&found["total"], &found["total_reports"]);
    let searched = &found["reports_searched"];
    assert_eq!(
        counted,
        format!("{total} paragraphs in {reports} of {searched} reports\n")
    );
}

#[test]
fn hits_and_silent_reports_are_all_reports() {
    let env = TestEnvironment::indexed();
    for query in ["children", "advocacy", "zebra"] {
        let found = env
            .line(&format!("search {query} --absent --format json"))
            .json();
        let silent = items(&found["absent"]).len() as u64;
        let matching = found["total_reports"].as_u64().unwrap();
        assert_eq!(found["reports_searched"], silent + matching, "{query}");
    }
}

#[test]
fn a_compound_is_found_in_every_spelling() {
    let env = TestEnvironment::indexed();
    let ids = |query: &str| {
        let run = env
            .run(["search", query, "--all", "--format", "jsonl"])
            .succeeds();
        let mut ids: Vec<_> = run
            .jsonl()
            .iter()
            .map(|hit| text(&hit["id"]).to_owned())
            .collect();
        ids.sort_unstable();
        ids
    };
    let expected = ids("\"life-story work\"");
    for query in [
        "\"life story work\"",
        "\"lifestory work\"",
        "“life–story work”",
    ] {
        assert_eq!(ids(query), expected, "{query}");
    }
}

#[test]
fn highlights_are_the_words_that_matched() {
    let env = TestEnvironment::indexed();
    let run = env
        .run([
            "search",
            "\"life-story work\"",
            "--all",
            "--format",
            "jsonl",
        ])
        .succeeds();
    for hit in run.jsonl() {
        let chars: Vec<char> = text(&hit["text"]).chars().collect();
        assert!(!items(&hit["highlights"]).is_empty(), "{hit}");
        for span in items(&hit["highlights"]) {
            let at = |end: usize| span[end].as_u64().unwrap() as usize;
            let marked: String = chars[at(0)..at(1)].iter().collect();
            let folded = marked
                .to_lowercase()
                .replace(|c: char| !c.is_alphabetic(), "");
            assert!(folded.starts_with("lifestorywork"), "{marked}");
        }
    }
}

#[test]
fn filters_hold() {
    let env = TestEnvironment::indexed();
    let check = |filter: &str, holds: &dyn Fn(&Value) -> bool| {
        let found = all(&env, &format!("children {filter}"));
        assert!(items(&found["hits"]).iter().all(holds), "{filter}");
        found["total"].as_u64().unwrap()
    };
    let every = check("", &|hit| hit["source"] == "primary");
    let ilacs = check("--kind ilacs", &|hit| hit["kind"] == "ilacs");
    let others = check("--kind !ilacs", &|hit| hit["kind"] != "ilacs");
    assert!(ilacs > 0 && others > 0);
    assert_eq!(ilacs + others, every);
    check("--grade good,outstanding", &|hit| {
        hit["grade"] == "good" || hit["grade"] == "outstanding"
    });
    check("--since 2023", &|hit| {
        text(&hit["inspection_end"]) >= "2023-01-01"
    });
    check("--until 2019-06", &|hit| {
        text(&hit["inspection_end"]) <= "2019-06-30"
    });
    let secondary = check("--source secondary", &|hit| hit["source"] == "secondary");
    assert_eq!(check("--source all", &|_| true), every + secondary);
}

#[test]
fn sorts_over_all_hits() {
    let env = TestEnvironment::indexed();
    let days = |order: &str| {
        let found = all(&env, &format!("children --sort {order}"));
        let day = |hit: &Value| hit["inspection_end"].as_str().map(str::to_owned);
        items(&found["hits"])
            .iter()
            .filter_map(day)
            .collect::<Vec<_>>()
    };
    assert!(days("oldest").is_sorted());
    assert!(days("newest").iter().rev().is_sorted());
}

#[test]
fn pages_put_together_are_everything() {
    let env = TestEnvironment::indexed();
    let everything = env
        .line("search children --all --format jsonl")
        .succeeds()
        .jsonl();
    let mut pages = Vec::new();
    for offset in (0..everything.len()).step_by(7) {
        let line = format!("search children --limit 7 --offset {offset} --format jsonl");
        pages.extend(env.line(&line).succeeds().jsonl());
    }
    assert_eq!(pages, everything);
}

#[test]
fn formats_agree() {
    let env = TestEnvironment::indexed();
    let run = |format: &str| env.line(&format!("search children --all --format {format}"));
    let hits = run("jsonl").succeeds().jsonl();
    assert_eq!(
        run("json").succeeds().json()["hits"],
        Value::Array(hits.clone())
    );
    let (names, rows) = run("csv").succeeds().csv();
    assert_eq!(
        names,
        hits[0]
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    );
    assert_eq!(rows.len(), hits.len());
    let column = names.iter().position(|name| name == "text").unwrap();
    for (row, hit) in rows.iter().zip(&hits) {
        assert_eq!(row[column], text(&hit["text"]));
    }
}

#[test]
fn groups_hold_every_hit() {
    let env = TestEnvironment::indexed();
    for by in ["report", "authority"] {
        let found = all(&env, &format!("children --group-by {by}"));
        assert_eq!(found["total"], sum(&found["groups"], "paragraphs"), "{by}");
        assert_eq!(
            found["total_reports"],
            sum(&found["groups"], "reports"),
            "{by}"
        );
    }
}

#[test]
fn keywords_stand_under_each_other() {
    let env = TestEnvironment::indexed();
    let hits = env
        .line("search children --all --format jsonl")
        .succeeds()
        .jsonl();
    let matches: usize = hits.iter().map(|hit| items(&hit["highlights"]).len()).sum();
    let kwic = env.line("search children --all --kwic").succeeds().stdout;
    assert_eq!(kwic.lines().count(), 1 + matches);
    for line in kwic.lines().skip(1) {
        let node: String = line.chars().skip(32).take(5).collect();
        assert_eq!(node.to_lowercase(), "child", "{line}");
    }
}

#[test]
fn finding_nothing_is_no_error() {
    let env = TestEnvironment::indexed();
    let run = env.line("search zebra").finds_nothing();
    assert!(
        run.stdout.starts_with("0 paragraphs in 0 of "),
        "{}",
        run.stdout
    );
    let found = env
        .line("search zebra --format json")
        .finds_nothing()
        .json();
    assert_eq!(found["hits"], Value::Array(Vec::new()));
    assert_eq!(
        env.line("search zebra --format jsonl")
            .finds_nothing()
            .stdout,
        ""
    );
}

#[test]
fn mistakes_are_shown_with_a_hint() {
    let env = TestEnvironment::indexed();
    let message = env.line("search children NEAR/x care").fails(2);
    assert!(
        message.contains("\n  children NEAR/x care\n           ^"),
        "{message}"
    );
    let message = env.line("search children --kind ilac").fails(2);
    assert!(
        message.contains("\nhint: did you mean `ilacs`"),
        "{message}"
    );
    let message = env.line("search children --kwic --format csv").fails(2);
    assert!(message.contains("\nhint: "), "{message}");
}

#[test]
fn colours_are_for_terminals_unless_wanted() {
    let env = TestEnvironment::indexed();
    let coloured = |choice: &str, variables: &[&str]| {
        let mut command = env.command();
        command.args(["search", "children", "--color", choice]);
        command.envs(variables.iter().map(|name| (name, "1")));
        Run::of(&mut command).succeeds().stdout.contains('\x1b')
    };
    assert!(!coloured("auto", &[]));
    assert!(coloured("always", &["NO_COLOR"]));
    assert!(coloured("auto", &["CLICOLOR_FORCE"]));
    assert!(!coloured("auto", &["CLICOLOR_FORCE", "NO_COLOR"]));
    assert!(!coloured("never", &["CLICOLOR_FORCE"]));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let env = TestEnvironment::indexed();
    let mut command = env.command();
    command.args(["search", "children", "--all", "--format", "jsonl"]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut said = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));
}
