//! Recovery: the objects of a file whose tables cannot be trusted, found by their own headings.
//!
//! A file that was cut short has lost its tables, which stand at its end, but most of its objects
//! stand where they did. One pass over the bytes finds every `n g obj`; where a number is met
//! again, the later object counts, as in a file that was changed.

use crate::model::{Budget, Limit};

use super::lexer::{Lexer, Token};
use super::object::{Dict, Form, Id, Object, find, indirect};
use super::xref::{Entry, Table};

/// What a pass over a file found.
#[derive(Debug, Default)]
pub(super) struct Recovered {
    /// Where the objects stand, with the root where one is named.
    pub(super) table: Table,
    /// The object streams, in the order of the file.
    pub(super) containers: Vec<u32>,
    /// The pages, in the order of the file.
    pub(super) pages: Vec<Id>,
    /// How many pages the file says that it has.
    pub(super) count: Option<usize>,
    /// Whether the file is encrypted.
    pub(super) is_encrypted: bool,
}

/// Finds the objects of a file.
pub(super) fn recover(bytes: &[u8], budget: &Budget) -> Recovered {
    let mut found = Recovered::default();
    let mut catalog = None;
    let mut behind = 0;
    for (at, _) in bytes.windows(3).enumerate().filter(|(_, w)| *w == b"obj") {
        let Some(offset) = heading(bytes, at).filter(|&offset| offset >= behind) else {
            continue;
        };
        let Some(rest) = bytes.get(offset..) else {
            continue;
        };
        let mut lexer = Lexer::new(rest);
        // What stands inside a stream is none of the file's objects; a stream whose end is not
        // where it should be may be cut short by a heading that only looks like one.
        let sound = indirect(&mut lexer, Form::Sound, |_| None);
        let mut looked = passed(rest, &lexer);
        if let Some(Object::Stream(stream)) = sound.map(|sound| sound.object) {
            behind = offset
                .saturating_add(looked)
                .saturating_add(stream.data.len());
        }
        let (id, object) = match sound {
            Some(sound) => (sound.id, Some(sound.object)),
            None => {
                let mut lexer = Lexer::new(rest);
                let Some(id) = id(&mut lexer) else { continue };
                let object = Object::read(&mut lexer);
                looked = looked.saturating_add(passed(rest, &lexer));
                (id, object)
            }
        };
        let Ok(place) = u32::try_from(offset) else {
            break;
        };
        let is_allowed = budget.allows(Limit::Objects, id.number.into());
        if !is_allowed || !budget.take(Limit::Looked, looked) {
            break;
        }
        found.table.set(id.number as usize, Entry::At(place));
        let Some(dict) = object.and_then(dict) else {
            continue;
        };
        match dict.get(b"Type").and_then(Object::as_name) {
            Some(b"ObjStm") => found.containers.push(id.number),
            Some(b"Catalog") => catalog = Some(id),
            Some(b"Page") => found.pages.push(id),
            Some(b"Pages") => {
                let count = dict.get(b"Count").and_then(Object::as_count);
                found.count = found.count.max(count);
            }
            Some(b"XRef") => found.trailer(dict),
            _ => {
                // The first object of a file made for the web says how many pages there are.
                if dict.get(b"Linearized").is_some() {
                    found.count = dict.get(b"N").and_then(Object::as_count);
                }
            }
        }
    }
    let mut rest = bytes;
    while let Some(at) = find(rest, b"trailer") {
        let mut lexer = Lexer::new(rest);
        lexer.pass(at.saturating_add(b"trailer".len()));
        rest = lexer.rest();
        let trailer = Object::read(&mut lexer).and_then(Object::as_dict);
        if !budget.take(Limit::Looked, passed(rest, &lexer)) {
            break;
        }
        trailer.into_iter().for_each(|dict| found.trailer(dict));
    }
    found.table.root = found.table.root.or(catalog);
    found
}

impl Recovered {
    /// Takes what a trailer says; a later one counts.
    fn trailer(&mut self, dict: Dict<'_>) {
        if let Some(Object::Reference(root)) = dict.get(b"Root") {
            self.table.root = Some(root);
        }
        self.is_encrypted |= dict.get(b"Encrypt").is_some();
    }
}

/// Counts the bytes that a lexer has read of some.
fn passed(bytes: &[u8], lexer: &Lexer<'_>) -> usize {
    bytes.len().saturating_sub(lexer.rest().len())
}

/// Finds the beginning of `n g obj` before an `obj`.
fn heading(bytes: &[u8], obj: usize) -> Option<usize> {
    let before = bytes.get(..obj)?;
    let generation = before.trim_ascii_end();
    let between = without_digits(generation)?;
    let number = between.trim_ascii_end();
    if number.len() == between.len() {
        return None;
    }
    without_digits(number).map(<[u8]>::len)
}

/// Takes the digits off the end, of which there must be some.
fn without_digits(bytes: &[u8]) -> Option<&[u8]> {
    let digits = bytes.iter().rev().take(10);
    let count = digits.take_while(|byte| byte.is_ascii_digit()).count();
    (count > 0).then(|| bytes.get(..bytes.len().saturating_sub(count)))?
}

fn id(lexer: &mut Lexer<'_>) -> Option<Id> {
    let (Token::Number(number), Token::Number(generation)) = (lexer.next()?, lexer.next()?) else {
        return None;
    };
    lexer.next()?;
    Id::new(number, generation)
}

fn dict(object: Object<'_>) -> Option<Dict<'_>> {
    match object {
        Object::Dict(dict) => Some(dict),
        Object::Stream(stream) => Some(stream.dict),
        _ => None,
    }
}
