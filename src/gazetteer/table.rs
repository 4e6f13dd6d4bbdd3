//! CSV files in memory, read by the names of their columns.

use std::collections::HashMap;

use super::error::GazetteerError;
use crate::model::has_control;

/// What is said of other encodings, which spreadsheets write too.
const NO_UTF8: &str = "letters that are not UTF-8; spreadsheets call it `CSV UTF-8`";

/// A CSV file in memory, read by the names of its columns.
pub struct Table {
    columns: HashMap<String, usize>,
    records: Vec<(u64, csv::StringRecord)>,
}

/// A line of the file.
pub struct Row<'a> {
    table: &'a Table,
    record: &'a csv::StringRecord,
    pub(super) line: u64,
}

impl Table {
    /// Reads a file, whose first line names the columns, in small letters or large; a byte order mark is
    /// no part of a name. Where that line has semicolons and no commas, semicolons part the cells:
    /// so spreadsheets write where commas stand in numbers.
    ///
    /// # Errors
    /// If it is no CSV in UTF-8, has two columns of one name, cells behind its columns, or controls.
    pub fn read(bytes: &[u8]) -> Result<Table, GazetteerError> {
        let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or(bytes);
        let delimiter = match first.contains(&b';') && !first.contains(&b',') {
            true => b';',
            false => b',',
        };
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(bytes);
        let error = |error: csv::Error| GazetteerError {
            line: error.position().map_or(1, csv::Position::line),
            message: match error.kind() {
                csv::ErrorKind::Utf8 { .. } => NO_UTF8.to_owned(),
                _ => error.to_string(),
            },
        };
        let fault = |line: u64, message: String| GazetteerError { line, message };
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            return Err(fault(1, NO_UTF8.to_owned()));
        }
        let mut columns = HashMap::new();
        for (index, name) in reader.headers().map_err(error)?.iter().enumerate() {
            let former = columns.insert(name.to_lowercase(), index);
            if former.is_some() && !name.is_empty() {
                return Err(fault(1, format!("two columns `{}`", name.to_lowercase())));
            }
        }
        let width = reader.headers().map_err(error)?.len();
        let mut records = Vec::new();
        for record in reader.records() {
            let record = record.map_err(error)?;
            let line = record.position().map_or(0, csv::Position::line);
            if record.iter().any(has_control) {
                let message = "there is a control character, which is no text".to_owned();
                return Err(fault(line, message));
            }
            // What stands behind the last column would be lost, or is behind a comma that parts one cell.
            if record.iter().skip(width).any(|cell| !cell.is_empty()) {
                let message = format!(
                    "{} cells under {width} columns; a cell with commas needs quotes around it",
                    record.len()
                );
                return Err(fault(line, message));
            }
            records.push((line, record));
        }
        Ok(Table { columns, records })
    }

    /// Says that the file must add something.
    ///
    /// # Errors
    /// If it has no lines behind the first.
    pub fn must_have_rows(&self) -> Result<(), GazetteerError> {
        match self.records.is_empty() {
            false => Ok(()),
            true => Err(GazetteerError {
                line: 1,
                message: "no lines; the first line names the columns, the others say what to add"
                    .to_owned(),
            }),
        }
    }

    /// Tells whether there is a column of this name.
    pub fn has(&self, column: &str) -> bool {
        self.columns.contains_key(column)
    }

    /// Lists the names of the columns, in their order.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        let mut columns: Vec<_> = self.columns.iter().collect();
        columns.sort_by_key(|(_, index)| **index);
        columns.into_iter().map(|(name, _)| name.as_str())
    }

    /// Lists the lines behind the first.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.records.iter().map(|(line, record)| Row {
            table: self,
            record,
            line: *line,
        })
    }
}

impl Row<'_> {
    /// Says what is wrong with the row.
    pub fn error(&self, message: &str) -> GazetteerError {
        GazetteerError {
            line: self.line,
            message: message.to_owned(),
        }
    }

    /// Returns the number of the line, counted from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Returns a field; empty if there is no such column or the line is too short.
    pub fn get(&self, column: &str) -> &str {
        self.table
            .columns
            .get(column)
            .and_then(|&index| self.record.get(index))
            .unwrap_or("")
    }
}
