//! How fast is a corpus indexed: from nothing, with nothing changed, and with one report changed?
//! Everything is included: finding, hashing, reading, analysis, writing, committing. Throughput
//! is in pages.

#![allow(missing_docs, clippy::print_stderr, clippy::unwrap_used)]

mod common;

use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use findings::index::{IngestOptions, IngestSummary};

fn ingest(index: &Path, folder: &Path, jobs: Option<usize>) -> IngestSummary {
    let options = IngestOptions {
        jobs,
        ..IngestOptions::default()
    };
    findings::index::ingest(index, &[folder.to_owned()], &options, &|_| {}).unwrap()
}

fn whole(criterion: &mut Criterion) {
    for corpus in common::corpora() {
        let first = tempfile::tempdir().unwrap();
        let expected = ingest(first.path(), &corpus.folder, None);
        assert!(expected.reports > 0 && expected.paragraphs > expected.reports);
        eprintln!(
            "{}: {} reports, {} paragraphs, {} pages",
            corpus.name, expected.reports, expected.paragraphs, expected.pages
        );

        let mut group = criterion.benchmark_group(format!("ingest/{}", corpus.name));
        group
            .sample_size(10)
            .throughput(Throughput::Elements(expected.pages as u64));
        for (name, jobs) in [("fresh", None), ("fresh on one thread", Some(1))] {
            group.bench_function(name, |bencher| {
                bencher.iter_with_large_drop(|| {
                    let index = tempfile::tempdir().unwrap();
                    let summary = ingest(index.path(), &corpus.folder, jobs);
                    assert_eq!(summary.paragraphs, expected.paragraphs);
                    index
                });
            });
        }
        group.bench_function("unchanged", |bencher| {
            bencher.iter(|| {
                let summary = ingest(first.path(), &corpus.folder, None);
                assert_eq!(
                    (summary.indexed, summary.paragraphs),
                    (0, expected.paragraphs)
                );
            });
        });
        group.finish();
    }
}

criterion_group!(benches, whole);
criterion_main!(benches);
