//! Quotations: paragraphs that were ticked, as a document.

use std::sync::Arc;

use super::form::{Form, Written, written};
use crate::model::ReportId;
use crate::output::page::{Markup, Text, html};
use crate::output::{Passage, Quotations};
use crate::web::failure::Failure;
use crate::web::pages::report::find;
use crate::web::pages::{Visit, basket};
use crate::web::parameter::Parameter;
use crate::web::question::{KEPT, Question};
use crate::web::tool::Tool;

pub(super) const QUOTATIONS: &[Parameter] = &[KEPT];

pub(super) fn quotations(
    visit: &Visit<'_>,
    question: &Question,
    form: Form,
) -> Result<Written, Failure> {
    let mut chosen = Quotations::default();
    for id in &question.kept {
        let (report, place) = id.split_once('#').unwrap_or((id, ""));
        let record = find(visit, &ReportId::new(report))?;
        let paragraphs = visit
            .opened
            .answers
            .report(&record.id)?
            .paragraphs(&record.id)?;
        let Some(passage) = Passage::around(&record, &paragraphs, place, 0) else {
            let said = format!("there is no paragraph `{place}` in `{report}`");
            return Err(Failure::not_found(said));
        };
        chosen.add(Arc::new(record.clone()), passage.paragraph.clone());
    }
    match written(visit, question, form, &chosen)? {
        Written::Markup(quoted) => Ok(Written::Markup(drawn(visit, question, &quoted))),
        data => Ok(data),
    }
}

fn drawn(visit: &Visit<'_>, question: &Question, quoted: &Markup) -> Markup {
    if question.kept.is_empty() {
        return html! {
            p { "Nothing is kept yet: tick paragraphs among the results of a search." } "\n"
        };
    }
    let without = |at: usize| {
        let mut less = question.clone();
        less.kept.remove(at);
        visit.links.asking(Tool::Quotations.path(), &less.pairs())
    };
    html! {
        (quoted)
        section aria-labelledby="kept" {
            "\n" h2 id="kept" { "Kept" } "\n"
            ul class="chosen" {
                "\n"
                @for (at, id) in question.kept.iter().enumerate() {
                    li {
                        code { (Text(id)) } " "
                        a href=(without(at)) aria-label={ "remove " (Text(id)) } { "remove" }
                    } "\n"
                }
            } "\n"
        } "\n"
        (basket::more(&visit.links, question))
    }
}
