//! Filling segments, which are written apart from each other: each thread that reads reports
//! has one at hand.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use tantivy::indexer::{AddOperation, SegmentWriter};
use tantivy::{Segment, SegmentMeta, TantivyDocument};

use super::analysis::Analyser;
use super::schema::Fields;
use super::tags::Tags;
use super::{IndexError, ReportRecord};
use crate::model::Paragraph;

/// Memory of a segment before it is written out.
const BUDGET: usize = 50_000_000;
/// Tells the engine how large a table of terms to begin with: one for about 8,000 of them. It grows,
/// and a table for all that a full segment may hold is slow to fill, to walk and to make.
const TABLE: usize = 3 * 256 * 1024;
/// So many segments are filled at a time; more threads than that take turns.
const AT_ONCE: usize = 4;

/// Fills one segment after another.
pub(super) struct SegmentBuilder {
    index: tantivy::Index,
    analyser: Analyser,
    open: Option<(Segment, SegmentWriter)>,
}

impl SegmentBuilder {
    fn new(index: &tantivy::Index) -> Self {
        SegmentBuilder {
            index: index.clone(),
            analyser: Analyser::default(),
            open: None,
        }
    }

    /// Adds a report with its paragraphs.
    pub(super) fn add_report(
        &mut self,
        fields: &Fields,
        record: &ReportRecord,
        paragraphs: &[Paragraph],
        serial: u64,
    ) -> Result<(), IndexError> {
        self.add(fields.report_document(record, serial))?;
        let mut tags = Tags::of_report(record);
        for (place, paragraph) in (0..).zip(paragraphs) {
            let analyser = &mut self.analyser;
            let document =
                fields.paragraph_document(record, paragraph, serial, place, &mut tags, analyser);
            self.add(document)?;
        }
        Ok(())
    }

    /// Adds a document.
    pub(super) fn add(&mut self, document: TantivyDocument) -> Result<(), IndexError> {
        let (_, writer) = match &mut self.open {
            Some(open) => open,
            closed => {
                let segment = self.index.new_segment();
                let writer = SegmentWriter::for_segment(TABLE, segment.clone())?;
                closed.insert((segment, writer))
            }
        };
        // Operations are put in order by the index writer, which knows whole segments.
        let opstamp = 0;
        writer.add_document(AddOperation { opstamp, document })?;
        Ok(())
    }

    /// Tells whether the segment takes more memory than it should.
    pub(super) fn is_full(&self) -> bool {
        let used = |(_, writer): &(Segment, SegmentWriter)| writer.mem_usage();
        self.open.as_ref().is_some_and(|open| used(open) > BUDGET)
    }

    /// Writes the segment out; none if nothing was added since the last.
    pub(super) fn finish(&mut self) -> Result<Option<SegmentMeta>, IndexError> {
        let Some((segment, writer)) = self.open.take() else {
            return Ok(None);
        };
        let documents = writer.max_doc();
        writer.finalize()?;
        let meta = segment.with_max_doc(documents).meta().clone();
        meta.untrack_temp_docstore();
        Ok(Some(meta))
    }
}

/// The builders of a writer, for threads to share.
pub(super) struct Builders {
    index: tantivy::Index,
    state: Mutex<State>,
    /// Told when a builder comes back.
    returned: Condvar,
}

#[derive(Default)]
struct State {
    idle: Vec<SegmentBuilder>,
    /// How many builders are with threads.
    lent: usize,
}

/// A builder that no other thread has meanwhile; it goes back when it is dropped.
struct Lent<'a> {
    builders: &'a Builders,
    builder: Option<SegmentBuilder>,
}

impl Builders {
    pub(super) fn new(index: &tantivy::Index) -> Self {
        Builders {
            index: index.clone(),
            state: Mutex::new(State::default()),
            returned: Condvar::new(),
        }
    }

    /// Works with a builder; a segment that is full is handed to `full`.
    pub(super) fn with(
        &self,
        work: impl FnOnce(&mut SegmentBuilder) -> Result<(), IndexError>,
        full: impl FnOnce(SegmentMeta) -> Result<(), IndexError>,
    ) -> Result<(), IndexError> {
        let mut lent = self.lend();
        let builder = lent
            .builder
            .get_or_insert_with(|| SegmentBuilder::new(&self.index));
        work(builder)?;
        if builder.is_full()
            && let Some(meta) = builder.finish()?
        {
            full(meta)?;
        }
        Ok(())
    }

    fn lend(&self) -> Lent<'_> {
        let mut state = self.wait_while(|state| state.lent == AT_ONCE);
        state.lent += 1;
        Lent {
            builders: self,
            builder: state.idle.pop(),
        }
    }

    fn wait_while(&self, busy: impl Fn(&mut State) -> bool) -> MutexGuard<'_, State> {
        // Nothing that can panic is done under the lock: the list is whole.
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        self.returned
            .wait_while(state, busy)
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes all segments out, at the same time.
    pub(super) fn finish(&self) -> Result<Vec<SegmentMeta>, IndexError> {
        let mut builders = std::mem::take(&mut self.wait_while(|state| state.lent > 0).idle);
        let finished: Vec<_> = std::thread::scope(|scope| {
            let Some((own, others)) = builders.split_last_mut() else {
                return Vec::new();
            };
            let others: Vec<_> = others
                .iter_mut()
                .map(|builder| scope.spawn(|| builder.finish()))
                .collect();
            let own = own.finish();
            let joined = others.into_iter().map(|thread| match thread.join() {
                Ok(finished) => finished,
                Err(panic) => std::panic::resume_unwind(panic),
            });
            joined.chain([own]).collect()
        });
        let metas = finished.into_iter().collect::<Result<Vec<_>, _>>()?;
        Ok(metas.into_iter().flatten().collect())
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        let mut state = self.builders.wait_while(|_| false);
        state.lent -= 1;
        state.idle.extend(self.builder.take());
        self.builders.returned.notify_all();
    }
}
