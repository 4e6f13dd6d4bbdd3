//! From a request to a plan: what its words, names and conditions stand for in this index.

pub(in crate::index) mod compound;
pub(in crate::index) mod conditions;
pub(in crate::index) mod lower;
pub(in crate::index) mod shapes;
pub(in crate::index) mod thesaurus;
pub(in crate::index) mod wordings;
