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
            // A word may well end in a number behind an asterisk of this language.
            read: match core.contains('*') {
                true => core.to_owned(),
                false => format!("{stem}*"),
            },
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

/// Offers what a piece of text without spaces may mean that holds several words: either of them, a tag, a range
/// of years, one letter left open.
pub(super) fn offered(raw: &str) -> Option<String> {
    either(raw)
        .or_else(|| compared(raw))
        .or_else(|| years(raw))
        .or_else(|| raw.contains('_').then(|| raw.replace('_', "?")))
}

/// Reads `drift|delay` and `drift/delay`.
fn either(raw: &str) -> Option<String> {
    /// Shorter ones stand for something together: n/a, s/he, 24/7.
    const LEAST: usize = 3;
    let mark = raw.chars().find(|c| matches!(c, '|' | '/' | '\\'))?;
    let pieces: Vec<&str> = raw.split(mark).collect();
    let is_word = |piece: &&str| {
        let letters = piece.chars().filter(|c| c.is_alphabetic()).count();
        (mark == '|' || letters >= LEAST)
            && letters > 0
            && piece.chars().all(|c| c.is_alphabetic() || c == '-')
    };
    let all = pieces.len() > 1 && pieces.iter().all(is_word);
    all.then(|| format!("({})", pieces.join(" OR ")))
}

/// Reads `grade=good` and `year>=2019`.
fn compared(raw: &str) -> Option<String> {
    let at = raw.find(['=', '<', '>'])?;
    let (name, rest) = raw.split_at(at);
    let value = rest.trim_start_matches(['=', '<', '>']);
    let sign = &rest[..rest.len() - value.len()];
    Name::find(name).filter(|_| value.starts_with(starts_word))?;
    let field = match sign {
        "=" | "==" => name,
        ">=" | ">" if matches!(name, "year" | "date") => "since",
        "<=" | "<" if matches!(name, "year" | "date") => "until",
        _ => return None,
    };
    Some(format!("{field}:{value}"))
}

/// Reads `2019..2022`.
fn years(raw: &str) -> Option<String> {
    let (first, last) = raw.split_once("..")?;
    let last = last.trim_start_matches('.');
    let is_year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    (is_year(first) && is_year(last) && first <= last).then(|| format!("year:[{first} TO {last}]"))
}

/// Finds the weight behind a word, as in `supervision^2`: where it begins.
pub(super) fn weight(raw: &str) -> Option<usize> {
    let (word, weight) = raw.split_once('^')?;
    let is_number = !weight.is_empty()
        && weight
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
    is_number.then_some(word.len())
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
            "su",
            "ab",
            "keyword",
            "keywords",
            "kw",
            "topic",
            "define",
            "related",
            "info",
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
    use super::{field, offered, reopened, weight};

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
    fn several_words_in_one_piece_may_be_either() {
        for (raw, expected) in [
            ("drift|delay", Some("(drift OR delay)")),
            ("life-story/memory", Some("(life-story OR memory)")),
            ("a|b|c", Some("(a OR b OR c)")),
            ("s/he", None),
            ("24/7", None),
            ("a/b/c", None),
            ("grade=good", Some("grade:good")),
            ("year>=2019", Some("since:2019")),
            ("a=b", None),
            ("2019..2022", Some("year:[2019 TO 2022]")),
            ("2022..2019", None),
            ("advis_r", Some("advis?r")),
        ] {
            assert_eq!(offered(raw).as_deref(), expected, "{raw}");
        }
        assert_eq!(weight("plans^2"), Some(5));
        assert_eq!(weight("a^b"), None);
    }

    #[test]
    fn fields_of_others_have_values() {
        assert!(field("title:plans").is_some() && field("intitle:\"a b\"").is_some());
        for text in ["title: plans", "title", "grade:good", "note:this", "title:"] {
            assert!(field(text).is_none(), "{text}");
        }
    }
}
