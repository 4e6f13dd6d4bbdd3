//! Which words the stemmer takes for one, over whole vocabularies, listed for people to review.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::ingested;
use crate::index::Index;
use crate::index::text::stem;
use crate::query::Filters;
use crate::query::fold::{fold, words};

/// The groups of the sample, as they were read and found right.
const REVIEWED: &str = include_str!("stems.txt");

/// Lists the words that are taken for one, a stem a line.
fn groups(index: &Index) -> String {
    let mut groups: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for record in index.reports(&Filters::default()).expect("it lists") {
        for paragraph in index.paragraphs(&record.id).expect("it reads") {
            for span in words(&paragraph.text) {
                let word = fold(&paragraph.text[span]).into_owned();
                groups
                    .entry(stem(&word).into_owned())
                    .or_default()
                    .insert(word);
            }
        }
    }
    let mut lines = String::new();
    for (stem, words) in groups.iter().filter(|(_, words)| words.len() > 1) {
        let words: Vec<_> = words.iter().map(String::as_str).collect();
        lines.push_str(&format!("{stem}: {}\n", words.join(" ")));
    }
    lines
}

/// A group that is new or gone is read before it goes into the file.
#[test]
fn groups_of_the_sample_are_those_reviewed() {
    let (_dir, index) = ingested(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"));
    let groups = groups(&index);
    let (now, then): (BTreeSet<&str>, BTreeSet<&str>) =
        (groups.lines().collect(), REVIEWED.lines().collect());
    let new: Vec<_> = now.difference(&then).collect();
    let gone: Vec<_> = then.difference(&now).collect();
    assert!(
        new.is_empty() && gone.is_empty(),
        "new {new:#?}, gone {gone:#?}"
    );
}

/// What every merged group must be: words that end in inflections of one beginning.
#[test]
fn groups_of_real_reports_are_inflections() {
    let Some(folder) = std::env::var_os("FINDINGS_REPORTS") else {
        println!("skipped: FINDINGS_REPORTS is not set");
        return;
    };
    let (_dir, index) = ingested(Path::new(&folder));
    let groups = groups(&index);
    println!("{groups}");
    for line in groups.lines() {
        let (_, words) = line.split_once(": ").expect("a line has a stem");
        let inflected = |word: &str| {
            ["s", "ed", "ing", "en", "t"]
                .iter()
                .any(|end| word.ends_with(end))
        };
        let bare: Vec<_> = words.split(' ').filter(|word| !inflected(word)).collect();
        // Of the words of one group at most one is the word itself; others are its forms.
        let irregular = ["be", "child", "datum"];
        assert!(
            bare.len() < 2 || irregular.iter().any(|it| line.starts_with(it)),
            "{line}"
        );
    }
}
