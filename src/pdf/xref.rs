//! The cross-reference table: where in a file its objects stand (ISO 32000-1, 7.5.4 to 7.5.8).

use crate::model::{Budget, Limit};

use super::fallback;
use super::lexer::{Lexer, Token};
use super::object::{Dict, Form, Id, Object, indirect};

/// Most sections that a table may be spread over.
const MAX_SECTIONS: usize = 64;
/// How far from the end of a file the place of its table may be stated.
const TAIL: usize = 1024;
/// The length of a line of a table.
const LINE: usize = 20;

/// Why there is no table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is not sound.
    Unsound,
    /// The file is encrypted.
    Encrypted,
}

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
    /// Reads the sections of the table, newest first.
    ///
    /// # Errors
    /// If one of them is not sound, or if the file is encrypted.
    pub(super) fn read(bytes: &[u8], budget: &Budget) -> Result<Table, Fault> {
        let mut table = Table::default();
        let mut next = Some(start(bytes).ok_or(Fault::Unsound)?);
        for section in 0..MAX_SECTIONS {
            let Some(offset) = next else {
                return Ok(table);
            };
            let trailer = table.section(bytes, offset, budget);
            let trailer = trailer.ok_or(Fault::Unsound)?;
            if section == 0 {
                if trailer.get(b"Encrypt").is_some() {
                    return Err(Fault::Encrypted);
                }
                table.root = match trailer.get(b"Root") {
                    Some(Object::Reference(id)) => Some(id),
                    _ => None,
                };
            }
            next = trailer.get(b"Prev");
        }
        Err(Fault::Unsound)
    }

    /// Reads one section and returns its trailer.
    fn section<'b>(
        &mut self,
        bytes: &'b [u8],
        offset: Object<'_>,
        budget: &Budget,
    ) -> Option<Dict<'b>> {
        let offset = offset.as_count()?;
        if bytes.get(offset..)?.starts_with(b"xref") {
            self.read_lines(bytes, offset, budget)
        } else {
            self.read_stream(bytes, offset, budget)
        }
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

    /// Notes where an object stands, unless a newer section has said so. Damaged files claim any
    /// number.
    fn enter(&mut self, number: usize, entry: Entry, budget: &Budget) {
        let most = budget.limits().get(Limit::Objects);
        if number as u64 <= most
            && let Entry::Unknown = self.get(number as u32)
        {
            self.set(number, entry);
        }
    }

    /// Notes where an object stands, whatever was said before.
    pub(super) fn set(&mut self, number: usize, entry: Entry) {
        if number >= self.entries.len() {
            self.entries
                .resize(number.saturating_add(1), Entry::Unknown);
        }
        if let Some(place) = self.entries.get_mut(number) {
            *place = entry;
        }
    }

    /// Reads a section written as lines, and the stream that may go with it.
    fn read_lines<'b>(
        &mut self,
        bytes: &'b [u8],
        offset: usize,
        budget: &Budget,
    ) -> Option<Dict<'b>> {
        let mut free = Vec::new();
        let mut lexer = Lexer::new(bytes.get(offset..)?);
        lexer.pass(b"xref".len());
        loop {
            let first = match lexer.next()? {
                Token::Number(first) => first as usize,
                Token::Word(b"trailer") => break,
                _ => return None,
            };
            let Token::Number(count) = lexer.next()? else {
                return None;
            };
            let rest = lexer.rest().trim_ascii_start();
            let (lines, behind) = rest.split_at_checked((count as usize).checked_mul(LINE)?)?;
            if !budget.take(Limit::Looked, lines.len()) {
                return None;
            }
            let lines = lines.as_chunks::<LINE>().0;
            for (number, line) in (first..=usize::MAX).zip(lines) {
                match line {
                    [offset @ .., _, _, _, _, _, _, _, b'n', _, _] => {
                        let offset = std::str::from_utf8(offset).ok()?;
                        self.enter(number, Entry::At(offset.parse().ok()?), budget);
                    }
                    [.., b'f', _, _] => free.push(number),
                    _ => return None,
                }
            }
            lexer = Lexer::new(behind);
        }
        let trailer = Object::read(&mut lexer)?.as_dict()?;
        // What the lines call free may stand in a stream that only newer readers know.
        if let Some(stream) = trailer.get(b"XRefStm") {
            self.read_stream(bytes, stream.as_count()?, budget)?;
        }
        for number in free {
            self.enter(number, Entry::Free, budget);
        }
        Some(trailer)
    }

    /// Reads a section written as a stream; its dictionary is its trailer.
    fn read_stream<'b>(
        &mut self,
        bytes: &'b [u8],
        offset: usize,
        budget: &Budget,
    ) -> Option<Dict<'b>> {
        let mut lexer = Lexer::new(bytes.get(offset..)?);
        let stream = indirect(&mut lexer, Form::Sound, |_| None)?;
        let stream = stream.object.as_stream()?;
        let counts = |key: &[u8]| -> Option<Vec<usize>> {
            let array = stream.dict.get(key)?.as_array()?;
            array.iter().map(Object::as_count).collect()
        };
        let [kind, second, third] = counts(b"W")?.try_into().ok()?;
        let width = [kind, second, third]
            .iter()
            .try_fold(0usize, |sum, &n| (n <= 8).then(|| sum.saturating_add(n)))?;
        let size = stream.dict.get(b"Size")?.as_count()?;
        let index = counts(b"Index").unwrap_or_else(|| vec![0, size]);
        let numbers = index
            .chunks_exact(2)
            .filter_map(|run| <[usize; 2]>::try_from(run).ok())
            .flat_map(|[first, count]| first..first.saturating_add(count));
        let most = budget
            .left(Limit::Unpacked)
            .min(budget.limits().get(Limit::Stream));
        let content = fallback::decode(stream, &|object| object, most as usize);
        if !budget.take(Limit::Unpacked, content.len()) {
            return None;
        }
        for (number, field) in numbers.zip(content.chunks_exact(width.max(1))) {
            let (kind_of, rest) = field.split_at_checked(kind)?;
            let (second, third) = rest.split_at_checked(second)?;
            let entry = match (kind_of, big_endian(kind_of)) {
                ([], _) | (_, 1) => Entry::At(u32::try_from(big_endian(second)).ok()?),
                (_, 0) => Entry::Free,
                (_, 2) => Entry::In {
                    container: u32::try_from(big_endian(second)).ok()?,
                    index: u32::try_from(big_endian(third)).ok()?,
                },
                _ => continue,
            };
            self.enter(number, entry, budget);
        }
        Some(stream.dict)
    }
}

/// Returns where the file says that its table begins.
fn start(bytes: &[u8]) -> Option<Object<'_>> {
    let tail = bytes.get(bytes.len().saturating_sub(TAIL)..)?;
    let at = tail.windows(9).rposition(|window| window == b"startxref")?;
    let mut lexer = Lexer::new(tail.get(at..)?);
    lexer.pass(b"startxref".len());
    Object::read(&mut lexer)
}

fn big_endian(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |n, &byte| n << 8 | u64::from(byte))
}
