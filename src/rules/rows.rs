//! Rows of CSV files that add areas, headings and themes to the rules.

use super::{Boilerplate, Meaning, Part, Rules, ThemeRule};
use crate::gazetteer::{GazetteerError, Row, Table, fold};
use crate::model::{Area, AreaDefinition, AreaGroup, Section, Terms};

/// The family of headings that documents of all families may have.
const ANY: &str = "any";

/// Adds the rows of a table, unless it holds nothing of rules; says whether it did.
pub(super) fn add(rules: &mut Rules, table: &Table) -> Result<bool, GazetteerError> {
    let add_row = if table.has("heading") {
        heading
    } else if table.has("phrase") {
        theme
    } else if table.has("group") {
        area
    } else {
        return Ok(false);
    };
    for row in table.rows() {
        add_row(rules, &row)?;
    }
    Ok(true)
}

fn area(rules: &mut Rules, row: &Row<'_>) -> Result<(), GazetteerError> {
    if row.get("slug").is_empty() {
        return Err(row.error("no slug; the first line must name the columns"));
    }
    let group = row.get("group");
    let area = Area::new(row.get("slug").to_owned());
    rules.terms.areas.retain(|other| other.area != area);
    rules.terms.areas.push(AreaDefinition {
        area,
        name: row.get("name").to_owned(),
        group: (!group.is_empty()).then(|| AreaGroup::new(group.to_owned())),
        is_of_other_body: false,
    });
    Ok(())
}

fn heading(rules: &mut Rules, row: &Row<'_>) -> Result<(), GazetteerError> {
    let meaning = meaning(&rules.terms, row)?;
    let (name, written) = (row.get("family"), row.get("heading"));
    let mut known = false;
    for family in &mut rules.families {
        if family.name == name || name == ANY && family.secondary.is_none() {
            family.headings.add(written, meaning.clone());
            known = true;
        }
    }
    match known {
        true => Ok(()),
        false => Err(row.error(&format!("unknown family `{name}`"))),
    }
}

fn meaning(terms: &Terms, row: &Row<'_>) -> Result<Meaning, GazetteerError> {
    let slug = row.get("slug");
    let section = || -> Result<Section, GazetteerError> {
        let found = terms.section(slug);
        found.ok_or_else(|| row.error(&format!("unknown section `{slug}`")))
    };
    let part = || {
        let area = Area::new(slug.to_owned());
        match terms.is_of_other_body(&area) {
            true => Part::Of(area),
            false => Part::Main,
        }
    };
    Ok(match row.get("role") {
        "area" => Meaning::Area(Area::new(slug.to_owned()), None),
        "section" => {
            let section = section()?;
            let inside = section.is_finding();
            Meaning::Section { section, inside }
        }
        "part" => Meaning::Part(part()),
        "part-findings" => Meaning::PartFindings(part()),
        "aside" if slug.is_empty() => Meaning::Aside(None),
        "aside" => Meaning::Aside(Some(section()?)),
        "boilerplate" => Meaning::Boilerplate(Boilerplate::Open),
        "boilerplate-end" => Meaning::End,
        role => return Err(row.error(&format!("unknown role `{role}`"))),
    })
}

fn theme(rules: &mut Rules, row: &Row<'_>) -> Result<(), GazetteerError> {
    let slug = row.get("framework");
    let Some(framework) = rules.terms.framework(slug) else {
        return Err(row.error(&format!("unknown framework `{slug}`")));
    };
    let rule = ThemeRule {
        framework,
        phrase: fold(row.get("phrase")),
        slug: row.get("slug").to_owned(),
    };
    for family in &mut rules.families {
        let is_of = |rules: &super::FrameworkRules| rules.framework == framework;
        if family.frameworks.iter().any(is_of) {
            family.themes.push(rule.clone());
        }
    }
    Ok(())
}
