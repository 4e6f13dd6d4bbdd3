//! The table of matters: practices, children and qualities with their terms, as data.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::terms::Terms;
use crate::query::fold::fold;
use crate::toml_file::{TomlError, TomlFile, TomlTable};

const FILE: &str = "matters.toml";
const BUILTIN: &str = include_str!("../data/matters.toml");

/// So many words that say something may stand before a leading practice.
const WITHIN: usize = 2;

/// The practices, children and qualities that items name.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    pub(super) practices: Vec<Practice>,
    /// The terms of practices; what is owned by no practice belongs to none.
    pub(super) practice_terms: Terms,
    pub(super) children: Vec<Children>,
    pub(super) children_terms: Terms,
    pub(super) qualities: Vec<String>,
    pub(super) quality_terms: Terms,
    /// What an item is for begins with one of these.
    pub(super) purposes: Terms,
    fillers: HashSet<String>,
}

/// What is done for children.
#[derive(Debug, Clone)]
pub(super) struct Practice {
    pub(super) name: String,
    /// It counts only where an item begins with it, and so many words that say something may stand
    /// before it; none if it counts wherever it is named.
    pub(super) leading: Option<usize>,
    /// Items about it are apart from items about a leading practice alone.
    pub(super) narrow: bool,
    /// Two items that name it must name the same children.
    pub(super) same_children: bool,
}

/// Whom a practice is for.
#[derive(Debug, Clone)]
pub(super) struct Children {
    pub(super) name: String,
    /// As of a practice.
    pub(super) narrow: bool,
}

impl Table {
    /// Returns the table of England's children's services, made from what reports ask for.
    pub(super) fn builtin() -> &'static Table {
        // A mistake in it is told by the tests below; nothing would be known then.
        static TABLE: LazyLock<Table> =
            LazyLock::new(|| Table::parse(FILE, BUILTIN).unwrap_or_default());
        &TABLE
    }

    fn parse(name: &str, text: &str) -> Result<Self, TomlError> {
        let file = TomlFile::parse(name, text)?;
        let keys = [
            "purposes", "fillers", "practice", "apart", "children", "quality",
        ];
        let whole = file.table(&keys)?;
        let mut table = Table::default();
        for purpose in whole.texts("purposes")? {
            let added = table.purposes.add(0, &purpose.text);
            added.map_err(|message| file.error(purpose.line, message))?;
        }
        for filler in whole.texts("fillers")? {
            table.fillers.insert(fold(&filler.text).into_owned());
        }
        let keys = [
            "name",
            "terms",
            "leading",
            "narrow",
            "within",
            "same_children",
        ];
        for row in whole.tables("practice", &keys)? {
            let owner = table.practices.len();
            add_terms(&mut table.practice_terms, owner, &row, &file)?;
            table.practices.push(Practice {
                name: row.required("name")?,
                leading: leading(&row)?,
                narrow: row.switch("narrow")?,
                same_children: row.switch("same_children")?,
            });
        }
        for row in whole.tables("apart", &["name", "terms"])? {
            add_terms(
                &mut table.practice_terms,
                table.practices.len(),
                &row,
                &file,
            )?;
        }
        for row in whole.tables("children", &["name", "terms", "narrow"])? {
            add_terms(&mut table.children_terms, table.children.len(), &row, &file)?;
            table.children.push(Children {
                name: row.required("name")?,
                narrow: row.switch("narrow")?,
            });
        }
        for row in whole.tables("quality", &["name", "terms"])? {
            add_terms(&mut table.quality_terms, table.qualities.len(), &row, &file)?;
            table.qualities.push(row.required("name")?);
        }
        Ok(table)
    }

    /// Tells whether a folded word says nothing of what an item asks for.
    pub(super) fn is_filler(&self, word: &str) -> bool {
        self.fillers.contains(word)
    }
}

fn leading(row: &TomlTable<'_>) -> Result<Option<usize>, TomlError> {
    let within = match row.text("within")?.as_str() {
        "" => WITHIN,
        number => number
            .parse()
            .map_err(|_| row.error_at("within", "`within` is a number of words"))?,
    };
    Ok(row.switch("leading")?.then_some(within))
}

fn add_terms(
    terms: &mut Terms,
    owner: usize,
    row: &TomlTable<'_>,
    file: &TomlFile,
) -> Result<(), TomlError> {
    let texts = row.texts("terms")?;
    if texts.is_empty() {
        return Err(row.error("`terms` is missing"));
    }
    for text in texts {
        let added = terms.add(owner, &text.text);
        added.map_err(|message| file.error(text.line, message))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_builtin_table_is_sound() {
        let table = Table::parse(FILE, BUILTIN).unwrap();
        let mut names: Vec<_> = table.practices.iter().map(|row| &row.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), table.practices.len());
        assert!(table.is_filler("the") && !table.is_filler("plans"));
    }

    #[test]
    fn a_mistake_is_named_by_its_line() {
        let check = |text: &str, message: &str| {
            let error = Table::parse("x.toml", text).unwrap_err();
            assert_eq!(error.to_string(), message);
        };
        check(
            "[[practice]]\nname = \"x\"\n",
            "x.toml:1: `terms` is missing",
        );
        check(
            "[[practice]]\nname = \"x\"\nterms = [\n\"y ..\"]\n",
            "x.toml:4: `y ..` has no word behind `..`",
        );
        check(
            "[[practice]]\nname = \"x\"\nwithin = \"few\"\nterms = \"y\"\n",
            "x.toml:3: `within` is a number of words",
        );
        check(
            "purposes = [\"..\"]\n",
            "x.toml:1: `..` begins with no word",
        );
    }
}
