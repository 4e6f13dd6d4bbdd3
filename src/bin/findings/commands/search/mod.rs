//! `findings search`.

mod question;

use std::sync::Arc;

use clap::ValueEnum;
use findings::index::{self, Explain, Neighbour, SearchRequest, Shown, Sort};
use findings::output::{Format, Picture};
use findings::query::{Concepts, Field, Query, Reach};
use findings::themes::{STRATA, SampleRequest};

use self::question::{BEST, Search};
use crate::any_word;
use crate::build::{Holder, Purpose};
use crate::choosing::ChoosingArgs;
use crate::concept_file;
use crate::error::CommandError;
use crate::filters::{FilterArgs, field_parser};
use crate::formats::{CellArgs, FormatArg};
use crate::neighbours::NeighbourArgs;
use crate::outcome::Outcome;
use crate::queries;
use crate::thesaurus;
use crate::ui::Ui;

/// Find paragraphs
///
/// A paragraph matches if it holds every word. `"a phrase"` matches as it stands, with a hyphen,
/// a space or neither between the parts of a compound; `OR`, `NOT` and parentheses combine;
/// `word*` matches beginnings; `field:value` filters as the options below do. Without words,
/// every paragraph that passes the filters matches.
///
/// Words on the command line are joined by spaces. The shell takes quotes away, so phrases need
/// two pairs: '"care leavers"'. A query that begins with `-` goes behind `--`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  findings search '\"life-story work\"'
  findings search housing --kind ilacs --grade inadequate,requires-improvement
  findings search '\"care leavers\" NOT housing' --since 2023 --sort newest
  findings search supervision --count --facet region --facet grade
  findings search supervision --facet year --format svg > years.svg
  findings search supervision --facet year --format png > years.png
  findings search '\"pathway plan*\"' --kwic --all
  findings search supervision --kwic --kwic-sort R1,L1 --format csv --all > supervision.csv
  findings search advocacy --absent --kind ilacs
  findings search 'supervision \"life-story work\"' --within report
  findings search '\"management oversight\"' --told-again --section improvement
  findings search supervision --authority kent --neighbours neighbours.csv
  findings search neglect --format jsonl --all > neglect.jsonl
  findings search '\"edge of care\"' --all --format html > edge-of-care.html

`findings help query` explains the query language.")]
pub(crate) struct Args {
    /// What to look for
    query: Vec<String>,

    /// How many results to show: paragraphs, groups, or lines of a concordance
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,

    /// How many results to pass over
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,

    /// Show every result
    ///
    /// Results are written as they are read: texts are never all held in memory.
    #[arg(long, conflicts_with = "limit")]
    all: bool,

    /// The order of results
    #[arg(long, value_name = "ORDER", default_value = "relevance")]
    sort: SortArg,

    /// Only count: `57 paragraphs in 31 of 149 reports`
    #[arg(long, group = "shape")]
    count: bool,

    /// Count results by the values of a field, over all of them
    ///
    /// Paragraphs are counted as they stand, copies in several reports too; where there are
    /// copies, `distinct` counts each wording once. `searched` is how many reports that pass the
    /// filters have the value, and `share` how many of them hold a result: of reports of several
    /// kinds those that can be compared, `compared` of `searched`. Years come in their order, gaps
    /// and all, with their shares as bars.
    ///
    /// In CSV and JSON Lines, which have one sort of row, the counts take the place of results; in SVG and
    /// PNG a chart of the shares does.
    #[arg(long, value_name = "FIELD", value_delimiter = ',', value_parser = field_parser(&Field::ALL))]
    facet: Vec<Field>,

    /// Gather results, and show the best of each group
    #[arg(long, value_name = "WHAT", group = "shape")]
    group_by: Option<GroupBy>,

    /// Show each match on a line, under each other, between the words around it
    ///
    /// Unless `--sort` or `--kwic-sort` says otherwise, the best line of each report comes first, and then
    /// all others by relevance, so that the first lines are of different reports. In JSON, JSON Lines and
    /// CSV a row has the whole paragraph on either side of the match.
    #[arg(long, group = "shape")]
    kwic: bool,

    /// Sort the lines of `--kwic` by words beside the match, over all matches
    ///
    /// L1 is the first word to the left, R2 the second to the right, `node` the match; later
    /// ones decide where earlier ones are equal, and at last the id. `--sort` does not apply.
    #[arg(long, value_name = "PLACES", value_delimiter = ',', requires = "kwic")]
    #[arg(conflicts_with = "sort")]
    kwic_sort: Vec<Neighbour>,

    /// Show so many paragraphs before and after each result, in the report's order
    #[arg(
        long,
        short = 'C',
        value_name = "N",
        default_value_t = 0,
        conflicts_with = "shape"
    )]
    context: usize,

    /// List the reports in which nothing matches
    #[arg(long, group = "shape", conflicts_with_all = ["limit", "offset", "sort", "facet"])]
    absent: bool,

    /// All words must meet in one sentence
    #[arg(long)]
    sentence: bool,

    /// Take words as they are spelt: no other endings, no closed compounds
    #[arg(long)]
    exact: bool,

    /// Search other names of the same thing too, such as terms that changed over time
    ///
    /// Abbreviations and what they stand for are searched together in any case.
    #[arg(long, conflicts_with = "exact")]
    concepts: bool,

    /// Search names in the same company too, as the reports themselves teach them
    ///
    /// Those that texts spell out, such as abbreviations, and those that are most alike, three at
    /// most; a note names them, and the answer says them as its query. Without it they are named
    /// beside the answer ("said as"), where `findings related` or `findings ingest --related` has made
    /// the thesaurus. `findings related` lists more, with how alike they are.
    #[arg(long, conflicts_with = "exact")]
    also: bool,

    /// Draw so many paragraphs by chance, for reading or coding
    ///
    /// The same index, question and seed draw the same ones. With `--by`, values of fields make strata,
    /// and each gives its share.
    #[arg(long, value_name = "N", conflicts_with_all = ["shape", "limit", "all", "offset"])]
    sample: Option<usize>,

    /// The fields whose values make the strata of `--sample`
    #[arg(
        long,
        value_name = "FIELDS",
        value_delimiter = ',',
        requires = "sample"
    )]
    #[arg(value_parser = field_parser(&STRATA))]
    by: Vec<Field>,

    /// Another number draws another sample
    #[arg(long, value_name = "N", default_value_t = 1, requires = "sample")]
    seed: u64,

    #[command(flatten)]
    choosing: ChoosingArgs,

    /// Any of the words will do, best first
    ///
    /// For whole sentences; words of grammar are left out. Phrases in quotation marks stay whole.
    #[arg(long, conflicts_with_all = ["exact", "sentence"])]
    any: bool,

    /// Say how the query was understood, and how each score comes about
    #[arg(long)]
    explain: bool,

    /// How results are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    #[arg(default_value_if("kwic", "true", "text"))]
    format: FormatArg,

    #[command(flatten)]
    cells: CellArgs,

    #[command(flatten)]
    neighbours: NeighbourArgs,

    #[command(flatten)]
    filters: FilterArgs,
}

/// See [`Args::sort`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SortArg {
    /// Best match first
    Relevance,
    /// Latest inspection first
    Newest,
    /// Latest published first
    Published,
    /// Earliest inspection first
    Oldest,
    /// By the authority's name
    Authority,
}

/// See [`Args::group_by`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum GroupBy {
    /// The report
    Report,
    /// The authority; the provider where no authority is told
    Authority,
    /// The provider: a school, a home, a service
    Provider,
}

impl From<GroupBy> for index::GroupBy {
    fn from(by: GroupBy) -> Self {
        match by {
            GroupBy::Report => index::GroupBy::Report,
            GroupBy::Authority => index::GroupBy::Authority,
            GroupBy::Provider => index::GroupBy::Provider,
        }
    }
}

impl Args {
    fn request(&self, query: Query, concepts: Arc<Concepts>) -> SearchRequest {
        SearchRequest {
            filters: self.filters.filters(Some(&query)),
            query,
            only_in: None,
            sort: match self.sort {
                SortArg::Relevance => Sort::Relevance,
                SortArg::Newest => Sort::Newest,
                SortArg::Published => Sort::Published,
                SortArg::Oldest => Sort::Oldest,
                SortArg::Authority => Sort::Authority,
            },
            offset: self.offset,
            limit: (!self.all).then_some(self.limit),
            facets: self.facet.clone(),
            sentence: self.sentence,
            exact: self.exact,
            concepts,
            reach: match self.concepts {
                true => Reach::Others,
                false => Reach::Same,
            },
            advice: !matches!(self.format.into(), Format::Jsonl | Format::Rows(_)),
            // A line of a concordance has no room for them.
            duplicates: !self.kwic,
            context: self.context,
            explain: match (self.explain, self.format) {
                (true, _) => Explain::Scores,
                (false, FormatArg::Json) => Explain::Query,
                (false, _) => Explain::Nothing,
            },
        }
    }

    /// Returns the format in which a concordance is written.
    fn concordance_format(&self) -> Result<Format, CommandError> {
        match self.format {
            FormatArg::Markdown | FormatArg::Html | FormatArg::Docx => Err(CommandError::new(
                "`--kwic` has lines, which are no document",
            )
            .hint("leave out `--kwic`: matches are marked in documents anyway")),
            format if format.picture().is_some() => Err(CommandError::new(
                "`--kwic` has lines, which are no picture",
            )
            .hint("leave out `--kwic`: the shares of facets are drawn")),
            FormatArg::Ris | FormatArg::Bibtex => {
                Err(CommandError::new("`--kwic` has lines, which are not cited")
                    .hint("leave out `--kwic`: paragraphs are cited"))
            }
            format => self.cells.of(format),
        }
    }

    /// Tells whether hits are counted and not shown.
    fn counts_alone(&self) -> bool {
        let has_rows_of_counts = matches!(self.format.into(), Format::Jsonl | Format::Rows(_));
        self.count
            || self.format.picture().is_some()
            || (has_rows_of_counts && !self.facet.is_empty())
    }

    /// Tells which hits are shown.
    fn shown(&self) -> Shown {
        match self.group_by {
            _ if self.absent || self.kwic || self.counts_alone() => Shown::None,
            Some(by) => Shown::Groups(by.into(), BEST),
            None => Shown::Hits,
        }
    }

    fn check(&self) -> Result<(), CommandError> {
        if self.context > 0 && matches!(self.format.into(), Format::Rows(_)) {
            let error = CommandError::new("a row has no room for `--context`");
            return Err(error.hint("`--format json` and `jsonl` hold the paragraphs around a hit"));
        }
        let is_document = matches!(
            self.format.into(),
            Format::Markdown | Format::Html | Format::Docx
        );
        if self.context > 0 && is_document {
            let error = CommandError::new("a document of results has no room for `--context`");
            return Err(error.hint(
                "`findings show ID --context 2 --format markdown` quotes one in its context",
            ));
        }
        if self.kwic {
            self.concordance_format()?;
        }
        let has_shares = !self.facet.is_empty() && !self.absent && self.sample.is_none();
        let picture = self.format.picture().map(Picture::name);
        if let Some(name) = picture.filter(|_| !(has_shares && self.group_by.is_none())) {
            let error = CommandError::new(format!("`--format {name}` draws the shares of facets"));
            return Err(error.hint(format!(
                "findings search '\"life-story work\"' --facet year --format {name} > years.{name}"
            )));
        }
        Ok(())
    }
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CommandError> {
    args.check()?;
    let format = args.cells.of(args.format)?;
    let text = args.query.join(" ");
    let query = queries::parse(&text)?;
    let mut request = args.request(query, concept_file::load(ui)?);
    args.neighbours.widen(&mut request.filters, ui)?;
    let holder = Holder::of(ui)?;
    if args.also {
        let index = holder.open_for(Purpose::Everything)?;
        request.query = thesaurus::widened(&request, &index, ui)?;
    }
    // What was searched is what the answer says was asked.
    let text = match args.also {
        true => request.query.text.clone(),
        false => text,
    };
    if args.any {
        request.query = any_word::any_of(&request.query)?;
    }
    let mut note = None;
    if args.choosing.choose() {
        let searches = args.choosing.searches(&request);
        let index = holder.open_for(Purpose::Requests(&searches))?;
        note = args.choosing.narrow(&index, &mut request)?;
    }
    let sample = args.sample.map(|size| SampleRequest {
        size,
        by: args.by.clone(),
        seed: args.seed,
    });
    let index = holder.open_for(match &sample {
        Some(wanted) => Purpose::Sample(&request, wanted),
        None => Purpose::Request(&request, args.shown()),
    })?;
    let search = Search {
        index: &index,
        request,
        note,
        text: &text,
        format,
        ui,
    };
    if let Some(wanted) = &sample {
        return search.sample(wanted);
    }
    if let Some(picture) = args.format.picture() {
        return search.charts(picture);
    }
    match args.group_by {
        _ if args.absent => search.absent(),
        _ if args.counts_alone() => search.count(),
        Some(by) => search.groups(by.into()),
        None if args.kwic => search.lines(&args.kwic_sort, args.concordance_format()?),
        None if args.all => search.every_hit(),
        None => search.hits(),
    }
}
