//! The values of `--format` for lists, tables and summaries.

use clap::ValueEnum;
use findings::output::{Cells, Format, RowFormat};

use crate::error::CommandError;

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
    /// A document for word processors
    Docx,
    /// A workbook for spreadsheets
    Xlsx,
    /// Columns for data frames
    Parquet,
    /// References for reference managers
    Ris,
    /// References for LaTeX and pandoc
    Bibtex,
}

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Text => Format::Text,
            FormatArg::Json => Format::Json,
            FormatArg::Jsonl => Format::Jsonl,
            FormatArg::Csv => Format::csv(Cells::Guarded),
            FormatArg::CsvRaw => Format::csv(Cells::Raw),
            FormatArg::Markdown => Format::Markdown,
            FormatArg::Html => Format::Html,
            FormatArg::Xlsx => Format::Rows(RowFormat::Xlsx),
            FormatArg::Parquet => Format::Rows(RowFormat::Parquet),
            FormatArg::Ris => Format::Rows(RowFormat::Ris),
            FormatArg::Bibtex => Format::Rows(RowFormat::Bibtex),
            FormatArg::Docx => Format::Docx,
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
    /// A workbook for spreadsheets
    Xlsx,
    /// Columns for data frames
    Parquet,
}

impl From<TableFormatArg> for Format {
    fn from(format: TableFormatArg) -> Self {
        match format {
            TableFormatArg::Table => Format::Text,
            TableFormatArg::Csv => Format::csv(Cells::Guarded),
            TableFormatArg::CsvRaw => Format::csv(Cells::Raw),
            TableFormatArg::Json => Format::Json,
            TableFormatArg::Jsonl => Format::Jsonl,
            TableFormatArg::Xlsx => Format::Rows(RowFormat::Xlsx),
            TableFormatArg::Parquet => Format::Rows(RowFormat::Parquet),
        }
    }
}

/// How a table of reports or paragraphs is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RecordsFormatArg {
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
    /// A document for word processors
    Docx,
    /// A workbook for spreadsheets
    Xlsx,
    /// Columns for data frames
    Parquet,
    /// References for reference managers
    Ris,
    /// References for LaTeX and pandoc
    Bibtex,
}

impl From<RecordsFormatArg> for Format {
    fn from(format: RecordsFormatArg) -> Self {
        match format {
            RecordsFormatArg::Table => Format::Text,
            RecordsFormatArg::Csv => Format::csv(Cells::Guarded),
            RecordsFormatArg::CsvRaw => Format::csv(Cells::Raw),
            RecordsFormatArg::Json => Format::Json,
            RecordsFormatArg::Jsonl => Format::Jsonl,
            RecordsFormatArg::Xlsx => Format::Rows(RowFormat::Xlsx),
            RecordsFormatArg::Parquet => Format::Rows(RowFormat::Parquet),
            RecordsFormatArg::Ris => Format::Rows(RowFormat::Ris),
            RecordsFormatArg::Bibtex => Format::Rows(RowFormat::Bibtex),
            RecordsFormatArg::Docx => Format::Docx,
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
    /// A document for word processors
    Docx,
    /// A workbook for spreadsheets
    Xlsx,
    /// Columns for data frames
    Parquet,
}

impl From<NamesFormatArg> for Format {
    fn from(format: NamesFormatArg) -> Self {
        match format {
            NamesFormatArg::Text => Format::Text,
            NamesFormatArg::Json => Format::Json,
            NamesFormatArg::Jsonl => Format::Jsonl,
            NamesFormatArg::Csv => Format::csv(Cells::Guarded),
            NamesFormatArg::CsvRaw => Format::csv(Cells::Raw),
            NamesFormatArg::Markdown => Format::Markdown,
            NamesFormatArg::Html => Format::Html,
            NamesFormatArg::Xlsx => Format::Rows(RowFormat::Xlsx),
            NamesFormatArg::Parquet => Format::Rows(RowFormat::Parquet),
            NamesFormatArg::Docx => Format::Docx,
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
    /// A document for word processors
    Docx,
    /// A workbook for spreadsheets
    Xlsx,
    /// Columns for data frames
    Parquet,
}

impl From<ThemeFormatArg> for Format {
    fn from(format: ThemeFormatArg) -> Self {
        match format {
            ThemeFormatArg::Text => Format::Text,
            ThemeFormatArg::Json => Format::Json,
            ThemeFormatArg::Csv => Format::csv(Cells::Guarded),
            ThemeFormatArg::CsvRaw => Format::csv(Cells::Raw),
            ThemeFormatArg::Markdown => Format::Markdown,
            ThemeFormatArg::Xlsx => Format::Rows(RowFormat::Xlsx),
            ThemeFormatArg::Parquet => Format::Rows(RowFormat::Parquet),
            ThemeFormatArg::Docx => Format::Docx,
        }
    }
}

/// How cells of CSV are written.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct CellArgs {
    /// With `--format csv`: as a spreadsheet opens it best
    ///
    /// A mark of the encoding stands before it, no cell is a formula, and no range becomes a day.
    #[arg(long)]
    excel: bool,
}

impl CellArgs {
    /// Returns a form with cells as they are wanted.
    ///
    /// # Errors
    /// If spreadsheets are wanted of what is no CSV.
    pub(crate) fn of(self, format: impl Into<Format>) -> Result<Format, CommandError> {
        match (self.excel, format.into()) {
            (false, format) => Ok(format),
            (true, Format::Rows(RowFormat::Csv(Cells::Guarded))) => Ok(Format::csv(Cells::Excel)),
            (true, _) => Err(CommandError::new("`--excel` is for `--format csv`")
                .hint("`--format xlsx` is a workbook of its own")),
        }
    }
}
