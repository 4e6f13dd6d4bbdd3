//! Labels that a page has as text, though its list has them as well.

use scraper::ElementRef;

/// What LibreOffice names the label of an item of its lists.
const LABEL_CLASS: &str = "ListLabel";

/// Tells whether an element holds the bullet of an item and nothing else: it may stand there twice.
pub(super) fn is_bullet(element: ElementRef<'_>) -> bool {
    let class = element.attr("class").unwrap_or_default();
    if !class.starts_with(LABEL_CLASS) {
        return false;
    }
    let text: String = element.text().collect();
    let text = text.trim();
    let mut chars = text.chars();
    let first = chars.next();
    let is_sign = first.is_some_and(|sign| !sign.is_alphanumeric() || sign == 'o');
    is_sign && chars.all(|other| Some(other) == first)
}

#[cfg(test)]
mod tests {
    use crate::model::Budget;

    /// Bullets stood in the text of items as `••` and `oo`.
    #[test]
    fn bullets_of_labels_are_no_text() {
        let item = |label: &str, text: &str| {
            format!("<li><p><span class=ListLabel_20_1>{label}</span>{text}</p></li>")
        };
        let page = format!(
            "<ul>{}{}</ul>",
            item("••", "Plans."),
            item("oo", "Open homes.")
        );
        let blocks = super::super::blocks(&page, &Budget::default())
            .unwrap()
            .value;
        let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(texts, ["• Plans.", "• Open homes."]);
    }
}
