//! Judgements authority by authority: a row of inspections in time, with what changed.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Area, AreaGroup, Grade, Terms};
use crate::output::sheet::{Column, Part, Sheet, Table, cells};
use crate::output::words::figures::percent;
use crate::output::words::label::count;
use crate::output::{Glyphs, Reply, Screen};
use crate::themes::stats::Proportion;
use crate::themes::{GradeChange, GradedArea, Inspected, Judged, change_totals};

/// Authorities with their inspections: for people a row an authority, as data a row an area.
#[derive(Debug, Clone, Copy)]
pub struct Changes<'a> {
    /// The authorities.
    pub judged: &'a [Judged],
    /// The terms that their reports were read with.
    pub terms: &'a Terms,
}

/// A row of data: one area of one inspection.
#[derive(JsonSchema, Serialize)]
struct AreaRow<'a> {
    authority: &'a str,
    authority_name: &'a str,
    report_id: &'a str,
    date: Option<String>,
    kind: &'static str,
    framework: Option<&'static str>,
    area_group: Option<&'a str>,
    area: &'a str,
    grade: &'static str,
    previous_grade: Option<&'static str>,
    change: Option<&'static str>,
    predecessor: bool,
}

fn rows<'a>(judged: &'a [Judged]) -> impl Iterator<Item = AreaRow<'a>> {
    judged.iter().flat_map(|authority| {
        authority.inspections.iter().flat_map(move |inspected| {
            let record = &inspected.record;
            inspected.areas.iter().map(move |area| AreaRow {
                authority: &authority.slug,
                authority_name: &authority.name,
                report_id: record.id.as_str(),
                date: record.day().map(|day| day.to_string()),
                kind: record.report.kind.slug(),
                framework: record.report.framework.map(|framework| framework.slug()),
                area_group: area.group.as_ref().map(|group| group.slug()),
                area: area.area.slug(),
                grade: area.grade.slug(),
                previous_grade: area.previous.map(Grade::slug),
                change: area.change.map(GradeChange::slug),
                predecessor: inspected.succeeded,
            })
        })
    })
}

impl Reply for Changes<'_> {
    fn sheet(&self, screen: &Screen) -> Sheet<'_> {
        let Changes { judged, terms } = *self;
        let mut sheet = Sheet::default();
        if judged.is_empty() {
            sheet.add(Part::Lead(vec!["no graded inspection".to_owned()]));
            return sheet;
        }
        let groups = groups(judged, terms);
        sheet.add(Part::Table(matrix(judged, &groups, screen.glyphs)));
        let sign = |change| sign(change, screen.glyphs);
        let names: Vec<_> = groups.iter().map(AreaGroup::slug).collect();
        sheet.add(Part::Paragraph(format!(
            "Year, overall grade, then {} (main area first).\n\
             {}, – none;\n\
             {} better than before, {} worse, = the same, * the one before is of a predecessor",
            names.join(", "),
            legend(judged, terms),
            sign(GradeChange::Up),
            sign(GradeChange::Down),
        )));
        if let Some(table) = totals(judged) {
            sheet.add(Part::Table(table));
            let authorities = count(judged.len() as u64, "authority");
            sheet.add(Part::Paragraph(authorities));
        }
        sheet
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize + JsonSchema> {
        rows(self.judged)
    }
}

/// Draws up a row an authority, with a cell an inspection.
fn matrix(judged: &[Judged], groups: &[AreaGroup], glyphs: Glyphs) -> Table<'static> {
    let longest = judged.iter().map(|authority| authority.inspections.len());
    let longest = longest.max().unwrap_or(0);
    let mut columns = vec![Column::words("authority")];
    columns.extend((1..=longest).map(|n| Column::words(format!("inspection {n}"))));
    let rows = judged.iter().map(|authority| {
        let mut row = cells![&authority.name];
        let inspections = authority.inspections.iter();
        row.extend(inspections.map(|inspected| cell(inspected, groups, glyphs).into()));
        row.resize(longest + 1, "".into());
        row
    });
    Table::plain(columns, rows).called("Judgements in time")
}

/// Draws up how many grades rose, stayed and fell; none where none can be compared.
fn totals(judged: &[Judged]) -> Option<Table<'static>> {
    let mut totals = change_totals(judged);
    totals.retain(|(_, totals)| totals.of(0).whole > 0);
    let share = |of: Proportion| format!("{} {:>5}", of.part, percent(of.share()));
    let rows = totals.iter().map(|(name, totals)| {
        cells![
            name.replace('-', " "),
            share(totals.of(totals.up)),
            share(totals.of(totals.same)),
            share(totals.of(totals.down)),
            totals.of(0).whole,
        ]
    });
    let columns = Column::figures(&["changes", "up", "same", "down", "compared"]);
    let table = Table::plain(columns, rows).called("Changes of grades");
    (!totals.is_empty()).then_some(table)
}

/// Lists the groups of areas that occur, in the order in which they are defined: the columns inside
/// an inspection.
fn groups(judged: &[Judged], terms: &Terms) -> Vec<AreaGroup> {
    let inspections = judged.iter().flat_map(|authority| &authority.inspections);
    let met: Vec<&GradedArea> = inspections.flat_map(|inspected| &inspected.areas).collect();
    let occurs = |group: &AreaGroup| met.iter().any(|area| area.group.as_ref() == Some(group));
    let mut groups: Vec<AreaGroup> = Vec::new();
    for area in terms.areas.iter().filter(|area| !area.is_of_other_body) {
        if let Some(group) = &area.group
            && !groups.contains(group)
            && occurs(group)
        {
            groups.push(group.clone());
        }
    }
    groups
}

/// Says which letters stand for which grades, of the scales that occur.
fn legend(judged: &[Judged], terms: &Terms) -> String {
    let inspections = judged.iter().flat_map(|authority| &authority.inspections);
    let met = inspections.flat_map(|inspected| &inspected.areas);
    let scales: BTreeSet<&str> = met
        .map(|area| area.grade.definition().scale.as_str())
        .collect();
    let grades = terms.grades.iter().map(|grade| grade.definition());
    let lettered = grades.filter(|grade| scales.contains(grade.scale.as_str()));
    let named = lettered.map(|grade| format!("{} {}", grade.letter, grade.title));
    named.collect::<Vec<_>>().join(", ")
}

/// Writes an inspection as `2019 G↑ G=/R↓ …`.
fn cell(inspected: &Inspected, groups: &[AreaGroup], glyphs: Glyphs) -> String {
    let year = inspected.record.day().map_or(0, |day| day.year());
    let mark = if inspected.succeeded { "*" } else { "" };
    let mut parts = vec![format!("{year}{mark}")];
    let overall = inspected.areas.iter();
    parts.push(joined(
        overall.filter(|area| area.area == Area::OVERALL),
        glyphs,
    ));
    for group in groups {
        let areas = inspected.areas.iter();
        let of_group = areas.filter(|area| area.group.as_ref() == Some(group));
        parts.push(joined(of_group, glyphs));
    }
    parts.join(" ")
}

fn joined<'a>(areas: impl Iterator<Item = &'a GradedArea>, glyphs: Glyphs) -> String {
    let written = areas.map(|area| {
        let sign = area.change.map_or("", |change| sign(change, glyphs));
        format!("{}{sign}", area.grade.definition().letter)
    });
    let written: Vec<_> = written.collect();
    match written.is_empty() {
        true => "–".to_owned(),
        false => written.join("/"),
    }
}

const fn sign(change: GradeChange, glyphs: Glyphs) -> &'static str {
    match (change, glyphs) {
        (GradeChange::Up, Glyphs::Arrows) => "↑",
        (GradeChange::Down, Glyphs::Arrows) => "↓",
        (GradeChange::Up, Glyphs::Ascii) => "+",
        (GradeChange::Down, Glyphs::Ascii) => "-",
        (GradeChange::Same, _) => "=",
    }
}
