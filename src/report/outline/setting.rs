//! Which blocks are headings: by what they say, and by how they are set.

use super::state::Within;
use super::walk::{LARGER, Walk, is_in_capitals};
use crate::gazetteer::fold_opening;
use crate::layout::{Block, Mark, Role};
use crate::report::heading::{self, Near};
use crate::report::text::is_finished;
use crate::rules::Meaning;

/// A heading is not longer, in bytes.
const MAX_HEADING: usize = 250;

/// A line in bold that is no known heading is one if it is not longer, in bytes.
const MAX_SUBHEADING: usize = 140;

impl Walk<'_> {
    /// Tells whether a block is a heading, by its meaning, or the first line of one.
    ///
    /// Returns the heading's text, how many of the next blocks belong to it, and its meaning.
    pub(super) fn heading(
        &self,
        index: usize,
        block: &Block,
        meaning: Option<Meaning>,
    ) -> Option<(String, usize, Meaning)> {
        let bulleted = block
            .label
            .is_some_and(|label| matches!(label.mark, Mark::Bullet | Mark::SubBullet));
        if let Some(meaning) = meaning {
            let is_end = meaning == Meaning::End;
            let is_heading = is_end || !bulleted && block.text.len() <= MAX_HEADING;
            return is_heading.then(|| (block.text.clone(), 0, meaning));
        }
        let set_apart = block.setting.bold || self.is_large(block) || is_in_capitals(&block.text);
        if bulleted || !set_apart && block.cell.is_none() {
            return None;
        }
        let mut text = block.text.clone();
        for (rest, next) in (1..=2).zip(&self.blocks[index + 1..]) {
            let alike = next.page == block.page
                && next.setting.bold == block.setting.bold
                && (next.setting.size - block.setting.size).abs() < LARGER
                && (set_apart || next.cell == block.cell)
                && next.label.is_none();
            if !alike || text.len() > MAX_HEADING {
                return None;
            }
            text = format!("{text} {}", next.text);
            if let Some(meaning @ Meaning::Area(..)) = self.meaning(&text) {
                return Some((text, rest, meaning));
            }
        }
        None
    }

    /// Tells whether a block is nearly a heading that is known, and set as one, or the first line of
    /// one.
    ///
    /// Returns the heading's text, how many of the next blocks belong to it, and what it is near to.
    pub(super) fn near_heading(
        &self,
        index: usize,
        block: &Block,
    ) -> Option<(String, usize, Meaning, Near)> {
        let closed = matches!(self.state.within, Within::Boilerplate { closed: true, .. });
        let labelled = block.label.is_some();
        if closed || labelled || !self.is_set_apart(block) || block.text.len() > MAX_SUBHEADING {
            return None;
        }
        let goes_on = |next: &&Block| {
            next.page == block.page
                && next.setting.bold == block.setting.bold
                && (next.setting.size - block.setting.size).abs() < LARGER
                && self.is_set_apart(next)
                && next.text.starts_with(char::is_lowercase)
        };
        let rest = self.blocks[index + 1..].iter().take(2);
        let rest: Vec<&str> = rest
            .take_while(goes_on)
            .map(|next| next.text.as_str())
            .collect();
        let text = [&[block.text.as_str()], &rest[..]].concat().join(" ");
        // A sentence that ends is none; a question may be a heading.
        if text.ends_with(['.', ';', ',']) && !self.is_large(block) {
            return None;
        }
        let (meaning, near) = heading::near(self.family, &text, block.page)?;
        Some((text, rest.len(), meaning, near))
    }

    /// Tells whether a block that the gazetteer does not know heads what follows.
    pub(super) fn is_subheading(&self, index: usize, block: &Block) -> bool {
        if self.names_body(block) {
            return true;
        }
        let line = block.text.as_str();
        if self.introduces_items(index, block) {
            return true;
        }
        let short =
            line.len() <= MAX_SUBHEADING && !is_finished(line) && !line.ends_with([',', ';']);
        let labelled = block
            .label
            .is_some_and(|label| !matches!(label.mark, Mark::BareNumber(_)));
        if !short || labelled || block.role == Role::ListItem || self.is_of_head_row(index) {
            return false;
        }
        let set_apart = matches!(block.role, Role::Heading(_))
            || block.setting.bold
            || block.setting.size > self.body_size + 0.4;
        let heads_something = self.blocks.get(index + 1).is_some();
        set_apart && heads_something && line.starts_with(|c: char| !c.is_lowercase())
    }

    /// Tells whether a block is one of the heads of a table's columns, which stand side by side in
    /// bold.
    fn is_of_head_row(&self, index: usize) -> bool {
        let block = &self.blocks[index];
        let beside = |other: &Block| match (block.cell, other.cell) {
            (Some(a), Some(b)) => {
                (a.table, a.row) == (b.table, b.row) && a.column != b.column && other.setting.bold
            }
            _ => false,
        };
        let before = index
            .checked_sub(1)
            .and_then(|index| self.blocks.get(index));
        let behind = self.blocks.get(index + 1);
        before.is_some_and(beside) || behind.is_some_and(beside)
    }

    /// Tells whether a line says who must do what the items below it ask for.
    fn introduces_items(&self, index: usize, block: &Block) -> bool {
        let sections = &self.family.outline.introductions;
        matches!(self.state.within, Within::Section(section) if sections.contains(&section))
            && block.label.is_none()
            && block.text.trim_end().ends_with(':')
            && self
                .blocks
                .get(index + 1)
                .is_some_and(|next| next.label.is_some())
    }

    pub(super) fn is_table_head(&self, block: &Block) -> bool {
        // Longer than any of them.
        const OPENING: usize = 30;
        let heads = &self.family.outline.table_heads;
        block.cell.is_some()
            && !heads.is_empty()
            && heads.contains(&fold_opening(&block.text, OPENING))
    }

    /// Tells whether a cell names the body that the action in the next cell is for.
    fn names_body(&self, block: &Block) -> bool {
        let bodies_in = &self.family.outline.bodies_in;
        matches!(self.state.within, Within::Section(section) if bodies_in.contains(&section))
            && block.cell.is_some_and(|cell| {
                cell.column == 0 && self.wide_rows.contains(&(cell.table, cell.row))
            })
    }
}
