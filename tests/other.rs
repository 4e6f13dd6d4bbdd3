//! Holds what the program reads from the documents of other inspectorates in `tests/other`, which
//! are invented, against what they were made from.
//!
//! What `frozen` holds was kept apart until the code was done: its prison is read by a file of rules
//! alone, and the others have none yet. Where `FINDINGS_REPORTS`
//! names a folder of real reports with `../cases` beside it, a real school report is read too.

#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use findings::corpus;
use findings::model::{Date, Limits, Report, Warned};
use findings::rules::Rules;
use serde_json::{Value, json};

/// What the documents do not say where the program can see it.
const UNREAD: [(&str, &str); 1] = [
    // It stands in the title of the PDF file alone.
    (
        "location_id",
        "northmere/adult social care - the alders - 2015.pdf",
    ),
];

/// Inspectorates by the names that the truth has for them.
const INSPECTORATES: [(&str, &str); 6] = [
    ("ofsted", "Ofsted"),
    ("cqc", "Care Quality Commission"),
    ("hmi-probation", "HM Inspectorate of Probation"),
    ("hiqa", "Health Information and Quality Authority"),
    ("care-inspectorate", "Care Inspectorate"),
    ("estyn", "Estyn"),
];

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/other"))
}

/// The compiled-in rules, with the invented authorities of the sample.
fn rules() -> Rules {
    let gazetteer = folder().join("../../corpus/gazetteer.csv");
    let gazetteer = std::fs::read(gazetteer).unwrap();
    Rules::builtin().with_csv(&gazetteer).unwrap()
}

/// The fields of a report, as the truth writes them.
fn fields(report: &Report, truth: &Value) -> BTreeMap<&'static str, Value> {
    let date = |date: Option<Date>| json!(date.map(|date| date.to_string()));
    let provider = report.provider.as_ref();
    let identifiers = provider.map(|provider| &provider.identifiers);
    // The truth writes them with underscores.
    let identifiers = identifiers.into_iter().flatten();
    let identifiers = identifiers.map(|(name, value)| (name.replace('-', "_"), json!(value)));
    let grades = report.judgements.iter();
    let grades = grades.map(|j| (j.area.slug().to_owned(), json!(j.grade.slug())));
    let inspectorate = &report.kind.definition().inspectorate;
    let inspectorate = INSPECTORATES.iter().find(|(_, name)| name == inspectorate);
    let mut sections: BTreeMap<&str, u32> = BTreeMap::new();
    for paragraph in &report.paragraphs {
        *sections.entry(paragraph.section.slug()).or_default() += 1;
    }
    let paragraphs = truth["paragraphs"].as_array().unwrap().iter();
    let paragraphs = paragraphs.map(|expected| {
        let words = expected["words"].as_str().unwrap();
        let mut paragraphs = report.paragraphs.iter();
        let found = paragraphs
            .find(|p| p.text.starts_with(words) && expected["section"] == json!(p.section.slug()));
        found.map_or(Value::Null, |p| {
            json!({
                "section": p.section.slug(),
                "area": p.area.as_ref().map(|area| area.slug()),
                "heading": p.heading,
                "words": words,
                "page": p.page,
            })
        })
    });
    BTreeMap::from([
        ("kind", json!(report.kind.slug())),
        (
            "framework",
            json!(report.framework.map(|f| f.slug().to_owned())),
        ),
        ("inspectorate", json!(inspectorate.map(|(slug, _)| slug))),
        ("provider", json!(provider.map(|provider| &provider.name))),
        ("identifiers", identifiers.collect()),
        (
            "authority",
            json!(report.authority.as_ref().map(|authority| &authority.slug)),
        ),
        (
            "inspection_start",
            date(report.inspection.map(|span| span.start)),
        ),
        (
            "inspection_end",
            date(report.inspection.map(|span| span.end)),
        ),
        (
            "published",
            date(report.published.map(|published| published.date)),
        ),
        (
            "lead_inspector",
            json!(
                report
                    .lead_inspectors
                    .first()
                    .map(|inspector| &inspector.name)
            ),
        ),
        (
            "overall",
            json!(report.overall.map(|grade| grade.slug().to_owned())),
        ),
        ("grades", grades.collect()),
        ("sections", json!(sections)),
        ("paragraphs", paragraphs.collect()),
    ])
}

fn read(path: &Path, rules: &Rules) -> Warned<Report> {
    corpus::read_file(path, rules, &Limits::default()).unwrap()
}

#[test]
fn every_field_of_every_document_holds() {
    let rules = rules();
    let truth = std::fs::read_to_string(folder().join("truth.json")).unwrap();
    let truth: Vec<Value> = serde_json::from_str(&truth).unwrap();
    let mut wrong = Vec::new();
    for mut document in truth {
        let file = document["file"].as_str().unwrap().to_owned();
        if file.starts_with("frozen/") {
            continue;
        }
        for (name, of) in UNREAD {
            if of == file {
                document["identifiers"]
                    .as_object_mut()
                    .unwrap()
                    .remove(name);
            }
        }
        let report = read(&folder().join(&file), &rules).value;
        for (field, found) in fields(&report, &document) {
            let expected = &document[field];
            if *expected != found {
                wrong.push(format!(
                    "{file}: {field}:\n  expected {expected}\n  found    {found}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The rules for prisons came when the code was done, and changed no line of it.
#[test]
fn a_prison_is_read_by_data_alone() {
    let path = folder().join("frozen/prison - coldharbour - 2017.pdf");
    let read = read(&path, &rules());
    assert_eq!(read.warnings, []);
    let found = fields(&read.value, &json!({ "paragraphs": [] }));
    let check = |field: &str, expected: Value| assert_eq!(found[field], expected, "{field}");
    check("kind", json!("prison"));
    check("framework", json!("healthy-prison-tests"));
    check("provider", json!("HMP Coldharbour"));
    check("inspection_start", json!("2017-10-09"));
    check("inspection_end", json!("2017-10-20"));
    check("published", json!("2018-02-06"));
    let grades = json!({
        "prison-safety": "hmip-poor",
        "prison-respect": "hmip-reasonably-good",
        "purposeful-activity": "hmip-not-sufficiently-good",
        "preparation-for-release": "hmip-good",
    });
    check("grades", grades);
    let sections = json!({ "summary": 4, "context": 1, "findings": 26, "improvement": 5 });
    check("sections", sections);
}

/// What the documents lead to doubt: nothing but that a file has no tags and a text is Welsh.
#[test]
fn nothing_is_doubted() {
    let rules = rules();
    let files = walkdir::WalkDir::new(folder()).sort_by_file_name();
    let files = files.into_iter().map(|entry| entry.unwrap().into_path());
    let is_document = |path: &PathBuf| {
        path.is_file() && !path.ends_with("truth.json") && path.iter().all(|part| part != "frozen")
    };
    for path in files.filter(is_document) {
        let warnings = read(&path, &rules).warnings.into_iter();
        let messages = warnings.map(|warning| warning.message);
        let said = ["structure tree", "the text is in Welsh"];
        let is_said = |message: &String| said.iter().any(|said| message.contains(said));
        let doubts: Vec<_> = messages.filter(|message| !is_said(message)).collect();
        assert_eq!(doubts, Vec::<String>::new(), "{}", path.display());
    }
}

#[test]
fn a_real_school_report() {
    let Some(path) = common::beside_real_reports("../cases/schools/103980__5.pdf") else {
        return;
    };
    let report = read(&path, Rules::builtin()).value;
    let found = fields(&report, &json!({ "paragraphs": [] }));
    let check = |field: &str, expected: Value| assert_eq!(found[field], expected, "{field}");
    check("kind", json!("school"));
    check("framework", json!("school-2015"));
    check("provider", json!("Rounds Green Primary School"));
    check(
        "identifiers",
        json!({ "urn": "103980", "inspection_number": "10020012" }),
    );
    check("authority", json!("sandwell"));
    check("inspection_start", json!("2016-11-09"));
    check("inspection_end", json!("2016-11-10"));
    check("lead_inspector", json!("Lorraine Lord"));
    check("overall", json!("inadequate"));
    check(
        "grades",
        json!({
            "leadership-and-management": "inadequate",
            "quality-of-teaching-learning-and-assessment": "inadequate",
            "personal-development-behaviour-and-welfare": "inadequate",
            "outcomes-for-pupils": "inadequate",
            "early-years-provision": "inadequate",
        }),
    );
    // Key findings in two columns, five and four.
    let count = |section: &str| found["sections"][section].clone();
    assert_eq!(
        ["summary", "strengths", "improvement", "context"].map(count),
        [9, 4, 7, 7].map(|count| json!(count))
    );
}
