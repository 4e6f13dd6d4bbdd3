//! How fast are reports read, stage by stage? On one thread, from bytes in memory; throughput is
//! in pages.

#![allow(missing_docs, clippy::print_stderr, clippy::unwrap_used)]

mod common;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use findings::layout::{self, Block};
use findings::model::Budget;
use findings::pdf::{self, Document};
use findings::report::{self, Origin};
use findings::rules::Rules;

/// A file with what each stage makes of it.
struct Staged {
    bytes: Vec<u8>,
    name: String,
    document: Document,
    blocks: Vec<Block>,
}

fn stage(corpus: &common::Corpus) -> Vec<Staged> {
    let mut files = Vec::new();
    for path in corpus.files() {
        let bytes = std::fs::read(&path).unwrap();
        // Files that are no PDFs are part of real life, but no work for these stages.
        let Ok(document) = pdf::read(&bytes, &Budget::default()) else {
            continue;
        };
        let blocks = layout::blocks(&document.value).value;
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        files.push(Staged {
            bytes,
            name,
            document: document.value,
            blocks,
        });
    }
    files
}

fn reading(criterion: &mut Criterion) {
    for corpus in common::corpora() {
        let files = stage(&corpus);
        let pages: usize = files.iter().map(|file| file.document.pages.len()).sum();
        let blocks: usize = files.iter().map(|file| file.blocks.len()).sum();
        let read = |file: &Staged| {
            let pages = file.document.pages.len() as u32;
            let origin = Origin {
                pages,
                ..Origin::of_name(&file.name)
            };
            report::read(&file.blocks, &origin, Rules::builtin()).value
        };
        let paragraphs: usize = files.iter().map(|file| read(file).paragraphs.len()).sum();
        assert!(pages > 0 && blocks > paragraphs && paragraphs > 0);

        let mut group = criterion.benchmark_group(format!("reading/{}", corpus.name));
        group
            .sample_size(10)
            .throughput(Throughput::Elements(pages as u64));
        group.bench_function("pdf", |bencher| {
            bencher.iter(|| {
                let read: usize = files
                    .iter()
                    .map(|file| {
                        pdf::read(black_box(&file.bytes), &Budget::default())
                            .unwrap()
                            .value
                            .pages
                            .len()
                    })
                    .sum();
                assert_eq!(read, pages);
            });
        });
        group.bench_function("layout", |bencher| {
            bencher.iter(|| {
                let made: usize = files
                    .iter()
                    .map(|file| layout::blocks(black_box(&file.document)).value.len())
                    .sum();
                assert_eq!(made, blocks);
            });
        });
        group.bench_function("report", |bencher| {
            bencher.iter(|| {
                let made: usize = files
                    .iter()
                    .map(|file| read(black_box(file)).paragraphs.len())
                    .sum();
                assert_eq!(made, paragraphs);
            });
        });
        group.finish();
    }
}

criterion_group!(benches, reading);
criterion_main!(benches);
