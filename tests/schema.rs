//! `findings schema`: what is described is what is written, on the sample corpus.

#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;
use std::fs;

use common::{TestEnvironment, items, text};
use jsonschema::Validator;
use serde_json::Value;

fn validator(env: &TestEnvironment, name: &str) -> Validator {
    let schema = env.run(["schema", name]).succeeds().json();
    jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("{name}: {error}"));
    let of = text(&schema["description"]);
    assert!(of.starts_with("What `"), "{of}");
    jsonschema::validator_for(&schema).unwrap()
}

#[track_caller]
fn check(what: &str, validator: &Validator, value: &Value) {
    let errors: Vec<_> = validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{what}: {errors:#?}");
}

/// Asserts that no field of a value is one that its schema does not tell: fields that are not told would
/// be allowed, and nobody would know of them.
fn told(what: &str, schema: &Value, value: &Value) {
    let names = |of: &Value, names: &mut BTreeSet<String>| {
        let mut open = vec![of.clone()];
        while let Some(of) = open.pop() {
            match of {
                Value::Object(fields) => {
                    if let Some(Value::Object(told)) = fields.get("properties") {
                        names.extend(told.keys().cloned());
                    }
                    open.extend(fields.into_values());
                }
                Value::Array(all) => open.extend(all),
                _ => {}
            }
        }
    };
    let mut known = BTreeSet::new();
    names(schema, &mut known);
    let rows = match value {
        Value::Array(rows) => rows.iter().collect(),
        one => vec![one],
    };
    for row in rows {
        for name in row.as_object().unwrap().keys() {
            assert!(known.contains(name), "{what}: `{name}` is not told");
        }
    }
}

/// What is described, with commands that write it; `ID` is a paragraph, `REPORT` its report.
const WRITTEN: [(&str, &[&str]); 42] = [
    ("search", &["search", "supervision", "--facet", "kind,year"]),
    (
        "search",
        &["search", "supervision", "--context", "2", "--explain"],
    ),
    ("search", &["search", "safegarding"]),
    (
        "search",
        &["search", "supervision", "--count", "--facet", "grade"],
    ),
    (
        "search",
        &["search", "section:notes OR references", "--source", "all"],
    ),
    ("concordance", &["search", "supervision", "--kwic"]),
    (
        "groups",
        &["search", "supervision", "--group-by", "authority"],
    ),
    ("absent", &["search", "supervision", "--absent"]),
    (
        "reports",
        &["reports", "--source", "all", "--editions", "all"],
    ),
    ("judgements", &["reports", "--matrix"]),
    ("outline", &["show", "REPORT"]),
    ("passage", &["show", "ID"]),
    ("passage", &["show", "ID", "--context", "1"]),
    ("similar", &["similar", "ID"]),
    (
        "reworded",
        &["similar", "ID", "--in-other-words", "--limit", "2"],
    ),
    ("related", &["related", "supervision"]),
    ("related", &["related", "supervision", "zebras"]),
    ("search", &["search", "supervision", "--also"]),
    ("together", &["themes", "--together", "--limit", "3"]),
    ("recurring", &["themes"]),
    ("recurring", &["themes", "supervision", "--limit", "2"]),
    (
        "contrast",
        &[
            "themes",
            "--compare",
            "overall=inadequate:good",
            "--min-hits=2",
        ],
    ),
    (
        "contrast",
        &[
            "themes",
            "--compare",
            "grade:good",
            "--with",
            "grade:inadequate",
        ],
    ),
    (
        "contrast",
        &[
            "themes",
            "--compare",
            "kind=ilacs:sif",
            "--query",
            "supervision",
        ],
    ),
    ("trends", &["themes", "--trend", "supervision"]),
    (
        "trends",
        &["themes", "--trend", "supervision", "--by", "kind"],
    ),
    (
        "coverage",
        &["themes", "--coverage", "supervision", "visits"],
    ),
    (
        "coverage",
        &["themes", "--coverage", "supervision", "--silent"],
    ),
    ("collocates", &["themes", "--collocates", "supervision"]),
    ("coding", &["themes", "--codebook", "BOOK"]),
    (
        "suggestions",
        &["themes", "--codebook", "BOOK", "--suggest"],
    ),
    ("agreement", &["agreement", "CODED"]),
    ("tracked-items", &["track"]),
    ("tracked-theme", &["track", "supervision"]),
    ("concepts", &["concepts"]),
    ("rules", &["frameworks"]),
    ("family", &["frameworks", "ilacs"]),
    ("check", &["check"]),
    ("headings", &["check", "--headings"]),
    ("holdings", &["check", "--manifest"]),
    ("news", &["news", "--since", "2020", "--query", "SAVED"]),
    ("settings", &["config"]),
];

#[test]
fn what_is_described_is_what_is_written() {
    let env = TestEnvironment::indexed();
    let found = env
        .line("search supervision --limit 1 --format json")
        .json();
    let id = text(&found["hits"][0]["id"]).to_owned();
    let report = text(&found["hits"][0]["report_id"]).to_owned();
    let book = env.path("book.toml");
    let theme = "name = \"b\"\n[[theme]]\nname = \"oversight\"\ninclude = [\"supervision\"]\n";
    fs::write(&book, theme).unwrap();
    let saved = env.path("saved.txt");
    fs::write(&saved, "supervision\n").unwrap();
    let coded = env.path("coded.csv");
    let lines = "coder,id,theme,value\nAnn,a,plans,1\nBo,a,plans,0\n";
    fs::write(&coded, lines).unwrap();
    for (name, args) in WRITTEN {
        let args = args.iter().map(|arg| match *arg {
            "ID" => id.as_str(),
            "REPORT" => report.as_str(),
            "BOOK" => book.to_str().unwrap(),
            "CODED" => coded.to_str().unwrap(),
            "SAVED" => saved.to_str().unwrap(),
            arg => arg,
        });
        let args: Vec<_> = args.chain(["--format", "json"]).collect();
        let written = env.run(args.iter().copied()).json();
        check(&format!("{args:?}"), &validator(&env, name), &written);
        let schema = env.run(["schema", name]).json();
        told(&format!("{args:?}"), &schema, &written);
    }
}

#[test]
fn lines_are_described_too() {
    let env = TestEnvironment::indexed();
    for (name, line) in [
        ("hit", "search supervision --format jsonl"),
        (
            "hit",
            "search supervision --explain --context 1 --format jsonl",
        ),
        ("hit", "export --format jsonl"),
        ("line", "search supervision --kwic --format jsonl"),
        (
            "group",
            "search supervision --group-by report --format jsonl",
        ),
        ("report", "reports --format jsonl"),
    ] {
        let validator = validator(&env, name);
        let schema = env.run(["schema", name]).json();
        let lines = env.line(line).jsonl();
        assert!(!lines.is_empty(), "{line}");
        for written in lines {
            check(line, &validator, &written);
            told(line, &schema, &written);
        }
    }
}

#[test]
fn every_description_is_listed_and_refuses_what_it_is_not() {
    let env = TestEnvironment::new();
    let listed = env.line("schema --format json").succeeds().json();
    assert!(items(&listed).len() > 25, "{listed}");
    for shape in items(&listed) {
        let name = text(&shape["name"]);
        let validator = validator(&env, name);
        assert!(!validator.is_valid(&Value::from(7)), "{name}");
        let schema = env.run(["schema", name]).stdout;
        assert!(!schema.contains("\"format\""), "{name}: {schema}");
    }
    let message = env.run(["schema", "hti"]).fails(1);
    assert!(message.contains("did you mean `hit`"), "{message}");
}
