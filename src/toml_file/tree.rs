//! Trees: TOML in memory, each value with the line in which it stands.
//!
//! A tree can be packed into bytes and unpacked again without looking at TOML: the build packs
//! the files of rules that are compiled in, so that nothing of them is parsed when the program
//! starts. This file names nothing of the rest of the program, for the build script reads it too.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    /// The line, counted from 1.
    pub line: u32,
    /// The value.
    pub node: TomlNode,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TomlNode {
    /// A text; whole numbers and switches are texts too.
    Text(String),
    /// A list.
    List(Vec<Tree>),
    /// A table: its keys in the order of the file, each with its line.
    Table(Vec<(String, u32, Tree)>),
    /// A value of another type, which no file of ours has a use for.
    Other,
}

/// Why a text is no TOML.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SyntaxError {
    /// The line, counted from 1.
    pub line: u32,
    /// What is wrong with it.
    pub message: String,
}

impl Tree {
    /// Parses a text.
    ///
    /// # Errors
    /// If it is no TOML.
    pub fn parse(text: &str) -> Result<Tree, SyntaxError> {
        let lines = Lines::of(text);
        let table = DeTable::parse(text).map_err(|error| SyntaxError {
            line: lines.of_span(&error.span().unwrap_or_default()),
            message: error.message().to_owned(),
        })?;
        Ok(Tree {
            line: 1,
            node: of_table(table.get_ref(), &lines),
        })
    }

    /// Writes the tree to the end of some bytes.
    pub fn pack(&self, bytes: &mut Vec<u8>) {
        number(bytes, self.line);
        match &self.node {
            TomlNode::Text(text) => {
                bytes.push(0);
                packed_text(bytes, text);
            }
            TomlNode::List(items) => {
                bytes.push(1);
                number(bytes, items.len() as u32);
                for item in items {
                    item.pack(bytes);
                }
            }
            TomlNode::Table(entries) => {
                bytes.push(2);
                number(bytes, entries.len() as u32);
                for (key, line, value) in entries {
                    packed_text(bytes, key);
                    number(bytes, *line);
                    value.pack(bytes);
                }
            }
            TomlNode::Other => bytes.push(3),
        }
    }

    /// Reads what [`Tree::pack`] wrote, and moves the bytes behind it; none if it wrote no such
    /// thing.
    pub fn unpack(bytes: &mut &[u8]) -> Option<Tree> {
        let line = take_number(bytes)?;
        let node = match take(bytes, 1)?.first()? {
            0 => TomlNode::Text(take_text(bytes)?),
            1 => {
                let length = take_number(bytes)?;
                TomlNode::List(
                    (0..length)
                        .map(|_| Tree::unpack(bytes))
                        .collect::<Option<_>>()?,
                )
            }
            2 => {
                let length = take_number(bytes)?;
                let entry =
                    |_| Some((take_text(bytes)?, take_number(bytes)?, Tree::unpack(bytes)?));
                TomlNode::Table((0..length).map(entry).collect::<Option<_>>()?)
            }
            _ => TomlNode::Other,
        };
        Some(Tree { line, node })
    }
}

fn of_table(table: &DeTable<'_>, lines: &Lines) -> TomlNode {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    let entries = entries.into_iter().map(|(key, value)| {
        let line = lines.of_span(&key.span());
        (key.get_ref().to_string(), line, of_value(value, lines))
    });
    TomlNode::Table(entries.collect())
}

fn of_value(value: &toml::Spanned<DeValue<'_>>, lines: &Lines) -> Tree {
    let node = match value.get_ref() {
        DeValue::String(text) => TomlNode::Text(text.to_string()),
        DeValue::Integer(number) => TomlNode::Text(number.to_string()),
        DeValue::Boolean(switch) => TomlNode::Text(switch.to_string()),
        DeValue::Array(items) => {
            TomlNode::List(items.iter().map(|item| of_value(item, lines)).collect())
        }
        DeValue::Table(table) => of_table(table, lines),
        _ => TomlNode::Other,
    };
    Tree {
        line: lines.of_span(&value.span()),
        node,
    }
}

/// Where the lines of a text begin.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Lines {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Lines(std::iter::once(0).chain(breaks).collect())
    }

    fn of_span(&self, span: &Range<usize>) -> u32 {
        self.0.partition_point(|start| *start <= span.start) as u32
    }
}

/// Writes seven bits a byte, the lowest first; the eighth says that more follow.
fn number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push((number & 0x7F) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn take_number(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0;
    for shift in (0..u32::BITS).step_by(7) {
        let byte = u32::from(*take(bytes, 1)?.first()?);
        number |= (byte & 0x7F) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

fn packed_text(bytes: &mut Vec<u8>, text: &str) {
    number(bytes, text.len() as u32);
    bytes.extend_from_slice(text.as_bytes());
}

fn take_text(bytes: &mut &[u8]) -> Option<String> {
    let length = take_number(bytes)?.try_into().ok()?;
    String::from_utf8(take(bytes, length)?.to_vec()).ok()
}

fn take<'a>(bytes: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(taken)
}
