//! Hyphens at the ends of lines: those of compounds stay, those that only break a word go.
//!
//! No mark tells the two apart, so the words of the document do: whether the compound or the whole
//! word stands elsewhere in it, and whether its parts are words of their own. A document in which
//! no broken word is known breaks none.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::collections::HashSet;

use memchr::memmem::Finder;

use super::compounds::{self, HYPHENS};
use super::piece::Piece;
use super::tails;

/// Stands behind a hyphen at the end of a line until it is resolved, a soft hyphen.
const MARK: char = '\u{AD}';
/// So many words known to be broken, or so many with those that seem to be, tell that a document
/// breaks words.
const BROKEN: [usize; 2] = [2, 3];
/// So many compounds, and no broken word, are enough to know that a document breaks none.
const ENOUGH: usize = 3;
/// How many words are looked for in the texts before all of theirs are listed.
const SEARCHES: usize = 64;

/// Marks the hyphen with which a text ends as the end of a line, before text that goes on there.
pub(super) fn mark(text: &mut String, rest: &str) {
    text.truncate(text.trim_end().len());
    let soft = text.ends_with(MARK);
    let bare = text.trim_end_matches(HYPHENS);
    let between = bare.ends_with(char::is_alphabetic) && rest.starts_with(char::is_alphabetic);
    match (between, soft) {
        (true, false) => text.push(MARK),
        (false, true) => {
            text.pop();
            text.push('-');
        }
        _ => {}
    }
}

/// What a line breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Break {
    /// A compound, at its hyphen.
    Compound,
    /// A word.
    Word,
    /// One of both.
    Unknown,
}

/// A hyphen at the end of a line.
struct Hyphen<'a> {
    /// Where its mark stands in the text.
    at: usize,
    before: &'a str,
    behind: &'a str,
    /// Whether the file has a soft hyphen there, which may be drawn for either.
    is_soft: bool,
    /// Whether it is U+2010.
    is_own: bool,
    /// What the words of the document say of it.
    breaks: Break,
}

impl Hyphen<'_> {
    /// Tells whether what stands behind it is the end of a word and no word, whatever else is known.
    fn is_before_a_tail(&self) -> bool {
        // "Re-" stands before words alone.
        let is_prefix =
            compounds::is_prefix(self.before) && !self.before.eq_ignore_ascii_case("re");
        tails::is_tail(self.behind) && !is_prefix
    }
}

/// Takes the hyphens out of words that were broken, and the marks off all.
pub(super) fn resolve(pieces: &mut [Piece]) {
    let texts = pieces.iter().map(|piece| piece.text.as_str()).collect();
    for (index, text) in resolved(texts) {
        pieces[index].text = text;
    }
}

/// Joins the words that lines of a plain text end in, and those that only seem to go on: a hyphen at the
/// end of a line stays where it is that of a compound. What goes on stands on the first line then.
///
/// ```
/// use findings::layout::with_whole_words;
/// let text = "Plans are consis-\ntently child-\ncentred, in a 12-\nor 16-week term.";
/// let whole = "Plans are consistently\nchild-centred,\nin a 12-\nor 16-week term.";
/// assert_eq!(with_whole_words(text), whole);
/// ```
pub fn with_whole_words(text: &str) -> Cow<'_, str> {
    let mut whole = String::with_capacity(text.len());
    let mut lines = text.split('\n');
    let mut line = lines.next().unwrap_or_default();
    let mut is_marked = false;
    for next in lines {
        let (ended, going_on) = (line.trim_end(), next.trim_start());
        let length = going_on.find(char::is_whitespace).unwrap_or(going_on.len());
        let (word, rest) = going_on.split_at(length);
        let goes_on = ended.ends_with(HYPHENS)
            && ended
                .trim_end_matches(HYPHENS)
                .ends_with(char::is_alphabetic)
            && word.starts_with(char::is_lowercase)
            && !compounds::is_elliptic(ended, word);
        if goes_on {
            whole.push_str(ended);
            mark(&mut whole, word);
            whole.push_str(word);
            is_marked = true;
            line = rest.trim_start();
        } else {
            whole.push_str(line);
            line = next;
        }
        // A line that nothing is left of is no blank one.
        if !(goes_on && line.is_empty()) {
            whole.push('\n');
        }
    }
    whole.push_str(line);
    if !is_marked {
        return Cow::Borrowed(text);
    }
    let resolved = resolved(vec![&whole]).pop();
    Cow::Owned(resolved.map_or(whole, |(_, text)| text))
}

/// Resolves the marked hyphens of texts; returns those that have any, with their places.
fn resolved(texts: Vec<&str>) -> Vec<(usize, String)> {
    if !texts.iter().any(|text| text.contains(MARK)) {
        return Vec::new();
    }
    let words = Words::of(texts);
    let texts = words.texts.iter().enumerate();
    let marked = texts.filter(|(_, text)| text.contains(MARK));
    let marked: Vec<_> = marked
        .map(|(index, text)| (index, *text, words.hyphens(text)))
        .collect();
    let all: Vec<&Hyphen> = marked.iter().flat_map(|(_, _, hyphens)| hyphens).collect();
    let habits = Habits {
        breaks_words: words.are_broken(&all),
        softens_words_alone: softens_words_alone(&all),
        has_own_hyphen: words.have_own_hyphen(),
    };
    let resolve = |(index, text, hyphens): &(usize, &str, Vec<Hyphen>)| {
        (*index, words.resolved(text, hyphens, habits))
    };
    marked.iter().map(resolve).collect()
}

/// What a document does at the ends of its lines.
#[derive(Clone, Copy)]
struct Habits {
    /// It breaks words, and draws hyphens there.
    breaks_words: bool,
    /// Its soft hyphens break words; compounds keep their own.
    softens_words_alone: bool,
    /// It has the hyphen that Unicode calls so (U+2010) at the ends of lines and nowhere else: its program
    /// put it there.
    has_own_hyphen: bool,
}

/// The texts of a document, as the source of its words.
struct Words<'a> {
    texts: Vec<&'a str>,
    /// All of them, a line each: one text is searched faster than many.
    whole: String,
    /// How many words were looked for.
    searches: Cell<usize>,
    /// All words, where many are looked for: to list them costs as much as some dozens of searches.
    listed: OnceCell<HashSet<&'a str>>,
}

impl<'a> Words<'a> {
    fn of(texts: Vec<&'a str>) -> Self {
        Words {
            whole: texts.join("\n"),
            texts,
            searches: Cell::new(0),
            listed: OnceCell::new(),
        }
    }

    /// Tells whether the document breaks words at the ends of its lines, of which these are all hyphens.
    fn are_broken(&self, all: &[&Hyphen<'_>]) -> bool {
        if all
            .iter()
            .filter(|hyphen| hyphen.is_before_a_tail())
            .count()
            >= BROKEN[0]
        {
            return true;
        }
        let (mut words, mut compounds, mut seeming) = (0, 0, 0);
        for hyphen in all {
            match hyphen.breaks {
                Break::Word => words += 1,
                Break::Compound => compounds += 1,
                // Where neither part is a word, the hyphen hardly joins two.
                Break::Unknown if !self.has_part(hyphen) => seeming += 1,
                Break::Unknown => {}
            }
            if compounds >= ENOUGH && words == 0 {
                return false;
            }
        }
        let broken = words + seeming;
        (words >= BROKEN[0] || broken >= BROKEN[1]) && broken > compounds
    }

    fn have_own_hyphen(&self) -> bool {
        let mut places = self.texts.iter().flat_map(|text| {
            let behind = |(at, hyphen): (usize, &str)| text[at + hyphen.len()..].chars().next();
            text.match_indices('\u{2010}').map(behind)
        });
        places.all(|behind| behind == Some(MARK))
    }

    fn resolved(&self, text: &str, hyphens: &[Hyphen<'_>], habits: Habits) -> String {
        let mut resolved = String::with_capacity(text.len());
        let mut from = 0;
        for hyphen in hyphens {
            resolved.push_str(&text[from..hyphen.at]);
            from = hyphen.at + MARK.len_utf8();
            let joins = match (hyphen.breaks, hyphen.is_soft) {
                (_, true) if habits.softens_words_alone => true,
                _ if hyphen.is_own && habits.has_own_hyphen => true,
                (breaks, false) if !habits.breaks_words => {
                    let is_word = hyphen.is_before_a_tail()
                        || compounds::is_stump(hyphen.before) && !self.has_part(hyphen);
                    breaks != Break::Compound && is_word
                }
                (Break::Compound, _) => false,
                (Break::Word, _) => true,
                (Break::Unknown, _) => !self.is_pair(hyphen),
            };
            if hyphen.is_soft && !joins {
                resolved.push('-');
            } else if joins && !hyphen.is_soft {
                resolved.pop();
            }
        }
        resolved.push_str(&text[from..]);
        resolved
    }

    fn breaks(&self, before: &str, behind: &str) -> Break {
        let compound = format!("{before}-{behind}");
        // A sentence may begin with it.
        let small = || compound.to_lowercase();
        let is_small = || behind.starts_with(char::is_lowercase) && self.has(&small());
        if self.has(&compound) || self.has(&capitalised(&compound)) || is_small() {
            return Break::Compound;
        }
        let whole = format!("{before}{behind}");
        let in_capitals = compound
            .chars()
            .filter(|c| c.is_alphabetic())
            .all(char::is_uppercase);
        if in_capitals && behind.len() > 1 {
            let [small, joined] = [&compound, &whole].map(|word| word.to_lowercase());
            if !self.has(&small) && (self.has(&joined) || self.has(&capitalised(&joined))) {
                return Break::Word;
            }
        }
        if behind.starts_with(char::is_lowercase)
            && (self.has(&whole) || self.has(&capitalised(&whole)) || compounds::is_whole(&whole))
        {
            return Break::Word;
        }
        Break::Unknown
    }

    /// Lists the marked hyphens between the parts of words in a text.
    fn hyphens<'t>(&self, text: &'t str) -> Vec<Hyphen<'t>> {
        let marks = text.match_indices(MARK);
        let hyphens = marks.filter_map(|(at, _)| {
            let (before, behind) = (&text[..at], &text[at + MARK.len_utf8()..]);
            let bare = before.trim_end_matches(HYPHENS);
            let is_letter = |c: &char| c.is_alphabetic();
            let start: usize = bare
                .chars()
                .rev()
                .take_while(is_letter)
                .map(char::len_utf8)
                .sum();
            let end: usize = behind
                .chars()
                .take_while(is_letter)
                .map(char::len_utf8)
                .sum();
            let (first, last) = (&bare[bare.len() - start..], &behind[..end]);
            let is_beside_a_middle = compounds::is_middle(last)
                && behind[end..].starts_with(HYPHENS)
                || compounds::is_middle(first) && bare[..bare.len() - start].ends_with(HYPHENS);
            let breaks = || match is_beside_a_middle {
                true => Break::Compound,
                false => self.breaks(first, last),
            };
            (start > 0 && end > 0).then(|| Hyphen {
                at,
                before: first,
                behind: last,
                is_soft: bare.len() == before.len(),
                is_own: before.ends_with('\u{2010}'),
                breaks: breaks(),
            })
        });
        hyphens.collect()
    }

    /// Tells whether both parts are words.
    fn is_pair(&self, hyphen: &Hyphen<'_>) -> bool {
        !hyphen.behind.starts_with(char::is_lowercase)
            || compounds::is_suffix(hyphen.behind)
            || self.is_word(hyphen.before) && self.is_word(hyphen.behind)
            || compounds::is_by_its_prefix(hyphen.before, hyphen.behind)
    }

    fn has_part(&self, hyphen: &Hyphen<'_>) -> bool {
        !hyphen.behind.starts_with(char::is_lowercase)
            || self.is_word(hyphen.before)
            || self.is_word(hyphen.behind)
    }

    fn is_word(&self, word: &str) -> bool {
        let is_known = |word: &str| word.len() > 1 && self.has(word);
        compounds::is_prefix(word)
            || compounds::is_suffix(word)
            || is_known(word)
            || word.starts_with(char::is_uppercase) && is_known(&word.to_lowercase())
    }

    /// Tells whether a word stands anywhere.
    fn has(&self, word: &str) -> bool {
        let inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | MARK);
        let searches = self.searches.get();
        if searches >= SEARCHES {
            let words = |text: &'a str| text.split(move |c| !inside(c));
            let list = || self.texts.iter().copied().flat_map(words).collect();
            return self.listed.get_or_init(list).contains(word);
        }
        self.searches.set(searches + 1);
        let (finder, whole) = (Finder::new(word), self.whole.as_str());
        finder.find_iter(whole.as_bytes()).any(|at| {
            !whole[..at].ends_with(inside) && !whole[at + word.len()..].starts_with(inside)
        })
    }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(chars).collect()
}

/// Tells whether soft hyphens stand where words are broken and nowhere else: lines that end in the
/// middle of a compound end in a plain one.
fn softens_words_alone(all: &[&Hyphen<'_>]) -> bool {
    let is_other = |hyphen: &&Hyphen<'_>| {
        matches!(
            (hyphen.breaks, hyphen.is_soft),
            (Break::Compound, true) | (Break::Word, false)
        )
    };
    !all.iter().any(is_other) && all.iter().any(|hyphen| !hyphen.is_soft)
}

#[cfg(test)]
mod tests {
    use super::super::block::{Role, Typesetting};
    use super::*;

    fn check(texts: &[&str], expected: &[&str]) {
        let mut pieces: Vec<Piece> = texts
            .iter()
            .map(|text| Piece {
                role: Role::Paragraph,
                text: text.replace('~', "\u{AD}"),
                notes: Vec::new(),
                setting: Typesetting::default(),
                page: 1,
                last_page: 1,
                cell: None,
                complete: true,
                closed: false,
            })
            .collect();
        resolve(&mut pieces);
        let resolved: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(resolved, expected);
    }

    /// "edge-" and "of-care" became "edgeof-care" where other words were broken.
    #[test]
    fn small_words_between_hyphens() {
        check(
            &[
                "The edge-~of-care team helps face-to-~face and is con-~sidered well con-~sidered.",
                "They are considered.",
            ],
            &[
                "The edge-of-care team helps face-to-face and is considered well considered.",
                "They are considered.",
            ],
        );
    }

    #[test]
    fn a_compound_may_begin_a_sentence() {
        check(
            &[
                "Life-~story work is con-~sidered. It is con-~sidered.",
                "They considered life-story work.",
            ],
            &[
                "Life-story work is considered. It is considered.",
                "They considered life-story work.",
            ],
        );
    }

    #[test]
    fn words_in_capitals() {
        check(
            &[
                "CHIL-~DREN IN CARE-~EXPERIENCED FAMILIES",
                "The children are con-~sidered.",
                "They are considered.",
            ],
            &[
                "CHILDREN IN CARE-EXPERIENCED FAMILIES",
                "The children are considered.",
                "They are considered.",
            ],
        );
    }

    #[test]
    fn a_document_that_breaks_words() {
        check(
            &[
                "Children are con-~sidered, and plans are ap-~plied by the multi-~agency team.",
                "A joined-~up service sees 17-year-~olds, and its under-~standing is long-~standing.",
                "Extra-~familial harm is cross-~ing borders, and pre-~birth plans are late.",
                "Pre-birth work is new.",
                "They are considered by an agency, and social care-~experienced lead-~ers help.",
                "Leaders do.",
                "They are care-experienced.",
            ],
            &[
                "Children are considered, and plans are applied by the multi-agency team.",
                "A joined-up service sees 17-year-olds, and its understanding is long-standing.",
                "Extra-familial harm is crossing borders, and pre-birth plans are late.",
                "Pre-birth work is new.",
                "They are considered by an agency, and social care-experienced leaders help.",
                "Leaders do.",
                "They are care-experienced.",
            ],
        );
    }

    /// "Break" and "fast" are words of the document, and nobody writes "break-fast".
    #[test]
    fn words_whose_parts_are_words() {
        check(
            &[
                "Bed and break-~fast is con-~sidered and ap-~plied, and life-~story work is late.",
                "They break off fast. They are considered and applied. A life is a story.",
            ],
            &[
                "Bed and breakfast is considered and applied, and life-story work is late.",
                "They break off fast. They are considered and applied. A life is a story.",
            ],
        );
    }

    #[test]
    fn a_document_that_breaks_none() {
        check(
            &[
                "The well-~considered plan is child-~centred, and the wheel-~chair is new.",
                "It is child-centred.",
            ],
            &[
                "The well-considered plan is child-centred, and the wheel-chair is new.",
                "It is child-centred.",
            ],
        );
    }

    #[test]
    fn a_document_that_breaks_few() {
        check(
            &[
                "The child-~centred plan is followed consis-~tently by well-~informed work-~wide staff.",
                "It is child-centred and well-informed.",
            ],
            &[
                "The child-centred plan is followed consistently by well-informed work-wide staff.",
                "It is child-centred and well-informed.",
            ],
        );
        check(
            &[
                "It is child-~centred, multi-~agency and well-~informed, and fol-~lowed by manage-~ment, \
                 effec-~tively and in-~house.",
                "It is child-centred, multi-agency and well-informed. They work in a house.",
            ],
            &[
                "It is child-centred, multi-agency and well-informed, and followed by management, \
                 effectively and in-house.",
                "It is child-centred, multi-agency and well-informed. They work in a house.",
            ],
        );
    }

    /// Where a document breaks a word or two, none of its words tells.
    #[test]
    fn beginnings_that_are_no_words() {
        check(
            &["Ad-~visers are asked, and multi-~agency teams see them."],
            &["Advisers are asked, and multi-agency teams see them."],
        );
        check(
            &["A one-~off visit is made."],
            &["A one-off visit is made."],
        );
        check(&["Re-~cruitment is slow."], &["Recruitment is slow."]);
    }

    #[test]
    fn soft_hyphens() {
        check(
            &[
                "The accom~modation is child~centred.",
                "It is child-centred.",
            ],
            &[
                "The accommodation is child-centred.",
                "It is child-centred.",
            ],
        );
    }

    #[test]
    fn hyphens_of_the_program() {
        check(
            &[
                "They fol‐~low the child-~centred plan.",
                "It is child-centred, and low.",
            ],
            &[
                "They follow the child-centred plan.",
                "It is child-centred, and low.",
            ],
        );
        // Those of compounds are of one kind with others.
        check(
            &["They are child‐~centred.", "It is child‐centred."],
            &["They are child‐centred.", "It is child‐centred."],
        );
    }

    #[test]
    fn lines_of_plain_text() {
        let check = |text: &str, expected: &str| assert_eq!(with_whole_words(text), expected);
        check(
            "One-\n\ntwo\n- three -\nfour",
            "One-\n\ntwo\n- three -\nfour",
        );
        check("a multi-\n  agency\n  team", "a multi-agency\n  team");
        check("manage-  \nment", "management");
        check(
            "16-\nand 17-year-olds, Stoke-\nOn",
            "16-\nand 17-year-olds, Stoke-\nOn",
        );
    }

    #[test]
    fn soft_hyphens_beside_plain_ones() {
        check(
            &[
                "The out~come is good, and the multi-~agency team is new.",
                "They come out.",
            ],
            &[
                "The outcome is good, and the multi-agency team is new.",
                "They come out.",
            ],
        );
    }

    #[test]
    fn words_are_found_alike_however_many_are_looked_for() {
        let words = Words::of(vec!["A child-centred plan, re\u{AD}viewed.", "Childhood"]);
        let asked = [
            ("child-centred", true),
            ("child", false),
            ("plan", true),
            ("viewed", false),
            ("Childhood", true),
        ];
        for _ in 0..SEARCHES {
            for (word, expected) in asked {
                assert_eq!(words.has(word), expected, "{word}");
            }
        }
    }
}
