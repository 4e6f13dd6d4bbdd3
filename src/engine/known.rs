//! What is known of the words of one state of the engine, and what is wanted besides.

use std::collections::{HashMap, HashSet};

use crate::index::TokenField;

/// So many answers are remembered at most.
const MOST: usize = 500_000;

/// Stems that stand side by side, or not.
pub(super) type Neighbours = (Vec<String>, Vec<String>);

/// A token, and in which way it stands among others.
pub(super) type Token = (TokenField, String);

/// What was asked already.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) lengths: Option<(u64, u64)>,
    /// Terms by what they begin with.
    pub(super) terms: HashMap<String, Vec<String>>,
    pub(super) frequencies: HashMap<Token, u64>,
    pub(super) neighbours: HashMap<Neighbours, bool>,
}

/// What was asked and is not known.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    pub(super) beginnings: HashSet<String>,
    pub(super) tokens: HashSet<Token>,
    pub(super) neighbours: HashSet<Neighbours>,
    pub(super) lengths: bool,
}

impl Known {
    /// Forgets what would be too much to remember.
    pub(super) fn bound(&mut self) {
        let lists: usize = self.terms.values().map(|terms| 1 + terms.len()).sum();
        if lists + self.frequencies.len() + self.neighbours.len() > MOST {
            *self = Known {
                lengths: self.lengths,
                ..Known::default()
            };
        }
    }
}

impl Wanted {
    pub(super) fn is_empty(&self) -> bool {
        self.beginnings.is_empty()
            && self.tokens.is_empty()
            && self.neighbours.is_empty()
            && !self.lengths
    }
}
