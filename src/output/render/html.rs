//! HTML: one page that needs nothing beside itself, readable by eye and by ear.
//!
//! Markup is a type: what is put into it is text, and is escaped, unless it is markup itself.

use std::io::{self, Write};
use std::ops::Range;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::escaped::Text;
use super::svg::figure;
use super::wrap;
use crate::index::{Facet, Hit, SearchResults};
use crate::model::Paragraph;
#[cfg(feature = "serve")]
use crate::model::ParagraphId;
use crate::output::screen::Screen;
use crate::output::sheet::{
    Cell, Chart, Column, Kind, Look, Mark, Media, Part, Section, Sheet, Table,
};
#[cfg(feature = "serve")]
use crate::output::sheet::{chart_of_shares, said_of_left_out};
use crate::output::words::label::count;
use crate::output::words::link::{on_the_web, open_url};
use crate::output::words::{citation, label};

const STYLE: &str = "\
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem;
  overflow-wrap: anywhere }
h1, h2, h3 { line-height: 1.25 }
article { margin: 2rem 0 }
article :is(h2, h3) { font-size: 1.1rem; margin-bottom: 0 }
blockquote { margin: .5rem 0; padding-left: 1rem; border-left: .25rem solid #8888 }
blockquote p { white-space: pre-line; margin: 0 }
.place, footer { font-size: .9rem; margin: .25rem 0 }
mark { background: #ffe08a; color: #000 }
.wide { overflow-x: auto }
table { border-collapse: collapse; margin: 1.5rem 0 }
caption { text-align: left; font-weight: bold }
th, td { text-align: left; padding: .25rem 1rem .25rem 0; border-bottom: 1px solid #8888 }
td.number, th.number { text-align: right }";

/// The style of charts, in two colours that a page names: `--ink` and `--line`.
macro_rules! charts {
    () => {
        "\
figure { margin: 1.5rem 0; max-width: 34rem }
figcaption { font-size: .9rem }
svg { width: 100%; height: auto; font: 11px system-ui, sans-serif; fill: currentColor }
svg .grid { stroke: var(--line); stroke-width: .5 }
svg .mark { fill: var(--ink) }
svg .span { stroke: var(--ink); stroke-width: 2 }
"
    };
}

/// See [`charts`].
#[cfg(feature = "serve")]
pub(crate) const CHARTS: &str = charts!();

/// The styles of figures besides.
const FIGURES: &str = concat!(
    "
:root { --ink: #0b4f9e; --line: #6b7280 }
@media (prefers-color-scheme: dark) { :root { --ink: #9ec3ff; --line: #9ca3af } }
body { max-width: 60rem }
h2 { margin-top: 2.5rem }
section.quoted { border-top: 1px solid #8888; margin-top: 2rem }
",
    charts!(),
    "\
th, td { vertical-align: top; overflow-wrap: normal }
.wide caption { position: absolute; clip-path: inset(50%) }
td.number { white-space: nowrap }
.method { font-size: .9rem }
@media print { body { max-width: none; margin: 0 } a { color: inherit }
  article, figure, tr { break-inside: avoid } .wide { overflow: visible } }"
);

/// Writes the parts of a page.
#[derive(Debug, Default)]
pub(super) struct Html {
    drawing: Drawing,
    /// Whether quotations stand behind the parts, to which rows can lead.
    is_quoting: bool,
    /// What stands behind the contents.
    end: String,
}

/// What is drawn up of a sheet, part by part.
#[derive(Debug, Default)]
struct Drawing {
    look: Look,
    /// How many headings stand above.
    headings: usize,
    /// The level of the last of them, where none may be passed over.
    level: Option<u8>,
}

/// Where what stands in a page leads.
struct Leads<'a> {
    /// A row, by the place of its section.
    row: &'a dyn Fn(usize) -> String,
    /// A hit, if anywhere.
    hit: &'a dyn Fn(&Hit) -> Option<String>,
    /// The identifier of a paragraph, if anywhere.
    place: &'a dyn Fn(&str) -> Option<String>,
}

impl<'a> Leads<'a> {
    /// Leads from rows to quotations of the same page.
    fn alone(hit: &'a dyn Fn(&Hit) -> Option<String>) -> Self {
        let row = &|section| format!("#quoted-{}", section + 1);
        let place = &|_: &str| None;
        Leads { row, hit, place }
    }
}

/// Returns the address of the file that was read, on this machine, where the screen has such links.
fn file_of(hit: &Hit, screen: &Screen) -> Option<String> {
    let page = Some(hit.paragraph.page);
    let file = screen.file_links.then(|| open_url(&hit.report, page));
    file.flatten()
}

/// Draws up a sheet that stands in a page among other things: its rows lead to addresses made of their
/// listings, its paragraphs to addresses of their own.
#[cfg(feature = "serve")]
pub(crate) fn fragment(
    sheet: &Sheet<'_>,
    listing: &dyn Fn(&str) -> String,
    paragraph: &dyn Fn(&ParagraphId) -> String,
) -> Markup {
    let row = |at: usize| {
        let section = sheet.sections.get(at);
        section.map_or_else(String::new, |section| listing(&section.listing))
    };
    let place = |id: &str| {
        let Ok(id) = id.parse::<ParagraphId>();
        Some(paragraph(&id))
    };
    let leads = Leads {
        row: &row,
        hit: &|hit| place(&label::paragraph_id(&hit.report, &hit.paragraph)),
        place: &place,
    };
    let mut drawing = Drawing {
        look: Look::Figures,
        headings: 0,
        level: Some(1),
    };
    let parts = sheet.parts.iter();
    let parts = parts.filter(|(media, _)| media.holds(Media::HTML));
    html! {
        @for (_, part) in parts { (drawing.part(part, &leads)) }
        @if !sheet.method.is_empty() { (method(&sheet.method, None)) }
    }
}

impl Drawing {
    /// Returns the level of a heading, raised where one between would be passed over.
    fn beneath(&mut self, level: u8) -> u8 {
        let level = self.level.map_or(level, |last| level.min(last + 1));
        self.level = self.level.map(|_| level);
        level
    }

    fn part(&mut self, part: &Part<'_>, leads: &Leads<'_>) -> Markup {
        let sentences = |lines: &[String]| {
            html! { @for line in lines { p { (Text(line)) "." } "\n" } }
        };
        match part {
            Part::Lead(lines) | Part::Notes(lines) => sentences(lines),
            Part::Warning(line) => {
                html! { p { strong { "Warning:" } " " (Text(line)) "." } "\n" }
            }
            Part::Heading(level, title) => {
                self.headings += 1;
                heading(self.beneath(*level), title)
            }
            Part::Group(name, numbers) => {
                self.beneath(2);
                html! { h2 { (Text(name)) } "\n" p { (Text(numbers)) "." } "\n" }
            }
            Part::Table(table) => table_of(table, self.look, leads),
            Part::Chart(chart) => {
                let id = format!("chart-{}", self.headings.saturating_sub(1));
                figure(chart, &id)
            }
            Part::Hit(hit, level) => article(hit, self.beneath(*level), leads.hit),
            Part::InContext(hit) => article(hit, 2, leads.hit),
            Part::Paragraph(text) => html! { p { (Text(text)) } "\n" },
            Part::List(title, lines) => html! {
                p { (Text(title)) } "\n"
                ul { @for line in lines { li { (Text(line)) } "\n" } } "\n"
            },
            Part::Lines(_)
            | Part::Prose(_)
            | Part::Gap
            | Part::Quotation(..)
            | Part::Entry(..)
            | Part::Match(..) => html! {},
        }
    }
}

impl Html {
    /// Begins the page of a sheet.
    pub(super) fn open(sheet: &Sheet<'_>, out: &mut impl Write) -> io::Result<Self> {
        let (begin, end) = frame(&sheet.title, sheet.look);
        out.write_all(begin.as_bytes())?;
        let drawing = Drawing {
            look: sheet.look,
            ..Drawing::default()
        };
        Ok(Html {
            drawing,
            is_quoting: false,
            end,
        })
    }

    /// Leads from rows to their quotations, which close the page.
    pub(super) fn quoting(self) -> Self {
        Html {
            is_quoting: true,
            ..self
        }
    }

    /// Writes a part that pages show.
    pub(super) fn part(
        &mut self,
        out: &mut impl Write,
        part: &Part<'_>,
        screen: &Screen,
    ) -> io::Result<()> {
        let file = |hit: &Hit| file_of(hit, screen);
        let leads = Leads::alone(&file);
        let leads = match self.is_quoting {
            true => leads,
            false => Leads {
                row: &|_| String::new(),
                ..leads
            },
        };
        write(out, self.drawing.part(part, &leads))
    }

    /// Ends the page, with the quotations behind its rows and how its figures were made.
    pub(super) fn close(
        self,
        out: &mut impl Write,
        sheet: &Sheet<'_>,
        quotations: &[SearchResults],
        screen: &Screen,
    ) -> io::Result<()> {
        if self.is_quoting && !sheet.sections.is_empty() {
            write(out, html! { h2 { "Quotations" } "\n" })?;
        }
        for (at, section, results) in sheet.quoted(quotations) {
            write(
                out,
                quoted((section, sheet.in_sentences), results, at, screen),
            )?;
        }
        if !sheet.method.is_empty() {
            let made = concat!("Made by findings ", env!("CARGO_PKG_VERSION"), ".");
            write(out, method(&sheet.method, Some(made)))?;
        }
        out.write_all(self.end.as_bytes())
    }
}

fn write(out: &mut impl Write, markup: Markup) -> io::Result<()> {
    out.write_all(markup.0.as_bytes())
}

/// Puts a body and a style into a page for browsers.
pub(crate) fn document(title: &str, style: &Markup, body: &Markup) -> Markup {
    html! {
        (DOCTYPE) "\n"
        html lang="en-GB" {
            "\n"
            head {
                "\n"
                meta charset="utf-8"; "\n"
                meta name="viewport" content="width=device-width, initial-scale=1"; "\n"
                title { (Text(title)) } "\n"
                (style) "\n"
            } "\n"
            body { "\n" (body) "\n" } "\n"
        } "\n"
    }
}

/// Returns what stands before and behind the contents of a page.
fn frame(title: &str, look: Look) -> (String, String) {
    let style = match look {
        Look::Quotations => "",
        Look::Figures => FIGURES,
    };
    let style = html! { style { "\n" (PreEscaped(STYLE)) (PreEscaped(style)) "\n" } };
    let body = html! { main { "\n" h1 { (Text(title)) } "\n" } };
    let page = document(title, &style, &body);
    // The title is text, and so does not end the page.
    let end = page.0.rfind("</main>").unwrap_or(page.0.len());
    let (before, behind) = page.0.split_at(end);
    (before.to_owned(), behind.to_owned())
}

fn heading(level: u8, title: &str) -> Markup {
    let title = Text(title);
    match level {
        0..=2 => html! { h2 { (title) } "\n" },
        3 => html! { h3 { (title) } "\n" },
        _ => html! { h4 { (title) } "\n" },
    }
}

/// Draws up a hit as an article: heading, place, quotation, source.
/// Its name leads where `lead` says.
fn article(hit: &Hit, level: u8, lead: &dyn Fn(&Hit) -> Option<String>) -> Markup {
    let (record, paragraph) = (&hit.report, &hit.paragraph);
    let id = label::paragraph_id(record, paragraph);
    let mut place = label::judged_place(paragraph);
    if let Some(heading) = &paragraph.heading {
        place = format!("{place}; {heading}");
    }
    let source = citation::source(&record.report, Some(paragraph));
    let published = on_the_web(record, Some(paragraph.page));
    let lead = lead(hit);
    html! {
        article {
            "\n" (heading(level, &label::report(&record.report)))
            p class="place" { (Text(&place)) } "\n"
            (quotation(paragraph, &hit.highlights))
            footer {
                (Text(&source))
                @if let Some(there) = &published { " " a href=(Text(&there.url)) { (there.said) } "." }
                " "
                @match lead {
                    Some(url) => a href=(Text(&url)) { code { (Text(&id)) } },
                    None => code { (Text(&id)) },
                }
            } "\n"
            @if let Some(edition) = label::edition(record) {
                p class="place" { (Text(&edition)) } "\n"
            }
            @if let Some(copies) = label::copies(hit) {
                p class="place" { (Text(&copies)) } "\n"
            }
        } "\n"
    }
}

/// Quotes a paragraph, with what matches marked.
pub(crate) fn quotation(paragraph: &Paragraph, highlights: &[Range<usize>]) -> Markup {
    let text = &paragraph.text;
    html! {
        blockquote {
            p {
                @for (piece, marked) in wrap::pieces(text, 0..text.len(), highlights) {
                    @if marked { mark { (Text(piece)) } } @else { (Text(piece)) }
                }
                @if let Some(references) = label::references(paragraph) { " " (Text(&references)) }
            }
        } "\n"
    }
}

/// Draws up a table; its cells lead to the quotations behind their row.
fn table_of(table: &Table<'_>, look: Look, leads: &Leads<'_>) -> Markup {
    if table.rows.is_empty() {
        let headings = table.columns.iter().map(|column| &column.heading);
        let mut names = std::iter::once(&table.caption).chain(headings);
        let name = names.find(|name| !name.is_empty());
        return html! { p { @if let Some(name) = name { (Text(name)) ": " } "none." } "\n" };
    }
    let shown = |column: &Column| column.media.holds(Media::HTML);
    let class = |column: &Column| (column.kind == Kind::Numbers).then_some("number");
    let contents = html! {
        table {
            "\n" caption { (Text(&table.caption)) } "\n"
            thead {
                tr {
                    @for column in table.columns.iter().filter(|column| shown(column)) {
                        @if column.heading.is_empty() {
                            td {}
                        } @else {
                            th scope="col" class=[class(column)] { (Text(&column.heading)) }
                        }
                    }
                }
            } "\n"
            tbody {
                "\n"
                @for row in &table.rows {
                    tr {
                        @let cells = row.cells.iter().zip(&table.columns);
                        @for (at, (cell, column)) in cells.filter(|(_, column)| shown(column)).enumerate() {
                            @let is_linked = at == 0 || column.kind == Kind::Numbers;
                            @let lead = row.section.filter(|_| is_linked).map(leads.row);
                            @let cell = linked(cell, lead, leads);
                            @if at == 0 {
                                th scope="row" class=[class(column)] { (cell) }
                            } @else {
                                td class=[class(column)] { (cell) }
                            }
                        }
                    } "\n"
                }
            } "\n"
        }
    };
    match look {
        Look::Quotations => html! { div class="wide" { (contents) } "\n" },
        Look::Figures if table.caption.is_empty() => {
            html! { div class="wide" tabindex="0" { (contents) } "\n" }
        }
        Look::Figures => html! {
            div class="wide" role="region" aria-label=(Text(&table.caption)) tabindex="0" {
                (contents)
            } "\n"
        },
    }
}

fn linked(cell: &Cell, lead: Option<String>, leads: &Leads<'_>) -> Markup {
    let text = cell.text();
    let text = text.trim();
    let lead = match cell {
        Cell::Place(id) => (leads.place)(id),
        _ => lead,
    };
    match lead.filter(|lead| !text.is_empty() && !lead.is_empty()) {
        Some(lead) => html! { a href=(Text(&lead)) { (Text(text)) } },
        None => html! { (Text(text)) },
    }
}

/// Says how figures were made and, where nothing else on the page does, by what.
fn method(lines: &[&'static str], made: Option<&str>) -> Markup {
    html! {
        h2 id="method" { "Method" } "\n"
        div class="method" {
            "\n"
            @for line in lines { p { (Text(line)) } "\n" }
            @if let Some(made) = made { p { (made) } "\n" }
        } "\n"
    }
}

/// Draws up the quotations of a row, and on which authorities its paragraphs are.
fn quoted(
    (section, in_sentences): (&Section, bool),
    results: &SearchResults,
    at: usize,
    screen: &Screen,
) -> Markup {
    let shown = match results.hits.len() as u64 {
        all if all == results.total => String::new(),
        some => format!("; {some} shown"),
    };
    let words = section.listing.replace('\'', "'\\''");
    let listing = match in_sentences {
        true => format!("--sentence '{words}'"),
        false => format!("'{words}'"),
    };
    html! {
        section class="quoted" id={ "quoted-" (at + 1) } {
            "\n" h3 { (Text(&section.name)) } "\n"
            p {
                (count(results.total, "paragraph")) " in " (results.total_reports) " of "
                (count(results.reports_searched, "report")) (shown) ". Listed by "
                code { "findings search " (Text(&listing)) } ", with the same filters."
            } "\n"
            @for facet in &results.facets { (spread(facet, at)) }
            @for hit in &results.hits { (article(hit, 4, &|hit| file_of(hit, screen))) }
        } "\n"
    }
}

/// Draws the share of the reports of comparable kinds that each value of a field has.
#[cfg(feature = "serve")]
pub(crate) fn shares(facet: &Facet, title: &str) -> Markup {
    let chart = chart_of_shares(facet, title);
    html! {
        (figure(&chart, &format!("shares-{}", facet.field.name())))
        @if let Some(said) = said_of_left_out(facet) { p class="note" { (Text(&said)) } "\n" }
    }
}

/// Draws up how paragraphs spread over the values of a field.
fn spread(facet: &Facet, at: usize) -> Markup {
    let values = facet.values.iter().filter(|value| value.paragraphs > 0);
    let values: Vec<_> = values.collect();
    let most = values.iter().map(|value| value.paragraphs).max();
    let Some(most) = most else {
        return html! {};
    };
    let field = facet.field.name();
    let marks = values
        .iter()
        .map(|value| Mark::bar(&value.value, value.paragraphs as f64));
    let chart = Chart {
        title: format!("Paragraphs by {field}"),
        unit: "paragraphs",
        domain: (0.0, most as f64),
        marks: marks.collect(),
        across: facet.field.is_ordered(),
    };
    let rows = values.iter().map(|value| {
        let numbers = [value.paragraphs, value.reports].map(Cell::Number);
        [vec![Cell::from(&value.value)], numbers.to_vec()].concat()
    });
    let table = Table {
        caption: format!("Dispersion by {field}"),
        ..Table::plain(Column::figures(&[field, "paragraphs", "reports"]), rows)
    };
    html! {
        details {
            summary { "Dispersion: paragraphs by " (field) " (" (values.len()) ")" } "\n"
            (figure(&chart, &format!("spread-{at}")))
            (table_of(&table, Look::Figures, &Leads::alone(&|_| None)))
        } "\n"
    }
}

#[cfg(test)]
mod tests {
    use super::{Look, article, file_of, frame};
    use crate::output::Screen;
    use crate::output::testutil::hit;

    #[test]
    fn a_title_cannot_end_the_page() {
        let (before, behind) = frame("</main></h1>", Look::Quotations);
        assert!(
            before.ends_with("<h1>&lt;/main&gt;&lt;/h1&gt;</h1>\n"),
            "{before}"
        );
        assert_eq!(behind, "</main>\n</body>\n</html>\n");
    }

    #[test]
    fn a_hit_is_an_article() {
        let mut hit = hit();
        std::sync::Arc::make_mut(&mut hit.report).report.url =
            Some("https://files.example/1?a&b".to_owned());
        let screen = Screen {
            file_links: true,
            ..Screen::plain()
        };
        let html = article(&hit, 2, &|hit| file_of(hit, &screen)).0;
        for expected in [
            "<h2>Harrowmere, 21 to 25 October 2024, ILACS inspection</h2>",
            "have <mark>life-story work</mark>.</p>",
            "<a href=\"https://files.example/1?a&amp;b#page=5\">Published report</a>",
            "<a href=\"file:///srv/corpus/harrowmere.pdf#page=5\">\
             <code>harrowmere/2024-10-25/ilacs#28</code></a>",
        ] {
            assert!(html.contains(expected), "{expected}\n{html}");
        }
        let html = article(&hit, 2, &|_| None).0;
        assert!(html.contains(" <code>harrowmere/2024-10-25/ilacs#28</code></footer>"));
        assert!(!html.contains("file:"), "{html}");
    }
}
