//! Paragraphs with several values of one field: what items refer to.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::index::disk::tags::values_of;
use crate::model::{Provider, Reference};
use crate::query::{Field, Filters};

/// References as `outcome 4`, with commas between them.
fn references(written: &str) -> Vec<Reference> {
    let named = written.split(", ").filter_map(|one| one.split_once(' '));
    named
        .map(|(element, number)| Reference {
            element: element.to_owned(),
            number: number.parse().expect("it is a number"),
        })
        .collect()
}

/// Two reports whose paragraphs refer to several things, and one in which none does.
fn referring() -> Vec<(ReportRecord, Vec<Paragraph>)> {
    let all: &[(&str, &[&str])] = &[
        ("aford", &["outcome 4, outcome 2", "outcome 4, enabler 1"]),
        (
            "bford",
            &["outcome 2", "outcome 2, outcome 3, outcome 2", ""],
        ),
        ("cford", &["", ""]),
    ];
    let made = all.iter().map(|(slug, written)| {
        let texts = vec!["Placements for children."; written.len()];
        let (record, mut paragraphs) = report(slug, "2024-01-05", &texts);
        for (paragraph, written) in paragraphs.iter_mut().zip(*written) {
            paragraph.references = references(written);
        }
        (record, paragraphs)
    });
    made.collect()
}

/// Numbers the paragraphs that a query finds, as `a1` for the first of Aford.
fn found(index: &Index, query: &str) -> String {
    let results = search(index, query);
    let short = |id: &String| format!("{}{}", &id[..1], &id[id.len() - 1..]);
    let ids: BTreeSet<_> = ids(&results).iter().map(short).collect();
    ids.into_iter().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_value_of_a_paragraph_counts() {
    for commits in [1, 3] {
        let (_dir, index) = index(&referring(), commits);
        for (query, expected) in [
            ("outcome:4", "a1 a2"),
            ("outcome:2", "a1 b1 b2"),
            ("outcome:2,4", "a1 a2 b1 b2"),
            ("outcome:!4", "b1 b2 b3 c1 c2"),
            ("outcome:2 outcome:!4", "b1 b2"),
            ("outcome:2 outcome:4", "a1"),
            ("-outcome:2", "a2 b3 c1 c2"),
            ("outcome:none", "b3 c1 c2"),
            ("outcome:!none", "a1 a2 b1 b2"),
            ("enabler:1", "a2"),
            ("outcome:9", ""),
            ("children principle:none enabler:none outcome:4", "a1"),
        ] {
            assert_eq!(found(&index, query), expected, "{query}");
        }
    }
}

#[test]
fn reports_pass_by_one_paragraph_that_passes() {
    let all = referring();
    let (_dir, index) = index(&all, 2);
    for written in [
        "4", "2", "3", "2,4", "!4", "!2", "4,!2", "2,!3", "none", "!none", "!2,!4", "2,!none",
    ] {
        let mut filters = Filters::default();
        filters.add(Field::Outcome, written);
        let filter = &filters.fields[0];
        let passes = |record: &ReportRecord, paragraph: &Paragraph| {
            let values = values_of(record, paragraph, Field::Outcome);
            let has = |wanted: &[String]| values.iter().any(|v| wanted.iter().any(|w| w == v));
            (filter.any_of.is_empty() || has(&filter.any_of)) && !has(&filter.none_of)
        };
        let expected: Vec<_> = all
            .iter()
            .filter(|(record, paragraphs)| paragraphs.iter().any(|p| passes(record, p)))
            .map(|(record, _)| record.id.clone())
            .collect();
        let passing = index.reports(&filters).expect("it reads");
        let passing: Vec<_> = passing.into_iter().map(|record| record.id).collect();
        assert_eq!(passing, expected, "{written}");
        let mut request = request("");
        request.filters = filters;
        let searched = index.search(&request).expect("it searches");
        assert_eq!(
            searched.reports_searched,
            expected.len() as u64,
            "{written}"
        );
        assert_eq!(searched.total_reports, expected.len() as u64, "{written}");
    }
}

#[test]
fn facets_count_every_value_and_the_absent_last() {
    let (_dir, index) = index(&referring(), 2);
    let facet = |query: &str, filters: &[(Field, &str)]| {
        let mut request = request(query);
        request.facets = vec![Field::Outcome];
        for (field, value) in filters {
            request.filters.add(*field, value);
        }
        let results = index.search(&request).expect("it searches");
        let values = results.facets[0].values.iter();
        let row = |v: &crate::index::FacetValue| {
            let numbers = (v.paragraphs, v.reports, v.reports_searched);
            (v.value.clone(), numbers)
        };
        values.map(row).collect::<Vec<_>>()
    };
    let row = |value: &str, numbers| (value.to_owned(), numbers);
    assert_eq!(
        facet("children", &[]),
        [
            row("2", (3, 2, 2)),
            row("4", (2, 1, 1)),
            row("3", (1, 1, 1)),
            row("none", (3, 2, 2)),
        ]
    );
    assert_eq!(
        facet("children", &[(Field::Outcome, "!4")]),
        [
            row("2", (2, 1, 1)),
            row("3", (1, 1, 1)),
            row("none", (3, 2, 2)),
        ]
    );
}

#[test]
fn a_note_says_how_many_reports_name_none() {
    let (_dir, index) = index(&referring(), 1);
    let results = search(&index, "outcome:4");
    assert_eq!(
        results.notes,
        ["1 of 3 reports searched has no item that names an outcome (1 ilacs)"]
    );
}

#[test]
fn providers_are_found_by_slug_name_and_identifier() {
    let mut all = referring();
    let mut named = BTreeMap::new();
    for (i, name) in (0..).zip(["St. Mary’s & All Saints", "Larkhill House"]) {
        let record = &mut all[i].0;
        record.report.provider = Some(Provider {
            identifiers: vec![("urn".to_owned(), format!("10398{i}"))],
            ..Provider::named(name)
        });
        record.id = record.report.base_id();
        named.insert(name, record.id.clone());
    }
    let (_dir, index) = index(&all, 1);
    for (written, expected) in [
        ("st-marys-and-all-saints", "St. Mary’s & All Saints"),
        ("St Mary's and All Saints", "St. Mary’s & All Saints"),
        ("ST. MARY’S & ALL SAINTS", "St. Mary’s & All Saints"),
        ("103980", "St. Mary’s & All Saints"),
        ("larkhill house", "Larkhill House"),
    ] {
        let mut filters = Filters::default();
        filters.add(Field::Provider, written);
        let passing = index.reports(&filters).expect("it reads");
        assert_eq!(passing.len(), 1, "{written}");
        assert_eq!(passing[0].id, named[expected], "{written}");
    }
    let mut filters = Filters::default();
    filters.add(Field::Provider, "Larkhil House");
    let Err(crate::index::IndexError::UnknownValue { near, .. }) = index.reports(&filters) else {
        panic!("there is no such provider");
    };
    assert_eq!(near, ["larkhill-house"]);
    let results = search(&index, "provider:larkhill-house");
    assert_eq!(
        results.notes,
        ["1 of 3 reports searched has no provider (1 ilacs)"]
    );
}
