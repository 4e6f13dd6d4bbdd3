//! Threads that share work.

use std::sync::OnceLock;
use std::thread::available_parallelism;

use rayon::{ThreadPool, ThreadPoolBuilder};

/// So many threads share what must be done within milliseconds: more take longer to start.
const FEW: usize = 4;

/// Runs work in a pool of its own; where none can be made, on the calling thread's.
pub(super) fn in_pool<T: Send>(jobs: Option<usize>, work: impl FnOnce() -> T + Send) -> T {
    let threads = jobs.unwrap_or(0);
    match ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

/// Does two pieces of work, at the same time where a thread is free for the second.
pub fn both<A: Send, B: Send>(
    first: impl FnOnce() -> A + Send,
    second: impl FnOnce() -> B + Send,
) -> (A, B) {
    /// Kept, for threads are slow to start; none where there is but one processor.
    static POOL: OnceLock<Option<ThreadPool>> = OnceLock::new();
    let pool = POOL.get_or_init(|| {
        let threads = available_parallelism().map_or(1, usize::from).min(FEW);
        let pool = ThreadPoolBuilder::new().num_threads(threads);
        (threads > 1).then(|| pool.build().ok()).flatten()
    });
    match pool {
        Some(pool) => pool.install(|| rayon::join(first, second)),
        None => (first(), second()),
    }
}
