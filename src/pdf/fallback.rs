//! What is left to lopdf beside decryption: what no report is known to need, such as rare filters and
//! encodings of fonts.

use std::cell::Cell;

use lopdf::{Dictionary, Document, StringFormat};

use super::object::{Dict, Object, Stream};

/// How deep objects are handed over; encodings and parameters of filters are flat.
const MAX_DEPTH: u32 = 8;
/// How many objects are handed over at a time. An encoding names 256 glyphs.
const MAX_OBJECTS: u32 = 2_000;
/// A character map that takes more bytes, packed and unpacked, is not handed over.
const MAX_PACKED: usize = 64 << 10;

/// Follows references.
type Resolve<'r, 'a> = &'r dyn Fn(Object<'a>) -> Object<'a>;

/// Decodes a stream through whatever filters it has; nothing if that fails.
pub(super) fn decode<'a>(stream: Stream<'a>, resolve: Resolve<'_, 'a>, limit: usize) -> Vec<u8> {
    let dict = dictionary(stream.dict, &[b"Filter", b"DecodeParms"], resolve);
    lopdf::Stream::new(dict, stream.data.to_vec())
        .decompressed_content_with_limit(limit)
        .unwrap_or_default()
}

/// Returns what each byte stands for in an encoding of a name; none where there is no such encoding,
/// and no text where it has no such byte.
pub(super) fn named_encoding(name: &[u8]) -> Vec<Option<String>> {
    let mut font = Dictionary::new();
    font.set("Type", lopdf::Object::Name(b"Font".to_vec()));
    font.set("Encoding", lopdf::Object::Name(name.to_vec()));
    let document = Document::new();
    let encoding = font.get_font_encoding(&document).ok();
    (0..=255)
        .map(|byte| Document::decode_text(encoding.as_ref()?, &[byte]).ok())
        .collect()
}

/// Decodes a text string of the file's structure.
pub(super) fn text_string(string: Object<'_>) -> Option<String> {
    let bytes = string.string_bytes()?;
    lopdf::decode_text_string(&lopdf::Object::String(bytes, StringFormat::Literal)).ok()
}

fn dictionary<'a>(dict: Dict<'a>, keys: &[&[u8]], resolve: Resolve<'_, 'a>) -> Dictionary {
    let handing = Handing {
        resolve,
        left: Cell::new(MAX_OBJECTS),
    };
    let mut handed = Dictionary::new();
    for &key in keys {
        if let Some(value) = dict.get(key) {
            handed.set(key, handing.object(value, MAX_DEPTH));
        }
    }
    handed
}

/// Hands objects over. What they name may name each other in circles, many times each.
struct Handing<'r, 'a> {
    resolve: Resolve<'r, 'a>,
    left: Cell<u32>,
}

impl<'a> Handing<'_, 'a> {
    fn object(&self, value: Object<'a>, depth: u32) -> lopdf::Object {
        let left = self.left.get();
        let (Some(depth), Some(left)) = (depth.checked_sub(1), left.checked_sub(1)) else {
            return lopdf::Object::Null;
        };
        self.left.set(left);
        match (self.resolve)(value) {
            Object::Null | Object::Reference(_) => lopdf::Object::Null,
            Object::Number(number) if number.fract() == 0.0 => {
                lopdf::Object::Integer(number as i64)
            }
            Object::Number(number) => lopdf::Object::Real(number as f32),
            Object::Name(name) => lopdf::Object::Name(name.to_vec()),
            string @ (Object::Literal(_) | Object::Hex(_)) => {
                let bytes = string.string_bytes().unwrap_or_default();
                lopdf::Object::String(bytes, StringFormat::Literal)
            }
            Object::Array(items) => items
                .iter()
                .take(MAX_OBJECTS as usize)
                .map(|item| self.object(item, depth))
                .collect::<Vec<_>>()
                .into(),
            Object::Dict(dict) => self.dictionary(dict, depth).into(),
            Object::Stream(stream) if stream.data.len() <= MAX_PACKED => {
                let dict = self.dictionary(stream.dict, depth);
                lopdf::Stream::new(dict, stream.data.to_vec()).into()
            }
            Object::Stream(_) => lopdf::Object::Null,
        }
    }

    fn dictionary(&self, dict: Dict<'a>, depth: u32) -> Dictionary {
        dict.iter()
            .take(MAX_OBJECTS as usize)
            .map(|(key, value)| (key.to_vec(), self.object(value, depth)))
            .collect()
    }
}
