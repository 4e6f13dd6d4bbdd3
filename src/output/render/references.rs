//! References for reference managers: RIS, and BibTeX for LaTeX, biber and pandoc.
//!
//! A paragraph is cited as a part of its report: pages, number and area, its words as the abstract. Keys
//! hold letters, digits, `:`, `/` and `-` alone, since biber and pandoc refuse a file for a `#` in one.
//! Each field of RIS is one line, since readers take a line that looks like a field for one. RIS as the
//! format specification of Research Information Systems has it; entries as in BibTeX 0.99d.

use std::io::{self, Write};

use serde_json::{Map, Value};

use super::columns::Column;

/// How references are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Ris,
    Bibtex,
}

/// References, one after the other.
#[derive(Debug)]
pub(in crate::output) struct Bibliography {
    style: Style,
}

/// A report or a paragraph of it as it is cited.
struct Reference<'a>(&'a Map<String, Value>);

impl Bibliography {
    /// Begins references to rows with these columns.
    pub(super) fn new(style: Style, columns: &[Column]) -> io::Result<Self> {
        let is_citable = ["report_id", "title"]
            .iter()
            .all(|name| columns.iter().any(|column| column.name == *name));
        match is_citable {
            true => Ok(Bibliography { style }),
            false => Err(io::Error::other(
                "these rows are neither paragraphs nor reports, and cannot be cited",
            )),
        }
    }

    /// Writes a reference.
    pub(super) fn row(
        &mut self,
        out: &mut impl Write,
        fields: &Map<String, Value>,
    ) -> io::Result<()> {
        let reference = Reference(fields);
        match self.style {
            Style::Ris => reference.ris(out),
            Style::Bibtex => reference.bibtex(out),
        }
    }
}

impl<'a> Reference<'a> {
    fn text(&self, name: &str) -> Option<&'a str> {
        let text = self.0.get(name)?.as_str()?;
        (!text.is_empty()).then_some(text)
    }

    fn number(&self, name: &str) -> Option<u64> {
        self.0.get(name)?.as_u64()
    }

    fn key(&self) -> String {
        let id = self.text("id").or(self.text("report_id")).unwrap_or("");
        let key = id.chars().map(|c| match c {
            '#' => ':',
            '/' | ':' | '-' => c,
            c if c.is_ascii_alphanumeric() => c,
            _ => '-',
        });
        key.collect()
    }

    /// Returns the day of publication, or that of the inspection.
    fn day(&self) -> Option<&'a str> {
        self.text("published").or(self.text("inspection_end"))
    }

    fn pages(&self) -> Option<(u64, u64)> {
        let first = self.number("page")?;
        Some((first, self.number("last_page").unwrap_or(first)))
    }

    /// Says where in the report it stands, under which judgement, and of which inspection.
    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if let Some(number) = self.number("number") {
            notes.push(format!("Paragraph {number}"));
        }
        let area = self.text("area").map(|area| match self.text("grade") {
            Some(grade) => format!("{area}: {grade}"),
            None => area.to_owned(),
        });
        notes.extend(area);
        if let (Some(start), Some(end)) =
            (self.text("inspection_start"), self.text("inspection_end"))
        {
            notes.push(format!("inspected {start} to {end}"));
        }
        notes
    }

    fn ris(&self, out: &mut impl Write) -> io::Result<()> {
        let mut field = |tag: &str, value: Option<&str>| match value {
            Some(value) => writeln!(out, "{tag}  - {}", line(value)),
            None => Ok(()),
        };
        field("TY", Some("RPRT"))?;
        field("ID", Some(&self.key()))?;
        field("AU", self.text("inspectorate"))?;
        field("TI", self.text("title"))?;
        field("PB", self.text("inspectorate"))?;
        field("PY", self.day().and_then(|day| day.get(..4)))?;
        let day = self.day().map(|day| format!("{}/", day.replace('-', "/")));
        field("DA", day.as_deref())?;
        if let Some((first, last)) = self.pages() {
            field("SP", Some(&first.to_string()))?;
            // Readers make a range of two pages that are one (pandoc 3.6): "5-5".
            field("EP", (last != first).then(|| last.to_string()).as_deref())?;
        }
        field("AB", self.text("text"))?;
        let notes = self.notes().join("; ");
        field("N1", (!notes.is_empty()).then_some(notes.as_str()))?;
        field("CY", self.text("authority_name"))?;
        field("UR", self.text("url").or(self.text("body_url")))?;
        writeln!(out, "ER  - \n")
    }

    fn bibtex(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "@techreport{{{},", self.key())?;
        let mut field = |name: &str, value: Option<String>| match value {
            Some(value) => writeln!(out, "  {name} = {{{value}}},"),
            None => Ok(()),
        };
        let inspectorate = || self.text("inspectorate").map(escaped);
        // In braces of its own it is not parted into names.
        field("author", inspectorate().map(|name| format!("{{{name}}}")))?;
        field(
            "title",
            self.text("title")
                .map(|title| format!("{{{}}}", escaped(title))),
        )?;
        field("institution", Some(inspectorate().unwrap_or_default()))?;
        field("year", self.day().and_then(|day| day.get(..4)).map(escaped))?;
        field(
            "month",
            self.day().and_then(|day| day.get(5..7)).map(escaped),
        )?;
        let pages = self.pages().map(|(first, last)| match first == last {
            true => first.to_string(),
            false => format!("{first}--{last}"),
        });
        field("pages", pages)?;
        let notes = self.notes();
        field(
            "note",
            (!notes.is_empty()).then(|| escaped(&notes.join("; "))),
        )?;
        field(
            "url",
            self.text("url").or(self.text("body_url")).map(address),
        )?;
        field("abstract", self.text("text").map(escaped))?;
        writeln!(out, "}}\n")
    }
}

/// Brings a text on one line, without the code points that are no characters and never will be: one of
/// them makes biber refuse a whole file.
fn line(text: &str) -> String {
    let is_none =
        |c: char| matches!(u32::from(c), 0xFDD0..=0xFDEF) || u32::from(c) & 0xFFFE == 0xFFFE;
    let text = text.replace(is_none, "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Writes a text so that LaTeX prints it as it is.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in line(text).chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => {
                escaped.push('\\');
                escaped.push(c);
            }
            // Braces count even behind a backslash.
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Writes an address, in which braces and spaces have no place.
fn address(url: &str) -> String {
    let kept = url.chars().map(|c| match c {
        '{' => "%7B".to_owned(),
        '}' => "%7D".to_owned(),
        '\\' => "%5C".to_owned(),
        ' ' => "%20".to_owned(),
        c => c.to_string(),
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(style: Style) -> String {
        written_to(style, 6)
    }

    /// Cites a paragraph that begins on page 5.
    fn written_to(style: Style, last_page: u32) -> String {
        let row = serde_json::json!({
            "id": "harrowmere/2024-10-25/ilacs#28",
            "report_id": "harrowmere/2024-10-25/ilacs",
            "title": "Inspection of Harrowmere & {Vale}",
            "inspectorate": "Inspectors",
            "published": "2024-12-02",
            "page": 5,
            "last_page": last_page,
            "number": 28,
            "area": "leaders",
            "grade": "good",
            "text": "Life-story work\nER  - is 100% done.",
            "url": "https://files.example/50#page=5",
        });
        let mut out = Vec::new();
        let mut list = Bibliography { style };
        list.row(&mut out, row.as_object().unwrap()).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// biber refuses a file for one of them.
    #[test]
    fn what_is_no_character_is_left_out() {
        assert_eq!(
            escaped("child\u{FFFE}centred\u{FDD0} 10%"),
            r"childcentred 10\%"
        );
    }

    #[test]
    fn a_field_of_ris_is_one_line() {
        assert_eq!(
            written(Style::Ris),
            "TY  - RPRT\n\
             ID  - harrowmere/2024-10-25/ilacs:28\n\
             AU  - Inspectors\n\
             TI  - Inspection of Harrowmere & {Vale}\n\
             PB  - Inspectors\n\
             PY  - 2024\n\
             DA  - 2024/12/02/\n\
             SP  - 5\n\
             EP  - 6\n\
             AB  - Life-story work ER - is 100% done.\n\
             N1  - Paragraph 28; leaders: good\n\
             UR  - https://files.example/50#page=5\n\
             ER  - \n\n"
        );
    }

    #[test]
    fn one_page_is_no_range() {
        let of_one_page = written(Style::Ris).replace("EP  - 6\n", "");
        assert_eq!(written_to(Style::Ris, 5), of_one_page);
    }

    #[test]
    fn what_latex_takes_for_its_own_is_escaped() {
        assert_eq!(
            written(Style::Bibtex),
            "@techreport{harrowmere/2024-10-25/ilacs:28,\n\
             \x20 author = {{Inspectors}},\n\
             \x20 title = {{Inspection of Harrowmere \\& \\textbraceleft{}Vale\\textbraceright{}}},\n\
             \x20 institution = {Inspectors},\n\
             \x20 year = {2024},\n\
             \x20 month = {12},\n\
             \x20 pages = {5--6},\n\
             \x20 note = {Paragraph 28; leaders: good},\n\
             \x20 url = {https://files.example/50#page=5},\n\
             \x20 abstract = {Life-story work ER - is 100\\% done.},\n\
             }\n\n"
        );
    }

    #[test]
    fn rows_of_figures_are_not_cited() {
        let error = Bibliography::new(Style::Ris, &[]).unwrap_err();
        assert!(error.to_string().contains("cannot be cited"), "{error}");
    }
}
