//! Chapters: the files of which the gazetteer is made, each read when it is asked for first.

use std::sync::OnceLock;

use super::error::GazetteerError;
use super::table::Table;

/// What one kind of file holds.
pub(super) trait Chapter: Default {
    /// The name of the file that is compiled in.
    const FILE: &'static str;
    /// Its content.
    const CSV: &'static str;

    /// Adds the rows of a table, or puts them in the place of those that they are to replace.
    fn add(&mut self, table: &Table) -> Result<(), GazetteerError>;
}

/// A chapter that holds what is compiled in as soon as someone looks.
#[derive(Debug, Clone)]
pub(super) struct Lazy<C> {
    chapter: OnceLock<C>,
}

impl<C: Chapter> Lazy<C> {
    pub(super) const fn new() -> Lazy<C> {
        Lazy {
            chapter: OnceLock::new(),
        }
    }

    pub(super) fn get(&self) -> &C {
        self.chapter.get_or_init(|| {
            let mut chapter = C::default();
            let added = Table::read(C::CSV.as_bytes()).and_then(|table| chapter.add(&table));
            added.unwrap_or_else(|error| {
                panic!("the compiled-in {} is read in every test: {error}", C::FILE)
            });
            chapter
        })
    }

    pub(super) fn get_mut(&mut self) -> &mut C {
        self.get();
        self.chapter.get_mut().expect("it was looked at")
    }
}
