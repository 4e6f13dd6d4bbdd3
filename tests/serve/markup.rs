//! Markup as strictly as a browser could read it: every parse error is heard.

use std::borrow::Cow;
use std::cell::{Ref, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ParseOpts, QualName, parse_document};
use scraper::{Html, HtmlTreeSink, Selector};

/// Builds the tree that another does, and keeps what is wrong.
struct Strict {
    tree: HtmlTreeSink,
    errors: RefCell<Vec<String>>,
}

type Handle = <HtmlTreeSink as TreeSink>::Handle;

impl TreeSink for Strict {
    type Output = (Html, Vec<String>);
    type Handle = Handle;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Self::Output {
        (self.tree.finish(), self.errors.into_inner())
    }

    fn parse_error(&self, message: Cow<'static, str>) {
        self.errors.borrow_mut().push(message.into_owned());
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        if mode != QuirksMode::NoQuirks {
            self.parse_error("quirks".into());
        }
        self.tree.set_quirks_mode(mode);
    }

    fn get_document(&self) -> Handle {
        self.tree.get_document()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        self.tree.same_node(x, y)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> Ref<'a, QualName> {
        self.tree.elem_name(target)
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        flags: ElementFlags,
    ) -> Handle {
        self.tree.create_element(name, attributes, flags)
    }

    fn create_comment(&self, text: StrTendril) -> Handle {
        self.tree.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> Handle {
        self.tree.create_pi(target, data)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.tree.append(parent, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        previous: &Handle,
        child: NodeOrText<Handle>,
    ) {
        self.tree
            .append_based_on_parent_node(element, previous, child);
    }

    fn append_doctype_to_document(
        &self,
        name: StrTendril,
        public_id: StrTendril,
        system_id: StrTendril,
    ) {
        self.tree
            .append_doctype_to_document(name, public_id, system_id);
    }

    fn get_template_contents(&self, target: &Handle) -> Handle {
        self.tree.get_template_contents(target)
    }

    fn append_before_sibling(&self, sibling: &Handle, node: NodeOrText<Handle>) {
        self.tree.append_before_sibling(sibling, node);
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        self.tree.add_attrs_if_missing(target, attributes);
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.tree.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &Handle, parent: &Handle) {
        self.tree.reparent_children(node, parent);
    }
}

/// Parses a page, and asserts that nothing is wrong with it: no parse error, no name given twice, no
/// field without its label, no link within it that leads nowhere, no level of headings passed over,
/// nothing from elsewhere.
#[track_caller]
pub(crate) fn sound(what: &str, page: &str) -> Html {
    let sink = Strict {
        tree: HtmlTreeSink::new(Html::new_document()),
        errors: RefCell::default(),
    };
    let options = ParseOpts::default();
    let (html, errors) = parse_document(sink, options).one(page);
    assert_eq!(errors, Vec::<String>::new(), "{what}\n{page}");
    let ids = attributes(&html, "[id]", "id");
    let mut once = ids.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "{what}: {ids:?}");
    let labels = attributes(&html, "label", "for");
    let fields = ":is(input:not([type=hidden]), select)";
    for field in attributes(&html, fields, "id") {
        assert!(labels.contains(&field), "{what}: {field}");
    }
    for name in attributes(&html, "[aria-labelledby]", "aria-labelledby") {
        assert!(ids.contains(&name), "{what}: {name}");
    }
    for link in attributes(&html, "a", "href") {
        if let Some(name) = link.strip_prefix('#') {
            assert!(ids.iter().any(|id| id == name), "{what}: {link}");
        }
    }
    let mut level = 0;
    for heading in select(&html, "h1, h2, h3, h4").map(|h| h.value().name().to_owned()) {
        let next: u32 = heading[1..].parse().unwrap();
        assert!(next <= level + 1, "{what}: {heading} after h{level}");
        level = next;
    }
    assert_eq!(select(&html, "h1").count(), 1, "{what}");
    assert_eq!(select(&html, "main, header, footer").count(), 3, "{what}");
    assert_eq!(select(&html, "script, style, iframe, [style]").count(), 0);
    for from in [
        attributes(&html, "link", "href"),
        attributes(&html, "[src]", "src"),
    ] {
        assert!(
            from.iter()
                .all(|from| from.starts_with('/') && !from.starts_with("//")),
            "{what}: {from:?}"
        );
    }
    html
}

/// Lists what a selector finds.
pub(crate) fn select<'a>(
    html: &'a Html,
    selector: &str,
) -> impl Iterator<Item = scraper::ElementRef<'a>> {
    let selector = Selector::parse(selector).unwrap();
    html.select(&selector).collect::<Vec<_>>().into_iter()
}

/// Lists the values of an attribute.
pub(crate) fn attributes(html: &Html, selector: &str, name: &str) -> Vec<String> {
    select(html, selector)
        .map(|element| element.attr(name).unwrap_or_default().to_owned())
        .collect()
}

/// Returns the text of the first element found.
#[track_caller]
pub(crate) fn text(html: &Html, selector: &str) -> String {
    let found = select(html, selector).next();
    found
        .unwrap_or_else(|| panic!("no {selector}"))
        .text()
        .collect()
}
