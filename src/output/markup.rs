//! Documents of quotations, in Markdown or HTML: title, numbers, hits, tables.
//!
//! The two differ in spelling alone, so that what lists hits need not know which it writes.

use std::io::{self, Write};

use super::{Answer, Format, Screen, html, label, markdown};
use crate::index::{Facet, Hit, ReportRecord};

/// A language in which documents are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Markup {
    Markdown,
    Html,
}

impl Markup {
    /// Returns the language of a format: HTML for HTML, else Markdown.
    pub(super) fn of(format: Format) -> Markup {
        match format {
            Format::Html => Markup::Html,
            _ => Markup::Markdown,
        }
    }

    /// Opens a document: the query is its title, the numbers its first sentence.
    pub(super) fn open(
        self,
        out: &mut impl Write,
        answer: &Answer<'_>,
        numbers: &str,
    ) -> io::Result<()> {
        let title = match answer.query.trim() {
            "" => "All paragraphs",
            query => query,
        };
        match self {
            Markup::Markdown => writeln!(out, "# {}", markdown::escape(title))?,
            Markup::Html => html::open(out, title)?,
        }
        match self {
            Markup::Markdown => writeln!(out, "\n{numbers}."),
            Markup::Html => writeln!(out, "<p>{}.</p>", html::escape(numbers)),
        }
    }

    /// Writes the heading of a group.
    pub(super) fn group(self, out: &mut impl Write, name: &str, numbers: &str) -> io::Result<()> {
        match self {
            Markup::Markdown => writeln!(out, "\n## {}\n\n{numbers}.", markdown::escape(name)),
            Markup::Html => {
                let name = html::escape(name);
                writeln!(out, "<h2>{name}</h2>\n<p>{numbers}.</p>")
            }
        }
    }

    /// Writes a hit under a heading of a level.
    pub(super) fn hit(
        self,
        out: &mut impl Write,
        hit: &Hit,
        level: u8,
        screen: &Screen,
    ) -> io::Result<()> {
        match self {
            Markup::Markdown => {
                let title = markdown::escape(&label::report(&hit.report.report));
                writeln!(out, "\n{} {title}\n", "#".repeat(level.into()))?;
                markdown::write_quotation(out, &hit.paragraph, &hit.highlights)?;
                markdown::write_source(out, &hit.report, &hit.paragraph)
            }
            Markup::Html => html::write_hit(out, hit, level, screen.file_links),
        }
    }

    /// Writes a table a facet.
    pub(super) fn facets(self, out: &mut impl Write, facets: &[Facet]) -> io::Result<()> {
        for facet in facets {
            let rows = facet.values.iter().map(|value| {
                [
                    value.value.clone(),
                    value.paragraphs.to_string(),
                    value.reports.to_string(),
                ]
            });
            let name = facet.field.name();
            self.table(out, name, [name, "paragraphs", "reports"], rows)?;
        }
        Ok(())
    }

    /// Writes a table of reports.
    pub(super) fn reports(self, out: &mut impl Write, records: &[ReportRecord]) -> io::Result<()> {
        if records.is_empty() {
            return Ok(());
        }
        let rows = records.iter().map(|record| {
            [
                label::report(&record.report),
                record.paragraphs.to_string(),
                record.report.pages.to_string(),
            ]
        });
        self.table(out, "reports", ["report", "paragraphs", "pages"], rows)
    }

    /// Writes a table of words and two numbers.
    fn table(
        self,
        out: &mut impl Write,
        caption: &str,
        headings: [&str; 3],
        rows: impl Iterator<Item = [String; 3]>,
    ) -> io::Result<()> {
        match self {
            Markup::Markdown => {
                writeln!(out, "\n| {} |\n|---|---:|---:|", headings.join(" | "))?;
                for row in rows {
                    let [name, first, second] = row.map(|cell| markdown::escape(&cell));
                    writeln!(out, "| {name} | {first} | {second} |")?;
                }
                Ok(())
            }
            Markup::Html => {
                let [name, first, second] = headings;
                writeln!(
                    out,
                    "<div class=\"wide\"><table>\n<caption>{caption}</caption>\n\
                     <thead><tr><th scope=\"col\">{name}</th><th scope=\"col\" class=\"number\">\
                     {first}</th><th scope=\"col\" class=\"number\">{second}</th></tr></thead>\n\
                     <tbody>"
                )?;
                for row in rows {
                    let [name, first, second] = row.map(|cell| html::escape(&cell));
                    writeln!(
                        out,
                        "<tr><th scope=\"row\">{name}</th><td class=\"number\">{first}</td>\
                         <td class=\"number\">{second}</td></tr>"
                    )?;
                }
                out.write_all(b"</tbody>\n</table></div>\n")
            }
        }
    }

    /// Closes the document.
    pub(super) fn close(self, out: &mut impl Write) -> io::Result<()> {
        match self {
            Markup::Markdown => Ok(()),
            Markup::Html => html::close(out),
        }
    }
}
