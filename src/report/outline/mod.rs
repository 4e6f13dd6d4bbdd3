//! The outline: under which headings every block of a report stands.

mod contents;
mod entering;
mod grades;
mod places;
mod placing;
mod setting;
mod state;
#[cfg(test)]
mod tests;
mod walk;

use self::state::State;
use self::walk::{Walk, is_numbered, wide_rows};
use super::front::Front;
use crate::layout::{Block, Role, common_size};
use crate::rules::{Family, FrameworkRules, KindRules};

pub(in crate::report) use self::places::{Outline, Place, Spot, Unknown};

/// Walks through the blocks behind the front matter.
pub(in crate::report) fn read(
    blocks: &[Block],
    family: &Family,
    kind: Option<&KindRules>,
    framework: Option<&FrameworkRules>,
    front: &Front,
) -> Outline {
    let part = kind.and_then(|kind| kind.part.clone());
    let mut walk = Walk {
        blocks,
        family,
        body_size: common_size(
            blocks
                .iter()
                .map(|block| (block.setting.size, block.text.len())),
        ),
        wide_rows: wide_rows(blocks),
        start: State::start(family, framework, None).within,
        state: State::start(family, framework, part.clone()),
        outline: Outline::default(),
        numbered: is_numbered(blocks),
        joined: 0,
    };
    walk.outline.areas.extend(part);
    for (index, block) in blocks.iter().enumerate() {
        let place = if index < front.end && block.role != Role::Note {
            Place::Apparatus
        } else {
            walk.place(index, block)
        };
        walk.outline.places.push(place);
    }
    walk.outline
}
