//! HTML: one page that needs nothing beside itself, readable by eye and by ear.

use std::io::{self, Write};
use std::ops::Range;

use super::link::{open_url, published_url};
use super::{citation, label, wrap};
use crate::index::Hit;
use crate::model::Paragraph;

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

/// Escapes what HTML would read as markup, in text and in attributes.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c if c.is_control() && c != '\n' => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Opens the page.
pub(super) fn open(out: &mut impl Write, title: &str) -> io::Result<()> {
    open_styled(out, title, "")
}

/// Opens a page with styles of its own besides.
pub(super) fn open_styled(out: &mut impl Write, title: &str, style: &str) -> io::Result<()> {
    let title = escape(title);
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}{style}\n</style>\n</head>\n<body>\n<main>\n\
         <h1>{title}</h1>\n"
    )
}

/// Closes the page.
pub(super) fn close(out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"</main>\n</body>\n</html>\n")
}

/// Writes a hit as an article: heading, place, quotation, source.
///
/// With `file_links` its name leads to the file that was read, on this machine.
pub(super) fn write_hit(
    out: &mut impl Write,
    hit: &Hit,
    level: u8,
    file_links: bool,
) -> io::Result<()> {
    let (record, paragraph) = (&hit.report, &hit.paragraph);
    let id = escape(&label::paragraph_id(record, paragraph));
    let title = label::report(&record.report);
    writeln!(out, "<article>\n<h{level}>{}</h{level}>", escape(&title))?;
    let mut place = label::place(paragraph);
    if let Some(area) = &paragraph.area {
        place = format!("{}; {place}", label::judgement(area, paragraph.grade));
    }
    if let Some(heading) = &paragraph.heading {
        place = format!("{place}; {heading}");
    }
    writeln!(out, "<p class=\"place\">{}</p>", escape(&place))?;
    write_quotation(out, paragraph, &hit.highlights)?;
    write!(
        out,
        "<footer>{}",
        escape(&citation::source(&record.report, Some(paragraph)))
    )?;
    if let Some(url) = published_url(record, Some(paragraph.page)) {
        write!(out, " <a href=\"{}\">Published report</a>.", escape(&url))?;
    }
    let url = file_links.then(|| open_url(record, Some(paragraph.page)));
    match url.flatten() {
        Some(url) => write!(out, " <a href=\"{}\"><code>{id}</code></a>", escape(&url))?,
        None => write!(out, " <code>{id}</code>")?,
    }
    out.write_all(b"</footer>\n")?;
    if let Some(edition) = label::edition(record) {
        writeln!(out, "<p class=\"place\">{}</p>", escape(&edition))?;
    }
    if !hit.also_in.is_empty() {
        let copies: Vec<_> = hit
            .also_in
            .iter()
            .map(|id| escape(&id.to_string()))
            .collect();
        writeln!(
            out,
            "<p class=\"place\">word for word in {}</p>",
            copies.join(", ")
        )?;
    }
    out.write_all(b"</article>\n")
}

fn write_quotation(
    out: &mut impl Write,
    paragraph: &Paragraph,
    highlights: &[Range<usize>],
) -> io::Result<()> {
    let text = &paragraph.text;
    out.write_all(b"<blockquote><p>")?;
    for (piece, marked) in wrap::pieces(text, 0..text.len(), highlights) {
        match marked {
            true => write!(out, "<mark>{}</mark>", escape(piece))?,
            false => out.write_all(escape(piece).as_bytes())?,
        }
    }
    if let Some(references) = label::references(paragraph) {
        write!(out, " {}", escape(&references))?;
    }
    out.write_all(b"</p></blockquote>\n")
}

#[cfg(test)]
mod tests {
    use super::{escape, write_hit};
    use crate::output::testutil::{hit, written};

    #[test]
    fn markup_stays_text() {
        assert_eq!(
            escape("<b a='\"'>&\x1b"),
            "&lt;b a=&#39;&quot;&#39;&gt;&amp; "
        );
    }

    #[test]
    fn a_hit_is_an_article() {
        let mut hit = hit();
        std::sync::Arc::make_mut(&mut hit.report).report.url =
            Some("https://files.example/1?a&b".to_owned());
        let html = written(|out| write_hit(out, &hit, 2, true));
        for expected in [
            "<h2>Harrowmere, 21 to 25 October 2024, ILACS inspection</h2>",
            "have <mark>life-story work</mark>.</p>",
            "<a href=\"https://files.example/1?a&amp;b#page=5\">Published report</a>",
            "<a href=\"file:///srv/corpus/harrowmere.pdf#page=5\">\
             <code>harrowmere/2024-10-25/ilacs#28</code></a>",
        ] {
            assert!(html.contains(expected), "{expected}\n{html}");
        }
        let html = written(|out| write_hit(out, &hit, 2, false));
        assert!(html.contains(" <code>harrowmere/2024-10-25/ilacs#28</code></footer>"));
        assert!(!html.contains("file:"), "{html}");
    }
}
