//! `findings similar`.

use findings::index::{Index, SimilarRequest};
use findings::model::ParagraphId;
use findings::semantics::{self, Like, RewordedRequest};

use crate::build::{self, Purpose};
use crate::complete;
use crate::error::CommandError;
use crate::filters::FilterArgs;
use crate::formats::{CellArgs, RecordsFormatArg};
use crate::outcome::Outcome;
use crate::thesaurus;
use crate::ui::Ui;

/// Find paragraphs like one, other authorities first, or what says the same in other words
///
/// The paragraph's 25 most telling words, by how often it says them and how rare they are, are
/// looked for; what holds three in ten of them is ranked by BM25. Paragraphs of other
/// authorities come first, then those of its own. What shares four in five of its runs of three
/// words is marked as nearly the same.
///
/// With `--in-other-words`, paragraphs are compared by what their words and phrases mean, as the
/// reports teach it (see `findings related`): the likest first, of whichever authority, without those
/// in nearly the same words. What carries the likeness is marked. A text stands for a paragraph there.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  findings similar southend-on-sea/2024-10-25/ilacs#28
  findings similar southend-on-sea/2024-10-25/ilacs#28 --since 2023 --grade good --limit 5
  findings similar southend-on-sea/2024-10-25/ilacs#28 --in-other-words
  findings similar --in-other-words 'children wait too long for a permanent home'")]
pub(crate) struct Args {
    /// A paragraph, `REPORT#PLACE`, as results print it; with `--in-other-words`, or a text
    #[arg(add = complete::ids())]
    id: String,

    /// Compare by meaning, and leave out what says it in the same words
    #[arg(long)]
    in_other_words: bool,

    /// How many results to show
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,

    /// Show every result
    #[arg(long, conflicts_with = "limit")]
    all: bool,

    /// How results are written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: RecordsFormatArg,

    #[command(flatten)]
    cells: CellArgs,

    #[command(flatten)]
    filters: FilterArgs,
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CommandError> {
    let Ok(id) = args.id.parse::<ParagraphId>();
    let request = SimilarRequest {
        filters: args.filters.filters(None),
        limit: (!args.all).then_some(args.limit),
        id,
    };
    if args.in_other_words {
        let index = build::open_for(ui, Purpose::Everything)?;
        return reworded(args, request, &index, ui);
    }
    let index = build::open_for(ui, Purpose::Similar(&request))?;
    let Some(results) = index.similar(&request)? else {
        return Err(missing(&request.id, &index)?);
    };
    ui.write(&results, args.cells.of(args.format)?)?;
    Ok(Outcome::of(results.total))
}

/// Says that there is no such paragraph.
fn missing(id: &ParagraphId, index: &Index) -> Result<CommandError, CommandError> {
    let report = &id.report;
    let named = id.to_string();
    // What is named without a place is named as it was.
    let named = named.trim_end_matches('#');
    let error = CommandError::not_found(format!("there is no paragraph `{named}`"));
    Ok(match index.report(report)? {
        Some(_) => error.hint(format!(
            "`findings show {report}` lists those of the report"
        )),
        None => error.hint("`findings reports` lists the reports"),
    })
}

/// Finds what says the same in other words.
fn reworded(
    args: &Args,
    request: SimilarRequest,
    index: &Index,
    ui: &Ui,
) -> Result<Outcome, CommandError> {
    let thesaurus = thesaurus::open(index, ui)?;
    let is_id = args.id.contains('#') && !args.id.contains(char::is_whitespace);
    let wanted = RewordedRequest {
        like: match is_id {
            true => Like::Paragraph(request.id.clone()),
            false => Like::Text(args.id.clone()),
        },
        filters: request.filters,
        limit: request.limit,
    };
    let Some(found) = semantics::reworded(index, &thesaurus, &wanted)? else {
        return Err(missing(&request.id, index)?);
    };
    ui.write(&found, args.cells.of(args.format)?)?;
    Ok(Outcome::of(found.hits.len() as u64))
}
