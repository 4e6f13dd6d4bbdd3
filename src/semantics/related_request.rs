//! Questions for related names.

use std::sync::Arc;

use crate::query::{Concepts, Filters, Relation};

/// A question for related names.
#[derive(Debug, Clone)]
pub struct RelatedRequest {
    /// The name.
    pub words: String,
    /// Names that are as near to this one are left out.
    pub unlike: Option<String>,
    /// Where names are counted and quoted; how alike they are is told by all texts.
    pub filters: Filters,
    /// Names of fewer reports are left out.
    pub min_reports: u64,
    /// So many names.
    pub limit: usize,
    /// What is known already.
    pub concepts: Arc<Concepts>,
    /// Which of the names are listed that a concept holds together with it.
    pub known: KnownNames,
    /// Names that are less like it are left out, unless texts spell one of the two out by the other.
    pub least: f32,
    /// Whether names are left out that mostly stand in one paragraph with it, unless texts spell one of
    /// the two out by the other.
    pub apart: bool,
    /// Whether names are left out that are nearer to yet another name, with the same exception.
    pub mutual: bool,
    /// Whether a name that the thesaurus does not hold is understood by its parts.
    pub parts: bool,
    /// Whether to quote a paragraph for each name.
    pub quotes: bool,
}

/// Which names are listed of those that a concept holds together with the one asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownNames {
    /// All of them.
    All,
    /// Those that a search for the one does not find anyway.
    NotSearched,
    /// None.
    None,
}

impl RelatedRequest {
    /// Asks for ten names in all reports, with quotations, whatever is known already.
    pub fn new(words: impl Into<String>) -> Self {
        RelatedRequest {
            words: words.into(),
            unlike: None,
            filters: Filters::default(),
            min_reports: 1,
            limit: 10,
            concepts: Concepts::builtin(),
            known: KnownNames::All,
            least: f32::MIN,
            apart: false,
            mutual: false,
            parts: true,
            quotes: true,
        }
    }

    /// Tells whether a name is listed that a concept holds as it is to the one asked for.
    pub(super) fn lists(&self, known: Option<Relation>) -> bool {
        match (self.known, known) {
            (KnownNames::All, _) | (_, None) => true,
            (KnownNames::NotSearched, Some(relation)) => relation != Relation::Same,
            (KnownNames::None, Some(_)) => false,
        }
    }
}
