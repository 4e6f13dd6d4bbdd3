//! Small questions about text.

use crate::layout::Block;
use crate::model::{self, has_control};

/// What ASCII characters are to the counting of words: letter or digit, white space.
const ASCII: [(bool, bool); 128] = {
    let mut kinds = [(false, false); 128];
    let mut byte = 0;
    while byte < 128 {
        let c = byte as u8 as char;
        kinds[byte] = (c.is_ascii_alphanumeric(), c.is_whitespace());
        byte += 1;
    }
    kinds
};

/// Counts words: stretches without white space that hold a letter or a digit.
pub(super) fn count_words(text: &str) -> u64 {
    let mut words = 0;
    let mut counted = false;
    for (at, byte) in text.bytes().enumerate() {
        let (letter, space) = match ASCII.get(usize::from(byte)) {
            Some(kind) => *kind,
            None => of_char_at(text, at),
        };
        // No branches: a processor cannot foresee where words end.
        words += u64::from(letter & !counted);
        counted = (counted | letter) & !space;
    }
    words
}

/// Tells what a character that is not ASCII is to the counting of words, by the first of its bytes.
fn of_char_at(text: &str, at: usize) -> (bool, bool) {
    let char = text.get(at..).and_then(|text| text.chars().next());
    char.map_or((false, false), |c| (c.is_alphanumeric(), c.is_whitespace()))
}

/// Takes out of blocks what is no text; none if there is nothing to take out.
pub(super) fn without_controls(blocks: &[Block]) -> Option<Vec<Block>> {
    let first = blocks.iter().position(|block| has_control(block.body()))?;
    let mut blocks = blocks.to_vec();
    for block in blocks.iter_mut().skip(first) {
        // A label may be a control: some fonts have their bullets there.
        if let Some(body) = model::without_controls(block.body()) {
            block.text.truncate(block.text.len() - block.body().len());
            block.text.push_str(&body);
        }
    }
    Some(blocks)
}

/// Tells whether a text ends as a sentence does.
pub(super) fn is_finished(text: &str) -> bool {
    text.trim_end_matches(['’', '”', '\'', '"', ')', ' '])
        .ends_with(['.', '?', '!'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::count_words;

    proptest! {
        #[test]
        fn words_are_stretches_with_a_letter(text in "([ -~\t\n]|[–’\u{A0}é]|\\PC){0,40}") {
            let words = text.split_whitespace();
            let words = words.filter(|word| word.chars().any(char::is_alphanumeric));
            prop_assert_eq!(count_words(&text), words.count() as u64);
        }
    }
}
