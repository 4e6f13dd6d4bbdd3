//! Headings and what each means.

use super::named::{area_named, section_named};
use super::values::Read;
use crate::gazetteer::fold_heading;
use crate::model::Terms;
use crate::rules::heading::{Boilerplate, Headings, Meaning, Part};
use crate::toml_file::{Text, TomlTable};

const HEADING_KEYS: &[&str] = &[
    "area",
    "section",
    "inside",
    "part",
    "part_findings",
    "main_part",
    "aside",
    "apart",
    "boilerplate",
    "closed",
    "contents",
    "end",
];

/// Reads what headings mean: by slug, those of areas and sections; others by key alone.
pub(super) fn headings(terms: &Terms, table: &TomlTable<'_>) -> Read<Headings> {
    let mut made = Headings::default();
    let Some(table) = table.table("headings")? else {
        return Ok(made);
    };
    table.check(HEADING_KEYS)?;
    for key in [
        "area",
        "section",
        "inside",
        "part",
        "part_findings",
        "aside",
    ] {
        let Some(rows) = table.table(key)? else {
            continue;
        };
        for Text { text: slug, .. } in rows.keys() {
            let meaning = meaning_of(key, terms, &rows, &slug)?;
            for written in rows.texts(&slug)? {
                add(&mut made, &rows, &written, meaning.clone())?;
            }
        }
    }
    for (key, meaning) in [
        ("main_part", Meaning::Part(Part::Main)),
        ("apart", Meaning::Aside(None)),
        ("boilerplate", Meaning::Boilerplate(Boilerplate::Open)),
        ("closed", Meaning::Boilerplate(Boilerplate::Closed)),
        ("contents", Meaning::Boilerplate(Boilerplate::Contents)),
        ("end", Meaning::End),
    ] {
        for written in table.texts(key)? {
            add(&mut made, &table, &written, meaning.clone())?;
        }
    }
    Ok(made)
}

/// Tells what the headings below a slug mean, by the key of their table.
fn meaning_of(key: &str, terms: &Terms, rows: &TomlTable<'_>, slug: &str) -> Read<Meaning> {
    let area = || area_named(terms, rows, slug, slug);
    let section = || section_named(terms, rows, slug, slug);
    Ok(match key {
        "area" => Meaning::Area(area()?, None),
        "part" => Meaning::Part(Part::Of(area()?)),
        "part_findings" => Meaning::PartFindings(Part::Of(area()?)),
        "aside" => Meaning::Aside(Some(section()?)),
        _ => Meaning::Section {
            section: section()?,
            inside: key == "inside",
        },
    })
}

/// Adds a heading, which must have words and no other meaning.
fn add(made: &mut Headings, table: &TomlTable<'_>, written: &Text, meaning: Meaning) -> Read<()> {
    let wrong = |message: String| {
        let mut error = table.error(message);
        error.line = written.line;
        Err(error)
    };
    let folded = fold_heading(&written.text);
    if folded.is_empty() {
        return wrong(format!("`{}` holds no words", written.text));
    }
    let open = if written.text.ends_with('*') { "*" } else { "" };
    let known = format!("{folded}{open}");
    if made.written().iter().any(|(other, _)| *other == known) {
        return wrong(format!(
            "a second meaning for `{}` is never used",
            written.text
        ));
    }
    made.add(&written.text, meaning);
    Ok(())
}
