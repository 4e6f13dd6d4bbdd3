//! Markdown, through pulldown-cmark.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::layout::Block;
use crate::model::{Budget, Limit};

use super::FormatError;
use super::builder::BlockBuilder;

/// Reads markdown into blocks.
pub(super) fn blocks(text: &str, budget: &Budget) -> Result<Vec<Block>, FormatError> {
    // The whole is made into a tree first, of which each mark may be a node.
    let is_mark = |byte: &u8| *byte == b'\n' || byte.is_ascii_punctuation();
    budget.take(Limit::Objects, text.bytes().filter(is_mark).count());
    budget.allows(Limit::Text, text.len() as u64);
    budget.allows(Limit::Depth, depth(text));
    budget.check().map_err(FormatError::Over)?;
    let mut reading = Reading {
        builder: BlockBuilder::new(budget),
        strong: 0,
    };
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        reading.event(event);
    }
    Ok(reading.builder.into_blocks())
}

/// Counts the quotations and lists that the deepest line may stand in.
fn depth(text: &str) -> u64 {
    let marks = |line: &str| {
        let marks = line.bytes().take_while(|&byte| is_container(byte));
        marks.filter(|byte| !byte.is_ascii_whitespace()).count()
    };
    // A rule is a line of such marks alone.
    let is_rule = |line: &&str| line.bytes().all(|byte| byte != b'>' && is_container(byte));
    let lines = text.lines().filter(|line| !is_rule(line));
    lines.map(marks).max().unwrap_or(0) as u64
}

fn is_container(byte: u8) -> bool {
    matches!(byte, b'>' | b'-' | b'+' | b'*' | b' ' | b'\t')
}

struct Reading<'b> {
    builder: BlockBuilder<'b>,
    /// Depth of strong emphasis.
    strong: u32,
}

impl Reading<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => self.builder.start_heading(rank(level)),
            Event::End(TagEnd::Heading(_)) => self.builder.end_heading(),
            Event::Start(Tag::List(first)) => self.builder.start_list(first),
            Event::End(TagEnd::List(_)) => self.builder.end_list(),
            Event::Start(Tag::Item) => self.builder.start_item(),
            Event::End(TagEnd::Item) => self.builder.end_item(),
            Event::Start(Tag::Table(_)) => self.builder.start_table(),
            Event::End(TagEnd::Table) => self.builder.end_table(),
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => self.builder.end_row(),
            Event::End(TagEnd::TableCell) => self.builder.end_cell(1),
            Event::Start(Tag::Strong) => self.strong += 1,
            Event::End(TagEnd::Strong) => self.strong = self.strong.saturating_sub(1),
            Event::Text(text) | Event::Code(text) => self.builder.text(&text, self.strong > 0),
            Event::SoftBreak | Event::HardBreak => self.builder.space(),
            Event::End(TagEnd::Paragraph | TagEnd::CodeBlock) => self.builder.finish(),
            _ => {}
        }
    }
}

fn rank(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Cell, Role};

    #[test]
    fn headings_items_tables() {
        let blocks = blocks(
            "# Title\n\nSome *text*\nhere.\n\n- one\n- 2. two\n\n1. first\n2. second\n\n| a | b |\n|---|---|\n| c | d |\n",
            &Budget::default(),
        )
        .unwrap();
        let texts: Vec<_> = blocks
            .iter()
            .map(|block| (block.role, block.text.as_str()))
            .collect();
        assert_eq!(
            texts,
            [
                (Role::Heading(1), "Title"),
                (Role::Paragraph, "Some text here."),
                (Role::ListItem, "• one"),
                (Role::ListItem, "2. two"),
                (Role::ListItem, "1. first"),
                (Role::ListItem, "2. second"),
                (Role::Paragraph, "a"),
                (Role::Paragraph, "b"),
                (Role::Paragraph, "c"),
                (Role::Paragraph, "d"),
            ]
        );
        assert_eq!(
            blocks[9].cell,
            Some(Cell {
                table: 0,
                row: 1,
                column: 1
            })
        );
    }
}
