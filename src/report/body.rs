//! The body that is inspected: an authority, or a provider with its identifiers.
//!
//! An authority is taken from a title or a label. A sentence that must speak of it is the last
//! resort, and said to be; letterheads, addresses and footers are never asked.

use std::borrow::Cow;

use crate::gazetteer::{Gazetteer, fold};
use crate::layout::Block;
use crate::model::{Authority, Date, Provider};
use crate::rules::{Family, FrontRules};

use super::front::{labelled, largest};
use super::recognise::first_page;
use super::secondary::names_only;
use super::text::is_finished;

/// A name behind a label is not longer, in bytes.
const MAX_NAME: usize = 120;
/// That of an authority is not longer, in bytes.
const MAX_AUTHORITY: usize = 60;

/// An authority and whether it was told by a title or a label.
pub(super) struct Named<'a> {
    pub(super) authority: &'a Authority,
    pub(super) inferred_from: Option<String>,
    /// All that the title names, if it is told by that and names others too.
    pub(super) several: Vec<&'a Authority>,
}

/// Finds the authority, as it was on a date.
pub(super) fn authority<'a>(
    blocks: &[Block],
    family: &Family,
    title: &str,
    date: Option<Date>,
    gazetteer: &'a Gazetteer,
) -> Option<Named<'a>> {
    let rules = &family.front;
    let told = |authority| Named {
        authority,
        inferred_from: None,
        several: Vec::new(),
    };
    // What begins with the words of a label and goes on as a sentence does is no value.
    let labelled = values(blocks, &rules.authority)
        .filter(|value| value.len() <= MAX_AUTHORITY && !is_finished(value))
        .find_map(|name| named_in(name, date, gazetteer));
    if labelled.is_some() {
        return labelled.map(told);
    }
    if !family.inspects_provider {
        let named = name_in(title, rules);
        let in_title = named
            .and_then(|name| gazetteer.authority_in(&name, date))
            .or_else(|| named_in(title, date, gazetteer));
        if let Some(authority) = in_title {
            let all = gazetteer.authorities_in(&without_possessive(title), date);
            return Some(Named {
                several: if all.len() > 1 { all } else { Vec::new() },
                ..told(authority)
            });
        }
    }
    let sentences = blocks[first_page(blocks)].iter().filter(|block| {
        let line = fold(&block.text);
        let mut tests = rules.authority_sentences.iter();
        tests.any(|test| test.holds(&line))
    });
    let mut named = sentences.filter_map(|block| {
        let text = names_only(&without_possessive(&block.text));
        let authority = gazetteer.authority_in(&text, date)?;
        Some(Named {
            authority,
            inferred_from: Some(block.text.chars().take(MAX_NAME).collect()),
            several: Vec::new(),
        })
    });
    named.next()
}

/// Returns the name in the place that titles have for it, folded.
fn name_in(title: &str, rules: &FrontRules) -> Option<String> {
    let title = fold(&without_possessive(title));
    rules.title_names.iter().find_map(|(before, behind)| {
        let behind = fold(&without_possessive(behind));
        let (_, rest) = title.split_once(before.as_str())?;
        let name = match behind.is_empty() {
            true => rest,
            false => rest.split_once(behind.as_str())?.0,
        };
        let name = name.trim();
        (!name.is_empty()).then(|| name.to_owned())
    })
}

/// Finds the authority in a text: its own name may have a possessive, "St Bride’s", where others are in it.
fn named_in<'a>(text: &str, date: Option<Date>, gazetteer: &'a Gazetteer) -> Option<&'a Authority> {
    let possessives = text.match_indices(['’', '\'']);
    let possessives = possessives.filter(|(at, mark)| text[at + mark.len()..].starts_with('s'));
    let without_one = possessives.map(|(at, mark)| {
        let behind = &text[at + mark.len() + 1..];
        Cow::Owned(format!("{}{behind}", &text[..at]))
    });
    std::iter::once(Cow::Borrowed(text))
        .chain(without_one)
        .chain(std::iter::once(Cow::Owned(without_possessive(text))))
        .find_map(|text| gazetteer.authority_in(&text, date))
}

/// Takes the possessive off words: "Durham’s", "children’s", "childrens" behind a fold.
fn without_possessive(text: &str) -> String {
    text.replace("’s", "")
        .replace("'s", "")
        .replace("childrens", "children")
}

/// Lists the values behind some labels: on the line, or else in the next block.
fn values<'a>(blocks: &'a [Block], labels: &'a [String]) -> impl Iterator<Item = &'a str> {
    labelled(blocks, labels).filter_map(|(_, behind, next)| {
        let value = if behind.is_empty() { next? } else { behind };
        (value.len() <= MAX_NAME).then_some(value.trim())
    })
}

/// Finds the provider with its identifiers.
pub(super) fn provider(blocks: &[Block], family: &Family, title: &str) -> Option<Provider> {
    let rules = &family.front;
    // An authority may have a service of its own that is inspected.
    let is_told = !rules.provider.is_empty() || !rules.provider_below.is_empty();
    if !family.inspects_provider && !is_told {
        return None;
    }
    let below = || {
        let is_before = |block: &Block| {
            block.text.len() <= MAX_NAME && rules.provider_below.contains(&fold(&block.text))
        };
        let at = blocks.iter().position(is_before)?;
        let name = blocks[at + 1..].iter().map(|block| block.text.trim());
        name.into_iter().find(|name| !name.is_empty())
    };
    let in_title = || match family.inspects_provider {
        true => printed_name_in(title, rules),
        false => None,
    };
    let largest = || match rules.provider_largest {
        true => largest(&blocks[first_page(blocks)]),
        false => None,
    };
    let name = values(blocks, &rules.provider)
        .next()
        .or_else(|| (!rules.provider_below.is_empty()).then(below).flatten())
        .map(str::to_owned)
        .or_else(in_title)
        .or_else(largest)?;
    let mut provider = Provider::named(name.trim_end_matches([',', '.']));
    provider.identifiers = identifiers(blocks, rules);
    Some(provider)
}

/// Returns the name in the place that titles have for it, as it is printed.
fn printed_name_in(title: &str, rules: &FrontRules) -> Option<String> {
    let folded = fold(title);
    rules.title_names.iter().find_map(|(before, behind)| {
        let inner = folded.strip_prefix(before.as_str())?;
        inner.strip_suffix(behind.as_str())?;
        let words = |text: &str| text.split_whitespace().count();
        let printed: Vec<&str> = title.split_whitespace().collect();
        let end = printed.len().checked_sub(words(behind))?;
        let name = printed.get(words(before)..end)?.join(" ");
        let name = name.trim_matches([':', ',', ' ']);
        (!name.is_empty()).then(|| name.to_owned())
    })
}

/// Finds the values of identifiers: one word each.
fn identifiers(blocks: &[Block], rules: &FrontRules) -> Vec<(String, String)> {
    let found = rules.identifiers.iter().filter_map(|(name, labels)| {
        let value = values(blocks, labels).find_map(|value| {
            let word = value.split_whitespace().next()?;
            let word = word.trim_matches([',', ';', '.', '(', ')']);
            word.contains(|c: char| c.is_ascii_digit())
                .then(|| word.to_owned())
        })?;
        Some((name.clone(), value))
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::Table;
    use crate::layout::Role;
    use crate::rules::Rules;

    fn letter(lines: &[&str]) -> Vec<Block> {
        let block = |line: &&str| Block::plain(Role::Paragraph, (*line).to_owned());
        lines.iter().map(block).collect()
    }

    /// Names the authority of a letter under a title, and whether that is a doubt.
    fn check(title: &str, sentence: &str, expected: Option<(&str, bool)>) {
        // The inspectorate's own address names a city.
        let head = [
            "Ofsted",
            "Piccadilly Gate",
            "Store Street",
            "Manchester",
            "M1 2WD",
        ];
        let blocks = letter(&[&head[..], &["Dear Ms Bird", title, sentence]].concat());
        let rules = Rules::builtin();
        let family = rules.family("visit").unwrap();
        let found = authority(&blocks, family, title, None, rules.gazetteer());
        let found = found.map(|named| {
            let slug = named.authority.slug.as_str();
            (slug, named.inferred_from.is_some())
        });
        assert_eq!(found, expected, "{title}");
    }

    #[test]
    fn titles_name_the_authority_and_letterheads_do_not() {
        let sentence = "This letter summarises the findings of the focused visit on 5 May 2021.";
        check(
            "Focused visit to the London Borough of Lewisham’s children’s services",
            sentence,
            Some(("lewisham", false)),
        );
        check(
            "Focused visit to Durham's children's services",
            sentence,
            Some(("durham", false)),
        );
        check(
            "Focused visit to Sandwell Children’s Trust",
            sentence,
            Some(("sandwell", false)),
        );
        check("Focused visit to children’s services", sentence, None);
    }

    #[test]
    fn names_may_have_a_possessive_of_their_own() {
        let table = "slug,name\nst-brides-and-marling,St Bride’s and Marling\n";
        let mut gazetteer = Gazetteer::builtin().clone();
        gazetteer
            .add(&Table::read(table.as_bytes()).unwrap())
            .unwrap();
        let title = "Focused visit to St Bride’s and Marling’s children’s services";
        let found = named_in(title, None, &gazetteer).map(|found| found.slug.as_str());
        assert_eq!(found, Some("st-brides-and-marling"));
    }

    #[test]
    fn a_sentence_names_it_where_no_title_does_and_is_doubted() {
        check(
            "Focused visit to children’s services",
            "This letter summarises the findings of the focused visit to Camden children’s services.",
            Some(("camden", true)),
        );
        check(
            "Focused visit to children’s services",
            "This letter tells of a visit to those who like reading in a bath.",
            None,
        );
    }

    #[test]
    fn providers_are_named_by_titles_too() {
        let rules = FrontRules {
            title_names: vec![(fold("Inspection of a good school:"), String::new())],
            ..FrontRules::default()
        };
        let name = printed_name_in("Inspection of a good school: St. Mary’s, Aford", &rules);
        assert_eq!(name.as_deref(), Some("St. Mary’s, Aford"));
    }
}
