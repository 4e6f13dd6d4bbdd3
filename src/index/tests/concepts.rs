//! Concepts, abbreviations, other names, and what may have been meant.

use std::sync::Arc;

use super::*;
use crate::index::{Decline, Sort};
use crate::query::{Concepts, Filters, Reach};

const CONCEPTS: &str = "\
law
  = PLO
  = \"public law outline\"
  ~ pre-proceedings
officer
  = IRO
  = \"independent reviewing officer\"
needs
  = SEND
  = \"special needs\"
plan
  = \"CP plan\"
  = \"child protection plan\"
adviser
  = adviser
  = advisor
care
  ~ \"looked after child\"
  ~ \"child in care\"
looked
  = LAC
  = \"looked after child\"
";

const TEXTS: [&str; 12] = [
    "IROs challenge drift.",
    "The independent reviewing officers challenge delay.",
    "The PLO is used.",
    "A public law outline, and pre-proceedings.",
    "Pre-proceedings work.",
    "They send letters for SEND.",
    "They send letters.",
    "Special needs are met.",
    "CP plans and a child protection plan.",
    "A personal advisor.",
    "Children in care.",
    "LAC, looked-after children.",
];

fn sample() -> (TempDir, Index) {
    index(&[report("aford", "2024-01-05", &TEXTS)], 1)
}

fn asked(query: &str, reach: Reach) -> SearchRequest {
    let mut request = request(query);
    request.concepts = Arc::new(Concepts::parse(CONCEPTS).expect("they are valid"));
    (request.reach, request.sort, request.advice) = (reach, Sort::Oldest, true);
    request.explain = Explain::Query;
    request
}

fn answer(index: &Index, query: &str, reach: Reach) -> SearchResults {
    index.search(&asked(query, reach)).expect("it searches")
}

/// The numbers of the paragraphs that match.
fn found(index: &Index, query: &str, reach: Reach) -> Vec<u32> {
    let results = answer(index, query, reach);
    let numbers = results.hits.iter().filter_map(|hit| hit.paragraph.number);
    numbers.collect()
}

#[test]
fn abbreviations_and_expansions_are_one() {
    let (_dir, index) = sample();
    let check = |query: &str, expected: &[u32]| {
        assert_eq!(found(&index, query, Reach::Same), expected, "{query}");
    };
    for query in [
        "IRO",
        "IROs",
        "\"independent reviewing officer\"",
        "\"IRO challenge\"",
        "\"independent reviewing officers challenge\"",
        "IRO ADJ/0 challenge",
        "\"independent reviewing officer\" NEAR/1 challenge",
        "IRO challenge",
        "nothing OR IRO",
    ] {
        check(query, &[1, 2]);
    }
    check("IRO NOT drift", &[2]);
    check("challenge NOT IRO", &[]);
    check("=IRO", &[]);
    check("=IROs", &[1]);
    check("PLO", &[3, 4]);
    check("plo", &[3]);
    check("public law outline", &[4]);
    check("\"public law outlines\"", &[3, 4]);
    check("\"child protection plans\"", &[9]);
    check("\"CP plan\"", &[9]);
    check("adviser", &[10]);
    check("\"personal adviser\"", &[10]);
}

#[test]
fn capitals_are_not_the_word() {
    let (_dir, index) = sample();
    let check = |query: &str, expected: &[u32]| {
        assert_eq!(found(&index, query, Reach::Same), expected, "{query}");
    };
    check("send", &[6, 7]);
    check("SEND", &[6, 8]);
    check("\"special need\"", &[6, 8]);
    // Without a concept, capitals are but a way to write.
    check("THEY", &[6, 7]);
    assert_eq!(found(&index, "SEND", Reach::Words), [6, 7]);
    let mut exact = asked("SEND", Reach::Same);
    exact.exact = true;
    assert_eq!(index.search(&exact).expect("it searches").total, 2);
    // Neither wildcards nor near spellings see them as words of their own.
    let explained = answer(&index, "sen*", Reach::Same).explained;
    assert_eq!(explained[1], "sen*: send (2 hits of 2 paragraphs)");
}

#[test]
fn highlights_are_what_matched() {
    let (_dir, index) = sample();
    let check = |query: &str, expected: &[&[&str]]| {
        let results = answer(&index, query, Reach::Same);
        let lit: Vec<Vec<&str>> = results
            .hits
            .iter()
            .map(|hit| {
                let text = &hit.paragraph.text;
                hit.highlights
                    .iter()
                    .map(|range| &text[range.clone()])
                    .collect()
            })
            .collect();
        assert_eq!(lit, expected, "{query}");
    };
    check("SEND", &[&["SEND"], &["Special needs"]]);
    check(
        "\"IRO challenge\"",
        &[
            &["IROs challenge"],
            &["independent reviewing officers challenge"],
        ],
    );
    check(
        "\"child protection plan\"",
        &[&["CP plans", "child protection plan"]],
    );
}

#[test]
fn other_names_are_joined_only_when_asked_for() {
    let (_dir, index) = sample();
    let check = |query: &str, same: &[u32], others: &[u32]| {
        assert_eq!(found(&index, query, Reach::Same), same, "{query}");
        assert_eq!(found(&index, query, Reach::Others), others, "{query}");
    };
    check("PLO", &[3, 4], &[3, 4, 5]);
    check("plo", &[3], &[3, 4, 5]);
    check("pre-proceedings", &[4, 5], &[3, 4, 5]);
    check("\"pre-proceedings work\"", &[5], &[5]);
    check("\"child in care\"", &[11], &[11, 12]);
    check("LAC", &[12], &[12]);
}

#[test]
fn other_names_are_offered() {
    let (_dir, index) = sample();
    let check = |query: &str, expected: &[(&str, &str, u64)]| {
        let results = answer(&index, query, Reach::Same);
        let offers: Vec<_> = results
            .offers
            .iter()
            .map(|offer| (offer.term.as_str(), offer.query.as_str(), offer.paragraphs))
            .collect();
        assert_eq!(offers, expected, "{query}");
    };
    let pre = "\"pre proceedings\"";
    check("PLO", &[(pre, pre, 2)]);
    check("PLO used", &[]);
    check(
        "\"public law outline\" NOT letters",
        &[(pre, "\"pre proceedings\" NOT letters", 2)],
    );
    check(
        "plo",
        &[
            (pre, pre, 2),
            ("\"public law outline\"", "\"public law outline\"", 2),
        ],
    );
    check(
        "\"children in care\"",
        &[("\"looked after child\"", "\"looked after child\"", 1)],
    );
    check(
        "children in care",
        &[("\"looked after child\"", "\"looked after child\"", 1)],
    );
    check("\"children in care\" OR \"looked after child\"", &[]);
    check("NOT PLO", &[]);
    check("letters", &[]);
    assert!(answer(&index, "PLO", Reach::Others).offers.is_empty());
}

#[test]
fn explanations_count_what_each_variant_found() {
    let (_dir, index) = sample();
    let check = |query: &str, reach: Reach, expected: &[&str]| {
        let explained = answer(&index, query, reach).explained;
        assert_eq!(explained, expected, "{query}");
    };
    check(
        "PLO",
        Reach::Others,
        &[
            "read as: PLO",
            "other names of concepts are searched together",
            "PLO: PLO (1 hit of 1 paragraph)",
            "same as PLO: \"public law outline\" (1 hit)",
            "also called, with PLO: \"pre proceedings\" (2 hits)",
        ],
    );
    check(
        "\"IRO challenge\"",
        Reach::Same,
        &[
            "read as: \"IRO challenge\"",
            "IRO: IRO (1 hit of 1 paragraph)",
            "challenge: challenge (2 hits of 2 paragraphs)",
            "\"IRO challenge\": \"IRO challenge\" (1 hit)",
            "same as IRO: \"independent reviewing officer challenge\" (1 hit)",
        ],
    );
}

#[test]
fn suggestions_mend_what_finds_nothing() {
    let texts = [
        "The quality of supervision is poor.",
        "Supervision quality varies.",
        "Reflective supervision is rare.",
        "Thresholds are well understood by partners.",
    ];
    let (_dir, index) = index(&[report("aford", "2024-01-05", &texts)], 1);
    let check = |query: &str, expected: &[&str]| {
        let results = answer(&index, query, Reach::Same);
        let said: Vec<_> = results
            .suggestions
            .iter()
            .map(|s| format!("{} {}", s.query, s.paragraphs))
            .collect();
        assert_eq!(said, expected, "{query}");
    };
    check("supervison", &["supervision 3"]);
    check("superv1sion", &[]);
    check("reflectivesupervision", &[]);
    check(
        "\"reflective supervison\"",
        &["\"reflective supervision\" 1"],
    );
    check("supervison qualty", &["supervision quality 2"]);
    check(
        "\"supervision reflective\"",
        &["\"reflective supervision\" 1"],
    );
    check(
        "\"quality supervision\"",
        &["\"supervision quality\" 1", "\"quality supervision\"~1 1"],
    );
    check(
        "\"thresholds are not understood\"",
        &["\"thresholds are well understood\" 1"],
    );
    check("reflective partners", &["partners 1", "reflective 1"]);
    check("supervision", &[]);
    check("zzzz", &[]);
    let mut quiet = asked("supervison", Reach::Same);
    quiet.advice = false;
    assert!(
        index
            .search(&quiet)
            .expect("it searches")
            .suggestions
            .is_empty()
    );
}

#[test]
fn terms_die_out() {
    let mut reports = Vec::new();
    for i in 0..6 {
        let day = format!("{}-05-06", 2013 + i % 2);
        reports.push(report(&format!("old{i}"), &day, &["troubled families"]));
    }
    for i in 0..2 {
        reports.push(report(&format!("new{i}"), "2018-05-06", &["family hubs"]));
    }
    let (_dir, index) = index(&reports, 2);
    let text = "help\n  ~ \"troubled families\"\n  ~ \"family hub\"\n  = FHX\n";
    let concepts = Concepts::parse(text).expect("it is valid");
    let newest = index
        .reports(&Filters::default())
        .expect("it reads")
        .iter()
        .filter_map(ReportRecord::day)
        .max();
    let used = index
        .concept_use(&concepts.all()[0], &Filters::default(), newest)
        .expect("it counts");
    let counts: Vec<_> = used
        .terms
        .iter()
        .map(|term| (term.paragraphs, term.reports))
        .collect();
    assert_eq!(counts, [(6, 6), (2, 2), (0, 0)]);
    let successor = Some("\"family hub\"".to_owned());
    let declines: Vec<_> = used.terms.iter().map(|term| term.decline.clone()).collect();
    assert_eq!(
        declines,
        [
            Some(Decline::DiedOut { successor }),
            None,
            Some(Decline::Unused)
        ]
    );
    let years = used.terms[0].first.zip(used.terms[0].last);
    assert_eq!(years.map(|(a, b)| (a.year(), b.year())), Some((2013, 2014)));
}
