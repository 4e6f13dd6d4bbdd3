//! The corpus: report files on disk, and the only place that reads them.
//!
//! Files are found, hashed and read in parallel. Every file that is found ends up in one of two
//! ways: as a report, or refused with a reason.

mod discover;
mod explain;
mod hash;
mod open;
mod path_text;
mod pool;
mod read;
mod sidecar;

pub use discover::{DiscoverError, Found, ReportFile, Root, beside, discover, rule_files};
pub use explain::{Explanation, explain_file};
pub use hash::{Hashed, hash_all, hash_bytes, hash_file};
pub use open::read_bytes;
pub use path_text::{path_from_text, path_to_text};
pub use read::{Copies, ReadFile, Refusal, is_there, read_all, read_copies, read_file};
