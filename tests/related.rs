//! `findings related` and what is said in other words, on the sample corpus.
//!
//! Where `FINDINGS_REPORTS` names a folder of real reports with `../reference` beside it, the last two
//! tests hold the answers against two tables that people made: `related.csv` says what some names are
//! called besides, `track-gold.csv` which items ask for the same as items of earlier reports.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod common;

use std::collections::BTreeMap;
use std::fs;

use common::{TestEnvironment, beside_real_reports, items, real_reports, text};
use findings::index::{Index, IngestOptions, ingest};
use findings::query::fold::{fold, words};
use findings::query::{Concepts, Field, Filters};
use findings::semantics::{Like, RelatedRequest, RewordedRequest, Thesaurus, related, reworded};
use tempfile::TempDir;

/// A name that the sample says often.
const NAME: &str = "supervision";

/// Makes a folder with an index and its thesaurus.
fn taught() -> TestEnvironment {
    let env = TestEnvironment::indexed();
    env.run(["related", NAME, "--quiet"]).succeeds();
    env
}

#[test]
fn a_number_leads_to_its_quotations() {
    let env = TestEnvironment::indexed();
    let run = env.run(["related", NAME, "--format", "json"]);
    assert!(run.stderr.contains("made the thesaurus"), "{}", run.stderr);
    let answer = run.json();
    assert_eq!(answer["query"], NAME);
    let names = items(&answer["related"]);
    assert!(!names.is_empty());
    for name in names {
        let search = env
            .run(["search", text(&name["search"]), "--format", "json"])
            .succeeds();
        let found = search.json();
        assert_eq!(found["total"], name["paragraphs"], "{name}");
        assert_eq!(found["total_reports"], name["reports"], "{name}");
        assert!(
            name["known"].is_boolean() && name["likeness"].as_f64().unwrap() <= 1.0,
            "{name}"
        );
        assert!(!text(&name["quotation"]).is_empty(), "{name}");
        assert!(!words(text(&name["text"])).any(|word| fold(&text(&name["text"])[word]) == NAME));
    }
}

#[test]
fn a_thesaurus_is_made_once_and_the_same_again() {
    let env = TestEnvironment::ingested();
    env.run(["related", NAME, "--quiet"]).succeeds();
    let file = env.path("index/thesaurus");
    let made = fs::read(&file).unwrap();
    env.run(["related", NAME]).succeeds();
    fs::remove_file(&file).unwrap();
    env.run(["related", NAME, "--quiet"]).succeeds();
    assert!(fs::read(&file).unwrap() == made);
    // Of the same reports, read anew in another order.
    env.run(["ingest", "--rebuild", "--jobs", "1", "--related", "--quiet"])
        .succeeds();
    assert!(fs::read(&file).unwrap() == made);
}

#[test]
fn a_damaged_thesaurus_is_named_and_made_anew() {
    let env = taught();
    let file = env.path("index/thesaurus");
    let made = fs::read(&file).unwrap();
    let mut changed = made.clone();
    let last = changed.len() - 1;
    changed[last] ^= 1;
    for damaged in [&changed[..], &made[..last], &made[..9]] {
        fs::write(&file, damaged).unwrap();
        env.run(["related", NAME, "--quiet"]).succeeds();
        assert!(fs::read(&file).unwrap() == made);
    }
    fs::write(&file, &changed).unwrap();
    assert_eq!(
        Index::damaged_files(&env.path("index")).unwrap(),
        ["thesaurus"]
    );
}

#[test]
fn it_is_told_by_how_much_it_lags() {
    let env = taught();
    for number in 0..3 {
        let report = format!(
            "# Visit to Aford {number}\n\n1. Supervision of visit {number} is regular and well recorded by all of its managers.\n"
        );
        fs::write(env.path(&format!("corpus/aford-{number}.md")), report).unwrap();
    }
    env.run(["ingest"]).succeeds();
    let run = env.run(["related", NAME]);
    assert!(
        run.stderr.contains("the thesaurus lags: 3 of "),
        "{}",
        run.stderr
    );
    env.run(["ingest", "--related", "--quiet"]).succeeds();
    env.run(["related", NAME]).succeeds();
}

#[test]
fn several_names_are_answered_one_after_the_other() {
    let env = taught();
    let run = env.run([
        "related", NAME, "zebras", "--limit", "3", "--format", "json",
    ]);
    let answers = run.succeeds().json();
    let answers = items(&answers);
    assert_eq!(answers.len(), 2);
    assert_eq!(items(&answers[0]["related"]).len(), 3);
    assert_eq!(items(&answers[1]["related"]).len(), 0);
    let run = env
        .run(["related", NAME, "--limit", "2", "--format", "csv"])
        .succeeds();
    let (names, rows) = run.csv();
    assert_eq!(names[..3], ["query", "rank", "text"]);
    assert_eq!(rows.len(), 2);
    for format in ["text", "markdown", "html"] {
        let run = env.run(["related", NAME, "--format", format]).succeeds();
        assert!(run.stdout.contains("keep its company"), "{}", run.stdout);
    }
}

#[test]
fn what_is_said_too_seldom_is_told() {
    let env = taught();
    let run = env.run(["related", "zebras"]).finds_nothing();
    assert!(
        run.stdout.contains("say too little of it"),
        "{}",
        run.stdout
    );
}

#[test]
fn names_are_left_out_that_are_near_another_or_rare() {
    let env = taught();
    let names = |more: &[&str]| {
        let all = [&["related", NAME, "--format", "json"], more].concat();
        let answer = env.run(all).succeeds().json();
        let names = items(&answer["related"]).iter();
        names
            .map(|name| {
                (
                    text(&name["text"]).to_owned(),
                    name["reports"].as_u64().unwrap(),
                )
            })
            .collect::<Vec<_>>()
    };
    let all = names(&[]);
    let without = names(&["--unlike", &all[0].0]);
    assert!(!without.contains(&all[0]));
    let common = names(&["--min-reports", "9"]);
    assert!(!common.is_empty() && common.iter().all(|(_, reports)| *reports >= 9));
    let filtered = names(&["--kind", "ilacs"]);
    let fewer = |(name, reports): &(String, u64)| {
        let before = all.iter().find(|(other, _)| other == name);
        before.is_none_or(|(_, before)| reports <= before)
    };
    assert!(filtered.iter().all(fewer));
}

#[test]
fn paragraphs_in_other_words_are_no_copies() {
    let env = taught();
    let id = "saltings-and-orme/2025-01-31/ilacs#improvement-4";
    let run = env.run([
        "similar",
        id,
        "--in-other-words",
        "--limit",
        "5",
        "--format",
        "json",
    ]);
    let found = run.succeeds().json();
    let hits = items(&found["hits"]);
    assert_eq!(hits.len(), 5);
    let likeness: Vec<_> = hits
        .iter()
        .map(|hit| hit["likeness"].as_f64().unwrap())
        .collect();
    assert!(likeness.iter().rev().is_sorted(), "{likeness:?}");
    for hit in hits {
        assert_ne!(hit["id"], id);
        assert!(!items(&hit["highlights"]).is_empty(), "{hit}");
    }
    let own = text(&found["text"]);
    let run = env.run([
        "similar",
        own,
        "--in-other-words",
        "--limit",
        "5",
        "--format",
        "json",
    ]);
    let by_text = run.succeeds().json();
    assert_eq!(by_text["hits"], found["hits"]);
    env.run(["similar", "nowhere/2020-01-01/ilacs#1", "--in-other-words"])
        .fails(1);
}

/// Makes an index of the real reports, and its thesaurus.
fn of_real_reports() -> (TempDir, Index, Thesaurus) {
    let reports = real_reports().unwrap();
    let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    ingest(dir.path(), &[reports], &IngestOptions::default(), &|_| {}).unwrap();
    let index = Index::open(dir.path()).unwrap();
    let thesaurus = Thesaurus::make(&index).unwrap();
    (dir, index, thesaurus)
}

/// Counts for how many names of a table an expected one stands among the first ten.
#[test]
fn expected_names_are_found() {
    let Some(table) = beside_real_reports("../reference/related.csv") else {
        return;
    };
    let (_dir, index, thesaurus) = of_real_reports();
    let spelt = |name: &str| -> Vec<String> {
        words(name)
            .map(|word| Index::stem(&fold(&name[word])).into_owned())
            .collect()
    };
    let mut rows = csv::Reader::from_path(table).unwrap();
    let (mut found, mut all) = (0, 0);
    for row in rows.records() {
        let row = row.unwrap();
        let expected: Vec<_> = row[1].split('|').map(spelt).collect();
        let answer = related(
            &index,
            &thesaurus,
            &RelatedRequest {
                words: row[0].to_owned(),
                unlike: None,
                filters: Default::default(),
                min_reports: 1,
                limit: 10,
                concepts: Concepts::builtin(),
                quotes: false,
            },
        );
        let names = answer.unwrap().names;
        let is_found = names
            .iter()
            .any(|name| expected.contains(&spelt(&name.text)));
        if !is_found {
            let names: Vec<_> = names.iter().map(|name| &*name.text).collect();
            eprintln!("expected names: {} is told {}", &row[0], names.join(", "));
        }
        found += usize::from(is_found);
        all += 1;
    }
    eprintln!("expected names: {found} of {all} among the first ten");
    assert!(found * 29 >= all * 24, "{found} of {all}");
}

/// Counts for how many items, of those that two readers find again, one of these stands first among
/// the items of the later report.
#[test]
fn items_are_found_again_in_other_words() {
    let Some(table) = beside_real_reports("../reference/track-gold.csv") else {
        return;
    };
    let (_dir, index, thesaurus) = of_real_reports();
    let mut links: BTreeMap<(String, String), Vec<(String, bool)>> = BTreeMap::new();
    let mut rows = csv::Reader::from_path(table).unwrap();
    for row in rows.records() {
        let row = row.unwrap();
        let same = [&row[4], &row[5]].iter().all(|reading| *reading == "same");
        let item = links
            .entry((row[2].to_owned(), row[1].to_owned()))
            .or_default();
        item.push((row[3].to_owned(), same));
    }
    links.retain(|_, later| later.iter().any(|(_, same)| *same));
    let mut first = 0;
    for ((item, report), later) in &links {
        // Of the later report's authority alone: every paragraph that is compared is read.
        let mut filters = Filters::default();
        let authority = report.split('/').next().unwrap();
        filters.add(Field::Authority, authority);
        let request = RewordedRequest {
            like: Like::Paragraph(item.parse().unwrap()),
            filters,
            limit: None,
        };
        let found = reworded(&index, &thesaurus, &request).unwrap().unwrap();
        let ids = found
            .hits
            .iter()
            .map(|(hit, _)| format!("{}#{}", hit.report.id, hit.paragraph.locator));
        let mut ranked = ids.filter_map(|id| later.iter().find(|(other, _)| *other == id));
        first += usize::from(ranked.next().is_some_and(|(_, same)| *same));
    }
    eprintln!(
        "items found again in other words: {first} of {}",
        links.len()
    );
    assert!(first * 36 >= links.len() * 33, "{first} of {}", links.len());
}
