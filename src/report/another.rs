//! Other reports behind the first, since files may have been joined: where the next begins.

use std::collections::BTreeSet;

use crate::gazetteer::{fold, fold_initial, fold_opening};
use crate::layout::Block;
use crate::model::{DateSpan, Warning, WarningKind};
use crate::rules::{Family, FrontRules, Rules};

use super::doubts::doubt;
use super::front::{self, labelled, opening_in};
use super::recognise::{self, FirstPage};

/// So many bytes of a line tell whether it begins a letter.
const SALUTATION: usize = 8;

/// Looks behind the first page of a report for that of another, and says which begins there: a page that
/// tells of an inspection on other days, and names who led it, bears a title or begins a letter. The other
/// may be of any family.
pub(super) fn about_another(
    behind: &[Block],
    inspection: Option<DateSpan>,
    family: &Family,
    rules: &Rules,
) -> Option<Warning> {
    let inspection = inspection?;
    first_behind(behind, rules, |page, from| {
        of_family(page, &family.front)
            .or_else(|| of_any(from, rules))
            .filter(|other| *other != inspection)
    })
}

/// The same in a paper that is no inspectorate's: a report may be its appendix. What the paper itself says
/// of an inspection begins no report, but a page that is the first of one by all its signs.
pub(super) fn about_appendix(blocks: &[Block], rules: &Rules) -> Option<Warning> {
    let first = blocks.first()?.page;
    let behind = &blocks[blocks.partition_point(|block| block.page <= first)..];
    first_behind(behind, rules, |page, from| {
        let found = recognise::recognise(&FirstPage::of(from), rules)?;
        let is_report = found.family.secondary.is_none();
        is_report
            .then(|| of_family(page, &found.family.front))
            .flatten()
    })
}

/// Finds the first page on which another report begins; `inspection` says when its inspection was, from the
/// page and all blocks from there on.
fn first_behind(
    behind: &[Block],
    rules: &Rules,
    inspection: impl Fn(&[Block], &[Block]) -> Option<DateSpan>,
) -> Option<Warning> {
    let labels = labels(rules);
    let mut start = 0;
    let mut pages = behind.chunk_by(|a, b| a.page == b.page);
    pages.find_map(|page| {
        let from = &behind[start..];
        start += page.len();
        if !page.iter().any(|block| may_begin(block, &labels)) {
            return None;
        }
        let other = inspection(page, from)?;
        let message = format!(
            "another report begins, of an inspection from {} to {}: it is read as one of its own",
            other.start, other.end
        );
        Some(Warning {
            page: page.first().map(|block| block.page),
            ..doubt(WarningKind::AnotherReport, message)
        })
    })
}

/// Lists the words that stand before the days of an inspection, or those who led it, in any family.
fn labels(rules: &Rules) -> Vec<String> {
    let fronts = rules.families().iter().map(|family| &family.front);
    let labels = fronts.flat_map(|front| front.inspected.iter().chain(&front.inspectors));
    let labels: BTreeSet<&String> = labels.collect();
    labels.into_iter().cloned().collect()
}

/// Tells whether a block is such as first pages have. No page is folded whole for it.
fn may_begin(block: &Block, labels: &[String]) -> bool {
    opening_in(&block.text, labels).is_some()
        || fold_initial(&block.text) == Some('d')
            && recognise::is_salutation(&fold_opening(&block.text, SALUTATION))
}

/// Returns when the inspection was of which a page is the first of a report, as a family has them.
fn of_family(page: &[Block], rules: &FrontRules) -> Option<DateSpan> {
    let inspection = front::inspection(page, rules, None)?;
    let is_first = labelled(page, &rules.inspectors).next().is_some()
        || page
            .iter()
            .map(|block| fold(&block.text))
            .any(|line| recognise::is_salutation(&line) || front::is_title_line(&line, rules));
    is_first.then_some(inspection)
}

/// The same, of whatever family the first page is.
fn of_any(from: &[Block], rules: &Rules) -> Option<DateSpan> {
    let first = FirstPage::of(from);
    let found = recognise::recognise(&first, rules)?;
    let is_report = found.family.secondary.is_none();
    is_report
        .then(|| front::inspection(first.blocks, &found.family.front, None))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Role;

    fn block(page: u32, text: &str) -> Block {
        Block {
            page,
            ..Block::plain(Role::Paragraph, text.to_owned())
        }
    }

    /// A council's paper with a report behind it was read as the council's from end to end.
    #[test]
    fn a_report_may_be_an_appendix() {
        let check = |lines: &[(u32, &str)], expected: Option<u32>| {
            let blocks: Vec<Block> = lines
                .iter()
                .map(|(page, line)| block(*page, line))
                .collect();
            let warning = about_appendix(&blocks, Rules::builtin());
            assert_eq!(warning.and_then(|it| it.page), expected, "{lines:?}");
        };
        let paper = (
            1,
            "Report to Cabinet of Wexcombe Council: the outcome of the inspection",
        );
        let title = "Inspection of Wexcombe local authority children’s services";
        let dates = "Inspection dates: 3 to 14 July 2023";
        let leader = "Lead inspector: Jo Petch, His Majesty’s Inspector";
        let heading = "The experiences and progress of children who need help and protection: good";
        let leaders =
            "The impact of leaders on social work practice with children and families: good";
        let page = |page| [title, dates, leader, leaders, heading].map(|line| (page, line));
        check(&[&[paper][..], &page(3)].concat(), Some(3));
        // On its own page it is what the paper is.
        check(&page(1), None);
        // The paper may say when the inspection was, and who led it.
        check(
            &[
                paper,
                (2, dates),
                (2, leader),
                (2, "The council was told in July."),
            ],
            None,
        );
        check(
            &[paper, (2, title), (2, "It was published in August.")],
            None,
        );
    }

    #[test]
    fn another_report_in_the_file_is_said() {
        let check = |lines: &[&str], expected: Option<u32>| {
            let rules = Rules::builtin();
            let span = DateSpan {
                start: "2022-05-09".parse().unwrap(),
                end: "2022-05-20".parse().unwrap(),
            };
            let behind: Vec<Block> = lines.iter().map(|line| block(3, line)).collect();
            let family = rules.family("ilacs").unwrap();
            let warning = about_another(&behind, Some(span), family, rules);
            assert_eq!(warning.and_then(|it| it.page), expected, "{lines:?}");
        };
        let (dates, leader) = (
            "Inspection dates: 3 to 7 July 2023",
            "Lead inspector: Jo Petch",
        );
        check(&["Inspection of Wexcombe", dates, leader], Some(3));
        // What is said of another inspection in a report, and the cover that comes again.
        check(&["The last inspection was good.", dates], None);
        check(&["Inspection dates: 9 to 20 May 2022", leader], None);
        check(&[leader], None);
        // A letter has rules of its own.
        let dear = "Dear Jo Petch";
        let title = "Focused visit to Wexcombe children’s services";
        let letter = |days: &str| {
            format!(
                "This letter summarises the findings of a focused visit to Wexcombe children’s \
                 services on {days}."
            )
        };
        check(&[dear, title, &letter("3 and 4 July 2023")], Some(3));
        check(&[title, &letter("3 and 4 July 2023")], None);
        check(&[dear, "I write about your letter of 3 July 2023."], None);
    }
}
