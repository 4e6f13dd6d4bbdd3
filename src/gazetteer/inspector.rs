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
    /// Returns the one spelling of a printed name; of one that is not listed, with capitals behind hyphens.
    pub(super) fn name_of(&self, printed: &str) -> String {
        match self.names.get(printed) {
            Some(name) => name.clone(),
            None => with_capitals(printed),
        }
    }
}

/// Writes a name that is printed with a small letter behind a hyphen, or behind an *O* with an apostrophe, as
/// it is printed elsewhere.
fn with_capitals(printed: &str) -> String {
    let mut name = String::with_capacity(printed.len());
    let mut before = [' ', ' '];
    for c in printed.chars() {
        match before {
            [_, '-' | '\u{2010}' | '\u{2011}'] | ['O', '\'' | '’'] => {
                name.extend(c.to_uppercase())
            }
            _ => name.push(c),
        }
        before = [before[1], c];
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_capitals_behind_hyphens() {
        let check = |printed: &str, expected: &str| assert_eq!(with_capitals(printed), expected);
        check("Ann-marie Reed", "Ann-Marie Reed");
        check("Ann-Marie Reed", "Ann-Marie Reed");
        check("Joan O’dell-smith", "Joan O’Dell-Smith");
        check("Ben Moor’s", "Ben Moor’s");
    }
}
