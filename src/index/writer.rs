//! Writing the index.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use tantivy::directory::{INDEX_WRITER_LOCK, MmapDirectory};
use tantivy::indexer::{IndexWriterOptions, NoMergePolicy};
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{Directory, IndexSettings, TantivyDocument, TantivyError};

use super::schema::{self, FORMAT, Fields};
use super::{FileRecord, Index, IndexError, ReportRecord};
use crate::model::{Paragraph, ReportId};

/// Memory of the writing thread before it writes a segment.
const BUDGET: usize = 50_000_000;
/// Stored texts are compressed in blocks of so many bytes: to read one is to unpack its block.
const STORE_BLOCK: usize = 4096;
/// A commit leaves no more segments than this.
const MAX_SEGMENTS: usize = 4;
/// Segments up to this size are rewritten as soon as something in them is deleted.
const CHEAP_TO_MERGE: u32 = 200_000;

/// Changes an index; nothing of it is seen before [`IndexWriter::commit`].
///
/// There is one writer at a time. A writer that is dropped or killed leaves the last commit.
pub struct IndexWriter {
    index: tantivy::Index,
    writer: tantivy::IndexWriter,
    fields: Fields,
    ledger: BTreeMap<String, FileRecord>,
    /// Whether reports of earlier commits are kept.
    keeps: bool,
    added: HashSet<ReportId>,
    /// The number of the next report; never used twice.
    next_serial: u64,
}

impl IndexWriter {
    /// Opens for writing, creating the index if need be; `rebuild` starts from nothing, while the
    /// old commit keeps answering until `commit`.
    ///
    /// # Errors
    /// The index is locked, of another format (and not to be rebuilt), or cannot be written.
    pub fn open(dir: &Path, rebuild: bool) -> Result<IndexWriter, IndexError> {
        fs::create_dir_all(dir)?;
        let directory = MmapDirectory::open(dir).map_err(TantivyError::from)?;
        let state = state(dir, &directory)?;
        if let State::Foreign(found) = state {
            if !rebuild {
                return Err(IndexError::OldFormat {
                    dir: dir.to_owned(),
                    found,
                });
            }
            clear(dir, &directory)?;
        }
        let (schema, fields) = schema::schema();
        let exists = tantivy::Index::exists(&directory).map_err(TantivyError::from)?;
        let mut index = if exists {
            tantivy::Index::open(directory)?
        } else {
            let compressor = ZstdCompressor {
                compression_level: Some(3),
            };
            let settings = IndexSettings {
                docstore_compression: Compressor::Zstd(compressor),
                docstore_blocksize: STORE_BLOCK,
                ..IndexSettings::default()
            };
            tantivy::Index::create(directory, schema, settings)?
        };
        schema::register_tokenizers(&mut index);
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .memory_budget_per_thread(BUDGET)
            .num_merge_threads(1)
            .build();
        let writer = index
            .writer_with_options(options)
            .map_err(|error| locked(error, dir))?;
        writer.set_merge_policy(Box::new(NoMergePolicy));
        let (mut next_serial, mut ledger) = (0, BTreeMap::new());
        // Read again: the lock has come between, and with it perhaps another writer's commit.
        let committed = super::payload(&index)?;
        let keeps = committed.is_some() && !rebuild;
        if let Some(payload) = committed {
            next_serial = payload.next_serial;
            if rebuild {
                writer.delete_all_documents()?;
            } else {
                let files = Index::open(dir)?.files()?;
                ledger = files
                    .into_iter()
                    .map(|file| (file.absolute.clone(), file))
                    .collect();
            }
        }
        Ok(IndexWriter {
            index,
            writer,
            fields,
            ledger,
            keeps,
            added: HashSet::new(),
            next_serial,
        })
    }

    /// Returns every file of the ledger, as it will be after the commit, sorted by path.
    pub fn files(&self) -> Result<Vec<FileRecord>, IndexError> {
        let mut files: Vec<_> = self.ledger.values().cloned().collect();
        files.sort_by(|a, b| (&a.path, &a.absolute).cmp(&(&b.path, &b.absolute)));
        Ok(files)
    }

    /// Adds a report, replacing one of the same name.
    pub fn add_report(
        &mut self,
        record: &ReportRecord,
        paragraphs: &[Paragraph],
    ) -> Result<(), IndexError> {
        let again = !self.added.insert(record.id.clone());
        if self.keeps || again {
            self.writer
                .delete_term(self.fields.report_term(record.id.as_str()));
        }
        let serial = self.next_serial;
        self.next_serial += 1;
        self.writer
            .add_document(self.fields.report_document(record, serial))?;
        for (place, paragraph) in paragraphs.iter().enumerate() {
            let document = self
                .fields
                .paragraph_document(record, paragraph, serial, place as u64);
            self.writer.add_document(document)?;
        }
        Ok(())
    }

    /// Removes a report with its paragraphs.
    pub fn remove_report(&mut self, id: &ReportId) -> Result<(), IndexError> {
        self.writer
            .delete_term(self.fields.report_term(id.as_str()));
        Ok(())
    }

    /// Sets the ledger entry of a file (replaces one with the same absolute path).
    pub fn set_file(&mut self, record: &FileRecord) -> Result<(), IndexError> {
        if self
            .ledger
            .insert(record.absolute.clone(), record.clone())
            .is_some()
        {
            self.writer
                .delete_term(self.fields.path_term(&record.absolute));
        }
        self.writer
            .add_document(self.fields.file_document(record))?;
        Ok(())
    }

    /// Removes the ledger entry of a file.
    pub fn remove_file(&mut self, absolute: &str) -> Result<(), IndexError> {
        if self.ledger.remove(absolute).is_some() {
            self.writer.delete_term(self.fields.path_term(absolute));
        }
        Ok(())
    }

    /// Makes all changes seen at once, and durable.
    pub fn commit(mut self) -> Result<(), IndexError> {
        let mut prepared = self.writer.prepare_commit()?;
        prepared.set_payload(&format!("{FORMAT}; next {}", self.next_serial));
        prepared.commit()?;
        self.tidy()?;
        self.writer.wait_merging_threads()?;
        // The rename of a commit outlives a power cut only once the directory is on disk.
        self.index.directory().sync_directory()?;
        Ok(())
    }

    /// Merges segments that are many, or hold deleted documents and are small.
    fn tidy(&mut self) -> Result<(), IndexError> {
        let mut metas = self.index.searchable_segment_metas()?;
        metas.sort_by_key(|meta| (meta.num_docs(), meta.id()));
        let surplus = match metas.len() {
            many if many > MAX_SEGMENTS => many - MAX_SEGMENTS + 1,
            _ => 0,
        };
        let mut merged = Vec::new();
        for (i, meta) in metas.iter().enumerate() {
            let small = meta.max_doc() <= CHEAP_TO_MERGE;
            let worn = meta.num_deleted_docs() * 10 > meta.max_doc();
            if i < surplus || (meta.has_deletes() && (small || worn)) {
                merged.push(meta.id());
            }
        }
        if !merged.is_empty() {
            self.writer.merge(&merged).wait()?;
        }
        self.writer.garbage_collect_files().wait()?;
        Ok(())
    }
}

enum State {
    /// No index yet, or one of this format.
    Usable,
    /// An index of another format, with what it says of itself.
    Foreign(Option<String>),
}

fn state(dir: &Path, directory: &MmapDirectory) -> Result<State, IndexError> {
    if !tantivy::Index::exists(directory).map_err(TantivyError::from)? {
        return Ok(State::Usable);
    }
    match super::open_tantivy(dir) {
        Ok(_) | Err(IndexError::NotFound(_)) => Ok(State::Usable),
        Err(IndexError::OldFormat { found, .. }) => Ok(State::Foreign(found)),
        Err(error) => Err(error),
    }
}

/// Removes the files of an index, and no others.
fn clear(dir: &Path, directory: &MmapDirectory) -> Result<(), IndexError> {
    let _lock = directory
        .acquire_lock(&INDEX_WRITER_LOCK)
        .map_err(|error| locked(TantivyError::LockFailure(error, None), dir))?;
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        let stem = name.split('.').next().unwrap_or_default();
        let segment = stem.len() == 32 && stem.bytes().all(|b| b.is_ascii_hexdigit());
        if segment || name == ".managed.json" {
            files.push(path);
        }
    }
    // Without it there is no index any more, whatever happens to the rest.
    fs::remove_file(dir.join("meta.json"))?;
    for file in files {
        fs::remove_file(file)?;
    }
    Ok(())
}

fn locked(error: TantivyError, dir: &Path) -> IndexError {
    use tantivy::directory::error::LockError;
    match error {
        TantivyError::LockFailure(LockError::LockBusy, _) => IndexError::Locked(dir.to_owned()),
        error => error.into(),
    }
}

// The trait object inside is not `Debug`, and the state of a writer says nothing to a reader.
impl std::fmt::Debug for IndexWriter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IndexWriter").finish_non_exhaustive()
    }
}

const _: fn() = || {
    // A writer is moved to the thread that feeds it.
    fn sendable<T: Send>() {}
    sendable::<IndexWriter>();
    sendable::<TantivyDocument>();
};
