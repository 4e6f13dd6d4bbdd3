//! Pages: themes as one HTML file to hand on, with tables, charts and the quotations behind them.
//!
//! A page is drawn up in two steps, because quotations come from searches that this floor does
//! not make: [`Page::listings`] names the searches, [`write_page`] takes what they found. Nothing
//! on a page needs the network or a script.

mod chart;
mod codebook;
mod collocates;
mod contrast;
mod recurring;
mod trend;

use std::io::{self, Write};

use crate::index::SearchResults;
use crate::output::Screen;
use crate::output::html::{self, escape};
use crate::output::label::count;
use chart::{Chart, Mark};

pub use codebook::coding_page;
pub use collocates::collocates_page;
pub use contrast::contrast_page;
pub use recurring::recurring_page;
pub use trend::trends_page;

const STYLE: &str = "
:root { --ink: #0b4f9e; --line: #6b7280 }
@media (prefers-color-scheme: dark) { :root { --ink: #9ec3ff; --line: #9ca3af } }
body { max-width: 60rem }
h2 { margin-top: 2.5rem }
section.quoted { border-top: 1px solid #8888; margin-top: 2rem }
figure { margin: 1.5rem 0; max-width: 34rem }
figcaption { font-size: .9rem }
svg { width: 100%; height: auto; font: 11px system-ui, sans-serif; fill: currentColor }
svg .grid { stroke: var(--line); stroke-width: .5 }
svg .mark { fill: var(--ink) }
svg .span { stroke: var(--ink); stroke-width: 2 }
th, td { vertical-align: top; overflow-wrap: normal }
.wide caption { position: absolute; clip-path: inset(50%) }
td.number { white-space: nowrap }
.method { font-size: .9rem }
@media print { body { max-width: none; margin: 0 } a { color: inherit }
  article, figure, tr { break-inside: avoid } .wide { overflow: visible } }";

/// A page before its quotations are known.
#[derive(Debug, Clone, Default)]
pub struct Page {
    title: String,
    /// What was looked at and what came of it.
    lead: Vec<String>,
    /// What makes the figures doubtful.
    warnings: Vec<String>,
    /// How the figures were made.
    method: Vec<&'static str>,
    parts: Vec<Part>,
    sections: Vec<Section>,
}

/// A table with the chart of its figures.
#[derive(Debug, Clone, Default)]
struct Part {
    title: String,
    /// What is said beneath the chart.
    notes: Vec<String>,
    chart: Option<Chart>,
    /// The names of columns, and which of them hold words.
    columns: Vec<(String, bool)>,
    rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone)]
struct Row {
    cells: Vec<String>,
    /// The section with its quotations.
    section: Option<usize>,
}

/// A section of quotations.
#[derive(Debug, Clone)]
struct Section {
    name: String,
    listing: String,
}

impl Page {
    /// Lists the searches whose results [`write_page`] wants, in order.
    pub fn listings(&self) -> impl ExactSizeIterator<Item = &str> {
        self.sections.iter().map(|section| section.listing.as_str())
    }

    /// Adds a section of quotations and returns its place.
    fn section(&mut self, name: impl Into<String>, listing: impl Into<String>) -> usize {
        self.sections.push(Section {
            name: name.into(),
            listing: listing.into(),
        });
        self.sections.len() - 1
    }
}

/// Names columns; the first holds words.
fn columns(names: &[&str]) -> Vec<(String, bool)> {
    let names = names.iter().enumerate();
    names
        .map(|(at, name)| ((*name).to_owned(), at == 0))
        .collect()
}

/// Writes a page with what its searches found: totals, some hits, and a facet of authorities.
pub fn write_page(
    out: &mut impl Write,
    page: &Page,
    quotations: &[SearchResults],
    screen: &Screen,
) -> io::Result<()> {
    html::open_styled(out, &page.title, STYLE)?;
    for line in &page.lead {
        writeln!(out, "<p>{}.</p>", escape(line))?;
    }
    for line in &page.warnings {
        writeln!(out, "<p><strong>Warning:</strong> {}.</p>", escape(line))?;
    }
    for (at, part) in page.parts.iter().enumerate() {
        write_part(out, part, at)?;
    }
    if !page.sections.is_empty() {
        out.write_all(b"<h2>Quotations</h2>\n")?;
    }
    for (at, (section, results)) in page.sections.iter().zip(quotations).enumerate() {
        write_section(out, section, results, at, screen)?;
    }
    out.write_all(b"<h2 id=\"method\">Method</h2>\n<div class=\"method\">\n")?;
    for line in &page.method {
        writeln!(out, "<p>{}</p>", escape(line))?;
    }
    writeln!(
        out,
        "<p>Made by findings {}.</p>\n</div>",
        env!("CARGO_PKG_VERSION")
    )?;
    html::close(out)
}

fn write_part(out: &mut impl Write, part: &Part, at: usize) -> io::Result<()> {
    let title = escape(&part.title);
    writeln!(out, "<h2>{title}</h2>")?;
    if let Some(chart) = part.chart.as_ref().filter(|chart| !chart.marks.is_empty()) {
        chart.write(out, &format!("chart-{at}"))?;
    }
    for note in &part.notes {
        writeln!(out, "<p>{}.</p>", escape(note))?;
    }
    write_table(out, &part.title, &part.columns, &part.rows)
}

fn write_table(
    out: &mut impl Write,
    caption: &str,
    columns: &[(String, bool)],
    rows: &[Row],
) -> io::Result<()> {
    let caption = escape(caption);
    write!(
        out,
        "<div class=\"wide\" role=\"region\" aria-label=\"{caption}\" tabindex=\"0\"><table>\n\
         <caption>{caption}</caption>\n<thead><tr>"
    )?;
    let class = |words: bool| if words { "" } else { " class=\"number\"" };
    for (name, words) in columns {
        write!(
            out,
            "<th scope=\"col\"{}>{}</th>",
            class(*words),
            escape(name)
        )?;
    }
    out.write_all(b"</tr></thead>\n<tbody>\n")?;
    for row in rows {
        out.write_all(b"<tr>")?;
        for (at, (cell, (_, words))) in row.cells.iter().zip(columns).enumerate() {
            let text = escape(cell.trim());
            let text = match row.section {
                Some(section) if (at == 0 || !words) && !text.is_empty() => {
                    format!("<a href=\"#quoted-{}\">{text}</a>", section + 1)
                }
                _ => text,
            };
            match at {
                0 => write!(out, "<th scope=\"row\"{}>{text}</th>", class(*words))?,
                _ => write!(out, "<td{}>{text}</td>", class(*words))?,
            }
        }
        out.write_all(b"</tr>\n")?;
    }
    out.write_all(b"</tbody>\n</table></div>\n")
}

/// Writes the quotations of a row, and on which authorities its paragraphs are.
fn write_section(
    out: &mut impl Write,
    section: &Section,
    results: &SearchResults,
    at: usize,
    screen: &Screen,
) -> io::Result<()> {
    let shown = match results.hits.len() as u64 {
        all if all == results.total => String::new(),
        some => format!("; {some} shown"),
    };
    writeln!(
        out,
        "<section class=\"quoted\" id=\"quoted-{}\">\n<h3>{}</h3>\n\
         <p>{} in {} of {}{shown}. Listed by <code>findings search {}</code>, with the same \
         filters.</p>",
        at + 1,
        escape(&section.name),
        count(results.total, "paragraph"),
        results.total_reports,
        count(results.reports_searched, "report"),
        escape(&format!("'{}'", section.listing.replace('\'', "'\\''"))),
    )?;
    for facet in &results.facets {
        let values: Vec<_> = facet
            .values
            .iter()
            .filter(|value| value.paragraphs > 0)
            .collect();
        let most = values
            .iter()
            .map(|value| value.paragraphs)
            .max()
            .unwrap_or(0);
        let chart = Chart {
            title: format!("Paragraphs by {}", facet.field),
            unit: "paragraphs",
            domain: (0.0, most as f64),
            marks: values
                .iter()
                .map(|value| Mark::bar(&value.value, value.paragraphs as f64))
                .collect(),
        };
        if chart.marks.is_empty() {
            continue;
        }
        let rows: Vec<Row> = values
            .iter()
            .map(|value| Row {
                cells: vec![
                    value.value.clone(),
                    value.paragraphs.to_string(),
                    value.reports.to_string(),
                ],
                section: None,
            })
            .collect();
        writeln!(
            out,
            "<details><summary>Dispersion: paragraphs by {} ({})</summary>",
            facet.field,
            rows.len()
        )?;
        chart.write(out, &format!("spread-{at}"))?;
        let names = columns(&[facet.field.name(), "paragraphs", "reports"]);
        write_table(
            out,
            &format!("Dispersion by {}", facet.field),
            &names,
            &rows,
        )?;
        out.write_all(b"</details>\n")?;
    }
    results
        .hits
        .iter()
        .try_for_each(|hit| html::write_hit(out, hit, 4, screen.file_links))?;
    out.write_all(b"</section>\n")
}

#[cfg(test)]
mod tests {
    use super::{Chart, Mark, Page, Part, Row, columns, write_page};
    use crate::index::SearchResults;
    use crate::output::Screen;
    use crate::output::testutil::{hit, written};
    use crate::themes::stats::Interval;

    #[test]
    fn every_number_leads_to_quotations() {
        let mut page = Page {
            title: "Themes <of> a test".to_owned(),
            ..Page::default()
        };
        let section = page.section("drift & delay", "\"drift and delay\"");
        let share = Interval {
            low: 0.2,
            high: 0.6,
        };
        page.parts.push(Part {
            title: "shares".to_owned(),
            chart: Some(Chart::of_shares(
                "Shares",
                vec![Mark::dot("2019", 0.4, share)],
            )),
            columns: columns(&["year", "reports"]),
            rows: vec![Row {
                cells: vec!["2019".to_owned(), "4".to_owned()],
                section: Some(section),
            }],
            ..Part::default()
        });
        let results = SearchResults {
            total: 4,
            total_distinct: 4,
            total_reports: 4,
            reports_searched: 10,
            hits: vec![hit()],
            facets: Vec::new(),
            explained: Vec::new(),
            notes: Vec::new(),
            offers: Vec::new(),
            suggestions: Vec::new(),
        };
        assert_eq!(page.listings().collect::<Vec<_>>(), ["\"drift and delay\""]);
        let html =
            written(|out| write_page(out, &page, std::slice::from_ref(&results), &Screen::plain()));
        for expected in [
            "<title>Themes &lt;of&gt; a test</title>",
            "<td class=\"number\"><a href=\"#quoted-1\">4</a></td>",
            "<section class=\"quoted\" id=\"quoted-1\">\n<h3>drift &amp; delay</h3>",
            "4 paragraphs in 4 of 10 reports; 1 shown",
            "<mark>life-story work</mark>",
            "<title id=\"chart-0-title\">Shares</title>",
        ] {
            assert!(html.contains(expected), "{expected}\n{html}");
        }
        assert!(
            !html.contains("<script") && !html.contains("src="),
            "{html}"
        );
    }
}
