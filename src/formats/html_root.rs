//! Which part of a web page is its text.

use scraper::{ElementRef, Html, Selector};

/// Returns the part that the page marks as its main one, if its text is there: most of the words, and
/// the title, where one stands anywhere. Else its body.
pub(super) fn root(page: &Html) -> ElementRef<'_> {
    let first = |name: &str| page.select(&Selector::parse(name).ok()?).next();
    let whole = first("body").unwrap_or_else(|| page.root_element());
    let words = count_words(whole);
    let has_title = holds_title(whole);
    let mut parts = ["main", "article"].iter().filter_map(|name| first(name));
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
        let mut names = around
            .filter_map(ElementRef::wrap)
            .map(|around| around.value().name());
        !is_skipped(below.value().name()) && !names.any(is_skipped)
    })
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
