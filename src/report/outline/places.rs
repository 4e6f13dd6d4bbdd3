//! What blocks are to a report, and where its paragraphs stand.

use crate::model::{Area, Grade, Section};
use crate::report::heading::Near;
use crate::rules::Part;

/// What a block is to the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) enum Place {
    /// Cover, letterhead, headings and table heads: they tag what follows.
    Apparatus,
    /// Not of this report's findings: contents, notes, colophon.
    Boilerplate,
    /// A note to what is said elsewhere.
    Note,
    /// A paragraph or item.
    Content(Spot),
}

/// Where a paragraph stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) struct Spot {
    pub(in crate::report) section: Section,
    pub(in crate::report) area: Option<Area>,
    pub(in crate::report) part: Part,
    pub(in crate::report) heading: Option<String>,
    /// The heading of the area, where a number in a summary begins the area's findings.
    pub(in crate::report) opening: Option<String>,
}

impl Spot {
    /// Makes the place of what stands in a section and under nothing else.
    pub(in crate::report) fn of(section: Section) -> Self {
        Spot {
            section,
            area: None,
            part: Part::Main,
            heading: None,
            opening: None,
        }
    }
}

/// The places of all blocks, with the grades that headings give.
#[derive(Debug, Default)]
pub(in crate::report) struct Outline {
    pub(in crate::report) places: Vec<Place>,
    pub(in crate::report) grades: Vec<(Area, Grade)>,
    /// Areas whose headings were met.
    pub(in crate::report) areas: Vec<Area>,
    /// Headings that were read as what they nearly are.
    pub(in crate::report) near: Vec<Near>,
    /// Lines set as headings that no rule knows.
    pub(in crate::report) unknown: Vec<Unknown>,
    /// The sizes of the headings that are known, in points.
    pub(in crate::report) sizes: Vec<f32>,
}

/// A line set as a heading that no rule knows.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Unknown {
    pub(in crate::report) line: String,
    /// The physical page.
    pub(in crate::report) page: u32,
    /// In points.
    pub(in crate::report) size: f32,
    /// Whether it gives a grade.
    pub(in crate::report) is_graded: bool,
}
