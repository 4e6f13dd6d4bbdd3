//! How the text is divided, and what of it is a theme.

use super::conditions::line_tests;
use super::named::{area_named, section, section_list, with_near};
use super::values::{Read, folded, texts};
use crate::model::Terms;
use crate::rules::family::{OutlineRules, ThemeRule};
use crate::toml_file::{Text, TomlTable};

pub(super) fn outline(terms: &Terms, table: &TomlTable<'_>) -> Read<OutlineRules> {
    let Some(table) = table.table("outline")? else {
        return Ok(OutlineRules::default());
    };
    table.check(&[
        "start",
        "chapters",
        "nested",
        "overall_chapter",
        "boxed",
        "without_tables",
        "bodies_in",
        "table_heads",
        "without_areas",
        "introductions",
        "grade_labels",
        "grade_sentences",
        "tails",
        "weak",
        "own_headings",
        "most_items",
    ])?;
    let mut nested = Vec::new();
    if let Some(rows) = table.table("nested")? {
        for Text { text: inner, .. } in rows.keys() {
            let outer = rows.required(&inner)?;
            nested.push((
                area_named(terms, &rows, &inner, &inner)?,
                area_named(terms, &rows, &inner, &outer)?,
            ));
        }
    }
    let most = table.text("most_items")?;
    Ok(OutlineRules {
        start: section(terms, &table, "start")?,
        chapters: table.switch("chapters")?,
        nested,
        overall_chapter: table.switch("overall_chapter")?,
        boxed: section_list(terms, &table, "boxed")?,
        without_tables: section_list(terms, &table, "without_tables")?,
        bodies_in: section_list(terms, &table, "bodies_in")?,
        table_heads: folded(&table, "table_heads")?,
        without_areas: section_list(terms, &table, "without_areas")?,
        introductions: section_list(terms, &table, "introductions")?,
        grade_labels: folded(&table, "grade_labels")?,
        grade_sentences: line_tests(&table, "grade_sentences")?,
        tails: texts(&table, "tails")?,
        weak: folded(&table, "weak")?,
        own_headings: table.switch("own_headings")?,
        most_items: match most.as_str() {
            "" => 0,
            most => most
                .parse()
                .map_err(|_| table.error_at("most_items", format!("`{most}` is no number")))?,
        },
    })
}

pub(super) fn themes(terms: &Terms, table: &TomlTable<'_>) -> Read<Vec<ThemeRule>> {
    let mut themes = Vec::new();
    for row in table.tables("theme", &["framework", "slug", "phrases"])? {
        let name = row.required("framework")?;
        let Some(framework) = terms.framework(&name) else {
            let known = terms.frameworks.iter().map(|f| f.slug().to_owned());
            let error = row.error_at("framework", format!("there is no framework `{name}`"));
            return Err(with_near(error, &name, known.collect()));
        };
        let slug = row.required("slug")?;
        for phrase in folded(&row, "phrases")? {
            themes.push(ThemeRule {
                framework,
                phrase,
                slug: slug.clone(),
            });
        }
    }
    Ok(themes)
}
