//! `findings schema`.

use std::io::Write;

use clap_complete::ArgValueCompleter;
use findings::output::{SHAPES, Shape, Shapes};
use findings::query::spelling::nearest;

use crate::complete;
use crate::error::CommandError;
use crate::formats::TableFormatArg;
use crate::outcome::Outcome;
use crate::ui::Ui;

/// Print the JSON Schema of an answer, for those who write programs
///
/// Without a name, lists what can be described. Fields may be added in later versions; none is
/// renamed or taken away.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  findings schema
  findings schema hit > hit.schema.json")]
pub(crate) struct Args {
    /// What is described: `hit` for a line of `findings search --format jsonl`
    #[arg(value_name = "NAME", add = ArgValueCompleter::new(complete::shapes))]
    name: Option<String>,

    /// How the list of names is written
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "table",
        conflicts_with = "name"
    )]
    format: TableFormatArg,
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CommandError> {
    let Some(name) = &args.name else {
        ui.write(&Shapes, args.format)?;
        return Ok(Outcome::Done);
    };
    let Some(shape) = Shape::named(name) else {
        let names = SHAPES.iter().map(|shape| shape.name);
        let said = format!("nothing is described as `{name}`");
        return Err(CommandError::not_found(said)
            .did_you_mean(&nearest(name, names))
            .hint("`findings schema` lists the names"));
    };
    let mut out = ui.out();
    shape.write(&mut out)?;
    out.flush()?;
    Ok(Outcome::Done)
}
