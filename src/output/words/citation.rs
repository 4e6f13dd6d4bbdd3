//! Citations: how a report or a paragraph is named in somebody else's text.

use super::link::published_url;
use super::{dates, label};
use crate::index::ReportRecord;
use crate::model::{Paragraph, Report};

/// Cites a report: the body inspected, title, days of the inspection, day of publication, and where it
/// is published if that is known.
pub fn cite_report(record: &ReportRecord) -> String {
    with_address(source(&record.report, None), published_url(record, None))
}

/// Cites a paragraph: its report, number and page.
pub fn cite_paragraph(record: &ReportRecord, paragraph: &Paragraph) -> String {
    let url = published_url(record, Some(paragraph.page));
    with_address(source(&record.report, Some(paragraph)), url)
}

fn with_address(source: String, url: Option<String>) -> String {
    match url {
        Some(url) => format!("{source} <{url}>"),
        None => source,
    }
}

/// Cites without an address.
pub(crate) fn source(report: &Report, paragraph: Option<&Paragraph>) -> String {
    let mut parts = vec![
        label::body(report).into_owned(),
        format!("“{}”", report.title),
    ];
    if let Some(span) = report.inspection {
        parts.push(format!("inspected {}", dates::span(span)));
    }
    if let Some(published) = report.published {
        parts.push(format!("published {}", dates::day(published.date)));
    }
    parts.extend(paragraph.map(label::place));
    format!("{}.", parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::{cite_paragraph, cite_report};
    use crate::output::testutil::{of_provider, paragraph, record};

    #[test]
    fn names_what_is_known() {
        let mut record = record();
        assert_eq!(
            cite_paragraph(&record, &paragraph()),
            "Harrowmere, “Inspection of Harrowmere children's services”, inspected 21 to 25 \
             October 2024, published 2 December 2024, paragraph 28, pages 5 to 6."
        );
        let cited = cite_report(&of_provider());
        assert!(
            cited.starts_with("Larkhill House (Harrowmere), “"),
            "{cited}"
        );
        record.report.inspection = None;
        record.report.authority = None;
        record.report.url = Some("https://files.example/50".to_owned());
        assert_eq!(
            cite_report(&record),
            "Unknown authority, “Inspection of Harrowmere children's services”, published 2 \
             December 2024. <https://files.example/50>"
        );
        let cited = cite_paragraph(&record, &paragraph());
        assert!(
            cited.ends_with("5 to 6. <https://files.example/50#page=5>"),
            "{cited}"
        );
    }
}
