//! Grades and outcomes.

use super::slug::slugs;

slugs! {
    /// A judgement's value: a grade of one of the inspectorate's scales, or an outcome.
    ///
    /// `Adequate` belongs to the scale used until 2013 and is not the same as
    /// `RequiresImprovement`. The three SEND outcomes are ordered among themselves but are no
    /// grade.
    "grade": Grade {
        /// "Outstanding".
        Outstanding = "outstanding",
        /// "Good".
        Good = "good",
        /// "Requires improvement", later "Requires improvement to be good".
        RequiresImprovement = "requires-improvement",
        /// "Adequate", until 2013.
        Adequate = "adequate",
        /// "Inadequate".
        Inadequate = "inadequate",
        /// An area of a graded inspection that was left without a grade.
        NotJudged = "not-judged",
        /// A kind of inspection that gives no grades.
        NotGraded = "not-graded",
        /// Area SEND: arrangements "typically lead to positive" experiences.
        SendTypicallyPositive = "send-typically-positive",
        /// Area SEND: "inconsistent experiences and outcomes".
        SendInconsistent = "send-inconsistent",
        /// Area SEND: "widespread and/or systemic failings".
        SendSystemicFailings = "send-systemic-failings",
    }
}

impl Grade {
    /// Reads a grade as headings, tables and sentences print it; case and spacing do not matter.
    ///
    /// ```
    /// use findings::model::Grade;
    /// assert_eq!(Grade::from_printed("Requires improvement to be good."), Some(Grade::RequiresImprovement));
    /// assert_eq!(Grade::from_printed("Grade 3 (Adequate)"), Some(Grade::Adequate));
    /// assert_eq!(Grade::from_printed("a good start"), None);
    /// ```
    pub fn from_printed(text: &str) -> Option<Self> {
        let folded: String = text
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase();
        let folded = folded.trim_matches(|c: char| !c.is_alphanumeric() && c != ')');
        let folded = match folded.strip_prefix("grade ") {
            Some(rest) => rest
                .trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ')
                .trim_matches(['(', ')']),
            None => folded,
        };
        match folded {
            "outstanding" => Some(Grade::Outstanding),
            "good" => Some(Grade::Good),
            "requires improvement" | "require improvement" => Some(Grade::RequiresImprovement),
            "requires improvement to be good" | "require improvement to be good" => {
                Some(Grade::RequiresImprovement)
            }
            "adequate" => Some(Grade::Adequate),
            "inadequate" => Some(Grade::Inadequate),
            "not judged" => Some(Grade::NotJudged),
            _ => None,
        }
    }

    /// Returns the grade as running text would print it.
    pub const fn title(self) -> &'static str {
        match self {
            Grade::Outstanding => "outstanding",
            Grade::Good => "good",
            Grade::RequiresImprovement => "requires improvement",
            Grade::Adequate => "adequate",
            Grade::Inadequate => "inadequate",
            Grade::NotJudged => "not judged",
            Grade::NotGraded => "not graded",
            Grade::SendTypicallyPositive => "typically positive experiences and outcomes",
            Grade::SendInconsistent => "inconsistent experiences and outcomes",
            Grade::SendSystemicFailings => "widespread or systemic failings",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Grade;

    #[test]
    fn reads_every_printed_form() {
        let check = |printed: &str, expected| {
            assert_eq!(Grade::from_printed(printed), Some(expected), "{printed:?}");
        };
        check("Good", Grade::Good);
        check(" good .", Grade::Good);
        check(
            "Requires Improvement to be good",
            Grade::RequiresImprovement,
        );
        check("Requires\nimprovement", Grade::RequiresImprovement);
        check("Require improvement", Grade::RequiresImprovement);
        check("Grade 4 (inadequate)", Grade::Inadequate);
        check("Not Judged", Grade::NotJudged);
    }

    #[test]
    fn slugs_round_trip() {
        for &grade in Grade::ALL {
            assert_eq!(grade.slug().parse(), Ok(grade));
        }
    }
}
