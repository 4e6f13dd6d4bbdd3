//! Threads: what another thread made, and what it held.

use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::{self, ScopedJoinHandle};

use super::stop::Stop;

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
    let threads = cores();
    let part = list.len().div_ceil(threads).max(1);
    let stop = &Stop::current();
    thread::scope(|scope| {
        let work = &work;
        let threads = list
            .chunks(part)
            .map(|part| scope.spawn(move || stop.within(|| work(part))));
        // All are begun before the first is waited for.
        let threads: Vec<_> = threads.collect();
        threads.into_iter().map(join).collect()
    })
}

/// Does a work on each item of a list, of which it is given the place, as many at a time as there are
/// cores, and returns what was made of them in their order.
///
/// # Errors
/// That of the first item whose work fails.
pub(super) fn each_on_all_cores<T: Send, M: Send, E: Send>(
    list: &mut [T],
    work: impl Fn(usize, &mut T) -> Result<M, E> + Sync,
) -> Result<Vec<M>, E> {
    let threads = cores().min(list.len());
    let items = Mutex::new(list.iter_mut().enumerate());
    let take = || {
        let mut made = Vec::new();
        loop {
            // The lock is given back before the work begins.
            let next = lock(&items).next();
            let Some((at, item)) = next else {
                return made;
            };
            made.push((at, work(at, item)));
        }
    };
    let stop = &Stop::current();
    let mut made = thread::scope(|scope| {
        let helper = |_| scope.spawn(|| stop.within(take));
        let others: Vec<_> = (1..threads).map(helper).collect();
        let mut made = take();
        made.extend(others.into_iter().flat_map(join));
        made
    });
    made.sort_unstable_by_key(|(at, _)| *at);
    made.into_iter().map(|(_, made)| made).collect()
}

/// Counts the cores that this process may use, once: to ask the system takes longer than a question.
fn cores() -> usize {
    static CORES: OnceLock<usize> = OnceLock::new();
    *CORES.get_or_init(|| thread::available_parallelism().map_or(1, usize::from))
}

/// Locks what is whole even where another thread panicked.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::each_on_all_cores;

    #[test]
    fn what_is_made_comes_in_order_and_so_does_the_first_error() {
        let mut list: Vec<u32> = (0..100).collect();
        let made = each_on_all_cores(&mut list, |at, item| {
            *item += 1;
            Ok::<_, ()>(at as u32 + *item)
        });
        assert_eq!(made, Ok((0..100).map(|at| 2 * at + 1).collect()));
        let failed = each_on_all_cores(&mut list, |at, _| match at % 40 {
            39 => Err(at),
            _ => Ok(()),
        });
        assert_eq!(failed, Err(39));
        assert_eq!(
            each_on_all_cores(&mut Vec::<u8>::new(), |_, _| Ok::<_, ()>(())),
            Ok(vec![])
        );
    }
}
