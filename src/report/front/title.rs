//! The title of a report, on its first page.

use super::labels::{MAX_SENTENCE, OPENING, opening_in};
use crate::gazetteer::fold;
use crate::layout::{Block, Role};
use crate::rules::FrontRules;

/// How many blocks of a first page may belong to its title.
const MAX_TITLE_BLOCKS: usize = 8;
/// Two sizes that differ by less, in points, are the same.
const SAME_SIZE: f32 = 0.5;
/// A name takes no more lines.
const MAX_NAME_LINES: usize = 3;

/// Tells whether a folded line is the title of a report.
pub(in crate::report) fn is_title_line(line: &str, rules: &FrontRules) -> bool {
    rules.title.iter().any(|test| test.holds(line))
}

/// Returns the line that is the title, or joins the lines above the first label.
pub(super) fn title(page: &[Block], rules: &FrontRules) -> String {
    let is_title = |block: &&Block| is_title_line(&fold(block.body()), rules);
    if let Some(block) = page.iter().find(is_title) {
        return block.text.clone();
    }
    // A title may be broken over two lines.
    let is_title = |pair: &&[Block]| {
        let line = fold(&format!("{} {}", pair[0].body(), pair[1].body()));
        line.len() < MAX_SENTENCE && is_title_line(&line, rules)
    };
    if let Some([first, second]) = page.windows(2).find(is_title) {
        return format!("{} {}", first.text, second.text);
    }
    if rules.title_largest
        && let Some(line) = largest(page)
    {
        return line;
    }
    let mut lines: Vec<&str> = Vec::new();
    for block in page.iter().take(MAX_TITLE_BLOCKS) {
        if opening_in(block.body(), &rules.title_until).is_some() {
            break;
        }
        // A sentence beside the title is none of it, nor what is said on how the file may be used.
        let is_sentence = block.text.trim_end().ends_with('.');
        let is_apart = is_marking(&block.text) || rules.title_apart.contains(&fold(&block.text));
        let is_line = block.role != Role::Note && block.text.len() < 250;
        if is_line && !is_sentence && !is_apart {
            lines.push(block.text.trim_end_matches([' ', '1']));
        }
    }
    if lines.is_empty() {
        return page
            .first()
            .map_or(String::new(), |block| block.text.clone());
    }
    lines
        .join(" – ")
        .replace(" – and – ", " and ")
        .replace("– and ", "and ")
}

/// Tells whether a line says how far a document is, or who may see it.
fn is_marking(line: &str) -> bool {
    const MARKINGS: [&str; 8] = [
        "draft",
        "not for publication",
        "embargo",
        "confidential",
        "official sensitive",
        "restricted",
        "strictly private",
        "private and confidential",
    ];
    let line = fold(line);
    let is_short = line.len() <= OPENING && !line.contains("inspection of");
    is_short && MARKINGS.iter().any(|marking| line.starts_with(marking))
}

/// Returns the line that is set largest, with the lines below that are set alike; or the first
/// heading, where sizes are not known.
pub(in crate::report) fn largest(page: &[Block]) -> Option<String> {
    let mut largest: Option<usize> = None;
    for (index, block) in page.iter().enumerate() {
        let is_larger = |known: usize| block.setting.size > page[known].setting.size;
        if block.role != Role::Note && largest.is_none_or(is_larger) {
            largest = Some(index);
        }
    }
    let start = largest?;
    let setting = page[start].setting;
    if setting.size == 0.0 {
        let heading = page.iter().find(|block| block.role == Role::Heading(1));
        return Some(heading?.text.trim().to_owned());
    }
    let alike = |block: &&Block| {
        (block.setting.size - setting.size).abs() < SAME_SIZE && block.setting.bold == setting.bold
    };
    let lines = page[start..].iter().take_while(alike).take(MAX_NAME_LINES);
    let lines: Vec<&str> = lines.map(|block| block.text.trim()).collect();
    Some(lines.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_holds_no_markings() {
        let rules = FrontRules {
            title_until: vec!["inspected".to_owned()],
            title_apart: vec!["better lives".to_owned()],
            ..FrontRules::default()
        };
        let lines = [
            "DRAFT – NOT FOR PUBLICATION",
            "Embargoed until 1 May 2025",
            "Better lives",
            "Ambleford Borough Council",
            "Draft inspection of services",
            "Inspected: 6 June 2015",
        ];
        let page = lines.map(|line| Block::plain(Role::Paragraph, line.to_owned()));
        assert_eq!(
            title(&page, &rules),
            "Ambleford Borough Council – Draft inspection of services"
        );
    }
}
