//! Coding: which reports a code book's themes stand in, and which themes stand together.

use std::collections::BTreeMap;

use super::codebook::Codebook;
use super::coverage::{Coverage, coverage_and_paragraphs};
use super::hand_coding::CodedUnit;
use super::scope::Scope;
use super::stats::Proportion;
use crate::formats::{QdaProject, QdaSource};
use crate::index::{CountedParagraph, Index, IndexError, ReportRecord};
use crate::model::{Grade, Paragraph};
use crate::query::Filters;

/// A code book applied to a scope.
#[derive(Debug, Clone, PartialEq)]
pub struct Coding {
    /// What each report says of each theme.
    pub coverage: Coverage,
    /// For each theme the share of reports with it by overall grade; none stands for reports
    /// without one, and comes last.
    pub grades: Vec<Vec<(Option<Grade>, Proportion)>>,
    /// Pairs of themes, in the order of the book.
    pub together: Vec<Together>,
    /// The paragraphs on any theme, copies included.
    pub coded: Proportion,
}

/// How often two themes stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Together {
    /// The places of the two themes in the book, the smaller first.
    pub themes: (usize, usize),
    /// The paragraphs on both, of those on either.
    pub paragraphs: Proportion,
    /// The reports with both, of those with either.
    pub reports: Proportion,
}

/// Finds the themes of a code book in a scope.
///
/// Each paragraph counts where it stands, copies in other reports too, as a search lists them.
///
/// # Errors
/// A tag's value that no report has; an index that cannot be read.
pub fn code(scope: &Scope<'_>, book: &Codebook) -> Result<Coding, IndexError> {
    let topics = book.topics();
    let (coverage, paragraphs) = coverage_and_paragraphs(scope, &topics)?;
    let places = |found: &Vec<CountedParagraph>| -> Vec<(u64, u64)> {
        found.iter().map(|p| (p.report, p.place)).collect()
    };
    let paragraphs: Vec<Vec<(u64, u64)>> = paragraphs.iter().map(places).collect();
    let reports: Vec<Vec<usize>> = coverage
        .topics
        .iter()
        .map(|topic| {
            let cells = topic.mentions.iter().enumerate();
            cells
                .filter(|(_, cell)| cell.is_present())
                .map(|(at, _)| at)
                .collect()
        })
        .collect();
    let mut together = Vec::new();
    for second in 0..topics.len() {
        for first in 0..second {
            together.push(Together {
                themes: (first, second),
                paragraphs: overlap(&paragraphs[first], &paragraphs[second]),
                reports: overlap(&reports[first], &reports[second]),
            });
        }
    }
    together.sort_by_key(|pair| pair.themes);
    let mut coded = paragraphs.concat();
    coded.sort_unstable();
    coded.dedup();
    let summary = scope.summary();
    Ok(Coding {
        grades: reports
            .iter()
            .map(|with| by_grade(&coverage.reports, with))
            .collect(),
        together,
        coded: Proportion {
            part: coded.len() as u64,
            whole: summary.paragraphs + summary.copies,
        },
        coverage,
    })
}

/// A report with a paragraph on a theme, and which themes its paragraphs are on.
#[derive(Debug, Clone, PartialEq)]
pub struct CodedText {
    /// The report.
    pub record: ReportRecord,
    /// All its paragraphs in reading order, each with the places of its themes in the book.
    pub paragraphs: Vec<(Paragraph, Vec<usize>)>,
}

/// Finds the paragraphs of a scope that are on a theme, with the whole of their reports, by the reports'
/// ids.
///
/// # Errors
/// A tag's value that no report has; an index that cannot be read.
pub fn coded_texts(scope: &Scope<'_>, book: &Codebook) -> Result<Vec<CodedText>, IndexError> {
    let mut coded: BTreeMap<u32, BTreeMap<String, Vec<usize>>> = BTreeMap::new();
    for (theme, of) in book.themes.iter().enumerate() {
        for found in scope.matching(&of.query())? {
            let paragraph = scope.index.counted_paragraph(&found)?;
            let report = coded.entry(scope.ordinal(&found)).or_default();
            let themes = report.entry(paragraph.locator.to_string()).or_default();
            themes.push(theme);
        }
    }
    let mut texts = Vec::new();
    for (report, themes) in coded {
        let record = scope.reports[report as usize].clone();
        let paragraphs = scope.index.paragraphs(&record.id)?.into_iter();
        let paragraphs = paragraphs.map(|paragraph| {
            let themes = themes.get(&paragraph.locator.to_string());
            let themes = themes.cloned().unwrap_or_default();
            (paragraph, themes)
        });
        texts.push(CodedText {
            paragraphs: paragraphs.collect(),
            record,
        });
    }
    texts.sort_by(|a, b| a.record.id.cmp(&b.record.id));
    Ok(texts)
}

/// What parts two paragraphs of a report that stands in a project as one text.
pub const BETWEEN_PARAGRAPHS: &str = "\n\n";

/// Finds the paragraphs of each text of a project: those of the report whose text it is, under their ids,
/// whatever the text is called; of another text what stands between empty lines, as `NAME, paragraph 2`.
///
/// # Errors
/// An index that cannot be read.
pub fn units_of(index: &Index, project: &QdaProject) -> Result<Vec<Vec<CodedUnit>>, IndexError> {
    let sources = project.sources.iter();
    let mut units: Vec<Vec<CodedUnit>> = sources.map(unnamed_units).collect();
    let mut open: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, source) in project.sources.iter().enumerate() {
        open.entry(&source.text).or_default().push(at);
    }
    for record in index.reports(&Filters::default())? {
        if open.is_empty() {
            break;
        }
        let paragraphs = index.paragraphs(&record.id)?;
        let texts = paragraphs.iter().map(|paragraph| paragraph.text.as_str());
        let text = texts.clone().collect::<Vec<_>>().join(BETWEEN_PARAGRAPHS);
        for at in open.remove(text.as_str()).into_iter().flatten() {
            let ids = paragraphs
                .iter()
                .map(|p| format!("{}#{}", record.id, p.locator));
            units[at] = placed(ids, texts.clone());
        }
    }
    Ok(units)
}

/// Names what stands between empty lines of a text.
fn unnamed_units(source: &QdaSource) -> Vec<CodedUnit> {
    let name = |at| format!("{}, paragraph {at}", source.name);
    let mut units = placed((1..).map(name), source.text.split(BETWEEN_PARAGRAPHS));
    units.retain(|unit| !unit.characters.is_empty());
    units
}

/// Places paragraphs that follow each other in a text.
fn placed<'t>(
    ids: impl Iterator<Item = String>,
    texts: impl Iterator<Item = &'t str>,
) -> Vec<CodedUnit> {
    let mut start = 0;
    let place = |(id, text): (String, &str)| {
        let end = start + text.chars().count();
        let characters = start..end;
        start = end + BETWEEN_PARAGRAPHS.len();
        CodedUnit { id, characters }
    };
    ids.zip(texts).map(place).collect()
}

/// Counts what two sorted lists share, of what they hold in all.
fn overlap<T: Ord>(a: &[T], b: &[T]) -> Proportion {
    let mut rest = b.iter().peekable();
    let is_shared = |one: &&T| {
        while rest.next_if(|other| other < one).is_some() {}
        rest.peek() == Some(one)
    };
    let both = a.iter().filter(is_shared).count();
    Proportion {
        part: both as u64,
        whole: (a.len() + b.len() - both) as u64,
    }
}

fn by_grade(reports: &[ReportRecord], with: &[usize]) -> Vec<(Option<Grade>, Proportion)> {
    // What has no grade comes last.
    let place = |grade: Option<Grade>| (grade.is_none(), grade);
    let mut counts: BTreeMap<_, (Option<Grade>, Proportion)> = BTreeMap::new();
    for (at, record) in reports.iter().enumerate() {
        let grade = record.report.overall;
        let nothing = (grade, Proportion { part: 0, whole: 0 });
        let (_, count) = counts.entry(place(grade)).or_insert(nothing);
        count.whole += 1;
        count.part += u64::from(with.binary_search(&at).is_ok());
    }
    counts.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::{overlap, unnamed_units};
    use crate::formats::QdaSource;
    use crate::themes::stats::Proportion;

    #[test]
    fn pairs_are_counted_of_either() {
        assert_eq!(
            overlap(&[1, 2, 3], &[3, 4]),
            Proportion { part: 1, whole: 4 }
        );
    }

    #[test]
    fn paragraphs_of_other_texts_are_numbered() {
        let source = QdaSource {
            name: "Notes".to_owned(),
            text: "Café.\n\nTwo\nlines.\n\n".to_owned(),
            codings: Vec::new(),
        };
        let units = unnamed_units(&source);
        let told: Vec<_> = units
            .iter()
            .map(|u| (u.id.as_str(), u.characters.clone()))
            .collect();
        assert_eq!(
            told,
            [("Notes, paragraph 1", 0..5), ("Notes, paragraph 2", 7..17)]
        );
    }
}
