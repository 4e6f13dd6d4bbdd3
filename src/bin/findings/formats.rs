//! The values of `--format` for lists, tables and summaries.

use clap::ValueEnum;
use findings::output::{Cells, Format};

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

impl From<TableFormatArg> for Format {
    fn from(format: TableFormatArg) -> Self {
        match format {
            TableFormatArg::Table => Format::Text,
            TableFormatArg::Csv => Format::Csv(Cells::Guarded),
            TableFormatArg::CsvRaw => Format::Csv(Cells::Raw),
            TableFormatArg::Json => Format::Json,
            TableFormatArg::Jsonl => Format::Jsonl,
        }
    }
}

/// How related names are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum NamesFormatArg {
    /// For people
    Text,
    /// One object; of several questions an array
    Json,
    /// One object a line
    Jsonl,
    /// One row a line
    Csv,
    /// The same, with cells that a spreadsheet may take for formulas
    CsvRaw,
    /// Tables for a document
    Markdown,
    /// The same as a page for browsers
    Html,
}

impl From<NamesFormatArg> for Format {
    fn from(format: NamesFormatArg) -> Self {
        match format {
            NamesFormatArg::Text => Format::Text,
            NamesFormatArg::Json => Format::Json,
            NamesFormatArg::Jsonl => Format::Jsonl,
            NamesFormatArg::Csv => Format::Csv(Cells::Guarded),
            NamesFormatArg::CsvRaw => Format::Csv(Cells::Raw),
            NamesFormatArg::Markdown => Format::Markdown,
            NamesFormatArg::Html => Format::Html,
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

impl From<SummaryFormat> for Format {
    fn from(format: SummaryFormat) -> Self {
        match format {
            SummaryFormat::Text => Format::Text,
            SummaryFormat::Json => Format::Json,
        }
    }
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

impl From<ThemeFormatArg> for Format {
    fn from(format: ThemeFormatArg) -> Self {
        match format {
            ThemeFormatArg::Text => Format::Text,
            ThemeFormatArg::Json => Format::Json,
            ThemeFormatArg::Csv => Format::Csv(Cells::Guarded),
            ThemeFormatArg::CsvRaw => Format::Csv(Cells::Raw),
            ThemeFormatArg::Markdown => Format::Markdown,
        }
    }
}
