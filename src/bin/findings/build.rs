//! Building the index: on demand by `ingest`, unasked where a question finds none.

use std::path::{Path, PathBuf};

use findings::corpus::Programs;
use findings::index::{self, Index, IndexError, IngestOptions, IngestSummary};

use crate::error::CommandError;
use crate::progress::Bar;
use crate::ui::Ui;

/// The folder of reports that is read when none is named.
pub(crate) const CORPUS: &str = "corpus";

/// Brings the index up to date with the reports, with a progress bar.
pub(crate) fn build(
    ui: &Ui,
    paths: &[PathBuf],
    options: &IngestOptions,
) -> Result<IngestSummary, CommandError> {
    let bar = Bar::begin(ui.is_quiet());
    let summary = index::ingest(ui.index_dir(), paths, options, &|state| bar.update(state));
    bar.finish();
    Ok(summary?)
}

/// Opens the index, and leaves it open: the process ends with the answer, and to close every file first
/// would make the reader wait for nothing.
pub(crate) fn open(ui: &Ui) -> Result<&'static Index, CommandError> {
    Ok(Box::leak(Box::new(opened(ui)?)))
}

/// Opens the index. One of an old format is first built from what it was built of; one that is
/// missing, or does not know of what, from `corpus`, where there is such a folder: a fresh clone answers its first question.
pub(crate) fn opened(ui: &Ui) -> Result<Index, CommandError> {
    let dir = ui.index_dir().display();
    let error = match Index::open(ui.index_dir()) {
        Ok(index) => return Ok(index),
        Err(error) => error,
    };
    let remembered = index::roots(ui.index_dir());
    let mut paths = vec![PathBuf::from(CORPUS)];
    let rebuild = match &error {
        IndexError::NotFound(_) if Path::new(CORPUS).is_dir() => {
            ui.note(&format!(
                "no index in `{dir}` yet, building it from `{CORPUS}`"
            ));
            false
        }
        IndexError::OldFormat { .. } if !remembered.is_empty() => {
            ui.note(&format!(
                "the index in `{dir}` is of an old format, rebuilding it from what it was built of"
            ));
            paths.clear();
            true
        }
        IndexError::OldFormat { .. } if Path::new(CORPUS).is_dir() => {
            ui.note(&format!(
                "the index in `{dir}` is of an old format, rebuilding it from `{CORPUS}`"
            ));
            true
        }
        _ => return Err(error.into()),
    };
    build(
        ui,
        &paths,
        &IngestOptions {
            rebuild,
            programs: Programs::on_path(false),
            ..IngestOptions::default()
        },
    )?;
    Ok(Index::open(ui.index_dir())?)
}
