//! What searches answer.

use super::*;
use crate::index::{IndexError, Sort};
use crate::query::Field;
use crate::rules::named::grade;

/// Each text with what lights up in it between brackets; texts without a hit are left out.
fn lit(index: &Index, query: &str) -> Vec<String> {
    let mut request = request(query);
    request.sort = Sort::Oldest;
    let results = index
        .search(&request)
        .unwrap_or_else(|error| panic!("{query}: {error}"));
    let mark = |hit: &crate::index::Hit| {
        let mut text = hit.paragraph.text.clone();
        for range in hit.highlights.iter().rev() {
            text.insert(range.end, ']');
            text.insert(range.start, '[');
        }
        text
    };
    results.hits.iter().map(mark).collect()
}

fn check(texts: &[&str], cases: &[(&str, &[&str])]) {
    let (_dir, index) = index(&[report("aford", "2024-01-05", texts)], 1);
    for (query, expected) in cases {
        assert_eq!(lit(&index, query), *expected, "{query}");
    }
}

#[test]
fn words_match_in_their_inflections() {
    check(
        &[
            "Care leavers’ homes.",
            "A carer is caring.",
            "Leaving care",
            "The children’s home",
        ],
        &[
            ("leaver", &["Care [leavers]’ homes."]),
            ("care", &["[Care] leavers’ homes.", "Leaving [care]"]),
            ("carers", &["A [carer] is caring."]),
            ("caring", &["A carer is [caring]."]),
            ("childrens", &["The [children’s] home"]),
            ("child's", &["The [children’s] home"]),
            ("children", &["The [children’s] home"]),
            ("=children", &[]),
            ("=childrens", &["The [children’s] home"]),
            ("=home", &["The children’s [home]"]),
            (
                "\"=home\" OR =homes",
                &["Care leavers’ [homes].", "The children’s [home]"],
            ),
            ("care home", &["[Care] leavers’ [homes]."]),
            ("missing", &[]),
        ],
    );
}

#[test]
fn compounds_match_in_every_spelling() {
    let texts = [
        "Life-story work",
        "life story works",
        "Lifestory work",
        "work on the story of life",
    ];
    let all: &[&str] = &[
        "[Life-story work]",
        "[life story works]",
        "[Lifestory work]",
    ];
    let apart: &[&str] = &[
        "[Life-story] [work]",
        "[life story] [works]",
        "[Lifestory] [work]",
    ];
    check(
        &texts,
        &[
            ("\"life story work\"", all),
            ("\"life-story work\"", all),
            ("\"lifestory work\"", all),
            ("“life\u{2011}story work”", all),
            ("life-story work", apart),
            ("lifestory work", apart),
            (
                "lifestories",
                &[
                    "[Life-story] work",
                    "[life story] works",
                    "[Lifestory] work",
                ],
            ),
            (
                "life story",
                &[
                    "[Life]-[story] work",
                    "[life] [story] works",
                    "[Lifestory] work",
                    "work on the [story] of [life]",
                ],
            ),
            ("=lifestory", &["[Lifestory] work"]),
        ],
    );
}

#[test]
fn operators_combine() {
    check(
        &[
            "drift and delay",
            "delay, then long drift",
            "drift alone",
            "no such thing",
        ],
        &[
            ("drift -delay", &["[drift] alone"]),
            ("NOT drift", &["no such thing"]),
            (
                "drift NOT NOT delay",
                &["[drift] and delay", "delay, then long [drift]"],
            ),
            (
                "(delay OR thing) NOT alone",
                &[
                    "drift and [delay]",
                    "[delay], then long drift",
                    "no such [thing]",
                ],
            ),
            ("drift NEAR/1 delay", &["[drift] and [delay]"]),
            (
                "drift NEAR/2 delay",
                &["[drift] and [delay]", "[delay], then long [drift]"],
            ),
            ("drift ADJ/2 delay", &["[drift] and [delay]"]),
            ("\"drift delay\"~1", &["[drift] and [delay]"]),
            (
                "\"long drift\" NEAR/1 delay",
                &["[delay], then [long drift]"],
            ),
            (
                "(drift OR thing) NEAR/1 (and OR such)",
                &["[drift] [and] delay", "no [such] [thing]"],
            ),
            (
                "delay NEAR/5 drift NEAR/5 long",
                &["[delay], then [long] [drift]"],
            ),
            ("d*y", &["drift and [delay]", "[delay], then long drift"]),
            ("dr?ft alone", &["[drift] [alone]"]),
            ("\"th* long\"", &["delay, [then long] drift"]),
            ("dirft~1 alone", &["[drift] [alone]"]),
            ("grade:good alone", &["drift [alone]"]),
            ("(grade:inadequate drift) OR alone", &["drift [alone]"]),
            (
                "number:[2 TO 3] drift",
                &["delay, then long [drift]", "[drift] alone"],
            ),
            ("page:2 drift", &["[drift] alone"]),
        ],
    );
}

#[test]
fn sentences_bound_what_must_meet() {
    let texts = [
        "Drift is rare. Delay is not.",
        "Delay. Drift and delay.",
        "Drift, St. Delay.",
    ];
    let (_dir, index) = index(&[report("aford", "2024-01-05", &texts)], 1);
    let mut request = request("drift delay");
    request.sentence = true;
    request.sort = Sort::Oldest;
    let results = index.search(&request).expect("it searches");
    assert_eq!(
        ids(&results),
        ["aford/2024-01-05/ilacs#2", "aford/2024-01-05/ilacs#3"]
    );
    assert_eq!(results.hits[0].highlights, [7..12, 17..22]);
}

#[test]
fn exact_turns_inflections_and_compounds_off() {
    let (_dir, index) = index(
        &[report(
            "aford",
            "2024-01-05",
            &["life-story works", "lifestory work"],
        )],
        1,
    );
    let mut request = request("\"life story\" work");
    request.exact = true;
    assert_eq!(index.search(&request).expect("it searches").total, 0);
    request.query = parse("life-story works").expect("it is valid");
    assert_eq!(index.search(&request).expect("it searches").total, 1);
}

#[test]
fn filters_facets_and_counts_agree() {
    let mut reports = vec![
        report(
            "aford",
            "2019-03-01",
            &["visits are good", "visits are late"],
        ),
        report("bford", "2021-06-04", &["visits", "nothing"]),
        report("cford", "2022-01-01", &["silence"]),
    ];
    reports[1].1[0].area = None;
    reports[1].1[0].group = None;
    reports[1].1[0].grade = Some(grade("not-graded"));
    reports[2].0.report.lead_inspectors.push(Inspector {
        name: "Bo".into(),
        printed: "Bo".into(),
    });
    let (_dir, index) = index(&reports, 2);
    let check = |query: &str, total: u64, reports: u64| {
        let results = search(&index, query);
        assert_eq!(
            (results.total, results.total_reports),
            (total, reports),
            "{query}"
        );
    };
    check("", 5, 3);
    check("visit", 3, 2);
    check("visit authority:aford", 2, 1);
    check("visit authority:\"Aford Council\"", 2, 1);
    check("visit authority:AFORD,bford", 3, 2);
    check("visit authority:!aford", 1, 1);
    check("area:none", 1, 1);
    check("area-group:leadership", 4, 3);
    check("visit grade:not-graded", 1, 1);
    check("year:2019", 2, 1);
    check("year:[2020 TO 2022]", 3, 2);
    check("since:2021-06-04 until:2021", 2, 1);
    check("inspector:bo", 1, 1);
    check("inspector:\"ann example\"", 5, 3);
    check("region:north-east type:county-council", 5, 3);
    check("kind:sif", 0, 0);
    check("NOT authority:aford", 3, 2);

    let mut request = request("visit");
    request.facets = vec![Field::Authority, Field::Area, Field::Inspector];
    request.filters.add(Field::Section, "findings");
    request.limit = Some(1);
    let results = index.search(&request).expect("it searches");
    let rows: Vec<_> = results
        .facets
        .iter()
        .flat_map(|facet| &facet.values)
        .collect();
    let rows: Vec<_> = rows
        .iter()
        .map(|row| (row.value.as_str(), row.paragraphs, row.reports))
        .collect();
    let expected = [
        ("aford", 2, 1),
        ("bford", 1, 1),
        ("leaders", 2, 1),
        ("none", 1, 1),
        ("Ann Example", 3, 2),
    ];
    assert_eq!(rows, expected);
    assert_eq!((results.hits.len(), results.reports_searched), (1, 3));
    let absent = index.absent(&request).expect("it searches");
    assert_eq!(
        absent
            .iter()
            .map(|record| record.id.as_str())
            .collect::<Vec<_>>(),
        ["cford/2022-01-01/ilacs"]
    );
    request.filters.add(Field::Area, "none");
    assert_eq!(
        index
            .search(&request)
            .expect("it searches")
            .reports_searched,
        1
    );
    assert_eq!(index.reports(&request.filters).expect("it reads").len(), 1);
    assert_eq!(index.values(Field::Year).expect("it reads").len(), 3);
}

#[test]
fn unknown_values_come_with_near_ones() {
    let (_dir, index) = index(&[report("southford-on-sea", "2019-03-01", &["x"])], 1);
    let check = |query: &str, field: Field, expected: &[&str]| match index.search(&request(query)) {
        Err(IndexError::UnknownValue {
            field: found, near, ..
        }) => {
            assert_eq!(
                (found, near.as_slice()),
                (field, expected.map_strings().as_slice())
            );
        }
        other => panic!("{query}: {other:?}"),
    };
    check(
        "authority:southfrd-on-sea",
        Field::Authority,
        &["southford-on-sea"],
    );
    check(
        "authority:southford",
        Field::Authority,
        &["southford-on-sea"],
    );
    check("region:north-est", Field::Region, &["north-east"]);
    check(
        "inspector:\"Anne Example\"",
        Field::Inspector,
        &["Ann Example"],
    );
    let mut filtered = request("");
    filtered.filters.add(Field::Grade, "god");
    assert!(index.search(&filtered).is_err());
}

trait MapStrings {
    fn map_strings(&self) -> Vec<String>;
}

impl MapStrings for [&str] {
    fn map_strings(&self) -> Vec<String> {
        self.iter().map(|text| (*text).to_owned()).collect()
    }
}

#[test]
fn orders_do_not_depend_on_how_the_index_grew() {
    let texts = ["visits", "visits and more visits", "good visits", "other"];
    let mut reports: Vec<_> = [
        ("b", 2020),
        ("a", 2020),
        ("c", 2018),
        ("d", 2024),
        ("e", 2020),
    ]
    .iter()
    .map(|(slug, year)| report(slug, &format!("{year}-02-03"), &texts))
    .collect();
    let (_one, first) = index(&reports, 1);
    reports.reverse();
    let (_two, second) = index(&reports, 3);
    for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest, Sort::Authority] {
        for limit in [None, Some(0), Some(1), Some(4), Some(7), Some(100)] {
            let mut request = request("good OR visit");
            (request.sort, request.limit) = (sort, limit);
            let answer = |index: &Index| {
                let results = index.search(&request).expect("it searches");
                let scores: Vec<f32> = results.hits.iter().map(|hit| hit.score).collect();
                (ids(&results), scores, results.total)
            };
            let (hits, scores, total) = answer(&first);
            assert_eq!(
                (hits.clone(), scores, total),
                answer(&second),
                "{sort:?} {limit:?}"
            );
            request.limit = None;
            let all = ids(&first.search(&request).expect("it searches"));
            assert_eq!(
                hits,
                all[..limit.unwrap_or(usize::MAX).min(15)],
                "{sort:?} {limit:?}"
            );
        }
    }
    let mut request = request("visit");
    request.sort = Sort::Newest;
    let newest = ids(&first.search(&request).expect("it searches"));
    assert_eq!(newest[0], "d/2024-02-03/ilacs#1");
    assert_eq!(newest[3], "a/2020-02-03/ilacs#1");
    assert_eq!(newest[14], "c/2018-02-03/ilacs#3");
    request.offset = 14;
    assert_eq!(
        ids(&first.search(&request).expect("it searches")),
        newest[14..]
    );
}

#[test]
fn better_matches_rank_higher() {
    let texts = [
        "The plan of care is a long story told by leavers of some plan",
        "care leavers plan",
        "plans",
    ];
    let (_dir, index) = index(&[report("aford", "2024-01-05", &texts)], 1);
    let check = |query: &str, expected: &[&str]| {
        let results = search(&index, query);
        let texts: Vec<_> = results
            .hits
            .iter()
            .map(|hit| hit.paragraph.text.as_str())
            .collect();
        assert_eq!(texts, expected, "{query}");
    };
    check("care leavers", &[texts[1], texts[0]]);
    check("plans", &[texts[2], texts[1], texts[0]]);
}

#[test]
fn explanations_name_the_variants() {
    let (_dir, index) = index(
        &[report(
            "aford",
            "2024-01-05",
            &["visits visited life story lifestory"],
        )],
        1,
    );
    let explained = search(&index, "visit lifestory: vis* absentx").explained;
    let expected = [
        "read as: visit lifestory vis* absentx",
        "`lifestory:` is read as the word lifestory",
        "visit: visited (0 hits of 1 paragraph), visits (0 hits of 1 paragraph)",
        "lifestory: lifestory (0 hits of 1 paragraph), \"life story\" (0 hits)",
        "vis*: visited (0 hits of 1 paragraph), visits (0 hits of 1 paragraph)",
        "absentx: no such word in any paragraph",
    ];
    assert_eq!(explained, expected);
}

#[test]
fn words_that_never_meet_are_no_open_spelling() {
    let texts = ["a delay", "Rue de France", "lay visitors", "foster homes"];
    let (_dir, index) = index(&[report("aford", "2024-01-05", &texts)], 1);
    let check = |query: &str, expected: &str| {
        assert_eq!(search(&index, query).explained[1], expected);
    };
    check("delay", "delay: delay (1 hit of 1 paragraph)");
    check("fosterhome", "fosterhome: \"foster home\" (1 hit)");
    check(
        "fosterhome NOT foster",
        "fosterhome: \"foster home\" (0 hits)",
    );
    check("delays", "delays: delay (1 hit of 1 paragraph)");
    check("francelay", "francelay: no such word in any paragraph");
}

#[test]
fn a_phrase_of_too_many_wordings_says_so() {
    let (_dir, index) = index(&[report("aford", "2024-01-05", &["lifestory"])], 1);
    let check = |pairs: usize, expected: &[&str]| {
        let phrase = vec!["life story"; pairs].join(" ");
        let results = search(&index, &format!("\"{phrase}\""));
        let phrase = format!("\"{phrase}\"");
        let notes: Vec<_> = results
            .notes
            .iter()
            .map(|note| note.replace(&phrase, "PHRASE"))
            .collect();
        assert_eq!(notes, expected);
    };
    check(10, &[]);
    check(
        11,
        &["PHRASE can be worded in more than 1024 ways; 1024 were looked for"],
    );
}

#[test]
fn words_that_are_kept_are_those_of_the_dictionary() {
    let texts = [
        "Cafés and a café near Siân’s home.",
        "Safeguarding and safegarding; families, family’s, familiar.",
        "An analysis of analyses, in the care leaver’s cafe.",
    ];
    let queries = [
        "caf*",
        "*é*",
        "*lys*",
        "famil*",
        "fam?lies",
        "s*ns",
        "?are",
        "safeguarding~1",
        "safegarding~2",
        "café~1",
        "cafe~1",
        "analyses~2",
        "/(un)?famil.*/",
        "/caf./",
    ];
    let (dir, kept) = index(&[report("aford", "2024-01-05", &texts)], 1);
    for _ in 0..3 {
        for query in queries {
            lit(&kept, query);
        }
    }
    for query in queries {
        let fresh = Index::open(dir.path()).unwrap();
        let found = lit(&fresh, query);
        assert!(!found.is_empty(), "{query}");
        assert_eq!(lit(&kept, query), found, "{query}");
    }
}
