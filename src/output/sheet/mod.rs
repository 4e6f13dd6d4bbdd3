//! The sheet: an answer as a reader sees it, before it is known what it is written in.
//!
//! Each question fills one; each renderer knows all of its parts. What only some forms show says so
//! where it is put ([`Media`]), so that no question has to ask which form it is filled for.

mod chart;
mod facets;
mod line;
mod paragraph;
mod table;

use std::ops::{BitOr, Range};

pub(super) use self::chart::{Chart, Mark, Shape};
pub(super) use self::line::Line;
pub(super) use self::paragraph::{headings, hit, id, place, prose, tail};
pub(super) use self::table::{Cell, Column, Kind, Row, Table, cells};
use crate::index::{Hit, ReportRecord, SearchResults};
use crate::model::Paragraph;
use crate::output::screen::Role;

/// The forms for readers in which a part is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Media(u8);

impl Media {
    pub(super) const TEXT: Media = Media(1);
    pub(super) const MARKDOWN: Media = Media(2);
    pub(super) const HTML: Media = Media(4);
    /// Both languages of documents.
    pub(super) const DOCUMENT: Media = Media(6);
    /// What has no charts.
    pub(super) const ROWS: Media = Media(3);
    pub(super) const ALL: Media = Media(7);

    /// Tells whether a part for these is shown in one of them.
    pub(super) const fn holds(self, one: Media) -> bool {
        self.0 & one.0 != 0
    }
}

impl BitOr for Media {
    type Output = Media;

    fn bitor(self, other: Media) -> Media {
        Media(self.0 | other.0)
    }
}

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
}

/// What a sheet is made of.
#[derive(Debug)]
pub(super) enum Part<'a> {
    /// What was looked at and what came of it, a sentence each; no report's words stand in it.
    Lead(Vec<String>),
    /// What makes the figures doubtful.
    Warning(String),
    /// A heading of a level, 1 for the title.
    Heading(u8, String),
    /// The heading of a group of quotations, and how much is in it.
    Group(String, String),
    Table(Table<'a>),
    Chart(Chart),
    /// Lines as they stand.
    Lines(Vec<Line>),
    /// Lines of verdicts on the figures above; no report's words stand in them.
    Notes(Vec<String>),
    /// A paragraph of its own.
    Paragraph(String),
    /// Lines under a title, if there are any.
    List(String, Vec<String>),
    /// Text that is wrapped.
    Prose(Prose),
    /// An empty line of text.
    Gap,
    /// A hit under a heading of a level.
    Hit(&'a Hit, u8),
    /// A line of a concordance: a hit, and which bytes of it match.
    Match(&'a Hit, Range<usize>),
    /// A hit among the paragraphs around it.
    InContext(&'a Hit),
    /// Paragraphs of a report in one quotation, of which the last named is the source.
    Quotation(&'a ReportRecord, Vec<&'a Paragraph>, &'a Paragraph),
    /// An item of a list: its place, its words, its page.
    Entry(String, String, u32),
}

/// Text that is wrapped, with what is marked in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Prose {
    pub(super) indent: usize,
    pub(super) text: String,
    pub(super) marked: Vec<Range<usize>>,
    /// The style of what is marked.
    pub(super) role: Role,
}

impl Prose {
    /// Sets a text in by so many columns.
    pub(super) fn plain(indent: usize, text: impl Into<String>) -> Self {
        Prose {
            indent,
            text: text.into(),
            ..Prose::default()
        }
    }

    /// Sets a text in, all of it in the style of a role.
    pub(super) fn whole(indent: usize, text: impl Into<String>, role: Role) -> Self {
        let text = text.into();
        Prose {
            indent,
            marked: std::iter::once(0..text.len()).collect(),
            text,
            role,
        }
    }
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
