//! The documents of the index and their fields.
//!
//! Paragraphs, reports and ledger entries are documents of one index, so that one commit
//! covers them all. What is stored of a document is its record, which is no field.

use tantivy::Term;
use tantivy::columnar::ColumnType;
use tantivy::schema::{
    FAST, Field as TantivyField, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing,
    TextOptions,
};

use crate::index::serial::Serial;
use crate::index::text::{Form, term, unstemmed};
use crate::query::Field;

/// Grows with every change of schema, analysis or records. The engine's release is a part of it:
/// segments are written past its writer (`writing`), so that no other release is sure to read them.
pub(in crate::index) const FORMAT: &str = "findings 16, tantivy 0.27.0";

/// What a document is.
#[derive(Debug, Clone, Copy)]
pub(in crate::index) enum Class {
    Paragraph,
    /// A note to paragraphs: text like theirs, and found only where it is asked for.
    Note,
    Report,
    File,
    /// The tags of paragraphs that stand elsewhere: see `part`.
    Outline,
    /// The same of notes.
    NoteOutline,
}

impl Class {
    pub(in crate::index) fn name(self) -> &'static str {
        match self {
            Class::Paragraph => "paragraph",
            Class::Note => "note",
            Class::Report => "report",
            Class::File => "file",
            Class::Outline => "outline",
            Class::NoteOutline => "note outline",
        }
    }
}

/// The fields of the index's documents.
#[derive(Debug, Clone)]
pub(in crate::index) struct Fields {
    class: TantivyField,
    /// The report's name.
    report: TantivyField,
    /// The words of a paragraph, each under its stem.
    words: TantivyField,
    /// Where abbreviations in capitals stand, and where sentences begin.
    marks: TantivyField,
    /// The number of a report, on it and on its paragraphs, or of an entry of the ledger.
    serial: TantivyField,
    /// The columns of tags, in the order of [`Field::ALL`].
    tags: Vec<String>,
}

/// Names of the columns that are read by name.
pub(in crate::index) mod column {
    pub(in crate::index) const REPORT: &str = "report";
    pub(in crate::index) const SERIAL: &str = "serial";
    pub(in crate::index) const PLACE: &str = "place";
    pub(in crate::index) const WORDING: &str = "wording";
    pub(in crate::index) const DAY: &str = "day";
    pub(in crate::index) const NUMBER: &str = "number";
    pub(in crate::index) const PAGE: &str = "page";
}

/// Makes the schema.
pub(in crate::index) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let indexed = |norms: bool, option: IndexRecordOption| {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_fieldnorms(norms)
            .set_index_option(option);
        TextOptions::default().set_indexing_options(indexing)
    };
    let name = || indexed(false, IndexRecordOption::Basic);
    let text = |norms: bool| indexed(norms, IndexRecordOption::WithFreqsAndPositions);
    let fast = || NumericOptions::default() | FAST;
    let fields = Fields {
        class: builder.add_text_field("class", name()),
        report: builder.add_text_field(column::REPORT, name().set_fast("raw")),
        words: builder.add_text_field("words", text(true)),
        marks: builder.add_text_field("marks", text(false)),
        serial: builder.add_u64_field(column::SERIAL, fast().set_indexed()),
        tags: Field::ALL.iter().map(|field| tag_column(*field)).collect(),
    };
    for (name, kind) in columns() {
        match kind {
            _ if [column::REPORT, column::SERIAL].contains(&&*name) => continue,
            ColumnType::Str => {
                builder.add_text_field(&name, TextOptions::default().set_fast("raw"))
            }
            ColumnType::I64 => builder.add_i64_field(&name, fast()),
            _ => builder.add_u64_field(&name, fast()),
        };
    }
    (builder.build(), fields)
}

/// Lists the columns.
pub(in crate::index) fn columns() -> impl Iterator<Item = (String, ColumnType)> {
    let named = [
        (column::REPORT, ColumnType::Str),
        (column::SERIAL, ColumnType::U64),
        (column::PLACE, ColumnType::U64),
        (column::WORDING, ColumnType::U64),
        (column::DAY, ColumnType::I64),
        (column::NUMBER, ColumnType::U64),
        (column::PAGE, ColumnType::U64),
    ];
    let named = named
        .into_iter()
        .map(|(name, kind)| (name.to_owned(), kind));
    let tags = Field::ALL
        .iter()
        .map(|field| (tag_column(*field), ColumnType::Str));
    named.chain(tags)
}

/// Names the column of a tag.
pub(in crate::index) fn tag_column(field: Field) -> String {
    // A column must not bear the name of another field of the index.
    format!("tag_{}", field.name().replace('-', "_"))
}

impl Fields {
    pub(in crate::index) fn of_form(&self, form: Form) -> TantivyField {
        match form {
            Form::Exact | Form::Stem => self.words,
            Form::Capitals | Form::Sentence => self.marks,
        }
    }

    /// Finds the paragraphs with a word in a form that is one term, which a stem is not; those in
    /// English of a word of a text.
    pub(in crate::index) fn term(&self, form: Form, word: &str) -> Term {
        match form {
            Form::Exact | Form::Stem => Term::from_field_text(self.words, &term(word)),
            Form::Capitals | Form::Sentence => Term::from_field_text(self.marks, word),
        }
    }

    /// Lists the terms of a word in a form that has one in each language.
    pub(in crate::index) fn terms(&self, form: Form, word: &str) -> Vec<Term> {
        let mut terms = vec![self.term(form, word)];
        if matches!(form, Form::Exact) {
            let bare = Term::from_field_text(self.words, &unstemmed(word));
            if bare != terms[0] {
                terms.push(bare);
            }
        }
        terms
    }

    pub(in crate::index) fn class(&self) -> TantivyField {
        self.class
    }

    pub(in crate::index) fn report(&self) -> TantivyField {
        self.report
    }

    pub(in crate::index) fn serial(&self) -> TantivyField {
        self.serial
    }

    pub(in crate::index) fn words(&self) -> TantivyField {
        self.words
    }

    pub(in crate::index) fn marks(&self) -> TantivyField {
        self.marks
    }

    /// Names the column of a tag.
    pub(in crate::index) fn tag(&self, field: Field) -> &str {
        &self.tags[field as usize]
    }

    pub(in crate::index) fn class_term(&self, class: Class) -> Term {
        Term::from_field_text(self.class, class.name())
    }

    /// Finds a report by its name.
    pub(in crate::index) fn report_term(&self, id: &str) -> Term {
        Term::from_field_text(self.report, id)
    }

    /// Finds a report and its paragraphs, or an entry of the ledger, by number.
    pub(in crate::index) fn serial_term(&self, Serial(serial): Serial) -> Term {
        Term::from_field_u64(self.serial, serial)
    }
}
