//! What is left to lopdf: mending damaged files, and what no report is known to need, such as
//! rare filters and encodings of fonts.

use lopdf::{Dictionary, Document, StringFormat};

use super::PdfError;
use super::object::{Dict, Object, Stream};

/// How deep objects are handed over; encodings and parameters of filters are flat.
const MAX_DEPTH: u32 = 8;

/// Follows references.
type Resolve<'r, 'a> = &'r dyn Fn(Object<'a>) -> Object<'a>;

/// Writes a damaged or encrypted file anew, as far as it can be read.
pub(super) fn mend(bytes: &[u8]) -> Result<Vec<u8>, PdfError> {
    let mut document = Document::load_mem(bytes).map_err(|error| match error {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) => PdfError::Encrypted,
        other => PdfError::Malformed(other.to_string()),
    })?;
    if document.trailer.has(b"Encrypt") && document.objects.is_empty() {
        return Err(PdfError::Encrypted);
    }
    let mut mended = Vec::with_capacity(bytes.len());
    match document.save_to(&mut mended) {
        Ok(()) => Ok(mended),
        Err(error) => Err(PdfError::Malformed(error.to_string())),
    }
}

/// Decodes a stream through whatever filters it has; nothing if that fails.
pub(super) fn decode<'a>(stream: Stream<'a>, resolve: Resolve<'_, 'a>, limit: usize) -> Vec<u8> {
    let dict = dictionary(stream.dict, &[b"Filter", b"DecodeParms"], resolve);
    lopdf::Stream::new(dict, stream.data.to_vec())
        .decompressed_content_with_limit(limit)
        .unwrap_or_default()
}

/// Returns what each byte of a simple font stands for by its encoding alone; none where that
/// does not say.
pub(super) fn encoded_texts<'a>(font: Dict<'a>, resolve: Resolve<'_, 'a>) -> Vec<Option<String>> {
    let dict = dictionary(font, &[b"Type", b"Encoding", b"ToUnicode"], resolve);
    let document = Document::new();
    let encoding = dict.get_font_encoding(&document).ok();
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
    let mut handed = Dictionary::new();
    for &key in keys {
        if let Some(value) = dict.get(key) {
            handed.set(key, object(value, resolve, MAX_DEPTH));
        }
    }
    handed
}

fn object<'a>(value: Object<'a>, resolve: Resolve<'_, 'a>, depth: u32) -> lopdf::Object {
    if depth == 0 {
        return lopdf::Object::Null;
    }
    match resolve(value) {
        Object::Null | Object::Reference(_) => lopdf::Object::Null,
        Object::Number(number) if number.fract() == 0.0 => lopdf::Object::Integer(number as i64),
        Object::Number(number) => lopdf::Object::Real(number as f32),
        Object::Name(name) => lopdf::Object::Name(name.to_vec()),
        string @ (Object::Literal(_) | Object::Hex(_)) => {
            let bytes = string.string_bytes().unwrap_or_default();
            lopdf::Object::String(bytes, StringFormat::Literal)
        }
        Object::Array(items) => items
            .iter()
            .map(|item| object(item, resolve, depth - 1))
            .collect::<Vec<_>>()
            .into(),
        Object::Dict(dict) => dictionary_of_all(dict, resolve, depth).into(),
        Object::Stream(stream) => {
            let dict = dictionary_of_all(stream.dict, resolve, depth);
            lopdf::Stream::new(dict, stream.data.to_vec()).into()
        }
    }
}

fn dictionary_of_all<'a>(dict: Dict<'a>, resolve: Resolve<'_, 'a>, depth: u32) -> Dictionary {
    dict.iter()
        .map(|(key, value)| (key.to_vec(), object(value, resolve, depth - 1)))
        .collect()
}
