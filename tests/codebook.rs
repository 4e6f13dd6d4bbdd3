//! `findings themes --codebook`: the matrix agrees with searches, mistakes are named by place,
//! hand coding is compared, and the exchange format has the structure that it must have.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;

use common::{TestEnvironment, items, sum, text};

const BOOK: &str = r#"
name = "Two themes"
description = "For a test."
source = "this test"

[[theme]]
name = "supervision"
description = "Who watches over work & how."
include = ["supervision", '"management oversight"']
exclude = ["court"]

[[theme]]
name = "housing"
source = "invented"
include = "housing OR accommodation"
"#;

fn with_book() -> TestEnvironment {
    let env = TestEnvironment::indexed();
    fs::write(env.path("book.toml"), BOOK).unwrap();
    env
}

#[test]
fn the_matrix_agrees_with_searches() {
    let env = with_book();
    let json = env
        .line("themes --codebook book.toml --format json")
        .succeeds()
        .json();
    assert_eq!(json["codebook"], "Two themes");
    for (at, theme) in items(&json["themes"]).iter().enumerate() {
        let args = [
            "search",
            text(&theme["listing"]),
            "--all",
            "--format",
            "json",
        ];
        let found = env.run(args).succeeds().json();
        assert!(found["total"].as_u64().unwrap() > 0, "{theme}");
        assert_eq!(theme["paragraphs"], found["total"], "{theme}");
        assert_eq!(theme["reports"], found["total_reports"]);
        let cells = items(&json["reports"])
            .iter()
            .map(|report| &report["themes"][at]);
        let present = cells.clone().filter(|cell| cell["present"] == true).count();
        let paragraphs: u64 = cells.map(|cell| cell["paragraphs"].as_u64().unwrap()).sum();
        assert_eq!(theme["reports"], present);
        assert_eq!(theme["paragraphs"], paragraphs);
        for division in ["frameworks", "overall_grades"] {
            assert_eq!(
                sum(&theme[division], "reports"),
                theme["reports"].as_u64().unwrap()
            );
            assert_eq!(
                sum(&theme[division], "reports_searched"),
                json["reports_searched"]
            );
        }
    }
    let (one, other) = (&json["themes"][0]["query"], &json["themes"][1]["listing"]);
    let both = format!("({}) ({})", text(one), text(other));
    let found = env.run(["search", &both, "--format", "json"]).json();
    assert_eq!(json["together"][0]["paragraphs"], found["total"]);
    let csv = env
        .line("themes --codebook book.toml --format csv")
        .succeeds();
    let (names, rows) = csv.csv();
    assert_eq!(names[0], "report_id");
    assert_eq!(rows.len(), 2 * items(&json["reports"]).len());
}

#[test]
fn filters_of_the_book_give_way_to_options() {
    let env = with_book();
    let filtered = BOOK.replacen("[[theme]]", "[filters]\nkind = \"ilacs\"\n\n[[theme]]", 1);
    fs::write(env.path("ilacs.toml"), filtered).unwrap();
    let searched = |line: &str| {
        let json = env.line(line).succeeds().json();
        json["reports_searched"].as_u64().unwrap()
    };
    let all = searched("themes --codebook book.toml --format json");
    let ilacs = searched("themes --codebook book.toml --kind ilacs --format json");
    let of_book = searched("themes --codebook ilacs.toml --format json");
    let sif = searched("themes --codebook ilacs.toml --kind sif --format json");
    assert!(
        ilacs < all && of_book == ilacs && sif != ilacs,
        "{all} {ilacs} {of_book} {sif}"
    );
}

#[test]
fn mistakes_are_named_by_place() {
    let env = with_book();
    let check = |from: &str, to: &str, expected: &str| {
        fs::write(env.path("wrong.toml"), BOOK.replacen(from, to, 1)).unwrap();
        let error = env.line("themes --codebook wrong.toml").fails(2);
        assert!(error.contains(expected), "{error}");
    };
    check(
        "exclude = [",
        "exlude = [",
        "wrong.toml:10: there is no key `exlude`",
    );
    check(
        "\"supervision\",",
        "\"supervision NEAR/x\",",
        "wrong.toml:9: theme `supervision`, include: ",
    );
    check(
        "name = \"housing\"",
        "name = \"supervision\"",
        "a second theme `supervision`",
    );
    check(
        "include = \"housing OR accommodation\"",
        "",
        "theme `housing` includes nothing",
    );
    check("name = \"Two themes\"", "", "`name` is missing");
    check("name = \"Two themes\"", "name = ", "wrong.toml:2: ");
}

#[test]
fn hand_coding_is_compared() {
    let env = with_book();
    let json = env
        .line("themes --codebook book.toml --format json")
        .succeeds()
        .json();
    let reports = items(&json["reports"]);
    let mut coded = String::from("id,theme,value\n");
    // The readers agree everywhere but in the first report.
    for (at, report) in reports.iter().enumerate() {
        let present = report["themes"][0]["present"] == true;
        let value = u8::from(present != (at == 0));
        coded += &format!("{},supervision,{value}\n", text(&report["report_id"]));
    }
    coded += "nowhere/2020-01-01/ilacs,supervision,1\n";
    fs::write(env.path("coded.csv"), &coded).unwrap();
    let line = "themes --codebook book.toml --coded coded.csv --format json";
    let json = env.line(line).succeeds().json();
    let [found] = items(&json["agreement"]) else {
        panic!("{}", json["agreement"])
    };
    assert_eq!(found["n"], reports.len());
    let differing = [&found["hand_only_ids"], &found["queries_only_ids"]];
    let differing: Vec<_> = differing.iter().flat_map(|ids| items(ids)).collect();
    assert_eq!(differing, [&reports[0]["report_id"]]);
    assert_eq!(found["unknown_ids"][0], "nowhere/2020-01-01/ilacs");
    fs::write(
        env.path("coded.csv"),
        coded.replace("supervision", "supervison"),
    )
    .unwrap();
    let error = env.line(line).fails(2);
    assert!(
        error.contains("coded.csv:2: the code book has no theme `supervison`"),
        "{error}"
    );
}

/// Checks the elements and attributes that the schema of REFI-QDA 1.0 asks for.
#[test]
fn the_exchange_format_has_its_structure() {
    let env = with_book();
    let written = env
        .line("themes --codebook book.toml --format qdc")
        .succeeds()
        .stdout;
    assert_eq!(
        written,
        env.line("themes --codebook book.toml --format qdc").stdout
    );
    let mut elements = Vec::new();
    let mut depth = 0;
    for tag in written
        .split('<')
        .skip(1)
        .map(|tag| tag.split('>').next().unwrap())
    {
        if tag.starts_with('?') {
            continue;
        }
        depth -= i32::from(tag.starts_with('/'));
        if !tag.starts_with('/') {
            elements.push((depth, tag.split([' ', '/']).next().unwrap().to_owned()));
            depth += i32::from(!tag.ends_with('/'));
        }
        if tag.starts_with("Code ") {
            let guid = tag
                .split("guid=\"")
                .nth(1)
                .unwrap()
                .split('"')
                .next()
                .unwrap();
            let parts: Vec<usize> = guid.split('-').map(str::len).collect();
            assert_eq!(parts, [8, 4, 4, 4, 12], "{guid}");
            assert_eq!(guid.as_bytes()[14], b'5', "{guid}");
            assert!(
                tag.contains("isCodable=\"true\"") && tag.contains("color=\"#"),
                "{tag}"
            );
        }
    }
    assert_eq!(depth, 0, "{written}");
    let names: Vec<_> = elements
        .iter()
        .map(|(depth, name)| (*depth, name.as_str()))
        .collect();
    let code = [(2, "Code"), (3, "Description")];
    let expected = [&[(0, "CodeBook"), (1, "Codes")][..], &code, &code].concat();
    assert_eq!(names, expected, "{written}");
    assert!(written.contains("xmlns=\"urn:QDA-XML:codebook:1.0\""));
    assert!(
        written.contains("Who watches over work &amp; how."),
        "{written}"
    );
}

#[test]
fn pages_stand_alone_and_lead_to_quotations() {
    let env = with_book();
    for line in [
        "themes --codebook book.toml --format html",
        "themes --min-hits 2 --min-reports 2 --limit 5 --format html",
        "themes --trend supervision --format html",
        "themes --compare overall=good:inadequate --query supervision --format html",
        "themes --collocates children --format html",
    ] {
        let html = env.line(line).succeeds().stdout;
        assert!(
            !html.contains("<script") && !html.contains("<link"),
            "{line}"
        );
        assert!(
            html.contains("role=\"img\"") && html.contains("<h2 id=\"method\">"),
            "{line}"
        );
        let links: Vec<_> = html.split("href=\"#").skip(1).collect();
        assert!(!links.is_empty(), "{line}");
        for link in links {
            let id = link.split('"').next().unwrap();
            assert!(html.contains(&format!("id=\"{id}\"")), "{line}: {id}");
        }
        assert!(
            html.contains("<blockquote>") && html.contains("<mark>"),
            "{line}"
        );
    }
}
