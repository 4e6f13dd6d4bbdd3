//! Writing the index.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use tantivy::directory::INDEX_WRITER_LOCK;
use tantivy::indexer::{IndexWriterOptions, NoMergePolicy};
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{Directory, IndexSettings, SegmentMeta, TantivyError};

use crate::corpus::Root;
use crate::index::commit::Commit;
use crate::index::disk::companion::THESAURUS;
use crate::index::disk::payload::{Payload, open_tantivy};
use crate::index::disk::roots::{self, ROOTS};
use crate::index::disk::schema::{self, Fields};
use crate::index::disk::{LIST, META, WriteDirectory};
use crate::index::serial::Serial;
use crate::index::threads::lock;
use crate::index::writing::builder::Builders;
use crate::index::{FileRecord, IndexError, ReportRecord};
use crate::model::{Paragraph, ReportId, Terms};
use crate::rules::Rules;

/// So often, and so far apart, an index is opened again that another process makes at this moment.
const TRIES: usize = 20;
const PAUSE: Duration = Duration::from_millis(50);
/// Memory of the thread that tantivy asks for and that gets nothing to do here: the least.
const UNUSED: usize = 15_000_000;
/// Stored texts are compressed in blocks of so many bytes: to read one is to unpack its block.
const STORE_BLOCK: usize = 8192;
/// So many segments of like size are merged; a commit leaves fewer of any size but the largest.
const MANY: usize = 6;
/// Segments of fewer documents count as alike.
const LEAST: u32 = 1 << 9;
/// So many documents come of a merge at most, and those of half as many take no part in one. What a
/// merge holds in memory, mostly pages of the files that it reads, grows with it; of larger segments
/// a query asks two or three for every million documents.
const LARGE: u32 = 1 << 19;
/// So many merges are made at a time.
const MERGES: usize = 2;
/// A segment is rewritten when one in so many of its documents is deleted.
const WORN: u32 = 5;

/// Changes an index; nothing of it is seen before [`IndexWriter::commit`].
///
/// There is one writer at a time. A writer that is dropped or killed leaves the last commit.
/// Reports are added by any number of threads, each of which fills a segment of its own. What is
/// deleted is named by a number that no other document ever bears, so that it does not matter
/// when a deletion comes upon a new segment.
pub struct IndexWriter {
    index: tantivy::Index,
    directory: WriteDirectory,
    writer: tantivy::IndexWriter,
    builders: Builders,
    fields: Fields,
    ledger: BTreeMap<String, FileRecord>,
    /// Numbers of the ledger's entries in the last commit, by absolute path.
    entries: HashMap<String, Serial>,
    /// Absolute paths whose entries are to be written.
    unwritten: BTreeSet<String>,
    numbers: Mutex<Numbers>,
    terms: Terms,
}

/// Numbers of reports.
#[derive(Default)]
struct Numbers {
    /// Of those in the last commit that stand.
    committed: HashMap<ReportId, Serial>,
    /// Of those that were added.
    added: HashMap<ReportId, Serial>,
    /// The next number; none is ever used twice.
    next: Serial,
}

impl Numbers {
    fn take(&mut self) -> Serial {
        let taken = self.next;
        self.next = Serial(taken.0 + 1);
        taken
    }
}

impl IndexWriter {
    /// Opens for writing, creating the index if need be; `rebuild` starts from nothing, while the
    /// old commit keeps answering until `commit`.
    ///
    /// # Errors
    /// The index is locked, of another format or damaged (and not to be rebuilt), or cannot be
    /// written.
    pub fn open(dir: &Path, rebuild: bool) -> Result<IndexWriter, IndexError> {
        let open = || {
            fs::create_dir_all(dir)?;
            IndexWriter::over(
                dir,
                WriteDirectory::open(dir).map_err(IndexError::of)?,
                rebuild,
            )
        };
        let mut opened = open();
        for _ in 0..TRIES {
            match opened {
                // Another process makes the index at this moment, and has its lock in the next.
                Err(error) if is_being_made(&error) => std::thread::sleep(PAUSE),
                opened => return opened.map_err(|error| error.within(dir)),
            }
            opened = open();
        }
        opened.map_err(|error: IndexError| error.within(dir))
    }

    /// Opens what is in a directory, as [`IndexWriter::open`] does.
    pub(in crate::index) fn over(
        dir: &Path,
        directory: WriteDirectory,
        rebuild: bool,
    ) -> Result<IndexWriter, IndexError> {
        let index = open_or_create(dir, directory.clone(), rebuild)?;
        let (_, fields) = schema::schema();
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .memory_budget_per_thread(UNUSED)
            .num_merge_threads(MERGES)
            .build();
        let writer = index
            .writer_with_options(options)
            .map_err(|error| locked(error, dir))?;
        writer.set_merge_policy(Box::new(NoMergePolicy));
        // What a writer left that was killed bears names that are given again.
        writer
            .garbage_collect_files()
            .wait()
            .map_err(IndexError::of)?;
        let mut numbers = Numbers::default();
        let mut terms = Rules::builtin().terms().clone();
        let (mut ledger, mut entries) = (BTreeMap::new(), HashMap::new());
        // Read again: the lock has come between, and with it perhaps another writer's commit.
        if let Some(payload) = Payload::read(&index.load_metas().map_err(IndexError::of)?) {
            numbers.next = payload.next_serial;
            terms.keep(payload.terms);
            if rebuild {
                writer.delete_all_documents().map_err(IndexError::of)?;
            } else {
                let before = Commit::of(&index)?;
                for (number, file) in before.numbered_files()? {
                    entries.insert(file.absolute.clone(), number);
                    ledger.insert(file.absolute.clone(), file);
                }
                let ids = before.register.report_ids()?;
                for (report, id) in before.register.report_entries()?.iter().zip(ids) {
                    numbers.committed.insert(ReportId::new(id), report.serial);
                }
            }
        }
        Ok(IndexWriter {
            builders: Builders::new(&index, &fields),
            index,
            directory,
            writer,
            fields,
            ledger,
            entries,
            unwritten: BTreeSet::new(),
            numbers: Mutex::new(numbers),
            terms,
        })
    }

    /// Sets the terms that reports are tagged with from now on. What is defined already and not here
    /// is kept: reports may bear it.
    pub fn set_terms(&mut self, terms: &Terms) {
        let before = std::mem::replace(&mut self.terms, terms.clone());
        self.terms.keep(&before);
    }

    /// Returns every file of the ledger, as it will be after the commit, sorted by path.
    pub fn files(&self) -> Vec<FileRecord> {
        let mut files: Vec<_> = self.ledger.values().cloned().collect();
        files.sort_by(|a, b| (&a.path, &a.absolute).cmp(&(&b.path, &b.absolute)));
        files
    }

    /// Adds a report, replacing one of the same name.
    pub fn add_report(
        &self,
        record: &ReportRecord,
        paragraphs: &[Paragraph],
    ) -> Result<(), IndexError> {
        self.add_part(record, paragraphs, &[])
    }

    /// Adds a report of which only some paragraphs are here, and of the others their tags.
    pub(in crate::index) fn add_part(
        &self,
        record: &ReportRecord,
        paragraphs: &[Paragraph],
        outline: &[Paragraph],
    ) -> Result<(), IndexError> {
        self.remove_report(&record.id)?;
        let serial = {
            let mut numbers = self.numbers();
            let serial = numbers.take();
            numbers.added.insert(record.id.clone(), serial);
            serial
        };
        self.builders.with(
            |builder| {
                builder.add_report(record, paragraphs, serial)?;
                match outline {
                    [] => Ok(()),
                    outline => builder.add_outline(outline, serial),
                }
            },
            |full| self.add_segment(full),
        )
    }

    /// Removes a report with its paragraphs.
    pub fn remove_report(&self, id: &ReportId) -> Result<(), IndexError> {
        let (committed, added) = {
            let mut numbers = self.numbers();
            (numbers.committed.remove(id), numbers.added.remove(id))
        };
        if added.is_some() {
            // A deletion is looked for in the segments that are there when it is made.
            self.write_out()?;
        }
        for serial in committed.into_iter().chain(added) {
            self.writer.delete_term(self.fields.serial_term(serial));
        }
        Ok(())
    }

    fn numbers(&self) -> MutexGuard<'_, Numbers> {
        // Maps and a number are whole whatever happened to another thread.
        lock(&self.numbers)
    }

    /// Sets the ledger entry of a file (replaces one with the same absolute path).
    pub fn set_file(&mut self, record: &FileRecord) {
        self.unwritten.insert(record.absolute.clone());
        self.ledger.insert(record.absolute.clone(), record.clone());
    }

    /// Removes the ledger entry of a file.
    pub fn remove_file(&mut self, absolute: &str) {
        if self.ledger.remove(absolute).is_some() {
            self.unwritten.insert(absolute.to_owned());
        }
    }

    /// Remembers of which folders and files the index is made; that is seen at once, and stays
    /// whatever becomes of the rest.
    pub(in crate::index) fn remember(&self, dir: &Path, roots: &[Root]) -> Result<(), IndexError> {
        if roots::read(dir)? != roots {
            self.directory
                .write_whole(ROOTS, roots::text(roots).as_bytes())?;
        }
        Ok(())
    }

    /// Makes all changes seen at once, and durable.
    pub fn commit(mut self) -> Result<(), IndexError> {
        self.write_ledger()?;
        self.write_out()?;
        let next_serial = self.numbers().next;
        let mut prepared = self.writer.prepare_commit().map_err(IndexError::of)?;
        prepared.set_payload(&Payload::write(next_serial, &self.terms));
        prepared.commit().map_err(IndexError::of)?;
        self.tidy()?;
        self.writer.wait_merging_threads().map_err(IndexError::of)?;
        // The rename of a commit outlives a power cut only once the directory is on disk.
        self.index.directory().sync_directory()?;
        Ok(())
    }

    fn write_ledger(&mut self) -> Result<(), IndexError> {
        for absolute in std::mem::take(&mut self.unwritten) {
            if let Some(entry) = self.entries.get(&absolute) {
                self.writer.delete_term(self.fields.serial_term(*entry));
            }
            if let Some(record) = self.ledger.get(&absolute) {
                let serial = self.numbers().take();
                self.builders.with(
                    |builder| builder.add_file(record, serial),
                    |full| self.add_segment(full),
                )?;
            }
        }
        Ok(())
    }

    /// Writes out what was added so far.
    fn write_out(&self) -> Result<(), IndexError> {
        for segment in self.builders.finish()? {
            self.add_segment(segment)?;
        }
        Ok(())
    }

    fn add_segment(&self, segment: SegmentMeta) -> Result<(), IndexError> {
        self.writer.add_segment(segment).map_err(IndexError::of)
    }

    /// Merges segments that are many, and rewrites those with many deleted documents.
    fn tidy(&mut self) -> Result<(), IndexError> {
        // Numbers alone are kept: files of a segment go when nothing speaks of it any more.
        let segments = self
            .index
            .searchable_segment_metas()
            .map_err(IndexError::of)?;
        let sizes: Vec<_> = segments.iter().map(|s| (s.id(), s.num_docs())).collect();
        let mut worn = segments;
        worn.retain(|segment| segment.num_deleted_docs() > segment.max_doc() / WORN);
        let worn: Vec<_> = worn.into_iter().map(|segment| segment.id()).collect();

        let mut groups = merges(sizes);
        for id in worn {
            if !groups.iter().flatten().any(|merged| *merged == id) {
                groups.push(vec![id]);
            }
        }
        let merging: Vec<_> = groups
            .iter()
            .map(|group| self.writer.merge(group))
            .collect();
        for merge in merging {
            merge.wait().map_err(IndexError::of)?;
        }
        self.writer
            .garbage_collect_files()
            .wait()
            .map_err(IndexError::of)?;
        Ok(())
    }
}

/// Chooses which segments to merge, each group into one, by their numbers of documents.
///
/// Segments of like size are merged once there are [`MANY`], so that what is added report by report
/// is written again a few times however much follows. Large segments stay as they are: no
/// merge makes one of more than [`LARGE`] documents.
fn merges<Id: Copy + Ord>(mut small: Vec<(Id, u32)>) -> Vec<Vec<Id>> {
    small.retain(|(_, docs)| *docs < LARGE / 2);
    small.sort_unstable_by_key(|(id, docs)| (*docs, *id));
    let level = |docs: u32| docs.max(LEAST).ilog2() / 3;
    let mut groups: Vec<Vec<Id>> = Vec::new();
    for mut alike in small.chunk_by(|(_, a), (_, b)| level(*a) == level(*b)) {
        while alike.len() >= MANY {
            let mut sum = 0;
            let fits = |(_, docs): &&(Id, u32)| {
                sum += docs;
                sum <= LARGE
            };
            let (group, others) = alike.split_at(alike.iter().take_while(fits).count());
            groups.push(group.iter().map(|(id, _)| *id).collect());
            alike = others;
        }
    }
    groups
}

/// Opens the index of a directory, makes it if there is none, and makes it anew if it is of another
/// format and to be rebuilt.
/// Tells whether a file was missing, or there, that the step before had found otherwise.
fn is_being_made(error: &IndexError) -> bool {
    let IndexError::Io { error, .. } = error else {
        return false;
    };
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::AlreadyExists
    )
}

fn open_or_create(
    dir: &Path,
    directory: WriteDirectory,
    rebuild: bool,
) -> Result<tantivy::Index, IndexError> {
    if tantivy::Index::exists(&directory).map_err(IndexError::of)? {
        match open_tantivy(dir, directory.clone()) {
            // One that was made and never committed is as good as none.
            Err(IndexError::NotFound(_)) => {}
            Err(error) if rebuild && error.is_to_be_rebuilt() => clear(dir, &directory)?,
            known => return known,
        }
    }
    let compressor = ZstdCompressor {
        compression_level: Some(1),
    };
    let settings = IndexSettings {
        docstore_compression: Compressor::Zstd(compressor),
        docstore_blocksize: STORE_BLOCK,
        docstore_compress_dedicated_thread: false,
        ..IndexSettings::default()
    };
    let (schema, _) = schema::schema();
    let builder = tantivy::Index::builder().schema(schema).settings(settings);
    builder.open_or_create(directory).map_err(IndexError::of)
}

/// Removes the files of an index, and no others.
fn clear(dir: &Path, directory: &WriteDirectory) -> Result<(), IndexError> {
    let _lock = directory
        .acquire_lock(&INDEX_WRITER_LOCK)
        .map_err(|error| locked(TantivyError::LockFailure(error, None), dir))?;
    let mut files = directory.segment_files()?;
    let others = [LIST, THESAURUS]
        .into_iter()
        .filter(|name| dir.join(name).exists());
    files.extend(others.map(str::to_owned));
    // Without it there is no index any more, whatever happens to the rest.
    fs::remove_file(dir.join(META))?;
    for file in files {
        fs::remove_file(dir.join(file))?;
    }
    Ok(())
}

fn locked(error: TantivyError, dir: &Path) -> IndexError {
    use tantivy::directory::error::LockError;
    match error {
        TantivyError::LockFailure(LockError::LockBusy, _) => IndexError::Locked(dir.to_owned()),
        error => IndexError::of(error),
    }
}

// The trait object inside is not `Debug`, and the state of a writer says nothing to a reader.
impl std::fmt::Debug for IndexWriter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IndexWriter").finish_non_exhaustive()
    }
}

const _: fn() = || {
    // A writer is fed by several threads.
    fn shared<T: Send + Sync>() {}
    shared::<IndexWriter>();
};

#[cfg(test)]
mod tests {
    use super::{LARGE, MANY, merges};

    /// Merges segments of some sizes until nothing is left to do; returns the sizes that are left
    /// and the documents that were written again.
    fn settle(mut sizes: Vec<u32>) -> (Vec<u32>, u32) {
        let mut written = 0;
        loop {
            let groups = merges(sizes.iter().copied().enumerate().collect());
            if groups.is_empty() {
                return (sizes, written);
            }
            for group in &groups {
                let sum = group.iter().map(|at| sizes[*at]).sum::<u32>();
                assert!(group.len() > 1 && sum <= LARGE);
                written += sum;
                sizes.push(sum);
            }
            let mut place = 0;
            sizes.retain(|_| {
                place += 1;
                !groups.iter().flatten().any(|at| *at == place - 1)
            });
        }
    }

    #[test]
    fn few_segments_are_left_as_they_are() {
        assert_eq!(settle(vec![9000, 6000]), (vec![9000, 6000], 0));
        assert_eq!(settle(vec![55_000; MANY - 1]).1, 0);
    }

    #[test]
    fn what_is_added_bit_by_bit_is_seldom_written_again() {
        let (mut sizes, mut written) = (vec![9000, 6000], 0);
        for _ in 0..1000 {
            sizes.push(100);
            let more;
            (sizes, more) = settle(sizes);
            written += more;
            assert!(sizes.len() < 3 * MANY, "{sizes:?}");
        }
        assert_eq!(sizes.iter().sum::<u32>(), 115_000);
        assert!(written / 115_000 < 6, "{written}");
    }

    #[test]
    fn large_segments_are_made_once() {
        let (sizes, written) = settle(vec![55_000; 90]);
        assert!(sizes.len() < 12, "{sizes:?}");
        assert_eq!(written, 90 * 55_000);
    }
}
