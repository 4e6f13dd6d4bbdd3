//! The commands, a file each, or a folder: its `Args`, whose comments are the help, and one `run`.

pub(crate) mod agreement;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod concepts;
pub(crate) mod config;
pub(crate) mod export;
#[cfg(feature = "fetch")]
pub(crate) mod fetch;
pub(crate) mod frameworks;
pub(crate) mod help;
pub(crate) mod ingest;
pub(crate) mod man;
#[cfg(feature = "serve")]
pub(crate) mod mcp;
pub(crate) mod news;
pub(crate) mod related;
pub(crate) mod reports;
pub(crate) mod run;
pub(crate) mod schema;
pub(crate) mod search;
#[cfg(feature = "serve")]
pub(crate) mod serve;
pub(crate) mod show;
pub(crate) mod similar;
pub(crate) mod themes;
pub(crate) mod track;
