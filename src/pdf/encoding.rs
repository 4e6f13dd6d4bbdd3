//! What the codes of simple fonts stand for (ISO 32000-1, 9.6.6), beside or without ToUnicode.

use std::sync::LazyLock;

use super::cmap::Text;
use super::fallback;
use super::file::File;
use super::names;
use super::object::{Dict, Object};
use super::program::Program;
use super::standard::Face;

/// What a font says of itself.
#[derive(Clone, Copy)]
pub(super) struct Described<'a> {
    pub(super) dict: Dict<'a>,
    pub(super) descriptor: Option<Dict<'a>>,
    /// The standard face that is nearest to it.
    pub(super) face: Face,
    /// Whether ToUnicode says what its codes stand for.
    pub(super) is_told: bool,
}

/// Returns what each code stands for by the encoding of a font; nothing where that is not told.
pub(super) fn texts(file: &File<'_>, font: Described<'_>) -> Vec<Text> {
    let subtype = file.get(font.dict, b"Subtype").and_then(Object::as_name);
    let (base, differences) = match file.get(font.dict, b"Encoding") {
        Some(Object::Name(name)) => (Some(name), None),
        Some(Object::Dict(dict)) => (
            file.get(dict, b"BaseEncoding").and_then(Object::as_name),
            file.get(dict, b"Differences").and_then(Object::as_array),
        ),
        _ => (None, None),
    };
    let has_own = matches!(font.face, Face::Symbol | Face::Dingbats);
    let base = base.filter(|name| name.ends_with(b"Encoding") && !has_own);
    let mut texts = match base {
        Some(name) => named(name),
        None => built_in(file, font, subtype),
    };
    let Some(differences) = differences else {
        return texts;
    };
    let is_type3 = subtype == Some(b"Type3");
    let mut code = 0usize;
    for item in differences.iter().take(1024) {
        match file.resolve(item) {
            Object::Number(number) => code = number.clamp(0.0, 256.0) as usize,
            Object::Name(name) => {
                if let Some(text) = texts.get_mut(code) {
                    let numbered = || is_type3.then(|| by_number(name))?;
                    let told = names::text(name).or_else(numbered);
                    *text = told.map_or(Text::Nothing, |told| Text::from(&*told));
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    texts
}

/// Returns an encoding that has a name. Those that nearly all fonts have are made once.
fn named(name: &[u8]) -> Vec<Text> {
    static WIN_ANSI: LazyLock<Vec<Text>> = LazyLock::new(|| made(b"WinAnsiEncoding"));
    static STANDARD: LazyLock<Vec<Text>> = LazyLock::new(|| made(b"StandardEncoding"));
    match name {
        b"WinAnsiEncoding" => WIN_ANSI.clone(),
        b"StandardEncoding" => STANDARD.clone(),
        _ => made(name),
    }
}

fn made(name: &[u8]) -> Vec<Text> {
    let texts = fallback::named_encoding(name);
    (0..=255u8)
        .zip(texts)
        .map(|(byte, text)| match byte {
            // Some programs show the ends of lines of what they were given.
            b'\t' | b'\n' | b'\r' => Text::Char(' '),
            _ => Text::from(&*text.unwrap_or_else(|| windows_1252(byte))),
        })
        .collect()
}

/// Returns the encoding that a font has where the file names none: that of its program or, without
/// one, of the font that stands for it.
fn built_in(file: &File<'_>, font: Described<'_>, subtype: Option<&[u8]>) -> Vec<Text> {
    let is_truetype = subtype == Some(b"TrueType");
    let mut texts = match is_truetype {
        true => named(b"WinAnsiEncoding"),
        false => named(b"StandardEncoding"),
    };
    for (text, code) in texts.iter_mut().zip(0..=255u8) {
        if let Some(char) = font.face.char(code) {
            *text = Text::Char(char);
        }
    }
    let program = match font.is_told {
        false => Program::read(file, font.descriptor),
        true => None,
    };
    let Some(program) = program else {
        return texts;
    };
    for (code, told) in program.encoded(file) {
        if let Some(text) = texts.get_mut(usize::from(code)) {
            *text = Text::from(&*told);
        }
    }
    texts
}

/// Returns what a glyph stands for that is drawn as a picture and named by its number alone, as TeX
/// names them: those of its text fonts, which are ASCII but for ligatures, dashes and quotation marks.
/// The ligatures of the newer encoding stand where the older one has letters of other languages.
fn by_number(name: &[u8]) -> Option<String> {
    let [b'a' | b'A' | b'c' | b'C' | b'g' | b'G', digits @ ..] = name else {
        return None;
    };
    let code: u8 = std::str::from_utf8(digits).ok()?.parse().ok()?;
    Some(match code {
        11 | 27 => "ff".to_owned(),
        12 | 28 => "fi".to_owned(),
        13 | 29 => "fl".to_owned(),
        14 | 30 => "ffi".to_owned(),
        15 | 31 => "ffl".to_owned(),
        16 => "“".to_owned(),
        17 => "”".to_owned(),
        21 => "–".to_owned(),
        22 => "—".to_owned(),
        b'\'' => "’".to_owned(),
        b'`' => "‘".to_owned(),
        b'!'..=b'~' => char::from(code).to_string(),
        _ => return None,
    })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Budget;
    use crate::pdf::file::tests::written;
    use crate::pdf::object::Object;

    /// Reads codes by a font dictionary, the first object behind the catalog.
    fn check(objects: &[&str], face: Face, codes: &[u8], expected: &str) {
        let source = written(&[&["<</Font 2 0 R>>"], objects].concat());
        let budget = Budget::default();
        let file = File::open(source.as_bytes(), &budget).unwrap();
        let dict = file.get(file.catalog().unwrap(), b"Font");
        let dict = dict.and_then(Object::as_dict).unwrap();
        let descriptor = file.get(dict, b"FontDescriptor").and_then(Object::as_dict);
        let font = Described {
            dict,
            descriptor,
            face,
            is_told: false,
        };
        let texts = texts(&file, font);
        let read: String = codes
            .iter()
            .map(|&code| match &texts[usize::from(code)] {
                Text::Nothing => "?".to_owned(),
                Text::Char(char) => char.to_string(),
                Text::Chars(chars) => chars.to_string(),
            })
            .collect();
        assert_eq!(read, expected, "{objects:?}");
    }

    #[test]
    fn codes_are_read_by_the_encoding_that_a_font_has() {
        let face = Face::Column(0);
        let text = b"a'\x80\x92\xE9";
        check(
            &["<</Subtype/Type1/Encoding/WinAnsiEncoding>>"],
            face,
            text,
            "a'€’é",
        );
        check(&["<</Subtype/TrueType>>"], face, text, "a'€’é");
        check(&["<</Subtype/TrueType>>"], face, b"a\nb\r", "a b ");
        check(
            &["<</Subtype/Type1/Encoding/MacRomanEncoding>>"],
            face,
            b"\x8E\xD5",
            "é’",
        );
        check(&["<</Subtype/Type1>>"], face, b"a'\xE9\xAE", "a’Øﬁ");
        check(&["<</Subtype/Type1>>"], Face::Symbol, b"ab", "αβ");
    }

    #[test]
    fn differences_name_glyphs() {
        let font =
            "<</Subtype/Type1/Encoding<</Differences[12/fi/f_l/g12 65/a.alt/uni20AC/eacute]>>>>";
        check(&[font], Face::Column(2), b"\x0C\x0D\x0EABCD", "fifl?a€éD");
        let font = "<</Subtype/Type3/Encoding<</Differences[1/a12/a65/a200/a28/a39]>>>>";
        check(&[font], Face::Column(2), b"\x01\x02\x03\x04\x05", "fiA?fi’");
    }

    #[test]
    fn programs_have_encodings_of_their_own() {
        let objects = [
            "<</Subtype/Type1/FontDescriptor 3 0 R>>",
            "<</FontFile 4 0 R>>",
            "<</Length 66>>stream\n/Encoding 256 array dup 174 /ffi put dup 233 /eacute put readonly\nendstream",
        ];
        check(&objects, Face::Column(2), b"a\xAE\xE9", "affié");
    }
}
