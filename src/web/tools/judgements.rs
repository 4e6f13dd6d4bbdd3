//! Judgements: reports with their grades, and how the grades of an authority changed.

use super::{Form, Written, data, written};
use crate::output::Changes;
use crate::output::page::{html, label};
use crate::themes;
use crate::web::failure::Failure;
use crate::web::pages::{Visit, judged};
use crate::web::parameter::{Kind, Parameter};
use crate::web::question::Question;

pub(super) const JUDGEMENTS: &[Parameter] = &[Parameter {
    name: "latest",
    label: "Only the newest graded report of each authority",
    help: "only the newest graded report of each authority or provider",
    kind: Kind::Flag,
}];

pub(super) fn judgements(
    visit: &Visit<'_>,
    question: &Question,
    form: Form,
) -> Result<Written, Failure> {
    let index = &visit.opened.index;
    let filters = question.filters(None);
    let mut records = index.reports(&filters)?;
    if question.is_set("latest") {
        let latest = themes::latest(index, &filters)?;
        records.retain(|record| latest.contains(&record.id));
    }
    if form != Form::Page {
        return data(form, records.as_slice());
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
    let index = &visit.opened.index;
    let passing = index.reports(&question.filters(None))?;
    let judged = &themes::judged_of(index, &passing)?;
    let terms = index.terms();
    written(visit, question, form, &Changes { judged, terms })
}
