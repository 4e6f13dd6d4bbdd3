//! Words as people type them: accents, plurals of abbreviations, operators of other engines, sentences.

#![allow(clippy::unwrap_used)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use common::{TestEnvironment, items, text};

/// Makes an index of one report with these findings, numbered from 1.
fn of_findings(findings: &[&str]) -> TestEnvironment {
    let env = TestEnvironment::new();
    let mut report =
        "# Inspection of Castlebridge City Council local authority children’s services\n\n\
        Inspection dates: 13 to 24 June 2022\n\n\
        | Judgement | Grade |\n|---|---|\n\
        | The impact of leaders on social work practice with children and families | Good |\n\
        | The experiences and progress of children who need help and protection | Good |\n\
        | The experiences and progress of children in care and care leavers | Good |\n\
        | Overall effectiveness | Good |\n\n\
        ## The experiences and progress of children who need help and protection: Good.\n\n"
            .to_owned();
    for (number, finding) in (1..).zip(findings) {
        report.push_str(&format!("{number}. {finding}\n\n"));
    }
    let folder = env.path("reports");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("castlebridge - 24 June 2022.md"), report).unwrap();
    env.run(["ingest", folder.to_str().unwrap(), "--quiet"])
        .succeeds();
    env
}

/// Returns the numbers of the findings that a query finds, best first.
fn found(env: &TestEnvironment, query: &str) -> Vec<u64> {
    let run = env.run(["search", query, "--format", "jsonl"]);
    let hits = run.jsonl();
    let numbers = hits.iter().filter_map(|hit| hit["number"].as_u64());
    numbers.collect()
}

#[test]
fn accents_are_no_other_word() {
    let env = of_findings(&[
        "The café was open.",
        "Two cafés were open.",
        "The café’s hours were long.",
        "Siân’s case and Zoë’s case.",
        "The cafe was closed.",
        "Cafe\u{301} in letters apart.",
        "The Łódź office.",
    ]);
    let check = |query: &str, expected: &[u64]| {
        let mut numbers = found(&env, query);
        numbers.sort_unstable();
        assert_eq!(numbers, expected, "{query}");
    };
    for query in ["cafe", "café", "cafés", "café’s", "CAFÉ"] {
        check(query, &[1, 2, 3, 5, 6]);
    }
    check("=café", &[1, 6]);
    check("=cafe", &[5]);
    check("Siân", &[4]);
    check("Sian’s", &[4]);
    check("zoe", &[4]);
    check("lodz", &[7]);
    check("café*", &[1, 2, 3, 6]);
    check("caf*", &[1, 2, 3, 5, 6]);
    check("siâms~1", &[4]);
    assert!([1, 6].contains(&found(&env, "café")[0]));
    assert_eq!(found(&env, "cafe")[0], 5);
}

#[test]
fn abbreviations_have_plurals_and_possessives() {
    let env = of_findings(&[
        "The GP was told.",
        "GPs were told.",
        "The NHS’s own plan.",
        "A plan of the NHS.",
        "A gps device.",
    ]);
    assert_eq!(found(&env, "GP").len(), 2);
    let mut plural = found(&env, "GPs");
    plural.sort_unstable();
    assert_eq!(plural, [1, 2, 5]);
    assert_eq!(found(&env, "NHS").len(), 2);
    assert_eq!(found(&env, "NHS’s").len(), 2);
    assert_eq!(found(&env, "=GP"), [1]);
}

#[test]
fn operators_of_other_engines_are_understood() {
    let env = TestEnvironment::indexed();
    let count = |query: &str| {
        let run = env.run(["search", query, "--format", "json", "--limit", "0"]);
        run.json()["total"].as_u64().unwrap()
    };
    for (other, own) in [
        ("supervision || visits", "supervision OR visits"),
        ("supervision && visits", "supervision AND visits"),
        ("supervision | visits", "supervision OR visits"),
        ("visits !supervision", "visits NOT supervision"),
        ("supervision W/5 managers", "supervision NEAR/5 managers"),
        ("supervision w/5 managers", "supervision NEAR/5 managers"),
        ("social PRE/0 worker", "social ADJ/0 worker"),
        ("supervision NEAR managers", "supervision NEAR/10 managers"),
        (
            "supervision AROUND(5) managers",
            "supervision NEAR/5 managers",
        ),
        ("social adj1 worker", "social ADJ/1 worker"),
        ("superv%", "superv*"),
        ("superv!", "superv*"),
        ("superv$", "superv*"),
        ("supervision /p managers", "supervision managers"),
        ("'social worker'", "\"social worker\""),
        ("«social worker»", "\"social worker\""),
        ("text:supervision", "supervision"),
        ("visits after:2020", "visits since:2020"),
    ] {
        assert_eq!(count(other), count(own), "{other}");
    }
    assert!(count("supervision || visits") > count("supervision && visits"));
}

#[test]
fn small_operators_are_words_and_told_of() {
    let env = TestEnvironment::indexed();
    let run = env.line("search supervision or visits --count");
    assert!(
        run.stderr
            .contains("`or` is read as a word; OR is the operator"),
        "{}",
        run.stderr
    );
    let json = env
        .line("search supervision NEAR managers --format json")
        .json();
    let notes = items(&json["notes"]);
    assert!(
        notes
            .iter()
            .any(|note| text(note) == "`NEAR` is read as NEAR/10")
    );
    let quiet = env.line("search or --count");
    assert!(!quiet.stderr.contains("operator"), "{}", quiet.stderr);
}

#[test]
fn a_sentence_is_offered_its_words_and_its_authority() {
    let env = TestEnvironment::indexed();
    let run = env.run([
        "search",
        "what did inspectors say about supervision in Castlebridge",
        "--count",
    ]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.stderr.contains("--authority castlebridge"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("`--any` finds "), "{}", run.stderr);
    let any = env.run([
        "search",
        "--any",
        "what did they say about supervision",
        "--format",
        "json",
    ]);
    let one = env.line("search supervision --format json").json();
    assert_eq!(any.json()["total"], one["total"]);
    env.run(["search", "--any", "a OR b"]).fails(2);
}

#[test]
fn a_sample_is_drawn_again_and_keeps_its_shares() {
    let env = TestEnvironment::indexed();
    let drawn = |more: &[&str]| {
        let args = [
            &["search", "children", "--sample", "12", "--format", "jsonl"],
            more,
        ]
        .concat();
        let run = env.run(args);
        assert!(
            run.stderr.contains("paragraphs were drawn with seed"),
            "{}",
            run.stderr
        );
        let ids = run.jsonl();
        ids.iter()
            .map(|hit| text(&hit["id"]).to_owned())
            .collect::<Vec<_>>()
    };
    let first = drawn(&["--seed", "7"]);
    assert_eq!(first.len(), 12);
    assert_eq!(first, drawn(&["--seed", "7"]));
    assert_ne!(first, drawn(&["--seed", "8"]));
    let stratified = drawn(&["--by", "authority"]);
    assert_eq!(stratified.len(), 12);
    let all = env.line("search children --all --format jsonl").jsonl();
    for id in &stratified {
        let (authority, _) = id.split_once('/').unwrap();
        let of = |id: &str| id.split_once('/').unwrap().0 == authority;
        let whole = all.iter().filter(|hit| of(text(&hit["id"]))).count();
        let part = stratified.iter().filter(|id| of(id)).count();
        let share = whole as f64 * 12.0 / all.len() as f64;
        assert!(
            (part as f64 - share).abs() < 1.0,
            "{authority}: {part} of {share}"
        );
    }
    env.line("search children --sample 5 --by page").fails(2);
    env.line("search children --by year").fails(2);
}

#[test]
fn reports_are_chosen_by_what_came_before_and_when_they_were_published() {
    let env = TestEnvironment::indexed();
    let reports = |line: &str| {
        let hits = env.line(line).jsonl();
        let ids = hits.iter().map(|hit| text(&hit["report_id"]).to_owned());
        ids.collect::<std::collections::BTreeSet<_>>()
    };
    let latest = env.line("reports --latest --format jsonl").jsonl();
    let latest: Vec<_> = latest
        .iter()
        .map(|report| text(&report["report_id"]))
        .collect();
    let found = reports("search children --latest --all --format jsonl");
    assert!(!found.is_empty() && found.iter().all(|id| latest.contains(&id.as_str())));
    let declined = reports("search children --declined --all --format jsonl");
    for id in &declined {
        let (authority, _) = id.split_once('/').unwrap();
        let line = format!("track --authority {authority} --format json");
        let pairs = env.line(&line).json();
        let pair = items(&pairs["pairs"])
            .iter()
            .find(|pair| pair["now"] == **id)
            .unwrap()
            .clone();
        assert_ne!(pair["overall_then"], pair["overall_now"]);
    }
    for hit in env
        .line(
            "search children --published-since 2020 --published-until 2023-06 --all --format jsonl",
        )
        .jsonl()
    {
        let day = text(&hit["published"]);
        assert!(("2020".."2023-07").contains(&day), "{day}");
    }
    let sorted = env
        .line("search children --sort published --all --format jsonl")
        .jsonl();
    let days: Vec<_> = sorted.iter().map(|hit| hit["published"].as_str()).collect();
    assert!(days.is_sorted_by(|a, b| a >= b));
}

#[test]
fn what_is_asked_may_meet_anywhere_in_a_report() {
    let env = TestEnvironment::indexed();
    let reports = |line: &str| -> BTreeSet<String> {
        let found = env.line(line).json();
        let hits = items(&found["hits"]).iter();
        hits.map(|hit| text(&hit["report_id"]).to_owned()).collect()
    };
    let with = |query: &str| reports(&format!("search {query} --all --format json"));
    let found = env.line("search supervision adoption --within report --all --format json");
    let both: BTreeSet<_> = with("supervision")
        .intersection(&with("adoption"))
        .cloned()
        .collect();
    assert!(
        both.len() > with("supervision adoption").len(),
        "one paragraph has both anyway"
    );
    let hits = found.json();
    let hit = items(&hits["hits"]).iter();
    assert_eq!(
        hit.map(|hit| text(&hit["report_id"]).to_owned())
            .collect::<BTreeSet<_>>(),
        both
    );
    // Each paragraph of these reports with either.
    let either = env
        .line("search supervision OR adoption --all --format json")
        .json();
    let either = items(&either["hits"]).iter();
    let of_both = either.filter(|hit| both.contains(text(&hit["report_id"])));
    assert_eq!(hits["total"], of_both.count());
    let note = format!("{} of 18 reports say all of it", both.len());
    assert!(
        items(&hits["notes"])
            .iter()
            .any(|said| text(said).starts_with(&note)),
        "{}",
        hits["notes"]
    );
    // Shares are of the reports searched, not of those that are chosen.
    assert_eq!(hits["reports_searched"], 18);
    let kinds = |query: &str| {
        let line = format!("search {query}--count --facet kind --format json");
        let found = env.line(&line).json();
        let kinds = items(&found["facets"]["kind"]).iter();
        let told = kinds.map(|kind| {
            (
                text(&kind["value"]).to_owned(),
                kind["reports_searched"].clone(),
            )
        });
        told.collect::<BTreeMap<_, _>>()
    };
    let every = kinds("");
    let chosen = kinds("supervision adoption --within report ");
    assert!(!chosen.is_empty());
    for (kind, searched) in chosen {
        assert_eq!(searched, every[&kind], "{kind}");
    }
    let without = reports("search --within report --all --format json -- supervision -adoption");
    assert_eq!(without, &with("supervision") - &with("adoption"));
    let graded =
        reports("search supervision adoption grade:good --within report --all --format json");
    assert_eq!(
        graded,
        &with("supervision grade:good") & &with("adoption grade:good")
    );
}

#[test]
fn who_was_told_again_is_found() {
    let env = TestEnvironment::indexed();
    let tracked = env.line("track oversight --format json").json();
    let again = items(&tracked["pairs"])
        .iter()
        .filter(|pair| pair["naming"] == "named-again");
    let again: BTreeSet<_> = again.map(|pair| text(&pair["now"]).to_owned()).collect();
    assert!(!again.is_empty(), "{tracked}");
    let found = env
        .line("search oversight --told-again --all --format json")
        .json();
    let found = items(&found["hits"]).iter();
    let found: BTreeSet<_> = found
        .map(|hit| text(&hit["report_id"]).to_owned())
        .collect();
    assert_eq!(found, again);
    // Whoever was told is found by the words of the search, however it takes them.
    let any = env.line("search oversight delay --any --told-again --count");
    let either = env.line("search oversight OR delay --told-again --count");
    assert_eq!(any.succeeds().stdout, either.succeeds().stdout);
    let error = env.line("search --told-again").fails(2);
    assert!(error.contains("`--told-again` needs words"), "{error}");
}

#[test]
fn regular_expressions_match_whole_words() {
    let env = TestEnvironment::indexed();
    let total = |query: &str| {
        env.run(["search", query, "--count", "--format", "json"])
            .json()["total"]
            .clone()
    };
    assert_eq!(
        total("/[Pp]lan(s|ned)?/"),
        total("=plan OR =plans OR =planned")
    );
    assert_eq!(total("/super.*/"), total("super*"));
    assert_eq!(
        total("/plans/ NEAR/3 children"),
        total("=plans NEAR/3 children")
    );
    assert_eq!(total("NOT (/plan.*/)"), total("NOT (plan*)"));
    let error = env.run(["search", "children /plan(s/"]).fails(2);
    assert!(
        error.contains("in the regular expression: unclosed group"),
        "{error}"
    );
    assert!(
        error.contains("\n  children /plan(s/\n                ^\n"),
        "{error}"
    );
    let explained = env
        .run(["search", "/plan(s|ned)/", "--explain", "--count"])
        .stdout;
    assert!(explained.contains("/plan(s|ned)/"), "{explained}");
    let error = env.run(["search", r"/(\w{40}){40}/"]);
    assert_eq!(error.code, Some(2));
    assert!(error.stderr.contains("too many states"), "{}", error.stderr);
    // Slashes in prose are no marks.
    assert_eq!(total("and/or"), total("\"and or\""));
}

/// What may have been meant is offered with what it finds, where that is more.
#[test]
fn other_questions_are_offered_with_what_they_find() {
    let env = TestEnvironment::indexed();
    let found = |query: &str| {
        let args = ["search", query, "--format", "json", "--limit", "0"];
        env.run(args).json()
    };
    for (asked, meant) in [
        ("supervision or visits", "supervision OR visits"),
        ("supervision near managers", "supervision NEAR/10 managers"),
        (
            "supervision, caseloads, visits",
            "supervision OR caseloads OR visits",
        ),
        (
            "life-story work; management oversight",
            "\"life story work\" OR \"management oversight\"",
        ),
        ("visits council:ambleford", "visits authority:ambleford"),
        ("visits before:2020", "visits until:2020"),
        ("greade:good", "grade:good"),
        ("supervision/visits", "supervision OR visits"),
        ("supervision,visits", "supervision OR visits"),
        ("visits year>=2020", "visits since:2020"),
        ("visits 2019..2022", "visits date:[2019 TO 2022]"),
    ] {
        let answer = found(asked);
        let first = &items(&answer["suggestions"])[0];
        assert_eq!(first["query"], meant, "{asked}");
        assert_eq!(first["paragraphs"], found(meant)["total"], "{asked}");
        assert!(
            first["paragraphs"].as_u64() > answer["total"].as_u64(),
            "{asked}"
        );
        assert!(!items(&answer["notes"]).is_empty(), "{asked}");
    }
    // A value that there is not is no offer, and no error.
    let unknown = found("visits council:atlantis");
    let offered = items(&unknown["suggestions"]).iter();
    assert!(
        !offered
            .map(|offer| text(&offer["query"]))
            .any(|query| query.contains("authority:"))
    );
    let run = env.run(["search", "visits", "title:plans", "--count"]);
    assert!(
        run.stderr.contains("`title:` is left out"),
        "{}",
        run.stderr
    );
    let run = env.run(["search", "visits", "/s", "plans", "--count"]);
    assert!(run.stderr.contains("option `sentence`"), "{}", run.stderr);
}
