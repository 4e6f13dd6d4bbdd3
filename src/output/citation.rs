//! Citations: how a report or a paragraph is named in somebody else's text.

use super::{dates, label};
use crate::model::{Paragraph, Report};

/// Cites a report: authority, title, days of the inspection, day of publication.
pub fn cite_report(report: &Report) -> String {
    format!("{}.", parts(report).join(", "))
}

/// Cites a paragraph: its report, number and page.
pub fn cite_paragraph(report: &Report, paragraph: &Paragraph) -> String {
    let mut parts = parts(report);
    parts.push(label::place(paragraph));
    format!("{}.", parts.join(", "))
}

fn parts(report: &Report) -> Vec<String> {
    let mut parts = vec![
        label::authority(report).to_owned(),
        format!("“{}”", report.title),
    ];
    if let Some(span) = report.inspection {
        parts.push(format!("inspected {}", dates::span(span)));
    }
    if let Some(published) = report.published {
        parts.push(format!("published {}", dates::day(published.date)));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{cite_paragraph, cite_report};
    use crate::output::testutil::{paragraph, record};

    #[test]
    fn names_what_is_known() {
        let mut report = record().report;
        assert_eq!(
            cite_paragraph(&report, &paragraph()),
            "Harrowmere, “Inspection of Harrowmere children's services”, inspected 21 to 25 \
             October 2024, published 2 December 2024, paragraph 28, pages 5 to 6."
        );
        report.inspection = None;
        report.authority = None;
        assert_eq!(
            cite_report(&report),
            "Unknown authority, “Inspection of Harrowmere children's services”, published 2 \
             December 2024."
        );
    }
}
