//! Questions: what each is answered with, a file a question.

pub(super) mod advice;
pub(super) mod changes;
pub(super) mod check;
pub(super) mod coders;
pub(super) mod concepts;
pub(super) mod explanation;
pub(super) mod family;
#[cfg(feature = "fetch")]
pub(super) mod fetched;
pub(super) mod frameworks;
pub(super) mod groups;
pub(super) mod headings;
pub(super) mod hits;
pub(super) mod holdings;
pub(super) mod ingest;
pub(super) mod kwic;
mod ledger;
pub(super) mod manifest;
pub(super) mod news;
pub(super) mod outline;
pub(super) mod passage;
#[cfg(feature = "serve")]
pub(super) mod problem;
pub(super) mod qdc;
pub(super) mod qdpx;
pub(super) mod quotations;
pub(super) mod related;
pub(super) mod reports;
mod reworded;
pub(super) mod settings;
mod similar;
pub(super) mod themes;
pub(super) mod totals;
