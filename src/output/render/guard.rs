//! The way to a terminal or a file: nothing passes that is not text, but for styles and links of ours.
//!
//! Text of reports has no controls in it; names of files, queries and what an older index holds
//! may. Here they all end, whoever forgot them.

use std::io::{self, Write};

use crate::model::is_control;

/// The longest link that is let pass, in bytes.
const LONGEST: usize = 16_384;
/// What opens and what ends the two sequences that are let pass: a style (ECMA-48, SGR) and a link
/// (OSC 8).
const STYLE: &[u8] = b"\x1b[";
const LINK: &[u8] = b"\x1b]8;;";
const LINK_END: &[u8] = b"\x1b\\";

/// A writer that lets text pass, and styles and links where they are wanted.
///
/// What is a control of terminals, or changes the direction of writing, is left out; line feeds and
/// tabs are text.
#[derive(Debug)]
pub struct Guard<W> {
    out: W,
    styled: bool,
    /// Whether all passes.
    open: bool,
    /// A sequence or a character that has begun.
    begun: Vec<u8>,
    kept: Vec<u8>,
}

impl<W: Write> Guard<W> {
    /// Stands before `out`; `styled` says whether styles and links may pass.
    pub fn new(out: W, styled: bool) -> Self {
        Guard {
            out,
            styled,
            open: false,
            begun: Vec::new(),
            kept: Vec::new(),
        }
    }

    /// Lets pass whatever is written, for forms that are no text and go to no terminal.
    pub fn open(out: W) -> Self {
        Guard {
            open: true,
            ..Guard::new(out, false)
        }
    }

    fn push(&mut self, byte: u8) {
        if self.begun.is_empty() {
            match byte {
                _ if is_plain(byte) => self.kept.push(byte),
                // An escape, or the first byte of a character of several.
                0x1b | 0x80.. => self.begun.push(byte),
                _ => {}
            }
            return;
        }
        self.begun.push(byte);
        let begun = self.begun.as_slice();
        if begun[0] != 0x1b {
            return self.push_character();
        }
        match self.styled {
            true if is_style(begun) || is_link(begun) => self.kept.append(&mut self.begun),
            true if may_become_one(begun) => {}
            // The escape goes; what follows it is text, which may escape again.
            _ => {
                let rest = self.begun.split_off(1);
                self.begun.clear();
                rest.into_iter().for_each(|byte| self.push(byte));
            }
        }
    }

    /// Keeps a character once it is whole, if it is text.
    fn push_character(&mut self) {
        match str::from_utf8(&self.begun) {
            Ok(text) => {
                if !text.contains(is_control) {
                    self.kept.extend_from_slice(&self.begun);
                }
                self.begun.clear();
            }
            Err(error) if error.error_len().is_none() => {}
            // No text in our encoding.
            Err(_) => {
                let last = self.begun.pop();
                self.begun.clear();
                last.into_iter()
                    .filter(|byte| !(0x80..0xc0).contains(byte))
                    .for_each(|byte| self.push(byte));
            }
        }
    }
}

/// Tells whether a byte is a character by itself, and text.
const fn is_plain(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\t' | b' '..=b'~')
}

/// Finds the first byte that is no character by itself, or no text.
fn first_odd(bytes: &[u8]) -> Option<usize> {
    // Most bytes are plain, and so many are looked at at once.
    let (blocks, _) = bytes.as_chunks::<32>();
    let is_plain_block = |block: &[u8; 32]| block.iter().fold(true, |all, b| all & is_plain(*b));
    let plain = 32
        * blocks
            .iter()
            .take_while(|block| is_plain_block(block))
            .count();
    let odd = bytes[plain..].iter().position(|byte| !is_plain(*byte));
    odd.map(|odd| plain + odd)
}

fn is_style(sequence: &[u8]) -> bool {
    let inside = sequence.strip_prefix(STYLE);
    let inside = inside.and_then(|inside| inside.strip_suffix(b"m"));
    inside.is_some_and(|inside| inside.iter().all(is_of_style))
}

fn is_of_style(byte: &u8) -> bool {
    byte.is_ascii_digit() || *byte == b';'
}

fn is_link(sequence: &[u8]) -> bool {
    let inside = sequence.strip_prefix(LINK);
    let url = inside.and_then(|inside| inside.strip_suffix(LINK_END));
    url.is_some_and(|url| url.iter().all(u8::is_ascii_graphic))
}

fn may_become_one(begun: &[u8]) -> bool {
    let style = begun.strip_prefix(STYLE);
    let link = begun.strip_prefix(LINK);
    let url = link.map(|link| link.strip_suffix(b"\x1b").unwrap_or(link));
    STYLE.starts_with(begun)
        || LINK.starts_with(begun)
        || style.is_some_and(|inside| inside.iter().all(is_of_style))
        || url.is_some_and(|url| url.iter().all(u8::is_ascii_graphic) && url.len() < LONGEST)
}

impl<W: Write> Write for Guard<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.open {
            return self.out.write(bytes);
        }
        self.kept.clear();
        self.kept.reserve(bytes.len());
        let mut rest = bytes;
        while let Some((first, behind)) = rest.split_first() {
            let plain = match self.begun.is_empty() {
                true => first_odd(rest),
                false => Some(0),
            };
            let (plain, odd) = rest.split_at(plain.unwrap_or(rest.len()));
            if plain.is_empty() {
                self.push(*first);
                rest = behind;
            } else {
                self.kept.extend_from_slice(plain);
                rest = odd;
            }
        }
        self.out.write_all(&self.kept)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::Guard;

    /// Writes a text through a guard, in pieces of every length.
    fn check(text: &str, styled: bool, expected: &str) {
        for length in 1..=text.len().max(1) {
            let mut out = Vec::new();
            let mut guard = Guard::new(&mut out, styled);
            for piece in text.as_bytes().chunks(length) {
                guard.write_all(piece).unwrap();
            }
            assert_eq!(String::from_utf8(out).unwrap(), expected);
        }
    }

    #[test]
    fn text_passes() {
        for text in ["", "one\ttwo\n", "“é” – 𝄞 \u{feff}x", "[31m"] {
            check(text, false, text);
            check(text, true, text);
        }
    }

    #[test]
    fn controls_do_not() {
        let text = "a\u{7}b\rc\u{7f}d\u{9b}31me\u{202e}f\u{2066}g\u{200f}h";
        for styled in [false, true] {
            check(text, styled, "abcd31mefgh");
        }
    }

    #[test]
    fn styles_and_links_pass_where_they_are_wanted() {
        let text = "\u{1b}[1;31mred\u{1b}[0m \u{1b}]8;;file:///a%20b\u{1b}\\x\u{1b}]8;;\u{1b}\\";
        check(text, true, text);
        check(text, false, "[1;31mred[0m ]8;;file:///a%20b\\x]8;;\\");
    }

    #[test]
    fn other_sequences_never_pass() {
        check("\u{1b}]0;title\u{7}x", true, "]0;titlex");
        check("\u{1b}]52;c;AAAA\u{1b}\\x", true, "]52;c;AAAA\\x");
        check("\u{1b}[2Jx\u{1b}[?25l", true, "[2Jx[?25l");
        check("\u{1b}\u{1b}\u{1b}[2J\u{1b}[1mx", true, "[2J\u{1b}[1mx");
        check("\u{1b}]8;;a b\u{1b}\\x", true, "]8;;a b\\x");
    }
}
