//! What reports say, as a number each: it tells whether one has come, gone or changed.

use std::collections::BTreeMap;

use crate::index::IndexError;
use crate::index::commit::Commit;
use crate::index::commit::register::Numbers;
use crate::index::disk::columns;
use crate::index::serial::Serial;
use crate::index::text::wording;
use crate::model::ReportId;

/// A report by what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportContent {
    /// Its id.
    pub id: ReportId,
    /// The number that it bears in this index.
    pub number: u64,
    /// A number that its id and the words of its longer paragraphs make, the same in every index.
    pub content: u64,
}

/// Lists the reports by what they say, sorted by id.
pub(in crate::index) fn contents(commit: &Commit) -> Result<Vec<ReportContent>, IndexError> {
    let mut sums: BTreeMap<Serial, u64> = BTreeMap::new();
    for (i, segment) in commit.searcher.segment_readers().iter().enumerate() {
        let docs: Vec<_> = segment.doc_ids_alive().collect();
        let column = |of: Numbers| -> Result<Vec<u64>, IndexError> {
            Ok(columns::first(&commit.register.numbers(of)?[i], &docs, 0))
        };
        let (serials, wordings) = (column(Numbers::Serial)?, column(Numbers::Wording)?);
        for (serial, wording) in serials.into_iter().zip(wordings) {
            let sum = sums.entry(Serial(serial)).or_default();
            // Paragraphs come in any order.
            *sum = sum.wrapping_add(wording);
        }
    }
    let entries = commit.register.report_entries()?.iter();
    let ids = commit.register.report_ids()?.into_iter();
    let mut contents: Vec<_> = entries
        .zip(ids)
        .map(|(entry, id)| {
            let words = sums.get(&entry.serial).copied().unwrap_or_default();
            ReportContent {
                content: wording::run(&[wording::number(&id), words]),
                number: entry.serial.0,
                id: ReportId::new(id),
            }
        })
        .collect();
    contents.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(contents)
}
