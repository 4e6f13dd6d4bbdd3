//! Forms that are sent: what they hold is kept by the address of their answer.

use super::upload;
use crate::web::failure::Failure;
use crate::web::pages::Visit;
use crate::web::pages::basket::Basket;
use crate::web::question::Question;
use crate::web::tool::Tool;

/// Returns where the answer to a form is.
pub(in crate::web) fn settled(
    visit: &Visit<'_>,
    tool: Tool,
    fields: Vec<(String, String)>,
) -> Result<String, Failure> {
    let question = match tool {
        Tool::Codebook => upload::settled(visit, fields)?,
        tool => {
            let question = Question::of_fields(&fields, &tool.takes())?;
            let kept = Basket::of(visit, &question)?.settled(visit.site)?;
            Question { kept, ..question }
        }
    };
    Ok(visit.links.asking(tool.path(), &question.pairs()))
}
