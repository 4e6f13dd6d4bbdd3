//! The corpus as a thing: what is in it, and what is not.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::check::Stale;
use crate::gazetteer::Gazetteer;
use crate::index::{FileRecord, ReportRecord};
use crate::model::{Date, Report, Succession};
use crate::output::sheet::{Column, Part, Sheet, Table, cells};
use crate::output::words::label::{count, size};
use crate::output::{Reply, Screen};

/// What a corpus holds: counts by authority, kind and year; gaps, copies, files that have changed.
#[derive(Debug, Clone, Copy)]
pub struct Holdings<'a> {
    /// Every report, older editions too.
    pub reports: &'a [ReportRecord],
    /// Every file of the ledger.
    pub files: &'a [FileRecord],
    /// Who took over from whom.
    pub successions: &'a [Succession],
    /// The authorities that there are, with reports or without.
    pub gazetteer: &'a Gazetteer,
    /// Files that are no longer as they were read.
    pub stale: &'a [Stale],
}

#[derive(JsonSchema, Serialize)]
struct HoldingsRow<'a> {
    files: usize,
    bytes: u64,
    reports: usize,
    older_editions: usize,
    authorities: Vec<AuthorityRow<'a>>,
    kinds: Vec<KindRow>,
    years: Vec<YearRow>,
    without_full_inspection: Vec<&'a str>,
    without_report: Vec<&'a str>,
    predecessors_without_report: Vec<PredecessorRow<'a>>,
    copies: Vec<CopiesRow<'a>>,
    stale: &'a [Stale],
}

#[derive(JsonSchema, Serialize)]
struct AuthorityRow<'a> {
    authority: &'a str,
    reports: usize,
    full_inspections: usize,
    first: Option<String>,
    last: Option<String>,
}

#[derive(JsonSchema, Serialize)]
struct KindRow {
    kind: &'static str,
    reports: usize,
    first: Option<String>,
    last: Option<String>,
}

#[derive(JsonSchema, Serialize)]
struct YearRow {
    year: i16,
    reports: usize,
}

#[derive(JsonSchema, Serialize)]
struct PredecessorRow<'a> {
    authority: &'a str,
    predecessor: &'a str,
}

#[derive(JsonSchema, Serialize)]
struct CopiesRow<'a> {
    report_id: &'a str,
    paths: &'a [String],
}

/// How many there are, and from when to when.
#[derive(Default)]
struct Tally {
    reports: usize,
    full: usize,
    days: Option<(Date, Date)>,
}

impl Tally {
    fn add(&mut self, report: &Report) {
        self.reports += 1;
        self.full += usize::from(report.kind.definition().is_successive);
        if let Some(day) = day(report) {
            let (first, last) = self.days.unwrap_or((day, day));
            self.days = Some((first.min(day), last.max(day)));
        }
    }

    fn first(&self) -> Option<String> {
        self.days.map(|(first, _)| first.to_string())
    }

    fn last(&self) -> Option<String> {
        self.days.map(|(_, last)| last.to_string())
    }
}

/// Returns the day by which a report is counted: that of publication, or else the last of inspection.
fn day(report: &Report) -> Option<Date> {
    let published = report.published.map(|published| published.date);
    published.or(report.inspection.map(|span| span.end))
}

impl<'a> Holdings<'a> {
    /// Lists the newest edition of each report.
    fn newest(&self) -> impl Iterator<Item = &'a ReportRecord> {
        self.reports
            .iter()
            .filter(|record| record.edition.is_latest())
    }

    fn by_authority(&self) -> BTreeMap<&'a str, Tally> {
        let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
        for record in self.newest() {
            if let Some(authority) = &record.report.authority {
                tallies
                    .entry(&authority.slug)
                    .or_default()
                    .add(&record.report);
            }
        }
        tallies
    }

    fn row(&self) -> HoldingsRow<'a> {
        let authorities = self.by_authority();
        let mut kinds = BTreeMap::new();
        let mut years: BTreeMap<i16, usize> = BTreeMap::new();
        for record in self.newest() {
            let tally: &mut Tally = kinds.entry(record.report.kind).or_default();
            tally.add(&record.report);
            if let Some(day) = day(&record.report) {
                *years.entry(day.year()).or_default() += 1;
            }
        }
        let newest = self.newest().count();
        let lacks_full = authorities.iter().filter(|(_, tally)| tally.full == 0);
        HoldingsRow {
            files: self.files.len(),
            bytes: self.files.iter().map(|file| file.bytes).sum(),
            reports: newest,
            older_editions: self.reports.len() - newest,
            without_full_inspection: lacks_full.map(|(slug, _)| *slug).collect(),
            without_report: without_report(&authorities, self.gazetteer),
            predecessors_without_report: self.predecessors(&authorities),
            authorities: authorities
                .iter()
                .map(|(authority, tally)| AuthorityRow {
                    authority,
                    reports: tally.reports,
                    full_inspections: tally.full,
                    first: tally.first(),
                    last: tally.last(),
                })
                .collect(),
            kinds: kinds
                .iter()
                .map(|(kind, tally)| KindRow {
                    kind: kind.slug(),
                    reports: tally.reports,
                    first: tally.first(),
                    last: tally.last(),
                })
                .collect(),
            years: years
                .into_iter()
                .map(|(year, reports)| YearRow { year, reports })
                .collect(),
            copies: self.copies(),
            stale: self.stale,
        }
    }

    /// Lists those who took over from somebody of whom there is no report.
    fn predecessors(&self, held: &BTreeMap<&str, Tally>) -> Vec<PredecessorRow<'a>> {
        let here = self.successions.iter();
        let here = here.filter(|succession| held.contains_key(succession.authority.as_str()));
        here.flat_map(|succession| {
            let gone = succession.predecessors.iter();
            let gone = gone.filter(|slug| !held.contains_key(slug.as_str()));
            gone.map(|predecessor| PredecessorRow {
                authority: &succession.authority,
                predecessor,
            })
        })
        .collect()
    }

    fn copies(&self) -> Vec<CopiesRow<'a>> {
        let copied = self.reports.iter().filter(|record| record.paths.len() > 1);
        let row = |record: &'a ReportRecord| CopiesRow {
            report_id: record.id.as_str(),
            paths: &record.paths,
        };
        copied.map(row).collect()
    }
}

/// Lists the known authorities of today of which there is no report, where there are reports of
/// known ones at all.
fn without_report<'g>(held: &BTreeMap<&str, Tally>, gazetteer: &'g Gazetteer) -> Vec<&'g str> {
    let known: BTreeSet<&str> = gazetteer.current().map(|a| a.slug.as_str()).collect();
    match held.keys().any(|slug| known.contains(slug)) {
        true => known
            .into_iter()
            .filter(|slug| !held.contains_key(slug))
            .collect(),
        false => Vec::new(),
    }
}

impl Reply for Holdings<'_> {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let row = self.row();
        let mut sheet = Sheet::default();
        let editions = match row.older_editions {
            0 => String::new(),
            editions => format!(", {}", count(editions as u64, "older edition")),
        };
        sheet.add(Part::Lead(vec![format!(
            "{} of {}{editions}, from {} ({})",
            count(row.reports as u64, "report"),
            match row.authorities.len() {
                1 => "1 authority".to_owned(),
                many => format!("{many} authorities"),
            },
            count(row.files as u64, "file"),
            size(row.bytes),
        )]));
        let counted = |heading: &str| {
            let columns = [Column::words(heading), Column::numbers("reports")];
            let days = ["first", "last"].map(Column::words);
            columns.into_iter().chain(days).collect::<Vec<_>>()
        };
        let cells_of = row.kinds.iter();
        let cells_of = cells_of.map(|kind| {
            cells![
                kind.kind,
                kind.reports,
                kind.first.clone(),
                kind.last.clone()
            ]
        });
        let table = Table::plain(counted("kind"), cells_of);
        sheet.add(Part::Table(table.called("reports by kind")));
        let years = row.years.iter();
        let years = years.map(|year| cells![year.year.to_string(), year.reports]);
        let table = Table::plain(Column::figures(&["year", "reports"]), years);
        sheet.add(Part::Table(table.called("reports by year of publication")));
        let mut columns = counted("authority");
        columns.insert(2, Column::numbers("full inspections").short("full"));
        let authorities = row.authorities.iter().map(|of| {
            let (first, last) = (of.first.clone(), of.last.clone());
            cells![of.authority, of.reports, of.full_inspections, first, last]
        });
        let table = Table::plain(columns, authorities);
        sheet.add(Part::Table(table.called("reports by authority")));
        let words = |slugs: &[&str]| slugs.iter().map(|slug| (*slug).to_owned()).collect();
        let predecessors = row.predecessors_without_report.iter();
        let predecessors = predecessors
            .map(|of| format!("{}, which took over from {}", of.authority, of.predecessor));
        let copies = row.copies.iter();
        let copies = copies.map(|of| format!("{}: {}", of.report_id, of.paths.join(", ")));
        let stale = row.stale.iter();
        let stale = stale.map(|stale| format!("{}: {}", stale.path, stale.reason));
        for (title, lines) in [
            (
                "no full inspection here (which does not say that there was none)",
                words(&row.without_full_inspection),
            ),
            ("no report here at all", words(&row.without_report)),
            ("no report of the predecessor here", predecessors.collect()),
            ("the same content under several names", copies.collect()),
            ("not as it was when it was read", stale.collect()),
        ] {
            sheet.add(Part::List(title.to_owned(), lines));
        }
        sheet
    }

    fn object(&self) -> impl Serialize + JsonSchema {
        self.row()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::testutil::{self, record};

    #[test]
    fn counts_gaps_and_copies() {
        let mut copied = record();
        copied.paths.push("b.pdf".to_owned());
        let successions = [Succession {
            authority: "harrowmere".to_owned(),
            predecessors: vec!["old-harrow".to_owned()],
        }];
        let stale = [Stale {
            path: "c.pdf".to_owned(),
            reason: "changed".to_owned(),
        }];
        let holdings = Holdings {
            reports: &[copied],
            files: &[],
            successions: &successions,
            gazetteer: Gazetteer::builtin(),
            stale: &stale,
        };
        let text = testutil::text(&holdings);
        for expected in [
            "1 report of 1 authority, from 0 files",
            "harrowmere, which took over from old-harrow",
            "c.pdf: changed",
        ] {
            assert!(text.contains(expected), "{text}");
        }
        let json = testutil::json(&holdings);
        assert_eq!(json["authorities"][0]["full_inspections"], 1);
        // Nobody here is known, so that nobody who is known is missed.
        assert_eq!(json["without_report"], serde_json::json!([]));
        assert_eq!(json["copies"][0]["paths"].as_array().unwrap().len(), 2);
    }
}
