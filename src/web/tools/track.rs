//! What became of what must improve.

use super::form::{Form, Written, written};
use crate::output::{TrackedItems, TrackedTheme};
use crate::themes;
use crate::web::failure::Failure;
use crate::web::pages::Visit;
use crate::web::parameter::{Kind, Parameter};
use crate::web::question::Question;

pub(super) const IN_DATA: &[Parameter] = &[Parameter {
    name: "quotes",
    label: "Quotations of each",
    help: "how many findings of the later report to quote on each item or theme",
    kind: Kind::Number(0, 1000, 1000),
}];

pub(super) fn track(
    visit: &Visit<'_>,
    question: &Question,
    form: Form,
) -> Result<Written, Failure> {
    let theme = question.parsed()?;
    let filters = question.filters(None);
    let index = &visit.opened.answers.selected(&filters)?;
    let quotes = question.number("quotes").unwrap_or(usize::MAX);
    if question.text.is_empty() {
        let pairs = &themes::track(index, &filters)?;
        return written(visit, question, form, &TrackedItems { pairs, quotes });
    }
    let told = &themes::told(index, &theme, &filters)?;
    written(visit, question, form, &TrackedTheme { told, quotes })
}
