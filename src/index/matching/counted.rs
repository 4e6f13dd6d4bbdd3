//! How often patterns stand where they were found: to find them is to count them.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use tantivy::DocId;

use crate::index::matching::plan::Pattern;

/// Patterns of a plan with the documents in which they were found, and how often they stand in each.
#[derive(Default)]
pub(in crate::index) struct CountedPatterns<'a> {
    counts: HashMap<&'a Pattern, Vec<(DocId, u32)>>,
    /// In the order in which they were found.
    found: Vec<&'a Pattern>,
}

impl<'a> CountedPatterns<'a> {
    /// Keeps what was found of a pattern, unless it was found before, among no fewer documents.
    pub(in crate::index) fn keep(&mut self, pattern: &'a Pattern, counts: Vec<(DocId, u32)>) {
        if let Entry::Vacant(new) = self.counts.entry(pattern) {
            new.insert(counts);
            self.found.push(pattern);
        }
    }

    /// Counts the patterns that are kept.
    pub(in crate::index) fn len(&self) -> usize {
        self.found.len()
    }

    /// Forgets all but so many patterns, which were found first.
    pub(in crate::index) fn forget_all_but(&mut self, first: usize) {
        for pattern in self.found.drain(first..) {
            self.counts.remove(pattern);
        }
    }

    /// Returns the documents in which a pattern was found.
    pub(in crate::index) fn of(&self, pattern: &Pattern) -> Option<&[(DocId, u32)]> {
        self.counts.get(pattern).map(Vec::as_slice)
    }
}
