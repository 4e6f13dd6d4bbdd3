//! The engine: OpenSearch, and what speaks its language, in the place of the folder of an index, for
//! more reports than one machine holds.
//!
//! Reading stays here: reports become what the local ingest makes of them, and are handed over with
//! the tokens of this program (`mapping`). The engine finds and counts; of a question it is asked for
//! all paragraphs that can match (`narrow`), and these make a [part](crate::index::Index::open_part) of
//! an index, which answers as an index of all paragraphs would. What an answer rests on is one state
//! of the engine (`state`, `snapshot`), told by all its shards (`client`).

mod access;
mod bulk;
mod candidates;
mod changes;
mod check;
mod client;
mod error;
mod handover;
mod ingest;
mod kept;
mod known;
mod lock;
mod mapping;
mod narrow;
mod numbered;
mod rebuild;
mod round;
mod search;
mod shares;
mod snapshot;
mod staged;
mod state;
mod store;
#[cfg(test)]
mod tests;
mod whole;

pub use access::{Access, Credentials};
pub use check::EngineCheck;
pub use error::ClusterError;
pub use ingest::{EngineIngestError, ingest};
pub use rebuild::rebuild;
pub use search::{PartIndex, Reader};
pub use shares::{ingest_share, settle};
pub use store::Engine;
