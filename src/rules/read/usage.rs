//! What a file defines and nothing uses, or what leaves nothing to others.

use super::values::Read;
use crate::model::{Area, Section};
use crate::rules::family::{Family, Recognition};
use crate::rules::heading::{Headings, Meaning, Part};
use crate::toml_file::TomlTable;

/// Finds what a file defines and nothing uses.
pub(super) fn check_use(
    table: &TomlTable<'_>,
    family: &Family,
    headings: &Headings,
    new_sections: &[(Section, u32)],
    new_areas: &[(Area, u32)],
) -> Read<()> {
    let unused = |what: &str, slug: &str, line| {
        let mut error = table.error(format!("nothing uses the {what} `{slug}`"));
        error.line = line;
        Err(error)
    };
    let meanings: Vec<&Meaning> = headings.iter().map(|(_, meaning)| meaning).collect();
    for (section, line) in new_sections {
        let by_heading = meanings.iter().any(|meaning| match meaning {
            Meaning::Section { section: named, .. } => named == section,
            Meaning::Aside(named) => *named == Some(*section),
            _ => false,
        });
        let starts = family.frameworks.iter().filter_map(|rules| rules.start);
        let mut starts = starts.chain(family.outline.start);
        if !by_heading && !starts.any(|start| start == *section) {
            return unused("section", section.slug(), *line);
        }
    }
    let has_heading = |area: &Area| {
        meanings.iter().any(|meaning| match meaning {
            Meaning::Area(named, _) => named == area,
            Meaning::Part(Part::Of(named)) | Meaning::PartFindings(Part::Of(named)) => {
                named == area
            }
            _ => false,
        })
    };
    for (area, line) in new_areas {
        if !has_heading(area) {
            return unused("area", area.slug(), *line);
        }
    }
    for rules in &family.kinds {
        let mut recognised = family.recognitions.iter();
        if !recognised.any(|recognition| recognition.kind == rules.kind) {
            let message = format!(
                "nothing recognises the kind `{}`: [[recognise]]",
                rules.kind
            );
            return Err(table.error_at("kind", message));
        }
    }
    let of_frameworks = family.frameworks.iter();
    let of_frameworks =
        of_frameworks.flat_map(|rules| rules.areas.iter().chain(&rules.areas_if_named));
    let of_kinds = family.kinds.iter().flat_map(|rules| &rules.areas);
    let of_rows = family
        .recognitions
        .iter()
        .flat_map(|rules| &rules.when.rows);
    for area in of_frameworks.chain(of_kinds).chain(of_rows) {
        if !has_heading(area) {
            let message = format!("the area `{area}` is expected, and no heading names it");
            return Err(table.error_at("framework", message));
        }
    }
    Ok(())
}

/// Finds what would take every document, and leave none to the families behind it.
pub(super) fn check_reach(
    table: &TomlTable<'_>,
    recognitions: &[Recognition],
    family: &Family,
) -> Read<()> {
    let mut reaching = recognitions.iter().filter(|rules| rules.when.is_empty());
    match reaching.next() {
        Some(rules) if family.secondary.is_none() => {
            let message = format!(
                "every document would be taken for `{}`: [[recognise]] asks for nothing",
                rules.kind
            );
            let mut error = table.error(message);
            error.line = rules.line;
            Err(error)
        }
        _ => Ok(()),
    }
}
