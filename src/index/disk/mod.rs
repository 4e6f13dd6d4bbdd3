//! The index's directory: what is read of it is as it was written, and what a commit names is on
//! disk before the commit.
//!
//! Readers and the writer see the directory through a wrapper each ([`ReadDirectory`],
//! [`WriteDirectory`]). A commit carries the checksums of its files ([`checksums`]); a file that
//! is not as it was written is never answered from.

mod checksums;
pub(in crate::index) mod codec;
pub(in crate::index) mod columns;
pub(in crate::index) mod companion;
mod locks;
pub(in crate::index) mod payload;
mod read;
pub(in crate::index) mod roots;
pub(in crate::index) mod schema;
mod storage;
pub(in crate::index) mod store;
pub(in crate::index) mod tags;
pub(in crate::index) mod terms;
mod write;

pub(in crate::index) use checksums::META;
pub(in crate::index) use read::ReadDirectory;
#[cfg(test)]
pub(in crate::index) use storage::{FileSystem, Storage};
pub(in crate::index) use write::{LIST, WriteDirectory};
