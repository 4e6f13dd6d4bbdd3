//! Documents for word processors (Office Open XML, ECMA-376, part 1): what Markdown shows, with headings,
//! tables, quotations with their matches in bold, and sources that lead to the published report.
//!
//! A control has no place in XML and is left out; lines of a text are parted by line breaks.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::ops::Range;

use super::wrap;
use crate::formats::write_package;
use crate::index::{Hit, ReportRecord};
use crate::model::Paragraph;
use crate::output::sheet::{Media, Part, Sheet, Table};
use crate::output::words::link::on_the_web;
use crate::output::words::{citation, label};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const CONTENT_TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
</Types>";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Styles of paragraphs: identifier, name, what paragraphs look like, what characters look like.
const STYLES: [(&str, &str, &str, &str); 8] = [
    (
        "Normal",
        "Normal",
        "<w:spacing w:after=\"120\"/>",
        "<w:sz w:val=\"22\"/>",
    ),
    (
        "Title",
        "Title",
        "<w:spacing w:after=\"200\"/>",
        "<w:b/><w:sz w:val=\"36\"/>",
    ),
    (
        "Heading1",
        "heading 1",
        "<w:keepNext/><w:spacing w:before=\"280\" w:after=\"120\"/><w:outlineLvl w:val=\"0\"/>",
        "<w:b/><w:sz w:val=\"30\"/>",
    ),
    (
        "Heading2",
        "heading 2",
        "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"100\"/><w:outlineLvl w:val=\"1\"/>",
        "<w:b/><w:sz w:val=\"26\"/>",
    ),
    (
        "Heading3",
        "heading 3",
        "<w:keepNext/><w:spacing w:before=\"200\" w:after=\"80\"/><w:outlineLvl w:val=\"2\"/>",
        "<w:b/><w:sz w:val=\"23\"/>",
    ),
    (
        "Quote",
        "Quote",
        "<w:spacing w:after=\"60\"/><w:ind w:left=\"425\"/>",
        "",
    ),
    (
        "Source",
        "Source",
        "<w:spacing w:after=\"200\"/><w:ind w:left=\"425\"/>",
        "<w:color w:val=\"505050\"/><w:sz w:val=\"20\"/>",
    ),
    (
        "ListParagraph",
        "List Paragraph",
        "<w:spacing w:after=\"40\"/><w:ind w:left=\"425\" w:hanging=\"220\"/>",
        "",
    ),
];

/// A document as it grows.
#[derive(Debug, Default)]
pub(super) struct Docx {
    body: String,
    /// The addresses that it leads to, in the order of their relationships.
    addresses: Vec<String>,
}

impl Docx {
    /// Begins the document of a sheet.
    pub(super) fn open(sheet: &Sheet<'_>) -> Self {
        let mut document = Docx::default();
        if !sheet.title.is_empty() {
            document.paragraph("Title", &run(&sheet.title, false));
        }
        document
    }

    /// Tells which parts of a sheet it shows.
    pub(super) const fn media() -> Media {
        Media::MARKDOWN
    }

    /// Adds a part.
    pub(super) fn part(&mut self, part: &Part<'_>) {
        match part {
            Part::Lead(lines) | Part::Notes(lines) => {
                for line in lines {
                    self.paragraph("Normal", &run(line, false));
                }
            }
            Part::Warning(line) => {
                self.paragraph("Normal", &run(&format!("Warning: {line}"), true))
            }
            Part::Heading(level, title) => self.heading(*level, title),
            Part::Group(name, numbers) => {
                self.heading(2, name);
                self.paragraph("Normal", &run(numbers, false));
            }
            Part::Table(table) => self.table(table),
            Part::Paragraph(text) => self.paragraph("Normal", &run(text, false)),
            Part::List(title, lines) => {
                if !title.is_empty() {
                    self.paragraph("Normal", &run(title, false));
                }
                for line in lines {
                    self.paragraph("ListParagraph", &run(&format!("– {line}"), false));
                }
            }
            Part::Entry(place, words, page) => {
                let text = run(place, true) + &run(&format!(" {words} (page {page})"), false);
                self.paragraph("ListParagraph", &text);
            }
            Part::Hit(hit, level) => self.hit(hit, *level),
            Part::InContext(hit) => self.hit(hit, 2),
            Part::Quotation(record, paragraphs, of) => {
                for paragraph in paragraphs {
                    self.quotation(paragraph, &[]);
                }
                self.source(record, of);
            }
            Part::Gap | Part::Chart(_) | Part::Lines(_) | Part::Prose(_) | Part::Match(..) => {}
        }
    }

    /// Writes the document.
    pub(super) fn close(self, out: &mut impl Write) -> io::Result<()> {
        let document = format!(
            "{HEAD}<w:document xmlns:w=\"{WORDS}\" xmlns:r=\"{OFFICE}\"><w:body>{}<w:sectPr>\
             <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" \
             w:bottom=\"1134\" w:left=\"1134\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/>\
             </w:sectPr></w:body></w:document>",
            self.body
        );
        let mut links = format!("{HEAD}<Relationships xmlns=\"{RELATIONSHIPS}\">");
        let _ = write!(
            links,
            "<Relationship Id=\"styles\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/>"
        );
        for (at, address) in self.addresses.iter().enumerate() {
            let _ = write!(
                links,
                "<Relationship Id=\"link{at}\" Type=\"{OFFICE}/hyperlink\" Target=\"{}\" \
                 TargetMode=\"External\"/>",
                escaped(address)
            );
        }
        links.push_str("</Relationships>");
        let root = format!(
            "{HEAD}<Relationships xmlns=\"{RELATIONSHIPS}\"><Relationship Id=\"document\" \
             Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
        );
        let types = format!("{HEAD}{CONTENT_TYPES}");
        let package = write_package(&[
            ("[Content_Types].xml", types.as_bytes()),
            ("_rels/.rels", root.as_bytes()),
            ("word/document.xml", document.as_bytes()),
            ("word/_rels/document.xml.rels", links.as_bytes()),
            ("word/styles.xml", styles().as_bytes()),
        ]);
        out.write_all(&package?)
    }

    fn paragraph(&mut self, style: &str, runs: &str) {
        // Writing to a string cannot fail.
        let _ = write!(
            self.body,
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>"
        );
    }

    fn heading(&mut self, level: u8, title: &str) {
        let style = match level {
            0 | 1 => "Heading1",
            2 => "Heading2",
            _ => "Heading3",
        };
        self.paragraph(style, &run(title, false));
    }

    fn hit(&mut self, hit: &Hit, level: u8) {
        self.heading(level, &label::report(&hit.report.report));
        self.quotation(&hit.paragraph, &hit.highlights);
        self.source(&hit.report, &hit.paragraph);
    }

    /// Quotes a paragraph, its matches in bold.
    fn quotation(&mut self, paragraph: &Paragraph, highlights: &[Range<usize>]) {
        let text = &paragraph.text;
        let mut runs = String::new();
        if let Some(number) = paragraph.number {
            runs += &run(&format!("{number}. "), false);
        }
        for (piece, marked) in wrap::pieces(text, 0..text.len(), highlights) {
            runs += &run(piece, marked);
        }
        if let Some(references) = label::references(paragraph) {
            runs += &run(&format!(" {references}"), false);
        }
        self.paragraph("Quote", &runs);
    }

    /// Names the source of a quotation, with a link to where it is published.
    fn source(&mut self, record: &ReportRecord, paragraph: &Paragraph) {
        let mut source = format!("— {}", citation::source(&record.report, Some(paragraph)));
        if let Some(edition) = label::edition(record) {
            let _ = write!(source, " ({edition})");
        }
        let mut runs = run(&source, false);
        if let Some(there) = on_the_web(record, Some(paragraph.page)) {
            let _ = write!(
                runs,
                "{}<w:hyperlink r:id=\"link{}\"><w:r><w:rPr><w:u w:val=\"single\"/></w:rPr>\
                 <w:t>{}</w:t></w:r></w:hyperlink>",
                run(" ", false),
                self.addresses.len(),
                there.said
            );
            self.addresses.push(there.url);
        }
        self.paragraph("Source", &runs);
    }

    /// Draws a table; its head is repeated on every page.
    fn table(&mut self, table: &Table<'_>) {
        let columns = table.columns.iter();
        let shown: Vec<bool> = columns
            .map(|column| column.media.holds(Docx::media()))
            .collect();
        if !table.caption.is_empty() {
            self.paragraph("Normal", &run(&table.caption, true));
        }
        self.body.push_str(
            "<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders>\
             <w:top w:val=\"single\" w:sz=\"4\"/><w:bottom w:val=\"single\" w:sz=\"4\"/>\
             <w:insideH w:val=\"single\" w:sz=\"2\"/></w:tblBorders></w:tblPr><w:tblGrid>",
        );
        for _ in shown.iter().filter(|shown| **shown) {
            self.body.push_str("<w:gridCol/>");
        }
        self.body.push_str("</w:tblGrid>");
        let heads = table
            .columns
            .iter()
            .map(|column| column.heading.to_string());
        self.row(heads, &shown, true);
        for row in &table.rows {
            self.row(
                row.cells.iter().map(|cell| cell.text().to_string()),
                &shown,
                false,
            );
        }
        self.body.push_str("</w:tbl>");
        // A table needs a paragraph behind it.
        self.paragraph("Normal", "");
    }

    fn row(&mut self, cells: impl Iterator<Item = String>, shown: &[bool], is_head: bool) {
        self.body.push_str("<w:tr>");
        if is_head {
            self.body.push_str("<w:trPr><w:tblHeader/></w:trPr>");
        }
        for (cell, _) in cells.zip(shown).filter(|(_, shown)| **shown) {
            self.body.push_str("<w:tc><w:tcPr/>");
            self.paragraph("Normal", &run(&cell, is_head));
            self.body.push_str("</w:tc>");
        }
        self.body.push_str("</w:tr>");
    }
}

/// Writes a run of text; a line feed is a line break.
fn run(text: &str, bold: bool) -> String {
    let mut run = String::from("<w:r>");
    if bold {
        run.push_str("<w:rPr><w:b/></w:rPr>");
    }
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            run.push_str("<w:br/>");
        }
        let _ = write!(run, "<w:t xml:space=\"preserve\">{}</w:t>", escaped(line));
    }
    run.push_str("</w:r>");
    run
}

/// Writes a text so that XML holds it.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' => escaped.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

fn styles() -> String {
    let mut styles = format!("{HEAD}<w:styles xmlns:w=\"{WORDS}\">");
    for (id, name, paragraph, characters) in STYLES {
        let (kind, based) = match id {
            "Normal" => (" w:default=\"1\"", ""),
            _ => ("", "<w:basedOn w:val=\"Normal\"/>"),
        };
        let _ = write!(
            styles,
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"{kind}><w:name w:val=\"{name}\"/>{based}\
             <w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{characters}</w:rPr></w:style>"
        );
    }
    styles.push_str("</w:styles>");
    styles
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::sheet::{Column, cells};

    #[test]
    fn a_text_is_no_markup_and_has_no_controls() {
        assert_eq!(
            run("a <b>\n\u{1}c & d", true),
            "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">a &lt;b&gt;</w:t><w:br/>\
             <w:t xml:space=\"preserve\">c &amp; d</w:t></w:r>"
        );
    }

    #[test]
    fn our_own_reader_reads_it_back() {
        let mut document = Docx::open(&Sheet::new("Title & all"));
        document.part(&Part::Heading(2, "A heading".to_owned()));
        document.part(&Part::Paragraph("One & two.".to_owned()));
        let columns = Column::figures(&["name", "number"]);
        document.part(&Part::Table(Table::plain(columns, [cells!["a", 4_u64]])));
        let mut bytes = Vec::new();
        document.close(&mut bytes).unwrap();
        let budget = crate::model::Budget::default();
        let read = crate::formats::read(&bytes, crate::formats::FileFormat::Docx, &budget).unwrap();
        let blocks: Vec<_> = read.value.iter().map(|block| &block.text).collect();
        for expected in ["Title & all", "A heading", "One & two.", "name", "4"] {
            assert!(
                blocks.iter().any(|block| block.contains(expected)),
                "{expected}: {blocks:?}"
            );
        }
    }
}
