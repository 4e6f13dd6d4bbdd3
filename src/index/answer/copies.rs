//! Matches that say what another match says, in the same words.

use std::borrow::Cow;
use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;
use tantivy::DocId;

use crate::index::IndexError;
use crate::index::commit::Commit;
use crate::index::commit::register::Numbers;
use crate::index::commit::repeated::Repeated;
use crate::index::disk::columns;
use crate::index::matching::documents::Documents;
use crate::index::matching::matches::{Matches, SegmentMatches};

/// Where one in so many paragraphs matches, it is known of all paragraphs whether others say the same.
const MANY: usize = 16;

/// The matches in words that several matches have.
#[derive(Debug, Default)]
pub(in crate::index) struct Copies {
    pub(in crate::index) matches: Matches,
    /// The number of the wording of each, by segment.
    pub(in crate::index) wordings: Vec<Vec<u64>>,
    /// How many matches say what another has said.
    pub(in crate::index) count: u64,
}

impl Copies {
    /// Finds them among matches.
    pub(in crate::index) fn among(commit: &Commit, matches: &Matches) -> Result<Self, IndexError> {
        let candidates = candidates(commit, matches)?;
        let mut times: FxHashMap<u64, u32> = FxHashMap::default();
        let mut count = 0;
        for wording in candidates.iter().flatten().map(|(_, wording)| *wording) {
            match times.entry(wording) {
                Entry::Occupied(mut known) => {
                    *known.get_mut() += 1;
                    count += 1;
                }
                Entry::Vacant(new) => {
                    new.insert(1);
                }
            }
        }
        let mut copies = Copies {
            count,
            ..Copies::default()
        };
        for segment in candidates {
            let repeated = segment
                .into_iter()
                .filter(|(_, wording)| times[wording] > 1);
            let (docs, wordings) = repeated.unzip();
            copies.matches.segments.push(SegmentMatches {
                documents: Documents::Listed(docs),
                best: Vec::new(),
            });
            copies.wordings.push(wordings);
        }
        Ok(copies)
    }
}

/// A document and the number of its wording.
type Worded = (DocId, u64);

/// Lists by segment the matches whose wording others may have, with its number.
fn candidates(commit: &Commit, matches: &Matches) -> Result<Vec<Vec<Worded>>, IndexError> {
    let columns = commit.register.numbers(Numbers::Wording)?;
    let worded = columns.iter().zip(matches.documents());
    let are_many = matches.len() as u64 * MANY as u64 >= commit.searcher.num_docs();
    if are_many || commit.register.should_know_shared_wordings() {
        let shared = commit.register.shared_wordings()?;
        let worded = worded.zip(shared).map(|((column, documents), shared)| {
            let docs = documents.common(shared);
            let wordings = columns::first(column, &docs, 0);
            docs.into_iter().zip(wordings).collect()
        });
        return Ok(worded.collect());
    }
    let worded = worded.map(|(column, documents)| {
        let docs = documents.list();
        let wordings = columns::first(column, &docs, 0);
        (docs, wordings)
    });
    let worded: Vec<(Cow<'_, [DocId]>, Vec<u64>)> = worded.collect();
    let repeated = Repeated::of(worded.iter().flat_map(|(_, wordings)| wordings).copied());
    let candidates = worded.into_iter().map(|(docs, wordings)| {
        let worded = docs.iter().copied().zip(wordings);
        let repeated = worded.filter(|(_, wording)| repeated.may_contain(*wording));
        repeated.collect()
    });
    Ok(candidates.collect())
}
