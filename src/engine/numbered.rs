//! Numbered indexes behind an alias: `findings` stands for `findings-1`, and one that is made anew is
//! `findings-2`, beside it until it takes its place.
//!
//! Whatever is written goes to a name that belongs to one numbered index and goes with it: the engine makes
//! an index of its own where one is written to that is there no more, and that name it does not make.
//! An index says beside which other it was made, so that what a run has left that was killed is known.

use std::num::NonZeroU32;

use serde_json::{Value, json};

use super::ClusterError;
use super::client::{Body, failure};
use super::mapping::{self, OURS, Shape};
use super::store::{Engine, Store, written};
use crate::http::Method;

/// A new index has so many shards, unless it is said otherwise,
const SHARDS: u32 = 3;
/// and of each so many copies beside it.
const REPLICAS: u32 = 1;
/// Where an index says beside which other it was made.
const BESIDE: &str = "beside";

/// An index as the engine describes it.
#[derive(Debug)]
pub(super) struct Described {
    index: String,
    /// The names that stand for it, but for that by which it is written to.
    aliases: Vec<String>,
    /// What it says of itself, if it is one of ours.
    meta: Option<Value>,
    pub(super) shape: Shape,
}

impl Described {
    fn read(index: &str, said: &Value) -> Result<Self, ClusterError> {
        let aliases = said["aliases"].as_object().into_iter().flatten();
        let aliases = aliases.map(|(alias, _)| alias);
        let aliases = aliases.filter(|alias| **alias != written(index));
        let settings = &said["settings"]["index"];
        let number = |name: &str| settings[name].as_str().and_then(|it| it.parse().ok());
        let shape = number("number_of_shards").zip(number("number_of_replicas"));
        let (shards, replicas) = shape.ok_or(ClusterError::Unexpected("a number of shards"))?;
        Ok(Described {
            index: index.to_owned(),
            aliases: aliases.cloned().collect(),
            meta: said["mappings"]["_meta"].get(OURS).cloned(),
            shape: Shape { shards, replicas },
        })
    }

    /// Returns beside which index it was made.
    fn beside(&self) -> Option<&str> {
        self.meta.as_ref()?[BESIDE].as_str()
    }
}

impl Engine {
    /// Finds the index, or makes it.
    pub(super) fn store_or_new(&self) -> Result<Store, ClusterError> {
        self.check_version()?;
        if let Some(store) = self.find()? {
            self.check_health(&store)?;
            if let Some(asked) = self.shards {
                let has = self.shape_of(&store)?.shards;
                if has != asked.get() {
                    return Err(ClusterError::Shards(has));
                }
            }
            return Ok(store);
        }
        self.make_first(Shape {
            shards: self.shards.map_or(SHARDS, NonZeroU32::get),
            replicas: REPLICAS,
        })?;
        self.store()
    }

    /// Makes the first index behind the alias; another may have made it at the same moment.
    fn make_first(&self, shape: Shape) -> Result<(), ClusterError> {
        let index = format!("{}-1", self.name);
        let mut body = mapping::index(shape);
        body["aliases"] = json!({&self.name: {}, written(&index): {}});
        self.make(&index, &body)
    }

    /// Makes an index that is to take the place of another, under the next number that is free.
    pub(super) fn make_beside(&self, old: &Store, shape: Shape) -> Result<Store, ClusterError> {
        let mut number = self.number_of(&old.index) + 1;
        let index = loop {
            let index = format!("{}-{number}", self.name);
            if self.describe(&[&index])?.is_empty() {
                break index;
            }
            number += 1;
        };
        let mut body = mapping::index(shape);
        body["aliases"] = json!({written(&index): {}});
        body["mappings"]["_meta"][OURS][BESIDE] = json!(old.index);
        self.make(&index, &body)?;
        Ok(Store { index })
    }

    fn make(&self, index: &str, body: &Value) -> Result<(), ClusterError> {
        let path = format!("/{index}?wait_for_active_shards=1");
        let made = self.asker.ask(Method::Put, &path, Body::Json(body))?;
        match made.value["error"]["type"].as_str() {
            // Or a request that had worked was repeated.
            Some("resource_already_exists_exception") => Ok(()),
            _ => made.expect().map(drop),
        }
    }

    /// Lets an index be written to that was made before there was a name for that, or by hand.
    pub(super) fn name_for_writing(&self, store: &Store) -> Result<(), ClusterError> {
        let Store { index } = store;
        let add = json!({"add": {"index": index, "alias": written(index)}});
        self.change_aliases(&[add])
    }

    /// Lets one index take the place of another behind the alias, at once.
    pub(super) fn put_in_place(&self, old: &Store, new: &Store) -> Result<(), ClusterError> {
        let (alias, old, new) = (&self.name, &old.index, &new.index);
        let changed = self.change_aliases(&[
            json!({"remove": {"index": old, "alias": alias, "must_exist": true}}),
            json!({"add": {"index": new, "alias": alias}}),
        ]);
        match changed {
            // A request that had worked is repeated where its answer was lost.
            Err(error) => match self.behind()? {
                Some((index, _)) if index == *new => Ok(()),
                _ => Err(error),
            },
            Ok(()) => Ok(()),
        }
    }

    fn change_aliases(&self, actions: &[Value]) -> Result<(), ClusterError> {
        let body = json!({"actions": actions});
        let asked = self
            .asker
            .ask(Method::Post, "/_aliases", Body::Json(&body))?;
        asked.expect().map(drop)
    }

    /// Removes an index; that it is not there is no error.
    pub(super) fn remove_index(&self, index: &str) -> Result<(), ClusterError> {
        let path = format!("/{index}");
        let answer = self.asker.ask(Method::Delete, &path, Body::Nothing)?;
        match answer.status {
            404 => Ok(()),
            _ => answer.expect().map(drop),
        }
    }

    /// Removes what runs left that were killed: an index that was to take the place of this one, and one
    /// whose place this has taken. Whoever calls it holds the right to write.
    pub(super) fn remove_left(&self, store: &Store) -> Result<(), ClusterError> {
        let number = self.number_of(&store.index);
        let near = [number.wrapping_sub(1), number, number + 1];
        let near = near.map(|number| format!("{}-{number}", self.name));
        let near: Vec<&str> = near.iter().map(String::as_str).collect();
        let described = self.describe(&near)?;
        let is_it = |described: &&Described| described.index == store.index;
        let own = described.iter().find(is_it).and_then(Described::beside);
        for other in &described {
            let (is_before, is_after) = (
                own == Some(&*other.index),
                other.beside() == Some(&*store.index),
            );
            if other.meta.is_some() && other.aliases.is_empty() && (is_before || is_after) {
                self.remove_index(&other.index)?;
            }
        }
        Ok(())
    }

    /// Returns how many shards an index has, and how many copies of each.
    pub(super) fn shape_of(&self, store: &Store) -> Result<Shape, ClusterError> {
        let described = self.describe(&[&store.index])?.into_iter().next();
        Ok(described.ok_or(ClusterError::Gone)?.shape)
    }

    /// Describes those of some indexes that are there.
    fn describe(&self, indexes: &[&str]) -> Result<Vec<Described>, ClusterError> {
        let path = format!("/{}?ignore_unavailable=true", indexes.join(","));
        let answer = self.asker.ask(Method::Get, &path, Body::Nothing)?;
        if answer.status == 404 {
            return match failure(404, &answer.value) {
                ClusterError::Gone => Ok(Vec::new()),
                error => Err(error),
            };
        }
        let said = answer.expect()?;
        let said = said.as_object();
        let said = said.ok_or(ClusterError::Unexpected("a description"))?;
        let read = |(index, said): (&String, &Value)| Described::read(index, said);
        said.iter().map(read).collect()
    }

    /// Returns the number of an index; 0 where its name has none.
    fn number_of(&self, index: &str) -> u32 {
        let number = index.strip_prefix(&*self.name);
        let number = number.and_then(|rest| rest.strip_prefix('-')?.parse().ok());
        number.unwrap_or(0)
    }
}
