//! What is indexed of a text: its words, their stems, its sentences, and the number of its wording.

mod analysis;
mod inflection;
mod irregular;
mod lexicon;
mod sentence;
mod stem;
mod term;
mod word_cache;
pub(in crate::index) mod wording;

pub(in crate::index) use analysis::{
    Analyser, Form, SENTENCE_MARK, sentence_around, sentence_words, words_of,
};
pub(in crate::index) use lexicon::Lexicon;
pub(in crate::index) use stem::{is_inflection, stem};
pub(in crate::index) use term::{PART, irregular, prefix, stems_beside, term, unstemmed, word};
