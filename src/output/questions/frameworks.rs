//! Families of documents: a row each, or whether files of them are in order.

use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;

use crate::output::sheet::{Column, Part, Sheet, Table, cells};
use crate::output::wire::FamilyRow;
use crate::output::words::label::count;
use crate::output::{Reply, Screen};
use crate::rules::{Family, Rules};

#[derive(JsonSchema, Serialize)]
struct Families<'a> {
    families: Vec<FamilyRow<'a>>,
}

/// All families, in the order in which they are tried.
impl Reply for Rules {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let columns = ["family", "kinds", "frameworks", "scale"].map(Column::words);
        let mut columns = columns.to_vec();
        columns.push(Column::numbers("headings"));
        columns.extend(["inspectorate", "from", "unseen"].map(Column::words));
        let families = self.families();
        let rows = families.iter().map(|family| {
            let kinds = family.kinds.iter().map(|rules| rules.kind.slug());
            cells![
                &family.name,
                kinds.collect::<Vec<_>>().join(", "),
                framework_slugs(family).join(", "),
                &family.scale.name,
                family.headings.own().len(),
                &family.inspectorate,
                origin(family),
                &family.unseen,
            ]
        });
        let mut sheet = Sheet::default();
        sheet.add(Part::Table(Table::plain(columns, rows)));
        let frameworks: BTreeSet<_> = families.iter().flat_map(framework_slugs).collect();
        let kinds: usize = families.iter().map(|family| family.kinds.len()).sum();
        sheet.add(Part::Paragraph(format!(
            "{}, {}, {}; tried in this order",
            count(families.len() as u64, "family"),
            count(kinds as u64, "kind"),
            count(frameworks.len() as u64, "framework"),
        )));
        sheet
    }

    fn object(&self) -> impl Serialize + JsonSchema {
        let families = self.families().iter();
        let families = families.map(|family| FamilyRow::new(family, self));
        Families {
            families: families.collect(),
        }
    }
}

/// Says where a family comes from.
fn origin(family: &Family) -> &str {
    match family.is_built_in {
        true => "built in",
        false => &family.file,
    }
}

#[derive(JsonSchema, Serialize)]
struct CheckedRow<'a> {
    in_order: bool,
    files: &'a [String],
    families: usize,
}

/// Files of rules that are in order.
#[derive(Debug, Clone, Copy)]
pub struct RulesInOrder<'a> {
    /// Their paths.
    pub files: &'a [String],
    /// What was read from them and from what is built in.
    pub rules: &'a Rules,
}

impl Reply for RulesInOrder<'_> {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let mut sheet = Sheet::default();
        for file in self.files {
            let made = self
                .rules
                .families()
                .iter()
                .find(|family| family.file == *file);
            sheet.say(match made {
                Some(family) => format!("{file}: the family `{}`", family.name),
                None => format!("{file}: adds to what is there"),
            });
        }
        sheet.say(format!(
            "{} in order",
            count(self.files.len() as u64, "file")
        ));
        sheet
    }

    fn object(&self) -> impl Serialize + JsonSchema {
        CheckedRow {
            in_order: true,
            files: self.files,
            families: self.rules.families().len(),
        }
    }
}

/// Lists the frameworks of a family, none twice.
fn framework_slugs(family: &Family) -> Vec<&'static str> {
    let mut slugs = Vec::new();
    for rules in &family.frameworks {
        let slug = rules.framework.slug();
        if !slugs.contains(&slug) {
            slugs.push(slug);
        }
    }
    slugs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::WholeFamily;
    use crate::output::testutil::{json, text};

    #[test]
    fn every_family_is_written_whole() {
        let rules = Rules::builtin();
        let json = json(rules);
        let families = json["families"].as_array().unwrap();
        assert_eq!(families.len(), rules.families().len());
        for (row, family) in families.iter().zip(rules.families()) {
            assert_eq!(row["built_in"], true);
            let text = text(&WholeFamily { family, rules });
            for (heading, _) in family.headings.own() {
                assert!(
                    text.contains(&format!("    {heading}\n")),
                    "{heading}: {text}"
                );
            }
            for grade in &family.scale.grades {
                let line = format!("\n  {}", grade.slug());
                assert!(text.contains(&line), "{line}: {text}");
            }
            assert!(!text.contains(" \n"), "{text}");
        }
    }

    #[test]
    fn the_list_names_each_once() {
        let text = text(Rules::builtin());
        for family in Rules::builtin().families() {
            let row = format!("\n{} ", family.name);
            assert_eq!(text.matches(&row).count(), 1, "{text}");
        }
    }
}
