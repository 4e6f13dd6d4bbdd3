//! Headings as documents print them, misprints included.

use crate::rules::{Family, Meaning};

/// A heading that was read as the one that it nearly is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Near {
    /// As printed.
    pub(super) printed: String,
    /// The heading that it is read as, folded.
    pub(super) heading: String,
    /// The physical page.
    pub(super) page: u32,
}

/// Returns what a line means if it is a heading of the family.
pub(super) fn heading(family: &Family, line: &str) -> Option<(Meaning, Option<Near>)> {
    let meaning = family.headings.find(line, &family.scale)?;
    Some((meaning, None))
}
