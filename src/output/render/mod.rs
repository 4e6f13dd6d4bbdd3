//! Renderers: a sheet as text, Markdown or HTML; rows and objects as CSV and JSON.
//!
//! What is written in which form is decided here and nowhere else.

pub(in crate::output) mod columns;
mod context;
mod csv;
mod docx;
mod drawing;
mod escaped;
mod guard;
mod html;
pub(super) mod json;
mod kwic;
mod listing;
mod markdown;
mod parquet;
mod picture;
#[cfg(feature = "png")]
mod pixels;
mod references;
mod rows;
mod svg;
mod table;
mod text;
mod wrap;
mod xlsx;

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use self::rows::Rows;
use super::screen::Screen;
use super::sheet::{Media, Part, Sheet};
use crate::index::SearchResults;

pub(super) use self::columns::of as columns_of;
pub use self::csv::Cells;
pub use self::drawing::write_drawing;
pub(crate) use self::escaped::Text as Escaped;
pub use self::guard::Guard;
#[cfg(feature = "serve")]
pub(crate) use self::html::{CHARTS, document, fragment, quotation, shares};
pub(super) use self::listing::{Item, List, Listing};
pub use self::picture::{DrawingError, Picture};
pub use self::rows::RowFormat;
pub use self::wrap::{Look as Wrapped, write as write_wrapped};

/// The forms in which answers can be written; not every answer has each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// One object.
    Json,
    /// One object a line.
    Jsonl,
    /// Rows with columns.
    Rows(RowFormat),
    /// A document: quotations with their sources and matches in bold, or tables.
    Markdown,
    /// The same as a page that needs nothing beside itself.
    Html,
    /// The same for a word processor.
    Docx,
}

impl Format {
    /// Returns the form of rows as CSV.
    pub const fn csv(cells: Cells) -> Self {
        Format::Rows(RowFormat::Csv(cells))
    }

    /// Tells whether it is no text.
    pub const fn is_binary(self) -> bool {
        match self {
            Format::Docx => true,
            Format::Rows(form) => form.is_binary(),
            _ => false,
        }
    }
}

/// What a question is answered with: a sheet for readers, an object and rows for programs.
pub trait Reply {
    /// Fills the sheet; the screen tells how much room text has, and which signs.
    fn sheet(&self, screen: &Screen) -> Sheet<'_>;

    /// Describes it as one object, or an array of its rows.
    fn object(&self) -> impl Serialize + JsonSchema {
        self.rows().collect::<Vec<_>>()
    }

    /// Writes that; some have a line an item.
    ///
    /// # Errors
    /// A writer that fails.
    fn write_json(&self, out: &mut impl Write) -> io::Result<()> {
        json::pretty(out, &self.object())
    }

    /// Lists the rows of a table; a summary has none.
    fn rows(&self) -> impl Iterator<Item = impl Serialize + JsonSchema> {
        std::iter::empty::<()>()
    }

    /// Lists the lines of JSON Lines, where they hold more than rows.
    fn lines(&self) -> impl Iterator<Item = impl Serialize + JsonSchema> {
        self.rows()
    }
}

/// Writes the answer to a question.
///
/// # Errors
/// A writer that fails.
pub fn write(
    out: &mut impl Write,
    reply: &(impl Reply + ?Sized),
    format: Format,
    screen: &Screen,
) -> io::Result<()> {
    match format {
        Format::Json => reply.write_json(out),
        Format::Jsonl => reply.lines().try_for_each(|row| json::line(out, &row)),
        Format::Rows(form) => {
            let mut rows = reply.rows().peekable();
            let columns = columns::of_items(&mut rows);
            let mut table = Rows::open(form, columns)?;
            for row in rows {
                table.row(out, &row)?;
            }
            table.close(out)
        }
        Format::Text | Format::Markdown | Format::Html | Format::Docx => {
            let sheet = reply.sheet(screen);
            let mut renderer = Renderer::open(out, &sheet, format)?;
            renderer.parts(out, &sheet, screen)?;
            renderer.close(out, &sheet, &[], screen)
        }
    }
}

/// Writes a sheet as a page for browsers, with what the searches behind its rows found.
///
/// # Errors
/// A writer that fails.
pub fn write_page(
    out: &mut impl Write,
    sheet: &Sheet<'_>,
    quotations: &[SearchResults],
    screen: &Screen,
) -> io::Result<()> {
    let mut renderer = Renderer::Html(html::Html::open(sheet, out)?.quoting());
    renderer.parts(out, sheet, screen)?;
    renderer.close(out, sheet, quotations, screen)
}

/// Writes the parts of a sheet in a form for readers.
#[derive(Debug)]
enum Renderer {
    Text(text::Text),
    Markdown(markdown::Markdown),
    Html(html::Html),
    Docx(docx::Docx),
}

impl Renderer {
    /// Writes what stands before the parts; what is no document is text.
    fn open(out: &mut impl Write, sheet: &Sheet<'_>, format: Format) -> io::Result<Self> {
        Ok(match format {
            Format::Docx => Renderer::Docx(docx::Docx::open(sheet)),
            Format::Html => Renderer::Html(html::Html::open(sheet, out)?),
            Format::Markdown => Renderer::Markdown(markdown::Markdown::open(sheet, out)?),
            Format::Text | Format::Json | Format::Jsonl | Format::Rows(_) => {
                Renderer::Text(text::Text::open())
            }
        })
    }

    fn media(&self) -> Media {
        match self {
            Renderer::Text(_) => Media::TEXT,
            Renderer::Markdown(_) => Media::MARKDOWN,
            Renderer::Html(_) => Media::HTML,
            Renderer::Docx(_) => docx::Docx::media(),
        }
    }

    fn part(&mut self, out: &mut impl Write, part: &Part<'_>, screen: &Screen) -> io::Result<()> {
        match self {
            Renderer::Text(text) => text.part(out, part, screen),
            Renderer::Markdown(markdown) => markdown.part(out, part),
            Renderer::Html(html) => html.part(out, part, screen),
            Renderer::Docx(docx) => {
                docx.part(part);
                Ok(())
            }
        }
    }

    /// Writes the parts of a sheet that its form shows.
    fn parts(
        &mut self,
        out: &mut impl Write,
        sheet: &Sheet<'_>,
        screen: &Screen,
    ) -> io::Result<()> {
        let shown = self.media();
        let parts = sheet.parts.iter().filter(|(media, _)| media.holds(shown));
        for (_, part) in parts {
            self.part(out, part, screen)?;
        }
        Ok(())
    }

    /// Writes what waits for more.
    fn settle(&mut self, out: &mut impl Write, screen: &Screen) -> io::Result<()> {
        match self {
            Renderer::Text(text) => text.settle(out, screen),
            Renderer::Markdown(_) | Renderer::Html(_) | Renderer::Docx(_) => Ok(()),
        }
    }

    /// Writes what stands behind the parts.
    fn close(
        self,
        out: &mut impl Write,
        sheet: &Sheet<'_>,
        quotations: &[SearchResults],
        screen: &Screen,
    ) -> io::Result<()> {
        match self {
            Renderer::Text(_) | Renderer::Markdown(_) => Ok(()),
            Renderer::Html(html) => html.close(out, sheet, quotations, screen),
            Renderer::Docx(docx) => docx.close(out),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::write_page;
    use crate::index::SearchResults;
    use crate::output::Screen;
    use crate::output::sheet::{Chart, Column, Mark, Part, Row, Sheet, Table, cells};
    use crate::output::testutil::{hit, written};
    use crate::themes::stats::Interval;

    #[test]
    fn every_number_leads_to_quotations() {
        let mut page = Sheet::figures("Themes <of> a test", &["Counted <twice>."]);
        let section = page.section("drift & delay", "\"drift and delay\"");
        let share = Interval {
            low: 0.2,
            high: 0.6,
        };
        page.add(Part::Heading(2, "shares".to_owned()));
        let marks = vec![Mark::dot("2019", 0.4, share)];
        page.add(Part::Chart(Chart::of_shares("Shares", marks)));
        page.add(Part::Table(Table {
            caption: "Shares by year".to_owned(),
            columns: Column::figures(&["year", "reports"]),
            rows: vec![Row {
                cells: cells!["2019", 4_u64],
                section: Some(section),
                ..Row::default()
            }],
        }));
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
            "<p>Counted &lt;twice&gt;.</p>",
        ] {
            assert!(html.contains(expected), "{expected}\n{html}");
        }
        assert!(
            !html.contains("<script") && !html.contains("src="),
            "{html}"
        );
    }
}
