//! Sections: what part of a report a paragraph plays.

use super::slug::slugs;

slugs! {
    /// The part of the report in which a paragraph stands.
    "section": Section {
        /// Findings inside a judgement area, most of them numbered.
        Findings = "findings",
        /// Opening or executive summary, or the summary of one area.
        Summary = "summary",
        /// "What needs to improve", recommendations and areas for improvement.
        Improvement = "improvement",
        /// "Priority and immediate action", "Areas for priority action".
        PriorityAction = "priority-action",
        /// Listed strengths.
        Strengths = "strengths",
        /// "Progress since the last inspection".
        Progress = "progress",
        /// The findings re-told for children and young people.
        YoungPeopleSummary = "young-people-summary",
        /// Statistics of the authority's area.
        AreaInformation = "area-information",
        /// JTAI: "Headline findings".
        HeadlineFindings = "headline-findings",
        /// JTAI from 2022: "What needs to improve?".
        WhatNeedsToImprove = "what-needs-to-improve",
        /// JTAI from 2022: "Main findings".
        MainFindings = "main-findings",
        /// JTAI to 2020 and area SEND: "Areas for improvement".
        AreasForImprovement = "areas-for-improvement",
        /// A boxed case or practice study.
        PracticeStudy = "practice-study",
        /// About the place or the inspection rather than what was found.
        Context = "context",
        /// Administrative: who sends the action plan and by when.
        NextSteps = "next-steps",
        /// Area SEND: "Inspection outcome".
        InspectionOutcome = "inspection-outcome",
        /// Area SEND: "What is it like to be a child or young person with SEND in this area?".
        WhatIsItLike = "what-is-it-like",
        /// Area SEND: "What is the area partnership doing that is effective?".
        WhatIsEffective = "what-is-effective",
        /// Area SEND: "What does the area partnership need to do better?".
        NeedsToDoBetter = "needs-to-do-better",
        /// Words of a secondary source: news, press, council papers.
        Body = "body",
        /// Words that a secondary source quotes.
        Quotation = "quotation",
    }
}

impl Section {
    /// Tells whether the section states what inspectors found.
    ///
    /// Theme counts use these sections and [`Section::is_improvement`]; the others repeat the
    /// findings for another reader or speak of something else.
    pub const fn is_finding(self) -> bool {
        matches!(
            self,
            Section::Findings
                | Section::Strengths
                | Section::HeadlineFindings
                | Section::MainFindings
                | Section::PracticeStudy
                | Section::WhatIsItLike
                | Section::WhatIsEffective
                | Section::NeedsToDoBetter
        )
    }

    /// Tells whether the section lists what must improve.
    pub const fn is_improvement(self) -> bool {
        matches!(
            self,
            Section::Improvement
                | Section::PriorityAction
                | Section::WhatNeedsToImprove
                | Section::AreasForImprovement
        )
    }
}
