//! The questions that can be asked, by name: those of the command line.

/// A question, on a page or by programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tool {
    Search,
    Absent,
    Show,
    Groups,
    Concordance,
    Similar,
    Reports,
    Changes,
    Recurring,
    Compare,
    Trend,
    Coverage,
    Collocates,
    Codebook,
    Related,
    Track,
    Quotations,
}

impl Tool {
    pub(super) const ALL: [Tool; 17] = [
        Tool::Search,
        Tool::Absent,
        Tool::Show,
        Tool::Groups,
        Tool::Concordance,
        Tool::Similar,
        Tool::Reports,
        Tool::Changes,
        Tool::Recurring,
        Tool::Compare,
        Tool::Trend,
        Tool::Coverage,
        Tool::Collocates,
        Tool::Codebook,
        Tool::Related,
        Tool::Track,
        Tool::Quotations,
    ];

    /// Those that ask for themes.
    pub(super) const THEMES: [Tool; 7] = [
        Tool::Recurring,
        Tool::Compare,
        Tool::Trend,
        Tool::Coverage,
        Tool::Collocates,
        Tool::Codebook,
        Tool::Related,
    ];

    /// Returns where its page is; programs ask for the same below the API.
    pub(super) fn path(self) -> &'static str {
        match self {
            Tool::Search => "/search",
            Tool::Absent => "/absent",
            Tool::Show => "/report",
            Tool::Groups => "/groups",
            Tool::Concordance => "/concordance",
            Tool::Similar => "/similar",
            Tool::Reports => "/reports",
            Tool::Changes => "/reports/changes",
            Tool::Recurring => "/themes",
            Tool::Compare => "/themes/compare",
            Tool::Trend => "/themes/trend",
            Tool::Coverage => "/themes/coverage",
            Tool::Collocates => "/themes/collocates",
            Tool::Codebook => "/themes/codebook",
            Tool::Related => "/related",
            Tool::Track => "/track",
            Tool::Quotations => "/quotations",
        }
    }

    /// Returns the tool at a path.
    pub(super) fn at(path: &str) -> Option<Self> {
        Tool::ALL.into_iter().find(|tool| tool.path() == path)
    }

    /// Names it, for files and for assistants.
    pub(super) fn name(self) -> String {
        match self {
            Tool::Show => "show".to_owned(),
            _ => self.path().trim_start_matches('/').replace('/', "-"),
        }
    }

    /// Tells whether its page is made like those of the others; the rest have pages of their own.
    pub(super) fn is_like_others(self) -> bool {
        !matches!(self, Tool::Search | Tool::Absent | Tool::Show)
    }

    /// Tells whether its form is sent, and not asked for by an address.
    pub(super) fn takes_forms(self) -> bool {
        matches!(self, Tool::Quotations | Tool::Codebook)
    }

    /// Heads its page.
    pub(super) fn title(self) -> &'static str {
        match self {
            Tool::Search => "Search",
            Tool::Absent => "Reports that do not say it",
            Tool::Show => "A report, or one of its paragraphs",
            Tool::Groups => "Paragraphs by report or authority",
            Tool::Concordance => "Concordance",
            Tool::Similar => "Paragraphs like one",
            Tool::Reports => "Judgements",
            Tool::Changes => "Judgements in time",
            Tool::Recurring => "Phrases that recur",
            Tool::Compare => "What divides two groups of reports",
            Tool::Trend => "What comes and goes",
            Tool::Coverage => "Which reports speak of what",
            Tool::Collocates => "Words in the same company",
            Tool::Codebook => "Themes of a code book",
            Tool::Related => "What else it is said as",
            Tool::Track => "What became of what must improve",
            Tool::Quotations => "Quotations",
        }
    }

    /// Says what it does.
    pub(super) fn lead(self) -> &'static str {
        match self {
            Tool::Search => {
                "Paragraphs that say something, with totals of paragraphs and reports. Each has an \
                 identifier, its number and page, area, grade and report."
            }
            Tool::Absent => "The reports that pass the filters and do not say something.",
            Tool::Show => {
                "Everything that is known of a report, with all its paragraphs; or one paragraph with those \
                 around it."
            }
            Tool::Groups => {
                "How much each report, authority or provider says, with its best paragraphs."
            }
            Tool::Concordance => "Every match on a line, between the words around it.",
            Tool::Similar => {
                "Paragraphs that share the telling words of one, of other authorities first."
            }
            Tool::Reports => "Reports with their grades, the newest first.",
            Tool::Changes => "The graded inspections of each authority in time, and what changed.",
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
            Tool::Codebook => {
                "Which reports have the themes that you have named beforehand, each with the queries that \
                 find it, and which themes stand together."
            }
            Tool::Related => {
                "Names that are said in the same company, as the reports themselves teach it. What is alike \
                 is not the same: read the quotations."
            }
            Tool::Quotations => {
                "Paragraphs of your choice, each with its source, to be copied into a document."
            }
            Tool::Track => {
                "Each thing that a report says must improve, followed into the next graded report of the \
                 same authority: named again, dropped, or new."
            }
        }
    }

    /// Names the shapes that its answer as one object may have.
    pub(super) fn shapes(self) -> &'static [&'static str] {
        match self {
            Tool::Search => &["search"],
            Tool::Absent => &["absent"],
            Tool::Show => &["outline", "passage"],
            Tool::Groups => &["groups"],
            Tool::Concordance => &["concordance"],
            Tool::Similar => &["similar"],
            Tool::Reports => &["reports"],
            Tool::Changes => &["judgements"],
            Tool::Recurring => &["recurring", "together"],
            Tool::Compare => &["contrast"],
            Tool::Trend => &["trends"],
            Tool::Coverage => &["coverage"],
            Tool::Collocates => &["collocates"],
            Tool::Codebook => &["coding", "suggestions"],
            Tool::Related => &["related"],
            Tool::Track => &["tracked-items", "tracked-theme"],
            Tool::Quotations => &["quotations"],
        }
    }
}
