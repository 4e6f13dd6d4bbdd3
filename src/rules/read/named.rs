//! What files name that has been defined: kinds, sections, areas.

use super::values::Read;
use crate::model::{Area, Kind, Section, Terms};
use crate::query::spelling::nearest;
use crate::toml_file::{TomlError, TomlTable};

pub(super) fn kind_named(terms: &Terms, table: &TomlTable<'_>, slug: &str) -> Read<Kind> {
    terms.kind(slug).ok_or_else(|| {
        let error = table.error_at("kind", format!("there is no kind `{slug}`"));
        let known = terms.kinds.iter().map(|kind| kind.slug().to_owned());
        with_near(error, slug, known.collect())
    })
}

pub(super) fn section_named(
    terms: &Terms,
    table: &TomlTable<'_>,
    key: &str,
    slug: &str,
) -> Read<Section> {
    terms.section(slug).ok_or_else(|| {
        let error = table.error_at(key, format!("there is no section `{slug}`"));
        let known = terms.sections.iter();
        let known = known.map(|section| section.slug().to_owned());
        with_near(error, slug, known.collect())
    })
}

pub(super) fn section(terms: &Terms, table: &TomlTable<'_>, key: &str) -> Read<Option<Section>> {
    match table.text(key)?.as_str() {
        "" => Ok(None),
        slug => section_named(terms, table, key, slug).map(Some),
    }
}

pub(super) fn section_list(terms: &Terms, table: &TomlTable<'_>, key: &str) -> Read<Vec<Section>> {
    let slugs = table.texts(key)?.into_iter();
    slugs
        .map(|slug| section_named(terms, table, key, &slug.text))
        .collect()
}

pub(super) fn area_named(
    terms: &Terms,
    table: &TomlTable<'_>,
    key: &str,
    slug: &str,
) -> Read<Area> {
    let area = Area::new(slug.to_owned());
    match terms.area(&area) {
        Some(_) => Ok(area),
        None => {
            let error = table.error_at(key, format!("there is no area `{slug}`"));
            let known = terms.areas.iter();
            let known = known.map(|known| known.area.slug().to_owned());
            Err(with_near(error, slug, known.collect()))
        }
    }
}

pub(super) fn area_list(terms: &Terms, table: &TomlTable<'_>, key: &str) -> Read<Vec<Area>> {
    let slugs = table.texts(key)?.into_iter();
    slugs
        .map(|slug| area_named(terms, table, key, &slug.text))
        .collect()
}

pub(super) fn with_near(error: TomlError, name: &str, known: Vec<String>) -> TomlError {
    TomlError {
        near: nearest(name, known),
        ..error
    }
}
