//! The questions beside the search, by name.

/// A question beside the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tool {
    Recurring,
    Compare,
    Trend,
    Coverage,
    Collocates,
    Track,
    Judgements,
    Changes,
    Groups,
    Concordance,
    Similar,
}

impl Tool {
    pub(super) const ALL: [Tool; 11] = [
        Tool::Recurring,
        Tool::Compare,
        Tool::Trend,
        Tool::Coverage,
        Tool::Collocates,
        Tool::Track,
        Tool::Judgements,
        Tool::Changes,
        Tool::Groups,
        Tool::Concordance,
        Tool::Similar,
    ];

    /// Those that ask for themes.
    pub(super) const THEMES: [Tool; 5] = [
        Tool::Recurring,
        Tool::Compare,
        Tool::Trend,
        Tool::Coverage,
        Tool::Collocates,
    ];

    /// Returns where its page is; programs ask for the same below the API.
    pub(super) fn path(self) -> &'static str {
        match self {
            Tool::Recurring => "/themes",
            Tool::Compare => "/themes/compare",
            Tool::Trend => "/themes/trend",
            Tool::Coverage => "/themes/coverage",
            Tool::Collocates => "/themes/collocates",
            Tool::Track => "/track",
            Tool::Judgements => "/judgements",
            Tool::Changes => "/judgements/changes",
            Tool::Groups => "/groups",
            Tool::Concordance => "/concordance",
            Tool::Similar => "/similar",
        }
    }

    /// Returns the tool whose page is at a path.
    pub(super) fn at(path: &str) -> Option<Self> {
        Tool::ALL.into_iter().find(|tool| tool.path() == path)
    }

    /// Heads its page.
    pub(super) fn title(self) -> &'static str {
        match self {
            Tool::Recurring => "Phrases that recur",
            Tool::Compare => "What divides two groups of reports",
            Tool::Trend => "What comes and goes",
            Tool::Coverage => "Which reports speak of what",
            Tool::Collocates => "Words in the same company",
            Tool::Track => "What became of what must improve",
            Tool::Judgements => "Judgements",
            Tool::Changes => "Judgements in time",
            Tool::Groups => "Paragraphs by report or authority",
            Tool::Concordance => "Concordance",
            Tool::Similar => "Paragraphs like one",
        }
    }

    /// Says what it does.
    pub(super) fn lead(self) -> &'static str {
        match self {
            Tool::Recurring => {
                "Phrases of two to five words that stand in many reports; with a query, in the paragraphs \
                 that match it. Findings and what must improve are counted unless a section is chosen."
            }
            Tool::Compare => {
                "What the reports of one group say more often than those of the other, with how likely \
                 it is to be chance."
            }
            Tool::Trend => "The share of reports that say something, year by year.",
            Tool::Coverage => "How many reports speak of each of some topics.",
            Tool::Collocates => {
                "The words that stand in paragraphs with a term more often than elsewhere."
            }
            Tool::Track => {
                "Each thing that a report says must improve, followed into the next graded report of the \
                 same authority: named again, dropped, or new."
            }
            Tool::Judgements => "Reports with their grades, the newest first.",
            Tool::Changes => "The graded inspections of each authority in time, and what changed.",
            Tool::Groups => {
                "How much each report, authority or provider says, with its best paragraphs."
            }
            Tool::Concordance => "Every match on a line, between the words around it.",
            Tool::Similar => {
                "Paragraphs that share the telling words of one, of other authorities first."
            }
        }
    }

    /// Names it, for files.
    pub(super) fn name(self) -> String {
        self.path().trim_start_matches('/').replace('/', "-")
    }
}
