//! TOML files that people write: read strictly, and mistakes named by file and line.
//!
//! Files of rules, code books, studies and settings are all read through here.

mod tree;

use std::fmt;
use std::path::Path;

use crate::query::spelling::nearest;
pub use tree::{SyntaxError, TomlNode, Tree};

/// A file of tables, with its name for messages.
#[derive(Debug, Clone)]
pub struct TomlFile {
    name: String,
    tree: Tree,
}

/// A mistake in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TomlError {
    /// The file.
    pub file: String,
    /// The line, counted from 1.
    pub line: u32,
    /// What is wrong with it, in one sentence without a full stop.
    pub message: String,
    /// Names that may have been meant.
    pub near: Vec<String>,
}

impl fmt::Display for TomlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

impl std::error::Error for TomlError {}

/// A text of the file and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The text.
    pub text: String,
    /// Its line, counted from 1.
    pub line: u32,
}

/// A table of a file.
#[derive(Debug, Clone, Copy)]
pub struct TomlTable<'a> {
    file: &'a TomlFile,
    entries: &'a [(String, u32, Tree)],
    /// The line in which it begins.
    pub line: u32,
}

impl TomlFile {
    /// Parses a text that stands in the file of this name.
    ///
    /// # Errors
    /// If it is no TOML.
    pub fn parse(name: &str, text: &str) -> Result<Self, TomlError> {
        // A byte order mark is no part of the text.
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let tree = Tree::parse(text).map_err(|error| TomlError {
            file: name.to_owned(),
            line: error.line,
            message: error.message,
            near: Vec::new(),
        })?;
        Ok(TomlFile::of_tree(name, tree))
    }

    /// Takes a file that is parsed already.
    pub fn of_tree(name: &str, tree: Tree) -> Self {
        TomlFile {
            name: name.to_owned(),
            tree,
        }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// If it cannot be read; the inner error if it is no TOML.
    pub fn read(path: &Path) -> std::io::Result<Result<Self, TomlError>> {
        let text = std::fs::read_to_string(path)?;
        Ok(TomlFile::parse(&path.display().to_string(), &text))
    }

    /// Returns the file's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the table of the whole file, of which every key must be among these.
    ///
    /// # Errors
    /// If another key stands there.
    pub fn table(&self, keys: &[&str]) -> Result<TomlTable<'_>, TomlError> {
        let table = self.any_table();
        table.check(keys)?;
        Ok(table)
    }

    /// Returns the table of the whole file, whatever its keys.
    pub fn any_table(&self) -> TomlTable<'_> {
        let entries: &[_] = match &self.tree.node {
            TomlNode::Table(entries) => entries,
            _ => &[],
        };
        TomlTable {
            file: self,
            entries,
            line: 1,
        }
    }

    /// Makes an error that names file and line.
    pub fn error(&self, line: u32, message: impl Into<String>) -> TomlError {
        TomlError {
            file: self.name.clone(),
            line,
            message: message.into(),
            near: Vec::new(),
        }
    }
}

impl<'a> TomlTable<'a> {
    /// Lists the keys in the order of the file.
    pub fn keys(&self) -> Vec<Text> {
        let key = |(key, line, _): &(String, u32, Tree)| Text {
            text: key.clone(),
            line: *line,
        };
        self.entries.iter().map(key).collect()
    }

    /// Tells whether a key is there.
    pub fn has(&self, key: &str) -> bool {
        self.value(key).is_some()
    }

    /// Returns the text of a key; an empty one where it is not there.
    ///
    /// # Errors
    /// If the key holds no text.
    pub fn text(&self, key: &str) -> Result<String, TomlError> {
        Ok(self
            .texts(key)?
            .into_iter()
            .next()
            .map_or(String::new(), |text| text.text))
    }

    /// Returns the text of a key that is no list; none where it is not there or is one.
    pub fn single(&self, key: &str) -> Option<String> {
        match &self.value(key)?.node {
            TomlNode::Text(text) => Some(text.clone()),
            _ => None,
        }
    }

    /// Returns the text of a key that must be there.
    ///
    /// # Errors
    /// If it is not there, or is no text.
    pub fn required(&self, key: &str) -> Result<String, TomlError> {
        match self.text(key)?.trim() {
            "" => Err(self.error(format!("`{key}` is missing"))),
            text => Ok(text.to_owned()),
        }
    }

    /// Returns the switch of a key, `true` or `false`; what is not there is off.
    ///
    /// # Errors
    /// If the key holds anything else.
    pub fn switch(&self, key: &str) -> Result<bool, TomlError> {
        match self.text(key)?.as_str() {
            "true" => Ok(true),
            "" | "false" => Ok(false),
            _ => Err(self.error_at(key, format!("`{key}` is true or false"))),
        }
    }

    /// Returns the texts of a key: a list, or a single one. Numbers and switches are texts too.
    ///
    /// # Errors
    /// If the key holds something else.
    pub fn texts(&self, key: &str) -> Result<Vec<Text>, TomlError> {
        let Some(value) = self.value(key) else {
            return Ok(Vec::new());
        };
        let values = match &value.node {
            TomlNode::List(values) => &values[..],
            _ => std::slice::from_ref(value),
        };
        let read = |value: &Tree| match &value.node {
            TomlNode::Text(text) => Ok(Text {
                text: text.clone(),
                line: value.line,
            }),
            _ => {
                let message = format!("`{key}` takes a text or a list of texts");
                Err(self.file.error(value.line, message))
            }
        };
        values.iter().map(read).collect()
    }

    /// Returns the table of a key, if it is there.
    ///
    /// # Errors
    /// If the key holds no table.
    pub fn table(&self, key: &str) -> Result<Option<TomlTable<'a>>, TomlError> {
        let Some(value) = self.value(key) else {
            return Ok(None);
        };
        self.as_table(key, value).map(Some)
    }

    /// Returns the tables of a list `[[key]]`, each with no keys but these.
    ///
    /// # Errors
    /// If the key holds no list of tables, or one has another key.
    pub fn tables(&self, key: &str, keys: &[&str]) -> Result<Vec<TomlTable<'a>>, TomlError> {
        let Some(value) = self.value(key) else {
            return Ok(Vec::new());
        };
        let TomlNode::List(values) = &value.node else {
            let message = format!("`{key}` is a list of tables: [[{key}]]");
            return Err(self.file.error(value.line, message));
        };
        let mut tables = Vec::new();
        for value in values {
            let table = self.as_table(key, value)?;
            table.check(keys)?;
            tables.push(table);
        }
        Ok(tables)
    }

    /// Makes an error that names the table's line.
    pub fn error(&self, message: impl Into<String>) -> TomlError {
        self.file.error(self.line, message)
    }

    /// Makes an error that names the line of a key.
    pub fn error_at(&self, key: &str, message: impl Into<String>) -> TomlError {
        let entry = self.entries.iter().find(|(name, ..)| name == key);
        let line = entry.map_or(self.line, |(_, line, _)| *line);
        self.file.error(line, message)
    }

    /// Checks that every key is among these.
    ///
    /// # Errors
    /// If one is not; it names those that are near.
    pub fn check(&self, keys: &[&str]) -> Result<(), TomlError> {
        for (key, line, _) in self.entries {
            if !keys.contains(&key.as_str()) {
                let near = nearest(key, keys);
                return Err(TomlError {
                    near: near.into_iter().map(|key| (*key).to_owned()).collect(),
                    ..self.file.error(*line, format!("there is no key `{key}`"))
                });
            }
        }
        Ok(())
    }

    fn as_table(&self, key: &str, value: &'a Tree) -> Result<TomlTable<'a>, TomlError> {
        match &value.node {
            TomlNode::Table(entries) => Ok(TomlTable {
                file: self.file,
                entries,
                line: value.line,
            }),
            _ => {
                let message = format!("`{key}` is a table: [{key}]");
                Err(self.file.error(value.line, message))
            }
        }
    }

    fn value(&self, key: &str) -> Option<&'a Tree> {
        let mut entries = self.entries.iter();
        entries
            .find(|(name, ..)| name == key)
            .map(|(.., value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "name = \"x\"\nyes = true\n[[row]]\nlist = [\n  \"a\",\n  2,\n]\n";

    #[test]
    fn values_know_their_lines() {
        let file = TomlFile::parse("x.toml", FILE).unwrap();
        let table = file.table(&["name", "yes", "row"]).unwrap();
        assert_eq!(table.required("name").unwrap(), "x");
        assert!(table.switch("yes").unwrap());
        let rows = table.tables("row", &["list"]).unwrap();
        let texts = rows[0].texts("list").unwrap();
        let lines: Vec<_> = texts
            .iter()
            .map(|text| (text.text.as_str(), text.line))
            .collect();
        assert_eq!(lines, [("a", 5), ("2", 6)]);
        let error = table.tables("row", &["lists"]).unwrap_err();
        assert_eq!(error.to_string(), "x.toml:4: there is no key `list`");
        assert_eq!(error.near, ["lists"]);
        let error = TomlFile::parse("x.toml", "a = \n").unwrap_err();
        assert_eq!(error.line, 1);
    }

    #[test]
    fn trees_are_unpacked_as_they_were() {
        let tree = Tree::parse(FILE).unwrap();
        let mut bytes = Vec::new();
        tree.pack(&mut bytes);
        let mut rest = &bytes[..];
        assert_eq!(Tree::unpack(&mut rest), Some(tree));
        assert!(rest.is_empty());
        for end in 0..bytes.len() {
            assert_eq!(Tree::unpack(&mut &bytes[..end]), None);
        }
    }
}
