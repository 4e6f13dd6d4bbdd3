//! Judgements authority by authority: a row of inspections in time, with what changed.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde::Serialize;

use super::csv::Table;
use super::label::count;
use super::table::{self, Column};
use super::{Glyphs, Screen, TableFormat, json};
use crate::model::{Area, AreaGroup, Grade, Terms};
use crate::themes::stats::Proportion;
use crate::themes::{GradeChange, GradedArea, Inspected, Judged, change_totals};

/// A row of data: one area of one inspection.
#[derive(Serialize)]
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

/// Writes authorities with their inspections: for people a row an authority, as data a row an
/// area.
pub fn write_changes(
    out: &mut impl Write,
    judged: &[Judged],
    format: TableFormat,
    terms: &Terms,
    screen: &Screen,
) -> io::Result<()> {
    match format {
        TableFormat::Table => write_matrix(out, judged, terms, screen),
        TableFormat::Csv(cells) => {
            let mut table = Table::new(cells);
            rows(judged).try_for_each(|row| table.row(out, &row))
        }
        TableFormat::Jsonl => rows(judged).try_for_each(|row| json::line(out, &row)),
        TableFormat::Json => json::pretty(out, &rows(judged).collect::<Vec<_>>()),
    }
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

fn write_matrix(
    out: &mut impl Write,
    judged: &[Judged],
    terms: &Terms,
    screen: &Screen,
) -> io::Result<()> {
    let groups = groups(judged, terms);
    let longest = judged.iter().map(|authority| authority.inspections.len());
    let longest = longest.max().unwrap_or(0);
    let ordinals: Vec<String> = (1..=longest).map(|n| format!("inspection {n}")).collect();
    let mut columns = vec![Column::left("authority")];
    columns.extend(ordinals.iter().map(|name| Column::left(name)));
    let rows: Vec<Vec<String>> = judged
        .iter()
        .map(|authority| {
            let cells = authority.inspections.iter();
            let mut row = vec![authority.name.clone()];
            row.extend(cells.map(|inspected| cell(inspected, &groups, screen.glyphs)));
            row.resize(columns.len(), String::new());
            row
        })
        .collect();
    table::write(out, &columns, &rows, screen)?;
    let (up, down) = (
        sign(GradeChange::Up, screen.glyphs),
        sign(GradeChange::Down, screen.glyphs),
    );
    writeln!(
        out,
        "\nYear, overall grade, then {} (main area first).\n\
         {}, – none;\n\
         {up} better than before, {down} worse, = the same, * the one before is of a predecessor",
        groups
            .iter()
            .map(AreaGroup::slug)
            .collect::<Vec<_>>()
            .join(", "),
        legend(judged, terms)
    )?;
    let mut totals = change_totals(judged);
    totals.retain(|(_, totals)| totals.of(0).whole > 0);
    if totals.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    let columns = [
        Column::left("changes"),
        Column::right("up"),
        Column::right("same"),
        Column::right("down"),
        Column::right("compared"),
    ];
    let share = |of: Proportion| format!("{} {:>4.0}%", of.part, of.share() * 100.0);
    let rows: Vec<Vec<String>> = totals
        .iter()
        .map(|(name, totals)| {
            vec![
                name.replace('-', " "),
                share(totals.of(totals.up)),
                share(totals.of(totals.same)),
                share(totals.of(totals.down)),
                totals.of(0).whole.to_string(),
            ]
        })
        .collect();
    table::write(out, &columns, &rows, screen)?;
    writeln!(out, "\n{}", count(judged.len() as u64, "authority"))
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
