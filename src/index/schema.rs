//! The documents of the index and their fields.
//!
//! Paragraphs, reports and ledger entries are documents of one index, so that one commit
//! covers them all.

use tantivy::schema::{
    FAST, Field as TantivyField, INDEXED, IndexRecordOption, NumericOptions, STORED, STRING,
    Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};
use tantivy::{TantivyDocument, Term};

use super::analysis::{Form, FormTokenizer};
use super::tags::Tags;
use super::{FileRecord, ReportRecord, codec, near, wording};
use crate::model::Paragraph;
use crate::query::Field;

/// Grows with every change of schema, analysis or records.
pub(super) const FORMAT: &str = "findings 7";

/// What a document is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Class {
    Paragraph,
    Report,
    File,
}

impl Class {
    fn name(self) -> &'static str {
        match self {
            Class::Paragraph => "paragraph",
            Class::Report => "report",
            Class::File => "file",
        }
    }
}

/// The fields of the index's documents.
#[derive(Debug, Clone)]
pub(super) struct Fields {
    class: TantivyField,
    /// The report's name, on it and on its paragraphs.
    report: TantivyField,
    /// The absolute path of a file.
    path: TantivyField,
    exact: TantivyField,
    stem: TantivyField,
    capitals: TantivyField,
    sentence: TantivyField,
    serial: TantivyField,
    place: TantivyField,
    wording: TantivyField,
    /// Numbers of a few runs of words, by which near-duplicates are found.
    sketch: TantivyField,
    day: TantivyField,
    number: TantivyField,
    page: TantivyField,
    tags: Vec<TantivyField>,
    record: TantivyField,
}

/// Names of the columns that are read by name.
pub(super) mod column {
    pub(in crate::index) const REPORT: &str = "report";
    pub(in crate::index) const SERIAL: &str = "serial";
    pub(in crate::index) const PLACE: &str = "place";
    pub(in crate::index) const WORDING: &str = "wording";
    pub(in crate::index) const DAY: &str = "day";
    pub(in crate::index) const NUMBER: &str = "number";
    /// The words of a paragraph in their order, beside the postings that tell where a word is.
    pub(in crate::index) const WORDS: &str = "exact";
    pub(in crate::index) const PAGE: &str = "page";
}

/// Makes the schema.
pub(super) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let text = |name: &str, norms: bool| {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(name)
            .set_fieldnorms(norms)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        TextOptions::default().set_indexing_options(indexing)
    };
    let tag = || TextOptions::default().set_fast("raw");
    let fast = || NumericOptions::default() | FAST;
    let fields = Fields {
        class: builder.add_text_field("class", STRING),
        report: builder.add_text_field(column::REPORT, STRING | FAST),
        path: builder.add_text_field("path", STRING),
        exact: builder.add_text_field(column::WORDS, text("exact", false).set_fast("exact")),
        stem: builder.add_text_field("stem", text("stem", true)),
        capitals: builder.add_text_field("capitals", text("capitals", false)),
        sentence: builder.add_text_field("sentence", text("sentence", false)),
        serial: builder.add_u64_field(column::SERIAL, fast() | INDEXED),
        place: builder.add_u64_field(column::PLACE, fast()),
        wording: builder.add_u64_field(column::WORDING, fast() | INDEXED),
        sketch: builder.add_u64_field("sketch", INDEXED),
        day: builder.add_i64_field(column::DAY, fast()),
        number: builder.add_u64_field(column::NUMBER, fast()),
        page: builder.add_u64_field(column::PAGE, fast()),
        tags: Field::ALL
            .iter()
            .map(|field| builder.add_text_field(&tag_column(*field), tag()))
            .collect(),
        record: builder.add_bytes_field("record", STORED),
    };
    (builder.build(), fields)
}

/// Names the column of a tag.
pub(super) fn tag_column(field: Field) -> String {
    // A column must not bear the name of another field of the index.
    format!("tag_{}", field.name().replace('-', "_"))
}

/// Makes an index know the analysers that the schema names, for postings and for columns.
pub(super) fn register_tokenizers(index: &mut tantivy::Index) {
    index.set_tokenizers(tokenizers());
    index.set_fast_field_tokenizers(tokenizers());
}

fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    for (name, form) in [
        ("exact", Form::Exact),
        ("stem", Form::Stem),
        ("capitals", Form::Capitals),
        ("sentence", Form::Sentence),
    ] {
        manager.register(name, TextAnalyzer::from(FormTokenizer(form)));
    }
    manager
}

impl Fields {
    pub(super) fn of_form(&self, form: Form) -> TantivyField {
        match form {
            Form::Exact => self.exact,
            Form::Stem => self.stem,
            Form::Capitals => self.capitals,
            Form::Sentence => self.sentence,
        }
    }

    pub(super) fn record(&self) -> TantivyField {
        self.record
    }

    pub(super) fn class_term(&self, class: Class) -> Term {
        Term::from_field_text(self.class, class.name())
    }

    /// Finds a report and its paragraphs.
    pub(super) fn report_term(&self, id: &str) -> Term {
        Term::from_field_text(self.report, id)
    }

    /// Finds the paragraphs of one wording.
    pub(super) fn wording_term(&self, wording: u64) -> Term {
        Term::from_field_u64(self.wording, wording)
    }

    /// Finds the paragraphs with a number in their sketch.
    pub(super) fn sketch_term(&self, number: u64) -> Term {
        Term::from_field_u64(self.sketch, number)
    }

    pub(super) fn path_term(&self, absolute: &str) -> Term {
        Term::from_field_text(self.path, absolute)
    }

    pub(super) fn paragraph_document(
        &self,
        record: &ReportRecord,
        paragraph: &Paragraph,
        serial: u64,
        place: u64,
    ) -> TantivyDocument {
        let tags = Tags::of_paragraph(record, paragraph);
        let mut document = self.tagged(Class::Paragraph, record, &tags, serial);
        document.add_u64(self.place, place);
        document.add_u64(self.wording, wording::number(&paragraph.text));
        for number in near::sketch(&paragraph.text) {
            document.add_u64(self.sketch, number);
        }
        document.add_text(self.exact, &paragraph.text);
        document.add_text(self.stem, &paragraph.text);
        document.add_text(self.capitals, &paragraph.text);
        document.add_text(self.sentence, &paragraph.text);
        document.add_bytes(self.record, &codec::encode_paragraph(&record.id, paragraph));
        document
    }

    pub(super) fn report_document(&self, record: &ReportRecord, serial: u64) -> TantivyDocument {
        let mut document = self.tagged(Class::Report, record, &Tags::of_report(record), serial);
        document.add_bytes(self.record, &codec::encode_report(record));
        document
    }

    fn tagged(
        &self,
        class: Class,
        record: &ReportRecord,
        tags: &Tags,
        serial: u64,
    ) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_text(self.class, class.name());
        document.add_text(self.report, record.id.as_str());
        document.add_u64(self.serial, serial);
        for (field, column) in Field::ALL.iter().zip(&self.tags) {
            for value in tags.values(*field) {
                document.add_text(*column, value);
            }
        }
        if let Some(day) = tags.day {
            document.add_i64(self.day, day);
        }
        if let Some(number) = tags.number {
            document.add_u64(self.number, number.into());
        }
        if let Some(page) = tags.page {
            document.add_u64(self.page, page.into());
        }
        document
    }

    pub(super) fn file_document(&self, file: &FileRecord) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_text(self.class, Class::File.name());
        document.add_text(self.path, &file.absolute);
        document.add_bytes(self.record, &codec::encode_file(file));
        document
    }
}
