//! Bulks: many documents handed over in one request, sized by their bytes.
//!
//! The engine refuses a bulk of more than a tenth of the memory of one of its machines, and items of a
//! bulk when it has too much to do. What it refuses for now is handed over again, that alone; what it
//! refuses for good is an error, and nothing of the ingest is seen. Every document bears an id made of
//! what it is, so that to hand it over twice is to hand it over once.

use std::thread::sleep;
use std::time::Duration;

use serde_json::{Value, json};

use super::ClusterError;
use super::client::{Body, failure, is_block};
use super::store::{Engine, Store};
use crate::http::Method;

/// A bulk takes so small a part of the memory of a machine,
const PART: u64 = 100;
/// and between so many bytes.
const LEAST: usize = 1 << 18;
const MOST: usize = 10 << 20;
/// So often items are handed over again.
const TRIES: u32 = 10;
const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Hands documents over, a bulk at a time.
pub(super) struct Bulk<'e> {
    engine: &'e Engine,
    store: &'e Store,
    /// So many bytes are handed over at a time.
    size: usize,
    /// Each with its action, as lines.
    items: Vec<String>,
    bytes: usize,
}

/// Returns how large a bulk may be for machines of which the least has so much memory.
pub(super) fn size(heap: u64) -> usize {
    let size = usize::try_from(heap / PART).unwrap_or(MOST);
    size.clamp(LEAST, MOST)
}

impl<'e> Bulk<'e> {
    pub(super) fn new(engine: &'e Engine, store: &'e Store, size: usize) -> Self {
        Bulk {
            engine,
            store,
            size,
            items: Vec::new(),
            bytes: 0,
        }
    }

    /// Writes a document, in the place of one with its id.
    pub(super) fn write(
        &mut self,
        id: &str,
        routing: &str,
        document: &Value,
    ) -> Result<(), ClusterError> {
        let action = json!({"index": {"_id": id, "routing": routing}});
        self.push(format!("{action}\n{document}\n"))
    }

    /// Removes a document; that it is not there is no error.
    pub(super) fn remove(&mut self, id: &str, routing: &str) -> Result<(), ClusterError> {
        let action = json!({"delete": {"_id": id, "routing": routing}});
        self.push(format!("{action}\n"))
    }

    fn push(&mut self, item: String) -> Result<(), ClusterError> {
        if self.bytes + item.len() > self.size {
            self.finish()?;
        }
        self.bytes += item.len();
        self.items.push(item);
        Ok(())
    }

    /// Hands over what is left.
    pub(super) fn finish(&mut self) -> Result<(), ClusterError> {
        let mut items = std::mem::take(&mut self.items);
        self.bytes = 0;
        let mut pause = FIRST_PAUSE;
        let path = format!("/{}/_bulk?require_alias=true", self.store.written());
        for _ in 0..TRIES {
            if items.is_empty() {
                return Ok(());
            }
            let asker = &self.engine.asker;
            let lines = items.concat();
            let answer = asker.expect(Method::Post, &path, Body::Lines(&lines))?;
            items = refused(items, &answer)?;
            if !items.is_empty() {
                sleep(pause);
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
        }
        match items.is_empty() {
            true => Ok(()),
            false => Err(ClusterError::Busy(format!(
                "it took {TRIES} times less than all of a bulk"
            ))),
        }
    }
}

/// Returns the items that were refused for now.
fn refused(items: Vec<String>, answer: &Value) -> Result<Vec<String>, ClusterError> {
    let told = answer["items"].as_array();
    let told = told.filter(|told| told.len() == items.len());
    let told = told.ok_or(ClusterError::Unexpected("what became of each document"))?;
    let mut again = Vec::new();
    for (item, told) in items.into_iter().zip(told) {
        let told = told.as_object().and_then(|told| told.values().next());
        let told = told.ok_or(ClusterError::Unexpected("what became of a document"))?;
        match told["status"].as_u64() {
            Some(200..=299) => {}
            Some(404) if told["error"].is_null() => {}
            _ if is_block(told) => return Err(failure(403, told)),
            Some(429 | 502 | 503 | 504) => again.push(item),
            status => {
                let status = status.and_then(|it| it.try_into().ok());
                return Err(failure(status.unwrap_or(500), told));
            }
        }
    }
    Ok(again)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{LEAST, MOST, refused, size};
    use crate::engine::ClusterError;

    #[test]
    fn sizes_by_memory() {
        assert_eq!(size(512 << 20), (512 << 20) / 100);
        assert_eq!(size(1 << 20), LEAST);
        assert_eq!(size(64 << 30), MOST);
    }

    #[test]
    fn only_what_was_refused_for_now_is_handed_over_again() {
        let items = || vec!["a".to_owned(), "b".to_owned(), "c".to_owned()];
        let told = |b: u64, c: u64| {
            let error = json!({"type": "x", "reason": "so it is"});
            json!({"items": [
                {"index": {"status": 201}},
                {"index": {"status": b, "error": error}},
                {"index": {"status": c, "error": error}},
            ]})
        };
        assert_eq!(refused(items(), &told(429, 503)).unwrap(), ["b", "c"]);
        let failed = refused(items(), &told(429, 400)).unwrap_err();
        assert!(
            matches!(failed, ClusterError::Failed { status: 400, reason } if reason == "so it is")
        );
        assert!(refused(items(), &json!({"items": [{"index": {"status": 201}}]})).is_err());
    }
}
