//! Terms: the kinds, frameworks, grades, sections and areas that reports are tagged with.
//!
//! None of them is known to the program: files of rules define them, and an index keeps the
//! definitions that its reports were read with. What code must know of a term (is it graded, is
//! it better, is it a finding) is a field of its definition.

use super::{Area, AreaGroup, Authority, Source};

/// Declares a term: a handle to its definition, equal to others by slug and ordered as defined.
macro_rules! term {
    ($(#[$meta:meta])* $name:ident of $definition:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy)]
        pub struct $name(&'static $definition);

        impl $name {
            /// Makes a term of its definition, which then lives as long as the process.
            pub fn define(definition: $definition) -> Self {
                $name(Box::leak(Box::new(definition)))
            }

            /// Returns the slug: the stable name used in files, queries and output.
            pub fn slug(self) -> &'static str {
                &self.0.slug
            }

            /// Returns what is defined of it.
            pub fn definition(self) -> &'static $definition {
                self.0
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                std::ptr::eq(self.0, other.0) || self.0.slug == other.0.slug
            }
        }

        impl Eq for $name {}

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                (self.0.order, &self.0.slug).cmp(&(other.0.order, &other.0.slug))
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl std::hash::Hash for $name {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.0.slug.hash(state);
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0.slug)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.0.slug)
            }
        }
    };
}

term! {
    /// What sort of document a report is, told from its first page.
    Kind of KindDefinition
}
term! {
    /// The rules under which an inspection was made; comparisons are made within one.
    Framework of FrameworkDefinition
}
term! {
    /// A judgement's value: a grade of one of the inspectorates' scales, or an outcome.
    Grade of GradeDefinition
}
term! {
    /// The part of the report in which a paragraph stands.
    Section of SectionDefinition
}

/// What is defined of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindDefinition {
    /// Its slug.
    pub slug: String,
    /// The name that readers know it by, for headings and citations.
    pub title: String,
    /// Who inspects; empty for what is no inspection.
    pub inspectorate: String,
    /// The address of the inspectorate's page of a body inspected, with `{urn}` for its number; empty where
    /// none is known.
    pub body_page: String,
    /// Whether the words are the inspectorate's own or somebody's about them.
    pub source: Source,
    /// Whether reports of this kind carry grades by area.
    pub is_graded: bool,
    /// Whether its reports follow each other: graded inspections of a body as a whole.
    pub is_successive: bool,
    /// Whether its overall value is an outcome rather than a grade.
    pub has_outcome: bool,
    /// Its place among the kinds.
    pub order: u32,
}

/// What is defined of a framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameworkDefinition {
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub title: String,
    /// Its place among the frameworks.
    pub order: u32,
}

/// What is defined of a grade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GradeDefinition {
    /// Its slug.
    pub slug: String,
    /// The grade as running text prints it.
    pub title: String,
    /// A shorter form for columns of tables.
    pub short: String,
    /// The letter that stands for it in a matrix.
    pub letter: char,
    /// The scale to which it belongs; grades of two scales do not compare.
    pub scale: String,
    /// Its place on the scale, the higher the better. Two grades of one place differ in meaning
    /// and do not compare.
    pub rank: Option<u32>,
    /// Whether it is a grade: not where a kind gives none.
    pub is_given: bool,
    /// Its place among the grades.
    pub order: u32,
}

/// What is defined of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionDefinition {
    /// Its slug.
    pub slug: String,
    /// Whether it states what inspectors found. Theme counts use these sections and those that
    /// ask for improvement; the others repeat the findings for another reader or speak of
    /// something else.
    pub is_finding: bool,
    /// Whether it lists what must improve.
    pub is_improvement: bool,
    /// Whether it holds the notes to the others. They are no paragraphs: they are counted apart, and
    /// found where a question speaks of sections.
    pub is_notes: bool,
    /// Its place among the sections.
    pub order: u32,
}

/// What is defined of an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaDefinition {
    /// The area.
    pub area: Area,
    /// Its name, as headings print it.
    pub name: String,
    /// The group of areas that correspond to it in other frameworks, if any.
    pub group: Option<AreaGroup>,
    /// Whether it is about another body than the one inspected, such as a board beside it.
    pub is_of_other_body: bool,
}

/// Where an authority came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// The slug of an authority.
    pub authority: String,
    /// The slugs of those that it took over from, wholly or in part.
    pub predecessors: Vec<String>,
}

/// All terms that some reports can be tagged with, each list in the order of definition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    /// The kinds.
    pub kinds: Vec<Kind>,
    /// The frameworks.
    pub frameworks: Vec<Framework>,
    /// The grades, the best of a scale first.
    pub grades: Vec<Grade>,
    /// The sections.
    pub sections: Vec<Section>,
    /// The areas.
    pub areas: Vec<AreaDefinition>,
    /// Authorities that took over from others.
    pub successions: Vec<Succession>,
    /// Authorities that a user's file names.
    pub authorities: Vec<Authority>,
}

impl Terms {
    /// Finds a kind by its slug.
    pub fn kind(&self, slug: &str) -> Option<Kind> {
        self.kinds.iter().copied().find(|kind| kind.slug() == slug)
    }

    /// Finds a framework by its slug.
    pub fn framework(&self, slug: &str) -> Option<Framework> {
        let mut frameworks = self.frameworks.iter().copied();
        frameworks.find(|framework| framework.slug() == slug)
    }

    /// Finds a grade by its slug.
    pub fn grade(&self, slug: &str) -> Option<Grade> {
        let mut grades = self.grades.iter().copied();
        grades.find(|grade| grade.slug() == slug)
    }

    /// Finds a section by its slug.
    pub fn section(&self, slug: &str) -> Option<Section> {
        let mut sections = self.sections.iter().copied();
        sections.find(|section| section.slug() == slug)
    }

    /// Finds the section that holds the notes to the others.
    pub fn notes(&self) -> Option<Section> {
        let mut sections = self.sections.iter().copied();
        sections.find(|section| section.is_notes())
    }

    /// Finds what is defined of an area.
    pub fn area(&self, area: &Area) -> Option<&AreaDefinition> {
        self.areas.iter().find(|defined| defined.area == *area)
    }

    /// Returns the group of an area.
    pub fn group_of(&self, area: &Area) -> Option<&AreaGroup> {
        self.area(area)?.group.as_ref()
    }

    /// Tells whether an area is about another body than the one inspected.
    pub fn is_of_other_body(&self, area: &Area) -> bool {
        self.area(area).is_some_and(|area| area.is_of_other_body)
    }

    /// Returns the value that stands where a kind gives no grades.
    pub fn not_graded(&self) -> Option<Grade> {
        let mut grades = self.grades.iter().copied();
        grades.find(|grade| !grade.definition().is_given)
    }

    /// Returns the slugs of the authorities that one took over from, wholly or in part.
    pub fn predecessors(&self, authority: &str) -> &[String] {
        let known = self.successions.iter();
        let mut found = known.filter(|succession| succession.authority == authority);
        found.next().map_or(&[], |found| &found.predecessors)
    }

    /// Adds the terms of another set that this one does not define.
    pub fn keep(&mut self, others: &Terms) {
        fn keep<T: Clone>(own: &mut Vec<T>, others: &[T], same: impl Fn(&T, &T) -> bool) {
            for other in others {
                if !own.iter().any(|known| same(known, other)) {
                    own.push(other.clone());
                }
            }
        }
        keep(&mut self.kinds, &others.kinds, |a, b| a == b);
        keep(&mut self.frameworks, &others.frameworks, |a, b| a == b);
        keep(&mut self.grades, &others.grades, |a, b| a == b);
        keep(&mut self.sections, &others.sections, |a, b| a == b);
        keep(&mut self.areas, &others.areas, |a, b| a.area == b.area);
        keep(&mut self.authorities, &others.authorities, |a, b| {
            a.slug == b.slug
        });
        keep(&mut self.successions, &others.successions, |a, b| {
            a.authority == b.authority
        });
    }
}

impl Kind {
    /// Tells whether the words are the inspectorate's own or somebody's about them.
    pub fn source(self) -> Source {
        self.0.source
    }

    /// Tells whether reports of this kind carry grades by area.
    pub fn is_graded(self) -> bool {
        self.0.is_graded
    }

    /// Returns the name that readers know the kind by, for headings and citations.
    pub fn title(self) -> &'static str {
        &self.0.title
    }
}

impl Grade {
    /// Returns the grade as running text would print it.
    pub fn title(self) -> &'static str {
        &self.0.title
    }

    /// Tells whether it is a grade at all: not where a kind gives none.
    pub fn is_given(self) -> bool {
        self.0.is_given
    }
}

impl Section {
    /// Tells whether the section states what inspectors found.
    pub fn is_finding(self) -> bool {
        self.0.is_finding
    }

    /// Tells whether the section lists what must improve.
    pub fn is_improvement(self) -> bool {
        self.0.is_improvement
    }

    /// Tells whether the section holds the notes to the others.
    pub fn is_notes(self) -> bool {
        self.0.is_notes
    }
}
