//! One state of the engine as it is read: what is written later is not seen.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Value, json};

use super::ClusterError;
use super::client::{Body, check_shards};
use super::mapping::{class, field, text};
use super::state::State;
use super::store::{Engine, Store};
use crate::http::Method;
use crate::index::{FileRecord, ReportRecord, packed};
use crate::model::{Paragraph, Terms};

/// So long the engine keeps it between two questions.
const KEPT: &str = "5m";
/// So often it is tried to read one state while others are written.
const TRIES: usize = 20;
/// So many values are counted at a time.
const COUNTED: usize = 10_000;
/// So many documents are read at a time.
const PAGE: usize = 2000;

/// One state of the engine.
#[derive(Debug)]
pub(super) struct Snapshot {
    engine: Arc<Engine>,
    pub(super) state: State,
    /// The point in time, which bears another name after each question.
    point: Mutex<String>,
}

/// A report as the engine has it.
#[derive(Debug, Clone)]
pub(super) struct StoredReport {
    pub(super) record: ReportRecord,
    /// See [`crate::index::outline()`].
    pub(super) outline: Vec<Paragraph>,
    /// Tells it from what bore its name before.
    pub(super) version: String,
}

impl StoredReport {
    /// The fields that it is read from.
    pub(super) const FIELDS: [&str; 3] = [field::RECORD, field::OUTLINE, field::VERSION];

    /// Reads one.
    pub(super) fn read(source: &Value, terms: &'static Terms) -> Result<Self, ClusterError> {
        let outline = source[field::OUTLINE].as_array();
        let outline = outline.into_iter().flatten();
        let unpack = |packed: &Value| Ok(packed::unpack_paragraph(text(packed)?, terms)?.1);
        Ok(StoredReport {
            record: packed::unpack_report(text(&source[field::RECORD])?, terms)?,
            outline: outline.map(unpack).collect::<Result<_, ClusterError>>()?,
            version: text(&source[field::VERSION])?.to_owned(),
        })
    }
}

impl Snapshot {
    /// Takes one.
    pub(super) fn take(engine: &Arc<Engine>, store: &Store) -> Result<Self, ClusterError> {
        for _ in 0..TRIES {
            let state = State::read(engine, store)?;
            let snapshot = Snapshot {
                engine: engine.clone(),
                state,
                point: Mutex::new(open_point(engine, store)?),
            };
            // What was removed because of a later state may be missing in the point in time.
            if snapshot.state.is_last(engine, store)? {
                return Ok(snapshot);
            }
        }
        Err(ClusterError::Busy(
            "its state changes all the time".to_owned(),
        ))
    }

    fn point(&self) -> String {
        let point = self.point.lock().unwrap_or_else(PoisonError::into_inner);
        point.clone()
    }

    /// Searches: the body gets the point in time.
    pub(super) fn search(&self, mut body: Value) -> Result<Value, ClusterError> {
        body["pit"] = json!({"id": self.point(), "keep_alive": KEPT});
        let answer = self.engine.asker.search("/_search", &body)?;
        if let Some(next) = answer["pit_id"].as_str() {
            let mut point = self.point.lock().unwrap_or_else(PoisonError::into_inner);
            next.clone_into(&mut point);
        }
        Ok(answer)
    }

    /// Counts what a query finds.
    pub(super) fn count(&self, query: &Value) -> Result<u64, ClusterError> {
        let body = json!({"size": 0, "track_total_hits": true, "query": query});
        total(&self.search(body)?)
    }

    /// Counts what a query finds by the values of some fields: a page of each at a time, which is exact
    /// where the engine's list of the commonest values is not.
    pub(super) fn counts<S: AsRef<str>>(
        &self,
        query: &Value,
        fields: &[S],
    ) -> Result<Vec<HashMap<String, u64>>, ClusterError> {
        let mut counts = vec![HashMap::new(); fields.len()];
        // Of each field the place to go on from, until it has no more values.
        let mut open: BTreeMap<usize, Value> =
            (0..fields.len()).map(|at| (at, Value::Null)).collect();
        while !open.is_empty() {
            let pages = open.iter().map(|(at, after)| {
                let source = json!({"by": {"terms": {"field": fields[*at].as_ref()}}});
                let mut page = json!({"size": COUNTED, "sources": [source]});
                if !after.is_null() {
                    page["after"] = after.clone();
                }
                (at.to_string(), json!({"composite": page}))
            });
            let answer = self.search(json!({
                "size": 0,
                "track_total_hits": false,
                "query": query,
                "aggs": pages.collect::<serde_json::Map<_, _>>(),
            }))?;
            let mut next = BTreeMap::new();
            for at in open.into_keys() {
                let found = &answer["aggregations"][at.to_string()];
                let buckets = found["buckets"].as_array();
                let buckets = buckets.ok_or(ClusterError::Unexpected("counts"))?;
                for bucket in buckets {
                    let count = bucket["doc_count"].as_u64();
                    let count = count.ok_or(ClusterError::Unexpected("a count"))?;
                    counts[at].insert(text(&bucket["key"]["by"])?.to_owned(), count);
                }
                if buckets.len() == COUNTED {
                    next.insert(at, found["after_key"].clone());
                }
            }
            open = next;
        }
        Ok(counts)
    }

    /// Counts what a query finds by the version of which each document is.
    pub(super) fn versions(&self, query: &Value) -> Result<HashMap<String, u64>, ClusterError> {
        let counts = self.counts(query, &[field::VERSION])?;
        Ok(counts.into_iter().next().unwrap_or_default())
    }

    /// Calls `each` on every document that a query finds, with some of its fields; there must come as
    /// many as are counted.
    pub(super) fn for_each(
        &self,
        query: &Value,
        fields: &[&str],
        mut each: impl FnMut(&Value) -> Result<(), ClusterError>,
    ) -> Result<u64, ClusterError> {
        let mut after: Option<Value> = None;
        let (mut found, mut expected) = (0, None);
        loop {
            let mut body = json!({
                "size": PAGE,
                "query": query,
                "sort": self.engine.order(),
                "_source": fields,
                "track_total_hits": expected.is_none(),
            });
            if let Some(after) = &after {
                body["search_after"] = after.clone();
            }
            let answer = match self.search(body) {
                Err(error) if self.engine.learns_order(&error) => continue,
                answer => answer?,
            };
            if expected.is_none() {
                expected = Some(total(&answer)?);
            }
            let hits = answer["hits"]["hits"].as_array();
            let hits = hits.ok_or(ClusterError::Unexpected("hits"))?;
            for hit in hits {
                each(hit)?;
            }
            found += hits.len() as u64;
            match hits.last() {
                Some(last) if hits.len() == PAGE => {
                    let sort = &last["sort"];
                    if !sort.is_array() {
                        return Err(ClusterError::Unexpected("a place to go on from"));
                    }
                    after = Some(sort.clone());
                }
                _ => break,
            }
        }
        match expected {
            Some(expected) if expected == found => Ok(found),
            expected => Err(ClusterError::Miscounted {
                written: expected.unwrap_or_default(),
                found,
            }),
        }
    }

    /// Reads all reports, sorted by id.
    pub(super) fn reports(&self) -> Result<Vec<StoredReport>, ClusterError> {
        let mut reports = Vec::new();
        let query = self.state.seen(&[class::REPORT]);
        self.for_each(&query, &StoredReport::FIELDS, |hit| {
            reports.push(StoredReport::read(&hit["_source"], self.state.terms)?);
            Ok(())
        })?;
        reports.sort_by(|a, b| a.record.id.cmp(&b.record.id));
        Ok(reports)
    }

    /// Reads the ledger, each entry with its version.
    pub(super) fn files(&self) -> Result<Vec<(FileRecord, String)>, ClusterError> {
        let mut files = Vec::new();
        let query = self.state.seen(&[class::FILE]);
        self.for_each(&query, &[field::RECORD, field::VERSION], |hit| {
            let source = &hit["_source"];
            let file = packed::unpack_file(text(&source[field::RECORD])?)?;
            files.push((file, text(&source[field::VERSION])?.to_owned()));
            Ok(())
        })?;
        Ok(files)
    }
}

/// Returns the total of an answer, which must be exact.
pub(super) fn total(answer: &Value) -> Result<u64, ClusterError> {
    let total = &answer["hits"]["total"];
    match (total["value"].as_u64(), total["relation"].as_str()) {
        (Some(value), Some("eq")) => Ok(value),
        _ => Err(ClusterError::Unexpected("an exact total")),
    }
}

fn open_point(engine: &Engine, store: &Store) -> Result<String, ClusterError> {
    let path = format!(
        "/{}/_search/point_in_time?keep_alive={KEPT}&allow_partial_pit_creation=false",
        store.index
    );
    let answer = engine.asker.expect(Method::Post, &path, Body::Nothing)?;
    check_shards(&answer)?;
    let point = answer["pit_id"].as_str();
    point
        .map(str::to_owned)
        .ok_or(ClusterError::Unexpected("a point in time"))
}

impl Drop for Snapshot {
    fn drop(&mut self) {
        let body = json!({"pit_id": [self.point()]});
        // One that is not closed ends by itself.
        let _ = self
            .engine
            .asker
            .ask(Method::Delete, "/_search/point_in_time", Body::Json(&body));
    }
}
