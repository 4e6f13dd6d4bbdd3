//! Related names: what is said in the same company.

use super::form::{Form, Written, written};
use crate::output::RelatedNames;
use crate::semantics::{self, RelatedRequest};
use crate::web::failure::Failure;
use crate::web::pages::Visit;
use crate::web::parameter::{Kind, Parameter};
use crate::web::question::Question;

/// How many names are asked for at once.
const MOST: usize = 20;

pub(super) const RELATED: &[Parameter] = &[
    Parameter {
        name: "names",
        label: "Names",
        help: "what else it is said as, a name a line, such as personal education plans",
        kind: Kind::Lines,
    },
    Parameter {
        name: "unlike",
        label: "Unlike",
        help: "leave out names that are as near to this one",
        kind: Kind::Text(""),
    },
    Parameter {
        name: "min-reports",
        label: "Fewest reports",
        help: "leave out names that stand in fewer reports",
        kind: Kind::Number(1, 1000, 1),
    },
    Parameter {
        name: "limit",
        label: "Names of each",
        help: "how many names to show",
        kind: Kind::Number(1, 1000, 10),
    },
];

pub(super) fn related(
    visit: &Visit<'_>,
    question: &Question,
    form: Form,
) -> Result<Written, Failure> {
    let lines = question.all("names").flat_map(str::lines).map(str::trim);
    let names: Vec<_> = lines.filter(|line| !line.is_empty()).collect();
    if names.is_empty() {
        return Err(Failure::bad("`names` says what is asked, and is missing")
            .hint("such as `names=personal education plans`"));
    }
    if names.len() > MOST {
        return Err(Failure::bad(format!(
            "at most {MOST} names are asked for at once"
        )));
    }
    let (thesaurus, index) = visit.opened.taught()?;
    let answers: Result<Vec<_>, _> = names
        .into_iter()
        .map(|words| {
            let request = RelatedRequest {
                unlike: question.own("unlike").map(str::to_owned),
                filters: question.filters(None),
                min_reports: question.number("min-reports").unwrap_or(1) as u64,
                limit: question.number("limit").unwrap_or(10),
                concepts: visit.site.options.concepts.clone(),
                ..RelatedRequest::new(words)
            };
            semantics::related(index, &thesaurus, &request)
        })
        .collect();
    written(visit, question, form, &RelatedNames(&answers?))
}
