//! Where the first pages tell title, dates, people and bodies.

use super::conditions::line_tests;
use super::named::section;
use super::values::{Read, folded, slug_of};
use crate::gazetteer::fold;
use crate::model::Terms;
use crate::rules::family::{FrontEnd, FrontRules};
use crate::toml_file::{Text, TomlTable};

/// Reads a table of the file into the rules for first pages.
type ReadField = fn(&mut FrontRules, &TomlTable<'_>) -> Read<()>;

/// Reads all that tells a first page; each kind of field in a table of its own.
pub(super) fn front(terms: &Terms, table: &TomlTable<'_>) -> Read<FrontRules> {
    let mut front = FrontRules {
        end: front_end(table)?,
        outcome: section(terms, table, "outcome")?,
        months: folded(table, "months")?,
        ..FrontRules::default()
    };
    if !matches!(front.months.len(), 0 | 12) {
        return Err(table.error_at("months", "a year has 12 months"));
    }
    let fields: [(&str, ReadField); 8] = [
        ("title", title),
        ("inspected", inspected),
        ("published", published),
        ("inspector", inspector),
        ("provider", provider),
        ("identifiers", identifiers),
        ("authority", authority),
        ("overall", overall),
    ];
    for (name, read) in fields {
        if let Some(field) = table.table(name)? {
            read(&mut front, &field)?;
        }
    }
    Ok(front)
}

fn title(front: &mut FrontRules, table: &TomlTable<'_>) -> Read<()> {
    table.check(&["lines", "largest", "until", "apart", "names"])?;
    front.title_largest = table.switch("largest")?;
    front.title = line_tests(table, "lines")?;
    front.title_until = folded(table, "until")?;
    front.title_apart = folded(table, "apart")?;
    for Text { text, line } in table.texts("names")? {
        let Some((before, behind)) = text.split_once("{}") else {
            let mut error = table.error("a title has a place {} for the name");
            error.line = line;
            return Err(error);
        };
        front.title_names.push((fold(before), fold(behind)));
    }
    Ok(())
}

fn inspected(front: &mut FrontRules, table: &TomlTable<'_>) -> Read<()> {
    table.check(&[
        "labels",
        "sentences",
        "last_day",
        "month",
        "anywhere",
        "month_first",
    ])?;
    front.inspected_last = folded(table, "last_day")?;
    front.inspected_month = table.switch("month")?;
    front.inspected_anywhere = table.switch("anywhere")?;
    front.inspected = folded(table, "labels")?;
    front.inspected_sentences = line_tests(table, "sentences")?;
    front.month_first = table.switch("month_first")?;
    Ok(())
}

fn published(front: &mut FrontRules, table: &TomlTable<'_>) -> Read<()> {
    table.check(&["labels", "anywhere", "alone"])?;
    front.published_anywhere = table.switch("anywhere")?;
    front.published = folded(table, "labels")?;
    front.published_alone = table.switch("alone")?;
    Ok(())
}

fn inspector(front: &mut FrontRules, table: &TomlTable<'_>) -> Read<()> {
    table.check(&["labels", "alone", "expected"])?;
    front.inspectors_alone = table.switch("alone")?;
    front.inspectors = folded(table, "labels")?;
    front.expects_inspector = table.switch("expected")?;
    Ok(())
}

fn provider(front: &mut FrontRules, table: &TomlTable<'_>) -> Read<()> {
    table.check(&["labels", "below", "largest"])?;
    front.provider_largest = table.switch("largest")?;
    front.provider = folded(table, "labels")?;
    front.provider_below = folded(table, "below")?;
    Ok(())
}

fn identifiers(front: &mut FrontRules, table: &TomlTable<'_>) -> Read<()> {
    for Text { text: name, .. } in table.keys() {
        slug_of(table, &name)?;
        let labels = folded(table, &name)?;
        front.identifiers.push((name, labels));
    }
    Ok(())
}

fn authority(front: &mut FrontRules, table: &TomlTable<'_>) -> Read<()> {
    table.check(&["labels", "sentences"])?;
    front.authority = folded(table, "labels")?;
    front.authority_sentences = line_tests(table, "sentences")?;
    Ok(())
}

fn overall(front: &mut FrontRules, table: &TomlTable<'_>) -> Read<()> {
    table.check(&["sentences"])?;
    front.overall = line_tests(table, "sentences")?;
    Ok(())
}

/// Reads where the first pages end.
fn front_end(table: &TomlTable<'_>) -> Read<FrontEnd> {
    let Some(front) = table.table("front")? else {
        return Ok(FrontEnd::Nowhere);
    };
    front.check(&["ends", "behind", "before"])?;
    let (behind, before) = (folded(&front, "behind")?, folded(&front, "before")?);
    match (
        front.text("ends")?.as_str(),
        behind.is_empty(),
        before.is_empty(),
    ) {
        ("table", true, true) => Ok(FrontEnd::Table),
        ("page", true, true) => Ok(FrontEnd::Page),
        ("", false, true) => Ok(FrontEnd::Behind(behind)),
        ("", true, false) => Ok(FrontEnd::Before(before)),
        _ => Err(front
            .error("front matter ends = \"table\" or \"page\", or behind or before some lines")),
    }
}
