//! Holds the reading of pages without tags against that of the same pages with them.
//!
//! Runs where `FINDINGS_REPORTS` names a folder of real reports; elsewhere it says that it was
//! skipped. Tags are taken off in memory, and with them the runs of a single space that Word draws
//! behind paragraphs and between words: what is left is what other makers write.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod common;

use std::collections::HashMap;
use std::path::Path;

use findings::corpus::{self, Root};
use findings::layout;
use findings::model::{Area, Budget, Grade, Kind};
use findings::pdf::{self, Document};
use findings::report::{self, Origin};
use findings::rules::Rules;

/// Part of all paragraphs that must be the same.
const SAME: f64 = 0.998;

/// Part of the paragraphs of one report that must be the same.
const SAME_OF_REPORT: f64 = 0.97;

/// How many reports of a hundred may be below that, and how many of their paragraphs may differ: those
/// of one place, where two paragraphs are read as one, or one as two. In a letter of twenty that is one
/// of ten.
///
/// Some places cannot be told without tags: a paragraph that ends on a full line, where the next stands
/// below it at the pitch of lines. In others it is the tags that cut a sentence in two, at a break that
/// was set by hand.
const BELOW: usize = 3;
const MAX_DIFFERENT: usize = 2;

/// Takes off what other makers do not write.
fn stripped(document: &Document) -> Document {
    let mut bare = document.clone();
    bare.elements.clear();
    bare.runs.append(&mut bare.artifacts);
    bare.runs
        .retain(|run| !document.run_text(run).trim().is_empty());
    // In the order of drawing.
    bare.runs.sort_by_key(|run| (run.page, run.text.start));
    for run in &mut bare.runs {
        run.element = None;
        run.mcid = None;
        run.artifact = false;
    }
    bare
}

/// What of a paragraph must be the same: its number, its area, its grade and its text.
type Content = (Option<u32>, Option<Area>, Option<Grade>, String);

fn read(document: &Document, file_name: &str) -> (Kind, HashMap<Content, usize>) {
    let origin = Origin {
        file_name,
        pages: document.pages.len() as u32,
        running: &document.running_lines(),
        sidecar: None,
    };
    let report = report::read(&layout::blocks(document).value, &origin, Rules::builtin()).value;
    let mut contents = HashMap::new();
    for paragraph in report.paragraphs {
        let content = (
            paragraph.number,
            paragraph.area,
            paragraph.grade,
            paragraph.text,
        );
        *contents.entry(content).or_default() += 1;
    }
    (report.kind, contents)
}

#[test]
fn reading_without_tags_is_that_with_them() {
    let Some(folder) = common::real_reports() else {
        return;
    };
    let files = corpus::discover(&[Root::new(Path::new(&folder)).unwrap()])
        .unwrap()
        .files;
    let (mut all, mut same) = (0, 0);
    let (mut kinds, mut shares) = (Vec::new(), Vec::new());
    let (mut below, mut unlike) = (0, Vec::new());
    for file in files {
        let bytes = std::fs::read(&file.absolute).unwrap();
        let Ok(document) = pdf::read(&bytes, &Budget::default()) else {
            continue;
        };
        let document = document.value;
        if !document.is_tagged() {
            continue;
        }
        let name = file.absolute.file_name().unwrap().to_string_lossy();
        let (kind, with) = read(&document, &name);
        let (bare_kind, without) = read(&stripped(&document), &name);
        if kind != bare_kind {
            kinds.push(format!(
                "{}: {kind} is read as {bare_kind}",
                file.absolute.display()
            ));
        }
        let paragraphs: usize = with.values().sum();
        let found: usize = with
            .iter()
            .map(|(content, count)| *without.get(content).unwrap_or(&0).min(count))
            .sum();
        all += paragraphs;
        same += found;
        let share = found as f64 / paragraphs.max(1) as f64;
        below += usize::from(share < SAME_OF_REPORT);
        if share < SAME_OF_REPORT && paragraphs - found > MAX_DIFFERENT {
            unlike.push(format!(
                "{}: {found} of {paragraphs} are the same",
                file.absolute.display()
            ));
        }
        shares.push((share, file.absolute));
    }
    shares.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    for (share, path) in shares.iter().take(10) {
        eprintln!("{share:.4} {}", path.display());
    }
    let share = same as f64 / all as f64;
    eprintln!("{same} of {all} paragraphs are the same: {share:.4}");
    assert!(share >= SAME, "{share}");
    assert_eq!(unlike, Vec::<String>::new());
    assert!(below * 100 <= shares.len() * BELOW, "{below}");
    assert_eq!(kinds, Vec::<String>::new());
}
