//! Headings and what they mean in each family of reports.

use std::collections::HashMap;

use super::chapter::Chapter;
use super::fold::{fold_heading, fold_heading_word};
use super::{GazetteerError, Table};
use crate::model::{Area, Grade, Section};

/// Families of reports that share headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// ILACS inspections.
    Ilacs,
    /// Letters after focused and monitoring visits.
    Visit,
    /// Single inspections, re-inspections and LSCB reviews.
    Sif,
    /// Inspections of looked after children services.
    LookedAfter,
    /// The progress inspection of 2009.
    JarProgress,
    /// Joint targeted area inspections.
    Jtai,
    /// Area SEND inspections.
    AreaSend,
}

impl Family {
    fn name(self) -> &'static str {
        match self {
            Family::Ilacs => "ilacs",
            Family::Visit => "visit",
            Family::Sif => "sif",
            Family::LookedAfter => "lac",
            Family::JarProgress => "jar",
            Family::Jtai => "jtai",
            Family::AreaSend => "send",
        }
    }
}

/// What a heading says about the text below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// It stands in a judgement area, whose grade the heading may give.
    Area(Area, Option<Grade>),
    /// It is a section.
    Section(Section),
    /// It belongs to a part of the report.
    Part(Part),
    /// It holds the findings of a part.
    PartFindings(Part),
    /// It is no finding of this report: not to be indexed.
    Boilerplate,
    /// It is no heading but a set phrase that stands for itself: of a section of its own, or
    /// boilerplate.
    Aside(Option<Section>),
    /// It begins the closing block, and nothing else follows.
    End,
}

/// Parts of a report with chapters of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// On the local authority.
    LocalAuthority,
    /// On the Local Safeguarding Children Board.
    Lscb,
}

/// Headings of all families in folded form.
#[derive(Debug, Clone, Default)]
pub(super) struct Headings {
    /// By their first words: most lines begin with another and are told apart by it alone.
    by_word: HashMap<String, Vec<Entry>>,
}

#[derive(Debug, Clone)]
struct Entry {
    /// The name of the family, or [`ANY`].
    family: String,
    heading: String,
    /// Whether any text may follow.
    open: bool,
    meaning: Meaning,
}

/// The family of headings that reports of all families may have.
const ANY: &str = "any";
/// The length of the longest grade, in bytes, with the spaces around it.
const LONGEST_GRADE: usize = " requires improvement to be good ".len();
/// Room for the first word of a line, in bytes.
const FIRST_WORD: usize = 32;

impl Chapter for Headings {
    const FILE: &'static str = "headings.csv";
    const CSV: &'static str = include_str!("data/headings.csv");

    fn add(&mut self, table: &Table) -> Result<(), GazetteerError> {
        for row in table.rows() {
            let written = row.get("heading");
            let slug = row.get("slug");
            let part = match slug {
                "lscb" => Part::Lscb,
                _ => Part::LocalAuthority,
            };
            let meaning = match row.get("role") {
                "area" => Meaning::Area(Area::new(slug.to_owned()), None),
                "section" => {
                    let section = slug.parse::<Section>();
                    Meaning::Section(section.map_err(|error| row.error(&error.to_string()))?)
                }
                "part" => Meaning::Part(part),
                "part-findings" => Meaning::PartFindings(part),
                "aside" if slug.is_empty() => Meaning::Aside(None),
                "aside" => {
                    let section = slug.parse::<Section>();
                    Meaning::Aside(Some(
                        section.map_err(|error| row.error(&error.to_string()))?,
                    ))
                }
                "boilerplate" => Meaning::Boilerplate,
                "boilerplate-end" => Meaning::End,
                role => return Err(row.error(&format!("unknown role `{role}`"))),
            };
            let heading = fold_heading(written);
            let first = heading.split(' ').next().unwrap_or_default();
            let entries = self.by_word.entry(first.to_owned()).or_default();
            entries.push(Entry {
                family: row.get("family").to_owned(),
                heading,
                open: written.ends_with('*'),
                meaning,
            });
        }
        for entries in self.by_word.values_mut() {
            // The longest first: one area's name may begin another's.
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.heading.len()));
        }
        Ok(())
    }
}

impl Headings {
    pub(super) fn find(&self, family: Family, line: &str) -> Option<Meaning> {
        let mut folded = String::with_capacity(FIRST_WORD);
        let mut rest = fold_heading_word(line, &mut folded);
        let known = self.by_word.get(&folded)?;
        let longest = known.first().map_or(0, |entry| entry.heading.len());
        while let Some(behind) = rest {
            // Behind a heading there may be more; inside it there is a grade at most.
            let long = folded.len() > longest + LONGEST_GRADE;
            if long && !known.iter().any(|entry| folded.starts_with(&entry.heading)) {
                return None;
            }
            rest = fold_heading_word(behind, &mut folded);
        }
        let line = folded.as_str();
        let entries = || {
            let of = |name| known.iter().filter(move |entry| entry.family == name);
            of(family.name()).chain(of(ANY))
        };
        entries().find_map(|entry| entry.matches(line)).or_else(|| {
            // In a box of two columns the grade may stand between the lines of the area's name.
            let (rest, grade) = cut_grade(line)?;
            entries().find_map(|entry| match &entry.meaning {
                Meaning::Area(area, _) if entry.heading == rest => {
                    Some(Meaning::Area(area.clone(), Some(grade)))
                }
                _ => None,
            })
        })
    }
}

impl Entry {
    fn matches(&self, line: &str) -> Option<Meaning> {
        let rest = line.strip_prefix(&self.heading)?;
        if !rest.is_empty() && !rest.starts_with(' ') {
            return None;
        }
        let rest = without_mark(rest.trim_start());
        match &self.meaning {
            Meaning::Area(area, _) => {
                let grade = if rest.is_empty() {
                    None
                } else {
                    Some(grade(rest)?)
                };
                Some(Meaning::Area(area.clone(), grade))
            }
            meaning => (rest.is_empty() || self.open).then(|| meaning.clone()),
        }
    }
}

/// Drops a footnote mark or page number that sticks to the end of a heading.
fn without_mark(rest: &str) -> &str {
    match rest.rsplit_once(' ').unwrap_or(("", rest)) {
        (before, last) if last.len() <= 2 && last.bytes().all(|b| b.is_ascii_digit()) => before,
        _ => rest,
    }
}

/// Cuts a grade out of the middle of a line.
fn cut_grade(line: &str) -> Option<(String, Grade)> {
    [
        " requires improvement to be good ",
        " requires improvement ",
        " inadequate ",
        " outstanding ",
        " good ",
    ]
    .into_iter()
    .find_map(|words| {
        let (before, after) = line.split_once(words)?;
        let grade = Grade::from_printed(words)?;
        Some((format!("{before} {after}"), grade))
    })
}

/// Reads the grade behind the name of an area, whatever verb stands between.
fn grade(rest: &str) -> Option<Grade> {
    let mut words: Vec<&str> = rest.split(' ').collect();
    if words.last() == Some(&"because") {
        words.pop();
    }
    let verbs = words
        .iter()
        .take_while(|word| matches!(**word, "is" | "are" | "that" | "it" | "they" | "summary"))
        .count();
    Grade::from_printed(&words[verbs..].join(" "))
}

#[cfg(test)]
mod tests {
    use super::super::Gazetteer;
    use super::*;

    fn check(family: Family, line: &str, expected: Option<Meaning>) {
        assert_eq!(
            Gazetteer::builtin().heading(family, line),
            expected,
            "{line}"
        );
    }

    fn area(slug: &'static str, grade: Option<Grade>) -> Option<Meaning> {
        Some(Meaning::Area(Area::new(slug), grade))
    }

    #[test]
    fn ilacs_areas_with_grades() {
        let check = |line, slug, grade| check(Family::Ilacs, line, area(slug, grade));
        let (good, ri) = (Some(Grade::Good), Some(Grade::RequiresImprovement));
        check(
            "The experiences and progress of children in care and care leavers: good",
            "children-in-care-and-care-leavers",
            good,
        );
        check(
            "The experiences and progress of children in care: good",
            "children-in-care",
            good,
        );
        check(
            "Experiences and progress of care leavers: good",
            "care-leavers",
            good,
        );
        check(
            "The experience and progress of children in care and care leavers is requires improvement to be good.",
            "children-in-care-and-care-leavers",
            ri,
        );
        check(
            "The experiences and progress of children who need help and protection are: Good",
            "help-and-protection",
            good,
        );
        check(
            "The impact of leaders on social work practice with children and families",
            "leaders",
            None,
        );
        check("Overall effectiveness", "overall", None);
    }

    #[test]
    fn prose_is_no_heading() {
        check(
            Family::Ilacs,
            "The experiences and progress of children in care have improved",
            None,
        );
        check(Family::Ilacs, "What needs to improve is clear", None);
        check(Family::Sif, "The local authority has acted", None);
    }

    #[test]
    fn sif_sentences_are_areas() {
        let check = |line, slug, grade| check(Family::Sif, line, area(slug, grade));
        check(
            "The graded judgment for adoption performance is that it is good.",
            "adoption",
            Some(Grade::Good),
        );
        check(
            "The graded judgement about the experience and progress of care leavers is that is inadequate",
            "care-leavers",
            Some(Grade::Inadequate),
        );
        check(
            "Leadership, management and governance are good",
            "leadership-management-governance",
            Some(Grade::Good),
        );
        check(
            "The Local Safeguarding Children Board (LSCB) requires improvement because:",
            "lscb",
            Some(Grade::RequiresImprovement),
        );
        check(
            "The graded judgement for adoption performance.",
            "adoption",
            None,
        );
        check(
            "The experiences and progress of children Requires improvement who need help and protection",
            "help-and-protection",
            Some(Grade::RequiresImprovement),
        );
    }

    #[test]
    fn sections_parts_and_boilerplate() {
        check(
            Family::Ilacs,
            "What needs to improve?1",
            Some(Meaning::Section(Section::Improvement)),
        );
        check(
            Family::Sif,
            "Information about this local authority area 2",
            Some(Meaning::Section(Section::AreaInformation)),
        );
        check(
            Family::Sif,
            "Section 2: the effectiveness local safeguarding children board",
            Some(Meaning::Part(Part::Lscb)),
        );
        check(
            Family::Sif,
            "Inspection findings – the Local Safeguarding Children Board",
            Some(Meaning::PartFindings(Part::Lscb)),
        );
        check(
            Family::Sif,
            "What the inspection judgments mean: the LSCB",
            Some(Meaning::Boilerplate),
        );
        check(
            Family::Jtai,
            "Practice study: highly effective practice",
            Some(Meaning::Section(Section::PracticeStudy)),
        );
        check(
            Family::AreaSend,
            "What is it like to be a child or young person SEND in this area?",
            Some(Meaning::Section(Section::WhatIsItLike)),
        );
        check(
            Family::Ilacs,
            "The Office for Standards in Education, Children’s Services and Skills (Ofsted) regulates",
            Some(Meaning::End),
        );
    }
}
