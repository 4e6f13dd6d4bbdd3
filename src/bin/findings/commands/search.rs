//! `findings search`.

use std::io::Write;
use std::ops::ControlFlow;
use std::sync::Arc;

use clap::ValueEnum;
use findings::index::{self, Explain, Index, Neighbour, SearchRequest, SearchResults, Shown, Sort};
use findings::output::{
    self, Absent, Answer, ConcordanceWriter, Format, Group, GroupedHits, HitWriter, Totals,
};
use findings::query::{Concepts, Field, Query, Reach};

use crate::Outcome;
use crate::also::{self, Question};
use crate::build::{self, Purpose};
use crate::concept_file;
use crate::error::CommandError;
use crate::filters::{FilterArgs, field_parser};
use crate::formats::FormatArg;
use crate::queries;
use crate::stream::{Look, write_every_hit};
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
  findings search '\"pathway plan*\"' --kwic --all
  findings search supervision --kwic --kwic-sort R1,L1 --format csv --all > supervision.csv
  findings search housing -C 1 --sort newest
  findings search advocacy --absent --kind ilacs
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
    /// filters have the value, and `share` how many of them hold a result. Years come in their
    /// order, gaps and all, with their shares as bars.
    ///
    /// In CSV and JSON Lines, which have one sort of row, the counts take the place of results.
    #[arg(long, value_name = "FIELD", value_delimiter = ',', value_parser = field_parser(&Field::ALL))]
    facet: Vec<Field>,

    /// Gather results, and show the best of each group
    #[arg(long, value_name = "WHAT", group = "shape")]
    group_by: Option<GroupBy>,

    /// Show each match on a line, under each other, between the words around it
    ///
    /// In JSON, JSON Lines and CSV a row has the whole paragraph on either side of the match.
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
    #[arg(long, group = "shape")]
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
    /// most; a note names them. `findings related` lists more, with how alike they are.
    #[arg(long, conflicts_with = "exact")]
    also: bool,

    /// Say how the query was understood, and how each score comes about
    #[arg(long)]
    explain: bool,

    /// How results are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    #[arg(default_value_if("kwic", "true", "text"))]
    format: FormatArg,

    #[command(flatten)]
    filters: FilterArgs,
}

/// How many paragraphs of each group are shown.
const BEST: usize = 3;

/// See [`Args::sort`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SortArg {
    /// Best match first
    Relevance,
    /// Latest inspection first
    Newest,
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
            sort: match self.sort {
                SortArg::Relevance => Sort::Relevance,
                SortArg::Newest => Sort::Newest,
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
            advice: !matches!(
                self.format,
                FormatArg::Jsonl | FormatArg::Csv | FormatArg::CsvRaw
            ),
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
            FormatArg::Markdown | FormatArg::Html => Err(CommandError::new(
                "`--kwic` has lines, which are no document",
            )
            .hint("leave out `--kwic`: matches are marked in Markdown and HTML anyway")),
            format => Ok(format.into()),
        }
    }

    /// Tells whether hits are counted and not shown.
    fn counts_alone(&self) -> bool {
        let has_rows_of_counts = matches!(self.format.into(), Format::Jsonl | Format::Csv(_));
        self.count || (has_rows_of_counts && !self.facet.is_empty())
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
        if self.context > 0 && matches!(self.format, FormatArg::Csv | FormatArg::CsvRaw) {
            let error = CommandError::new("a row of CSV has no room for `--context`");
            return Err(error.hint("`--format json` and `jsonl` hold the paragraphs around a hit"));
        }
        if self.kwic {
            self.concordance_format()?;
        }
        Ok(())
    }
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CommandError> {
    args.check()?;
    let format = args.format.into();
    let text = args.query.join(" ");
    let query = queries::parse(&text)?;
    let mut request = args.request(query, concept_file::load(ui)?);
    if args.also {
        let index = build::open(ui)?;
        let question = Question {
            text: &text,
            filters: &request.filters,
            concepts: &request.concepts,
        };
        request.query = queries::parse(&also::widened(question, index, ui)?)?;
    }
    let index = build::open_for(ui, Purpose::Request(&request, args.shown()))?;
    let search = Search {
        index: &index,
        request,
        text: &text,
        format,
        ui,
    };
    match args.group_by {
        _ if args.absent => search.absent(),
        _ if args.counts_alone() => search.count(),
        Some(by) => search.groups(by),
        None if args.kwic => search.lines(&args.kwic_sort, args.concordance_format()?),
        None if args.all => search.every_hit(),
        None => search.hits(),
    }
}

/// A search with all that its answers need.
struct Search<'a> {
    index: &'a Index,
    request: SearchRequest,
    text: &'a str,
    format: Format,
    ui: &'a Ui,
}

impl Search<'_> {
    /// Says which reports the filters could not reach and how the query was understood: with
    /// the results where they are text, else apart.
    fn preface(&self, results: &SearchResults) -> Result<(), CommandError> {
        let mut out = self.ui.out();
        for line in &results.explained {
            match self.format {
                Format::Text => writeln!(out, "{line}")?,
                Format::Json => {}
                Format::Jsonl | Format::Csv(_) | Format::Markdown | Format::Html => {
                    self.ui.note(line);
                }
            }
        }
        for note in &results.notes {
            self.ui.note(note);
        }
        Ok(out.flush()?)
    }

    /// Asks for the numbers alone, and says what stands before them.
    fn totals(&self) -> Result<SearchResults, CommandError> {
        let results = self.index.search(&self.request.totals())?;
        self.preface(&results)?;
        Ok(results)
    }

    fn hits(&self) -> Result<Outcome, CommandError> {
        let results = self.index.search(&self.request)?;
        self.preface(&results)?;
        let answer = Answer {
            query: self.text,
            results: &results,
        };
        let shown = (self.request.offset as u64, results.hits.len() as u64);
        let screen = self.ui.screen;
        let mut writer = HitWriter::begin(self.ui.out(), answer, self.format, shown, screen)?;
        if self.request.context > 0 {
            writer = writer.in_context();
        }
        for hit in &results.hits {
            writer.hit(hit)?;
        }
        writer.finish()?;
        self.advise(&results)?;
        Ok(Outcome::of(results.total))
    }

    /// Says what else might be asked; JSON has it in fields of its own.
    fn advise(&self, results: &SearchResults) -> Result<(), CommandError> {
        if matches!(self.format, Format::Text) {
            let said = [output::also_called(results), output::did_you_mean(results)];
            for line in said.iter().flatten() {
                self.ui.note(line);
            }
            // A thesaurus is kept beside the index of a folder.
            if results.total == 0 && !self.request.exact && !self.ui.asks_engine() {
                let question = Question {
                    text: self.text,
                    filters: &self.request.filters,
                    concepts: &self.request.concepts,
                };
                also::offer(question, self.index, self.ui)?;
            }
        }
        Ok(())
    }

    fn every_hit(&self) -> Result<Outcome, CommandError> {
        let look = Look {
            format: self.format,
            screen: self.ui.screen,
        };
        let out = self.ui.out();
        let results = self.totals()?;
        let answer = Answer {
            query: self.text,
            results: &results,
        };
        write_every_hit(out, self.index, &self.request, answer, look)?;
        self.advise(&results)?;
        Ok(Outcome::of(results.total))
    }

    /// Writes a concordance; all of its lines pass without being held.
    fn lines(&self, order: &[Neighbour], format: Format) -> Result<Outcome, CommandError> {
        let results = self.totals()?;
        let answer = Answer {
            query: self.text,
            results: &results,
        };
        let screen = self.ui.screen;
        let begin = |shown| ConcordanceWriter::begin(self.ui.out(), answer, format, shown, screen);
        let request = &self.request;
        let Some(limit) = request.limit else {
            let mut writer = begin(None)?;
            let mut written = Ok(());
            self.index.concordance(request, order, &mut |hit| {
                written = writer.line(hit);
                match written {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(_) => ControlFlow::Break(()),
                }
            })?;
            written?;
            writer.finish()?;
            return Ok(Outcome::of(results.total));
        };
        // One more than is shown tells whether these are all.
        let one_more = SearchRequest {
            limit: Some(limit.saturating_add(1)),
            ..request.clone()
        };
        let mut lines = Vec::new();
        self.index.concordance(&one_more, order, &mut |hit| {
            lines.push(hit.clone());
            ControlFlow::Continue(())
        })?;
        let all = request.offset == 0 && lines.len() <= limit;
        lines.truncate(limit);
        let part = (request.offset as u64, lines.len() as u64);
        let mut writer = begin((!all).then_some(part))?;
        for line in &lines {
            writer.line(line)?;
        }
        writer.finish()?;
        Ok(Outcome::of(results.total))
    }

    fn count(&self) -> Result<Outcome, CommandError> {
        let results = self.totals()?;
        let answer = Answer {
            query: self.text,
            results: &results,
        };
        self.ui.write(&Totals(answer), self.format)?;
        self.advise(&results)?;
        Ok(Outcome::of(results.total))
    }

    fn absent(&self) -> Result<Outcome, CommandError> {
        let results = self.totals()?;
        let silent = self.index.absent(&self.request)?;
        let answer = Answer {
            query: self.text,
            results: &results,
        };
        let absent = Absent {
            answer,
            reports: &silent,
        };
        self.ui.write(&absent, self.format)?;
        Ok(Outcome::of(silent.len() as u64))
    }

    fn groups(&self, by: GroupBy) -> Result<Outcome, CommandError> {
        let results = self.totals()?;
        let by = by.into();
        let gathered = self.index.groups(&self.request, by, BEST)?;
        let groups = gathered.groups.into_iter();
        let named: Vec<Group> = groups.filter_map(|group| Group::named(group, by)).collect();
        let answer = Answer {
            query: self.text,
            results: &results,
        };
        let groups = GroupedHits {
            answer,
            groups: &named,
            total: gathered.total as usize,
        };
        self.ui.write(&groups, self.format)?;
        self.advise(&results)?;
        Ok(Outcome::of(results.total))
    }
}
