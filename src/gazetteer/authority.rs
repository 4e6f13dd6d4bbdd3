//! Authorities by the names that titles give them.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use super::chapter::Chapter;
use super::error::GazetteerError;
use super::fold::fold;
use super::table::Table;
use crate::model::{Authority, AuthorityType, Date, Succession};

/// All authorities with their names.
#[derive(Debug, Clone, Default)]
pub(super) struct Authorities {
    by_slug: BTreeMap<String, Entry>,
    /// Made when a title is looked at first: those who only list authorities need none.
    names: OnceLock<Names>,
}

/// The names that authorities go by, in folded form.
#[derive(Debug, Clone, Default)]
struct Names {
    /// Longest first, each with the slugs of those who bear it.
    names: Vec<(String, Vec<String>)>,
    /// Places among the names, by first words.
    by_word: HashMap<String, Vec<usize>>,
}

#[derive(Debug, Clone)]
struct Entry {
    authority: Authority,
    /// As they are written.
    names: Vec<String>,
    predecessors: Vec<String>,
    since: Option<Date>,
    until: Option<Date>,
}

impl Chapter for Authorities {
    const FILE: &'static str = "authorities.csv";
    const CSV: &'static str = include_str!("data/authorities.csv");

    fn add(&mut self, table: &Table) -> Result<(), GazetteerError> {
        self.names = OnceLock::new();
        for row in table.rows() {
            let first_of = |columns: [&str; 2]| {
                let value = row.get(columns[0]);
                if value.is_empty() {
                    row.get(columns[1]).to_owned()
                } else {
                    value.to_owned()
                }
            };
            let list = |text: &str| -> Vec<String> {
                text.split(';')
                    .map(|item| item.trim().to_owned())
                    .filter(|i| !i.is_empty())
                    .collect()
            };
            let name = first_of(["name", "canonical_name"]);
            let mut names = vec![name.split(" (").next().unwrap_or_default().to_owned()];
            names.push(row.get("official_name").to_owned());
            for column in ["aliases", "aliases_in_report_titles", "other_aliases"] {
                names.extend(list(row.get(column)));
            }
            let entry = Entry {
                authority: Authority {
                    slug: row.get("slug").to_owned(),
                    name,
                    region: row.get("region").to_owned(),
                    authority_type: AuthorityType(row.get("type").to_owned()),
                    urn: Some(row.get("urn").to_owned()).filter(|urn| !urn.is_empty()),
                },
                names,
                predecessors: list(&first_of(["predecessors", "predecessor_slugs"])),
                since: row.get("since").parse().ok(),
                until: row.get("until").parse().ok(),
            };
            self.by_slug.insert(entry.authority.slug.clone(), entry);
        }
        Ok(())
    }
}

impl Authorities {
    pub(super) fn iter(&self) -> impl Iterator<Item = &Authority> {
        self.by_slug.values().map(|entry| &entry.authority)
    }

    pub(super) fn current(&self) -> impl Iterator<Item = &Authority> {
        let entries = self.by_slug.values();
        let current = entries.filter(|entry| entry.until.is_none());
        current.map(|entry| &entry.authority)
    }

    pub(super) fn successions(&self) -> Vec<Succession> {
        let succession = |(slug, entry): (&String, &Entry)| Succession {
            authority: slug.clone(),
            predecessors: entry.predecessors.clone(),
        };
        let mut all: Vec<_> = self.by_slug.iter().map(succession).collect();
        all.retain(|succession| !succession.predecessors.is_empty());
        all
    }

    pub(super) fn find(&self, title: &str, date: Option<Date>) -> Option<&Authority> {
        self.in_office(self.names().find(&fold(title))?, date)
    }

    /// Returns all that a title names, each once, in its order.
    pub(super) fn find_all(&self, title: &str, date: Option<Date>) -> Vec<&Authority> {
        let mut all: Vec<&Authority> = Vec::new();
        for slugs in self.names().find_all(&fold(title)) {
            let found = self.in_office(slugs, date);
            all.extend(found.filter(|found| !all.contains(found)));
        }
        all
    }

    fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::of(self.by_slug.values()))
    }

    /// Returns the one of the bearers of a name that bore it on a date.
    fn in_office(&self, slugs: &[String], date: Option<Date>) -> Option<&Authority> {
        let entries = || slugs.iter().filter_map(|slug| self.by_slug.get(slug));
        let Some(date) = date else {
            let current = entries().find(|entry| entry.until.is_none());
            return current
                .or_else(|| entries().next())
                .map(|entry| &entry.authority);
        };
        let in_office = |entry: &&Entry| {
            entry.since.is_none_or(|since| since <= date)
                && entry.until.is_none_or(|until| date <= until)
        };
        let found = entries().find(in_office).or_else(|| entries().next())?;
        if in_office(&found) {
            return Some(&found.authority);
        }
        // A report filed under the successor's name may be about the authority before it.
        let predecessor = found
            .predecessors
            .iter()
            .filter_map(|slug| self.by_slug.get(slug))
            .find(in_office);
        Some(&predecessor.unwrap_or(found).authority)
    }
}

impl Names {
    fn of<'a>(entries: impl Iterator<Item = &'a Entry>) -> Names {
        let mut bearers: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for entry in entries {
            for name in &entry.names {
                let slugs = bearers.entry(fold(name)).or_default();
                if !slugs.contains(&entry.authority.slug) {
                    slugs.push(entry.authority.slug.clone());
                }
            }
        }
        bearers.remove("");
        let mut names: Vec<_> = bearers.into_iter().collect();
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        let mut by_word: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, (name, _)) in names.iter().enumerate() {
            let first = name.split(' ').next().unwrap_or_default();
            by_word.entry(first.to_owned()).or_default().push(index);
        }
        Names { names, by_word }
    }

    /// Returns the bearers of the longest name that stands in a folded text.
    fn find(&self, text: &str) -> Option<&[String]> {
        let text = with_whole_directions(text);
        let longest = word_starts(&text).filter_map(|start| self.longest_at(&text, start));
        longest.min().map(|index| self.names[index].1.as_slice())
    }

    /// Returns the bearers of each name that stands in a folded text, in its order.
    fn find_all(&self, text: &str) -> Vec<&[String]> {
        let text = with_whole_directions(text);
        let mut end = 0;
        let mut all = Vec::new();
        for start in word_starts(&text) {
            if start >= end
                && let Some(index) = self.longest_at(&text, start)
            {
                let (name, slugs) = &self.names[index];
                end = start + name.len();
                all.push(slugs.as_slice());
            }
        }
        all
    }

    /// Returns the place of the longest name that begins at a word. One behind a direction is
    /// another place's: North Devon is not Devon. Behind two of them a region is told: South East.
    fn longest_at(&self, text: &str, start: usize) -> Option<usize> {
        let here = &text[start..];
        let known = self.by_word.get(here.split(' ').next()?)?;
        let stands_here = |index: &&usize| {
            let behind = here.strip_prefix(self.names[**index].0.as_str());
            behind.is_some_and(|behind| behind.is_empty() || behind.starts_with(' '))
        };
        let mut before = text[..start].split_whitespace().rev();
        let is_part =
            before.next().is_some_and(is_direction) && !before.next().is_some_and(is_direction);
        known.iter().find(stands_here).copied().filter(|_| !is_part)
    }
}

/// Directions as they are shortened before names.
const DIRECTIONS: [(&str, &str); 8] = [
    ("n", "north"),
    ("s", "south"),
    ("e", "east"),
    ("w", "west"),
    ("ne", "north east"),
    ("nw", "north west"),
    ("se", "south east"),
    ("sw", "south west"),
];

fn is_direction(word: &str) -> bool {
    matches!(
        word,
        "north" | "south" | "east" | "west" | "mid" | "greater"
    )
}

/// Writes out the directions of a folded text.
fn with_whole_directions(text: &str) -> Cow<'_, str> {
    let whole = |word| DIRECTIONS.iter().find(|(short, _)| *short == word);
    if !text.split(' ').any(|word| whole(word).is_some()) {
        return Cow::Borrowed(text);
    }
    let words = text.split(' ');
    let words = words.map(|word| whole(word).map_or(word, |(_, whole)| whole));
    Cow::Owned(words.collect::<Vec<_>>().join(" "))
}

/// Lists where the words of a folded text begin.
fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    let behind = text.match_indices(' ').map(|(space, _)| space + 1);
    std::iter::once(0).chain(behind)
}
