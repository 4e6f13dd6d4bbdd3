//! Quotations: paragraphs that were ticked, as a document.

use std::collections::HashMap;
use std::sync::Arc;

use super::form::{Form, Written, written};
use crate::index::ReportRecord;
use crate::model::{Paragraph, ReportId};
use crate::output::page::{Markup, Text, html};
use crate::output::{Passage, Quotations};
use crate::web::failure::Failure;
use crate::web::pages::Visit;
use crate::web::pages::basket::{self, Basket};
use crate::web::pages::report::find;
use crate::web::parameter::Parameter;
use crate::web::question::{BASKET, KEPT, LEFT_OUT, Question};
use crate::web::tool::Tool;

pub(super) const QUOTATIONS: &[Parameter] = &[KEPT, BASKET, LEFT_OUT];

pub(super) fn quotations(
    visit: &Visit<'_>,
    question: &Question,
    form: Form,
) -> Result<Written, Failure> {
    let basket = Basket::of(visit, question)?;
    let mut chosen = Quotations::default();
    let mut reports = HashMap::new();
    let mut gone = Vec::new();
    for id in &basket.ids {
        match named(visit, &mut reports, id) {
            Ok((report, paragraph)) => chosen.add(report, paragraph),
            // Who reads a page can leave it out; who asks for data must be told.
            Err(failure) if form == Form::Page => gone.push(failure),
            Err(failure) => return Err(failure),
        }
    }
    match written(visit, question, form, &chosen)? {
        Written::Markup(quoted) => {
            let quoted = html! {
                @for failure in &gone { p class="note" { "Note: " (Text(&failure.detail)) "." } "\n" }
                (quoted)
            };
            Ok(Written::Markup(drawn(visit, question, &basket, &quoted)))
        }
        data => Ok(data),
    }
}

/// A report with its paragraphs.
type Whole = (Arc<ReportRecord>, Vec<Paragraph>);

/// Finds a paragraph by its name; a report is read once.
fn named(
    visit: &Visit<'_>,
    reports: &mut HashMap<ReportId, Whole>,
    id: &str,
) -> Result<(Arc<ReportRecord>, Paragraph), Failure> {
    let (report, place) = id.split_once('#').unwrap_or((id, ""));
    let report = ReportId::new(report);
    let (record, paragraphs) = match reports.get(&report) {
        Some(known) => known,
        None => {
            let record = find(visit, &report)?;
            let paragraphs = visit
                .opened
                .answers
                .report(&record.id)?
                .paragraphs(&record.id)?;
            let whole = (Arc::new(record), paragraphs);
            reports.entry(report.clone()).or_insert(whole)
        }
    };
    let Some(passage) = Passage::around(record, paragraphs, place, 0) else {
        let said = format!("there is no paragraph `{place}` in `{report}`");
        return Err(Failure::not_found(said));
    };
    Ok((record.clone(), passage.paragraph.clone()))
}

fn drawn(visit: &Visit<'_>, question: &Question, basket: &Basket, quoted: &Markup) -> Markup {
    if basket.ids.is_empty() {
        return html! {
            p { "Nothing is kept yet: tick paragraphs among the results of a search." } "\n"
            (basket::kept_where(visit.site))
        };
    }
    let without = |id: &str| {
        let less = basket.without(question, id);
        visit.links.asking(Tool::Quotations.path(), &less.pairs())
    };
    html! {
        (quoted)
        section aria-labelledby="kept" {
            "\n" h2 id="kept" { "Kept" } "\n"
            (basket::kept_where(visit.site))
            ul class="chosen" {
                "\n"
                @for id in &basket.ids {
                    li {
                        code { (Text(id)) } " "
                        a href=(without(id)) aria-label={ "remove " (Text(id)) } { "remove" }
                    } "\n"
                }
            } "\n"
        } "\n"
        (basket::more(&visit.links, question))
    }
}
