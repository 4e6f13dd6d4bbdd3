//! What a question is answered with: hits, counts, notes and advice.

pub(in crate::index) mod concordance;
pub(in crate::index) mod copies;
pub(in crate::index) mod explain;
pub(in crate::index) mod facet;
pub(in crate::index) mod found;
pub(in crate::index) mod groups;
pub(in crate::index) mod hits;
pub(in crate::index) mod near;
pub(in crate::index) mod notes;
pub(in crate::index) mod offers;
pub(in crate::index) mod order;
pub(in crate::index) mod reports;
pub(in crate::index) mod resemblance;
pub(in crate::index) mod search;
pub(in crate::index) mod similar;
pub(in crate::index) mod suggest;
pub(in crate::index) mod term_use;
pub(in crate::index) mod values;
