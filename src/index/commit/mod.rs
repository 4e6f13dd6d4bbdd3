//! One commit as it is read: its documents, its words and values, and what is counted of it once.

pub(in crate::index) mod common_leaves;
pub(in crate::index) mod duplicates;
mod fuzzy;
pub(in crate::index) mod lengths;
pub(in crate::index) mod marked;
pub(in crate::index) mod numbered_columns;
pub(in crate::index) mod once;
pub(in crate::index) mod posting_lists;
pub(in crate::index) mod register;
pub(in crate::index) mod removed;
pub(in crate::index) mod repeated;
pub(in crate::index) mod report_entry;
pub(in crate::index) mod report_values;
pub(in crate::index) mod runs;
pub(in crate::index) mod sets;
pub(in crate::index) mod vocabulary;
pub(in crate::index) mod word_list;

use std::path::Path;
use std::sync::Arc;

use tantivy::directory::OwnedBytes;
use tantivy::{DocAddress, DocId, ReloadPolicy, Searcher, SegmentReader};

use crate::gazetteer::Gazetteer;
use crate::index::disk::payload::{Payload, find_commit, open_tantivy};
use crate::index::disk::schema::{self, Class, Fields};
use crate::index::disk::store::Store;
use crate::index::disk::{ReadDirectory, codec, columns};
use crate::index::serial::Serial;
use crate::index::{FileRecord, IndexError, ReportRecord, Whole};
use crate::model::{Paragraph, ReportId, Terms};
use crate::query::Field;
use lengths::Lengths;
use posting_lists::live;
use register::{Numbers, Register};
use report_entry::ReportEntry;
use vocabulary::Vocabulary;

/// So many times at most an index is opened again whose files go while it is opened.
const OPENINGS: usize = 5;

/// The last commit of an index, as it was when opened.
pub(in crate::index) struct Commit {
    pub(in crate::index) searcher: Searcher,
    pub(in crate::index) fields: Fields,
    pub(in crate::index) register: Register,
    /// The terms that its reports are tagged with, as they were defined when it was written.
    pub(in crate::index) terms: &'static Terms,
    /// The authorities that there are, with reports or without, but for those that its terms add.
    pub(in crate::index) gazetteer: &'static Gazetteer,
    /// What this is a part of, where it is one.
    pub(in crate::index) whole: Option<Arc<dyn Whole>>,
    store: Store,
}

impl Commit {
    /// Opens the last commit in a directory, which need not be writable.
    pub(in crate::index) fn open(dir: &Path) -> Result<Commit, IndexError> {
        for _ in 0..OPENINGS {
            match Commit::open_once(dir) {
                // A writer may have made another commit meanwhile, and removed files of this one.
                Err(error) if error.is_damage() => {}
                opened => return opened,
            }
        }
        Commit::open_once(dir)
    }

    fn open_once(dir: &Path) -> Result<Commit, IndexError> {
        find_commit(dir)?;
        let directory =
            ReadDirectory::open(dir).map_err(|error| IndexError::of(error).within(dir))?;
        Commit::of(&open_tantivy(dir, directory)?).map_err(|error| error.within(dir))
    }

    /// Reads the last commit of an index that is open already.
    pub(in crate::index) fn of(index: &tantivy::Index) -> Result<Commit, IndexError> {
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(IndexError::of)?;
        let (_, fields) = schema::schema();
        let searcher = reader.searcher();
        let payload = Payload::read(&index.load_metas().map_err(IndexError::of)?);
        let payload = payload.ok_or(IndexError::Damaged("list of terms"))?;
        Ok(Commit {
            terms: payload.terms,
            gazetteer: Gazetteer::builtin(),
            store: Store::open(&searcher)?,
            register: Register::new(&searcher, &fields),
            searcher,
            fields,
            whole: None,
        })
    }

    /// Looks words and values up.
    pub(in crate::index) fn vocabulary(&self) -> Vocabulary<'_> {
        Vocabulary {
            searcher: &self.searcher,
            fields: &self.fields,
            splits: &self.register.splits,
            accented: &self.register.accented,
            words: &self.register.words,
            removed: &self.register.removed,
            terms: self.terms,
            gazetteer: self.gazetteer,
            whole: self.whole.as_deref(),
        }
    }

    /// Returns how many paragraphs and notes there are and how long.
    pub(in crate::index) fn lengths(&self) -> Result<Lengths, IndexError> {
        match &self.whole {
            Some(whole) => whole
                .lengths()
                .map(|(length, total)| Lengths::new(length, total)),
            None => self.register.lengths(),
        }
    }

    /// Lists the live documents of a class in a segment.
    pub(in crate::index) fn documents(
        &self,
        segment: &SegmentReader,
        class: Class,
    ) -> Result<Vec<DocId>, IndexError> {
        live(segment, &self.fields.class_term(class))
    }

    /// Reads what is stored of a document.
    pub(in crate::index) fn record(&self, address: DocAddress) -> Result<OwnedBytes, IndexError> {
        self.store.record(address)
    }

    /// Reads a paragraph, with the name of its report.
    pub(in crate::index) fn paragraph_at(
        &self,
        address: DocAddress,
    ) -> Result<(ReportId, Paragraph), IndexError> {
        let record = self.record(address)?;
        let (report, paragraph) = codec::decode_paragraph(&record, self.terms)?;
        Ok((ReportId::new(report), paragraph))
    }

    /// Reads a report.
    pub(in crate::index) fn report_at(
        &self,
        address: DocAddress,
    ) -> Result<ReportRecord, IndexError> {
        codec::decode_report(&self.record(address)?, self.terms)
    }

    /// Reads reports, sorted by id.
    pub(in crate::index) fn read_reports(
        &self,
        entries: &[ReportEntry],
    ) -> Result<Vec<ReportRecord>, IndexError> {
        let mut reports = Vec::new();
        for entry in entries {
            reports.push(self.report_at(entry.address)?);
        }
        reports.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(reports)
    }

    /// Lists every file of the ledger, sorted by path.
    pub(in crate::index) fn files(&self) -> Result<Vec<FileRecord>, IndexError> {
        let files = self.numbered_files()?.into_iter();
        let mut files: Vec<_> = files.map(|(_, file)| file).collect();
        files.sort_by(|a, b| (&a.path, &a.absolute).cmp(&(&b.path, &b.absolute)));
        Ok(files)
    }

    /// Reads the ledger: its files in no order, with the numbers of their entries.
    pub(in crate::index) fn numbered_files(&self) -> Result<Vec<(Serial, FileRecord)>, IndexError> {
        let mut files = Vec::new();
        for (i, segment) in (0..).zip(self.searcher.segment_readers()) {
            let docs = self.documents(segment, Class::File)?;
            let serials = &self.register.numbers(Numbers::Serial)?[i as usize];
            let serials = columns::first(serials, &docs, 0);
            for (doc, serial) in docs.into_iter().zip(serials) {
                let record = self.record(DocAddress::new(i, doc))?;
                files.push((Serial(serial), codec::decode_file(&record)?));
            }
        }
        Ok(files)
    }

    /// Finds a report by its name.
    pub(in crate::index) fn report(
        &self,
        id: &ReportId,
    ) -> Result<Option<ReportRecord>, IndexError> {
        let address = self.report_address(id)?;
        address.map(|address| self.report_at(address)).transpose()
    }

    fn report_address(&self, id: &ReportId) -> Result<Option<DocAddress>, IndexError> {
        let term = self.fields.report_term(id.as_str());
        for (i, segment) in (0..).zip(self.searcher.segment_readers()) {
            if let Some(doc) = live(segment, &term)?.first() {
                return Ok(Some(DocAddress::new(i, *doc)));
            }
        }
        Ok(None)
    }

    /// Lists every paragraph of a report in reading order.
    pub(in crate::index) fn paragraphs(&self, id: &ReportId) -> Result<Vec<Paragraph>, IndexError> {
        let mut paragraphs = Vec::new();
        for address in self.paragraph_addresses(id)? {
            paragraphs.push(self.paragraph_at(address)?.1);
        }
        Ok(paragraphs)
    }

    /// Lists where the paragraphs of a report are stored, in reading order.
    pub(in crate::index) fn paragraph_addresses(
        &self,
        id: &ReportId,
    ) -> Result<Vec<DocAddress>, IndexError> {
        let mut found = Vec::new();
        if let Some(report) = self.report_address(id)? {
            // A report and its paragraphs are written into one segment.
            let segment = self.searcher.segment_reader(report.segment_ord);
            let at = report.segment_ord as usize;
            let serials = &self.register.numbers(Numbers::Serial)?[at];
            let places = &self.register.numbers(Numbers::Place)?[at];
            let serial = Serial(serials.first(report.doc_id).unwrap_or_default());
            for doc in live(segment, &self.fields.serial_term(serial))? {
                let address = DocAddress::new(report.segment_ord, doc);
                found.extend(places.first(doc).map(|place| (place, address)));
            }
        }
        found.sort_unstable_by_key(|(place, _)| *place);
        Ok(found.into_iter().map(|(_, address)| address).collect())
    }

    /// Lists other names of the values of a field: names of authorities, names and identifiers of
    /// providers.
    pub(in crate::index) fn other_names(
        &self,
        field: Field,
    ) -> Result<&[(String, String)], IndexError> {
        match field {
            Field::Authority | Field::Provider => self.register.other_names(field, || {
                let reports = self.read_reports(self.register.report_entries()?)?;
                Ok(other_names(field, reports))
            }),
            _ => Ok(&[]),
        }
    }
}

/// Lists other names of the values that some reports have in a field.
fn other_names(field: Field, reports: Vec<ReportRecord>) -> Vec<(String, String)> {
    let mut names = Vec::new();
    for record in reports {
        match (field, record.report.authority, record.report.provider) {
            (Field::Authority, Some(authority), _) => {
                names.push((authority.name, authority.slug));
            }
            (Field::Provider, _, Some(provider)) => {
                let identifiers = provider.identifiers.into_iter().map(|(_, value)| value);
                for name in identifiers.chain([provider.name]) {
                    names.push((name, provider.slug.clone()));
                }
            }
            _ => {}
        }
    }
    names
}
