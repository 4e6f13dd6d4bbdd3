//! What is the same for every search of a commit, counted once: its reports, the lengths of its
//! paragraphs, the order of its names.
//!
//! Nothing of it is counted before it is asked for: a search from a shell needs little of it.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustc_hash::FxHashMap;
use tantivy::columnar::Column;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::{DocAddress, DocId, Searcher, SegmentReader};

use super::common_leaves::CommonLeaves;
use super::duplicates::KnownDuplicates;
use super::lengths::Lengths;
use super::marked::Marked;
use super::numbered_columns::NumberedColumns;
use super::once::{OFTEN, once};
use super::posting_lists::live;
use super::removed::Removed;
use super::report_entry::{NO_DAY, ReportEntry};
use super::report_values::ReportValues;
use super::runs::{Run, runs};
use super::sets::Serials;
use super::vocabulary::{Accented, Splits};
use super::word_list::WordList;
use crate::index::IndexError;
use crate::index::commit::repeated::Repeated;
use crate::index::disk::columns;
use crate::index::disk::schema::{Class, Fields, column};
use crate::index::disk::tags::REPLACED;
use crate::index::serial::Serial;
use crate::index::text::Form;
use crate::query::Field;

/// What has been counted so far.
pub(in crate::index) struct Register {
    searcher: Searcher,
    fields: Fields,
    reports: OnceLock<Vec<ReportEntry>>,
    lengths: OnceLock<Lengths>,
    ranks: OnceLock<Vec<u32>>,
    runs: OnceLock<Vec<Vec<Run>>>,
    shared_wordings: OnceLock<Vec<Marked>>,
    /// How often it was asked which they are before they were known.
    asked_for_wordings: AtomicUsize,
    notes: OnceLock<Vec<Marked>>,
    /// In the order of [`Field::ALL`].
    values: [OnceLock<ReportValues>; Field::ALL.len()],
    columns: [OnceLock<NumberedColumns>; Field::ALL.len()],
    holders: [OnceLock<Vec<Serials>>; Field::ALL.len()],
    other_names: [OnceLock<Vec<(String, String)>>; Field::ALL.len()],
    numbers: [OnceLock<Vec<Column<u64>>>; 3],
    replaced: OnceLock<Serials>,
    /// Where words that were asked for are two words.
    pub(in crate::index) splits: Splits,
    /// Its words that are not in plain letters.
    pub(in crate::index) accented: Accented,
    /// All its words.
    pub(in crate::index) words: WordList,
    /// Its documents that were removed.
    pub(in crate::index) removed: Removed,
    /// How often documents hold its common words.
    pub(in crate::index) common_leaves: CommonLeaves,
    /// Which of its paragraphs say the same.
    pub(in crate::index) duplicates: KnownDuplicates,
}

/// A column of numbers.
#[derive(Debug, Clone, Copy)]
pub(in crate::index) enum Numbers {
    Serial,
    Place,
    Wording,
}

impl Numbers {
    fn column(self) -> &'static str {
        match self {
            Numbers::Serial => column::SERIAL,
            Numbers::Place => column::PLACE,
            Numbers::Wording => column::WORDING,
        }
    }
}

impl Register {
    /// Begins with nothing counted.
    pub(super) fn new(searcher: &Searcher, fields: &Fields) -> Self {
        Register {
            searcher: searcher.clone(),
            fields: fields.clone(),
            reports: OnceLock::new(),
            lengths: OnceLock::new(),
            ranks: OnceLock::new(),
            runs: OnceLock::new(),
            shared_wordings: OnceLock::new(),
            asked_for_wordings: AtomicUsize::new(0),
            notes: OnceLock::new(),
            values: Default::default(),
            columns: Default::default(),
            holders: Default::default(),
            other_names: Default::default(),
            numbers: Default::default(),
            replaced: OnceLock::new(),
            splits: Splits::default(),
            accented: Accented::default(),
            words: WordList::default(),
            removed: Removed::default(),
            common_leaves: CommonLeaves::default(),
            duplicates: KnownDuplicates::default(),
        }
    }

    /// Returns the values of the reports in a field of reports.
    pub(in crate::index) fn values_of_reports(
        &self,
        field: Field,
    ) -> Result<&ReportValues, IndexError> {
        once(&self.values[field as usize], || {
            let columns = NumberedColumns::read(&self.searcher, field)?;
            Ok(ReportValues::new(columns, self.report_entries()?))
        })
    }

    /// Returns the values of the paragraphs in a field of paragraphs.
    pub(in crate::index) fn values_of_paragraphs(
        &self,
        field: Field,
    ) -> Result<&NumberedColumns, IndexError> {
        once(&self.columns[field as usize], || {
            NumberedColumns::read(&self.searcher, field)
        })
    }

    /// Finds the reports with one of these values in a field of reports, if there are any, and
    /// with none of those.
    pub(in crate::index) fn reports_with_values(
        &self,
        field: Field,
        any_of: &[String],
        none_of: &[String],
    ) -> Result<Serials, IndexError> {
        let values = self.values_of_reports(field)?;
        Ok(values.holders(self.report_entries()?, any_of, none_of))
    }

    /// Returns for each value of a field the reports that have it, in some paragraph where it is a field
    /// of paragraphs; `find` finds them, the first time.
    pub(in crate::index) fn holders(
        &self,
        field: Field,
        find: impl FnOnce() -> Result<Vec<Serials>, IndexError>,
    ) -> Result<&[Serials], IndexError> {
        once(&self.holders[field as usize], find).map(Vec::as_slice)
    }

    /// Returns other names of the values of a field, which `read` reads, the first time.
    pub(in crate::index) fn other_names(
        &self,
        field: Field,
        read: impl FnOnce() -> Result<Vec<(String, String)>, IndexError>,
    ) -> Result<&[(String, String)], IndexError> {
        once(&self.other_names[field as usize], read).map(Vec::as_slice)
    }

    /// Returns a column of each segment.
    pub(in crate::index) fn numbers(&self, of: Numbers) -> Result<&[Column<u64>], IndexError> {
        let columns = once(&self.numbers[of as usize], || {
            let mut columns = Vec::new();
            for segment in self.searcher.segment_readers() {
                columns.push(
                    segment
                        .fast_fields()
                        .u64(of.column())
                        .map_err(IndexError::of)?,
                );
            }
            Ok(columns)
        });
        columns.map(Vec::as_slice)
    }

    /// Returns the reports of which there are newer editions.
    pub(in crate::index) fn replaced(&self) -> Result<&Serials, IndexError> {
        once(&self.replaced, || {
            self.reports_with_values(Field::Edition, &[REPLACED.to_owned()], &[])
        })
    }

    /// Lists the reports, sorted by number.
    pub(in crate::index) fn report_entries(&self) -> Result<&[ReportEntry], IndexError> {
        let entries = once(&self.reports, || {
            let mut entries = Vec::new();
            for (i, segment) in (0..).zip(self.searcher.segment_readers()) {
                let docs = live(segment, &self.fields.class_term(Class::Report))?;
                let serials = &self.numbers(Numbers::Serial)?[i as usize];
                let serials = columns::first(serials, &docs, 0);
                let days = segment
                    .fast_fields()
                    .i64(column::DAY)
                    .map_err(IndexError::of)?;
                let days = columns::first(&days, &docs, NO_DAY);
                for (doc, (serial, day)) in docs.into_iter().zip(serials.into_iter().zip(days)) {
                    entries.push(ReportEntry {
                        serial: Serial(serial),
                        address: DocAddress::new(i, doc),
                        day,
                    });
                }
            }
            entries.sort_unstable_by_key(|entry| entry.serial);
            Ok(entries)
        });
        entries.map(Vec::as_slice)
    }

    /// Returns where the documents of each report lie, by segment.
    pub(in crate::index) fn runs(&self) -> Result<&[Vec<Run>], IndexError> {
        let runs = once(&self.runs, || {
            let segments = self.searcher.segment_readers().len();
            Ok(runs(self.report_entries()?, segments))
        });
        runs.map(Vec::as_slice)
    }

    /// Returns the documents of each segment whose wording others have too.
    pub(in crate::index) fn shared_wordings(&self) -> Result<&[Marked], IndexError> {
        let shared = once(&self.shared_wordings, || {
            let mut wordings = Vec::new();
            for (i, segment) in self.searcher.segment_readers().iter().enumerate() {
                let docs: Vec<DocId> = segment.doc_ids_alive().collect();
                let of_docs = &self.numbers(Numbers::Wording)?[i];
                wordings.push((columns::first(of_docs, &docs, 0), docs));
            }
            let all = wordings.iter().flat_map(|(wordings, _)| wordings).copied();
            let repeated = Repeated::of(all.clone());
            let mut times: FxHashMap<u64, u32> = FxHashMap::default();
            for wording in all.filter(|wording| repeated.may_contain(*wording)) {
                *times.entry(wording).or_default() += 1;
            }
            let is_shared = |wording: &u64| times.get(wording).is_some_and(|times| *times > 1);
            let segments = wordings.iter().zip(self.searcher.segment_readers());
            let marked = segments.map(|((wordings, docs), segment)| {
                let mut marked = Marked::none_of(segment.max_doc());
                let of_docs = docs.iter().zip(wordings);
                of_docs
                    .filter(|(_, wording)| is_shared(wording))
                    .for_each(|(doc, _)| marked.mark(*doc));
                marked
            });
            Ok(marked.collect())
        });
        shared.map(Vec::as_slice)
    }

    /// Tells whether it is known which documents share their wordings, or was asked so often that it
    /// should be: to find out takes longer than a few questions.
    pub(in crate::index) fn should_know_shared_wordings(&self) -> bool {
        self.shared_wordings.get().is_some()
            || self.asked_for_wordings.fetch_add(1, Ordering::Relaxed) >= OFTEN
    }

    /// Returns the notes of each segment.
    pub(in crate::index) fn notes(&self) -> Result<&[Marked], IndexError> {
        let notes = once(&self.notes, || {
            let notes = self.searcher.segment_readers().iter().map(|segment| {
                let docs = live(segment, &self.fields.class_term(Class::Note))?;
                Ok(Marked::of(&docs, segment.max_doc()))
            });
            notes.collect()
        });
        notes.map(Vec::as_slice)
    }

    /// Finds a report by its number.
    pub(in crate::index) fn report_entry(
        &self,
        serial: Serial,
    ) -> Result<Option<&ReportEntry>, IndexError> {
        let entries = self.report_entries()?;
        let at = entries.binary_search_by_key(&serial, |entry| entry.serial);
        Ok(at.ok().map(|at| &entries[at]))
    }

    /// Returns for each of [`Register::report_entries`] its place among them when they are sorted by
    /// id.
    pub(in crate::index) fn report_ranks(&self) -> Result<&[u32], IndexError> {
        let ranks = once(&self.ranks, || {
            let ids = self.report_ids()?;
            let mut order: Vec<u32> = (0..).take(ids.len()).collect();
            order.sort_by(|a, b| ids[*a as usize].cmp(&ids[*b as usize]));
            let mut ranks = vec![0; order.len()];
            for (rank, at) in (0..).zip(order) {
                ranks[at as usize] = rank;
            }
            Ok(ranks)
        });
        ranks.map(Vec::as_slice)
    }

    /// Returns the id of each of [`Register::report_entries`].
    pub(in crate::index) fn report_ids(&self) -> Result<Vec<String>, IndexError> {
        let entries = self.report_entries()?;
        let mut ids = vec![String::new(); entries.len()];
        for (i, segment) in (0..).zip(self.searcher.segment_readers()) {
            let Some(column) = segment
                .fast_fields()
                .str(column::REPORT)
                .map_err(IndexError::of)?
            else {
                continue;
            };
            // Ids lie in blocks that are unpacked whole, so they are read in their order.
            let inside = entries.iter().enumerate();
            let inside = inside.filter(|(_, entry)| entry.address.segment_ord == i);
            let ordinal = |doc| column.term_ords(doc).next();
            let mut wanted: Vec<(u64, usize)> = inside
                .filter_map(|(at, entry)| Some((ordinal(entry.address.doc_id)?, at)))
                .collect();
            wanted.sort_unstable();
            let mut wanted = wanted.into_iter().peekable();
            let mut stream = column.dictionary().stream()?;
            while wanted.peek().is_some() && stream.advance() {
                while let Some((_, at)) = wanted.next_if(|(next, _)| *next == stream.term_ord()) {
                    ids[at] = String::from_utf8_lossy(stream.key()).into_owned();
                }
            }
        }
        Ok(ids)
    }

    /// Returns how many paragraphs and notes there are and how long.
    pub(in crate::index) fn lengths(&self) -> Result<Lengths, IndexError> {
        let lengths = once(&self.lengths, || {
            let (mut length, mut total) = (0, 0);
            for segment in self.searcher.segment_readers() {
                let norms = segment
                    .get_fieldnorms_reader(self.fields.of_form(Form::Stem))
                    .map_err(IndexError::of)?;
                // Nothing else has words.
                length += match segment.alive_bitset() {
                    Some(alive) => sum_of_norms(&norms, alive.iter_alive()),
                    None => sum_of_norms(&norms, 0..segment.max_doc()),
                };
                for class in [Class::Paragraph, Class::Note] {
                    total += self.count_class(segment, class)?;
                }
            }
            Ok(Lengths::new(length, total))
        });
        lengths.copied()
    }

    fn count_class(&self, segment: &SegmentReader, class: Class) -> Result<u64, IndexError> {
        let term = self.fields.class_term(class);
        Ok(match segment.has_deletes() {
            true => live(segment, &term)?.len() as u64,
            false => segment
                .inverted_index(term.field())
                .map_err(IndexError::of)?
                .doc_freq(&term)?
                .into(),
        })
    }
}

/// Adds up the lengths of some documents.
fn sum_of_norms(norms: &FieldNormReader, docs: impl Iterator<Item = DocId>) -> u64 {
    let mut counts = [0_u64; 256];
    for doc in docs {
        counts[usize::from(norms.fieldnorm_id(doc))] += 1;
    }
    let lengths = (0..=u8::MAX).map(FieldNormReader::id_to_fieldnorm);
    let sums = lengths
        .zip(counts)
        .map(|(length, count)| u64::from(length) * count);
    sums.sum()
}
