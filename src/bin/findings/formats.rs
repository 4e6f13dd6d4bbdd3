//! The values of `--format` for lists, tables and summaries.

use clap::ValueEnum;
use findings::output::{Cells, Format, Picture, RowFormat};

use crate::error::CommandError;

/// The form that a value of `--format` stands for, by its name.
macro_rules! form {
    (Text) => {
        Format::Text
    };
    (Table) => {
        Format::Text
    };
    (Json) => {
        Format::Json
    };
    (Jsonl) => {
        Format::Jsonl
    };
    (Csv) => {
        Format::csv(Cells::Guarded)
    };
    (CsvRaw) => {
        Format::csv(Cells::Raw)
    };
    (Markdown) => {
        Format::Markdown
    };
    (Html) => {
        Format::Html
    };
    (Docx) => {
        Format::Docx
    };
    // A picture is drawn of what a page shows.
    (Svg) => {
        Format::Html
    };
    (Png) => {
        Format::Html
    };
    (Xlsx) => {
        Format::Rows(RowFormat::Xlsx)
    };
    (Parquet) => {
        Format::Rows(RowFormat::Parquet)
    };
    (Ris) => {
        Format::Rows(RowFormat::Ris)
    };
    (Bibtex) => {
        Format::Rows(RowFormat::Bibtex)
    };
}

/// Makes forms of the values of options.
macro_rules! forms {
    ($($arg:ident: $($(#[$when:meta])? $value:ident),+;)+) => {$(
        impl From<$arg> for Format {
            fn from(format: $arg) -> Self {
                match format {
                    $($(#[$when])? $arg::$value => form!($value)),+
                }
            }
        }
    )+};
}

forms! {
    FormatArg: Text, Json, Jsonl, Csv, CsvRaw, Markdown, Html, Svg, #[cfg(feature = "png")] Png, Xlsx, Parquet,
        Ris, Bibtex, Docx;
    TableFormatArg: Table, Csv, CsvRaw, Json, Jsonl, Xlsx, Parquet;
    RecordsFormatArg: Table, Csv, CsvRaw, Json, Jsonl, Xlsx, Parquet, Ris, Bibtex, Docx;
    NamesFormatArg: Text, Json, Jsonl, Csv, CsvRaw, Markdown, Html, Xlsx, Parquet, Docx;
    SummaryFormat: Text, Json;
    ThemeFormatArg: Text, Json, Csv, CsvRaw, Markdown, Xlsx, Parquet, Docx;
}

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
    /// The shares of facets as a picture for documents, SVG
    Svg,
    /// The same in pixels, PNG
    #[cfg(feature = "png")]
    Png,
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

impl FormatArg {
    /// Returns the form of a picture, where one is wanted.
    pub(crate) const fn picture(self) -> Option<Picture> {
        match self {
            FormatArg::Svg => Some(Picture::Svg),
            #[cfg(feature = "png")]
            FormatArg::Png => Some(Picture::Png),
            _ => None,
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
    /// A document for word processors
    Docx,
    /// A workbook for spreadsheets
    Xlsx,
    /// Columns for data frames
    Parquet,
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
