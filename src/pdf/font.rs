//! Fonts: from the bytes of a shown string to characters and widths (ISO 32000-1, 9.6–9.10).

use std::collections::HashMap;

use super::cmap::CMap;
use super::fallback;
use super::file::File;
use super::object::{Array, Dict, Object};

/// A font as the interpreter of page contents needs it.
#[derive(Debug)]
pub(super) struct Font {
    codes: Codes,
    to_unicode: CMap,
    /// Whether its name or descriptor says bold.
    pub(super) bold: bool,
    /// Whether its name or descriptor says italic.
    pub(super) italic: bool,
}

#[derive(Debug)]
enum Codes {
    /// One byte a code: text and width for each of the 256.
    Simple {
        texts: Vec<Box<str>>,
        widths: Vec<f32>,
    },
    /// Several bytes a code, mapped to text by ToUnicode alone.
    Composite {
        code_len: usize,
        widths: HashMap<u32, f32>,
        default_width: f32,
    },
}

/// One decoded character.
pub(super) struct Glyph<'a> {
    /// Its text; empty where the font does not say.
    pub(super) text: &'a str,
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
                CMap::parse(&bytes)
            })
            .unwrap_or_default();
        let descendant = file
            .get(dict, b"DescendantFonts")
            .and_then(Object::as_array)
            .and_then(|fonts| fonts.iter().next())
            .and_then(|font| file.resolve(font).as_dict());
        let codes = match descendant {
            Some(descendant) => composite(file, dict, descendant, &to_unicode),
            None => simple(file, dict, &to_unicode),
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
            .map(|name| String::from_utf8_lossy(name).to_lowercase())
            .unwrap_or_default();
        let flags = described(b"Flags") as u32;
        let weight = described(b"FontWeight");
        Font {
            codes,
            to_unicode,
            bold: name.contains("bold")
                || name.contains("black")
                || weight >= 600.0
                || flags & (1 << 18) != 0,
            italic: name.contains("italic") || name.contains("oblique") || flags & (1 << 6) != 0,
        }
    }

    /// Calls `each` on every character of a shown string.
    pub(super) fn decode<'a>(&'a self, bytes: &[u8], mut each: impl FnMut(Glyph<'a>)) {
        match &self.codes {
            Codes::Simple { texts, widths } => {
                for &byte in bytes {
                    each(Glyph {
                        text: &texts[usize::from(byte)],
                        width: widths[usize::from(byte)],
                        is_space: byte == b' ',
                    });
                }
            }
            Codes::Composite {
                code_len,
                widths,
                default_width,
            } => {
                for code in bytes.chunks(*code_len) {
                    let code = code.iter().fold(0, |n, &b| n << 8 | u32::from(b));
                    each(Glyph {
                        text: self.to_unicode.get(code).unwrap_or(""),
                        width: widths.get(&code).copied().unwrap_or(*default_width),
                        is_space: *code_len == 1 && code == 32,
                    });
                }
            }
        }
    }
}

fn simple(file: &File<'_>, dict: Dict<'_>, to_unicode: &CMap) -> Codes {
    let encoded = fallback::encoded_texts(dict, &|object| file.resolve(object));
    let texts = (0..=255u8)
        .zip(encoded)
        .map(|(byte, encoded)| match to_unicode.get(u32::from(byte)) {
            Some(text) => text.into(),
            None => encoded.unwrap_or_else(|| windows_1252(byte)).into(),
        })
        .collect();
    let first = file
        .get(dict, b"FirstChar")
        .and_then(Object::as_number)
        .unwrap_or(0.0) as usize;
    let mut widths = vec![0.5; 256];
    if let Some(array) = file.get(dict, b"Widths").and_then(Object::as_array) {
        for (slot, width) in widths.iter_mut().skip(first).zip(array.iter()) {
            *slot = file.resolve(width).as_number().unwrap_or(500.0) / 1000.0;
        }
    }
    Codes::Simple { texts, widths }
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

fn composite(file: &File<'_>, dict: Dict<'_>, descendant: Dict<'_>, to_unicode: &CMap) -> Codes {
    let identity = file
        .get(dict, b"Encoding")
        .and_then(Object::as_name)
        .is_some_and(|name| name.starts_with(b"Identity"));
    let default_width = file
        .get(descendant, b"DW")
        .and_then(Object::as_number)
        .unwrap_or(1000.0);
    let mut widths = HashMap::new();
    if let Some(array) = file.get(descendant, b"W").and_then(Object::as_array) {
        read_cid_widths(file, array, &mut widths);
    }
    Codes::Composite {
        code_len: if identity {
            2
        } else {
            to_unicode.code_len.unwrap_or(2)
        },
        widths,
        default_width: default_width / 1000.0,
    }
}

/// Reads the `W` array: `c [w1 w2 …]` and `first last w` (ISO 32000-1, 9.7.4.3).
fn read_cid_widths(file: &File<'_>, array: Array<'_>, widths: &mut HashMap<u32, f32>) {
    let mut items = array.iter().map(|item| file.resolve(item));
    while let Some(first) = items.next().and_then(Object::as_number) {
        match items.next() {
            Some(Object::Array(list)) => {
                for (cid, width) in (first as u32..).zip(list.iter()) {
                    if let Some(width) = file.resolve(width).as_number() {
                        widths.insert(cid, width / 1000.0);
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
                    widths.insert(cid, width / 1000.0);
                }
            }
            None => return,
        }
    }
}
