//! Full-text search over inspection reports, paragraph by numbered paragraph.
//!
//! The library is built in floors; each is a module that takes plain values from the floors
//! below and hands plain values up. ARCHITECTURE.md walks through them.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod corpus;
pub mod formats;
pub mod gazetteer;
pub mod index;
pub mod layout;
pub mod model;
pub mod output;
pub mod pdf;
pub mod query;
pub mod report;
pub mod rules;
pub mod themes;
pub mod toml_file;
