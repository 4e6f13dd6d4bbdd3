//! Fonts: from the bytes of a shown string to characters and widths (ISO 32000-1, 9.6–9.10).

use std::collections::HashMap;

use crate::model::Limit;

use super::cmap::{CMap, Text};
use super::fallback;
use super::file::File;
use super::object::{Array, Dict, Object};

/// Codes below this one are looked up in a table. Few fonts have glyphs above it.
const LOW: u32 = 0x1000;

/// Longest name that is looked at, in bytes.
const MAX_NAME: usize = 256;

/// A font as the interpreter of page contents needs it.
#[derive(Debug)]
pub(super) struct Font {
    glyphs: Glyphs,
    /// Whether its name or descriptor says bold.
    pub(super) bold: bool,
    /// Whether its name or descriptor says italic.
    pub(super) italic: bool,
    /// Whether all that describes it is there.
    pub(super) is_whole: bool,
}

/// What a code is drawn as.
#[derive(Debug, Clone, Default)]
pub(super) struct Glyph {
    /// Its text; nothing where the font does not say.
    pub(super) text: Text,
    /// Its width in text space units, for a font size of 1.
    pub(super) width: f32,
    /// Whether it is the single-byte code 32, which word spacing applies to.
    pub(super) is_space: bool,
}

impl Font {
    /// Reads a font dictionary. What it does not say is guessed as viewers do.
    pub(super) fn read(file: &File<'_>, dict: Dict<'_>) -> Font {
        let to_unicode = file
            .get(dict, b"ToUnicode")
            .and_then(Object::as_stream)
            .map(|stream| {
                let mut bytes = Vec::new();
                file.decode(stream, &mut bytes);
                CMap::parse(&bytes, file.budget)
            })
            .unwrap_or_default();
        let descendant = file
            .get(dict, b"DescendantFonts")
            .and_then(Object::as_array)
            .and_then(|fonts| fonts.iter().next())
            .and_then(|font| file.resolve(font).as_dict());
        let glyphs = match descendant {
            Some(descendant) => Glyphs::composite(file, dict, descendant, &to_unicode),
            None => Glyphs::simple(file, dict, &to_unicode),
        };
        let descriptor = file
            .get(descendant.unwrap_or(dict), b"FontDescriptor")
            .and_then(Object::as_dict);
        let described = |key| {
            descriptor
                .and_then(|descriptor| file.get(descriptor, key)?.as_number())
                .unwrap_or(0.0)
        };
        let name = file
            .get(dict, b"BaseFont")
            .and_then(Object::as_name)
            .map(|name| {
                String::from_utf8_lossy(name.get(..MAX_NAME).unwrap_or(name)).to_lowercase()
            })
            .unwrap_or_default();
        let flags = described(b"Flags") as u32;
        let weight = described(b"FontWeight");
        Font {
            glyphs,
            bold: name.contains("bold")
                || name.contains("black")
                || weight >= 600.0
                || flags & (1 << 18) != 0,
            is_whole: true,
            italic: name.contains("italic") || name.contains("oblique") || flags & (1 << 6) != 0,
        }
    }

    /// Lists the glyphs of a shown string.
    pub(super) fn glyphs<'f>(&'f self, bytes: &'f [u8]) -> impl Iterator<Item = &'f Glyph> {
        let mut bytes = bytes;
        std::iter::from_fn(move || {
            let code = match (self.glyphs.code_len, bytes) {
                (_, []) => return None,
                (1, &[byte, ref rest @ ..]) => {
                    bytes = rest;
                    u32::from(byte)
                }
                (2, &[high, low, ref rest @ ..]) => {
                    bytes = rest;
                    u32::from(u16::from_be_bytes([high, low]))
                }
                (len, _) => {
                    let code;
                    (code, bytes) = bytes.split_at(len.min(bytes.len()));
                    code.iter().fold(0, |n, &b| n << 8 | u32::from(b))
                }
            };
            Some(self.glyphs.get(code))
        })
    }
}

/// The glyphs of a font by their codes.
#[derive(Debug)]
struct Glyphs {
    /// Bytes of a code.
    code_len: usize,
    /// The glyphs of low codes, which are nearly all that there are.
    low: Vec<Glyph>,
    high: HashMap<u32, Glyph>,
    /// The glyph of a code that nothing is said about.
    missing: Glyph,
}

impl Glyphs {
    fn get(&self, code: u32) -> &Glyph {
        match self.low.get(code as usize) {
            Some(glyph) => glyph,
            None => self.high.get(&code).unwrap_or(&self.missing),
        }
    }

    fn get_mut(&mut self, code: u32) -> &mut Glyph {
        if code >= LOW {
            let missing = &self.missing;
            return self.high.entry(code).or_insert_with(|| missing.clone());
        }
        let code = code as usize;
        if code >= self.low.len() {
            self.low
                .resize(code.saturating_add(1), self.missing.clone());
        }
        #[expect(clippy::indexing_slicing, reason = "there is a place for it now")]
        &mut self.low[code]
    }

    /// Reads the glyphs of a font with one byte a code.
    fn simple(file: &File<'_>, dict: Dict<'_>, to_unicode: &CMap) -> Glyphs {
        file.budget.take(Limit::Glyphs, 256);
        let encoded = fallback::encoded_texts(dict, &|object| file.resolve(object));
        let mut low: Vec<Glyph> = (0..=255u8)
            .zip(encoded)
            .map(|(byte, encoded)| Glyph {
                text: match to_unicode.get(u32::from(byte)) {
                    Some(text) => text.clone(),
                    None => Text::from(&*encoded.unwrap_or_else(|| windows_1252(byte))),
                },
                width: 0.5,
                is_space: byte == b' ',
            })
            .collect();
        let first = file
            .get(dict, b"FirstChar")
            .and_then(Object::as_number)
            .unwrap_or(0.0) as usize;
        if let Some(array) = file.get(dict, b"Widths").and_then(Object::as_array) {
            for (glyph, width) in low.iter_mut().skip(first).zip(array.iter()) {
                glyph.width = file.resolve(width).as_number().unwrap_or(500.0) / 1000.0;
            }
        }
        Glyphs {
            code_len: 1,
            low,
            high: HashMap::new(),
            missing: Glyph::default(),
        }
    }

    /// Reads the glyphs of a font with several bytes a code, mapped to text by ToUnicode alone.
    fn composite(
        file: &File<'_>,
        dict: Dict<'_>,
        descendant: Dict<'_>,
        to_unicode: &CMap,
    ) -> Glyphs {
        let identity = file
            .get(dict, b"Encoding")
            .and_then(Object::as_name)
            .is_some_and(|name| name.starts_with(b"Identity"));
        let default_width = file
            .get(descendant, b"DW")
            .and_then(Object::as_number)
            .unwrap_or(1000.0);
        let mut glyphs = Glyphs {
            code_len: if identity {
                2
            } else {
                to_unicode.code_len.unwrap_or(2)
            },
            low: Vec::new(),
            high: HashMap::new(),
            missing: Glyph {
                width: default_width / 1000.0,
                ..Glyph::default()
            },
        };
        for (code, text) in to_unicode.iter() {
            glyphs.get_mut(code).text = text.clone();
        }
        if let Some(array) = file.get(descendant, b"W").and_then(Object::as_array) {
            glyphs.read_widths(file, array);
        }
        if glyphs.code_len == 1 {
            glyphs.get_mut(u32::from(b' ')).is_space = true;
        }
        glyphs
    }

    /// Reads the `W` array: `c [w1 w2 …]` and `first last w` (ISO 32000-1, 9.7.4.3).
    fn read_widths(&mut self, file: &File<'_>, array: Array<'_>) {
        let mut items = array.iter().map(|item| file.resolve(item));
        while let Some(first) = items.next().and_then(Object::as_number) {
            match items.next() {
                Some(Object::Array(list)) => {
                    for (cid, width) in (first as u32..=u32::MAX).zip(list.iter()) {
                        if !file.budget.take(Limit::Glyphs, 1) {
                            return;
                        }
                        if let Some(width) = file.resolve(width).as_number() {
                            self.get_mut(cid).width = width / 1000.0;
                        }
                    }
                }
                Some(last) => {
                    let (Some(last), Some(width)) =
                        (last.as_number(), items.next().and_then(Object::as_number))
                    else {
                        return;
                    };
                    for cid in (first as u32..=last as u32).take(0x1_0000) {
                        if !file.budget.take(Limit::Glyphs, 1) {
                            return;
                        }
                        self.get_mut(cid).width = width / 1000.0;
                    }
                }
                None => return,
            }
        }
    }
}

fn windows_1252(byte: u8) -> String {
    match byte {
        0x91 => "‘".to_owned(),
        0x92 => "’".to_owned(),
        0x93 => "“".to_owned(),
        0x94 => "”".to_owned(),
        0x95 => "•".to_owned(),
        0x96 => "–".to_owned(),
        0x97 => "—".to_owned(),
        _ => char::from(byte).to_string(),
    }
}
