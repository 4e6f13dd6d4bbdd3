//! Full-text search over inspection reports, paragraph by numbered paragraph.
//!
//! The library is built in floors; each is a module that takes plain values from the floors
//! below and hands plain values up. ARCHITECTURE.md walks through them.
//!
//! A folder of reports becomes an index, and the index answers:
//!
//! ```
//! use findings::index::{Index, IngestOptions, SearchRequest, ingest};
//! use findings::query;
//! # use std::path::Path;
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let temporary = tempfile::tempdir()?;
//! # let index = temporary.path();
//! # let reports = Path::new("corpus").to_path_buf();
//! let summary = ingest(index, &[reports], &IngestOptions::default(), &|_| {})?;
//! println!("{} reports", summary.reports);
//!
//! let index = Index::open(index)?;
//! let query = query::parse("\"management oversight\" OR supervision")?;
//! let results = index.search(&SearchRequest::new(query))?;
//! for hit in &results.hits {
//!     let paragraph = &hit.paragraph;
//!     println!("{} {}, page {}", hit.report.report.title, paragraph.locator, paragraph.page);
//! }
//! # assert!(summary.reports > 0 && results.total > 0);
//! # Ok(())
//! # }
//! ```
//!
//! Without the feature `cli`, which is on by default, the library is built without the program for
//! the terminal and without the crates that only it needs; without `serve`, which is on by default
//! too, without pages and the API over HTTP; without `fetch` and `engine` and the feature `http` that they
//! bring, with nothing that opens a connection to another machine.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod corpus;
#[cfg(feature = "engine")]
pub mod engine;
#[cfg(feature = "fetch")]
pub mod fetch;
pub mod formats;
pub mod gazetteer;
#[cfg(feature = "http")]
pub mod http;
pub mod index;
pub mod layout;
pub mod model;
pub mod output;
pub mod pdf;
pub mod query;
pub mod report;
pub mod rules;
pub mod semantics;
pub mod themes;
pub mod toml_file;
#[cfg(feature = "serve")]
pub mod web;
