//! Where a web page leads: its links with their texts, for those who look for documents.

use ego_tree::iter::Edge;
use scraper::{ElementRef, Node};

use crate::model::Budget;

use super::tree;
use crate::formats::error::FormatError;

/// How many bytes of the text around a link are kept.
const AROUND: usize = 600;

/// A web page by what it leads to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WebPage {
    /// What its head calls it.
    pub title: String,
    /// The address from which its links are told, as it stands there; none where it is the page's own.
    pub base: Option<String>,
    /// Its first heading of the first rank.
    pub heading: String,
    /// Its links, in their order.
    pub links: Vec<Link>,
    /// The text of the whole, in one line.
    pub text: String,
}

/// A link of a web page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Link {
    /// Where it leads, as it stands there.
    pub target: String,
    /// Its text, with what only readers of screens are told, in one line.
    pub text: String,
    /// The text of the item of a list, the row or the paragraph that it stands in, in one line.
    pub around: String,
}

/// Reads where a page leads.
///
/// # Errors
/// A page that passes a limit.
pub fn web_page(text: &str, budget: &Budget) -> Result<WebPage, FormatError> {
    let tree = tree::parse(text, budget).map_err(FormatError::Over)?;
    let mut reading = Reading::default();
    // Without recursion, because pages nest as they like.
    for edge in tree.root_element().traverse() {
        let (Edge::Open(node) | Edge::Close(node)) = edge;
        let is_open = matches!(edge, Edge::Open(_));
        match node.value() {
            Node::Text(text) if is_open => reading.text(text),
            Node::Element(_) => {
                if let Some(element) = ElementRef::wrap(node) {
                    match is_open {
                        true => reading.open(element),
                        false => reading.close(element.value().name()),
                    }
                }
            }
            _ => {}
        }
    }
    Ok(reading.into_page())
}

/// A page while it is read.
#[derive(Default)]
struct Reading {
    title: String,
    base: Option<String>,
    heading: String,
    text: String,
    /// The links, each with the item that it stands in.
    links: Vec<(Link, Option<usize>)>,
    /// The texts of items.
    items: Vec<String>,
    /// The links and items that are open, innermost last.
    open_links: Vec<usize>,
    open_items: Vec<usize>,
    /// How many elements are open whose text is none of the page's.
    unread: usize,
    in_title: bool,
    /// Whether the first heading is open; none where it has not come.
    in_heading: Option<bool>,
}

impl Reading {
    fn open(&mut self, element: ElementRef<'_>) {
        let name = element.value().name();
        match name {
            "script" | "style" | "noscript" | "template" | "svg" => {
                self.unread = self.unread.saturating_add(1);
            }
            "title" => self.in_title = self.title.is_empty(),
            // The first that has an address counts (HTML, section 4.2.3).
            "base" if self.base.is_none() => {
                self.base = element.attr("href").map(str::to_owned);
            }
            "h1" if self.in_heading.is_none() => self.in_heading = Some(true),
            "a" => {
                let target = element.attr("href").unwrap_or_default().to_owned();
                let text = element.attr("aria-label").unwrap_or_default().to_owned();
                let link = Link {
                    target,
                    text,
                    around: String::new(),
                };
                self.open_links.push(self.links.len());
                self.links.push((link, self.open_items.last().copied()));
            }
            _ => {}
        }
        if is_item(name) {
            self.open_items.push(self.items.len());
            self.items.push(String::new());
        }
        self.part();
    }

    fn close(&mut self, name: &str) {
        self.part();
        match name {
            "script" | "style" | "noscript" | "template" | "svg" => {
                self.unread = self.unread.saturating_sub(1);
            }
            "title" => self.in_title = false,
            "h1" if self.in_heading == Some(true) => self.in_heading = Some(false),
            "a" => {
                self.open_links.pop();
            }
            _ => {}
        }
        if is_item(name) {
            self.open_items.pop();
        }
    }

    /// Parts words that only tags part.
    fn part(&mut self) {
        self.text(" ");
    }

    fn text(&mut self, text: &str) {
        if self.in_title {
            self.title.push_str(text);
            return;
        }
        if self.unread > 0 {
            return;
        }
        self.text.push_str(text);
        if self.in_heading == Some(true) {
            self.heading.push_str(text);
        }
        let links = &mut self.links;
        if let Some((link, _)) = self.open_links.last().and_then(|&at| links.get_mut(at)) {
            link.text.push_str(text);
        }
        let items = &mut self.items;
        if let Some(item) = self.open_items.last().and_then(|&at| items.get_mut(at))
            && item.len() < AROUND
        {
            item.push_str(text);
        }
    }

    fn into_page(self) -> WebPage {
        let items: Vec<String> = self.items.iter().map(|item| one_line(item)).collect();
        let around = |item: Option<usize>| item.and_then(|at| items.get(at)).cloned();
        let links = self.links.into_iter().map(|(link, item)| Link {
            target: link.target,
            text: one_line(&link.text),
            around: around(item).unwrap_or_default(),
        });
        WebPage {
            title: one_line(&self.title),
            base: self.base,
            heading: one_line(&self.heading),
            links: links.collect(),
            text: one_line(&self.text),
        }
    }
}

fn is_item(name: &str) -> bool {
    matches!(name, "li" | "tr" | "p" | "article" | "dd")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Budget, web_page};

    #[test]
    fn links_have_their_texts() {
        let page = "<title>Kent</title><h1>Kent <b>County</b></h1><h1>Not</h1><ul>\
            <li>12 July 2024: <a class=publication-link href='/v1/file/1'><span>Report</span>\
            <span class=nonvisual>inspection, pdf - 12 july 2024</span></a>\
            <li><a aria-label=\"Next page\" href=\"?start=2\"><svg><title>arrow</title></svg></a>\
            <script>var a = '<a href=x>'</script></ul><a name=top>Top</a>";
        let page = web_page(page, &Budget::default()).unwrap();
        assert_eq!(
            (page.title.as_str(), page.heading.as_str()),
            ("Kent", "Kent County")
        );
        assert_eq!(page.base, None);
        let links = page.links.iter();
        let links: Vec<_> = links
            .map(|link| [link.target.as_str(), &link.text, &link.around])
            .collect();
        let said = "Report inspection, pdf - 12 july 2024";
        assert_eq!(
            links,
            [
                ["/v1/file/1", said, &format!("12 July 2024: {said}")],
                ["?start=2", "Next page", ""],
                ["", "Top", ""],
            ]
        );
        assert!(
            page.text.starts_with("Kent County Not 12 July 2024:"),
            "{}",
            page.text
        );
    }

    #[test]
    fn the_first_base_counts() {
        let page =
            "<head><base target=x><base href='/files/'><base href='/no/'></head><a href=1>A</a>";
        let page = web_page(page, &Budget::default()).unwrap();
        assert_eq!(page.base.as_deref(), Some("/files/"));
    }
}
