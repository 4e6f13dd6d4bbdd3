//! Scales and the grades on them.

use super::named::with_near;
use super::values::{Read, slug_of, texts};
use crate::model::{Grade, GradeDefinition, Terms};
use crate::rules::{Rules, Scale};
use crate::toml_file::TomlTable;

const GRADE_KEYS: &[&str] = &[
    "slug", "title", "short", "letter", "rank", "given", "printed", "phrases",
];

/// Reads the scales that families share.
pub(super) fn define_scales(rules: &mut Rules, table: &TomlTable<'_>) -> Read<()> {
    for scale in table.tables("scale", &["name", "grade"])? {
        let mut made = Scale::named(&scale.required("name")?);
        for grade in scale.tables("grade", GRADE_KEYS)? {
            add_grade(&mut rules.terms, &mut made, &grade)?;
        }
        rules.scales.push(made);
    }
    Ok(())
}

/// Reads the scale of a family: its own grades, or one that families share.
pub(super) fn scale(rules: &mut Rules, table: &TomlTable<'_>, family: &str) -> Read<Scale> {
    let grades = table.tables("grade", GRADE_KEYS)?;
    let name = table.text("scale")?;
    if !grades.is_empty() {
        let mut scale = Scale::named(if name.is_empty() { family } else { &name });
        for grade in grades {
            add_grade(&mut rules.terms, &mut scale, &grade)?;
        }
        let shared = table.text("words_of")?;
        if !shared.is_empty() {
            scale.include(&shared_scale(rules, table, "words_of", &shared)?);
        }
        rules.scales.retain(|known| known.name != scale.name);
        rules.scales.push(scale.clone());
        return Ok(scale);
    }
    if name.is_empty() {
        return Ok(Scale::default());
    }
    shared_scale(rules, table, "scale", &name)
}

fn shared_scale(rules: &Rules, table: &TomlTable<'_>, key: &str, name: &str) -> Read<Scale> {
    match rules.scales.iter().find(|scale| scale.name == name) {
        Some(scale) => Ok(scale.clone()),
        None => {
            let names = rules
                .scales
                .iter()
                .map(|scale| scale.name.clone())
                .collect();
            let error = table.error_at(key, format!("there is no scale `{name}`"));
            Err(with_near(error, name, names))
        }
    }
}

/// Reads a grade, and puts it on a scale.
fn add_grade(terms: &mut Terms, scale: &mut Scale, table: &TomlTable<'_>) -> Read<()> {
    let definition = grade_definition(terms, scale, table)?;
    let mut printed = texts(table, "printed")?;
    let phrases = texts(table, "phrases")?;
    if printed.is_empty() && phrases.is_empty() && definition.is_given {
        printed.push(definition.title.clone());
    }
    // A scale that another has words of in common shares its grades only by their slugs.
    let grade = match terms.grade(&definition.slug) {
        Some(known) if known.definition().scale == definition.scale => {
            let order = known.definition().order;
            let grade = Grade::define(GradeDefinition {
                order,
                ..definition
            });
            let place = terms.grades.iter_mut().find(|other| **other == grade);
            if let Some(place) = place {
                *place = grade;
            }
            grade
        }
        Some(known) => {
            let message = format!(
                "the grade `{}` is of the scale `{}` already",
                known.slug(),
                known.definition().scale
            );
            return Err(table.error_at("slug", message));
        }
        None => {
            let grade = Grade::define(definition);
            terms.grades.push(grade);
            grade
        }
    };
    scale.add(grade, &printed, &phrases);
    Ok(())
}

fn grade_definition(terms: &Terms, scale: &Scale, table: &TomlTable<'_>) -> Read<GradeDefinition> {
    let slug = table.required("slug")?;
    slug_of(table, &slug)?;
    let or = |text: String, other: &str| match text.is_empty() {
        true => other.to_owned(),
        false => text,
    };
    let title = or(table.text("title")?, &slug.replace('-', " "));
    let letter = or(table.text("letter")?, "-");
    Ok(GradeDefinition {
        short: or(table.text("short")?, &title),
        letter: letter.chars().next().unwrap_or('-'),
        scale: scale.name.clone(),
        rank: rank(table)?,
        is_given: table.text("given")? != "false",
        order: terms.grades.len() as u32,
        title,
        slug,
    })
}

/// Reads the place of a grade on its scale; none for what is beside it.
fn rank(table: &TomlTable<'_>) -> Read<Option<u32>> {
    let rank = table.text("rank")?;
    if rank.is_empty() {
        return Ok(None);
    }
    let number = rank.parse();
    number
        .map(Some)
        .map_err(|_| table.error_at("rank", format!("`{rank}` is no whole number")))
}
