//! `findings themes`.

use std::io::Write;
use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use findings::index::{Index, SearchRequest, Sort};
use findings::output::{self, Answer, Asked, Format, Page, ThemeFormat};
use findings::query::{self, Field, Filters, Query};
use findings::themes::{
    self, Codebook, ContrastOptions, HandCoding, RecurringOptions, Scope, Side, Support, Topic,
};

use crate::Outcome;
use crate::build;
use crate::codebook_file;
use crate::error::CommandError;
use crate::filters::FilterArgs;
use crate::stream::{Look, write_every_hit};
use crate::topics;
use crate::ui::Ui;

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
  findings themes --codebook themes.toml --coded coded.csv
  findings themes --section improvement --format html > themes.html
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
    trend: bool,

    /// What the reports of a trend are divided by
    #[arg(long, value_name = "FIELD", default_value = "year", requires = "trend")]
    #[arg(value_parser = field_parser())]
    by: Field,

    /// Tell which reports speak of each topic: queries, or files with a query a line
    ///
    /// Every argument is a topic, so quote those of several words. A line of a file may give its
    /// topic a name: `NAME = QUERY`. JSON and CSV are the whole matrix of topics and reports.
    #[arg(long, group = "mode")]
    coverage: bool,

    /// List the reports that do not speak of each topic
    #[arg(long, requires = "coverage")]
    silent: bool,

    /// List the words that stand in paragraphs with a term
    #[arg(long, value_name = "TERM", group = "mode")]
    collocates: Option<String>,

    /// Look for the themes of a code book: which reports have them, and which stand together
    ///
    /// A TOML file with a `name`, a `description`, a `source`, default `[filters]` under the
    /// names of the options, and a table `[[theme]]` for each theme: `name`, `description`,
    /// `source`, and lists of queries `include` and `exclude`. A paragraph is on a theme if one
    /// of the first matches it and none of the second.
    #[arg(long, value_name = "FILE", group = "mode")]
    codebook: Option<PathBuf>,

    /// Compare the code book with what readers coded by hand
    ///
    /// A CSV file with the columns `id` (of a report or a paragraph), `theme`, and `value`: 1
    /// where it is on the theme, 0 where it is not. What is not in the file is not compared.
    #[arg(long, value_name = "CSV", requires = "codebook")]
    coded: Option<PathBuf>,

    /// What to compare or follow, instead of every phrase; repeatable
    #[arg(long = "query", value_name = "QUERY", conflicts_with_all = ["collocates", "codebook"])]
    measured: Vec<String>,

    /// Print the paragraphs of a row
    #[arg(long, value_name = "ROW")]
    open: Option<usize>,

    /// How many rows to show; of a comparison, in each direction
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
    /// Tables for a document
    Markdown,
    /// A page for browsers with charts and quotations, which needs nothing beside itself
    Html,
    /// The code book itself, in the exchange format REFI-QDA
    Qdc,
}

/// The fields of reports by which trends are divided.
const DIVIDERS: [Field; 6] = [
    Field::Year,
    Field::Framework,
    Field::Overall,
    Field::Kind,
    Field::Region,
    Field::Type,
];

fn field_parser() -> impl TypedValueParser<Value = Field> {
    PossibleValuesParser::new(DIVIDERS.map(Field::name)).try_map(|name| name.parse::<Field>())
}

impl Args {
    fn support(&self) -> Support {
        Support {
            hits: self.min_hits,
            reports: self.min_reports,
            authorities: self.min_authorities,
        }
    }

    /// Returns the form of rows; a page has quotations besides, and is written otherwise.
    fn format(&self) -> Option<ThemeFormat> {
        match self.format {
            FormatArg::Text => Some(ThemeFormat::Text),
            FormatArg::Json => Some(ThemeFormat::Json),
            FormatArg::Csv => Some(ThemeFormat::Csv),
            FormatArg::Markdown => Some(ThemeFormat::Markdown),
            FormatArg::Html | FormatArg::Qdc => None,
        }
    }

    fn limit(&self) -> Option<usize> {
        (!self.all).then_some(self.limit)
    }
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CommandError> {
    if !args.measured.is_empty() && !args.trend && !args.coverage && args.compare.is_none() {
        return Err(
            CommandError::new("`--query` is for `--trend`, `--coverage` and `--compare`")
                .hint("a query before the options says which paragraphs to look at"),
        );
    }
    let book = args
        .codebook
        .as_deref()
        .map(codebook_file::load)
        .transpose()?;
    if args.format == FormatArg::Qdc {
        let Some(book) = &book else {
            return Err(CommandError::new("`--format qdc` writes a code book")
                .hint("findings themes --codebook themes.toml --format qdc"));
        };
        let mut out = ui.out();
        output::write_qdc(&mut out, book)?;
        out.flush()?;
        return Ok(Outcome::Done);
    }
    let coded = match (&book, args.coded.as_deref()) {
        (Some(book), Some(path)) => Some(codebook_file::load_coded(path, book)?),
        _ => None,
    };
    let topics = match args.coverage {
        true => topics::read(args.query.iter().chain(&args.measured))?,
        false => Vec::new(),
    };
    // The topics of a matrix are no question that narrows it.
    let text = match args.coverage {
        true => String::new(),
        false => args.query.join(" "),
    };
    let question = parse(&text)?;
    let measured = args
        .measured
        .iter()
        .map(|text| parse(text))
        .collect::<Result<Vec<_>, _>>()?;
    let sides = args
        .compare
        .as_deref()
        .map(|groups| sides(groups, args.with.as_deref()));
    let sides = sides.transpose()?;
    let term = args.collocates.as_deref().map(parse).transpose()?;
    let index = build::open(ui)?;
    let filters = args.filters.filters(Some(&question));
    let command = Themes {
        filters: match &book {
            Some(book) => codebook_file::with_defaults(filters, &book.filters),
            None => filters,
        },
        args,
        ui,
        index,
        text,
        question,
    };
    if let Some(book) = &book {
        return command.coding(book, coded.as_ref());
    }
    match (sides, term) {
        (Some((a, b)), _) => command.contrast(a, b, measured),
        (_, Some(term)) => command.collocates(&term),
        _ if args.trend => command.trends(measured),
        _ if args.coverage => command.coverage(&topics),
        _ => command.recurring(),
    }
}

fn parse(text: &str) -> Result<Query, CommandError> {
    query::parse(text).map_err(|error| CommandError::query(text, error))
}

/// Reads the two groups of a comparison.
fn sides(groups: &str, with: Option<&str>) -> Result<(Side, Side), CommandError> {
    let side = |name: &str, text: &str| {
        Ok::<_, CommandError>(Side {
            name: name.to_owned(),
            query: parse(text)?,
        })
    };
    if let Some(with) = with {
        return Ok((side(groups, groups)?, side(with, with)?));
    }
    let parts = groups.split_once('=').and_then(|(field, values)| {
        let (a, b) = values.split_once(':')?;
        (!a.is_empty() && !b.is_empty()).then_some((field, a, b))
    });
    let Some((field, a, b)) = parts else {
        return Err(CommandError::new(format!("`{groups}` are no two groups"))
            .hint("--compare overall=inadequate:good,outstanding")
            .hint("or two queries: --compare 'grade:good' --with 'grade:inadequate'"));
    };
    let field: Field = field.parse().map_err(|error: query::UnknownField| {
        let names = Field::ALL.iter().map(|field| field.name());
        CommandError::new(error.to_string())
            .did_you_mean(&query::spelling::nearest(&error.0, names))
    })?;
    let tag = |values: &str| {
        let values: Vec<String> = values
            .split(',')
            .map(|value| quoted(value.trim()))
            .collect();
        format!("{field}:{}", values.join(","))
    };
    Ok((side(a, &tag(a))?, side(b, &tag(b))?))
}

/// Quotes a value of a tag, behind the mark of exclusion.
fn quoted(value: &str) -> String {
    match value.strip_prefix('!') {
        Some(value) => format!("!\"{value}\""),
        None => format!("\"{value}\""),
    }
}

/// A question with all that its answers need.
struct Themes<'a> {
    args: &'a Args,
    ui: &'a Ui,
    index: &'a Index,
    filters: Filters,
    text: String,
    question: Query,
}

impl Themes<'_> {
    fn scope(&self, query: &Query) -> Result<Scope<'_>, CommandError> {
        Ok(Scope::open(self.index, query, &self.filters)?)
    }

    fn recurring(&self) -> Result<Outcome, CommandError> {
        let mut options = RecurringOptions {
            support: self.args.support(),
            offset: self.args.offset,
            limit: self.args.limit(),
        };
        if let Some(row) = self.args.open {
            (options.offset, options.limit) = (row.saturating_sub(1), Some(1));
        }
        let scope = self.scope(&self.question)?;
        let found = themes::recurring(&scope, &self.question, &options)?;
        if self.args.open.is_some() {
            let row = found.themes.first().filter(|_| self.args.open != Some(0));
            return self.open(row.map(|theme| theme.query.as_str()), found.total);
        }
        let asked = Asked::new(&self.text, &scope);
        let Some(format) = self.args.format() else {
            self.page(&output::recurring_page(&asked, &found, &options))?;
            return Ok(Outcome::of(found.total));
        };
        let (theme, width) = (&self.ui.theme, self.ui.width);
        let mut out = self.ui.out();
        output::write_recurring(&mut out, &asked, &found, &options, format, theme, width)?;
        out.flush()?;
        Ok(Outcome::of(found.total))
    }

    fn contrast(&self, a: Side, b: Side, queries: Vec<Query>) -> Result<Outcome, CommandError> {
        let options = ContrastOptions {
            a,
            b,
            support: self.args.support(),
            queries,
            limit: self.args.limit(),
        };
        let scope = self.scope(&self.question)?;
        let found = themes::contrast(&scope, &options)?;
        if self.args.open.is_some() {
            let rows: Vec<_> = found.more_in_a.iter().chain(&found.more_in_b).collect();
            return self.open_row(rows.iter().map(|key| key.query.as_str()));
        }
        let asked = Asked::new(&self.text, &scope);
        let Some(format) = self.args.format() else {
            self.page(&output::contrast_page(&asked, &found))?;
            return Ok(Outcome::of(found.family));
        };
        let (theme, width) = (&self.ui.theme, self.ui.width);
        let mut out = self.ui.out();
        output::write_contrast(&mut out, &asked, &found, format, theme, width)?;
        out.flush()?;
        Ok(Outcome::of(found.family))
    }

    fn trends(&self, measured: Vec<Query>) -> Result<Outcome, CommandError> {
        let own = (!self.text.is_empty()).then(|| self.question.clone());
        let queries: Vec<Query> = own.into_iter().chain(measured).collect();
        if queries.is_empty() {
            return Err(CommandError::new("`--trend` needs something to follow")
                .hint("findings themes --trend '\"drift and delay\"'"));
        }
        let scope = self.scope(&parse("")?)?;
        let mut found = Vec::new();
        for query in &queries {
            found.push(themes::trend(&scope, query, self.args.by)?);
        }
        if self.args.open.is_some() {
            return self.open_row(found.iter().map(|trend| trend.listing.as_str()));
        }
        let asked = Asked::new(&self.text, &scope);
        let said =
            |trend: &themes::Trend| trend.periods.iter().map(|p| p.reports.part).sum::<u64>();
        let outcome = Outcome::of(found.iter().map(said).sum());
        let by = self.args.by;
        let Some(format) = self.args.format() else {
            self.page(&output::trends_page(&asked, &found, by))?;
            return Ok(outcome);
        };
        let (theme, width) = (&self.ui.theme, self.ui.width);
        let mut out = self.ui.out();
        output::write_trends(&mut out, &asked, &found, by, format, theme, width)?;
        out.flush()?;
        Ok(outcome)
    }

    fn coverage(&self, topics: &[Topic]) -> Result<Outcome, CommandError> {
        if topics.is_empty() {
            return Err(CommandError::new("`--coverage` needs topics")
                .hint("findings themes --coverage '\"private fostering\"' LADO"));
        }
        let scope = self.scope(&self.question)?;
        let found = themes::coverage(&scope, topics)?;
        if self.args.open.is_some() {
            return self.open_row(found.topics.iter().map(|topic| topic.listing.as_str()));
        }
        let asked = Asked::new(&self.text, &scope);
        let silent = self.args.silent;
        let Some(format) = self.args.format() else {
            return Err(
                CommandError::new("`--coverage` is a matrix and has no page")
                    .hint("a code book has one: findings themes --codebook FILE --format html"),
            );
        };
        let mut out = self.ui.out();
        output::write_coverage(
            &mut out,
            &asked,
            &found,
            silent,
            format,
            &self.ui.theme,
            self.ui.width,
        )?;
        out.flush()?;
        Ok(Outcome::of(
            found.topics.iter().map(|topic| topic.reports.part).sum(),
        ))
    }

    fn collocates(&self, term: &Query) -> Result<Outcome, CommandError> {
        let scope = self.scope(&self.question)?;
        let found = themes::collocates(&scope, term, self.args.limit())?;
        if self.args.open.is_some() {
            return self.open_row(found.words.iter().map(|word| word.query.as_str()));
        }
        let asked = Asked::new(&self.text, &scope);
        let Some(format) = self.args.format() else {
            self.page(&output::collocates_page(&asked, &found))?;
            return Ok(Outcome::of(found.total));
        };
        let mut out = self.ui.out();
        output::write_collocates(&mut out, &asked, &found, format, &self.ui.theme)?;
        out.flush()?;
        Ok(Outcome::of(found.total))
    }

    fn coding(&self, book: &Codebook, coded: Option<&HandCoding>) -> Result<Outcome, CommandError> {
        let scope = self.scope(&self.question)?;
        let found = themes::code(&scope, book)?;
        if self.args.open.is_some() {
            let topics = found.coverage.topics.iter();
            return self.open_row(topics.map(|topic| topic.listing.as_str()));
        }
        let agreement = match coded {
            Some(coded) => themes::agreement(&scope, book, coded)?,
            None => Vec::new(),
        };
        let asked = Asked::new(&self.text, &scope);
        let Some(format) = self.args.format() else {
            self.page(&output::coding_page(&asked, book, &found, &agreement))?;
            return Ok(Outcome::of(found.coded.part));
        };
        let (mut out, theme) = (self.ui.out(), &self.ui.theme);
        output::write_coding(&mut out, &asked, book, &found, &agreement, format, theme)?;
        out.flush()?;
        Ok(Outcome::of(found.coded.part))
    }

    /// Writes a page with some of the newest paragraphs behind each row.
    fn page(&self, page: &Page) -> Result<(), CommandError> {
        /// So many of each row.
        const QUOTATIONS: usize = 3;
        let mut quotations = Vec::with_capacity(page.listings().len());
        for listing in page.listings() {
            quotations.push(self.index.search(&SearchRequest {
                filters: self.filters.clone(),
                sort: Sort::Newest,
                limit: Some(QUOTATIONS),
                facets: vec![Field::Authority],
                duplicates: true,
                ..SearchRequest::new(parse(listing)?)
            })?);
        }
        let mut out = self.ui.out();
        output::write_page(&mut out, page, &quotations)?;
        Ok(out.flush()?)
    }

    /// Prints the paragraphs of one of the rows shown.
    fn open_row<'q>(
        &self,
        mut rows: impl ExactSizeIterator<Item = &'q str>,
    ) -> Result<Outcome, CommandError> {
        let total = rows.len() as u64;
        let row = self.args.open.and_then(|row| row.checked_sub(1));
        self.open(row.and_then(|row| rows.nth(row)), total)
    }

    /// Prints the paragraphs that a row counts.
    fn open(&self, query: Option<&str>, rows: u64) -> Result<Outcome, CommandError> {
        let Some(text) = query else {
            return Err(CommandError::not_found(format!(
                "no row {} among {rows}",
                self.args.open.unwrap_or_default()
            )));
        };
        let format = match self.args.format {
            FormatArg::Text => Format::Text,
            FormatArg::Json => Format::Json,
            FormatArg::Csv => Format::Csv,
            FormatArg::Markdown | FormatArg::Html | FormatArg::Qdc => {
                return Err(
                    CommandError::new("paragraphs of a row are text, json or csv")
                        .hint("leave out `--format`, or ask for json or csv"),
                );
            }
        };
        let look = Look {
            format,
            theme: self.ui.theme,
            width: self.ui.width,
        };
        let request = SearchRequest {
            filters: self.filters.clone(),
            sort: Sort::Newest,
            duplicates: true,
            ..SearchRequest::new(parse(text)?)
        };
        let results = self.index.search(&request.totals())?;
        let answer = Answer {
            query: text,
            results: &results,
        };
        write_every_hit(self.ui.out(), self.index, &request, answer, look)?;
        Ok(Outcome::of(results.total))
    }
}
