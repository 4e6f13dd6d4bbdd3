//! The page of a code book applied.

use super::{Chart, Mark, Page, Part, Row, columns};
use crate::output::themes::Asked;
use crate::output::themes::agreement;
use crate::output::themes::codebook::{sentence, tables};
use crate::themes::{Agreement, Codebook, Coding};

/// Draws up the page of what a code book found.
pub fn coding_page(
    asked: &Asked,
    book: &Codebook,
    coding: &Coding,
    agreement: &[Agreement],
) -> Page {
    let mut page = Page {
        title: asked.title(&book.name),
        lead: vec![sentence(asked, book, coding)],
        method: vec![
            "A paragraph is on a theme if one of the queries that the theme includes matches it \
             and none of those that it excludes; a report if any of its paragraphs is. Copies of \
             paragraphs in several reports count in each. Shares have Wilson intervals at 95%.",
            "Queries find words and not meanings: a theme is a count of mentions, which hand \
             coding must check. Kappa is Cohen's (1960), its standard error that of Fleiss, Cohen \
             and Everitt (1969).",
        ],
        ..Page::default()
    };
    for (what, text) in [("", &book.description), ("Source: ", &book.source)] {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            page.lead
                .push(format!("{what}{}", text.trim_end_matches('.')));
        }
    }
    let topics = &coding.coverage.topics;
    let sections: Vec<usize> = topics
        .iter()
        .map(|topic| page.section(&topic.name, &topic.listing))
        .collect();
    let marks = topics
        .iter()
        .map(|topic| Mark::share(&topic.name, topic.reports));
    let title = format!("Reports with each theme, n = {}", asked.reports_searched);
    let mut chart = Some(Chart::of_shares(title, marks.collect()));
    let named = |name: &str| topics.iter().position(|topic| topic.name == name);
    for (title, names, rows) in tables(coding) {
        let is_pairs = names.contains(&"with");
        let mut part = Part {
            title: title.to_owned(),
            chart: chart.take(),
            columns: columns(&names),
            ..Part::default()
        };
        part.columns[1].1 = names[1] != "reports";
        for (at, cells) in rows.into_iter().enumerate() {
            let section = match coding.together.get(at).filter(|_| is_pairs) {
                Some(pair) if pair.paragraphs.part == 0 => None,
                Some(pair) => {
                    let (one, other) = (&topics[pair.themes.0], &topics[pair.themes.1]);
                    let listing = format!("({}) ({})", one.listing, other.query);
                    Some(page.section(format!("{} with {}", one.name, other.name), listing))
                }
                None => named(&cells[0]).map(|theme| sections[theme]),
            };
            part.rows.push(Row { cells, section });
        }
        page.parts.push(part);
    }
    if !agreement.is_empty() {
        page.parts.push(Part {
            title: "Agreement with hand coding".to_owned(),
            notes: agreement::differences(agreement),
            columns: columns(&agreement::HEADINGS),
            rows: agreement::rows(agreement)
                .into_iter()
                .map(|cells| Row {
                    section: named(&cells[0]).map(|theme| sections[theme]),
                    cells,
                })
                .collect(),
            ..Part::default()
        });
    }
    page
}
