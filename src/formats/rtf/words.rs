//! The words of Rich Text Format (RTF 1.9.1): groups, control words and characters.

/// A word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word<'a> {
    /// `{`.
    Open,
    /// `}`.
    Close,
    /// `\name` or `\name12`.
    Control(&'a str, Option<i32>),
    /// `\~` and its like.
    Symbol(u8),
    /// A character of the code page.
    Byte(u8),
}

/// Takes a file apart.
pub(super) struct Words<'a> {
    rest: &'a [u8],
}

impl<'a> Words<'a> {
    /// Begins at the first byte.
    pub(super) fn new(bytes: &'a [u8]) -> Words<'a> {
        Words { rest: bytes }
    }

    fn take(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn take_while(&mut self, is_part: impl Fn(u8) -> bool) -> &'a [u8] {
        let end = self.rest.iter().position(|byte| !is_part(*byte));
        let (taken, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        taken
    }

    fn control(&mut self) -> Option<Word<'a>> {
        let name = self.take_while(|byte| byte.is_ascii_alphabetic());
        if name.is_empty() {
            return match self.take()? {
                b'\'' => {
                    let (digits, rest) = self.rest.split_at_checked(2)?;
                    self.rest = rest;
                    let digits = std::str::from_utf8(digits).ok();
                    let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
                    Some(Word::Byte(byte.unwrap_or(b'?')))
                }
                byte @ (b'\\' | b'{' | b'}') => Some(Word::Byte(byte)),
                b'\r' | b'\n' => Some(Word::Control("par", None)),
                byte => Some(Word::Symbol(byte)),
            };
        }
        let sign = self.rest.starts_with(b"-");
        if sign {
            self.take();
        }
        let digits = self.take_while(|byte| byte.is_ascii_digit());
        let number = std::str::from_utf8(digits).ok();
        let number = number.and_then(|digits| digits.parse::<i32>().ok());
        let number = number.map(|number| {
            if sign {
                number.saturating_neg()
            } else {
                number
            }
        });
        if self.rest.starts_with(b" ") {
            self.take();
        }
        let name = std::str::from_utf8(name).unwrap_or_default();
        if name == "bin" {
            let length = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            self.rest = self.rest.get(length..).unwrap_or_default();
        }
        Some(Word::Control(name, number))
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = Word<'a>;

    fn next(&mut self) -> Option<Word<'a>> {
        loop {
            return match self.take()? {
                b'{' => Some(Word::Open),
                b'}' => Some(Word::Close),
                b'\\' => self.control(),
                // Lines are broken anywhere.
                b'\r' | b'\n' | 0 => continue,
                byte => Some(Word::Byte(byte)),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Word::{Byte, Close, Control, Open, Symbol};
    use super::*;

    #[test]
    fn words() {
        let check = |text: &str, expected: &[Word<'_>]| {
            assert_eq!(Words::new(text.as_bytes()).collect::<Vec<_>>(), expected);
        };
        check(
            "{\\b0 a\n}",
            &[Open, Control("b", Some(0)), Byte(b'a'), Close],
        );
        check(
            "\\u-12?\\'e9\\~",
            &[
                Control("u", Some(-12)),
                Byte(b'?'),
                Byte(0xE9),
                Symbol(b'~'),
            ],
        );
        check("\\bin3 {}}\\\\", &[Control("bin", Some(3)), Byte(b'\\')]);
        check("\\", &[]);
        check("\\'e", &[]);
    }
}
