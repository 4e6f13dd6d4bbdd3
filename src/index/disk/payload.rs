//! What a commit says of itself, and the opening of a directory that has one which says so.

use std::fs::Metadata;
use std::io;
use std::path::Path;
use std::time::UNIX_EPOCH;

use tantivy::{Directory, IndexMeta, TantivyError};

use super::checksums::META;
use super::companion::{self, THESAURUS};
use super::read::ReadDirectory;
use super::schema::{self, FORMAT};
use super::terms;
use crate::index::IndexError;
use crate::index::serial::Serial;
use crate::model::Terms;

/// What a commit says of itself.
pub(in crate::index) struct Payload {
    pub(in crate::index) next_serial: Serial,
    pub(in crate::index) terms: &'static Terms,
}

impl Payload {
    /// Reads the payload of a commit; none before the first, or of another format.
    pub(in crate::index) fn read(metas: &IndexMeta) -> Option<Self> {
        let text = metas.payload.as_deref()?;
        let rest = text.strip_prefix(FORMAT)?.strip_prefix("; next ")?;
        let (next, terms) = rest.split_once("; ")?;
        Some(Payload {
            next_serial: Serial(next.parse().ok()?),
            terms: terms::read(terms)?,
        })
    }

    pub(in crate::index) fn write(Serial(next): Serial, terms: &Terms) -> String {
        format!("{FORMAT}; next {next}; {}", terms::write(terms))
    }
}

/// Returns time and length of the file that names the last commit in a directory.
pub(in crate::index) fn stamp(dir: &Path) -> Result<String, IndexError> {
    Ok(stamp_of(&find_commit(dir)?))
}

/// Returns time and length of the thesaurus that is kept in a directory, if there is one.
pub(in crate::index) fn stamp_of_thesaurus(dir: &Path) -> Option<String> {
    let file = std::fs::metadata(dir.join(THESAURUS)).ok()?;
    Some(stamp_of(&file))
}

fn stamp_of(file: &Metadata) -> String {
    let modified = file.modified().ok();
    let since = modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let nanos = since.map_or(0, |since| since.as_nanos());
    format!("{nanos:x}-{:x}", file.len())
}

/// Tells whether the thesaurus that is kept in a directory was written after its last commit.
pub(in crate::index) fn has_thesaurus_of_commit(dir: &Path) -> bool {
    let written = |file: Metadata| file.modified().ok();
    let commit = find_commit(dir).ok().and_then(written);
    let kept = std::fs::metadata(dir.join(THESAURUS))
        .ok()
        .and_then(written);
    commit.zip(kept).is_some_and(|(commit, kept)| kept > commit)
}

/// Looks at the commit in a directory, if there is one that may be looked at.
pub(in crate::index) fn find_commit(dir: &Path) -> Result<Metadata, IndexError> {
    match std::fs::metadata(dir.join(META)) {
        Ok(file) => Ok(file),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(IndexError::NotFound(dir.to_owned()))
        }
        Err(error) => Err(IndexError::from(error).within(dir)),
    }
}

/// Opens what is in a directory, if it is an index of this format with a commit.
pub(in crate::index) fn open_tantivy(
    dir: &Path,
    directory: impl Directory,
) -> Result<tantivy::Index, IndexError> {
    let foreign = |found| IndexError::OldFormat {
        dir: dir.to_owned(),
        found,
    };
    let failed = |error: TantivyError| IndexError::of(error).within(dir);
    let index = match tantivy::Index::open(directory).map_err(failed) {
        Ok(index) => index,
        // Another release of the engine.
        Err(error @ (IndexError::Engine(_) | IndexError::Damaged(_))) => {
            return Err(foreign(Some(error.to_string())));
        }
        Err(error) => return Err(error),
    };
    let metas = index.load_metas().map_err(failed)?;
    if index.schema() != schema::schema().0 {
        return Err(foreign(metas.payload));
    }
    if Payload::read(&metas).is_none() {
        return Err(match (metas.segments.is_empty(), metas.payload) {
            (true, None) => IndexError::NotFound(dir.to_owned()),
            (_, found) => foreign(found),
        });
    }
    Ok(index)
}

/// Reads every byte of the last commit in a directory, and names the files that are missing or not as
/// they were written, sorted.
pub(in crate::index) fn damaged_files(dir: &Path) -> Result<Vec<String>, IndexError> {
    find_commit(dir)?;
    let directory = ReadDirectory::open(dir).map_err(|error| IndexError::of(error).within(dir))?;
    let index = open_tantivy(dir, directory.clone())?;
    let metas = index.load_metas().map_err(IndexError::of)?;
    let mut damaged = directory.damaged(&metas.list_segment_files());
    if companion::read(dir).is_err_and(|error| error.is_damage()) {
        damaged.push(THESAURUS.to_owned());
    }
    Ok(damaged)
}
