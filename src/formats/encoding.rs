//! From bytes to text: by the mark at its beginning, by what the file says, else as UTF-8.

use std::borrow::Cow;

use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::model::{Warning, WarningKind};

use crate::formats::error::FormatError;

/// How far from the beginning a file says what its encoding is, in bytes.
const HEAD: usize = 2048;
/// A comment before that is not longer, in bytes.
const COMMENT: usize = 1 << 16;
/// From one wrong byte among so many right ones on, a text is UTF-8 that was damaged.
const RIGHT: usize = 4;

/// Reads text that should be UTF-8 unless it says otherwise. One that does not say so and is not is
/// refused, or read in the encoding that is likely, with a doubt.
pub(super) fn decode<'a>(
    bytes: &'a [u8],
    guesses: bool,
) -> Result<(Cow<'a, str>, Option<Warning>), FormatError> {
    if let Some((text, damaged)) = of_four_bytes(bytes) {
        let doubt = || doubt("some bytes are no text in UTF-32".to_owned());
        return Ok((Cow::Owned(text), damaged.then(doubt)));
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        let (text, _, damaged) = encoding.decode(bytes);
        return Ok((text, damaged.then(|| undecodable(encoding))));
    }
    let declared = declared(bytes).filter(|declared| *declared != UTF_8);
    let error = match (std::str::from_utf8(bytes), declared) {
        // A file that is not in the encoding that it names was brought to UTF-8 by a program that
        // left the name.
        (Ok(text), Some(declared)) if !text.is_ascii() && declared.is_ascii_compatible() => {
            let name = declared.name();
            let message = format!("the file says that it is {name}, and is UTF-8");
            return Ok((Cow::Borrowed(text), Some(doubt(message))));
        }
        (Ok(text), None) if !is_wide(bytes) => return Ok((Cow::Borrowed(text), None)),
        (_, Some(declared)) => {
            let (text, damaged) = declared.decode_without_bom_handling(bytes);
            return Ok((text, damaged.then(|| undecodable(declared))));
        }
        (Ok(_), None) => None,
        (Err(error), None) => Some(error),
    };
    let wrong = error.and_then(|_| wrong_bytes(bytes));
    if let Some(wrong) = wrong {
        let message = format!("{wrong} bytes are no text in UTF-8, and are left out");
        let text = String::from_utf8_lossy(bytes).replace(char::REPLACEMENT_CHARACTER, "");
        return Ok((Cow::Owned(text), Some(doubt(message))));
    }
    let likely = likely(bytes);
    match (guesses, likely) {
        (true, Some(likely)) => {
            let (text, damaged) = likely.decode_without_bom_handling(bytes);
            let bad = if damaged {
                "; not all of it can be"
            } else {
                ""
            };
            let message = format!(
                "the text is not UTF-8 and does not say what it is; it is read as {}{bad}",
                likely.name()
            );
            Ok((text, Some(doubt(message))))
        }
        _ => Err(FormatError::NotUtf8 {
            likely: likely.map(Encoding::name),
        }),
    }
}

fn doubt(message: String) -> Warning {
    Warning {
        kind: WarningKind::Encoding,
        message,
        page: None,
    }
}

fn undecodable(encoding: &'static Encoding) -> Warning {
    doubt(format!("some bytes are no text in {}", encoding.name()))
}

/// Reads UTF-32 behind its mark, which begins as that of UTF-16 does; tells whether it is damaged.
fn of_four_bytes(bytes: &[u8]) -> Option<(String, bool)> {
    let number = match bytes.get(..4)? {
        [0xFF, 0xFE, 0, 0] => u32::from_le_bytes,
        [0, 0, 0xFE, 0xFF] => u32::from_be_bytes,
        _ => return None,
    };
    let (letters, rest) = bytes.get(4..)?.as_chunks::<4>();
    let mut damaged = !rest.is_empty();
    let letters = letters.iter().map(|letter| {
        char::from_u32(number(*letter)).unwrap_or_else(|| {
            damaged = true;
            char::REPLACEMENT_CHARACTER
        })
    });
    let text = letters.collect();
    Some((text, damaged))
}

/// Reads the encoding that XML or HTML names at its beginning.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = head(bytes);
    let head = String::from_utf8_lossy(&head).to_lowercase();
    let after = |name: &str, within: &str| {
        let (_, behind) = within.split_once(name)?;
        let value = behind.trim_start().strip_prefix('=')?.trim_start();
        let value = value.trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:".contains(c)));
        Encoding::for_label(value.get(..end.unwrap_or(value.len()))?.as_bytes())
    };
    let xml = head.trim_start().strip_prefix("<?xml").and_then(|xml| {
        let (declaration, _) = xml.split_once("?>")?;
        after("encoding", declaration)
    });
    let meta = || {
        let mut tags = head.split("<meta").skip(1);
        tags.find_map(|tag| after("charset", tag.split('>').next()?))
    };
    // A name in letters of one byte is itself the proof that they are not of two.
    xml.or_else(meta)
        .filter(|encoding| encoding.is_ascii_compatible())
}

/// Returns the beginning of a file, without what is said in comments.
fn head(bytes: &[u8]) -> Vec<u8> {
    let mut head = Vec::with_capacity(HEAD);
    let mut rest = bytes;
    while let Some((first, behind)) = rest.split_first()
        && head.len() < HEAD
    {
        let comment = rest.strip_prefix(b"<!--").and_then(|inside| {
            let inside = inside.get(..inside.len().min(COMMENT))?;
            inside.windows(3).position(|end| end == b"-->")
        });
        match comment {
            Some(end) => rest = rest.get(end.saturating_add(7)..).unwrap_or_default(),
            None => {
                head.push(*first);
                rest = behind;
            }
        }
    }
    head
}

/// Tells whether every other byte is zero, as in text of two bytes a letter.
fn is_wide(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD.min(bytes.len())).unwrap_or_default();
    let zeros = head.iter().filter(|byte| **byte == 0).count();
    zeros > head.len() / 4
}

/// Counts the bytes that are wrong in what is UTF-8 otherwise; none if it is something else.
fn wrong_bytes(bytes: &[u8]) -> Option<usize> {
    let mut wrong = 0usize;
    let mut right = 0usize;
    for chunk in bytes.utf8_chunks() {
        wrong = wrong.saturating_add(chunk.invalid().len());
        right = right.saturating_add(chunk.valid().chars().filter(|c| !c.is_ascii()).count());
    }
    (wrong > 0 && right >= wrong.saturating_mul(RIGHT)).then_some(wrong)
}

/// Tells which encoding text is likely to be in, by the quotation marks, dashes and accents that
/// English text has; none if it is no text.
fn likely(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros_at = |rest: usize| {
        let mut zeros = bytes.iter().enumerate().take(HEAD);
        zeros.any(|(at, byte)| at % 2 == rest && *byte == 0)
    };
    if is_wide(bytes) {
        return match (zeros_at(0), zeros_at(1)) {
            (false, true) => Some(UTF_16LE),
            (true, false) => Some(UTF_16BE),
            _ => None,
        };
    }
    if bytes.contains(&0) {
        return None;
    }
    let count = |is: fn(u8) -> bool| bytes.iter().filter(|byte| is(**byte)).count();
    let windows = count(|byte| matches!(byte, 0x80 | 0x85 | 0x91..=0x97 | 0xA0 | 0xE0..=0xFF));
    let macintosh =
        count(|byte| matches!(byte, 0x81 | 0x8D..=0x90 | 0x9D | 0xC9 | 0xCA | 0xD0..=0xD5));
    match macintosh > windows {
        true => Some(MACINTOSH),
        false => Some(WINDOWS_1252),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &str, doubt: &str) {
        let (text, warning) = decode(bytes, true).unwrap();
        let said = warning.map_or(String::new(), |warning| warning.message);
        assert_eq!(text, expected);
        assert!(
            said.contains(doubt) && said.is_empty() == doubt.is_empty(),
            "{said}"
        );
    }

    #[test]
    fn what_is_said_is_believed() {
        check("caf\u{e9}".as_bytes(), "café", "");
        check(b"\xEF\xBB\xBFa", "a", "");
        check(b"\xFF\xFEa\0\xe9\0", "aé", "");
        check(b"\xFE\xFF\0a\0\xe9", "aé", "");
        check(b"\xFF\xFE\0\0a\0\0\0\xe9\0\0\0", "aé", "");
        check(b"\0\0\xFE\xFF\0\0\0a", "a", "");
        let html = b"<meta charset=windows-1252>caf\xe9 \x96 \xa35";
        check(html, "<meta charset=windows-1252>café – £5", "");
        let comment = "a comment ".repeat(300);
        let html = format!("<!--{comment}--><meta charset=windows-1252>caf\u{e9}");
        let html: Vec<u8> = html.chars().map(|c| c as u8).collect();
        let text = format!("<!--{comment}--><meta charset=windows-1252>café");
        check(&html, &text, "");
        let xml = b"<?xml version='1.0' encoding='ISO-8859-1'?>\x93a\x94";
        check(xml, "<?xml version='1.0' encoding='ISO-8859-1'?>“a”", "");
        let wrong = "<meta charset='latin1'>café";
        check(wrong.as_bytes(), wrong, "and is UTF-8");
    }

    #[test]
    fn what_is_not_said_is_guessed_aloud_or_refused() {
        check(b"the caf\xe9\x92s", "the café’s", "windows-1252");
        check(b"the caf\x8e\xd5s", "the café’s", "macintosh");
        check(b"a\0b\0 \0\xe9\0", "ab é", "UTF-16LE");
        check(b"\0a\0b\0 \0\xe9", "ab é", "UTF-16BE");
        check(
            "éééééééé\u{2019}".as_bytes().strip_suffix(b"\x99").unwrap(),
            "éééééééé",
            "2 bytes",
        );
        let refused = |bytes: &[u8]| decode(bytes, false).unwrap_err().to_string();
        assert!(refused(b"caf\xe9").contains("windows-1252"));
        assert!(refused(b"\x01\xff\0\x02").contains("UTF-8"));
    }
}
