//! ToUnicode character maps (ISO 32000-1, 9.10.3).

use std::collections::HashMap;

use crate::model::{Budget, Limit};

use super::lexer::{Lexer, Token, unescape, unhex};

/// Most operands of a section, and most items of one of them; a section has a hundred entries.
const MAX_OPERANDS: usize = 0x1_0000;
/// Most code units that a code stands for (ISO 32000-1, 9.10.3 allows 512 bytes).
const MAX_UNITS: usize = 256;
/// Longest range that is believed; real files stay far below, damaged ones claim anything.
const MAX_RANGE: u32 = 0xFFFF;

/// What a character map says: code to text, and how many bytes a code has.
#[derive(Debug, Default)]
pub(super) struct CMap {
    codes: HashMap<u32, Text>,
    /// Bytes of a code, from the first code space range.
    pub(super) code_len: Option<usize>,
}

/// What a code stands for: almost always one character, which needs no room of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Text {
    #[default]
    Nothing,
    Char(char),
    Chars(Box<str>),
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (None, _) => Text::Nothing,
            (Some(char), None) => Text::Char(char),
            _ => Text::Chars(text.into()),
        }
    }
}

impl Text {
    /// Tells whether it says nothing, as damaged maps do: no text, a control, or the character that
    /// stands for unknown ones.
    pub(super) fn is_unknown(&self) -> bool {
        match self {
            Text::Nothing => true,
            Text::Char(char) => matches!(char, '\0'..='\u{8}' | '\u{FFFD}'),
            Text::Chars(chars) => chars.chars().all(|char| char == '\0' || char == '\u{FFFD}'),
        }
    }
}

impl CMap {
    /// Reads a character map; what cannot be read is left out, and so is what goes over the limit of
    /// glyphs.
    pub(super) fn parse(bytes: &[u8], budget: &Budget) -> CMap {
        let mut cmap = CMap::default();
        let mut operands: Vec<Operand> = Vec::new();
        let mut array: Option<Vec<Vec<u8>>> = None;
        for token in Lexer::new(bytes) {
            match token {
                Token::Hex(string) | Token::Literal(string) | Token::Escaped(string) => {
                    let mut value = Vec::new();
                    match token {
                        Token::Hex(_) => unhex(string, &mut value),
                        _ => unescape(string, &mut value),
                    }
                    match &mut array {
                        Some(items) if items.len() < MAX_OPERANDS => items.push(value),
                        None if operands.len() < MAX_OPERANDS => {
                            operands.push(Operand::Bytes(value));
                        }
                        _ => {}
                    }
                }
                Token::ArrayStart => array = Some(Vec::new()),
                Token::ArrayEnd => {
                    let items = array.take().unwrap_or_default();
                    if operands.len() < MAX_OPERANDS {
                        operands.push(Operand::Array(items));
                    }
                }
                Token::Word(word) => {
                    match word {
                        b"endcodespacerange" => cmap.add_code_space(&operands),
                        b"endbfchar" => cmap.add_chars(&operands, budget),
                        b"endbfrange" => cmap.add_ranges(&operands, budget),
                        _ => {}
                    }
                    operands.clear();
                }
                _ => {}
            }
        }
        cmap
    }

    /// Returns the text for a code.
    pub(super) fn get(&self, code: u32) -> Option<&Text> {
        self.codes.get(&code)
    }

    /// Lists the codes with their texts, in no certain order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, &Text)> {
        self.codes.iter().map(|(&code, text)| (code, text))
    }

    fn add_code_space(&mut self, operands: &[Operand]) {
        if let (None, Some(Operand::Bytes(low))) = (self.code_len, operands.first()) {
            self.code_len = Some(low.len().clamp(1, 4));
        }
    }

    fn add_chars(&mut self, operands: &[Operand], budget: &Budget) {
        for pair in operands.chunks_exact(2) {
            if !budget.take(Limit::Glyphs, 1) {
                return;
            }
            if let [Operand::Bytes(code), Operand::Bytes(text)] = pair {
                self.codes.insert(number(code), Text::from(&*utf16(text)));
            }
        }
    }

    fn add_ranges(&mut self, operands: &[Operand], budget: &Budget) {
        for triple in operands.chunks_exact(3) {
            let [Operand::Bytes(low), Operand::Bytes(high), target] = triple else {
                continue;
            };
            let (low, high) = (number(low), number(high));
            let Some(length) = high.checked_sub(low).filter(|&length| length <= MAX_RANGE) else {
                continue;
            };
            let length = match target {
                Operand::Array(texts) => texts.len(),
                Operand::Bytes(_) => length as usize,
            };
            if !budget.take(Limit::Glyphs, length.saturating_add(1)) {
                return;
            }
            match target {
                Operand::Array(texts) => {
                    for (code, text) in (low..=high).zip(texts) {
                        self.codes.insert(code, Text::from(&*utf16(text)));
                    }
                }
                Operand::Bytes(first) => {
                    // The last code unit counts upwards along the range.
                    let mut units = utf16_units(first);
                    for code in low..=high {
                        let text = String::from_utf16_lossy(&units);
                        self.codes.insert(code, Text::from(&*text));
                        if let Some(last) = units.last_mut() {
                            *last = last.wrapping_add(1);
                        }
                    }
                }
            }
        }
    }
}

enum Operand {
    Bytes(Vec<u8>),
    Array(Vec<Vec<u8>>),
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |n, &b| n << 8 | u32::from(b))
}

fn utf16_units(bytes: &[u8]) -> Vec<u16> {
    match bytes {
        [single] => vec![u16::from(*single)],
        _ => {
            let units = bytes.as_chunks().0.iter().take(MAX_UNITS);
            let units: Vec<u16> = units.map(|&unit| u16::from_be_bytes(unit)).collect();
            match units.len() > 1 && units.iter().all(|unit| unit & 0xFF == 0) {
                true => units.into_iter().flat_map(unturned).collect(),
                false => units,
            }
        }
    }
}

/// Returns the letters of a ligature from a unit whose bytes are the wrong way round, as Ghostscript 10.00
/// writes them. Of three letters it adds up the last two, of which the first is an f.
fn unturned(unit: u16) -> impl Iterator<Item = u16> {
    let letter = unit.swap_bytes();
    let is_letter = |letter: &u16| (u16::from(b'a')..=u16::from(b'z')).contains(letter);
    let last = letter.checked_sub(u16::from(b'f')).filter(is_letter);
    match last {
        Some(last) => [Some(u16::from(b'f')), Some(last)],
        None => [Some(letter), None],
    }
    .into_iter()
    .flatten()
}

fn utf16(bytes: &[u8]) -> String {
    String::from_utf16_lossy(&utf16_units(bytes))
}

#[cfg(test)]
mod tests {
    use super::{CMap, Text};
    use crate::model::{Budget, Limit, Limits};

    fn parse(bytes: &[u8]) -> CMap {
        CMap::parse(bytes, &Budget::new(&Limits::default()))
    }

    #[test]
    fn chars_ranges_and_arrays() {
        let cmap = parse(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange
              1 beginbfchar <0003> <0020> endbfchar
              2 beginbfrange <0024> <0026> <0041> <0030> <0031> [<00660069> <F06E>] endbfrange",
        );
        assert_eq!(cmap.code_len, Some(2));
        assert_eq!(cmap.get(3), Some(&Text::Char(' ')));
        assert_eq!(cmap.get(0x26), Some(&Text::Char('C')));
        assert_eq!(cmap.get(0x30), Some(&Text::Chars("fi".into())));
        assert_eq!(cmap.get(0x31), Some(&Text::Char('\u{F06E}')));
        assert_eq!(cmap.get(0x99), None);
    }

    #[test]
    fn letters_of_ligatures_with_their_bytes_turned() {
        let cmap = parse(
            b"<01> <6600CF00> <02> <74006900> <03> <6600> <04> <66006901> endbfchar
              <05> <05> <66006C00> endbfrange",
        );
        assert_eq!(cmap.get(1), Some(&Text::Chars("ffi".into())));
        assert_eq!(cmap.get(2), Some(&Text::Chars("ti".into())));
        assert_eq!(cmap.get(3), Some(&Text::Char('\u{6600}')));
        assert_eq!(cmap.get(4), Some(&Text::Chars("\u{6600}\u{6901}".into())));
        assert_eq!(cmap.get(5), Some(&Text::Chars("fl".into())));
    }

    #[test]
    fn absurd_ranges_are_left_out() {
        let cmap = parse(b"<00000000> <FFFFFFFF> <0041> endbfrange <02> <01> <0041> endbfrange");
        assert!(cmap.codes.is_empty());
    }

    #[test]
    fn ranges_are_read_as_far_as_the_limit_of_glyphs_goes() {
        let budget = Budget::new(&Limits::default().with(Limit::Glyphs, 100));
        let cmap = CMap::parse(
            b"<00> <3F> <0041> <0000> <FFFF> <0041> <01> <02> <0061> endbfrange",
            &budget,
        );
        assert_eq!(
            (cmap.codes.len(), cmap.get(1)),
            (64, Some(&Text::Char('B')))
        );
        assert_eq!(budget.over().unwrap().limit, Limit::Glyphs);
    }
}
