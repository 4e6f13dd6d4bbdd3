//! Building the index: on demand by `ingest`, unasked where a question finds none.

#[cfg(feature = "engine")]
use std::num::NonZeroU32;
use std::ops::Deref;
use std::path::{Path, PathBuf};
#[cfg(feature = "engine")]
use std::sync::Arc;

use findings::corpus::Programs;
#[cfg(feature = "engine")]
use findings::corpus::Share;
#[cfg(feature = "engine")]
use findings::engine::{self as remote, PartIndex, Reader};
use findings::index::{
    self, Index, IndexError, IngestOptions, IngestSummary, SearchRequest, Shown, SimilarRequest,
};
use findings::model::ReportId;
use findings::query::{Concept, Filters};
#[cfg(feature = "engine")]
use findings::themes;
use findings::themes::SampleRequest;

#[cfg(feature = "engine")]
use crate::engine;
use crate::error::CommandError;
use crate::progress::Bar;
use crate::ui::Ui;

/// The folder of reports that is read when none is named.
pub(crate) const CORPUS: &str = "corpus";

/// What of the reports an ingest is to see to, and what of the index of an engine.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Extent {
    pub(crate) files: Files,
    /// How many shards an index is to have that is made.
    #[cfg(feature = "engine")]
    pub(crate) shards: Option<NonZeroU32>,
}

/// Which files an ingest is to see to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Files {
    /// All of them.
    #[default]
    Whole,
    /// To read the share of one machine among several, for an engine.
    #[cfg(feature = "engine")]
    Share(Share),
    /// To make seen what all shares have handed over.
    #[cfg(feature = "engine")]
    Settling,
}

/// Brings the index up to date with the reports, with a progress bar.
pub(crate) fn build(
    ui: &Ui,
    paths: &[PathBuf],
    options: &IngestOptions,
    extent: Extent,
) -> Result<IngestSummary, CommandError> {
    let bar = Bar::begin(ui.is_quiet());
    #[cfg(feature = "engine")]
    if let Some(engine) = engine::access(ui)? {
        let engine = Arc::new(engine.with_shards(extent.shards));
        let progress = |state| bar.update(state);
        let summary = match extent.files {
            Files::Whole if options.rebuild => remote::rebuild(&engine, paths, options, &progress),
            Files::Whole => remote::ingest(&engine, paths, options, &progress),
            Files::Share(share) => remote::ingest_share(&engine, paths, share, options, &progress),
            Files::Settling => remote::settle(&engine, paths, options, &progress),
        };
        bar.finish();
        return Ok(summary?);
    }
    if extent != Extent::default() {
        let said = match extent.files {
            Files::Whole => "the index of a folder has no shards",
            #[cfg(feature = "engine")]
            Files::Share(_) | Files::Settling => {
                "machines share the files of an index in an engine, and this is that of a folder"
            }
        };
        return Err(CommandError::new(said).hint("name the engine by `--engine URL`"));
    }
    let summary = index::ingest(ui.index_dir(), paths, options, &|state| bar.update(state));
    bar.finish();
    Ok(summary?)
}

/// An index that is open.
pub(crate) enum Opened {
    /// That of a folder.
    Folder(&'static Index),
    /// What an engine has for one question.
    #[cfg(feature = "engine")]
    Part(Box<PartIndex>),
}

impl Deref for Opened {
    type Target = Index;

    fn deref(&self) -> &Index {
        match self {
            Opened::Folder(index) => index,
            #[cfg(feature = "engine")]
            Opened::Part(part) => part,
        }
    }
}

/// What an index is opened for.
#[derive(Clone, Copy)]
#[cfg_attr(
    not(feature = "engine"),
    expect(dead_code, reason = "the index of a folder serves every purpose")
)]
pub(crate) enum Purpose<'a> {
    /// To answer a request, of which some hits are shown.
    Request(&'a SearchRequest, Shown),
    /// To answer several requests, but for what belongs to hits.
    Requests(&'a [SearchRequest]),
    /// To draw a sample of what a request finds.
    Sample(&'a SearchRequest, &'a SampleRequest),
    /// To find what is similar to a paragraph.
    Similar(&'a SimilarRequest),
    /// To tell of the use of concepts in the reports that pass filters.
    Concepts(&'a [&'a Concept], &'a Filters),
    /// To list reports.
    Reports,
    /// To show some of them.
    Those(&'a [&'a ReportId]),
    /// To count what reports say that pass filters.
    Selected(&'a Filters),
    /// To ask anything.
    Everything,
}

/// Who is asked, once or several times.
pub(crate) enum Holder {
    /// The index of a folder.
    Folder(&'static Index),
    /// An engine.
    #[cfg(feature = "engine")]
    Engine(Reader),
}

impl Holder {
    /// Makes ready to ask whoever holds the index.
    pub(crate) fn of(ui: &Ui) -> Result<Self, CommandError> {
        #[cfg(feature = "engine")]
        if let Some(engine) = engine::of(ui)? {
            return Ok(Holder::Engine(Reader::new(engine)));
        }
        Ok(Holder::Folder(open(ui)?))
    }

    /// Opens the index for one purpose: it must be asked nothing else, for it may be a part.
    pub(crate) fn open_for(&self, purpose: Purpose<'_>) -> Result<Opened, CommandError> {
        #[cfg(not(feature = "engine"))]
        let _ = purpose;
        match self {
            Holder::Folder(index) => Ok(Opened::Folder(index)),
            #[cfg(feature = "engine")]
            Holder::Engine(reader) => Ok(Opened::Part(Box::new(match purpose {
                Purpose::Request(request, shown) => reader.index_for(request, shown)?,
                Purpose::Requests(requests) => reader.index_for_all(requests)?,
                Purpose::Sample(request, wanted) => {
                    let drawn = |index: &Index, request: &SearchRequest| {
                        Ok(themes::sample(index, request, wanted)?.hits)
                    };
                    reader.index_for_chosen(request, &drawn)?
                }
                Purpose::Similar(request) => reader.index_for_similar(request)?,
                Purpose::Concepts(concepts, filters) => {
                    reader.index_for_concepts(concepts, filters)?
                }
                Purpose::Reports => reader.index_of_reports()?,
                Purpose::Those(reports) => reader.index_with_reports(reports)?,
                Purpose::Selected(filters) => reader.index_of_selected(filters)?,
                Purpose::Everything => reader.index_of_selected(&Filters::default())?,
            }))),
        }
    }
}

/// Opens the index for one purpose: it must be asked nothing else, for it may be a part.
pub(crate) fn open_for(ui: &Ui, purpose: Purpose<'_>) -> Result<Opened, CommandError> {
    Holder::of(ui)?.open_for(purpose)
}

/// Says of a command that it needs the index of a folder, where an engine is to be asked.
pub(crate) fn needs_folder(ui: &Ui) -> Result<(), CommandError> {
    match ui.asks_engine() {
        false => Ok(()),
        true => Err(CommandError::new(
            "this cannot be asked of an engine yet, only of the index of a folder",
        )
        .hint("leave out `--engine` (and FINDINGS_ENGINE), and name the folder by `--index`")),
    }
}

/// Opens the index, and leaves it open: the process ends with the answer, and to close every file first
/// would make the reader wait for nothing.
pub(crate) fn open(ui: &Ui) -> Result<&'static Index, CommandError> {
    Ok(Box::leak(Box::new(opened(ui)?)))
}

/// Opens the index. One of an old format is first built from what it was built of; one that is
/// missing, or does not know of what, from `corpus`, where there is such a folder: a fresh clone answers its first question.
pub(crate) fn opened(ui: &Ui) -> Result<Index, CommandError> {
    needs_folder(ui)?;
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
        Extent::default(),
    )?;
    Ok(Index::open(ui.index_dir())?)
}
