//! `findings themes`: recounts by the plainest means, answers of the program, and what is known
//! of real reports.
//!
//! The tests over real reports run where `FINDINGS_REPORTS` names a folder of them; elsewhere
//! they say that they were skipped.

#![allow(clippy::unwrap_used)]

mod common;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Cursor;
use std::ops::Range;
use std::path::Path;
use std::sync::OnceLock;

use common::{TestEnvironment, items, real_reports, text};
use findings::index::{Explain, Index, IngestOptions, SearchRequest, ingest};
use findings::model::Source;
use findings::query::fold::{fold, words};
use findings::query::{Field, Filters, Query, parse};
use findings::themes::{
    self, Recurring, RecurringOptions, Scope, Support, Trend, is_stop_word, recurring,
};

/// A paragraph as it is recounted.
struct Paragraph {
    report: usize,
    authority: Option<String>,
    words: Vec<String>,
}

fn primary() -> Filters {
    Filters {
        source: Some(Source::Primary),
        ..Filters::default()
    }
}

fn everything() -> Query {
    parse("").unwrap()
}

/// Reads every finding and improvement item, each wording once, in the order of reports.
fn paragraphs(index: &Index) -> Vec<Paragraph> {
    let mut reports = index.reports(&primary()).unwrap();
    reports.sort_by_key(|record| (record.day().is_none(), record.day(), record.id.clone()));
    let (mut all, mut known) = (Vec::new(), HashSet::new());
    for (report, record) in reports.iter().enumerate() {
        for paragraph in index.paragraphs(&record.id).unwrap() {
            let section = paragraph.section;
            let folded: Vec<String> = words(&paragraph.text)
                .map(|word| fold(&paragraph.text[word]).into_owned())
                .collect();
            if !(section.is_finding() || section.is_improvement())
                || (folded.len() >= 10 && !known.insert(folded.clone()))
            {
                continue;
            }
            all.push(Paragraph {
                report,
                authority: record.report.authority.as_ref().map(|a| a.slug.clone()),
                words: folded,
            });
        }
    }
    all
}

/// Parts closed words that the index writes as two at least as often.
fn unify(index: &Index, paragraphs: &mut [Paragraph]) {
    let mut single: BTreeMap<String, u64> = BTreeMap::new();
    let mut pairs: HashMap<(String, String), u64> = HashMap::new();
    for record in index.reports(&Filters::default()).unwrap() {
        for paragraph in index.paragraphs(&record.id).unwrap() {
            let folded: Vec<String> = words(&paragraph.text)
                .map(|word| fold(&paragraph.text[word]).into_owned())
                .collect();
            for word in &folded {
                *single.entry(word.clone()).or_default() += 1;
            }
            for pair in folded.windows(2) {
                let pair = (pair[0].clone(), pair[1].clone());
                *pairs.entry(pair).or_default() += 1;
            }
        }
    }
    // Which words can be parts of compounds is the index's own rule: no words such as `with`.
    let request = |text: &str| SearchRequest {
        limit: Some(0),
        explain: Explain::Query,
        ..SearchRequest::new(parse(text).unwrap())
    };
    // The commonest way of parting each word.
    let mut parted: BTreeMap<String, (u64, &(String, String))> = BTreeMap::new();
    for (pair, count) in &pairs {
        let entry = parted.entry(format!("{}{}", pair.0, pair.1));
        let best = entry.or_insert((*count, pair));
        *best = (*best).max((*count, pair));
    }
    let mut opened = HashMap::new();
    for (word, count) in &single {
        let Some(&(open, (a, b))) = parted.get(word) else {
            continue;
        };
        if open < *count {
            continue;
        }
        let explained = index
            .search(&request(&format!("\"{a} {b}\"")))
            .unwrap()
            .explained;
        let is_compound = explained
            .iter()
            .any(|line| line.contains(&format!(", {word} (")));
        if is_compound {
            opened.insert(word.clone(), [a.clone(), b.clone()]);
        }
    }
    for paragraph in paragraphs {
        let parts = |word: &String| match opened.get(word) {
            Some(parts) => parts.to_vec(),
            None => vec![word.clone()],
        };
        paragraph.words = paragraph.words.iter().flat_map(parts).collect();
    }
}

#[derive(Debug, Default, Clone, PartialEq)]
struct Counts {
    hits: u64,
    paragraphs: HashSet<usize>,
    reports: HashSet<usize>,
    authorities: HashSet<Option<String>>,
}

/// Counts every run of two to five words that neither begins nor ends with a stop word, as far as
/// it is wanted.
fn recount<'p>(
    paragraphs: &'p [Paragraph],
    wanted: &dyn Fn(&[&str]) -> bool,
) -> BTreeMap<Vec<&'p str>, Counts> {
    let mut found: BTreeMap<Vec<&str>, Counts> = BTreeMap::new();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let words: Vec<&str> = paragraph.words.iter().map(String::as_str).collect();
        for size in 2..=5 {
            for run in words.windows(size) {
                if is_stop_word(run[0]) || is_stop_word(run[size - 1]) || !wanted(run) {
                    continue;
                }
                let counts = found.entry(run.to_vec()).or_default();
                counts.hits += 1;
                counts.paragraphs.insert(at);
                counts.reports.insert(paragraph.report);
                counts.authorities.insert(paragraph.authority.clone());
            }
        }
    }
    found
}

fn all_themes(index: &Index, question: &Query) -> Recurring {
    let scope = Scope::open(index, question, &primary()).unwrap();
    recurring(&scope, question, &RecurringOptions::default()).unwrap()
}

#[test]
fn a_recount_of_the_sample_agrees() {
    let env = TestEnvironment::indexed();
    let index = Index::open(&env.path("index")).unwrap();
    let mut paragraphs = paragraphs(&index);
    unify(&index, &mut paragraphs);
    let mut counted = recount(&paragraphs, &|_| true);
    let support = Support::default();
    counted.retain(|_, counts| {
        counts.hits >= support.hits
            && counts.reports.len() as u64 >= support.reports
            && counts.authorities.len() as u64 >= support.authorities
    });
    let c_value = |phrase: &[&str], hits: u64| {
        let longer: Vec<u64> = counted
            .iter()
            .filter(|(other, _)| {
                other.len() > phrase.len() && other.windows(phrase.len()).any(|run| run == phrase)
            })
            .map(|(_, counts)| counts.hits)
            .collect();
        let mean = longer.iter().sum::<u64>() as f64 / longer.len().max(1) as f64;
        (phrase.len() as f64).log2() * (hits as f64 - mean)
    };
    let mut expected: Vec<_> = counted
        .iter()
        .map(|(phrase, counts)| {
            let weight = (c_value(phrase, counts.hits) * 1e9).round() as i64;
            (phrase.join(" "), counts, weight)
        })
        .filter(|(_, _, weight)| *weight > 0)
        .collect();
    expected.sort_by(|(a, of_a, weight_a), (b, of_b, weight_b)| {
        let key = |counts: &Counts| (counts.reports.len(), counts.hits);
        let ((reports_a, hits_a), (reports_b, hits_b)) = (key(of_a), key(of_b));
        (reports_b, weight_b, hits_b)
            .cmp(&(reports_a, weight_a, hits_a))
            .then_with(|| a.split(' ').cmp(b.split(' ')))
    });
    let found = all_themes(&index, &everything());
    assert!(found.themes.len() > 100, "{}", found.themes.len());
    assert_eq!(found.total, expected.len() as u64);
    for (theme, (phrase, counts, weight)) in found.themes.iter().zip(&expected) {
        assert_eq!(theme.phrase, *phrase);
        let of = |set: usize| set as u64;
        assert_eq!(
            (
                theme.hits,
                theme.paragraphs,
                theme.reports,
                theme.authorities
            ),
            (
                counts.hits,
                of(counts.paragraphs.len()),
                of(counts.reports.len()),
                of(counts.authorities.len())
            ),
            "{phrase}"
        );
        assert_eq!((theme.c_value * 1e9).round() as i64, *weight, "{phrase}");
    }
}

/// Asserts that the query of a theme lists what the theme counts, with `exact` or without.
fn assert_lists(index: &Index, theme: &themes::Theme) {
    for exact in [false, true] {
        let request = SearchRequest {
            filters: primary(),
            exact,
            limit: Some(0),
            ..SearchRequest::new(parse(&theme.query).unwrap())
        };
        let found = index.search(&request).unwrap();
        assert_eq!(found.total_distinct, theme.paragraphs, "{}", theme.query);
        // Copies are counted once, for the earliest report.
        let copies = found.total - found.total_distinct;
        assert!(
            found.total_reports >= theme.reports && found.total_reports <= theme.reports + copies,
            "{}",
            theme.query
        );
    }
}

#[test]
fn every_row_lists_what_it_counts() {
    let env = TestEnvironment::indexed();
    let index = Index::open(&env.path("index")).unwrap();
    for theme in &all_themes(&index, &everything()).themes {
        assert_lists(&index, theme);
        let quote = &theme.typical;
        let printed = quote.sentence[quote.words.clone()].to_owned();
        let letters = |text: &str| {
            text.replace(|c: char| !c.is_alphanumeric(), "")
                .to_lowercase()
        };
        assert!(
            letters(&printed).contains(&letters(&theme.phrase)),
            "{printed}: {}",
            theme.phrase
        );
    }
}

#[test]
fn a_question_is_no_finding_of_itself() {
    let env = TestEnvironment::indexed();
    let index = Index::open(&env.path("index")).unwrap();
    let question = parse("\"life-story work\"").unwrap();
    let all = all_themes(&index, &everything());
    assert!(
        all.themes
            .iter()
            .any(|theme| theme.phrase == "life story work")
    );
    let options = RecurringOptions {
        support: Support {
            hits: 2,
            reports: 2,
            authorities: 1,
        },
        ..RecurringOptions::default()
    };
    let scope = Scope::open(&index, &question, &primary()).unwrap();
    let around = recurring(&scope, &question, &options).unwrap();
    assert!(!around.themes.is_empty());
    for theme in &around.themes {
        assert!(
            !"life story work".contains(&theme.phrase),
            "{}",
            theme.phrase
        );
        assert_lists(&index, theme);
    }
}

#[test]
fn trends_count_what_a_search_lists() {
    let env = TestEnvironment::indexed();
    let trend = env
        .run([
            "themes",
            "--trend",
            "\"life-story work\"",
            "--format",
            "json",
        ])
        .succeeds()
        .json();
    let left_out = trend["kinds_left_out"].as_object().unwrap().values();
    let left_out: u64 = left_out.map(|reports| reports.as_u64().unwrap()).sum();
    assert!(left_out > 0, "the sample has full inspections alone");
    let trend = &trend["trends"][0];
    let listed = env
        .run(["search", text(&trend["listing"]), "--format", "json"])
        .succeeds()
        .json();
    let sum = |field: &str| common::sum(&trend["periods"], field);
    assert_eq!(listed["total_distinct"], sum("paragraphs"));
    assert_eq!(listed["total_reports"], sum("reports"));
    assert_eq!(
        listed["reports_searched"],
        sum("reports_searched") + left_out
    );
    // Eighteen reports over a dozen years are too thin for a trend.
    assert_eq!(trend["thin"], true);
    assert!(trend["test"].is_null());
}

#[test]
fn groups_hold_their_reports() {
    let env = TestEnvironment::indexed();
    let compare = |groups: &[&str]| {
        let args = ["themes", "--format", "json", "--query", "children"];
        env.run(args.into_iter().chain(groups.iter().copied()))
            .succeeds()
            .json()
    };
    let by_field = compare(&["--compare", "overall=requires-improvement:good,outstanding"]);
    let by_query = compare(&[
        "--compare",
        "overall:requires-improvement",
        "--with",
        "overall:good,outstanding",
    ]);
    for side in ["a", "b"] {
        assert_eq!(by_field[side]["reports"], by_query[side]["reports"]);
        let query = text(&by_field[side]["query"]);
        let listed = env.run(["search", query, "--format", "json"]).json();
        assert_eq!(
            by_field[side]["reports"], listed["total_reports"],
            "{query}"
        );
    }
    assert!(!items(&by_field["warnings"]).is_empty());
    let rows = [&by_field["more_in_a"], &by_field["more_in_b"]];
    assert_eq!(rows.iter().map(|rows| items(rows).len()).sum::<usize>(), 1);
}

#[test]
fn rows_open_as_searches() {
    let env = TestEnvironment::indexed();
    for line in [
        "themes --limit 5",
        "themes --collocates children --limit 5",
        "themes --trend children --query care",
        "themes --compare overall=good:requires-improvement --query children",
    ] {
        let hits = env
            .line(&format!("{line} --open 1 --format json"))
            .succeeds()
            .json();
        assert_eq!(hits["total"], items(&hits["hits"]).len(), "{line}");
        let message = env.line(&format!("{line} --open 99999")).fails(1);
        assert!(
            message.starts_with("error: no row 99999 among "),
            "{message}"
        );
        env.line(&format!("{line} --open 0")).fails(1);
    }
}

#[test]
fn windows_of_collocates_count_what_is_listed() {
    let env = TestEnvironment::indexed();
    let mut total = u64::MAX;
    for (window, sentence) in [
        ("paragraph", ""),
        ("sentence", " --sentence"),
        ("5", ""),
        ("1", ""),
    ] {
        for term in ["children", "=plans", "staff"] {
            let line = format!("themes --collocates {term} --window {window} --all --format json");
            let found = env.line(&line).succeeds().json();
            assert_eq!(found["window"], window);
            for row in items(&found["collocates"]) {
                let query = row["query"].as_str().unwrap();
                let count = format!("search --count --format json{sentence}");
                let args = count.split(' ').chain([query]);
                let listed = env.run(args).succeeds().json();
                assert_eq!(listed["total_distinct"], row["joint"], "{window}: {query}");
            }
            if term == "children" {
                let narrower = found["total"].as_u64().unwrap();
                assert!(0 < narrower && narrower < total, "{window}: {narrower}");
                total = narrower;
            }
        }
    }
    let opened = "themes --collocates children --window sentence --open 1 --format json";
    let found = env
        .line("themes --collocates children --window sentence --format json")
        .json();
    let joint = &items(&found["collocates"])[0]["joint"];
    assert_eq!(&env.line(opened).json()["total_distinct"], joint);
    let message = env
        .run(["themes", "--collocates", "social worker", "--window", "3"])
        .fails(2);
    assert!(message.contains("is none of these\nhint: "), "{message}");
    let message = env.line("themes --collocates children --window 0").fails(2);
    assert!(message.contains("is no window"), "{message}");
    env.line("themes children --window 3").fails(2);
}

#[test]
fn answers_repeat_byte_by_byte() {
    let env = TestEnvironment::indexed();
    for line in [
        "themes --all --format json",
        "themes --compare kind=ilacs:sif --query children --query care --format csv",
        "themes --collocates children --format markdown",
        "themes --trend children --by framework",
    ] {
        let first = env.line(line).succeeds().stdout;
        assert_eq!(env.line(line).succeeds().stdout, first, "{line}");
    }
}

#[test]
fn mistakes_are_explained() {
    let env = TestEnvironment::indexed();
    let message = env.line("themes --compare overall=good").fails(2);
    assert!(message.contains("are no two groups\nhint: "), "{message}");
    let message = env.line("themes --compare overal=good:inadequate").fails(2);
    assert!(message.contains("did you mean `overall`"), "{message}");
    let message = env.line("themes --trend").fails(2);
    assert!(message.contains("needs something to follow"), "{message}");
    let message = env.line("themes children --query care").fails(2);
    assert!(message.contains("hint: "), "{message}");
    assert_eq!(env.line("themes zebra").code, Some(1));
    assert_eq!(env.line("themes --trend zebra").code, Some(1));
}

/// Real reports, indexed once for all tests of this file.
fn real() -> Option<&'static Path> {
    static DIR: OnceLock<tempfile::TempDir> = OnceLock::new();
    let folder = real_reports()?;
    let dir = DIR.get_or_init(|| {
        let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        ingest(dir.path(), &[folder], &IngestOptions::default(), &|_| {}).unwrap();
        dir
    });
    Some(dir.path())
}

#[test]
fn two_hundred_phrases_of_real_reports_agree() {
    let Some(dir) = real() else { return };
    let index = Index::open(dir).unwrap();
    let mut paragraphs = paragraphs(&index);
    unify(&index, &mut paragraphs);
    let found = all_themes(&index, &everything());
    let step = (found.themes.len() / 200).max(1);
    let drawn: HashSet<Vec<&str>> = found
        .themes
        .iter()
        .step_by(step)
        .map(|theme| theme.phrase.split(' ').collect())
        .collect();
    let counted = recount(&paragraphs, &|run| drawn.contains(run));
    for theme in found.themes.iter().step_by(step) {
        let counts = &counted[&theme.phrase.split(' ').collect::<Vec<_>>()];
        assert_eq!(
            (
                theme.hits,
                theme.paragraphs,
                theme.reports,
                theme.authorities
            ),
            (
                counts.hits,
                counts.paragraphs.len() as u64,
                counts.reports.len() as u64,
                counts.authorities.len() as u64
            ),
            "{}",
            theme.phrase
        );
        assert_lists(&index, theme);
    }
}

fn trend_of(index: &Index, query: &str, by: Field) -> Trend {
    let scope = Scope::open(index, &everything(), &primary()).unwrap();
    themes::trend(&scope, &parse(query).unwrap(), by).unwrap()
}

#[test]
fn known_movements_of_real_reports_are_seen() {
    let Some(dir) = real() else { return };
    let index = Index::open(dir).unwrap();
    let by_grade = trend_of(&index, "\"drift and delay\"", Field::Overall);
    let rate = |grade: &str| {
        let period = by_grade.periods.iter().find(|period| period.value == grade);
        period.unwrap().paragraphs.share() * 1000.0
    };
    let rates = ["outstanding", "good", "requires-improvement", "inadequate"].map(rate);
    assert!(rates.is_sorted() && rates[3] > 3.0 * rates[0], "{rates:?}");

    let share = |trend: &Trend, years: std::ops::RangeInclusive<i32>| {
        let inside = trend
            .periods
            .iter()
            .filter(|period| period.value.parse().is_ok_and(|year| years.contains(&year)));
        let (part, whole) = inside.fold((0, 0), |(part, whole), period| {
            (part + period.reports.part, whole + period.reports.whole)
        });
        part as f64 / whole as f64
    };
    let exploitation = trend_of(&index, "\"child sexual exploitation\" OR CSE", Field::Year);
    assert!(share(&exploitation, 2014..=2016) > 0.95);
    assert!(share(&exploitation, 2023..=2024) < 0.1);
    assert!(exploitation.test.unwrap().z < -5.0);
    let extra_familial = "\"extra-familial\" OR extrafamilial OR \"contextual safeguarding\"";
    let extra_familial = trend_of(&index, extra_familial, Field::Year);
    assert!(share(&extra_familial, 2014..=2016) < share(&extra_familial, 2023..=2024));
    let family_time = trend_of(&index, "\"family time\"", Field::Year);
    let contact = trend_of(&index, "\"contact arrangements\"", Field::Year);
    assert!(family_time.test.unwrap().z > 2.0 && contact.test.unwrap().z < -2.0);
    assert!(share(&contact, 2014..=2016) > share(&family_time, 2014..=2016));
    assert!(share(&contact, 2021..=2024) < share(&family_time, 2021..=2024));
}

#[test]
fn charts_are_pictures_of_their_own() {
    let env = TestEnvironment::indexed();
    for (line, title) in [
        (
            "themes --trend children --query supervision",
            "children, supervision by year",
        ),
        (
            "themes --collocates children",
            "Words that stand with children",
        ),
        ("themes --min-hits 2 --min-reports 2 --limit 5", "Recurring"),
        (
            "themes --compare overall=good:inadequate --query supervision",
            "good against inadequate",
        ),
    ] {
        let svg = env.line(&format!("{line} --format svg")).succeeds().stdout;
        assert!(
            svg.starts_with("<?xml") && svg.trim_end().ends_with("</svg>"),
            "{line}"
        );
        let head = svg.split("</title>").next().unwrap();
        assert!(
            head.to_lowercase().contains(&title.to_lowercase()),
            "{line}: {head}"
        );
        assert!(
            svg.contains("role=\"img\" aria-labelledby=\"title desc\""),
            "{line}"
        );
        assert!(
            !svg.contains("system-ui") && !svg.contains("var("),
            "{line}"
        );
    }
    // A dot for each year, one beside the other.
    let json = env.line("themes --trend children --format json").json();
    let years = items(&json["trends"][0]["periods"]).len();
    let svg = env.line("themes --trend children --format svg").stdout;
    assert_eq!(svg.matches("<circle").count(), years);
    env.line("themes --trend zebras --format svg --since 2100")
        .fails(1);
    // The shares of a facet are those of its table.
    let years = "search children --facet year --format";
    let svg = env.line(&format!("{years} svg")).succeeds().stdout;
    assert!(svg.contains("What share of reports say it: children</title>"));
    let facets = env.line(&format!("{years} json")).json();
    let years = items(&facets["facets"]["year"]);
    let drawn = years.iter().filter(|year| year["compared_searched"] != 0);
    assert_eq!(svg.matches("<circle").count(), drawn.count());
    for line in [
        "search children --format svg",
        "search children --format png",
        "search children --facet year --kwic --format svg",
        "search children --facet year --absent --format svg",
    ] {
        env.line(line).fails(2);
    }
}

/// A picture in pixels, as its reader sees it.
struct Pixels {
    size: (u32, u32),
    per_metre: u32,
    texts: Vec<(String, String)>,
    colours: Vec<u8>,
}

impl Pixels {
    fn read(bytes: &[u8]) -> Self {
        let mut reader = png::Decoder::new(Cursor::new(bytes)).read_info().unwrap();
        let mut colours = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut colours).unwrap();
        assert_eq!(frame.color_type, png::ColorType::Rgb);
        let info = reader.info();
        let texts = info.utf8_text.iter();
        let texts = texts.map(|text| (text.keyword.clone(), text.get_text().unwrap()));
        Pixels {
            size: (frame.width, frame.height),
            per_metre: info.pixel_dims.unwrap().xppu,
            texts: texts.collect(),
            colours,
        }
    }

    /// Counts the pixels that are no ground, in a part of the picture.
    fn inked(&self, columns: Range<u32>, rows: Range<u32>) -> usize {
        let places = rows.flat_map(|row| columns.clone().map(move |column| (row, column)));
        let inked = places.filter(|(row, column)| {
            let at = (row * self.size.0 + column) as usize * 3;
            self.colours[at..at + 3] != [255; 3]
        });
        inked.count()
    }
}

#[test]
fn charts_are_drawn_in_pixels_with_their_words() {
    let env = TestEnvironment::indexed();
    for line in [
        "themes --trend children",
        "themes --collocates children",
        "themes --compare overall=good:inadequate --query supervision",
        "search children --facet year,region",
    ] {
        let svg = env.line(&format!("{line} --format svg")).succeeds().stdout;
        let png = env.bytes(&format!("{line} --format png"));
        let again = env.bytes(&format!("{line} --format png"));
        assert!(png == again, "{line}: other bytes");
        let pixels = Pixels::read(&png);
        let said = |name: &str| {
            let text = svg.split(&format!("</{name}>")).next().unwrap();
            let text = text.rsplit('>').next().unwrap();
            text.replace("&amp;", "&").replace("&lt;", "<")
        };
        let number = |name: &str| {
            let value = svg.split(&format!(" {name}=\"")).nth(1).unwrap();
            let value: f64 = value.split('"').next().unwrap().parse().unwrap();
            (value * 3.0).ceil() as u32
        };
        let (width, height) = pixels.size;
        // A unit is three pixels, rounded up a unit.
        assert!(
            (number("width")..number("width") + 3).contains(&width),
            "{line}"
        );
        assert!(
            (number("height")..number("height") + 3).contains(&height),
            "{line}"
        );
        assert_eq!(pixels.per_metre, 11339, "{line}: 288 to an inch");
        let texts = [("Title", said("title")), ("Description", said("desc"))];
        assert_eq!(
            pixels.texts,
            texts.map(|(name, text)| (name.to_owned(), text)),
            "{line}"
        );
        // The title stands in the first line, where nothing else does.
        assert!(pixels.inked(0..width, 36..96) > 1000, "{line}: no title");
        assert_eq!(pixels.inked(0..width, 0..36), 0, "{line}");
    }
    env.line("themes --trend zebras --format png --since 2100")
        .fails(1);
    let kwic = env.line("search children --facet year --kwic --format png");
    assert!(kwic.fails(2).contains("no picture"));
}
