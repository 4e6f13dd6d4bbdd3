//! `findings run`.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use findings::corpus::hash_bytes;
use findings::index::Index;
use findings::output::{Manifest, ManifestQuestion};
use findings::query::Filters;

use crate::build::{self, Purpose};
use crate::concept_file;
use crate::error::CommandError;
use crate::outcome::Outcome;
use crate::study_file::{Question, Study, extension};
use crate::ui::Ui;

/// Ask the questions of a study, and keep the answers with what they were made of
///
/// A study is a TOML file with a `title`, a `description`, a `codebook`, `[filters]` for all
/// questions, and a table `[[question]]` for each: `name`, `kind` (search, reports, recurring,
/// track, trend, contrast, collocates, codebook), `query`, `formats`, `filters`, and `options`
/// under the names that they have on the command line. Paths are read from the study's folder.
///
/// Answers are written into a folder, one file a question and format, with `study.json`: program,
/// hashes of the corpus and of the files of the study, commands, outputs. The same reports give
/// the same bytes; what differs from the run before is said on stderr.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  findings run study.toml
  findings run study.toml --output answers
  findings run study.toml --check

Exit codes: 0 done, 1 with `--check` if anything differs, 2 error.")]
pub(crate) struct Args {
    /// The file of the study
    study: PathBuf,

    /// Where answers are kept: `output` beside the study unless said otherwise
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,

    /// Write nothing: tell whether the answers would still be the same
    #[arg(long)]
    check: bool,
}

/// The name of the manifest among the outputs.
const MANIFEST: &str = "study.json";

/// Runs a command line; outside stands what is wrong with its words.
pub(crate) type RunWords = fn(&[String], &Ui) -> Result<Result<Outcome, CommandError>, clap::Error>;

pub(crate) fn run(args: &Args, ui: &Ui, run_words: RunWords) -> Result<Outcome, CommandError> {
    let study = Study::load(&args.study)?;
    let folder = args
        .output
        .clone()
        .unwrap_or_else(|| study.default_output());
    let index = build::open_for(ui, Purpose::Reports)?;
    let (manifest, mut files) = answer(&study, ui, &index, run_words)?;
    let mut written = Vec::new();
    manifest.write(&mut written)?;
    files.insert(MANIFEST.to_owned(), written);
    let differences = differences(&folder, &manifest, &files)?;
    for difference in differences.iter().flatten() {
        ui.note(difference);
    }
    if args.check {
        let Some(differences) = differences else {
            ui.note(&format!("`{}` has no answers yet", folder.display()));
            return Ok(Outcome::Nothing);
        };
        return Ok(Outcome::of(u64::from(differences.is_empty())));
    }
    fs::create_dir_all(&folder).map_err(|error| CommandError::cannot_write(&folder, &error))?;
    for (name, bytes) in &files {
        let path = folder.join(name);
        // What is the same already keeps its time.
        if fs::read(&path).ok().as_ref() != Some(bytes) {
            fs::write(&path, bytes).map_err(|error| CommandError::cannot_write(&path, &error))?;
        }
    }
    Ok(Outcome::Done)
}

/// Asks every question; the files are what the answers will be.
fn answer(
    study: &Study,
    ui: &Ui,
    index: &Index,
    run_words: RunWords,
) -> Result<(Manifest, BTreeMap<String, Vec<u8>>), CommandError> {
    let records = index.reports(&Filters::default())?;
    let mut manifest = Manifest::new(&study.title, &study.description, &records);
    for (what, path) in &study.inputs {
        let bytes = fs::read(path).map_err(|error| CommandError::cannot_read(path, &error))?;
        manifest
            .inputs
            .insert((*what).to_owned(), hash_bytes(&bytes));
    }
    let concepts = concept_file::load(ui)?;
    manifest.inputs.insert(
        "concepts".to_owned(),
        hash_bytes(concepts.text().as_bytes()),
    );
    let mut files = BTreeMap::new();
    for question in &study.questions {
        let mut outputs = BTreeMap::new();
        for format in &question.formats {
            let name = format!("{}.{}", question.name, extension(format));
            let bytes = ask(study, question, format, ui, run_words)?;
            outputs.insert(name.clone(), hash_bytes(&bytes));
            files.insert(name, bytes);
        }
        let command = question.command();
        let command = shlex::try_join(command.iter().map(String::as_str));
        manifest.questions.push(ManifestQuestion {
            name: question.name.clone(),
            command: command
                .map_err(|error| CommandError::new(format!("{}: {error}", question.place())))?,
            outputs,
        });
    }
    Ok((manifest, files))
}

/// Asks a question as the command line would.
fn ask(
    study: &Study,
    question: &Question,
    format: &str,
    ui: &Ui,
    run_words: RunWords,
) -> Result<Vec<u8>, CommandError> {
    let words = study.words(question, format);
    let refused = |error: clap::Error| {
        let text = error.to_string();
        let said = text.lines().next().unwrap_or_default();
        let said = said.strip_prefix("error: ").unwrap_or(said);
        CommandError::new(format!("{}: {said}", question.place()))
            .hint("options and values are those of the command line")
    };
    let captured = ui.capturing();
    run_words(&words, &captured)
        .map_err(refused)?
        .map_err(|error| error.within(question.place()))?;
    Ok(captured.captured())
}

/// Says what differs from the answers that are there; none where there are none.
fn differences(
    folder: &Path,
    manifest: &Manifest,
    files: &BTreeMap<String, Vec<u8>>,
) -> Result<Option<Vec<String>>, CommandError> {
    let path = folder.join(MANIFEST);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(CommandError::cannot_read(&path, &error)),
    };
    let earlier = Manifest::parse(&text).map_err(|error| {
        CommandError::new(format!("`{}` is no manifest: {error}", path.display()))
            .hint("name another folder with `--output`")
    })?;
    let mut said = manifest.differences(&earlier);
    // Files may have been changed or lost since the manifest was written.
    for question in &earlier.questions {
        for (name, hash) in &question.outputs {
            match fs::read(folder.join(name)) {
                Ok(bytes) if hash_bytes(&bytes) == *hash => {}
                Ok(_) => said.push(format!("`{name}` was changed by hand")),
                Err(_) => said.push(format!("`{name}` was missing")),
            }
            if !files.contains_key(name) {
                said.push(format!("`{name}` is no longer asked for"));
            }
        }
    }
    Ok(Some(said))
}
