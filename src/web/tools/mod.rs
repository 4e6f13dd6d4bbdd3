//! Tools: the answers to all questions. Each is the same value that the command line writes, as a part of
//! a page, as data with the same bytes, or as a document.

mod form;
mod hits;
mod page;
mod quotations;
mod reports;
mod themes;
mod track;

use super::failure::Failure;
use super::kept::{FORMAT, Kept};
use super::page::Page;
use super::pages::Visit;
use super::parameter::Parameter;
use super::question::Question;
use super::reading::Takes;
use super::tool::Tool;

pub(super) use form::{Form, Written};
pub(super) use page::page;

impl Tool {
    /// Lists what it can be asked with beside filters.
    fn parameters(self) -> &'static [Parameter] {
        match self {
            Tool::Search => hits::SEARCH,
            Tool::Absent | Tool::Track | Tool::Changes => &[],
            Tool::Show => reports::SHOW,
            Tool::Quotations => quotations::QUOTATIONS,
            Tool::Groups => hits::GROUPS,
            Tool::Concordance => hits::CONCORDANCE,
            Tool::Similar => hits::SIMILAR,
            Tool::Reports => reports::REPORTS,
            Tool::Recurring => themes::RECURRING,
            Tool::Compare => themes::COMPARE,
            Tool::Trend => themes::TREND,
            Tool::Coverage => themes::COVERAGE,
            Tool::Collocates => themes::COLLOCATES,
        }
    }

    /// Lists what it can be asked with that makes no difference to a page.
    fn for_programs(self) -> &'static [Parameter] {
        match self {
            Tool::Track => track::IN_DATA,
            _ => &[],
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
            Tool::Search | Tool::Absent | Tool::Groups | Tool::Concordance => {
                Some("Search the reports for")
            }
            Tool::Coverage
            | Tool::Reports
            | Tool::Changes
            | Tool::Similar
            | Tool::Show
            | Tool::Quotations => None,
        }
    }

    /// Tells whether it takes the options of a search.
    fn is_search(self) -> bool {
        matches!(
            self,
            Tool::Search | Tool::Absent | Tool::Groups | Tool::Concordance
        )
    }

    /// Tells whether reports are chosen by filters, and not by their names.
    fn has_filters(self) -> bool {
        !matches!(self, Tool::Show | Tool::Quotations)
    }

    /// Lists the parameters that it knows on its page.
    fn takes(self) -> Takes {
        self.takes_with(&[])
    }

    /// Lists the parameters that programs may give.
    pub(super) fn takes_of_programs(self) -> Takes {
        self.takes_with(self.for_programs())
    }

    /// Lists those, and in which form they want the answer.
    pub(super) fn takes_of_addresses(self) -> Takes {
        self.takes_with(&[self.for_programs(), &[self.format()]].concat())
    }

    /// Lists the parameters that it knows in any case, and some more.
    fn takes_with(self, more: &[Parameter]) -> Takes {
        Takes::Tool {
            query: self.query().is_some(),
            search: self.is_search(),
            filters: self.has_filters(),
            own: [self.parameters(), more].concat(),
        }
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
    let form = kept.map_or(Form::Json, |kept| Form::Kept(kept.format));
    let Written::Data(body) = tool.answer(visit, &question, form)? else {
        return Err(Failure::fault());
    };
    Ok(match kept {
        None => Page::json(body),
        Some(Kept {
            kind, ending: "", ..
        }) => Page::of_kind(kind, body),
        Some(Kept { kind, ending, .. }) => {
            Page::file(kind, body, &format!("{}.{ending}", tool.name()))
        }
    })
}
