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
use findings::query::{Field, Filters};
use findings::semantics::{Like, RelatedRequest, RewordedRequest, Thesaurus, related, reworded};
use serde_json::Value;
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

/// Lists the names that stand beside the answer to a search.
fn said_as(env: &TestEnvironment, query: &str) -> Vec<Value> {
    let answer = env.run(["search", query, "--format", "json"]).json();
    items(&answer["said_as"]).to_vec()
}

#[test]
fn names_of_the_reports_stand_beside_a_search_once_they_are_made() {
    let env = TestEnvironment::of_two_names(0);
    assert!(said_as(&env, "caseloads").is_empty());
    // A search makes nothing.
    assert!(!env.path("index/thesaurus").exists());
    env.run(["related", "caseloads", "--quiet"]).succeeds();
    let [name] = &said_as(&env, "caseloads")[..] else {
        panic!("workloads alone are said in that company");
    };
    assert_eq!(
        (&name["name"], &name["from"]),
        (&"workloads".into(), &"company".into())
    );
    assert_eq!(name["query"], "(caseloads) OR workloads");
    let found = env
        .run(["search", text(&name["term"]), "--format", "json"])
        .json();
    assert_eq!(found["total"], name["paragraphs"]);
    assert_eq!(found["total_reports"], name["reports"]);
    let run = env.run(["search", "caseloads", "--count"]);
    assert!(
        run.stderr
            .contains("said as, by the reports: workloads (4 reports, likeness "),
        "{}",
        run.stderr
    );
    // What is found is what was asked for, and nothing else.
    let plain = env.run(["search", "caseloads", "--format", "json"]).json();
    assert_eq!(plain["total"], 48);
    for query in [
        "caseloads OR drift",
        "=caseloads",
        "caseload*",
        "kind:ilacs",
    ] {
        assert!(said_as(&env, query).is_empty(), "{query}");
    }
    let exact = env
        .run(["search", "caseloads", "--exact", "--format", "json"])
        .json();
    assert!(items(&exact["said_as"]).is_empty());
}

#[test]
fn a_widened_search_says_so_in_its_query() {
    let env = TestEnvironment::of_two_names(0);
    let run = env.run(["search", "caseloads", "--also", "--format", "json"]);
    assert!(
        run.stderr
            .contains("searched too, as the reports say it: workloads (4 reports"),
        "{}",
        run.stderr
    );
    let widened = run.json();
    assert_eq!(widened["query"], "(caseloads) OR workloads");
    assert_eq!(widened["total"], 96);
    let asked = env
        .run(["search", "(caseloads) OR workloads", "--format", "json"])
        .json();
    assert_eq!(asked["hits"], widened["hits"]);
    let run = env.run(["search", "caseloads", "--also", "--format", "markdown"]);
    assert!(run.stdout.starts_with("# (caseloads) OR workloads\n"));
    let said = env.run(["search", "caseloads OR drift", "--also"]).fails(2);
    assert!(said.contains("widens one name"), "{said}");
}

#[test]
fn where_nothing_is_found_the_nearest_names_are_offered() {
    let env = TestEnvironment::of_two_names(1);
    env.run(["related", "caseloads", "--quiet"]).succeeds();
    let query = "\"zebra caseloads\"";
    let run = env.run(["search", query]);
    assert!(
        run.stderr
            .contains("nearest of what the reports say: workloads (4 reports"),
        "{}",
        run.stderr
    );
    let offered = said_as(&env, query);
    assert_eq!(offered[0]["name"], "workloads");
    // Offered is what is found under the same filters.
    let filtered = ["search", query, "--until", "1990", "--format", "json"];
    let answer = env.run(filtered).json();
    assert!(items(&answer["said_as"]).is_empty(), "{answer}");
}

#[test]
fn names_of_a_thesaurus_that_lags_stand_beside_no_search() {
    let env = TestEnvironment::of_two_names(20);
    env.run(["ingest", "--related", "--quiet"]).succeeds();
    env.add_reports(20..21);
    env.run(["ingest", "--quiet"]).succeeds();
    // One report of 25 is not worth a word.
    assert_eq!(said_as(&env, "caseloads").len(), 1);
    env.add_reports(21..25);
    env.run(["ingest", "--quiet"]).succeeds();
    assert!(said_as(&env, "caseloads").is_empty());
    let file = env.path("index/thesaurus");
    fs::write(&file, b"findings thesaurus 1\nbroken").unwrap();
    assert!(said_as(&env, "caseloads").is_empty());
}

#[test]
fn it_is_made_anew_without_a_path() {
    let env = TestEnvironment::of_two_names(0);
    // Neither the folder that is read unless another is named nor that of the reports is there.
    fs::rename(env.path("corpus"), env.path("moved")).unwrap();
    let run = env.run(["ingest", "--related"]);
    assert!(run.stderr.contains("made the thesaurus"), "{}", run.stderr);
    assert_eq!(said_as(&env, "caseloads").len(), 1);
    // What was read before is read again.
    fs::rename(env.path("moved"), env.path("corpus")).unwrap();
    env.add_reports(0..1);
    env.run(["ingest", "--related", "--quiet"]).succeeds();
    let all = env.run(["search", "", "--format", "json"]).json();
    assert_eq!(all["reports_searched"], 5);
}

#[test]
fn filters_say_what_they_change() {
    let env = TestEnvironment::of_two_names(3);
    let run = env.run(["related", "caseloads"]);
    assert!(!run.stdout.contains("filters"), "{}", run.stdout);
    let args = ["related", "caseloads", "--until", "1990"];
    let run = env.run(args);
    assert!(
        run.stdout
            .contains("counted and quoted in 0 of 7 reports that pass the filters"),
        "{}",
        run.stdout
    );
}

#[test]
fn phrases_that_mean_the_same_stand_together_and_are_counted_as_one() {
    let env = taught();
    let answer = env
        .line("themes --together --all --format json")
        .succeeds()
        .json();
    let groups = items(&answer["groups"]);
    assert_eq!(answer["total"], groups.len());
    let members: Vec<usize> = groups
        .iter()
        .map(|group| items(&group["members"]).len())
        .collect();
    assert_eq!(answer["phrases"], members.iter().sum::<usize>());
    let alone = env.line("themes --all --format json").succeeds().json();
    assert_eq!(answer["phrases"], alone["total"]);
    let of_several: Vec<_> = groups
        .iter()
        .filter(|group| items(&group["members"]).len() > 1)
        .collect();
    assert!(!of_several.is_empty());
    for group in of_several {
        let query = text(&group["query"]);
        let found = env.run(["search", query, "--format", "json"]).json();
        assert_eq!(found["total"], group["paragraphs"], "{group}");
        assert_eq!(found["total_reports"], group["reports"], "{group}");
        for member in items(&group["members"]) {
            assert!(
                member["reports"].as_u64() <= group["reports"].as_u64(),
                "{group}"
            );
        }
    }
    let csv = env
        .line("themes --together --limit 3 --format csv")
        .succeeds();
    assert_eq!(csv.csv().1.len(), members.iter().take(3).sum::<usize>());
    let opened = env
        .line("themes --together --open 1 --format json")
        .succeeds()
        .json();
    assert_eq!(opened["total"], groups[0]["paragraphs"]);
    for format in ["text", "markdown", "html"] {
        let run = env
            .run(["themes", "--together", "--format", format])
            .succeeds();
        assert!(run.stdout.contains("and stand in"), "{}", run.stdout);
    }
}

/// Asks for names for the codes of a book in which one code has more lines.
fn suggested(env: &TestEnvironment, lines: &str) -> Value {
    let book = format!(
        "name = \"Work\"\n[[theme]]\nname = \"load\"\ninclude = [\"caseloads\"{lines}\n\
         [[theme]]\nname = \"drift\"\ninclude = [\"drift\"]\n"
    );
    fs::write(env.path("book.toml"), book).unwrap();
    let run = env.line("themes --codebook book.toml --suggest --format json");
    run.json()["themes"][0].clone()
}

#[test]
fn a_code_is_offered_names_until_they_are_taken_or_declined() {
    let env = TestEnvironment::of_two_names(0);
    env.run(["related", "caseloads", "--quiet"]).succeeds();
    let code = suggested(&env, "]");
    let [name] = items(&code["suggested"]) else {
        panic!("workloads alone are offered: {code}");
    };
    assert_eq!(
        (&name["name"], &name["like"]),
        (&"workloads".into(), &"caseloads".into())
    );
    assert_eq!(name["term"], "workloads");
    assert_eq!(
        (&name["adds_paragraphs"], &name["adds_reports"]),
        (&48.into(), &0.into())
    );
    let listed = env
        .run(["search", text(&name["listing"]), "--format", "json"])
        .json();
    assert_eq!(listed["total"], name["adds_paragraphs"]);
    let run = env.line("themes --codebook book.toml --suggest").succeeds();
    assert!(
        run.stdout.contains("searches: [\"workloads\"]"),
        "{}",
        run.stdout
    );
    let csv = env
        .line("themes --codebook book.toml --suggest --format csv")
        .succeeds();
    assert_eq!(csv.csv().1.len(), 1);

    let declined = suggested(&env, "]\ndeclined = [\"workload\"]");
    assert_eq!(items(&declined["suggested"]).len(), 0);
    assert_eq!(declined["declined"], 1);
    env.line("themes --codebook book.toml --suggest")
        .finds_nothing();
    // What is declined is no part of the theme.
    let coded = env
        .line("themes --codebook book.toml --format json")
        .succeeds()
        .json();
    assert_eq!(coded["themes"][0]["paragraphs"], 48);

    let taken = suggested(&env, ", \"workloads\"]");
    assert_eq!(items(&taken["suggested"]).len(), 0);
    assert_eq!(taken["declined"], 0);
    let excluded = suggested(&env, "]\nexclude = [\"workloads\"]");
    assert_eq!(items(&excluded["suggested"]).len(), 0);
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
                quotes: false,
                ..RelatedRequest::new(&row[0])
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
