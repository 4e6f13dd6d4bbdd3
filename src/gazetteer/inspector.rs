//! Inspectors whose names are printed in several ways.

use std::collections::HashMap;

use super::chapter::Chapter;
use super::error::GazetteerError;
use super::table::Table;

/// The one spelling of a name, by what is printed.
#[derive(Debug, Clone, Default)]
pub(super) struct Inspectors {
    names: HashMap<String, String>,
}

impl Chapter for Inspectors {
    const FILE: &'static str = "inspectors.csv";
    const CSV: &'static str = include_str!("data/inspectors.csv");

    fn add(&mut self, table: &Table) -> Result<(), GazetteerError> {
        let names = table
            .rows()
            .map(|row| (row.get("printed").to_owned(), row.get("name").to_owned()));
        self.names.extend(names);
        Ok(())
    }
}

impl Inspectors {
    pub(super) fn name_of(&self, printed: &str) -> Option<&str> {
        self.names.get(printed).map(String::as_str)
    }
}
