//! Why a document was taken for what it was taken for.

use schemars::JsonSchema;
use serde::Serialize;

use crate::corpus::FileExplanation as Explanation;
use crate::model::{Area, Grade, PublishedSource, Report};
use crate::output::screen::Role;
use crate::output::sheet::{Line, Part, Sheet};
use crate::output::wire::WarningRow;
use crate::output::words::dates;
use crate::output::words::label::{self, count};
use crate::output::{Reply, Screen};
use crate::report::Attempt;

#[derive(JsonSchema, Serialize)]
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

#[derive(JsonSchema, Serialize)]
struct AttemptRow<'a> {
    family: &'a str,
    kind: &'static str,
    held: usize,
    failed: &'a str,
    near: bool,
}

#[derive(JsonSchema, Serialize)]
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

/// Why a file was taken for what it is, and what was read in it.
#[derive(Debug, Clone, Copy)]
pub struct Explained<'a> {
    /// The path of the file.
    pub path: &'a str,
    /// Why it was.
    pub explanation: &'a Explanation,
    /// Whether all that was tried is shown, or only what held in part.
    pub verbose: bool,
}

impl Reply for Explained<'_> {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let explanation = self.explanation;
        let mut sheet = Sheet::default();
        sheet.say(Line::of(Role::Title, self.path));
        let because = match &explanation.because[..] {
            [] => "nothing else fitted".to_owned(),
            because if explanation.file.is_empty() => because.join(" and "),
            because => format!("it has {}", because.join(", and ")),
        };
        let (kind, family) = (explanation.kind, &explanation.family);
        sheet.say(format!(
            "Taken for `{kind}` of the family `{family}` because {because}."
        ));
        let (file, line) = (&explanation.file, explanation.line);
        if !file.is_empty() {
            sheet.say(format!("The rule stands in {file}:{line}."));
        }
        let tried = explanation.tried.iter();
        let tried = tried.filter(|attempt| self.verbose || attempt.held > 0);
        let (near, held): (Vec<_>, Vec<_>) = tried.partition(|attempt| attempt.is_telling);
        let report = &explanation.read.value;
        let fields = fields(report).into_iter();
        let judgements = report.judgements.iter();
        let judgements = judgements.map(|j| label::judgement(&j.area, Some(j.grade)));
        let warnings = explanation.read.warnings.iter().map(ToString::to_string);
        for (title, lines) in [
            ("nearly", near.into_iter().map(attempt_line).collect()),
            (
                "tried before, and failed",
                held.into_iter().map(attempt_line).collect(),
            ),
            (
                "what was read",
                fields
                    .map(|(name, value)| format!("{name}: {value}"))
                    .collect(),
            ),
            ("judgements", judgements.collect()),
            ("warnings", warnings.collect()),
        ] {
            sheet.add(Part::List(title.to_owned(), lines));
        }
        sheet
    }

    fn object(&self) -> impl Serialize + JsonSchema {
        let explanation = self.explanation;
        let report = &explanation.read.value;
        let rule = !explanation.file.is_empty();
        let inspectors = report.lead_inspectors.iter();
        let judgements = report.judgements.iter();
        ExplanationRow {
            path: self.path,
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
        }
    }
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
