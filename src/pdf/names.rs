//! What the names of glyphs stand for (Adobe's specification of glyph names, section 2).

use std::collections::HashMap;
use std::sync::OnceLock;

/// Longest name that is looked at, in bytes, and most characters that one stands for.
const MAX_NAME: usize = 128;
const MAX_PARTS: usize = 16;

/// Names that typesetting programs and old fonts use beside those of Adobe's list.
const OTHER: [(&str, &str); 43] = [
    ("ff", "ff"),
    ("fi", "fi"),
    ("fl", "fl"),
    ("ffi", "ffi"),
    ("ffl", "ffl"),
    ("st", "st"),
    ("ct", "ct"),
    ("IJ", "IJ"),
    ("ij", "ij"),
    ("Tcedilla", "Ţ"),
    ("tcedilla", "ţ"),
    ("dotlessj", "ȷ"),
    ("nbspace", "\u{A0}"),
    ("nonbreakingspace", "\u{A0}"),
    ("visiblespace", " "),
    ("spacehackarabic", " "),
    ("sfthyphen", "\u{AD}"),
    ("softhyphen", "\u{AD}"),
    ("hyphentwo", "\u{2010}"),
    ("nbhyphen", "\u{2011}"),
    ("quotesinglleft", "‘"),
    ("hyphenminus", "-"),
    ("bullet1", "•"),
    ("middot", "·"),
    ("overscore", "¯"),
    ("macron1", "¯"),
    ("Ldot", "Ŀ"),
    ("ldot", "ŀ"),
    ("Dslash", "Đ"),
    ("increment", "∆"),
    ("Delta", "Δ"),
    ("Omega", "Ω"),
    ("mu", "μ"),
    ("angbracketleft", "⟨"),
    ("angbracketright", "⟩"),
    ("epsilon1", "ϵ"),
    ("follows", "≻"),
    ("precedes", "≺"),
    ("afii00208", "―"),
    ("afii08941", "₤"),
    ("afii61248", "℅"),
    ("afii61289", "ℓ"),
    ("afii61352", "№"),
];

/// Returns what a glyph of a name stands for; none where the name does not say.
pub(super) fn text(name: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(name.get(..MAX_NAME).unwrap_or(name)).ok()?;
    // What follows a full stop tells one form of a character from another.
    let (base, _) = name.split_once('.').unwrap_or((name, ""));
    if base.is_empty() {
        return None;
    }
    if let Some(whole) = part(base) {
        return Some(whole);
    }
    base.split('_').take(MAX_PARTS).map(part).collect()
}

/// Returns the Cyrillic letter of a number that the Association for Font Information Interchange gave it
/// (Adobe's glyph list): letters in their order, with Ё behind Е.
fn cyrillic(number: &str) -> Option<char> {
    const CAPITALS: u32 = 10017;
    const SMALL: u32 = 10065;
    const LETTERS: u32 = 33;
    let number: u32 = number.parse().ok()?;
    let (first, yo, at) = match number {
        CAPITALS..SMALL => ('А', 'Ё', number.checked_sub(CAPITALS)?),
        _ => ('а', 'ё', number.checked_sub(SMALL)?),
    };
    match at {
        6 => Some(yo),
        0..6 => char::from_u32(u32::from(first).checked_add(at)?),
        7..LETTERS => char::from_u32(u32::from(first).checked_add(at.checked_sub(1)?)?),
        _ => None,
    }
}

/// Returns what one part of a name stands for.
fn part(name: &str) -> Option<String> {
    static LISTED: OnceLock<HashMap<&'static str, char>> = OnceLock::new();
    let listed = LISTED.get_or_init(|| {
        let pairs = glyph_names::GLYPH_NAME_PAIRS.iter();
        pairs.map(|&(char, name)| (name, char)).collect()
    });
    if let Some(&(_, text)) = OTHER.iter().find(|&&(other, _)| other == name) {
        return Some(text.to_owned());
    }
    if let Some(&char) = listed.get(name) {
        return Some(char.to_string());
    }
    if let Some(letter) = name.strip_prefix("afii").and_then(cyrillic) {
        return Some(letter.to_string());
    }
    let in_hex = |digits: &str| {
        let hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        hex.then(|| u32::from_str_radix(digits, 16).ok())?
    };
    if let Some(digits) = name.strip_prefix("uni")
        && digits.len() >= 4
        && digits.len().is_multiple_of(4)
        && digits.is_ascii()
    {
        let (units, _) = digits.as_bytes().as_chunks::<4>();
        return units
            .iter()
            .map(|unit| char::from_u32(in_hex(std::str::from_utf8(unit).ok()?)?))
            .collect();
    }
    let digits = name.strip_prefix('u')?;
    if !(4..=6).contains(&digits.len()) {
        return None;
    }
    char::from_u32(in_hex(digits)?).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::text;

    fn check(name: &str, expected: Option<&str>) {
        assert_eq!(text(name.as_bytes()).as_deref(), expected, "{name}");
    }

    #[test]
    fn names_say_what_glyphs_stand_for() {
        check("A", Some("A"));
        check("eacute", Some("é"));
        check("quoteright", Some("’"));
        check("f_i", Some("fi"));
        check("ffi", Some("ffi"));
        check("a.alt", Some("a"));
        check("uni20AC", Some("€"));
        check("uni00660069", Some("fi"));
        check("u1F574", Some("🕴"));
        check("afii00208", Some("―"));
        check("afii10017", Some("А"));
        check("afii10071", Some("ё"));
        check("afii10097", Some("я"));
        check("uni0066_uni0069.liga", Some("fi"));
    }

    #[test]
    fn names_without_meaning_say_nothing() {
        for name in [
            "", ".notdef", "g12", "uniD800", "u12", "union1", "f_g12", "unié12",
        ] {
            check(name, None);
        }
    }
}
