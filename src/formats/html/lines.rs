//! Web pages that hold nothing but lines of text: in an element for text as it is, or each with a break
//! behind it, as programs write that make them of a PDF (pdftotext and pdftohtml do).

use ego_tree::iter::Edge;
use scraper::{ElementRef, Html, Node, Selector};

/// Elements that say nothing of paragraphs.
const INLINE: [&str; 16] = [
    "body", "pre", "br", "hr", "a", "b", "i", "u", "em", "strong", "span", "font", "img", "doc",
    "small", "sup",
];
/// What parts pages.
const FORM_FEED: char = '\u{C}';

/// A text that a page holds.
pub(super) struct Lines {
    pub(super) text: String,
    /// Whether it stands in an element for text as it is.
    pub(super) is_kept: bool,
}

/// Returns the text of a page that holds nothing but lines.
pub(super) fn read(page: &Html) -> Option<Lines> {
    let body = Selector::parse("body").ok()?;
    let body: ElementRef<'_> = page.select(&body).next()?;
    let mut lines = Lines {
        text: String::new(),
        is_kept: false,
    };
    let mut kept = 0usize;
    let mut outside = 0usize;
    for edge in body.traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Text(text) if kept > 0 => lines.text.push_str(text),
                Node::Text(text) if text.trim().is_empty() && lines.is_kept => {}
                Node::Text(text) => {
                    outside = outside.saturating_add(text.trim().len());
                    lines.add(text);
                }
                // A list of chapters follows what stands on the pages.
                Node::Element(element) if element.attr("name") == Some("outline") => break,
                Node::Element(element) => match element.name() {
                    "br" => lines.text.push('\n'),
                    "hr" => lines.text.push(FORM_FEED),
                    "pre" => kept = kept.saturating_add(1),
                    name if INLINE.contains(&name) => {}
                    _ => return None,
                },
                _ => {}
            },
            Edge::Close(node) => {
                if node
                    .value()
                    .as_element()
                    .is_some_and(|it| it.name() == "pre")
                {
                    kept = kept.saturating_sub(1);
                    lines.is_kept = true;
                }
            }
        }
    }
    // What stands outside would be lost in the lines of the other.
    (!lines.is_kept || outside == 0).then_some(lines)
}

impl Lines {
    /// Adds text in which lines mean nothing.
    fn add(&mut self, text: &str) {
        for c in text.chars() {
            let is_new = self.text.is_empty() || self.text.ends_with(['\n', FORM_FEED, ' ']);
            match c {
                ' ' | '\n' | '\r' | '\t' if is_new => {}
                '\n' | '\r' | '\t' | '\u{A0}' => self.text.push(' '),
                c => self.text.push(c),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::html::tree;
    use crate::model::Budget;

    fn lines(body: &str) -> Option<String> {
        let page = format!("<html><head><title>T</title></head><body>{body}</body></html>");
        let page = tree::parse(&page, &Budget::default()).unwrap();
        read(&page).map(|lines| lines.text)
    }

    #[test]
    fn nothing_but_lines() {
        let body = "<a name=1></a>One&#160;is<br/>\n<b>Two</b>\n and<br>\n<hr/>\nThree<br/>";
        assert_eq!(lines(body).unwrap(), "One is\nTwo and\n\u{C}Three\n");
        let kept = lines("<pre>One\n  Two\n\n</pre>\n").unwrap();
        assert_eq!(kept, "One\n  Two\n\n");
        let outline = "One<br><hr><a name=outline></a><h1>Contents</h1><ul><li>One</ul>";
        assert_eq!(lines(outline).unwrap(), "One\n\u{C}");
        assert!(lines("<p>One<br>Two</p>").is_none());
        assert!(lines("Head<pre>One</pre>").is_none());
    }
}
