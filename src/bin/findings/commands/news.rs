//! `findings news`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use findings::index::{SearchRequest, Shown, Sort};
use findings::model::{PartialDate, ReportId};
use findings::output::{Format, News, RowFormat, write_atom};
use findings::query::{Field, Filters};

use crate::build::{Holder, Purpose};
use crate::complete;
use crate::error::CommandError;
use crate::outcome::Outcome;
use crate::queries;
use crate::ui::Ui;

/// List what was published since a day: reports and new editions, their grades, what must improve
///
/// The day of publication counts, not that on which a file came here. With saved queries, what they
/// find in these reports stands behind them. Exits with 1 if nothing is new.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  findings news --since 2026-11-01
  findings news --since 2026-11 --query queries.txt --format markdown
  findings news --since 2026 --authority kent --format atom > news.xml")]
pub(crate) struct Args {
    /// The first day of publication: YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    since: PartialDate,

    /// A file of queries, one a line; lines that begin with # are remarks
    #[arg(long, value_name = "FILE")]
    query: Option<PathBuf>,

    /// Only of these authorities
    #[arg(long, value_name = "SLUG", add = complete::filter(Field::Authority))]
    authority: Vec<String>,

    /// Only of these kinds
    #[arg(long, value_name = "SLUG", add = complete::filter(Field::Kind))]
    kind: Vec<String>,

    /// How the news are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: NewsFormat,
}

/// How news are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum NewsFormat {
    /// For people
    Text,
    /// One object
    Json,
    /// A document
    Markdown,
    /// The same as a page for browsers
    Html,
    /// A feed for readers of feeds
    Atom,
    /// References to the reports for reference managers
    Ris,
    /// References to the reports for LaTeX and pandoc
    Bibtex,
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CommandError> {
    let saved = match &args.query {
        Some(path) => saved_queries(path)?,
        None => Vec::new(),
    };
    let mut filters = Filters::usual(None);
    for (field, given) in [
        (Field::Authority, &args.authority),
        (Field::Kind, &args.kind),
    ] {
        given.iter().for_each(|values| filters.add(field, values));
    }
    let holder = Holder::of(ui)?;
    let reports = holder.open_for(Purpose::Reports)?.reports(&filters)?;
    let mut news = News::among(reports, args.since.first());
    let ids = news.reports.iter().map(|new| new.record.id.clone());
    let ids: Vec<ReportId> = ids.collect();
    let index = holder.open_for(Purpose::Those(&ids.iter().collect::<Vec<_>>()))?;
    for new in &mut news.reports {
        let mut paragraphs = index.paragraphs(&new.record.id)?;
        paragraphs.retain(|paragraph| paragraph.section.is_improvement());
        new.to_improve = paragraphs;
    }
    for (text, query) in saved {
        let request = SearchRequest {
            filters: filters.clone(),
            sort: Sort::Newest,
            ..SearchRequest::new(query)
        };
        let index = holder.open_for(Purpose::Request(&request, Shown::Hits))?;
        let found = index.search(&request)?;
        news.ask(&text, found.hits);
    }
    match args.format {
        NewsFormat::Text => ui.write(&news, Format::Text)?,
        NewsFormat::Json => ui.write(&news, Format::Json)?,
        NewsFormat::Markdown => ui.write(&news, Format::Markdown)?,
        NewsFormat::Html => ui.write(&news, Format::Html)?,
        NewsFormat::Ris => ui.write(&news, Format::Rows(RowFormat::Ris))?,
        NewsFormat::Bibtex => ui.write(&news, Format::Rows(RowFormat::Bibtex))?,
        NewsFormat::Atom => {
            let mut out = ui.out();
            write_atom(&mut out, &news)?;
            out.flush()?;
        }
    }
    Ok(Outcome::of(news.reports.len() as u64))
}

/// Reads a file of queries, a line each.
fn saved_queries(path: &Path) -> Result<Vec<(String, findings::query::Query)>, CommandError> {
    let text = fs::read_to_string(path);
    let text = text.map_err(|error| CommandError::cannot_read(path, &error))?;
    let lines = text.trim_start_matches('\u{FEFF}').lines().map(str::trim);
    let lines = lines
        .zip(1..)
        .filter(|(line, _)| !line.is_empty() && !line.starts_with('#'));
    let parsed = lines.map(|(line, number)| {
        let query = queries::parse(line);
        let query = query.map_err(|error| error.within(format!("{}:{number}", path.display())))?;
        Ok((line.to_owned(), query))
    });
    parsed.collect()
}
