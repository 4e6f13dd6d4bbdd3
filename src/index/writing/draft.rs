//! A segment before it is written out.
//!
//! The engine would have every document made a list of values, look every value up by the name
//! of its field and every word in a table. Here each value goes where it belongs at once.

use std::io;

use tantivy::columnar::ColumnarWriter;
use tantivy::directory::{FileSlice, TerminatingWrite, WritePtr};
use tantivy::fieldnorm::{FieldNormReader, FieldNormsSerializer};
use tantivy::index::SegmentComponent;
use tantivy::postings::InvertedIndexSerializer;
use tantivy::store::StoreWriter;
use tantivy::{DocId, Segment, SegmentMeta};

use crate::index::disk::codec;
use crate::index::disk::schema::{Class, Fields, column, columns};
use crate::index::disk::tags::{day, paragraph_values, report_values};
use crate::index::serial::Serial;
use crate::index::text::Analyser;
use crate::index::writing::postings::{Marks, Names, Occurrences, Words};
use crate::index::{FileRecord, IndexError, ReportRecord};
use crate::model::Paragraph;
use crate::query::Field;

/// The number of words, and that of their wording, of a document without text.
const NO_TEXT: (usize, u64) = (0, 0);

/// The documents of a segment that is being filled.
pub(in crate::index) struct Draft {
    segment: Segment,
    store: StoreWriter,
    columns: ColumnarWriter,
    classes: Names,
    reports: Names,
    serials: Names,
    words: Words,
    marks: Marks,
    /// How many words each document has, as the engine rounds it.
    norms: Vec<u8>,
}

impl Draft {
    /// Begins a segment.
    pub(in crate::index) fn new(index: &tantivy::Index) -> Result<Self, IndexError> {
        let segment = index.new_segment();
        let settings = index.settings();
        let store = StoreWriter::new(
            open(&segment, SegmentComponent::Store)?,
            settings.docstore_compression,
            settings.docstore_blocksize,
            settings.docstore_compress_dedicated_thread,
        )?;
        let mut writer = ColumnarWriter::default();
        for (name, kind) in columns() {
            writer.record_column_type(&name, kind, false);
        }
        Ok(Draft {
            segment,
            store,
            columns: writer,
            classes: Names::default(),
            reports: Names::default(),
            serials: Names::default(),
            words: Words::default(),
            marks: Marks::default(),
            norms: Vec::new(),
        })
    }

    /// Adds a report with its paragraphs, which bear its number and nothing else that is the same
    /// for all of them.
    pub(in crate::index) fn add_report(
        &mut self,
        fields: &Fields,
        record: &ReportRecord,
        paragraphs: &[Paragraph],
        serial: Serial,
        analyser: &mut Analyser,
    ) -> io::Result<()> {
        let report = self.add(serial, &codec::encode_report(record), NO_TEXT)?;
        let id = record.id.as_str();
        self.columns.record_str(report, column::REPORT, id);
        for field in Field::ALL.iter().filter(|field| !field.is_of_paragraph()) {
            for value in report_values(record, *field) {
                self.columns.record_str(report, fields.tag(*field), &value);
            }
        }
        if let Some(date) = record.day() {
            self.columns
                .record_numerical(report, column::DAY, day(date));
        }
        let next = self.next();
        self.reports.add(id.as_bytes(), report..next);
        self.classes
            .add(Class::Report.name().as_bytes(), report..next);
        let mut places = 0..;
        let is_note = |paragraph: &Paragraph| paragraph.section.is_notes();
        for alike in paragraphs.chunk_by(|a, b| is_note(a) == is_note(b)) {
            let begin = self.next();
            for (paragraph, place) in alike.iter().zip(&mut places) {
                self.add_paragraph(fields, record, paragraph, (serial, place), analyser)?;
            }
            let class = match alike.iter().all(is_note) {
                true => Class::Note,
                false => Class::Paragraph,
            };
            self.classes
                .add(class.name().as_bytes(), begin..self.next());
        }
        self.serials
            .add(&serial.0.to_be_bytes(), report..self.next());
        Ok(())
    }

    /// Adds the tags of paragraphs that are not here, under the number of their report, which was added
    /// last.
    pub(in crate::index) fn add_outline(
        &mut self,
        fields: &Fields,
        outline: &[Paragraph],
        serial: Serial,
    ) -> io::Result<()> {
        let begin = self.next();
        for paragraph in outline {
            let doc = self.add(serial, "", NO_TEXT)?;
            self.add_tags(fields, doc, paragraph);
            let class = match paragraph.section.is_notes() {
                true => Class::NoteOutline,
                false => Class::Outline,
            };
            self.classes.add(class.name().as_bytes(), doc..doc + 1);
        }
        self.serials
            .add(&serial.0.to_be_bytes(), begin..self.next());
        Ok(())
    }

    /// Adds a paragraph under the number of its report and its place in it.
    fn add_paragraph(
        &mut self,
        fields: &Fields,
        record: &ReportRecord,
        paragraph: &Paragraph,
        (serial, place): (Serial, u64),
        analyser: &mut Analyser,
    ) -> io::Result<()> {
        let analysis = analyser.analyse(&paragraph.text, record.report.language);
        let text = codec::encode_paragraph(&record.id, paragraph);
        let doc = self.add(serial, &text, (analysis.terms.len(), analysis.wording))?;
        self.words.add(doc, &analysis.terms);
        self.marks.add(doc, &analysis.marks);
        let columns = &mut self.columns;
        columns.record_numerical(doc, column::PLACE, place);
        columns.record_numerical(doc, column::PAGE, u64::from(paragraph.page));
        if let Some(number) = paragraph.number {
            columns.record_numerical(doc, column::NUMBER, u64::from(number));
        }
        self.add_tags(fields, doc, paragraph);
        Ok(())
    }

    fn add_tags(&mut self, fields: &Fields, doc: DocId, paragraph: &Paragraph) {
        for field in Field::ALL.iter().filter(|field| field.is_of_paragraph()) {
            for value in paragraph_values(paragraph, *field) {
                self.columns.record_str(doc, fields.tag(*field), &value);
            }
        }
    }

    /// Adds an entry of the ledger.
    pub(in crate::index) fn add_file(
        &mut self,
        file: &FileRecord,
        serial: Serial,
    ) -> io::Result<()> {
        let doc = self.add(serial, &codec::encode_file(file), NO_TEXT)?;
        self.classes
            .add(Class::File.name().as_bytes(), doc..doc + 1);
        self.serials.add(&serial.0.to_be_bytes(), doc..doc + 1);
        Ok(())
    }

    fn next(&self) -> DocId {
        self.norms.len() as DocId
    }

    /// Adds what every document has: a column without gaps is read quickest.
    fn add(
        &mut self,
        serial: Serial,
        record: &str,
        (words, wording): (usize, u64),
    ) -> io::Result<DocId> {
        let doc = self.next();
        self.store.store_bytes(record.as_bytes())?;
        self.columns.record_numerical(doc, column::SERIAL, serial.0);
        self.columns.record_numerical(doc, column::WORDING, wording);
        self.norms
            .push(FieldNormReader::fieldnorm_to_id(words as u32));
        Ok(doc)
    }

    /// Returns about how much memory it takes.
    pub(in crate::index) fn memory(&self) -> usize {
        self.store.mem_usage()
            + self.columns.mem_usage()
            + self.words.memory()
            + self.marks.memory()
    }

    /// Writes the segment out; `analyser` has numbered its terms.
    pub(in crate::index) fn write(
        mut self,
        fields: &Fields,
        analyser: &Analyser,
    ) -> Result<SegmentMeta, IndexError> {
        let documents = self.next();
        let mut norms =
            FieldNormsSerializer::from_write(open(&self.segment, SegmentComponent::FieldNorms)?)?;
        norms.serialize_field(fields.words(), &self.norms)?;
        norms.close()?;
        self.write_postings(fields, analyser)?;
        let mut columns = open(&self.segment, SegmentComponent::FastFields)?;
        self.columns.serialize(documents, None, &mut columns)?;
        columns.terminate()?;
        self.store.close()?;
        let meta = self.segment.with_max_doc(documents).meta().clone();
        meta.untrack_temp_docstore();
        Ok(meta)
    }

    fn write_postings(&mut self, fields: &Fields, analyser: &Analyser) -> Result<(), IndexError> {
        let mut serializer =
            InvertedIndexSerializer::open(&self.segment).map_err(IndexError::of)?;
        let names = [
            (fields.class(), &self.classes),
            (fields.report(), &self.reports),
            (fields.serial(), &self.serials),
        ];
        for (field, names) in names {
            let mut of_field = serializer.new_field(field, names.total(), None)?;
            names.write(&mut of_field)?;
            of_field.close()?;
        }
        let norms = FileSlice::from(std::mem::take(&mut self.norms));
        let norms = FieldNormReader::open(norms).map_err(IndexError::of)?;
        let mut of_field = serializer.new_field(fields.words(), self.words.total(), Some(norms))?;
        self.words.write(&analyser.terms, &mut of_field)?;
        of_field.close()?;
        let mut of_field = serializer.new_field(fields.marks(), self.marks.total(), None)?;
        self.marks.write(&analyser.marks, &mut of_field)?;
        of_field.close()?;
        serializer.close()?;
        Ok(())
    }
}

/// Opens a file of a segment for writing.
fn open(segment: &Segment, component: SegmentComponent) -> Result<WritePtr, IndexError> {
    segment.open_write(component).map_err(IndexError::of)
}
