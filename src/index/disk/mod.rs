//! The index's directory: what is read of it is as it was written, and what a commit names is on
//! disk before the commit.
//!
//! Readers and the writer see the directory through a wrapper each ([`ReadDirectory`],
//! [`WriteDirectory`]). A commit carries the checksums of its files ([`checksums`]); a file that
//! is not as it was written is never answered from.

mod checksums;
mod locks;
mod read;
mod storage;
mod write;

pub(super) use checksums::META;
pub(super) use read::ReadDirectory;
#[cfg(test)]
pub(super) use storage::{FileSystem, Storage};
pub(super) use write::{LIST, WriteDirectory};
