//! Where a list of contents ends.

use std::collections::HashSet;

use super::walk::Walk;
use crate::gazetteer::fold;
use crate::layout::{Block, Role};
use crate::report::text::is_finished;
use crate::rules::Meaning;

/// An entry of a list of contents that ends as a sentence does is not longer, in bytes.
const MAX_ENTRY: usize = 80;

/// So many entries tell whether those of a list lead to pages.
const ENOUGH_ENTRIES: usize = 2;

impl Walk<'_> {
    /// Returns the index of the first block behind a list of contents of which the heading's index
    /// is given, if it ends on the page where it begins: a heading that the list has named, a line
    /// that is set as a heading where its entries are not, a sentence. Files without pages have no
    /// other end of it.
    pub(super) fn behind_contents(&self, index: usize) -> usize {
        let page = self.blocks.get(index).map_or(0, |block| block.page);
        let behind = (index + 1..).zip(self.blocks.get(index + 1..).unwrap_or_default());
        let mut entries = HashSet::new();
        let mut are_set_apart = true;
        let mut are_paged = true;
        for (at, block) in behind.take_while(|(_, block)| block.page == page) {
            if block.role == Role::Note {
                continue;
            }
            let title = title(&block.text);
            let is_before_page = self.blocks.get(at + 1).is_some_and(is_page);
            let is_entry = block.role == Role::Contents
                || title.len() < block.text.trim().len()
                || is_before_page;
            // Where all entries lead to pages, a sentence that leads to none is no entry.
            let is_behind = are_paged && entries.len() >= ENOUGH_ENTRIES;
            let is_sentence =
                (block.text.len() > MAX_ENTRY || is_behind) && is_finished(&block.text);
            let is_heading = matches!(block.role, Role::Heading(_)) || self.is_large(block);
            if is_entry {
                are_set_apart &= is_heading;
                entries.insert(self.named_by(title));
                continue;
            }
            let is_named = !entries.insert(self.named_by(title));
            if is_named || is_sentence || is_heading && !are_set_apart {
                return at;
            }
            are_set_apart &= is_heading;
            are_paged = false;
        }
        usize::MAX
    }

    /// Returns what a line of a list names, so that the heading itself is known by it: its grade may
    /// stand there alone.
    fn named_by(&self, title: &str) -> String {
        match self.meaning(title) {
            Some(Meaning::Area(area, _)) => area.slug().to_owned(),
            Some(Meaning::Section { section, .. }) => section.slug().to_owned(),
            _ => fold(title),
        }
    }
}

/// Tells whether a block is nothing but the page that an entry leads to, in a cell of its own.
fn is_page(block: &Block) -> bool {
    let text = block.text.trim();
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns a line of a list of contents without the page that it leads to, and what leads there.
fn title(line: &str) -> &str {
    let line = line.trim();
    let title = line.trim_end_matches(|c: char| c.is_ascii_digit());
    match title.len() < line.len() {
        true => title.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '…' | '·')),
        false => line,
    }
}
