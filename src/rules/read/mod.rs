//! Reading files of rules: every key, slug and date is checked, and what is wrong or of no use is
//! an error that names file and line.

mod conditions;
mod definitions;
mod front;
mod headings;
mod named;
mod outline;
mod scales;
mod secondary;
mod usage;
mod values;

use std::path::Path;

use self::conditions::recognitions;
use self::definitions::{Inspecting, areas, frameworks, kinds, sections};
use self::front::front;
use self::headings::headings;
use self::named::{section, with_near};
use self::outline::{outline, themes};
use self::scales::{define_scales, scale};
use self::secondary::{references, secondary_rules};
use self::usage::{check_reach, check_use};
use self::values::Read;
use super::family::{Family, References};
use super::heading::Headings;
use super::{Register, Rules};
use crate::model::Source;
use crate::toml_file::{TomlFile, TomlTable};

const FAMILY_KEYS: &[&str] = &[
    "inspectorate",
    "unseen",
    "inspects",
    "scale",
    "words_of",
    "kind",
    "recognise",
    "framework",
    "title",
    "inspected",
    "published",
    "inspector",
    "provider",
    "identifiers",
    "authority",
    "overall",
    "outcome",
    "front",
    "outline",
    "section",
    "area",
    "grade",
    "headings",
    "theme",
    "references",
    "secondary",
    "months",
];

/// Returns the name of a file without folder and ending.
pub(super) fn name_of(file: &TomlFile) -> String {
    let stem = Path::new(file.name()).file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

/// Reads what all families share; returns the order in which they are tried.
pub(super) fn common(rules: &mut Rules, file: &TomlFile) -> Read<Vec<String>> {
    let table = file.table(&[
        "families",
        "findings",
        "scale",
        "references",
        "register",
        "section",
        "area",
        "headings",
    ])?;
    define_scales(rules, &table)?;
    for row in table.tables("references", &["name", "names", "element"])? {
        rules
            .references
            .push((row.required("name")?, references(&row)?));
    }
    for row in table.tables("register", &["inspectorate", "inspects", "page"])? {
        rules.registers.push(register(&row)?);
    }
    sections(&mut rules.terms, &table, false)?;
    areas(&mut rules.terms, &table, false)?;
    rules.findings = section(&rules.terms, &table, "findings")?;
    rules.common = headings(&rules.terms, &table)?;
    let order = table.texts("families")?.into_iter();
    Ok(order.map(|name| name.text).collect())
}

/// Reads a file that adds to a family: `extends` names it.
pub(super) fn extend(rules: &mut Rules, file: &TomlFile) -> Read<()> {
    let table = file.table(&["extends", "section", "area", "headings", "recognise"])?;
    sections(&mut rules.terms, &table, false)?;
    areas(&mut rules.terms, &table, false)?;
    let name = table.required("extends")?;
    let names: Vec<_> = rules.families.iter().map(|f| f.name.clone()).collect();
    let Some(at) = names.iter().position(|known| *known == name) else {
        let error = table.error_at("extends", format!("there is no family `{name}`"));
        return Err(with_near(error, &name, names));
    };
    let more = headings(&rules.terms, &table)?;
    let recognitions = recognitions(&rules.terms, file, &table)?;
    check_reach(&table, &recognitions, &rules.families[at])?;
    let family = &mut rules.families[at];
    for (heading, meaning) in more.written() {
        family.headings.add(&heading, meaning);
    }
    family.recognitions.splice(0..0, recognitions);
    Ok(())
}

/// Reads a family.
pub(super) fn family(rules: &mut Rules, file: &TomlFile) -> Read<Family> {
    let table = file.table(FAMILY_KEYS)?;
    let name = name_of(file);
    let inspectorate = table.text("inspectorate")?;
    let scale = scale(rules, &table, &name)?;
    let replaces = rules.family(&name).is_some();
    let terms = &mut rules.terms;
    let new_sections = sections(terms, &table, replaces)?;
    let new_areas = areas(terms, &table, replaces)?;
    let secondary = table.table("secondary")?;
    let source = match secondary {
        Some(_) => Source::Secondary,
        None => Source::Primary,
    };
    let inspects_provider = inspects_provider(&table)?;
    let mut registers = rules.registers.iter();
    let register = registers.find(|register| {
        register.inspectorate == inspectorate && register.inspects_provider == inspects_provider
    });
    let inspector = Inspecting {
        inspectorate: &inspectorate,
        body_page: register.map_or("", |register| &register.page),
        source,
    };
    let kinds = kinds(terms, &table, inspector)?;
    let mut headings = headings(terms, &table)?;
    let frameworks = frameworks(terms, &table)?;
    let family = Family {
        recognitions: recognitions(terms, file, &table)?,
        front: front(terms, &table)?,
        outline: outline(terms, &table)?,
        themes: themes(terms, &table)?,
        references: references_named(&rules.references, &table)?,
        secondary: match secondary {
            Some(table) => Some(secondary_rules(terms, &table)?),
            None => None,
        },
        findings: match rules.findings {
            Some(section) => section,
            None => return Err(table.error("no common file names the section of findings")),
        },
        not_graded: match rules.terms.not_graded() {
            Some(grade) => grade,
            None => return Err(table.error("no common file says what stands for no grade")),
        },
        other_bodies: rules
            .terms
            .areas
            .iter()
            .filter(|area| area.is_of_other_body)
            .map(|area| area.area.clone())
            .collect(),
        inspects_provider,
        unseen: table.text("unseen")?,
        file: file.name().to_owned(),
        is_built_in: false,
        name,
        inspectorate,
        kinds,
        frameworks,
        scale,
        headings: Headings::default(),
    };
    check_use(&table, &family, &headings, &new_sections, &new_areas)?;
    check_reach(&table, &family.recognitions, &family)?;
    if family.secondary.is_none() {
        headings.add_common(&rules.common);
    }
    Ok(Family { headings, ..family })
}

/// Finds the documents that items of a family refer to.
fn references_named(
    known: &[(String, References)],
    table: &TomlTable<'_>,
) -> Read<Option<References>> {
    let name = table.text("references")?;
    let found = known.iter().find(|(known, _)| *known == name);
    match found {
        Some((_, references)) => Ok(Some(references.clone())),
        None if name.is_empty() => Ok(None),
        None => {
            let message = format!("there are no references `{name}`");
            Err(table.error_at("references", message))
        }
    }
}

/// Reads where an inspectorate keeps a page of each body.
fn register(row: &TomlTable<'_>) -> Read<Register> {
    let page = row.required("page")?;
    match page.contains("{urn}") {
        true => Ok(Register {
            inspectorate: row.required("inspectorate")?,
            inspects_provider: inspects_provider(row)?,
            page,
        }),
        false => Err(row.error_at(
            "page",
            "the address has no place for a number: `{urn}`".to_owned(),
        )),
    }
}

/// Tells whether the reports of a family are about providers, and not about authorities.
fn inspects_provider(table: &TomlTable<'_>) -> Read<bool> {
    match table.text("inspects")?.as_str() {
        "" | "authority" => Ok(false),
        "provider" => Ok(true),
        _ => {
            let message = "`inspects` is \"authority\" or \"provider\"";
            Err(table.error_at("inspects", message))
        }
    }
}
