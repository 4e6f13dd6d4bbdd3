//! Wordings: paragraphs that stand word for word in more than one report.
//!
//! Reviews of a shared board, or inspections of a shared service, are published in several
//! reports. Each copy is found and shown, but says one thing once.

use tantivy::{DocAddress, Term};

use super::{Index, IndexError, codec};
use crate::model::ParagraphId;
use crate::query::fold::{fold, words};

/// Shorter paragraphs, in words, are alike by chance.
pub(super) const MIN_WORDS: usize = 10;
/// The number of no words.
pub(super) const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

/// Returns a number for the words of a paragraph, spelt as they are compared; 0 for a short one.
///
/// FNV-1a (Fowler, Noll and Vo), 64 bits, because it is the same on every machine.
pub(super) fn number(text: &str) -> u64 {
    let mut number = OFFSET;
    let mut count = 0;
    for word in words(text) {
        count += 1;
        number = mix(number, &fold(&text[word]));
    }
    if count < MIN_WORDS { 0 } else { number }
}

/// Mixes a folded word into the number of those before it.
pub(super) fn mix(number: u64, word: &str) -> u64 {
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    word.bytes().chain([b' ']).fold(number, |number, byte| {
        (number ^ u64::from(byte)).wrapping_mul(PRIME)
    })
}

impl Index {
    /// Names the other paragraphs with a wording, sorted.
    pub(super) fn copies(
        &self,
        wording: u64,
        own: DocAddress,
    ) -> Result<Vec<ParagraphId>, IndexError> {
        let mut copies = Vec::new();
        if wording == 0 {
            return Ok(copies);
        }
        let term: Term = self.fields.wording_term(wording);
        for (i, segment) in (0..).zip(self.searcher.segment_readers()) {
            for doc in self.postings(segment, &term)? {
                let address = DocAddress::new(i, doc);
                if address != own {
                    let (report, paragraph) = codec::decode_paragraph(&self.record(address)?)?;
                    copies.push(ParagraphId {
                        report,
                        locator: paragraph.locator.to_string(),
                    });
                }
            }
        }
        copies.sort();
        Ok(copies)
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn spelling_does_not_matter_and_words_do() {
        let text =
            "The board’s multi-agency audits are well planned, and learning is shared widely.";
        let other = "The boards multi agency audits are well planned and learning is shared widely";
        assert_eq!(number(text), number(other));
        assert_ne!(number(text), number(&text.replace("widely", "rarely")));
        assert_eq!(number("Foster carer recruitment."), 0);
    }
}
