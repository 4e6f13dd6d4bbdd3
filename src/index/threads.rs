//! Threads: what another thread made, and what it held.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, ScopedJoinHandle};

/// Waits for what a thread makes; where it panicked, panics likewise.
pub(crate) fn join<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    match thread.join() {
        Ok(made) => made,
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

/// Does a work on parts of a list, a thread for each, and returns what was made of them in their
/// order.
///
/// # Errors
/// That of the first part whose work fails.
pub(crate) fn on_all_cores<T: Sync, M: Send, E: Send>(
    list: &[T],
    work: impl Fn(&[T]) -> Result<M, E> + Sync,
) -> Result<Vec<M>, E> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let part = list.len().div_ceil(threads).max(1);
    thread::scope(|scope| {
        let work = &work;
        let threads = list
            .chunks(part)
            .map(|part| scope.spawn(move || work(part)));
        // All are begun before the first is waited for.
        let threads: Vec<_> = threads.collect();
        threads.into_iter().map(join).collect()
    })
}

/// Locks what is whole even where another thread panicked.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
