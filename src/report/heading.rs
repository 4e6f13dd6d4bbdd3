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
    let name = match block.label.map(|label| label.mark) {
        Some(Mark::Number(_) | Mark::BareNumber(_) | Mark::Section(..)) => block.body(),
        _ => behind_chapter(&block.text)?,
    };
    let meaning = heading(family, name)?;
    matches!(meaning, Meaning::Area(..) | Meaning::Section { .. }).then_some(meaning)
}

/// Returns what follows the number of a chapter that is called one: "Section 2: Leaders", "Part B – Leaders".
fn behind_chapter(text: &str) -> Option<&str> {
    let (chapter, rest) = text.split_once(' ')?;
    let is_chapter = ["section", "chapter", "part", "annex", "appendix"]
        .iter()
        .any(|name| chapter.eq_ignore_ascii_case(name));
    let (number, name) = rest.split_once([':', '.', ' ', '–', '—', '-'])?;
    let is_number = number.len() <= 3 && number.chars().all(|c| c.is_ascii_alphanumeric());
    let name = name.trim_start_matches([':', '.', ' ', '–', '—', '-']);
    (is_chapter && is_number && !name.is_empty()).then_some(name)
}

/// Returns what a line means that is a heading of the family but for where its spaces stand: its letters are
/// spaced out, as on a poster.
pub(super) fn spaced_out(family: &Family, line: &str) -> Option<Meaning> {
    family.headings.find_spaced_out(line, &family.scale)
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
