//! Reports: one row each, the national table of judgements.

use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::index::ReportRecord;
use crate::model::Judgement;
use crate::output::render::json;
use crate::output::sheet::{Cell, Column, Media, Part, Sheet, Table, cells};
use crate::output::wire::ReportRow;
use crate::output::words::label::count;
use crate::output::words::{label, link};
use crate::output::{Answer, Reply, Screen};

/// Reports in the order given.
///
/// ```
/// use findings::output::{self, Format, Screen};
///
/// let reports: &[findings::index::ReportRecord] = &[];
/// let mut out = Vec::new();
/// output::write(&mut out, reports, Format::Text, &Screen::plain())?;
/// assert_eq!(out, b"report  overall  paragraphs\n\n0 reports\n");
/// # Ok::<(), std::io::Error>(())
/// ```
impl Reply for [ReportRecord] {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let mut sheet = Sheet::default();
        sheet.add(Part::Table(table(self)));
        sheet.add(Part::Paragraph(count(self.len() as u64, "report")));
        sheet
    }

    fn write_json(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(b"[")?;
        for (at, record) in self.iter().enumerate() {
            write!(out, "{}\n  ", if at > 0 { "," } else { "" })?;
            json::compact(out, &ReportRow::from(record))?;
        }
        out.write_all(b"\n]\n")
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize + JsonSchema> {
        self.iter().map(ReportRow::from)
    }
}

/// The reports in which a search found nothing.
#[derive(Debug, Clone, Copy)]
pub struct Absent<'a> {
    /// What was found in the others.
    pub answer: Answer<'a>,
    /// The reports.
    pub reports: &'a [ReportRecord],
}

impl Reply for Absent<'_> {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let mut sheet = Sheet::new(self.answer.title());
        let silent = count(self.reports.len() as u64, "report");
        let numbers = format!("{}, none in {silent}", self.answer.sentence());
        sheet.add(Part::Lead(vec![numbers]));
        if self.reports.is_empty() {
            return sheet;
        }
        sheet.add_for(Media::TEXT, Part::Table(table(self.reports)));
        let rows = self.reports.iter().map(|record| {
            let report = &record.report;
            cells![label::report(report), record.paragraphs, report.pages]
        });
        let columns = Column::figures(&["report", "paragraphs", "pages"]);
        let summary = Table {
            caption: "reports".to_owned(),
            ..Table::plain(columns, rows)
        };
        sheet.add_for(Media::DOCUMENT, Part::Table(summary));
        sheet
    }

    fn write_json(&self, out: &mut impl Write) -> io::Result<()> {
        let rows = self.reports.iter().map(ReportRow::from);
        json::enveloped(out, &self.answer, "absent", rows)
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize + JsonSchema> {
        self.reports.iter().map(ReportRow::from)
    }
}

/// Draws up the table: grades stand in a column for each group of areas that occurs, so that
/// frameworks with different areas can be read down one column. Identifiers tell authorities well
/// enough, but not providers, which have a column with their names. Where older editions are listed,
/// a column says which is which.
fn table(records: &[ReportRecord]) -> Table<'static> {
    let (groups, grades) = grades_by_group(records);
    let mut columns = vec![Column::words("report")];
    let mut reports = records.iter().map(|record| &record.report);
    let has_providers = reports.any(|report| report.provider.is_some());
    if has_providers {
        columns.push(Column::words("name"));
    }
    let has_editions = records.iter().any(|record| !record.edition.is_latest());
    if has_editions {
        columns.push(Column::words("edition"));
    }
    columns.push(Column::words("overall"));
    columns.extend(groups.iter().map(|group| Column::words(*group)));
    columns.push(Column::numbers("paragraphs"));
    let rows = records.iter().zip(&grades).map(|(record, grades)| {
        let report = &record.report;
        let mut row = vec![Cell::Link(
            record.id.to_string(),
            link::open_url(record, None),
        )];
        if has_providers {
            row.push(label::body(report).into_owned().into());
        }
        if has_editions {
            let edition = &record.edition;
            row.push(match edition.of {
                1 => "".into(),
                of => format!("{} of {of}", edition.number).into(),
            });
        }
        let overall = report.overall;
        row.push(overall.map_or("–".into(), |grade| (&grade.definition().short).into()));
        let of_group = |group: &&str| grades.get(group).map_or("–".into(), Cell::from);
        row.extend(groups.iter().map(of_group));
        row.push(record.paragraphs.into());
        row
    });
    Table::plain(columns, rows)
}

const OTHER: &str = "other";

/// Lists the groups of areas that occur, what has none last, and the grades of each report by them.
pub(crate) fn grades_by_group(
    records: &[ReportRecord],
) -> (Vec<&str>, Vec<BTreeMap<&str, String>>) {
    let grades = records
        .iter()
        .map(|record| by_group(&record.report.judgements));
    let grades: Vec<_> = grades.collect();
    let mut groups: Vec<_> = grades.iter().flat_map(BTreeMap::keys).copied().collect();
    groups.sort_unstable_by_key(|group| (*group == OTHER, *group));
    groups.dedup();
    (groups, grades)
}

/// Joins the grades of each group; areas of no group are named.
fn by_group(judgements: &[Judgement]) -> BTreeMap<&str, String> {
    let mut groups: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for judgement in judgements {
        let grade = judgement.grade.definition().short.as_str();
        match &judgement.group {
            Some(group) => groups
                .entry(group.slug())
                .or_default()
                .push(grade.to_owned()),
            None => {
                let named = format!("{} {grade}", label::area(&judgement.area));
                groups.entry(OTHER).or_default().push(named);
            }
        }
    }
    groups
        .into_iter()
        .map(|(group, grades)| (group, grades.join("/")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Absent, ReportRecord};
    use crate::model::{Area, Judgement, ReportId};
    use crate::output::testutil::{answered, json, of_provider, record, results, text};
    use crate::output::{Answer, Cells, Format, Screen};
    use crate::rules::named::grade;

    fn check(format: Format, expected: &str) {
        let mut other = record();
        other.id = ReportId::new("stonebeck/2013-07-19/looked-after");
        other.report.overall = Some(grade("adequate"));
        let area = Area::new("capacity-to-improve");
        other.report.judgements = vec![Judgement {
            area,
            group: None,
            grade: grade("good"),
        }];
        let records = [record(), other];
        let text = answered(records.as_slice(), format, &Screen::plain());
        assert!(text.starts_with(expected), "{text}");
    }

    #[test]
    fn table_has_a_column_a_group() {
        check(
            Format::Text,
            "report                             overall           care              protection  other                     paragraphs\n\
             harrowmere/2024-10-25/ilacs        req. improvement  req. improvement  good        –                                  2\n\
             stonebeck/2013-07-19/looked-after  adequate          –                 –           capacity to improve good           2\n\
             \n\
             2 reports\n",
        );
    }

    #[test]
    fn table_names_providers() {
        let records = [of_provider()];
        let text = text(records.as_slice());
        let first = text.lines().nth(1).unwrap_or_default();
        assert!(
            first.starts_with("harrowmere/2024-10-25/ilacs  Larkhill House (Harrowmere)  req."),
            "{text}"
        );
    }

    #[test]
    fn csv_writes_grades_by_area() {
        check(
            Format::csv(Cells::Guarded),
            "report_id,authority,authority_name,region,kind,framework,title,inspection_start,\
             inspection_end,published,lead_inspector,overall_grade,grades,outcome,theme,\
             paragraphs,last_number,pages,source,path,sha256,warnings,published_source,url,\
             lead_inspector_printed,about,provider,provider_name,identifiers,\
             language,edition,editions,replaced_by,inspectorate,citation,body_url\n\
             harrowmere/2024-10-25/ilacs,harrowmere,Harrowmere,south-west,ilacs,ilacs-2023,\
             Inspection of Harrowmere children's services,2024-10-21,2024-10-25,2024-12-02,\
             Ada Fenwick,requires-improvement,help-and-protection=good; \
             children-in-care=requires-improvement,,,2,29,11,primary,corpus/harrowmere.pdf,\
             00ff,number-skipped: no paragraph 17: 4,text,,\
             \"Ada Fenwick, His Majesty's Inspector\",,,,,en,1,1,,Ofsted,\"Harrowmere, ",
        );
    }

    #[test]
    fn json_is_an_array() {
        check(
            Format::Json,
            "[\n  {\"report_id\":\"harrowmere/2024-10-25/ilacs\",",
        );
        check(
            Format::Jsonl,
            "{\"report_id\":\"harrowmere/2024-10-25/ilacs\",",
        );
        let none: &[ReportRecord] = &[];
        let none = answered(none, Format::Json, &Screen::plain());
        assert_eq!(none, "[\n]\n");
    }

    #[test]
    fn silent_reports_and_hits_add_up() {
        let results = results();
        let answer = Answer::new("life", &results);
        let records = [record(), record()];
        let absent = Absent {
            answer,
            reports: &records,
        };
        let text = text(&absent);
        assert!(text.starts_with("1 paragraph in 1 of 3 reports, none in 2 reports\n\n"));
        let json = json(&absent);
        assert_eq!(json["absent"].as_array().unwrap().len(), 2);
    }
}
