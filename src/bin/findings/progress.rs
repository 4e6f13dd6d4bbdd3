//! The progress bar of an ingest, on a terminal only.

use std::time::{Duration, Instant};

use findings::index::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar that shows files, pages, rate and time left.
#[derive(Debug)]
pub(crate) struct Bar {
    bar: ProgressBar,
    started: Instant,
}

impl Bar {
    /// Begins a bar; a quiet one never shows, nor does one on what is no terminal.
    pub(crate) fn begin(quiet: bool) -> Self {
        let target = match quiet {
            true => ProgressDrawTarget::hidden(),
            false => ProgressDrawTarget::stderr(),
        };
        let bar = ProgressBar::with_draw_target(None, target);
        let style = ProgressStyle::with_template("{bar:24} {msg}, {eta} left")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style);
        Bar {
            bar,
            started: Instant::now(),
        }
    }

    /// Takes a new state, from any thread. The bar follows the bytes, which tell more of the
    /// time left than files do.
    pub(crate) fn update(&self, progress: Progress) {
        if self.bar.is_hidden() {
            return;
        }
        let seconds = self
            .started
            .elapsed()
            .max(Duration::from_millis(1))
            .as_secs_f64();
        self.bar.set_message(format!(
            "{}/{} files, {} pages, {:.0} pages/s",
            progress.files_done,
            progress.files_total,
            progress.pages,
            progress.pages as f64 / seconds
        ));
        self.bar.set_length(progress.bytes_total);
        self.bar.set_position(progress.bytes_done);
    }

    /// Takes the bar off the terminal.
    pub(crate) fn finish(self) {
        self.bar.finish_and_clear();
    }
}
