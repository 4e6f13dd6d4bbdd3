//! Mutations of bytes, for any file.

use super::random::Random;

/// Words of the formats that are read, and numbers at their ends.
const WORDS: [&[u8]; 34] = [
    b"obj",
    b"endobj",
    b"stream\n",
    b"endstream",
    b"xref",
    b"trailer",
    b"startxref",
    b"/Length",
    b"/Kids",
    b"/Parent",
    b"/Contents",
    b"/Filter",
    b"/FlateDecode",
    b"/ObjStm",
    b"/XRef",
    b"/Type",
    b"<<",
    b">>",
    b"[",
    b"]",
    b"1 0 R",
    b"99999 0 R",
    b"-1",
    b"4294967296",
    b"1e38",
    b"BT",
    b"Tj",
    b"<div>",
    b"</",
    b"<table><tr><td>",
    b"<!--",
    b"&#x110000;",
    b"<svg><p>",
    b"]]>",
];

/// Mutates bytes at some places; what is put in may be of another file.
pub(super) fn mutate(whole: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    for _ in 0..=random.below(8) {
        step(&mut bytes, other, random);
    }
    bytes
}

fn step(bytes: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    if bytes.is_empty() {
        bytes.push(0);
    }
    let at = random.below(bytes.len());
    let longest = *random.pick(&[4, 64, 4096]);
    let length = (1 + random.below(longest)).min(bytes.len() - at);
    match random.below(9) {
        0 => bytes[at] ^= 1 << random.below(8),
        1 => bytes[at] = random.next() as u8,
        2 => bytes.truncate(at),
        3 => drop(bytes.drain(at..at + length)),
        4 => {
            let again: Vec<u8> = bytes[at..at + length].to_vec();
            let again = again.repeat(1 + random.below(20));
            bytes.splice(at..at, again);
        }
        5 => bytes[at..at + length].fill([0, 0xff, b' ', b'9', b'('][random.below(5)]),
        6 => {
            let word = *random.pick(&WORDS);
            bytes.splice(at..(at + word.len()).min(bytes.len()), word.iter().copied());
        }
        7 => {
            let from = random.below(other.len().max(1));
            let part = other.get(from..(from + length).min(other.len()));
            bytes.splice(at..at, part.unwrap_or_default().iter().copied());
        }
        _ => {
            // A number becomes another.
            let digits = |byte: &u8| byte.is_ascii_digit();
            if let Some(place) = bytes[at..].iter().position(digits) {
                let begin = at + place;
                let end = bytes[begin..].iter().position(|byte| !digits(byte));
                let end = end.map_or(bytes.len(), |end| begin + end);
                let number = ["0", "1", "7", "65536", "2147483648", "99999999999999999999"];
                bytes.splice(begin..end, random.pick(&number).bytes());
            }
        }
    }
}
