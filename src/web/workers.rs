//! Workers: the threads on which questions are answered, as many as may run at once.
//!
//! They are the same from the first question to the last. Of tokio's threads for what blocks any could take a
//! question, one after the other all of them, and each would keep memory of its own for the next.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;

use tokio::sync::oneshot;

type Job = Box<dyn FnOnce() + Send>;

/// Threads that do one thing after the other.
#[derive(Debug)]
pub(super) struct Workers {
    jobs: mpsc::Sender<Job>,
}

/// What became of something that was to be done: nothing came of it, because it panicked.
#[derive(Debug)]
pub(super) struct Panicked;

impl Workers {
    /// Starts so many threads, which end when this goes.
    pub(super) fn start(count: usize) -> Self {
        let (jobs, queue) = mpsc::channel::<Job>();
        let queue = Arc::new(Mutex::new(queue));
        for _ in 0..count {
            let queue = queue.clone();
            thread::spawn(move || {
                loop {
                    // A lock is held by who waits, and by nobody who works.
                    let job = match queue.lock() {
                        Ok(queue) => queue.recv(),
                        Err(_) => return,
                    };
                    match job {
                        Ok(job) => job(),
                        Err(mpsc::RecvError) => return,
                    }
                }
            });
        }
        Workers { jobs }
    }

    /// Has something done, and waits for what comes of it.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Panicked> {
        let (done, waited) = oneshot::channel();
        let job = move || {
            if let Ok(result) = catch_unwind(AssertUnwindSafe(work)) {
                // Nobody may be waiting any more.
                let _ = done.send(result);
            }
        };
        self.jobs.send(Box::new(job)).map_err(|_| Panicked)?;
        waited.await.map_err(|_| Panicked)
    }
}

#[cfg(test)]
mod tests {
    use super::Workers;

    #[test]
    fn what_panics_stops_nobody() {
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        runtime.unwrap().block_on(async {
            let workers = Workers::start(1);
            assert_eq!(workers.run(|| 1 + 1).await.unwrap(), 2);
            workers
                .run(|| -> u32 { panic!("so it is") })
                .await
                .unwrap_err();
            let name = || std::thread::current().id();
            let (one, other) = (workers.run(name).await, workers.run(name).await);
            assert_eq!(one.unwrap(), other.unwrap());
        });
    }
}
