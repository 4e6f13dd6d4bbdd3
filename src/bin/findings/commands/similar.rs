//! `findings similar`.

use std::convert::Infallible;

use findings::index::SimilarRequest;
use findings::model::ParagraphId;

use crate::Outcome;
use crate::build;
use crate::error::CommandError;
use crate::filters::FilterArgs;
use crate::formats::TableFormatArg;
use crate::ui::Ui;

/// Find paragraphs like one, other authorities first
///
/// The paragraph's 25 most telling words, by how often it says them and how rare they are, are
/// looked for; what holds three in ten of them is ranked by BM25. Paragraphs of other
/// authorities come first, then those of its own. What shares four in five of its runs of three
/// words is marked as nearly the same.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  findings similar southend-on-sea/2024-10-25/ilacs#28
  findings similar southend-on-sea/2024-10-25/ilacs#28 --since 2023 --grade good --limit 5")]
pub(crate) struct Args {
    /// A paragraph, `REPORT#PLACE`, as results print it
    id: String,

    /// How many results to show
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,

    /// Show every result
    #[arg(long, conflicts_with = "limit")]
    all: bool,

    /// How results are written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: TableFormatArg,

    #[command(flatten)]
    filters: FilterArgs,
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CommandError> {
    let index = build::open(ui)?;
    let id: ParagraphId = args
        .id
        .parse()
        .unwrap_or_else(|never: Infallible| match never {});
    let request = SimilarRequest {
        filters: args.filters.filters(None),
        limit: (!args.all).then_some(args.limit),
        id,
    };
    let Some(results) = index.similar(&request)? else {
        let report = &request.id.report;
        let error = CommandError::not_found(format!("there is no paragraph `{}`", args.id));
        return Err(match index.report(report)? {
            Some(_) => error.hint(format!(
                "`findings show {report}` lists those of the report"
            )),
            None => error.hint("`findings reports` lists the reports"),
        });
    };
    ui.write(&results, args.format)?;
    Ok(Outcome::of(results.total))
}
