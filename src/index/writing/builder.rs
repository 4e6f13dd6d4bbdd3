//! Filling segments, which are written apart from each other: each thread that reads reports
//! has one at hand.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use tantivy::SegmentMeta;

use crate::index::disk::schema::Fields;
use crate::index::serial::Serial;
use crate::index::text::Analyser;
use crate::index::threads::{join, lock};
use crate::index::writing::draft::Draft;
use crate::index::{FileRecord, IndexError, ReportRecord};
use crate::model::Paragraph;

/// Memory of a segment before it is written out.
const BUDGET: usize = 50_000_000;
/// Memory of the words that are kept for the next segment.
const KEPT: usize = BUDGET / 4;
/// So many segments are filled at a time; more threads than that take turns.
const AT_ONCE: usize = 4;

/// Fills one segment after another.
pub(in crate::index) struct SegmentBuilder {
    index: tantivy::Index,
    fields: Fields,
    analyser: Analyser,
    draft: Option<Draft>,
}

impl SegmentBuilder {
    fn new(index: &tantivy::Index, fields: &Fields) -> Self {
        SegmentBuilder {
            index: index.clone(),
            fields: fields.clone(),
            analyser: Analyser::default(),
            draft: None,
        }
    }

    /// Adds a report with its paragraphs.
    pub(in crate::index) fn add_report(
        &mut self,
        record: &ReportRecord,
        paragraphs: &[Paragraph],
        serial: Serial,
    ) -> Result<(), IndexError> {
        let draft = draft(&mut self.draft, &self.index)?;
        let (fields, analyser) = (&self.fields, &mut self.analyser);
        draft.add_report(fields, record, paragraphs, serial, analyser)?;
        Ok(())
    }

    /// Adds the tags of paragraphs that are not here; their report was added last.
    pub(in crate::index) fn add_outline(
        &mut self,
        outline: &[Paragraph],
        serial: Serial,
    ) -> Result<(), IndexError> {
        draft(&mut self.draft, &self.index)?.add_outline(&self.fields, outline, serial)?;
        Ok(())
    }

    /// Adds an entry of the ledger.
    pub(in crate::index) fn add_file(
        &mut self,
        file: &FileRecord,
        serial: Serial,
    ) -> Result<(), IndexError> {
        draft(&mut self.draft, &self.index)?.add_file(file, serial)?;
        Ok(())
    }

    /// Tells whether the segment takes more memory than it should.
    fn is_full(&self) -> bool {
        let draft = self.draft.as_ref().map_or(0, Draft::memory);
        draft + self.analyser.memory() > BUDGET
    }

    /// Writes the segment out; none if nothing was added since the last.
    fn finish(&mut self) -> Result<Option<SegmentMeta>, IndexError> {
        let Some(draft) = self.draft.take() else {
            return Ok(None);
        };
        let meta = draft.write(&self.fields, &self.analyser)?;
        // Numbers of words and misspellings, which seldom come again, would grow for ever.
        if self.analyser.memory() > KEPT {
            self.analyser = Analyser::default();
        }
        Ok(Some(meta))
    }
}

/// Returns the segment that is open, or begins one.
fn draft<'a>(
    open: &'a mut Option<Draft>,
    index: &tantivy::Index,
) -> Result<&'a mut Draft, IndexError> {
    match open {
        Some(draft) => Ok(draft),
        closed => Ok(closed.insert(Draft::new(index)?)),
    }
}

/// The builders of a writer, for threads to share.
pub(in crate::index) struct Builders {
    index: tantivy::Index,
    fields: Fields,
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
    pub(in crate::index) fn new(index: &tantivy::Index, fields: &Fields) -> Self {
        Builders {
            index: index.clone(),
            fields: fields.clone(),
            state: Mutex::new(State::default()),
            returned: Condvar::new(),
        }
    }

    /// Works with a builder; a segment that is full is handed to `full`.
    pub(in crate::index) fn with(
        &self,
        work: impl FnOnce(&mut SegmentBuilder) -> Result<(), IndexError>,
        full: impl FnOnce(SegmentMeta) -> Result<(), IndexError>,
    ) -> Result<(), IndexError> {
        let mut lent = self.lend();
        let builder = lent
            .builder
            .get_or_insert_with(|| SegmentBuilder::new(&self.index, &self.fields));
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
        self.returned
            .wait_while(lock(&self.state), busy)
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes all segments out, at the same time.
    pub(in crate::index) fn finish(&self) -> Result<Vec<SegmentMeta>, IndexError> {
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
            let joined = others.into_iter().map(join);
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
