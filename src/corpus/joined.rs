//! Reports that were joined into one file. Each behind the first is a file of its own, whose path is that
//! of the file with the page on which it begins behind it: `joined.pdf/from page 12`.

use std::path::Path;

use super::digest::hash_bytes;
use super::discover::ReportFile;
use super::holding::holding;

/// What stands before the page.
const BEGINS: &str = "from page ";

/// Names the report that begins on a page, counted from 1.
pub(super) fn name_of(page: u32) -> String {
    format!("{BEGINS}{page}")
}

/// Returns the page on which a report of such a name begins.
pub fn joined_page(name: &Path) -> Option<u32> {
    let page = name.file_name()?.to_str()?.strip_prefix(BEGINS)?;
    page.parse().ok()
}

/// Parts the path of a report that is joined to others into that of the file and the page on which the
/// report begins; none if it is the path of another file.
pub(super) fn split(path: &Path) -> Option<(&Path, u32)> {
    let page = joined_page(path)?;
    let whole = path.parent()?;
    (!path.exists() && holding(whole).is_file()).then_some((whole, page))
}

/// Returns the report that begins on a page of a file as a file of its own.
pub fn joined_file(whole: &ReportFile, page: u32) -> ReportFile {
    let name = name_of(page);
    ReportFile {
        path: format!("{}/{name}", whole.path),
        absolute: whole.absolute.join(name),
    }
}

/// Returns the SHA-256 of the content that a report has which begins on a page, by that of the file.
pub(super) fn joined_sha256(whole: &str, page: u32) -> String {
    hash_bytes(said(whole, page).as_bytes())
}

/// The same of its BLAKE3.
pub(super) fn joined_blake3(whole: &str, page: u32) -> String {
    blake3::hash(said(whole, page).as_bytes())
        .to_hex()
        .to_string()
}

/// What tells the content: the file's, and the page.
fn said(whole: &str, page: u32) -> String {
    format!("{whole}/{}", name_of(page))
}
