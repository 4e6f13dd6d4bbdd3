//! Documents of a segment as marks: a bit for each document that there is.

use std::ops::Range;

use tantivy::DocId;

/// So many documents share a word of marks.
pub(in crate::index) const WORD: DocId = u64::BITS;

/// Some documents of a segment.
#[derive(Debug, Clone)]
pub(in crate::index) struct Marked(Vec<u64>);

impl Marked {
    /// Returns none of so many.
    pub(in crate::index) fn none_of(documents: DocId) -> Self {
        Marked(vec![0; (documents / WORD) as usize + 1])
    }

    /// Marks documents that are ascending, of a segment that has so many.
    pub(in crate::index) fn of(docs: &[DocId], max_doc: DocId) -> Self {
        let mut marked = Marked::none_of(max_doc);
        marked.mark_all(docs);
        marked
    }

    #[inline]
    pub(in crate::index) fn mark(&mut self, doc: DocId) {
        self.0[(doc / WORD) as usize] |= 1 << (doc % WORD);
    }

    /// Marks documents that are ascending.
    pub(in crate::index) fn mark_all(&mut self, docs: &[DocId]) {
        // Those of one word are put together first: to change it for each would wait for the last change.
        let (mut at, mut bits) = (0, 0);
        for doc in docs {
            let word = (doc / WORD) as usize;
            if word != at {
                self.0[at] |= bits;
                (at, bits) = (word, 0);
            }
            bits |= 1 << (doc % WORD);
        }
        self.0[at] |= bits;
    }

    /// Marks all documents of a range.
    pub(in crate::index) fn mark_range(&mut self, range: &Range<DocId>) {
        for (at, bits) in words_of(range) {
            self.0[at] |= bits;
        }
    }

    /// Marks what others mark too.
    pub(in crate::index) fn join(&mut self, other: &Marked) {
        for (bits, other) in self.0.iter_mut().zip(&other.0) {
            *bits |= other;
        }
    }

    /// Keeps what others mark too.
    pub(in crate::index) fn meet(&mut self, other: &Marked) {
        for (bits, other) in self.0.iter_mut().zip(&other.0) {
            *bits &= other;
        }
    }

    /// Takes out what others mark.
    pub(in crate::index) fn take_out(&mut self, other: &Marked) {
        for (bits, other) in self.0.iter_mut().zip(&other.0) {
            *bits &= !other;
        }
    }

    /// Keeps of some documents those that are marked, or those that are not.
    pub(in crate::index) fn keep(&self, docs: &mut Vec<DocId>, marked: bool) {
        let mut kept = 0;
        // Without a branch: whether one stays cannot be foretold.
        for at in 0..docs.len() {
            let doc = docs[at];
            docs[kept] = doc;
            kept += usize::from(self.contains(doc) == marked);
        }
        docs.truncate(kept);
    }

    #[inline]
    pub(in crate::index) fn contains(&self, doc: DocId) -> bool {
        self.0[(doc / WORD) as usize] >> (doc % WORD) & 1 == 1
    }

    /// Counts them.
    pub(in crate::index) fn len(&self) -> usize {
        let counts = self.0.iter().map(|bits| bits.count_ones());
        counts.map(|count| count as usize).sum()
    }

    pub(in crate::index) fn is_empty(&self) -> bool {
        self.0.iter().all(|bits| *bits == 0)
    }

    /// Returns a number that all documents are below.
    pub(in crate::index) fn bound(&self) -> DocId {
        self.0.len() as DocId * WORD
    }

    /// Counts those of a range.
    pub(in crate::index) fn count_in(&self, range: &Range<DocId>) -> usize {
        let counts = words_of(range).map(|(at, bits)| (self.0[at] & bits).count_ones());
        counts.map(|count| count as usize).sum()
    }

    /// Appends them, ascending.
    pub(in crate::index) fn list(&self, docs: &mut Vec<DocId>) {
        docs.reserve(self.len());
        for (first, bits) in self.words() {
            docs.extend(ones(bits).map(|bit| first + bit));
        }
    }

    /// Appends those that others mark too, ascending.
    pub(in crate::index) fn list_common(&self, other: &Marked, docs: &mut Vec<DocId>) {
        for ((first, bits), other) in self.words().zip(&other.0) {
            docs.extend(ones(bits & other).map(|bit| first + bit));
        }
    }

    /// Appends those of a range, ascending.
    pub(in crate::index) fn list_in(&self, range: &Range<DocId>, docs: &mut Vec<DocId>) {
        for (at, bits) in words_of(range) {
            docs.extend(ones(self.0[at] & bits).map(|bit| at as DocId * WORD + bit));
        }
    }

    /// Returns the words of marks, each with its first document.
    pub(in crate::index) fn words(&self) -> impl Iterator<Item = (DocId, u64)> {
        (0..).step_by(WORD as usize).zip(self.0.iter().copied())
    }
}

/// Lists the places of the ones among bits.
pub(in crate::index) fn ones(bits: u64) -> impl Iterator<Item = u32> {
    let mut bits = bits;
    std::iter::from_fn(move || {
        let one = (bits != 0).then(|| bits.trailing_zeros());
        bits &= bits.wrapping_sub(1);
        one
    })
}

/// Lists the words in which the documents of a range are marked, with the bits that are theirs.
fn words_of(range: &Range<DocId>) -> impl Iterator<Item = (usize, u64)> + use<> {
    let Range { start, end } = *range;
    let words = match start < end {
        true => start / WORD..(end - 1) / WORD + 1,
        false => 0..0,
    };
    words.map(move |word| {
        let first = word * WORD;
        let from = u64::MAX << start.saturating_sub(first);
        let to = u64::MAX >> (first + WORD).saturating_sub(end).min(WORD - 1);
        (word as usize, from & to)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;
    use tantivy::DocId;

    use super::Marked;

    const MOST: DocId = 700;

    fn marked(docs: &BTreeSet<DocId>) -> Marked {
        Marked::of(&docs.iter().copied().collect::<Vec<_>>(), MOST)
    }

    fn listed(marked: &Marked) -> Vec<DocId> {
        let mut docs = Vec::new();
        marked.list(&mut docs);
        docs
    }

    proptest! {
        #[test]
        fn marks_are_sets(
            a in prop::collection::btree_set(0..MOST, 0..400),
            b in prop::collection::btree_set(0..MOST, 0..400),
        ) {
            let of = |change: fn(&mut Marked, &Marked)| {
                let mut changed = marked(&a);
                change(&mut changed, &marked(&b));
                listed(&changed)
            };
            prop_assert_eq!(marked(&a).len(), a.len());
            prop_assert_eq!(marked(&a).is_empty(), a.is_empty());
            let all: Vec<DocId> = a.union(&b).copied().collect();
            prop_assert_eq!(of(Marked::join), all);
            let both: Vec<DocId> = a.intersection(&b).copied().collect();
            prop_assert_eq!(of(Marked::meet), both.clone());
            let mut common = Vec::new();
            marked(&a).list_common(&marked(&b), &mut common);
            prop_assert_eq!(common, both);
            let left: Vec<DocId> = a.difference(&b).copied().collect();
            prop_assert_eq!(of(Marked::take_out), left);
        }

        #[test]
        fn ranges_of_marks_are_those_of_lists(
            docs in prop::collection::btree_set(0..MOST, 0..400),
            start in 0..MOST,
            length in 0..MOST,
        ) {
            let range = start..(start + length).min(MOST);
            let inside: Vec<DocId> = docs.range(range.clone()).copied().collect();
            let mut found = Vec::new();
            marked(&docs).list_in(&range, &mut found);
            prop_assert_eq!(&found, &inside);
            prop_assert_eq!(marked(&docs).count_in(&range), inside.len());
            let mut marks = Marked::none_of(MOST);
            marks.mark_range(&range);
            prop_assert_eq!(listed(&marks), range.collect::<Vec<_>>());
        }
    }
}
