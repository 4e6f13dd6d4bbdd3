//! How does the work of each command grow with the corpus?
//!
//! Each is done on a quarter of a corpus, on the whole, and on 4 and 16 times as much; printed are
//! its processor seconds and the exponent of a power law fitted to them (least squares of the
//! logarithms): 1 where twice as many paragraphs are twice the work. The corpora are generated
//! paragraphs, so many as `FINDINGS_SCALE` says, and real reports where `FINDINGS_REPORTS` names a
//! folder of them, copied with three words in ten drawn anew. `FINDINGS_PICTURE` names a file for the
//! curves as an SVG, such as `docs/growth.svg`.

#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]

#[path = "../common/mod.rs"]
mod common;
mod picture;

use std::hint::black_box;
use std::io::sink;
use std::ops::ControlFlow;

use common::grown::grown;
use cpu_time::ProcessTime;
use findings::index::{GroupBy, Index, IndexWriter, ReportRecord, SearchRequest, Sort, Window};
use findings::model::Paragraph;
use findings::output::{self, Absent, Answer, Format, HitWriter, Screen};
use findings::query::{Field, Filters, parse};
use findings::themes::{
    Company, ContrastOptions, RecurringOptions, Scope, Side, Support, collocates, contrast,
    recurring, told, track, trend,
};
use picture::{Curve, draw};

/// Paragraphs that are generated unless told otherwise.
const GENERATED: u64 = 20_000;
/// How many quarters of a corpus are measured.
const QUARTERS: [u64; 4] = [1, 4, 16, 64];
/// What is asked for.
const WORD: &str = "children";

/// A command: its name, and its work.
type Command = (&'static str, fn(&Index));

const COMMANDS: &[Command] = &[
    ("search, ten hits", |index| {
        let request = SearchRequest {
            limit: Some(10),
            ..all()
        };
        black_box(index.search(&request).unwrap());
    }),
    ("search --count", |index| {
        black_box(index.count(&all()).unwrap());
    }),
    ("search --all", |index| hits(index, &all())),
    ("export", |index| {
        let request = SearchRequest {
            sort: Sort::Authority,
            query: parse("").unwrap(),
            ..all()
        };
        hits(index, &request);
    }),
    ("search --group-by authority", |index| {
        black_box(index.groups(&all(), GroupBy::Authority, 3).unwrap());
    }),
    ("search --kwic --all", |index| {
        let request = SearchRequest {
            duplicates: false,
            ..all()
        };
        let answered = index.search(&request.totals()).unwrap();
        let answer = Answer::new(WORD, &answered);
        let screen = Screen::plain();
        let mut lines =
            output::ConcordanceWriter::begin(sink(), answer, Format::Text, None, screen).unwrap();
        let mut each = |hit: &findings::index::Hit| {
            lines.line(hit).unwrap();
            ControlFlow::Continue(())
        };
        index.concordance(&request, &[], &mut each).unwrap();
        lines.finish().unwrap();
    }),
    ("search --absent", |index| {
        let request = all();
        let silent = index.absent(&request).unwrap();
        let answered = index.search(&request.totals()).unwrap();
        let answer = Answer::new(WORD, &answered);
        let absent = Absent {
            answer,
            reports: &silent,
        };
        output::write(&mut sink(), &absent, Format::Json, &Screen::plain()).unwrap();
    }),
    ("track", |index| {
        black_box(track(index, &Filters::default()).unwrap());
    }),
    ("track WORDS", |index| {
        let query = parse(WORD).unwrap();
        black_box(told(index, &query, &Filters::default()).unwrap());
    }),
    ("themes", |index| {
        let everything = parse("").unwrap();
        let options = RecurringOptions {
            limit: Some(20),
            ..RecurringOptions::default()
        };
        let scope = Scope::open(index, &everything, &Filters::default()).unwrap();
        black_box(recurring(&scope, &everything, &options).unwrap());
    }),
    ("themes --compare", |index| {
        let scope = Scope::open(index, &parse("").unwrap(), &Filters::default()).unwrap();
        let side = |query: &str| Side {
            name: query.to_owned(),
            query: parse(query).unwrap(),
        };
        let options = ContrastOptions {
            a: side("grade:inadequate"),
            b: side("grade:good OR grade:outstanding"),
            support: Support::default(),
            queries: Vec::new(),
            limit: Some(20),
        };
        black_box(contrast(&scope, &options).unwrap());
    }),
    ("themes --trend", |index| {
        let scope = Scope::open(index, &parse("").unwrap(), &Filters::default()).unwrap();
        black_box(trend(&scope, &parse(WORD).unwrap(), Field::Year).unwrap());
    }),
    ("themes --collocates", |index| {
        let scope = Scope::open(index, &parse("").unwrap(), &Filters::default()).unwrap();
        let company = Company::new(parse(WORD).unwrap(), Window::Paragraph).unwrap();
        black_box(collocates(&scope, &company, Some(20)).unwrap());
    }),
];

/// Asks for every hit with all that belongs to it.
fn all() -> SearchRequest {
    SearchRequest {
        duplicates: true,
        ..SearchRequest::new(parse(WORD).unwrap())
    }
}

/// Writes every hit as JSON Lines.
fn hits(index: &Index, request: &SearchRequest) {
    let answered = index.search(&request.totals()).unwrap();
    let answer = Answer::new(WORD, &answered);
    let screen = Screen::plain();
    let shown = (0, answered.total);
    let mut writer = HitWriter::begin(sink(), answer, Format::Jsonl, shown, screen).unwrap();
    let mut each = |hit| {
        writer.hit(&hit).unwrap();
        ControlFlow::Continue(())
    };
    index.for_each(request, &mut each).unwrap();
    writer.finish().unwrap();
}

/// Indexes reports as `fill` hands them over; returns the index and how many paragraphs it holds.
fn indexed(fill: impl FnOnce(&mut dyn FnMut(&ReportRecord, &[Paragraph]))) -> Indexed {
    let dir = tempfile::tempdir().unwrap();
    let writer = IndexWriter::open(dir.path(), false).unwrap();
    let mut paragraphs = 0;
    fill(&mut |record, texts| {
        paragraphs += texts.len();
        writer.add_report(record, texts).unwrap();
    });
    writer.commit().unwrap();
    Indexed {
        index: Index::open(dir.path()).unwrap(),
        paragraphs,
        _dir: dir,
    }
}

/// An index in a folder of its own.
struct Indexed {
    index: Index,
    paragraphs: usize,
    _dir: tempfile::TempDir,
}

/// Fits a power law to paragraphs and seconds, and returns its exponent.
fn exponent(measured: &[(usize, f64)]) -> f64 {
    let points = measured.iter().map(|(x, y)| ((*x as f64).ln(), y.ln()));
    let points: Vec<(f64, f64)> = points.collect();
    let count = points.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let both: f64 = points
        .iter()
        .map(|point| (point.0 - x) * (point.1 - y))
        .sum();
    let own: f64 = points.iter().map(|point| (point.0 - x).powi(2)).sum();
    both / own
}

/// Measures every command on a corpus of each size.
fn measure(name: &str, sizes: &[Indexed]) -> Vec<Curve> {
    let mut curves = Vec::new();
    let paragraphs = sizes.iter().map(|size| format!("{:>10}", size.paragraphs));
    let paragraphs: Vec<String> = paragraphs.collect();
    println!("{name}: processor seconds by paragraphs\n");
    println!("{:<30}{} {:>10}", "", paragraphs.concat(), "exponent");
    for (command, work) in COMMANDS {
        let mut measured = Vec::new();
        for Indexed {
            index, paragraphs, ..
        } in sizes
        {
            // What is counted once a commit is counted before.
            work(index);
            let began = ProcessTime::now();
            work(index);
            measured.push((*paragraphs, began.elapsed().as_secs_f64()));
        }
        let seconds = measured
            .iter()
            .map(|(_, seconds)| format!("{seconds:>10.4}"));
        let seconds: Vec<String> = seconds.collect();
        let exponent = exponent(&measured);
        println!("{command:<30}{} {exponent:>10.2}", seconds.concat());
        curves.push(Curve {
            command,
            measured,
            exponent,
        });
    }
    println!();
    curves
}

fn main() {
    let scale = std::env::var("FINDINGS_SCALE").ok();
    let scale = scale.map_or(GENERATED, |scale| scale.parse().unwrap());
    let generated = QUARTERS.map(|quarters| {
        indexed(|each| {
            common::scale::reports(scale * quarters / 4, |record, texts| each(record, texts))
        })
    });
    let mut corpora = vec![("generated", measure("generated", &generated))];
    drop(generated);
    if let Some(real) = common::real() {
        let reports = real.read();
        let sizes = QUARTERS.map(|quarters| indexed(|each| grown(&reports, quarters, each)));
        corpora.push(("real", measure("real", &sizes)));
    }
    if let Some(file) = std::env::var_os("FINDINGS_PICTURE") {
        std::fs::write(file, draw(&corpora)).unwrap();
    }
}
