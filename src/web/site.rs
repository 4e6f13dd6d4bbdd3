//! The site: the index that is open, and how much is asked of it at once.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use axum::http::StatusCode;
use tokio::sync::{Semaphore, TryAcquireError};
use tokio::time::timeout;

use super::Options;
use super::failure::Failure;
use crate::index::{Index, IndexError};
use crate::query::Filters;

/// How many requests are held at once, answered or waiting.
const HELD: usize = 256;
/// How long a request may take, waiting included.
const DEADLINE: Duration = Duration::from_secs(10);

/// What is served.
pub(super) struct Site {
    pub(super) options: Options,
    opened: Mutex<Arc<Opened>>,
    held: Semaphore,
    /// As many questions are answered at once as there are processors.
    running: Arc<Semaphore>,
}

/// A commit of the index that is open.
pub(super) struct Opened {
    pub(super) index: Index,
    /// See [`Index::stamp`].
    pub(super) stamp: String,
    authorities: OnceLock<Vec<(String, String)>>,
}

impl Opened {
    fn open(options: &Options) -> Result<Self, IndexError> {
        // A commit that comes between the two is opened at the next request.
        let stamp = Index::stamp(&options.index)?;
        Ok(Opened {
            index: Index::open(&options.index)?,
            stamp,
            authorities: OnceLock::new(),
        })
    }

    /// Lists the authorities that have reports, slugs with names, sorted by name; read once.
    pub(super) fn authorities(&self) -> Result<&[(String, String)], IndexError> {
        if let Some(known) = self.authorities.get() {
            return Ok(known);
        }
        let records = self.index.reports(&Filters::default())?;
        let authorities = records
            .into_iter()
            .filter_map(|record| record.report.authority);
        let mut named: Vec<_> = authorities.map(|of| (of.slug, of.name)).collect();
        named.sort_by(|a, b| (&a.1, &a.0).cmp(&(&b.1, &b.0)));
        named.dedup();
        Ok(self.authorities.get_or_init(|| named))
    }
}

impl Site {
    pub(super) fn open(options: Options) -> Result<Self, IndexError> {
        let processors = std::thread::available_parallelism().map_or(2, usize::from);
        Ok(Site {
            opened: Mutex::new(Arc::new(Opened::open(&options)?)),
            options,
            held: Semaphore::new(HELD),
            running: Arc::new(Semaphore::new(processors.max(2))),
        })
    }

    /// Returns the last commit; where it cannot be opened, the one before it still answers.
    pub(super) fn current(&self) -> Arc<Opened> {
        // Whoever panicked with it left it whole: it is replaced in one step.
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = |stamp: &String| *stamp != opened.stamp;
        if Index::stamp(&self.options.index).is_ok_and(|stamp| is_new(&stamp))
            && let Ok(newer) = Opened::open(&self.options)
        {
            *opened = Arc::new(newer);
        }
        opened.clone()
    }

    /// Runs what reads the index on a thread of its own, when its turn has come, within the deadline.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        answer: impl FnOnce() -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let held = match self.held.try_acquire() {
            Ok(held) => held,
            Err(TryAcquireError::NoPermits | TryAcquireError::Closed) => {
                return Err(Failure::busy("too much is being asked just now"));
            }
        };
        let answered = timeout(DEADLINE, async {
            let turn = self.running.clone().acquire_owned().await;
            let answered = tokio::task::spawn_blocking(move || {
                // A question that nobody waits for any more keeps its turn until it ends.
                let _turn = turn;
                answer()
            });
            answered.await.unwrap_or_else(|_| {
                Err(Failure::new(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "findings met a fault of its own",
                ))
            })
        });
        let answered = answered.await;
        drop(held);
        answered.unwrap_or_else(|_| {
            let said = format!("no answer within {} seconds", DEADLINE.as_secs());
            Err(Failure::busy(&said).hint("use rarer words, or narrow it by authority or dates"))
        })
    }
}
