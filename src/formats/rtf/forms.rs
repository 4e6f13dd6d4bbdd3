//! The fields of forms in Rich Text Format: what was chosen from a list, or ticked.

use crate::formats::office::symbols;

/// A number that says that nothing was chosen yet, and what was set before holds.
const UNCHOSEN: i32 = 25;

/// A field of a form in the making.
#[derive(Default)]
pub(super) struct Form {
    kind: Kind,
    chosen: Option<i32>,
    before: Option<i32>,
    entries: Vec<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    /// The result of the field is its text.
    #[default]
    Text,
    Tick,
    List,
}

impl Form {
    /// Takes a control word.
    pub(super) fn define(&mut self, word: &str, number: Option<i32>) {
        match word {
            "fftype" => {
                self.kind = match number {
                    Some(1) => Kind::Tick,
                    Some(2) => Kind::List,
                    _ => Kind::Text,
                }
            }
            "ffres" => self.chosen = number.filter(|number| *number != UNCHOSEN),
            "ffdefres" => self.before = number,
            _ => {}
        }
    }

    /// Begins an entry of the list.
    pub(super) fn start_entry(&mut self) {
        self.entries.push(String::new());
    }

    /// Takes letters of an entry.
    pub(super) fn entry(&mut self, text: &str) {
        if let Some(entry) = self.entries.last_mut() {
            entry.push_str(text);
        }
    }

    /// Returns what the field shows, unless its result is that.
    pub(super) fn chosen(&self) -> Option<&str> {
        let number = self.chosen.or(self.before).unwrap_or(0);
        match self.kind {
            Kind::Text => None,
            Kind::Tick => Some(symbols::ticked(number != 0)),
            Kind::List => {
                let entry = usize::try_from(number)
                    .ok()
                    .and_then(|at| self.entries.get(at));
                Some(entry.map(String::as_str).unwrap_or_default())
            }
        }
    }
}
