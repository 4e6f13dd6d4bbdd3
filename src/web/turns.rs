//! Turns: how many questions are answered at once, how many wait, and for how long.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::failure::Failure;
use super::workers::Workers;
use crate::index::Stop;

/// Lets so many questions run, so many wait, and none take too long.
#[derive(Debug)]
pub(super) struct Turns {
    /// One for each question that is held, running or waiting.
    held: Semaphore,
    /// One for each that runs.
    running: Arc<Semaphore>,
    workers: Workers,
    /// How long one may take, waiting included.
    deadline: Duration,
}

impl Turns {
    pub(super) fn new(held: usize, running: usize, deadline: Duration) -> Self {
        Turns {
            held: Semaphore::new(held),
            running: Arc::new(Semaphore::new(running)),
            workers: Workers::start(running),
            deadline,
        }
    }

    /// Answers a question on a thread that may block, when its turn has come.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        answer: impl FnOnce() -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let Ok(_held) = self.held.try_acquire() else {
            return Err(Failure::busy("too much is being asked just now"));
        };
        let stop = Stop::default();
        // At the deadline, or when whoever asked has gone.
        let _stops = StopsWithIt(stop.clone());
        let answered = timeout(self.deadline, async {
            let turn = self.running.clone().acquire_owned().await;
            let answered = self.workers.run(move || {
                // A question keeps its turn until it ends, which is soon after it is stopped.
                let _turn = turn;
                stop.within(answer)
            });
            answered.await.unwrap_or_else(|_| Err(Failure::fault()))
        });
        answered.await.unwrap_or_else(|_| {
            let said = format!("no answer within {} seconds", self.deadline.as_secs());
            Err(Failure::busy(&said).hint("use rarer words, or narrow it by authority or dates"))
        })
    }
}

/// Stops a question when it goes itself: when nobody waits for the answer any more.
struct StopsWithIt(Stop);

impl Drop for StopsWithIt {
    fn drop(&mut self) {
        self.0.stop();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::Duration;

    use super::{Failure, Stop, Turns};

    const LONG: Duration = Duration::from_secs(30);

    fn run(test: impl Future<Output = ()>) {
        let mut builder = tokio::runtime::Builder::new_multi_thread();
        let runtime = builder.enable_all().build().unwrap();
        runtime.block_on(test);
    }

    fn status(answered: Result<u32, Failure>) -> Result<u32, (u16, Option<u32>)> {
        answered.map_err(|failure| (failure.status.as_u16(), failure.retry_after))
    }

    #[test]
    fn what_is_too_much_is_told_to_come_again() {
        run(async {
            let turns = Turns::new(1, 1, LONG);
            let (begun, begins) = mpsc::channel();
            let (end, ended) = mpsc::channel::<()>();
            let first = turns.run(move || {
                begun.send(()).unwrap();
                ended.recv().unwrap();
                Ok(1)
            });
            let second = async {
                tokio::task::spawn_blocking(move || begins.recv().unwrap())
                    .await
                    .unwrap();
                let second = turns.run(|| Ok(2)).await;
                end.send(()).unwrap();
                second
            };
            let (first, second) = tokio::join!(first, second);
            assert_eq!(status(first), Ok(1));
            assert_eq!(status(second), Err((503, Some(5))));
            assert_eq!(status(turns.run(|| Ok(3)).await), Ok(3));
        });
    }

    /// Works until it is stopped.
    fn until_stopped() -> Result<u32, Failure> {
        while !Stop::current().is_stopped() {
            std::thread::sleep(Duration::from_millis(1));
        }
        Ok(1)
    }

    #[test]
    fn what_takes_too_long_is_stopped_and_gives_its_turn_back() {
        run(async {
            let turns = Turns::new(9, 1, Duration::from_millis(50));
            assert_eq!(status(turns.run(until_stopped).await), Err((503, Some(5))));
            let patient = Turns {
                deadline: LONG,
                ..turns
            };
            assert_eq!(status(patient.run(|| Ok(2)).await), Ok(2));
        });
    }

    #[test]
    fn what_nobody_waits_for_is_stopped() {
        run(async {
            let turns = Turns::new(9, 1, LONG);
            let gone = tokio::time::timeout(Duration::from_millis(50), turns.run(until_stopped));
            assert!(gone.await.is_err());
            assert_eq!(status(turns.run(|| Ok(2)).await), Ok(2));
        });
    }

    #[test]
    fn what_does_not_stop_keeps_its_turn() {
        run(async {
            let turns = Turns::new(9, 1, Duration::from_millis(50));
            let (end, ended) = mpsc::channel::<()>();
            let slow = turns.run(move || {
                ended.recv().unwrap();
                Ok(1)
            });
            assert_eq!(status(slow.await), Err((503, Some(5))));
            assert_eq!(status(turns.run(|| Ok(2)).await), Err((503, Some(5))));
            end.send(()).unwrap();
            let patient = Turns {
                deadline: LONG,
                ..turns
            };
            assert_eq!(status(patient.run(|| Ok(3)).await), Ok(3));
        });
    }
}
