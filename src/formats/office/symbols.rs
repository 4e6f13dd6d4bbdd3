//! Characters of symbol fonts, which Word writes by their codes (ISO 29500-1, 17.3.3.30).

use std::borrow::Cow;

use crate::pdf;

/// What the codes of Wingdings stand for that people tick, cross and point with.
const WINGDINGS: [(u8, char); 23] = [
    (0x22, '✂'),
    (0x28, '☎'),
    (0x2A, '✉'),
    (0x4A, '☺'),
    (0x4C, '☹'),
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x70, '□'),
    (0x71, '❑'),
    (0x72, '❒'),
    (0x76, '❖'),
    (0xA7, '▪'),
    (0xA8, '◻'),
    (0xD8, '➢'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE1, '↑'),
    (0xE2, '↓'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

/// A font, as far as its codes stand for signs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::formats) enum Font {
    Symbol,
    Wingdings,
    /// One whose letters are letters.
    #[default]
    Other,
}

impl Font {
    /// Returns the font of a name.
    pub(in crate::formats) fn named(name: &str) -> Font {
        let name = name.trim().trim_matches(['\'', '"']);
        match name.to_lowercase().as_str() {
            "symbol" => Font::Symbol,
            "wingdings" => Font::Wingdings,
            _ => Font::Other,
        }
    }

    /// Returns the character that a code stands for. The codes of symbol fonts may be those of the private use
    /// area; one that is not known stays as it is.
    pub(in crate::formats) fn char(self, code: u32) -> Option<char> {
        let byte = match code {
            0xF000..=0xF0FF => u8::try_from(code - 0xF000).ok(),
            _ => u8::try_from(code).ok(),
        };
        let known = byte.and_then(|byte| self.sign(byte));
        known.or_else(|| char::from_u32(code))
    }

    /// Returns the sign that a byte stands for.
    pub(in crate::formats) fn sign(self, byte: u8) -> Option<char> {
        match self {
            Font::Symbol => pdf::symbol(byte),
            Font::Wingdings => {
                let of = WINGDINGS.iter().find(|(of, _)| *of == byte);
                of.map(|(_, char)| *char)
            }
            Font::Other => None,
        }
    }

    /// Returns a text with signs for the codes of the private use area in it.
    pub(in crate::formats) fn text(self, text: &str) -> Cow<'_, str> {
        let is_code = |c: char| ('\u{F000}'..='\u{F0FF}').contains(&c);
        if self == Font::Other || !text.contains(is_code) {
            return Cow::Borrowed(text);
        }
        let signs = text.chars().map(|c| match is_code(c) {
            true => self.char(u32::from(c)).unwrap_or(c),
            false => c,
        });
        Cow::Owned(signs.collect())
    }
}

/// Returns the sign of a box that was ticked or not.
pub(in crate::formats) fn ticked(is_ticked: bool) -> &'static str {
    match is_ticked {
        true => "☒",
        false => "☐",
    }
}

#[cfg(test)]
mod tests {
    use super::Font;

    #[test]
    fn codes_stand_for_characters() {
        let char = |font: &str, code| Font::named(font).char(code);
        assert_eq!(char("Symbol", 0xF0B3), Some('≥'));
        assert_eq!(char("Symbol", 0xA3), Some('≤'));
        assert_eq!(char("Wingdings", 0xF0FC), Some('✓'));
        assert_eq!(char("Wingdings", 0xF0FD), Some('☒'));
        assert_eq!(char("Arial", 0x2122), Some('™'));
        assert_eq!(Font::named("'Symbol'").text("a\u{F0A3}b"), "a≤b");
        assert_eq!(Font::Other.text("a\u{F0A3}"), "a\u{F0A3}");
    }
}
