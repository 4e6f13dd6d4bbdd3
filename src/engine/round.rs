//! The round of shares: who of them is at work, who has ended, and what they hand over as.
//!
//! It begins with the first share and ends when all of them are settled. A share signs on before it
//! reads, while nobody settles; so that nobody settles while it is at work.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::sync::Arc;

use serde_json::{Value, json};

use super::ClusterError;
use super::lock::{Lock, WHOLE};
use super::mapping::{class, field, text};
use super::snapshot::Snapshot;
use super::state::State;
use super::store::{Engine, Sequence, Store};
use crate::corpus::Share;
use crate::index::packed;
use crate::model::Terms;

/// A share of the round, as far as it is.
#[derive(Debug)]
pub(super) struct Entry {
    share: Share,
    /// The generation that it hands over as.
    pub(super) generation: u64,
    is_done: bool,
    /// The paths that it reads, as text.
    roots: Vec<String>,
    /// The terms that its reports are tagged with; none where it has none.
    pub(super) terms: Option<&'static Terms>,
    sequence: Option<Sequence>,
}

impl Entry {
    /// Signs a share on, which begins a round where there is none.
    pub(super) fn sign_on(
        engine: &Arc<Engine>,
        store: &Store,
        share: Share,
        roots: Vec<String>,
    ) -> Result<Self, ClusterError> {
        let (found, right) = Lock::take(engine, WHOLE, || engine.store())?;
        if found.index != store.index {
            return Err(ClusterError::Gone);
        }
        let mut state = State::read(engine, store)?;
        let generation = match state.pending {
            Some(generation) => generation,
            None => {
                state.generation += 1;
                state.pending = Some(state.generation);
                right.check()?;
                state.write(engine, store)?;
                state.generation
            }
        };
        let (before, sequence) = match engine.document(store, &id(share))? {
            Some((document, sequence)) => (Some(read(&document)?), Some(sequence)),
            None => (None, None),
        };
        // What was left of another round counts no more.
        let before = before.filter(|before| before.generation == generation);
        let mut entry = Entry {
            share,
            generation,
            is_done: false,
            roots,
            terms: before.and_then(|before| before.terms),
            sequence,
        };
        right.check()?;
        entry.write(engine, store)?;
        Ok(entry)
    }

    /// Says with which terms it hands over from here on.
    pub(super) fn begin(
        &mut self,
        engine: &Engine,
        store: &Store,
        terms: &'static Terms,
    ) -> Result<(), ClusterError> {
        self.terms = Some(terms);
        self.write(engine, store)
    }

    /// Says that all of it is handed over.
    pub(super) fn end(&mut self, engine: &Engine, store: &Store) -> Result<(), ClusterError> {
        self.is_done = true;
        self.write(engine, store)
    }

    fn write(&mut self, engine: &Engine, store: &Store) -> Result<(), ClusterError> {
        let document = json!({
            field::CLASS: class::SHARE,
            field::GENERATION: self.generation,
            field::SHARE: self.share.to_string(),
            field::DONE: self.is_done,
            field::ROOTS: self.roots,
            field::RECORD: self.terms.map(packed::terms),
        });
        self.sequence = Some(engine.replace(store, &id(self.share), self.sequence, &document)?);
        Ok(())
    }
}

/// Finds a number of shares of which all have ended; returns the terms that they share, if any has
/// handed anything over.
pub(super) fn ended(
    snapshot: &Snapshot,
    generation: u64,
    roots: &[String],
) -> Result<Option<&'static Terms>, ClusterError> {
    let mut entries: BTreeMap<Share, Entry> = BTreeMap::new();
    let query = json!({"bool": {"filter": [
        {"term": {field::CLASS: class::SHARE}},
        {"term": {field::GENERATION: generation}},
    ]}});
    snapshot.for_each(&query, &["*"], |hit| {
        let entry = read(&hit["_source"])?;
        entries.insert(entry.share, entry);
        Ok(())
    })?;
    let lacking = |of: NonZeroU32| -> Vec<Share> {
        let is_done = |share: &Share| entries.get(share).is_some_and(|entry| entry.is_done);
        Share::all(of).filter(|share| !is_done(share)).collect()
    };
    // Somebody may have begun with another number of shares.
    let numbers = entries.keys().map(|share| share.of());
    let of = numbers.min_by_key(|of| lacking(*of).len());
    let of = of.ok_or(ClusterError::NoShares)?;
    let lacking = lacking(of);
    if !lacking.is_empty() {
        return Err(ClusterError::Lacking(lacking));
    }
    let mut terms = None;
    for entry in entries.values().filter(|it| it.share.of() == of) {
        if entry.roots != roots {
            return Err(ClusterError::OtherPaths(entry.share, entry.roots.clone()));
        }
        if let Some(own) = entry.terms {
            let first: &Terms = terms.get_or_insert(own);
            if packed::terms(first) != packed::terms(own) {
                return Err(ClusterError::OtherRules(entry.share));
            }
        }
    }
    Ok(terms)
}

fn id(share: Share) -> String {
    format!("share-{}", share.to_string().replace('/', "-"))
}

/// Names the lock of a share.
pub(super) fn lock_of(share: Share) -> String {
    format!("lock-{}", id(share))
}

fn read(document: &Value) -> Result<Entry, ClusterError> {
    let unexpected = || ClusterError::Unexpected("what a share has done");
    let roots = document[field::ROOTS].as_array();
    let roots = roots.ok_or_else(unexpected)?.iter();
    let roots = roots.map(|root| text(root).map(str::to_owned));
    let share = text(&document[field::SHARE])?;
    Ok(Entry {
        share: share.parse().map_err(|_| unexpected())?,
        generation: document[field::GENERATION]
            .as_u64()
            .ok_or_else(unexpected)?,
        is_done: document[field::DONE].as_bool().ok_or_else(unexpected)?,
        roots: roots.collect::<Result<_, _>>()?,
        terms: match document[field::RECORD].as_str() {
            Some(packed) => Some(packed::unpack_terms(packed)?),
            None => None,
        },
        sequence: None,
    })
}
