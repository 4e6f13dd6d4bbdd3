//! What Outlook wraps around the attachments of a message (`winmail.dat`, [MS-OXTNEF]): attributes,
//! of which those that tell what is attached are read.

use super::message::{Attachment, name_of};
use crate::formats::encoding;

/// What such a file begins with.
const SIGNATURE: &[u8] = &[0x78, 0x9F, 0x3E, 0x22];
/// How long the head of a file is, with the key behind the signature, and how long a sum behind an attribute.
const HEAD: usize = 6;
const SUM: usize = 2;

/// The attributes: an attachment begins, its short name, its content, its properties.
const BEGINS: u32 = 0x0006_9002;
const TITLE: u32 = 0x0001_8010;
const DATA: u32 = 0x0006_800F;
const PROPERTIES: u32 = 0x0006_9005;

/// The property that is the long name of an attachment, and the types that it has.
const LONG_NAME: u16 = 0x3707;
const NARROW: u16 = 0x001E;
const WIDE: u16 = 0x001F;
/// Properties from this number on have names of their own.
const NAMED: u16 = 0x8000;

/// Tells whether bytes are a wrapping.
pub(super) fn is_wrapping(bytes: &[u8]) -> bool {
    bytes.starts_with(SIGNATURE)
}

/// Returns what is attached, as far as it can be read.
pub(super) fn attachments(bytes: &[u8]) -> Vec<Attachment> {
    let mut attachments = Vec::new();
    let mut attached: Option<(Option<String>, Vec<u8>)> = None;
    let mut end = |attached: Option<(Option<String>, Vec<u8>)>| {
        if let Some((name, bytes)) = attached {
            let name = name_of(name.as_deref(), attachments.len());
            attachments.push(Attachment { name, bytes });
        }
    };
    let mut rest = Bytes(bytes.get(HEAD..).unwrap_or_default());
    while let Some((attribute, data)) = rest.attribute() {
        if attribute == BEGINS {
            end(attached.take());
            attached = Some((None, Vec::new()));
            continue;
        }
        let Some((name, content)) = &mut attached else {
            continue;
        };
        match attribute {
            TITLE if name.is_none() => *name = letters(data),
            PROPERTIES => {
                if let Some(long) = long_name(data) {
                    *name = Some(long);
                }
            }
            DATA => data.clone_into(content),
            _ => {}
        }
    }
    end(attached);
    attachments
}

/// Finds the long name among the properties of an attachment.
fn long_name(data: &[u8]) -> Option<String> {
    let mut rest = Bytes(data);
    let count = rest.number()?;
    for _ in 0..count {
        let (kind, id) = (rest.short()?, rest.short()?);
        if id >= NAMED {
            rest.take(16)?;
            if rest.number()? != 0 {
                rest.padded()?;
            } else {
                rest.take(4)?;
            }
        }
        let value = match kind {
            0x02 | 0x03 | 0x04 | 0x0A | 0x0B => rest.take(4)?,
            0x05..=0x07 | 0x14 | 0x40 => rest.take(8)?,
            0x48 => rest.take(16)?,
            0x0D | NARROW | WIDE | 0x0102 => {
                let mut last: &[u8] = &[];
                for _ in 0..rest.number()? {
                    last = rest.padded()?;
                }
                last
            }
            _ => return None,
        };
        match (id, kind) {
            (LONG_NAME, NARROW) => return letters(value),
            (LONG_NAME, WIDE) => {
                let pairs = value.as_chunks::<2>().0.iter();
                let units: Vec<u16> = pairs.map(|pair| u16::from_le_bytes(*pair)).collect();
                let name = String::from_utf16_lossy(&units);
                return Some(name.trim_end_matches('\0').to_owned());
            }
            _ => {}
        }
    }
    None
}

/// Reads letters of a byte each, behind which a zero stands.
fn letters(data: &[u8]) -> Option<String> {
    let end = data.iter().position(|byte| *byte == 0);
    let data = data.get(..end.unwrap_or(data.len()))?;
    let (text, _) = encoding::decode(data, true).ok()?;
    Some(text.into_owned()).filter(|name| !name.is_empty())
}

/// What has not been read yet.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn short(&mut self) -> Option<u16> {
        let bytes = self.take(2)?.first_chunk()?;
        Some(u16::from_le_bytes(*bytes))
    }

    fn number(&mut self) -> Option<u32> {
        let bytes = self.take(4)?.first_chunk()?;
        Some(u32::from_le_bytes(*bytes))
    }

    /// Reads a length, so many bytes, and those up to a multiple of four.
    fn padded(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.number()?).ok()?;
        let taken = self.take(length)?;
        let more = length.next_multiple_of(4).saturating_sub(length);
        self.take(more.min(self.0.len()))?;
        Some(taken)
    }

    fn attribute(&mut self) -> Option<(u32, &'a [u8])> {
        self.take(1)?;
        let attribute = self.number()?;
        let length = usize::try_from(self.number()?).ok()?;
        let data = self.take(length)?;
        self.take(SUM.min(self.0.len()))?;
        Some((attribute, data))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attribute(level: u8, attribute: u32, data: &[u8]) -> Vec<u8> {
        let mut bytes = vec![level];
        bytes.extend(attribute.to_le_bytes());
        bytes.extend(u32::try_from(data.len()).unwrap().to_le_bytes());
        bytes.extend(data);
        let sum = data
            .iter()
            .fold(0u16, |sum, byte| sum.wrapping_add(u16::from(*byte)));
        bytes.extend(sum.to_le_bytes());
        bytes
    }

    #[test]
    fn what_is_attached() {
        let mut properties = 2u32.to_le_bytes().to_vec();
        properties.extend([0x03, 0, 0x05, 0x37, 1, 0, 0, 0]);
        properties.extend([0x1F, 0, 0x07, 0x37, 1, 0, 0, 0, 10, 0, 0, 0]);
        properties.extend("v.md\0".encode_utf16().flat_map(u16::to_le_bytes));
        properties.extend([0, 0]);
        let bytes = [
            SIGNATURE,
            &[1, 0],
            &attribute(1, 0x0008_9006, &[0, 0, 1, 0]),
            &attribute(2, BEGINS, &[0; 14]),
            &attribute(2, TITLE, b"visit.md\0"),
            &attribute(2, DATA, b"# Visit"),
            &attribute(2, BEGINS, &[0; 14]),
            &attribute(2, TITLE, b"V~1.MD\0"),
            &attribute(2, DATA, b"# Visit 2"),
            &attribute(2, PROPERTIES, &properties),
        ]
        .concat();
        assert!(is_wrapping(&bytes));
        let found = attachments(&bytes);
        let found: Vec<(&str, &[u8])> = found
            .iter()
            .map(|attached| (attached.name.as_str(), &attached.bytes[..]))
            .collect();
        let expected: [(&str, &[u8]); 2] = [("visit.md", b"# Visit"), ("v.md", b"# Visit 2")];
        assert_eq!(found, expected);
        for cut in 0..bytes.len() {
            let _ = attachments(&bytes[..cut]);
        }
    }
}
