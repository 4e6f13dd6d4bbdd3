//! Recurring phrases that mean the same, each group counted as one and its members listed.

use schemars::JsonSchema;
use serde::Serialize;

use super::recurring::{Row, add_shares, shown, supported};
use super::{Asked, quote};
use crate::output::sheet::{Chart, Column, Mark, Media, Part, Row as TableRow, Sheet, cells};
use crate::output::words::label::count;
use crate::output::{Reply, Screen};
use crate::themes::stats::Proportion;
use crate::themes::{PhraseGroup, PhraseGroups, RecurringOptions, Theme};

/// How the figures were made.
const METHOD: [&str; 2] = [
    "Phrases of two to five words within one paragraph, no stop word at either end, gathered where they \
     are inflections of each other, where texts spell one out by the other, or where any two of them keep \
     the same company: the cosine of their vectors is at least 0.65, they are no parts of one run of words, \
     and at most a third of the paragraphs of the rarer say the other too. \
     Findings and improvement items are counted unless the question names other sections. Groups stand \
     in the order of their commonest phrases.",
    "Paragraphs and reports of a group are those that the search for any of its phrases finds, copies of \
     paragraphs in each; those of a phrase count copies once. Shares of reports have Wilson intervals at \
     95%.",
];

/// The phrases that recur, gathered, in their order.
#[derive(Debug, Clone, Copy)]
pub struct PhrasesTogether<'a> {
    /// What was looked at.
    pub asked: &'a Asked,
    /// The groups.
    pub found: &'a PhraseGroups,
    /// Which were asked for.
    pub options: &'a RecurringOptions,
}

#[derive(JsonSchema, Serialize)]
struct Envelope<'a> {
    #[serde(flatten)]
    asked: &'a Asked,
    min_hits: u64,
    min_reports: u64,
    min_authorities: u64,
    words: u64,
    total: u64,
    phrases: u64,
    nested: u64,
    groups: Vec<GroupRow<'a>>,
}

#[derive(JsonSchema, Serialize)]
struct GroupRow<'a> {
    rank: usize,
    phrase: &'a str,
    query: &'a str,
    paragraphs: u64,
    reports: u64,
    members: Vec<Row<'a>>,
}

/// A row of CSV: a phrase with its group.
#[derive(JsonSchema, Serialize)]
struct FlatRow<'a> {
    group: usize,
    group_phrase: &'a str,
    group_query: &'a str,
    group_paragraphs: u64,
    group_reports: u64,
    #[serde(flatten)]
    member: Row<'a>,
}

impl Reply for PhrasesTogether<'_> {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let asked = self.asked;
        let title = asked.title("Recurring phrases that mean the same");
        let mut sheet = Sheet::figures(title, &METHOD);
        sheet.add(Part::Lead(vec![self.sentence()]));
        let mut marks = Vec::new();
        let mut rows = Vec::new();
        for (rank, group) in self.ranked() {
            let reports = Proportion {
                part: group.reports,
                whole: asked.reports_searched,
            };
            let name = first(group);
            marks.push(Mark::share(name, reports));
            rows.push(TableRow {
                cells: cells![
                    rank,
                    name,
                    group.reports,
                    group.paragraphs,
                    group.themes.len() as u64,
                    others(group).join("; "),
                ],
                beneath: beneath(group),
                section: Some(sheet.section(name, &group.query)),
            });
        }
        let title = format!("Reports with each group, n = {}", asked.reports_searched);
        let chart = Chart::of_shares(title, marks);
        add_shares(&mut sheet, "Groups", chart, columns(), rows);
        sheet
    }

    fn object(&self) -> impl Serialize + JsonSchema {
        let PhrasesTogether {
            asked,
            found,
            options,
        } = *self;
        Envelope {
            asked,
            min_hits: options.support.hits,
            min_reports: options.support.reports,
            min_authorities: options.support.authorities,
            words: found.words,
            total: found.total,
            phrases: found.phrases,
            nested: found.nested,
            groups: self
                .ranked()
                .map(|(rank, group)| GroupRow {
                    rank,
                    phrase: first(group),
                    query: &group.query,
                    paragraphs: group.paragraphs,
                    reports: group.reports,
                    members: members(group).collect(),
                })
                .collect(),
        }
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize + JsonSchema> {
        self.ranked().flat_map(|(rank, group)| {
            members(group).map(move |member| FlatRow {
                group: rank,
                group_phrase: first(group),
                group_query: &group.query,
                group_paragraphs: group.paragraphs,
                group_reports: group.reports,
                member,
            })
        })
    }
}

impl<'a> PhrasesTogether<'a> {
    /// Numbers the groups.
    fn ranked(&self) -> impl Iterator<Item = (usize, &'a PhraseGroup)> + use<'a> {
        (self.options.offset + 1..).zip(&self.found.groups)
    }

    /// Says how many phrases and groups there are of what was looked at.
    fn sentence(&self) -> String {
        let PhrasesTogether {
            asked,
            found,
            options,
        } = *self;
        format!(
            "{} recur in {} and stand in {}{}",
            supported(found.phrases, options.support),
            asked.sentence(),
            count(found.total, "group"),
            shown(options.offset, found.groups.len(), found.total),
        )
    }
}

/// Names a group by its commonest phrase.
fn first(group: &PhraseGroup) -> &str {
    group.themes.first().map_or("", |theme| &theme.phrase)
}

/// Lists the other phrases of a group, each with its reports.
fn others(group: &PhraseGroup) -> Vec<String> {
    let others = group.themes.iter().skip(1);
    let said = |theme: &Theme| format!("{} ({})", theme.phrase, count(theme.reports, "report"));
    others.map(said).collect()
}

fn members(group: &PhraseGroup) -> impl Iterator<Item = Row<'_>> {
    let ranked = (1..).zip(&group.themes);
    ranked.map(|(rank, theme)| Row::new(rank, theme))
}

fn columns() -> Vec<Column> {
    vec![
        Column::ranks(),
        Column::words("phrase"),
        Column::numbers("reports"),
        Column::numbers("paragraphs").short("paras"),
        Column::numbers("phrases"),
        Column::words("and").only(Media::DOCUMENT),
    ]
}

/// Draws up what stands beneath a group: its other phrases, and a typical sentence with the first.
fn beneath(group: &PhraseGroup) -> Vec<Part<'static>> {
    let others = others(group).into_iter();
    let lines: Vec<_> = others.map(|said| format!("      {said}").into()).collect();
    let lines = (!lines.is_empty()).then_some(Part::Lines(lines));
    let typical = group.themes.first();
    let typical = typical.into_iter().flat_map(|theme| quote(&theme.typical));
    lines.into_iter().chain(typical).collect()
}

#[cfg(test)]
mod tests {
    use super::super::asked;
    use super::PhrasesTogether;
    use crate::index::Quote;
    use crate::output::testutil::{answered, wide};
    use crate::output::{Cells, Format};
    use crate::themes::{PhraseGroup, PhraseGroups, RecurringOptions, Theme};

    fn theme(phrase: &str, reports: u64) -> Theme {
        Theme {
            phrase: phrase.to_owned(),
            query: format!("\"{phrase}\""),
            hits: reports + 2,
            paragraphs: reports + 1,
            reports,
            authorities: reports,
            first: None,
            last: None,
            c_value: 9.5,
            within: None,
            dispersion: None,
            typical: Quote {
                id: "harrowmere/2024-10-25/ilacs#28".parse().unwrap(),
                sentence: format!("There are {phrase}."),
                words: 10..10 + phrase.len(),
            },
        }
    }

    fn write(format: Format) -> String {
        let group = PhraseGroup {
            themes: vec![theme("high caseloads", 7), theme("heavy workloads", 4)],
            query: "\"high caseloads\" OR \"heavy workloads\"".to_owned(),
            paragraphs: 12,
            reports: 9,
        };
        let found = PhraseGroups {
            groups: vec![group],
            total: 11,
            phrases: 12,
            nested: 3,
            words: 40_000,
        };
        let reply = PhrasesTogether {
            asked: &asked(),
            found: &found,
            options: &RecurringOptions::default(),
        };
        answered(&reply, format, &wide(60))
    }

    #[test]
    fn text_lists_the_members() {
        assert_eq!(
            write(Format::Text),
            "12 phrases with at least 5 hits in 3 reports on 2 authorities recur in \
             900 paragraphs (2 copies left out) of 30 reports and stand in 11 groups, 1 to 1 shown\n\
             \n\
             \x20  phrase          reports  paras  phrases\n\
             1  high caseloads        9     12        2\n\
             \x20     heavy workloads (4 reports)\n\
             \x20     There are high caseloads.\n\
             \x20     harrowmere/2024-10-25/ilacs#28\n"
        );
    }

    #[test]
    fn data_have_every_member() {
        let json: serde_json::Value = serde_json::from_str(&write(Format::Json)).unwrap();
        let group = &json["groups"][0];
        assert_eq!(
            (&group["phrase"], &group["reports"]),
            (&"high caseloads".into(), &9.into())
        );
        assert_eq!(group["members"][1]["phrase"], "heavy workloads");
        let csv = write(Format::csv(Cells::Guarded));
        assert_eq!(csv.lines().count(), 3, "{csv}");
        assert!(csv.contains("\n1,high caseloads,"), "{csv}");
        let markdown = write(Format::Markdown);
        assert!(
            markdown.contains("heavy workloads (4 reports)"),
            "{markdown}"
        );
    }
}
