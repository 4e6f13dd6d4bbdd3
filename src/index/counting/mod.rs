//! The words of whole texts, to be counted.

pub(in crate::index) mod contents;
pub(in crate::index) mod spelling;
pub(in crate::index) mod surroundings;
pub(in crate::index) mod tokens;
