//! What was chosen in the forms of an .odt file: from a list, or by a tick.

use crate::formats::office::symbols;
use crate::formats::xml::Element;

/// Returns what the field of a form shows, as far as it says so by no text; none for other fields.
pub(super) fn chosen(field: &Element<'_>) -> Option<String> {
    if field.name() == "drop-down" {
        return selected(field);
    }
    let kind = field.attribute("type")?;
    let values = |name: &'static str| {
        let mut all = field.elements().filter(|param| param.name() == "param");
        std::iter::from_fn(move || all.find(|it| it.attribute("name").as_deref() == Some(name)))
            .filter_map(|param| param.attribute("value"))
    };
    if kind.ends_with(".FORMCHECKBOX") {
        let is_ticked = values("Checkbox_Checked").any(|value| value == "true");
        return Some(symbols::ticked(is_ticked).to_owned());
    }
    if kind.ends_with(".FORMDROPDOWN") {
        let number = values("Dropdown_Selected").next()?.parse().ok()?;
        let entry = values("Dropdown_ListEntry").nth(number)?;
        return Some(entry.into_owned());
    }
    None
}

/// Returns the entry that is chosen from a list, unless the text that stands behind the entries says it.
fn selected(list: &Element<'_>) -> Option<String> {
    if !list.all_text().trim().is_empty() {
        return None;
    }
    let entry = list
        .elements()
        .find(|entry| entry.attribute("current-selected").as_deref() == Some("true"))?;
    Some(entry.attribute("value")?.into_owned())
}
