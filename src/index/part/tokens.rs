//! What another engine finds paragraphs by: their words as this index has them.

use tantivy::fieldnorm::FieldNormReader;

use crate::index::text::{Analyser, PART};
use crate::model::Language;

/// So much memory of words met is kept.
const MEMORY: usize = 50_000_000;

/// The tokens of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tokens {
    /// Its words as terms, in their order: each behind its stem and a zero byte, and empty there if it
    /// is its own stem.
    pub terms: Vec<String>,
    /// Abbreviations in capitals, in their order.
    pub capitals: Vec<String>,
    /// How many words there are, as coarsely as the index keeps it.
    pub length: u32,
}

impl Tokens {
    /// Returns the stem of a term.
    pub fn stem(term: &str) -> &str {
        term.split_once(PART).map_or(term, |(stem, _)| stem)
    }

    /// Returns the word of a term, folded.
    pub fn word(term: &str) -> &str {
        match term.split_once(PART) {
            Some((stem, "")) => stem,
            Some((_, word)) => word,
            None => term,
        }
    }
}

/// Takes texts apart, one after the other.
#[derive(Debug, Default)]
pub struct Tokeniser {
    analyser: Analyser,
}

impl Tokeniser {
    /// Takes a text in a language apart.
    pub fn tokens(&mut self, text: &str, language: Language) -> Tokens {
        if self.analyser.memory() > MEMORY {
            self.analyser = Analyser::default();
        }
        let analysis = self.analyser.analyse(text, language);
        let (terms, marks) = (analysis.terms.clone(), analysis.marks.clone());
        let length = FieldNormReader::fieldnorm_to_id(terms.len() as u32);
        let word = |number: &u32| self.analyser.terms.word(*number).to_owned();
        // The first mark is that of sentences.
        let capitals = marks.iter().filter(|(_, mark)| *mark > 0);
        let capital = |(_, mark): &(u32, u32)| self.analyser.marks.word(*mark).to_owned();
        Tokens {
            terms: terms.iter().map(word).collect(),
            capitals: capitals.map(capital).collect(),
            length: FieldNormReader::id_to_fieldnorm(length),
        }
    }
}
