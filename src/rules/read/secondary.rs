//! Documents about reports, and documents that items refer to.

use super::named::{kind_named, section_named};
use super::values::{Read, date, folded, texts};
use crate::model::Terms;
use crate::rules::family::{AboutRule, ReferenceElement, References, SecondaryRules};
use crate::toml_file::TomlTable;

pub(super) fn references(table: &TomlTable<'_>) -> Read<References> {
    let lower = |texts: Vec<String>| -> Vec<String> {
        texts.iter().map(|text| text.to_lowercase()).collect()
    };
    let mut elements = Vec::new();
    for row in table.tables("element", &["slug", "words", "named"])? {
        let named = lower(texts(&row, "named")?);
        elements.push(ReferenceElement {
            slug: row.required("slug")?,
            words: lower(texts(&row, "words")?),
            named: (1..).zip(named).collect(),
        });
    }
    Ok(References {
        names: lower(texts(table, "names")?),
        elements,
    })
}

pub(super) fn secondary_rules(terms: &Terms, table: &TomlTable<'_>) -> Read<SecondaryRules> {
    table.check(&["body", "quotation", "about"])?;
    let mut about = Vec::new();
    for row in table.tables("about", &["kind", "words", "since"])? {
        about.push(AboutRule {
            kind: kind_named(terms, &row, &row.required("kind")?)?,
            words: folded(&row, "words")?,
            since: date(&row, "since")?,
        });
    }
    Ok(SecondaryRules {
        body: section_named(terms, table, "body", &table.required("body")?)?,
        quotation: section_named(terms, table, "quotation", &table.required("quotation")?)?,
        about,
    })
}
