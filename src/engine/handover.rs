//! Handing reports over: from a report to the documents of it.

use std::collections::HashSet;
use std::sync::Mutex;

use serde_json::{Value, json};

use super::ClusterError;
use super::bulk::Bulk;
use super::mapping::{self, class, digest, field};
use crate::index::{FileRecord, ReportRecord, Tokeniser, Tokens, outline, packed, tags};
use crate::model::Paragraph;
use crate::query::Field;

/// From when on documents are seen.
#[derive(Debug, Clone, Copy)]
pub(super) enum Generation {
    /// From the end of this ingest on.
    Next(u64),
    /// When the shares are settled that hand over documents of this generation.
    Pending(u64),
}

impl Generation {
    pub(super) fn number(self) -> u64 {
        match self {
            Generation::Next(number) | Generation::Pending(number) => number,
        }
    }

    /// Returns the id of a document. One that waits stands beside the same that does not: neither takes
    /// the place of the other.
    fn id(self, what: &str) -> String {
        match self {
            Generation::Next(_) => digest(what),
            Generation::Pending(number) => digest(&format!("pending {number} {what}")),
        }
    }
}

/// A report as it is handed over.
pub(super) struct Parcel<'r> {
    record: &'r ReportRecord,
    paragraphs: &'r [Paragraph],
    /// The records of the paragraphs.
    packed: Vec<String>,
    /// Tells it from all other reports, and from itself if anything of it were different.
    pub(super) version: String,
}

impl<'r> Parcel<'r> {
    pub(super) fn new(record: &'r ReportRecord, paragraphs: &'r [Paragraph]) -> Self {
        let packed: Vec<String> = paragraphs
            .iter()
            .map(|paragraph| packed::paragraph(&record.id, paragraph))
            .collect();
        let mut all = packed::report(record);
        for paragraph in &packed {
            all.push_str(&format!("\0{}\0", paragraph.len()));
            all.push_str(paragraph);
        }
        Parcel {
            version: digest(&all),
            record,
            paragraphs,
            packed,
        }
    }

    /// Returns how many documents it is.
    pub(super) fn len(&self) -> u64 {
        1 + self.paragraphs.len() as u64
    }

    /// Hands it over, seen from a generation on. Words that were not `met` are handed over too.
    pub(super) fn hand_over(
        &self,
        bulk: &mut Bulk<'_>,
        generation: Generation,
        tokeniser: &mut Tokeniser,
        met: &Mutex<HashSet<String>>,
    ) -> Result<(), ClusterError> {
        let routing = mapping::keyword(self.record.id.as_str());
        let outline = outline(self.paragraphs);
        let outline = outline
            .iter()
            .map(|paragraph| packed::paragraph(&self.record.id, paragraph));
        let report = json!({
            field::CLASS: class::REPORT,
            field::GENERATION: generation.number(),
            field::VERSION: self.version,
            field::REPORT: routing,
            field::RECORD: packed::report(self.record),
            field::OUTLINE: outline.collect::<Vec<_>>(),
        });
        bulk.write(
            &generation.id(&format!("report {}", self.version)),
            &routing,
            &report,
        )?;
        let language = self.record.report.language;
        for (place, (paragraph, packed)) in self.paragraphs.iter().zip(&self.packed).enumerate() {
            let tokens = tokeniser.tokens(&paragraph.text, language);
            for term in new(&tokens.terms, met) {
                let stem = Tokens::stem(&term);
                let word = json!({
                    field::CLASS: class::WORD,
                    field::GENERATION: 0,
                    field::WORD: mapping::token(&term),
                    field::STEM: mapping::keyword(stem),
                    field::RECORD: term,
                });
                let id = digest(&format!("word {term}"));
                bulk.write(&id, &id, &word)?;
            }
            let document = self.document(paragraph, packed, place, &tokens, generation.number());
            let id = generation.id(&format!("{} {place}", self.version));
            bulk.write(&id, &routing, &document)?;
        }
        Ok(())
    }

    fn document(
        &self,
        paragraph: &Paragraph,
        packed: &str,
        place: usize,
        tokens: &Tokens,
        generation: u64,
    ) -> Value {
        let stems = tokens.terms.iter().map(|term| Tokens::stem(term));
        let mut document = json!({
            field::CLASS: match paragraph.section.is_notes() {
                true => class::NOTE,
                false => class::PARAGRAPH,
            },
            field::GENERATION: generation,
            field::VERSION: self.version,
            field::REPORT: mapping::keyword(self.record.id.as_str()),
            field::PLACE: place,
            field::STEMS: stream(stems),
            field::TERMS: stream(tokens.terms.iter().map(String::as_str)),
            field::CAPITALS: stream(tokens.capitals.iter().map(String::as_str)),
            field::LENGTH: tokens.length,
            field::PAGE: paragraph.page,
            field::RECORD: packed,
        });
        if let Some(number) = paragraph.number {
            document[field::NUMBER] = json!(number);
        }
        if let Some(day) = self.record.day() {
            document[field::DAY] = json!(day.to_string());
        }
        for of in Field::ALL {
            let values = tags(self.record, paragraph, *of);
            let values = values.iter().map(|value| mapping::keyword(value));
            document[mapping::tag(*of)] = json!(values.collect::<Vec<_>>());
        }
        document
    }
}

/// Hands an entry of the ledger over; its version is returned by [`version_of_file`].
pub(super) fn hand_over_file(
    file: &FileRecord,
    bulk: &mut Bulk<'_>,
    generation: Generation,
) -> Result<(), ClusterError> {
    let version = version_of_file(file);
    let document = json!({
        field::CLASS: class::FILE,
        field::GENERATION: generation.number(),
        field::VERSION: version,
        field::RECORD: packed::file(file),
    });
    bulk.write(
        &generation.id(&format!("file {version}")),
        &version,
        &document,
    )
}

/// Tells an entry of the ledger from all others.
pub(super) fn version_of_file(file: &FileRecord) -> String {
    digest(&format!("file {}", packed::file(file)))
}

/// Puts tokens in their order, parted by blanks.
fn stream<'t>(tokens: impl Iterator<Item = &'t str>) -> String {
    let mut stream = String::new();
    for token in tokens {
        if !stream.is_empty() {
            stream.push(' ');
        }
        stream.push_str(&mapping::token(token));
    }
    stream
}

/// Lists terms that were not met before, each once.
fn new(terms: &[String], met: &Mutex<HashSet<String>>) -> Vec<String> {
    // A set of words is whole whatever happened to another thread.
    let mut met = met
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    let mut new = Vec::new();
    for term in terms {
        if !met.contains(term) {
            met.insert(term.clone());
            new.push(term.clone());
        }
    }
    new
}
