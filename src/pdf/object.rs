//! Small questions asked of lopdf's objects, with damaged answers read as none.

use std::io::Read;

use lopdf::{Dictionary, Document, Object, Stream};

/// Most bytes that one stream may decompress to. The largest real page has 0.1 MB.
const MAX_STREAM: u64 = 16 << 20;

/// Follows references to the object itself; a dangling one is null.
pub(super) fn deref<'a>(doc: &'a Document, object: &'a Object) -> &'a Object {
    match doc.dereference(object) {
        Ok((_, object)) => object,
        Err(_) => &Object::Null,
    }
}

/// Looks a key up and follows references.
pub(super) fn get<'a>(doc: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    dict.get(key).ok().map(|object| deref(doc, object))
}

/// Reads an integer or a real.
pub(super) fn number(object: &Object) -> Option<f32> {
    match object {
        Object::Integer(value) => Some(*value as f32),
        Object::Real(value) => Some(*value),
        _ => None,
    }
}

/// Decompresses a stream as far as it can be, up to a cap.
pub(super) fn decode(doc: &Document, stream: &Stream) -> Vec<u8> {
    let plain_flate = match get(doc, &stream.dict, b"Filter") {
        None => return stream.content.clone(),
        Some(Object::Name(name)) => name == b"FlateDecode",
        Some(Object::Array(names)) => {
            names.len() == 1
                && deref(doc, &names[0])
                    .as_name()
                    .is_ok_and(|n| n == b"FlateDecode")
        }
        Some(_) => false,
    };
    if plain_flate && !stream.dict.has(b"DecodeParms") {
        let mut bytes = Vec::with_capacity(stream.content.len() * 4);
        // An error at the end of a damaged stream leaves what came before it.
        let _ = flate2::read::ZlibDecoder::new(stream.content.as_slice())
            .take(MAX_STREAM)
            .read_to_end(&mut bytes);
        return bytes;
    }
    stream
        .decompressed_content_with_limit(MAX_STREAM as usize)
        .unwrap_or_default()
}
