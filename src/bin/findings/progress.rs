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

/// A bar that shows what a fetch is at.
#[cfg(feature = "fetch")]
#[derive(Debug)]
pub(crate) struct FetchBar(Bar);

#[cfg(feature = "fetch")]
impl FetchBar {
    /// Begins a bar; see [`Bar::begin`].
    pub(crate) fn begin(quiet: bool) -> Self {
        FetchBar(Bar::begin(quiet))
    }

    /// Takes a new state.
    pub(crate) fn update(&self, progress: findings::fetch::FetchProgress<'_>) {
        let bar = &self.0.bar;
        if bar.is_hidden() {
            return;
        }
        let what = match progress.is_fetching {
            true => "documents",
            false => "pages",
        };
        bar.set_message(format!(
            "{}/{} {what}, {:.1} MB, {}",
            progress.done,
            progress.total,
            progress.bytes as f64 / 1e6,
            progress.name.chars().take(40).collect::<String>()
        ));
        bar.set_length(progress.total as u64);
        bar.set_position(progress.done as u64);
    }

    /// Takes the bar off the terminal.
    pub(crate) fn finish(self) {
        self.0.finish();
    }
}
