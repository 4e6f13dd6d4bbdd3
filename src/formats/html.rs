//! HTML, through scraper (html5ever's tree).

use scraper::{ElementRef, Html, Node, Selector};

use crate::layout::Block;

use super::builder::BlockBuilder;

/// Elements whose text is not the page's.
const SKIPPED: [&str; 9] = [
    "script", "style", "noscript", "template", "nav", "header", "footer", "svg", "form",
];

/// Reads a page into blocks: its main part where it marks one, else its body.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let page = Html::parse_document(text);
    let root = ["main", "article", "body"].iter().find_map(|name| {
        let selector = Selector::parse(name).ok()?;
        page.select(&selector).next()
    });
    let mut reading = Reading {
        builder: BlockBuilder::new(),
    };
    reading.element(root.unwrap_or_else(|| page.root_element()));
    reading.builder.into_blocks()
}

struct Reading {
    builder: BlockBuilder,
}

impl Reading {
    fn element(&mut self, element: ElementRef<'_>) {
        let name = element.value().name();
        if SKIPPED.contains(&name) {
            return;
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.builder.start_heading(name.as_bytes()[1] - b'0');
                self.children(element);
                self.builder.end_heading();
            }
            "ul" | "ol" => {
                let start = element.value().attr("start");
                let start = start.and_then(|start| start.parse().ok()).unwrap_or(1);
                self.builder.start_list((name == "ol").then_some(start));
                self.children(element);
                self.builder.end_list();
            }
            "li" => {
                self.builder.start_item();
                self.children(element);
                self.builder.end_item();
            }
            "table" => {
                self.builder.start_table();
                self.children(element);
                self.builder.end_table();
            }
            "tr" => {
                self.children(element);
                self.builder.end_row();
            }
            "td" | "th" => {
                self.builder.finish();
                self.children(element);
                self.builder.end_cell(1);
            }
            "p" | "div" | "section" | "article" | "main" | "body" | "blockquote" | "figure"
            | "figcaption" | "dl" | "dt" | "dd" | "pre" | "address" | "aside" | "time" => {
                self.builder.finish();
                self.children(element);
                self.builder.finish();
            }
            "br" => self.builder.space(),
            _ => self.children(element),
        }
    }

    fn children(&mut self, element: ElementRef<'_>) {
        for child in element.children() {
            match child.value() {
                Node::Text(text) => self.builder.text(text, false),
                Node::Element(_) => {
                    if let Some(element) = ElementRef::wrap(child) {
                        self.element(element);
                    }
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Role;

    #[test]
    fn reads_the_main_part() {
        let blocks = blocks(
            "<html><nav>Menu</nav><main><h1>News</h1><p>One <b>bold</b> word.</p><ul><li>item</li></ul>\
             <ol start=3><li>third</ol></main><footer>Foot</footer></html>",
        );
        let texts: Vec<_> = blocks
            .iter()
            .map(|block| (block.role, block.text.as_str()))
            .collect();
        assert_eq!(
            texts,
            [
                (Role::Heading(1), "News"),
                (Role::Paragraph, "One bold word."),
                (Role::ListItem, "• item"),
                (Role::ListItem, "3. third"),
            ]
        );
    }
}
