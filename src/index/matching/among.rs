//! The documents of a segment among which others are looked for.

use tantivy::DocId;

use crate::index::commit::marked::Marked;

/// Some documents, or all.
#[derive(Debug, Clone, Copy)]
pub(in crate::index) enum Among<'d> {
    All,
    /// These, ascending.
    Listed(&'d [DocId]),
    Marked(&'d Marked),
}

impl Among<'_> {
    /// Appends them, ascending; nothing where they are all.
    pub(in crate::index) fn list(self, docs: &mut Vec<DocId>) {
        match self {
            Among::All => {}
            Among::Listed(listed) => docs.extend_from_slice(listed),
            Among::Marked(marked) => marked.list(docs),
        }
    }

    /// Counts them; none where they are all.
    pub(in crate::index) fn len(self) -> Option<usize> {
        match self {
            Among::All => None,
            Among::Listed(listed) => Some(listed.len()),
            Among::Marked(marked) => Some(marked.len()),
        }
    }
}

impl<'d> From<Option<&'d Marked>> for Among<'d> {
    fn from(among: Option<&'d Marked>) -> Self {
        among.map_or(Among::All, Among::Marked)
    }
}
