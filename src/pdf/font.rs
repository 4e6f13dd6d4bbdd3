//! Fonts: from the bytes of a shown string to characters and widths (ISO 32000-1, 9.6–9.10).

use std::collections::{HashMap, HashSet};

use crate::model::{Budget, Limit};

use super::cmap::{CMap, Text};
use super::composite::Composite;
use super::encoding::{self, Described};
use super::file::File;
use super::object::{Array, Dict, Object};
use super::quotes;
use super::standard::Face;

/// Codes below this one are looked up in a table. Few fonts have glyphs above it.
const LOW: u32 = 0x1000;

/// Longest name that is looked at, in bytes.
const MAX_NAME: usize = 256;

/// A font as the interpreter of page contents needs it.
#[derive(Debug)]
pub(super) struct Font {
    glyphs: Glyphs,
    /// Its name; `unnamed` if it has none.
    pub(super) name: String,
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
            .map(|name| String::from_utf8_lossy(name.get(..MAX_NAME).unwrap_or(name)).into_owned())
            .unwrap_or_else(|| "unnamed".to_owned());
        let stated_name = name;
        let name = stated_name.to_lowercase();
        let flags = described(b"Flags") as u32;
        let weight = described(b"FontWeight");
        let bold = name.contains("bold")
            || name.contains("black")
            || weight >= 600.0
            || flags & (1 << 18) != 0;
        let italic = name.contains("italic") || name.contains("oblique") || flags & (1 << 6) != 0;
        let glyphs = match descendant {
            Some(descendant) => Glyphs::composite(file, dict, descendant, to_unicode),
            None => {
                let (is_fixed, is_serif) = (flags & 1 != 0, flags & 2 != 0);
                let font = Described {
                    dict,
                    descriptor,
                    face: Face::of(&name, bold, italic, is_fixed, is_serif),
                    is_told: to_unicode.iter().next().is_some(),
                };
                Glyphs::simple(file, font, &to_unicode)
            }
        };
        Font {
            glyphs,
            name: stated_name,
            bold,
            italic,
            is_whole: true,
        }
    }

    /// Tells whether not all of its glyphs are known from the start.
    pub(super) fn is_learnt(&self) -> bool {
        self.glyphs.unread.is_some()
    }

    /// Gets to know the glyphs of a string that is about to be shown, in a font of which not all are
    /// known from the start.
    pub(super) fn learn(&mut self, bytes: &[u8], budget: &Budget) {
        self.glyphs.learn(bytes, budget);
    }

    /// Tells whether each byte of a string is a code, as it is in most fonts.
    pub(super) fn has_byte_codes(&self) -> bool {
        self.glyphs.unread.is_none() && self.glyphs.code_len == 1
    }

    /// Returns the glyph of a code.
    pub(super) fn glyph(&self, code: u32) -> &Glyph {
        self.glyphs.get(code)
    }

    /// Lists the codes of a shown string.
    pub(super) fn codes<'f>(&'f self, bytes: &'f [u8]) -> impl Iterator<Item = u32> + 'f {
        let mut bytes = bytes;
        let has_pairs = self.glyphs.unread.is_none() && self.glyphs.code_len == 2;
        std::iter::from_fn(move || match bytes {
            [] => None,
            &[high, low, ref rest @ ..] if has_pairs => {
                bytes = rest;
                Some(u32::from(u16::from_be_bytes([high, low])))
            }
            _ => {
                let len = self.glyphs.code_len(bytes).clamp(1, bytes.len());
                let (code, rest) = bytes.split_at(len);
                bytes = rest;
                Some(code.iter().fold(0, |n, &b| n << 8 | u32::from(b)))
            }
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
    /// What is known of codes when they are shown.
    unread: Option<Box<Unread>>,
}

/// What tells the glyphs of codes that were not shown yet.
#[derive(Debug)]
struct Unread {
    composite: Composite,
    /// The text of codes, and the widths of CIDs.
    to_unicode: CMap,
    widths: HashMap<u32, f32>,
    known: HashSet<u32>,
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

    /// Returns how many bytes the first code of a string has.
    fn code_len(&self, bytes: &[u8]) -> usize {
        match &self.unread {
            Some(unread) if unread.composite.has_codes() => unread.composite.code_len(bytes),
            _ => self.code_len,
        }
    }

    fn learn(&mut self, bytes: &[u8], budget: &Budget) {
        let Some(mut unread) = self.unread.take() else {
            return;
        };
        let mut rest = bytes;
        while !rest.is_empty() {
            let len = match unread.composite.has_codes() {
                true => unread.composite.code_len(rest),
                false => self.code_len,
            };
            let (code, behind) = rest.split_at(len.clamp(1, rest.len()));
            rest = behind;
            let number = code.iter().fold(0, |n, &b| n << 8 | u32::from(b));
            if !unread.known.insert(number) {
                continue;
            }
            if !budget.take(Limit::Glyphs, 1) {
                break;
            }
            let cid = unread.composite.cid(number, code.len());
            let text = match unread.to_unicode.get(number) {
                Some(text) if !text.is_unknown() => text.clone(),
                _ => unread.composite.text(cid),
            };
            let is_space = code == b" ";
            let width = unread.widths.get(&cid).copied();
            let glyph = self.get_mut(number);
            glyph.text = text;
            glyph.is_space = is_space;
            if let Some(width) = width {
                glyph.width = width;
            }
        }
        self.unread = Some(unread);
    }

    /// Reads the glyphs of a font with one byte a code.
    fn simple(file: &File<'_>, font: Described<'_>, to_unicode: &CMap) -> Glyphs {
        file.budget.take(Limit::Glyphs, 256);
        let dict = font.dict;
        let missing = file
            .get(font.descriptor.unwrap_or(dict), b"MissingWidth")
            .and_then(Object::as_number);
        let told = |byte: u8| {
            to_unicode
                .get(u32::from(byte))
                .filter(|text| !text.is_unknown())
        };
        let is_used = |byte: u8| told(byte).is_none();
        let encoded = match (0..=255u8).any(is_used) {
            true => encoding::texts(file, font),
            false => Vec::new(),
        };
        let mut encoded = encoded.into_iter();
        let mut low: Vec<Glyph> = (0..=255u8)
            .map(|byte| {
                let encoded = encoded.next().unwrap_or_default();
                let text = told(byte).cloned().unwrap_or(encoded);
                let char = match text {
                    Text::Char(char) => Some(char),
                    _ => None,
                };
                Glyph {
                    width: match missing {
                        Some(missing) => missing / 1000.0,
                        None => font.face.width(byte, char).unwrap_or(0.5),
                    },
                    text,
                    is_space: byte == b' ',
                }
            })
            .collect();
        let first = file
            .get(dict, b"FirstChar")
            .and_then(Object::as_number)
            .unwrap_or(0.0) as usize;
        // The glyphs of a Type 3 font are measured in a space of their own.
        let matrix = file.get(dict, b"FontMatrix").and_then(Object::as_array);
        let unit = matrix
            .and_then(|numbers| file.resolve(numbers.iter().next()?).as_number())
            .filter(|_| file.get(dict, b"Subtype").and_then(Object::as_name) == Some(b"Type3"))
            .unwrap_or(0.001);
        if let Some(array) = file.get(dict, b"Widths").and_then(Object::as_array) {
            for (glyph, width) in low.iter_mut().skip(first).zip(array.iter()) {
                glyph.width = file.resolve(width).as_number().unwrap_or(500.0) * unit;
            }
        }
        Glyphs {
            code_len: 1,
            low,
            high: HashMap::new(),
            missing: Glyph::default(),
            unread: None,
        }
    }

    /// Reads the glyphs of a font with several bytes a code.
    fn composite(
        file: &File<'_>,
        dict: Dict<'_>,
        descendant: Dict<'_>,
        to_unicode: CMap,
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
            unread: None,
        };
        let is_told = to_unicode.iter().next().is_some();
        if let Some(composite) = Composite::read(file, dict, descendant, is_told) {
            let mut widths = HashMap::new();
            if let Some(array) = file.get(descendant, b"W").and_then(Object::as_array) {
                read_widths(file, array, |cid, width| {
                    widths.insert(cid, width);
                });
            }
            glyphs.unread = Some(Box::new(Unread {
                composite,
                to_unicode,
                widths,
                known: HashSet::new(),
            }));
            return glyphs;
        }
        for (code, text) in to_unicode.iter() {
            glyphs.get_mut(code).text = text.clone();
        }
        if let Some(array) = file.get(descendant, b"W").and_then(Object::as_array) {
            read_widths(file, array, |cid, width| glyphs.get_mut(cid).width = width);
        }
        glyphs.mend_quotes(&to_unicode);
        if glyphs.code_len == 1 {
            glyphs.get_mut(u32::from(b' ')).is_space = true;
        }
        glyphs
    }
}

impl Glyphs {
    /// Mends quotation marks that are said to be digits.
    fn mend_quotes(&mut self, to_unicode: &CMap) {
        let is_sure = |text: &Text| matches!(text, Text::Char('0'..='7'));
        let mut digits = to_unicode.iter().filter(|(_, text)| is_sure(text));
        let digit = digits.next().map(|(code, _)| self.get(code).width);
        for (code, text) in to_unicode.iter() {
            if let Some(mended) = quotes::mended(text, self.get(code).width, digit) {
                self.get_mut(code).text = mended;
            }
        }
    }
}

/// Reads the `W` array: `c [w1 w2 …]` and `first last w` (ISO 32000-1, 9.7.4.3).
fn read_widths(file: &File<'_>, array: Array<'_>, mut set: impl FnMut(u32, f32)) {
    let mut items = array.iter().map(|item| file.resolve(item));
    while let Some(first) = items.next().and_then(Object::as_number) {
        match items.next() {
            Some(Object::Array(list)) => {
                for (cid, width) in (first as u32..=u32::MAX).zip(list.iter()) {
                    if !file.budget.take(Limit::Glyphs, 1) {
                        return;
                    }
                    if let Some(width) = file.resolve(width).as_number() {
                        set(cid, width / 1000.0);
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
                    set(cid, width / 1000.0);
                }
            }
            None => return,
        }
    }
}
