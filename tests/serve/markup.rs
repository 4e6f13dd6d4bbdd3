//! Markup as strictly as a browser could read it: every parse error is heard.

use html5ever::interface::QuirksMode;
use scraper::{Html, Selector};

/// Parses a page, and asserts that nothing is wrong with it: no parse error, no name given twice, no
/// field without its label, no link within it that leads nowhere, no level of headings passed over,
/// nothing from elsewhere.
#[track_caller]
pub(crate) fn sound(what: &str, page: &str) -> Html {
    let html = Html::parse_document(page);
    assert_eq!(html.errors, Vec::<String>::new(), "{what}\n{page}");
    assert_eq!(html.quirks_mode, QuirksMode::NoQuirks, "{what}");
    let ids = attributes(&html, "[id]", "id");
    let mut once = ids.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "{what}: {ids:?}");
    let labels = attributes(&html, "label", "for");
    let fields = ":is(input:not([type=hidden]), select, textarea)";
    for field in attributes(&html, fields, "id") {
        assert!(labels.contains(&field), "{what}: {field}");
    }
    for name in attributes(&html, "[aria-labelledby]", "aria-labelledby") {
        let mut names = name.split(' ');
        assert!(
            names.all(|name| ids.iter().any(|id| id == name)),
            "{what}: {name}"
        );
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
    assert_eq!(
        select(&html, "main, body > header, body > footer").count(),
        3,
        "{what}"
    );
    assert_eq!(
        select(&html, "style, iframe, [style], [onclick]").count(),
        0
    );
    let scripts: Vec<_> = select(&html, "script").collect();
    assert!(
        scripts.iter().all(|script| script.inner_html().is_empty()),
        "{what}: a script stands in the page"
    );
    assert_eq!(scripts.len(), 1, "{what}");
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
