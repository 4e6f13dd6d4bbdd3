//! The page of trends.

use super::{Chart, Mark, Page, Part, Row, columns};
use crate::output::themes::Asked;
use crate::output::themes::trend::{cells, headings, verdict};
use crate::query::Field;
use crate::themes::Trend;

/// Draws up the page of trends; `by` is the field whose values are the periods.
pub fn trends_page(asked: &Asked, trends: &[Trend], by: Field) -> Page {
    let names: Vec<&str> = trends.iter().map(|trend| trend.query.as_str()).collect();
    let mut page = Page {
        title: asked.title(&format!("{} by {by}", names.join(", "))),
        lead: vec![format!("{} searched", asked.sentence())],
        method: vec![
            "A report counts if any of its paragraphs matches. Shares have Wilson intervals at \
             95%; the test for a trend over years is that of Cochran and Armitage, over all \
             reports and within frameworks, and is left out where data are thin.",
        ],
        ..Page::default()
    };
    for trend in trends {
        let mut part = Part {
            title: trend.query.clone(),
            notes: verdict(trend),
            columns: columns(&headings(by)),
            ..Part::default()
        };
        let mut marks = Vec::new();
        for period in &trend.periods {
            // What has no year cannot be asked for by it.
            let listing = match (by, period.value.as_str()) {
                (Field::Year, "none") => trend.listing.clone(),
                (_, value) => format!("({}) {by}:\"{value}\"", trend.listing),
            };
            let section = (period.reports.part > 0)
                .then(|| page.section(format!("{}, {}", trend.query, period.value), listing));
            let label = format!("{} (n = {})", period.value, period.reports.whole);
            marks.push(Mark::share(&label, period.reports));
            part.rows.push(Row {
                cells: cells(period),
                section,
            });
        }
        let title = format!("Reports with {} by {by}", trend.query);
        part.chart = Some(Chart::of_shares(title, marks));
        page.parts.push(part);
    }
    page
}
