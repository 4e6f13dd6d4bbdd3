//! What style sheets say that matters to a reader: what is not shown, struck out, raised or bold.

use std::collections::HashMap;

use ego_tree::NodeId;
use scraper::node::Element;
use scraper::{Html, Selector};

use crate::formats::blocks::left_out::Unshown;

/// How many rules of a page that hide or strike out are followed.
const MAX_RULES: usize = 32;
/// A selector that names a class is not longer, in bytes.
const MAX_SELECTOR: usize = 80;

/// The style that an element has of its own.
pub(super) struct Style<'a> {
    declarations: &'a str,
}

impl<'a> Style<'a> {
    /// Reads an element's attribute.
    pub(super) fn of(element: &'a Element) -> Style<'a> {
        Style {
            declarations: element.attr("style").unwrap_or_default(),
        }
    }

    /// Returns what a property is set to.
    fn get(&self, property: &str) -> Option<&'a str> {
        let declarations = self.declarations.split(';').rev();
        declarations
            .filter_map(|declaration| declaration.split_once(':'))
            .find(|(name, _)| name.trim().eq_ignore_ascii_case(property))
            .map(|(_, value)| value.trim())
    }

    /// Returns a length in points; `pixel` is how many a pixel is.
    pub(super) fn length(&self, property: &str, pixel: f32) -> Option<f32> {
        let length = self.get(property)?;
        let (number, unit) = match length.strip_suffix("px") {
            Some(number) => (number, pixel),
            None => (length.strip_suffix("pt")?, 1.0),
        };
        let number: f32 = number.trim().parse().ok()?;
        number.is_finite().then_some(number * unit)
    }

    fn says(&self, property: &str, value: &str) -> bool {
        let said = self.get(property).unwrap_or_default();
        said.split_whitespace().any(|word| {
            word.trim_end_matches("!important")
                .eq_ignore_ascii_case(value)
        })
    }

    /// Tells why an element is not shown, if it is not.
    pub(super) fn unshown(&self, element: &Element) -> Option<Unshown> {
        let name = element.name();
        if element.attr("hidden").is_some()
            || name == "dialog" && element.attr("open").is_none()
            || self.hides()
        {
            return Some(Unshown::Hidden);
        }
        let is_struck = matches!(name, "del" | "s" | "strike") || self.strikes();
        is_struck.then_some(Unshown::Struck)
    }

    fn hides(&self) -> bool {
        self.says("display", "none")
            || self.says("visibility", "hidden")
            || self.says("visibility", "collapse")
            || self.says("mso-hide", "all")
            || self.says("color", "transparent")
            || ["font-size", "opacity"]
                .iter()
                .any(|property| self.get(property).is_some_and(is_zero))
    }

    fn strikes(&self) -> bool {
        ["text-decoration", "text-decoration-line"]
            .iter()
            .any(|property| self.says(property, "line-through"))
    }

    /// Tells whether letters are raised above the line.
    pub(super) fn is_raised(&self) -> bool {
        self.says("vertical-align", "super")
    }

    /// Tells whether letters are bold.
    pub(super) fn is_bold(&self) -> bool {
        let weight = self.get("font-weight").unwrap_or_default();
        weight == "bold" || weight.parse::<u32>().is_ok_and(|weight| weight >= 600)
    }

    /// Returns how a list is marked.
    pub(super) fn list(&self) -> Option<&'a str> {
        let list = self
            .get("list-style-type")
            .or_else(|| self.get("list-style"))?;
        list.split_whitespace().next()
    }
}

/// Tells whether a value is nothing, in any unit.
fn is_zero(value: &str) -> bool {
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    number.trim().parse() == Ok(0.0_f32)
}

/// Returns the style sheets of a page.
fn sheets(page: &Html) -> Vec<String> {
    let Ok(sheets) = Selector::parse("style") else {
        return Vec::new();
    };
    let sheets = page.select(&sheets);
    sheets.map(|sheet| sheet.text().collect()).collect()
}

/// How large text is, and how far its lines stand apart, in points.
pub(super) type Size = [Option<f32>; 2];

/// Tells what each style sheet, counted from 0, says of the sizes of classes.
pub(super) fn sizes(page: &Html, pixel: f32) -> HashMap<String, Vec<(usize, Size)>> {
    let mut sizes: HashMap<String, Vec<(usize, Size)>> = HashMap::new();
    for (at, sheet) in sheets(page).iter().enumerate() {
        for rule in sheet.split('}') {
            let Some((selector, declarations)) = rule.split_once('{') else {
                continue;
            };
            if let Some((_, class)) = selector.rsplit_once('.') {
                let style = Style { declarations };
                let length = |property| style.length(property, pixel);
                let size = [length("font-size"), length("line-height")];
                let class = sizes.entry(class.trim().to_owned()).or_default();
                class.push((at, size));
            }
        }
    }
    sizes
}

/// Finds the elements that the page's own style sheets hide or strike out.
pub(super) fn unshown(page: &Html) -> HashMap<NodeId, Unshown> {
    let mut unshown = HashMap::new();
    let sheets = sheets(page);
    let rules = sheets.iter().flat_map(|sheet| rules(sheet));
    for (selector, why) in rules.take(MAX_RULES) {
        let Ok(selector) = Selector::parse(selector) else {
            continue;
        };
        for element in page.select(&selector) {
            unshown.insert(element.id(), why);
        }
    }
    unshown
}

/// Returns the rules of a style sheet that hide or strike out, those for other media left out.
fn rules(sheet: &str) -> Vec<(&str, Unshown)> {
    let mut rules = Vec::new();
    let mut rest = sheet;
    while let Some((selector, behind)) = rest.split_once('{') {
        let selector = selector.rsplit(['}', ';', '/']).next().unwrap_or_default();
        let selector = selector.trim().trim_start_matches("-->");
        // What holds on screens holds for readers.
        let for_screens = selector
            .strip_prefix("@media")
            .is_some_and(|media| matches!(media.trim(), "screen" | "all" | "only screen"));
        if selector.starts_with('@') {
            rest = if for_screens {
                behind
            } else {
                behind_block(behind)
            };
            continue;
        }
        let (declarations, behind) = behind.split_once('}').unwrap_or((behind, ""));
        rest = behind;
        let style = Style { declarations };
        let why = match (style.hides(), style.strikes()) {
            (true, _) => Unshown::Hidden,
            (_, true) => Unshown::Struck,
            _ => continue,
        };
        if selector.len() <= MAX_SELECTOR && selector.chars().all(is_simple) {
            rules.push((selector, why));
        }
    }
    rules
}

/// Returns what stands behind a block that other blocks may stand in.
fn behind_block(text: &str) -> &str {
    let mut depth = 1usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth = depth.saturating_add(1),
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return text.get(at.saturating_add(1)..).unwrap_or_default();
        }
    }
    ""
}

/// Tells whether a character stands in selectors of elements, classes and ids.
fn is_simple(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '#' | '-' | '_' | ',' | ' ' | '\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_that_hide_or_strike_out() {
        let check = |sheet: &str, expected: &[(&str, Unshown)]| assert_eq!(rules(sheet), expected);
        check(
            "p{color:red} .a, #b { display: none !important; } /* x */ s.c{text-decoration:line-through}",
            &[(".a, #b", Unshown::Hidden), ("s.c", Unshown::Struck)],
        );
        check("@media print{.a{display:none}} .b{display:block}", &[]);
        check(
            "@media screen{.a{display:none}} .b{font-size:0px} .c{font-size:0.9em;opacity:1}",
            &[(".a", Unshown::Hidden), (".b", Unshown::Hidden)],
        );
        check(
            ".a{opacity: 0} .b{color:transparent}",
            &[(".a", Unshown::Hidden), (".b", Unshown::Hidden)],
        );
        check("a:hover{display:none} .b{display", &[]);
    }
}
