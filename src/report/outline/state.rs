//! Where the walk through the blocks stands.

use crate::model::{Area, Section};
use crate::rules::{Family, FrameworkRules, Part};

#[derive(Debug, Clone)]
pub(super) enum Within {
    /// Before the first heading.
    Front,
    Section(Section),
    /// Boilerplate; closed boilerplate repeats headings that must not be believed.
    Boilerplate {
        closed: bool,
        page: u32,
        contents: bool,
    },
}

pub(super) struct State {
    pub(super) within: Within,
    pub(super) area: Option<Area>,
    pub(super) part: Part,
    pub(super) heading: Option<String>,
    /// See [`Spot::opening`].
    pub(super) opening: Option<String>,
    /// The section that a box interrupts.
    pub(super) before_box: Option<Section>,
    /// Whether the last block was an area heading without a grade.
    pub(super) awaits_grade: Option<Area>,
}

impl State {
    pub(super) fn start(
        family: &Family,
        framework: Option<&FrameworkRules>,
        part: Option<Area>,
    ) -> State {
        let start = framework.and_then(|rules| rules.start);
        State {
            within: match start.or(family.outline.start) {
                Some(section) => Within::Section(section),
                None => Within::Front,
            },
            part: part.clone().map_or(Part::Main, Part::Of),
            area: part,
            heading: None,
            opening: None,
            before_box: None,
            awaits_grade: None,
        }
    }
}
