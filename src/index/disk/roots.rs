//! The folders whose reports are in an index.
//!
//! They stand in a file of their own, plain text that needs no index to be read: whatever becomes
//! of the rest, it tells what to read to have it again.

use std::fs;
use std::io;
use std::path::Path;

use crate::corpus::{Root, path_from_text, path_to_text};

/// The name of the file.
pub(in crate::index) const ROOTS: &str = "roots";

const HEADER: &str = "# Folders whose reports are in this index, each with the name it was given by.\n\
                      # `findings ingest --rebuild` reads all of them.\n";

/// Lists the folders and files that were ever read into the index in a directory, sorted by absolute
/// path.
pub fn roots(dir: &Path) -> Vec<Root> {
    read(dir).unwrap_or_default()
}

/// Reads the file; without one there are none.
///
/// # Errors
/// If there is one that cannot be read.
pub(in crate::index) fn read(dir: &Path) -> io::Result<Vec<Root>> {
    match fs::read_to_string(dir.join(ROOTS)) {
        Ok(text) => Ok(parse(&text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

fn parse(text: &str) -> Vec<Root> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let root = |line: &str| {
        let (absolute, given) = line.split_once('\t')?;
        Some(Root {
            absolute: path_from_text(absolute),
            given: path_from_text(given),
        })
    };
    lines.filter_map(root).collect()
}

/// Writes what [`read`] reads.
pub(in crate::index) fn text(roots: &[Root]) -> String {
    let mut text = HEADER.to_owned();
    // As bytes of names that are no text are spelt.
    let spell = |path: &Path| {
        let text = path_to_text(path)
            .replace('\n', r"\x0a")
            .replace('\r', r"\x0d");
        text.replace('\t', r"\x09")
    };
    for root in roots {
        text += &format!("{}\t{}\n", spell(&root.absolute), spell(&root.given));
    }
    text
}

/// Puts roots together, sorted by absolute path; the first of one path tells how it is shown.
pub(in crate::index) fn united(first: &[Root], then: &[Root]) -> Vec<Root> {
    let mut roots: Vec<Root> = first.iter().chain(then).cloned().collect();
    roots.sort_by(|a, b| a.absolute.cmp(&b.absolute));
    roots.dedup_by(|later, earlier| later.absolute == earlier.absolute);
    roots
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{parse, text, united};
    use crate::corpus::Root;

    fn root(absolute: &str, given: &str) -> Root {
        Root {
            absolute: PathBuf::from(absolute),
            given: PathBuf::from(given),
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let roots = [root("/a/b c", "b c"), root("/a/ŵ", "./ŵ")];
        assert_eq!(parse(&text(&roots)), roots);
        assert_eq!(parse("no tab\n# a\tb\n"), []);
    }

    #[cfg(unix)]
    #[test]
    fn no_name_breaks_the_lines() {
        let roots = [root("/a/b\n\tc\r", "#\n"), root(r"/a/\x0a", "x")];
        assert_eq!(parse(&text(&roots)), roots);
    }

    #[test]
    fn a_root_is_known_by_its_absolute_path() {
        let (old, new) = ([root("/a", "a"), root("/b", "b")], [root("/a", "./a")]);
        assert_eq!(united(&new, &old), [root("/a", "./a"), root("/b", "b")]);
    }
}
