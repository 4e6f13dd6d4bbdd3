//! Reports: one inspection, visit or article with all that was read from it.

use super::{
    Area, AreaGroup, Authority, Date, DateSpan, Framework, Grade, Inspector, Kind, Language,
    Paragraph, Provider, ReportId, Source,
};

/// A grade given to an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The area.
    pub area: Area,
    /// The group to which the area belongs, if any.
    pub group: Option<AreaGroup>,
    /// The grade.
    pub grade: Grade,
}

/// The day a report was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// The day.
    pub date: Date,
    /// Where the day is known from.
    pub source: PublishedSource,
}

super::slug::slugs! {
    /// Where the day of publication is known from.
    "source of the publication date": PublishedSource {
        /// Printed in the report.
        Text = "text",
        /// From a file of metadata beside the report.
        Sidecar = "sidecar",
        /// From the name of the file.
        Filename = "filename",
    }
}

/// How many words of a file went where; the four add up to all of its words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WordBalance {
    /// Into findings.
    pub findings: u64,
    /// Into other indexed sections.
    pub other: u64,
    /// Into what is left out: contents, notes on the inspectorate, addresses.
    pub boilerplate: u64,
    /// Into front matter and headings, whose words tag paragraphs but are none.
    pub apparatus: u64,
}

impl WordBalance {
    /// Returns the number of all words.
    pub const fn total(self) -> u64 {
        self.findings + self.other + self.boilerplate + self.apparatus
    }

    /// Adds up the words of two files.
    #[must_use]
    pub const fn plus(self, more: WordBalance) -> WordBalance {
        WordBalance {
            findings: self.findings + more.findings,
            other: self.other + more.other,
            boilerplate: self.boilerplate + more.boilerplate,
            apparatus: self.apparatus + more.apparatus,
        }
    }
}

/// A report as it was understood, without its place on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Its kind.
    pub kind: Kind,
    /// The language in which it is written.
    pub language: Language,
    /// The framework it was made under; none for secondary sources.
    pub framework: Option<Framework>,
    /// The authority; none where the title names none that is known.
    pub authority: Option<Authority>,
    /// The provider, where something else than an authority is inspected.
    pub provider: Option<Provider>,
    /// The title, as printed, on one line.
    pub title: String,
    /// First and last day of the inspection.
    pub inspection: Option<DateSpan>,
    /// The day of publication.
    pub published: Option<Published>,
    /// The address of the published file, where it is known.
    pub url: Option<String>,
    /// For secondary sources, the report that they discuss, by the name that it bears if it is
    /// there.
    pub about: Option<ReportId>,
    /// The lead inspectors, in the order in which they are named.
    pub lead_inspectors: Vec<Inspector>,
    /// The overall grade or outcome, if the report gives one.
    pub overall: Option<Grade>,
    /// The grades by area, in the order of the judgement table, without the overall one.
    pub judgements: Vec<Judgement>,
    /// Slug of the theme of a joint targeted area inspection.
    pub theme: Option<String>,
    /// The paragraphs, in reading order.
    pub paragraphs: Vec<Paragraph>,
    /// The number of physical pages; 1 for files without pages.
    pub pages: u32,
    /// Where its words went.
    pub words: WordBalance,
}

impl Report {
    /// Returns the name that the report bears unless another report bears it already.
    ///
    /// It is made of body, last day of inspection (or else day of publication) and kind.
    pub fn base_id(&self) -> ReportId {
        let date = self
            .inspection
            .map(|span| span.end)
            .or(self.published.map(|published| published.date));
        ReportId::of(self.body_slug(), date, self.kind)
    }

    /// Returns the slug of the body that is inspected: of the provider, or else the authority.
    pub fn body_slug(&self) -> Option<&str> {
        let provider = self
            .provider
            .as_ref()
            .map(|provider| provider.slug.as_str());
        provider.or(self
            .authority
            .as_ref()
            .map(|authority| authority.slug.as_str()))
    }

    /// Returns the name of the body that is inspected.
    pub fn body_name(&self) -> Option<&str> {
        let provider = self
            .provider
            .as_ref()
            .map(|provider| provider.name.as_str());
        provider.or(self
            .authority
            .as_ref()
            .map(|authority| authority.name.as_str()))
    }

    /// Tells whose words the report holds.
    pub fn source(&self) -> Source {
        self.kind.source()
    }

    /// Returns the highest paragraph number of the main part.
    pub fn last_number(&self) -> Option<u32> {
        self.paragraphs
            .iter()
            .filter(|p| p.locator.part.is_none())
            .filter_map(|p| p.number)
            .max()
    }

    /// Returns the grade of an area.
    pub fn grade_of(&self, area: &Area) -> Option<Grade> {
        self.judgements
            .iter()
            .find(|j| j.area == *area)
            .map(|j| j.grade)
    }

    /// Returns the outcome of a kind that gives one: the overall value of such a report.
    pub fn outcome(&self) -> Option<Grade> {
        self.overall.filter(|_| self.kind.definition().has_outcome)
    }
}
