//! Writing a document as a web page or as markdown.

use super::source::{Cell, Document, Piece};

/// Writes a web page, with the site's own words around the document.
pub fn html(document: &Document) -> String {
    let title = escape(document.get("title").unwrap_or_default());
    let site = escape(document.get("site").unwrap_or("An invented inspectorate"));
    let invented = escape(document.get("invented").unwrap_or_default());
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <title>{title}</title>\n</head>\n<body id=\"top\">\n\
         <nav><a href=\"/\">{site}</a> <a href=\"/reports\">Reports</a></nav>\n<main>\n\
         <p><em>{invented}</em></p>\n"
    );
    let back = match document.get("back-to-top") {
        Some(_) => " <a href=\"#top\">(Back to top)</a>",
        None => "",
    };
    let mut open = "";
    for piece in &document.pieces {
        let inside = match piece {
            Piece::Row(_) => "table",
            Piece::Bullet(_) | Piece::SubBullet(_) => "ul",
            _ => "",
        };
        if inside != open {
            if !open.is_empty() {
                page.push_str(&format!("</{open}>\n"));
            }
            if !inside.is_empty() {
                page.push_str(&format!("<{inside}>\n"));
            }
            open = inside;
        }
        page.push_str(&match piece {
            Piece::Heading(1, text) => format!("<h1>{}</h1>\n", escape(text)),
            Piece::Heading(level, text) => {
                format!("<h{level}>{}{back}</h{level}>\n", escape(text))
            }
            Piece::Area(cells) => format!("<h2>{}</h2>\n", escape(&lines(cells, ": "))),
            Piece::Paragraph(text) | Piece::Line(text) => format!("<p>{}</p>\n", marks(text)),
            Piece::Bullet(text) | Piece::SubBullet(text) => {
                format!("<li>{}</li>\n", marks(text))
            }
            Piece::Row(cells) => row(cells),
            _ => String::new(),
        });
    }
    if !open.is_empty() {
        page.push_str(&format!("</{open}>\n"));
    }
    page.push_str(&format!(
        "</main>\n<footer>{site}. Nothing on this page is real.</footer>\n</body>\n</html>\n"
    ));
    page
}

fn row(cells: &[Cell]) -> String {
    let cells = cells.iter().map(|cell| {
        let tag = if cell.bold { "th" } else { "td" };
        let lines: Vec<String> = cell.lines.iter().map(|line| escape(line)).collect();
        format!("<{tag}>{}</{tag}>", lines.join("<br>"))
    });
    format!("<tr>{}</tr>\n", cells.collect::<String>())
}

/// Escapes a text, and links each mark of a footnote, `[1]`, to its note.
fn marks(text: &str) -> String {
    let text = escape(text);
    let mut linked = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once('[') {
        linked.push_str(before);
        let number: String = after.chars().take_while(char::is_ascii_digit).collect();
        match after[number.len()..].strip_prefix(']') {
            Some(end) if !number.is_empty() => {
                linked.push_str(&format!("<a href=\"#_ftn{number}\">[{number}]</a>"));
                rest = end;
            }
            _ => {
                linked.push('[');
                rest = after;
            }
        }
    }
    linked + rest
}

/// Writes markdown.
pub fn markdown(document: &Document) -> String {
    let mut parts: Vec<String> = document
        .get("invented")
        .map(|words| format!("*{words}*"))
        .into_iter()
        .collect();
    for piece in &document.pieces {
        parts.push(match piece {
            Piece::Heading(level, text) => {
                format!("{} {text}", "#".repeat(usize::from(*level)))
            }
            Piece::Area(cells) => format!("## {}", lines(cells, ": ")),
            Piece::Paragraph(text) | Piece::Line(text) => text.clone(),
            Piece::Bullet(text) => format!("* {text}"),
            Piece::SubBullet(text) => format!("    * {text}"),
            Piece::Row(cells) => lines(cells, ": "),
            _ => continue,
        });
    }
    parts.join("\n\n") + "\n"
}

fn lines(cells: &[Cell], between: &str) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| cell.lines.join(" ")).collect();
    cells.join(between)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
