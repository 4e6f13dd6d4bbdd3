//! `findings export`.

use std::fs::File;
use std::io::BufWriter;
use std::path::PathBuf;

use clap::ValueEnum;
use findings::index::{SearchRequest, Shown, Sort};
use findings::output::{Answer, Cells, Format, RowFormat, Screen};

use crate::build::{self, Purpose};
use crate::concept_file;
use crate::error::CommandError;
use crate::filters::FilterArgs;
use crate::formats::CellArgs;
use crate::outcome::Outcome;
use crate::queries;
use crate::stream::{Look, write_every_hit};
use crate::ui::Ui;

/// Write all paragraphs, or those that match, with all their tags
///
/// As on every command, `--source primary` is the default; `--source all` adds news, press and
/// council papers.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  findings export --output paragraphs.jsonl
  findings export '\"care leavers\"' --since 2023 --format csv > care-leavers.csv")]
pub(crate) struct Args {
    /// What to look for [default: everything]
    query: Vec<String>,

    /// How paragraphs are written
    #[arg(long, value_name = "FORMAT", default_value = "jsonl")]
    format: ExportFormat,

    #[command(flatten)]
    cells: CellArgs,

    /// The file to write [default: stdout]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    filters: FilterArgs,
}

/// See [`Args::format`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    /// One object a line
    Jsonl,
    /// One row a line
    Csv,
    /// The same, with cells that a spreadsheet may take for formulas
    CsvRaw,
    /// A workbook for spreadsheets
    Xlsx,
    /// Columns for data frames
    Parquet,
    /// References for reference managers
    Ris,
    /// References for LaTeX and pandoc
    Bibtex,
}

impl From<ExportFormat> for Format {
    fn from(format: ExportFormat) -> Self {
        match format {
            ExportFormat::Jsonl => Format::Jsonl,
            ExportFormat::Csv => Format::csv(Cells::Guarded),
            ExportFormat::CsvRaw => Format::csv(Cells::Raw),
            ExportFormat::Xlsx => Format::Rows(RowFormat::Xlsx),
            ExportFormat::Parquet => Format::Rows(RowFormat::Parquet),
            ExportFormat::Ris => Format::Rows(RowFormat::Ris),
            ExportFormat::Bibtex => Format::Rows(RowFormat::Bibtex),
        }
    }
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CommandError> {
    let format = args.cells.of(args.format)?;
    let text = args.query.join(" ");
    let query = queries::parse(&text)?;
    let request = SearchRequest {
        filters: args.filters.filters(Some(&query)),
        sort: Sort::Authority,
        concepts: concept_file::load(ui)?,
        duplicates: true,
        ..SearchRequest::new(query)
    };
    let index = build::open_for(ui, Purpose::Request(&request, Shown::Hits))?;
    let look = Look {
        format,
        screen: Screen::plain(),
    };
    let results = index.search(&request.totals())?;
    let answer = Answer::new(&text, &results);
    let total = results.total;
    let Some(path) = &args.output else {
        write_every_hit(ui.out_of(format)?, &index, &request, answer, look)?;
        return Ok(Outcome::of(total));
    };
    let file = File::create(path).map_err(|error| CommandError::cannot_write(path, &error))?;
    write_every_hit(BufWriter::new(file), &index, &request, answer, look)?;
    ui.note(&format!(
        "{total} paragraphs written to `{}`",
        path.display()
    ));
    Ok(Outcome::of(total))
}
