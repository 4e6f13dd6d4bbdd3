//! The file of a code book.

use std::path::Path;

use findings::themes::Codebook;
use findings::toml_file::TomlFile;

use crate::error::CommandError;

/// Reads a code book.
pub(crate) fn load(path: &Path) -> Result<Codebook, CommandError> {
    Ok(Codebook::of_file(&read_toml(path)?)?)
}

/// Reads a file of tables.
pub(crate) fn read_toml(path: &Path) -> Result<TomlFile, CommandError> {
    let file = TomlFile::read(path).map_err(|error| CommandError::cannot_read(path, &error))?;
    Ok(file?)
}
