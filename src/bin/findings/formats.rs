//! The values of `--format` for lists, tables and summaries.

use clap::ValueEnum;
use findings::output::{Cells, Format, TableFormat, ThemeFormat};

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatArg {
    /// For people
    Text,
    /// One object with totals, hits and facets
    Json,
    /// One object a line
    Jsonl,
    /// One row a line
    Csv,
    /// The same, with cells that a spreadsheet may take for formulas
    CsvRaw,
    /// Quotations with their sources, matches in bold
    Markdown,
    /// The same as a page for browsers, matches marked
    Html,
}

impl FormatArg {
    /// Returns the form of a table in this format, if it has one.
    pub(crate) const fn of_table(self) -> Option<TableFormat> {
        match self {
            FormatArg::Text => Some(TableFormat::Table),
            FormatArg::Json => Some(TableFormat::Json),
            FormatArg::Jsonl => Some(TableFormat::Jsonl),
            FormatArg::Csv => Some(TableFormat::Csv(Cells::Guarded)),
            FormatArg::CsvRaw => Some(TableFormat::Csv(Cells::Raw)),
            FormatArg::Markdown | FormatArg::Html => None,
        }
    }
}

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Text => Format::Text,
            FormatArg::Json => Format::Json,
            FormatArg::Jsonl => Format::Jsonl,
            FormatArg::Csv => Format::Csv(Cells::Guarded),
            FormatArg::CsvRaw => Format::Csv(Cells::Raw),
            FormatArg::Markdown => Format::Markdown,
            FormatArg::Html => Format::Html,
        }
    }
}

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormatArg {
    /// For people
    #[value(alias = "text")]
    Table,
    /// One row a line
    Csv,
    /// The same, with cells that a spreadsheet may take for formulas
    CsvRaw,
    /// One array
    Json,
    /// One object a line
    Jsonl,
}

impl From<TableFormatArg> for TableFormat {
    fn from(format: TableFormatArg) -> Self {
        match format {
            TableFormatArg::Table => TableFormat::Table,
            TableFormatArg::Csv => TableFormat::Csv(Cells::Guarded),
            TableFormatArg::CsvRaw => TableFormat::Csv(Cells::Raw),
            TableFormatArg::Json => TableFormat::Json,
            TableFormatArg::Jsonl => TableFormat::Jsonl,
        }
    }
}

/// How a summary is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SummaryFormat {
    /// For people
    Text,
    /// One object
    Json,
}

/// How themes followed over time are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ThemeFormatArg {
    /// For people
    Text,
    /// One object with every figure
    Json,
    /// One row a line
    Csv,
    /// The same, with cells that a spreadsheet may take for formulas
    CsvRaw,
    /// Tables for a document
    Markdown,
}

impl From<ThemeFormatArg> for ThemeFormat {
    fn from(format: ThemeFormatArg) -> Self {
        match format {
            ThemeFormatArg::Text => ThemeFormat::Text,
            ThemeFormatArg::Json => ThemeFormat::Json,
            ThemeFormatArg::Csv => ThemeFormat::Csv(Cells::Guarded),
            ThemeFormatArg::CsvRaw => ThemeFormat::Csv(Cells::Raw),
            ThemeFormatArg::Markdown => ThemeFormat::Markdown,
        }
    }
}
