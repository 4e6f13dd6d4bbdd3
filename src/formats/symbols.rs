//! Characters of symbol fonts, which Word writes by their codes (ISO 29500-1, 17.3.3.30).

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

/// Returns the character that a code of a font stands for. The codes of symbol fonts may be those of the
/// private use area; one that is not known stays as it is.
pub(super) fn char(font: &str, code: u32) -> Option<char> {
    let byte = match code {
        0xF000..=0xF0FF => u8::try_from(code - 0xF000).ok(),
        _ => u8::try_from(code).ok(),
    };
    let known = byte.and_then(|byte| match font.to_lowercase().as_str() {
        "symbol" => pdf::symbol(byte),
        "wingdings" => {
            let of = WINGDINGS.iter().find(|(of, _)| *of == byte);
            of.map(|(_, char)| *char)
        }
        _ => None,
    });
    known.or_else(|| char::from_u32(code))
}

#[cfg(test)]
mod tests {
    use super::char;

    #[test]
    fn codes_stand_for_characters() {
        assert_eq!(char("Symbol", 0xF0B3), Some('≥'));
        assert_eq!(char("Symbol", 0xA3), Some('≤'));
        assert_eq!(char("Wingdings", 0xF0FC), Some('✓'));
        assert_eq!(char("Wingdings", 0xF0FD), Some('☒'));
        assert_eq!(char("Arial", 0x2122), Some('™'));
    }
}
