//! Writing an index: segments are filled, and a commit names them.

pub(in crate::index) mod builder;
pub(in crate::index) mod draft;
pub(in crate::index) mod postings;
pub(in crate::index) mod writer;
