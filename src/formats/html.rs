//! HTML, through scraper (html5ever's tree).

use scraper::{ElementRef, Html, Node, Selector};

use crate::layout::{Block, Cell, Role};

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
    let mut reading = Reading::default();
    reading.element(root.unwrap_or_else(|| page.root_element()));
    reading.finish();
    reading.blocks
}

#[derive(Default)]
struct Reading {
    blocks: Vec<Block>,
    text: String,
    heading: Option<u8>,
    lists: Vec<Option<u32>>,
    label: Option<String>,
    cell: Option<Cell>,
    tables: u32,
}

impl Reading {
    fn element(&mut self, element: ElementRef<'_>) {
        let name = element.value().name();
        if SKIPPED.contains(&name) {
            return;
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.finish();
                self.heading = Some(name.as_bytes()[1] - b'0');
                self.children(element);
                self.finish();
                self.heading = None;
            }
            "ul" | "ol" => {
                self.finish();
                let start = element
                    .value()
                    .attr("start")
                    .and_then(|start| start.parse().ok());
                self.lists.push((name == "ol").then(|| start.unwrap_or(1)));
                self.children(element);
                self.finish();
                self.lists.pop();
            }
            "li" => {
                self.finish();
                let depth = self.lists.len();
                self.label = Some(match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ if depth > 1 => "– ".to_owned(),
                    _ => "• ".to_owned(),
                });
                self.children(element);
                self.finish();
                self.label = None;
            }
            "table" => {
                self.finish();
                self.cell = Some(Cell {
                    table: self.tables,
                    row: 0,
                    column: 0,
                });
                self.tables += 1;
                self.children(element);
                self.cell = None;
            }
            "tr" => {
                self.children(element);
                if let Some(cell) = &mut self.cell {
                    cell.row += 1;
                    cell.column = 0;
                }
            }
            "td" | "th" => {
                self.finish();
                self.children(element);
                self.finish();
                if let Some(cell) = &mut self.cell {
                    cell.column += 1;
                }
            }
            "p" | "div" | "section" | "article" | "main" | "body" | "blockquote" | "figure"
            | "figcaption" | "dl" | "dt" | "dd" | "pre" | "address" | "aside" | "time" => {
                self.finish();
                self.children(element);
                self.finish();
            }
            "br" => self.text.push(' '),
            _ => self.children(element),
        }
    }

    fn children(&mut self, element: ElementRef<'_>) {
        for child in element.children() {
            match child.value() {
                Node::Text(text) => self.text.push_str(text),
                Node::Element(_) => {
                    if let Some(element) = ElementRef::wrap(child) {
                        self.element(element);
                    }
                }
                _ => {}
            }
        }
    }

    fn finish(&mut self) {
        let text = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.text.clear();
        if text.is_empty() {
            return;
        }
        let (role, text) = match (self.heading, self.label.take()) {
            (Some(level), _) => (Role::Heading(level), text),
            (None, Some(label)) => (Role::ListItem, label + &text),
            (None, None) => (Role::Paragraph, text),
        };
        let mut block = Block::plain(role, text);
        block.cell = self.cell;
        self.blocks.push(block);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
