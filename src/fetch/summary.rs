//! What a run did, and how far it is.

use crate::model::Date;

use super::error::FetchError;

/// How far a run is.
#[derive(Debug, Clone, Copy)]
pub struct FetchProgress<'a> {
    /// Whether it fetches documents already; before, it looks for them.
    pub is_fetching: bool,
    /// Pages or documents that are done.
    pub done: usize,
    /// How many there are.
    pub total: usize,
    /// Bytes that have come.
    pub bytes: u64,
    /// What comes now.
    pub name: &'a str,
}

/// A file that was fetched, or would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchedFile {
    /// Where it is.
    pub url: String,
    /// What the link said.
    pub text: String,
    /// Day of publication, where it is known.
    pub published: Option<Date>,
    /// Its path below the folder; none of what would be fetched.
    pub path: Option<String>,
    /// Its length.
    pub bytes: u64,
    /// Whether it took the place of another content under the same address.
    pub is_change: bool,
}

/// What could not be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missed {
    /// The address.
    pub url: String,
    /// What the link said.
    pub text: String,
    /// Why.
    pub reason: String,
}

/// What a run did.
#[derive(Debug, Default)]
pub struct FetchSummary {
    /// Whether nothing was fetched because nothing was to be.
    pub dry_run: bool,
    /// The bodies whose pages were looked at.
    pub bodies: usize,
    /// The documents that are wanted.
    pub documents: usize,
    /// Those that were fetched, or would be, in the order in which they are listed.
    pub fetched: Vec<FetchedFile>,
    /// Those that were there and are as they were.
    pub unchanged: usize,
    /// What could not be had.
    pub missed: Vec<Missed>,
    /// What is doubtful, in sentences.
    pub doubts: Vec<String>,
    /// The requests that were made.
    pub requests: u64,
    /// The bytes of documents that came.
    pub bytes: u64,
    /// Why the run ended before its end.
    pub stopped: Option<FetchError>,
}
