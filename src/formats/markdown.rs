//! Markdown, through pulldown-cmark.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::layout::{Block, Cell, Role};

/// Reads markdown into blocks.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut reading = Reading::default();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        reading.event(event);
    }
    reading.finish();
    reading.blocks
}

#[derive(Default)]
struct Reading {
    blocks: Vec<Block>,
    text: String,
    heading: Option<u8>,
    /// The open lists, outermost first: the next number of each ordered one.
    lists: Vec<Option<u64>>,
    /// The label of an item whose text has not come yet.
    label: Option<String>,
    cell: Option<Cell>,
    tables: u32,
    /// Depth of strong emphasis, and whether any text stood outside it.
    strong: u32,
    plain: bool,
}

impl Reading {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                self.finish();
                self.heading = Some(rank(level));
            }
            Event::Start(Tag::List(first)) => {
                self.finish();
                self.lists.push(first);
            }
            Event::End(TagEnd::List(_)) => {
                self.finish();
                self.lists.pop();
            }
            Event::Start(Tag::Item) => {
                self.finish();
                let depth = self.lists.len();
                self.label = self.lists.last_mut().map(|list| match list {
                    Some(number) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    None if depth > 1 => "– ".to_owned(),
                    None => "• ".to_owned(),
                });
            }
            Event::Start(Tag::Table(_)) => {
                self.finish();
                self.cell = Some(Cell {
                    table: self.tables,
                    row: 0,
                    column: 0,
                });
                self.tables += 1;
            }
            Event::End(TagEnd::Table) => self.cell = None,
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => {
                if let Some(cell) = &mut self.cell {
                    cell.row += 1;
                    cell.column = 0;
                }
            }
            Event::End(TagEnd::TableCell) => {
                self.finish();
                if let Some(cell) = &mut self.cell {
                    cell.column += 1;
                }
            }
            Event::Start(Tag::Strong) => self.strong += 1,
            Event::End(TagEnd::Strong) => self.strong = self.strong.saturating_sub(1),
            Event::Text(text) | Event::Code(text) => {
                self.plain |= self.strong == 0 && !text.trim().is_empty();
                self.text.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            Event::End(TagEnd::Heading(_)) => {
                self.finish();
                self.heading = None;
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock) => self.finish(),
            _ => {}
        }
    }

    fn finish(&mut self) {
        let text = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.text.clear();
        let bold = !std::mem::take(&mut self.plain);
        if text.is_empty() {
            return;
        }
        let (role, text) = match (self.heading, self.label.take()) {
            (Some(level), _) => (Role::Heading(level), text),
            // An item may bring its own number: "- 12. Text".
            (None, Some(label)) if label == "• " && starts_with_number(&text) => {
                (Role::ListItem, text)
            }
            (None, Some(label)) => (Role::ListItem, label + &text),
            (None, None) => (Role::Paragraph, text),
        };
        let mut block = Block::plain(role, text);
        block.cell = self.cell;
        block.setting.bold = bold;
        self.blocks.push(block);
    }
}

fn starts_with_number(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0 && text[digits..].starts_with('.')
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

    #[test]
    fn headings_items_tables() {
        let blocks = blocks(
            "# Title\n\nSome *text*\nhere.\n\n- one\n- 2. two\n\n1. first\n2. second\n\n| a | b |\n|---|---|\n| c | d |\n",
        );
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
