//! What opens and ends, as readers tell it, and the blocks that come of it; what is mended in blocks.

pub(in crate::formats) mod builder;
pub(in crate::formats) mod cells;
pub(in crate::formats) mod inline;
pub(in crate::formats) mod left_out;
pub(in crate::formats) mod letter_width;
pub(in crate::formats) mod mend;
pub(in crate::formats) mod nest;
pub(in crate::formats) mod numbering;
pub(in crate::formats) mod running;
