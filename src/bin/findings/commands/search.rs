//! `findings search`.

use std::collections::{HashMap, HashSet};
use std::io::Write;
use std::ops::ControlFlow;
use std::sync::Arc;

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use findings::index::{Hit, Index, SearchRequest, SearchResults, Sort};
use findings::model::ReportId;
use findings::output::{self, Answer, Format, Group, HitWriter};
use findings::query::{self, Concepts, Field, Reach};

use crate::Outcome;
use crate::build;
use crate::concept_file;
use crate::error::CommandError;
use crate::filters::FilterArgs;
use crate::formats::FormatArg;
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
  findings search advocacy --absent --kind ilacs
  findings search neglect --format jsonl --all > neglect.jsonl
  findings search '\"edge of care\"' --all --format html > edge-of-care.html

`findings help query` explains the query language.")]
pub(crate) struct Args {
    /// What to look for
    query: Vec<String>,

    /// How many results to show
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,

    /// How many results to pass over
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,

    /// Show every result
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
    /// In CSV and JSON Lines, which have one sort of row, the counts take the place of results.
    #[arg(long, value_name = "FIELD", value_delimiter = ',', value_parser = field_parser())]
    facet: Vec<Field>,

    /// Gather results, and show the best of each group
    #[arg(long, value_name = "WHAT", group = "shape")]
    group_by: Option<GroupBy>,

    /// Show each match on a line, under each other, between the words around it
    #[arg(long, group = "shape")]
    kwic: bool,

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

    /// Say how the query was understood
    #[arg(long)]
    explain: bool,

    /// How results are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    #[arg(default_value_if("kwic", "true", "text"))]
    format: FormatArg,

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
    /// The authority
    Authority,
}

fn field_parser() -> impl TypedValueParser<Value = Field> {
    PossibleValuesParser::new(Field::ALL.iter().map(|field| field.name())).try_map(|name| {
        Field::ALL
            .iter()
            .copied()
            .find(|field| field.name() == name)
            .ok_or("no such field")
    })
}

impl Args {
    fn request(&self, query: query::Query, concepts: Arc<Concepts>) -> SearchRequest {
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
            advice: !matches!(self.format, FormatArg::Jsonl | FormatArg::Csv),
        }
    }

    fn format(&self) -> Result<Format, CommandError> {
        match self.format {
            FormatArg::Text if self.kwic => Ok(Format::Kwic),
            _ if self.kwic => Err(CommandError::new("`--kwic` is a form of text")
                .hint("leave out `--format`; highlights are in the other formats anyway")),
            format => Ok(format.into()),
        }
    }
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CommandError> {
    let format = args.format()?;
    let text = args.query.join(" ");
    let query = query::parse(&text).map_err(|error| CommandError::query(&text, error))?;
    let index = build::open(ui)?;
    let search = Search {
        index: &index,
        request: args.request(query, concept_file::load(ui)?),
        text: &text,
        format,
        ui,
    };
    if args.explain {
        search.explain()?;
    }
    let has_rows_of_counts = matches!(format, Format::Jsonl | Format::Csv);
    match args.group_by {
        _ if args.absent => search.absent(),
        _ if args.count || (has_rows_of_counts && !args.facet.is_empty()) => search.count(),
        Some(by) => search.groups(by),
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
    /// Asks for the numbers alone.
    fn totals(&self) -> SearchRequest {
        SearchRequest {
            limit: Some(0),
            ..self.request.clone()
        }
    }

    /// Prints how the query was understood: with the results where they are text, else apart.
    fn explain(&self) -> Result<(), CommandError> {
        let results = self.index.search(&SearchRequest {
            advice: false,
            ..self.totals()
        })?;
        let mut out = self.ui.out();
        for line in &results.explained {
            match self.format {
                Format::Text | Format::Kwic => writeln!(out, "{line}")?,
                Format::Json => {}
                Format::Jsonl | Format::Csv | Format::Markdown | Format::Html => {
                    self.ui.note(line);
                }
            }
        }
        Ok(out.flush()?)
    }

    fn hits(&self) -> Result<Outcome, CommandError> {
        let results = self.index.search(&self.request)?;
        let answer = Answer {
            query: self.text,
            results: &results,
        };
        let shown = (self.request.offset as u64, results.hits.len() as u64);
        let (theme, width) = (self.ui.theme, self.ui.width);
        let mut writer = HitWriter::begin(self.ui.out(), answer, self.format, shown, theme, width)?;
        for hit in &results.hits {
            writer.hit(hit)?;
        }
        writer.finish()?;
        self.advise(&results);
        Ok(Outcome::of(results.total))
    }

    /// Says what else might be asked; JSON has it in fields of its own.
    fn advise(&self, results: &SearchResults) {
        if matches!(self.format, Format::Text | Format::Kwic) {
            let said = [output::also_called(results), output::did_you_mean(results)];
            for line in said.iter().flatten() {
                self.ui.note(line);
            }
        }
    }

    fn every_hit(&self) -> Result<Outcome, CommandError> {
        let look = Look {
            format: self.format,
            theme: self.ui.theme,
            width: self.ui.width,
        };
        let out = self.ui.out();
        let results = write_every_hit(out, self.index, &self.request, self.text, look)?;
        self.advise(&results);
        Ok(Outcome::of(results.total))
    }

    fn count(&self) -> Result<Outcome, CommandError> {
        let results = self.index.search(&self.totals())?;
        let answer = Answer {
            query: self.text,
            results: &results,
        };
        let mut out = self.ui.out();
        output::write_count(&mut out, &answer, self.format, &self.ui.theme)?;
        out.flush()?;
        self.advise(&results);
        Ok(Outcome::of(results.total))
    }

    fn absent(&self) -> Result<Outcome, CommandError> {
        let results = self.index.search(&self.totals())?;
        let silent = self.index.absent(&self.request)?;
        let answer = Answer {
            query: self.text,
            results: &results,
        };
        let mut out = self.ui.out();
        output::write_absent(&mut out, &answer, &silent, self.format, &self.ui.theme)?;
        out.flush()?;
        Ok(Outcome::of(silent.len() as u64))
    }

    fn groups(&self, by: GroupBy) -> Result<Outcome, CommandError> {
        let results = self.index.search(&self.totals())?;
        let groups = self.gather(by)?;
        let limit = self.request.limit.unwrap_or(groups.len());
        let start = self.request.offset.min(groups.len());
        let shown = &groups[start..start.saturating_add(limit).min(groups.len())];
        let answer = Answer {
            query: self.text,
            results: &results,
        };
        let (theme, width) = (&self.ui.theme, self.ui.width);
        let mut out = self.ui.out();
        output::write_groups(
            &mut out,
            &answer,
            shown,
            groups.len(),
            self.format,
            theme,
            width,
        )?;
        out.flush()?;
        self.advise(&results);
        Ok(Outcome::of(results.total))
    }

    /// Gathers all hits in groups; a group comes where its first hit does.
    fn gather(&self, by: GroupBy) -> Result<Vec<Group>, CommandError> {
        /// How many paragraphs of each group are shown.
        const BEST: usize = 3;
        let mut groups: Vec<Group> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut reports: HashSet<ReportId> = HashSet::new();
        let every = SearchRequest {
            offset: 0,
            limit: None,
            ..self.request.clone()
        };
        self.index.for_each(&every, &mut |hit| {
            let (key, name) = group_of(&hit, by);
            let place = *places.entry(key.clone()).or_insert(groups.len());
            if place == groups.len() {
                groups.push(Group {
                    key,
                    name,
                    paragraphs: 0,
                    reports: 0,
                    best: Vec::new(),
                });
            }
            let group = &mut groups[place];
            group.paragraphs += 1;
            if !reports.contains(&hit.report.id) {
                reports.insert(hit.report.id.clone());
                group.reports += 1;
            }
            if group.best.len() < BEST {
                group.best.push(hit);
            }
            ControlFlow::Continue(())
        })?;
        Ok(groups)
    }
}

/// Returns the key and the name of the group to which a hit belongs.
fn group_of(hit: &Hit, by: GroupBy) -> (String, String) {
    let authority = hit.report.report.authority.as_ref();
    match by {
        GroupBy::Report => (
            hit.report.id.to_string(),
            output::report_name(&hit.report.report),
        ),
        GroupBy::Authority => match authority {
            Some(authority) => (authority.slug.clone(), authority.name.clone()),
            None => ("none".to_owned(), "Unknown authority".to_owned()),
        },
    }
}
