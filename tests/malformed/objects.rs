//! Mutations of a PDF's objects: the file is in order, and what it says is not.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::random::Random;

/// So many times a thing is repeated at most.
const REPEATED: usize = 2_000;

/// Mutates some objects, and writes the file anew with a sound list of them.
pub(super) fn mutate(whole: &[u8], random: &mut Random) -> Vec<u8> {
    let Ok(mut document) = Document::load_mem(whole) else {
        return whole.to_vec();
    };
    // As it was written by many programs, or so that its contents can be changed in their middle.
    if random.below(3) > 0 {
        document.decompress();
    }
    let ids: Vec<ObjectId> = document.objects.keys().copied().collect();
    for _ in 0..=random.below(6) {
        let id = *random.pick(&ids);
        let copy = document.objects.get(random.pick(&ids)).cloned();
        match (document.objects.get_mut(&id), copy, random.below(12)) {
            (_, _, 0) => drop(document.objects.remove(&id)),
            (Some(object), Some(copy), 1) => *object = copy,
            (Some(object), _, _) => change(object, &ids, random),
            (None, _, _) => {}
        }
    }
    let mut bytes = Vec::new();
    match document.save_to(&mut bytes) {
        Ok(()) => bytes,
        Err(_) => whole.to_vec(),
    }
}

fn change(object: &mut Object, ids: &[ObjectId], random: &mut Random) {
    match object {
        Object::Dictionary(dictionary) => change_dictionary(dictionary, ids, random),
        Object::Stream(stream) => match random.below(3) {
            0 => change_dictionary(&mut stream.dict, ids, random),
            1 => {
                let again = stream.content.repeat(1 + random.below(30));
                stream.set_content(again);
            }
            _ => {
                let content = super::bytes::mutate(&stream.content, b"BT ET Q q", random);
                stream.set_content(content);
            }
        },
        Object::Array(items) if !items.is_empty() => match random.below(4) {
            0 => {
                let item = random.pick(items).clone();
                items.extend(std::iter::repeat_n(item, random.below(REPEATED)));
            }
            1 => items.reverse(),
            2 => drop(items.remove(random.below(items.len()))),
            _ => {
                let at = random.below(items.len());
                change(&mut items[at], ids, random);
            }
        },
        other => *other = value(ids, random),
    }
}

fn change_dictionary(dictionary: &mut Dictionary, ids: &[ObjectId], random: &mut Random) {
    let keys: Vec<Vec<u8>> = dictionary.iter().map(|(key, _)| key.clone()).collect();
    if keys.is_empty() {
        return;
    }
    let key = random.pick(&keys).clone();
    match random.below(4) {
        0 => drop(dictionary.remove(&key)),
        1 => {
            let other = random.pick(&keys);
            if let Ok(value) = dictionary.get(other).cloned() {
                dictionary.set(key, value);
            }
        }
        2 => dictionary.set(key, value(ids, random)),
        _ => {
            if let Ok(value) = dictionary.get_mut(&key) {
                change(value, ids, random);
            }
        }
    }
}

/// A value that may stand anywhere.
fn value(ids: &[ObjectId], random: &mut Random) -> Object {
    match random.below(9) {
        0 | 1 => Object::Reference(*random.pick(ids)),
        2 => Object::Integer(*random.pick(&[0, 1, -1, 255, 65_536, i64::from(i32::MAX), i64::MAX])),
        3 => Object::Real(*random.pick(&[0.0, -1.0, 1e-30, 1e30, f32::MAX, f32::NAN])),
        4 => Object::Null,
        5 => Object::Array(vec![
            Object::Reference(*random.pick(ids));
            1 + random.below(REPEATED)
        ]),
        6 => Object::Name(
            random
                .pick(&["Pages", "Page", "Span", "Document", "Link", "Identity-H"])
                .bytes()
                .collect(),
        ),
        7 => Object::string_literal("x".repeat(random.below(5_000))),
        _ => {
            let mut nested = Object::Integer(1);
            for _ in 0..random.below(90) {
                nested = Object::Array(vec![nested]);
            }
            nested
        }
    }
}
