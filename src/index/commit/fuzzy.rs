//! Near spellings among the terms of the index, found by walking the term dictionary with an
//! automaton, which leaves out what begins too differently.

use tantivy_fst::Automaton;

use crate::index::text::PART;
use crate::query::spelling::{Near, Reading};

/// Accepts the terms whose words are near enough, but for words that do not begin with their
/// stem.
pub(in crate::index) struct NearTerms<'a>(pub(in crate::index) &'a Near);

/// What was read of a term.
#[derive(Clone)]
pub(in crate::index) struct State {
    part: Part,
    reading: Reading,
    /// A letter of several bytes, of which so many are still to come.
    letter: u32,
    missing: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The stem; whether no word of a stem that begins so is near enough.
    Stem { is_far: bool },
    /// All of the stem, which is the word if nothing follows.
    Whole,
    /// The word behind the stem.
    Word,
}

impl Automaton for NearTerms<'_> {
    type State = State;

    fn start(&self) -> State {
        State {
            part: Part::Stem { is_far: false },
            reading: self.0.start(),
            letter: 0,
            missing: 0,
        }
    }

    fn is_match(&self, state: &State) -> bool {
        let ends = !matches!(state.part, Part::Stem { .. }) && state.missing == 0;
        ends && self.0.accepts(&state.reading)
    }

    fn can_match(&self, state: &State) -> bool {
        match state.part {
            Part::Stem { is_far } => !is_far,
            Part::Whole => true,
            Part::Word => !self.0.is_far(&state.reading),
        }
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        let mut next = state.clone();
        if byte == PART as u8 {
            next.part = Part::Whole;
            return next;
        }
        if state.part == Part::Whole {
            next.part = Part::Word;
            next.reading = self.0.start();
        }
        let byte = u32::from(byte);
        // A byte that begins a letter has as many ones in front as the letter has bytes.
        (next.letter, next.missing) = match byte {
            0x00..0x80 => (byte, 0),
            0x80..0xc0 => (
                state.letter << 6 | byte & 0x3f,
                state.missing.saturating_sub(1),
            ),
            0xc0..0xe0 => (byte & 0x1f, 1),
            0xe0..0xf0 => (byte & 0x0f, 2),
            _ => (byte & 0x07, 3),
        };
        if next.missing == 0 {
            let letter = char::from_u32(next.letter).unwrap_or(char::REPLACEMENT_CHARACTER);
            let was_far = self.0.is_far(&next.reading);
            next.reading = self.0.read(&next.reading, letter);
            if let Part::Stem { is_far } = &mut next.part {
                // Words of a stem begin as it does, but for its last letter if that is one of these.
                let may_go = matches!(letter, 'e' | 'y') && !was_far;
                *is_far = self.0.is_far(&next.reading) && !may_go;
            }
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tantivy_fst::Automaton;

    use super::NearTerms;
    use crate::index::text::{irregular, term};
    use crate::query::spelling::{Near, distance};

    /// Tells whether a walk through the dictionary would come to a term.
    fn accepts(near: &NearTerms<'_>, term: &str) -> bool {
        let mut state = near.start();
        for byte in term.bytes() {
            if !near.can_match(&state) {
                return false;
            }
            state = near.accept(&state, byte);
        }
        near.can_match(&state) && near.is_match(&state)
    }

    fn check(of: &str, word: &str, most: usize) {
        let near = Near::new(of, most).unwrap();
        let expected = distance(of, word) <= most;
        assert_eq!(
            accepts(&NearTerms(&near), &term(word)),
            expected,
            "{of} {word}"
        );
    }

    #[test]
    fn inflections_are_found_behind_their_stems() {
        for word in ["neglects", "neglecting", "neglected", "neglect", "negleted"] {
            check("neglected", word, 2);
            check("neglect", word, 1);
        }
        check("familys", "families", 2);
        check("family", "families", 2);
        check("cafés", "café", 1);
        check("cafe", "cafés", 2);
        assert!(irregular().any(|word| word == "analyses"));
    }

    proptest! {
        #[test]
        fn terms_are_near_when_their_words_are(
            word in "(c|d)?(are|ari|é|in){1,2}(s|ed|ing|d|ies)?",
            of in "(c|d)?(are|ari|é|in){1,2}(s|ed|ing|d|ies)?",
            most in 0usize..=2,
        ) {
            check(&of, &word, most);
        }
    }
}
