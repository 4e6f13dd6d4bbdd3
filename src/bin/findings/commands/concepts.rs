//! `findings concepts`.

use std::io::Write;

use findings::index::Index;
use findings::output;
use findings::query::{Concept, Concepts, spelling};

use crate::build::{self, Purpose};
use crate::concept_file;
use crate::error::CommandError;
use crate::filters::FilterArgs;
use crate::formats::TableFormatArg;
use crate::outcome::Outcome;
use crate::ui::Ui;

/// List what things are called, how often and when
///
/// A concept is one thing with its names. Names behind `=` are the same, such as an abbreviation
/// and what it stands for, and are searched together always; names behind `~` are offered, and
/// searched together with `findings search --concepts`.
///
/// Warnings name terms that match nothing, and terms that died out: those of 5 reports or more
/// of which none is from the last 3 years before the newest report.
///
/// The concepts are built in; `--concept-file` puts a file in their place.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  findings concepts                             every term with its counts
  findings concepts PLO                         the concept with that name or term
  findings concepts --print > concepts.txt      the file, to be edited
  findings concepts --concept-file concepts.txt --format csv")]
pub(crate) struct Args {
    /// The concept: its name, or one of its terms [default: all]
    name: Vec<String>,

    /// Print the file of concepts, and count nothing
    #[arg(long, conflicts_with_all = ["name", "format"])]
    print: bool,

    /// How terms are written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: TableFormatArg,

    #[command(flatten)]
    filters: FilterArgs,
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CommandError> {
    let concepts = concept_file::load(ui)?;
    if args.print {
        let mut out = ui.out();
        out.write_all(concepts.text().as_bytes())?;
        out.flush()?;
        return Ok(Outcome::Done);
    }
    let wanted = chosen(&concepts, &args.name.join(" "))?;
    let filters = args.filters.filters(None);
    let index = build::open_for(ui, Purpose::Concepts(&wanted, &filters))?;
    let newest = newest(&index, args)?;
    let mut uses = Vec::new();
    for concept in wanted {
        uses.push(index.concept_use(concept, &filters, newest)?);
    }
    ui.write(uses.as_slice(), args.format)?;
    for warning in output::concept_warnings(&uses) {
        ui.note(&warning);
    }
    let found = uses.iter().flat_map(|concept| &concept.terms);
    Ok(Outcome::of(found.map(|term| term.paragraphs).sum()))
}

/// Returns the day of the newest report that passes the filters.
fn newest(index: &Index, args: &Args) -> Result<Option<findings::model::Date>, CommandError> {
    let reports = index.reports(&args.filters.filters(None))?;
    Ok(reports.iter().filter_map(|record| record.day()).max())
}

/// Finds the concepts with a name or a term, or all where none is given.
fn chosen<'c>(concepts: &'c Concepts, name: &str) -> Result<Vec<&'c Concept>, CommandError> {
    let wanted = name.trim_matches('"').to_lowercase();
    let is_called = |other: &str| other.trim_matches('"').to_lowercase() == wanted;
    let chosen: Vec<_> = concepts
        .all()
        .iter()
        .filter(|concept| {
            let mut terms = concept.terms().iter();
            wanted.is_empty()
                || is_called(&concept.name)
                || terms.any(|term| is_called(&term.to_string()))
        })
        .collect();
    if chosen.is_empty() && !wanted.is_empty() {
        let names = concepts.all().iter().map(|concept| concept.name.as_str());
        let near = spelling::nearest(&wanted, names);
        return Err(CommandError::not_found(format!("no concept `{name}`")).did_you_mean(&near));
    }
    Ok(chosen)
}
