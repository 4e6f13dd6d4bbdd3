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

/// Reads tokens one after the other.
#[derive(Clone)]
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Lexer { bytes, at: 0 }
    }

    /// Returns the bytes behind the last token.
    pub(super) fn rest(&self) -> &'a [u8] {
        &self.bytes[self.at..]
    }

    /// Moves on by so many bytes.
    pub(super) fn pass(&mut self, count: usize) {
        self.at = self.at.saturating_add(count).min(self.bytes.len());
    }

    /// Skips the data of an inline image: everything up to `EI` between white space.
    pub(super) fn skip_inline_image(&mut self) {
        let rest = &self.bytes[self.at..];
        let end = rest.windows(4).position(|w| {
            is_space(w[0]) && &w[1..3] == b"EI" && (is_space(w[3]) || is_delimiter(w[3]))
        });
        self.at = end.map_or(self.bytes.len(), |end| self.at + end + 3);
    }

    /// Reads a word from a place on, and moves behind it.
    fn word(&mut self, from: usize) -> &'a [u8] {
        let rest = &self.bytes[from..];
        let len = rest.iter().position(|&byte| !is_regular(byte));
        let word = &rest[..len.unwrap_or(rest.len())];
        self.at = from + word.len();
        word
    }

    fn literal(&mut self) -> Token<'a> {
        let start = self.at + 1;
        let mut depth = 1;
        let mut at = start;
        let mut escaped = false;
        while at < self.bytes.len() {
            match self.bytes[at] {
                b'\\' => {
                    escaped = true;
                    at += 1;
                }
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        let end = at.min(self.bytes.len());
        self.at = (end + 1).min(self.bytes.len());
        let literal = &self.bytes[start..end];
        if escaped {
            Token::Escaped(literal)
        } else {
            Token::Literal(literal)
        }
    }

    fn hex(&mut self) -> Token<'a> {
        let start = self.at + 1;
        let end = self.bytes[start..]
            .iter()
            .position(|&b| b == b'>')
            .map_or(self.bytes.len(), |n| start + n);
        self.at = (end + 1).min(self.bytes.len());
        Token::Hex(&self.bytes[start..end])
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    #[inline(always)]
    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let &byte = self.bytes.get(self.at)?;
            match byte {
                _ if is_space(byte) => self.at += 1,
                b'0'..=b'9' | b'-' | b'+' | b'.' => {
                    return Some(match number(self.rest()) {
                        Some((number, len)) => {
                            self.at += len;
                            Token::Number(number)
                        }
                        None => Token::Word(self.word(self.at)),
                    });
                }
                b'(' => return Some(self.literal()),
                b'/' => return Some(Token::Name(self.word(self.at + 1))),
                b'[' => {
                    self.at += 1;
                    return Some(Token::ArrayStart);
                }
                b']' => {
                    self.at += 1;
                    return Some(Token::ArrayEnd);
                }
                b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => {
                    self.at += 2;
                    return Some(Token::DictStart);
                }
                b'<' => return Some(self.hex()),
                b'>' if self.bytes.get(self.at + 1) == Some(&b'>') => {
                    self.at += 2;
                    return Some(Token::DictEnd);
                }
                b'%' => {
                    let rest = &self.bytes[self.at..];
                    let line = rest.iter().position(|&b| b == b'\n' || b == b'\r');
                    self.at += line.unwrap_or(rest.len());
                }
                b')' | b'>' | b'{' | b'}' => self.at += 1,
                _ => return Some(Token::Word(self.word(self.at))),
            }
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
    const REGULAR: [bool; 256] = {
        let mut regular = [false; 256];
        let mut byte = 0;
        while byte < 256 {
            regular[byte] = !is_space(byte as u8) && !is_delimiter(byte as u8);
            byte += 1;
        }
        regular
    };
    REGULAR[usize::from(byte)]
}

/// Parses the number that bytes begin with and tells its length. More than one sign or point,
/// which some writers emit, makes it no number.
#[inline(always)]
fn number(bytes: &[u8]) -> Option<(f64, usize)> {
    /// What the last digit counts for, by places. To multiply is faster than to divide, and far
    /// more exact than the single precision that coordinates are kept in.
    const UNITS: [f64; 19] = [
        1e0, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-13,
        1e-14, 1e-15, 1e-16, 1e-17, 1e-18,
    ];
    let start = usize::from(matches!(bytes.first(), Some(b'-' | b'+')));
    let mut digits = 0i64;
    let mut read_digits = |from: usize| {
        let mut at = from;
        while let Some(digit @ 0..=9) = bytes.get(at).map(|byte| byte.wrapping_sub(b'0')) {
            digits = digits.wrapping_mul(10).wrapping_add(i64::from(digit));
            at += 1;
        }
        at
    };
    let point = read_digits(start);
    let (end, places) = match bytes.get(point) {
        Some(b'.') => {
            let end = read_digits(point + 1);
            (end, end - point - 1)
        }
        _ => (point, 0),
    };
    let count = point - start + places;
    if count == 0 || bytes.get(end).is_some_and(|&byte| is_regular(byte)) {
        return None;
    }
    if count >= UNITS.len() {
        let number = std::str::from_utf8(&bytes[..end]).ok()?;
        return Some((number.parse().ok()?, end));
    }
    let value = digits as f64 * UNITS[places];
    Some((if bytes[0] == b'-' { -value } else { value }, end))
}

/// Appends the bytes that a literal string stands for (ISO 32000-1, 7.3.4.2).
pub(super) fn unescape(literal: &[u8], into: &mut Vec<u8>) {
    let mut at = 0;
    while at < literal.len() {
        let byte = literal[at];
        at += 1;
        if byte != b'\\' {
            into.push(byte);
            continue;
        }
        let Some(&escaped) = literal.get(at) else {
            break;
        };
        at += 1;
        match escaped {
            b'n' => into.push(b'\n'),
            b'r' => into.push(b'\r'),
            b't' => into.push(b'\t'),
            b'b' => into.push(8),
            b'f' => into.push(12),
            b'\r' if literal.get(at) == Some(&b'\n') => at += 1,
            b'\r' | b'\n' => {}
            b'0'..=b'7' => {
                let mut code = u32::from(escaped - b'0');
                for _ in 0..2 {
                    match literal.get(at) {
                        Some(&digit @ b'0'..=b'7') => {
                            code = code * 8 + u32::from(digit - b'0');
                            at += 1;
                        }
                        _ => break,
                    }
                }
                into.push(code as u8);
            }
            other => into.push(other),
        }
    }
}

/// Appends the bytes that a hexadecimal string stands for; an odd last digit counts as `d0`.
pub(super) fn unhex(hex: &[u8], into: &mut Vec<u8>) {
    let mut high = None;
    for digit in hex.iter().filter_map(|&b| (b as char).to_digit(16)) {
        match high.take() {
            None => high = Some(digit),
            Some(high) => into.push((high * 16 + digit) as u8),
        }
    }
    if let Some(high) = high {
        into.push((high * 16) as u8);
    }
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
