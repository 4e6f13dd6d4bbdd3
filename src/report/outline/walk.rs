//! The walk through the blocks: what is known at each.

use std::collections::HashSet;

use super::places::Outline;
use super::state::{State, Within};
use crate::layout::{Block, Role};
use crate::report::number::{self, Candidate};
use crate::rules::{Family, Meaning};

/// A line in capitals has so many of them at least.
const LEAST_CAPITALS: usize = 8;
/// By how much a heading is larger than the text, in points.
pub(super) const LARGER: f32 = 0.9;

pub(super) struct Walk<'a> {
    pub(super) blocks: &'a [Block],
    pub(super) family: &'a Family,
    pub(super) body_size: f32,
    /// Rows of tables that have more than one filled column.
    pub(super) wide_rows: HashSet<(u32, u32)>,
    pub(super) state: State,
    pub(super) outline: Outline,
    /// Where the text before the first heading stands, and that behind a list of contents.
    pub(super) start: Within,
    /// Whether the report numbers its paragraphs.
    pub(super) numbered: bool,
    /// How many of the next blocks are the rest of a heading.
    pub(super) joined: usize,
}

impl Walk<'_> {
    pub(super) fn is_large(&self, block: &Block) -> bool {
        block.setting.size > self.body_size + LARGER
            || block.setting.size == 0.0 && matches!(block.role, Role::Heading(_))
    }

    /// Tells whether a block is set as headings are.
    pub(super) fn is_set_apart(&self, block: &Block) -> bool {
        block.setting.bold
            || self.is_large(block)
            || matches!(block.role, Role::Heading(_))
            || is_in_capitals(&block.text)
    }

    /// Returns what a line means if it is a heading.
    pub(super) fn meaning(&self, line: &str) -> Option<Meaning> {
        self.family.headings.find(line, &self.family.scale)
    }
}

/// Tells whether a line is set in capitals.
pub(super) fn is_in_capitals(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic());
    let count = letters
        .by_ref()
        .take(LEAST_CAPITALS)
        .filter(|c| c.is_uppercase());
    count.count() == LEAST_CAPITALS && letters.all(char::is_uppercase)
}

/// Tells whether a report numbers its paragraphs through.
pub(super) fn is_numbered(blocks: &[Block]) -> bool {
    const ENOUGH: usize = 10;
    let numbers = blocks
        .iter()
        .filter(|block| matches!(number::candidate(block), Candidate::Stopped(_)));
    numbers.count() >= ENOUGH
}

pub(super) fn wide_rows(blocks: &[Block]) -> HashSet<(u32, u32)> {
    blocks
        .iter()
        .filter_map(|block| block.cell)
        .filter(|cell| cell.column > 0)
        .map(|cell| (cell.table, cell.row))
        .collect()
}
