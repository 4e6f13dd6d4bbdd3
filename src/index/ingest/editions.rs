//! Editions: which reports of one name are one report that was published again.
//!
//! A report is corrected, or withdrawn and replaced. What is published then states the same
//! inspection under the same title, or says nearly the same. The newest edition bears the name;
//! others are told apart by a suffix from their content, and so are other reports that would
//! bear it. Nothing here depends on the order of reading.

use std::cmp::Reverse;

use crate::index::near::{ALIKE, ComparedReport};
use crate::index::{Edition, ReportRecord};
use crate::model::{Date, ReportId};
use crate::query::fold::{fold, words};

/// How many digits of a content hash tell reports of the same name apart.
const SUFFIX: usize = 6;

/// A content of those that would bear one name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member<'a> {
    pub(super) sha256: &'a str,
    pub(super) record: &'a ReportRecord,
}

/// What becomes of a content.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Settled {
    pub(super) sha256: String,
    pub(super) id: ReportId,
    pub(super) edition: Edition,
}

/// Gives names to all contents that would bear one, and tells which of them are editions of one
/// report; `read` reads a content where its text has to decide.
pub(super) fn settle(
    base: &ReportId,
    members: &[Member<'_>],
    mut read: impl FnMut(&str) -> Option<ComparedReport>,
) -> Vec<Settled> {
    let mut reports = grouped(members, |a, b| a.states_the_same(b));
    if reports.len() > 1 {
        let texts: Vec<_> = members.iter().map(|member| read(member.sha256)).collect();
        let text = |of: &Member<'_>| {
            let at = members.iter().position(|it| it.sha256 == of.sha256)?;
            texts[at].as_ref()
        };
        reports = grouped(members, |a, b| {
            let alike = text(a).zip(text(b)).map(|(a, b)| a.resemblance(b));
            a.states_the_same(b) || alike.is_some_and(|alike| alike >= ALIKE)
        });
    }
    // The report with the most pages bears the name, whichever of its editions has them.
    reports.sort_by_key(|editions| {
        let pages = editions.iter().map(|it| (Reverse(it.pages()), it.sha256));
        pages.min()
    });
    let mut settled = Vec::new();
    for (rank, mut editions) in reports.into_iter().enumerate() {
        editions.sort_by_key(|it| (Reverse((it.published(), it.pages())), it.sha256));
        let mut newest: Option<ReportId> = None;
        let of = editions.len() as u32;
        for (number, member) in (1..=of).rev().zip(editions) {
            let id = match (rank, &newest) {
                (0, None) => base.clone(),
                _ => suffixed(base, member.sha256),
            };
            settled.push(Settled {
                sha256: member.sha256.to_owned(),
                id: id.clone(),
                edition: Edition {
                    number,
                    of,
                    replaced_by: newest.clone(),
                },
            });
            newest.get_or_insert(id);
        }
    }
    settled
}

/// Puts members together that are alike, or alike to others that are.
fn grouped<'a>(
    members: &[Member<'a>],
    alike: impl Fn(&Member<'a>, &Member<'a>) -> bool,
) -> Vec<Vec<Member<'a>>> {
    let mut groups: Vec<Vec<Member<'_>>> = Vec::new();
    for member in members {
        let (joined, mut apart): (Vec<_>, Vec<_>) = groups
            .into_iter()
            .partition(|group| group.iter().any(|other| alike(member, other)));
        let mut group: Vec<Member<'_>> = joined.into_iter().flatten().collect();
        group.push(*member);
        apart.push(group);
        groups = apart;
    }
    groups
}

impl Member<'_> {
    /// Tells whether both state the same inspection, under the same title.
    fn states_the_same(&self, other: &Member<'_>) -> bool {
        let (a, b) = (&self.record.report, &other.record.report);
        let folded = |title: &str| -> Vec<String> {
            let words = words(title).map(|word| fold(&title[word]).into_owned());
            words.collect()
        };
        a.inspection.is_some()
            && a.inspection == b.inspection
            && folded(&a.title) == folded(&b.title)
    }

    fn pages(&self) -> u32 {
        self.record.report.pages
    }

    fn published(&self) -> Option<Date> {
        let published = self.record.report.published;
        published.map(|published| published.date)
    }
}

/// Returns a name with a suffix from the content.
pub(super) fn suffixed(base: &ReportId, sha256: &str) -> ReportId {
    ReportId::new(format!("{base}~{}", &sha256[..SUFFIX.min(sha256.len())]))
}

/// Returns the name without the suffix that tells it from others.
pub(super) fn plain(id: &ReportId) -> &str {
    id.as_str().split('~').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Member, Settled, settle};
    use crate::index::ReportRecord;
    use crate::index::near::ComparedReport;
    use crate::index::tests::report;
    use crate::model::{Published, PublishedSource, ReportId};

    /// A report that was published on a day of 2024, with so many pages.
    fn record(title: &str, published: &str, pages: u32) -> ReportRecord {
        let mut record = report("aford", "2024-01-05", &[]).0;
        record.report.title = title.to_owned();
        record.report.pages = pages;
        record.report.published = match published {
            "" => None,
            day => Some(Published {
                date: format!("2024-{day}").parse().unwrap(),
                source: PublishedSource::Filename,
            }),
        };
        record
    }

    /// Settles contents, each with its hash and text, in this order and in the reverse; both must
    /// give the same. A line a content: its hash, name, number and what replaced it.
    fn check(contents: &[(&str, &ReportRecord, &str)], expected: &[&str]) {
        let settled = |contents: &[(&str, &ReportRecord, &str)]| {
            let members: Vec<_> = contents
                .iter()
                .map(|(sha256, record, _)| Member { sha256, record })
                .collect();
            let settled = settle(&ReportId::new("a"), &members, |sha256| {
                let (_, _, text) = contents.iter().find(|(other, ..)| *other == sha256)?;
                let paragraphs = report("aford", "2024-01-05", &[*text]).1;
                Some(ComparedReport::new(&paragraphs))
            });
            let line = |it: &Settled| {
                let newest = it.edition.replaced_by.as_ref();
                let newest = newest.map_or("-", ReportId::as_str);
                let (number, of) = (it.edition.number, it.edition.of);
                format!("{} {} {number}/{of} {newest}", it.sha256, it.id)
            };
            let mut lines: Vec<_> = settled.iter().map(line).collect();
            lines.sort();
            lines
        };
        assert_eq!(settled(contents), expected);
        let mut reversed = contents.to_vec();
        reversed.reverse();
        assert_eq!(settled(&reversed), expected);
    }

    #[test]
    fn the_newest_edition_bears_the_name() {
        let (old, new) = (record("Title", "02-01", 9), record("TITLE", "03-01", 8));
        let undated = record("Title", "", 20);
        check(
            &[("11", &old, "x"), ("22", &new, "y"), ("33", &undated, "z")],
            &["11 a~11 2/3 a", "22 a 3/3 -", "33 a~33 1/3 a"],
        );
        // Then the one with most pages, then the lowest hash.
        let more = record("Title", "03-01", 9);
        check(
            &[("11", &new, ""), ("22", &more, ""), ("33", &more, "")],
            &["11 a~11 1/3 a", "22 a 3/3 -", "33 a~33 2/3 a"],
        );
    }

    #[test]
    fn other_titles_are_other_reports_unless_they_say_the_same() {
        let (one, other) = (record("One", "02-01", 9), record("Other", "03-01", 10));
        let text = "Leaders know their services well and act on what they know of them today.";
        check(
            &[("11", &one, text), ("22", &other, "Homes are good.")],
            &["11 a~11 1/1 -", "22 a 1/1 -"],
        );
        check(
            &[("11", &one, text), ("22", &other, text)],
            &["11 a~11 1/2 a", "22 a 2/2 -"],
        );
        // The third joins the two.
        let third = record("One", "01-01", 2);
        check(
            &[
                ("11", &one, "x"),
                ("22", &other, text),
                ("33", &third, text),
            ],
            &["11 a~11 2/3 a", "22 a 3/3 -", "33 a~33 1/3 a"],
        );
    }

    #[test]
    fn the_name_goes_to_the_report_with_most_pages() {
        let (small, large) = (record("Small", "05-01", 2), record("Large", "02-01", 9));
        let again = record("Large", "03-01", 1);
        check(
            &[
                ("11", &small, "x"),
                ("22", &large, "y"),
                ("33", &again, "z"),
            ],
            &["11 a~11 1/1 -", "22 a~22 1/2 a", "33 a 2/2 -"],
        );
    }

    #[test]
    fn what_states_no_inspection_is_told_by_its_text() {
        let mut news = record("News", "02-01", 1);
        news.report.inspection = None;
        let text = "Services for children have been judged good after a full inspection in June.";
        check(
            &[
                ("11", &news, text),
                ("22", &news, "A word on another matter."),
            ],
            &["11 a 1/1 -", "22 a~22 1/1 -"],
        );
        check(
            &[("11", &news, text), ("22", &news, text)],
            &["11 a 2/2 -", "22 a~22 1/2 a"],
        );
    }
}
