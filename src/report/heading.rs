//! Headings as documents print them, misprints included.

use crate::layout::{Block, Mark};
use crate::rules::{Family, Meaning};

/// A heading that was read as the one that it nearly is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Near {
    /// As printed.
    pub(super) printed: String,
    /// The heading that it is read as, folded.
    pub(super) heading: String,
    /// How the two differ.
    pub(super) difference: String,
    /// The physical page.
    pub(super) page: u32,
}

/// Returns what a line means if it is a heading of the family.
pub(super) fn heading(family: &Family, line: &str) -> Option<Meaning> {
    family.headings.find(line, &family.scale)
}

/// Returns what a block that is set apart means without the number of its chapter, if that is a heading
/// of the family: an area or a section.
pub(super) fn numbered(family: &Family, block: &Block) -> Option<Meaning> {
    let mark = block.label?.mark;
    if !matches!(
        mark,
        Mark::Number(_) | Mark::BareNumber(_) | Mark::Section(..)
    ) {
        return None;
    }
    let meaning = heading(family, block.body())?;
    matches!(meaning, Meaning::Area(..) | Meaning::Section { .. }).then_some(meaning)
}

/// Returns what a line means if it is nearly a heading of the family.
pub(super) fn near(family: &Family, line: &str, page: u32) -> Option<(Meaning, Near)> {
    // "(Recommendation)" is a remark.
    if line.starts_with(['(', '[']) {
        return None;
    }
    let miss = family.headings.near(line, &family.scale)?;
    let near = Near {
        printed: line.to_owned(),
        heading: miss.heading,
        difference: miss.difference,
        page,
    };
    Some((miss.meaning, near))
}
