//! Queries that mean harm, or are merely odd: every one ends, and says what is wrong with it.
//!
//! The list is tried on the sample corpus. `cargo test --release --test nasty -- --ignored
//! --nocapture` tries ten thousand random queries besides, on the sample or on a folder that
//! `FINDINGS_REPORTS` names, and prints the slowest and the most memory that the process held.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use findings::index::{Explain, Index, IndexError, IngestOptions, SearchRequest, Sort, ingest};
use findings::query::{Concepts, Field, Reach, parse};

/// Words that stand in most paragraphs.
const FREQUENT: &[&str] = &[
    "the", "of", "and", "to", "in", "a", "are", "is", "for", "children",
];

const OPERATORS: &[&str] = &[
    " ",
    " ",
    " OR ",
    " AND ",
    " NOT ",
    " -",
    " NEAR/3 ",
    " NEAR/99 ",
    " ADJ/5 ",
    " NEAR/10000 ",
];

/// What stands between the words of queries by accident or on purpose.
const NOISE: &[&str] = &[
    "(",
    ")",
    "\"",
    "“",
    "”",
    "‘",
    "’",
    "'",
    "~1",
    "~2",
    "~",
    "*",
    "?",
    "=",
    ":",
    "!",
    ",",
    "/",
    "[",
    "]",
    "{",
    "\\",
    "\0",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{200d}",
    "\u{301}",
    "\u{e01ef}",
    "😀",
    "👩‍👩‍👧",
    "İ",
    "ﬃ",
    "ﷺ",
    "\n",
    "\t",
    "grade:",
    "year:[",
    "TO",
    "page:",
    "since:",
    "field:",
    "authority:!",
    "number:[9 TO 1]",
    "99999999999999999999",
    "-",
    "\u{feff}",
    "ß",
    "漢字",
];

/// Numbers that depend on nothing but the seed (Marsaglia, "Xorshift RNGs", 2003).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

/// Opens an index of a folder, or of the sample.
fn index() -> (tempfile::TempDir, Index) {
    let folder = std::env::var_os("FINDINGS_REPORTS").map(PathBuf::from);
    let sample = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let dir = tempfile::tempdir().unwrap();
    let folders = [folder.unwrap_or(sample)];
    ingest(dir.path(), &folders, &IngestOptions::default(), &|_| {}).unwrap();
    let index = Index::open(dir.path()).unwrap();
    (dir, index)
}

/// Lists words of the index, each once, in the order of the reports.
fn words_of(index: &Index) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut known = std::collections::HashSet::new();
    let mut request = SearchRequest::new(parse("").unwrap());
    request.sort = Sort::Oldest;
    index
        .for_each(&request, &mut |hit| {
            let text = hit.paragraph.text.to_lowercase();
            for word in text.split(|c: char| !c.is_ascii_lowercase()) {
                if word.len() > 2 && known.insert(word.to_owned()) {
                    words.push(word.to_owned());
                }
            }
            match words.len() < 10_000 {
                true => ControlFlow::Continue(()),
                false => ControlFlow::Break(()),
            }
        })
        .unwrap();
    words
}

/// The queries of the list, all of them the same in every run.
fn nasty(words: &[String]) -> Vec<String> {
    let some = |n: usize| {
        words
            .iter()
            .cycle()
            .take(n)
            .map(String::as_str)
            .collect::<Vec<_>>()
    };
    let chain = |of: &[&str], by: &str| of.join(by);
    let mut queries: Vec<String> = Vec::new();
    for by in [
        " NEAR/1 ",
        " NEAR/99 ",
        " NEAR/10000 ",
        " ADJ/99 ",
        " OR ",
        " ",
        " NOT ",
    ] {
        for n in [2, 5, 7, 20, 99, 101, 1_000, 20_000] {
            queries.push(chain(&vec!["the"; n], by));
            queries.push(chain(
                &FREQUENT.iter().cycle().take(n).copied().collect::<Vec<_>>(),
                by,
            ));
            queries.push(chain(&some(n), by));
        }
    }
    for n in [30, 90, 150, 5_000, 60_000] {
        queries.push(format!("{}a{}", "(".repeat(n), ")".repeat(n)));
        queries.push("(".repeat(n));
        queries.push(")".repeat(n));
        queries.push(format!("{}care", "NOT ".repeat(n)));
        queries.push(format!("{}care", "-(".repeat(n)));
        queries.push("\"".repeat(n + 1));
        queries.push("‘".repeat(n));
        queries.push("?".repeat(n));
        queries.push("*".repeat(n));
        queries.push(format!("a{}b", "*a".repeat(n)));
        queries.push(format!("a{}", "?".repeat(n)));
        queries.push("a".repeat(n));
        queries.push(format!("{}~2", "ab".repeat(n)));
        queries.push(format!("e{}", "\u{301}".repeat(n)));
        queries.push("😀".repeat(n));
        queries.push("\u{202e}children ".repeat(n));
        queries.push("\0".repeat(n));
        queries.push("grade:good ".repeat(n));
        queries.push(format!("authority:{}", vec!["x"; n].join(",")));
        queries.push(format!("number:{}", vec!["7"; n].join(",")));
        queries.push(format!("year:[{} TO 1]", "9".repeat(n)));
        queries.push(format!("field:{}", "x".repeat(n)));
        queries.push(format!("\"{}\"", some(n).join(" ")));
        queries.push(format!("\"{}\"~10000", vec!["the"; n].join(" ")));
        queries.push(format!("\"{}\"~99", "life story ".repeat(n)));
        queries.push(format!("\"{}\"", "PLO CAMHS IRO ".repeat(n)));
    }
    let groups = |group: &str, n: usize| vec![group; n].join(" NEAR/9 ");
    for n in [2, 5, 14, 50] {
        queries.push(groups("(the of)", n));
        queries.push(groups("(the OR of OR and)", n));
        queries.push(groups("(the NEAR/99 of)", n));
        queries.push(groups("\"of the\"", n));
        queries.push(groups("(\"in the\" OR lifestory)", n));
        queries.push(groups("lifestory", n));
        queries.push(groups("*e*", n));
        queries.push(format!("({}) NEAR/5 ({0})", some(n * 10).join(" OR ")));
    }
    for query in [
        "*a*",
        "a*",
        "*e* *a* *i*",
        "\"*a* *e*\"",
        "\"*a* *e* *a*\"~100",
        "*a* NEAR/50 *e*",
        "a~2 b~2 c~2 ab~2",
        "care~3",
        "care~99999999999",
        "\"a b\"~99999999999",
        "=*a",
        "==care",
        "a NEAR/ b",
        "a NEAR/-1 b",
        "NEAR/5",
        "a OR OR b",
        "year:[2021 TO 2019]",
        "page:[* TO *]",
        "since:99999-99-99",
        "year:\u{202e}9102",
        "grade:\"good",
        "grade:",
        ":",
        "::::",
        "a:b:c",
        "unknown:value",
        "",
        " ",
        "\u{feff}",
        "İﹰ",
        "-",
        "--",
        "- -a",
        "NOT",
        "AND",
        "OR",
    ] {
        queries.push(query.to_owned());
    }
    queries
}

/// Makes a query of words, operators and noise.
fn random(random: &mut Random, words: &[String]) -> String {
    let mut query = String::new();
    for _ in 0..=random.below(12) {
        match random.below(12) {
            0..3 => query.push_str(&words[random.below(words.len())]),
            3..6 => query.push_str(random.pick(FREQUENT)),
            6 => query.push_str(random.pick(NOISE)),
            7 => {
                let (from, length) = (random.below(words.len()), random.below(6) + 1);
                let run: Vec<_> = words.iter().skip(from).take(length).cloned().collect();
                query.push_str(&format!("\"{}\"~{}", run.join(" "), random.below(9)));
            }
            8 => query.push_str(&format!(
                "({} OR {})",
                random.pick(FREQUENT),
                random.pick(NOISE)
            )),
            9 => query.push_str(&format!("{}*", &words[random.below(words.len())][..2])),
            10 => query.push_str(&format!("{}~2", words[random.below(words.len())])),
            _ => query.extend(char::from_u32(random.below(0x3000) as u32)),
        }
        query.push_str(random.pick(OPERATORS));
    }
    query
}

/// Asks a query in one of several ways; whatever is wrong with it is told in few words.
fn ask(index: &Index, query: &str, way: usize) {
    let parsed = match parse(query) {
        Ok(parsed) => parsed,
        Err(error) => {
            let told = error.render(query);
            assert!(
                told.lines().all(|line| line.chars().count() <= 400),
                "{told}"
            );
            return;
        }
    };
    let mut request = SearchRequest::new(parsed);
    request.limit = Some(10);
    request.advice = true;
    request.concepts = Concepts::builtin();
    match way % 6 {
        0 => {}
        1 => request.facets = vec![Field::Grade, Field::Year],
        2 => request.explain = Explain::Scores,
        3 => request.sentence = true,
        4 => request.exact = true,
        _ => {
            request.reach = Reach::Others;
            request.duplicates = true;
        }
    }
    let answered = match way % 6 {
        5 => index.concordance(&request, &[], &mut |_| ControlFlow::Continue(())),
        _ => index.search(&request).map(|results| {
            assert!(results.hits.len() as u64 <= results.total);
        }),
    };
    match answered {
        Ok(()) => {}
        Err(
            error @ (IndexError::TooCostly
            | IndexError::TooManyValues(_)
            | IndexError::Refused { .. }
            | IndexError::UnknownValue { .. }),
        ) => assert!(error.to_string().chars().count() <= 400, "{error}"),
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn nasty_queries_end() {
    let (_dir, index) = index();
    let queries = nasty(&words_of(&index));
    assert!(queries.len() >= 200, "{}", queries.len());
    for (way, query) in queries.iter().enumerate() {
        // Seen where one fails, or with `--nocapture`.
        let shown: String = query.chars().take(60).collect();
        println!("{way}, {} bytes: {shown:?}", query.len());
        ask(&index, query, way);
    }
}

#[test]
fn what_takes_too_many_steps_is_refused() {
    let (_dir, index) = index();
    let query = ["*e*"; 10].join(" NEAR/999 ");
    for _ in 0..2 {
        let request = SearchRequest::new(parse(&query).unwrap());
        let found = index.search(&request).map(|results| results.total);
        assert!(matches!(found, Err(IndexError::TooCostly)), "{found:?}");
    }
}

#[test]
#[ignore = "takes minutes; see the head of this file"]
fn ten_thousand_random_queries() {
    let (_dir, index) = index();
    let words = words_of(&index);
    let mut source = Random(20_251);
    let mut queries = nasty(&words);
    for _ in 0..10_000 {
        queries.push(random(&mut source, &words));
    }
    let mut times: Vec<(Duration, usize, usize)> = Vec::new();
    for (at, query) in queries.iter().enumerate() {
        let started = Instant::now();
        ask(&index, query, at);
        times.push((started.elapsed(), at, at % 6));
    }
    times.sort_unstable_by(|a, b| b.cmp(a));
    for (time, at, way) in times.iter().take(15) {
        let shown: String = queries[*at].chars().take(90).collect();
        println!("{:>7.3} s, way {way}: {shown:?}", time.as_secs_f64());
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    for line in status
        .lines()
        .filter(|line| line.starts_with("VmHWM") || line.starts_with("RssAnon"))
    {
        println!("{line}");
    }
}
