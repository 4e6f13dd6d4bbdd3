//! Tools: the answers to all questions. Each is the same value that the command line writes, as a part of
//! a page, as data with the same bytes, or as a document.

mod catalogue;
mod codebook;
mod fields;
mod form;
mod hits;
mod page;
mod quotations;
mod related;
mod reports;
mod settling;
mod stretch;
mod themes;
mod track;
mod upload;

use super::address::LONGEST;
use super::cursor::{self, CURSOR};
use super::failure::Failure;
use super::kept::{FORMAT, Kept};
use super::page::Page;
use super::pages::Visit;
use super::question::Question;
use super::tool::Tool;

pub(super) use form::{Form, Written};
pub(super) use page::page;
pub(super) use settling::settled;

impl Tool {
    /// Answers a question.
    pub(super) fn answer(
        self,
        visit: &Visit<'_>,
        question: &Question,
        form: Form,
    ) -> Result<Written, Failure> {
        match self {
            Tool::Search => hits::search(visit, question, form),
            Tool::Absent => hits::absent(visit, question, form),
            Tool::Show => reports::show(visit, question, form),
            Tool::Groups => hits::groups(visit, question, form),
            Tool::Concordance => hits::concordance(visit, question, form),
            Tool::Similar => hits::similar(visit, question, form),
            Tool::Reports => reports::reports(visit, question, form),
            Tool::Changes => reports::changes(visit, question, form),
            Tool::Recurring => themes::recurring(visit, question, form),
            Tool::Compare => themes::compare(visit, question, form),
            Tool::Trend => themes::trend(visit, question, form),
            Tool::Coverage => themes::coverage(visit, question, form),
            Tool::Collocates => themes::collocates(visit, question, form),
            Tool::Codebook => codebook::codebook(visit, question, form),
            Tool::Related => related::related(visit, question, form),
            Tool::Track => track::track(visit, question, form),
            Tool::Quotations => quotations::quotations(visit, question, form),
        }
    }
}

/// Answers programs; a report may be named by the path.
pub(super) fn data(
    visit: &Visit<'_>,
    tool: Tool,
    named: Option<&str>,
    asked: &str,
) -> Result<Page, Failure> {
    let mut question = Question::read(asked, &tool.takes_of_addresses())?;
    if let Some(id) = named {
        question.set_id(id)?;
    }
    let wanted = question.own(FORMAT.name);
    let kept = Kept::named(wanted);
    let form = kept.map_or(Form::Json, |kept| kept.form);
    let (body, next) = match tool.answer(visit, &question, form)? {
        Written::Data(body) => (body, None),
        Written::Part(body, next) => (body, Some(next)),
        Written::Markup(_) | Written::Charted(_) | Written::Both(..) => {
            return Err(Failure::fault());
        }
    };
    let data = match kept {
        None => Page::json(body),
        Some(Kept {
            kind, ending: "", ..
        }) => Page::of_kind(kind, body),
        Some(Kept { kind, ending, .. }) => {
            Page::file(kind, body, &format!("{}.{ending}", tool.name()))
        }
    };
    Ok(match next {
        Some(next) => data.going_on(&rest(visit, tool, &question, next)),
        None => data,
    })
}

/// Returns where the rest of a list is; the same question is sent there that is too long for an address.
fn rest(visit: &Visit<'_>, tool: Tool, question: &Question, next: usize) -> String {
    let path = format!("/api/v1{}", tool.path());
    let cursor = cursor::cursor(&visit.opened.state(), question, next);
    let cursor = (CURSOR.name, cursor);
    let mut pairs = question.pairs();
    pairs.retain(|(name, _)| ![CURSOR.name, "offset"].contains(name));
    pairs.push(cursor.clone());
    match visit.links.asking(&path, &pairs) {
        whole if whole.len() <= LONGEST => whole,
        _ => visit.links.asking(&path, &[cursor]),
    }
}
