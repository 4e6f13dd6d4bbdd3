//! How much work a query may be, counted in steps and not by the clock, so that the same query
//! comes to the same end on every machine, unless whoever asks stops it.

use std::cell::Cell;

use crate::index::IndexError;
use crate::index::stop::Stop;
use crate::query::LIMITS;

/// The steps that are left to a query, all of which are gone as soon as it is stopped.
#[derive(Debug)]
pub(in crate::index) struct Steps {
    left: Cell<u64>,
    stop: Stop,
}

/// Reports that the steps are used up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::index) struct OutOfSteps;

impl From<OutOfSteps> for IndexError {
    fn from(OutOfSteps: OutOfSteps) -> Self {
        IndexError::TooCostly
    }
}

impl Default for Steps {
    fn default() -> Self {
        Steps::new(LIMITS.steps)
    }
}

impl Steps {
    pub(in crate::index) fn new(steps: u64) -> Self {
        Steps {
            left: Cell::new(steps),
            stop: Stop::current(),
        }
    }

    /// Uses so many of them.
    pub(in crate::index) fn spend(&self, steps: usize) -> Result<(), OutOfSteps> {
        let left = self.left.get().checked_sub(steps as u64);
        let left = left.filter(|_| !self.stop.is_stopped());
        self.left.set(left.unwrap_or(0));
        left.map(|_| ()).ok_or(OutOfSteps)
    }

    /// Gives all of them to each of several parts of the work, which must together do with them.
    pub(in crate::index) fn lent(&self) -> Steps {
        Steps {
            left: Cell::new(self.left()),
            stop: self.stop.clone(),
        }
    }

    /// Takes back what is left of steps that were lent to each of several parts of the work.
    pub(in crate::index) fn settle<'s>(
        &self,
        parts: impl Iterator<Item = &'s Steps>,
    ) -> Result<(), OutOfSteps> {
        let all = self.left();
        let mut used = 0_u64;
        for part in parts {
            used = used.saturating_add(all - part.left());
        }
        let left = all.checked_sub(used);
        self.left.set(left.unwrap_or(0));
        left.map(|_| ()).ok_or(OutOfSteps)
    }

    /// Tells how many are left.
    pub(in crate::index) fn left(&self) -> u64 {
        self.left.get()
    }
}
