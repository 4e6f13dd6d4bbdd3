//! How long does an answer take beside Lucene's, on the same paragraphs?
//!
//! The paragraphs are real ones where `FINDINGS_REPORTS` names a folder of reports, copied with three
//! words in ten drawn anew until there are `FINDINGS_SCALE` of them, and generated ones otherwise. An
//! answer is the exact number of paragraphs and ten of them with their matches marked; here it also
//! tells in how many reports they stand, and how many differ in their words. Printed are medians of
//! milliseconds by the clock, one question at a time, and their ratio.
//!
//! Lucene is run by a Java of 21 or newer, built by Maven (`Peer.java`). Where either is missing it is
//! named as missing, and its column is empty.

#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]

#[path = "../common/mod.rs"]
mod common;

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use common::grown::grown;
use findings::index::{Index, IndexWriter, ReportRecord, SearchRequest, Sort};
use findings::model::{Date, Paragraph};
use findings::query::{Field, Filter, parse};

/// Paragraphs unless told otherwise.
const PARAGRAPHS: u64 = 100_000;
/// How often a question is asked, and for how long at most.
const TIMES: usize = 200;
const AT_MOST: Duration = Duration::from_secs(4);
/// How many hits are read.
const HITS: usize = 10;
/// What stands for the authority with the most reports in a query of Lucene's.
const AUTHORITY: &str = "AUTHORITY";

/// A question: its name, as it is asked here and there, and how the hits are sorted.
struct Question {
    name: &'static str,
    own: &'static str,
    lucene: &'static str,
    sort: Sort,
}

const fn question(name: &'static str, own: &'static str, lucene: &'static str) -> Question {
    Question {
        name,
        own,
        lucene,
        sort: Sort::Relevance,
    }
}

const QUESTIONS: &[Question] = &[
    question("rare word", "reunification", "reunification"),
    question("common word", "children", "children"),
    question("two words", "management oversight", "management oversight"),
    question(
        "either",
        "neglect OR exploitation",
        "neglect OR exploitation",
    ),
    question("without", "children NOT school", "children -school"),
    question("phrase", "\"front door\"", "\"front door\""),
    question(
        "phrase of three",
        "\"drift and delay\"",
        "\"drift and delay\"",
    ),
    question("words between", "\"life work\"~2", "\"life work\"~2"),
    question("beginning", "safeg*", "form:safeg*"),
    question("wildcard", "*guard*", "form:*guard*"),
    question("near spelling", "safegaurding~1", "form:safegaurding~1"),
    question(
        "filter",
        "children authority:AUTHORITY",
        "children authority:\"AUTHORITY\"^0",
    ),
    Question {
        sort: Sort::Newest,
        ..question("newest first", "neglect", "neglect")
    },
];

/// The corpus in an index and as Lucene is given it.
struct Indexed {
    folder: tempfile::TempDir,
    index: Index,
    /// The authority with the most paragraphs.
    authority: String,
}

impl Indexed {
    fn lines(&self) -> PathBuf {
        self.folder.path().join("paragraphs.tsv")
    }
}

fn main() {
    let scale = std::env::var("FINDINGS_SCALE").ok();
    let scale: u64 = scale.map_or(PARAGRAPHS, |scale| scale.parse().unwrap());
    let indexed = indexed(scale);
    let theirs = lucene(&indexed);
    println!(
        "\n{:<18}{:>10}{:>10}{:>10}{:>10}{:>8}",
        "", "hits", "ms", "Lucene's", "ms", "ratio"
    );
    for question in QUESTIONS {
        let (hits, own) = own(&indexed, question);
        print!("{:<18}{hits:>10}{own:>10.3}", question.name);
        match theirs.get(question.name) {
            Some((hits, other)) => println!("{hits:>10}{other:>10.3}{:>8.2}", own / other),
            None => println!(),
        }
    }
}

/// Indexes the paragraphs, and writes them as lines.
fn indexed(scale: u64) -> Indexed {
    let folder = tempfile::tempdir().unwrap();
    let writer = IndexWriter::open(&folder.path().join("index"), false).unwrap();
    let mut lines = BufWriter::new(File::create(folder.path().join("paragraphs.tsv")).unwrap());
    let mut by_authority: HashMap<String, usize> = HashMap::new();
    let mut add = |record: &ReportRecord, paragraphs: &[Paragraph]| {
        writer.add_report(record, paragraphs).unwrap();
        let authority = record.report.authority.as_ref();
        let authority = authority.map_or("none", |authority| &authority.slug);
        *by_authority.entry(authority.to_owned()).or_default() += paragraphs.len();
        let end = record.report.inspection.map(|inspection| inspection.end);
        let day = end.map_or(0, days_since_1970);
        for paragraph in paragraphs {
            let text = paragraph.text.replace(['\t', '\n', '\r'], " ");
            writeln!(lines, "{authority}\t{day}\t{text}").unwrap();
        }
    };
    match common::real() {
        Some(real) => {
            let reports = real.read();
            let paragraphs: usize = reports.iter().map(|(_, texts)| texts.len()).sum();
            let copies = scale.div_ceil(paragraphs.max(1) as u64);
            grown(&reports, 4 * copies, &mut add);
        }
        None => common::scale::reports(scale, &mut add),
    }
    writer.commit().unwrap();
    lines.flush().unwrap();
    let authority = by_authority
        .into_iter()
        .max_by_key(|(name, count)| (*count, name.clone()));
    Indexed {
        index: Index::open(&folder.path().join("index")).unwrap(),
        authority: authority.unwrap().0,
        folder,
    }
}

fn days_since_1970(date: Date) -> i64 {
    let day = |date: Date| date.to_string().parse::<jiff::civil::Date>().unwrap();
    let since = day(date) - jiff::civil::date(1970, 1, 1);
    i64::from(since.get_days())
}

/// Asks a question here; returns how many paragraphs match and the median of its milliseconds.
fn own(indexed: &Indexed, question: &Question) -> (u64, f64) {
    let mut request = SearchRequest {
        limit: Some(HITS),
        sort: question.sort,
        ..SearchRequest::new(parse(question.own.split(" authority:").next().unwrap()).unwrap())
    };
    if question.own.contains(AUTHORITY) {
        request.filters.fields.push(Filter {
            field: Field::Authority,
            any_of: vec![indexed.authority.clone()],
            none_of: Vec::new(),
        });
    }
    let first = indexed.index.search(&request).unwrap();
    let mut times = Vec::new();
    let begin = Instant::now();
    while times.len() < TIMES && begin.elapsed() < AT_MOST {
        let asked = Instant::now();
        let again = indexed.index.search(&request).unwrap();
        times.push(asked.elapsed().as_secs_f64() * 1e3);
        assert_eq!(again.total, first.total);
    }
    times.sort_unstable_by(f64::total_cmp);
    (first.total, times[times.len() / 2])
}

/// Asks all questions of Lucene; returns by name how many paragraphs match, and the median of the
/// milliseconds. Nothing where it cannot be run.
fn lucene(indexed: &Indexed) -> HashMap<String, (u64, f64)> {
    let Some(java) = java() else {
        println!("Lucene is missing: no Java of 21 or newer was found");
        return HashMap::new();
    };
    let built = indexed.folder.path().join("peer");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/lucene");
    let mut maven = Command::new("mvn");
    maven.args(["-q", "-B", "compile"]).current_dir(source);
    maven.arg(format!("-Dto={}", built.display()));
    maven.env("JAVA_HOME", java.parent().unwrap().parent().unwrap());
    maven.stdout(Stdio::null()).stderr(Stdio::null());
    if !maven.status().is_ok_and(|status| status.success()) {
        println!("Lucene is missing: Maven did not build it");
        return HashMap::new();
    }
    let index = indexed.folder.path().join("lucene");
    let peer = || {
        let mut peer = Command::new(&java);
        peer.args([
            "--add-modules",
            "jdk.incubator.vector",
            "-Xms1g",
            "-Xmx2g",
            "-cp",
        ]);
        peer.arg(format!("{0}/classes:{0}/lib/*", built.display()))
            .arg("Peer");
        peer.stderr(Stdio::null());
        peer
    };
    let mut writing = peer();
    writing.arg("index").arg(indexed.lines()).arg(&index);
    assert!(
        writing.status().unwrap().success(),
        "Lucene could not index"
    );
    let mut asking = peer();
    asking
        .arg("ask")
        .arg(&index)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut asking = asking.spawn().unwrap();
    let mut questions = asking.stdin.take().unwrap();
    for question in QUESTIONS {
        let order = match question.sort {
            Sort::Newest => "newest",
            _ => "score",
        };
        let query = question.lucene.replace(AUTHORITY, &indexed.authority);
        writeln!(questions, "{}\t{order}\t{HITS}\t{query}", question.name).unwrap();
    }
    drop(questions);
    let asked = asking.wait_with_output().unwrap();
    assert!(asked.status.success(), "Lucene could not answer");
    let answers = String::from_utf8(asked.stdout).unwrap();
    let answers = answers.lines().map(|line| {
        let columns: Vec<&str> = line.split('\t').collect();
        let figures = (columns[1].parse().unwrap(), columns[2].parse().unwrap());
        (columns[0].to_owned(), figures)
    });
    answers.collect()
}

/// Finds a Java of 21 or newer: of `JAVA_HOME`, installed beside others, or the first of the path.
fn java() -> Option<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    found.extend(std::env::var_os("JAVA_HOME").map(|home| Path::new(&home).join("bin/java")));
    let installed = std::fs::read_dir("/usr/lib/jvm")
        .into_iter()
        .flatten()
        .flatten();
    found.extend(installed.map(|jvm| jvm.path().join("bin/java")));
    found.into_iter().find(|java| {
        let told = Command::new(java).arg("-version").output();
        // It tells its version among errors: openjdk version "21.0.2" 2024-01-16.
        let told = told.map(|told| String::from_utf8_lossy(&told.stderr).into_owned());
        let version = told.ok().and_then(|told| {
            let version = told.split('"').nth(1)?.split('.').next()?.to_owned();
            version.parse::<u32>().ok()
        });
        version.is_some_and(|version| version >= 21)
    })
}
