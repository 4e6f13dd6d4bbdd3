//! Values as files write them: texts, lines, slugs, dates.

use crate::gazetteer::fold;
use crate::model::Date;
use crate::toml_file::{Text, TomlError, TomlTable};

/// What reading makes, or the place of what is wrong.
pub(super) type Read<T> = Result<T, TomlError>;

pub(super) fn slug_of(table: &TomlTable<'_>, slug: &str) -> Read<()> {
    let is_slug = slug
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    match is_slug && !slug.is_empty() {
        true => Ok(()),
        false => Err(table.error(format!(
            "`{slug}` is no slug: small letters, digits, hyphens"
        ))),
    }
}

pub(super) fn date(table: &TomlTable<'_>, key: &str) -> Read<Option<Date>> {
    let text = table.text(key)?;
    if text.is_empty() {
        return Ok(None);
    }
    let date = text.parse();
    date.map(Some)
        .map_err(|_| table.error_at(key, format!("`{text}` is no date such as \"2026-04-27\"")))
}

pub(super) fn texts(table: &TomlTable<'_>, key: &str) -> Read<Vec<String>> {
    let texts = table.texts(key)?.into_iter();
    Ok(texts.map(|text| text.text).collect())
}

/// Reads texts in the form in which lines are compared.
pub(super) fn folded(table: &TomlTable<'_>, key: &str) -> Read<Vec<String>> {
    let mut folded = Vec::new();
    for Text { text, .. } in table.texts(key)? {
        // A space at an end is wanted: it ends a word.
        let before = if text.starts_with(' ') { " " } else { "" };
        let behind = if text.ends_with(' ') { " " } else { "" };
        let words = fold(&text);
        if words.is_empty() {
            return Err(table.error_at(key, format!("`{key}` holds no words")));
        }
        folded.push(format!("{before}{words}{behind}"));
    }
    Ok(folded)
}
