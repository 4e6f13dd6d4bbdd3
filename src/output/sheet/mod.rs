//! The sheet: an answer as a reader sees it, before it is known what it is written in.
//!
//! Each question fills one; each renderer knows all of its parts. What only some forms show says so
//! where it is put ([`Media`]), so that no question has to ask which form it is filled for.

mod cell;
mod chart;
mod column;
mod facets;
mod line;
mod media;
mod paragraph;
mod part;
mod prose;

pub(super) use self::cell::{Cell, cells};
pub(super) use self::chart::{Chart, Mark, Shape};
pub(super) use self::column::{Column, Kind};
pub(super) use self::facets::{chart_of_shares, said_of_left_out};
pub(super) use self::line::Line;
pub(super) use self::media::Media;
pub(super) use self::paragraph::{headings, hit, id, place, prose, tail};
pub(super) use self::part::{Part, Row, Table};
pub(super) use self::prose::Prose;
use crate::index::SearchResults;

/// What a document of an answer looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Look {
    /// Quotations under a title, with tables behind them.
    #[default]
    Quotations,
    /// Tables of figures, with the quotations behind them.
    Figures,
}

/// An answer for readers.
#[derive(Debug, Default)]
pub struct Sheet<'a> {
    pub(super) title: String,
    pub(super) look: Look,
    pub(super) parts: Vec<(Media, Part<'a>)>,
    /// How the figures were made.
    pub(super) method: Vec<&'static str>,
    pub(super) sections: Vec<Section>,
    /// Whether the searches behind its rows ask for all words in one sentence.
    pub in_sentences: bool,
}

/// A section of quotations behind a row, and the search that lists them.
#[derive(Debug, Clone)]
pub(super) struct Section {
    pub(super) name: String,
    pub(super) listing: String,
}

impl<'a> Sheet<'a> {
    /// Begins a sheet of quotations.
    pub(super) fn new(title: impl Into<String>) -> Self {
        Sheet {
            title: title.into(),
            ..Sheet::default()
        }
    }

    /// Begins a sheet of figures, with how they were made.
    pub(super) fn figures(title: impl Into<String>, method: &[&'static str]) -> Self {
        Sheet {
            look: Look::Figures,
            method: method.to_vec(),
            ..Sheet::new(title)
        }
    }

    /// Lists the searches whose results a page wants, in order: totals, some hits, a facet of
    /// authorities.
    pub fn listings(&self) -> impl ExactSizeIterator<Item = &str> {
        self.sections.iter().map(|section| section.listing.as_str())
    }

    /// Tells whether there is a chart in it, with anything to see.
    #[cfg(feature = "serve")]
    pub(crate) fn has_charts(&self) -> bool {
        self.charts().next().is_some()
    }

    /// Lists its charts in which there is anything to see.
    pub(super) fn charts(&self) -> impl Iterator<Item = &Chart> {
        self.parts.iter().filter_map(|(_, part)| match part {
            Part::Chart(chart) if !chart.marks.is_empty() => Some(chart),
            _ => None,
        })
    }

    /// Adds a part that all forms show.
    pub(super) fn add(&mut self, part: Part<'a>) {
        self.add_for(Media::ALL, part);
    }

    /// Adds a part that some forms show.
    pub(super) fn add_for(&mut self, media: Media, part: Part<'a>) {
        self.parts.push((media, part));
    }

    /// Adds lines that text alone shows.
    pub(super) fn say(&mut self, line: impl Into<Line>) {
        self.add_for(Media::TEXT, Part::Lines(vec![line.into()]));
    }

    /// Adds an empty line and a line that text alone shows.
    pub(super) fn say_apart(&mut self, line: impl Into<Line>) {
        self.add_for(Media::TEXT, Part::Gap);
        self.say(line);
    }

    /// Adds a section of quotations and returns its place.
    pub(super) fn section(&mut self, name: impl Into<String>, listing: impl Into<String>) -> usize {
        self.sections.push(Section {
            name: name.into(),
            listing: listing.into(),
        });
        self.sections.len() - 1
    }

    /// Tells whether what searches found is wanted for a page.
    pub(super) fn quoted<'q>(
        &self,
        quotations: &'q [SearchResults],
    ) -> impl Iterator<Item = (usize, &Section, &'q SearchResults)> {
        let sections = self.sections.iter().zip(quotations).enumerate();
        sections.map(|(at, (section, results))| (at, section, results))
    }
}
