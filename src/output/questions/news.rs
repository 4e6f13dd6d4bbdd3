//! News: what was published since a day.

use std::collections::BTreeSet;
use std::io::{self, Write};

use maud::{Markup, PreEscaped, html};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use super::outline::facts;
use crate::index::{Hit, ReportRecord};
use crate::model::{Date, Paragraph};
use crate::output::render::Escaped;
use crate::output::sheet::{Part, Sheet};
use crate::output::wire::{ParagraphRow, ReportRow};
use crate::output::words::{label, link};
use crate::output::{Reply, Screen};

/// The namespace of entries, drawn once: another one would show old entries as new.
const NAMESPACE: Uuid = Uuid::from_u128(0x0b6f2d5c_94a3_4c1e_8f27_d1a05e7b63c8);

/// What was published since a day: new reports and editions, and what saved queries find in them.
#[derive(Debug, Clone)]
pub struct News {
    /// The first day.
    pub since: Date,
    /// The reports, newest first.
    pub reports: Vec<NewReport>,
    /// The saved queries, in their order.
    pub queries: Vec<SavedQuery>,
    /// How many reports there are whose day of publication nobody told.
    pub undated: usize,
}

/// A report that was published.
#[derive(Debug, Clone)]
pub struct NewReport {
    /// The report.
    pub record: ReportRecord,
    /// What it asks to improve.
    pub to_improve: Vec<Paragraph>,
}

/// A saved query with what it finds in the new reports.
#[derive(Debug, Clone)]
pub struct SavedQuery {
    /// As it was saved.
    pub text: String,
    /// Its hits.
    pub hits: Vec<Hit>,
}

#[derive(JsonSchema, Serialize)]
struct NewsRow<'a> {
    since: String,
    undated: usize,
    reports: Vec<NewReportRow<'a>>,
    queries: Vec<SavedQueryRow<'a>>,
}

#[derive(JsonSchema, Serialize)]
struct NewReportRow<'a> {
    report: ReportRow<'a>,
    new_edition: bool,
    to_improve: Vec<ParagraphRow<'a>>,
}

#[derive(JsonSchema, Serialize)]
struct SavedQueryRow<'a> {
    query: &'a str,
    hits: Vec<ParagraphRow<'a>>,
}

impl News {
    /// Begins with reports, of which those count that were published on the day or later.
    ///
    /// ```
    /// use findings::output::News;
    ///
    /// let news = News::among(Vec::new(), "2026-11-01".parse()?);
    /// assert!(news.reports.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn among(records: Vec<ReportRecord>, since: Date) -> Self {
        let day = |record: &ReportRecord| record.report.published.map(|published| published.date);
        let undated = records
            .iter()
            .filter(|record| day(record).is_none())
            .count();
        let is_new = |record: &ReportRecord| day(record).is_some_and(|day| day >= since);
        let mut new: Vec<_> = records.into_iter().filter(is_new).collect();
        new.sort_by(|a, b| day(b).cmp(&day(a)).then_with(|| a.id.cmp(&b.id)));
        let report = |record| NewReport {
            record,
            to_improve: Vec::new(),
        };
        News {
            since,
            reports: new.into_iter().map(report).collect(),
            queries: Vec::new(),
            undated,
        }
    }

    /// Adds a saved query with its hits, of which those in new reports count.
    pub fn ask(&mut self, text: &str, mut hits: Vec<Hit>) {
        let new: BTreeSet<_> = self.reports.iter().map(|new| &new.record.id).collect();
        hits.retain(|hit| new.contains(&hit.report.id));
        self.queries.push(SavedQuery {
            text: text.to_owned(),
            hits,
        });
    }
}

impl Reply for News {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let title = format!("New since {}", self.since);
        let mut sheet = Sheet::new(&title);
        let mut lead = vec![format!(
            "{} published since {}",
            label::count(self.reports.len() as u64, "report"),
            self.since
        )];
        if self.undated > 0 {
            lead.push(format!(
                "{} without a day of publication, which may be new too",
                label::count(self.undated as u64, "report")
            ));
        }
        sheet.add(Part::Lead(lead));
        for new in &self.reports {
            sheet.add(Part::Heading(2, label::report(&new.record.report)));
            // The first fact is the heading.
            let mut facts: Vec<_> = facts(&new.record).into_iter().skip(1).collect();
            facts.push(new.record.id.to_string());
            facts.extend(link::published_url(&new.record, None));
            sheet.add(Part::List("what it is".to_owned(), facts));
            let items = new
                .to_improve
                .iter()
                .map(|paragraph| paragraph.text.clone());
            sheet.add(Part::List("what must improve".to_owned(), items.collect()));
        }
        for query in &self.queries {
            let found = label::count(query.hits.len() as u64, "new paragraph");
            sheet.add(Part::Group(query.text.clone(), found));
            for hit in &query.hits {
                sheet.add(Part::Hit(hit, 3));
            }
        }
        sheet
    }

    fn object(&self) -> impl Serialize + JsonSchema {
        let reports = self.reports.iter().map(|new| NewReportRow {
            report: ReportRow::from(&new.record),
            new_edition: new.record.edition.of > 1,
            to_improve: new
                .to_improve
                .iter()
                .map(|paragraph| ParagraphRow::new(&new.record, paragraph))
                .collect(),
        });
        let queries = self.queries.iter().map(|query| SavedQueryRow {
            query: &query.text,
            hits: query
                .hits
                .iter()
                .map(|hit| ParagraphRow::new(&hit.report, &hit.paragraph))
                .collect(),
        });
        NewsRow {
            since: self.since.to_string(),
            undated: self.undated,
            reports: reports.collect(),
            queries: queries.collect(),
        }
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize + JsonSchema> {
        self.reports.iter().map(|new| ReportRow::from(&new.record))
    }
}

/// Writes news as a feed (Atom, RFC 4287): an entry a report, and one a hit of a saved query. An entry
/// keeps its name, so that readers show it once.
///
/// # Errors
/// A writer that fails.
pub fn write_atom(out: &mut impl Write, news: &News) -> io::Result<()> {
    let day = |record: &ReportRecord| {
        let published = record.report.published.map(|published| published.date);
        format!("{}T00:00:00Z", published.unwrap_or(news.since))
    };
    let newest = news.reports.first().map(|new| day(&new.record));
    let updated = newest.unwrap_or_else(|| format!("{}T00:00:00Z", news.since));
    let xml = html! {
        (PreEscaped("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"))
        feed xmlns="http://www.w3.org/2005/Atom" {
            "\n" title { "Inspection reports" }
            "\n" id { "urn:uuid:" (Uuid::new_v5(&NAMESPACE, b"feed")) }
            "\n" updated { (updated) }
            "\n" author { name { "findings" } }
            "\n"
            @for new in &news.reports {
                (entry(&new.record, &name_of(new), &day(&new.record), &label::report(&new.record.report), &said(new)))
            }
            @for query in &news.queries {
                @for hit in &query.hits {
                    @let place = label::paragraph_id(&hit.report, &hit.paragraph);
                    @let title = format!("{}: {place}", query.text);
                    (entry(&hit.report, &title, &day(&hit.report), &title, &hit.paragraph.text))
                }
            }
        } "\n"
    };
    out.write_all(xml.0.as_bytes())
}

/// Names a report for readers of feeds; another edition is news.
fn name_of(new: &NewReport) -> String {
    format!("{}\n{}", new.record.id, new.record.edition.number)
}

/// Says what a report is and asks for, a line a fact.
fn said(new: &NewReport) -> String {
    let mut lines: Vec<String> = facts(&new.record).into_iter().skip(1).collect();
    if !new.to_improve.is_empty() {
        lines.push("What must improve:".to_owned());
        lines.extend(
            new.to_improve
                .iter()
                .map(|paragraph| format!("- {}", paragraph.text)),
        );
    }
    lines.join("\n")
}

fn entry(record: &ReportRecord, name: &str, day: &str, title: &str, text: &str) -> Markup {
    html! {
        entry {
            "\n" title { (Escaped(title)) }
            "\n" id { "urn:uuid:" (Uuid::new_v5(&NAMESPACE, name.as_bytes())) }
            "\n" updated { (day) }
            @if let Some(url) = link::published_url(record, None) {
                "\n" link href=(Escaped(&url)) {}
            }
            "\n" content type="text" { (Escaped(text)) } "\n"
        } "\n"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::testutil::{self, date, hit, record, written};

    fn news() -> News {
        let mut old = record();
        if let Some(published) = &mut old.report.published {
            published.date = date("2020-01-01");
        }
        let mut undated = record();
        undated.report.published = None;
        let mut news = News::among(vec![old, undated, record()], date("2024-01-01"));
        news.reports[0].to_improve.push(hit().paragraph);
        news.ask("supervision & <care>", vec![hit()]);
        news
    }

    #[test]
    fn what_was_published_since_a_day_is_new() {
        let news = news();
        assert_eq!((news.reports.len(), news.undated), (1, 1));
        let text = testutil::text(&news);
        for expected in [
            "1 report published since 2024-01-01",
            "what must improve",
            "supervision & <care>",
        ] {
            assert!(text.contains(expected), "{text}");
        }
        let json = testutil::json(&news);
        assert_eq!(
            json["reports"][0]["report"]["report_id"],
            record().id.as_str()
        );
        assert_eq!(json["queries"][0]["query"], "supervision & <care>");
    }

    #[test]
    fn a_feed_is_xml_whose_entries_keep_their_names() {
        let news = news();
        let feed = || written(|out| write_atom(out, &news));
        let feed_text = feed();
        assert!(feed_text.starts_with("<?xml"), "{feed_text}");
        assert!(
            !feed_text.contains("<care>") && feed_text.contains("&lt;care&gt;"),
            "{feed_text}"
        );
        assert_eq!(feed_text, feed());
        let ids: BTreeSet<&str> = feed_text
            .lines()
            .filter(|line| line.starts_with("<id>"))
            .collect();
        assert_eq!(
            ids.len(),
            1 + news.reports.len() + news.queries[0].hits.len(),
            "{feed_text}"
        );
    }
}
