//! Where the walk through the blocks stands.

use crate::layout::{Block, Role};
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
        /// Where what stands behind a list of contents begins, if this is one: at the index of a
        /// block, or on the next page.
        contents: Option<usize>,
    },
}

/// How high a heading stands among the headings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rank {
    /// 1 for the highest.
    level: u8,
    /// The size of its type, in points; 0 where there is none.
    size: f32,
}

impl Rank {
    /// That of a line that is tagged as a heading.
    pub(super) fn of(block: &Block) -> Option<Rank> {
        match block.role {
            Role::Heading(level) => Some(Rank {
                level,
                size: block.setting.size,
            }),
            _ => None,
        }
    }

    /// Tells whether a heading stands no lower than another.
    pub(super) fn reaches(self, other: Rank) -> bool {
        self.level <= other.level && self.size >= other.size
    }
}

pub(super) struct State {
    pub(super) within: Within,
    pub(super) area: Option<Area>,
    pub(super) part: Part,
    pub(super) heading: Option<String>,
    /// The rank of the heading that is known which the section or the area begins with.
    pub(super) rank: Option<Rank>,
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
            rank: None,
            opening: None,
            before_box: None,
            awaits_grade: None,
        }
    }
}
