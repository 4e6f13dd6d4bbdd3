//! The documents of the index and their fields.
//!
//! Paragraphs, reports and ledger entries are documents of one index, so that one commit
//! covers them all.

use tantivy::schema::{
    FAST, Field as TantivyField, IndexRecordOption, NumericOptions, STORED, Schema,
    TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};
use tantivy::{TantivyDocument, Term};

use super::analysis::{Analyser, Form, TermTokenizer, term};
use super::tags::Tags;
use super::{FileRecord, ReportRecord, codec};
use crate::model::Paragraph;
use crate::query::Field;

/// Grows with every change of schema, analysis or records.
pub(super) const FORMAT: &str = "findings 8";

/// How many bytes a paragraph's document mostly takes.
const USUAL: usize = 4096;

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
    /// The report's name.
    report: TantivyField,
    /// The words of a paragraph, each under its stem.
    words: TantivyField,
    /// Where abbreviations in capitals stand, and where sentences begin.
    marks: TantivyField,
    /// The number of a report, on it and on its paragraphs, or of an entry of the ledger.
    serial: TantivyField,
    place: TantivyField,
    wording: TantivyField,
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
    pub(in crate::index) const PAGE: &str = "page";
}

/// Makes the schema.
pub(super) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let indexed = |tokenizer: &str, norms: bool, option: IndexRecordOption| {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_fieldnorms(norms)
            .set_index_option(option);
        TextOptions::default().set_indexing_options(indexing)
    };
    let name = || indexed("raw", false, IndexRecordOption::Basic);
    let text = |norms: bool| indexed(TERMS, norms, IndexRecordOption::WithFreqsAndPositions);
    let tag = || TextOptions::default().set_fast("raw");
    let fast = || NumericOptions::default() | FAST;
    let fields = Fields {
        class: builder.add_text_field("class", name()),
        report: builder.add_text_field(column::REPORT, name().set_fast("raw")),
        words: builder.add_text_field("words", text(true)),
        marks: builder.add_text_field("marks", text(false)),
        serial: builder.add_u64_field(column::SERIAL, fast().set_indexed()),
        place: builder.add_u64_field(column::PLACE, fast()),
        wording: builder.add_u64_field(column::WORDING, fast()),
        day: builder.add_i64_field(column::DAY, fast()),
        number: builder.add_u64_field(column::NUMBER, fast()),
        page: builder.add_u64_field(column::PAGE, fast()),
        tags: Field::ALL
            .iter()
            .map(|field| builder.add_text_field(&tag_column(*field), tag()))
            .collect(),
        record: builder.add_text_field("record", STORED),
    };
    (builder.build(), fields)
}

/// Names the column of a tag.
pub(super) fn tag_column(field: Field) -> String {
    // A column must not bear the name of another field of the index.
    format!("tag_{}", field.name().replace('-', "_"))
}

/// The name of the tokenizer for what has been analysed.
const TERMS: &str = "terms";

/// Makes an index know the tokenizer that the schema names.
pub(super) fn register_tokenizers(index: &mut tantivy::Index) {
    let manager = TokenizerManager::default();
    manager.register(TERMS, TextAnalyzer::from(TermTokenizer));
    index.set_tokenizers(manager);
}

impl Fields {
    pub(super) fn of_form(&self, form: Form) -> TantivyField {
        match form {
            Form::Exact | Form::Stem => self.words,
            Form::Capitals | Form::Sentence => self.marks,
        }
    }

    /// Finds the paragraphs with a word in a form that is one term, which a stem is not.
    pub(super) fn term(&self, form: Form, word: &str) -> Term {
        match form {
            Form::Exact | Form::Stem => Term::from_field_text(self.words, &term(word)),
            Form::Capitals | Form::Sentence => Term::from_field_text(self.marks, word),
        }
    }

    pub(super) fn record(&self) -> TantivyField {
        self.record
    }

    pub(super) fn class_term(&self, class: Class) -> Term {
        Term::from_field_text(self.class, class.name())
    }

    /// Finds a report by its name.
    pub(super) fn report_term(&self, id: &str) -> Term {
        Term::from_field_text(self.report, id)
    }

    /// Finds a report and its paragraphs, or an entry of the ledger, by number.
    pub(super) fn serial_term(&self, serial: u64) -> Term {
        Term::from_field_u64(self.serial, serial)
    }

    /// Makes the document of a paragraph; `tags` are those of its report or of another of its
    /// paragraphs.
    pub(super) fn paragraph_document(
        &self,
        record: &ReportRecord,
        paragraph: &Paragraph,
        serial: u64,
        place: u64,
        tags: &mut Tags,
        analyser: &mut Analyser,
    ) -> TantivyDocument {
        let analysis = analyser.analyse(&paragraph.text);
        tags.turn_to(record, paragraph);
        let mut document = self.tagged(Class::Paragraph, tags, serial);
        document.add_u64(self.place, place);
        document.add_u64(self.wording, analysis.wording);
        document.add_text(self.words, &analysis.terms);
        document.add_text(self.marks, &analysis.marks);
        document.add_text(self.record, codec::encode_paragraph(&record.id, paragraph));
        document
    }

    pub(super) fn report_document(&self, record: &ReportRecord, serial: u64) -> TantivyDocument {
        let mut document = self.tagged(Class::Report, &Tags::of_report(record), serial);
        document.add_text(self.report, record.id.as_str());
        document.add_text(self.record, codec::encode_report(record));
        document
    }

    fn tagged(&self, class: Class, tags: &Tags, serial: u64) -> TantivyDocument {
        let mut document = TantivyDocument::with_capacity(USUAL);
        document.add_text(self.class, class.name());
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

    pub(super) fn file_document(&self, file: &FileRecord, serial: u64) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_text(self.class, Class::File.name());
        document.add_u64(self.serial, serial);
        document.add_text(self.record, codec::encode_file(file));
        document
    }
}
