//! The index against a matcher that is too simple to be wrong, over many random queries.
//!
//! Every run prints the seed it grows from. `.cargo/config.toml` sets it, the variable
//! `PROPTEST_RNG_SEED` another.

mod matcher;
mod queries;
mod texts;

use std::path::Path;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::*;
use crate::index::answer::found;
use crate::index::matching::documents::Documents;
use crate::index::{Hit, Sort};
use crate::model::{Language, Reference};
use crate::query::{Field, Filters};
use matcher::{Choice, Oracle};
use queries::Source;
use texts::{Text, Texts};

/// Conditions on tags that are mixed into queries.
const TAGS: &[&str] = &[
    "grade:good",
    "grade:!good",
    "grade:inadequate,requires-improvement",
    "section:findings",
    "section:notes,findings",
    "area-group:care",
    "kind:ilacs",
    "year:[2016 TO 2021]",
    "since:2019-06",
    "number:[* TO 20]",
    "page:[3 TO *]",
];

/// Conditions on what items refer to, of which one may name several.
const REFERENCES: &[&str] = &[
    "outcome:1",
    "outcome:!1",
    "outcome:2,3",
    "outcome:none",
    "outcome:!none",
    "outcome:1,2,!3",
    "enabler:none",
];

/// Prepares a source of random values from the seed of this run, and says which.
fn runner(name: &str) -> TestRunner {
    let config = ProptestConfig::default();
    println!("oracle over {name}: PROPTEST_RNG_SEED={}", config.rng_seed);
    TestRunner::new(config)
}

/// Takes the paragraphs of an index apart.
fn texts(index: &Index) -> Texts {
    let mut texts = Texts::default();
    for record in index.reports(&Filters::default()).expect("it lists") {
        for paragraph in index.paragraphs(&record.id).expect("it reads") {
            texts.add(&record, paragraph);
        }
    }
    texts
}

/// Makes so many queries of what stands in an index, each with whether words are taken as they are spelt
/// and whether they must meet in one sentence.
pub(crate) fn random_queries(
    name: &str,
    index: &Index,
    number: usize,
) -> Vec<(String, bool, bool)> {
    let mut runner = runner(name);
    let source = Source::new(&texts(index));
    let strategy = (queries::query(&source, TAGS), 0..4u8, 0..4u8);
    let make = |_| {
        let made = strategy.new_tree(&mut runner);
        let (text, exact, sentence) = made.expect("queries are made").current();
        (text, exact == 0, sentence == 0)
    };
    (0..number).map(make).collect()
}

/// Tries so many queries; every hit and every highlight must be those of the oracle.
fn agree(name: &str, index: &Index, tags: &[&'static str], queries: usize) {
    let texts = texts(index);
    let mut runner = runner(name);
    let strategy = (queries::query(&Source::new(&texts), tags), 0..4u8, 0..4u8);
    let (mut hits, mut matching) = (0, 0);
    for _ in 0..queries {
        let made = strategy.new_tree(&mut runner);
        let (text, exact, sentence) = made.expect("queries are made").current();
        let mut request = request(&text);
        (request.exact, request.sentence) = (exact == 0, sentence == 0);
        request.sort = Sort::Oldest;
        let oracle = Oracle::new(&texts, &request.query.root, request.exact, request.sentence);
        let notes = request.query.mentions(Field::Section);
        let expected = texts
            .all
            .iter()
            .filter(|it| notes || !it.paragraph.section.is_notes())
            .filter_map(|it| Some((it, oracle.lights(it)?)));
        let mut expected: Vec<_> = expected.collect();
        expected.sort_by_key(|(text, _)| (text.record.day(), &text.record.id));
        let mut place = 0;
        let of = |it: &(&Text, Choice)| it.0.id.clone();
        index
            .for_each(&request, &mut |hit| {
                let id = format!("{}#{}", hit.report.id, hit.paragraph.locator);
                let next = expected.get(place);
                assert_eq!(Some(id), next.map(of), "{text} {exact} {sentence}");
                let (it, words) = next.expect("it was compared");
                assert_eq!(
                    lit(&hit, it),
                    *words,
                    "{text} {exact} {sentence} in {}",
                    it.id
                );
                place += 1;
                std::ops::ControlFlow::Continue(())
            })
            .unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(
            None,
            expected.get(place).map(of),
            "{text} {exact} {sentence}"
        );
        hits += expected.len();
        matching += usize::from(!expected.is_empty());
    }
    println!(
        "{queries} queries over {} paragraphs: {matching} match, {hits} hits",
        texts.all.len()
    );
    assert!(
        matching > queries / 5,
        "{matching} are too few to tell anything"
    );
}

/// The words that light up, each of them whole.
fn lit(hit: &Hit, text: &Text) -> Choice {
    let mut lit = Choice::new();
    for range in &hit.highlights {
        let inside = (0..)
            .zip(&text.tokens)
            .filter(|(_, token)| range.start <= token.span.start && token.span.end <= range.end);
        let inside: Vec<usize> = inside.map(|(i, _)| i).collect();
        let (first, last) = (inside[0], inside[inside.len() - 1]);
        let ends = text.tokens[first].span.start..text.tokens[last].span.end;
        assert_eq!(*range, ends, "a highlight covers whole words");
        lit.extend(inside);
    }
    lit
}

/// Few words in every order: compounds, negation and sentences meet all the time.
#[test]
fn over_dense_texts() {
    const WORDS: &[&str] = &[
        "life",
        "story",
        "lifestory",
        "stories",
        "work",
        "worked",
        "care",
        "carer",
        "leavers",
        "children’s",
        "child",
        "with",
        "in",
        "within",
        "good",
    ];
    let mark = prop::sample::select(vec![" ", " ", " ", "-", ". The ", ", "]);
    let text = prop::collection::vec((prop::sample::select(WORDS), mark), 0..9);
    let text = text.prop_map(|parts| {
        let parts = parts.iter().map(|(word, mark)| format!("{word}{mark}"));
        parts.collect::<String>()
    });
    let texts = prop::collection::vec(text, 24).new_tree(&mut runner("dense texts"));
    let texts = texts.expect("texts are made").current();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut reports: Vec<_> = (0..6)
        .map(|i| report(&format!("a{i}"), "2024-01-05", &texts[i * 4..i * 4 + 4]))
        .collect();
    // Two of them are in Welsh, of which the words have no stems.
    for (record, _) in &mut reports[4..] {
        record.report.language = Language::Welsh;
    }
    // Every paragraph refers to outcomes of its own: to none, to one, to several.
    let paragraphs = reports
        .iter_mut()
        .flat_map(|(_, paragraphs)| paragraphs.iter_mut());
    for (paragraph, at) in paragraphs.zip(0_u32..) {
        let numbers = (1..4).filter(|number| at >> (number - 1) & 1 == 1);
        paragraph.references = numbers
            .map(|number| Reference {
                element: "outcome".to_owned(),
                number,
            })
            .collect();
    }
    let (_dir, index) = index(&reports, 3);
    agree("dense texts", &index, REFERENCES, 4000);
}

#[test]
fn over_the_sample() {
    let (_dir, index) = ingested(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"));
    agree("the sample", &index, TAGS, 10_000);
}

/// Indexes the sample, and removes a report again, of which the index still has the words; beside it an
/// index that never had that report.
fn sample_without_some() -> [(TempDir, Index); 2] {
    let (_dir, whole) = ingested(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"));
    let records = whole.reports(&Filters::default()).expect("it lists");
    let reports: Vec<_> = records
        .into_iter()
        .map(|record| {
            let paragraphs = whole.paragraphs(&record.id).expect("it reads");
            (record, paragraphs)
        })
        .collect();
    let mut rest = reports.clone();
    rest.remove(1);
    let (dir, _) = index(&reports, 1);
    let writer = IndexWriter::open(dir.path(), false).expect("it opens");
    writer
        .remove_report(&reports[1].0.id)
        .expect("it is removed");
    writer.commit().expect("it commits");
    let index = Index::open(dir.path()).expect("it opens");
    let readers = index.commit.searcher.segment_readers();
    assert!(readers.iter().any(|reader| reader.has_deletes()));
    [(dir, index), self::index(&rest, 1)]
}

#[test]
fn over_what_is_left_of_the_sample() {
    let [(_dir, left), (_clean_dir, clean)] = sample_without_some();
    agree("what is left of the sample", &left, TAGS, 2000);
    // What was removed is not counted among words and names either.
    for (text, exact, sentence) in random_queries("what is left of words", &clean, 300) {
        let mut request = request(&text);
        (request.exact, request.sentence) = (exact, sentence);
        (request.explain, request.advice) = (Explain::Scores, true);
        request.facets = vec![Field::Authority, Field::Area];
        let told = |index: &Index| format!("{:#?}", index.search(&request));
        assert_eq!(told(&left), told(&clean), "{text}");
    }
}

#[test]
fn over_real_reports() {
    let Some(folder) = real_reports::real_reports() else {
        return;
    };
    let (_dir, index) = ingested(&folder);
    agree("real reports", &index, TAGS, 2000);
}

/// Makes queries of words that stand in many paragraphs of the sample.
fn common_queries() -> Vec<String> {
    const WORDS: &[&str] = &["children", "care", "social", "the", "leaders", "=work"];
    let mut queries = Vec::new();
    for a in WORDS {
        for b in WORDS {
            queries.extend([
                format!("{a} NOT {b}"),
                format!("{a} OR {b}"),
                format!("{a} {b}"),
                format!("since:2019-06 {a} OR {b}"),
                format!("{a} NOT (\"{a} {b}\" OR practice)"),
            ]);
        }
    }
    queries
}

/// A question gets the same answer when the words that it asks for are kept.
#[test]
fn answers_stay_as_words_are_kept() {
    let [(dir, index), _] = sample_without_some();
    let random = random_queries("kept words", &index, 100);
    let common = common_queries().into_iter();
    let queries = random
        .into_iter()
        .chain(common.map(|text| (text, false, false)));
    let mut marked = 0;
    for (text, exact, sentence) in queries {
        let mut request = request(&text);
        (request.exact, request.sentence) = (exact, sentence);
        request.limit = Some(7);
        let fresh = Index::open(dir.path()).expect("it opens");
        let told = || {
            let results = fresh.search(&request).expect("it searches");
            let hits = results.hits.iter().map(|hit| {
                let id = format!("{}#{}", hit.report.id, hit.paragraph.locator);
                (id, hit.score.to_bits(), hit.highlights.clone())
            });
            let counts = [results.total, results.total_distinct, results.total_reports];
            (counts, hits.collect::<Vec<_>>())
        };
        let first = told();
        for _ in 0..10 {
            assert_eq!(told(), first, "{text} {exact} {sentence}");
        }
        let matches = found::find(&fresh.commit, &request)
            .expect("it finds")
            .matches;
        let is_marked = |documents: &Documents| matches!(documents, Documents::Marked(_));
        marked += usize::from(matches.documents().any(is_marked));
    }
    assert!(marked > 100, "of {marked} questions the words were kept");
}
