//! Stopping: a question that nobody waits for any more should end.
//!
//! Whoever asks may ask within a [`Stop`]. What counts steps looks whether it has been stopped, on the
//! thread of the question and on those that help it, and ends as if the steps were used up.

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::IndexError;

thread_local! {
    /// What stops the question that this thread works on.
    static CURRENT: RefCell<Stop> = RefCell::default();
}

/// Stops a question; clones stop the same.
///
/// # Examples
/// ```
/// use findings::index::{Index, IndexError, SearchRequest, Stop};
/// # use findings::index::{IngestOptions, ingest};
/// # use findings::query::parse;
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let temporary = tempfile::tempdir()?;
/// # let (reports, dir) = (temporary.path().join("reports"), temporary.path().join("index"));
/// # std::fs::create_dir(&reports)?;
/// # std::fs::write(reports.join("aford.md"), "# Visit to Aford\n\n1. Supervision is regular.\n")?;
/// # ingest(&dir, &[reports], &IngestOptions::default(), &|_| {})?;
/// let index = Index::open(&dir)?;
/// let request = SearchRequest::new(parse("supervision")?);
/// let stop = Stop::default();
/// assert!(stop.within(|| index.search(&request)).is_ok());
/// stop.stop();
/// let stopped = stop.within(|| index.search(&request));
/// assert!(matches!(stopped, Err(IndexError::TooCostly)));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Stops what is done within it: soon, and with [`IndexError::TooCostly`].
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Tells whether it is stopped.
    pub fn is_stopped(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Goes on, unless what this thread works on is stopped.
    ///
    /// # Errors
    /// It is.
    pub(crate) fn check() -> Result<(), IndexError> {
        match CURRENT.with_borrow(Stop::is_stopped) {
            true => Err(IndexError::TooCostly),
            false => Ok(()),
        }
    }

    /// Does a work that it stops.
    pub fn within<T>(&self, work: impl FnOnce() -> T) -> T {
        let before = CURRENT.replace(self.clone());
        // Where the work panics this stays, until the thread works within another.
        let made = work();
        CURRENT.set(before);
        made
    }

    /// Returns what stops the work of this thread.
    pub(crate) fn current() -> Self {
        CURRENT.with_borrow(Stop::clone)
    }
}

#[cfg(test)]
mod tests {
    use super::Stop;

    #[test]
    fn the_innermost_stops() {
        let (outer, inner) = (Stop::default(), Stop::default());
        inner.stop();
        outer.within(|| {
            assert!(!Stop::current().is_stopped());
            inner.within(|| assert!(Stop::check().is_err()));
            assert!(!Stop::current().is_stopped());
            outer.stop();
            assert!(Stop::current().is_stopped());
        });
        assert!(!Stop::current().is_stopped());
    }
}
