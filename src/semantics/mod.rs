//! Semantics: what words and phrases mean, as a corpus tells by the company in which they are said.
//!
//! Names that stand among the same words mean the same, or nearly (Harris, "Distributional structure",
//! 1954). A [`Thesaurus`] is made of the texts of an index alone: no list of names and no model from
//! elsewhere is in it. How alike two names are is told by it; how often each is said is counted by
//! the search, so that a number leads to its quotations.

mod asked;
mod bytes;
mod choosing;
mod company;
mod decomposition;
mod making;
mod other_names;
mod paragraphs;
mod related;
mod related_request;
mod reworded;
mod runs;
mod sparse;
mod spelt;
mod suggested;
#[cfg(test)]
mod testutil;
mod texts;
mod thesaurus;
mod together;
mod units;

pub use making::{Lag, Source, current, kept, open, remake};
pub use other_names::{may_be_said_otherwise, nearest, said_as, taken_in, widened};
pub use related::{Related, RelatedName, Tally, related};
pub use related_request::{KnownNames, RelatedRequest};
pub use reworded::{Like, Reworded, RewordedRequest, reworded};
pub use suggested::{SuggestRequest, SuggestedName, SuggestedNames, suggested};
pub use thesaurus::Thesaurus;
pub use together::together;
