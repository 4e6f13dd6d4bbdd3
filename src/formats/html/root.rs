//! Which part of a web page is its text, by its elements and by the roles that they are given.

use scraper::{ElementRef, Html, Selector};

/// What a page says on itself has no more words.
const MOST_WORDS: usize = 150;

/// Returns the part that the page marks as its main one, if its text is there: most of the words, and
/// the title, where one stands anywhere. Else its body.
pub(super) fn root(page: &Html) -> ElementRef<'_> {
    let first = |name: &str| page.select(&Selector::parse(name).ok()?).next();
    let whole = first("body").unwrap_or_else(|| page.root_element());
    let words = count_words(whole);
    let has_title = holds_title(whole);
    let mut parts = ["main, [role=main]", "article"]
        .iter()
        .filter_map(|name| first(name));
    let main =
        parts.find(|part| 2 * count_words(*part) >= words && (holds_title(*part) || !has_title));
    main.unwrap_or(whole)
}

/// Tells whether one of the elements that are read below an element is a title.
fn holds_title(element: ElementRef<'_>) -> bool {
    read_below(element).any(|below| below.value().name() == "h1")
}

fn count_words(element: ElementRef<'_>) -> usize {
    let texts = read_below(element)
        .flat_map(|below| below.children())
        .filter_map(|node| node.value().as_text());
    texts.map(|text| text.split_whitespace().count()).sum()
}

/// Lists an element and those below it that none of those which are skipped holds.
fn read_below(element: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    let top = element.id();
    let all = element.descendants().filter_map(ElementRef::wrap);
    all.filter(move |below| {
        let around = below.ancestors().take_while(|node| node.id() != top);
        let mut around = around.filter_map(ElementRef::wrap);
        let is_apart = |element: &ElementRef<'_>| {
            is_skipped(element.value().name()) || has_role_apart(*element)
        };
        !is_apart(below) && !around.any(|around| is_apart(&around))
    })
}

/// Tells whether an element is given a role of what stands around the text: menus, searches, feet, windows,
/// and heads that are not those of a document with its title.
pub(super) fn has_role_apart(element: ElementRef<'_>) -> bool {
    // Most elements have no attributes at all.
    if element.value().attrs().next().is_none() {
        return false;
    }
    match element.attr("role") {
        Some("navigation" | "search" | "contentinfo" | "dialog" | "alertdialog") => true,
        Some("banner" | "complementary") => is_page_head(element),
        _ => false,
    }
}

/// Tells whether a head is that of a site, and not that of a document with its title.
pub(super) fn is_page_head(element: ElementRef<'_>) -> bool {
    !holds(element, &["h1"]) || holds(element, &["nav", "form"])
}

/// Tells whether an element is of the page and not of its text: a link that skips to the text, a word on
/// cookies, links by which the page is shared.
pub(super) fn is_of_site(element: ElementRef<'_>) -> bool {
    let value = element.value();
    if value.attrs().next().is_none() {
        return false;
    }
    if value.name() == "a" {
        let leads_on = value.attr("href").is_some_and(|href| href.starts_with('#'));
        let text = || element.text().collect::<String>().trim().to_lowercase();
        return leads_on && text().starts_with("skip to ");
    }
    let names = ["id", "class", "aria-label"].map(|name| value.attr(name).unwrap_or_default());
    let is_named = |words: &[&str]| {
        let parts = names
            .iter()
            .flat_map(|name| name.split(|c: char| !c.is_alphanumeric()));
        parts
            .map(str::to_lowercase)
            .any(|part| words.contains(&part.as_str()))
    };
    let is_short = || count_words(element) <= MOST_WORDS && !holds(element, &["h1", "table"]);
    is_named(&["cookie", "cookies", "share", "sharing"]) && is_short()
}

fn holds(element: ElementRef<'_>, names: &[&str]) -> bool {
    let mut elements = element
        .descendants()
        .filter_map(|node| node.value().as_element());
    elements.any(|element| names.contains(&element.name()))
}

/// Tells whether elements of a name hold no text of the page, or how its words are pronounced.
pub(super) fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "nav"
            | "footer"
            | "svg"
            | "form"
            | "rt"
            | "rp"
            | "select"
            | "textarea"
            | "button"
            | "title"
    )
}
