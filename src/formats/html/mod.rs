//! HTML, through scraper (html5ever's tree).

mod labels;
mod lines;
mod links;
mod notes;
mod pages;
mod root;
mod style;
pub(in crate::formats) mod tree;

use std::collections::HashMap;

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::{ElementRef, Html, Node};

use crate::layout::Block;
use crate::model::{Budget, Warned, Warning, WarningKind};

use crate::formats::blocks::builder::{BlockBuilder, Counting};
use crate::formats::error::FormatError;

pub use links::{Link, WebPage, web_page};
use notes::{MAX_MARK, Notes};

use root::{has_role_apart, is_of_site, is_page_head, is_skipped};
use style::Style;

use crate::formats::blocks::left_out::Unshown;
use crate::formats::blocks::numbering::Numeral;
use crate::formats::text::{self, plain};

/// Above so many stand the numbers of notes that stand where they are referred to.
const INLINE_NOTES: u32 = 8_000;
/// A text that is set as headings is longer, in bytes.
const LEAST_TEXT: usize = 2_000;

/// Reads a page into blocks: its main part where it marks one, else its body.
pub(in crate::formats) fn blocks(
    text: &str,
    budget: &Budget,
) -> Result<Warned<Vec<Block>>, FormatError> {
    let page = tree::parse(text, budget).map_err(FormatError::Over)?;
    if let Some(read) = pages::blocks(&page, budget) {
        return Ok(read);
    }
    if let Some(lines) = lines::read(&page) {
        let text = text::lines::mended(&lines.text);
        if text::pages::has_pages(&text) {
            return Ok(text::pages::blocks(&text, budget));
        }
        if lines.is_kept {
            return Ok(plain::blocks(&text, budget));
        }
    }
    let mut builder = BlockBuilder::new(budget);
    read_page(&page, &mut builder);
    Ok(builder.into_blocks())
}

/// Reads a page, or a part of one, into the blocks that are being made.
pub(in crate::formats) fn read_into(
    text: &str,
    builder: &mut BlockBuilder<'_>,
) -> Result<(), FormatError> {
    let page = tree::parse(text, builder.budget()).map_err(FormatError::Over)?;
    read_page(&page, builder);
    Ok(())
}

fn read_page(page: &Html, builder: &mut BlockBuilder<'_>) {
    let root = root::root(page);
    let unshown = style::unshown(page);
    let set_as_headings = is_set_as_headings(root);
    let notes = Notes::gather(page, |note, links| {
        let mut builder = BlockBuilder::new(builder.budget());
        let mut reading = Reading::new(&mut builder, &unshown, links);
        reading.read(note);
        let blocks = builder.into_blocks().value;
        let texts: Vec<&str> = blocks.iter().map(|block| block.body()).collect();
        texts.join(" ")
    });
    let mut reading = Reading::new(builder, &unshown, &notes);
    reading.set_as_headings = set_as_headings;
    reading.read(root);
    builder.finish();
}

/// Says that the end of a page is missing.
pub(in crate::formats) fn cut_short(text: &str) -> Option<Warning> {
    let tag = text.rfind('<').and_then(|at| text.get(at..))?;
    let is_tag = |c: char| c.is_ascii_alphabetic() || c == '/' || c == '!';
    let in_tag = !tag.contains('>') && tag.chars().nth(1).is_none_or(is_tag);
    in_tag.then(|| Warning {
        kind: WarningKind::Incomplete,
        message: "the file is cut short: it ends inside a tag".to_owned(),
        page: None,
    })
}

struct Reading<'a, 'b> {
    builder: &'a mut BlockBuilder<'b>,
    /// The elements that style sheets do not show.
    unshown: &'a HashMap<NodeId, Unshown>,
    notes: &'a Notes,
    /// The element that is not read, with the reason for telling it.
    skipped: Option<(NodeId, Option<Unshown>)>,
    /// The elements around the text whose letters are bold, raised or quoted.
    bold: usize,
    raised: usize,
    quoted: usize,
    /// How many notes there were that stand where they are referred to.
    inline_notes: u32,
    /// Whether the text of the page is set as headings.
    set_as_headings: bool,
}

impl<'a, 'b> Reading<'a, 'b> {
    fn new(
        builder: &'a mut BlockBuilder<'b>,
        unshown: &'a HashMap<NodeId, Unshown>,
        notes: &'a Notes,
    ) -> Self {
        Reading {
            builder,
            unshown,
            notes,
            skipped: None,
            bold: 0,
            raised: 0,
            quoted: 0,
            inline_notes: 0,
            set_as_headings: false,
        }
    }

    /// Walks without recursion, because pages nest as they like.
    fn read(&mut self, root: ElementRef<'_>) {
        for edge in root.traverse() {
            match edge {
                Edge::Open(node) => match (node.value(), self.skipped) {
                    (Node::Text(text), None) => self.text(text),
                    (Node::Text(text), Some((_, Some(why)))) => self.builder.leave_out(text, why),
                    (Node::Element(_), None) => {
                        if let Some(element) = ElementRef::wrap(node) {
                            self.open(element, element.id() == root.id());
                        }
                    }
                    _ => {}
                },
                Edge::Close(node) => match (node.value(), self.skipped) {
                    (_, Some((skipped, _))) if skipped == node.id() => self.skipped = None,
                    (Node::Element(_), None) => {
                        if let Some(element) = ElementRef::wrap(node) {
                            self.close(element);
                        }
                    }
                    _ => {}
                },
            }
        }
    }

    fn text(&mut self, text: &str) {
        match self.raised {
            0 => self.builder.text(text, self.bold > 0),
            _ => self.builder.raised(text),
        }
    }

    fn open(&mut self, element: ElementRef<'_>, is_root: bool) {
        let name = element.value().name();
        if !is_root && self.skips(element) {
            return;
        }
        let style = Style::of(element.value());
        self.bold += usize::from(is_bold(name, &style));
        self.raised += usize::from(is_raised(name, &style));
        match name {
            _ if is_heading(name) && self.set_as_headings && !is_all_bold(element) => {
                self.builder.finish();
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.bytes().last().unwrap_or(b'1').saturating_sub(b'0');
                self.builder.start_heading(level);
            }
            "ul" | "menu" | "dir" => self.builder.start_list(None),
            "ol" => self.builder.start_list(Some(counting(element, &style))),
            "li" => {
                let value = element
                    .attr("value")
                    .and_then(|value| value.trim().parse().ok());
                self.builder.start_item(value);
            }
            "table" => self.builder.start_table(),
            "td" | "th" => self.builder.start_cell(),
            "br" => self.builder.break_line(),
            "q" => {
                self.quoted = self.quoted.saturating_add(1);
                self.text(if self.quoted % 2 == 1 { "“" } else { "‘" });
            }
            _ if is_block(name) => self.builder.finish(),
            _ => {}
        }
    }

    /// Tells whether an element is not read, notes why, and takes the marks of notes.
    fn skips(&mut self, element: ElementRef<'_>) -> bool {
        let id = element.id();
        let name = element.value().name();
        let why = self
            .unshown
            .get(&id)
            .copied()
            .or_else(|| Style::of(element.value()).unshown(element.value()));
        // The foot of a quotation says whose it is.
        let is_of_quotation = name == "footer" && is_in(element, "blockquote");
        let is_apart = is_skipped(name) && !is_of_quotation
            || name == "header" && is_page_head(element)
            || has_role_apart(element)
            || labels::is_bullet(element)
            || is_of_site(element);
        if is_apart || self.notes.is_note(id) {
            self.skipped = Some((id, None));
        } else if why.is_some() {
            self.skipped = Some((id, why));
        } else if is_inline_note(element) {
            self.inline_notes = self.inline_notes.saturating_add(1);
            let text = element.text().collect();
            let number = INLINE_NOTES.saturating_add(self.inline_notes);
            self.builder.note(number, Some(text));
            self.skipped = Some((id, None));
        } else if let Some((number, text)) = self.notes.marked(id) {
            self.builder.note(number, text);
            self.skipped = Some((id, None));
        }
        self.skipped.is_some()
    }

    fn close(&mut self, element: ElementRef<'_>) {
        let name = element.value().name();
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.builder.end_heading(),
            "ul" | "ol" | "menu" | "dir" => self.builder.end_list(),
            "li" => self.builder.end_item(),
            "table" => self.builder.end_table(),
            "tr" => self.builder.end_row(),
            "caption" => self.builder.end_caption(),
            "b" | "strong" if self.set_as_headings && goes_on_with_number(element) => {
                self.builder.finish();
            }
            "td" | "th" => {
                let span = |name| element.attr(name)?.trim().parse::<u32>().ok();
                let columns = span("colspan").unwrap_or(1);
                if let Some(rows) = span("rowspan") {
                    self.builder.share_cell(columns, rows);
                }
                self.builder.end_cell(columns);
            }
            "q" => {
                self.text(if self.quoted % 2 == 1 { "”" } else { "’" });
                self.quoted = self.quoted.saturating_sub(1);
            }
            _ if is_block(name) => self.builder.finish(),
            _ => {}
        }
        let style = Style::of(element.value());
        let raised = usize::from(is_raised(name, &style));
        self.raised = self.raised.saturating_sub(raised);
        self.bold = self.bold.saturating_sub(usize::from(is_bold(name, &style)));
    }
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Tells whether most of a text is set as headings, as programs do that go by the size of letters.
fn is_set_as_headings(root: ElementRef<'_>) -> bool {
    let (mut headings, mut all) = (0usize, 0usize);
    let mut inside = 0usize;
    for edge in root.traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Text(text) => {
                    let length = text.trim().len();
                    all = all.saturating_add(length);
                    headings = headings.saturating_add(if inside > 0 { length } else { 0 });
                }
                Node::Element(element) if is_heading(element.name()) => {
                    inside = inside.saturating_add(1);
                }
                _ => {}
            },
            Edge::Close(node) => {
                if node
                    .value()
                    .as_element()
                    .is_some_and(|it| is_heading(it.name()))
                {
                    inside = inside.saturating_sub(1);
                }
            }
        }
    }
    all >= LEAST_TEXT && headings > all / 2
}

/// Tells whether all the text of an element is bold.
fn is_all_bold(element: ElementRef<'_>) -> bool {
    let mut texts = element.children().filter(|child| match child.value() {
        Node::Text(text) => !text.trim().is_empty(),
        Node::Element(element) => !is_bold(element.name(), &Style::of(element)),
        _ => false,
    });
    texts.next().is_none()
}

/// Tells whether the number of a paragraph follows an element.
fn goes_on_with_number(element: ElementRef<'_>) -> bool {
    let next = element.next_sibling();
    let text = next.and_then(|next| next.value().as_text().map(|text| text.trim_start()));
    let is_digit = |c: char| c.is_ascii_digit();
    text.is_some_and(|text| {
        text.starts_with(is_digit) && text.trim_start_matches(is_digit).starts_with(". ")
    })
}

fn is_bold(name: &str, style: &Style<'_>) -> bool {
    matches!(name, "b" | "strong") || style.is_bold()
}

fn is_raised(name: &str, style: &Style<'_>) -> bool {
    name == "sup" || style.is_raised()
}

/// Tells whether an element is a note that stands where it is referred to, as programs that make pages have it.
fn is_inline_note(element: ElementRef<'_>) -> bool {
    let value = element.value();
    let is_note = value.name() == "span" && value.classes().any(|class| class == "footnote");
    is_note && element.text().map(str::len).sum::<usize>() > MAX_MARK
}

/// Tells how an ordered list counts.
fn counting(element: ElementRef<'_>, style: &Style<'_>) -> Counting {
    let numeral = match (style.list(), element.attr("type")) {
        (Some("lower-alpha" | "lower-latin"), _) | (None, Some("a")) => Numeral::LowerLetter,
        (Some("upper-alpha" | "upper-latin"), _) | (None, Some("A")) => Numeral::UpperLetter,
        (Some("lower-roman"), _) | (None, Some("i")) => Numeral::LowerRoman,
        (Some("upper-roman"), _) | (None, Some("I")) => Numeral::UpperRoman,
        (Some("decimal-leading-zero"), _) => Numeral::Padded,
        _ => Numeral::Decimal,
    };
    let start = element
        .attr("start")
        .and_then(|start| start.trim().parse().ok());
    let is_item = |child: &ElementRef<'_>| child.value().name() == "li";
    let (first, step) = match element.attr("reversed") {
        Some(_) => (element.child_elements().filter(is_item).count() as i64, -1),
        None => (1, 1),
    };
    Counting {
        first: start.unwrap_or(first),
        step,
        numeral,
    }
}

/// Tells whether an element stands in one of a name.
fn is_in(element: ElementRef<'_>, name: &str) -> bool {
    let around = element.ancestors().filter_map(ElementRef::wrap);
    around
        .map(|around| around.value().name())
        .any(|around| around == name)
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
            | "header"
            | "footer"
            | "blockquote"
            | "figure"
            | "figcaption"
            | "caption"
            | "details"
            | "summary"
            | "fieldset"
            | "legend"
            | "center"
            | "hr"
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
    fn what_is_marked_as_the_main_part_may_not_be_all() {
        let texts = |page: &str| {
            let blocks = blocks(page, &Budget::default()).unwrap().value;
            let texts: Vec<String> = blocks.into_iter().map(|block| block.text).collect();
            texts.join("/")
        };
        assert_eq!(
            texts("<header><h1>Report</h1></header><main><p>All of the words.</p></main>"),
            "Report/All of the words."
        );
        assert_eq!(
            texts("<p>A whole report of many words.</p><main>Skip</main><footer>Foot</footer>"),
            "A whole report of many words./Skip"
        );
        assert_eq!(
            texts("<blockquote>They listened.<footer>A girl, 15</footer></blockquote>"),
            "They listened./A girl, 15"
        );
    }

    #[test]
    fn what_stands_around_the_text_is_told_by_its_role() {
        let check = |page: &str, expected: &str| {
            let blocks = blocks(page, &Budget::default()).unwrap().value;
            let texts: Vec<String> = blocks.into_iter().map(|block| block.text).collect();
            assert_eq!(texts.join("/"), expected, "{page}");
        };
        check(
            "<a href='#text'>Skip to main content</a><div id='cookie-banner'>We use cookies.</div>\
             <div role=banner>Site</div><div role=navigation>Menu</div><div role=search>Find</div>\
             <h1>Report</h1><p>Help is early.</p><div class='share-links'>Share</div>\
             <div role=complementary>Other</div><div role=contentinfo>Foot</div>\
             <div role=dialog>Window</div>",
            "Report/Help is early.",
        );
        check(
            "<div>Menu</div><div role=main><h1>Report</h1><p>Help is early, and plans are.</p></div>",
            "Report/Help is early, and plans are.",
        );
        // The title may stand in the banner, and children may be told of cookies.
        check(
            "<div role=banner><h1>Report</h1></div><p>A shared cookie.</p><a href='#b'>Part</a>",
            "Report/A shared cookie./Part",
        );
    }

    #[test]
    fn notes_are_marked_by_signs_ranges_and_letters_too() {
        let page = "<p>1. Help<sup>*</sup> is<sup>††</sup> early<sup>[6]</sup> and kept<sup>4–5</sup>.</p>\
                    <p>2. Plans<a href='#_edn1' name='_ednref1'><sup>[iv]</sup></a> are\
                    <span class=footnote>Those of the spring.</span> made.</p>\
                    <p>* Most of it.</p><p>†† By all.</p><p>[6] By law.</p><p>‡ None.</p>\
                    <div id=edn1><p><a href='#_ednref1' name='_edn1'>[iv]</a> In time.</p></div>";
        let blocks = blocks(page, &Budget::default()).unwrap().value;
        let told: Vec<_> = blocks
            .iter()
            .map(|block| {
                (
                    block.role == Role::Note,
                    block.text.as_str(),
                    &block.notes[..],
                )
            })
            .collect();
        let expected: [(bool, &str, &[u32]); 8] = [
            (false, "1. Help is early and kept.", &[9001, 9012, 6, 4, 5]),
            (false, "2. Plans are made.", &[7004, 8001]),
            (true, "7004 In time.", &[]),
            (true, "8001 Those of the spring.", &[]),
            (true, "9001 Most of it.", &[]),
            (true, "9012 By all.", &[]),
            (true, "6 By law.", &[]),
            (false, "‡ None.", &[]),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn bullets_of_another_list_go_on_where_some_were_begun() {
        let page =
            "<ol><li>Leaders know:</ol><ul><li>one</ul><ul><li>two</ul><ol start=2><li>Second</ol>";
        let blocks = blocks(page, &Budget::default()).unwrap().value;
        let places: Vec<f32> = blocks.iter().map(|block| block.setting.x).collect();
        assert_eq!(places, [0.0, 10.0, 10.0, 0.0]);
    }

    #[test]
    fn reads_the_main_part() {
        let blocks = blocks(
            "<html><nav>Menu</nav><main><h1>News</h1><p>One <b>bold</b> word.</p><ul><li>item</li></ul>\
             <ol start=3><li>third</ol></main><footer>Foot</footer></html>",
            &Budget::default(),
        )
        .unwrap()
        .value;
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
    fn text_that_is_set_as_headings_is_text() {
        let text = "Help is early, and plans are made in good time. ".repeat(25);
        let page = format!(
            "<h1>Visit</h1><h3><b>Plans: good </b>1. {text}</h3><h3>2. {text}</h3><h3><b>Care</b></h3>"
        );
        let blocks = blocks(&page, &Budget::default()).unwrap().value;
        let told: Vec<_> = blocks
            .iter()
            .map(|it| (it.role, it.text.as_str()))
            .collect();
        let [first, second] = [1, 2].map(|number| format!("{number}. {}", text.trim()));
        let expected = [
            (Role::Paragraph, "Visit"),
            (Role::Paragraph, "Plans: good"),
            (Role::Paragraph, &first),
            (Role::Paragraph, &second),
            (Role::Heading(3), "Care"),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn items_may_bring_their_labels() {
        let page = "<ol><li><p><span>13.</span>Help is good.</p></li><li><span>\u{F0B7}</span>a</li>\
                    <li>2024 was good.</li></ol>";
        let blocks = blocks(page, &Budget::default()).unwrap().value;
        let texts: Vec<_> = blocks
            .iter()
            .map(|block| (block.text.as_str(), block.body()))
            .collect();
        assert_eq!(
            texts,
            [
                ("13.Help is good.", "Help is good."),
                ("\u{F0B7}a", "a"),
                ("3. 2024 was good.", "2024 was good."),
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
        assert_eq!(
            blocks(&deep, &Budget::default()).unwrap().value[0].text,
            "Text"
        );
    }
}
