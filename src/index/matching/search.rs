//! Searching a segment, by lists or by marks.

use crate::index::IndexError;
use crate::index::commit::marked::WORD;
use crate::index::disk::schema::Class;
use crate::index::matching::documents::Documents;
use crate::index::matching::plan::{Pattern, Plan};
use crate::index::matching::segment::SegmentSearch;

impl SegmentSearch<'_> {
    /// Finds the paragraphs that match, and the notes where they are asked for.
    pub(in crate::index) fn matches(&mut self) -> Result<Documents, IndexError> {
        match self.common_matches()? {
            Some(marked) => Ok(Documents::Marked(marked)),
            None => self.listed_matches().map(Documents::Listed),
        }
    }

    /// Counts the paragraphs that match.
    pub(in crate::index) fn count_matches(&mut self) -> Result<u64, IndexError> {
        if let Plan::Text(Pattern::Leaf(leaf)) = &self.lowered.plan
            && let [term] = self.leaves.terms(*leaf)?
            && !self.reader.has_deletes()
            && (self.lowered.notes || self.class(Class::Note)?.is_empty())
        {
            return Ok(term.doc_freq.into());
        }
        Ok(self.matches()?.len() as u64)
    }

    /// Tells about how much work the plan is.
    pub(in crate::index) fn work(&self) -> Result<u64, IndexError> {
        match self.is_common()? {
            // Marks are compared by words.
            true => Ok(u64::from(self.reader.max_doc() / WORD)),
            false => self.cost(&self.lowered.plan),
        }
    }
}
