//! The API: why a question has no answer.

use super::failure::Failure;
use super::page::Page;
use crate::output::{self, Format, Problem, Screen};

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
