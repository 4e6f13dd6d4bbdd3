//! Headings and what they mean in each family of documents.

use std::collections::{HashMap, HashSet};

use super::near::{self, Difference};
use super::scale::Scale;
use crate::gazetteer::{fold, fold_heading, fold_heading_word};
use crate::model::{Area, Grade, Section};

/// What a heading says about the text below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// It stands in a judgement area, whose grade the heading may give.
    Area(Area, Option<Grade>),
    /// It is a section.
    Section {
        /// The section.
        section: Section,
        /// Whether it stands inside the area around it, and does not end it.
        inside: bool,
    },
    /// It begins a part of the report.
    Part(Part),
    /// It begins the findings of a part.
    PartFindings(Part),
    /// It is no finding of this report: not to be indexed.
    Boilerplate(Boilerplate),
    /// It is no heading but a set phrase that stands for itself: of a section of its own, or
    /// boilerplate.
    Aside(Option<Section>),
    /// It begins the closing block, and nothing else follows.
    End,
}

impl Meaning {
    /// Tells whether it lists what must improve.
    pub fn is_improvement(&self) -> bool {
        matches!(self, Meaning::Section { section, .. } if section.is_improvement())
    }
}

/// Kinds of boilerplate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Boilerplate {
    /// The next heading that is known ends it.
    Open,
    /// It repeats headings that must not be believed.
    Closed,
    /// A list of contents: closed, and over with its page.
    Contents,
}

/// Parts of a report with chapters of their own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// On the body that is inspected.
    Main,
    /// On another body beside it, known by its area.
    Of(Area),
}

/// A line that is nearly one of the headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearMiss {
    /// What the heading means, with the grade that the line gives.
    pub meaning: Meaning,
    /// The heading, folded.
    pub heading: String,
    /// How the line differs from it, in words.
    pub difference: String,
}

/// Headings in folded form.
#[derive(Debug, Clone, Default)]
pub struct Headings {
    /// By their first words: most lines begin with another and are told apart by it alone.
    by_word: HashMap<String, Vec<Entry>>,
    /// Every word of every heading.
    words: HashSet<String>,
}

#[derive(Debug, Clone)]
struct Entry {
    heading: String,
    /// Whether any text may follow.
    open: bool,
    /// Whether it holds in every family: what the family itself says goes before.
    common: bool,
    meaning: Meaning,
}

/// No heading that is nearly known has more words, its grade included.
const LONGEST_NEAR: usize = 25;
/// What is remarked behind an area's name has no more words.
const LONGEST_REMARK: usize = 10;
/// Where letters are spaced out, words seem to have fewer of them.
const SPACED_OUT: usize = 5;
/// Room for the first word of a line, in bytes.
const FIRST_WORD: usize = 32;

impl Headings {
    /// Adds a heading as it is printed; a `*` at its end lets any text follow.
    pub fn add(&mut self, written: &str, meaning: Meaning) {
        self.insert(written, meaning, false);
    }

    /// Adds the headings of all families.
    pub fn add_common(&mut self, common: &Headings) {
        let mut entries: Vec<&Entry> = common.by_word.values().flatten().collect();
        entries.sort_by(|a, b| a.heading.cmp(&b.heading));
        for entry in entries {
            self.put(Entry {
                common: true,
                ..entry.clone()
            });
        }
    }

    /// Lists the headings as they can be added again: those that let text follow end in `*`.
    pub fn written(&self) -> Vec<(String, Meaning)> {
        written(self.by_word.values().flatten())
    }

    /// Lists those of the family itself, as [`Headings::written`] does.
    pub fn own(&self) -> Vec<(String, Meaning)> {
        let entries = self.by_word.values().flatten();
        written(entries.filter(|entry| !entry.common))
    }

    /// Tells whether the family itself has a heading, or a row of its table, for an area.
    pub fn has_own(&self, area: &Area) -> bool {
        let mut entries = self.by_word.values().flatten();
        entries.any(|entry| {
            let is_of = matches!(&entry.meaning, Meaning::Area(of, _) if of == area);
            is_of && !entry.common
        })
    }

    fn insert(&mut self, written: &str, meaning: Meaning, common: bool) {
        self.put(Entry {
            heading: fold_heading(written),
            open: written.ends_with('*'),
            common,
            meaning,
        });
    }

    fn put(&mut self, entry: Entry) {
        let words = entry.heading.split(' ').map(str::to_owned);
        self.words.extend(words);
        let first = entry.heading.split(' ').next().unwrap_or_default();
        let entries = self.by_word.entry(first.to_owned()).or_default();
        entries.push(entry);
        // The longest first: one area's name may begin another's.
        entries.sort_by_key(|entry| (entry.common, std::cmp::Reverse(entry.heading.len())));
    }

    /// Returns what a line means if it is one of the headings.
    pub fn find(&self, line: &str, scale: &Scale) -> Option<Meaning> {
        let mut folded = String::with_capacity(FIRST_WORD);
        let mut rest = fold_heading_word(line, &mut folded);
        let known = self.by_word.get(&folded)?;
        let longest = known.iter().map(|entry| entry.heading.len()).max()?;
        // With the spaces around it.
        let longest_grade = scale.longest() + 2;
        while let Some(behind) = rest {
            // Behind a heading there may be more; inside it there is a grade at most.
            let long = folded.len() > longest + longest_grade;
            if long && !known.iter().any(|entry| folded.starts_with(&entry.heading)) {
                return None;
            }
            rest = fold_heading_word(behind, &mut folded);
        }
        let line = folded.as_str();
        known
            .iter()
            .find_map(|entry| entry.matches(line, scale))
            .or_else(|| {
                // In a box of two columns the grade may stand between the lines of the area's
                // name.
                let (rest, grade) = scale.cut(line)?;
                known.iter().find_map(|entry| match &entry.meaning {
                    Meaning::Area(area, _) if entry.heading == rest => {
                        Some(Meaning::Area(area.clone(), Some(grade)))
                    }
                    _ => None,
                })
            })
    }

    /// Returns what a line means that is the name of an area or a section but for where its spaces stand.
    pub fn find_spaced_out(&self, line: &str, scale: &Scale) -> Option<Meaning> {
        let words = || line.split_whitespace();
        let letters: usize = words().map(|word| word.chars().count()).sum();
        // Words are longer.
        if letters == 0 || letters >= words().count() * SPACED_OUT {
            return None;
        }
        let compact = |text: &str| text.replace(' ', "");
        let line = compact(&fold_heading(&compact(line)));
        let entries = self.by_word.values().flatten();
        let mut found = entries.filter_map(|entry| {
            let behind = line.strip_prefix(&compact(&entry.heading));
            // Articles are no part of what is compared.
            let behind = behind.or_else(|| {
                let line = line.strip_prefix("the")?;
                line.strip_prefix(&compact(&entry.heading))
            })?;
            let grades = || scale.spellings().find(|(name, _)| compact(name) == behind);
            match &entry.meaning {
                meaning if behind.is_empty() => Some(meaning.clone()),
                Meaning::Area(area, _) => Some(Meaning::Area(area.clone(), Some(grades()?.1))),
                _ => None,
            }
        });
        found.find(|meaning| matches!(meaning, Meaning::Area(..) | Meaning::Section { .. }))
    }

    /// Returns the heading that a line nearly is, of those that the family itself has: a word is
    /// missing, added or misspelt, and no other heading is as near.
    pub fn near(&self, line: &str, scale: &Scale) -> Option<NearMiss> {
        if let Some(miss) = self.remarked(line, scale) {
            return Some(miss);
        }
        let folded = fold_heading(line);
        // Most lines share too little with any heading.
        let (mut known, mut all) = (0, 0);
        for word in folded.split(' ') {
            all += 1;
            known += usize::from(self.words.contains(word));
        }
        if all > LONGEST_NEAR || 3 * known < 2 * all && all - known > 1 {
            return None;
        }
        let words: Vec<&str> = folded.split(' ').collect();
        // The grade stands behind the name, the longest first.
        let graded = (1..words.len()).find_map(|end| {
            let grade = grade(&words[end..].join(" "), scale)?;
            Some((words[..end].join(" "), Some(grade)))
        });
        let (name, grade) = graded.unwrap_or((folded.clone(), None));
        let entries = self.by_word.values().flatten();
        let mut entries: Vec<&Entry> = entries.filter(|entry| !entry.common).collect();
        entries.sort_by(|a, b| a.heading.cmp(&b.heading));
        let known = entries
            .iter()
            .map(|entry| (entry.heading.as_str(), &entry.meaning));
        let near = near::nearest(&name, known)?;
        let meaning = match near.meaning {
            Meaning::Area(area, _) => Meaning::Area(area.clone(), grade),
            Meaning::Section { .. } if grade.is_none() => near.meaning.clone(),
            _ => return None,
        };
        Some(NearMiss {
            meaning,
            heading: near.heading.to_owned(),
            difference: near.to_string(),
        })
    }

    /// Returns the area whose whole name stands before a sign, and behind it words of a grade and
    /// more: `Children in care: inadequate – declined`, `Children in care (up from good)`.
    fn remarked(&self, line: &str, scale: &Scale) -> Option<NearMiss> {
        let (name, _) = line.split_once([':', '(', '–', '—'])?;
        let behind = fold(line.get(name.len()..)?);
        let words: Vec<&str> = behind.split(' ').collect();
        if words.len() > LONGEST_REMARK || !words.iter().any(|word| scale.has_word(word)) {
            return None;
        }
        let name = fold_heading(name);
        let entries = self.by_word.get(name.split(' ').next()?)?;
        let area = entries
            .iter()
            .filter(|entry| !entry.common && entry.heading == name)
            .find_map(|entry| match &entry.meaning {
                Meaning::Area(area, _) => Some(area.clone()),
                _ => None,
            })?;
        let graded = (1..=words.len()).rev().find_map(|end| {
            let (grade, remark) = words.split_at_checked(end)?;
            Some((scale.read_folded(&grade.join(" "))?, remark))
        });
        let (grade, remark) = match graded {
            Some((grade, remark)) => (Some(grade), remark),
            None => (None, &words[..]),
        };
        Some(NearMiss {
            meaning: Meaning::Area(area, grade),
            heading: name,
            difference: Difference::Added(remark.join(" ")).to_string(),
        })
    }

    /// Lists all headings in folded form with what they mean, sorted.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Meaning)> {
        let mut entries: Vec<&Entry> = self.by_word.values().flatten().collect();
        entries.sort_by(|a, b| (a.common, &a.heading).cmp(&(b.common, &b.heading)));
        entries
            .into_iter()
            .map(|entry| (entry.heading.as_str(), &entry.meaning))
    }
}

fn written<'a>(entries: impl Iterator<Item = &'a Entry>) -> Vec<(String, Meaning)> {
    let written = entries.map(|entry| {
        let end = if entry.open { "*" } else { "" };
        (format!("{}{end}", entry.heading), entry.meaning.clone())
    });
    let mut written: Vec<_> = written.collect();
    written.sort_by(|a, b| a.0.cmp(&b.0));
    written
}

impl Entry {
    fn matches(&self, line: &str, scale: &Scale) -> Option<Meaning> {
        let rest = line.strip_prefix(&self.heading)?;
        if !rest.is_empty() && !rest.starts_with(' ') {
            return None;
        }
        let rest = without_mark(rest.trim_start());
        match &self.meaning {
            Meaning::Area(area, _) => {
                let grade = if rest.is_empty() {
                    None
                } else {
                    Some(grade(rest, scale)?)
                };
                Some(Meaning::Area(area.clone(), grade))
            }
            meaning => (rest.is_empty() || self.open).then(|| meaning.clone()),
        }
    }
}

/// Drops a footnote mark or page number that sticks to the end of a heading.
fn without_mark(rest: &str) -> &str {
    match rest.rsplit_once(' ').unwrap_or(("", rest)) {
        (before, last) if last.len() <= 2 && last.bytes().all(|b| b.is_ascii_digit()) => before,
        _ => rest,
    }
}

/// Reads the grade behind the name of an area, whatever verb stands between.
pub(super) fn grade(rest: &str, scale: &Scale) -> Option<Grade> {
    let mut words: Vec<&str> = rest.split(' ').collect();
    if words.last() == Some(&"because") {
        words.pop();
    }
    let verbs = words
        .iter()
        .take_while(|word| matches!(**word, "is" | "are" | "that" | "it" | "they" | "summary"))
        .count();
    scale.read_folded(&words[verbs..].join(" "))
}
