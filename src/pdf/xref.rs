//! The cross-reference table: where in a file its objects stand (ISO 32000-1, 7.5.4 to 7.5.8).

use super::fallback;
use super::lexer::{Lexer, Token};
use super::object::{Dict, Id, Object, indirect};

/// Highest object number that is believed; damaged files claim anything.
const MAX_NUMBER: usize = 1 << 20;
/// Most sections that a table may be spread over.
const MAX_SECTIONS: usize = 64;
/// How far from the end of a file the place of its table may be stated.
const TAIL: usize = 1024;
/// The length of a line of a table.
const LINE: usize = 20;

/// Where the objects stand.
#[derive(Debug, Default)]
pub(super) struct Table {
    entries: Vec<Entry>,
    /// The root of all objects.
    pub(super) root: Option<Id>,
}

/// Where an object stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    /// Nothing is said about it.
    Unknown,
    /// It does not exist.
    Free,
    /// At an offset in the file.
    At(u32),
    /// In an object stream, at a place in its list of members.
    In { container: u32, index: u32 },
}

impl Table {
    /// Reads the sections of the table, newest first; none if one of them is not sound, or if
    /// the file is encrypted.
    pub(super) fn read(bytes: &[u8]) -> Option<Table> {
        let mut table = Table::default();
        let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
        let at = tail.windows(9).rposition(|window| window == b"startxref")?;
        let start = Object::read(&mut Lexer::new(&tail[at + 9..]))?;
        let mut next = Some(start);
        for section in 0..MAX_SECTIONS {
            let Some(offset) = next else {
                return Some(table);
            };
            let offset = offset.as_count()?;
            let trailer = if bytes.get(offset..)?.starts_with(b"xref") {
                table.read_lines(bytes, offset)?
            } else {
                table.read_stream(bytes, offset)?
            };
            if section == 0 {
                if trailer.get(b"Encrypt").is_some() {
                    return None;
                }
                table.root = match trailer.get(b"Root") {
                    Some(Object::Reference(id)) => Some(id),
                    _ => None,
                };
            }
            next = trailer.get(b"Prev");
        }
        None
    }

    /// Returns how many numbers it goes up to.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Tells where an object stands.
    pub(super) fn get(&self, number: u32) -> Entry {
        let entry = self.entries.get(number as usize);
        entry.copied().unwrap_or(Entry::Unknown)
    }

    /// Lists the object streams that hold objects, in order.
    pub(super) fn containers(&self) -> Vec<u32> {
        let mut numbers = Vec::new();
        for entry in &self.entries {
            if let Entry::In { container, .. } = *entry
                && numbers.last() != Some(&container)
            {
                numbers.push(container);
            }
        }
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// Notes where an object stands, unless a newer section has said so.
    fn enter(&mut self, number: usize, entry: Entry) {
        if number > MAX_NUMBER {
            return;
        }
        if number >= self.entries.len() {
            self.entries.resize(number + 1, Entry::Unknown);
        }
        if self.entries[number] == Entry::Unknown {
            self.entries[number] = entry;
        }
    }

    /// Reads a section written as lines, and the stream that may go with it.
    fn read_lines<'b>(&mut self, bytes: &'b [u8], offset: usize) -> Option<Dict<'b>> {
        let mut free = Vec::new();
        let mut lexer = Lexer::new(&bytes[offset + b"xref".len()..]);
        loop {
            let first = match lexer.next()? {
                Token::Number(first) => (first as usize).min(MAX_NUMBER + 1),
                Token::Word(b"trailer") => break,
                _ => return None,
            };
            let Token::Number(count) = lexer.next()? else {
                return None;
            };
            let rest = lexer.rest().trim_ascii_start();
            let lines = rest.get(..(count as usize).checked_mul(LINE)?)?;
            for (number, line) in (first..).zip(lines.chunks_exact(LINE)) {
                match line[17] {
                    b'n' => {
                        let offset = std::str::from_utf8(&line[..10]).ok()?;
                        self.enter(number, Entry::At(offset.parse().ok()?));
                    }
                    b'f' => free.push(number),
                    _ => return None,
                }
            }
            lexer = Lexer::new(&rest[lines.len()..]);
        }
        let trailer = Object::read(&mut lexer)?.as_dict()?;
        // What the lines call free may stand in a stream that only newer readers know.
        if let Some(stream) = trailer.get(b"XRefStm") {
            self.read_stream(bytes, stream.as_count()?)?;
        }
        for number in free {
            self.enter(number, Entry::Free);
        }
        Some(trailer)
    }

    /// Reads a section written as a stream; its dictionary is its trailer.
    fn read_stream<'b>(&mut self, bytes: &'b [u8], offset: usize) -> Option<Dict<'b>> {
        let (_, object) = indirect(bytes.get(offset..)?, |_| None)?;
        let stream = object.as_stream()?;
        let counts = |key: &[u8]| -> Option<Vec<usize>> {
            let array = stream.dict.get(key)?.as_array()?;
            array.iter().map(Object::as_count).collect()
        };
        let [kind, second, third] = counts(b"W")?.try_into().ok()?;
        let width = [kind, second, third]
            .iter()
            .try_fold(0usize, |sum, &n| (n <= 8).then_some(sum + n))?;
        let size = stream.dict.get(b"Size")?.as_count()?;
        let index = counts(b"Index").unwrap_or_else(|| vec![0, size]);
        let numbers = index
            .chunks_exact(2)
            .flat_map(|run| run[0]..run[0].saturating_add(run[1]));
        let content = fallback::decode(stream, &|object| object, (MAX_NUMBER + 1) * width);
        for (number, field) in numbers.zip(content.chunks_exact(width.max(1))) {
            let (kind_of, rest) = field.split_at(kind);
            let (second, third) = rest.split_at(second);
            let entry = match (kind_of, big_endian(kind_of)) {
                ([], _) | (_, 1) => Entry::At(u32::try_from(big_endian(second)).ok()?),
                (_, 0) => Entry::Free,
                (_, 2) => Entry::In {
                    container: u32::try_from(big_endian(second)).ok()?,
                    index: u32::try_from(big_endian(third)).ok()?,
                },
                _ => continue,
            };
            self.enter(number, entry);
        }
        Some(stream.dict)
    }
}

fn big_endian(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |n, &byte| n << 8 | u64::from(byte))
}
