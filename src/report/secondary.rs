//! Secondary sources: what councils and the press write about inspections.

use crate::gazetteer::Gazetteer;
use crate::layout::{Block, Role};
use crate::model::{
    Authority, Grade, Kind, Locator, Paragraph, Place, Published, Report, Section, Warned, Warning,
    WarningKind, WordBalance,
};

use super::Origin;
use super::dates;
use super::text::count_words;

/// Longest line that may be a title, in bytes.
const MAX_TITLE: usize = 200;

/// Reads a document that is not the inspectorate's own: every block is a paragraph of its body.
pub(super) fn read(
    blocks: &[Block],
    kind: Kind,
    origin: &Origin<'_>,
    gazetteer: &Gazetteer,
) -> Warned<Report> {
    let mut warnings = Vec::new();
    let mut heading = None;
    let mut paragraphs = Vec::new();
    let mut words = WordBalance::default();
    for block in blocks {
        let count = count_words(&block.text);
        if matches!(block.role, Role::Heading(_)) {
            heading = Some(block.text.clone());
            words.apparatus += count;
            continue;
        }
        words.other += count;
        paragraphs.push(Paragraph {
            locator: Locator {
                part: None,
                place: Place::Ordinal(Section::Body, paragraphs.len() as u32 + 1),
            },
            section: Section::Body,
            area: None,
            grade: Some(Grade::NotGraded),
            heading: heading.clone(),
            number: None,
            page: block.page,
            last_page: block.last_page,
            text: block.body().to_owned(),
            notes: Vec::new(),
        });
    }
    let authority = authority(blocks, gazetteer);
    if authority.is_none() {
        warnings.push(Warning {
            kind: WarningKind::AuthorityUnknown,
            message: "the text names no known authority".to_owned(),
            page: None,
        });
    }
    if kind == Kind::Other {
        warnings.push(Warning {
            kind: WarningKind::KindUnknown,
            message: "neither an inspection report nor about one".to_owned(),
            page: None,
        });
    }
    let report = Report {
        kind,
        framework: None,
        authority,
        title: title(blocks),
        inspection: None,
        published: published(blocks, origin),
        url: origin.url(),
        lead_inspectors: Vec::new(),
        overall: Some(Grade::NotGraded),
        judgements: Vec::new(),
        theme: None,
        paragraphs,
        pages: origin.pages,
        words,
    };
    Warned {
        value: report,
        warnings,
    }
}

fn title(blocks: &[Block]) -> String {
    let first = blocks
        .iter()
        .find(|block| matches!(block.role, Role::Heading(_)));
    let title = first
        .or(blocks.first())
        .map_or("", |block| block.text.as_str());
    match title.char_indices().nth(MAX_TITLE) {
        Some((end, _)) => format!("{}…", &title[..end]),
        None => title.to_owned(),
    }
}

/// Takes the authority that is named in the first block that names one.
fn authority(blocks: &[Block], gazetteer: &Gazetteer) -> Option<Authority> {
    blocks
        .iter()
        .find_map(|block| gazetteer.authority_in(&names_only(&block.text), None))
        .cloned()
}

/// Leaves the words that can stand in a name, so that "reading" is not Reading.
fn names_only(text: &str) -> String {
    text.split_whitespace()
        .map(|word| {
            let small = matches!(
                word,
                "of" | "and" | "upon" | "on" | "the" | "with" | "under" | "in"
            );
            let capital = word
                .trim_start_matches(['‘', '’', '“', '"', '\'', '('])
                .starts_with(char::is_uppercase);
            if small || capital { word } else { "·" }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

fn published(blocks: &[Block], origin: &Origin<'_>) -> Option<Published> {
    let labelled = blocks
        .iter()
        .filter(|block| block.text.to_lowercase().starts_with("published"))
        .find_map(|block| dates::find_date(&block.text));
    let alone = || {
        blocks
            .iter()
            .take(12)
            .find_map(|block| dates::whole_date(block.body()))
    };
    super::published(labelled.or_else(alone), origin)
}
