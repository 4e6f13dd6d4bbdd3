//! Reports in Welsh: their words are their own stems, and are found as they are written.

use super::*;
use crate::index::Sort;
use crate::model::Language;

/// A report in English and one in Welsh, whose words look inflected to an English eye.
fn both() -> Vec<(ReportRecord, Vec<Paragraph>)> {
    let english = report(
        "aford",
        "2024-01-05",
        &["Care leavers visited the open house.", "The agored centre"],
    );
    let mut welsh = report(
        "bford",
        "2024-01-06",
        &[
            "Mae’r drws yn agored i blant a phobl ifanc.",
            "Addysg a gofal: ymweliadau, leavers a visited.",
            "Agor y ganolfan",
        ],
    );
    welsh.0.report.language = Language::Welsh;
    vec![english, welsh]
}

/// Each text that is found, with what lights up between brackets.
fn lit(index: &Index, query: &str) -> Vec<String> {
    let mut request = request(query);
    request.sort = Sort::Oldest;
    let results = index.search(&request).expect("it searches");
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

#[test]
fn words_of_welsh_are_found_as_written() {
    for commits in [1, 2] {
        let (_dir, index) = index(&both(), commits);
        let open = "Mae’r drws yn [agored] i blant a phobl ifanc.";
        let care_leavers = "[Care] [leavers] visited the open house.";
        let leavers = "Care [leavers] visited the open house.";
        let in_welsh = "Addysg a gofal: ymweliadau, [leavers] a visited.";
        let cases: &[(&str, &[&str])] = &[
            // The query is read as English: its stem is looked for, too.
            (
                "agored",
                &["The [agored] centre", open, "[Agor] y ganolfan"],
            ),
            ("=agored", &["The [agored] centre", open]),
            (
                "agored drws",
                &["Mae’r [drws] yn [agored] i blant a phobl ifanc."],
            ),
            (
                "\"yn agored\"",
                &["Mae’r drws [yn agored] i blant a phobl ifanc."],
            ),
            ("agor*", &["The [agored] centre", open, "[Agor] y ganolfan"]),
            ("agored~1", &["The [agored] centre", open]),
            ("leavers", &[leavers, in_welsh]),
            // In Welsh a word stands for itself alone.
            ("leaver", &[leavers]),
            ("=leavers", &[leavers, in_welsh]),
            ("care leavers", &[care_leavers]),
            ("visits", &["Care leavers [visited] the open house."]),
            (
                "gofal",
                &["Addysg a [gofal]: ymweliadau, leavers a visited."],
            ),
        ];
        for (query, expected) in cases {
            assert_eq!(lit(&index, query), *expected, "{query} {commits}");
        }
    }
}

#[test]
fn the_language_is_kept() {
    let (_dir, index) = index(&both(), 1);
    let all = index.reports(&crate::query::Filters::default());
    let languages: Vec<_> = all
        .expect("it reads")
        .iter()
        .map(|r| r.report.language)
        .collect();
    assert_eq!(languages, [Language::English, Language::Welsh]);
}
