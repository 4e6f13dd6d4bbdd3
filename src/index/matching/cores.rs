//! Segments that are searched side by side.

use crate::index::IndexError;
use crate::index::matching::segment::SegmentSearch;
use crate::index::threads::each_on_all_cores;

/// How many cores search.
#[derive(Debug, Clone, Copy)]
pub(in crate::index) enum Cores {
    One,
    All,
}

impl Cores {
    /// Does a work on each segment, of which it is given the place, and returns what was made of them in
    /// their order.
    pub(in crate::index) fn each<'a, M: Send>(
        self,
        segments: &mut [SegmentSearch<'a>],
        work: impl Fn(usize, &mut SegmentSearch<'a>) -> Result<M, IndexError> + Sync,
    ) -> Result<Vec<M>, IndexError> {
        match self {
            Cores::One => {
                let segments = segments.iter_mut().enumerate();
                segments.map(|(at, segment)| work(at, segment)).collect()
            }
            Cores::All => each_on_all_cores(segments, work),
        }
    }
}
