//! The fonts of Rich Text Format, as far as they are fonts of signs.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::formats::office::symbols::Font;

/// The character set of fonts whose bytes stand for signs.
const SIGNS: i32 = 2;

/// A font that text is set in.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct SetFont {
    font: Font,
    /// Whether its bytes are signs, and no letters of a code page.
    has_signs: bool,
}

impl SetFont {
    /// Returns a text with the signs that stand for codes of the font.
    pub(super) fn text(self, text: &str) -> Cow<'_, str> {
        self.font.text(text)
    }

    /// Returns the signs that bytes are; none where they are letters, or unknown.
    pub(super) fn signs(self, bytes: &[u8]) -> Option<String> {
        if !self.has_signs {
            return None;
        }
        bytes.iter().map(|byte| self.font.sign(*byte)).collect()
    }
}

/// The fonts of a document.
#[derive(Default)]
pub(super) struct Fonts {
    fonts: HashMap<i32, SetFont>,
    /// The font whose name is being read.
    number: i32,
    has_signs: bool,
    name: String,
}

impl Fonts {
    /// Takes a control word of the table of fonts.
    pub(super) fn define(&mut self, word: &str, number: Option<i32>) {
        match word {
            "f" => {
                self.number = number.unwrap_or(0);
                self.has_signs = false;
            }
            "fcharset" => self.has_signs = number == Some(SIGNS),
            _ => {}
        }
    }

    /// Takes letters of a name, which ends in a semicolon.
    pub(super) fn name(&mut self, text: &str) {
        for c in text.chars() {
            if c != ';' {
                self.name.push(c);
                continue;
            }
            let font = SetFont {
                font: Font::named(&std::mem::take(&mut self.name)),
                has_signs: self.has_signs,
            };
            self.fonts.insert(self.number, font);
        }
    }

    /// Returns the font of a number.
    pub(super) fn font(&self, number: i32) -> SetFont {
        self.fonts.get(&number).copied().unwrap_or_default()
    }
}
