//! Which files there are.

use std::collections::HashSet;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::open::kind;
use super::path_text::path_to_text;
use super::sidecar::is_sidecar;

/// The name of a file of authorities in a root folder of reports.
const GAZETTEER: &str = "gazetteer.csv";
/// The name of a folder of rules in a root folder of reports.
const RULES: &str = "rules";

/// A file that may hold a report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReportFile {
    /// The path as it was reached from what the user gave, with `/` between its parts, as text.
    pub path: String,
    /// The absolute path, by which the file is known from run to run.
    pub absolute: PathBuf,
}

/// Reports a path that cannot be searched for files.
#[derive(Debug)]
#[non_exhaustive]
pub struct DiscoverError {
    /// The path.
    pub path: PathBuf,
    /// What the system said.
    pub error: io::Error,
}

impl fmt::Display for DiscoverError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.error)
    }
}

impl std::error::Error for DiscoverError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}

/// A folder of reports, or a file, that a user gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root {
    /// As it was given; its files are shown so.
    pub given: PathBuf,
    /// The absolute path.
    pub absolute: PathBuf,
}

impl Root {
    /// Takes a path as it is given, from the current folder.
    ///
    /// # Errors
    /// If the path is empty, or there is no current folder.
    pub fn new(given: &Path) -> Result<Self, DiscoverError> {
        match std::path::absolute(given) {
            Ok(absolute) => Ok(Root {
                given: given.to_owned(),
                absolute,
            }),
            Err(error) => Err(DiscoverError {
                path: given.to_owned(),
                error,
            }),
        }
    }

    /// Tells whether it is there.
    pub fn exists(&self) -> bool {
        self.absolute.exists()
    }

    /// Returns the file under it that has an absolute path.
    fn file(&self, absolute: &Path) -> ReportFile {
        let path = match absolute.strip_prefix(&self.absolute) {
            Ok(below) if below.as_os_str().is_empty() => display(&self.given),
            Ok(below) => display(&self.given.join(below)),
            Err(_) => display(absolute),
        };
        ReportFile {
            path,
            absolute: absolute.to_owned(),
        }
    }
}

/// What was found under the paths that a user gave.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The files, sorted by path, none twice.
    pub files: Vec<ReportFile>,
    /// What stands among them and is no file that could be read, with the reason, sorted.
    pub refused: Vec<(ReportFile, String)>,
    /// Files of authorities in the folders given, sorted.
    pub gazetteers: Vec<PathBuf>,
    /// Folders of rules in the folders given, sorted.
    pub rules: Vec<PathBuf>,
}

/// Lists the files under folders, and files given by name. Hidden files and folders are left
/// out, and files of authorities are listed apart. What is under two of the folders is shown
/// under the first.
///
/// # Errors
/// If a path that was given does not exist or cannot be read. What cannot be read below it is
/// listed as refused.
pub fn discover(roots: &[Root]) -> Result<Found, DiscoverError> {
    let mut found = Found::default();
    let mut seen = HashSet::new();
    for root in roots {
        let failed = |error| DiscoverError {
            path: root.given.clone(),
            error,
        };
        std::fs::metadata(&root.absolute).map_err(failed)?;
        let rules = root.absolute.join(RULES);
        if holds_rules(&rules) {
            found.rules.push(rules);
        }
        let visible = |entry: &walkdir::DirEntry| {
            entry.depth() == 0
                || !(is_hidden(entry.path())
                    || entry.depth() == 1
                        && entry.file_name() == RULES
                        && holds_rules(entry.path()))
        };
        let walk = WalkDir::new(&root.absolute)
            .follow_links(true)
            .sort_by_file_name();
        for entry in walk.into_iter().filter_entry(visible) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) if error.depth() == 0 => return Err(failed(error.into())),
                Err(error) => {
                    let path = error.path().unwrap_or(&root.absolute).to_owned();
                    if !is_hidden(&path) && seen.insert(path.clone()) {
                        found.refused.push((root.file(&path), reason(&path, error)));
                    }
                    continue;
                }
            };
            if entry.file_type().is_dir() || !seen.insert(entry.path().to_owned()) {
                continue;
            }
            let file = root.file(entry.path());
            if !entry.file_type().is_file() {
                let reason = kind(entry.file_type()).to_owned();
                found.refused.push((file, reason));
            } else if is_sidecar(entry.path()) {
                continue;
            } else if entry.depth() == 1 && entry.file_name() == GAZETTEER {
                found.gazetteers.push(file.absolute);
            } else {
                found.files.push(file);
            }
        }
    }
    found.files.sort();
    found.refused.sort();
    found.gazetteers.sort();
    found.rules.sort();
    found.rules.dedup();
    Ok(found)
}

/// Says why something below a folder could not be looked at.
fn reason(path: &Path, error: walkdir::Error) -> String {
    if error.loop_ancestor().is_some() {
        return "a link to a folder that it stands in".to_owned();
    }
    let error: io::Error = error.into();
    if error.kind() == io::ErrorKind::NotFound && path.is_symlink() {
        return "a link to something that is not there".to_owned();
    }
    format!("cannot be read: {error}")
}

/// Finds the file of authorities and the folder of rules in a folder of reports, and no reports.
pub fn beside(folder: &Path) -> Found {
    let gazetteer = Some(folder.join(GAZETTEER)).filter(|path| path.is_file());
    let rules = Some(folder.join(RULES)).filter(|path| holds_rules(path));
    Found {
        gazetteers: gazetteer.into_iter().collect(),
        rules: rules.into_iter().collect(),
        ..Found::default()
    }
}

/// Lists the files of rules in a folder, sorted.
///
/// # Errors
/// If the folder cannot be read.
pub fn rule_files(folder: &Path) -> Result<Vec<PathBuf>, DiscoverError> {
    let failed = |error| DiscoverError {
        path: folder.to_owned(),
        error,
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Tells whether a path is a folder with files of rules.
fn holds_rules(path: &Path) -> bool {
    rule_files(path).is_ok_and(|files| !files.is_empty())
}

fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    name.as_encoded_bytes().starts_with(b".")
}

fn display(path: &Path) -> String {
    let text = path_to_text(path);
    let text = text.strip_prefix("./").unwrap_or(&text);
    if cfg!(windows) {
        text.replace('\\', "/")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_files_once_and_in_order() {
        let dir = std::env::temp_dir().join(format!("findings-discover-{}", std::process::id()));
        std::fs::create_dir_all(dir.join("b/.git")).unwrap();
        for name in [
            "b/2.pdf",
            "b/2.pdf.meta",
            "b/.git/x",
            "a.md",
            ".hidden",
            "gazetteer.csv",
        ] {
            std::fs::write(dir.join(name), "x").unwrap();
        }
        let root = |path: &Path| Root::new(path).unwrap();
        let found = discover(&[root(&dir), root(&dir.join("b"))]).unwrap();
        let names: Vec<_> = found
            .files
            .iter()
            .map(|file| file.absolute.strip_prefix(&dir).unwrap().to_str().unwrap())
            .collect();
        assert_eq!(names, ["a.md", "b/2.pdf"]);
        assert_eq!(found.gazetteers, [dir.join("gazetteer.csv")]);
        assert!(discover(&[root(&dir.join("none"))]).is_err());
        std::fs::remove_dir_all(dir).unwrap();
    }
}
