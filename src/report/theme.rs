//! The theme of an inspection, which the title often hides.

use crate::gazetteer::fold;
use crate::model::{Framework, Paragraph};
use crate::rules::{Family, ThemeRule};

/// How many opening paragraphs may state the theme.
const OPENING: usize = 6;

/// Finds the theme: in the sentences that say what the response was to or what the "deep dive"
/// was into, or in the title.
pub(super) fn find(
    title: &str,
    paragraphs: &[Paragraph],
    framework: Framework,
    family: &Family,
) -> Option<String> {
    if family.themes.is_empty() {
        return None;
    }
    let opening = || {
        paragraphs
            .iter()
            .take(OPENING)
            .flat_map(|p| p.text.split_inclusive(". "))
    };
    let deep_dive = opening().filter(|sentence| fold(sentence).contains("deep dive"));
    let response = opening().filter(|sentence| {
        let sentence = fold(sentence);
        sentence.contains("response to") || sentence.contains("inspection of")
    });
    let title = std::iter::once(title);
    deep_dive
        .chain(title)
        .chain(response)
        .map(|sentence| fold(sentence).replace("abuse and neglect", ""))
        .find_map(|sentence| {
            let spoken =
                |rule: &&ThemeRule| rule.framework == framework && sentence.contains(&rule.phrase);
            family.themes.iter().find(spoken)
        })
        .map(|rule| rule.slug.clone())
}
