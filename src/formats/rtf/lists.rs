//! The lists of Rich Text Format: tables at the head of a file tell how items are counted, and items
//! name a list. Programs print labels before items too, but some leave them empty.

use std::collections::HashMap;

use crate::formats::blocks::numbering::{Counter, Level, Numeral};

/// Lists have this many levels.
const LEVELS: usize = 9;

/// The tables of lists, as they are read, and where each list has got to.
#[derive(Default)]
pub(super) struct Lists {
    /// The levels of each list, by its number.
    definitions: HashMap<i32, Vec<Level>>,
    /// What items call lists.
    names: HashMap<i32, Name>,
    counters: HashMap<i32, Counter>,
    reading: Reading,
}

/// A list as items name it.
#[derive(Debug, Default, Clone)]
struct Name {
    definition: i32,
    /// The first numbers of its levels, where they are its own.
    starts: Vec<Option<i64>>,
    has_begun: bool,
}

/// What is being read of the tables.
#[derive(Default)]
struct Reading {
    levels: Vec<Level>,
    /// The label of the last level: how long it is, and its letters, of which the first nine of all stand
    /// for numbers.
    label: String,
    name: Name,
    /// Whether a level is that of a name.
    is_changed: bool,
}

impl Lists {
    /// Takes a word of the table of lists.
    pub(super) fn define(&mut self, word: &str, number: Option<i32>) {
        let value = number.unwrap_or(0);
        match word {
            "list" => self.reading.levels.clear(),
            "listlevel" => {
                self.end_label();
                self.reading.levels.push(Level {
                    numeral: Numeral::Decimal,
                    ..Level::unlabelled()
                });
            }
            "levelnfc" | "levelnfcn" => {
                if let Some(level) = self.reading.levels.last_mut() {
                    level.numeral = numeral(value);
                }
            }
            "levelstartat" => {
                if let Some(level) = self.reading.levels.last_mut() {
                    level.start = i64::from(value);
                }
            }
            "levellegal" => {
                if let Some(level) = self.reading.levels.last_mut() {
                    level.legal = value == 1;
                }
            }
            "listid" => {
                self.end_label();
                let levels = std::mem::take(&mut self.reading.levels);
                self.definitions.insert(value, levels);
            }
            _ => {}
        }
    }

    /// Takes a word of the table of names.
    pub(super) fn name(&mut self, word: &str, number: Option<i32>) {
        let reading = &mut self.reading;
        match (word, number) {
            ("listoverride", _) => reading.name = Name::default(),
            ("listid", Some(id)) => reading.name.definition = id,
            ("lfolevel", _) => reading.name.starts.push(None),
            ("listoverridestartat", _) => reading.is_changed = true,
            ("levelstartat", Some(start)) if reading.is_changed => {
                if let Some(own) = reading.name.starts.last_mut() {
                    *own = Some(i64::from(start));
                }
                reading.is_changed = false;
            }
            ("ls", Some(name)) => {
                let named = std::mem::take(&mut reading.name);
                self.names.insert(name, named);
            }
            _ => {}
        }
    }

    /// Takes letters of the label of a level.
    pub(super) fn label(&mut self, text: &str) {
        self.reading.label.push_str(text);
    }

    fn end_label(&mut self) {
        let label = std::mem::take(&mut self.reading.label);
        let mut letters = label.chars();
        let length = letters.next().map_or(0, |length| length as usize);
        if let Some(level) = self.reading.levels.last_mut() {
            level.pattern = letters.take(length).map(shown).collect();
        }
    }

    /// Counts an item and returns its label.
    pub(super) fn item(&mut self, name: i32, depth: usize) -> Option<String> {
        let named = self.names.get_mut(&name)?;
        let levels = self.definitions.get(&named.definition)?;
        let counter = self.counters.entry(named.definition).or_default();
        if !std::mem::replace(&mut named.has_begun, true) {
            for (depth, start) in named.starts.iter().enumerate().take(LEVELS) {
                if start.is_some() {
                    counter.restart(depth, *start);
                }
            }
        }
        counter.label(levels, depth)
    }
}

/// Writes a letter of a label: the first nine of all stand for the number of a level.
fn shown(letter: char) -> String {
    match u32::from(letter) {
        level @ 0..9 => format!("%{}", level.saturating_add(1)),
        _ => letter.to_string(),
    }
}

/// Tells how numbers are written.
fn numeral(kind: i32) -> Numeral {
    match kind {
        1 => Numeral::UpperRoman,
        2 => Numeral::LowerRoman,
        3 => Numeral::UpperLetter,
        4 => Numeral::LowerLetter,
        5 => Numeral::Ordinal,
        6 => Numeral::CardinalText,
        7 => Numeral::OrdinalText,
        22 => Numeral::Padded,
        23 => Numeral::Bullet,
        255 => Numeral::None,
        _ => Numeral::Decimal,
    }
}
