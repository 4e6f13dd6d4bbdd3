//! Inspection frameworks.

use super::slug::slugs;

slugs! {
    /// The rules under which an inspection was made; comparisons are made within one.
    "framework": Framework {
        /// Inspections of looked after children services.
        Lac2012 = "lac-2012",
        /// Single inspection framework.
        Sif2013 = "sif-2013",
        /// ILACS with three areas: children in care and care leavers judged together.
        Ilacs2018 = "ilacs-2018",
        /// ILACS with four areas: care leavers judged apart.
        Ilacs2023 = "ilacs-2023",
        /// Joint targeted area inspections, letters to the "local partnership".
        Jtai2016 = "jtai-2016",
        /// Joint targeted area inspections, letters to the "safeguarding partnership".
        Jtai2022 = "jtai-2022",
        /// Local area SEND inspections by letter.
        AreaSend2016 = "area-send-2016",
        /// Area SEND inspections with one of three outcomes.
        AreaSend2023 = "area-send-2023",
        /// Progress inspections after joint area reviews.
        JarProgress2009 = "jar-progress-2009",
    }
}
