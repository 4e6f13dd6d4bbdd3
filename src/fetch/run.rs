//! A run while it goes on: what it goes by, what it has come to, and what is told of it.

use std::time::Duration;

use crate::model::Limits;
use crate::rules::Rules;

use super::name::Ids;
use super::shelf::Shelf;
use super::summary::{FetchProgress, FetchSummary, Missed};
use super::visitor::{Pace, Visitor};

/// After so many failures one after the other nobody goes on.
pub(super) const SILENT: usize = 8;

/// How it is fetched.
#[derive(Debug, Clone)]
pub struct FetchOptions {
    /// How fast requests follow each other.
    pub pace: Pace,
    /// After how long a file that is there is asked for again, in case that it has changed.
    pub recheck: Duration,
    /// Whether it is only said what would be fetched.
    pub dry_run: bool,
    /// How much of one file is read.
    pub limits: Limits,
}

/// A run while it goes on.
pub(super) struct Run<'a> {
    pub(super) shelf: Shelf,
    pub(super) ids: Ids,
    pub(super) visitor: Visitor<'a>,
    pub(super) options: &'a FetchOptions,
    pub(super) rules: &'a Rules,
    pub(super) progress: &'a dyn Fn(FetchProgress<'_>),
    pub(super) summary: FetchSummary,
}

impl Run<'_> {
    /// Notes what could not be had, and why.
    pub(super) fn miss(&mut self, url: &str, text: &str, reason: &str) {
        self.summary.missed.push(Missed {
            url: url.to_owned(),
            text: text.to_owned(),
            reason: reason.to_owned(),
        });
    }

    /// Tells how far it has come.
    pub(super) fn tell(&self, is_fetching: bool, done: usize, total: usize, name: &str) {
        (self.progress)(FetchProgress {
            is_fetching,
            done,
            total,
            bytes: self.summary.bytes,
            name,
        });
    }
}
