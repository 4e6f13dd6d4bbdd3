//! The page of a contrast.

use super::{Chart, Mark, Page, Part, Row};
use crate::output::themes::Asked;
use crate::output::themes::contrast::{cells, columns, summary, warnings};
use crate::themes::Contrast;

/// Draws up the page of what two groups say differently.
pub fn contrast_page(asked: &Asked, contrast: &Contrast) -> Page {
    let (a, b) = (&contrast.a.name, &contrast.b.name);
    let mut page = Page {
        title: asked.title(&format!("{a} against {b}")),
        lead: summary(asked, contrast),
        warnings: warnings(contrast),
        method: vec![
            "Reports: shares, their difference with Newcombe's hybrid score interval at 95%, \
             Fisher's exact p, and the Mantel–Haenszel odds ratio over frameworks. Paragraphs: \
             log-likelihood G² and the conservative log ratio LRC (Evert 2022), which is 0 where \
             the interval allows no difference.",
            "q is the rate of false findings (Benjamini and Hochberg) of probabilities by \
             permutation of whole reports within frameworks. What is marked * has an LRC other \
             than 0 and a small q.",
        ],
        ..Page::default()
    };
    for (name, rows) in [(a, &contrast.more_in_a), (b, &contrast.more_in_b)] {
        let mut part = Part {
            title: format!("More in {name}"),
            columns: columns(contrast).split_off(1),
            ..Part::default()
        };
        let mut marks = Vec::new();
        for (rank, key) in (1..).zip(rows) {
            let section = page.section(&key.phrase, &key.query);
            let difference = key.a.reports.share() - key.b.reports.share();
            marks.push(Mark::dot(&key.phrase, difference, key.difference));
            part.rows.push(Row {
                cells: cells(rank, key).split_off(1),
                section: Some(section),
            });
        }
        let n = (contrast.a.reports, contrast.b.reports);
        let title = format!("Share in {a} (n = {}) less share in {b} (n = {})", n.0, n.1);
        part.chart = Some(Chart::of_differences(title, marks));
        page.parts.push(part);
    }
    page
}
