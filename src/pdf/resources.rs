//! What a stream of contents may name (ISO 32000-1, 7.8.3): fonts, forms, pictures, lists of
//! properties, states of graphics.

use super::file::File;
use super::font::Font;
use super::interpreter::Interpreter;
use super::object::{Dict, Memo, Object, Stream};

/// What a stream of contents may name.
pub(super) struct Resources<'a> {
    /// Their places among the fonts read.
    pub(super) fonts: Memo<'a, usize>,
    /// None for a picture.
    pub(super) forms: Memo<'a, Option<Stream<'a>>>,
    /// Lists of properties of marked content.
    pub(super) properties: Memo<'a, Dict<'a>>,
    /// The fonts and sizes that states of graphics set.
    pub(super) states: Memo<'a, (usize, f32)>,
}

impl<'a> Resources<'a> {
    pub(super) fn of(file: &'a File<'a>, resources: Option<Dict<'a>>) -> Resources<'a> {
        let keys: [&[u8]; 4] = [b"Font", b"XObject", b"Properties", b"ExtGState"];
        let dicts = resources.map_or([None; 4], |resources| file.get_all(resources, keys));
        let [fonts, forms, properties, states] = dicts.map(|dict| file.index(dict));
        Resources {
            fonts: Memo::new(fonts),
            forms: Memo::new(forms),
            properties: Memo::new(properties),
            states: Memo::new(states),
        }
    }
}

impl<'a> Interpreter<'a> {
    /// Reads a font, unless that was done before, and returns its place among those read.
    pub(super) fn named_font(&mut self, entry: Object<'a>) -> Option<usize> {
        if let Object::Reference(id) = entry
            && let Some(&font) = self.font_numbers.get(&id)
        {
            self.lacks_font |= !self.fonts.get(font)?.is_whole;
            return Some(font);
        }
        let losses = self.file.losses();
        let Some(dict) = self.file.resolve(entry).as_dict() else {
            self.lacks_font |= self.file.losses() > losses;
            return None;
        };
        let font = self.fonts.len();
        let mut read = Font::read(self.file, dict);
        read.is_whole = self.file.losses() == losses;
        self.lacks_font |= !read.is_whole;
        self.fonts.push(read);
        if let Object::Reference(id) = entry {
            self.font_numbers.insert(id, font);
        }
        Some(font)
    }

    /// Reads the font and the size that a state of graphics sets, if it does.
    pub(super) fn font_set(&mut self, set: Object<'a>) -> Option<(usize, f32)> {
        let file = self.file;
        let set = file.resolve(set).as_dict()?;
        let mut pair = file.get(set, b"Font")?.as_array()?.iter();
        let font = self.named_font(pair.next()?)?;
        Some((font, file.resolve(pair.next()?).as_number()?))
    }

    /// Tells what an XObject is: a form, in which text may stand, or else a picture.
    pub(super) fn drawing(&self, object: Object<'a>) -> Option<Option<Stream<'a>>> {
        let stream = self.file.resolve(object).as_stream()?;
        let subtype = self.file.get(stream.dict, b"Subtype")?;
        match subtype.as_name()? {
            b"Form" => Some(Some(stream)),
            b"Image" => Some(None),
            _ => None,
        }
    }
}
