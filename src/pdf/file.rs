//! A file's objects, found through its cross-reference table and read on demand.
//!
//! Strict on purpose: what does not stand where the file says is noted as damage, and such files
//! are opened again without their tables ([`super::recover`]).

use std::cell::{Cell, RefCell};
use std::collections::HashSet;

use flate2::{Decompress, FlushDecompress, Status};

use crate::model::{Budget, Limit};

use super::fallback;
use super::lexer::{Lexer, Token};
use super::object::{Array, Dict, Form, Id, Index, Indirect, Object, Stream, find, indirect};
use super::recover::recover;
use super::xref::{Entry, Fault, Table};

/// How far from the start of a file its header may stand (ISO 32000-1, annex H, 3.4.1).
const HEAD: usize = 1024;

/// How far from the end of a file its end may be marked; servers and mailers add to files.
const TAIL: usize = 4096;

/// An opened file.
#[derive(Debug)]
pub(super) struct File<'b> {
    bytes: &'b [u8],
    pub(super) budget: &'b Budget,
    table: Table,
    form: Form,
    /// The object streams, by number.
    containers: Vec<Container>,
    /// The pages that were met where the tables cannot be trusted, and how many there should be.
    pub(super) stray_pages: Vec<Id>,
    pub(super) stated_count: Option<usize>,
    /// Kept, because it is large and streams are many.
    decompress: RefCell<Decompress>,
    damaged: Cell<bool>,
    /// The objects that are wanted and that no table knows.
    dangling: RefCell<HashSet<Id>>,
    /// How many streams have lost their end.
    cut: Cell<usize>,
    /// How often an object was wanted that is not there.
    lost: Cell<usize>,
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
    /// Opens a file.
    ///
    /// # Errors
    /// If its tables are not sound, or if it is encrypted.
    pub(super) fn open(bytes: &'b [u8], budget: &'b Budget) -> Result<File<'b>, Fault> {
        let bytes = from_header(bytes).ok_or(Fault::Unsound)?;
        let table = Table::read(bytes, budget)?;
        let mut file = File::new(bytes, budget, table, Form::Sound);
        for number in file.table.containers() {
            let container = file.container(number).ok_or(Fault::Unsound)?;
            file.containers.push(container);
        }
        Ok(file)
    }

    /// Opens a file without its tables, by the objects that are found in it.
    ///
    /// # Errors
    /// If it is encrypted.
    pub(super) fn mend(bytes: &'b [u8], budget: &'b Budget) -> Result<File<'b>, Fault> {
        let bytes = from_header(bytes).unwrap_or(bytes);
        let found = recover(bytes, budget);
        if found.is_encrypted {
            return Err(Fault::Encrypted);
        }
        let mut file = File::new(bytes, budget, found.table, Form::Mended);
        file.stray_pages = found.pages;
        file.stated_count = found.count;
        let mut seen = HashSet::new();
        for number in found.containers {
            if seen.insert(number) {
                file.add_container(number);
            }
        }
        Ok(file)
    }

    fn new(bytes: &'b [u8], budget: &'b Budget, table: Table, form: Form) -> File<'b> {
        File {
            bytes,
            budget,
            table,
            form,
            containers: Vec::new(),
            stray_pages: Vec::new(),
            stated_count: None,
            decompress: RefCell::new(Decompress::new(true)),
            damaged: Cell::new(false),
            dangling: RefCell::new(HashSet::new()),
            cut: Cell::new(0),
            lost: Cell::new(0),
        }
    }

    /// Adds an object stream that was found, with those of its objects that no later part of the
    /// file has changed.
    fn add_container(&mut self, number: u32) {
        let Entry::At(place) = self.table.get(number) else {
            return;
        };
        let Some(container) = self.container(number) else {
            return;
        };
        for (index, &(member, _)) in (0..).zip(&container.members) {
            let is_later = match self.table.get(member) {
                Entry::At(other) => other > place,
                _ => u64::from(member) > self.budget.limits().get(Limit::Objects),
            };
            if !is_later {
                let entry = Entry::In {
                    container: number,
                    index,
                };
                self.table.set(member as usize, entry);
            }
        }
        let members: Vec<u32> = container
            .members
            .iter()
            .map(|&(member, _)| member)
            .collect();
        let at = self.containers.partition_point(|it| it.number < number);
        self.containers.insert(at, container);
        for member in members {
            let id = Id {
                number: member,
                generation: 0,
            };
            let dict = self.object(id).as_dict();
            match dict.and_then(|dict| dict.get(b"Type")?.as_name()) {
                Some(b"Catalog") => {
                    self.table.root.get_or_insert(id);
                }
                Some(b"Page") => self.stray_pages.push(id),
                Some(b"Pages") => {
                    let count = dict.and_then(|dict| dict.get(b"Count")?.as_count());
                    self.stated_count = self.stated_count.max(count);
                }
                _ => {}
            }
        }
    }

    /// Tells whether it was opened without its tables.
    pub(super) fn is_mended(&self) -> bool {
        self.form == Form::Mended
    }

    /// Tells whether the end is missing of a file that was opened without its tables.
    pub(super) fn is_cut_short(&self) -> bool {
        let tail = self.bytes.len().saturating_sub(TAIL);
        let tail = self.bytes.get(tail..).unwrap_or_default();
        self.is_mended() && find(tail, b"%%EOF").is_none()
    }

    /// Tells whether anything asked for so far does not stand where it should.
    pub(super) fn is_damaged(&self) -> bool {
        self.damaged.get()
    }

    /// Lists the objects that were asked for so far and that no table knows. To name one is no
    /// fault of a file (ISO 32000-1, 7.3.10), unless it has one of that number after all.
    pub(super) fn dangling(&self) -> HashSet<Id> {
        self.dangling.borrow().clone()
    }

    /// Tells whether a table knows an object.
    pub(super) fn knows(&self, id: Id) -> bool {
        matches!(self.table.get(id.number), Entry::At(_) | Entry::In { .. })
    }

    /// Counts what was wanted so far and is not there, or not to its end.
    pub(super) fn losses(&self) -> usize {
        self.cut.get().saturating_add(self.lost.get())
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
        self.budget.take(Limit::Looked, Object::Dict(dict).len());
        dict.get(key).map(|object| self.resolve(object))
    }

    /// Looks several keys up at once and follows no references.
    pub(super) fn get_all<'f, const N: usize>(
        &'f self,
        dict: Dict<'f>,
        keys: [&[u8]; N],
    ) -> [Option<Object<'f>>; N] {
        self.budget.take(Limit::Looked, Object::Dict(dict).len());
        dict.get_all(keys)
    }

    /// Sorts a dictionary by key; one that is missing has no keys.
    pub(super) fn index<'f>(&'f self, dict: Option<Object<'f>>) -> Index<'f> {
        dict.map(|dict| self.resolve(dict))
            .and_then(Object::as_dict)
            .filter(|&dict| self.budget.take(Limit::Looked, Object::Dict(dict).len()))
            .map(Index::new)
            .unwrap_or_default()
    }

    /// Lists the items of an array that leads on to other objects.
    pub(super) fn items<'f>(&self, array: Array<'f>) -> impl Iterator<Item = Object<'f>> {
        self.budget.take(Limit::Looked, Object::Array(array).len());
        array
            .iter()
            .take_while(|_| self.budget.take(Limit::Objects, 1))
    }

    /// Appends the content of a stream, decompressed as far as it can be, and as far as the limits
    /// go for all that is appended to.
    pub(super) fn decode(&self, stream: Stream<'_>, into: &mut Vec<u8>) {
        let before = into.len();
        let most = self
            .budget
            .limits()
            .get(Limit::Stream)
            .saturating_sub(before as u64);
        // One byte more tells that there is more.
        let most = most
            .min(self.budget.left(Limit::Unpacked))
            .saturating_add(1);
        self.decode_up_to(stream, most as usize, into);
        self.budget.allows(Limit::Stream, into.len() as u64);
        self.budget
            .take(Limit::Unpacked, into.len().saturating_sub(before));
    }

    fn decode_up_to(&self, stream: Stream<'_>, most: usize, into: &mut Vec<u8>) {
        let is_flate = |object| self.resolve(object).as_name() == Some(b"FlateDecode");
        let plain_flate = match self.get(stream.dict, b"Filter") {
            None => {
                let data = stream.data.get(..most).unwrap_or(stream.data);
                return into.extend_from_slice(data);
            }
            Some(Object::Array(names)) => {
                let mut names = names.iter();
                names.next().is_some_and(is_flate) && names.next().is_none()
            }
            Some(name) => is_flate(name),
        };
        if plain_flate && stream.dict.get(b"DecodeParms").is_none() {
            inflate(&mut self.decompress.borrow_mut(), stream.data, most, into);
        } else {
            let resolve = |object| self.resolve(object);
            into.extend(fallback::decode(stream, &resolve, most));
        }
    }

    fn object(&self, id: Id) -> Object<'_> {
        if self.budget.over().is_some() {
            return Object::Null;
        }
        let object = match self.table.get(id.number) {
            Entry::Free | Entry::Unknown => {
                self.dangling.borrow_mut().insert(id);
                self.lost.set(self.lost.get().saturating_add(1));
                return Object::Null;
            }
            Entry::At(offset) => self.at(offset, |length| self.length(length)).map(|found| {
                if found.is_cut {
                    self.cut.set(self.cut.get().saturating_add(1));
                }
                (found.id, found.object)
            }),
            Entry::In { container, index } => self.member(id, container, index),
        };
        match object {
            Some((found, object)) if found == id => object,
            _ => {
                self.damaged.set(true);
                self.lost.set(self.lost.get().saturating_add(1));
                Object::Null
            }
        }
    }

    /// Reads what stands at an offset.
    fn at(&self, offset: u32, length: impl Fn(Id) -> Option<usize>) -> Option<Indirect<'_>> {
        let bytes = self.bytes.get(offset as usize..)?;
        let mut lexer = Lexer::new(bytes);
        let found = indirect(&mut lexer, self.form, length);
        let looked = bytes.len().saturating_sub(lexer.rest().len());
        self.budget.take(Limit::Looked, looked).then_some(found)?
    }

    /// Reads the length of a stream where it is an object of its own. That must be no stream,
    /// so that lengths cannot lead in circles.
    fn length(&self, id: Id) -> Option<usize> {
        let Entry::At(offset) = self.table.get(id.number) else {
            return None;
        };
        let found = self.at(offset, |_| None)?;
        (found.id == id).then(|| found.object.as_count())?
    }

    fn member(&self, id: Id, container: u32, index: u32) -> Option<(Id, Object<'_>)> {
        let at = self
            .containers
            .binary_search_by_key(&container, |container| container.number)
            .ok()?;
        let container = self.containers.get(at)?;
        let &(number, at) = container.members.get(index as usize)?;
        let object = Object::read(&mut Lexer::new(container.bytes.get(at..)?))?;
        let generation = 0;
        self.budget
            .take(Limit::Looked, object.len())
            .then_some((Id { number, generation }, object))
            .filter(|(found, _)| *found == id)
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
        bytes.shrink_to_fit();
        let mut lexer = Lexer::new(bytes.get(..first)?);
        let mut members = Vec::new();
        while members.len() < count
            && let (Some(Token::Number(number)), Some(Token::Number(at))) =
                (lexer.next(), lexer.next())
            && self.budget.take(Limit::Objects, 1)
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

/// Returns the bytes from the header on.
fn from_header(bytes: &[u8]) -> Option<&[u8]> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let start = head.windows(5).position(|window| window == b"%PDF-")?;
    bytes.get(start..)
}

/// Appends what a stream inflates to, so many bytes at most. An error in it leaves what came
/// before.
fn inflate(decompress: &mut Decompress, data: &[u8], most: usize, into: &mut Vec<u8>) {
    let cap = into.len().saturating_add(most);
    decompress.reset(true);
    loop {
        let left = cap.saturating_sub(into.len());
        if left == 0 {
            return;
        }
        into.reserve(data.len().saturating_mul(4).max(1024).min(left));
        let rest = data
            .get(decompress.total_in() as usize..)
            .unwrap_or_default();
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
        let budget = Budget::default();
        let objects = [
            "<</Text 2 0 R>>",
            "<</Length 3 0 R>>\nstream\nhello\nendstream",
            "5",
        ];
        let source = written(&objects);
        let file = File::open(source.as_bytes(), &budget).unwrap();
        assert_eq!(content(&file), "hello");
        assert!(!file.is_damaged());
    }

    #[test]
    fn members_are_read_from_their_container() {
        let budget = Budget::default();
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
        let file = File::open(source.as_bytes(), &budget).unwrap();
        let member = file.get(file.catalog().unwrap(), b"Text").unwrap();
        let string = file.get(member.as_dict().unwrap(), b"B").unwrap();
        assert_eq!(string.string_bytes().unwrap(), b"a");
        assert!(!file.is_damaged());
    }

    #[test]
    fn what_is_not_where_it_should_be_is_damage() {
        let budget = Budget::default();
        let check = |object: &str| {
            let source = written(&["<</Text 2 0 R>>", object]);
            let file = File::open(source.as_bytes(), &budget).unwrap();
            assert_eq!(content(&file), "");
            assert!(file.is_damaged(), "{object}");
        };
        check("<</Length 9>>\nstream\nhello\nendstream");
        check("<</Length 2 0 R>>\nstream\nhello\nendstream");
        check("<</Length 5>>\nstream\nhello");
        check("<</Length 5");
        let sound = written(&["<</Text 2 0 R>>"]);
        let file = File::open(sound.as_bytes(), &budget).unwrap();
        assert_eq!(content(&file), "");
        assert!(!file.is_damaged(), "no object is no damage");
        assert_eq!(file.dangling().len(), 1);
        let fault = |bytes: &[u8]| File::open(bytes, &budget).err();
        let cut = &sound.as_bytes()[..sound.len() - 30];
        assert_eq!(fault(cut), Some(Fault::Unsound));
        let encrypted = sound.replace("/Root", "/Encrypt 1 0 R/Root");
        assert_eq!(fault(encrypted.as_bytes()), Some(Fault::Encrypted));
    }

    #[test]
    fn damaged_files_are_mended() {
        let budget = Budget::default();
        let check = |bytes: &[u8], expected: &str| {
            assert!(File::open(bytes, &budget).is_err());
            let mended = File::mend(bytes, &budget).unwrap();
            assert_eq!(content(&mended), expected);
            mended.losses()
        };
        let source = written(&["<</Text 2 0 R>>", "<</Length 5>>\nstream\nhello\nendstream"]);
        let broken = source.replace("startxref", "startxxxx");
        assert_eq!(check(broken.as_bytes(), "hello"), 0);
        // A wrong length, and a heading inside a stream.
        let wrong = broken.replace("/Length 5", "/Length 9");
        assert_eq!(check(wrong.as_bytes(), "hello\n"), 0);
        let inside = broken.replace("hello", "1 0 obj <<>> endobj");
        let inside = inside.replace("/Length 5", "/Length 19");
        assert_eq!(check(inside.as_bytes(), "1 0 obj <<>> endobj"), 0);
        // The later object of a number counts.
        let changed = broken.clone() + "2 0 obj <</Length 3>> stream\nnew\nendstream endobj";
        assert_eq!(check(changed.as_bytes(), "new"), 0);
        let cut = broken.find("lo\nendstream").unwrap();
        let cut = broken[..cut].replace("<</Text", "<</Type/Catalog/Text");
        assert_eq!(check(cut.as_bytes(), "hel"), 1);
    }

    #[test]
    fn bombs_and_breaks_end_a_stream() {
        let zipped = |bytes: &[u8]| miniz_oxide::deflate::compress_to_vec_zlib(bytes, 6);
        let inflated = |data: &[u8]| {
            let mut into = b"x".to_vec();
            inflate(&mut Decompress::new(true), data, 100_000, &mut into);
            into
        };
        assert_eq!(inflated(&zipped(&vec![7; 100_009])).len(), 100_001);
        let text = "all is well ".repeat(4000).into_bytes();
        let data = zipped(&text);
        assert_eq!(&inflated(&data)[1..], text);
        let cut = inflated(&data[..data.len() / 2]);
        assert!(cut.len() > 1 && text.starts_with(&cut[1..]));
    }
}
