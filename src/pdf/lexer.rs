//! The lexer of PDF syntax: objects, page contents and character maps (ISO 32000-1, 7.2).
//!
//! It borrows from the bytes it reads and allocates nothing; strings stay as written until
//! somebody wants their bytes. Damaged syntax never fails: what is no token is skipped.

/// A token of a content stream.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Token<'a> {
    /// An integer or a real.
    Number(f64),
    /// A name, without the slash and with `#xx` left as written.
    Name(&'a [u8]),
    /// The inside of a `(literal)` string without escapes.
    Literal(&'a [u8]),
    /// The inside of a `(literal)` string with escapes, left as written.
    Escaped(&'a [u8]),
    /// The inside of a `<hexadecimal>` string.
    Hex(&'a [u8]),
    /// `[`
    ArrayStart,
    /// `]`
    ArrayEnd,
    /// `<<`
    DictStart,
    /// `>>`
    DictEnd,
    /// An operator or another bare word.
    Word(&'a [u8]),
}

/// What arrays and dictionaries are told apart by where nobody asks what they hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bracket {
    /// `[` or `<<`
    Start,
    /// `]` or `>>`
    End,
    /// A word that stands behind objects: an end was missing.
    Missing,
}

/// Reads tokens one after the other.
#[derive(Clone)]
pub(super) struct Lexer<'a> {
    /// The bytes behind the last token.
    rest: Bytes<'a>,
}

/// Bytes yet to be read. To move on moves one end alone, which is what makes reading fast.
type Bytes<'a> = std::slice::Iter<'a, u8>;

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Lexer { rest: bytes.iter() }
    }

    /// Returns the bytes behind the last token.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.rest.as_slice()
    }

    /// Moves on by so many bytes.
    pub(super) fn pass(&mut self, count: usize) {
        let behind = self.rest().get(count..);
        self.rest = behind.unwrap_or_default().iter();
    }

    /// Moves behind the next bracket of an array or a dictionary, as whoever reads all tokens up to
    /// there.
    pub(super) fn next_bracket(&mut self) -> Option<Bracket> {
        loop {
            let here = self.rest.clone();
            match self.rest.next()? {
                b'(' => {
                    self.literal();
                }
                b'/' => {
                    self.word();
                }
                b'[' => return Some(Bracket::Start),
                b']' => return Some(Bracket::End),
                b'<' if self.rest().first() == Some(&b'<') => {
                    self.rest.next();
                    return Some(Bracket::Start);
                }
                b'<' => {
                    self.hex();
                }
                b'>' if self.rest().first() == Some(&b'>') => {
                    self.rest.next();
                    return Some(Bracket::End);
                }
                b'%' => self.comment(),
                b'a'..=b'z' => {
                    self.rest = here;
                    if matches!(self.word(), b"endobj" | b"stream") {
                        return Some(Bracket::Missing);
                    }
                }
                byte if is_regular(*byte) => {
                    self.word();
                }
                _ => {}
            }
        }
    }

    /// Passes over a comment of which the first byte was read.
    fn comment(&mut self) {
        self.take_until(|byte| byte == b'\n' || byte == b'\r');
    }

    /// Skips the data of an inline image: everything up to `EI` between white space.
    pub(super) fn skip_inline_image(&mut self) {
        let is_end = |window: &[u8]| match window {
            &[before, b'E', b'I', behind] => {
                is_space(before) && (is_space(behind) || is_delimiter(behind))
            }
            _ => false,
        };
        let end = self.rest().windows(4).position(is_end);
        self.pass(end.map_or(usize::MAX, |end| end.saturating_add(3)));
    }

    /// Reads on to a byte, or to the end, and moves before it.
    #[inline(always)]
    fn take_until(&mut self, is_end: impl Fn(u8) -> bool) -> &'a [u8] {
        let mut ahead = self.rest.clone();
        let start = self.rest();
        while let Some(&byte) = ahead.next() {
            if is_end(byte) {
                break;
            }
            self.rest = ahead.clone();
        }
        before(start, &self.rest)
    }

    /// Reads a word, and moves behind it.
    #[inline(always)]
    fn word(&mut self) -> &'a [u8] {
        self.take_until(|byte| !is_regular(byte))
    }

    /// Reads a string of which the opening bracket was read.
    fn literal(&mut self) -> Token<'a> {
        // Most strings have no brackets and no escapes in them.
        let plain = self
            .clone()
            .take_until(|byte| matches!(byte, b'(' | b')' | b'\\'));
        let mut inside = self.rest().get(plain.len()..).unwrap_or_default().iter();
        if let Some(b')') = inside.next() {
            self.rest = inside;
            return Token::Literal(plain);
        }
        self.nested()
    }

    /// Reads a string with brackets or escapes in it.
    fn nested(&mut self) -> Token<'a> {
        let mut depth = 1u32;
        let mut escaped = false;
        let start = self.rest();
        let mut end = self.rest.clone();
        while let Some(byte) = self.rest.next() {
            match byte {
                b'\\' => {
                    escaped = true;
                    self.rest.next();
                }
                b'(' => depth = depth.saturating_add(1),
                b')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                break;
            }
            end = self.rest.clone();
        }
        let literal = before(start, &end);
        if escaped {
            Token::Escaped(literal)
        } else {
            Token::Literal(literal)
        }
    }

    /// Reads a string of which the opening bracket was read.
    fn hex(&mut self) -> Token<'a> {
        let hex = self.take_until(|byte| byte == b'>');
        self.rest.next();
        Token::Hex(hex)
    }
}

/// Returns what of some bytes stands before those that are left of them.
#[inline(always)]
fn before<'a>(bytes: &'a [u8], left: &Bytes<'_>) -> &'a [u8] {
    let count = bytes.len().wrapping_sub(left.len());
    bytes.get(..count).unwrap_or_default()
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    #[inline(always)]
    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let here = self.rest.clone();
            return Some(match self.rest.next()? {
                0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ' => continue,
                b'0'..=b'9' | b'-' | b'+' | b'.' => match number(&here) {
                    Some((number, rest)) => {
                        self.rest = rest;
                        Token::Number(number)
                    }
                    None => {
                        self.rest = here;
                        Token::Word(self.word())
                    }
                },
                b'(' => self.literal(),
                b'/' => Token::Name(self.word()),
                b'[' => Token::ArrayStart,
                b']' => Token::ArrayEnd,
                b'<' if self.rest().first() == Some(&b'<') => {
                    self.rest.next();
                    Token::DictStart
                }
                b'<' => self.hex(),
                b'>' if self.rest().first() == Some(&b'>') => {
                    self.rest.next();
                    Token::DictEnd
                }
                b'%' => {
                    self.comment();
                    continue;
                }
                b')' | b'>' | b'{' | b'}' => continue,
                _ => {
                    self.rest = here;
                    Token::Word(self.word())
                }
            });
        }
    }
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

const fn is_delimiter(byte: u8) -> bool {
    matches!(
        byte,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

/// Tells whether a byte is neither space nor delimiter: it is asked of every byte of a word.
fn is_regular(byte: u8) -> bool {
    #[expect(
        clippy::indexing_slicing,
        reason = "done by the compiler, which would tell"
    )]
    const REGULAR: [bool; 256] = {
        let mut regular = [false; 256];
        let mut byte = 0;
        while byte < 256 {
            regular[byte] = !is_space(byte as u8) && !is_delimiter(byte as u8);
            byte += 1;
        }
        regular
    };
    #[expect(clippy::indexing_slicing, reason = "there is a place for each byte")]
    REGULAR[usize::from(byte)]
}

/// Parses the number that bytes begin with and returns what is behind it. More than one sign or
/// point, which some writers emit, makes it no number.
#[inline(always)]
fn number<'a>(bytes: &Bytes<'a>) -> Option<(f64, Bytes<'a>)> {
    /// What the last digit counts for, by places. To multiply is faster than to divide, and far
    /// more exact than the single precision that coordinates are kept in.
    const UNITS: [f64; 19] = [
        1e0, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-13,
        1e-14, 1e-15, 1e-16, 1e-17, 1e-18,
    ];
    let mut rest = bytes.clone();
    let sign = rest.as_slice().first();
    let is_negative = sign == Some(&b'-');
    if is_negative || sign == Some(&b'+') {
        rest.next();
    }
    let mut value = 0;
    let whole = digits(&mut rest, &mut value);
    let mut places = 0;
    if rest.as_slice().first() == Some(&b'.') {
        rest.next();
        places = digits(&mut rest, &mut value);
    }
    let count = whole.wrapping_add(places);
    if count == 0
        || rest
            .as_slice()
            .first()
            .is_some_and(|&byte| is_regular(byte))
    {
        return None;
    }
    let (Some(unit), true) = (UNITS.get(places), count < UNITS.len()) else {
        let number = std::str::from_utf8(before(bytes.as_slice(), &rest)).ok()?;
        return Some((number.parse().ok()?, rest));
    };
    let value = value as f64 * unit;
    Some((if is_negative { -value } else { value }, rest))
}

/// Reads digits on behind a value, and moves behind them; returns how many they are.
#[inline(always)]
fn digits(bytes: &mut Bytes<'_>, value: &mut i64) -> usize {
    let all = bytes.len();
    let mut ahead = bytes.clone();
    while let Some(byte @ b'0'..=b'9') = ahead.next() {
        let digit = i64::from(byte.wrapping_sub(b'0'));
        *value = value.wrapping_mul(10).wrapping_add(digit);
        *bytes = ahead.clone();
    }
    all.wrapping_sub(bytes.len())
}

/// Appends the bytes that a literal string stands for (ISO 32000-1, 7.3.4.2).
pub(super) fn unescape(literal: &[u8], into: &mut Vec<u8>) {
    let mut rest = literal;
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        if byte != b'\\' {
            into.push(byte);
            continue;
        }
        let Some((&escaped, behind)) = rest.split_first() else {
            break;
        };
        rest = behind;
        match escaped {
            b'n' => into.push(b'\n'),
            b'r' => into.push(b'\r'),
            b't' => into.push(b'\t'),
            b'b' => into.push(8),
            b'f' => into.push(12),
            b'\r' => rest = rest.strip_prefix(b"\n").unwrap_or(rest),
            b'\n' => {}
            b'0'..=b'7' => {
                let mut code = escaped & 7;
                for _ in 0..2 {
                    let Some((&digit @ b'0'..=b'7', behind)) = rest.split_first() else {
                        break;
                    };
                    // The high-order overflow is ignored.
                    code = code << 3 | digit & 7;
                    rest = behind;
                }
                into.push(code);
            }
            other => into.push(other),
        }
    }
}

/// Appends the bytes that a hexadecimal string stands for; an odd last digit counts as `d0`.
pub(super) fn unhex(hex: &[u8], into: &mut Vec<u8>) {
    let mut high = None;
    for digit in hex.iter().filter_map(|&byte| char::from(byte).to_digit(16)) {
        let digit = digit as u8;
        match high.take() {
            None => high = Some(digit << 4),
            Some(high) => into.push(high | digit),
        }
    }
    into.extend(high);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(input: &str, expected: &[Token<'_>]) {
        let tokens: Vec<_> = Lexer::new(input.as_bytes()).collect();
        assert_eq!(tokens, expected, "{input:?}");
    }

    #[test]
    fn numbers_names_and_operators() {
        check(
            "/F1 12 Tf -.5 +7 3. 1-2",
            &[
                Token::Name(b"F1"),
                Token::Number(12.0),
                Token::Word(b"Tf"),
                Token::Number(-0.5),
                Token::Number(7.0),
                Token::Number(3.0),
                Token::Word(b"1-2"),
            ],
        );
    }

    #[test]
    fn strings_nest_and_need_no_end() {
        check("(a(b)c)Tj", &[Token::Literal(b"a(b)c"), Token::Word(b"Tj")]);
        check(r"(a\)b)", &[Token::Escaped(br"a\)b")]);
        check("(open", &[Token::Literal(b"open")]);
        check("(open\\", &[Token::Escaped(b"open\\")]);
        check("<48 65>Tj", &[Token::Hex(b"48 65"), Token::Word(b"Tj")]);
        check("<48", &[Token::Hex(b"48")]);
    }

    #[test]
    fn dictionaries_arrays_comments() {
        check(
            "/P<</MCID 3>>BDC % note\n[(x)-2]",
            &[
                Token::Name(b"P"),
                Token::DictStart,
                Token::Name(b"MCID"),
                Token::Number(3.0),
                Token::DictEnd,
                Token::Word(b"BDC"),
                Token::ArrayStart,
                Token::Literal(b"x"),
                Token::Number(-2.0),
                Token::ArrayEnd,
            ],
        );
    }

    #[test]
    fn brackets_are_found_as_by_reading_all_tokens() {
        let check = |input: &str, expected: &[Bracket]| {
            let mut lexer = Lexer::new(input.as_bytes());
            let found: Vec<Bracket> = std::iter::from_fn(|| lexer.next_bracket()).collect();
            assert_eq!(found, expected, "{input}");
            let mut tokens = Lexer::new(input.as_bytes());
            let bracket = |token| match token {
                Token::ArrayStart | Token::DictStart => Some(Bracket::Start),
                Token::ArrayEnd | Token::DictEnd => Some(Bracket::End),
                Token::Word(b"endobj" | b"stream") => Some(Bracket::Missing),
                _ => None,
            };
            let read: Vec<Bracket> = tokens.by_ref().filter_map(bracket).collect();
            assert_eq!(found, read, "{input}");
        };
        use Bracket::{End, Missing, Start};
        check("/A[1 0 R<</B(])>> <5D>] % ]", &[Start, Start, End, End]);
        check("/endobj 1endobj endobj", &[Missing]);
        check(
            "(a(])\\)]) > ) <</K/stream/stream stream",
            &[Start, Missing],
        );
        check("-1 +.5 true null%]\n]", &[End]);
    }

    #[test]
    fn escapes() {
        let check = |literal: &[u8], expected: &[u8]| {
            let mut bytes = Vec::new();
            unescape(literal, &mut bytes);
            assert_eq!(bytes, expected);
        };
        check(br"a\(b\)\\", br"a(b)\");
        check(br"\101\12x\0539", b"A\nx+9");
        check(b"line\\\r\nend\\", b"lineend");
        let mut bytes = Vec::new();
        unhex(b"48 6 5 7", &mut bytes);
        assert_eq!(bytes, b"Hep");
    }
}
