//! TOML files that a user writes: read strictly, and mistakes named by file and line.

use std::fs;
use std::ops::Range;
use std::path::Path;

use toml::de::{DeTable, DeValue};

use findings::query::spelling::nearest;

use crate::error::CommandError;

/// A file of tables, with its name for messages.
#[derive(Debug)]
pub(crate) struct TomlFile {
    name: String,
    text: String,
}

/// A text of the file and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) line: usize,
}

/// A table of a file; every key must be among those that are known.
pub(crate) struct TomlTable<'a> {
    file: &'a TomlFile,
    table: &'a DeTable<'a>,
    /// The line in which it begins.
    pub(crate) line: usize,
}

impl TomlFile {
    /// Reads a file.
    pub(crate) fn read(path: &Path) -> Result<Self, CommandError> {
        let name = path.display().to_string();
        match fs::read_to_string(path) {
            Ok(text) => Ok(TomlFile { name, text }),
            Err(error) => Err(CommandError::cannot_read(path, &error)),
        }
    }

    /// Hands the table of the whole file to a reader.
    pub(crate) fn with<T>(
        &self,
        keys: &[&str],
        read: impl FnOnce(TomlTable<'_>) -> Result<T, CommandError>,
    ) -> Result<T, CommandError> {
        let table = DeTable::parse(&self.text).map_err(|error| {
            let line = self.line(error.span().unwrap_or_default());
            self.error(line, error.message())
        })?;
        let table = TomlTable {
            file: self,
            table: table.get_ref(),
            line: 1,
        };
        table.check(keys)?;
        read(table)
    }

    /// Makes an error that names file and line.
    pub(crate) fn error(&self, line: usize, message: &str) -> CommandError {
        CommandError::new(format!("{}:{line}: {message}", self.name))
    }

    fn line(&self, span: Range<usize>) -> usize {
        line_of(&self.text, span.start)
    }
}

impl<'a> TomlTable<'a> {
    /// Lists the keys in the order of the file.
    pub(crate) fn keys(&self) -> Vec<Text> {
        let mut keys: Vec<(usize, Text)> = self
            .table
            .keys()
            .map(|key| {
                let text = Text {
                    text: key.get_ref().to_string(),
                    line: self.file.line(key.span()),
                };
                (key.span().start, text)
            })
            .collect();
        keys.sort_by_key(|(start, _)| *start);
        keys.into_iter().map(|(_, key)| key).collect()
    }

    /// Returns the text of a key; an empty one where it is not there.
    pub(crate) fn text(&self, key: &str) -> Result<String, CommandError> {
        Ok(self
            .texts(key)?
            .into_iter()
            .next()
            .map_or(String::new(), |text| text.text))
    }

    /// Returns the text of a key that must be there.
    pub(crate) fn required(&self, key: &str) -> Result<String, CommandError> {
        match self.text(key)?.trim() {
            "" => Err(self.error(&format!("`{key}` is missing"))),
            text => Ok(text.to_owned()),
        }
    }

    /// Returns the texts of a key: a list, or a single one. Numbers and switches are texts too.
    pub(crate) fn texts(&self, key: &str) -> Result<Vec<Text>, CommandError> {
        let Some(value) = self.value(key) else {
            return Ok(Vec::new());
        };
        let values = match value.get_ref() {
            DeValue::Array(values) => values.iter().collect(),
            _ => vec![value],
        };
        let read = |value: &toml::Spanned<DeValue<'_>>| {
            let line = self.file.line(value.span());
            let text = match value.get_ref() {
                DeValue::String(text) => text.to_string(),
                DeValue::Integer(number) => number.to_string(),
                DeValue::Boolean(switch) => switch.to_string(),
                _ => {
                    let message = format!("`{key}` takes a text or a list of texts");
                    return Err(self.file.error(line, &message));
                }
            };
            Ok(Text { text, line })
        };
        values.into_iter().map(read).collect()
    }

    /// Returns the table of a key, if it is there; `keys` are those that it may have, none
    /// meaning any.
    pub(crate) fn table(&self, key: &str) -> Result<Option<TomlTable<'a>>, CommandError> {
        let Some(value) = self.value(key) else {
            return Ok(None);
        };
        self.as_table(key, value).map(Some)
    }

    /// Returns the tables of a list `[[key]]`, each with no keys but these.
    pub(crate) fn tables(
        &self,
        key: &str,
        keys: &[&str],
    ) -> Result<Vec<TomlTable<'a>>, CommandError> {
        let Some(value) = self.value(key) else {
            return Ok(Vec::new());
        };
        let line = self.file.line(value.span());
        let DeValue::Array(values) = value.get_ref() else {
            let message = format!("`{key}` is a list of tables: [[{key}]]");
            return Err(self.file.error(line, &message));
        };
        let mut tables = Vec::new();
        for value in values.iter() {
            let table = self.as_table(key, value)?;
            table.check(keys)?;
            tables.push(table);
        }
        Ok(tables)
    }

    /// Makes an error that names the table's line.
    pub(crate) fn error(&self, message: &str) -> CommandError {
        self.file.error(self.line, message)
    }

    fn as_table(
        &self,
        key: &str,
        value: &'a toml::Spanned<DeValue<'a>>,
    ) -> Result<TomlTable<'a>, CommandError> {
        let line = self.file.line(value.span());
        let DeValue::Table(table) = value.get_ref() else {
            return Err(self
                .file
                .error(line, &format!("`{key}` is a table: [{key}]")));
        };
        Ok(TomlTable {
            file: self.file,
            table,
            line,
        })
    }

    fn value(&self, key: &str) -> Option<&'a toml::Spanned<DeValue<'a>>> {
        let mut entries = self.table.iter();
        entries
            .find(|(name, _)| name.get_ref() == key)
            .map(|(_, value)| value)
    }

    fn check(&self, keys: &[&str]) -> Result<(), CommandError> {
        for key in self.keys() {
            if !keys.contains(&key.text.as_str()) {
                let error = self
                    .file
                    .error(key.line, &format!("there is no key `{}`", key.text));
                return Err(error.did_you_mean(&nearest(&key.text, keys)));
            }
        }
        Ok(())
    }
}

/// Returns the number of the line in which a place of a text lies.
pub(crate) fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}
