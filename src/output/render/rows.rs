//! Rows for programs: one value that takes the rows of any question and writes them in any form.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

use super::columns::Column;
use super::csv::{Cells, Table};
use super::references::{Bibliography, Style};
use super::{parquet, xlsx};

/// Forms of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFormat {
    /// One row a line, after a row of names.
    Csv(Cells),
    /// A workbook for spreadsheets.
    Xlsx,
    /// Columns for data frames.
    Parquet,
    /// References for reference managers, in RIS.
    Ris,
    /// References for LaTeX and pandoc, in BibTeX.
    Bibtex,
}

impl RowFormat {
    /// Tells whether it is no text.
    pub const fn is_binary(self) -> bool {
        matches!(self, RowFormat::Xlsx | RowFormat::Parquet)
    }

    /// Tells whether its rows are references to what is cited.
    pub const fn is_cited(self) -> bool {
        matches!(self, RowFormat::Ris | RowFormat::Bibtex)
    }
}

/// Rows as they are written.
#[derive(Debug)]
pub(in crate::output) enum Rows {
    Csv(Table),
    Xlsx(Box<xlsx::Book>),
    Parquet(Box<parquet::File>),
    References(Bibliography),
}

impl Rows {
    /// Begins rows with these columns, which stand there even where there are no rows.
    pub(in crate::output) fn open(format: RowFormat, columns: Vec<Column>) -> io::Result<Self> {
        Ok(match format {
            RowFormat::Csv(cells) => Rows::Csv(Table::new(cells, columns)),
            RowFormat::Xlsx => Rows::Xlsx(Box::new(xlsx::Book::open(columns)?)),
            RowFormat::Parquet => Rows::Parquet(Box::new(parquet::File::open(&columns)?)),
            RowFormat::Ris => Rows::References(Bibliography::new(Style::Ris, &columns)?),
            RowFormat::Bibtex => Rows::References(Bibliography::new(Style::Bibtex, &columns)?),
        })
    }

    /// Writes a row.
    pub(in crate::output) fn row(
        &mut self,
        out: &mut impl Write,
        row: &impl Serialize,
    ) -> io::Result<()> {
        let Value::Object(fields) = serde_json::to_value(row)? else {
            return Err(io::Error::other("a row has no named columns"));
        };
        match self {
            Rows::Csv(table) => table.row(out, &fields),
            Rows::Xlsx(book) => book.row(&fields),
            Rows::Parquet(file) => file.row(out, &fields),
            Rows::References(list) => list.row(out, &fields),
        }
    }

    /// Writes what stands behind the rows.
    pub(in crate::output) fn close(self, out: &mut impl Write) -> io::Result<()> {
        match self {
            Rows::Csv(table) => table.close(out),
            Rows::Xlsx(book) => book.close(out),
            Rows::Parquet(file) => file.close(out),
            Rows::References(_) => Ok(()),
        }
    }
}
