//! Which files there are.

use std::fmt;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// The name of a file of authorities in a root folder of reports.
const GAZETTEER: &str = "gazetteer.csv";
/// The name of a folder of rules in a root folder of reports.
const RULES: &str = "rules";
/// The ending that is added to a file's name for its metadata.
const SIDECAR: &str = ".meta";

/// A file that may hold a report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReportFile {
    /// The path as it was reached from what the user gave, with `/` between its parts.
    pub path: String,
    /// The absolute path, by which the file is known from run to run.
    pub absolute: PathBuf,
}

/// Reports a path that cannot be searched for files.
#[derive(Debug)]
pub struct DiscoverError {
    /// The path.
    pub path: PathBuf,
    /// What the system said.
    pub error: std::io::Error,
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

/// What was found under the paths that a user gave.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The files, sorted by path, none twice.
    pub files: Vec<ReportFile>,
    /// Files of authorities in the folders given, sorted.
    pub gazetteers: Vec<PathBuf>,
    /// Folders of rules in the folders given, sorted.
    pub rules: Vec<PathBuf>,
}

/// Lists the files under folders, and files given by name. Hidden files and folders are left
/// out, and files of authorities are listed apart.
///
/// # Errors
/// If a path does not exist or a folder cannot be read.
pub fn discover(paths: &[PathBuf]) -> Result<Found, DiscoverError> {
    let mut found = Found::default();
    for root in paths {
        let failed = |error| DiscoverError {
            path: root.clone(),
            error,
        };
        std::fs::metadata(root).map_err(failed)?;
        let walk = WalkDir::new(root).follow_links(true).sort_by_file_name();
        if holds_rules(&root.join(RULES)) {
            found
                .rules
                .push(std::path::absolute(root.join(RULES)).map_err(failed)?);
        }
        let visible = |entry: &walkdir::DirEntry| {
            entry.depth() == 0
                || !(is_hidden(entry.file_name())
                    || entry.depth() == 1
                        && entry.file_name() == RULES
                        && holds_rules(entry.path()))
        };
        for entry in walk.into_iter().filter_entry(visible) {
            let entry = entry.map_err(|error| DiscoverError {
                path: error.path().unwrap_or(root).to_owned(),
                error: error.into(),
            })?;
            if !entry.file_type().is_file() {
                continue;
            }
            let absolute = std::path::absolute(entry.path()).map_err(failed)?;
            if is_sidecar(entry.path()) {
                continue;
            }
            if entry.depth() == 1 && entry.file_name() == GAZETTEER {
                found.gazetteers.push(absolute);
            } else {
                found.files.push(ReportFile {
                    path: display(entry.path()),
                    absolute,
                });
            }
        }
    }
    found.files.sort();
    found.files.dedup_by(|a, b| a.absolute == b.absolute);
    found.gazetteers.sort();
    found.gazetteers.dedup();
    found.rules.sort();
    found.rules.dedup();
    Ok(found)
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

/// Returns where the metadata of a file stands: `report.pdf` has `report.pdf.meta` beside it,
/// with lines such as `published: 2024-12-03` and `url: https://…`.
pub(super) fn sidecar_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(SIDECAR);
    PathBuf::from(name)
}

fn is_sidecar(path: &Path) -> bool {
    let name = path.to_string_lossy();
    name.strip_suffix(SIDECAR)
        .is_some_and(|report| Path::new(report).is_file())
}

fn is_hidden(name: &std::ffi::OsStr) -> bool {
    name.to_string_lossy().starts_with('.')
}

fn display(path: &Path) -> String {
    let text = path.to_string_lossy();
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
        let found = discover(&[dir.clone(), dir.join("b")]).unwrap();
        let names: Vec<_> = found
            .files
            .iter()
            .map(|file| file.absolute.strip_prefix(&dir).unwrap().to_str().unwrap())
            .collect();
        assert_eq!(names, ["a.md", "b/2.pdf"]);
        assert_eq!(found.gazetteers, [dir.join("gazetteer.csv")]);
        assert!(discover(&[dir.join("none")]).is_err());
        std::fs::remove_dir_all(dir).unwrap();
    }
}
