//! Why a document was taken for what it was taken for.

use std::io::{self, Write};

use serde::Serialize;

use super::check::section;
use super::label::{self, count};
use super::screen::paint;
use super::wire::WarningRow;
use super::{Screen, dates, json};
use crate::corpus::FileExplanation as Explanation;
use crate::model::{Area, Grade, PublishedSource, Report};
use crate::report::Attempt;

#[derive(Serialize)]
struct ExplanationRow<'a> {
    path: &'a str,
    family: &'a str,
    kind: &'static str,
    framework: Option<&'static str>,
    file: Option<&'a str>,
    line: Option<u32>,
    because: &'a [String],
    tried: Vec<AttemptRow<'a>>,
    title: &'a str,
    body: Option<&'a str>,
    inspection_start: Option<String>,
    inspection_end: Option<String>,
    published: Option<String>,
    lead_inspectors: Vec<&'a str>,
    overall_grade: Option<&'static str>,
    grades: Vec<GradeRow<'a>>,
    paragraphs: usize,
    last_number: Option<u32>,
    warnings: Vec<WarningRow<'a>>,
}

#[derive(Serialize)]
struct AttemptRow<'a> {
    family: &'a str,
    kind: &'static str,
    held: usize,
    failed: &'a str,
    near: bool,
}

#[derive(Serialize)]
struct GradeRow<'a> {
    area: &'a str,
    grade: &'static str,
}

impl<'a> From<&'a Attempt> for AttemptRow<'a> {
    fn from(attempt: &'a Attempt) -> Self {
        AttemptRow {
            family: &attempt.family,
            kind: attempt.kind.slug(),
            held: attempt.held,
            failed: &attempt.failed,
            near: attempt.is_telling,
        }
    }
}

/// Writes an explanation as an object, with everything that was tried.
pub fn write_explanation_json(
    out: &mut impl Write,
    path: &str,
    explanation: &Explanation,
) -> io::Result<()> {
    let report = &explanation.read.value;
    let rule = !explanation.file.is_empty();
    let inspectors = report.lead_inspectors.iter();
    let judgements = report.judgements.iter();
    json::pretty(
        out,
        &ExplanationRow {
            path,
            family: &explanation.family,
            kind: explanation.kind.slug(),
            framework: report.framework.map(|framework| framework.slug()),
            file: rule.then_some(explanation.file.as_str()),
            line: rule.then_some(explanation.line),
            because: &explanation.because,
            tried: explanation.tried.iter().map(AttemptRow::from).collect(),
            title: &report.title,
            body: report.body_name(),
            inspection_start: report.inspection.map(|span| span.start.to_string()),
            inspection_end: report.inspection.map(|span| span.end.to_string()),
            published: report.published.map(|published| published.date.to_string()),
            lead_inspectors: inspectors.map(|lead| lead.name.as_str()).collect(),
            overall_grade: report.overall.map(Grade::slug),
            grades: judgements
                .map(|judgement| GradeRow {
                    area: judgement.area.slug(),
                    grade: judgement.grade.slug(),
                })
                .collect(),
            paragraphs: report.paragraphs.len(),
            last_number: report.last_number(),
            warnings: explanation
                .read
                .warnings
                .iter()
                .map(WarningRow::from)
                .collect(),
        },
    )
}

/// Writes an explanation for people. Of what was tried, only what held in part is shown, or
/// everything with `verbose`.
pub fn write_explanation_text(
    out: &mut impl Write,
    path: &str,
    explanation: &Explanation,
    screen: &Screen,
    verbose: bool,
) -> io::Result<()> {
    writeln!(out, "{}", paint(screen.palette.title, path))?;
    let because = match &explanation.because[..] {
        [] => "nothing else fitted".to_owned(),
        because if explanation.file.is_empty() => because.join(" and "),
        because => format!("it has {}", because.join(", and ")),
    };
    let (kind, family) = (explanation.kind, &explanation.family);
    writeln!(
        out,
        "Taken for `{kind}` of the family `{family}` because {because}."
    )?;
    if !explanation.file.is_empty() {
        writeln!(
            out,
            "The rule stands in {}:{}.",
            explanation.file, explanation.line
        )?;
    }
    let (near, held): (Vec<_>, Vec<_>) = explanation
        .tried
        .iter()
        .filter(|attempt| verbose || attempt.held > 0)
        .partition(|attempt| attempt.is_telling);
    section(out, "nearly", near.into_iter().map(attempt_line), screen)?;
    section(
        out,
        "tried before, and failed",
        held.into_iter().map(attempt_line),
        screen,
    )?;
    let report = &explanation.read.value;
    let fields = fields(report);
    let fields = fields
        .iter()
        .map(|(name, value)| format!("{name}: {value}"));
    section(out, "what was read", fields, screen)?;
    let rows = report.judgements.iter();
    let rows = rows.map(|judgement| label::judgement(&judgement.area, Some(judgement.grade)));
    section(out, "judgements", rows, screen)?;
    let warnings = explanation.read.warnings.iter().map(ToString::to_string);
    section(out, "warnings", warnings, screen)
}

fn attempt_line(attempt: &Attempt) -> String {
    let Attempt {
        family,
        kind,
        failed,
        ..
    } = attempt;
    let held = match attempt.held {
        0 => String::new(),
        held => format!("{} held, ", count(held as u64, "test")),
    };
    format!("`{kind}` of `{family}`: {held}failed at {failed}")
}

fn fields(report: &Report) -> Vec<(&'static str, String)> {
    const UNKNOWN: &str = "not found";
    let inspectors = report.lead_inspectors.iter();
    let inspectors: Vec<_> = inspectors.map(|lead| lead.name.as_str()).collect();
    let known = |text: &str| match text {
        "" => UNKNOWN.to_owned(),
        text => text.to_owned(),
    };
    let published = report.published.map(|published| {
        let source = match published.source {
            PublishedSource::Text => "as printed",
            PublishedSource::Sidecar => "by the metadata",
            PublishedSource::Filename => "by the name of the file",
        };
        format!("{}, {source}", dates::day(published.date))
    });
    let numbered = match report.last_number() {
        Some(last) => format!(", numbered up to {last}"),
        None => String::new(),
    };
    let overall = report.overall.filter(|grade| grade.is_given());
    let fields = [
        Some((
            "framework",
            report
                .framework
                .map_or(UNKNOWN, |framework| framework.slug())
                .to_owned(),
        )),
        Some(("title", known(&report.title))),
        Some(("body", known(report.body_name().unwrap_or_default()))),
        Some((
            "inspected",
            report.inspection.map_or(UNKNOWN.to_owned(), dates::span),
        )),
        Some(("published", published.unwrap_or(UNKNOWN.to_owned()))),
        (!inspectors.is_empty()).then(|| ("lead inspectors", inspectors.join(", "))),
        overall.map(|grade| (Area::OVERALL.slug(), grade.title().to_owned())),
        Some((
            "paragraphs",
            format!("{}{numbered}", report.paragraphs.len()),
        )),
    ];
    fields.into_iter().flatten().collect()
}
