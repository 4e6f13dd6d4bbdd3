//! Fetch: brings published reports from an inspectorate's website, or from a list of addresses, into
//! a folder of their own, and keeps them there as they are published.
//!
//! What is known of the site stands in [`site`](self) alone: it is read by meaning, links by where they lead
//! and by their texts, and a page that is not as it is known says so. One request is made at a
//! time, as slowly as it is asked for, and what `robots.txt` forbids is left. A file bears its name only when it is whole and a PDF; beside
//! it stands its metadata, which is also all that is remembered: a run that was broken off goes on
//! where it was.

mod arrange;
mod begun;
mod bring;
mod disk;
mod error;
mod list;
mod look;
mod name;
mod notes;
mod part;
mod robots;
mod run;
mod selection;
mod shelf;
mod site;
mod summary;
mod visitor;

pub use arrange::{Arrangement, Move, Stay, arrange, carry_out};
pub use bring::{Whence, fetch};
pub use error::{FetchError, UnlikeKnown, VisitError};
pub use list::{ListError, listed};
pub use name::Linked;
pub use run::FetchOptions;
pub use selection::Selection;
pub use site::Site;
pub use summary::{FetchProgress, FetchSummary, FetchedFile, Missed};
pub use visitor::Pace;
