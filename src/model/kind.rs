//! Kinds of report.

use super::Source;
use super::slug::slugs;

slugs! {
    /// What sort of document a report is, told from its first page.
    "kind": Kind {
        /// Inspection of local authority children's services, 2018 onwards.
        Ilacs = "ilacs",
        /// Single inspection framework, 2013–18, with or without a review of the LSCB.
        Sif = "sif",
        /// Re-inspection under the single inspection framework.
        SifReinspection = "sif-reinspection",
        /// Review of a Local Safeguarding Children Board published on its own.
        LscbReview = "lscb-review",
        /// Inspection of looked after children services, 2012–13.
        LookedAfter = "looked-after",
        /// Joint targeted area inspection.
        Jtai = "jtai",
        /// Area inspection of services for special educational needs and disabilities.
        AreaSend = "area-send",
        /// Inspection of progress after a joint area review, 2009.
        JarProgress = "jar-progress",
        /// Letter after a focused visit under ILACS.
        FocusedVisit = "focused-visit",
        /// Letter after a monitoring visit to an inadequate authority.
        MonitoringVisit = "monitoring-visit",
        /// News item of a council or another body.
        News = "news",
        /// Article of the press.
        Press = "press",
        /// Paper for a council's cabinet or committee.
        CouncilPaper = "council-paper",
        /// A document whose kind could not be told.
        Other = "other",
    }
}

impl Kind {
    /// Tells whether the words are the inspectorate's own or somebody's about them.
    ///
    /// A document of unknown kind counts as secondary: it cannot be shown to be the
    /// inspectorate's.
    pub const fn source(self) -> Source {
        match self {
            Kind::News | Kind::Press | Kind::CouncilPaper | Kind::Other => Source::Secondary,
            _ => Source::Primary,
        }
    }

    /// Tells whether reports of this kind carry grades by area.
    pub const fn is_graded(self) -> bool {
        matches!(
            self,
            Kind::Ilacs | Kind::Sif | Kind::SifReinspection | Kind::LscbReview | Kind::LookedAfter
        )
    }

    /// Returns the name that readers know the kind by, for headings and citations.
    pub const fn title(self) -> &'static str {
        match self {
            Kind::Ilacs => "ILACS inspection",
            Kind::Sif => "Single inspection",
            Kind::SifReinspection => "Re-inspection (single inspection framework)",
            Kind::LscbReview => "LSCB review",
            Kind::LookedAfter => "Inspection of looked after children services",
            Kind::Jtai => "Joint targeted area inspection",
            Kind::AreaSend => "Area SEND inspection",
            Kind::JarProgress => "Progress after joint area review",
            Kind::FocusedVisit => "Focused visit",
            Kind::MonitoringVisit => "Monitoring visit",
            Kind::News => "News item",
            Kind::Press => "Press article",
            Kind::CouncilPaper => "Council paper",
            Kind::Other => "Document",
        }
    }
}
