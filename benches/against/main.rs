//! What does findings cost beside tantivy alone, on the same paragraphs, in one run?
//!
//! Three questions: how much processor time the index stage takes, how long an answer takes from
//! the text of a query to ten highlighted hits, and how soon a replaced report is seen. Both are
//! measured in turn, so that whatever else the machine does falls on both. `cargo bench --bench
//! against -- queries` asks one of them (`indexing`, `queries`, `replacing`).

#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]

#[path = "../common/mod.rs"]
mod common;
mod raw;

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use cpu_time::ProcessTime;
use findings::index::{Index, IndexWriter, ReportRecord, SearchRequest, Sort};
use findings::model::Paragraph;
use findings::query::{self, Field, Filter};
use raw::{Ask, Shape};
use tempfile::TempDir;

/// How often a corpus is indexed, a query asked and a report replaced.
const INDEXED: usize = 9;
const ASKED: usize = 200;
const REPLACED: usize = 30;

/// Reports with their paragraphs.
type Reports = [(ReportRecord, Vec<Paragraph>)];

/// A class of queries that both can answer.
struct Class {
    name: &'static str,
    /// Queries of findings, each with what tantivy is asked instead.
    queries: &'static [(&'static str, &'static str)],
    ask: Ask,
    /// Hits that are returned; none if they are to be counted alone.
    limit: usize,
    /// Whether both are to find as many, but for what the analysers see differently.
    agrees: bool,
}

const CLASSES: &[Class] = &[
    Class {
        name: "rare term",
        queries: &[
            ("reunification", "reunification"),
            ("passports", "passports"),
            ("collated", "collated"),
        ],
        ask: Ask::Parsed,
        limit: 10,
        agrees: true,
    },
    Class {
        name: "common term",
        queries: &[
            ("children", "children"),
            ("families", "families"),
            ("oversight", "oversight"),
        ],
        ask: Ask::Parsed,
        limit: 10,
        agrees: true,
    },
    Class {
        name: "two terms",
        queries: &[
            ("management oversight", "management oversight"),
            ("early help", "early help"),
            ("drift delay", "drift delay"),
        ],
        ask: Ask::Parsed,
        limit: 10,
        agrees: true,
    },
    Class {
        name: "either",
        queries: &[
            ("drift OR delay", "drift OR delay"),
            (
                "neglect OR homeless OR advocacy",
                "neglect OR homeless OR advocacy",
            ),
        ],
        ask: Ask::Parsed,
        limit: 10,
        agrees: true,
    },
    Class {
        name: "one without the other",
        queries: &[
            ("drift NOT delay", "drift -delay"),
            ("plans -reviewed", "plans -reviewed"),
        ],
        ask: Ask::Parsed,
        limit: 10,
        agrees: false,
    },
    Class {
        name: "phrase",
        queries: &[
            ("\"life-story work\"", "\"life-story work\""),
            ("\"drift and delay\"", "\"drift and delay\""),
            ("\"return home interviews\"", "\"return home interviews\""),
        ],
        ask: Ask::Parsed,
        limit: 10,
        agrees: true,
    },
    Class {
        name: "phrase with slop",
        queries: &[
            ("\"management weak\"~3", "\"management weak\"~3"),
            ("\"early plans\"~2", "\"early plans\"~2"),
        ],
        ask: Ask::Parsed,
        limit: 10,
        agrees: false,
    },
    Class {
        name: "prefix",
        queries: &[
            ("safeguard*", "safeguard.*"),
            ("permanen*", "perman.*"),
            ("assess*", "assess.*"),
        ],
        ask: Ask::Pattern,
        limit: 10,
        agrees: false,
    },
    Class {
        name: "wildcard",
        queries: &[
            ("*sight", ".*sight"),
            ("advi?e*", "advi.*"),
            ("w*k", "w.*k"),
        ],
        ask: Ask::Pattern,
        limit: 10,
        agrees: false,
    },
    Class {
        name: "fuzzy",
        queries: &[("supervison~1", "supervisn~1"), ("neglekt~2", "neglekt~2")],
        ask: Ask::Fuzzy,
        limit: 10,
        agrees: false,
    },
    Class {
        name: "filtered",
        queries: &[
            ("oversight", "oversight"),
            ("\"life-story work\"", "\"life-story work\""),
        ],
        ask: Ask::Filtered,
        limit: 10,
        agrees: true,
    },
    Class {
        name: "facets",
        queries: &[
            ("oversight", "oversight"),
            ("families", "families"),
            ("\"life-story work\"", "\"life-story work\""),
        ],
        ask: Ask::Facets,
        limit: 10,
        agrees: true,
    },
    Class {
        name: "newest first",
        queries: &[
            ("oversight", "oversight"),
            ("families", "families"),
            ("\"drift and delay\"", "\"drift and delay\""),
        ],
        ask: Ask::Newest,
        limit: 10,
        agrees: true,
    },
    Class {
        name: "near-duplicates too",
        queries: &[
            ("reunification", "reunification"),
            ("oversight", "oversight"),
            ("\"drift and delay\"", "\"drift and delay\""),
        ],
        ask: Ask::Alike,
        limit: 10,
        agrees: true,
    },
    Class {
        name: "count alone",
        queries: &[
            ("children", "children"),
            ("\"life-story work\"", "\"life-story work\""),
        ],
        ask: Ask::Parsed,
        limit: 0,
        agrees: true,
    },
    Class {
        name: "a hundred hits",
        queries: &[("oversight", "oversight"), ("plans", "plans")],
        ask: Ask::Parsed,
        limit: 100,
        agrees: false,
    },
];

/// Builds an index of findings.
fn ours(reports: &Reports) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let writer = IndexWriter::open(dir.path(), true).unwrap();
    for (record, paragraphs) in reports {
        writer.add_report(record, paragraphs).unwrap();
    }
    writer.commit().unwrap();
    dir
}

/// Builds an index of tantivy alone.
fn theirs(reports: &Reports, shape: Shape) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let writer = raw::Writer::open(dir.path(), shape).unwrap();
    for (record, paragraphs) in reports {
        writer.add(record, paragraphs).unwrap();
    }
    writer.commit().unwrap();
    dir
}

fn median<T: Copy + Ord>(times: &mut [T]) -> T {
    times.sort_unstable();
    times[times.len() / 2]
}

/// Builds a kind of index.
type Build = fn(&Reports) -> TempDir;

fn indexing(reports: &Reports) {
    let kinds: [(&str, Build); 4] = [
        ("findings", ours),
        ("tantivy, one body", |reports| theirs(reports, Shape::Body)),
        ("tantivy, two bodies", |reports| {
            theirs(reports, Shape::Bodies)
        }),
        ("tantivy, one body and tags", |reports| {
            theirs(reports, Shape::Tagged)
        }),
    ];
    let mut times = kinds.map(|_| Vec::<(Duration, Duration)>::new());
    let mut sizes = kinds.map(|_| 0);
    for _ in 0..INDEXED {
        for (i, (_, build)) in kinds.iter().enumerate() {
            let (wall, processor) = (Instant::now(), ProcessTime::now());
            let dir = build(reports);
            times[i].push((processor.elapsed(), wall.elapsed()));
            sizes[i] = size(dir.path());
        }
    }
    let text: usize = reports
        .iter()
        .flat_map(|(_, paragraphs)| paragraphs)
        .map(|paragraph| paragraph.text.len())
        .sum();
    println!(
        "  {:<30} {:>8} {:>8} {:>8} {:>10} {:>8}",
        "indexing", "CPU ms", "wall ms", "ratio", "kB", "of text"
    );
    let mut first = None;
    for (i, (name, _)) in kinds.iter().enumerate() {
        let (processor, wall) = median(&mut times[i]);
        let first = *first.get_or_insert(processor);
        println!(
            "  {name:<30} {:>8.0} {:>8.0} {:>8.2} {:>10} {:>8.2}",
            processor.as_secs_f64() * 1e3,
            wall.as_secs_f64() * 1e3,
            first.as_secs_f64() / processor.as_secs_f64(),
            sizes[i] / 1000,
            sizes[i] as f64 / text as f64,
        );
    }
}

fn size(dir: &Path) -> u64 {
    let files = std::fs::read_dir(dir).unwrap();
    files
        .map(|file| file.unwrap().metadata().unwrap().len())
        .sum()
}

fn queries(reports: &Reports) {
    let (ours, theirs) = (ours(reports), theirs(reports, Shape::Tagged));
    let (index, reader) = (
        Index::open(ours.path()).unwrap(),
        raw::Reader::open(theirs.path()).unwrap(),
    );
    println!(
        "  {:<24} {:>7} {:>7} {:>10} {:>10} {:>7} {:>12} {:>7}",
        "queries", "hits", "raw", "p50 µs", "raw µs", "ratio", "and count µs", "ratio"
    );
    for class in CLASSES {
        let (mut found, mut raw_found) = (0, 0);
        let mut times = [const { Vec::new() }; 3];
        for (text, raw_text) in class.queries {
            let answer = ask(&index, text, class);
            let raw_answer = reader.count(class.ask, raw_text).unwrap();
            found += answer.0;
            raw_found += raw_answer;
            for _ in 0..ASKED {
                let started = Instant::now();
                let again = black_box(ask(&index, text, class));
                times[0].push(started.elapsed());
                assert_eq!(again, answer, "{text}");

                let started = Instant::now();
                let hits = match class.limit {
                    0 => Vec::new(),
                    limit => black_box(reader.hits(class.ask, raw_text, limit).unwrap()),
                };
                times[1].push(started.elapsed());
                let count = reader.count(class.ask, raw_text).unwrap();
                times[2].push(started.elapsed());
                let expected = count.min(class.limit as u64) as usize;
                assert_eq!((count, hits.len()), (raw_answer, expected), "{raw_text}");
            }
        }
        // A possessive, a compound, an abbreviation: the analysers differ in few words, which may
        // be many of a small corpus.
        let share = found as f64 / raw_found as f64;
        let most = if class.agrees { 1.25 } else { 4.0 };
        assert!(
            found.abs_diff(raw_found) <= 20 || (1.0 / most..=most).contains(&share),
            "{}: {found} against {raw_found}",
            class.name
        );
        let [ours, hits, both] = times.map(|mut times| median(&mut times).as_secs_f64() * 1e6);
        // Where nothing but the count is asked for, the count is all.
        let hits = if class.limit == 0 { both } else { hits };
        println!(
            "  {:<24} {found:>7} {raw_found:>7} {ours:>10.0} {hits:>10.0} {:>7.2} {both:>12.0} {:>7.2}",
            class.name,
            ours / hits,
            ours / both
        );
    }
}

/// Parses and asks; returns how many paragraphs match and how much of those returned lights up.
fn ask(index: &Index, text: &str, class: &Class) -> (u64, usize) {
    let mut request = SearchRequest::new(query::parse(text).unwrap());
    if class.limit == 0 {
        return (index.count(&request).unwrap(), 0);
    }
    request.limit = Some(class.limit);
    request.duplicates = std::env::var_os("DUP").is_some();
    match class.ask {
        Ask::Filtered => {
            request.filters.fields.push(Filter {
                field: Field::Grade,
                any_of: vec!["good".into(), "outstanding".into()],
                none_of: Vec::new(),
            });
            request.filters.since = "2019".parse().ok();
        }
        Ask::Facets => request.facets = vec![Field::Grade, Field::Year, Field::Region],
        Ask::Newest => request.sort = Sort::Newest,
        Ask::Alike => request.duplicates = true,
        Ask::Parsed | Ask::Pattern | Ask::Fuzzy => {}
    }
    let results = index.search(&request).unwrap();
    let lit = results.hits.iter().map(|hit| hit.highlights.len()).sum();
    assert!(lit >= results.hits.len(), "{text} lights up in every hit");
    (results.total, lit)
}

/// From opening the writer to an answer out of the new commit.
fn replacing(reports: &Reports) {
    let (ours, theirs) = (ours(reports), theirs(reports, Shape::Tagged));
    let question = || SearchRequest {
        limit: Some(10),
        ..SearchRequest::new(query::parse("children").unwrap())
    };
    let before = Index::open(ours.path()).unwrap();
    let before = before.search(&question()).unwrap().total;
    let raw_before = raw::Reader::open(theirs.path()).unwrap();
    let raw_before = raw_before.count(Ask::Parsed, "children").unwrap();
    let mut times = [const { Vec::<(Duration, Duration)>::new() }; 2];
    for (record, paragraphs) in reports.iter().cycle().step_by(5).take(REPLACED) {
        let (wall, processor) = (Instant::now(), ProcessTime::now());
        let writer = IndexWriter::open(ours.path(), false).unwrap();
        writer.add_report(record, paragraphs).unwrap();
        writer.commit().unwrap();
        let index = Index::open(ours.path()).unwrap();
        let results = index.search(&question()).unwrap();
        times[0].push((wall.elapsed(), processor.elapsed()));
        assert_eq!((results.total, results.hits.len()), (before, 10));

        let (wall, processor) = (Instant::now(), ProcessTime::now());
        let writer = raw::Writer::open(theirs.path(), Shape::Tagged).unwrap();
        writer.remove(record);
        writer.add(record, paragraphs).unwrap();
        writer.commit().unwrap();
        let reader = raw::Reader::open(theirs.path()).unwrap();
        let hits = reader.hits(Ask::Parsed, "children", 10).unwrap();
        times[1].push((wall.elapsed(), processor.elapsed()));
        let count = reader.count(Ask::Parsed, "children").unwrap();
        assert_eq!((count, hits.len()), (raw_before, 10));
    }
    println!(
        "  {:<30} {:>8} {:>8} {:>8}",
        "replacing a report", "p50 ms", "most ms", "CPU ms"
    );
    for (name, times) in ["findings", "tantivy, no merging"].iter().zip(times) {
        let (mut wall, mut processor): (Vec<_>, Vec<_>) = times.into_iter().unzip();
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        println!(
            "  {name:<30} {:>8.1} {:>8.1} {:>8.1}",
            ms(median(&mut wall)),
            ms(*wall.last().unwrap()),
            ms(median(&mut processor))
        );
    }
}

/// Measures something of a corpus and prints what it found.
type Measure = fn(&Reports);

fn main() {
    let parts: [(&str, Measure); 3] = [
        ("indexing", indexing),
        ("queries", queries),
        ("replacing", replacing),
    ];
    // Cargo adds a flag of its own.
    let only = std::env::args().skip(1).find(|part| !part.starts_with('-'));
    for corpus in [Some(common::sample()), common::real()]
        .into_iter()
        .flatten()
    {
        let reports = corpus.read();
        let paragraphs: usize = reports.iter().map(|(_, paragraphs)| paragraphs.len()).sum();
        println!(
            "{}: {} reports, {paragraphs} paragraphs",
            corpus.name,
            reports.len()
        );
        for (name, measure) in parts {
            if only.as_deref().is_none_or(|only| only == name) {
                measure(&reports);
            }
        }
    }
}
