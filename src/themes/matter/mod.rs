//! What an improvement item asks for, by a table of the field: the practice, the children, the quality.
//!
//! Two items may ask for the same in other words ("life histories", "life-story work") and for other
//! things in the same ("oversight of private fostering", "oversight of supervision"). The table names
//! what is asked for; where an item begins, what it lists and whom it is about decide what counts.

mod comparison;
mod reading;
mod table;
mod terms;

pub use comparison::{Apart, Common, Verdict};
pub use reading::Matter;
