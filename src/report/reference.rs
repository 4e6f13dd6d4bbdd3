//! References at the end of an item to a framework of outcomes, enablers and the like: "(outcome
//! 3, national framework)". They are what the inspectorate says about the item, not what the item
//! says, and so are cut off and read.

use std::borrow::Cow;

use crate::model::Reference;
use crate::rules::{ReferenceElement, References};

/// An item with its references apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cut<'a> {
    /// The item as its author would have written it without them. It is never empty if the item
    /// was not.
    pub text: Cow<'a, str>,
    /// The references in their order, none twice.
    pub references: Vec<Reference>,
    /// What looks like a reference and cannot be read whole, or stands where none should; it is
    /// left in the text.
    pub doubt: Option<&'a str>,
}

/// Cuts the references off the end of an item.
///
/// They stand in brackets, of which one may have been forgotten; or, if they name the framework
/// or are the whole of it, in a sentence of their own. The full stop of the item is kept, on
/// whichever side of the bracket it was printed.
pub(super) fn cut<'a>(text: &'a str, scheme: &References) -> Cut<'a> {
    let mut rest = text.trim_end();
    let mut stop = None;
    // From the last to the first, for that is how they are found.
    let mut read: Vec<Vec<Reference>> = Vec::new();
    let mut doubt = None;
    loop {
        let tail = if read.is_empty() {
            rest
        } else {
            without_joiner(rest)
        };
        let Some(ending) = Ending::of(tail, scheme) else {
            break;
        };
        match ending.reading {
            Some(references) if !ending.before.is_empty() => {
                read.push(references);
                stop = stop.or(ending.stop);
                rest = ending.before;
            }
            _ => {
                doubt = Some(ending.printed);
                break;
            }
        }
    }
    let mut references = Vec::new();
    for reference in read.into_iter().rev().flatten() {
        if !references.contains(&reference) {
            references.push(reference);
        }
    }
    if references.is_empty() {
        return Cut {
            text: Cow::Borrowed(text),
            references,
            doubt: doubt.or_else(|| misplaced(text, scheme)),
        };
    }
    let finished = rest.ends_with(['.', '?', '!', ';']);
    let text = match stop.filter(|_| !finished) {
        Some(stop) => Cow::Owned(format!("{rest}{stop}")),
        None => Cow::Borrowed(rest),
    };
    Cut {
        text,
        references,
        doubt: doubt.or_else(|| misplaced(rest, scheme)),
    }
}

/// What stands at the end of a text and looks like a reference.
struct Ending<'a> {
    /// The text before it, without the signs that lead to it.
    before: &'a str,
    /// It as printed, brackets and all.
    printed: &'a str,
    /// The stop behind it, or inside the bracket at its end.
    stop: Option<char>,
    /// What it says, if it can be read whole.
    reading: Option<Vec<Reference>>,
}

impl<'a> Ending<'a> {
    fn of(text: &'a str, scheme: &References) -> Option<Self> {
        let is_stop = |c: char| matches!(c, '.' | ';' | ',') || c.is_whitespace();
        let closed = text.trim_end_matches(is_stop);
        let inner = closed.trim_end_matches([')', ']']);
        let is_closed = inner.len() < closed.len();
        let content = inner.trim_end_matches(is_stop);
        let stop = [&text[closed.len()..], &inner[content.len()..]]
            .into_iter()
            .find_map(|signs| signs.chars().find(|c| matches!(c, '.' | ';')));
        let ending = |start: usize, reading| {
            let is_lead =
                |c: char| c.is_whitespace() || matches!(c, '(' | '[' | ',' | ':' | '-' | '–' | '—');
            let before = text[..start].trim_end_matches(is_lead);
            Ending {
                before,
                printed: text[before.len()..closed.len()].trim_start(),
                stop,
                reading,
            }
        };
        let open = content.rfind(['(', '[']);
        // A bracket that was closed before the end is none that the end stands in.
        if let Some(open) = open.filter(|open| !content[*open..].contains([')', ']'])) {
            let content = &content[open + 1..];
            let reading = Reading::whole(content, scheme);
            let looks =
                || has_name(content, scheme) || number_behind_word(content, scheme).is_some();
            return match reading {
                Some(reading) if reading.is_certain() => {
                    Some(ending(open, Some(reading.references)))
                }
                _ if looks() => Some(ending(open, None)),
                _ => None,
            };
        }
        // Without a bracket, the longest end that is a reference and nothing else.
        let found = words(content).find_map(|start| {
            let reading = Reading::whole(&content[start..], scheme)?;
            Some((start, reading))
        });
        let Some((start, reading)) = found else {
            let start = last_sentence(content);
            return opens_as_reference(&content[start..], scheme).then(|| ending(start, None));
        };
        let before = content[..start].trim_end();
        let is_sentence = before.is_empty() || before.ends_with(['.', '?', '!']);
        let is_apart = is_sentence || before.ends_with([';', ':', '–', '—']);
        let is_read = match reading.names_framework {
            true => is_closed || is_apart,
            false => is_sentence && reading.is_certain(),
        };
        if is_read {
            return Some(ending(start, Some(reading.references)));
        }
        let looks = reading.names_framework || (is_closed && reading.is_certain());
        looks.then(|| ending(start, None))
    }
}

/// What a reference says.
#[derive(Debug, Default)]
struct Reading {
    references: Vec<Reference>,
    names_framework: bool,
    /// Whether a name stands without the word for its kind.
    has_bare_name: bool,
}

impl Reading {
    /// Reads a text that is a reference from its beginning to its end.
    fn whole(text: &str, scheme: &References) -> Option<Reading> {
        let mut reading = Reading::default();
        let mut rest = text;
        loop {
            rest = without_signs(rest);
            if rest.is_empty() {
                return (!reading.references.is_empty()).then_some(reading);
            }
            // "outcome 1 and enabler 2", but not "and outcome 1".
            if !reading.references.is_empty() || reading.names_framework {
                rest = without_signs(strip(rest, "and").unwrap_or(rest));
            }
            rest = reading.part(rest, scheme)?;
        }
    }

    /// Tells whether it can be nothing but a reference.
    fn is_certain(&self) -> bool {
        self.names_framework || !self.has_bare_name
    }

    /// Reads the name of the framework, or what of it is referred to; returns what follows.
    fn part<'a>(&mut self, text: &'a str, scheme: &References) -> Option<&'a str> {
        let links = [
            "of the", "in the", "from the", "see the", "the", "of", "in", "see",
        ];
        let link = links.into_iter().find_map(|link| strip(text, link));
        if let Some(behind) = strip_any(link.unwrap_or(text), &scheme.names) {
            self.names_framework = true;
            return Some(behind);
        }
        for element in &scheme.elements {
            if let Some(behind) = strip_any(text, &element.words) {
                return self.numbers(without_signs(behind), element);
            }
        }
        scheme.elements.iter().find_map(|element| {
            let (number, behind) = element.strip_name(text)?;
            self.has_bare_name = true;
            self.push(element, number);
            Some(behind)
        })
    }

    /// Reads "3", "3: its name", "its name", "1, 2 and 3" or "1 to 3".
    fn numbers<'a>(&mut self, text: &'a str, element: &ReferenceElement) -> Option<&'a str> {
        if let Some((number, behind)) = element.strip_name(text) {
            self.push(element, number);
            return Some(behind);
        }
        let (mut last, mut rest) = element.strip_number(text)?;
        self.push(element, last);
        loop {
            let next = without_signs(rest);
            if let Some((named, behind)) = element.strip_name(next) {
                if named != last {
                    return None;
                }
                rest = behind;
                continue;
            }
            let spanned = strip(next, "to").or_else(|| {
                let signs = &rest[..rest.len() - next.len()];
                signs.contains(['-', '–', '—']).then_some(next)
            });
            if let Some((end, behind)) = spanned.and_then(|text| element.strip_number(text)) {
                if end <= last {
                    return None;
                }
                for number in last + 1..=end {
                    self.push(element, number);
                }
                (last, rest) = (end, behind);
                continue;
            }
            let joined = strip(next, "and").map_or(next, without_signs);
            match element.strip_number(joined) {
                // Numbers that nothing parts are none.
                Some(_) if joined.len() == rest.trim_start().len() => return None,
                Some((number, behind)) => {
                    self.push(element, number);
                    (last, rest) = (number, behind);
                }
                None => return Some(rest),
            }
        }
    }

    fn push(&mut self, element: &ReferenceElement, number: u32) {
        self.references.push(Reference {
            element: element.slug.clone(),
            number,
        });
    }
}

impl ReferenceElement {
    /// Strips a number that exists, in digits or as a word.
    fn strip_number<'a>(&self, text: &'a str) -> Option<(u32, &'a str)> {
        let (number, behind) = strip_number(text)?;
        let exists = self.named.is_empty() || self.named.iter().any(|(n, _)| *n == number);
        (number > 0 && exists).then_some((number, behind))
    }

    fn strip_name<'a>(&self, text: &'a str) -> Option<(u32, &'a str)> {
        let found = self.named.iter().filter_map(|(number, name)| {
            let behind = strip(text, name)?;
            Some((*number, behind))
        });
        found.min_by_key(|(_, behind)| behind.len())
    }
}

/// Returns a reference that stands inside a text: two items may have become one there.
fn misplaced<'a>(text: &'a str, scheme: &References) -> Option<&'a str> {
    let mut brackets = text.match_indices(['(', '[']).filter_map(|(open, _)| {
        let close = open + text[open..].find([')', ']'])?;
        Some(&text[open..=close])
    });
    brackets.find(|bracket| {
        let has_number =
            || words(bracket).any(|at| number_behind_word(&bracket[at..], scheme).is_some());
        let is_whole = || Reading::whole(bracket, scheme).is_some();
        has_name(bracket, scheme) && (has_number() || is_whole())
    })
}

/// Tells whether a text names the framework.
fn has_name(text: &str, scheme: &References) -> bool {
    words(text).any(|start| strip_any(&text[start..], &scheme.names).is_some())
}

/// Returns what follows a word for an element and a number at the beginning of a text.
fn number_behind_word<'a>(text: &'a str, scheme: &References) -> Option<&'a str> {
    scheme.elements.iter().find_map(|element| {
        let behind = strip_any(text, &element.words)?;
        Some(strip_number(without_signs(behind))?.1)
    })
}

/// Tells whether a sentence begins as a reference does: "Enabler three: …".
fn opens_as_reference(sentence: &str, scheme: &References) -> bool {
    let is_bracket = sentence.starts_with(['(', '[']);
    let behind = number_behind_word(sentence, scheme).filter(|_| !is_bracket);
    behind.is_some_and(|behind| {
        behind
            .trim_start()
            .starts_with([':', ',', ';', '(', '–', '—'])
    })
}

/// Where the last sentence of a text begins.
fn last_sentence(text: &str) -> usize {
    let ends = text.match_indices(". ").chain(text.match_indices("? "));
    ends.map(|(at, end)| at + end.len())
        .max()
        .unwrap_or_default()
}

/// Drops what joins two references: a comma, or "and".
fn without_joiner(text: &str) -> &str {
    let is_sign = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '&' | '/');
    let text = text.trim_end_matches(is_sign);
    let and = text
        .len()
        .checked_sub(3)
        .and_then(|at| text.split_at_checked(at));
    match and {
        Some((before, and)) if and.eq_ignore_ascii_case("and") => {
            if before.ends_with([' ', ')', ']', ',']) {
                return before.trim_end_matches(is_sign);
            }
            text
        }
        _ => text,
    }
}

/// Drops signs at the beginning, which part the words of references in many ways.
fn without_signs(text: &str) -> &str {
    text.trim_start_matches(|c: char| !c.is_alphanumeric())
}

/// Strips the longest phrase of some.
fn strip_any<'a>(text: &'a str, phrases: &[String]) -> Option<&'a str> {
    let found = phrases.iter().filter_map(|phrase| strip(text, phrase));
    found.min_by_key(|behind| behind.len())
}

/// Strips a phrase from the beginning of a text, whole words of which only letters and digits
/// count: a line may end in it, with a hyphen or without.
fn strip<'a>(text: &'a str, phrase: &str) -> Option<&'a str> {
    let mut letters = text.char_indices().filter(|(_, c)| c.is_alphanumeric());
    let mut end = 0;
    for expected in phrase.chars().filter(|c| c.is_alphanumeric()) {
        let (at, c) = letters.next()?;
        let is_same = c.eq_ignore_ascii_case(&expected)
            || !c.is_ascii() && c.to_lowercase().eq(expected.to_lowercase());
        if !is_same {
            return None;
        }
        end = at + c.len_utf8();
    }
    let behind = &text[end..];
    let is_whole = !behind.starts_with(char::is_alphabetic);
    (end > 0 && is_whole).then_some(behind)
}

/// Strips a number in digits or as a word.
fn strip_number(text: &str) -> Option<(u32, &str)> {
    const WORDS: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    let text = without_signs(text);
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = &text[..text.len() - behind.len()];
    if !digits.is_empty() {
        let number = digits.parse().ok().filter(|number| *number < 100)?;
        return Some((number, behind));
    }
    (1..)
        .zip(WORDS)
        .find_map(|(number, word)| Some((number, strip(text, word)?)))
}

/// The places where words begin.
fn words(text: &str) -> impl Iterator<Item = usize> {
    let mut inside = false;
    text.char_indices().filter_map(move |(at, c)| {
        let begins = c.is_alphanumeric() && !inside;
        inside = c.is_alphanumeric();
        begins.then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn element(slug: &str, named: &[(u32, &str)]) -> ReferenceElement {
        ReferenceElement {
            slug: slug.to_owned(),
            words: vec![slug.to_owned(), format!("{slug}s")],
            named: named
                .iter()
                .map(|(n, name)| (*n, (*name).to_owned()))
                .collect(),
        }
    }

    fn scheme() -> References {
        References {
            names: vec![
                "national framework".to_owned(),
                "national social care framework".to_owned(),
            ],
            elements: vec![
                element(
                    "outcome",
                    &[
                        (
                            1,
                            "children, young people and families stay together and get the help they need",
                        ),
                        (
                            2,
                            "children and young people are supported by their family network",
                        ),
                        (
                            3,
                            "children and young people are safe in and outside of their home",
                        ),
                        (
                            4,
                            "children in care and care leavers have stable, loving homes",
                        ),
                    ],
                ),
                element(
                    "enabler",
                    &[
                        (1, "multi-agency working is prioritised and effective"),
                        (2, "leaders drive conditions for effective practice"),
                        (3, "the workforce is equipped and effective"),
                    ],
                ),
                element("principle", &[]),
            ],
        }
    }

    fn printed(references: &[Reference]) -> String {
        let all: Vec<_> = references
            .iter()
            .map(|r| format!("{} {}", r.element, r.number))
            .collect();
        all.join(", ")
    }

    /// Checks what is left of a text, and the references.
    fn check(text: &str, rest: &str, references: &str) {
        let scheme = scheme();
        let cut = cut(text, &scheme);
        let found = (&*cut.text, printed(&cut.references), cut.doubt);
        assert_eq!(found, (rest, references.to_owned(), None), "{text}");
    }

    /// Checks that a reference is read behind an item that has its full stop.
    fn check_end(end: &str, references: &str) {
        check(
            &format!("The quality of plans. {end}"),
            "The quality of plans.",
            references,
        );
    }

    fn check_doubt(text: &str, doubt: &str) {
        let scheme = scheme();
        let cut = cut(text, &scheme);
        let found = (&*cut.text, cut.references.len(), cut.doubt);
        assert_eq!(found, (text, 0, Some(doubt)), "{text}");
    }

    fn check_plain(text: &str) {
        check(text, text, "");
    }

    #[test]
    fn forms_as_printed() {
        check_end("(outcome 3, national framework)", "outcome 3");
        check_end("(Outcome Four, National Framework)", "outcome 4");
        check_end("(national framework, outcome 1)", "outcome 1");
        check_end("(national framework outcome 2)", "outcome 2");
        check_end("(outcome 3: national framework)", "outcome 3");
        check_end("(outcome 4 national social care framework)", "outcome 4");
        check_end("(Outcome 4 National Framework).", "outcome 4");
        check_end("(enabler two, national framework)", "enabler 2");
        check_end("(principle 2, national framework)", "principle 2");
        check_end("[ Outcome 4, national framework].", "outcome 4");
        check_end("Enabler three: National Framework.", "enabler 3");
        check_end("(Outcome four)", "outcome 4");
        check_end("Outcome four.", "outcome 4");
        check_end("(outcome 4 of the national framework)", "outcome 4");
    }

    #[test]
    fn several_at_once() {
        check_end(
            "(outcomes 1 and 3, national framework)",
            "outcome 1, outcome 3",
        );
        check_end(
            "(outcome 2, enabler 3, national framework)",
            "outcome 2, enabler 3",
        );
        check_end(
            "(outcomes 1, 2 & 4; enablers two/three, national framework)",
            "outcome 1, outcome 2, outcome 4, enabler 2, enabler 3",
        );
        check_end("(outcomes 1 to 3)", "outcome 1, outcome 2, outcome 3");
        check_end(
            "(outcomes 2–4, national framework)",
            "outcome 2, outcome 3, outcome 4",
        );
        check_end(
            "(national framework, outcome 3 and enabler 1)",
            "outcome 3, enabler 1",
        );
        check_end("(outcome 3, outcome 3, national framework)", "outcome 3");
        check_end(
            "(outcome 3) (enabler 1, national framework)",
            "outcome 3, enabler 1",
        );
        check_end(
            "(outcome 3, national framework) and (outcome 1, national framework).",
            "outcome 3, outcome 1",
        );
    }

    #[test]
    fn elements_by_name() {
        check_end(
            "(enabler: the workforce is equipped and effective, national framework)",
            "enabler 3",
        );
        check_end(
            "(enabler: leaders drive conditions for effective practice, national framework)",
            "enabler 2",
        );
        check_end(
            "(Enabler: multiagency working is prioritised and effective)",
            "enabler 1",
        );
        check_end(
            "(outcome 4: children in care and care leavers have stable, loving homes, national framework)",
            "outcome 4",
        );
        check_end(
            "(national framework: children and young people are supported by their family network)",
            "outcome 2",
        );
    }

    #[test]
    fn damage() {
        check_end("(outcome  3,  national\nframework )", "outcome 3");
        check_end("(out-\ncome 3, national frame- work)", "outcome 3");
        check_end("(outcome 3, national framework", "outcome 3");
        check_end("outcome 3, national framework)", "outcome 3");
        check_end("((outcome3,national framework.))", "outcome 3");
        check_end("(outcome 3; national framework];", "outcome 3");
        check(
            "Plans outcome 3, national framework).",
            "Plans.",
            "outcome 3",
        );
    }

    #[test]
    fn full_stops_stay_with_the_item() {
        check(
            "Plans (outcome 3, national framework).",
            "Plans.",
            "outcome 3",
        );
        check(
            "Plans. (outcome 3, national framework).",
            "Plans.",
            "outcome 3",
        );
        check(
            "Plans. (outcome 3, national framework)",
            "Plans.",
            "outcome 3",
        );
        check(
            "Plans (outcome 3, national framework)",
            "Plans",
            "outcome 3",
        );
        check(
            "Plans (Outcome 3, National Framework.)",
            "Plans.",
            "outcome 3",
        );
        check(
            "Plans (outcome 3, national framework);",
            "Plans;",
            "outcome 3",
        );
        check(
            "Plans, – (outcome 3, national framework)",
            "Plans",
            "outcome 3",
        );
        check(
            "Plans for children (and others) (outcome 3)",
            "Plans for children (and others)",
            "outcome 3",
        );
        check(
            "Life-story work for children in care. (Outcome four)",
            "Life-story work for children in care.",
            "outcome 4",
        );
    }

    #[test]
    fn prose_is_left_alone() {
        check_plain("Improve outcomes for children.");
        check_plain("Progress (outcome 4 of the plan) is slow.");
        check_plain("Progress (towards better outcomes)");
        check_plain("Progress (outcomes for care leavers).");
        check_plain("The use of the national framework.");
        check_plain("Outcome 4 of the plan.");
        check_plain("How well children achieve outcome 3.");
        check_plain("Children and young people are safe in and outside of their home.");
        check_plain("Homes (children and young people are safe in and outside of their home)");
        check_plain("Enablers and principles");
        check_plain("");
        check_plain("  ");
    }

    #[test]
    fn what_cannot_be_read_is_doubted() {
        let check = |end: &str| check_doubt(&format!("Plans {end}"), end);
        check("(outcome 3, nation framework)");
        check("(outome 3, national framework)");
        check("(outcome 34, national framework)");
        check("(outcome 0)");
        check("(principle 0)");
        check("(outcome, national framework)");
        check("(national framework)");
        check("(outcome 3 1, national framework)");
        check("(outcomes 3 to 1, national framework)");
        check("(outcome 2: children in care and care leavers have stable, loving homes)");
        check("(enabler: the workforce is equipped, national framework)");
        check("outcome 3, national framework");
        check_doubt(
            "Plans. Enabler three: National Framwork.",
            "Enabler three: National Framwork",
        );
        check_doubt(
            "(outcome 3, national framework)",
            "(outcome 3, national framework)",
        );
    }

    #[test]
    fn a_reference_inside_a_text_is_doubted() {
        let scheme = scheme();
        let fused = "Plans. (outcome 3, national framework) Homes. (outcome 4, national framework)";
        let cut = cut(fused, &scheme);
        assert_eq!(cut.text, "Plans. (outcome 3, national framework) Homes.");
        assert_eq!(printed(&cut.references), "outcome 4");
        assert_eq!(cut.doubt, Some("(outcome 3, national framework)"));
        check_doubt(
            "Plans (national framework, outcome 3) for homes.",
            "(national framework, outcome 3)",
        );
    }

    fn references() -> impl Strategy<Value = Vec<Reference>> {
        let one = prop_oneof![
            (Just("outcome"), 1..=4_u32),
            (Just("enabler"), 1..=3_u32),
            (Just("principle"), 1..=9_u32),
        ];
        prop::collection::vec(one, 1..4).prop_map(|found| {
            let mut references = Vec::new();
            for (element, number) in found {
                let element = element.to_owned();
                let reference = Reference { element, number };
                if !references.contains(&reference) {
                    references.push(reference);
                }
            }
            references
        })
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read(
            item in "[A-Z][a-z]{0,8}( [a-z]{1,9}){0,6}( \\([a-z]{1,4}\\))?\\.?",
            references in references(),
            first in any::<bool>(),
            sign in "[,:;]? |,| – ",
        ) {
            let scheme = scheme();
            let numbers = printed(&references);
            let end = match first {
                true => format!("national framework{sign}{numbers}"),
                false => format!("{numbers}{sign}national framework"),
            };
            let text = format!("{item} ({end})");
            let cut = cut(&text, &scheme);
            prop_assert_eq!(&*cut.text, item);
            prop_assert_eq!(cut.references, references);
            prop_assert_eq!(cut.doubt, None);
        }

        #[test]
        fn nothing_else_is_lost(
            words in prop::collection::vec(
                "outcomes? |enabler|principle|[0-9]{1,3}|three|national framework|and|to|plan|\
                 the workforce is equipped and effective|[(\\[]|[)\\]]|[.,:;–-] ?| |\n|é|\\PC",
                0..14,
            )
        ) {
            let scheme = scheme();
            let text = words.concat();
            let first = cut(&text, &scheme);
            if first.references.is_empty() {
                prop_assert_eq!(&*first.text, &text);
            } else {
                let kept = first.text.strip_suffix(['.', ';']).unwrap_or(&first.text);
                prop_assert!(text.starts_with(kept));
                prop_assert!(!first.text.is_empty());
            }
            let again = cut(&first.text, &scheme);
            prop_assert_eq!(again.references, vec![]);
            if let Some(doubt) = first.doubt {
                prop_assert!(first.text.contains(doubt), "{doubt}");
            }
        }
    }
}
