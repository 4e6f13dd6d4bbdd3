//! What comes with hits: their order and its reasons, their neighbours and their likes.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use super::*;
use crate::index::{Facet, Neighbour, SimilarRequest, Sort};
use crate::query::Field;
use crate::rules::Rules;
use crate::rules::named::{framework, grade, kind, section};

fn explained(index: &Index, query: &str) -> SearchResults {
    let mut request = request(query);
    request.explain = Explain::Scores;
    index.search(&request).expect("it searches")
}

#[test]
fn the_parts_of_a_score_add_up_to_it() {
    let texts = [
        "Life-story work is late, and work on life stories is rare",
        "lifestory work",
        "the work of a long life, told as a story; work",
        "supervision and reflection",
        "supervision that is not followed by reflection on the work",
    ];
    let reports = [
        report("aford", "2024-01-05", &texts[..3]),
        report("bford", "2023-01-05", &texts[3..]),
    ];
    let (_dir, index) = index(&reports, 2);
    for query in [
        "life story work",
        "\"life story\" work OR supervis*",
        "supervision reflection",
        "supervision NEAR/5 reflection OR =work",
        "wrok~1 NOT lifestory",
    ] {
        let results = explained(&index, query);
        assert!(!results.hits.is_empty(), "{query}");
        for hit in &results.hits {
            let explanation = hit.explanation.as_ref().expect("it was asked for");
            let parts = explanation.parts.iter();
            assert!(parts.clone().all(|part| !part.pattern.is_empty()));
            let sum: f32 = parts.map(|part| part.score).sum();
            assert!((sum - hit.score).abs() < 1e-5, "{query}: {explanation:?}");
        }
    }
    let plain = search(&index, "work");
    assert!(plain.hits.iter().all(|hit| hit.explanation.is_none()));
    let patterns = |query: &str| {
        let results = explained(&index, query);
        let parts = results.hits[0].explanation.clone().expect("asked").parts;
        let patterns = parts.into_iter().map(|part| part.pattern);
        patterns.collect::<Vec<_>>().join(", ")
    };
    let expected = "supervision, reflection, =supervision, =reflection, \
                    supervision NEAR/6 reflection";
    assert_eq!(patterns("supervision reflection"), expected);
    assert_eq!(
        patterns("supervis* reflection"),
        "supervis*, reflection, =reflection, \
                    supervis* NEAR/6 reflection"
    );
}

#[test]
fn nearer_words_rank_higher() {
    // Of one length and with the same words, so that nothing else can tell them apart.
    let far = "Drift was seen in many of the plans that we read with care and some delay";
    let near = "In many of the plans drift that we read with some delay was seen and care";
    let beside = "In many of the plans that we read drift delay was seen with some and care";
    let (_dir, index) = index(&[report("aford", "2024-01-05", &[far, near, beside])], 1);
    for query in ["drift delay", "delay drift"] {
        let results = search(&index, query);
        let texts = results.hits.iter().map(|hit| hit.paragraph.text.as_str());
        let texts: Vec<_> = texts.collect();
        match query {
            "drift delay" => assert_eq!(texts, [beside, near, far]),
            // Order matters for words side by side alone.
            _ => assert_eq!(texts[2], far),
        }
    }
}

#[test]
fn ties_go_by_date_and_then_by_id() {
    let reports: Vec<_> = [
        ("b", "2020-01-01"),
        ("c", "2024-01-01"),
        ("a", "2020-01-01"),
    ]
    .iter()
    .map(|(slug, day)| report(slug, day, &["visits are late", "visits are late"]))
    .collect();
    let (_dir, index) = index(&reports, 2);
    let expected = [
        "c/2024-01-01/ilacs#1",
        "c/2024-01-01/ilacs#2",
        "a/2020-01-01/ilacs#1",
        "a/2020-01-01/ilacs#2",
        "b/2020-01-01/ilacs#1",
        "b/2020-01-01/ilacs#2",
    ];
    assert_eq!(ids(&search(&index, "late visit")), expected);
    let mut request = request("late visit");
    for limit in 0..expected.len() {
        request.limit = Some(limit);
        let results = index.search(&request).expect("it searches");
        assert_eq!(ids(&results), expected[..limit]);
    }
}

#[test]
fn context_is_of_the_report_and_in_its_order() {
    let reports = [
        report("aford", "2024-01-05", &["one", "two", "three", "four"]),
        report("bford", "2024-01-05", &["five", "six"]),
    ];
    let (_dir, index) = index(&reports, 2);
    let mut request = request("one OR three OR six");
    (request.context, request.sort) = (2, Sort::Authority);
    let results = index.search(&request).expect("it searches");
    let texts = |paragraphs: &[Paragraph]| {
        let texts: Vec<_> = paragraphs.iter().map(|p| p.text.as_str()).collect();
        texts.join(" ")
    };
    let around: Vec<_> = results
        .hits
        .iter()
        .map(|hit| (texts(&hit.context.before), texts(&hit.context.after)))
        .collect();
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    let expected = [
        pair("", "two three"),
        pair("one two", "four"),
        pair("five", ""),
    ];
    assert_eq!(around, expected);
}

#[test]
fn concordances_are_sorted_over_all_lines() {
    let reports = [
        report(
            "bford",
            "2024-01-05",
            &["late visits end; Early visits begin"],
        ),
        report("aford", "2023-01-05", &["some visits begin", "visits"]),
    ];
    let (_dir, index) = index(&reports, 2);
    let lines = |order: &[Neighbour], offset: usize, limit: Option<usize>| {
        let mut request = request("visit");
        (request.offset, request.limit, request.sort) = (offset, limit, Sort::Newest);
        let mut lines = Vec::new();
        index
            .concordance(&request, order, &mut |hit| {
                let node = hit.highlights[0].clone();
                lines.push(hit.paragraph.text[..node.start].trim_end().to_owned());
                ControlFlow::Continue(())
            })
            .expect("it searches");
        lines
    };
    let second = "late visits end; Early";
    assert_eq!(lines(&[], 0, None), ["late", second, "some", ""]);
    assert_eq!(lines(&[], 1, Some(2)), [second, "some"]);
    let left = [Neighbour::Left(1)];
    assert_eq!(lines(&left, 0, None), ["", second, "late", "some"]);
    assert_eq!(lines(&left, 1, Some(1)), [second]);
    // Equal words: by id, and so aford first.
    let right = [Neighbour::Right(1), Neighbour::Node];
    assert_eq!(lines(&right, 0, None), ["", "some", second, "late"]);
    assert_eq!(lines(&right, 0, Some(0)), [""; 0]);
}

#[test]
fn first_lines_of_a_concordance_are_of_different_reports() {
    let reports = [
        report(
            "aford",
            "2024-01-05",
            &["visits, visits and visits", "late visits"],
        ),
        report(
            "bford",
            "2023-01-05",
            &["They make few visits to children, and visits are late."],
        ),
        report(
            "cford",
            "2022-01-05",
            &["A long list of what is done there names visits too."],
        ),
    ];
    let (_dir, index) = index(&reports, 2);
    let lines = |offset: usize, limit: Option<usize>| {
        let mut request = request("visit");
        (request.offset, request.limit) = (offset, limit);
        let mut lines = Vec::new();
        index
            .concordance(&request, &[], &mut |hit| {
                let authority = hit.report.id.as_str().split('/').next().unwrap_or_default();
                let place = hit.paragraph.locator.to_string();
                lines.push((authority.to_owned(), place, hit.highlights[0].start));
                ControlFlow::Continue(())
            })
            .expect("it searches");
        lines
    };
    let all = lines(0, None);
    assert_eq!(all.len(), 7);
    let first: BTreeSet<_> = all[..3].iter().map(|(authority, ..)| authority).collect();
    assert_eq!(first.len(), 3, "{all:?}");
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 7, "{all:?}");
    // Wherever a page begins and ends, it shows a part of one list.
    for offset in 0..=8 {
        for limit in 0..=8 {
            let end = (offset + limit).min(7);
            assert_eq!(lines(offset, Some(limit)), all[offset.min(end)..end]);
        }
    }
}

#[test]
fn years_are_counted_gaps_and_all() {
    let shared = "The board audits its work every year and shares what it has learned.";
    let reports = [
        report("aford", "2019-03-01", &[shared, "audits"]),
        report("bford", "2019-06-01", &[shared, "nothing"]),
        report("cford", "2021-01-01", &["silence"]),
    ];
    let (_dir, index) = index(&reports, 2);
    let mut request = request("audit");
    request.facets = vec![Field::Year, Field::Area];
    let results = index.search(&request).expect("it searches");
    let rows = |facet: &Facet| {
        let row = |value: &crate::index::FacetValue| {
            let counts = (value.paragraphs, value.distinct);
            (
                value.value.clone(),
                counts,
                (value.reports, value.reports_searched),
            )
        };
        facet.values.iter().map(row).collect::<Vec<_>>()
    };
    let expected = [
        ("2019".to_owned(), (3, 2), (2, 2)),
        ("2020".to_owned(), (0, 0), (0, 0)),
        ("2021".to_owned(), (0, 0), (0, 1)),
    ];
    assert_eq!(rows(&results.facets[0]), expected);
    let expected = [("leaders".to_owned(), (3, 2), (2, 3))];
    assert_eq!(rows(&results.facets[1]), expected);
    assert_eq!((results.total, results.total_distinct), (3, 2));
}

#[test]
fn filters_say_what_they_cannot_reach() {
    let mut reports = vec![
        report("aford", "2019-03-01", &["one"]),
        report("bford", "2023-06-01", &["one"]),
        report("cford", "2021-01-01", &["one"]),
    ];
    for (record, paragraphs) in &mut reports {
        let area = match record.report.inspection.map(|span| span.end.year()) {
            Some(2023) => {
                record.report.framework = Some(framework("ilacs-2023"));
                "care-leavers"
            }
            Some(2021) => {
                record.report.kind = kind("jtai");
                record.report.framework = Some(framework("jtai-2016"));
                paragraphs[0].grade = Some(grade("not-graded"));
                "leaders"
            }
            _ => {
                record.report.framework = Some(framework("ilacs-2018"));
                "children-in-care"
            }
        };
        record.report.judgements.clear();
        let area = Area::new(area);
        paragraphs[0].group = Rules::builtin().terms().group_of(&area).cloned();
        paragraphs[0].area = Some(area);
    }
    let (_dir, index) = index(&reports, 1);
    let check = |filters: &[(Field, &str)], query: &str, expected: &[&str]| {
        let mut request = request(query);
        for (field, value) in filters {
            request.filters.add(*field, value);
        }
        let results = index.search(&request).expect("it searches");
        assert_eq!(results.notes, expected, "{filters:?} {query}");
    };
    let care = "2 of 3 reports searched have no area `care-leavers` (only ilacs-2023); \
                `--area-group care` reaches 1 of them";
    check(&[(Field::Area, "care-leavers")], "", &[care]);
    check(&[], "area:care-leavers one", &[care]);
    check(&[], "NOT area:care-leavers", &[]);
    let none: &[&str] = &[];
    check(
        &[
            (Field::Area, "care-leavers"),
            (Field::Kind, "ilacs"),
            (Field::Year, "2023"),
        ],
        "",
        none,
    );
    check(&[(Field::Area, "!care-leavers")], "", none);
    let ungraded = "1 of 3 reports searched has no grade by area (1 jtai)";
    check(&[(Field::Grade, "good")], "", &[ungraded]);
    check(&[(Field::Grade, "good,none")], "", none);
    check(&[(Field::Grade, "good"), (Field::Kind, "ilacs")], "", none);
    check(
        &[(Field::Overall, "good"), (Field::Authority, "aford")],
        "",
        none,
    );
}

#[test]
fn filters_say_that_they_exclude_each_other() {
    let (record, mut paragraphs) = report("aford", "2019-03-01", &["one", "two"]);
    paragraphs[1].section = section("improvement");
    paragraphs[1].area = None;
    paragraphs[1].group = None;
    let (_dir, index) = index(&[(record, paragraphs)], 1);
    let check = |area: &str, section: &str, expected: &[&str]| {
        let mut request = request("");
        request.filters.add(Field::Area, area);
        request.filters.add(Field::Section, section);
        let results = index.search(&request).expect("it searches");
        assert_eq!(results.notes, expected, "{area} {section}");
    };
    let apart = "no paragraph passes `--area` and `--section` together, although some pass each";
    check("leaders", "improvement", &[apart]);
    check("leaders", "findings", &[]);
}

const FINDING: &str = "Children wait too long for life-story work, which is not offered to \
    those who have been in care for many years, and managers do not track who is waiting.";

#[test]
fn near_duplicates_are_named() {
    let near = FINDING.replace("many years", "some years");
    let reports = [
        report(
            "aford",
            "2024-01-05",
            &[FINDING, "Other things are said here, at some length."],
        ),
        report(
            "bford",
            "2023-01-05",
            &[&near, &FINDING.replace("wait too long", "get no help")],
        ),
        report("cford", "2022-01-05", &[&FINDING.to_uppercase()]),
    ];
    let (_dir, index) = index(&reports, 2);
    let request = SearchRequest {
        duplicates: true,
        ..request("waiting managers track")
    };
    let results = index.search(&request).unwrap();
    let near_of = |id: &str| {
        let mut hits = results.hits.iter();
        let hit = hits
            .find(|hit| hit.report.id.as_str() == id)
            .expect("it is found");
        let near = hit.nearly_in.iter().map(|near| near.id.to_string());
        (near.collect::<Vec<_>>(), hit.also_in.len())
    };
    let (near, copies) = near_of("aford/2024-01-05/ilacs");
    assert_eq!(
        (near, copies),
        (vec!["bford/2023-01-05/ilacs#1".to_owned()], 1)
    );
    let (near, copies) = near_of("bford/2023-01-05/ilacs");
    let expected = ["aford/2024-01-05/ilacs#1", "cford/2022-01-05/ilacs#1"];
    assert_eq!((near, copies), (expected.map(str::to_owned).to_vec(), 0));
}

#[test]
fn similar_paragraphs_of_other_authorities_come_first() {
    let reports = [
        report(
            "aford",
            "2024-01-05",
            &[FINDING, "Supervision is regular and reflective."],
        ),
        report(
            "aford",
            "2019-01-05",
            &[&FINDING.replace("many years", "some years")],
        ),
        report(
            "bford",
            "2023-01-05",
            &[
                "Life-story work comes late: children in care wait long \
            for it, and managers do not know who is waiting.",
                "Supervision is regular.",
            ],
        ),
    ];
    let (_dir, index) = index(&reports, 2);
    let ask = |id: &str| {
        let id = id.parse().expect("any text is an id");
        let request = SimilarRequest {
            id,
            filters: crate::query::Filters::default(),
            limit: None,
        };
        index.similar(&request).expect("it searches")
    };
    let results = ask("aford/2024-01-05/ilacs#1").expect("there is such a paragraph");
    let found: Vec<_> = results
        .hits
        .iter()
        .map(|(hit, likeness)| {
            let id = hit.report.id.to_string();
            (id, likeness.own_authority, likeness.is_near_duplicate())
        })
        .collect();
    let expected = [
        ("bford/2023-01-05/ilacs".to_owned(), false, false),
        ("aford/2019-01-05/ilacs".to_owned(), true, true),
    ];
    assert_eq!(found, expected);
    assert_eq!(results.total, 2);
    assert!(
        results.terms.contains(&"story".to_owned()),
        "{:?}",
        results.terms
    );
    assert!(ask("aford/2024-01-05/ilacs#9").is_none());
    assert!(ask("nowhere/2024-01-05/ilacs#1").is_none());
}
