//! Lead inspectors: who led an inspection, wherever in the report it is said.

use crate::gazetteer::{Gazetteer, fold, fold_contains, fold_opening};
use crate::layout::Block;
use crate::model::Inspector;

/// Finds the lead inspectors, wherever in the report they are named.
pub(super) fn lead_inspectors(blocks: &[Block], gazetteer: &Gazetteer) -> Vec<Inspector> {
    for (index, block) in blocks.iter().enumerate() {
        let text = &block.text;
        let opening = fold_opening(text, "reporting inspector".len());
        let label = ["lead inspectors", "lead inspector", "reporting inspector"]
            .iter()
            .find(|label| opening.starts_with(**label));
        let names = if let Some(label) = label {
            let after = text.get(label.len()..).unwrap_or_default();
            let after = after.trim_start_matches(|c: char| c == ':' || c.is_whitespace());
            let after = after.strip_prefix("on site:").unwrap_or(after);
            match blocks.get(index + 1) {
                Some(next) if after.trim().is_empty() => names(&next.text),
                _ => names(after),
            }
        } else if let Some(after) = visitors(text) {
            names(after)
        } else if names_lead(text) {
            names(text)
        } else {
            continue;
        };
        if !names.is_empty() {
            return names.iter().map(|name| gazetteer.inspector(name)).collect();
        }
    }
    Vec::new()
}

/// Tells whether a text says of someone from Ofsted that they led the inspection.
fn names_lead(text: &str) -> bool {
    if !fold_contains(text, "ofsted") {
        return false;
    }
    let line = fold(text);
    (line.contains("lead inspector") || line.ends_with(" lead")) && !line.contains("deputy")
}

/// Returns what follows "… Inspectors for this visit were", the sentence of a letter that names
/// who came.
fn visitors(text: &str) -> Option<&str> {
    let (_, after) = text.split_once(" for this visit ")?;
    let after = after.strip_prefix("were ").or(after.strip_prefix("was "))?;
    after.split_inclusive(". ").next()
}

/// Splits "Rebecca Quested, His Majesty’s Inspector, and Matthew Reed, HMI" into names.
fn names(text: &str) -> Vec<String> {
    let text = text.replace(['\u{a0}', '\t'], " ");
    // The rest of the team may stand in the same paragraph.
    let text = ["Team inspector", "Deputy lead", "Quality assurance"]
        .iter()
        .filter_map(|label| text.find(label))
        .min()
        .map_or(text.as_str(), |end| &text[..end]);
    text.split([',', ';', '(', ')'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" & "))
        .map(|part| {
            part.split_whitespace()
                .take_while(|word| {
                    !matches!(
                        *word,
                        "HMI" | "SHMI" | "SCRI" | "Ofsted" | "Senior" | "His" | "Her"
                    )
                })
                .filter(|word| *word != "and")
                .collect::<Vec<_>>()
                .join(" ")
                .trim_end_matches('.')
                .to_owned()
        })
        .filter(|name| {
            let words = name.split(' ').count();
            let is_title = name.contains("Inspector") || name.contains("inspector");
            let capital = name.chars().next().is_some_and(char::is_uppercase);
            (2..=4).contains(&words) && !is_title && capital
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{names, visitors};

    #[test]
    fn inspectors_names_without_titles() {
        let check = |text: &str, expected: &[&str]| assert_eq!(names(text), expected, "{text}");
        check("Andy Whippey, HMI", &["Andy Whippey"]);
        check("Karen Wareing (HMI)", &["Karen Wareing"]);
        check("John Mitchell, Senior HMI", &["John Mitchell"]);
        check(
            "Amanda Maxwell, His Majesty’s Inspector",
            &["Amanda Maxwell"],
        );
        check("Neil Penswick HMI", &["Neil Penswick"]);
        check(
            "Rebecca Quested, His Majesty’s Inspector, and Matthew Reed, His Majesty’s Inspector",
            &["Rebecca Quested", "Matthew Reed"],
        );
        check("Jo Petch, Ofsted HMI, lead inspector", &["Jo Petch"]);
        check(
            "Dave Gilkerson HMI, Ofsted Lead inspector",
            &["Dave Gilkerson"],
        );
        check("Fiona J Millns", &["Fiona J Millns"]);
        check(
            "Neil Penswick HMI Team inspectors: Ann Other HMI",
            &["Neil Penswick"],
        );
    }

    #[test]
    fn letters_name_who_came() {
        let text =
            "Her Majesty’s Inspectors for this visit were Ann Other and Bob A Smith. It was fine.";
        assert_eq!(names(visitors(text).unwrap()), ["Ann Other", "Bob A Smith"]);
        assert_eq!(visitors("Inspectors saw the plans for this visit."), None);
    }
}
