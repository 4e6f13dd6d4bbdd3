//! What other programs write and this language does not: marks of letters left open, and names of fields.

use super::condition::Name;
use super::fold::{is_quote, starts_word};

/// A word with letters left open, in the marks of this language.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reopened {
    /// How it is read.
    pub(super) read: String,
    /// How much of the text it takes, in bytes.
    pub(super) length: usize,
    /// What would be more like it, where that is something else.
    pub(super) nearer: Option<String>,
}

/// Reads `superv%`, `superv!`, `superv$`, `superv$3` and `wom#n`; none where a mark is punctuation.
pub(super) fn reopened(raw: &str) -> Option<Reopened> {
    let core = raw.trim_end_matches([',', '.', ';', ':', ')', ']']);
    let length = core.len();
    let are_letters = |piece: &str| {
        piece.chars().filter(|c| c.is_alphabetic()).count() > 1
            && piece
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '='))
    };
    if let Some((stem, digits)) = core.rsplit_once(['$', '*'])
        && (1..3).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && stem.chars().all(char::is_alphabetic)
        && are_letters(stem)
    {
        return Some(Reopened {
            read: format!("{stem}*"),
            length,
            nearer: Some(format!("/{}.{{0,{digits}}}/", stem.to_lowercase())),
        });
    }
    let read = match core.strip_suffix(['!', '$']) {
        Some(stem) if are_letters(stem) => format!("{stem}*"),
        Some(_) => return None,
        None if core.contains('%') => {
            let mut pieces = core.split('%').filter(|piece| !piece.is_empty());
            let is_word = pieces.clone().next().is_some() && pieces.all(are_letters);
            is_word.then(|| core.replace('%', "*"))?
        }
        None => {
            let (before, behind) = core.split_once('#')?;
            let letters = |piece: &str| !piece.is_empty() && piece.chars().all(char::is_alphabetic);
            (letters(before) && letters(behind)).then(|| core.replace('#', "?"))?
        }
    };
    Some(Reopened {
        read,
        length,
        nearer: None,
    })
}

/// What a name before a colon means elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Foreign {
    /// The text, which is what is searched.
    Text,
    /// A part of documents that is not searched.
    Part,
    /// Where documents are, or what they are: its value means nothing here.
    Place,
    /// A field that has another name here.
    Named(&'static str),
}

/// Names of fields elsewhere.
const FOREIGN: [(Foreign, &[&str]); 8] = [
    (
        Foreign::Text,
        &[
            "text",
            "intext",
            "allintext",
            "body",
            "content",
            "fulltext",
            "tx",
        ],
    ),
    (
        Foreign::Part,
        &[
            "title",
            "intitle",
            "allintitle",
            "ti",
            "heading",
            "headline",
            "subject",
            "abstract",
        ],
    ),
    (
        Foreign::Place,
        &[
            "site", "inurl", "allinurl", "filetype", "ext", "link", "cache", "lang", "language",
        ],
    ),
    (Foreign::Named("authority"), &["council", "borough", "la"]),
    (
        Foreign::Named("grade"),
        &["rating", "judgement", "judgment"],
    ),
    (Foreign::Named("inspector"), &["author"]),
    (Foreign::Named("since"), &["after", "from"]),
    (Foreign::Named("until"), &["before", "to"]),
];

/// Recognises the name of such a field with a value directly behind it: what it means, and how much of the
/// text it takes with its colon.
pub(super) fn field(rest: &str) -> Option<(Foreign, usize)> {
    let colon = rest.find(|c: char| !c.is_ascii_alphabetic())?;
    let behind = rest[colon..].strip_prefix(':')?.chars().next()?;
    let has_value = starts_word(behind) || is_quote(behind) || behind == '(';
    let meant = meant(&rest[..colon])?;
    has_value.then_some((meant, colon + 1))
}

/// Finds what a name means elsewhere; none where it is one of this language.
pub(super) fn meant(name: &str) -> Option<Foreign> {
    if Name::find(name).is_some() {
        return None;
    }
    let mut known = FOREIGN.iter();
    let found = known.find(|(_, names)| names.iter().any(|known| known.eq_ignore_ascii_case(name)));
    found.map(|(meant, _)| *meant)
}

#[cfg(test)]
mod tests {
    use super::{field, reopened};

    #[test]
    fn marks_that_are_punctuation_leave_nothing_open() {
        for raw in [
            "100%", "50%-60%", "$", "£5", "a!", "!!", "wow!!", "C#", "#14", "ilacs#14", "5$",
        ] {
            assert_eq!(reopened(raw), None, "{raw}");
        }
        let read = |raw| reopened(raw).map(|found| found.read);
        assert_eq!(read("superv%,").as_deref(), Some("superv*"));
        assert_eq!(read("%vision").as_deref(), Some("*vision"));
        assert_eq!(read("wom#n").as_deref(), Some("wom?n"));
    }

    #[test]
    fn fields_of_others_have_values() {
        assert!(field("title:plans").is_some() && field("intitle:\"a b\"").is_some());
        for text in ["title: plans", "title", "grade:good", "note:this", "title:"] {
            assert!(field(text).is_none(), "{text}");
        }
    }
}
