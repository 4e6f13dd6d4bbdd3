//! The corpus: report files on disk, and the only place that reads them.
//!
//! Files are found, hashed and read in parallel. Every file that is found ends up in one of two
//! ways: as a report, or refused with a reason.

mod attached;
mod carried;
mod digest;
mod discover;
mod explain;
mod hash;
mod holding;
mod joined;
mod messages;
mod old_word;
mod open;
mod opened;
mod path_text;
mod pool;
mod programs;
mod read;
mod recognise;
mod refusal;
mod share;
mod sidecar;
mod signature;
mod stamp;
mod temporary;
mod tsv;
mod workshop;

pub use digest::hash_bytes;
pub use discover::{DiscoverError, Found, ReportFile, Root, beside, discover, rule_files};
pub use explain::{FileExplanation, explain_file};
pub use hash::{Hashed, blake3_all, has_content, hash_all};
pub use holding::holding;
pub use joined::{joined_file, joined_page};
pub use messages::{KnownMessage, attached_files};
pub use open::read_bytes;
pub use path_text::{path_from_text, path_to_text};
pub use programs::{Lack, Programs};
pub use read::{Copies, Means, ReadFile, is_there, read_all, read_file, read_while};
pub use refusal::Refusal;
pub use share::{InvalidShare, Share};
pub use sidecar::sidecar_of;
pub use temporary::TemporaryFolder;
pub use workshop::Failure;
