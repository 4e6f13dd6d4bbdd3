//! Reports: their grades, how those changed, and what one of them says.

use super::form::{Form, Written, written};
use crate::model::ReportId;
use crate::output::page::{html, label};
use crate::output::{Changes, Outline, Passage};
use crate::themes;
use crate::web::failure::Failure;
use crate::web::pages::report::find;
use crate::web::pages::{Visit, judged};
use crate::web::parameter::{Kind, Parameter};
use crate::web::question::Question;

pub(super) const REPORTS: &[Parameter] = &[Parameter {
    name: "latest",
    label: "Only the newest graded report of each authority",
    help: "only the newest graded report of each authority or provider",
    kind: Kind::Flag,
}];

pub(super) const SHOW: &[Parameter] = &[
    Parameter {
        name: "id",
        label: "Report or paragraph",
        help: "a report, or a paragraph as REPORT#PLACE, as results print it",
        kind: Kind::Text(""),
    },
    Parameter {
        name: "around",
        label: "Around it",
        help: "how many paragraphs to give before and after a paragraph",
        kind: Kind::Number(0, 1000, 1),
    },
];

/// Gives a report whole, or a paragraph with its neighbours.
pub(super) fn show(visit: &Visit<'_>, question: &Question, form: Form) -> Result<Written, Failure> {
    let Some(id) = question.own("id") else {
        return Err(
            Failure::bad("`id` says what is to be shown, and is missing")
                .hint("`reports` lists the identifiers of reports, `search` those of paragraphs"),
        );
    };
    let (report, place) = match id.split_once('#') {
        Some((report, place)) => (report, Some(place)),
        None => (id, None),
    };
    let record = &find(visit, &ReportId::new(report))?;
    let paragraphs = &visit
        .opened
        .answers
        .report(&record.id)?
        .paragraphs(&record.id)?;
    let Some(place) = place else {
        return written(visit, question, form, &Outline { record, paragraphs });
    };
    let around = question.number("around").unwrap_or(1);
    match Passage::around(record, paragraphs, place, around) {
        Some(passage) => written(visit, question, form, &passage),
        None => Err(Failure::not_found(format!(
            "there is no paragraph `{place}` in `{}`",
            record.id
        ))
        .hint("without `#` and what stands behind it, the report is shown whole")),
    }
}

pub(super) fn reports(
    visit: &Visit<'_>,
    question: &Question,
    form: Form,
) -> Result<Written, Failure> {
    let index = &visit.opened.reports;
    let filters = question.filters(None);
    let mut records = index.reports(&filters)?;
    if question.is_set("latest") {
        let latest = themes::latest(index, &filters)?;
        records.retain(|record| latest.contains(&record.id));
    }
    if form != Form::Page {
        return written(visit, question, form, records.as_slice());
    }
    records.sort_by(|a, b| (b.day(), &a.id).cmp(&(a.day(), &b.id)));
    Ok(Written::Markup(html! {
        p class="totals" role="status" { (label::count(records.len() as u64, "report")) "." } "\n"
        @if !records.is_empty() {
            (judged::table(visit, "Reports with their grades by area", &records, true))
        }
    }))
}

pub(super) fn changes(
    visit: &Visit<'_>,
    question: &Question,
    form: Form,
) -> Result<Written, Failure> {
    let index = &visit.opened.reports;
    let passing = index.reports(&question.filters(None))?;
    let judged = &themes::judged_of(index, &passing)?;
    let terms = index.terms();
    written(visit, question, form, &Changes { judged, terms })
}
