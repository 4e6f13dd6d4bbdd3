//! `findings frameworks`.

use std::path::{Path, PathBuf};

use clap_complete::ArgValueCompleter;
use findings::corpus::{self, Found, Means, Programs};
use findings::index::read_rules;
use findings::model::Limits;
use findings::output::{Explained, RulesInOrder, WholeFamily};
use findings::query::spelling;
use findings::rules::{Family, Rules};

use crate::build::CORPUS;
use crate::complete;
use crate::error::CommandError;
use crate::formats::SummaryFormat;
use crate::outcome::Outcome;
use crate::ui::Ui;

/// List what kinds of documents are known, and why one was taken for what it was
///
/// Documents that share a template are a family: how they are recognised, their frameworks, their
/// scale of grades, their areas and headings stand in one file. Families are tried in the order
/// of the list, those of your own files first.
///
/// A folder `rules` and a file `gazetteer.csv` in `corpus`, and with `--explain` in the nearest
/// folder above the document that has them, are read without being named, as `findings ingest` does.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  findings frameworks                              a row each
  findings frameworks ilacs                        one whole: tests, grades, headings
  findings frameworks --rules rules --check        are my files in order?
  findings frameworks --explain report.pdf         as what is it read, and why?
  findings frameworks --format json > rules.json   everything")]
pub(crate) struct Args {
    /// A family, a kind or a framework: its family is shown whole [default: list all]
    #[arg(add = ArgValueCompleter::new(complete::families))]
    name: Option<String>,

    /// Say whether the files of rules are in order, and where the first mistake is
    #[arg(long, conflicts_with_all = ["name", "explain"])]
    check: bool,

    /// Read a document, and say as what it is taken and why, and what was tried before
    ///
    /// What was tried and failed at once is shown with `-v`.
    #[arg(long, value_name = "FILE", conflicts_with = "name")]
    explain: Option<PathBuf>,

    /// A folder of files of rules, beside the built-in ones
    #[arg(long, value_name = "DIR")]
    rules: Vec<PathBuf>,

    /// A CSV file that adds authorities, areas, headings or inspectors
    #[arg(long, value_name = "FILE")]
    gazetteer: Vec<PathBuf>,

    /// How the answer is written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: SummaryFormat,
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CommandError> {
    for path in args.rules.iter().chain(&args.gazetteer) {
        CommandError::unless_there(path)?;
    }
    let files = files(args);
    let (rules, _) = read_rules(&files.gazetteers, &files.rules)?;
    match (&args.name, &args.explain) {
        _ if args.check => check(args.format, &files, &rules, ui)?,
        (_, Some(path)) => explain(args.format, path, &rules, ui)?,
        (Some(name), _) => {
            let (family, rules) = (named(name, &rules)?, &rules);
            ui.write(&WholeFamily { family, rules }, args.format)?;
        }
        _ => ui.write(&rules, args.format)?,
    }
    Ok(Outcome::Done)
}

/// Lists the folders of rules and the files of authorities that are read, none twice.
fn files(args: &Args) -> Found {
    let mut files = match &args.explain {
        None => corpus::beside(Path::new(CORPUS)),
        Some(path) => {
            let mut found = path.ancestors().skip(1).map(corpus::beside);
            let found =
                found.find(|found| !(found.rules.is_empty() && found.gazetteers.is_empty()));
            found.unwrap_or_default()
        }
    };
    for (known, named) in [
        (&mut files.rules, &args.rules),
        (&mut files.gazetteers, &args.gazetteer),
    ] {
        for path in named {
            let is_same = |other: &PathBuf| path.canonicalize().ok() == other.canonicalize().ok();
            if !known.iter().any(is_same) {
                known.push(path.clone());
            }
        }
    }
    files
}

/// Finds the family with a name, or that of a kind or framework.
fn named<'r>(name: &str, rules: &'r Rules) -> Result<&'r Family, CommandError> {
    let mut families = rules.families().iter();
    let has = |family: &&Family| family.names().any(|other| other == name);
    if let Some(family) = rules.family(name).or_else(|| families.find(has)) {
        return Ok(family);
    }
    let known = rules.families().iter().flat_map(Family::names);
    let near = spelling::nearest(name, known);
    let message = format!("no family, kind or framework `{name}`");
    Err(CommandError::not_found(message).did_you_mean(&near))
}

fn check(format: SummaryFormat, found: &Found, rules: &Rules, ui: &Ui) -> Result<(), CommandError> {
    let mut files = Vec::new();
    for folder in &found.rules {
        let listed = corpus::rule_files(folder);
        files.extend(listed.map_err(|error| CommandError::new(error.to_string()))?);
    }
    files.extend(found.gazetteers.iter().cloned());
    let files: Vec<_> = files
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    if files.is_empty() {
        return Err(CommandError::new("there are no files of rules")
            .hint("`--rules DIR` names their folder"));
    }
    let files = &files;
    ui.write(&RulesInOrder { files, rules }, format)
}

fn explain(format: SummaryFormat, path: &Path, rules: &Rules, ui: &Ui) -> Result<(), CommandError> {
    let name = path.display().to_string();
    let means = Means {
        rules,
        limits: &Limits::default(),
        programs: &Programs::on_path(false),
    };
    let explanation = corpus::explain_file(path, means)
        .map_err(|refusal| CommandError::new(format!("`{name}` is refused: {refusal}")))?;
    let explained = Explained {
        path: &name,
        explanation: &explanation,
        verbose: ui.is_verbose(),
    };
    ui.write(&explained, format)
}
