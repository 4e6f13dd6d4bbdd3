//! Files under any names, brought into the folder of what was fetched by what they say themselves.
//!
//! What would be done is planned first, and done only when asked for. Nothing is overwritten and
//! nothing deleted: what has no place stays where it is, with the reason.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::corpus::{
    Copies, Means, Programs, Root, discover, hash_all, read_all, read_bytes, sidecar_of,
};
use crate::http::Url;
use crate::model::{Limits, PublishedSource, Report, Source};
use crate::rules::Rules;

use super::error::FetchError;
use super::name::{self, Linked};
use super::notes::Notes;
use super::shelf::Shelf;

/// What would be done with the files of a folder.
#[derive(Debug, Default)]
pub struct Arrangement {
    /// What would be moved, by its present path.
    pub moves: Vec<Move>,
    /// What stays, by its path.
    pub stays: Vec<Stay>,
}

/// A file that has a place.
#[derive(Debug, Clone)]
pub struct Move {
    /// Where it is.
    pub from: PathBuf,
    /// Where it would be, below the folder.
    pub to: String,
    /// The report that it holds.
    pub report_id: String,
    /// What is to be written beside it.
    notes: String,
}

/// A file that stays where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stay {
    /// Where it is.
    pub path: PathBuf,
    /// Why.
    pub reason: String,
}

/// Plans where the files below `from` stand in `to`, and changes nothing.
///
/// # Errors
/// A folder that cannot be read.
pub fn arrange(
    from: &Path,
    to: &Path,
    rules: &Rules,
    limits: &Limits,
) -> Result<Arrangement, FetchError> {
    let root = Root::new(from).and_then(|root| discover(&[root]));
    let found = root.map_err(|error| FetchError::Io(error.path, error.error))?;
    let mut plan = Arrangement::default();
    for (file, reason) in found.refused {
        plan.stay(&file.absolute, reason);
    }
    let hashes = hash_all(&found.files, None, &|_| None);
    let mut contents: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for (file, hashed) in found.files.into_iter().zip(hashes) {
        match hashed {
            Err(error) => plan.stay(&file.absolute, format!("it cannot be read: {error}")),
            Ok(hashed) => contents
                .entry(hashed.sha256)
                .or_default()
                .push(file.absolute),
        }
    }
    let mut firsts: Vec<(PathBuf, String)> = Vec::new();
    for (sha256, mut paths) in contents {
        // Of copies that one counts of which most is known: its name or its metadata may be all that
        // tells the day.
        paths.sort_by_key(|path| (!sidecar_of(path).exists(), !is_dated(path), path.clone()));
        let Some((first, others)) = paths.split_first() else {
            continue;
        };
        for other in others {
            plan.stay(other, format!("it is the same as {}", first.display()));
        }
        firsts.push((first.clone(), sha256));
    }
    firsts.sort();
    let copies: Vec<Copies<'_>> = firsts
        .iter()
        .map(|(path, sha256)| Copies {
            sha256,
            found: vec![path.clone()],
            known: Vec::new(),
        })
        .collect();
    let means = Means {
        rules,
        limits,
        programs: &Programs::default(),
    };
    let read = std::sync::Mutex::new(BTreeMap::new());
    read_all(&copies, None, means, |file| {
        if let Ok(mut read) = read.lock() {
            read.insert(file.index, file.report);
        }
    });
    let read = read.into_inner().unwrap_or_default();
    let mut taken: BTreeMap<String, PathBuf> = BTreeMap::new();
    for ((path, sha256), (_, report)) in firsts.iter().zip(read) {
        let report = match report {
            Ok(report) => report.value,
            Err(refusal) => {
                plan.stay(path, refusal.to_string());
                continue;
            }
        };
        if report.kind.definition().source != Source::Primary {
            plan.stay(path, format!("it is no report but {}", report.kind.title()));
            continue;
        }
        let Some((target, notes)) = place(path, sha256, &report) else {
            plan.stay(path, "it does not say what it is about, or when".to_owned());
            continue;
        };
        let there = to.join(&target);
        if is_one_file(path, &there) || was_fetched(path, to) {
            continue;
        }
        if let Some(other) = taken.get(&target) {
            let reason = format!("{} takes the same name: {target}", other.display());
            plan.stay(path, reason);
        } else if there.exists() {
            let reason = match read_bytes(&there).ok() == read_bytes(path).ok() {
                true => format!("it is there already, as {target}"),
                false => format!("another file has its name: {target}"),
            };
            plan.stay(path, reason);
        } else {
            taken.insert(target.clone(), path.clone());
            plan.moves.push(Move {
                from: path.clone(),
                to: target,
                report_id: report.base_id().to_string(),
                notes,
            });
        }
    }
    plan.moves.sort_by(|a, b| a.from.cmp(&b.from));
    plan.stays.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(plan)
}

impl Arrangement {
    fn stay(&mut self, path: &Path, reason: String) {
        self.stays.push(Stay {
            path: path.to_owned(),
            reason,
        });
    }
}

/// Moves the files of a plan, each with its metadata.
///
/// # Errors
/// A file that cannot be moved; those before it are in their places, and none is lost.
pub fn carry_out(plan: &Arrangement, to: &Path) -> Result<(), FetchError> {
    let _locked = Shelf::open(to)?;
    for file in &plan.moves {
        let target = to.join(&file.to);
        let fault = |error| FetchError::Io(target.clone(), error);
        if target.exists() {
            return Err(fault(io::ErrorKind::AlreadyExists.into()));
        }
        let folder = target.parent().unwrap_or(to);
        fs::create_dir_all(folder).map_err(fault)?;
        // The metadata first, for it may hold what only the old name told.
        fs::write(sidecar_of(&target), &file.notes).map_err(fault)?;
        transfer(&file.from, &target).map_err(fault)?;
        let old = sidecar_of(&file.from);
        if old.exists() {
            fs::remove_file(&old).map_err(|error| FetchError::Io(old.clone(), error))?;
        }
    }
    Ok(())
}

/// Gives a file another name, on another file system too.
fn transfer(from: &Path, to: &Path) -> io::Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            let name = to.file_name().unwrap_or_default().to_string_lossy();
            let part = to.with_file_name(format!(".{name}.part"));
            fs::copy(from, &part)?;
            File::open(&part)?.sync_all()?;
            fs::rename(&part, to)?;
            fs::remove_file(from)
        }
        renamed => renamed,
    }
}

/// Tells whether the name of a file ends in a day, as those that the website gives do.
fn is_dated(path: &Path) -> bool {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    name::split_text(&stem).1.is_some()
}

fn is_one_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// Tells whether a file was fetched into the folder: the site said where it belongs.
fn was_fetched(path: &Path, to: &Path) -> bool {
    let is_below = to
        .canonicalize()
        .is_ok_and(|to| path.canonicalize().is_ok_and(|p| p.starts_with(to)));
    is_below && notes_beside(path).is_some_and(|notes| Notes::parse(&notes).is_fetched())
}

fn notes_beside(path: &Path) -> Option<String> {
    String::from_utf8(read_bytes(&sidecar_of(path)).ok()?).ok()
}

/// Says where a report stands and what is noted of it; none where it tells too little.
fn place(path: &Path, sha256: &str, report: &Report) -> Option<(String, String)> {
    let published = report.published;
    let inspected = report.inspection;
    if published.is_none() && inspected.is_none() {
        return None;
    }
    if report.authority.is_none() && report.provider.is_none() {
        return None;
    }
    let id = report.base_id();
    let folder = name::short(id.as_str().split('/').next()?);
    let beside = notes_beside(path);
    let known = beside.as_deref().map(Notes::parse).unwrap_or_default();
    let number = match known.get("url").and_then(|url| Url::parse(url).ok()) {
        Some(url) => Linked::at(url).id(),
        None => sha256.get(..8)?.to_owned(),
    };
    let mut added = Notes::default();
    // The name that it had may be all that told the day.
    if let Some(published) = published.filter(|day| day.source == PublishedSource::Filename) {
        added.add("published", &published.date.to_string());
    }
    added.add("sha256", sha256);
    added.add("source", &path.file_name()?.to_string_lossy());
    added.0.retain(|(key, _)| known.get(key).is_none());
    let notes = match beside {
        None => added.text(),
        Some(text) => {
            let end = if text.is_empty() || text.ends_with('\n') {
                ""
            } else {
                "\n"
            };
            let lines = added
                .0
                .iter()
                .map(|(key, value)| format!("{key}: {value}\n"));
            format!("{text}{end}{}", lines.collect::<String>())
        }
    };
    let ending = path.extension().map_or("pdf".into(), |ending| {
        ending.to_string_lossy().to_lowercase()
    });
    let stem = name::stem(
        published.map(|published| published.date),
        report.kind.slug(),
        &number,
    );
    Some((format!("{folder}/{stem}.{ending}"), notes))
}
