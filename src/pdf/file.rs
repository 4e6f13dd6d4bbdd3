//! A file's objects, found through its cross-reference table and read on demand.
//!
//! Strict on purpose: what does not stand where the file says is noted as damage, and such files
//! are mended first ([`super::fallback`]).

use std::cell::{Cell, RefCell};

use flate2::{Decompress, FlushDecompress, Status};

use super::fallback;
use super::lexer::{Lexer, Token};
use super::object::{Dict, Id, Index, Object, Stream, indirect};
use super::xref::{Entry, Table};

/// Most bytes that one stream may decompress to. The largest real page has 0.1 MB.
const MAX_STREAM: usize = 16 << 20;
/// How far from the start of a file its header may stand (ISO 32000-1, annex H, 3.4.1).
const HEAD: usize = 1024;

/// An opened file.
#[derive(Debug)]
pub(super) struct File<'b> {
    bytes: &'b [u8],
    table: Table,
    /// The object streams, by number.
    containers: Vec<Container>,
    /// Kept, because it is large and streams are many.
    decompress: RefCell<Decompress>,
    damaged: Cell<bool>,
}

/// An object stream, decompressed.
#[derive(Debug)]
struct Container {
    number: u32,
    bytes: Vec<u8>,
    /// The numbers of its objects and where they begin.
    members: Vec<(u32, usize)>,
}

impl<'b> File<'b> {
    /// Opens a file; none if its tables are not sound, or if it is encrypted.
    pub(super) fn open(bytes: &'b [u8]) -> Option<File<'b>> {
        let start = bytes[..bytes.len().min(HEAD)]
            .windows(5)
            .position(|window| window == b"%PDF-")?;
        let bytes = &bytes[start..];
        let mut file = File {
            bytes,
            table: Table::read(bytes)?,
            containers: Vec::new(),
            decompress: RefCell::new(Decompress::new(true)),
            damaged: Cell::new(false),
        };
        file.containers = file
            .table
            .containers()
            .into_iter()
            .map(|number| file.container(number))
            .collect::<Option<_>>()?;
        Some(file)
    }

    /// Tells whether anything asked for so far does not stand where it should.
    pub(super) fn is_damaged(&self) -> bool {
        self.damaged.get()
    }

    /// Returns how many numbers objects may have.
    pub(super) fn numbers(&self) -> usize {
        self.table.len()
    }

    /// Returns the root of all objects.
    pub(super) fn catalog(&self) -> Option<Dict<'_>> {
        self.object(self.table.root?).as_dict()
    }

    /// Follows a reference to the object itself; a dangling one is null.
    pub(super) fn resolve<'f>(&'f self, object: Object<'f>) -> Object<'f> {
        let mut object = object;
        // A reference to a reference is a fault, but one that is met.
        for _ in 0..8 {
            match object {
                Object::Reference(id) => object = self.object(id),
                _ => return object,
            }
        }
        Object::Null
    }

    /// Looks a key up and follows references.
    pub(super) fn get<'f>(&'f self, dict: Dict<'f>, key: &[u8]) -> Option<Object<'f>> {
        dict.get(key).map(|object| self.resolve(object))
    }

    /// Looks a dictionary up and sorts it by key; one that is missing has no keys.
    pub(super) fn index<'f>(&'f self, dict: Option<Dict<'f>>, key: &[u8]) -> Index<'f> {
        dict.and_then(|dict| self.get(dict, key))
            .and_then(Object::as_dict)
            .map(Index::new)
            .unwrap_or_default()
    }

    /// Appends the content of a stream, decompressed as far as it can be, up to a cap.
    pub(super) fn decode(&self, stream: Stream<'_>, into: &mut Vec<u8>) {
        let is_flate = |object| self.resolve(object).as_name() == Some(b"FlateDecode");
        let plain_flate = match self.get(stream.dict, b"Filter") {
            None => return into.extend_from_slice(stream.data),
            Some(Object::Array(names)) => {
                let mut names = names.iter();
                names.next().is_some_and(is_flate) && names.next().is_none()
            }
            Some(name) => is_flate(name),
        };
        if plain_flate && stream.dict.get(b"DecodeParms").is_none() {
            inflate(&mut self.decompress.borrow_mut(), stream.data, into);
        } else {
            let resolve = |object| self.resolve(object);
            into.extend(fallback::decode(stream, &resolve, MAX_STREAM));
        }
    }

    fn object(&self, id: Id) -> Object<'_> {
        let object = match self.table.get(id.number) {
            // To be called free and yet to be wanted is a fault as well.
            Entry::Free | Entry::Unknown => None,
            Entry::At(offset) => self
                .bytes
                .get(offset as usize..)
                .and_then(|bytes| indirect(bytes, |length| self.length(length)))
                .filter(|&(found, _)| found == id)
                .map(|(_, object)| object),
            Entry::In { container, index } => self.member(id, container, index),
        };
        object.unwrap_or_else(|| {
            self.damaged.set(true);
            Object::Null
        })
    }

    /// Reads the length of a stream where it is an object of its own. That must be no stream,
    /// so that lengths cannot lead in circles.
    fn length(&self, id: Id) -> Option<usize> {
        let Entry::At(offset) = self.table.get(id.number) else {
            return None;
        };
        let (found, object) = indirect(self.bytes.get(offset as usize..)?, |_| None)?;
        (found == id).then(|| object.as_count())?
    }

    fn member(&self, id: Id, container: u32, index: u32) -> Option<Object<'_>> {
        let at = self
            .containers
            .binary_search_by_key(&container, |container| container.number)
            .ok()?;
        let container = &self.containers[at];
        let &(number, at) = container.members.get(index as usize)?;
        if (number, 0) != (id.number, id.generation) {
            return None;
        }
        Object::read(&mut Lexer::new(container.bytes.get(at..)?))
    }

    fn container(&self, number: u32) -> Option<Container> {
        let id = Id {
            number,
            generation: 0,
        };
        let stream = self.object(id).as_stream()?;
        let first = self.get(stream.dict, b"First")?.as_count()?;
        let count = self.get(stream.dict, b"N")?.as_count()?;
        let mut bytes = Vec::new();
        self.decode(stream, &mut bytes);
        let mut lexer = Lexer::new(bytes.get(..first)?);
        let mut members = Vec::new();
        while members.len() < count
            && let (Some(Token::Number(number)), Some(Token::Number(at))) =
                (lexer.next(), lexer.next())
        {
            members.push((number as u32, first.saturating_add(at as usize)));
        }
        Some(Container {
            number,
            bytes,
            members,
        })
    }
}

/// Appends what a stream inflates to. An error in it leaves what came before.
fn inflate(decompress: &mut Decompress, data: &[u8], into: &mut Vec<u8>) {
    let cap = into.len().saturating_add(MAX_STREAM);
    decompress.reset(true);
    loop {
        let left = cap - into.len();
        if left == 0 {
            return;
        }
        into.reserve((data.len() * 4).max(1024).min(left));
        let rest = &data[(decompress.total_in() as usize).min(data.len())..];
        let status = decompress.decompress_vec(rest, into, FlushDecompress::Finish);
        into.truncate(cap);
        let full = into.len() == into.capacity();
        if !matches!(status, Ok(Status::Ok | Status::BufError)) || !full {
            return;
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Writes objects one after the other, with a table of where they stand.
    pub(in crate::pdf) fn written(objects: &[&str]) -> String {
        let mut file = "%PDF-1.7\n".to_owned();
        let mut lines = "0000000000 65535 f \n".to_owned();
        for (number, object) in (1..).zip(objects) {
            lines += &format!("{:010} 00000 n \n", file.len());
            file += &format!("{number} 0 obj\n{object}\nendobj\n");
        }
        let table = file.len();
        let count = objects.len() + 1;
        file + &format!(
            "xref\n0 {count}\n{lines}trailer\n<</Root 1 0 R/Size {count}>>\nstartxref\n{table}\n%%EOF\n"
        )
    }

    fn content(file: &File<'_>) -> String {
        let mut content = Vec::new();
        let catalog = file.catalog().unwrap();
        if let Some(Object::Stream(stream)) = file.get(catalog, b"Text") {
            file.decode(stream, &mut content);
        }
        String::from_utf8(content).unwrap()
    }

    #[test]
    fn streams_are_read_in_place() {
        let objects = [
            "<</Text 2 0 R>>",
            "<</Length 3 0 R>>\nstream\nhello\nendstream",
            "5",
        ];
        let source = written(&objects);
        let file = File::open(source.as_bytes()).unwrap();
        assert_eq!(content(&file), "hello");
        assert!(!file.is_damaged());
    }

    #[test]
    fn members_are_read_from_their_container() {
        let container = "<</N 2/First 8/Length 18>>\nstream\n4 0 5 4 (a) <</B 4 0 R>>\nendstream";
        let container = container.replace("18", "24");
        let body = ["<</Text 5 0 R>>", &container].map(str::to_owned);
        let mut source = "%PDF-1.7\n".to_owned();
        let mut entries = vec![[0, 0, 0, 0]];
        for (number, object) in (1..).zip(&body) {
            entries.push([1, 0, source.len() as u8, 0]);
            source += &format!("{number} 0 obj\n{object}\nendobj\n");
        }
        entries.extend([[1, 0, source.len() as u8, 0], [2, 0, 2, 0], [2, 0, 2, 1]]);
        let hex: String = entries
            .concat()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let table = source.len();
        source += &format!(
            "3 0 obj\n<</W[1 2 1]/Size 6/Root 1 0 R/Filter/ASCIIHexDecode/Length {}>>\nstream\n{hex}>\n\
             endstream\nendobj\nstartxref\n{table}\n%%EOF\n",
            hex.len() + 1,
        );
        let file = File::open(source.as_bytes()).unwrap();
        let member = file.get(file.catalog().unwrap(), b"Text").unwrap();
        let string = file.get(member.as_dict().unwrap(), b"B").unwrap();
        assert_eq!(string.string_bytes().unwrap(), b"a");
        assert!(!file.is_damaged());
    }

    #[test]
    fn what_is_not_where_it_should_be_is_damage() {
        let check = |object: &str| {
            let source = written(&["<</Text 2 0 R>>", object]);
            let file = File::open(source.as_bytes()).unwrap();
            assert_eq!(content(&file), "");
            assert!(file.is_damaged(), "{object}");
        };
        check("<</Length 9>>\nstream\nhello\nendstream");
        check("<</Length 2 0 R>>\nstream\nhello\nendstream");
        check("<</Length 5>>\nstream\nhello");
        check("<</Length 5");
        let sound = written(&["<</Text 2 0 R>>"]);
        let file = File::open(sound.as_bytes()).unwrap();
        assert_eq!(content(&file), "");
        assert!(file.is_damaged(), "no such object");
        assert!(File::open(&sound.as_bytes()[..sound.len() - 30]).is_none());
        assert!(File::open(sound.replace("/Root", "/Encrypt 1 0 R/Root").as_bytes()).is_none());
    }

    #[test]
    fn damaged_files_are_mended() {
        let source = written(&["<</Text 2 0 R>>", "<</Length 5>>\nstream\nhello\nendstream"]);
        let broken = source.replace("startxref", "startxxxx");
        assert!(File::open(broken.as_bytes()).is_none());
        let mended = fallback::mend(broken.as_bytes()).unwrap();
        assert_eq!(content(&File::open(&mended).unwrap()), "hello");
    }

    #[test]
    fn bombs_and_breaks_end_a_stream() {
        let zipped = |bytes: &[u8]| miniz_oxide::deflate::compress_to_vec_zlib(bytes, 6);
        let inflated = |data: &[u8]| {
            let mut into = b"x".to_vec();
            inflate(&mut Decompress::new(true), data, &mut into);
            into
        };
        assert_eq!(
            inflated(&zipped(&vec![7; MAX_STREAM + 9])).len(),
            MAX_STREAM + 1
        );
        let text = "all is well ".repeat(4000).into_bytes();
        let data = zipped(&text);
        assert_eq!(&inflated(&data)[1..], text);
        let cut = inflated(&data[..data.len() / 2]);
        assert!(cut.len() > 1 && text.starts_with(&cut[1..]));
    }
}
