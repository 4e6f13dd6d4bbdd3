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
fn shares_are_made_of_comparable_kinds() {
    let env = TestEnvironment::indexed();
    let counted = |question: &str| env.line(question).succeeds().json();
    let whole = counted("search children --count --facet year,kind --format json");
    let full = ["ilacs", "sif", "sif-reinspection"];
    let left_out = whole["kinds_left_out"].as_object().unwrap();
    assert!(
        !left_out.is_empty(),
        "the sample has full inspections alone"
    );
    assert!(full.iter().all(|kind| !left_out.contains_key(*kind)));
    let question = format!(
        "search children --facet year --kind {} --format json",
        full.join(",")
    );
    let of_full = counted(&question);
    assert!(of_full["kinds_left_out"].as_object().unwrap().is_empty());
    for year in items(&whole["facets"]["year"]) {
        let mut of_full = items(&of_full["facets"]["year"]).iter();
        let Some(same) = of_full.find(|row| row["value"] == year["value"]) else {
            assert_eq!(
                (&year["compared_searched"], &year["share"]),
                (&0.into(), &serde_json::Value::Null)
            );
            continue;
        };
        assert_eq!(year["reports_compared"], same["reports"], "{year}");
        assert_eq!(
            year["compared_searched"], same["reports_searched"],
            "{year}"
        );
        assert_eq!(year["share"], same["share"], "{year}");
    }
    // Where kinds are told apart, each is compared with itself.
    for kind in items(&whole["facets"]["kind"]) {
        assert_eq!(kind["compared_searched"], kind["reports_searched"]);
    }
    let text = env.line("search children --count --facet year").succeeds();
    assert!(text.stdout.contains("not compared: "), "{}", text.stdout);
    let text = env.line("search children --count --facet kind").succeeds();
    assert!(!text.stdout.contains("not compared: "), "{}", text.stdout);
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
    let message = env.line("search children -C 1 --format csv").fails(2);
    assert!(message.contains("\nhint: "), "{message}");
    let message = env.line("search children -C 1 --kwic").fails(2);
    assert!(message.contains("cannot be used with"), "{message}");
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

#[test]
fn matching_and_silent_reports_add_up_under_every_filter() {
    let env = TestEnvironment::indexed();
    for filter in [
        "--source all",
        "--kind ilacs,sif",
        "--kind !ilacs",
        "--area care-leavers",
        "--area-group care",
        "--area none",
        "--grade inadequate",
        "--grade !good",
        "--overall good --since 2019",
        "--section improvement",
        "--framework ilacs-2023 --grade good",
        "--until 2018 --area-group protection",
        "--inspector none",
    ] {
        for query in ["children", "\"life-story work\" OR drift"] {
            let mut args = vec!["search", query, "--absent", "--format", "json"];
            args.extend(filter.split(' '));
            let found = env.run(args.iter().copied()).json();
            let silent = items(&found["absent"]).len() as u64;
            let matching = found["total_reports"].as_u64().unwrap();
            assert_eq!(found["reports_searched"], silent + matching, "{filter}");

            let mut args = vec!["search", query, "--facet", "year,area", "--format", "json"];
            args.extend(filter.split(' '));
            let counted = env.run(args.iter().copied()).json();
            let years = &counted["facets"]["year"];
            assert_eq!(counted["total"], sum(years, "paragraphs"), "{filter}");
            assert_eq!(matching, sum(years, "reports"), "{filter}");
            let searched = &counted["reports_searched"];
            assert_eq!(*searched, sum(years, "reports_searched"), "{filter}");
            for row in items(&counted["facets"]["area"]) {
                let count = |name: &str| row[name].as_u64().unwrap();
                assert!(count("reports") <= count("reports_searched"), "{row}");
                assert!(count("distinct") <= count("paragraphs"), "{row}");
            }
        }
    }
}

#[test]
fn years_are_drawn_in_their_order() {
    let env = TestEnvironment::indexed();
    let chart = env.line("search children --count --facet year").succeeds();
    let rows = chart.stdout.lines().skip(3);
    let rows = rows.take_while(|row| row.starts_with(|c: char| c.is_ascii_digit()));
    let years: Vec<u32> = rows.map(|row| row[..4].parse().unwrap()).collect();
    assert!(
        years.windows(2).all(|pair| pair[1] == pair[0] + 1),
        "{years:?}"
    );
    assert!(chart.stdout.contains('█'), "{}", chart.stdout);
}

#[test]
fn filters_that_cannot_apply_say_so() {
    let env = TestEnvironment::indexed();
    let run = env.line("search children --area care-leavers --format json");
    assert!(
        run.stderr.starts_with("note: ") && run.stderr.contains("`--area-group care` reaches "),
        "{}",
        run.stderr
    );
    let note = text(&run.json()["notes"][0]).to_owned();
    assert_eq!(run.stderr, format!("note: {note}\n"));
    env.line("search children --area care-leavers --quiet")
        .succeeds();
}

#[test]
fn context_is_given_once() {
    let env = TestEnvironment::indexed();
    let found = env.line("search children -C 2 --all --format json").json();
    for hit in items(&found["hits"]) {
        let context = &hit["context"];
        assert!(items(&context["before"]).len() <= 2 && items(&context["after"]).len() <= 2);
    }
    let run = env
        .line("search children -C 2 --all --sort authority")
        .succeeds();
    let ids = |text: &str| {
        let is_id = |line: &&str| line.contains("/ilacs#") && !line.contains(' ');
        text.lines()
            .filter(is_id)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let ids = ids(&run.stdout);
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len());
    assert!(run.stdout.contains("\n> paragraph "), "{}", run.stdout);
}

#[test]
fn concordances_go_into_spreadsheets() {
    let env = TestEnvironment::indexed();
    let line = "search children --kwic --kwic-sort R1,L1 --all --format";
    let (names, rows) = env.line(&format!("{line} csv")).succeeds().csv();
    assert_eq!(
        names[..6],
        ["id", "left", "node", "right", "date", "authority"]
    );
    let hits = env
        .line("search children --all --format jsonl")
        .succeeds()
        .jsonl();
    let matches: usize = hits.iter().map(|hit| items(&hit["highlights"]).len()).sum();
    assert_eq!(rows.len(), matches);
    let found = env.line(&format!("{line} json")).succeeds().json();
    let lines = items(&found["lines"]);
    let next = |line: &Value| {
        let right = text(&line["right"]).to_lowercase();
        let mut words = right.split(|c: char| !c.is_alphanumeric() && c != '’');
        words
            .find(|word| !word.is_empty())
            .unwrap_or_default()
            .replace('’', "")
    };
    assert!(lines.iter().map(next).is_sorted());
    // A page of them is a part of all of them.
    let page =
        env.line("search children --kwic --kwic-sort R1,L1 --limit 3 --offset 4 --format json");
    assert_eq!(items(&page.succeeds().json()["lines"]), &lines[4..7]);
    env.line("search children --kwic-sort R1").fails(2);
    env.line("search children --kwic --kwic-sort X1").fails(2);
}

#[test]
fn scores_are_explained() {
    let env = TestEnvironment::indexed();
    let found = env
        .line("search children care --explain --format json")
        .json();
    for hit in items(&found["hits"]) {
        let parts = items(&hit["explanation"]["parts"]);
        let sum: f64 = parts
            .iter()
            .map(|part| part["score"].as_f64().unwrap())
            .sum();
        assert!((sum - hit["score"].as_f64().unwrap()).abs() < 1e-4, "{hit}");
    }
    let said = env
        .line("search children care --explain --limit 1")
        .succeeds()
        .stdout;
    assert!(said.contains("\n  score "), "{said}");
}
