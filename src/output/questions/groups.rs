//! GroupedHits of hits: by report, authority or provider, each with its best paragraphs.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::index::{GroupBy, Hit, HitGroup};
use crate::output::render::json;
use crate::output::sheet::{Media, Part, Sheet};
use crate::output::wire::ParagraphRow;
use crate::output::words::label::{self, count};
use crate::output::{Answer, Reply, Screen};

/// Hits that belong to one report, authority or provider.
#[derive(Debug, Clone)]
pub struct Group {
    /// The report's id, or the slug of the authority or provider.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// How many paragraphs match.
    pub paragraphs: u64,
    /// In how many reports they stand.
    pub reports: u64,
    /// The first of them in the order of the search.
    pub best: Vec<Hit>,
}

impl Group {
    /// Names a group by the first of its paragraphs; one without any has no name.
    pub fn named(group: HitGroup, by: GroupBy) -> Option<Self> {
        Some(Group {
            name: name(group.best.first()?, by),
            key: group.key.unwrap_or_else(|| "none".to_owned()),
            paragraphs: group.paragraphs,
            reports: group.reports,
            best: group.best,
        })
    }

    /// Says how much is in it.
    fn numbers(&self) -> String {
        let paragraphs = count(self.paragraphs, "paragraph");
        format!("{paragraphs} in {}", count(self.reports, "report"))
    }
}

/// Names the group to which a hit belongs.
fn name(hit: &Hit, by: GroupBy) -> String {
    let report = &hit.report.report;
    match (by, &report.authority, &report.provider) {
        (GroupBy::Report, ..) => label::report(report),
        (GroupBy::Authority, Some(authority), _) => authority.name.clone(),
        (GroupBy::Authority, None, Some(provider)) => provider.name.clone(),
        (GroupBy::Authority, None, None) => "Unknown authority".to_owned(),
        (GroupBy::Provider, _, Some(_)) => label::body(report).into_owned(),
        (GroupBy::Provider, _, None) => "No provider".to_owned(),
    }
}

#[derive(JsonSchema, Serialize)]
struct GroupRow<'a> {
    group: &'a str,
    name: &'a str,
    paragraphs: u64,
    reports: u64,
    hits: Vec<ParagraphRow<'a>>,
}

#[derive(JsonSchema, Serialize)]
struct FlatRow<'a> {
    group: &'a str,
    name: &'a str,
    paragraphs: u64,
    reports: u64,
    best: Vec<String>,
}

impl<'a> From<&'a Group> for GroupRow<'a> {
    fn from(group: &'a Group) -> Self {
        GroupRow {
            group: &group.key,
            name: &group.name,
            paragraphs: group.paragraphs,
            reports: group.reports,
            hits: group.best.iter().map(ParagraphRow::from).collect(),
        }
    }
}

impl<'a> From<&'a Group> for FlatRow<'a> {
    fn from(group: &'a Group) -> Self {
        let id = |hit: &Hit| label::paragraph_id(&hit.report, &hit.paragraph);
        FlatRow {
            group: &group.key,
            name: &group.name,
            paragraphs: group.paragraphs,
            reports: group.reports,
            best: group.best.iter().map(id).collect(),
        }
    }
}

/// The groups that a search found.
#[derive(Debug, Clone, Copy)]
pub struct GroupedHits<'a> {
    /// What was asked.
    pub answer: Answer<'a>,
    /// Those that are shown.
    pub groups: &'a [Group],
    /// How many there are, shown or not.
    pub total: usize,
}

impl Reply for GroupedHits<'_> {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let mut sheet = Sheet::new(self.answer.title());
        let all = self.sentence();
        let some = match self.groups.len() {
            shown if shown < self.total => format!("{all}, {shown} of them shown"),
            _ => all.clone(),
        };
        sheet.add_for(Media::TEXT, Part::Lead(vec![some]));
        sheet.add_for(Media::DOCUMENT, Part::Lead(vec![all]));
        for group in self.groups {
            sheet.add(Part::Group(group.name.clone(), group.numbers()));
            for hit in &group.best {
                sheet.add(Part::Hit(hit, 3));
            }
        }
        sheet.add_facets(&self.answer.results.facets);
        sheet
    }

    fn write_json(&self, out: &mut impl Write) -> io::Result<()> {
        let rows = self.groups.iter().map(GroupRow::from);
        json::enveloped(out, &self.answer, "groups", rows)
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize + JsonSchema> {
        self.groups.iter().map(FlatRow::from)
    }

    fn lines(&self) -> impl Iterator<Item = impl Serialize + JsonSchema> {
        self.groups.iter().map(GroupRow::from)
    }
}

impl GroupedHits<'_> {
    /// Says how much matches, and in how many groups.
    fn sentence(&self) -> String {
        let groups = count(self.total as u64, "group");
        format!("{}, in {groups}", self.answer.sentence())
    }
}

#[cfg(test)]
mod tests {
    use super::{Group, GroupedHits};
    use crate::output::Cells;
    use crate::output::testutil::{answered, hit, results};
    use crate::output::{Answer, Format, Screen};

    fn write(format: Format) -> String {
        let results = results();
        let answer = Answer::new("life", &results);
        let group = Group {
            key: "harrowmere".to_owned(),
            name: "Harrowmere".to_owned(),
            paragraphs: 3,
            reports: 2,
            best: vec![hit()],
        };
        let groups = GroupedHits {
            answer,
            groups: &[group],
            total: 4,
        };
        answered(&groups, format, &Screen::plain())
    }

    #[test]
    fn every_format_counts_the_group() {
        let text = write(Format::Text);
        assert!(text.starts_with("1 paragraph in 1 of 3 reports, in 4 groups, 1 of them shown\n"));
        assert!(
            text.contains("\nHarrowmere: 3 paragraphs in 2 reports\n"),
            "{text}"
        );
        assert_eq!(
            write(Format::csv(Cells::Guarded)),
            "group,name,paragraphs,reports,best\n\
             harrowmere,Harrowmere,3,2,harrowmere/2024-10-25/ilacs#28\n"
        );
        let json: serde_json::Value = serde_json::from_str(&write(Format::Json)).unwrap();
        assert_eq!(json["hits"], serde_json::json!([]));
        assert_eq!(json["groups"][0]["hits"][0]["number"], 28);
    }
}
