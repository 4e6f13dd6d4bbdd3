//! Spaces that were lost and letters that stand alone: words as no author wrote them.
//!
//! Whether a stretch of letters is several words is told by the words of the document itself. It is
//! looked into only where a paragraph has too few spaces for its length, so that a sound report costs
//! one count of its words.

use std::collections::HashSet;

use crate::model::{Paragraph, Warning, WarningKind};

/// A word of more letters is most likely several without the spaces between them.
const LONGEST_WORD: usize = 24;
/// So many bytes to a word, spaces and marks included, are suspect: English has about 6.
const SUSPECT: usize = 8;
/// Words of fewer letters are not taken apart: short ones are made of others by chance.
const SHORTEST_GLUED: usize = 8;
/// Parts of fewer letters must be among [`SMALL`].
const SHORTEST_PART: usize = 4;
/// Small words that any text has.
const SMALL: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "can", "do", "for", "has", "have",
    "in", "is", "it", "not", "of", "on", "or", "own", "so", "the", "to", "too", "was", "who",
];
/// So many words of a page must be doubtful for the page to be.
const FEWEST: usize = 2;
/// So many bytes they must be, taken together.
const SHORTEST: usize = 24;
/// One byte in so many of the page must be theirs.
const SHARE: usize = 16;
/// So many letters in a row, each on its own, are a word that was taken apart.
const ALONE: usize = 4;

/// Doubts words that are several, and words that were taken apart, by pages.
pub(super) fn about_spaces(paragraphs: &[Paragraph]) -> Vec<Warning> {
    let mut glued = Tally::default();
    let mut split = Tally::default();
    let mut suspects = Vec::new();
    for paragraph in paragraphs {
        let is_suspect = has_few_spaces(&paragraph.text);
        let long: Vec<&str> = match is_suspect {
            true => letters(&paragraph.text)
                .filter(|word| word.len() >= SHORTEST_GLUED)
                .collect(),
            false => Vec::new(),
        };
        suspects.push(is_suspect);
        glued.add(paragraph, &long);
        split.add(paragraph, &letters_apart(&paragraph.text));
    }
    // The words of the document are gathered only if there is a page whose long ones might be doubted,
    // and most of those stand elsewhere as they are.
    if glued.pages.iter().any(OfPage::is_doubtful) {
        let sound = paragraphs.iter().zip(&suspects);
        let sound = sound.filter(|(_, suspect)| !**suspect);
        let unknown = glued.unknown(sound.map(|(Paragraph { text, .. }, _)| text.as_str()));
        for page in glued.pages.iter_mut().filter(|page| page.is_doubtful()) {
            page.doubtful
                .retain(|word| unknown.contains(&word.to_lowercase()));
        }
    }
    if glued.pages.iter().any(OfPage::is_doubtful) {
        let known = vocabulary(paragraphs, &suspects);
        for page in &mut glued.pages {
            page.doubtful.retain(|word| is_glued(word, &known));
        }
    }
    let glued = glued.doubt(WarningKind::WordsGlued, "have no spaces between them");
    let split = split.doubt(WarningKind::WordsSplit, "have spaces between their letters");
    glued.into_iter().chain(split).collect()
}

fn is_space(byte: u8) -> bool {
    (byte == b' ') | (byte == b'\n')
}

/// Tells whether a text has fewer words, for its length, than English has.
fn has_few_spaces(text: &str) -> bool {
    let bytes = text.as_bytes();
    let first = bytes.first().is_some_and(|&byte| !is_space(byte));
    let begun = count(bytes, 1, |before, byte| is_space(before) & !is_space(byte));
    bytes.len() > SUSPECT * (begun + usize::from(first)).max(1)
}

/// Counts the bytes of which something holds, together with the one so far behind each.
///
/// A byte holds the count of a chunk, so that many are counted by one instruction.
fn count(bytes: &[u8], distance: usize, holds: impl Fn(u8, u8) -> bool) -> usize {
    const CHUNK: usize = 128;
    let behind = bytes.get(distance..).unwrap_or_default();
    let chunks = bytes.chunks(CHUNK).zip(behind.chunks(CHUNK));
    let counts = chunks.map(|(bytes, behind)| {
        let pairs = bytes.iter().zip(behind);
        pairs.map(|(&a, &b)| u8::from(holds(a, b))).sum::<u8>()
    });
    counts.map(usize::from).sum()
}

/// Lists the rows of letters of a text each of which stands on its own.
fn letters_apart(text: &str) -> Vec<&str> {
    let bytes = text.as_bytes();
    // Most texts are told apart by how many characters have a space before and behind them.
    let alone = count(bytes, 2, |before, behind| {
        is_space(before) & is_space(behind)
    });
    if alone < ALONE - 2 {
        return Vec::new();
    }
    let mut rows = Vec::new();
    // Where the row began, how many letters it has, and where the last of them ends.
    let (mut start, mut row, mut end) = (0, 0, 0);
    let mut begun = 0;
    for at in 0..=bytes.len() {
        if bytes.get(at).is_some_and(|&byte| !is_space(byte)) {
            continue;
        }
        let length = at - begun;
        if length == 1 && bytes[begun].is_ascii_alphabetic() {
            if row == 0 {
                start = begun;
            }
            (row, end) = (row + 1, at);
        } else if length > 0 {
            if row >= ALONE {
                rows.push(&text[start..end]);
            }
            row = 0;
        }
        begun = at + 1;
    }
    if row >= ALONE {
        rows.push(&text[start..end]);
    }
    rows
}

/// Doubtful words by page.
#[derive(Default)]
struct Tally<'a> {
    pages: Vec<OfPage<'a>>,
}

struct OfPage<'a> {
    page: u32,
    /// How long its text is, in bytes.
    length: usize,
    doubtful: Vec<&'a str>,
}

impl OfPage<'_> {
    /// Tells whether an unusual share of its words is doubtful.
    fn is_doubtful(&self) -> bool {
        let length: usize = self.doubtful.iter().map(|word| word.len()).sum();
        self.doubtful.len() >= FEWEST && length >= SHORTEST && length * SHARE >= self.length
    }
}

impl<'a> Tally<'a> {
    fn add(&mut self, paragraph: &Paragraph, doubtful: &[&'a str]) {
        let (page, length) = (paragraph.page, paragraph.text.len());
        match self.pages.last_mut().filter(|last| last.page == page) {
            Some(last) => {
                last.length += length;
                last.doubtful.extend(doubtful);
            }
            None => self.pages.push(OfPage {
                page,
                length,
                doubtful: doubtful.to_vec(),
            }),
        }
    }

    /// Returns the words of doubtful pages, in small letters, that stand in none of some texts.
    fn unknown<'t>(&self, texts: impl Iterator<Item = &'t str>) -> HashSet<String> {
        let pages = self.pages.iter().filter(|page| page.is_doubtful());
        let words = pages.flat_map(|page| &page.doubtful);
        let mut unknown: HashSet<String> = words.map(|word| word.to_lowercase()).collect();
        let stretches = texts.flat_map(|text| text.split(' '));
        let long = stretches.filter(|stretch| stretch.len() >= SHORTEST_GLUED);
        for word in long.flat_map(letters) {
            if !unknown.remove(word) && word.starts_with(char::is_uppercase) {
                unknown.remove(&word.to_lowercase());
            }
        }
        unknown
    }

    /// Says on which pages an unusual share of the words is doubtful.
    fn doubt(&self, kind: WarningKind, what: &str) -> Option<Warning> {
        let pages: Vec<&OfPage<'_>> = self
            .pages
            .iter()
            .filter(|page| page.is_doubtful())
            .collect();
        let first = pages.first()?;
        let count: usize = pages.iter().map(|page| page.doubtful.len()).sum();
        let example: String = first.doubtful[0].chars().take(60).collect();
        let of_pages = match pages.len() {
            1 => String::new(),
            more => format!(" on {more} pages"),
        };
        Some(Warning {
            kind,
            message: format!("{count} words{of_pages} {what}, such as `{example}`"),
            page: Some(first.page),
        })
    }
}

/// Lists the stretches of letters of a text, but for those of addresses.
fn letters(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '/' | '.' | '@' | '_'));
    let parts = words.filter(|word| !is_address(word));
    let parts = parts.flat_map(|word| word.split('.'));
    parts.filter(|part| !part.is_empty() && part.chars().all(char::is_alphabetic))
}

/// Tells whether a stretch without spaces is an address: its dots have small letters behind them.
fn is_address(word: &str) -> bool {
    let mut behind_dots = word.split('.').skip(1);
    word.contains(['/', '@', '_']) || behind_dots.any(|part| part.starts_with(char::is_lowercase))
}

/// Gathers the words of the paragraphs that are not suspect, in small letters; of all, where these say
/// little.
fn vocabulary(paragraphs: &[Paragraph], is_suspect: &[bool]) -> HashSet<String> {
    let mut known = HashSet::new();
    for (paragraph, suspect) in paragraphs.iter().zip(is_suspect) {
        let words = letters(&paragraph.text).filter(|word| !suspect || word.len() < SHORTEST_GLUED);
        known.extend(words.map(str::to_lowercase));
    }
    known
}

/// Tells whether a word is several.
fn is_glued(word: &str, known: &HashSet<String>) -> bool {
    if word.len() > LONGEST_WORD {
        return true;
    }
    let word = word.to_lowercase();
    !known.contains(&word) && is_several(&word, known)
}

/// Tells whether a word is two or more known ones, one behind the other.
fn is_several(word: &str, known: &HashSet<String>) -> bool {
    let is_part = |part: &str| match part.len() < SHORTEST_PART {
        true => SMALL.contains(&part),
        false => known.contains(part),
    };
    // Whether what stands before each place can be taken apart.
    let mut reached = vec![false; word.len() + 1];
    reached[0] = true;
    for end in 1..=word.len() {
        reached[end] = (0..end).any(|start| {
            let part = word.get(start..end).filter(|part| part.len() < word.len());
            reached[start] && part.is_some_and(is_part)
        });
    }
    reached[word.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Locator, Place};
    use crate::rules::named::section;

    const SOUND: &str = "Senior leaders have stayed with the families, and most children who need \
                         help and protection are seen in time. Managers know the needs of children.";

    fn paragraph(page: u32, text: &str) -> Paragraph {
        let section = section("findings");
        Paragraph {
            locator: Locator {
                part: None,
                place: Place::Ordinal(section, page),
            },
            section,
            area: None,
            group: None,
            grade: None,
            heading: None,
            number: None,
            page,
            last_page: page,
            text: text.to_owned(),
            notes: Vec::new(),
            note_of: None,
            recognised: None,
            references: Vec::new(),
        }
    }

    fn check(texts: &[&str], expected: &[&str]) {
        let paragraphs: Vec<_> = (1..)
            .zip(texts)
            .map(|(p, text)| paragraph(p, text))
            .collect();
        let warnings = about_spaces(&paragraphs);
        let told: Vec<_> = warnings.iter().map(ToString::to_string).collect();
        assert_eq!(told, expected, "{texts:?}");
    }

    #[test]
    fn words_without_spaces_are_doubted() {
        let some = "Seniorleaders have stayedwith families. Childrenwho needhelp areseen.";
        check(
            &[SOUND, some],
            &["words-glued: 4 words have no spaces between them, such as `Seniorleaders` (page 2)"],
        );
        let all = SOUND.replace(", ", ",").replace(' ', "");
        check(
            &[&all],
            &["words-glued: 3 words have no spaces between them, such as \
                 `Seniorleadershavestayedwiththefamilies` (page 1)"],
        );
    }

    #[test]
    fn letters_apart_are_doubted() {
        let apart = "The s t a f f of the c o u n c i l k n o w and t h e y care.";
        check(
            &[SOUND, apart],
            &[
                "words-split: 3 words have spaces between their letters, such as `s t a f f` (page 2)",
            ],
        );
        check(&["Plan A and plan B, as in C D E, are good."], &[]);
    }

    #[test]
    fn long_words_and_addresses_are_not() {
        check(&[SOUND], &[]);
        let long = "Multidisciplinary safeguarding arrangements notwithstanding responsibilities.";
        check(&[SOUND, long], &[]);
        let addresses = "www.example.org.uk/children/needhelp someone.withalongname@example.org.uk";
        check(&[SOUND, addresses], &[]);
    }
}
