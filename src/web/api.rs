//! The API: the bytes that the command line writes with `--format json`.

use std::io;

use super::failure::Failure;
use super::page::{Page, bytes};
use super::pages::{Visit, report};
use super::question::{Question, Takes, takes_nothing};
use crate::model::ReportId;
use crate::output::{self, Absent, Answer, Format, HitWriter, Outline, Problem, Screen};

/// Answers as `findings search` does.
pub(super) fn search(visit: &Visit<'_>, asked: &str) -> Result<Page, Failure> {
    let question = Question::read(asked, &Takes::Hits)?;
    let request = question.request(visit.site.options.concepts.clone())?;
    let results = visit.opened.index.search(&request)?;
    let answer = Answer {
        query: &question.text,
        results: &results,
    };
    json(|out| {
        let shown = (request.offset as u64, results.hits.len() as u64);
        let mut writer = HitWriter::begin(out, answer, Format::Json, shown, Screen::plain())?;
        if request.context > 0 {
            writer = writer.in_context();
        }
        results.hits.iter().try_for_each(|hit| writer.hit(hit))?;
        writer.finish()
    })
}

/// Answers as `findings reports` does.
pub(super) fn reports(visit: &Visit<'_>, asked: &str) -> Result<Page, Failure> {
    let question = Question::read(asked, &Takes::Filters)?;
    let records = visit.opened.index.reports(&question.filters(None))?;
    json(|out| output::write(out, records.as_slice(), Format::Json, &Screen::plain()))
}

/// Answers as `findings search --absent` does.
pub(super) fn absent(visit: &Visit<'_>, asked: &str) -> Result<Page, Failure> {
    let question = Question::read(asked, &Takes::Hits)?;
    let request = question.request(visit.site.options.concepts.clone())?;
    let results = visit.opened.index.search(&request.totals())?;
    let absent = Absent {
        answer: Answer {
            query: &question.text,
            results: &results,
        },
        reports: &visit.opened.index.absent(&request)?,
    };
    json(|out| output::write(out, &absent, Format::Json, &Screen::plain()))
}

/// Answers as `findings show` does.
pub(super) fn report(visit: &Visit<'_>, id: &ReportId, asked: &str) -> Result<Page, Failure> {
    takes_nothing(asked)?;
    let record = report::find(visit, id)?;
    let outline = Outline {
        record: &record,
        paragraphs: &visit.opened.index.paragraphs(id)?,
    };
    json(|out| output::write(out, &outline, Format::Json, &Screen::plain()))
}

/// Describes a failure.
pub(super) fn problem(failure: &Failure) -> Page {
    let points = |text: &str| text.chars().count();
    let problem = Problem {
        status: failure.status.as_u16(),
        title: failure.status.canonical_reason().unwrap_or_default(),
        detail: &failure.detail,
        hints: &failure.hints,
        span: failure.query.as_deref().map(|(text, error)| {
            let start = text.floor_char_boundary(error.span.start);
            let end = text.ceil_char_boundary(error.span.end.max(start));
            [points(&text[..start]), points(&text[..end])]
        }),
    };
    let mut body = Vec::new();
    // Writing to memory cannot fail.
    let _ = output::write(&mut body, &problem, Format::Json, &Screen::plain());
    Page::problem(body).of(failure.status)
}

fn json(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> Result<Page, Failure> {
    Ok(Page::json(bytes(write)?))
}
