//! The index: paragraphs in tantivy, and everything asked of them.
//!
//! One document is a paragraph; reports and the ledger of files are documents beside them, so
//! that a commit is one moment for all. [`IndexWriter`] fills an index, [`Index`] reads the
//! last commit of one. What a query means is told by a plan (`plan`, `lower`), what matches it
//! by one evaluator (`spans`) that serves the postings (`segment`) and the highlights
//! (`matcher`, `marks`) alike.

mod answer;
mod commit;
mod counting;
mod disk;
mod error;
mod ingest;
mod lowering;
mod matching;
mod record;
mod request;
mod text;
pub(crate) mod threads;
mod writing;

#[cfg(test)]
mod tests;

use std::io;
use std::path::Path;

use tantivy::directory::OwnedBytes;
use tantivy::schema::IndexRecordOption;
use tantivy::{
    Directory, DocAddress, DocId, DocSet, IndexMeta, ReloadPolicy, Searcher, SegmentReader,
    TERMINATED, TantivyError, Term,
};

use crate::model::{Paragraph, ReportId, Terms};
use commit::register::{Numbers, Register};
use disk::schema::{self, Class, FORMAT, Fields};
use disk::store::Store;
use disk::{META, ReadDirectory};
use disk::{codec, columns, terms};

pub use answer::concordance::Neighbour;
pub use answer::resemblance::{Comparer, Telling};
pub use answer::similar::{Likeness, SimilarRequest, SimilarResults};
pub use answer::term_use::{ConceptUse, DIED_OUT_YEARS, Decline, MIN_REPORTS, TermUse};
pub use counting::tokens::{CountedParagraph, Quote, TokenStreams};
pub use disk::roots::roots;
pub use error::IndexError;
pub use ingest::{
    FileOutcome, FileStatus, IngestError, IngestOptions, IngestSummary, Progress, ingest,
    read_rules,
};
pub use record::{Edition, Fate, FileRecord, ReportRecord};
pub use request::{
    Context, Explain, Explanation, Facet, FacetValue, Hit, NearDuplicate, Offer, ScorePart,
    SearchRequest, SearchResults, Sort, Suggestion,
};
pub use writing::writer::IndexWriter;

/// So many times at most an index is opened again whose files go while it is opened.
const OPENINGS: usize = 5;

/// The last commit of an index, as it was when opened.
pub struct Index {
    searcher: Searcher,
    fields: Fields,
    store: Store,
    register: Register,
    terms: &'static Terms,
}

impl Index {
    /// Opens an index for reading; its directory need not be writable.
    ///
    /// # Errors
    /// There is no index, one of another format, one that is not as it was written, or one that may
    /// not be read.
    pub fn open(dir: &Path) -> Result<Index, IndexError> {
        for _ in 0..OPENINGS {
            match Index::open_once(dir) {
                // A writer may have made another commit meanwhile, and removed files of this one.
                Err(error) if error.is_damage() => {}
                opened => return opened,
            }
        }
        Index::open_once(dir)
    }

    fn open_once(dir: &Path) -> Result<Index, IndexError> {
        find_commit(dir)?;
        let directory =
            ReadDirectory::open(dir).map_err(|error| IndexError::from(error).within(dir))?;
        Index::of(&open_tantivy(dir, directory)?).map_err(|error| error.within(dir))
    }

    /// Reads every byte of the last commit in a directory, and names the files that are missing or not
    /// as they were written, sorted.
    ///
    /// [`Index::open`] reads a file whole only if its length or time is not that of the commit.
    ///
    /// # Errors
    /// There is no index, one of another format, or one whose commit cannot be read.
    pub fn damaged_files(dir: &Path) -> Result<Vec<String>, IndexError> {
        find_commit(dir)?;
        let directory =
            ReadDirectory::open(dir).map_err(|error| IndexError::from(error).within(dir))?;
        let index = open_tantivy(dir, directory.clone())?;
        Ok(directory.damaged(&index.load_metas()?.list_segment_files()))
    }

    /// Reads the last commit of an index that is open already.
    fn of(index: &tantivy::Index) -> Result<Index, IndexError> {
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        let (_, fields) = schema::schema();
        let searcher = reader.searcher();
        let payload = Payload::read(&index.load_metas()?);
        let payload = payload.ok_or(IndexError::Damaged("list of terms"))?;
        Ok(Index {
            terms: payload.terms,
            store: Store::open(&searcher)?,
            searcher,
            fields,
            register: Register::default(),
        })
    }

    /// Returns the terms that its reports are tagged with, as they were defined when it was written.
    pub fn terms(&self) -> &'static Terms {
        self.terms
    }

    /// Lists every file of the ledger, sorted by path.
    ///
    /// # Errors
    /// An index that cannot be read.
    pub fn files(&self) -> Result<Vec<FileRecord>, IndexError> {
        let files = self.numbered_files()?.into_iter();
        let mut files: Vec<_> = files.map(|(_, file)| file).collect();
        files.sort_by(|a, b| (&a.path, &a.absolute).cmp(&(&b.path, &b.absolute)));
        Ok(files)
    }

    /// Reads the ledger: its files in no order, with the numbers of their entries.
    fn numbered_files(&self) -> Result<Vec<(u64, FileRecord)>, IndexError> {
        let mut files = Vec::new();
        for (i, segment) in (0..).zip(self.searcher.segment_readers()) {
            let docs = self.documents(segment, Class::File)?;
            let serials = columns::first(&self.numbers(Numbers::Serial)?[i as usize], &docs, 0);
            for (doc, serial) in docs.into_iter().zip(serials) {
                let record = self.record(DocAddress::new(i, doc))?;
                files.push((serial, codec::decode_file(&record)?));
            }
        }
        Ok(files)
    }

    /// Finds a report by its name.
    ///
    /// # Errors
    /// An index that cannot be read.
    pub fn report(&self, id: &ReportId) -> Result<Option<ReportRecord>, IndexError> {
        match self.report_address(id)? {
            Some(address) => codec::decode_report(&self.record(address)?, self.terms).map(Some),
            None => Ok(None),
        }
    }

    fn report_address(&self, id: &ReportId) -> Result<Option<DocAddress>, IndexError> {
        let term = self.fields.report_term(id.as_str());
        for (i, segment) in (0..).zip(self.searcher.segment_readers()) {
            if let Some(doc) = self.postings(segment, &term)?.first() {
                return Ok(Some(DocAddress::new(i, *doc)));
            }
        }
        Ok(None)
    }

    /// Lists every paragraph of a report in reading order.
    ///
    /// # Errors
    /// An index that cannot be read.
    pub fn paragraphs(&self, id: &ReportId) -> Result<Vec<Paragraph>, IndexError> {
        let mut paragraphs = Vec::new();
        for address in self.paragraph_addresses(id)? {
            paragraphs.push(codec::decode_paragraph(&self.record(address)?, self.terms)?.1);
        }
        Ok(paragraphs)
    }

    /// Lists the live documents of a class in a segment.
    fn documents(&self, segment: &SegmentReader, class: Class) -> Result<Vec<DocId>, IndexError> {
        self.postings(segment, &self.fields.class_term(class))
    }

    /// Lists the live documents of a term in a segment.
    fn postings(&self, segment: &SegmentReader, term: &Term) -> Result<Vec<DocId>, IndexError> {
        let inverted = segment.inverted_index(term.field())?;
        let mut docs = Vec::new();
        if let Some(mut postings) = inverted.read_postings(term, IndexRecordOption::Basic)? {
            while postings.doc() != TERMINATED {
                docs.push(postings.doc());
                postings.advance();
            }
        }
        docs.retain(|doc| !segment.is_deleted(*doc));
        Ok(docs)
    }

    /// Reads what is stored of a document.
    fn record(&self, address: DocAddress) -> Result<OwnedBytes, IndexError> {
        self.store.record(address)
    }
}

/// Decodes bytes as a record of every class: what is stored is not trusted either.
#[cfg(fuzzing)]
pub fn decode_anything(bytes: &[u8]) {
    let terms = crate::rules::Rules::builtin().terms();
    let _ = codec::decode_paragraph(bytes, terms);
    let _ = codec::decode_report(bytes, terms);
    let _ = codec::decode_file(bytes);
    let _ = str::from_utf8(bytes).map(codec::decode_terms);
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index")
            .field("documents", &self.searcher.num_docs())
            .finish()
    }
}

/// What a commit says of itself.
struct Payload {
    next_serial: u64,
    terms: &'static Terms,
}

impl Payload {
    /// Reads the payload of a commit; none before the first, or of another format.
    fn read(metas: &IndexMeta) -> Option<Self> {
        let text = metas.payload.as_deref()?;
        let rest = text.strip_prefix(FORMAT)?.strip_prefix("; next ")?;
        let (next, terms) = rest.split_once("; ")?;
        Some(Payload {
            next_serial: next.parse().ok()?,
            terms: terms::read(terms)?,
        })
    }

    fn write(next_serial: u64, terms: &Terms) -> String {
        format!("{FORMAT}; next {next_serial}; {}", terms::write(terms))
    }
}

/// Tells whether there is a commit in a directory that may be looked at.
fn find_commit(dir: &Path) -> Result<(), IndexError> {
    match std::fs::metadata(dir.join(META)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(IndexError::NotFound(dir.to_owned()))
        }
        Err(error) => Err(IndexError::from(error).within(dir)),
    }
}

/// Opens what is in a directory, if it is an index of this format with a commit.
fn open_tantivy(dir: &Path, directory: impl Directory) -> Result<tantivy::Index, IndexError> {
    let foreign = |found| IndexError::OldFormat {
        dir: dir.to_owned(),
        found,
    };
    let failed = |error: TantivyError| IndexError::from(error).within(dir);
    let index = match tantivy::Index::open(directory).map_err(failed) {
        Ok(index) => index,
        // Another release of the engine.
        Err(error @ (IndexError::Tantivy(_) | IndexError::Damaged(_))) => {
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
