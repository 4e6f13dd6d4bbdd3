//! How often documents hold common words, kept by a program that goes on asking for them.
//!
//! A word that one document in some dozens holds is read from its posting list faster than it is found
//! there document by document, and faster still where a byte stands for every document. With the most that
//! the word adds to the score of any of some neighbouring documents (the bounds of Ding and Suel, "Faster
//! top-k document retrieval using block-max indexes", 2011) those that cannot be among the best are passed
//! over unseen.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::TermInfo;
use tantivy::{DocId, InvertedIndexReader, SegmentReader};

use super::marked::{Marked, WORD};
use super::once::OFTEN;
use super::posting_lists::each_count;
use crate::index::IndexError;
use crate::index::text::Form;
use crate::index::threads::lock;

/// What is kept of a word takes so many bytes for each document of the segment, about.
const BYTES_PER_DOC: f64 = 1.0 + 1.0 / 8.0 + 4.0 / 64.0;
/// So many bytes at most are kept.
const MOST_BYTES: usize = 128 << 20;
/// Of so many words at most it is known how often they were asked for.
const MOST_NAMES: usize = 4096;
/// A word is common that one document in so many holds.
const COMMON: usize = 64;

/// Tells whether a word that so many documents of a segment hold is common there.
pub(in crate::index) fn is_common(documents: usize, max_doc: DocId) -> bool {
    documents > max_doc as usize / COMMON
}

/// How often each document of a segment holds a word.
#[derive(Debug)]
pub(in crate::index) struct LeafCounts {
    /// One for each document; 0 for those that do not live.
    pub(in crate::index) counts: Vec<u8>,
    /// Those that hold it.
    pub(in crate::index) holders: Marked,
    /// For each word of marks the most that the leaf adds to the score of one of its documents, if it
    /// weighs 1.
    pub(in crate::index) impacts: Vec<f32>,
}

impl LeafCounts {
    /// Counts some terms together; none where a document holds them too often for a byte. `impact` tells
    /// what so many places add to a score in a document of a length, by the number of the length.
    pub(in crate::index) fn of(
        segment: &SegmentReader,
        inverted: &InvertedIndexReader,
        terms: &[TermInfo],
        norms: &FieldNormReader,
        impact: impl Fn(u32, u8) -> f32,
    ) -> Result<Option<Self>, IndexError> {
        let max_doc = segment.max_doc();
        let mut counts = vec![0_u8; max_doc as usize];
        let mut fits = true;
        for term in terms {
            each_count(inverted, term, |doc, count| {
                let sum = u32::from(counts[doc as usize]).saturating_add(count);
                fits &= sum <= u8::MAX.into();
                counts[doc as usize] = sum as u8;
            })?;
        }
        let mut holders = Marked::none_of(max_doc);
        let mut impacts = vec![0.0_f32; (max_doc / WORD) as usize + 1];
        for (doc, count) in (0..max_doc).zip(&mut counts) {
            if segment.is_deleted(doc) {
                *count = 0;
            }
            if *count > 0 {
                holders.mark(doc);
                let most = &mut impacts[(doc / WORD) as usize];
                *most = most.max(impact((*count).into(), norms.fieldnorm_id(doc)));
            }
        }
        Ok(fits.then_some(LeafCounts {
            counts,
            holders,
            impacts,
        }))
    }
}

/// The leaves of plans that were asked for often.
#[derive(Debug, Default)]
pub(in crate::index) struct CommonLeaves(Mutex<Leaves>);

#[derive(Debug, Default)]
struct Leaves {
    leaves: HashMap<Name, Leaf>,
    /// How many bytes are kept.
    bytes: usize,
    /// How often any was asked for.
    asked_for: u64,
}

/// A leaf of a plan in a segment.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::index) struct Name {
    pub(in crate::index) segment: u32,
    pub(in crate::index) form: Form,
    pub(in crate::index) terms: Vec<String>,
}

#[derive(Debug, Default)]
struct Leaf {
    times: usize,
    /// When it was asked for last.
    last: u64,
    counts: Option<Arc<LeafCounts>>,
    bytes: usize,
}

impl CommonLeaves {
    /// Returns what is kept of a leaf; `make` makes it, once it was asked for often.
    pub(in crate::index) fn find(
        &self,
        name: Name,
        max_doc: DocId,
        make: impl FnOnce() -> Result<Option<LeafCounts>, IndexError>,
    ) -> Result<Option<Arc<LeafCounts>>, IndexError> {
        if lock(&self.0).ask(&name) <= OFTEN {
            return Ok(None);
        }
        let kept = |leaves: &Leaves| {
            leaves
                .leaves
                .get(&name)
                .and_then(|leaf| leaf.counts.clone())
        };
        if let Some(counts) = kept(&lock(&self.0)) {
            return Ok(Some(counts));
        }
        let bytes = (f64::from(max_doc) * BYTES_PER_DOC) as usize;
        // It is made while others are asked for: two threads may make the same.
        let made = match bytes <= MOST_BYTES {
            true => make()?,
            false => None,
        };
        let counts = made.map(Arc::new);
        match &counts {
            Some(counts) => lock(&self.0).keep(name, counts.clone(), bytes),
            // What cannot be kept is not tried again at once.
            None => lock(&self.0).forget(&name),
        }
        Ok(counts)
    }
}

impl Leaves {
    /// Notes that a leaf is asked for, and tells how often it was.
    fn ask(&mut self, name: &Name) -> usize {
        self.asked_for += 1;
        let last = self.asked_for;
        if !self.leaves.contains_key(name) {
            if self.leaves.len() >= MOST_NAMES {
                self.forget_oldest(|_| true);
            }
            self.leaves.insert(name.clone(), Leaf::default());
        }
        let leaf = self.leaves.get_mut(name);
        leaf.map_or(0, |leaf| {
            leaf.last = last;
            leaf.times = leaf.times.saturating_add(1);
            leaf.times
        })
    }

    fn keep(&mut self, name: Name, counts: Arc<LeafCounts>, bytes: usize) {
        while self.bytes + bytes > MOST_BYTES && self.forget_oldest(|leaf| leaf.counts.is_some()) {}
        if let Some(leaf) = self.leaves.get_mut(&name) {
            self.bytes = self.bytes - leaf.bytes + bytes;
            (leaf.counts, leaf.bytes) = (Some(counts), bytes);
        }
    }

    /// Forgets the leaf that was asked for longest ago of those that may go; tells whether there was one.
    fn forget_oldest(&mut self, may_go: impl Fn(&Leaf) -> bool) -> bool {
        let leaves = self.leaves.iter().filter(|(_, leaf)| may_go(leaf));
        let oldest = leaves.min_by_key(|(_, leaf)| leaf.last);
        let Some(name) = oldest.map(|(name, _)| name.clone()) else {
            return false;
        };
        self.forget(&name);
        true
    }

    fn forget(&mut self, name: &Name) {
        if let Some(leaf) = self.leaves.remove(name) {
            self.bytes -= leaf.bytes;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CommonLeaves, LeafCounts, MOST_BYTES, Marked, Name, OFTEN};
    use crate::index::text::Form;
    use crate::index::threads::lock;

    fn name(word: &str) -> Name {
        Name {
            segment: 0,
            form: Form::Exact,
            terms: vec![word.to_owned()],
        }
    }

    /// Asks for a word of a segment with so many documents, and tells whether it is kept.
    fn ask(leaves: &CommonLeaves, word: &str, max_doc: u32) -> bool {
        let counts = || {
            Ok(Some(LeafCounts {
                counts: Vec::new(),
                holders: Marked::none_of(0),
                impacts: Vec::new(),
            }))
        };
        leaves.find(name(word), max_doc, counts).unwrap().is_some()
    }

    #[test]
    fn words_are_kept_once_they_are_asked_for_often() {
        let leaves = CommonLeaves::default();
        for _ in 0..OFTEN {
            assert!(!ask(&leaves, "children", 100));
        }
        assert!(ask(&leaves, "children", 100));
        assert!(!ask(&leaves, "school", 100));
    }

    #[test]
    fn what_was_asked_for_longest_ago_makes_room() {
        let leaves = CommonLeaves::default();
        let most = MOST_BYTES as u32;
        for word in ["a", "b", "c"] {
            for _ in 0..=OFTEN {
                ask(&leaves, word, most / 3);
            }
        }
        let leaves = lock(&leaves.0);
        assert!(leaves.bytes <= MOST_BYTES);
        assert!(!leaves.leaves.contains_key(&name("a")));
        assert!(leaves.leaves[&name("c")].counts.is_some());
    }

    #[test]
    fn a_word_of_too_many_documents_is_not_kept() {
        let leaves = CommonLeaves::default();
        let kept = (0..20).filter(|_| ask(&leaves, "children", MOST_BYTES as u32));
        assert_eq!(kept.count(), 0);
    }
}
