//! Advice beside an answer, on a line: other names of what was asked for, and what may have been meant.

use crate::index::SearchResults;
use crate::output::words::label::count;

/// Says what else the things asked for are called, on one line; none where there is nothing.
pub fn also_called(results: &SearchResults) -> Option<String> {
    let said: Vec<_> = results
        .offers
        .iter()
        .map(|offer| format!("{} {}", offer.term, count(offer.reports, "report")))
        .collect();
    let line = format!(
        "also called: {} (--concepts searches them together)",
        said.join(", ")
    );
    (!said.is_empty()).then_some(line)
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
    use super::{also_called, did_you_mean};
    use crate::index::Suggestion;
    use crate::output::testutil::results;

    #[test]
    fn advice_is_one_line() {
        let mut results = results();
        assert_eq!(
            also_called(&results).as_deref(),
            Some("also called: \"life journey\" 1 report (--concepts searches them together)")
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
}
