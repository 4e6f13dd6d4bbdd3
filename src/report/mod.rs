//! Reports: from blocks to what an inspection found.
//!
//! The first page tells the family and kind; the family's rules say which headings to expect;
//! headings tell section and area; the sequence tells which labels are paragraph numbers. What
//! does not fit the rules is doubted in a warning, and what cannot be told is left open.

mod another;
mod body;
mod dates;
mod doubts;
mod flat_table;
mod front;
mod heading;
mod inspector;
mod language;
mod metadata;
mod notes;
mod number;
mod origin;
mod outline;
mod paragraphs;
mod recognise;
mod reference;
mod secondary;
mod spaces;
#[cfg(test)]
mod tests;
mod text;
mod theme;
mod ticks;

use crate::gazetteer::fold;
use crate::layout::{Block, Role};
use crate::model::{
    Area, Grade, Judgement, Kind, Paragraph, Report, Section, Warned, Warning, WarningKind,
    WordBalance,
};
use crate::rules::{Family, References, Rules};

pub use dates::whole_date;
pub use metadata::is_key as is_metadata_key;
pub use origin::Origin;
use outline::{Place, Spot};
use recognise::FirstPage;
pub use recognise::{Attempt, Recognised};

/// Reads a report from its blocks; where several were joined, the first, and [`another`] tells where the
/// next begins.
///
/// `origin` says what is known from outside the text.
pub fn read(blocks: &[Block], origin: &Origin<'_>, rules: &Rules) -> Warned<Report> {
    let clean = text::without_controls(blocks);
    let blocks = clean.as_deref().unwrap_or(blocks);
    let page = FirstPage::of(blocks);
    let metadata = metadata::read(origin, rules);
    let recognised = match metadata.recognised(rules) {
        Some(recognised) => recognised,
        None => {
            let recognised = recognise::recognise(&page, rules)
                .expect("the last family of the rules takes every document");
            if recognised.family.secondary.is_some()
                && let Some(kept) = recognise::without_front(blocks, rules)
            {
                let words = |blocks: &[Block]| -> u64 {
                    blocks
                        .iter()
                        .map(|block| text::count_words(&block.text))
                        .sum()
                };
                let mut read = read(&kept, origin, rules);
                read.value.words.apparatus += words(blocks) - words(&kept);
                return read;
            }
            recognised
        }
    };
    let mut read = match &recognised.family.secondary {
        None => primary(blocks, &page, &recognised, origin, rules),
        Some(secondary) => {
            let appendix = another::about_appendix(blocks, rules);
            let end = blocks_before(blocks, appendix.as_ref());
            let mut read = secondary::read(&blocks[..end], &recognised, secondary, origin, rules);
            read.warnings.extend(appendix);
            read
        }
    };
    read.warnings.extend(doubts::about_kind(&recognised));
    read.value.language = language::language(blocks.iter().map(|block| block.text.as_str()));
    read.warnings.extend(doubts::about_language(&read.value));
    (read.warnings).extend(spaces::about_spaces(&read.value.paragraphs));
    metadata.set(&mut read, rules);
    // A title may be no block of the text.
    if let Some(title) = crate::model::without_controls(&read.value.title) {
        read.value.title = title;
    }
    read
}

/// Returns how many blocks stand before the page that a doubt about another report names: all if there is none.
fn blocks_before(blocks: &[Block], another: Option<&Warning>) -> usize {
    let page = another.and_then(|doubt| doubt.page);
    let begins = blocks.iter().position(|block| Some(block.page) == page);
    begins.unwrap_or(blocks.len())
}

/// Returns the page on which another report begins behind one that was read.
pub fn another(read: &Warned<Report>) -> Option<u32> {
    let mut warnings = read.warnings.iter();
    let begins = warnings.find(|warning| warning.kind == WarningKind::AnotherReport);
    begins.and_then(|warning| warning.page)
}

/// Says as what kind a document is recognised, and why.
pub fn recognise<'a>(
    blocks: &[Block],
    origin: &Origin<'_>,
    rules: &'a Rules,
) -> Option<Recognised<'a>> {
    let set = metadata::read(origin, rules).recognised(rules);
    set.or_else(|| recognise::explain(&FirstPage::of(blocks), rules))
}

fn primary(
    blocks: &[Block],
    page: &FirstPage<'_>,
    recognised: &Recognised<'_>,
    origin: &Origin<'_>,
    rules: &Rules,
) -> Warned<Report> {
    let (family, kind) = (recognised.family, recognised.kind);
    if let Some(blocks) = ticks::named(blocks, family) {
        return primary(&blocks, &FirstPage::of(&blocks), recognised, origin, rules);
    }
    if let Some(blocks) = without_tails(blocks, &family.outline.tails) {
        let page = FirstPage::of(&blocks);
        return primary_of(&blocks, &page, family, kind, origin, rules);
    }
    primary_of(blocks, page, family, kind, origin, rules)
}

/// Takes off headings what is no part of them; none if there is nothing to take off.
fn without_tails(blocks: &[Block], tails: &[String]) -> Option<Vec<Block>> {
    let tail = |block: &Block| {
        let is_heading = matches!(block.role, Role::Heading(_));
        let mut tails = tails.iter().filter(|_| is_heading);
        tails.find_map(|tail| {
            Some(
                block
                    .text
                    .trim_end()
                    .strip_suffix(tail.as_str())?
                    .trim_end()
                    .len(),
            )
        })
    };
    blocks.iter().find_map(tail)?;
    let mut blocks = blocks.to_vec();
    for block in &mut blocks {
        if let Some(end) = tail(block) {
            block.text.truncate(end);
        }
    }
    Some(blocks)
}

fn primary_of(
    blocks: &[Block],
    page: &FirstPage<'_>,
    family: &Family,
    kind: Kind,
    origin: &Origin<'_>,
    rules: &Rules,
) -> Warned<Report> {
    let kind_rules = family.kind(kind);
    let mut warnings = Vec::new();
    let behind = &page.all[page.start + page.blocks.len()..];
    let mut front = front::read(page.blocks, page.all, behind, family, origin.published());
    if let Some(doubt) = another::about_another(behind, front.inspection, family, rules) {
        let blocks = &blocks[..blocks_before(blocks, Some(&doubt))];
        let mut read = primary_of(blocks, &FirstPage::of(blocks), family, kind, origin, rules);
        read.warnings.push(doubt);
        return read;
    }
    // Others may stand before the first page.
    front.end += page.start;
    let published = origin.publication_or(front.published);
    let date = front
        .inspection
        .map(|span| span.end)
        .or(published.map(|p| p.date));
    let framework = recognise::framework(page, family, date);
    let outline = outline::read(blocks, family, kind_rules, framework, &front);
    let mut table = front.table.clone();
    let mut overall = front.overall;
    merge_grades(&outline.grades, &mut table, &mut overall, &mut warnings);
    let judgements: Vec<Judgement> = table
        .iter()
        .map(|(area, grade)| Judgement {
            area: area.clone(),
            group: rules.terms().group_of(area).cloned(),
            grade: *grade,
        })
        .collect();
    let graded = kind.is_graded();
    let grade_of = |spot: &Spot| match &spot.area {
        _ if !graded => Some(family.not_graded),
        Some(area) if *area == Area::OVERALL => overall,
        Some(area) => judgements.iter().find(|j| j.area == *area).map(|j| j.grade),
        None => None,
    };
    let group_of = |spot: &Spot| rules.terms().group_of(spot.area.as_ref()?).cloned();
    let judge = |spot: &Spot| (group_of(spot), grade_of(spot));
    let sections = (family.findings, rules.terms().notes());
    let mut assembled = paragraphs::assemble(blocks, &outline.places, sections, judge);
    warnings.extend(doubts::about_numbers(&assembled));
    if let Some(references) = &family.references {
        let items = assembled.paragraphs.iter_mut();
        for item in items.filter(|item| item.section.is_improvement()) {
            warnings.extend(cut_references(item, references));
        }
    }
    overall = match family.front.outcome {
        Some(section) => outcome(&assembled.paragraphs, section, family),
        None if !graded => Some(family.not_graded),
        None => overall,
    };
    let named = body::authority(blocks, family, &front.title, date, rules.gazetteer());
    warnings.extend(named.as_ref().and_then(doubts::about_authority));
    let framework_slug = framework.map(|rules| rules.framework);
    let report = Report {
        language: crate::model::Language::English,
        kind,
        framework: framework_slug,
        authority: named.map(|named| named.authority.clone()),
        provider: body::provider(blocks, family, &front.title),
        title: front.title.clone(),
        inspection: front.inspection,
        published,
        url: origin.url(),
        about: None,
        lead_inspectors: match family.front.inspectors.is_empty() {
            true => Vec::new(),
            false => inspector::lead_inspectors(blocks, &family.front, rules.gazetteer()),
        },
        overall,
        judgements,
        theme: framework_slug.and_then(|framework| {
            theme::find(&front.title, &assembled.paragraphs, framework, family)
        }),
        words: balance(blocks, &outline.places, &assembled.sections),
        paragraphs: assembled.paragraphs,
        pages: origin.pages,
    };
    warnings.extend(doubts::about_rules(
        &report, family, framework, &outline, &front,
    ));
    warnings.extend(doubts::about_dates(
        front.inspection,
        front.published,
        front::order(&family.front),
        origin,
    ));
    Warned {
        value: report,
        warnings,
    }
}

/// Checks the headings' grades against the table's, and takes them where there is no table.
fn merge_grades(
    headings: &[(Area, Grade)],
    table: &mut Vec<(Area, Grade)>,
    overall: &mut Option<Grade>,
    warnings: &mut Vec<Warning>,
) {
    for (area, grade) in headings {
        if *area == Area::OVERALL {
            overall.get_or_insert(*grade);
            continue;
        }
        match table.iter().find(|(other, _)| other == area) {
            None => table.push((area.clone(), *grade)),
            Some((_, in_table)) if in_table != grade => warnings.push(Warning {
                kind: WarningKind::GradeConflict,
                message: format!("{area}: {in_table} in the table, {grade} in the heading"),
                page: None,
            }),
            Some(_) => {}
        }
    }
}

/// Takes the cross-references off the end of an item, and says what could not be read.
fn cut_references(item: &mut Paragraph, references: &References) -> Option<Warning> {
    let cut = reference::cut(&item.text, references);
    let doubt = cut.doubt.map(|printed| Warning {
        kind: WarningKind::ReferenceUnread,
        message: format!("`{printed}` was not read as a cross-reference"),
        page: Some(item.page),
    });
    let text = cut.text.into_owned();
    item.references = cut.references;
    item.text = text;
    doubt
}

/// Reads an outcome from the words that stand for it in its section.
fn outcome(paragraphs: &[Paragraph], section: Section, family: &Family) -> Option<Grade> {
    let mut speaking = paragraphs.iter().filter(|p| p.section == section);
    speaking.find_map(|paragraph| family.scale.outcome(&fold(&paragraph.text)))
}

/// Counts where the words went; `sections` are those of the blocks that are content.
fn balance(blocks: &[Block], places: &[Place], sections: &[Section]) -> WordBalance {
    let mut words = WordBalance::default();
    let mut sections = sections.iter();
    for (block, place) in blocks.iter().zip(places) {
        let count = text::count_words(&block.text);
        match place {
            Place::Apparatus => words.apparatus += count,
            Place::Boilerplate => words.boilerplate += count,
            Place::Note => words.other += count,
            Place::Content(_) if sections.next().is_some_and(|section| section.is_finding()) => {
                words.findings += count;
            }
            Place::Content(_) => words.other += count,
        }
    }
    words
}
