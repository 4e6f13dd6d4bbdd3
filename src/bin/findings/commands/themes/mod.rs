//! `findings themes`: one command with seven questions, a file each.

mod answer;
mod codebook;
mod collocates;
mod contrast;
mod coverage;
mod question;
mod recurring;
mod suggest;
mod trend;

use std::path::PathBuf;

use clap::ValueEnum;
use findings::index::{Index, Window};
use findings::output::{Cells, Format, Picture, RowFormat};
use findings::query::{Field, Filters, Query};
use findings::themes::{DIVIDERS, Scope, Support};

use crate::error::CommandError;
use crate::filters::{FilterArgs, field_parser};
use crate::formats::CellArgs;
use crate::neighbours::NeighbourArgs;
use crate::ui::Ui;

pub(crate) use question::run;

/// Find what recurs, what divides groups of reports, and what changes
///
/// Without options, lists phrases of two to five words that recur in many reports; with a query,
/// in the paragraphs that match it. Findings and improvement items are counted, unless the
/// question names other sections; paragraphs of the same words in several reports count once.
/// Every row can be opened as a search.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  findings themes --section improvement
  findings themes '\"life-story work\"' --since 2018
  findings themes '\"life-story work\"' --open 3
  findings themes --compare overall=inadequate:good,outstanding --kind ilacs
  findings themes --compare overall=inadequate:good,outstanding --query '\"drift and delay\"'
  findings themes --compare 'area:care-leavers grade:good' --with 'area:care-leavers grade:inadequate'
  findings themes --trend '\"child sexual exploitation\"' --query 'extra-familial OR contextual'
  findings themes --trend '\"drift and delay\"' --by overall
  findings themes --coverage '\"private fostering\"' 'LADO' 'EHE' --silent
  findings themes --coverage topics.txt --format csv > matrix.csv
  findings themes --collocates supervision
  findings themes --collocates '\"life-story work\"' --window 5
  findings themes --codebook themes.toml --coded coded.csv
  findings themes --section improvement --together
  findings themes --codebook themes.toml --suggest
  findings themes --section improvement --format html > themes.html
  findings themes --trend '\"drift and delay\"' --format svg > trend.svg
  findings themes --trend '\"drift and delay\"' --format png > trend.png
  findings themes --codebook themes.toml --format qdc > themes.qdc")]
pub(crate) struct Args {
    /// What the paragraphs looked at must say; with `--trend`, what is followed
    query: Vec<String>,

    /// Compare two groups: FIELD=VALUES:VALUES, or a query, with the other in `--with`
    #[arg(long, value_name = "GROUPS", group = "mode")]
    compare: Option<String>,

    /// The second group of `--compare`, as a query
    #[arg(long, value_name = "QUERY", requires = "compare")]
    with: Option<String>,

    /// Follow the share of reports that say something
    ///
    /// No trend is computed of fewer than three years with at least ten reports each.
    #[arg(long, group = "mode")]
    #[arg(conflicts_with_all = ["limit", "all", "min_hits", "min_reports", "min_authorities"])]
    trend: bool,

    /// What the reports of a trend are divided by
    #[arg(long, value_name = "FIELD", default_value = "year", requires = "trend")]
    #[arg(value_parser = field_parser(&DIVIDERS))]
    by: Field,

    /// Tell which reports speak of each topic: queries, or files with a query a line
    ///
    /// Every argument is a topic, so quote those of several words. A line of a file may give its
    /// topic a name: `NAME = QUERY`. JSON and CSV are the whole matrix of topics and reports: full
    /// inspections, or one kind, unless `--kind` names others.
    #[arg(long, group = "mode")]
    #[arg(conflicts_with_all = ["limit", "all", "min_hits", "min_reports", "min_authorities"])]
    coverage: bool,

    /// List the reports that do not speak of each topic
    #[arg(long, requires = "coverage")]
    silent: bool,

    /// List the words that stand in paragraphs with a term, or nearer to it
    #[arg(long, value_name = "TERM", group = "mode")]
    collocates: Option<String>,

    /// How near collocates stand: `paragraph`, `sentence`, or at most so many words away
    ///
    /// A number counts words to either side of the term, across sentences; 5 is usual. Words are counted once
    /// a paragraph in any case, so that `--open` lists what a row counts.
    #[arg(
        long,
        value_name = "NEAR",
        default_value = "paragraph",
        requires = "collocates"
    )]
    window: Window,

    /// Look for the themes of a code book: which reports have them, and which stand together
    ///
    /// A TOML file with a `name`, a `description`, a `source`, default `[filters]` under the
    /// names of the options, and a table `[[theme]]` for each theme: `name`, `description`,
    /// `source`, and lists of queries `include` and `exclude`. A paragraph is on a theme if one
    /// of the first matches it and none of the second. A list `declined` keeps what `--suggest` is not to
    /// offer again.
    #[arg(long, value_name = "FILE", group = "mode")]
    codebook: Option<PathBuf>,

    /// Compare the code book with what readers coded by hand
    ///
    /// A CSV file with the columns `id` (of a report or a paragraph), `theme`, and `value`: 1
    /// where it is on the theme, 0 where it is not. What is not in the file is not compared. Or a
    /// REFI-QDA project (.qdpx) in which a reader coded: `findings help agreement` tells how it is read,
    /// and compares readers with each other.
    #[arg(long, value_name = "FILE", requires = "codebook")]
    coded: Option<PathBuf>,

    /// Whose coding is compared, where several coded
    #[arg(long, value_name = "NAME", requires = "coded")]
    coder: Vec<String>,

    /// Gather recurring phrases that mean the same, as the reports themselves teach it
    ///
    /// Inflections of each other, what texts spell out by each other, and phrases of which any two keep
    /// the same company (see `findings related`) and mostly stand apart. Each group is counted as one, by the search for any of
    /// its phrases. What is alike is not the same: read the members.
    #[arg(long, conflicts_with = "mode")]
    together: bool,

    /// Offer other names for each code of the code book, as the reports themselves teach them
    ///
    /// Names that are said in the company of what a code includes, each with what it would add. To take
    /// one, put its search into `include`; to decline it, into `declined` of the code: it is not offered
    /// again. Nothing is coded by what is only offered.
    #[arg(long, requires = "codebook", conflicts_with_all = ["coded", "open"])]
    suggest: bool,

    /// What to compare or follow, instead of every phrase; repeatable
    #[arg(long = "query", value_name = "QUERY", conflicts_with_all = ["collocates", "codebook"])]
    measured: Vec<String>,

    /// Print the paragraphs of a row
    #[arg(long, value_name = "ROW")]
    open: Option<usize>,

    /// How many rows to show; of a comparison, in each direction; of `--suggest`, for each code
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,

    /// How many recurring phrases to pass over
    #[arg(long, value_name = "N", default_value_t = 0, conflicts_with = "mode")]
    offset: usize,

    /// Show every row
    #[arg(long, conflicts_with = "limit")]
    all: bool,

    /// The fewest places in which a phrase must stand
    #[arg(long, value_name = "N", default_value_t = Support::default().hits)]
    min_hits: u64,

    /// The fewest reports in which it must stand
    #[arg(long, value_name = "N", default_value_t = Support::default().reports)]
    min_reports: u64,

    /// The fewest authorities on which they must be
    #[arg(long, value_name = "N", default_value_t = Support::default().authorities)]
    min_authorities: u64,

    /// How themes are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: FormatArg,

    #[command(flatten)]
    cells: CellArgs,

    #[command(flatten)]
    neighbours: NeighbourArgs,

    #[command(flatten)]
    filters: FilterArgs,
}

/// How themes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormatArg {
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
    /// A page for browsers with charts and quotations, which needs nothing beside itself
    Html,
    /// The code book itself, in the exchange format REFI-QDA
    Qdc,
    /// The coded reports as a project for qualitative software, REFI-QDA
    Qdpx,
    /// The charts as one picture for documents, SVG
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
}

impl Args {
    fn support(&self) -> Support {
        Support {
            hits: self.min_hits,
            reports: self.min_reports,
            authorities: self.min_authorities,
        }
    }

    /// Returns the form of the answer; of a code book, which has a form of its own, what comes near.
    fn format(&self) -> Result<Format, CommandError> {
        self.cells.of(match self.format {
            FormatArg::Text => Format::Text,
            FormatArg::Json => Format::Json,
            FormatArg::Csv => Format::csv(Cells::Guarded),
            FormatArg::CsvRaw => Format::csv(Cells::Raw),
            FormatArg::Markdown => Format::Markdown,
            FormatArg::Html | FormatArg::Svg | FormatArg::Qdc | FormatArg::Qdpx => Format::Html,
            #[cfg(feature = "png")]
            FormatArg::Png => Format::Html,
            FormatArg::Docx => Format::Docx,
            FormatArg::Xlsx => Format::Rows(RowFormat::Xlsx),
            FormatArg::Parquet => Format::Rows(RowFormat::Parquet),
        })
    }

    /// Returns the form of a picture, where one is wanted.
    fn picture(&self) -> Option<Picture> {
        match self.format {
            FormatArg::Svg => Some(Picture::Svg),
            #[cfg(feature = "png")]
            FormatArg::Png => Some(Picture::Png),
            _ => None,
        }
    }

    fn limit(&self) -> Option<usize> {
        (!self.all).then_some(self.limit)
    }
}

/// The command with all that its answers need.
struct Themes<'a> {
    args: &'a Args,
    ui: &'a Ui,
    index: &'a Index,
    filters: Filters,
    text: String,
    query: Query,
}

impl Themes<'_> {
    fn scope(&self, query: &Query) -> Result<Scope<'_>, CommandError> {
        Ok(Scope::open(self.index, query, &self.filters)?)
    }
}
