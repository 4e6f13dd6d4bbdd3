//! What a reference says.

use super::strip::{strip, strip_any, strip_number, without_signs, words};
use crate::model::Reference;
use crate::rules::{ReferenceElement, References};

/// What a reference says.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) references: Vec<Reference>,
    pub(super) names_framework: bool,
    /// Whether a name stands without the word for its kind.
    pub(super) has_bare_name: bool,
}

impl Reading {
    /// Reads a text that is a reference from its beginning to its end.
    pub(super) fn whole(text: &str, scheme: &References) -> Option<Reading> {
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
    pub(super) fn is_certain(&self) -> bool {
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
pub(super) fn misplaced<'a>(text: &'a str, scheme: &References) -> Option<&'a str> {
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
pub(super) fn has_name(text: &str, scheme: &References) -> bool {
    words(text).any(|start| strip_any(&text[start..], &scheme.names).is_some())
}

/// Returns what follows a word for an element and a number at the beginning of a text.
pub(super) fn number_behind_word<'a>(text: &'a str, scheme: &References) -> Option<&'a str> {
    scheme.elements.iter().find_map(|element| {
        let behind = strip_any(text, &element.words)?;
        Some(strip_number(without_signs(behind))?.1)
    })
}
