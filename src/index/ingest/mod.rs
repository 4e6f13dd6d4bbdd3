//! Ingest: brings an index up to date with report files.
//!
//! Files are told apart by content. A file whose hash is in the ledger is not read again; a
//! report leaves the index with its last file. A report is written by the thread that has read
//! it before that thread reads the next, so memory stays bounded.

mod alike;
mod before;
mod editions;
mod error;
mod meter;
mod outcome;
mod plan;
mod run;
mod scope;
mod summary;

use std::io;
use std::path::{Path, PathBuf};

use super::IndexWriter;
use crate::corpus::{self, ReportFile, path_to_text};
use crate::rules::Rules;
use crate::toml_file::TomlFile;
use before::Before;
use plan::Plan;
use run::Run;
use scope::Scope;

pub use editions::set_apart;
pub use error::IngestError;
pub use outcome::{Elsewhere, FileOutcome, FileStatus, IngestOptions, IngestSummary, Progress};

/// Brings the index in `dir` up to date with the report files under `paths`.
///
/// Files of earlier runs that lie elsewhere keep their place. An index that is made anew, because it
/// is asked for or because there is none that can be read, is made of all paths that were ever
/// given for it. `progress` is called from any thread.
///
/// # Errors
/// If the paths or the index cannot be read or written; a file that is no report is no error.
///
/// # Examples
/// ```
/// use findings::index::{IngestOptions, ingest};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let temporary = tempfile::tempdir()?;
/// # let (reports, index) = (temporary.path().join("reports"), temporary.path().join("index"));
/// # std::fs::create_dir(&reports)?;
/// let text = "# Visit to Aford\n\n1. Supervision is regular.\n\n2. Plans are late.\n";
/// std::fs::write(reports.join("aford.md"), text)?;
///
/// let first = ingest(&index, &[reports.clone()], &IngestOptions::default(), &|_| {})?;
/// assert_eq!((first.indexed, first.paragraphs), (1, 2));
/// // Nothing has changed, so nothing is read again.
/// let second = ingest(&index, &[reports], &IngestOptions::default(), &|_| {})?;
/// assert_eq!((second.indexed, second.unchanged), (0, 1));
/// # Ok(())
/// # }
/// ```
pub fn ingest(
    dir: &Path,
    paths: &[PathBuf],
    options: &IngestOptions,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<IngestSummary, IngestError> {
    let mut scope = Scope::new(dir, paths, options)?;
    let mut found = scope.discover()?;
    scope.look_at(&found)?;
    let gazetteers: Vec<PathBuf> = found
        .gazetteers
        .iter()
        .chain(&options.gazetteer)
        .cloned()
        .collect();
    let folders: Vec<PathBuf> = found.rules.iter().chain(&options.rules).cloned().collect();
    let (rules, fingerprint) = read_rules(&gazetteers, &folders)?;
    let mut writer = IndexWriter::open(dir, scope.anew)?;
    writer.set_terms(rules.terms());
    let mut before = match scope.is_foreign {
        true => Before::default(),
        false => Before::read(dir, options.elsewhere.as_ref())?,
    };
    let lost = match before.files.is_empty() {
        true => scope.lost(),
        false => Vec::new(),
    };
    found.files.extend(scope.strays(&before));
    let known = |file: &ReportFile| before.message(file).filter(|_| !scope.anew);
    let attached = corpus::attached_files(&found.files, options.jobs, &options.limits, &known);
    found.files.extend(attached);
    let known = |file: &ReportFile| before.hashed(file).filter(|_| !scope.anew);
    let hashes = corpus::hash_all(&found.files, options.jobs, &known);
    let refused = |error| format!("cannot be read: {error}");
    let hashes = hashes.into_iter().map(|hashed| hashed.map_err(refused));
    let mut files: Vec<_> = found.files.into_iter().zip(hashes).collect();
    let joined = files.iter().filter_map(|(file, hashed)| {
        let hashed = hashed.as_ref().ok()?;
        Some(before.joined(file, hashed))
    });
    let joined: Vec<_> = joined.flatten().collect();
    files.extend(joined.into_iter().map(|(file, hashed)| (file, Ok(hashed))));
    let no_files = found.refused.into_iter();
    files.extend(no_files.map(|(file, reason)| (file, Err(reason))));

    if let Some(share) = options.share {
        files.retain(|(_, hashed)| {
            let hashed = hashed.as_ref();
            hashed.is_ok_and(|hashed| share.holds(&hashed.sha256))
        });
        before.keep(share);
    }

    let mut plan = Plan::make(&files, &before, &scope, &fingerprint, &options.programs);
    plan.held.extend(lost);
    files.retain(|(file, _)| !plan.rejoined.contains(&path_to_text(&file.absolute)));
    let mut run = Run::new(plan, before);
    writer.remember(dir, &scope.lasting())?;
    if !run.plan.is_empty() || scope.is_foreign || run.before.has_unsettled() {
        run.remove_gone(&mut writer)?;
        let to_read = run.plan.to_read.clone();
        run.read_and_write(&to_read, options, &rules, &writer, progress)?;
        let joined = run.take_joined(&fingerprint);
        let to_read: Vec<String> = joined.keys().cloned().collect();
        run.read_and_write(&to_read, options, &rules, &writer, progress)?;
        let joined = joined.into_values().flatten();
        files.extend(joined.map(|(file, hashed)| (file, Ok(hashed))));
        if options.share.is_none() {
            run.settle_names(options, &rules, &writer)?;
        }
        run.write_ledger(&mut writer);
        writer.commit()?;
    }
    Ok(IngestSummary {
        replaced: scope.is_foreign,
        ..run.summary(&files)
    })
}

/// Adds files of rules and authorities to the built-in ones; the fingerprint changes with any of
/// them.
///
/// # Errors
/// If a file cannot be read, or is not in order.
pub fn read_rules(
    gazetteers: &[PathBuf],
    folders: &[PathBuf],
) -> Result<(Rules, String), IngestError> {
    let mut fingerprint = vec![Rules::fingerprint().to_owned()];
    let mut files = Vec::new();
    for folder in folders {
        for path in corpus::rule_files(folder)? {
            let failed = |error| IngestError::RulesFile(path.clone(), error);
            let bytes = corpus::read_bytes(&path).map_err(failed)?;
            let not_text = |error| failed(io::Error::new(io::ErrorKind::InvalidData, error));
            let text = String::from_utf8(bytes).map_err(not_text)?;
            fingerprint.push(corpus::hash_bytes(text.as_bytes()));
            let name = path.display().to_string();
            files.push(TomlFile::parse(&name, &text).map_err(IngestError::Rules)?);
        }
    }
    let mut rules = match files.is_empty() {
        true => Rules::builtin().clone(),
        false => Rules::builtin()
            .with_files(&files)
            .map_err(IngestError::Rules)?,
    };
    for path in gazetteers {
        let failed = |error| IngestError::RulesFile(path.clone(), error);
        let csv = corpus::read_bytes(path).map_err(failed)?;
        let added = rules.with_csv(&csv);
        rules = added.map_err(|error| IngestError::Gazetteer(path.clone(), error))?;
        fingerprint.push(corpus::hash_bytes(&csv));
    }
    Ok((rules, fingerprint.join("+")))
}
