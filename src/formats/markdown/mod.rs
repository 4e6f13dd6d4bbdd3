//! Markdown, through pulldown-cmark: CommonMark, and what GitHub and pandoc add to it.

mod front_matter;
mod pandoc;

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::layout::{Block, Mark, Role};
use crate::model::{Budget, Limit, Warned, Warning, WarningKind};

use crate::formats::blocks::builder::{BlockBuilder, Counting};
use crate::formats::error::FormatError;

use crate::formats::blocks::left_out::Unshown;
use crate::formats::html;

/// So many headings tell that a text is markdown.
const HEADINGS: usize = 2;

/// Reads markdown into blocks.
pub(in crate::formats) fn blocks(
    text: &str,
    budget: &Budget,
) -> Result<Warned<Vec<Block>>, FormatError> {
    // The whole is made into a tree first, of which each mark may be a node.
    let is_mark = |byte: &u8| *byte == b'\n' || byte.is_ascii_punctuation();
    budget.take(Limit::Objects, text.bytes().filter(is_mark).count());
    budget.allows(Limit::Text, text.len() as u64);
    budget.allows(Limit::Depth, depth(text));
    budget.check().map_err(FormatError::Over)?;
    let mut builder = BlockBuilder::new(budget);
    let front_matter = front_matter::split(text);
    for line in front_matter.lines {
        match line.is_title {
            true => builder.start_heading(1),
            false => builder.finish(),
        }
        builder.text(&line.text, false);
        builder.end_heading();
    }
    let text = pandoc::to_common(front_matter.rest);
    let notes = notes(&text, budget)?;
    let mut reading = Reading::new(&text, builder, notes);
    reading.read(&text)?;
    reading.add_other_notes();
    let mut read = reading.builder.into_blocks();
    if !front_matter.about.is_empty() {
        let about: Vec<String> = front_matter
            .about
            .iter()
            .map(|it| format!("“{it}”"))
            .collect();
        read.warnings.push(Warning {
            kind: WarningKind::LeftOut,
            message: format!(
                "what stands before the text is left out: {}",
                about.join(", ")
            ),
            page: None,
        });
    }
    Ok(read)
}

/// Tells whether a text that does not say so is markdown: headings behind two signs or more stand apart
/// in it.
pub(in crate::formats) fn is_likely(text: &str) -> bool {
    let is_heading = |line: &str| {
        let rest = line.trim_start_matches('#');
        let signs = line.len().saturating_sub(rest.len());
        (2..=6).contains(&signs) && rest.starts_with(' ') && !rest.trim().is_empty()
    };
    let lines: Vec<&str> = text.lines().collect();
    let is_apart = |lines: &[&str]| match lines {
        [above, heading, below] => {
            above.trim().is_empty() && below.trim().is_empty() && is_heading(heading)
        }
        _ => false,
    };
    lines.windows(3).filter(|lines| is_apart(lines)).count() >= HEADINGS
}

fn parser(text: &str) -> pulldown_cmark::OffsetIter<'_> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST;
    Parser::new_ext(text, options).into_offset_iter()
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

/// The footnotes by their names; those that were referred to have a number.
#[derive(Default)]
struct Notes {
    texts: HashMap<String, String>,
    /// In the order in which they stand.
    names: Vec<String>,
    numbers: HashMap<String, u32>,
}

/// Reads the footnotes, which may stand anywhere.
fn notes(text: &str, budget: &Budget) -> Result<Notes, FormatError> {
    let mut notes = Notes::default();
    if !text.contains("[^") {
        return Ok(notes);
    }
    let mut open: Option<(String, Reading<'_, '_>)> = None;
    for (event, range) in parser(text) {
        match (event, &mut open) {
            (Event::Start(Tag::FootnoteDefinition(name)), None) => {
                let builder = BlockBuilder::new(budget);
                // A note in a note is not followed.
                let reading = Reading::new(text, builder, Notes::default());
                open = Some((name.into_string(), reading));
            }
            (Event::End(TagEnd::FootnoteDefinition), Some(_)) => {
                if let Some((name, reading)) = open.take() {
                    let blocks = reading.builder.into_blocks().value;
                    let texts: Vec<String> = blocks.into_iter().map(|block| block.text).collect();
                    notes.names.push(name.clone());
                    notes.texts.insert(name, texts.join(" "));
                }
            }
            (event, Some((_, reading))) => reading.event(event, range)?,
            _ => {}
        }
    }
    Ok(notes)
}

struct Reading<'t, 'b> {
    source: &'t str,
    builder: BlockBuilder<'b>,
    notes: Notes,
    /// Depth of strong emphasis, of what is raised, and of what is struck out.
    strong: u32,
    raised: u32,
    struck: u32,
    /// The open lists: the number that comes next in each ordered one.
    expected: Vec<Option<u64>>,
    /// HTML that stands between paragraphs.
    html: String,
    /// Whether a footnote is being passed over.
    in_note: bool,
    /// How many pictures are open: what is said of one where it cannot be shown is none of the text.
    pictures: u32,
}

impl<'t, 'b> Reading<'t, 'b> {
    fn new(source: &'t str, builder: BlockBuilder<'b>, notes: Notes) -> Self {
        Reading {
            source,
            builder,
            notes,
            strong: 0,
            raised: 0,
            struck: 0,
            expected: Vec::new(),
            html: String::new(),
            in_note: false,
            pictures: 0,
        }
    }

    fn read(&mut self, text: &str) -> Result<(), FormatError> {
        for (event, range) in parser(text) {
            match event {
                Event::Start(Tag::FootnoteDefinition(_)) => self.in_note = true,
                Event::End(TagEnd::FootnoteDefinition) => self.in_note = false,
                _ if self.in_note => {}
                event => self.event(event, range)?,
            }
        }
        Ok(())
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) -> Result<(), FormatError> {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(end) => self.end(end)?,
            Event::Text(_) | Event::Code(_) if self.pictures > 0 => {}
            Event::Text(text) => self.text(&pandoc::with_dashes(&text)),
            Event::Code(text) => self.text(&text),
            Event::HardBreak => self.builder.break_line(),
            Event::SoftBreak => match self.begins_item(range.end) {
                true => self.builder.break_line(),
                false => self.builder.space(),
            },
            Event::Html(text) => self.html.push_str(&text),
            Event::InlineHtml(tag) => self.inline_html(&tag),
            Event::FootnoteReference(name) => self.note(&name),
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => self.builder.start_heading(rank(*level)),
            Tag::List(first) => {
                let counting = first.map(|first| Counting::from(first.cast_signed()));
                self.builder.start_list(counting);
                self.expected.push(*first);
            }
            Tag::Item => {
                let value = self.number(range);
                self.builder.start_item(value);
            }
            Tag::Table(_) => self.builder.start_table(),
            Tag::Paragraph | Tag::CodeBlock(_) | Tag::DefinitionListDefinition => {
                self.builder.finish();
            }
            Tag::Image { .. } => self.pictures = self.pictures.saturating_add(1),
            Tag::Strong => self.strong = self.strong.saturating_add(1),
            Tag::Strikethrough => self.struck = self.struck.saturating_add(1),
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) -> Result<(), FormatError> {
        match end {
            TagEnd::Heading(_) => self.builder.end_heading(),
            TagEnd::List(_) => {
                self.builder.end_list();
                self.expected.pop();
            }
            TagEnd::Item => self.builder.end_item(),
            TagEnd::Table => self.builder.end_table(),
            TagEnd::TableHead | TagEnd::TableRow => self.builder.end_row(),
            TagEnd::TableCell => self.builder.end_cell(1),
            TagEnd::Image => self.pictures = self.pictures.saturating_sub(1),
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Strikethrough => self.struck = self.struck.saturating_sub(1),
            TagEnd::Paragraph
            | TagEnd::CodeBlock
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition => self.builder.finish(),
            TagEnd::HtmlBlock => {
                self.builder.finish();
                let text = std::mem::take(&mut self.html);
                html::read_into(&text, &mut self.builder)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.struck > 0 {
            self.builder.leave_out(text, Unshown::Struck);
        } else if self.raised > 0 {
            self.builder.raised(text);
        } else {
            self.builder.text(text, self.strong > 0);
        }
    }

    /// Returns the number that is written before an item, where numbers were passed over. What is
    /// numbered 1, 1, 1 is counted.
    fn number(&mut self, range: Range<usize>) -> Option<i64> {
        let expected = self.expected.last_mut()?.as_mut()?;
        let written = self.source.get(range).unwrap_or_default();
        let digits = written.bytes().take_while(u8::is_ascii_digit).count();
        let written: Option<u64> = written.get(..digits).and_then(|digits| digits.parse().ok());
        let number = written.unwrap_or(0).max(*expected);
        *expected = number.saturating_add(1);
        Some(number.cast_signed())
    }

    /// Tells whether a line of a paragraph begins with a mark that only other programs know for
    /// that of an item.
    fn begins_item(&self, at: usize) -> bool {
        let rest = self.source.get(at..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default().trim_start();
        let label = Block::plain(Role::ListItem, line.to_owned()).label;
        matches!(
            label.map(|label| label.mark),
            Some(Mark::Letter | Mark::Bullet)
        )
    }

    fn inline_html(&mut self, tag: &CowStr<'_>) {
        let tag = tag.to_ascii_lowercase();
        let name: String = tag
            .trim_start_matches(['<', '/'])
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        let depth = match name.as_str() {
            "br" => return self.builder.break_line(),
            "sup" => &mut self.raised,
            "s" | "del" | "strike" => &mut self.struck,
            "b" | "strong" => &mut self.strong,
            _ => return,
        };
        *depth = match tag.starts_with("</") {
            true => depth.saturating_sub(1),
            false => depth.saturating_add(1),
        };
    }

    fn note(&mut self, name: &str) {
        let next = self.notes.numbers.len().saturating_add(1);
        let next = u32::try_from(next).unwrap_or(u32::MAX);
        let number = *self.notes.numbers.entry(name.to_owned()).or_insert(next);
        let text = self.notes.texts.remove(name);
        self.builder.note(number, text);
    }
}

impl Reading<'_, '_> {
    /// Adds the notes that nothing refers to.
    fn add_other_notes(&mut self) {
        for name in std::mem::take(&mut self.notes.names) {
            if let Some(text) = self.notes.texts.remove(&name) {
                self.builder.add_note(&text);
            }
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
    use crate::layout::{Role, TableCell};

    #[test]
    fn headings_tell_markdown() {
        assert!(is_likely("# Visit\n\n## One\n\nText\n\n### Two\n\nText"));
        assert!(!is_likely("# Visit\n\n## One\n\nText") && !is_likely("\n##One\n\n##\n\n## \n\n"));
        assert!(!is_likely("\n### made by a program\n### of two\n\nText"));
    }

    #[test]
    fn headings_items_tables() {
        let blocks = blocks(
            "# Title\n\nSome *text*\nhere.\n\n- one\n- 2. two\n\n1. first\n2. second\n\n| a | b |\n|---|---|\n| c | d |\n",
            &Budget::default(),
        )
        .unwrap()
        .value;
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
            Some(TableCell {
                table: 0,
                row: 1,
                column: 1
            })
        );
    }
}
