//! The state of the whole: what of that which the engine holds is seen.
//!
//! What an ingest writes belongs to the next generation, and is not seen before the state says that
//! generation; what it replaces is named there as dead until it is removed. So a report is replaced as
//! one, whenever somebody asks, and an ingest that breaks off leaves nothing that is seen. What shares
//! hand over, one after the other, has a generation of its own, which is seen when it is settled.

use serde_json::{Value, json};

use super::ClusterError;
use super::mapping::{VALUES, class, field, text};
use super::store::{Engine, Sequence, Store};
use crate::index::packed;
use crate::model::Terms;
use crate::rules::Rules;

/// The id of the document that holds it.
const ID: &str = "state";

/// The state of the whole.
#[derive(Debug, Clone)]
pub(super) struct State {
    /// The last generation that is seen.
    pub(super) generation: u64,
    /// Versions of reports and of entries of the ledger that are not seen any more.
    pub(super) dead: Vec<String>,
    /// The generation of what shares have handed over, until it is settled and seen.
    pub(super) pending: Option<u64>,
    /// The terms that reports are tagged with.
    pub(super) terms: &'static Terms,
    /// Tells it from those before it; none before the first.
    pub(super) sequence: Option<Sequence>,
}

impl State {
    /// Makes that of an index of which nothing is seen.
    fn of_nothing(terms: &'static Terms) -> Self {
        State {
            generation: 0,
            dead: Vec::new(),
            pending: None,
            terms,
            sequence: None,
        }
    }

    /// Makes the first that is written, of one generation.
    pub(super) fn first(terms: &'static Terms) -> Self {
        State {
            generation: 1,
            ..State::of_nothing(terms)
        }
    }

    /// Reads it.
    pub(super) fn read(engine: &Engine, store: &Store) -> Result<Self, ClusterError> {
        let Some((document, sequence)) = engine.document(store, ID)? else {
            return Ok(State::of_nothing(Rules::builtin().terms()));
        };
        let read = || -> Option<(u64, Vec<String>)> {
            let generation = document[field::GENERATION].as_u64()?;
            let dead = document[field::DEAD].as_array()?.iter();
            let dead = dead.map(|version| version.as_str().map(str::to_owned));
            Some((generation, dead.collect::<Option<_>>()?))
        };
        let (generation, dead) = read().ok_or(ClusterError::Unexpected("its state"))?;
        Ok(State {
            generation,
            dead,
            pending: document[field::PENDING].as_u64(),
            terms: packed::unpack_terms(text(&document[field::RECORD])?)?,
            sequence: Some(sequence),
        })
    }

    /// Tells whether it is the last one still.
    pub(super) fn is_last(&self, engine: &Engine, store: &Store) -> Result<bool, ClusterError> {
        Ok(engine.sequence(store, ID)? == self.sequence)
    }

    /// Tells whether it is the last one still of what stands behind the alias.
    pub(super) fn is_current(&self, engine: &Engine, store: &Store) -> Result<bool, ClusterError> {
        let (index, sequence) = engine.last(ID)?;
        Ok(index == store.index && sequence == self.sequence)
    }

    /// Writes it in the place of the one that was read.
    pub(super) fn write(&mut self, engine: &Engine, store: &Store) -> Result<(), ClusterError> {
        let document = json!({
            field::CLASS: class::STATE,
            field::GENERATION: self.generation,
            field::DEAD: self.dead,
            field::PENDING: self.pending,
            field::RECORD: packed::terms(self.terms),
        });
        self.sequence = Some(engine.replace(store, ID, self.sequence, &document)?);
        Ok(())
    }

    /// Tells whether no ingest was finished: there is no generation, or the first one waits to be settled.
    pub(super) fn is_of_nothing(&self) -> bool {
        self.generation == 0 || self.generation == 1 && self.pending == Some(1)
    }

    /// Selects documents of some classes that are seen.
    pub(super) fn seen(&self, classes: &[&str]) -> Value {
        let dead = self.dead.chunks(VALUES);
        let dead = dead.map(|dead| json!({"terms": {field::VERSION: dead}}));
        let pending = self.pending.into_iter();
        let pending = pending.map(|pending| json!({"term": {field::GENERATION: pending}}));
        let hidden: Vec<Value> = dead.chain(pending).collect();
        json!({"bool": {
            "filter": [
                {"terms": {field::CLASS: classes}},
                {"range": {field::GENERATION: {"lte": self.generation}}},
            ],
            "must_not": hidden,
        }})
    }

    /// Selects documents that are seen no more, or were never seen and wait for nothing.
    pub(super) fn unseen(&self) -> Value {
        let dead = self.dead.chunks(VALUES);
        let dead = dead.map(|dead| json!({"terms": {field::VERSION: dead}}));
        let later = json!({"range": {field::GENERATION: {"gt": self.generation}}});
        let mut either: Vec<Value> = dead.chain([later]).collect();
        if self.pending.is_none() {
            either.push(json!({"term": {field::CLASS: class::SHARE}}));
        }
        json!({"bool": {
            "should": either,
            "minimum_should_match": 1,
            "must_not": [{"terms": {field::CLASS: [class::STATE, class::LOCK, class::WORD]}}],
        }})
    }
}
