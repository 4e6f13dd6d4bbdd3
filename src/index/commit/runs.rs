//! Where the paragraphs of each report lie: in one segment, one behind the other.

use std::ops::Range;

use tantivy::DocId;

use super::marked::Marked;
use super::report_entry::ReportEntry;

/// The documents of one report.
#[derive(Debug, Clone, Copy)]
pub(in crate::index) struct Run {
    /// The first of them; the last is before the next run.
    begin: DocId,
    /// The place of the report among [`Register::report_entries`].
    ///
    /// [`Register::report_entries`]: super::register::Register::report_entries
    report: u32,
}

/// Lists the runs of each of so many segments, ascending.
pub(super) fn runs(entries: &[ReportEntry], segments: usize) -> Vec<Vec<Run>> {
    let mut runs = vec![Vec::new(); segments];
    for (report, entry) in (0..).zip(entries) {
        if let Some(runs) = runs.get_mut(entry.address.segment_ord as usize) {
            let begin = entry.address.doc_id;
            runs.push(Run { begin, report });
        }
    }
    for runs in &mut runs {
        runs.sort_unstable_by_key(|run| run.begin);
    }
    runs
}

/// Some documents of one report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::index) struct Part {
    /// The place of the report among the entries.
    pub(in crate::index) report: usize,
    /// Where the documents stand among those that are parted.
    pub(in crate::index) within: Range<usize>,
    /// What the report has in the segment.
    pub(in crate::index) run: Range<DocId>,
}

/// Parts documents of a segment, which are ascending, by report.
pub(in crate::index) fn by_report<'d>(
    runs: &'d [Run],
    docs: &'d [DocId],
) -> impl Iterator<Item = Part> + 'd {
    let (mut at, mut run) = (0, 0);
    std::iter::from_fn(move || {
        let first = docs.get(at)?;
        run += ahead(&runs[run..], |run| run.begin <= *first);
        // Every document has its report before it.
        let Run { begin, report } = *runs.get(run.checked_sub(1)?)?;
        let end = runs.get(run).map_or(DocId::MAX, |next| next.begin);
        let before = at;
        at += ahead(&docs[at..], |doc| *doc < end);
        Some(Part {
            report: report as usize,
            within: before..at,
            run: begin..end,
        })
    })
}

/// Parts marked documents of a segment by report.
pub(in crate::index) fn marked_by_report<'d>(
    runs: &'d [Run],
    marked: &'d Marked,
) -> impl Iterator<Item = Part> + 'd {
    let mut before = 0;
    let ends = runs.iter().skip(1).map(|run| run.begin);
    let ends = ends.chain([marked.bound()]);
    runs.iter().zip(ends).filter_map(move |(run, end)| {
        let (begin, run, report) = (before, run.begin..end, run.report as usize);
        before += marked.count_in(&run);
        let within = begin..before;
        (!within.is_empty()).then_some(Part {
            report,
            within,
            run,
        })
    })
}

/// Lists where the documents of some reports lie, ascending, in a segment that has so many.
pub(in crate::index) fn ranges(
    runs: &[Run],
    max_doc: DocId,
    passes: impl Fn(usize) -> bool,
) -> Vec<Range<DocId>> {
    let mut ranges: Vec<Range<DocId>> = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        if passes(run.report as usize) {
            let end = runs.get(at + 1).map_or(max_doc, |next| next.begin);
            match ranges.last_mut() {
                Some(last) if last.end == run.begin => last.end = end,
                _ => ranges.push(run.begin..end),
            }
        }
    }
    ranges
}

/// Counts the items at the beginning of a sorted list that pass, which are mostly few (the galloping
/// of Bentley and Yao, "An almost optimal algorithm for unbounded searching", 1976).
pub(in crate::index) fn ahead<T>(list: &[T], passes: impl Fn(&T) -> bool) -> usize {
    let mut step = 1;
    while step < list.len() && passes(&list[step]) {
        step *= 2;
    }
    let known = step / 2;
    let end = list.len().min(step + 1);
    known + list[known..end].partition_point(passes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tantivy::DocAddress;

    use super::{Part, by_report, marked_by_report, runs};
    use crate::index::commit::marked::Marked;
    use crate::index::commit::report_entry::ReportEntry;
    use crate::index::serial::Serial;

    proptest! {
        #[test]
        fn documents_belong_to_the_last_report_before_them(
            begins in prop::collection::btree_set(1_u32..200, 0..30),
            docs in prop::collection::btree_set(0_u32..300, 0..80),
        ) {
            let begins: Vec<u32> = std::iter::once(0).chain(begins).collect();
            let entries: Vec<ReportEntry> = begins
                .iter()
                .map(|begin| ReportEntry {
                    serial: Serial(0),
                    address: DocAddress::new(0, *begin),
                    day: 0,
                })
                .collect();
            let docs: Vec<u32> = docs.into_iter().collect();
            let runs = runs(&entries, 1);
            let mut found = Vec::new();
            for Part { report, within, .. } in by_report(&runs[0], &docs) {
                found.extend(within.map(|at| (report, docs[at])));
            }
            let parts = |part: Part| (part.report, part.within);
            let marked = Marked::of(&docs, 300);
            let of_marks: Vec<_> = marked_by_report(&runs[0], &marked).map(parts).collect();
            let of_list: Vec<_> = by_report(&runs[0], &docs).map(parts).collect();
            prop_assert_eq!(of_marks, of_list);
            let report = |doc: u32| begins.partition_point(|begin| *begin <= doc) - 1;
            let expected: Vec<_> = docs.iter().map(|doc| (report(*doc), *doc)).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
