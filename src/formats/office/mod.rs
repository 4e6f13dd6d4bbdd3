//! What the documents of word processors have in common: equations, capitals, letters of symbol fonts.

pub(in crate::formats) mod equations;
pub(in crate::formats) mod letters;
pub(in crate::formats) mod symbols;
