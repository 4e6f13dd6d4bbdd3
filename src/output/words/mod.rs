//! How things read: names, places, dates, figures, addresses and sources in words.

pub(super) mod citation;
pub(super) mod dates;
pub(super) mod figures;
pub(super) mod label;
pub(super) mod link;
