//! What matches a plan, in one segment and in one text, and how well.

pub(in crate::index) mod among;
pub(in crate::index) mod best;
pub(in crate::index) mod bm25;
pub(in crate::index) mod check;
pub(in crate::index) mod common;
pub(in crate::index) mod contest;
pub(in crate::index) mod cores;
pub(in crate::index) mod counted;
pub(in crate::index) mod counts;
pub(in crate::index) mod documents;
pub(in crate::index) mod leaves;
pub(in crate::index) mod marks;
pub(in crate::index) mod matcher;
pub(in crate::index) mod matches;
pub(in crate::index) mod occurrences;
pub(in crate::index) mod plan;
pub(in crate::index) mod score;
pub(in crate::index) mod search;
pub(in crate::index) mod segment;
pub(in crate::index) mod spans;
pub(in crate::index) mod steps;
pub(in crate::index) mod text_reader;
