//! The catalogue: with what each question can be asked, from which its form, its address, its data and their
//! descriptions are made.

use super::{codebook, hits, quotations, related, reports, themes, track};
use crate::web::parameter::Parameter;
use crate::web::question::Question;
use crate::web::reading::Takes;
use crate::web::tool::Tool;

impl Tool {
    /// Lists what it can be asked with beside filters.
    pub(in crate::web) fn own_parameters(self) -> &'static [Parameter] {
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
            Tool::Codebook => codebook::CODEBOOK,
            Tool::Related => related::RELATED,
        }
    }

    /// Lists what it can be asked with that makes no difference to a page.
    pub(in crate::web) fn for_programs(self) -> &'static [Parameter] {
        match self {
            Tool::Track => track::IN_DATA,
            _ => &[],
        }
    }

    /// Says what its query is for; none where it takes none.
    pub(in crate::web) fn query_label(self) -> Option<&'static str> {
        match self {
            Tool::Recurring | Tool::Compare | Tool::Collocates | Tool::Codebook => {
                Some("Only paragraphs that say (may be empty)")
            }
            Tool::Trend => Some("Follow"),
            Tool::Track => Some("Only what must improve that says (may be empty)"),
            Tool::Search | Tool::Absent | Tool::Groups | Tool::Concordance => {
                Some("Search the reports for")
            }
            Tool::Coverage
            | Tool::Related
            | Tool::Reports
            | Tool::Changes
            | Tool::Similar
            | Tool::Show
            | Tool::Quotations => None,
        }
    }

    /// Tells whether it takes the options of a search.
    pub(in crate::web) fn is_search(self) -> bool {
        matches!(
            self,
            Tool::Search | Tool::Absent | Tool::Groups | Tool::Concordance
        )
    }

    /// Tells whether reports are chosen by filters, and not by their names.
    pub(in crate::web) fn has_filters(self) -> bool {
        !matches!(self, Tool::Show | Tool::Quotations)
    }

    /// Lists the parameters that it knows on its page.
    pub(in crate::web) fn takes(self) -> Takes {
        self.takes_with(&[])
    }

    /// Lists the parameters that programs may give.
    pub(in crate::web) fn takes_of_programs(self) -> Takes {
        self.takes_with(self.for_programs())
    }

    /// Lists those, and in which form they want the answer.
    pub(in crate::web) fn takes_of_addresses(self) -> Takes {
        self.takes_with(&[self.for_programs(), &[self.format()]].concat())
    }

    /// Lists the parameters that it knows in any case, and some more.
    pub(in crate::web) fn takes_with(self, more: &[Parameter]) -> Takes {
        Takes::Tool {
            query: self.query_label().is_some(),
            search: self.is_search(),
            filters: self.has_filters(),
            own: [self.own_parameters(), more].concat(),
        }
    }

    /// Names the parameters without which there is nothing to answer.
    pub(in crate::web) fn needed(self) -> &'static [&'static str] {
        match self {
            Tool::Compare => &["compare"],
            Tool::Coverage => &["topics"],
            Tool::Collocates => &["collocates"],
            Tool::Related => &["names"],
            Tool::Similar | Tool::Show => &["id"],
            _ => &[],
        }
    }

    /// Tells whether a question says enough to be answered.
    pub(in crate::web) fn is_asked(self, question: &Question) -> bool {
        let says = |name: &&str| question.own(name).is_some();
        match self {
            Tool::Trend => !question.text.is_empty() || question.own("query").is_some(),
            Tool::Codebook => ["book", "kept-book"].iter().any(says),
            Tool::Concordance => !question.text.is_empty(),
            tool => tool.needed().iter().all(says),
        }
    }
}
