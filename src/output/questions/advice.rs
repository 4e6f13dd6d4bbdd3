//! Advice beside an answer, on a line: other names of what was asked for, by whom they are told, and what
//! may have been meant.

use crate::index::SearchResults;
use crate::output::Answer;
use crate::output::words::label::count;
use crate::semantics::RelatedName;

/// Says what else the things asked for are called, on one line; none where there is nothing.
pub fn also_called(results: &SearchResults) -> Option<String> {
    let said: Vec<_> = results
        .offers
        .iter()
        .map(|offer| format!("{} {}", offer.term, count(offer.reports, "report")))
        .collect();
    let line = format!(
        "also called, by the concepts: {} (--concepts searches them together)",
        said.join(", ")
    );
    (!said.is_empty()).then_some(line)
}

/// Says what else it is said as in the reports, on one line, or names those nearest where nothing is found;
/// none where there is nothing.
pub fn said_as(answer: &Answer<'_>) -> Option<String> {
    let said: Vec<_> = answer.said_as.iter().map(told).collect();
    let said = (!said.is_empty()).then(|| said.join(", "))?;
    Some(match answer.results.total {
        0 => format!("nearest of what the reports say: {said}"),
        _ => format!("said as, by the reports: {said} (--also searches them together)"),
    })
}

/// Says which names a search takes in, on one line; that it takes in none where there are none.
pub fn taken_in(names: &[RelatedName]) -> String {
    let said: Vec<_> = names.iter().map(told).collect();
    match said.is_empty() {
        true => "no other name of it is near enough to be searched too".to_owned(),
        false => format!("searched too, as the reports say it: {}", said.join(", ")),
    }
}

/// Says how often a name is said, and by what it is known to be one.
pub(crate) fn weight(name: &RelatedName) -> String {
    let reports = count(name.reports, "report");
    match name.spelt {
        true => format!("{reports}, spelt out"),
        false => format!("{reports}, likeness {:.2}", name.likeness),
    }
}

fn told(name: &RelatedName) -> String {
    format!("{} ({})", name.text, weight(name))
}

/// Says what may have been meant, on one line; none where there is nothing to suggest.
pub fn did_you_mean(results: &SearchResults) -> Option<String> {
    let said: Vec<_> = results
        .suggestions
        .iter()
        .map(|s| format!("{} ({})", s.query, count(s.paragraphs, "paragraph")))
        .collect();
    (!said.is_empty()).then(|| format!("did you mean {}?", said.join(", or ")))
}

#[cfg(test)]
mod tests {
    use super::{also_called, did_you_mean, said_as, taken_in};
    use crate::index::Suggestion;
    use crate::output::Answer;
    use crate::output::testutil::{related_name, results};

    #[test]
    fn advice_is_one_line() {
        let mut results = results();
        assert_eq!(
            also_called(&results).as_deref(),
            Some(
                "also called, by the concepts: \"life journey\" 1 report (--concepts searches them together)"
            )
        );
        assert_eq!(did_you_mean(&results), None);
        let suggestion = |query: &str, paragraphs| Suggestion {
            query: query.to_owned(),
            paragraphs,
            reports: 1,
        };
        results.offers.clear();
        results.suggestions = vec![suggestion("drift", 12), suggestion("\"drift delay\"~1", 1)];
        assert_eq!(also_called(&results), None);
        assert_eq!(
            did_you_mean(&results).as_deref(),
            Some("did you mean drift (12 paragraphs), or \"drift delay\"~1 (1 paragraph)?")
        );
    }

    #[test]
    fn names_of_the_reports_say_what_makes_them_so() {
        let mut results = results();
        let names = [related_name("PEPs", true), related_name("caseload", false)];
        let answer = |said_as| Answer {
            said_as,
            ..Answer::new("plans", &results)
        };
        assert_eq!(said_as(&answer(&[])), None);
        let said = "PEPs (31 reports, spelt out), caseload (31 reports, likeness 0.91)";
        assert_eq!(
            said_as(&answer(&names)),
            Some(format!(
                "said as, by the reports: {said} (--also searches them together)"
            ))
        );
        assert_eq!(
            taken_in(&names),
            format!("searched too, as the reports say it: {said}")
        );
        assert!(taken_in(&[]).starts_with("no other name"));
        results.total = 0;
        let answer = Answer {
            said_as: &names,
            ..Answer::new("plans", &results)
        };
        assert_eq!(
            said_as(&answer),
            Some(format!("nearest of what the reports say: {said}"))
        );
    }
}
