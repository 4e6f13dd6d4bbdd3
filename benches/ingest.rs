//! How fast is a corpus indexed: from nothing, with nothing changed, and with one report changed?
//! Everything is included: finding, hashing, reading, analysis, writing, committing. Throughput
//! is in pages.

#![allow(missing_docs, clippy::print_stderr, clippy::unwrap_used)]

mod common;

use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use findings::gazetteer::Gazetteer;
use findings::index::{
    Index, IndexWriter, IngestOptions, IngestSummary, ReportRecord, SearchRequest,
};
use findings::model::Paragraph;

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

/// The index alone: reports that have been read are analysed, written and committed.
fn indexing(criterion: &mut Criterion) {
    for corpus in common::corpora() {
        let gazetteer = std::fs::read(corpus.folder.join("gazetteer.csv")).unwrap_or_default();
        let gazetteer = match gazetteer.is_empty() {
            true => Gazetteer::builtin().clone(),
            false => Gazetteer::builtin().with_file(&gazetteer).unwrap(),
        };
        let reports = records(&corpus, &gazetteer);
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
        let everything = SearchRequest::new(findings::query::parse("").unwrap());
        assert_eq!(index.search(&everything).unwrap().total, paragraphs as u64);
    }
}

/// Reads the reports of a corpus; where several would bear one name, the first does.
fn records(corpus: &common::Corpus, gazetteer: &Gazetteer) -> Vec<(ReportRecord, Vec<Paragraph>)> {
    let mut names = std::collections::HashSet::new();
    let mut records = Vec::new();
    for path in corpus.files() {
        let Ok(read) = findings::corpus::read_file(&path, gazetteer) else {
            continue;
        };
        let mut report = read.value;
        let paragraphs = std::mem::take(&mut report.paragraphs);
        let id = report.base_id();
        if !names.insert(id.clone()) {
            continue;
        }
        let record = ReportRecord {
            id,
            report,
            paths: vec![path.display().to_string()],
            absolute: String::new(),
            sha256: String::new(),
            bytes: 0,
            paragraphs: paragraphs.len() as u32,
            last_number: None,
            warnings: read.warnings,
        };
        records.push((record, paragraphs));
    }
    records
}

criterion_group!(benches, whole, indexing);
criterion_main!(benches);
