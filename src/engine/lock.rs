//! Locks: one ingest writes at a time, and of each share one.
//!
//! A lock is a document that its owner writes again every few seconds. Whoever waits sees that it changes;
//! one that has not changed for a while is that of a process that was killed, and is taken over. No
//! clock is compared with another.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{JoinHandle, sleep, spawn};
use std::time::{Duration, Instant};

use serde_json::json;

use super::ClusterError;
use super::mapping::{class, field};
use super::store::{Engine, Sequence, Store};

/// The right of a run over all of its paths.
pub(super) const WHOLE: &str = "lock";
/// It is written again so often.
const BEAT: Duration = Duration::from_secs(3);
/// One that has not changed for so long has no owner.
const DEAD: Duration = Duration::from_secs(20);
/// So long another ingest is waited for.
const PATIENCE: Duration = Duration::from_mins(10);

/// So often the index is looked for whose place another takes while its lock is waited for.
const TRIES: usize = 3;

/// The right to write.
pub(super) struct Lock {
    lost: Arc<AtomicBool>,
    stop: Option<Sender<()>>,
    beating: Option<JoinHandle<()>>,
}

impl Lock {
    /// Finds an index, and waits for a right to write to it, which `id` names; it is the one behind the
    /// alias, and stays so where it is the right to all of it.
    pub(super) fn take(
        engine: &Arc<Engine>,
        id: &str,
        find: impl Fn() -> Result<Store, ClusterError>,
    ) -> Result<(Store, Self), ClusterError> {
        for _ in 0..TRIES {
            let store = find()?;
            let taken = Lock::of(engine, &store, id);
            let is_current = find()?.index == store.index;
            match taken {
                Ok(lock) if is_current => return Ok((store, lock)),
                // It was made when nothing was written to by a name of its own.
                Err(ClusterError::Gone) if is_current => engine.name_for_writing(&store)?,
                // Another has taken its place meanwhile.
                Ok(_) | Err(ClusterError::Gone) => {}
                Err(error) => return Err(error),
            }
        }
        Err(ClusterError::Gone)
    }

    /// Waits for a right to write to an index.
    fn of(engine: &Arc<Engine>, store: &Store, id: &str) -> Result<Self, ClusterError> {
        let begun = Instant::now();
        let mut seen: Option<(Sequence, Instant)> = None;
        let mut sequence = loop {
            match engine.replace(store, id, None, &document(0)) {
                Ok(sequence) => break sequence,
                Err(ClusterError::Overtaken) => {}
                Err(error) => return Err(error),
            }
            if let Some((_, sequence)) = engine.document(store, id)? {
                match seen {
                    Some((known, since)) if known == sequence => {
                        if since.elapsed() > DEAD {
                            match engine.replace(store, id, Some(sequence), &document(0)) {
                                Ok(sequence) => break sequence,
                                Err(ClusterError::Overtaken) => seen = None,
                                Err(error) => return Err(error),
                            }
                        }
                    }
                    _ => seen = Some((sequence, Instant::now())),
                }
            }
            if begun.elapsed() > PATIENCE {
                return Err(ClusterError::Locked);
            }
            sleep(BEAT / 3);
        };
        let lost = Arc::new(AtomicBool::new(false));
        let (stop, stopped) = channel();
        let (engine, store, is_lost) = (engine.clone(), store.clone(), lost.clone());
        let id = id.to_owned();
        let beating = spawn(move || {
            let mut beat = 0;
            while stopped.recv_timeout(BEAT) == Err(RecvTimeoutError::Timeout) {
                beat += 1;
                match engine.replace(&store, &id, Some(sequence), &document(beat)) {
                    Ok(next) => sequence = next,
                    // Whatever it was, nobody else knows any more that somebody is at work.
                    Err(_) => {
                        is_lost.store(true, Ordering::Relaxed);
                        return;
                    }
                }
            }
            // One that cannot be removed is taken over by the next after a while.
            let _ = engine.remove(&store, &id, sequence);
        });
        Ok(Lock {
            lost,
            stop: Some(stop),
            beating: Some(beating),
        })
    }

    /// Checks that it is still held.
    pub(super) fn check(&self) -> Result<(), ClusterError> {
        match self.lost.load(Ordering::Relaxed) {
            true => Err(ClusterError::Overtaken),
            false => Ok(()),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(beating) = self.beating.take() {
            // A thread that panicked has no lock to give back.
            let _ = beating.join();
        }
    }
}

/// A document that differs from those of other owners, so that a repeated request knows its own.
fn document(beat: u64) -> serde_json::Value {
    let process = std::process::id();
    let owner = format!("{process} {beat} {:?}", Instant::now());
    json!({field::CLASS: class::LOCK, field::RECORD: owner})
}
