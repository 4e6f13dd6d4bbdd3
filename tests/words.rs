//! Holds the words that are read against those that an independent extractor reads.
//!
//! Runs where `FINDINGS_REPORTS` names a folder of real reports and `pdftotext` is installed;
//! elsewhere it says that it was skipped.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod common;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use findings::layout;
use findings::model::Budget;
use findings::pdf::{self, Document};

/// Share of words that must agree, in both directions.
const AGREEMENT: f64 = 0.998;

/// How often each word occurs. Words are parted at every hyphen, so that it does not matter
/// which of them ended a line.
type Bag = HashMap<String, i64>;

fn count(text: &str, times: i64, bag: &mut Bag) -> i64 {
    let mut words = 0;
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        *bag.entry(word.to_lowercase()).or_default() += times;
        words += 1;
    }
    words
}

/// Headers and footers, which `pdftotext` reads too.
fn artifacts(document: &Document) -> String {
    let mut text = String::new();
    let mut last: Option<&pdf::Run> = None;
    for run in &document.artifacts {
        let joined = last.is_some_and(|last| {
            last.page == run.page && (last.y - run.y).abs() < 3.0 && run.x - last.x_end < 2.0
        });
        if !joined {
            text.push(' ');
        }
        text.push_str(document.run_text(run));
        last = Some(run);
    }
    text
}

struct Balance {
    path: PathBuf,
    words: i64,
    lost: i64,
    added: i64,
    examples: Vec<(String, i64)>,
}

fn balance(path: &Path) -> Option<Balance> {
    let document = pdf::read(&std::fs::read(path).unwrap(), &Budget::default())
        .ok()?
        .value;
    let mut bag = Bag::new();
    for block in layout::blocks(&document).value {
        count(&block.text, 1, &mut bag);
        for note in &block.notes {
            count(&note.to_string(), 1, &mut bag);
        }
    }
    count(&artifacts(&document), 1, &mut bag);
    if !document.is_tagged() {
        // Nothing tells a page number from the text but that it recurs, and it is dropped.
        for page in 1..=document.pages.len() {
            count(&page.to_string(), 1, &mut bag);
        }
    }
    let out = Command::new("pdftotext")
        .arg("-layout")
        .arg(path)
        .arg("-")
        .output()
        .ok()?;
    let words = count(&String::from_utf8_lossy(&out.stdout), -1, &mut bag);
    let mut examples: Vec<_> = bag.into_iter().filter(|(_, times)| *times != 0).collect();
    examples.sort_by_key(|(word, times)| (-times.abs(), word.clone()));
    Some(Balance {
        path: path.to_owned(),
        words,
        lost: -examples
            .iter()
            .map(|(_, times)| *times.min(&0))
            .sum::<i64>(),
        added: examples.iter().map(|(_, times)| *times.max(&0)).sum(),
        examples,
    })
}

fn pdf_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(pdf_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "pdf") {
            files.push(path);
        }
    }
    files.sort();
    files
}

#[test]
fn words_agree_with_an_independent_reader() {
    if Command::new("pdftotext").arg("-v").output().is_err() {
        common::no_real_reports("pdftotext is not installed");
        return;
    }
    let Some(folder) = common::real_reports() else {
        return;
    };
    let mut balances: Vec<Balance> = pdf_files(&folder)
        .iter()
        .filter_map(|path| balance(path))
        .collect();
    let share = |balance: &Balance| {
        1.0 - balance.lost.max(balance.added) as f64 / balance.words.max(1) as f64
    };
    balances.sort_by(|a, b| share(a).total_cmp(&share(b)));
    for balance in balances.iter().take(10) {
        let examples: Vec<_> = balance.examples.iter().take(6).collect();
        eprintln!(
            "{:.5} lost {} added {} of {}: {} {examples:?}",
            share(balance),
            balance.lost,
            balance.added,
            balance.words,
            balance.path.display(),
        );
    }
    let worst = balances.first().map_or(1.0, share);
    assert!(worst >= AGREEMENT, "{worst:.5}");
}
