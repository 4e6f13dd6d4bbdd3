//! The page of recurring phrases.

use super::{Chart, Mark, Page, Part, Row, columns};
use crate::output::themes::Asked;
use crate::output::themes::recurring::{HEADINGS, cells, sentence};
use crate::themes::stats::Proportion;
use crate::themes::{Recurring, RecurringOptions};

/// Draws up the page of the phrases that recur.
pub fn recurring_page(asked: &Asked, recurring: &Recurring, options: &RecurringOptions) -> Page {
    let mut page = Page {
        title: asked.title("Recurring phrases"),
        lead: vec![sentence(asked, recurring, options)],
        method: vec![
            "Phrases of two to five words within one paragraph, no stop word at either end. \
             Findings and improvement items are counted unless the question names other \
             sections; paragraphs of the same words count once. Order: reports, then C-value \
             (Frantzi, Ananiadou and Mima 2000). DP is the normalised deviation of proportions \
             (Gries 2008): 0 where a phrase is spread as the words are, 1 where it is not.",
            "Shares of reports have Wilson intervals at 95%.",
        ],
        ..Page::default()
    };
    let mut part = Part {
        title: "Phrases".to_owned(),
        columns: columns(&HEADINGS),
        ..Part::default()
    };
    let mut marks = Vec::new();
    for (rank, theme) in (options.offset + 1..).zip(&recurring.themes) {
        let section = page.section(&theme.phrase, &theme.query);
        let reports = Proportion {
            part: theme.reports,
            whole: asked.reports_searched,
        };
        marks.push(Mark::share(&theme.phrase, reports));
        part.rows.push(Row {
            cells: cells(rank, theme).split_off(1),
            section: Some(section),
        });
    }
    let title = format!("Reports with each phrase, n = {}", asked.reports_searched);
    part.chart = Some(Chart::of_shares(title, marks));
    page.parts.push(part);
    page
}
