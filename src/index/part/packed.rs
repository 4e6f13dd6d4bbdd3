//! Records as text, for an engine that keeps them without reading them.

use crate::index::disk::{codec, terms};
use crate::index::{FileRecord, IndexError, ReportRecord};
use crate::model::{Paragraph, ReportId, Terms};

/// The form of what is packed. It grows with every change of records, tokens or tags.
pub const FORMAT: u32 = 2;

/// Packs a paragraph with the name of its report.
pub fn paragraph(report: &ReportId, paragraph: &Paragraph) -> String {
    codec::encode_paragraph(report, paragraph)
}

/// Unpacks what [`paragraph`] made.
///
/// # Errors
/// It is not that.
pub fn unpack_paragraph(packed: &str, terms: &Terms) -> Result<(ReportId, Paragraph), IndexError> {
    let (report, paragraph) = codec::decode_paragraph(packed.as_bytes(), terms)?;
    Ok((ReportId::new(report), paragraph))
}

/// Packs a report without its paragraphs.
pub fn report(record: &ReportRecord) -> String {
    codec::encode_report(record)
}

/// Unpacks what [`report`] made.
///
/// # Errors
/// It is not that.
pub fn unpack_report(packed: &str, terms: &Terms) -> Result<ReportRecord, IndexError> {
    codec::decode_report(packed.as_bytes(), terms)
}

/// Packs an entry of the ledger.
pub fn file(record: &FileRecord) -> String {
    codec::encode_file(record)
}

/// Unpacks what [`file()`] made.
///
/// # Errors
/// It is not that.
pub fn unpack_file(packed: &str) -> Result<FileRecord, IndexError> {
    codec::decode_file(packed.as_bytes())
}

/// Packs the terms that reports are tagged with.
pub fn terms(of: &Terms) -> String {
    terms::write(of)
}

/// Unpacks what [`terms()`] made; it lives as long as the process.
///
/// # Errors
/// It is not that.
pub fn unpack_terms(packed: &str) -> Result<&'static Terms, IndexError> {
    terms::read(packed).ok_or(IndexError::Damaged("list of terms"))
}
