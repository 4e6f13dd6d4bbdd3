//! HTML, through scraper (html5ever's tree).

use scraper::{ElementRef, Node, Selector};

use ego_tree::iter::Edge;

use crate::layout::Block;
use crate::model::{Budget, Warning, WarningKind};

use super::FormatError;
use super::builder::BlockBuilder;
use super::html_tree;

/// Elements whose text is not the page's.
const SKIPPED: [&str; 9] = [
    "script", "style", "noscript", "template", "nav", "header", "footer", "svg", "form",
];

/// Reads a page into blocks: its main part where it marks one, else its body.
pub(super) fn blocks(text: &str, budget: &Budget) -> Result<Vec<Block>, FormatError> {
    let page = html_tree::parse(text, budget).map_err(FormatError::Over)?;
    let root = ["main", "article", "body"].iter().find_map(|name| {
        let selector = Selector::parse(name).ok()?;
        page.select(&selector).next()
    });
    let mut reading = Reading {
        builder: BlockBuilder::new(budget),
    };
    reading.read(root.unwrap_or_else(|| page.root_element()));
    Ok(reading.builder.into_blocks())
}

/// Says that the end of a page is missing.
pub(super) fn cut_short(text: &str) -> Option<Warning> {
    let tag = text.rfind('<').and_then(|at| text.get(at..))?;
    let is_tag = |c: char| c.is_ascii_alphabetic() || c == '/' || c == '!';
    let in_tag = !tag.contains('>') && tag.chars().nth(1).is_none_or(is_tag);
    in_tag.then(|| Warning {
        kind: WarningKind::Incomplete,
        message: "the file is cut short: it ends inside a tag".to_owned(),
        page: None,
    })
}

struct Reading<'b> {
    builder: BlockBuilder<'b>,
}

impl Reading<'_> {
    /// Walks without recursion, because pages nest as they like.
    fn read(&mut self, root: ElementRef<'_>) {
        let mut skipped = None;
        for edge in root.traverse() {
            match edge {
                Edge::Open(node) if skipped.is_none() => match node.value() {
                    Node::Text(text) => self.builder.text(text, false),
                    Node::Element(element) if SKIPPED.contains(&element.name()) => {
                        skipped = Some(node.id());
                    }
                    Node::Element(element) => {
                        let start = element.attr("start").and_then(|start| start.parse().ok());
                        self.open(element.name(), start);
                    }
                    _ => {}
                },
                Edge::Open(_) => {}
                Edge::Close(node) if skipped.is_none() => {
                    if let Node::Element(element) = node.value() {
                        self.close(element.name());
                    }
                }
                Edge::Close(node) => skipped = skipped.filter(|&skipped| skipped != node.id()),
            }
        }
    }

    /// Opens an element; a list may tell its first number.
    fn open(&mut self, name: &str, start: Option<u64>) {
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.bytes().last().unwrap_or(b'1').saturating_sub(b'0');
                self.builder.start_heading(level);
            }
            "ul" => self.builder.start_list(None),
            "ol" => self.builder.start_list(Some(start.unwrap_or(1))),
            "li" => self.builder.start_item(),
            "table" => self.builder.start_table(),
            "td" | "th" => self.builder.finish(),
            "br" => self.builder.space(),
            _ if is_block(name) => self.builder.finish(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.builder.end_heading(),
            "ul" | "ol" => self.builder.end_list(),
            "li" => self.builder.end_item(),
            "table" => self.builder.end_table(),
            "tr" => self.builder.end_row(),
            "td" | "th" => self.builder.end_cell(1),
            _ if is_block(name) => self.builder.finish(),
            _ => {}
        }
    }
}

/// Tells whether an element holds a paragraph of its own.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "body"
            | "blockquote"
            | "figure"
            | "figcaption"
            | "dl"
            | "dt"
            | "dd"
            | "pre"
            | "address"
            | "aside"
            | "time"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Role;
    use crate::model::Limit;

    #[test]
    fn reads_the_main_part() {
        let blocks = blocks(
            "<html><nav>Menu</nav><main><h1>News</h1><p>One <b>bold</b> word.</p><ul><li>item</li></ul>\
             <ol start=3><li>third</ol></main><footer>Foot</footer></html>",
            &Budget::default(),
        )
        .unwrap();
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

    #[test]
    fn a_page_that_ends_inside_a_tag_is_cut_short() {
        for text in [
            "<p>One</p><p cla",
            "<p>One</p></",
            "<p>One <a href='x",
            "<p>One<",
        ] {
            assert!(cut_short(text).is_some(), "{text}");
        }
        for text in ["<p>One</p>", "<p>One", "1 < 2", "plain", "<p>3 <"] {
            assert_eq!(cut_short(text).is_some(), text == "<p>3 <", "{text}");
        }
    }

    #[test]
    fn deep_pages_are_refused_and_cost_little() {
        let check = |text: &str, limit: Limit| {
            let budget = Budget::default();
            let error = blocks(text, &budget).unwrap_err();
            assert!(
                matches!(error, FormatError::Over(over) if over.limit == limit),
                "{error}"
            );
        };
        check(&"<div>".repeat(100_000), Limit::Depth);
        check(&"<table><tr><td>".repeat(30_000), Limit::Depth);
        check(&"<svg><g>".repeat(30_000), Limit::Depth);
        let ids: String = (0..3_000).map(|id| format!("<p><b id={id}>")).collect();
        check(&ids, Limit::Depth);
        let attributes: String = (0..60_000).map(|id| format!(" a{id}=b")).collect();
        check(&format!("<p{attributes}>"), Limit::Objects);
        check(&"<i></i>".repeat(1_000_001), Limit::Objects);
        let deep = "<div>".repeat(150) + "Text" + &"</div>".repeat(150);
        assert_eq!(blocks(&deep, &Budget::default()).unwrap()[0].text, "Text");
    }
}
