//! How things read: names, places, dates, figures, addresses and sources in words.

pub(crate) mod citation;
pub(super) mod dates;
pub(super) mod figures;
pub(crate) mod label;
pub(super) mod link;
