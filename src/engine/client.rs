//! Asking the engine: JSON over HTTP, every answer checked.
//!
//! What a machine that is lost, or has too much to do, did not answer is asked again, of another
//! machine where there is one. All that is written bears an id of its own, so that to write it twice
//! is to write it once.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::Duration;

use serde_json::Value;

use super::{Access, ClusterError, Credentials};
use crate::http::{Client, ClientOptions, HttpError, HttpRequest, Method, Proxies, Url};

/// The most bytes of an answer.
const MOST: u64 = 1 << 30;
/// So often what has failed for now is asked again, with longer and longer pauses: for two minutes in
/// all.
const TRIES: u32 = 9;
const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Asks the engine.
#[derive(Debug)]
pub(super) struct Asker {
    client: Client,
    hosts: Vec<Url>,
    /// Which of them is asked.
    host: AtomicUsize,
    credentials: Credentials,
}

/// What a request carries.
#[derive(Debug, Clone, Copy)]
pub(super) enum Body<'a> {
    Nothing,
    Json(&'a Value),
    /// JSON, one value a line.
    Lines(&'a str),
}

/// An answer that is none to go on with, though it may be expected.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) value: Value,
}

impl Asker {
    pub(super) fn new(access: &Access) -> Result<Self, ClusterError> {
        let agent = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
        let options = ClientOptions {
            // Nobody but the machines that were named is asked.
            proxies: Proxies::default(),
            read: Duration::from_mins(2),
            ..ClientOptions::from_env(agent)
        };
        let certificates = access.authority.clone().or(options.certificates.clone());
        let options = ClientOptions {
            certificates,
            ..options
        };
        Ok(Asker {
            client: Client::new(&options).map_err(ClusterError::Client)?,
            hosts: access.hosts.clone(),
            host: AtomicUsize::new(0),
            credentials: access.credentials.clone(),
        })
    }

    /// Asks, and takes any status but those of a machine that has too much to do for an answer.
    pub(super) fn ask(
        &self,
        method: Method,
        path: &str,
        body: Body<'_>,
    ) -> Result<Answer, ClusterError> {
        let mut pause = FIRST_PAUSE;
        let mut tried = 1;
        loop {
            let host = self.host.load(Ordering::Relaxed);
            let url = &self.hosts[host % self.hosts.len()];
            let failed = match self.ask_once(method, url, path, body) {
                Ok(answer) if matches!(answer.status, 429 | 502 | 503 | 504) => {
                    if is_block(&answer.value) {
                        return Ok(answer);
                    }
                    let reason = reason(&answer.value);
                    // The engine has waited for half a minute itself before it says so.
                    if has_no_manager(&answer.value) {
                        return Err(ClusterError::NoManager);
                    }
                    // A shard that is missing stays so for longer than anybody would wait.
                    if answer.status == 503 && is_of_shards(&answer.value) {
                        return Err(ClusterError::Partial {
                            successful: 0,
                            total: 0,
                        });
                    }
                    ClusterError::Busy(reason)
                }
                Ok(answer) => return Ok(answer),
                Err(error) if error.is_passing() => {
                    let next = host.wrapping_add(1);
                    self.host.store(next, Ordering::Relaxed);
                    // Another machine is asked at once.
                    if tried < self.hosts.len() as u32 {
                        tried += 1;
                        continue;
                    }
                    ClusterError::Unreachable(self.hosts[0].host().to_owned(), error)
                }
                Err(error) => {
                    return Err(ClusterError::Unreachable(url.host().to_owned(), error));
                }
            };
            // Whoever is not there at all is not waited for as long as whoever is busy.
            let most = match failed {
                ClusterError::Busy(_) => TRIES,
                _ => TRIES / 3 + self.hosts.len() as u32,
            };
            if tried >= most {
                return Err(failed);
            }
            tried += 1;
            sleep(pause);
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    fn ask_once(
        &self,
        method: Method,
        url: &Url,
        path: &str,
        body: Body<'_>,
    ) -> Result<Answer, HttpError> {
        let protocol = |what: &str| HttpError::Protocol(what.to_owned());
        let url = url
            .join(path)
            .map_err(|error| HttpError::Protocol(error.to_string()))?;
        let text;
        let mut request = HttpRequest::new(method, &url).at_most(MOST);
        request = match body {
            Body::Nothing => request,
            Body::Json(value) => {
                text = value.to_string();
                request.body("application/json", text.as_bytes())
            }
            Body::Lines(lines) => request.body("application/x-ndjson", lines.as_bytes()),
        };
        request = match &self.credentials {
            Credentials::None => request,
            Credentials::User(name, password) => request.basic(name, password),
            Credentials::Key(key) => request.key("ApiKey", key),
        };
        let answer = self.client.send(request)?;
        let status = answer.status;
        let bytes = answer.into_bytes()?;
        let value = match serde_json::from_slice(&bytes) {
            Ok(value) => value,
            Err(_) if method == Method::Head || !(200..300).contains(&status) => Value::Null,
            Err(_) => return Err(protocol("no JSON came")),
        };
        Ok(Answer { status, value })
    }

    /// Asks, and takes success alone for an answer.
    pub(super) fn expect(
        &self,
        method: Method,
        path: &str,
        body: Body<'_>,
    ) -> Result<Value, ClusterError> {
        self.ask(method, path, body)?.expect()
    }

    /// Searches: all shards must have answered.
    pub(super) fn search(&self, path: &str, body: &Value) -> Result<Value, ClusterError> {
        let separator = if path.contains('?') { '&' } else { '?' };
        let path = format!("{path}{separator}allow_partial_search_results=false");
        let value = self.expect(Method::Post, &path, Body::Json(body))?;
        check_shards(&value)?;
        Ok(value)
    }
}

impl Answer {
    /// Takes success alone for an answer.
    pub(super) fn expect(self) -> Result<Value, ClusterError> {
        match self.status {
            200..=299 => Ok(self.value),
            status => Err(failure(status, &self.value)),
        }
    }
}

/// Tells what an answer that is no success is.
pub(super) fn failure(status: u16, value: &Value) -> ClusterError {
    let kind = value["error"]["type"].as_str().unwrap_or_default();
    match (status, kind) {
        _ if has_no_manager(value) => ClusterError::NoManager,
        _ if is_block(value) => ClusterError::Blocked(reason(value)),
        (401 | 403, _) => ClusterError::Refused(status),
        (404, "index_not_found_exception" | "search_context_missing_exception") => {
            ClusterError::Gone
        }
        (_, "index_closed_exception") => ClusterError::Closed,
        _ if is_of_shards(value) => ClusterError::Partial {
            successful: 0,
            total: 0,
        },
        _ => ClusterError::Failed {
            status,
            reason: reason(value),
        },
    }
}

/// Tells whether the index may not be written to, which lasts until somebody lifts it.
pub(super) fn is_block(value: &Value) -> bool {
    value["error"]["type"].as_str() == Some("cluster_block_exception")
}

/// Tells whether the cluster has no manager, and can get none: too few of its nodes are there.
fn has_no_manager(value: &Value) -> bool {
    let kind = value["error"]["type"].as_str();
    kind.is_some_and(|kind| {
        kind == "cluster_manager_not_discovered_exception"
            || kind == "master_not_discovered_exception"
    })
}

/// Tells whether shards are missing.
fn is_of_shards(value: &Value) -> bool {
    let text = value["error"].to_string();
    let missing = [
        "no_shard_available_action_exception",
        "Search rejected due to missing shards",
        "node_disconnected_exception",
        "node_not_connected_exception",
        "Partial shards failure",
    ];
    missing.iter().any(|name| text.contains(name))
}

/// Checks that all shards have answered, in time. `failed` alone does not tell: a shard that is not
/// there at all is not counted among those that failed.
pub(super) fn check_shards(value: &Value) -> Result<(), ClusterError> {
    let shards = &value["_shards"];
    let count = |name: &str| shards[name].as_u64();
    let (Some(total), Some(successful), Some(failed)) =
        (count("total"), count("successful"), count("failed"))
    else {
        return Err(ClusterError::Unexpected("a count of its shards"));
    };
    if successful != total || failed != 0 || value["timed_out"].as_bool() == Some(true) {
        return Err(ClusterError::Partial {
            successful: successful.min(total.saturating_sub(failed)),
            total,
        });
    }
    Ok(())
}

/// Returns the reason that the engine gives, which names no secret.
pub(super) fn reason(value: &Value) -> String {
    /// So many characters of it are told.
    const TOLD: usize = 300;
    let error = &value["error"];
    let cause = &error["root_cause"][0]["reason"];
    let said = cause.as_str().or(error["reason"].as_str());
    let said = said.or(error.as_str()).unwrap_or("no reason is given");
    said.chars().take(TOLD).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{check_shards, failure};
    use crate::engine::ClusterError;

    #[test]
    fn shards_that_are_missing_without_having_failed() {
        let of = |total: u64, successful: u64, failed: u64, timed_out: bool| {
            let shards = json!({"total": total, "successful": successful, "failed": failed});
            check_shards(&json!({"_shards": shards, "timed_out": timed_out})).is_ok()
        };
        assert!(of(3, 3, 0, false));
        assert!(!of(3, 2, 0, false));
        assert!(!of(3, 2, 1, false));
        assert!(!of(3, 3, 0, true));
        assert!(check_shards(&json!({})).is_err());
        let said = |shards: Value| check_shards(&shards).unwrap_err().to_string();
        let failed = json!({"_shards": {"total": 3, "successful": 2, "failed": 1}});
        assert_eq!(said(failed), "only 2 of 3 shards of the engine answered");
        let late =
            json!({"_shards": {"total": 3, "successful": 3, "failed": 0}, "timed_out": true});
        assert_eq!(said(late), "not all shards of the engine answered in time");
    }

    #[test]
    fn failures_are_told_apart() {
        let of = |kind: &str, status: u16| {
            failure(
                status,
                &json!({"error": {"type": kind, "reason": "so it is"}}),
            )
        };
        assert!(matches!(
            of("index_not_found_exception", 404),
            ClusterError::Gone
        ));
        assert!(matches!(
            of("security_exception", 403),
            ClusterError::Refused(403)
        ));
        let no_manager = of("cluster_manager_not_discovered_exception", 503);
        assert!(matches!(no_manager, ClusterError::NoManager));
        assert!(matches!(
            of("index_closed_exception", 400),
            ClusterError::Closed
        ));
        let said = of("mapper_parsing_exception", 400).to_string();
        assert_eq!(said, "the engine refused it (400): so it is");
    }
}
