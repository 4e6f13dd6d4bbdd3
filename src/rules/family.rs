//! Families: what documents that share a template look like, one file each.
//!
//! A family says how its first page is recognised, where its fields stand, what its headings
//! mean, and what a report of it leads to expect. It is data; docs/frameworks.md explains the
//! file, key by key.

use super::conditions::{Conditions, LineTest};
use super::heading::Headings;
use super::scale::Scale;
use crate::model::{Area, Date, Framework, Grade, Kind, Section};

/// Documents that share a template.
#[derive(Debug, Clone)]
pub struct Family {
    /// Its name: that of its file, without folder and ending.
    pub name: String,
    /// The file that defines it.
    pub file: String,
    /// Whether that file is compiled in.
    pub is_built_in: bool,
    /// Who inspects; empty for what is no inspection.
    pub inspectorate: String,
    /// What is known only from descriptions, where nobody saw a whole document.
    pub unseen: String,
    /// Whether a provider is inspected (a school, a home, a service) and not an authority.
    pub inspects_provider: bool,
    /// Its kinds.
    pub kinds: Vec<KindRules>,
    /// How its first page is recognised: one of these, tried in order.
    pub recognitions: Vec<Recognition>,
    /// Its frameworks: the first whose conditions hold.
    pub frameworks: Vec<FrameworkRules>,
    /// Where the fields of the front matter stand.
    pub front: FrontRules,
    /// How its chapters are built.
    pub outline: OutlineRules,
    /// The section of what stands in an area.
    pub findings: Section,
    /// Areas that are about another body than the one inspected.
    pub other_bodies: Vec<Area>,
    /// The value that stands where a kind gives no grades.
    pub not_graded: Grade,
    /// The grades that its tables and headings print.
    pub scale: Scale,
    /// What its headings mean.
    pub headings: Headings,
    /// Themes, in the order in which they are looked for.
    pub themes: Vec<ThemeRule>,
    /// Cross-references at the end of improvement items.
    pub references: Option<References>,
    /// How documents about inspections are read; none where the words are the inspectorate's own.
    pub secondary: Option<SecondaryRules>,
}

/// A kind and what is peculiar to it within its family.
#[derive(Debug, Clone)]
pub struct KindRules {
    /// The kind.
    pub kind: Kind,
    /// The part in which its reports begin, if it is a review of another body on its own.
    pub part: Option<Area>,
    /// Areas that its reports must have; none means those of the framework.
    pub areas: Vec<Area>,
    /// What links to its reports say on the inspectorate's website, folded.
    pub links: Vec<String>,
}

/// A way to recognise a kind.
#[derive(Debug, Clone)]
pub struct Recognition {
    /// The kind.
    pub kind: Kind,
    /// What must hold.
    pub when: Conditions,
    /// The file that says so: the family's, or one that extends it.
    pub file: String,
    /// The line of the file, counted from 1.
    pub line: u32,
}

/// A framework and what is peculiar to it within its family.
#[derive(Debug, Clone)]
pub struct FrameworkRules {
    /// The framework.
    pub framework: Framework,
    /// What must hold.
    pub when: Conditions,
    /// The first day of inspection under it.
    pub since: Option<Date>,
    /// The last one.
    pub until: Option<Date>,
    /// Areas that its reports must have.
    pub areas: Vec<Area>,
    /// Areas that its reports must have if one of the table or a heading names them.
    pub areas_if_named: Vec<Area>,
    /// Whether its reports give an overall grade.
    pub has_overall: bool,
    /// The section of the text before the first heading, if other than the family's.
    pub start: Option<Section>,
}

/// Where the fields of the front matter stand. Labels and lines are folded.
#[derive(Debug, Clone, Default)]
pub struct FrontRules {
    /// The title is the line of which one of these holds.
    pub title: Vec<LineTest>,
    /// Or else the line set largest on the first page, where this is so.
    pub title_largest: bool,
    /// Or else the lines above the first that begins with one of these.
    pub title_until: Vec<String>,
    /// Whole lines above a title that are none of it, folded.
    pub title_apart: Vec<String>,
    /// Titles with a place `{}` for the name of the body, folded around it.
    pub title_names: Vec<(String, String)>,
    /// Labels of the days of inspection.
    pub inspected: Vec<String>,
    /// Sentences that give them.
    pub inspected_sentences: Vec<LineTest>,
    /// Labels of the last of them, where nothing else names the others.
    pub inspected_last: Vec<String>,
    /// Whether a month may stand for the days, where no day is printed.
    pub inspected_month: bool,
    /// Whether these stand behind the first page too.
    pub inspected_anywhere: bool,
    /// Names of the months, folded, in another language that dates may be printed in.
    pub months: Vec<String>,
    /// Whether dates in digits begin with the month.
    pub month_first: bool,
    /// Labels of the day of publication.
    pub published: Vec<String>,
    /// Whether it stands behind the first page too.
    pub published_anywhere: bool,
    /// Whether a date alone on a line is the day of publication: letters.
    pub published_alone: bool,
    /// Labels of the lead inspector.
    pub inspectors: Vec<String>,
    /// Whether all inspectors are of this inspectorate, so that whoever is called the lead is so.
    pub inspectors_alone: bool,
    /// Whether reports name one.
    pub expects_inspector: bool,
    /// Labels of the provider's name.
    pub provider: Vec<String>,
    /// Whole lines directly before the provider's name, where it has no label.
    pub provider_below: Vec<String>,
    /// Whether the line set largest on the first page is the provider's name.
    pub provider_largest: bool,
    /// Labels of identifiers, by the identifier's name.
    pub identifiers: Vec<(String, Vec<String>)>,
    /// Labels of the local authority.
    pub authority: Vec<String>,
    /// Sentences that name the authority where neither title nor label does.
    pub authority_sentences: Vec<LineTest>,
    /// Sentences that give the overall grade.
    pub overall: Vec<LineTest>,
    /// The section whose words stand for an outcome.
    pub outcome: Option<Section>,
    /// Where the front matter ends.
    pub end: FrontEnd,
}

/// Where the front matter ends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum FrontEnd {
    /// There is none: headings decide.
    #[default]
    Nowhere,
    /// Behind the table of judgements.
    Table,
    /// Behind the last line of the first page that begins with one of these.
    Behind(Vec<String>),
    /// Before the first such line of the first page, or with the page.
    Before(Vec<String>),
    /// With the first page.
    Page,
}

/// How chapters are built.
#[derive(Debug, Clone, Default)]
pub struct OutlineRules {
    /// The section of the text before the first heading; none if it is front matter.
    pub start: Option<Section>,
    /// Whether an area is a chapter that opens with its summary, in which numbers begin the
    /// findings, and whose name may also head a list in the summary of the whole report.
    pub chapters: bool,
    /// Areas that are parts of another's chapter, each with the area around it.
    pub nested: Vec<(Area, Area)>,
    /// Whether the overall judgement has a chapter of its own.
    pub overall_chapter: bool,
    /// Sections that stand in boxes and interrupt what is around them.
    pub boxed: Vec<Section>,
    /// Sections whose tables hold no findings.
    pub without_tables: Vec<Section>,
    /// Sections in whose tables the first column names a body.
    pub bodies_in: Vec<Section>,
    /// Cells that head a table, folded.
    pub table_heads: Vec<String>,
    /// Sections in which the names of areas are headings and no more.
    pub without_areas: Vec<Section>,
    /// Sections in which a line that ends in a colon heads the items below it.
    pub introductions: Vec<Section>,
    /// What stands before a grade that is printed anywhere in its area, folded: "judgment".
    pub grade_labels: Vec<String>,
    /// Sentences that open an area and give its grade.
    pub grade_sentences: Vec<LineTest>,
    /// What may stand behind any heading and is no part of it, as printed.
    pub tails: Vec<String>,
    /// Headings that do not end closed boilerplate, folded.
    pub weak: Vec<String>,
    /// Whether reports part their sections under headings of their own, which no rule can know.
    pub own_headings: bool,
    /// More items than these in one list of what must improve are doubted; 0 for no bound.
    pub most_items: u32,
}

/// A theme and the words that speak of it.
#[derive(Debug, Clone)]
pub struct ThemeRule {
    /// The framework in which it is looked for.
    pub framework: Framework,
    /// The words, folded.
    pub phrase: String,
    /// Its slug.
    pub slug: String,
}

/// Cross-references to another document at the end of items, and how they are printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct References {
    /// Names of the document, in small letters.
    pub names: Vec<String>,
    /// What in it is referred to.
    pub elements: Vec<ReferenceElement>,
}

/// What a cross-reference can be to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReferenceElement {
    /// Its slug.
    pub slug: String,
    /// Its words, in small letters.
    pub words: Vec<String>,
    /// Names that are printed instead of numbers, in small letters.
    pub named: Vec<(u32, String)>,
}

/// How documents about inspections are read.
#[derive(Debug, Clone)]
pub struct SecondaryRules {
    /// The section of the writer's words.
    pub body: Section,
    /// The section of words that the writer quotes.
    pub quotation: Section,
    /// Which inspection a text is about, by the first of these that holds.
    pub about: Vec<AboutRule>,
}

/// What tells the kind of inspection that a text is about.
#[derive(Debug, Clone)]
pub struct AboutRule {
    /// The kind.
    pub kind: Kind,
    /// Words one of which must stand in the text, folded; none means any text.
    pub words: Vec<String>,
    /// The first day of such an inspection.
    pub since: Option<Date>,
}

impl Family {
    /// Finds what is peculiar to a kind.
    pub fn kind(&self, kind: Kind) -> Option<&KindRules> {
        self.kinds.iter().find(|rules| rules.kind == kind)
    }

    /// Lists its name, and those of its kinds and its frameworks.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let kinds = self.kinds.iter().map(|rules| rules.kind.slug());
        let frameworks = self.frameworks.iter().map(|rules| rules.framework.slug());
        std::iter::once(self.name.as_str())
            .chain(kinds)
            .chain(frameworks)
    }
}
