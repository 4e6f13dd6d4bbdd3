//! The meter: how far a run is.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use super::Progress;

/// Counts what has been read, from all threads.
pub(super) struct Meter {
    files_total: usize,
    bytes_total: u64,
    files: AtomicUsize,
    pages: AtomicU64,
    bytes: AtomicU64,
}

impl Meter {
    pub(super) fn new(files_total: usize, bytes_total: u64) -> Meter {
        Meter {
            files_total,
            bytes_total,
            files: AtomicUsize::new(0),
            pages: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
        }
    }

    pub(super) fn count(&self, pages: u32, bytes: u64) -> Progress {
        let add = |counter: &AtomicU64, more| counter.fetch_add(more, Ordering::Relaxed) + more;
        Progress {
            files_done: self.files.fetch_add(1, Ordering::Relaxed) + 1,
            files_total: self.files_total,
            pages: add(&self.pages, u64::from(pages)),
            bytes_done: add(&self.bytes, bytes),
            bytes_total: self.bytes_total,
        }
    }
}
