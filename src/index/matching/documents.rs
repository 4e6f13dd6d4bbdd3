//! The documents of a segment that match.

use std::borrow::Cow;
use tantivy::DocId;

use crate::index::commit::marked::Marked;
use crate::index::commit::runs::{Part, Run, by_report, marked_by_report};

/// Some documents: a list where they are few, marks where they are many.
#[derive(Debug)]
pub(in crate::index) enum Documents {
    /// Ascending.
    Listed(Vec<DocId>),
    Marked(Marked),
}

impl Default for Documents {
    fn default() -> Self {
        Documents::Listed(Vec::new())
    }
}

impl Documents {
    /// Counts them.
    pub(in crate::index) fn len(&self) -> usize {
        match self {
            Documents::Listed(docs) => docs.len(),
            Documents::Marked(marked) => marked.len(),
        }
    }

    /// Lists them, ascending.
    pub(in crate::index) fn list(&self) -> Cow<'_, [DocId]> {
        match self {
            Documents::Listed(docs) => Cow::Borrowed(docs),
            Documents::Marked(marked) => {
                let mut docs = Vec::new();
                marked.list(&mut docs);
                Cow::Owned(docs)
            }
        }
    }

    /// Lists those that are marked in others too, ascending.
    pub(in crate::index) fn common(&self, others: &Marked) -> Vec<DocId> {
        let mut docs = Vec::new();
        match self {
            Documents::Listed(listed) => {
                docs.extend(listed.iter().filter(|doc| others.contains(**doc)));
            }
            Documents::Marked(marked) => marked.list_common(others, &mut docs),
        }
        docs
    }

    /// Lists those of one report.
    pub(in crate::index) fn of(&self, part: &Part) -> Cow<'_, [DocId]> {
        match self {
            Documents::Listed(docs) => Cow::Borrowed(&docs[part.within.clone()]),
            Documents::Marked(marked) => {
                let mut docs = Vec::with_capacity(part.within.len());
                marked.list_in(&part.run, &mut docs);
                Cow::Owned(docs)
            }
        }
    }

    /// Parts them by report.
    pub(in crate::index) fn by_report<'d>(
        &'d self,
        runs: &'d [Run],
    ) -> Box<dyn Iterator<Item = Part> + 'd> {
        match self {
            Documents::Listed(docs) => Box::new(by_report(runs, docs)),
            Documents::Marked(marked) => Box::new(marked_by_report(runs, marked)),
        }
    }
}
