//! `findings related`.

use findings::output::RelatedNames;
use findings::semantics::{self, RelatedRequest};

use crate::build::{self, Purpose};
use crate::concept_file;
use crate::error::CommandError;
use crate::filters::FilterArgs;
use crate::formats::{CellArgs, NamesFormatArg};
use crate::outcome::Outcome;
use crate::thesaurus;
use crate::ui::Ui;

/// Find names that are said in the same company
///
/// The reports themselves tell which words and phrases mean the same, or nearly: those that stand
/// among the same words. Likeness is 1 for the same company and 0 for quite another. First come
/// names that the texts spell out, such as `personal education plans (PEPs)`. Inflections, spellings
/// and parts of the name asked for are left out. What is alike is not the same: opposites keep the
/// same company too, so read the quotations.
///
/// Each name is counted by the search that stands with it. Filters change these counts and the
/// quotations, and leave out what they do not pass; how alike names are is told by all reports, which
/// the answer says.
///
/// An engine keeps no thesaurus: with `--engine` it is made of all paragraphs for each question.
///
/// The thesaurus is made by the first question, in seconds, and kept beside the index. When more than
/// one report in twenty has come, gone or changed since, a note says so; `findings ingest --related`
/// makes it anew. `docs/related.md` tells how.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  findings related 'personal education plans'
  findings related caseloads turnover           two names, one after the other
  findings related 'early help' --unlike 'early years' --min-reports 5
  findings related 'care leavers' --since 2022 --format csv")]
pub(crate) struct Args {
    /// The names; one of several words stands in quotes
    #[arg(required = true, value_name = "WORDS")]
    names: Vec<String>,

    /// Leave out names that are as near to this one
    #[arg(long, value_name = "WORDS")]
    unlike: Option<String>,

    /// Leave out names that stand in fewer reports
    #[arg(long, value_name = "N", default_value_t = 1)]
    min_reports: u64,

    /// How many names to show
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,

    /// How names are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: NamesFormatArg,

    #[command(flatten)]
    cells: CellArgs,

    #[command(flatten)]
    filters: FilterArgs,
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CommandError> {
    let concepts = concept_file::load(ui)?;
    let index = &build::open_for(ui, Purpose::Everything)?;
    let thesaurus = thesaurus::open(index, ui)?;
    let mut answers = Vec::new();
    for words in &args.names {
        let request = RelatedRequest {
            unlike: args.unlike.clone(),
            filters: args.filters.filters(None),
            min_reports: args.min_reports,
            limit: args.limit,
            concepts: concepts.clone(),
            ..RelatedRequest::new(words)
        };
        answers.push(semantics::related(index, &thesaurus, &request)?);
    }
    ui.write(&RelatedNames(&answers), args.cells.of(args.format)?)?;
    let found = answers.iter().map(|answer| answer.names.len() as u64).sum();
    Ok(Outcome::of(found))
}
