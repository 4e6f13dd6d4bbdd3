//! Fonts: from the bytes of a shown string to characters and widths (ISO 32000-1, 9.6–9.10).

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object};

use super::cmap::CMap;
use super::object::{self, number};

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
    pub(super) fn read(doc: &Document, dict: &Dictionary) -> Font {
        let to_unicode = object::get(doc, dict, b"ToUnicode")
            .and_then(|object| object.as_stream().ok())
            .map(|stream| CMap::parse(&object::decode(doc, stream)))
            .unwrap_or_default();
        let descendant = object::get(doc, dict, b"DescendantFonts")
            .and_then(|object| object.as_array().ok())
            .and_then(|fonts| fonts.first())
            .and_then(|font| object::deref(doc, font).as_dict().ok());
        let codes = match descendant {
            Some(descendant) => composite(doc, dict, descendant, &to_unicode),
            None => simple(doc, dict, &to_unicode),
        };
        let descriptor = object::get(doc, descendant.unwrap_or(dict), b"FontDescriptor")
            .and_then(|object| object.as_dict().ok());
        let name = object::get(doc, dict, b"BaseFont")
            .and_then(|object| object.as_name().ok())
            .map(|name| String::from_utf8_lossy(name).to_lowercase())
            .unwrap_or_default();
        let flags = descriptor
            .and_then(|d| object::get(doc, d, b"Flags"))
            .and_then(number)
            .unwrap_or(0.0) as u32;
        let weight = descriptor
            .and_then(|d| object::get(doc, d, b"FontWeight"))
            .and_then(number)
            .unwrap_or(0.0);
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

fn simple(doc: &Document, dict: &Dictionary, to_unicode: &CMap) -> Codes {
    let encoding = dict.get_font_encoding(doc).ok();
    let texts = (0..=255u8)
        .map(|byte| {
            if let Some(text) = to_unicode.get(u32::from(byte)) {
                return text.into();
            }
            let decoded = match &encoding {
                Some(encoding) => Document::decode_text(encoding, &[byte]).ok(),
                None => None,
            };
            decoded.unwrap_or_else(|| windows_1252(byte)).into()
        })
        .collect();
    let first = object::get(doc, dict, b"FirstChar")
        .and_then(number)
        .unwrap_or(0.0) as usize;
    let mut widths = vec![0.5; 256];
    if let Some(array) = object::get(doc, dict, b"Widths").and_then(|o| o.as_array().ok()) {
        for (slot, width) in widths.iter_mut().skip(first).zip(array) {
            *slot = number(object::deref(doc, width)).unwrap_or(500.0) / 1000.0;
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

fn composite(
    doc: &Document,
    dict: &Dictionary,
    descendant: &Dictionary,
    to_unicode: &CMap,
) -> Codes {
    let identity = object::get(doc, dict, b"Encoding")
        .and_then(|encoding| encoding.as_name().ok())
        .is_some_and(|name| name.starts_with(b"Identity"));
    let default_width = object::get(doc, descendant, b"DW")
        .and_then(number)
        .unwrap_or(1000.0);
    let mut widths = HashMap::new();
    if let Some(array) = object::get(doc, descendant, b"W").and_then(|o| o.as_array().ok()) {
        read_cid_widths(doc, array, &mut widths);
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
fn read_cid_widths(doc: &Document, array: &[Object], widths: &mut HashMap<u32, f32>) {
    let mut items = array.iter().map(|item| object::deref(doc, item));
    while let Some(first) = items.next().and_then(number) {
        match items.next() {
            Some(Object::Array(list)) => {
                for (cid, width) in (first as u32..).zip(list) {
                    if let Some(width) = number(object::deref(doc, width)) {
                        widths.insert(cid, width / 1000.0);
                    }
                }
            }
            Some(last) => {
                let (Some(last), Some(width)) = (number(last), items.next().and_then(number))
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
