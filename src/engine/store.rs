//! The index in the engine, as it is found behind its name, and documents in it that are found by their ids.

use std::num::NonZeroU32;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Value, json};

use super::client::{Asker, Body, failure};
use super::mapping::{self, FORMAT, OURS, field};
use super::{Access, ClusterError};
use crate::http::Method;

/// Behind the name of an index: the name by which it is written to.
const WRITTEN: &str = ".writes";
/// The place of a document in its shard, as 3.x knows it.
const PLACE_IN_SHARD: &str = "_shard_doc";
/// Releases of the engine that are known to work.
const KNOWN: [&str; 2] = ["2.", "3."];

/// An index that an engine holds.
#[derive(Debug)]
pub struct Engine {
    pub(super) asker: Asker,
    /// The alias.
    pub(super) name: String,
    /// How many shards the index is to have, where that was said.
    pub(super) shards: Option<NonZeroU32>,
    /// Whether it does not know of the places of documents in their shards.
    has_no_places: AtomicBool,
}

/// The numbered index behind an alias, of the form that this program writes.
#[derive(Debug, Clone)]
pub(super) struct Store {
    pub(super) index: String,
}

impl Store {
    /// Returns the name by which it is written to.
    pub(super) fn written(&self) -> String {
        written(&self.index)
    }
}

/// Returns the name by which an index is written to.
pub(super) fn written(index: &str) -> String {
    format!("{index}{WRITTEN}")
}

impl Engine {
    /// Makes ready to ask an engine; nothing is sent.
    ///
    /// # Errors
    /// A file of certificates that cannot be used.
    pub fn new(access: &Access) -> Result<Self, ClusterError> {
        Ok(Engine {
            asker: Asker::new(access)?,
            name: access.name.clone(),
            shards: None,
            has_no_places: AtomicBool::new(false),
        })
    }

    /// Says how many shards an index is to have that is made.
    #[must_use]
    pub fn with_shards(self, shards: Option<NonZeroU32>) -> Self {
        Engine { shards, ..self }
    }

    /// Returns the order in which documents are read, no two of which stand in one place of it: that in which
    /// they stand in their shards or, in releases that do not know that, by what tells them apart.
    pub(super) fn order(&self) -> Value {
        match self.has_no_places.load(Ordering::Relaxed) {
            false => json!([{PLACE_IN_SHARD: "asc"}]),
            // What a document has not is given a value: the engine fails over none.
            true => json!([
                {field::VERSION: {"missing": "-"}},
                {field::WORD: {"missing": "-"}},
                {field::SHARE: {"missing": "-"}},
                {field::PLACE: {"missing": -1}},
                {field::GENERATION: {"missing": -1}},
            ]),
        }
    }

    /// Tells whether an error says that there is no such order, so that another is to be asked for.
    pub(super) fn learns_order(&self, error: &ClusterError) -> bool {
        let is_of_order = match error {
            ClusterError::Failed { status, reason } => {
                *status == 400 && reason.contains(PLACE_IN_SHARD)
            }
            _ => false,
        };
        is_of_order && !self.has_no_places.swap(true, Ordering::Relaxed)
    }

    /// Finds the index.
    pub(super) fn store(&self) -> Result<Store, ClusterError> {
        self.find()?
            .ok_or_else(|| ClusterError::NotFound(self.name.clone()))
    }

    /// Finds the index, if there is one.
    pub(super) fn find(&self) -> Result<Option<Store>, ClusterError> {
        let Some((index, mapping)) = self.behind()? else {
            return Ok(None);
        };
        check_mapping(&index, &mapping)?;
        Ok(Some(Store { index }))
    }

    /// Finds which index stands behind the alias, whatever it holds, with its mapping.
    pub(super) fn behind(&self) -> Result<Option<(String, Value)>, ClusterError> {
        let path = format!("/{}/_mapping", self.name);
        let answer = self.asker.ask(Method::Get, &path, Body::Nothing)?;
        if answer.status == 404 {
            return Ok(None);
        }
        let mut indexes = answer.expect()?;
        let indexes = indexes.as_object_mut();
        let indexes = indexes.ok_or(ClusterError::Unexpected("a mapping"))?;
        let mut indexes = std::mem::take(indexes).into_iter();
        match (indexes.next(), indexes.next()) {
            (Some((index, mut of)), None) => Ok(Some((index, of["mappings"].take()))),
            _ => Err(ClusterError::Ambiguous(self.name.clone())),
        }
    }

    pub(super) fn check_version(&self) -> Result<(), ClusterError> {
        let said = self.asker.expect(Method::Get, "/", Body::Nothing)?;
        let version = &said["version"];
        let number = version["number"].as_str().unwrap_or_default();
        let kind = version["distribution"].as_str().unwrap_or("another");
        if kind == "opensearch" && KNOWN.iter().any(|known| number.starts_with(known)) {
            return Ok(());
        }
        Err(ClusterError::Version(format!("{kind} {number}")))
    }

    /// Checks that no shard lacks all of its copies: what is written to it would wait in vain.
    pub(super) fn check_health(&self, store: &Store) -> Result<(), ClusterError> {
        let path = format!("/_cluster/health/{}?filter_path=status", store.index);
        let said = self.asker.expect(Method::Get, &path, Body::Nothing)?;
        match said["status"].as_str() {
            Some("red") => Err(ClusterError::Partial {
                successful: 0,
                total: 0,
            }),
            _ => Ok(()),
        }
    }

    /// Returns the least memory that a node has, in bytes.
    pub(super) fn least_heap(&self) -> Result<u64, ClusterError> {
        let nodes = "/_nodes/jvm?filter_path=nodes.*.jvm.mem.heap_max_in_bytes";
        let said = self.asker.expect(Method::Get, nodes, Body::Nothing)?;
        let nodes = said["nodes"].as_object();
        let heaps = nodes.into_iter().flat_map(|nodes| nodes.values());
        let heaps = heaps.filter_map(|node| node["jvm"]["mem"]["heap_max_in_bytes"].as_u64());
        heaps
            .min()
            .ok_or(ClusterError::Unexpected("the memory of its nodes"))
    }

    /// Reads a document that is found by its id, with the numbers that tell whether it was changed.
    pub(super) fn document(
        &self,
        store: &Store,
        id: &str,
    ) -> Result<Option<(Value, Sequence)>, ClusterError> {
        let path = format!("/{}/_doc/{id}?routing={ROUTING}", store.index);
        let Some(mut found) = self.found(&path)? else {
            return Ok(None);
        };
        let sequence = Sequence::of(&found)?;
        Ok(Some((found["_source"].take(), sequence)))
    }

    /// Reads the numbers of a document that is found by its id, and nothing that it holds.
    pub(super) fn sequence(
        &self,
        store: &Store,
        id: &str,
    ) -> Result<Option<Sequence>, ClusterError> {
        let path = format!("/{}/_doc/{id}?routing={ROUTING}&_source=false", store.index);
        let found = self.found(&path)?;
        found.map(|found| Sequence::of(&found)).transpose()
    }

    /// Tells behind which index the alias stands now, with the numbers of a document there that is found
    /// by its id.
    pub(super) fn last(&self, id: &str) -> Result<(String, Option<Sequence>), ClusterError> {
        let path = format!("/{}/_doc/{id}?routing={ROUTING}&_source=false", self.name);
        let answer = self.asker.ask(Method::Get, &path, Body::Nothing)?;
        let is_there = match answer.status {
            404 if answer.value["found"].as_bool() == Some(false) => false,
            404 => return Err(failure(404, &answer.value)),
            _ => true,
        };
        let found = match is_there {
            true => answer.expect()?,
            false => answer.value,
        };
        let index = found["_index"].as_str();
        let index = index.ok_or(ClusterError::Unexpected("the name of an index"))?;
        let sequence = is_there.then(|| Sequence::of(&found)).transpose()?;
        Ok((index.to_owned(), sequence))
    }

    fn found(&self, path: &str) -> Result<Option<Value>, ClusterError> {
        let answer = self.asker.ask(Method::Get, path, Body::Nothing)?;
        match answer.status {
            404 if answer.value["found"].as_bool() == Some(false) => Ok(None),
            404 => Err(failure(404, &answer.value)),
            _ => answer.expect().map(Some),
        }
    }

    /// Writes a document if it is as it was; tells that it is not by [`ClusterError::Overtaken`].
    pub(super) fn replace(
        &self,
        store: &Store,
        id: &str,
        before: Option<Sequence>,
        document: &Value,
    ) -> Result<Sequence, ClusterError> {
        let condition = match before {
            None => "op_type=create".to_owned(),
            Some(Sequence { number, term }) => format!("if_seq_no={number}&if_primary_term={term}"),
        };
        let path = format!(
            "/{}/_doc/{id}?require_alias=true&routing={ROUTING}&{condition}",
            store.written()
        );
        let answer = self.asker.ask(Method::Put, &path, Body::Json(document))?;
        if answer.status == 409 {
            // A request that had worked is repeated where its answer was lost.
            return match self.document(store, id)? {
                Some((found, sequence)) if found == *document => Ok(sequence),
                _ => Err(ClusterError::Overtaken),
            };
        }
        Sequence::of(&answer.expect()?)
    }

    /// Removes a document if it is as it was.
    pub(super) fn remove(
        &self,
        store: &Store,
        id: &str,
        before: Sequence,
    ) -> Result<(), ClusterError> {
        let Sequence { number, term } = before;
        let path = format!(
            "/{}/_doc/{id}?routing={ROUTING}&if_seq_no={number}&if_primary_term={term}",
            store.index
        );
        let answer = self.asker.ask(Method::Delete, &path, Body::Nothing)?;
        match answer.status {
            404 => Ok(()),
            409 => Err(ClusterError::Overtaken),
            _ => answer.expect().map(drop),
        }
    }

    /// Makes all that was written seen.
    pub(super) fn refresh(&self, store: &Store) -> Result<(), ClusterError> {
        let path = format!("/{}/_refresh", store.index);
        let said = self.asker.expect(Method::Post, &path, Body::Nothing)?;
        match said["_shards"]["failed"].as_u64() {
            Some(0) => Ok(()),
            _ => Err(ClusterError::Partial {
                successful: 0,
                total: 0,
            }),
        }
    }
}

/// Where the state and the lock are kept.
const ROUTING: &str = "state";

/// Tells a state of a document from all before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sequence {
    number: u64,
    term: u64,
}

impl Sequence {
    fn of(answer: &Value) -> Result<Self, ClusterError> {
        let number = answer["_seq_no"].as_u64();
        let term = answer["_primary_term"].as_u64();
        let (Some(number), Some(term)) = (number, term) else {
            return Err(ClusterError::Unexpected("the number of a change"));
        };
        Ok(Sequence { number, term })
    }
}

/// Checks that an index is one of ours, of this form, and as it was made.
pub(super) fn check_mapping(index: &str, found: &Value) -> Result<(), ClusterError> {
    let format = &found["_meta"][OURS]["format"];
    if format.as_u64() != Some(FORMAT) {
        return Err(ClusterError::Foreign {
            index: index.to_owned(),
            found: format.as_u64(),
        });
    }
    let made = mapping::mapping();
    if found["dynamic"].as_str() != Some("strict") || found["_routing"] != json!({"required": true})
    {
        return Err(ClusterError::Mapping("dynamic".to_owned()));
    }
    let fields = made["properties"].as_object().into_iter().flatten();
    for (field, description) in fields {
        let found = &found["properties"][field];
        let described = description.as_object().into_iter().flatten();
        for (key, value) in described {
            // What is the default is not told.
            let is_default = found[key].is_null() && key == "index_options";
            if found[key] != *value && !is_default {
                return Err(ClusterError::Mapping(field.clone()));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::check_mapping;
    use crate::engine::{ClusterError, mapping};

    #[test]
    fn other_mappings_are_not_written_to() {
        let made = mapping::mapping();
        assert!(check_mapping("x", &made).is_ok());
        let mut old = made.clone();
        old["_meta"]["findings"]["format"] = json!(1);
        assert!(matches!(
            check_mapping("x", &old),
            Err(ClusterError::Foreign { found: Some(1), .. })
        ));
        assert!(matches!(
            check_mapping("x", &json!({})),
            Err(ClusterError::Foreign { found: None, .. })
        ));
        let mut other = made.clone();
        other["properties"]["day"]["format"] = json!("strict_date");
        assert!(
            matches!(check_mapping("x", &other), Err(ClusterError::Mapping(field)) if field == "day")
        );
    }
}
