//! Tools: the questions beside the search. Each has a page, and an address for programs that gives the
//! bytes of the command line.

mod hits;
mod judgements;
mod page;
mod themes;
mod track;

use super::failure::Failure;
use super::page::{Page, bytes};
use super::pages::Visit;
use super::parameter::{Kind, Parameter};
use super::question::{Question, Takes};
use super::tool::Tool;
use crate::model::ParagraphId;
use crate::output::page::{Markup, fragment};
use crate::output::{self, Cells, Format, Reply, Screen};

pub(super) use page::page;

/// In which form an answer is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As a part of a page.
    Page,
    /// As one object.
    Json,
    /// As a table with a row of names.
    Csv,
}

/// An answer in the form that was wanted.
#[derive(Debug)]
pub(super) enum Written {
    Markup(Markup),
    Bytes(Page),
}

impl Tool {
    /// Lists what it can be asked with beside filters.
    pub(super) fn parameters(self) -> &'static [Parameter] {
        match self {
            Tool::Recurring => themes::RECURRING,
            Tool::Compare => themes::COMPARE,
            Tool::Trend => themes::TREND,
            Tool::Coverage => themes::COVERAGE,
            Tool::Collocates => themes::COLLOCATES,
            Tool::Judgements => judgements::JUDGEMENTS,
            Tool::Track | Tool::Changes => &[],
            Tool::Groups => hits::GROUPS,
            Tool::Concordance => hits::CONCORDANCE,
            Tool::Similar => hits::SIMILAR,
        }
    }

    /// Says what its query is for; none where it takes none.
    fn query(self) -> Option<&'static str> {
        match self {
            Tool::Recurring | Tool::Compare | Tool::Collocates => {
                Some("Only paragraphs that say (may be empty)")
            }
            Tool::Trend => Some("Follow"),
            Tool::Track => Some("Only what must improve that says (may be empty)"),
            Tool::Groups | Tool::Concordance => Some("Search the reports for"),
            Tool::Coverage | Tool::Judgements | Tool::Changes | Tool::Similar => None,
        }
    }

    /// Lists what it can be asked with that makes no difference to a page.
    fn for_programs(self) -> &'static [Parameter] {
        match self {
            Tool::Track => track::IN_DATA,
            _ => &[],
        }
    }

    /// Lists the parameters that it knows; programs say in which form they want its answer.
    pub(super) fn takes(self, by_programs: bool) -> Takes {
        let mut own = self.parameters().to_vec();
        if by_programs {
            own.extend(self.for_programs());
            own.push(FORMAT);
        }
        Takes::Tool {
            query: self.query().is_some(),
            search: self.is_search(),
            own,
        }
    }

    /// Tells whether it takes the options of a search.
    fn is_search(self) -> bool {
        matches!(self, Tool::Groups | Tool::Concordance)
    }

    /// Tells whether a question says enough to be answered.
    fn is_asked(self, question: &Question) -> bool {
        match self {
            Tool::Trend => !question.text.is_empty() || question.own("query").is_some(),
            Tool::Compare => question.own("compare").is_some(),
            Tool::Coverage => question.own("topics").is_some(),
            Tool::Collocates => question.own("collocates").is_some(),
            Tool::Similar => question.own("id").is_some(),
            Tool::Concordance => !question.text.is_empty(),
            _ => true,
        }
    }

    /// Answers a question that says enough.
    fn answer(
        self,
        visit: &Visit<'_>,
        question: &Question,
        form: Form,
    ) -> Result<Written, Failure> {
        match self {
            Tool::Recurring => themes::recurring(visit, question, form),
            Tool::Compare => themes::compare(visit, question, form),
            Tool::Trend => themes::trend(visit, question, form),
            Tool::Coverage => themes::coverage(visit, question, form),
            Tool::Collocates => themes::collocates(visit, question, form),
            Tool::Track => track::track(visit, question, form),
            Tool::Judgements => judgements::judgements(visit, question, form),
            Tool::Changes => judgements::changes(visit, question, form),
            Tool::Groups => hits::groups(visit, question, form),
            Tool::Concordance => hits::concordance(visit, question, form),
            Tool::Similar => hits::similar(visit, question, form),
        }
    }
}

/// In which of them an answer is wanted by programs.
const FORMAT: Parameter = Parameter {
    name: "format",
    label: "Format",
    help: "the form of the answer",
    kind: Kind::Choice(&[("json", "JSON"), ("csv", "CSV")]),
};

/// Answers programs.
pub(super) fn data_page(visit: &Visit<'_>, tool: Tool, asked: &str) -> Result<Page, Failure> {
    let question = Question::read(asked, &tool.takes(true))?;
    let form = match question.own(FORMAT.name) {
        Some("csv") => Form::Csv,
        _ => Form::Json,
    };
    match tool.answer(visit, &question, form)? {
        Written::Bytes(page) => Ok(page.called(&format!("{}.csv", tool.name()))),
        Written::Markup(_) => Err(Failure::fault()),
    }
}

/// Writes an answer: its rows lead to searches with the filters of the question.
fn written(
    visit: &Visit<'_>,
    question: &Question,
    form: Form,
    reply: &impl Reply,
) -> Result<Written, Failure> {
    if form != Form::Page {
        return data(form, reply);
    }
    let sheet = reply.sheet(&Screen::plain());
    let listing = |listing: &str| {
        let behind = Question {
            text: listing.to_owned(),
            own: Vec::new(),
            ..question.clone()
        };
        visit.links.asking("/search", &behind.pairs())
    };
    let place = |id: &ParagraphId| visit.links.paragraph(&id.report, &id.locator);
    Ok(Written::Markup(fragment(&sheet, &listing, &place)))
}

/// Writes what the command line writes.
fn data(form: Form, reply: &(impl Reply + ?Sized)) -> Result<Written, Failure> {
    let format = form.format();
    let body = bytes(|out| output::write(out, reply, format, &Screen::plain()))?;
    Ok(Written::Bytes(form.page(body)))
}

/// Writes rows of its own as data.
fn listed(
    form: Form,
    write: impl FnOnce(&mut Vec<u8>, Format) -> std::io::Result<()>,
) -> Result<Written, Failure> {
    let body = bytes(|out| write(out, form.format()))?;
    Ok(Written::Bytes(form.page(body)))
}

impl Form {
    fn format(self) -> Format {
        match self {
            Form::Page | Form::Json => Format::Json,
            Form::Csv => Format::Csv(Cells::Guarded),
        }
    }

    fn page(self, body: Vec<u8>) -> Page {
        match self {
            Form::Page | Form::Json => Page::json(body),
            Form::Csv => Page::csv(body),
        }
    }
}
