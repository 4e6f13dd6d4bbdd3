//! What a family defines: sections, areas, kinds, frameworks.

use super::conditions::{CONDITION_KEYS, conditions};
use super::named::{area_list, area_named, section};
use super::values::{Read, date, folded, slug_of};
use crate::model::{
    Area, AreaDefinition, AreaGroup, Framework, FrameworkDefinition, Kind, KindDefinition, Section,
    SectionDefinition, Source, Terms,
};
use crate::rules::family::{FrameworkRules, KindRules};
use crate::toml_file::TomlTable;

const SECTION_KEYS: &[&str] = &["slug", "finding", "improvement", "notes"];

const AREA_KEYS: &[&str] = &["slug", "name", "group", "other_body"];

/// Reads the sections that a file defines; one that takes another's place may define them anew.
pub(super) fn sections(
    terms: &mut Terms,
    table: &TomlTable<'_>,
    replaces: bool,
) -> Read<Vec<(Section, u32)>> {
    let mut new = Vec::new();
    for row in table.tables("section", SECTION_KEYS)? {
        let slug = row.required("slug")?;
        slug_of(&row, &slug)?;
        let known = terms.section(&slug);
        if known.is_some() && !replaces {
            return Err(row.error(format!("there is a section `{slug}` already")));
        }
        let section = Section::define(SectionDefinition {
            is_finding: row.switch("finding")?,
            is_improvement: row.switch("improvement")?,
            is_notes: row.switch("notes")?,
            order: known.map_or(terms.sections.len() as u32, |known| {
                known.definition().order
            }),
            slug,
        });
        terms.sections.retain(|other| *other != section);
        terms.sections.push(section);
        terms.sections.sort();
        new.push((section, row.line));
    }
    Ok(new)
}

/// Reads the areas that a file defines; one that takes another's place may define them anew.
pub(super) fn areas(
    terms: &mut Terms,
    table: &TomlTable<'_>,
    replaces: bool,
) -> Read<Vec<(Area, u32)>> {
    let mut new = Vec::new();
    for row in table.tables("area", AREA_KEYS)? {
        let slug = row.required("slug")?;
        slug_of(&row, &slug)?;
        let group = row.text("group")?;
        let area = Area::new(slug);
        let known = terms.areas.iter().position(|known| known.area == area);
        let definition = AreaDefinition {
            name: row.required("name")?,
            group: (!group.is_empty()).then(|| AreaGroup::new(group)),
            is_of_other_body: row.switch("other_body")?,
            area: area.clone(),
        };
        match known {
            Some(at) if replaces => terms.areas[at] = definition,
            Some(_) => return Err(row.error(format!("there is an area `{area}` already"))),
            None => terms.areas.push(definition),
        }
        new.push((area, row.line));
    }
    Ok(new)
}

/// Who inspects what a family is about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Inspecting<'a> {
    /// Their name; empty for what is no inspection.
    pub(super) inspectorate: &'a str,
    /// The address of their page of a body; empty where none is known.
    pub(super) body_page: &'a str,
    /// Whose words they are.
    pub(super) source: Source,
}

pub(super) fn kinds(
    terms: &mut Terms,
    table: &TomlTable<'_>,
    inspecting: Inspecting<'_>,
) -> Read<Vec<KindRules>> {
    let keys = [
        "slug",
        "title",
        "graded",
        "successive",
        "outcome",
        "part",
        "areas",
        "links",
    ];
    let mut kinds = Vec::new();
    for row in table.tables("kind", &keys)? {
        let slug = row.required("slug")?;
        slug_of(&row, &slug)?;
        let known = terms.kind(&slug);
        let kind = Kind::define(KindDefinition {
            title: row.required("title")?,
            inspectorate: inspecting.inspectorate.to_owned(),
            body_page: inspecting.body_page.to_owned(),
            source: inspecting.source,
            is_graded: row.switch("graded")?,
            is_successive: row.switch("successive")?,
            has_outcome: row.switch("outcome")?,
            order: known.map_or(terms.kinds.len() as u32, |known| known.definition().order),
            slug,
        });
        terms.kinds.retain(|other| *other != kind);
        terms.kinds.push(kind);
        terms.kinds.sort();
        kinds.push(KindRules {
            kind,
            part: match row.text("part")?.as_str() {
                "" => None,
                slug => Some(area_named(terms, &row, "part", slug)?),
            },
            areas: area_list(terms, &row, "areas")?,
            links: folded(&row, "links")?,
        });
    }
    if kinds.is_empty() {
        return Err(table.error("a family has a kind: [[kind]]"));
    }
    Ok(kinds)
}

pub(super) fn frameworks(terms: &mut Terms, table: &TomlTable<'_>) -> Read<Vec<FrameworkRules>> {
    let own = [
        "slug",
        "title",
        "since",
        "until",
        "areas",
        "areas_if_named",
        "overall",
        "start",
    ];
    let keys = [&own[..], CONDITION_KEYS].concat();
    let mut frameworks = Vec::new();
    for row in table.tables("framework", &keys)? {
        let slug = row.required("slug")?;
        slug_of(&row, &slug)?;
        let title = row.text("title")?;
        let framework = match terms.framework(&slug) {
            Some(known) if title.is_empty() || known.definition().title == title => known,
            known => {
                let order = known.map_or(terms.frameworks.len() as u32, |f| f.definition().order);
                let framework = Framework::define(FrameworkDefinition { slug, title, order });
                terms.frameworks.retain(|other| *other != framework);
                terms.frameworks.push(framework);
                terms.frameworks.sort();
                framework
            }
        };
        frameworks.push(FrameworkRules {
            framework,
            when: conditions(terms, &row)?,
            since: date(&row, "since")?,
            until: date(&row, "until")?,
            areas: area_list(terms, &row, "areas")?,
            areas_if_named: area_list(terms, &row, "areas_if_named")?,
            has_overall: row.text("overall")? != "false",
            start: section(terms, &row, "start")?,
        });
    }
    Ok(frameworks)
}
