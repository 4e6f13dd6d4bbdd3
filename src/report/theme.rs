//! The theme of a joint targeted area inspection, which the title often hides.

use crate::gazetteer::{Gazetteer, fold};
use crate::model::{Framework, Paragraph};

/// How many opening paragraphs may state the theme.
const OPENING: usize = 6;

/// Finds the theme: in the sentences that say what the response was to or what the "deep dive"
/// was into, or in the title.
pub(super) fn find(
    title: &str,
    paragraphs: &[Paragraph],
    framework: Framework,
    gazetteer: &Gazetteer,
) -> Option<String> {
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
        .find_map(|sentence| gazetteer.theme_in(framework, &sentence).map(str::to_owned))
}
