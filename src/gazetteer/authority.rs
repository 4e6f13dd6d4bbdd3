//! Authorities by the names that titles give them.

use std::collections::BTreeMap;

use super::Table;
use super::fold::fold;
use crate::model::{Authority, AuthorityType, Date};

/// All authorities with their names.
#[derive(Debug, Clone, Default)]
pub(super) struct Authorities {
    by_slug: BTreeMap<String, Entry>,
    /// Folded names, longest first, each with the slugs of those who bear it.
    names: Vec<(String, Vec<String>)>,
}

#[derive(Debug, Clone)]
struct Entry {
    authority: Authority,
    names: Vec<String>,
    predecessors: Vec<String>,
    since: Option<Date>,
    until: Option<Date>,
}

impl Authorities {
    pub(super) fn from_table(table: &Table) -> Authorities {
        let mut authorities = Authorities::default();
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
            let mut names = vec![fold(name.split(" (").next().unwrap_or_default())];
            names.push(fold(row.get("official_name")));
            for column in ["aliases", "aliases_in_report_titles", "other_aliases"] {
                names.extend(list(row.get(column)).iter().map(|alias| fold(alias)));
            }
            names.retain(|name| !name.is_empty());
            let entry = Entry {
                authority: Authority {
                    slug: row.get("slug").to_owned(),
                    name,
                    region: row.get("region").to_owned(),
                    authority_type: AuthorityType(row.get("type").to_owned()),
                },
                names,
                predecessors: list(&first_of(["predecessors", "predecessor_slugs"])),
                since: row.get("since").parse().ok(),
                until: row.get("until").parse().ok(),
            };
            authorities
                .by_slug
                .insert(entry.authority.slug.clone(), entry);
        }
        authorities.index();
        authorities
    }

    pub(super) fn extend(&mut self, more: Authorities) {
        self.by_slug.extend(more.by_slug);
        self.index();
    }

    fn index(&mut self) {
        let mut names: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for entry in self.by_slug.values() {
            for name in &entry.names {
                let slugs = names.entry(name).or_default();
                if !slugs.contains(&entry.authority.slug) {
                    slugs.push(entry.authority.slug.clone());
                }
            }
        }
        self.names = names
            .into_iter()
            .map(|(name, slugs)| (name.to_owned(), slugs))
            .collect();
        self.names
            .sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Authority> {
        self.by_slug.values().map(|entry| &entry.authority)
    }

    pub(super) fn predecessors(&self, slug: &str) -> &[String] {
        self.by_slug
            .get(slug)
            .map_or(&[], |entry| &entry.predecessors)
    }

    pub(super) fn find(&self, title: &str, date: Option<Date>) -> Option<&Authority> {
        let title = format!(" {} ", fold(title));
        let (_, slugs) = self
            .names
            .iter()
            .find(|(name, _)| title.contains(&format!(" {name} ")))?;
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
