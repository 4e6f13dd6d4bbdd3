//! One commit as it is read: its documents, its words and values, and what is counted of it once.

pub(in crate::index) mod fuzzy;
pub(in crate::index) mod posting_lists;
pub(in crate::index) mod register;
pub(in crate::index) mod sets;
pub(in crate::index) mod values;
pub(in crate::index) mod vocabulary;
