//! How fast are questions across all reports answered?
//!
//! Recurring phrases stand beside a plain scan of the same paragraphs that counts every run of
//! words in a map: both start from the index on disk and must agree on what they count. Contrasts,
//! trends and the tracker are compared with what a search finds, or with the reports themselves.

#![allow(missing_docs, clippy::print_stderr, clippy::unwrap_used)]

mod common;

use std::collections::HashMap;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use findings::index::{Index, IngestOptions, SearchRequest, ingest};
use findings::query::fold::{fold, words};
use findings::query::{Field, Filters, parse};
use findings::themes::{
    Contrast, ContrastOptions, Recurring, RecurringOptions, Scope, Side, Support, TrackedPair,
    Trend, contrast, is_stop_word, recurring, track, trend,
};

/// What is followed through the years.
const FOLLOWED: &str = "oversight";

fn themes(dir: &Path) -> Recurring {
    let index = Index::open(dir).unwrap();
    let question = parse("").unwrap();
    let scope = Scope::open(&index, &question, &Filters::default()).unwrap();
    let options = RecurringOptions {
        limit: Some(20),
        ..RecurringOptions::default()
    };
    recurring(&scope, &question, &options).unwrap()
}

/// Counts every run of two to five words in findings and improvement items.
fn plain_scan(dir: &Path) -> HashMap<String, u64> {
    let index = Index::open(dir).unwrap();
    let mut counts: HashMap<String, u64> = HashMap::new();
    for record in index.reports(&Filters::default()).unwrap() {
        for paragraph in index.paragraphs(&record.id).unwrap() {
            if !paragraph.section.is_finding() && !paragraph.section.is_improvement() {
                continue;
            }
            let text = &paragraph.text;
            let words: Vec<_> = words(text).map(|word| fold(&text[word])).collect();
            for size in 2..=5 {
                for run in words.windows(size) {
                    if !is_stop_word(&run[0]) && !is_stop_word(&run[size - 1]) {
                        *counts.entry(run.join(" ")).or_default() += 1;
                    }
                }
            }
        }
    }
    counts
}

fn compare(criterion: &mut Criterion) {
    for corpus in common::corpora() {
        let dir = tempfile::tempdir().unwrap();
        let options = IngestOptions::default();
        ingest(dir.path(), &[corpus.folder], &options, &|_| {}).unwrap();
        let (found, counts) = (themes(dir.path()), plain_scan(dir.path()));
        eprintln!(
            "{}: {} words, {} phrases",
            corpus.name, found.words, found.total
        );
        assert!(!found.themes.is_empty());
        for theme in &found.themes {
            // Copies, and compounds in another spelling, are counted by one of the two only.
            let scanned = counts[&theme.phrase] as f64;
            assert!(
                (0.5..=1.1).contains(&(theme.hits as f64 / scanned)),
                "{}",
                theme.phrase
            );
        }
        let mut group = criterion.benchmark_group(format!("themes/{}", corpus.name));
        group
            .sample_size(10)
            .throughput(Throughput::Elements(found.words));
        group.bench_function("from the index", |bencher| {
            bencher.iter(|| themes(dir.path()))
        });
        group.bench_function("plain scan", |bencher| {
            bencher.iter(|| plain_scan(dir.path()))
        });
        group.finish();
    }
}

fn contrasted(dir: &Path) -> Contrast {
    let index = Index::open(dir).unwrap();
    let scope = Scope::open(&index, &parse("").unwrap(), &Filters::default()).unwrap();
    let side = |query: &str| Side {
        name: query.to_owned(),
        query: parse(query).unwrap(),
    };
    let options = ContrastOptions {
        a: side("overall:inadequate"),
        b: side("overall:good OR overall:outstanding"),
        support: Support::default(),
        queries: Vec::new(),
        limit: Some(20),
    };
    contrast(&scope, &options).unwrap()
}

fn followed(dir: &Path) -> Trend {
    let index = Index::open(dir).unwrap();
    let scope = Scope::open(&index, &parse("").unwrap(), &Filters::default()).unwrap();
    trend(&scope, &parse(FOLLOWED).unwrap(), Field::Year).unwrap()
}

fn tracked(dir: &Path) -> Vec<TrackedPair> {
    let index = Index::open(dir).unwrap();
    track(&index, &Filters::default()).unwrap()
}

/// Questions that compare reports with each other.
fn comparisons(criterion: &mut Criterion) {
    for corpus in common::corpora() {
        let dir = tempfile::tempdir().unwrap();
        let options = IngestOptions::default();
        ingest(dir.path(), &[corpus.folder], &options, &|_| {}).unwrap();
        let index = Index::open(dir.path()).unwrap();
        let mut group = criterion.benchmark_group(format!("comparisons/{}", corpus.name));
        group.sample_size(10);

        let expected = contrasted(dir.path());
        assert!(expected.a.reports > 0 && expected.b.reports > 0);
        for key in expected.more_in_a.iter().chain(&expected.more_in_b) {
            assert!(key.a.reports.part <= expected.a.reports, "{}", key.phrase);
            assert!(key.b.reports.part <= expected.b.reports, "{}", key.phrase);
        }
        group.bench_function("contrast", |bencher| {
            bencher.iter(|| assert_eq!(contrasted(dir.path()), expected));
        });

        let expected = followed(dir.path());
        let listing = SearchRequest::new(parse(&expected.listing).unwrap()).totals();
        let listed = index.search(&listing).unwrap().total_reports;
        let counted: u64 = expected
            .periods
            .iter()
            .map(|period| period.reports.part)
            .sum();
        assert!(counted > 0 && counted == listed);
        group.bench_function("trend", |bencher| {
            bencher.iter(|| assert_eq!(followed(dir.path()), expected));
        });

        let expected = tracked(dir.path());
        assert!(expected.iter().any(|pair| !pair.items.is_empty()));
        for pair in &expected {
            assert!(pair.pair.then.day() <= pair.pair.now.day());
            assert!(pair.new.len() as u64 <= pair.items_now);
        }
        group.bench_function("track", |bencher| {
            bencher.iter(|| assert_eq!(tracked(dir.path()), expected));
        });
        group.finish();
    }
}

criterion_group!(benches, compare, comparisons);
criterion_main!(benches);
