//! Which paragraphs say the same as others, kept for a program that goes on asking.
//!
//! To find them takes most of the time of a page of hits, and the same hits are shown again and again.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use rustc_hash::FxHashMap;
use tantivy::DocAddress;

use crate::index::threads::lock;
use crate::index::{IndexError, NearDuplicate};
use crate::model::ParagraphId;

/// So many paragraphs are named at most by what is kept, of which each takes some hundred bytes.
const NAMED: usize = 1 << 17;

/// The paragraphs that say the same as one.
#[derive(Debug, Clone, Default)]
pub(in crate::index) struct Duplicates {
    /// In the same words, sorted.
    pub(in crate::index) same: Vec<ParagraphId>,
    /// In nearly the same words, the likest first.
    pub(in crate::index) near: Vec<NearDuplicate>,
}

/// What was found for some paragraphs.
#[derive(Default)]
pub(in crate::index) struct KnownDuplicates(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    found: FxHashMap<DocAddress, Arc<Duplicates>>,
    /// How many paragraphs are named, those that were asked about counted.
    named: usize,
}

impl KnownDuplicates {
    /// Returns what was found for a paragraph, or finds it.
    pub(in crate::index) fn of(
        &self,
        paragraph: DocAddress,
        find: impl FnOnce() -> Result<Duplicates, IndexError>,
    ) -> Result<Arc<Duplicates>, IndexError> {
        if let Some(known) = lock(&self.0).found.get(&paragraph) {
            return Ok(known.clone());
        }
        let found = Arc::new(find()?);
        let names = 1 + found.same.len() + found.near.len();
        let mut kept = lock(&self.0);
        if kept.named + names > NAMED {
            kept.found = HashMap::default();
            kept.named = 0;
        }
        if kept.found.insert(paragraph, found.clone()).is_none() {
            kept.named += names;
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use tantivy::DocAddress;

    use super::{Duplicates, KnownDuplicates, NAMED};
    use crate::model::ParagraphId;

    #[test]
    fn what_is_found_is_kept_and_what_is_kept_is_bounded() {
        let known = KnownDuplicates::default();
        let Ok(id) = "aford/2024-01-05/ilacs#1".parse::<ParagraphId>();
        let ask = |doc: u32, names: usize| {
            let mut is_found = false;
            let answer = known.of(DocAddress::new(0, doc), || {
                is_found = true;
                Ok(Duplicates {
                    same: vec![id.clone(); names],
                    near: Vec::new(),
                })
            });
            (answer.unwrap().same.len(), is_found)
        };
        assert_eq!([ask(1, 2), ask(1, 9)], [(2, true), (2, false)]);
        assert_eq!(ask(2, NAMED - 1), (NAMED - 1, true));
        // There was no room for the first beside it.
        assert_eq!(ask(1, 3), (3, true));
        assert!(super::lock(&known.0).named <= NAMED);
    }
}
