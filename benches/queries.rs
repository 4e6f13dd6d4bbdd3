//! How long does an answer take, from the text of a query to its highlighted hits?
//!
//! Each class of query is asked many times over an index that is open and warm: the sample, real
//! reports where `FINDINGS_REPORTS` names a folder of them, and generated paragraphs, a hundred
//! thousand or as many as `FINDINGS_SCALE` says. Printed are the median and the slowest in a
//! hundred, which averages would hide; every answer is compared with the first. Of the generated
//! index it is also said how evenly it grew, tenth by tenth, and how much memory that took.

#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]

mod common;

use std::hint::black_box;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use cpu_time::ProcessTime;
use findings::index::{Index, IndexWriter, IngestOptions, SearchRequest, Sort};
use findings::query::{self, Field, Filter};

/// Paragraphs that are generated unless told otherwise.
const GENERATED: u64 = 100_000;
/// How often a query is asked, and for how long at most.
const TIMES: usize = 200;
const AT_MOST: Duration = Duration::from_secs(4);

/// A class of queries: its name, some of them, and what else is asked for.
struct Class {
    name: &'static str,
    queries: &'static [&'static str],
    ask: fn(&mut SearchRequest),
}

const CLASSES: &[Class] = &[
    Class {
        name: "rare term",
        queries: &["reunification", "cursory", "passports", "collated"],
        ask: |_| {},
    },
    Class {
        name: "common term",
        queries: &["children", "families", "oversight", "care"],
        ask: |_| {},
    },
    Class {
        name: "two terms",
        queries: &["management oversight", "early help", "drift delay"],
        ask: |_| {},
    },
    Class {
        name: "either",
        queries: &["drift OR delay", "neglect OR homeless OR advocacy"],
        ask: |_| {},
    },
    Class {
        name: "one without the other",
        queries: &["drift NOT delay", "plans -reviewed"],
        ask: |_| {},
    },
    Class {
        name: "phrase",
        queries: &[
            "\"life-story work\"",
            "\"drift and delay\"",
            "\"front door\"",
            "\"return home interviews\"",
        ],
        ask: |_| {},
    },
    Class {
        name: "phrase with slop",
        queries: &["\"management weak\"~3", "\"early plans\"~2"],
        ask: |_| {},
    },
    Class {
        name: "near",
        queries: &[
            "supervision NEAR/8 reflective",
            "thresholds NEAR/10 partners",
        ],
        ask: |_| {},
    },
    Class {
        name: "in order",
        queries: &["help ADJ/5 families", "plans ADJ/8 reviewed"],
        ask: |_| {},
    },
    Class {
        name: "prefix",
        queries: &["safeguard*", "permanen*", "assess*"],
        ask: |_| {},
    },
    Class {
        name: "wildcard",
        queries: &["*sight", "advi?e*", "w*k"],
        ask: |_| {},
    },
    Class {
        name: "fuzzy",
        queries: &["supervison~1", "neglekt~2"],
        ask: |_| {},
    },
    Class {
        name: "exact words",
        queries: &["=children =plans", "=families"],
        ask: |_| {},
    },
    Class {
        name: "in one sentence",
        queries: &["drift delay", "early help"],
        ask: |request| request.sentence = true,
    },
    Class {
        name: "filtered",
        queries: &["oversight", "\"life-story work\""],
        ask: |request| {
            request.filters.fields.push(Filter {
                field: Field::Grade,
                any_of: vec!["good".into(), "outstanding".into()],
                none_of: Vec::new(),
            });
            request.filters.since = "2019".parse().ok();
        },
    },
    Class {
        name: "facets",
        queries: &["oversight", "families", "\"life-story work\""],
        ask: |request| request.facets = vec![Field::Grade, Field::Year, Field::Region],
    },
    Class {
        name: "newest first",
        queries: &["oversight", "families", "\"front door\""],
        ask: |request| request.sort = Sort::Newest,
    },
    Class {
        name: "count alone",
        queries: &["children", "\"life-story work\""],
        ask: |request| request.limit = Some(0),
    },
    Class {
        name: "hundred lines of concordance",
        queries: &["\"front door\"", "plans"],
        ask: |request| request.limit = Some(100),
    },
];

/// Opens an index of a folder of reports, made for the occasion.
fn of_folder(folder: &std::path::Path) -> (tempfile::TempDir, Index) {
    let dir = tempfile::tempdir().unwrap();
    let options = IngestOptions::default();
    findings::index::ingest(dir.path(), &[folder.to_owned()], &options, &|_| {}).unwrap();
    let index = Index::open(dir.path()).unwrap();
    (dir, index)
}

/// Opens an index of so many generated paragraphs, and says how fast it grew and what memory it
/// took.
fn of_scale(paragraphs: u64) -> (tempfile::TempDir, Index) {
    let dir = tempfile::tempdir().unwrap();
    let watch = MemoryWatch::start();
    let writer = IndexWriter::open(dir.path(), true).unwrap();
    let tenth = (paragraphs / 10).max(1);
    let (mut written, mut rates) = (0, Vec::new());
    let (mut wall, mut processor) = (Duration::ZERO, Duration::ZERO);
    common::scale::reports(paragraphs, |record, paragraphs_of_it| {
        // Making the report up is no part of it.
        let before = (Instant::now(), ProcessTime::now());
        writer.add_report(record, paragraphs_of_it).unwrap();
        wall += before.0.elapsed();
        processor += before.1.elapsed();
        written += paragraphs_of_it.len() as u64;
        if written / tenth > rates.len() as u64 {
            let rate = |time: Duration| tenth as f64 / time.as_secs_f64();
            let (a_second, of_processor) = (rate(wall), rate(processor));
            println!(
                "  {written:>9} paragraphs written, {a_second:>6.0} a second, {of_processor:>6.0} a \
                 second of processor time"
            );
            rates.push(of_processor);
            (wall, processor) = (Duration::ZERO, Duration::ZERO);
        }
    });
    let writing = watch.most();
    let (wall, processor) = (Instant::now(), ProcessTime::now());
    writer.commit().unwrap();
    println!(
        "  committed in {:.1} s, {:.1} s of processor time",
        wall.elapsed().as_secs_f64(),
        processor.elapsed().as_secs_f64()
    );
    rates.sort_unstable_by(f64::total_cmp);
    if let (Some(slowest), Some(fastest)) = (rates.first(), rates.last()) {
        println!(
            "  the slowest tenth ran at {:.0}% of the fastest",
            slowest / fastest * 100.0
        );
    }
    for (until, most) in [("writing", writing), ("the commit", watch.most())] {
        println!(
            "  memory at most until the end of {until}: {} MB, and {} MB of mapped files",
            most.own / 1024,
            most.mapped / 1024
        );
    }
    let index = Index::open(dir.path()).unwrap();
    (dir, index)
}

/// What a process holds, in KiB, on systems that tell: memory of its own, and pages of files that
/// the system can take back.
#[derive(Clone, Copy, Default)]
struct Memory {
    own: u64,
    mapped: u64,
}

impl Memory {
    fn now() -> Self {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let of = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            let number = line.and_then(|line| line.split_whitespace().next());
            number.and_then(|n| n.parse().ok()).unwrap_or_default()
        };
        Memory {
            own: of("RssAnon:"),
            mapped: of("RssFile:"),
        }
    }
}

/// Looks at the memory of the process again and again.
struct MemoryWatch {
    most: Arc<Mutex<Memory>>,
}

impl MemoryWatch {
    const EVERY: Duration = Duration::from_millis(20);

    fn start() -> Self {
        let most = Arc::new(Mutex::new(Memory::default()));
        let seen = Arc::downgrade(&most);
        std::thread::spawn(move || {
            while let Some(most) = seen.upgrade() {
                let now = Memory::now();
                let mut most = most.lock().unwrap();
                most.own = most.own.max(now.own);
                most.mapped = most.mapped.max(now.mapped);
                drop(most);
                std::thread::sleep(Self::EVERY);
            }
        });
        MemoryWatch { most }
    }

    fn most(&self) -> Memory {
        *self.most.lock().unwrap()
    }
}

/// Asks every class of an index and prints a row for each.
fn measure(name: &str, index: &Index) {
    println!("{name}");
    println!(
        "  {:<30} {:>9} {:>10} {:>10}",
        "class", "hits", "p50 µs", "p99 µs"
    );
    for class in CLASSES {
        let mut times = Vec::new();
        let mut hits = 0;
        for text in class.queries {
            let answer = ask(index, text, class);
            hits += answer.0;
            let started = Instant::now();
            for _ in 0..TIMES {
                let before = Instant::now();
                let again = black_box(ask(index, text, class));
                times.push(before.elapsed());
                assert_eq!(again, answer, "{text}");
                if started.elapsed() > AT_MOST {
                    break;
                }
            }
        }
        times.sort_unstable();
        let at =
            |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e6;
        println!(
            "  {:<30} {hits:>9} {:>10.0} {:>10.0}",
            class.name,
            at(0.5),
            at(0.99)
        );
    }
}

/// Parses and asks; returns how many paragraphs match and how much of those returned lights up.
fn ask(index: &Index, text: &str, class: &Class) -> (u64, usize) {
    let mut request = SearchRequest::new(query::parse(text).unwrap());
    request.limit = Some(10);
    (class.ask)(&mut request);
    let results = index.search(&request).unwrap();
    let lit = results.hits.iter().map(|hit| hit.highlights.len()).sum();
    assert!(lit >= results.hits.len(), "{text} lights up in every hit");
    (results.total, lit)
}

fn main() {
    // First, so that the peak of memory is its own.
    let scale = std::env::var("FINDINGS_SCALE").map_or(GENERATED, |n| n.parse().unwrap());
    println!("{scale} generated paragraphs");
    let (_dir, index) = of_scale(scale);
    measure("generated paragraphs", &index);
    let (_dir, index) = of_folder(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"));
    measure("the sample", &index);
    match std::env::var_os("FINDINGS_REPORTS") {
        Some(folder) => {
            let (_dir, index) = of_folder(std::path::Path::new(&folder));
            measure("real reports", &index);
        }
        None => println!("real reports are not measured: FINDINGS_REPORTS is not set"),
    }
}
