//! The days that a first page tells: of the inspection, and of publication.

use std::borrow::Cow;

use super::labels::{OPENING, labelled};
use crate::gazetteer::fold;
use crate::layout::Block;
use crate::model::{Date, DateSpan};
use crate::report::dates::{self, Order};
use crate::rules::FrontRules;

/// Returns a text with the names of months that dates are read by.
fn with_months<'a>(text: &'a str, rules: &FrontRules) -> Cow<'a, str> {
    if rules.months.is_empty() {
        return Cow::Borrowed(text);
    }
    let words = text.split_whitespace().map(|word| {
        let folded = fold(word);
        let month = rules.months.iter().position(|month| *month == folded);
        month.map_or(word, |month| dates::MONTHS[month])
    });
    Cow::Owned(words.collect::<Vec<_>>().join(" "))
}

/// Returns the order in which dates in digits stand.
pub(in crate::report) fn order(rules: &FrontRules) -> Order {
    match rules.month_first {
        true => Order::MonthFirst,
        false => Order::DayFirst,
    }
}

pub(super) fn published(page: &[Block], rules: &FrontRules) -> Option<Date> {
    let labelled = labelled(page, &rules.published).find_map(|(index, behind, next)| {
        let date = |text: &str| dates::find_date(&with_months(text, rules), order(rules));
        date(&page[index].text).or_else(|| behind.is_empty().then(|| date(next?)).flatten())
    });
    let alone = || {
        let head = page
            .iter()
            .take_while(|block| !block.text.starts_with("Dear "));
        let lines = || page.iter().map(|block| block.text.as_str());
        head.filter(|block| block.text.len() <= OPENING)
            .find_map(|block| dates::date_of_letter(&block.text, order(rules)))
            .or_else(|| lines().find_map(|line| dates::whole_date_in(line, order(rules))))
    };
    labelled.or_else(|| rules.published_alone.then(alone).flatten())
}

/// Reads when an inspection was, from a label or a sentence on its first page.
pub(in crate::report) fn inspection(
    page: &[Block],
    rules: &FrontRules,
    published: Option<Date>,
) -> Option<DateSpan> {
    let labelled = labelled(page, &rules.inspected).find_map(|(index, _, next)| {
        // The dates may stand in the next cell or line.
        let here = with_months(&page[index].text, rules);
        let next = next.map(|next| with_months(next, rules));
        dates::find_broken_span(&here, next.as_deref(), order(rules), published)
            .or_else(|| dates::find_broken_span(next.as_deref()?, None, order(rules), published))
            .or_else(|| {
                let month = || dates::find_month(&here).or(dates::find_month(next.as_deref()?));
                rules.inspected_month.then(month).flatten()
            })
    });
    if labelled.is_some() || rules.inspected_sentences.is_empty() {
        return labelled;
    }
    let speaks = |block: &&Block| {
        let line = fold(&block.text);
        let mut tests = rules.inspected_sentences.iter();
        tests.any(|test| test.holds(&line))
    };
    page.iter()
        .filter(speaks)
        .find_map(|block| dates::find_broken_span(&block.text, None, order(rules), published))
}

/// Reads the day behind the label of the last day of an inspection.
pub(super) fn last_day(page: &[Block], rules: &FrontRules) -> Option<DateSpan> {
    labelled(page, &rules.inspected_last).find_map(|(index, _, next)| {
        let find = |text: &str| dates::find_span(text, order(rules), None);
        find(&page[index].text).or_else(|| find(next?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Role;

    #[test]
    fn digits_are_read_in_the_order_that_the_rules_say() {
        let check = |month_first, expected: &str| {
            let rules = FrontRules {
                inspected: vec!["inspected".to_owned()],
                published: vec!["published".to_owned()],
                month_first,
                ..FrontRules::default()
            };
            let lines = [
                "Inspected: 06/01/2015 – 06/12/2015",
                "Published: 07/08/2015",
            ];
            let page = lines.map(|line| Block::plain(Role::Paragraph, line.to_owned()));
            let span = inspection(&page, &rules, None).unwrap();
            let published = published(&page, &rules).unwrap();
            assert_eq!(
                format!("{}..{}, {published}", span.start, span.end),
                expected
            );
        };
        check(false, "2015-01-06..2015-12-06, 2015-08-07");
        check(true, "2015-06-01..2015-06-12, 2015-07-08");
    }
}
