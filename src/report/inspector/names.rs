//! Names of people in a line, told by their words alone.

/// Labels that may follow in the same paragraph; what they name is not who led.
const OTHER_LABELS: [&str; 11] = [
    "team inspector",
    "deputy lead",
    "quality assurance",
    "inspection date",
    "date of inspection",
    "dates of inspection",
    "report published",
    "published:",
    "age group",
    "shadow inspector",
    "type of inspection",
];

/// Splits "Rebecca Quested, His Majesty’s Inspector, and Matthew Reed, HMI" into names. They end
/// where the sentence does, or where something is neither a name nor a title.
pub(super) fn names(text: &str) -> Vec<String> {
    let text = text.replace(['\u{a0}', '\t'], " ");
    let lower = text.to_ascii_lowercase();
    let end = OTHER_LABELS
        .iter()
        .filter_map(|label| lower.find(label))
        .min();
    let text = &text[..end.unwrap_or(text.len())];
    let text = &text[..sentence_end(text)];
    let mut names = Vec::new();
    let pieces = text
        .split([',', ';', '(', ')', '/', '\n'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" & "))
        .flat_map(|part| part.split(" – "));
    for piece in pieces {
        let words: Vec<&str> = piece
            .split_whitespace()
            .map(|word| word.trim_matches(|c: char| matches!(c, ':' | '–')))
            .filter(|word| !word.is_empty() && *word != "and" && *word != "&")
            .collect();
        // A title ends a name: "Ann Other HMI Bob Smith HMI".
        for run in words.split(|word| matches!(*word, "HMI" | "SHMI" | "HMIs")) {
            let run = without_titles(run);
            if run.is_empty() {
                continue;
            }
            if !is_name(run) {
                return names;
            }
            names.push(run.join(" ").trim_end_matches('.').to_owned());
        }
    }
    names
}

/// Finds where the first sentence ends. A full stop behind an initial or "Dr" ends none.
pub(super) fn sentence_end(text: &str) -> usize {
    let mut from = 0;
    while let Some(stop) = text[from..].find(". ").map(|at| from + at) {
        let word = text[..stop].rsplit([' ', '.']).next().unwrap_or_default();
        let is_short =
            word.chars().count() == 1 || matches!(word, "Dr" | "Mr" | "Ms" | "Mrs" | "St");
        if !is_short {
            return stop;
        }
        from = stop + 1;
    }
    text.len()
}

/// Drops what people are before and behind their names. Two words are left where one of them is a
/// name that could be a title: "Jane Senior".
fn without_titles<'a, 'b>(mut words: &'a [&'b str]) -> &'a [&'b str] {
    if words.iter().all(|word| is_title(word)) {
        return &[];
    }
    while let [first, rest @ ..] = words
        && (is_title(first) && rest.len() >= 2 || is_address(first))
    {
        words = rest;
    }
    while let [rest @ .., last] = words
        && rest.len() >= 2
        && (is_title(last) || is_honour(last))
    {
        words = rest;
    }
    words
}

fn is_title(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_lowercase().replace('’', "'");
    matches!(
        word.as_str(),
        "hmi"
            | "shmi"
            | "hmis"
            | "scri"
            | "cqc"
            | "ofsted"
            | "ofsted's"
            | "senior"
            | "lead"
            | "deputy"
            | "his"
            | "her"
            | "majesty's"
            | "majestys"
            | "inspector"
            | "inspectors"
            | "designate"
            | "regulatory"
            | "social"
            | "care"
            | "regional"
            | "national"
            | "team"
            | "director"
            | "associate"
            | "additional"
            | "seconded"
            | "both"
            | "all"
            | "of"
            | "whom"
            | "who"
            | "are"
            | "is"
            | "two"
            | "three"
            | "the"
            | "on"
            | "site"
    )
}

fn is_address(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    matches!(
        word,
        "Mr" | "Mrs" | "Ms" | "Miss" | "Dr" | "Sir" | "Dame" | "Professor"
    )
}

fn is_honour(word: &str) -> bool {
    matches!(word, "OBE" | "MBE" | "CBE" | "QPM" | "DL")
}

/// Tells whether some words are the name of a person: two to five that begin with capitals, with
/// particles between them.
fn is_name(words: &[&str]) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return false;
    };
    let is_inner = |word: &&str| is_capital(word) || is_particle(word);
    (2..=5).contains(&words.len())
        && is_capital(first)
        && is_capital(last)
        && last.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && words.iter().all(is_inner)
}

/// Tells whether a word may be part of a name: "Ann", "J.", "Thomson-Jones", "O’Neill", "d’Arcy".
fn is_capital(word: &str) -> bool {
    let lowered = ["d’", "d'", "o’", "o'"];
    let word = lowered
        .iter()
        .find_map(|begin| word.strip_prefix(begin))
        .unwrap_or(word);
    let is_part = |c: char| c.is_alphabetic() || matches!(c, '-' | '‐' | '‑' | '’' | '\'' | '.');
    word.starts_with(char::is_uppercase) && word.chars().all(is_part) && !begins_prose(word)
}

fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "da"
            | "di"
            | "do"
            | "dos"
            | "du"
            | "del"
            | "della"
            | "la"
            | "le"
            | "van"
            | "von"
            | "der"
            | "den"
            | "ter"
            | "ten"
            | "bin"
            | "ibn"
            | "al"
            | "el"
            | "ap"
            | "ab"
            | "st"
            | "y"
            | "e"
    )
}

/// Words with which sentences and the names of bodies begin or end, but no person's name.
fn begins_prose(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "the"
            | "this"
            | "these"
            | "that"
            | "they"
            | "there"
            | "when"
            | "while"
            | "where"
            | "we"
            | "it"
            | "in"
            | "on"
            | "at"
            | "as"
            | "by"
            | "for"
            | "from"
            | "during"
            | "after"
            | "since"
            | "most"
            | "some"
            | "inspector"
            | "inspectors"
            | "inspection"
            | "ofsted"
            | "council"
            | "borough"
            | "county"
            | "city"
            | "services"
            | "children"
            | "children’s"
            | "children's"
            | "report"
            | "visit"
            | "lead"
            | "dates"
            | "date"
            | "local"
            | "authority"
    )
}
