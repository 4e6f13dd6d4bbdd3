//! Font programs that a file embeds: what their glyphs stand for, where the file itself does not say.
//!
//! They are opened for no other text, because that is rare.

use std::collections::HashMap;

use ttf_parser::{Face, GlyphId, PlatformId, cff};

use crate::model::Limit;

use super::file::File;
use super::lexer::{Lexer, Token};
use super::names;
use super::object::{Dict, Object};

/// The encoding of a Type 1 program stands within so many bytes from its start.
const MAX_HEAD: usize = 1 << 16;
/// The characters that a program is asked for: the basic plane.
const MAX_CHAR: u32 = 0xFFFF;

/// A font program, unpacked.
pub(super) struct Program {
    bytes: Vec<u8>,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Type1,
    Cff,
    OpenType,
}

impl Program {
    /// Unpacks the program that a font descriptor names.
    pub(super) fn read(file: &File<'_>, descriptor: Option<Dict<'_>>) -> Option<Program> {
        let descriptor = descriptor?;
        let keys: [(&[u8], Kind); 3] = [
            (b"FontFile2", Kind::OpenType),
            (b"FontFile3", Kind::Cff),
            (b"FontFile", Kind::Type1),
        ];
        keys.into_iter().find_map(|(key, kind)| {
            let stream = file.get(descriptor, key).and_then(Object::as_stream)?;
            let mut bytes = Vec::new();
            file.decode(stream, &mut bytes);
            let is_whole_font = bytes.starts_with(b"OTTO") || bytes.starts_with(&[0, 1, 0, 0]);
            let kind = if is_whole_font { Kind::OpenType } else { kind };
            Some(Program { bytes, kind })
        })
    }

    /// Returns what the codes of a simple font stand for by the encoding of the program.
    pub(super) fn encoded(&self, file: &File<'_>) -> HashMap<u8, String> {
        let mut found = HashMap::new();
        match self.kind {
            Kind::Type1 => {
                let head = self.bytes.get(..MAX_HEAD).unwrap_or(&self.bytes);
                for (code, name) in type1_encoding(head) {
                    found.extend(names::text(name).map(|text| (code, text)));
                }
            }
            Kind::Cff => {
                let Some(table) = cff::Table::parse(&self.bytes) else {
                    return found;
                };
                for code in 0..=255u8 {
                    let glyph = table.glyph_index(code).filter(|glyph| glyph.0 > 0);
                    let name = glyph.and_then(|glyph| table.glyph_name(glyph));
                    let text = name.and_then(|name| names::text(name.as_bytes()));
                    found.extend(text.map(|text| (code, text)));
                }
            }
            Kind::OpenType => {
                let Ok(face) = Face::parse(&self.bytes, 0) else {
                    return found;
                };
                let texts = self.texts(file);
                for code in 0..=255u8 {
                    let glyph = glyph_of_code(&face, code);
                    let text = glyph.and_then(|glyph| texts.get(&glyph.0));
                    found.extend(text.map(|text| (code, text.clone())));
                }
            }
        }
        found
    }

    /// Returns what the glyphs of a program stand for, by their numbers in it.
    pub(super) fn texts(&self, file: &File<'_>) -> HashMap<u16, String> {
        let mut found = HashMap::new();
        match self.kind {
            Kind::Type1 => {}
            Kind::Cff => {
                let Some(table) = cff::Table::parse(&self.bytes) else {
                    return found;
                };
                let count = table.number_of_glyphs();
                if !file.budget.take(Limit::Glyphs, usize::from(count)) {
                    return found;
                }
                for glyph in (1..count).map(GlyphId) {
                    let name = table.glyph_name(glyph);
                    let text = name.and_then(|name| names::text(name.as_bytes()));
                    found.extend(text.map(|text| (glyph.0, text)));
                }
            }
            Kind::OpenType => {
                let Ok(face) = Face::parse(&self.bytes, 0) else {
                    return found;
                };
                let count = face.number_of_glyphs();
                if !file.budget.take(Limit::Glyphs, usize::from(count)) {
                    return found;
                }
                for char in (0x20..=MAX_CHAR).filter_map(char::from_u32) {
                    let glyph = face.glyph_index(char).filter(|glyph| glyph.0 > 0);
                    if let Some(glyph) = glyph {
                        found.entry(glyph.0).or_insert_with(|| char.to_string());
                    }
                }
                for glyph in (1..count).map(GlyphId) {
                    if !found.contains_key(&glyph.0) {
                        let name = face.glyph_name(glyph);
                        let text = name.and_then(|name| names::text(name.as_bytes()));
                        found.extend(text.map(|text| (glyph.0, text)));
                    }
                }
            }
        }
        found
    }

    /// Returns the numbers of the glyphs by CID, where the program has an order of its own.
    pub(super) fn glyphs_by_cid(&self) -> HashMap<u16, u16> {
        let table = match self.kind {
            Kind::Cff => cff::Table::parse(&self.bytes),
            _ => None,
        };
        let Some(table) = table else {
            return HashMap::new();
        };
        let glyphs = (0..table.number_of_glyphs()).map(GlyphId);
        glyphs
            .filter_map(|glyph| Some((table.glyph_cid(glyph)?, glyph.0)))
            .collect()
    }
}

/// Returns the glyph that a symbolic TrueType font draws for a code (ISO 32000-1, 9.6.6.4).
fn glyph_of_code(face: &Face<'_>, code: u8) -> Option<GlyphId> {
    let tables = face.tables().cmap?.subtables;
    let mut tables = tables.into_iter();
    let found = tables.find_map(|table| match (table.platform_id, table.encoding_id) {
        (PlatformId::Windows, 0) => [0xF000, 0xF100, 0xF200, 0]
            .into_iter()
            .find_map(|high: u32| table.glyph_index(high | u32::from(code))),
        (PlatformId::Macintosh, _) => table.glyph_index(u32::from(code)),
        _ => None,
    });
    found.filter(|glyph| glyph.0 > 0)
}

/// Lists the codes and names that a Type 1 program begins with: `dup 65 /A put`.
fn type1_encoding(head: &[u8]) -> Vec<(u8, &[u8])> {
    let mut found = Vec::new();
    let Some(start) = super::object::find(head, b"/Encoding") else {
        return found;
    };
    let mut before = [None, None];
    for token in Lexer::new(head.get(start..).unwrap_or_default()) {
        match (token, before) {
            (Token::Word(b"put"), [Some(Token::Number(code)), Some(Token::Name(name))])
                if (0.0..256.0).contains(&code) =>
            {
                found.push((code as u8, name));
            }
            (Token::Word(b"eexec" | b"readonly" | b"StandardEncoding"), _) => break,
            (Token::Word(b"def"), _) if !found.is_empty() => break,
            _ => {}
        }
        let [_, last] = before;
        before = [last, Some(token)];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::type1_encoding;

    #[test]
    fn type_1_programs_begin_with_their_encoding() {
        let head = b"%!PS-AdobeFont-1.0: CMR10\n/FontName /CMR10 def\n/Encoding 256 array\n\
            0 1 255 {1 index exch /.notdef put} for\ndup 12 /fi put\ndup 65 /A put\nreadonly def\n\
            dup 66 /B put currentfile eexec";
        let found = type1_encoding(head);
        assert_eq!(found, [(12, &b"fi"[..]), (65, b"A")]);
        assert!(type1_encoding(b"/Encoding StandardEncoding def dup 1 /A put").is_empty());
    }
}
