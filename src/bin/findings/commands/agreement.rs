//! `findings agreement`.

use std::path::PathBuf;

use findings::output::{AgreeingCoders, DifferingCoders};
use findings::themes::{self, HandCoding};

use crate::build;
use crate::coded_file;
use crate::error::CommandError;
use crate::formats::{CellArgs, ThemeFormatArg};
use crate::outcome::Outcome;
use crate::ui::Ui;

/// Tell how far readers agree who coded by hand
///
/// Files are CSV with the columns `id` (of a report or a paragraph), `theme` and `value` (1 where it is
/// on the theme, 0 where it is not), in any order, and if wanted `coder`; or REFI-QDA projects (.qdpx)
/// as NVivo, ATLAS.ti, MAXQDA and QualCoder write them. A coder who is not named is called by the file.
///
/// Of a project, whoever coded anything in a text decided on each of its paragraphs and each code: yes
/// where a selection has a character of the paragraph. Paragraphs of reports bear the names that
/// `findings show` knows.
///
/// For each theme and for all: the share of agreement, Cohen's kappa with its standard error (of two
/// coders), Krippendorff's alpha, Gwet's AC1, and the units on which coders differ. With a code book,
/// `findings themes --codebook FILE --coded FILE` compares coders with what its queries find.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  findings agreement ann.csv bo.csv
  findings agreement project.qdpx --coder Ann --coder Bo
  findings agreement ann.qdpx bo.qdpx --theme oversight --format json
  findings agreement ann.csv bo.csv --differences --format csv")]
pub(crate) struct Args {
    /// What was coded: CSV, or REFI-QDA projects
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// Only these coders [default: all]
    #[arg(long, value_name = "NAME")]
    coder: Vec<String>,

    /// Only these themes [default: all that anybody decided on]
    #[arg(long, value_name = "NAME")]
    theme: Vec<String>,

    /// In rows, the decisions on which coders differ in the place of the figures
    #[arg(long)]
    differences: bool,

    /// How the answer is written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: ThemeFormatArg,

    #[command(flatten)]
    cells: CellArgs,
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CommandError> {
    let format = args.cells.of(args.format)?;
    let mut coding = HandCoding::default();
    for path in &args.files {
        let more = coded_file::load(
            path,
            &coded_file::coder_of(path, &args.files),
            None,
            || build::open(ui),
            ui,
        )?;
        coding.add(more).map_err(|error| {
            CommandError::new(format!("{}: {error}", path.display()))
                .hint("each coder decides once: `coder` tells coders apart, or a file each")
        })?;
    }
    coded_file::keep_coders(&mut coding, &args.coder)?;
    let coders = coding.coders();
    if coders.len() < 2 {
        return Err(CommandError::new(format!(
            "agreement is between two coders or more, and here is {}",
            coders.join(", ")
        ))
        .hint("findings agreement ann.csv bo.csv"));
    }
    let known = coding.themes();
    if let Some(theme) = args.theme.iter().find(|theme| !known.contains(*theme)) {
        let known: Vec<_> = known.into_iter().collect();
        return Err(CommandError::new(format!("no theme `{theme}` was coded"))
            .hint(format!("the themes are {}", known.join(", "))));
    }
    let used = coding.used_themes();
    match args.theme.is_empty() {
        true => coding.keep_themes(|theme| used.contains(theme)),
        false => coding.keep_themes(|theme| args.theme.iter().any(|named| named == theme)),
    }
    let coders = themes::compare_coders(&coding);
    let found = AgreeingCoders { coders: &coders };
    match args.differences {
        true => ui.write(&DifferingCoders(found), format)?,
        false => ui.write(&found, format)?,
    }
    Ok(Outcome::of(coders.overall.n))
}
