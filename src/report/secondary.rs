//! Secondary sources: what councils and the press write about inspections.

use crate::gazetteer::{Gazetteer, fold};
use crate::layout::{Block, Role, TableCell};
use crate::model::{
    Authority, Date, Locator, Paragraph, Place, Published, Report, ReportId, Warned, Warning,
    WarningKind, WordBalance,
};
use crate::rules::{AboutRule, Rules, SecondaryRules};

use super::Origin;
use super::dates::{self, Order};
use super::notes::Notes;
use super::paragraphs::{CELL_END, MAX_CELL};
use super::recognise::Recognised;
use super::text::count_words;

/// Longest line that may be a title, in bytes.
const MAX_TITLE: usize = 200;

/// Reads a document that is not the inspectorate's own: every block is a paragraph of its body.
pub(super) fn read(
    blocks: &[Block],
    recognised: &Recognised<'_>,
    secondary: &SecondaryRules,
    origin: &Origin<'_>,
    rules: &Rules,
) -> Warned<Report> {
    let not_graded = Some(recognised.family.not_graded);
    let mut warnings = Vec::new();
    let mut heading = None;
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut last_cell = None;
    let mut words = WordBalance::default();
    let (mut bodies, mut quotations) = (0, 0);
    let notes_section = rules.terms().notes();
    let mut notes = Notes::gather(blocks);
    for block in blocks {
        let count = count_words(&block.text);
        if matches!(block.role, Role::Heading(_)) {
            heading = Some(block.text.clone());
            words.apparatus += count;
            continue;
        }
        words.other += count;
        if block.role == Role::Note && notes_section.is_some() {
            continue;
        }
        if let (Some(last), Some(paragraph)) = (last_cell, paragraphs.last_mut())
            && goes_on_row(last, block, paragraph)
        {
            last_cell = block.cell;
            paragraph.text.push_str(CELL_END);
            paragraph.text.push_str(block.text.trim());
            paragraph.last_page = block.last_page;
            let at = paragraphs.len() - 1;
            paragraphs[at].notes.extend(notes.of(block, at));
            continue;
        }
        last_cell = block.cell;
        let quoted = is_quotation(&block.text);
        let (section, ordinal) = match quoted {
            true => (secondary.quotation, &mut quotations),
            false => (secondary.body, &mut bodies),
        };
        *ordinal += 1;
        paragraphs.push(Paragraph {
            locator: Locator {
                part: None,
                place: Place::Ordinal(section, *ordinal),
            },
            section,
            area: None,
            group: None,
            grade: not_graded,
            heading: heading.clone(),
            number: None,
            page: block.page,
            last_page: block.last_page,
            text: block.without_bullet().to_owned(),
            notes: notes.of(block, paragraphs.len()),
            note_of: None,
            references: Vec::new(),
            recognised: None,
        });
    }
    if let Some(section) = notes_section {
        let notes = notes.into_paragraphs(section, &paragraphs, not_graded);
        paragraphs.extend(notes);
    }
    let authority = authority(blocks, rules.gazetteer());
    if authority.is_none() {
        warnings.push(Warning {
            kind: WarningKind::AuthorityUnknown,
            message: "the text names no known authority".to_owned(),
            page: None,
        });
    }
    // What nothing is asked of is what is left.
    let asked = recognised.family.recognitions.iter();
    let mut asked = asked.filter(|rules| rules.kind == recognised.kind);
    if asked.all(|rules| rules.when.is_empty()) {
        warnings.push(Warning {
            kind: WarningKind::KindUnknown,
            message: "neither an inspection report nor about one".to_owned(),
            page: None,
        });
    }
    let published = published(blocks, origin);
    let about = about(
        blocks,
        authority.as_ref(),
        published.map(|published| published.date),
        &secondary.about,
    );
    let report = Report {
        language: crate::model::Language::English,
        kind: recognised.kind,
        framework: None,
        authority,
        provider: None,
        title: title(blocks),
        inspection: None,
        published,
        url: origin.url(),
        about,
        lead_inspectors: Vec::new(),
        overall: not_graded,
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

/// Tells whether a block is the next cell of a row that a paragraph began with.
fn goes_on_row(last: TableCell, block: &Block, paragraph: &Paragraph) -> bool {
    block.cell.is_some_and(|cell| {
        last.is_before_in_row(cell) && paragraph.text.len().max(block.text.len()) <= MAX_CELL
    })
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

/// Takes the authority that is named in the first block that names one; postal addresses name places.
fn authority(blocks: &[Block], gazetteer: &Gazetteer) -> Option<Authority> {
    blocks
        .iter()
        .filter(|block| !is_address(&block.text))
        .find_map(|block| gazetteer.authority_in(&names_only(&block.text), None))
        .cloned()
}

/// Tells whether a text is a postal address, but for that of a council: a postcode stands in it.
fn is_address(text: &str) -> bool {
    let is_inward = |word: &str| {
        let mut letters = word.bytes();
        word.len() == 3
            && letters.next().is_some_and(|byte| byte.is_ascii_digit())
            && letters.all(|byte| byte.is_ascii_uppercase())
    };
    let is_outward = |word: &str| {
        (2..=4).contains(&word.len())
            && word.starts_with(|c: char| c.is_ascii_uppercase())
            && word
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            && word.bytes().any(|byte| byte.is_ascii_digit())
    };
    let trimmed = |word: &'_ str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let words: Vec<String> = text.split_whitespace().map(trimmed).collect();
    let has_postcode = words.windows(2).any(|pair| match pair {
        [outward, inward] => is_outward(outward) && is_inward(inward),
        _ => false,
    });
    has_postcode && !fold(text).split(' ').any(|word| word == "council")
}

/// Leaves the words that can stand in a name, so that "reading" is not Reading.
pub(super) fn names_only(text: &str) -> String {
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

/// Tells whether most of a paragraph stands in quotation marks. A quotation of several
/// paragraphs is closed only in the last.
fn is_quotation(text: &str) -> bool {
    const MOST: f64 = 0.7;
    let (mut inside, mut quoted, mut all) = (false, 0, 0);
    for c in text.chars() {
        match c {
            '“' => inside = true,
            '”' => inside = false,
            '"' => inside = !inside,
            _ => {
                all += 1;
                quoted += u32::from(inside);
            }
        }
    }
    f64::from(quoted) > MOST * f64::from(all)
}

/// Names the report that a text discusses: the first span of days that it gives, before it was
/// published, and the kind of visit that it speaks of.
fn about(
    blocks: &[Block],
    authority: Option<&Authority>,
    published: Option<Date>,
    rules: &[AboutRule],
) -> Option<ReportId> {
    let authority = authority?;
    let span = blocks
        .iter()
        .filter_map(|block| {
            dates::find_span(&block.text, Order::DayFirst, published.map(Date::year))
        })
        .find(|span| span.start != span.end && published.is_none_or(|day| span.end <= day))?;
    let text: String = blocks.iter().map(|block| fold(&block.text) + " ").collect();
    let speaks = |words: &String| text.contains(words.as_str());
    let rule = rules.iter().find(|rule| {
        (rule.words.is_empty() || rule.words.iter().any(speaks))
            && rule.since.is_none_or(|since| since <= span.end)
    })?;
    Some(ReportId::of(
        Some(&authority.slug),
        Some(span.end),
        rule.kind,
    ))
}

fn published(blocks: &[Block], origin: &Origin<'_>) -> Option<Published> {
    let labelled = blocks
        .iter()
        .filter(|block| block.text.to_lowercase().starts_with("published"))
        .find_map(|block| dates::find_date(&block.text, Order::DayFirst));
    let alone = || {
        blocks
            .iter()
            .take(12)
            .find_map(|block| dates::whole_date(block.body()))
    };
    origin.publication_or(labelled.or_else(alone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_told_from_the_reporters_words() {
        assert!(is_quotation("“We are proud of our staff,” she said."));
        assert!(is_quotation("\"To return to good is a great result."));
        assert!(!is_quotation(
            "The report calls the front door “effective” and moves on."
        ));
    }

    #[test]
    fn addresses_name_no_authority() {
        let authority = |text: &str| {
            let blocks = [Block::plain(Role::Paragraph, text.to_owned())];
            authority(&blocks, Gazetteer::builtin()).map(|found| found.slug)
        };
        assert_eq!(
            authority("Registered provider: 1 High Street, Leeds LS1 1AA"),
            None
        );
        let council = "Leeds City Council, Civic Hall, LS1 1UR";
        assert_eq!(authority(council).as_deref(), Some("leeds"));
        assert_eq!(
            authority("The visit was to Leeds.").as_deref(),
            Some("leeds")
        );
    }

    #[test]
    fn says_which_inspection_is_discussed() {
        let blocks = |text: &str| vec![Block::plain(Role::Paragraph, text.to_owned())];
        let authority = Gazetteer::builtin().authority_in("Southend-on-Sea", None);
        let families = Rules::builtin().families().iter();
        let mut secondary = families.filter_map(|family| family.secondary.as_ref());
        let rules = &secondary.next().unwrap().about;
        let check = |text: &str, published: &str, expected: Option<&str>| {
            let found = about(&blocks(text), authority, published.parse().ok(), rules);
            assert_eq!(found.as_ref().map(ReportId::as_str), expected, "{text}");
        };
        check(
            "An ILACS inspection took place between 15 and 26 July.",
            "2019-09-17",
            Some("southend-on-sea/2019-07-26/ilacs"),
        );
        check(
            "The focus visit was on Wednesday 23 and Thursday 24 March 2022.",
            "2022-05-09",
            Some("southend-on-sea/2022-03-24/focused-visit"),
        );
        check("Services are good.", "2022-05-09", None);
    }
}
