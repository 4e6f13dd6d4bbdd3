//! How fast is a corpus indexed: from nothing, with nothing changed, and with one report that has
//! changed, gone or come?
//! Everything is included: finding, hashing, reading, analysis, writing, committing. Throughput
//! is in pages.

#![allow(missing_docs, clippy::print_stderr, clippy::unwrap_used)]

mod common;

use std::path::{Path, PathBuf};

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use findings::index::{
    FileStatus, Index, IndexWriter, IngestOptions, IngestSummary, SearchRequest,
};

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

/// One report of many changes, goes or comes; the others are not read again.
fn incremental(criterion: &mut Criterion) {
    for corpus in common::corpora() {
        let folder = tempfile::tempdir().unwrap();
        corpus.copy_to(folder.path());
        let index = tempfile::tempdir().unwrap();
        let whole = ingest(index.path(), folder.path(), None);
        let found = |status| whole.files.iter().find(|file| file.status == status);
        let file = PathBuf::from(&found(FileStatus::Indexed).unwrap().path);
        let bytes = std::fs::read(&file).unwrap();

        let mut group = criterion.benchmark_group(format!("incremental/{}", corpus.name));
        group.sample_size(10);
        let mut times = 0;
        group.bench_function("one changed", |bencher| {
            bencher.iter_batched(
                || {
                    // A comment behind the end of a PDF changes its hash and nothing else.
                    times += 1;
                    let comment = format!("\n% {times}\n");
                    std::fs::write(&file, [&bytes, comment.as_bytes()].concat()).unwrap();
                },
                |()| {
                    let summary = ingest(index.path(), folder.path(), None);
                    assert_eq!(summary.indexed, 1);
                    assert_eq!(summary.paragraphs, whole.paragraphs);
                },
                BatchSize::PerIteration,
            );
        });
        let restore = || {
            std::fs::write(&file, &bytes).unwrap();
            ingest(index.path(), folder.path(), None);
        };
        let remove = || {
            std::fs::remove_file(&file).unwrap();
            ingest(index.path(), folder.path(), None)
        };
        group.bench_function("one removed", |bencher| {
            bencher.iter_batched(
                restore,
                |()| {
                    let summary = remove();
                    assert_eq!((summary.indexed, summary.removed), (0, 1));
                },
                BatchSize::PerIteration,
            );
        });
        group.bench_function("one added", |bencher| {
            bencher.iter_batched(
                || {
                    restore();
                    remove();
                    std::fs::write(&file, &bytes).unwrap();
                },
                |()| {
                    let summary = ingest(index.path(), folder.path(), None);
                    assert_eq!((summary.indexed, summary.removed), (1, 0));
                    assert_eq!(summary.paragraphs, whole.paragraphs);
                },
                BatchSize::PerIteration,
            );
        });
        group.finish();
    }
}

/// The index alone: reports that have been read are analysed, written and committed.
fn indexing(criterion: &mut Criterion) {
    for corpus in common::corpora() {
        let reports = corpus.read();
        let paragraphs: usize = reports.iter().map(|(_, paragraphs)| paragraphs.len()).sum();
        let mut group = criterion.benchmark_group(format!("indexing/{}", corpus.name));
        group
            .sample_size(10)
            .throughput(Throughput::Elements(paragraphs as u64));
        group.bench_function("write and commit", |bencher| {
            bencher.iter_with_large_drop(|| {
                let dir = tempfile::tempdir().unwrap();
                let writer = IndexWriter::open(dir.path(), true).unwrap();
                for (record, paragraphs) in &reports {
                    writer.add_report(record, paragraphs).unwrap();
                }
                writer.commit().unwrap();
                dir
            });
        });
        group.finish();

        let dir = tempfile::tempdir().unwrap();
        let writer = IndexWriter::open(dir.path(), true).unwrap();
        for (record, paragraphs) in &reports {
            writer.add_report(record, paragraphs).unwrap();
        }
        writer.commit().unwrap();
        let index = Index::open(dir.path()).unwrap();
        let everything = SearchRequest {
            limit: Some(0),
            ..SearchRequest::new(findings::query::parse("").unwrap())
        };
        assert_eq!(index.search(&everything).unwrap().total, paragraphs as u64);
    }
}

criterion_group!(benches, whole, incremental, indexing);
criterion_main!(benches);
