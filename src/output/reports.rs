//! Reports: one row each, the national table of judgements.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::csv::{Cells, Table};
use super::json::{self, Envelope};
use super::label::count;
use super::markup::Markup;
use super::table::{self, Column};
use super::wire::ReportRow;
use super::{Answer, Format, Screen, TableFormat, label, link};
use crate::index::ReportRecord;
use crate::model::Judgement;

/// Writes reports in the order given.
///
/// ```
/// use findings::output::{TableFormat, Screen, write_reports};
///
/// let mut out = Vec::new();
/// write_reports(&mut out, &[], TableFormat::Table, &Screen::plain())?;
/// assert_eq!(out, b"report  overall  paragraphs\n\n0 reports\n");
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn write_reports(
    out: &mut impl Write,
    records: &[ReportRecord],
    format: TableFormat,
    screen: &Screen,
) -> io::Result<()> {
    match format {
        TableFormat::Table => {
            write_table(out, records, screen)?;
            writeln!(out, "\n{}", count(records.len() as u64, "report"))
        }
        TableFormat::Csv(cells) => write_csv(out, records, cells),
        TableFormat::Jsonl => write_lines(out, records),
        TableFormat::Json => {
            out.write_all(b"[")?;
            for (at, record) in records.iter().enumerate() {
                write!(out, "{}\n  ", if at > 0 { "," } else { "" })?;
                json::compact(out, &ReportRow::from(record))?;
            }
            out.write_all(b"\n]\n")
        }
    }
}

/// Writes the reports in which a search found nothing.
pub fn write_absent(
    out: &mut impl Write,
    answer: &Answer<'_>,
    records: &[ReportRecord],
    format: Format,
    screen: &Screen,
) -> io::Result<()> {
    match format {
        Format::Text => {
            let silent = count(records.len() as u64, "report");
            writeln!(out, "{}, none in {silent}", answer.sentence())?;
            if records.is_empty() {
                return Ok(());
            }
            writeln!(out)?;
            write_table(out, records, screen)
        }
        Format::Json => {
            let mut envelope = Envelope::open(out, answer, "absent")?;
            for record in records {
                envelope.item(out, &ReportRow::from(record))?;
            }
            envelope.close(out, answer)
        }
        Format::Jsonl => write_lines(out, records),
        Format::Csv(cells) => write_csv(out, records, cells),
        Format::Markdown | Format::Html => {
            let markup = Markup::of(format);
            let silent = count(records.len() as u64, "report");
            markup.open(
                out,
                answer,
                &format!("{}, none in {silent}", answer.sentence()),
            )?;
            markup.reports(out, records)?;
            markup.close(out)
        }
    }
}

fn write_csv(out: &mut impl Write, records: &[ReportRecord], cells: Cells) -> io::Result<()> {
    let mut table = Table::new(cells);
    records
        .iter()
        .try_for_each(|record| table.row(out, &ReportRow::from(record)))
}

fn write_lines(out: &mut impl Write, records: &[ReportRecord]) -> io::Result<()> {
    records
        .iter()
        .try_for_each(|record| json::line(out, &ReportRow::from(record)))
}

/// Writes the table: grades stand in a column for each group of areas that occurs, so that
/// frameworks with different areas can be read down one column. Identifiers tell authorities well
/// enough, but not providers, which have a column with their names. Where older editions are listed,
/// a column says which is which.
fn write_table(out: &mut impl Write, records: &[ReportRecord], screen: &Screen) -> io::Result<()> {
    let grades: Vec<_> = records
        .iter()
        .map(|record| by_group(&record.report.judgements))
        .collect();
    let mut groups: Vec<_> = grades.iter().flat_map(BTreeMap::keys).copied().collect();
    groups.sort_unstable_by_key(|group| (*group == OTHER, *group));
    groups.dedup();
    let mut columns = vec![Column::left("report")];
    let has_providers = records
        .iter()
        .any(|record| record.report.provider.is_some());
    if has_providers {
        columns.push(Column::left("name"));
    }
    let has_editions = records.iter().any(|record| !record.edition.is_latest());
    if has_editions {
        columns.push(Column::left("edition"));
    }
    columns.push(Column::left("overall"));
    columns.extend(groups.iter().map(|group| Column::left(group)));
    columns.push(Column::right("paragraphs"));
    let rows = records.iter().zip(&grades).map(|(record, grades)| {
        let report = &record.report;
        let mut row = vec![link::linked(screen, record, None, &record.id).to_string()];
        if has_providers {
            row.push(label::body(report).into_owned());
        }
        if has_editions {
            let edition = &record.edition;
            row.push(match edition.of {
                1 => String::new(),
                of => format!("{} of {of}", edition.number),
            });
        }
        let overall = report.overall;
        row.push(overall.map_or("–".into(), |grade| grade.definition().short.clone()));
        row.extend(
            groups
                .iter()
                .map(|group| grades.get(group).cloned().unwrap_or("–".into())),
        );
        row.push(record.paragraphs.to_string());
        row
    });
    table::write(out, &columns, &rows.collect::<Vec<_>>(), screen)
}

const OTHER: &str = "other";

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
    use super::{write_absent, write_reports};
    use crate::model::{Area, Judgement, ReportId};
    use crate::output::Cells;
    use crate::output::TableFormat;
    use crate::output::testutil::{of_provider, record, results, written};
    use crate::output::{Answer, Format, Screen};
    use crate::rules::named::grade;

    fn check(format: TableFormat, expected: &str) {
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
        let text = written(|out| write_reports(out, &records, format, &Screen::plain()));
        assert!(text.starts_with(expected), "{text}");
    }

    #[test]
    fn table_has_a_column_a_group() {
        check(
            TableFormat::Table,
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
        let text =
            written(|out| write_reports(out, &records, TableFormat::Table, &Screen::plain()));
        let first = text.lines().nth(1).unwrap_or_default();
        assert!(
            first.starts_with("harrowmere/2024-10-25/ilacs  Larkhill House (Harrowmere)  req."),
            "{text}"
        );
    }

    #[test]
    fn csv_writes_grades_by_area() {
        check(
            TableFormat::Csv(Cells::Guarded),
            "report_id,authority,authority_name,region,kind,framework,title,inspection_start,\
             inspection_end,published,lead_inspector,overall_grade,grades,outcome,theme,\
             paragraphs,last_number,pages,source,path,sha256,warnings,published_source,url,\
             lead_inspector_printed,about,provider,provider_name,identifiers,\
             language,edition,editions,replaced_by\n\
             harrowmere/2024-10-25/ilacs,harrowmere,Harrowmere,south-west,ilacs,ilacs-2023,\
             Inspection of Harrowmere children's services,2024-10-21,2024-10-25,2024-12-02,\
             Ada Fenwick,requires-improvement,help-and-protection=good; \
             children-in-care=requires-improvement,,,2,29,11,primary,corpus/harrowmere.pdf,\
             00ff,number-skipped: no paragraph 17: 4,text,,\
             \"Ada Fenwick, His Majesty's Inspector\",,,,,en,1,1,\n",
        );
    }

    #[test]
    fn json_is_an_array() {
        check(
            TableFormat::Json,
            "[\n  {\"report_id\":\"harrowmere/2024-10-25/ilacs\",",
        );
        check(
            TableFormat::Jsonl,
            "{\"report_id\":\"harrowmere/2024-10-25/ilacs\",",
        );
        let none = written(|out| write_reports(out, &[], TableFormat::Json, &Screen::plain()));
        assert_eq!(none, "[\n]\n");
    }

    #[test]
    fn silent_reports_and_hits_add_up() {
        let results = results();
        let answer = Answer {
            query: "life",
            results: &results,
        };
        let records = [record(), record()];
        let text =
            written(|out| write_absent(out, &answer, &records, Format::Text, &Screen::plain()));
        assert!(text.starts_with("1 paragraph in 1 of 3 reports, none in 2 reports\n\n"));
        let json =
            written(|out| write_absent(out, &answer, &records, Format::Json, &Screen::plain()));
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["absent"].as_array().unwrap().len(), 2);
    }
}
