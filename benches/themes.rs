//! How fast are recurring phrases found, against a plain scan of the same paragraphs that counts
//! every run of words in a map? Both start from the index on disk and must agree on what they
//! count.

#![allow(missing_docs, clippy::print_stderr, clippy::unwrap_used)]

mod common;

use std::collections::HashMap;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use findings::index::{Index, IngestOptions, ingest};
use findings::query::fold::{fold, words};
use findings::query::{Filters, parse};
use findings::themes::{Recurring, RecurringOptions, Scope, is_stop_word, recurring};

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

criterion_group!(benches, compare);
criterion_main!(benches);
