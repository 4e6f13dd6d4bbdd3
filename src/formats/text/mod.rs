//! Plain text: of paragraphs, and of pages, whose lines stand where they stood.

mod cells;
mod columns;
pub(in crate::formats) mod lines;
pub(in crate::formats) mod pages;
mod paragraphs;
pub(in crate::formats) mod plain;
pub(in crate::formats) mod table;
