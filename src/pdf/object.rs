//! Objects as they stand in a file (ISO 32000-1, 7.3): slices of its bytes, read when asked.
//!
//! A dictionary or an array is the place where it begins, so that passing over the many objects
//! that say nothing about text costs nothing. Whoever looks up many keys makes an [`Index`].

use super::lexer::{Bracket, Lexer, Token, unescape, unhex};

/// How deep arrays and dictionaries may stand in each other.
const MAX_DEPTH: u32 = 64;

/// How many keys of a dictionary are sorted; resources have some hundreds.
const MAX_KEYS: usize = 50_000;

/// The number and generation of an indirect object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Id {
    pub(super) number: u32,
    pub(super) generation: u32,
}

impl Id {
    /// Makes an id of two numbers, where they are whole and in range.
    pub(super) fn new(number: f64, generation: f64) -> Option<Id> {
        let whole = |n: f64| {
            (n.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&n)).then_some(n as u32)
        };
        Some(Id {
            number: whole(number)?,
            generation: whole(generation)?,
        })
    }
}

/// An object.
#[derive(Debug, Clone, Copy)]
pub(super) enum Object<'a> {
    Null,
    Number(f64),
    /// A name without the slash, with `#xx` left as written.
    Name(&'a [u8]),
    /// The inside of a `(literal)` string, escapes left as written.
    Literal(&'a [u8]),
    /// The inside of a `<hexadecimal>` string.
    Hex(&'a [u8]),
    Array(Array<'a>),
    Dict(Dict<'a>),
    Stream(Stream<'a>),
    Reference(Id),
}

impl<'a> Object<'a> {
    /// Reads the object that the lexer stands before, and moves behind it.
    pub(super) fn read(lexer: &mut Lexer<'a>) -> Option<Object<'a>> {
        Some(match lexer.next()? {
            Token::Number(number) => match reference(number, lexer) {
                Some(id) => Object::Reference(id),
                None => Object::Number(number),
            },
            Token::Name(name) => Object::Name(name),
            Token::Literal(literal) | Token::Escaped(literal) => Object::Literal(literal),
            Token::Hex(hex) => Object::Hex(hex),
            Token::ArrayStart => Object::Array(Array(skip_nested(lexer)?)),
            Token::DictStart => Object::Dict(Dict(skip_nested(lexer)?)),
            Token::Word(b"null" | b"true" | b"false") => Object::Null,
            Token::Word(_) | Token::ArrayEnd | Token::DictEnd => return None,
        })
    }

    pub(super) fn as_number(self) -> Option<f32> {
        match self {
            Object::Number(number) => Some(number as f32),
            _ => None,
        }
    }

    /// Returns a number that counts something.
    pub(super) fn as_count(self) -> Option<usize> {
        match self {
            Object::Number(number) if number >= 0.0 && number.fract() == 0.0 => {
                Some(number as usize)
            }
            _ => None,
        }
    }

    pub(super) fn as_name(self) -> Option<&'a [u8]> {
        match self {
            Object::Name(name) => Some(name),
            _ => None,
        }
    }

    pub(super) fn as_array(self) -> Option<Array<'a>> {
        match self {
            Object::Array(array) => Some(array),
            _ => None,
        }
    }

    pub(super) fn as_dict(self) -> Option<Dict<'a>> {
        match self {
            Object::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    pub(super) fn as_stream(self) -> Option<Stream<'a>> {
        match self {
            Object::Stream(stream) => Some(stream),
            _ => None,
        }
    }

    /// Returns how many bytes it is written in, the data of a stream aside.
    pub(super) fn len(self) -> usize {
        match self {
            Object::Null | Object::Number(_) | Object::Reference(_) => 8,
            Object::Name(bytes) | Object::Literal(bytes) | Object::Hex(bytes) => bytes.len(),
            Object::Array(Array(bytes)) | Object::Dict(Dict(bytes)) => bytes.len(),
            Object::Stream(stream) => stream.dict.0.len(),
        }
    }

    /// Returns the bytes that a string stands for.
    pub(super) fn string_bytes(self) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        match self {
            Object::Literal(literal) => unescape(literal, &mut bytes),
            Object::Hex(hex) => unhex(hex, &mut bytes),
            _ => return None,
        }
        Some(bytes)
    }
}

/// A stream: its dictionary and its bytes as they are stored.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stream<'a> {
    pub(super) dict: Dict<'a>,
    pub(super) data: &'a [u8],
}

/// The bytes behind a `[`, its end included.
#[derive(Debug, Clone, Copy)]
pub(super) struct Array<'a>(&'a [u8]);

impl<'a> Array<'a> {
    /// Lists the items.
    pub(super) fn iter(self) -> impl Iterator<Item = Object<'a>> {
        let mut lexer = Lexer::new(self.0);
        std::iter::from_fn(move || Object::read(&mut lexer))
    }
}

/// The bytes behind a `<<`, its end included.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dict<'a>(&'a [u8]);

impl<'a> Dict<'a> {
    /// Looks a key up.
    pub(super) fn get(self, key: &[u8]) -> Option<Object<'a>> {
        self.iter()
            .find(|(name, _)| *name == key)
            .map(|(_, value)| value)
    }

    /// Looks several keys up at once.
    pub(super) fn get_all<const N: usize>(self, keys: [&[u8]; N]) -> [Option<Object<'a>>; N] {
        let mut values = [None; N];
        for (name, value) in self.iter() {
            let mut slots = keys.iter().zip(&mut values);
            if let Some((_, slot @ None)) = slots.find(|(key, _)| **key == name) {
                *slot = Some(value);
            }
        }
        values
    }

    /// Lists the keys with their values.
    pub(super) fn iter(self) -> impl Iterator<Item = (&'a [u8], Object<'a>)> {
        let mut lexer = Lexer::new(self.0);
        std::iter::from_fn(move || match lexer.next()? {
            Token::Name(name) => Some((name, Object::read(&mut lexer)?)),
            _ => None,
        })
    }
}

/// A dictionary sorted by key, for many look-ups.
#[derive(Debug, Default)]
pub(super) struct Index<'a>(Vec<(&'a [u8], Object<'a>)>);

impl<'a> Index<'a> {
    pub(super) fn new(dict: Dict<'a>) -> Self {
        let mut entries: Vec<_> = dict.iter().take(MAX_KEYS).collect();
        entries.sort_by_key(|(name, _)| *name);
        Index(entries)
    }

    pub(super) fn get(&self, key: &[u8]) -> Option<Object<'a>> {
        self.find(key).map(|(_, value)| value)
    }

    /// Looks a key up and tells its place.
    fn find(&self, key: &[u8]) -> Option<(usize, Object<'a>)> {
        let at = self.0.binary_search_by_key(&key, |(name, _)| name).ok()?;
        self.0.get(at).map(|&(_, value)| (at, value))
    }
}

/// An index whose values are made into something once, however often they are looked up.
#[derive(Debug)]
pub(super) struct Memo<'a, T> {
    index: Index<'a>,
    made: Vec<Option<Option<T>>>,
}

impl<'a, T: Copy> Memo<'a, T> {
    pub(super) fn new(index: Index<'a>) -> Self {
        Memo {
            made: vec![None; index.0.len()],
            index,
        }
    }

    /// Looks a key up and makes something of its value, unless that was done before.
    pub(super) fn get(
        &mut self,
        key: &[u8],
        make: impl FnOnce(Object<'a>) -> Option<T>,
    ) -> Option<T> {
        let (at, value) = self.index.find(key)?;
        *self.made.get_mut(at)?.get_or_insert_with(|| make(value))
    }
}

/// Reads on as far as `generation R`, which makes a reference of the number before it.
fn reference(number: f64, lexer: &mut Lexer<'_>) -> Option<Id> {
    let mut ahead = lexer.clone();
    let Some(Token::Number(generation)) = ahead.next() else {
        return None;
    };
    if ahead.next() != Some(Token::Word(b"R")) {
        return None;
    }
    let id = Id::new(number, generation)?;
    *lexer = ahead;
    Some(id)
}

/// What an indirect object needs to be taken for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Its end must be where it should, and that of a stream where its length says.
    Sound,
    /// Its end may be missing. A stream goes on to where it says that it ends, or to the end of
    /// the bytes.
    Mended,
}

/// An indirect object as it was found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Indirect<'a> {
    pub(super) id: Id,
    pub(super) object: Object<'a>,
    /// Whether it is a stream of which the end is missing.
    pub(super) is_cut: bool,
}

/// Reads an indirect object. The length of a stream is looked up by `length` where it is an
/// object of its own.
pub(super) fn indirect<'a>(
    lexer: &mut Lexer<'a>,
    form: Form,
    length: impl Fn(Id) -> Option<usize>,
) -> Option<Indirect<'a>> {
    let (Token::Number(number), Token::Number(generation)) = (lexer.next()?, lexer.next()?) else {
        return None;
    };
    let id = Id::new(number, generation)?;
    if lexer.next()? != Token::Word(b"obj") {
        return None;
    }
    let object = Object::read(lexer)?;
    let whole = |object| Indirect {
        id,
        object,
        is_cut: false,
    };
    let mended = form == Form::Mended;
    match (object, lexer.next()) {
        (Object::Dict(dict), Some(Token::Word(b"stream"))) => {
            let length = match dict.get(b"Length") {
                Some(Object::Reference(id)) => length(id),
                direct => direct.and_then(Object::as_count),
            };
            let data = match lexer.rest() {
                [b'\r', b'\n', data @ ..] | [b'\n' | b'\r', data @ ..] => data,
                data if mended => data,
                _ => return None,
            };
            match length.and_then(|length| ended(data, length)) {
                Some(data) => Some(whole(Object::Stream(Stream { dict, data }))),
                None if mended => {
                    let end = find(data, b"endstream");
                    let data = data.get(..end.unwrap_or(data.len()))?;
                    // What was passed over is told by where the lexer stands.
                    lexer.pass(data.len());
                    Some(Indirect {
                        is_cut: end.is_none(),
                        ..whole(Object::Stream(Stream { dict, data }))
                    })
                }
                None => None,
            }
        }
        (_, Some(Token::Word(b"endobj"))) => Some(whole(object)),
        _ => mended.then(|| whole(object)),
    }
}

/// Returns the data of a stream that ends where its length says.
fn ended(data: &[u8], length: usize) -> Option<&[u8]> {
    let (data, behind) = data.split_at_checked(length)?;
    let end = behind.get(..16).unwrap_or(behind);
    (Lexer::new(end).next()? == Token::Word(b"endstream")).then_some(data)
}

/// Finds the place of a word.
pub(super) fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

/// Moves behind the end of the array or dictionary that was just begun, and returns what it holds.
fn skip_nested<'a>(lexer: &mut Lexer<'a>) -> Option<&'a [u8]> {
    let inside = lexer.rest();
    let mut depth = 1u32;
    while depth > 0 {
        match lexer.next_bracket()? {
            Bracket::Start => depth = depth.saturating_add(1),
            Bracket::End => depth = depth.saturating_sub(1),
            Bracket::Missing => return None,
        }
        if depth > MAX_DEPTH {
            return None;
        }
    }
    inside.get(..inside.len().saturating_sub(lexer.rest().len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &[u8]) -> Option<Object<'_>> {
        Object::read(&mut Lexer::new(source))
    }

    #[test]
    fn dictionaries_are_read_in_place() {
        let dict = read(b"<</A 1/B[2 0 R 3]/C<</A(x)>>/D 4 0 R>> 5").unwrap();
        let dict = dict.as_dict().unwrap();
        assert_eq!(dict.get(b"A").and_then(Object::as_count), Some(1));
        assert!(matches!(dict.get(b"D"), Some(Object::Reference(id)) if id.number == 4));
        assert!(dict.get(b"E").is_none());
        let items: Vec<_> = dict.get(b"B").unwrap().as_array().unwrap().iter().collect();
        assert!(matches!(
            items[..],
            [Object::Reference(_), Object::Number(3.0)]
        ));
        let inner = Index::new(dict.get(b"C").unwrap().as_dict().unwrap());
        assert_eq!(inner.get(b"A").unwrap().string_bytes().unwrap(), b"x");
        assert!(inner.get(b"B").is_none());
    }

    #[test]
    fn what_has_no_end_is_no_object() {
        for source in ["<</A 1", "[1 2", "<</A[>> endobj", "", "endobj"] {
            assert!(read(source.as_bytes()).is_none(), "{source}");
        }
        let deep = "[".repeat(1000) + &"]".repeat(1000);
        assert!(read(deep.as_bytes()).is_none());
    }
}
