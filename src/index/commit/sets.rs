//! Sets of numbers that the index itself gave out.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

use tantivy::DocId;

use super::marked::Marked;
use crate::index::serial::Serial;

/// Numbers of reports, which count from 0.
#[derive(Debug, Clone, Default)]
pub(in crate::index) struct Serials {
    /// A bit for each number.
    bits: Vec<u64>,
    len: u64,
}

impl Serials {
    pub(in crate::index) fn insert(&mut self, Serial(serial): Serial) {
        let at = (serial / 64) as usize;
        if at >= self.bits.len() {
            self.bits.resize(at + 1, 0);
        }
        let bit = 1 << (serial % 64);
        self.len += u64::from(self.bits[at] & bit == 0);
        self.bits[at] |= bit;
    }

    pub(in crate::index) fn contains(&self, Serial(serial): Serial) -> bool {
        let bits = self.bits.get((serial / 64) as usize);
        bits.is_some_and(|bits| bits >> (serial % 64) & 1 == 1)
    }

    pub(in crate::index) fn len(&self) -> u64 {
        self.len
    }

    /// Lists the numbers, ascending.
    pub(in crate::index) fn iter(&self) -> impl Iterator<Item = Serial> {
        let all = (0..64 * self.bits.len() as u64).map(Serial);
        all.filter(|serial| self.contains(*serial))
    }

    /// Takes in what another has.
    pub(in crate::index) fn join(&mut self, other: &Serials) {
        if self.bits.len() < other.bits.len() {
            self.bits.resize(other.bits.len(), 0);
        }
        for (bits, other) in self.bits.iter_mut().zip(&other.bits) {
            *bits |= other;
        }
        self.len = ones(&self.bits);
    }

    /// Returns what both have.
    pub(in crate::index) fn and(&self, other: &Serials) -> Serials {
        let pairs = self.bits.iter().zip(&other.bits);
        let bits: Vec<u64> = pairs.map(|(a, b)| a & b).collect();
        let len = ones(&bits);
        Serials { bits, len }
    }
}

fn ones(bits: &[u64]) -> u64 {
    bits.iter().map(|bits| u64::from(bits.count_ones())).sum()
}

impl Extend<Serial> for Serials {
    fn extend<I: IntoIterator<Item = Serial>>(&mut self, serials: I) {
        serials.into_iter().for_each(|serial| self.insert(serial));
    }
}

impl FromIterator<Serial> for Serials {
    fn from_iter<I: IntoIterator<Item = Serial>>(serials: I) -> Self {
        let mut set = Serials::default();
        set.extend(serials);
        set
    }
}

/// Sorts documents of a segment that has so many, each of them once.
pub(in crate::index) fn united(mut docs: Vec<DocId>, max_doc: DocId) -> Vec<DocId> {
    // To read a few words for each document is quicker than to sort.
    if docs.len() < (max_doc / u64::BITS) as usize / 4 {
        docs.sort_unstable();
        docs.dedup();
        return docs;
    }
    let mut marked = Marked::none_of(max_doc);
    docs.drain(..).for_each(|doc| marked.mark(doc));
    marked.list(&mut docs);
    docs
}

/// Takes documents out of others, both ascending, of a segment that has so many.
pub(in crate::index) fn take_out(docs: &mut Vec<DocId>, absent: &[DocId], max_doc: DocId) {
    if absent.is_empty() {
        return;
    }
    // To look a few up is quicker than to mark many.
    if docs.len() < absent.len() / 16 {
        docs.retain(|doc| absent.binary_search(doc).is_err());
        return;
    }
    let mut marked = Marked::none_of(max_doc);
    marked.mark_all(absent);
    marked.keep(docs, false);
}

/// Numbers of wordings.
pub(crate) type Wordings = HashSet<u64, BuildHasherDefault<Hashed>>;

/// Takes numbers as they are: those of wordings are hashes already.
#[derive(Debug, Default)]
pub(crate) struct Hashed(u64);

impl Hasher for Hashed {
    fn write_u64(&mut self, number: u64) {
        self.0 = self.0.rotate_left(32) ^ number;
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64((*byte).into()));
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tantivy::DocId;

    use super::{Marked, take_out, united};

    const MOST: DocId = 700;

    proptest! {
        #[test]
        fn sets_of_documents_are_those_of_sorted_lists(
            docs in prop::collection::btree_set(0..MOST, 0..400),
            others in prop::collection::btree_set(0..MOST, 0..400),
        ) {
            let (list, other): (Vec<DocId>, Vec<DocId>) =
                (docs.iter().copied().collect(), others.iter().copied().collect());
            let mut marked = Marked::none_of(MOST);
            marked.mark_all(&list);
            let mut listed = Vec::new();
            marked.list(&mut listed);
            prop_assert_eq!(&listed, &list);
            let mut kept = other.clone();
            marked.keep(&mut kept, true);
            let both: Vec<DocId> = others.intersection(&docs).copied().collect();
            prop_assert_eq!(kept, both);
            let mut left = other.clone();
            take_out(&mut left, &list, MOST);
            let without: Vec<DocId> = others.difference(&docs).copied().collect();
            prop_assert_eq!(left, without);
            let all: Vec<DocId> = docs.union(&others).copied().collect();
            prop_assert_eq!(united([list, other].concat(), MOST), all);
        }
    }
}
