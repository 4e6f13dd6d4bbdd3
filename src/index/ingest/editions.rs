//! Editions: which reports of one name are one report that was published again.
//!
//! A report is corrected, or withdrawn and replaced. What is published then states the same
//! inspection under the same title, or says nearly the same. The newest edition bears the name;
//! others are told apart by a suffix from their content, and so are other reports that would
//! bear it. Nothing here depends on the order of reading.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::alike::Groups;
use crate::index::answer::near::ComparedReport;
use crate::index::{Edition, ReportRecord};
use crate::model::{Date, DateSpan, ReportId};
use crate::query::fold::{fold, words};

/// So many digits of a content hash at least tell reports of the same name apart.
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
/// report; `read` reads all contents, in their order, where their texts have to decide.
pub(super) fn settle(
    base: &ReportId,
    members: &[Member<'_>],
    read: impl FnOnce() -> Vec<Option<ComparedReport>>,
) -> Vec<Settled> {
    let mut groups = Groups::new(members.len());
    groups.join_same(members.iter().map(Member::stated));
    if groups.count() > 1 {
        groups.join_alike(&read());
    }
    let mut by_group: BTreeMap<usize, Vec<&Member<'_>>> = BTreeMap::new();
    for (at, member) in members.iter().enumerate() {
        by_group.entry(groups.find(at)).or_default().push(member);
    }
    let mut reports: Vec<_> = by_group.into_values().collect();
    // The report with the most pages bears the name, whichever of its editions has them.
    reports.sort_by_cached_key(|editions| {
        let pages = editions.iter().map(|it| (Reverse(it.pages()), it.sha256));
        pages.min()
    });
    let suffixes = suffixes(members.iter().map(|member| member.sha256));
    let mut settled = Vec::new();
    for (rank, mut editions) in reports.into_iter().enumerate() {
        editions.sort_by_key(|it| (Reverse((it.published(), it.pages())), it.sha256));
        let mut newest: Option<ReportId> = None;
        let of = editions.len() as u32;
        for (number, member) in (1..=of).rev().zip(editions) {
            let id = match (rank, &newest) {
                (0, None) => base.clone(),
                _ => suffixed(base, suffixes[member.sha256]),
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

/// Returns the suffix of each of the contents that would bear one name: the beginning of its hash,
/// so long that no other begins with it. That depends on which contents there are, and on nothing
/// else.
fn suffixes<'a>(hashes: impl Iterator<Item = &'a str>) -> HashMap<&'a str, &'a str> {
    let mut hashes: Vec<&str> = hashes.collect();
    hashes.sort_unstable();
    let shared = |at: usize| {
        let (a, b) = (hashes.get(at)?, hashes.get(at + 1)?);
        Some(a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count())
    };
    let suffix = |(at, sha256): (usize, &&'a str)| {
        // Of all others, those next to it in order share most with it.
        let neighbours = [at.checked_sub(1).and_then(shared), shared(at)];
        let longest = neighbours.into_iter().flatten().max();
        let length = longest.map_or(SUFFIX, |shared| SUFFIX.max(shared + 1));
        (*sha256, beginning(sha256, length))
    };
    hashes.iter().enumerate().map(suffix).collect()
}

impl Member<'_> {
    /// Returns what editions of one report have in common: the inspection that they state, and the
    /// folded words of the title; none where no inspection is stated.
    fn stated(&self) -> Option<(DateSpan, Vec<String>)> {
        let report = &self.record.report;
        let title = &report.title;
        let words = words(title).map(|word| fold(&title[word]).into_owned());
        Some((report.inspection?, words.collect()))
    }

    fn pages(&self) -> u32 {
        self.record.report.pages
    }

    fn published(&self) -> Option<Date> {
        let published = self.record.report.published;
        published.map(|published| published.date)
    }
}

/// Returns a name of its own for a content while others of the same base are still being read.
/// [`settle`] gives the names that last; most of these are the same.
pub(super) fn provisional(
    base: ReportId,
    sha256: &str,
    is_taken: impl Fn(&ReportId) -> bool,
) -> ReportId {
    if !is_taken(&base) {
        return base;
    }
    let short = suffixed(&base, beginning(sha256, SUFFIX));
    if !is_taken(&short) {
        return short;
    }
    // No other content has this hash.
    suffixed(&base, sha256)
}

/// Returns a name of its own for a content whose name another bears, until names are settled.
pub fn set_apart(id: &ReportId, sha256: &str) -> ReportId {
    suffixed(&ReportId::new(plain(id)), sha256)
}

fn suffixed(base: &ReportId, suffix: &str) -> ReportId {
    ReportId::new(format!("{base}~{suffix}"))
}

/// Returns so many digits of a hash, or all that it has.
fn beginning(sha256: &str, length: usize) -> &str {
    sha256.get(..length).unwrap_or(sha256)
}

/// Returns the name without the suffix that tells it from others. It stands behind the kind, which
/// is a slug; a body's may be anything.
pub(super) fn plain(id: &ReportId) -> &str {
    let id = id.as_str();
    match id.rfind('~') {
        Some(at) if !id[at..].contains('/') => &id[..at],
        _ => id,
    }
}

#[cfg(test)]
mod tests {
    use super::{Member, Settled, plain, provisional, settle};
    use crate::index::ReportRecord;
    use crate::index::answer::near::ComparedReport;
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
            let settled = settle(&ReportId::new("a"), &members, || {
                let paragraphs = |text: &str| report("aford", "2024-01-05", &[text]).1;
                let texts = contents.iter().map(|(_, _, text)| paragraphs(text));
                texts.map(|text| Some(ComparedReport::new(&text))).collect()
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

    #[test]
    fn a_suffix_is_as_long_as_it_takes() {
        let hashes = ["a51a2d45", "a51a2db8", "a51a2db9", "a51a2f00", "0123456789"];
        let mut news = record("News", "02-01", 1);
        news.report.inspection = None;
        let texts = ["one", "two", "three", "four", "five"];
        let contents: Vec<_> = hashes
            .iter()
            .zip(texts)
            .map(|(sha256, text)| (*sha256, &news, text))
            .collect();
        check(
            &contents,
            &[
                "0123456789 a 1/1 -",
                "a51a2d45 a~a51a2d4 1/1 -",
                "a51a2db8 a~a51a2db8 1/1 -",
                "a51a2db9 a~a51a2db9 1/1 -",
                "a51a2f00 a~a51a2f 1/1 -",
            ],
        );
    }

    #[test]
    fn names_given_while_reading_are_apart() {
        let mut taken = Vec::new();
        for sha256 in ["a51a2d45", "a51a2db8", "a51a2db9"] {
            let id = provisional(ReportId::new("a"), sha256, |id| taken.contains(id));
            assert!(!taken.contains(&id), "{id}");
            taken.push(id);
        }
    }

    #[test]
    fn a_suffix_stands_behind_the_kind() {
        for (id, expected) in [
            ("a/undated/b~012345", "a/undated/b"),
            ("a~b/undated/c", "a~b/undated/c"),
            ("a~b/undated/c~012345", "a~b/undated/c"),
            ("a/undated/b", "a/undated/b"),
        ] {
            assert_eq!(plain(&ReportId::new(id)), expected);
        }
    }
}
