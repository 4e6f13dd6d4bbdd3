//! `findings check`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use findings::corpus::{self, path_from_text};
#[cfg(feature = "engine")]
use findings::engine::Reader;
use findings::index::{
    FileFate as Fate, FileRecord, Index, IndexError, ReportRecord, SearchRequest,
};
use findings::output::{
    Ambiguity, CheckReport, Checked, Holdings, OlderEdition, Stale, UnknownHeadings,
};
use findings::query::Filters;

#[cfg(feature = "engine")]
use crate::engine;
use crate::error::CommandError;
use crate::formats::SummaryFormat;
use crate::outcome::Outcome;
use crate::queries;
use crate::ui::Ui;

/// Verify the index against its ledger and the files it was made from
///
/// With `--engine`, the files are those in folders that this machine has, and each report must be in the
/// engine to its last paragraph.
/// Says which files are missing or have changed, which were refused and why, which reports were
/// published again and which others would bear the same name, and what was doubtful in reading each report. Exits with 1 if the index no
/// longer says what the files say.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// How the findings are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: SummaryFormat,

    /// List every report with what was understood of it, and from where
    #[arg(long)]
    ledger: bool,

    /// List the lines that look like headings and that no rule knows, over all reports
    ///
    /// Each with the number of reports, the nearest heading that is known, and where it stands.
    /// None is no failure. `findings help frameworks` tells how to add headings.
    #[arg(long, conflicts_with = "ledger")]
    headings: bool,

    /// Say what the corpus holds and what it lacks: reports by kind, year and authority
    ///
    /// With authorities of which no full inspection is here, or nothing of those they took over from;
    /// files of the same content; files that have changed since. A gap says nothing of what was
    /// published. It is no failure.
    #[arg(long, conflicts_with_all = ["ledger", "headings"])]
    manifest: bool,
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CommandError> {
    #[cfg(feature = "engine")]
    if let Some(engine) = engine::of(ui)? {
        let reader = Reader::new(engine);
        let mut checked = reader.check()?;
        if !args.headings && !args.manifest {
            checked.broken.extend(reader.check_words()?);
        }
        let found = Found {
            index: &checked.index,
            paragraphs: checked.paragraphs,
            broken: checked.broken,
            is_shared: true,
        };
        return say(args, ui, found);
    }
    let index = match Index::open(ui.index_dir()) {
        Err(error) if error.is_damage() => return Err(all_damage(error, ui)),
        opened => opened?,
    };
    let found = Found {
        index: &index,
        paragraphs: count_paragraphs(&index)?,
        broken: damage(Index::damaged_files(ui.index_dir())?),
        is_shared: false,
    };
    say(args, ui, found)
}

/// What is looked at.
struct Found<'a> {
    /// Knows reports and files, and what editions say.
    index: &'a Index,
    /// How many paragraphs there are.
    paragraphs: u64,
    /// What is not as it was written, in sentences.
    broken: Vec<String>,
    /// Whether files may lie on other machines.
    is_shared: bool,
}

fn say(args: &Args, ui: &Ui, found: Found<'_>) -> Result<Outcome, CommandError> {
    let index = found.index;
    if args.headings {
        let reports = index.reports(&Filters::default())?;
        ui.write(&UnknownHeadings(&reports), args.format)?;
        return Ok(Outcome::Done);
    }
    if args.manifest {
        let (reports, files) = (index.reports(&Filters::default())?, index.files()?);
        let holdings = Holdings {
            reports: &reports,
            files: &files,
            successions: &index.terms().successions,
            gazetteer: index.gazetteer(),
            stale: &stale(&files, found.is_shared),
        };
        ui.write(&holdings, args.format)?;
        return Ok(Outcome::Done);
    }
    let is_shared = found.is_shared;
    let check = check(found)?;
    if is_shared && !check.broken.is_empty() {
        ui.note("`findings ingest --engine URL --rebuild PATH` makes the index anew, beside this one until it is whole");
    }
    let checked = Checked {
        check: &check,
        with_ledger: args.ledger,
    };
    ui.write(&checked, args.format)?;
    Ok(if check.is_current() {
        Outcome::Done
    } else {
        Outcome::Nothing
    })
}

/// Names every damaged file of an index that does not open.
fn all_damage(error: IndexError, ui: &Ui) -> CommandError {
    let files = Index::damaged_files(ui.index_dir()).unwrap_or_default();
    let error = CommandError::from(error);
    match files.is_empty() {
        true => error,
        false => error.hint(format!("damaged: {}", files.join(", "))),
    }
}

fn check(found: Found<'_>) -> Result<CheckReport, CommandError> {
    let files = found.index.files()?;
    let reports = found.index.reports(&Filters::default())?;
    let contradictions = broken(&files, &reports, found.paragraphs);
    Ok(CheckReport {
        files: files.len(),
        paragraphs: found.paragraphs,
        stale: stale(&files, found.is_shared),
        refused: files.iter().filter_map(refused).collect(),
        ambiguous: ambiguous(&reports),
        editions: editions(found.index, &reports)?,
        broken: [found.broken, contradictions].concat(),
        reports,
    })
}

fn count_paragraphs(index: &Index) -> Result<u64, CommandError> {
    Ok(index.count(&SearchRequest::new(queries::parse("")?))?)
}

/// Finds the files that no longer have the content that they had; where files may lie on other machines,
/// among those whose folder is here.
fn stale(files: &[FileRecord], is_shared: bool) -> Vec<Stale> {
    let paths = files.iter().map(|file| path_from_text(&file.absolute));
    let is_here = |path: &PathBuf| !is_shared || path.parent().is_some_and(Path::exists);
    let (files, paths): (Vec<&FileRecord>, Vec<PathBuf>) = files
        .iter()
        .zip(paths)
        .filter(|(_, path)| is_here(path))
        .unzip();
    let hashes = corpus::blake3_all(&paths);
    let both = files.into_iter().zip(hashes);
    both.filter_map(|(file, hash)| changed(file, hash))
        .collect()
}

/// Says how a file is not as it was, by what hashing it gave.
fn changed(file: &FileRecord, hash: io::Result<String>) -> Option<Stale> {
    let reason = match hash {
        Ok(hash) if hash == file.blake3 => return None,
        // It could not be read when it was refused either.
        Err(_) if file.sha256.is_empty() => return None,
        Ok(_) => "changed".to_owned(),
        Err(error) if error.kind() == ErrorKind::NotFound => "missing".to_owned(),
        Err(error) => error.to_string(),
    };
    Some(Stale {
        path: file.path.clone(),
        reason,
    })
}

fn refused(file: &FileRecord) -> Option<(String, String)> {
    match &file.fate {
        Fate::Refused(reason) => Some((file.path.clone(), reason.clone())),
        Fate::Indexed(_) => None,
    }
}

/// Finds the names that several reports would bear, were none told apart by a suffix.
fn ambiguous(reports: &[ReportRecord]) -> Vec<Ambiguity> {
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    // Editions of one report bear one name by right.
    for record in reports.iter().filter(|record| record.edition.is_latest()) {
        let name = record.report.base_id().to_string();
        names.entry(name).or_default().push(record.id.to_string());
    }
    names.retain(|_, reports| reports.len() > 1);
    names
        .into_iter()
        .map(|(name, reports)| Ambiguity { name, reports })
        .collect()
}

/// Lists the older editions, with how much of their text the newest has.
fn editions(index: &Index, reports: &[ReportRecord]) -> Result<Vec<OlderEdition>, CommandError> {
    let mut editions = Vec::new();
    for record in reports {
        if let Some(newest) = &record.edition.replaced_by {
            editions.push(OlderEdition {
                report_id: record.id.to_string(),
                edition: record.edition.number,
                editions: record.edition.of,
                replaced_by: newest.to_string(),
                resemblance: index.resemblance_of_reports(&record.id, newest)?,
            });
        }
    }
    Ok(editions)
}

/// Says which files of the index are not as they were written.
fn damage(damaged: Vec<String>) -> Vec<String> {
    let say = |file| format!("{file}, a file of the index, is missing or not as it was written");
    damaged.into_iter().map(say).collect()
}

/// Finds what contradicts itself: reports without a file, files without their report, and
/// paragraphs that are not as many as the reports say.
fn broken(files: &[FileRecord], reports: &[ReportRecord], paragraphs: u64) -> Vec<String> {
    let mut broken = Vec::new();
    let known: BTreeSet<_> = reports.iter().map(|record| &record.id).collect();
    let mut read = BTreeSet::new();
    for file in files {
        if let Fate::Indexed(id) = &file.fate {
            read.insert(id);
            if !known.contains(id) {
                broken.push(format!(
                    "{}: its report {id} is not in the index",
                    file.path
                ));
            }
        }
    }
    for id in known.difference(&read) {
        broken.push(format!("{id}: no file in the ledger holds it"));
    }
    let said: u64 = reports
        .iter()
        .map(|record| u64::from(record.paragraphs))
        .sum();
    if said != paragraphs {
        broken.push(format!(
            "the reports have {said} paragraphs, the index {paragraphs}"
        ));
    }
    broken
}
