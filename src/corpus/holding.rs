//! Paths that lead into files: `mail.eml/report.pdf` is in `mail.eml`.

use std::path::Path;

/// Returns the file on disk that holds what a path names: for an attached document, the message, and for a report
/// that is joined to others, the file of all.
pub fn holding(path: &Path) -> &Path {
    match path.exists() {
        true => path,
        false => holder_of(path).unwrap_or(path),
    }
}

/// Returns the file into which a path leads, if it leads into one.
pub(super) fn holder_of(path: &Path) -> Option<&Path> {
    let mut above = path.ancestors().skip(1);
    above
        .find(|path| path.exists())
        .filter(|path| path.is_file())
}
