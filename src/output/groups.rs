//! Groups of hits: by report, authority or provider, each with its best paragraphs.

use std::io::{self, Write};

use serde::Serialize;

use super::csv::Table;
use super::hits::write_hit;
use super::json::{self, Envelope};
use super::label::{self, count};
use super::markup::Markup;
use super::screen::paint;
use super::wire::ParagraphRow;
use super::{Answer, Format, Screen, facets};
use crate::index::Hit;

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
    /// Says how much is in it.
    fn numbers(&self) -> String {
        let paragraphs = count(self.paragraphs, "paragraph");
        format!("{paragraphs} in {}", count(self.reports, "report"))
    }
}

#[derive(Serialize)]
struct GroupRow<'a> {
    group: &'a str,
    name: &'a str,
    paragraphs: u64,
    reports: u64,
    hits: Vec<ParagraphRow<'a>>,
}

#[derive(Serialize)]
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

/// Writes groups; `total` is how many there are, shown or not.
pub fn write_groups(
    out: &mut impl Write,
    answer: &Answer<'_>,
    groups: &[Group],
    total: usize,
    format: Format,
    screen: &Screen,
) -> io::Result<()> {
    match format {
        Format::Text => {
            write!(out, "{}", sentence(answer, total))?;
            match groups.len() {
                shown if shown < total => writeln!(out, ", {shown} of them shown")?,
                _ => writeln!(out)?,
            }
            for group in groups {
                let name = paint(screen.palette.title, &group.name);
                writeln!(out, "\n{name}: {}", group.numbers())?;
                for hit in &group.best {
                    writeln!(out)?;
                    write_hit(out, hit, screen)?;
                }
            }
            facets::write_facets_text(out, &answer.results.facets, screen)
        }
        Format::Json => {
            let mut envelope = Envelope::open(out, answer, "groups")?;
            for group in groups {
                envelope.item(out, &GroupRow::from(group))?;
            }
            envelope.close(out, answer)
        }
        Format::Jsonl => groups
            .iter()
            .try_for_each(|g| json::line(out, &GroupRow::from(g))),
        Format::Markdown | Format::Html => {
            let markup = Markup::of(format);
            markup.open(out, answer, &sentence(answer, total))?;
            for group in groups {
                markup.group(out, &group.name, &group.numbers())?;
                for hit in &group.best {
                    markup.hit(out, hit, 3, screen)?;
                }
            }
            markup.facets(out, &answer.results.facets)?;
            markup.close(out)
        }
        Format::Csv(cells) => {
            let mut table = Table::new(cells);
            groups
                .iter()
                .try_for_each(|group| table.row(out, &FlatRow::from(group)))
        }
    }
}

/// Says how much matches, and in how many groups.
fn sentence(answer: &Answer<'_>, groups: usize) -> String {
    format!(
        "{}, in {}",
        answer.sentence(),
        count(groups as u64, "group")
    )
}

#[cfg(test)]
mod tests {
    use super::{Group, write_groups};
    use crate::output::Cells;
    use crate::output::testutil::{hit, results, written};
    use crate::output::{Answer, Format, Screen};

    fn write(format: Format) -> String {
        let results = results();
        let answer = Answer {
            query: "life",
            results: &results,
        };
        let group = Group {
            key: "harrowmere".to_owned(),
            name: "Harrowmere".to_owned(),
            paragraphs: 3,
            reports: 2,
            best: vec![hit()],
        };
        written(|out| write_groups(out, &answer, &[group], 4, format, &Screen::plain()))
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
            write(Format::Csv(Cells::Guarded)),
            "group,name,paragraphs,reports,best\n\
             harrowmere,Harrowmere,3,2,harrowmere/2024-10-25/ilacs#28\n"
        );
        let json: serde_json::Value = serde_json::from_str(&write(Format::Json)).unwrap();
        assert_eq!(json["hits"], serde_json::json!([]));
        assert_eq!(json["groups"][0]["hits"][0]["number"], 28);
    }
}
