//! `findings track`, on the sample corpus.
//!
//! Where `FINDINGS_REPORTS` names a folder of real reports with `../reference` beside it, the last test
//! holds the tracker against `track-gold.csv`: two readings of every item of pairs of reports.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod common;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;

use common::{TestEnvironment, beside_real_reports, items, real_reports, text};
use serde_json::Value;

const GRADED: &str = "reports --kind sif,sif-reinspection,ilacs --format jsonl";
const IMPROVEMENT: &str = "improvement,priority-action,what-needs-to-improve,areas-for-improvement";
const THEME: &str = "oversight";

/// Graded reports by authority, the earliest first.
fn chains(env: &TestEnvironment) -> BTreeMap<String, Vec<Value>> {
    let mut chains: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for report in env.line(GRADED).succeeds().jsonl() {
        let authority = text(&report["authority"]).to_owned();
        chains.entry(authority).or_default().push(report);
    }
    for chain in chains.values_mut() {
        chain.sort_by_key(|report| text(&report["inspection_end"]).to_owned());
    }
    chains
}

fn track(env: &TestEnvironment, args: &[&str]) -> Value {
    let args = ["track"].iter().chain(args).chain(&["--format", "json"]);
    env.run(args.copied()).succeeds().json()
}

#[test]
fn a_theme_is_recounted_from_searches() {
    let env = TestEnvironment::indexed();
    let search = [
        "search",
        THEME,
        "--section",
        IMPROVEMENT,
        "--all",
        "--format",
        "jsonl",
    ];
    let named: HashSet<String> = env
        .run(search)
        .succeeds()
        .jsonl()
        .iter()
        .filter(|hit| hit["area"] != "lscb")
        .map(|hit| text(&hit["report_id"]).to_owned())
        .collect();
    let mut expected: HashMap<&str, u64> = HashMap::new();
    for chain in chains(&env).values() {
        for pair in chain.windows(2) {
            let told = [0, 1].map(|at: usize| named.contains(text(&pair[at]["report_id"])));
            let naming = match told {
                [true, true] => "named_again",
                [true, false] => "dropped",
                [false, true] => "new",
                [false, false] => "neither",
            };
            *expected.entry(naming).or_default() += 1;
        }
    }
    let found = track(&env, &[THEME]);
    let totals = &found["totals"];
    for naming in ["named_again", "dropped", "new", "neither"] {
        let expected = expected.get(naming).copied().unwrap_or(0);
        assert_eq!(totals[naming], expected, "{naming}: {totals}");
    }
    assert_eq!(totals["pairs"], expected.values().sum::<u64>());
    assert_eq!(totals["pairs"], items(&found["pairs"]).len());
    assert!(expected.len() > 2, "the sample shows little: {expected:?}");
}

#[test]
fn every_item_has_a_fate_and_its_evidence() {
    let env = TestEnvironment::indexed();
    let found = track(&env, &[]);
    let chains = chains(&env);
    let (same, mention) = (
        &found["same_floor"],
        found["mention_floor"].as_f64().unwrap(),
    );
    assert!(same.as_f64().unwrap() > 0.0);
    let (mut all, mut again, mut quoted) = (0, 0, 0);
    for pair in items(&found["pairs"]) {
        let chain = &chains[text(&pair["authority"])];
        let then = chain
            .iter()
            .find(|report| report["report_id"] == pair["then"]);
        let grades = then.unwrap()["grades"].as_object().unwrap();
        let mut named_again = HashSet::new();
        for item in items(&pair["items"]) {
            all += 1;
            assert!(text(&item["id"]).starts_with(text(&pair["then"])));
            assert_eq!(
                item["fate"] == "named-again",
                !item["again"].is_null(),
                "{item}"
            );
            if let Some(id) = item["again"]["id"].as_str() {
                again += 1;
                assert!(id.starts_with(text(&pair["now"])));
                named_again.insert(id);
            }
            let findings = items(&item["findings"]);
            assert_eq!(item["mentioned"], !findings.is_empty());
            let likeness: Vec<f64> = findings
                .iter()
                .map(|finding| finding["resemblance"].as_f64().unwrap())
                .collect();
            assert!(likeness.is_sorted_by(|a, b| a >= b), "{likeness:?}");
            assert!(
                likeness
                    .iter()
                    .all(|share| *share > mention - 0.001 && *share <= 1.0)
            );
            for finding in findings {
                quoted += 1;
                for (area, grade) in finding["grades_then"].as_object().unwrap() {
                    assert_eq!(grades[area], *grade, "{finding}");
                }
            }
        }
        let new = items(&pair["new"]);
        assert!(
            new.iter()
                .all(|item| !named_again.contains(text(&item["id"])))
        );
    }
    assert_eq!(found["totals"]["named_again"]["whole"], all);
    assert_eq!(found["totals"]["named_again"]["part"], again);
    assert!(again > 0 && quoted > 0, "the sample shows little");
    let (names, rows) = env.line("track --format csv").succeeds().csv();
    let fate = names.iter().position(|name| name == "fate").unwrap();
    let of_then = rows.iter().filter(|row| row[fate] != "new");
    assert_eq!(of_then.count(), all);
}

#[test]
fn text_is_read_at_eighty_columns() {
    let env = TestEnvironment::indexed();
    for line in [
        "track",
        "track oversight",
        "track --authority castlebridge",
        "track oversight --authority saltings-and-orme",
    ] {
        let text = env.line(line).succeeds().stdout;
        let wide = text.lines().find(|line| line.chars().count() > 80);
        assert_eq!(wide, None, "{line}");
    }
    let shown = env.line("track --authority castlebridge").succeeds().stdout;
    assert!(
        shown.contains("\nnamed again\n") || shown.contains("\ndropped\n"),
        "{shown}"
    );
    assert!(shown.contains("(then "), "{shown}");
}

#[test]
fn pairs_are_successive_whatever_is_filtered() {
    let env = TestEnvironment::indexed();
    let all = track(&env, &[THEME]);
    for filters in [
        ["--kind", "ilacs"],
        ["--since", "2018"],
        ["--overall", "requires-improvement"],
    ] {
        let some = track(&env, &[&[THEME], &filters[..]].concat());
        assert!(items(&some["pairs"]).len() < items(&all["pairs"]).len());
        for pair in items(&some["pairs"]) {
            assert!(items(&all["pairs"]).contains(pair), "{filters:?}: {pair}");
        }
    }
    let text = env
        .line("track oversight --since 2999")
        .finds_nothing()
        .stdout;
    assert!(text.contains("0 pairs"), "{text}");
}

#[test]
fn neighbours_are_the_authorities_of_the_file() {
    let env = TestEnvironment::indexed();
    fs::write(
        env.path("n.csv"),
        "authority,neighbour,rank\n\
         Ambleford,northmere,2\n\
         ambleford,Saltings and Orme,1\n\
         Castlebridge,Kent,1\n",
    )
    .unwrap();
    let of = ["--authority", "ambleford", "--neighbours", "n.csv"];
    let found = track(&env, &[&[THEME], &of[..]].concat());
    let authorities: Vec<_> = items(&found["authorities"])
        .iter()
        .map(|authority| text(&authority["authority"]))
        .collect();
    assert_eq!(authorities, ["ambleford", "northmere", "saltings-and-orme"]);

    let alone = env.line("track oversight --authority castlebridge --neighbours n.csv");
    assert_eq!(
        (alone.code, alone.stderr.as_str()),
        (Some(0), "note: no reports on kent\n")
    );
    let message = env
        .line("track --authority northmere --neighbours n.csv")
        .fails(2);
    assert!(
        message.contains("no neighbours of `northmere`"),
        "{message}"
    );
    let message = env.line("track oversight --neighbours n.csv").fails(2);
    assert!(message.contains("needs one authority"), "{message}");
    fs::write(
        env.path("n.csv"),
        "authority,neighbour\nambleford,northmear\n",
    )
    .unwrap();
    let message = env
        .line("track --authority ambleford --neighbours n.csv")
        .fails(2);
    assert!(
        message.contains("line 2: unknown authority `northmear`"),
        "{message}"
    );
    assert!(message.contains("did you mean `northmere`"), "{message}");
}

#[test]
fn the_answer_is_the_same_whoever_read_the_files() {
    let (one, two) = (TestEnvironment::new(), TestEnvironment::new());
    one.line("ingest --jobs 1").succeeds();
    two.line("ingest --jobs 2").succeeds();
    for line in [
        "track --format json",
        "track oversight --format json",
        "track oversight --format markdown",
        "reports --matrix --format json",
        "themes --coverage oversight adoption --format json",
    ] {
        let answers = [&one, &two].map(|env| env.line(line).succeeds().stdout);
        assert_eq!(answers[0], answers[1], "{line}");
    }
}

/// How often items that the tracker calls the same are so by two readings: right where both say so, wrong
/// where neither links the two, missed where both link an item and the tracker does not.
#[test]
fn items_named_again_are_those_that_readers_find() {
    let Some(table) = beside_real_reports("../reference/track-gold.csv") else {
        return;
    };
    let env = TestEnvironment::new();
    let reports = real_reports().unwrap();
    env.run(["ingest", reports.to_str().unwrap(), "--quiet"])
        .succeeds();
    let mut told: HashSet<(String, String)> = HashSet::new();
    for pair in items(&track(&env, &[])["pairs"]) {
        for item in items(&pair["items"]) {
            let matches = items(&item["matches"]).iter();
            for matched in matches.filter(|matched| matched["verdict"] == "same") {
                told.insert((
                    text(&item["id"]).to_owned(),
                    text(&matched["id"]).to_owned(),
                ));
            }
        }
    }
    let mut rows = csv::Reader::from_path(table).unwrap();
    let mut found: BTreeMap<String, (bool, bool)> = BTreeMap::new();
    let (mut right, mut wrong) = (0, 0);
    for row in rows.records() {
        let row = row.unwrap();
        let item = found.entry(row[2].to_owned()).or_default();
        let is_told = told.contains(&(row[2].to_owned(), row[3].to_owned()));
        match (&row[4], &row[5]) {
            ("same", "same") => {
                right += usize::from(is_told);
                item.0 = true;
                item.1 |= is_told;
            }
            ("none", "none") if is_told => {
                wrong += 1;
                eprintln!("items named again: {} is not {}", &row[2], &row[3]);
            }
            _ => {}
        }
    }
    let missed = found.iter().filter(|(_, (same, told))| *same && !told);
    let missed: Vec<_> = missed.map(|(id, _)| id).collect();
    let f1 = 2.0 * f64::from(right as u32) / (2 * right + wrong + missed.len()) as f64;
    eprintln!("items named again: {right} right, {wrong} wrong, missed {missed:?}: F1 {f1:.2}");
    assert!(f1 >= 0.8, "{f1}");
}

/// Writes the report of a full inspection, with its grade and what must improve.
fn write_report(env: &TestEnvironment, body: &str, days: &str, grade: &str, items: [&str; 2]) {
    let report = format!(
        "# {body} Council\n\n## Inspection of children's social care services\n\n\
         Inspection dates: {days}\n\nLead inspector: Jo Petch, His Majesty's Inspector\n\n\
         | Judgement | Grade |\n|---|---|\n\
         | The impact of leaders on social work practice with children and families | {grade} |\n\
         | The experiences and progress of children who need help and protection | {grade} |\n\
         | The experiences and progress of children in care | {grade} |\n\
         | Overall effectiveness | {grade} |\n\n\
         ## What needs to improve?\n\n- {}\n- {}\n\n\
         ## The experiences and progress of children in care: {grade}\n\n\
         1. Children in {body} are seen alone.\n",
        items[0], items[1]
    );
    std::fs::write(env.path(&format!("merged/{body}.md")), report).unwrap();
}

/// The items of a report counted once for each of three predecessors; filters by kind and day let the
/// predecessors' reports pass whatever they were; `--declined` and the matrix went by two rules.
#[test]
fn who_took_over_from_several_is_counted_once() {
    let env = TestEnvironment::new();
    std::fs::create_dir(env.path("merged")).unwrap();
    let gazetteer = "slug,name,predecessors\nnewford,Newford,oldford;easton\noldford,Oldford,\neaston,Easton,\n";
    std::fs::write(env.path("merged/gazetteer.csv"), gazetteer).unwrap();
    let (inadequate, good) = ("Inadequate", "Good");
    let visits = "The timeliness of statutory visits.";
    let [supervision, story] = ["Supervision of social workers.", "Life-story work."];
    write_report(
        &env,
        "Oldford",
        "5 to 16 June 2018",
        inadequate,
        [supervision, visits],
    );
    write_report(&env, "Easton", "4 to 15 June 2018", good, [story, visits]);
    let improve = "Requires improvement to be good";
    write_report(
        &env,
        "Newford",
        "6 to 17 December 2021",
        improve,
        [supervision, story],
    );
    env.line("ingest merged").succeeds();
    let text = env.line("track").succeeds().stdout;
    assert!(
        text.contains("items now: new                  0/2"),
        "{text}"
    );
    assert_eq!(
        env.line("track --since 2020")
            .finds_nothing()
            .stdout
            .matches("Oldford")
            .count(),
        0
    );
    let of_one = env
        .line("track --authority newford --format json")
        .succeeds()
        .json();
    assert_eq!(items(&of_one["pairs"]).len(), 2, "{of_one}");
    // Of several predecessors none is the one before.
    env.line("search --declined --count").finds_nothing();
}
