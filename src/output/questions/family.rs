//! A family of documents, whole.

use schemars::JsonSchema;
use serde::Serialize;

use crate::output::screen::Role;
use crate::output::sheet::{Line, Part, Sheet};
use crate::output::wire::{FamilyRow, FrameworkRow, KindRow};
use crate::output::{Reply, Screen};
use crate::rules::{Family, Rules};

/// A family, whole.
#[derive(Debug, Clone, Copy)]
pub struct WholeFamily<'a> {
    /// The family.
    pub family: &'a Family,
    /// The rules of which it is.
    pub rules: &'a Rules,
}

impl Reply for WholeFamily<'_> {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let row = FamilyRow::new(self.family, self.rules);
        let mut sheet = Sheet::default();
        sheet.say(Line::of(Role::Title, row.family));
        let built_in = if row.built_in { ", built in" } else { "" };
        let facts = [
            row.inspectorate
                .map(|inspectorate| format!("  inspectorate: {inspectorate}")),
            Some(format!("  inspects: {}", row.inspects)),
            Some(format!("  file: {}{built_in}", row.file)),
            row.unseen.map(|unseen| format!("  unseen: {unseen}")),
        ];
        facts.into_iter().flatten().for_each(|fact| sheet.say(fact));
        let kinds = row.kinds.iter().map(kind_lines);
        block(&mut sheet, "kinds", kinds);
        let recognised = row.recognised_by.iter().map(|rules| {
            let place = format!("{} ({}:{})", rules.kind, rules.file, rules.line);
            (place, or(&rules.tests, "whatever it says"))
        });
        block(&mut sheet, "recognised by the first that holds", recognised);
        let frameworks = row.frameworks.iter().map(framework_lines);
        block(
            &mut sheet,
            "frameworks, of which the first holds",
            frameworks,
        );
        block(&mut sheet, "fields", row.fields.into_iter());
        let grades = row.grades.iter().map(|grade| {
            let rank = grade
                .rank
                .map_or(String::new(), |rank| format!(", rank {rank}"));
            let words = grade.words.iter().map(|words| format!("`{words}`"));
            (format!("{}{rank}", grade.grade), words.collect())
        });
        let scale = format!("scale {}, the best first", row.scale.unwrap_or_default());
        block(&mut sheet, &scale, grades);
        let areas = row.areas.into_iter().map(|area| {
            let group = area
                .group
                .map_or(String::new(), |group| format!(" ({group})"));
            (format!("{}{group}", area.area), area.headings)
        });
        block(&mut sheet, "areas and their headings", areas);
        let sections = row.sections.into_iter().map(|section| {
            let role = match (section.finding, section.improvement) {
                (_, true) => ", must improve",
                (true, _) => ", findings",
                _ => "",
            };
            (format!("{}{role}", section.section), section.headings)
        });
        block(&mut sheet, "sections and their headings", sections);
        block(&mut sheet, "other headings", row.other_headings.into_iter());
        block(&mut sheet, "outline", row.outline.into_iter());
        let themes = row.themes.iter().map(|rule| {
            let phrase = vec![format!("`{}`", rule.phrase)];
            (format!("{} ({})", rule.theme, rule.framework), phrase)
        });
        block(&mut sheet, "themes", themes);
        sheet
    }

    fn object(&self) -> impl Serialize + JsonSchema {
        FamilyRow::new(self.family, self.rules)
    }
}

fn kind_lines(kind: &KindRow<'_>) -> (String, Vec<String>) {
    let mut said = vec![kind.title.to_owned()];
    let switches = [
        (kind.graded, "graded by area"),
        (kind.successive, "compared with the one before"),
        (kind.outcome, "ends in an outcome"),
    ];
    let on = switches.iter().filter(|(on, _)| *on);
    said.extend(on.map(|(_, words)| (*words).to_owned()));
    said.extend(kind.part.map(|part| format!("a part on its own: {part}")));
    if !kind.areas.is_empty() {
        said.push(format!("areas: {}", kind.areas.join(", ")));
    }
    (kind.kind.to_owned(), said)
}

fn framework_lines(rules: &FrameworkRow<'_>) -> (String, Vec<String>) {
    let mut said = Vec::new();
    said.extend(rules.since.as_ref().map(|date| format!("since {date}")));
    said.extend(rules.until.as_ref().map(|date| format!("until {date}")));
    said.extend(rules.tests.iter().cloned());
    if !rules.areas.is_empty() {
        said.push(format!("areas: {}", rules.areas.join(", ")));
    }
    if !rules.areas_if_named.is_empty() {
        said.push(format!("if named: {}", rules.areas_if_named.join(", ")));
    }
    if !rules.overall {
        said.push("no overall grade".to_owned());
    }
    (rules.framework.to_owned(), said)
}

fn or(said: &[String], otherwise: &str) -> Vec<String> {
    match said {
        [] => vec![otherwise.to_owned()],
        said => said.to_vec(),
    }
}

/// Lists names, each with lines below it.
fn block(sheet: &mut Sheet<'_>, title: &str, rows: impl Iterator<Item = (String, Vec<String>)>) {
    let lines = rows.flat_map(|(name, lines)| {
        let below = lines.into_iter().map(|line| format!("  {line}"));
        std::iter::once(name).chain(below).collect::<Vec<_>>()
    });
    sheet.add(Part::List(title.to_owned(), lines.collect()));
}
