//! Running heads and feet that stand among the text: programs that turn pages into a document without pages
//! write them wherever a page ended.

use std::collections::{HashMap, HashSet};

use crate::layout::{Block, Mark, Role};
use crate::model::{Warned, Warning, WarningKind};

/// So many numbers that follow each other are those of pages.
const LEAST: usize = 3;
/// What stands beside the number of a page is not further away, in blocks.
const REACH: usize = 2;
/// It is not longer, in bytes.
const LONGEST: usize = 150;
/// It stands beside so many of three numbers.
const MOST: usize = 2;

/// Takes the numbers of pages out, with what recurs beside them, and says so.
pub(in crate::formats) fn without(read: Warned<Vec<Block>>) -> Warned<Vec<Block>> {
    let Warned {
        value: mut blocks,
        mut warnings,
    } = read;
    let dropped = running(&blocks);
    let Some(first) = dropped.iter().min().and_then(|at| blocks.get(*at)) else {
        return Warned {
            value: blocks,
            warnings,
        };
    };
    warnings.push(Warning {
        kind: WarningKind::LeftOut,
        message: format!(
            "what recurs with the numbers of pages is left out, such as “{}”",
            first.text
        ),
        page: None,
    });
    let mut at = 0usize;
    blocks.retain(|_| {
        at = at.saturating_add(1);
        !dropped.contains(&at.saturating_sub(1))
    });
    Warned {
        value: blocks,
        warnings,
    }
}

/// Finds the places of the numbers of pages and of what recurs beside them.
fn running(blocks: &[Block]) -> HashSet<usize> {
    let texts = blocks.iter().map(|block| match may_run(block) {
        true => Some(block.text.as_str()),
        false => None,
    });
    places(&texts.collect::<Vec<_>>())
}

/// Finds, among texts of which some may be heads and feet, the places of the numbers of pages and of what
/// recurs beside them.
pub(in crate::formats) fn places(texts: &[Option<&str>]) -> HashSet<usize> {
    let mut numbered: HashMap<String, Vec<(usize, u32)>> = HashMap::new();
    for (at, text) in texts.iter().enumerate() {
        if let Some(text) = text.filter(|text| text.len() <= LONGEST)
            && let Some(number) = number(text)
        {
            numbered
                .entry(letters(text))
                .or_default()
                .push((at, number));
        }
    }
    let mut dropped = HashSet::new();
    for (letters_of, places) in numbered {
        let pages = counted(&places);
        if pages.len() < LEAST {
            continue;
        }
        let beside = beside(texts, &pages);
        // Numbers alone may be those of paragraphs.
        if letters_of.is_empty() && beside.is_empty() {
            continue;
        }
        dropped.extend(pages);
        dropped.extend(beside);
    }
    dropped
}

/// Returns the places of the numbers that follow each other from the first on.
fn counted(places: &[(usize, u32)]) -> Vec<usize> {
    let mut counted: Vec<usize> = Vec::new();
    let mut next = None;
    for &(at, number) in places {
        if next.is_none_or(|next| number == next) {
            counted.push(at);
            next = Some(number.saturating_add(1));
        }
    }
    counted
}

/// Finds what recurs beside most numbers.
fn beside(texts: &[Option<&str>], pages: &[usize]) -> Vec<usize> {
    let mut places: HashMap<String, HashSet<usize>> = HashMap::new();
    for &page in pages {
        let around = page.saturating_sub(REACH)..=page.saturating_add(REACH);
        for at in around.filter(|at| *at != page) {
            let text = texts.get(at).copied().flatten();
            if let Some(text) = text.filter(|text| text.len() <= LONGEST) {
                places.entry(letters(text)).or_default().insert(at);
            }
        }
    }
    let least = (pages.len() * MOST / 3).max(LEAST.saturating_sub(1));
    let recurring = places
        .into_iter()
        .filter(|(letters, places)| !letters.is_empty() && places.len() >= least);
    recurring.flat_map(|(_, places)| places).collect()
}

fn may_run(block: &Block) -> bool {
    let is_labelled = block
        .label
        .is_some_and(|label| !matches!(label.mark, Mark::BareNumber(_)));
    let is_text = matches!(block.role, Role::Paragraph | Role::Heading(_));
    is_text && block.cell.is_none() && !is_labelled
}

/// Returns the number of a page: the last in a line, but for how many pages there are.
fn number(text: &str) -> Option<u32> {
    let text = text.trim_end();
    let text = match text.rsplit_once(" of ") {
        Some((page, all)) if all.bytes().all(|byte| byte.is_ascii_digit()) => page,
        _ => text,
    };
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (_, number) = text.split_at_checked(text.len().saturating_sub(digits))?;
    number.parse().ok().filter(|number| *number < 10_000)
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(texts: &[&str], expected: &[&str], is_told: bool) {
        let block = |text: &&str| Block::plain(Role::Paragraph, (*text).to_owned());
        let read = without(Warned {
            value: texts.iter().map(block).collect(),
            warnings: Vec::new(),
        });
        let texts: Vec<&str> = read.value.iter().map(|it| it.text.as_str()).collect();
        assert_eq!(texts, expected);
        assert_eq!(
            read.warnings.len(),
            usize::from(is_told),
            "{:?}",
            read.warnings
        );
    }

    #[test]
    fn heads_and_feet_with_numbers() {
        check(
            &[
                "One.", "Aford", "1", "Invented", "Two.", "Aford", "2", "Invented", "Three.",
                "Four.", "Aford", "3",
            ],
            &["One.", "Two.", "Three.", "Four."],
            true,
        );
        check(
            &["One.", "Page 1 of 3", "Two.", "Page 2 of 3", "Page 3 of 3"],
            &["One.", "Two."],
            true,
        );
    }

    #[test]
    fn other_numbers_stay() {
        let paragraphs = ["1", "One.", "2", "Two.", "3", "Three."];
        check(&paragraphs, &paragraphs, false);
        let years = ["In 2022", "In 2023", "Text."];
        check(&years, &years, false);
        let items = ["1. One", "2. Two", "3. Three"];
        check(&items, &items, false);
    }
}
