//! A light stemmer that takes off inflections and nothing else.
//!
//! Plurals and possessives lose their *s*, verbs their *-ed* and *-ing*. *Care*, *carer* and
//! *caring* stay three words, since the reports mean three things by them; where a form is
//! doubtful it is left alone, because a merge that should not be cannot be undone by the reader.

use std::borrow::Cow;

use super::inflection::infinitive;
use super::irregular::{IRREGULAR, UNCHANGED};
use crate::query::fold::{decomposed, is_mark};

/// Finds the stem of a folded word; that of a word with accents is the stem without them, so that
/// *café*, *cafés* and *cafe* find each other.
pub(in crate::index) fn stem(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return stem_of_ascii(word);
    }
    match unaccented(word) {
        Some(plain) => Cow::Owned(stem_of_ascii(&plain).into_owned()),
        None => Cow::Borrowed(word),
    }
}

/// Tells whether a folded word has a stem: most have another, which takes no more than a look at the letters
/// that a regular form keeps.
pub(in crate::index) fn is_inflection(word: &str, of: &str) -> bool {
    // A form lacks no more of its stem than the last letter: *car(e)*, *stor(y)*.
    let kept = &of.as_bytes()[..of.len().saturating_sub(1)];
    let may_be = !word.is_ascii()
        || word.as_bytes().starts_with(kept)
        || IRREGULAR
            .binary_search_by_key(&word, |(form, _)| form)
            .is_ok();
    may_be && stem(word) == of
}

/// Takes the accents off a folded word in Latin letters; none if it has other letters.
fn unaccented(word: &str) -> Option<String> {
    let mut plain = String::with_capacity(word.len());
    for c in decomposed(word) {
        match c {
            c if c.is_ascii() => plain.push(c),
            c if is_mark(c) => {}
            // Letters that Unicode does not take apart.
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'ø' => plain.push('o'),
            'ł' => plain.push('l'),
            'đ' | 'ð' => plain.push('d'),
            'þ' => plain.push_str("th"),
            'ı' => plain.push('i'),
            _ => return None,
        }
    }
    Some(plain)
}

fn stem_of_ascii(word: &str) -> Cow<'_, str> {
    let inflected = word.ends_with('s') || word.ends_with("ed") || word.ends_with("ing");
    let irregular = inflected || word.ends_with("en") || word.ends_with("eet");
    if !irregular || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    if let Ok(at) = IRREGULAR.binary_search_by_key(&word, |(form, _)| form) {
        return Cow::Borrowed(IRREGULAR[at].1);
    }
    if !inflected || word.len() < 4 || UNCHANGED.binary_search(&word).is_ok() {
        return Cow::Borrowed(word);
    }
    if word.ends_with('s') {
        return singular(word);
    }
    for ending in ["ed", "ing"] {
        if let Some(root) = word.strip_suffix(ending)
            && let Some(verb) = infinitive(root, ending)
        {
            return Cow::Owned(verb);
        }
    }
    Cow::Borrowed(word)
}

/// Takes the *s* off.
fn singular(word: &str) -> Cow<'_, str> {
    let Some(without) = word.strip_suffix('s') else {
        return Cow::Borrowed(word);
    };
    if without.ends_with(['s', 'u', 'i']) {
        return Cow::Borrowed(word);
    }
    if let Some(root) = word.strip_suffix("ies") {
        return if root.len() > 1 {
            Cow::Owned(format!("{root}y"))
        } else {
            Cow::Borrowed(without)
        };
    }
    let Some(root) = word.strip_suffix("es") else {
        return Cow::Borrowed(without);
    };
    let sibilant = ["ss", "sh", "ch", "x", "zz", "tto", "ero", "ado", "go"];
    if sibilant.iter().any(|end| root.ends_with(end)) {
        return Cow::Borrowed(root);
    }
    Cow::Borrowed(without)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_off_inflections() {
        let check = |words: &str, expected: &str| {
            for word in words.split(' ') {
                assert_eq!(stem(word), expected, "{word}");
                assert!(is_inflection(word, expected), "{word}");
                assert!(!is_inflection(word, "other"), "{word}");
            }
        };
        check("leaver leavers", "leaver");
        check("cafe café cafés cafes", "cafe");
        check("siân siâns sian", "sian");
        check("résumés resumed", "resume");
        check("łódź", "lodz");
        check("школа", "школа");
        check("carer carers", "carer");
        check("care cares cared", "care");
        check("visit visits visited visiting", "visit");
        check("child children childrens childs", "child");
        check("story stories", "story");
        check("lifestory lifestories", "lifestory");
        check("agency agencies", "agency");
        check("process processes processed processing", "process");
        check("approach approaches approached", "approach");
        check("case cases", "case");
        check("assess assesses assessed", "assess");
        check("place places placed placing", "place");
        check("make makes making", "make");
        check("provide provides provided providing", "provide");
        check("plan plans planned", "plan");
        check("refer refers referred referring", "refer");
        check("commit commits committed", "commit");
        check("identify identifies identified identifying", "identify");
        check("create creates created creating", "create");
        check("treat treated treating", "treat");
        check("manage managed managing", "manage");
        check("strengthen strengthened strengthening", "strengthen");
        check("improve improves improved improving", "improve");
        check("ensure ensures ensured ensuring", "ensure");
        check("monitor monitors monitored", "monitor");
        check("consider considered considering", "consider");
        check("explore explored exploring", "explore");
        check("require requires required requiring", "require");
        check("repair repaired", "repair");
        check("enable enabled enabling", "enable");
        check("fail fails failed", "fail");
        check("call called calling", "call");
        check("travel travelled travelling", "travel");
        check("control controlled controlling", "control");
        check("explain explained explaining", "explain");
        check("determine determined determining", "determine");
        check("assign assigned", "assign");
        check("invite invited inviting", "invite");
        check("complete completed completing", "complete");
        check("target targeted targeting", "target");
        check("note noted noting", "note");
        check("contribute contributed", "contribute");
        check("include included including", "include");
        check("avoid avoided", "avoid");
        check("develop developed developing", "develop");
        check("group grouped", "group");
        check("take takes taking", "take");
        check("speak speaking", "speak");
        check("welcome welcomed", "welcome");
        check("assume assumed", "assume");
        check("describe described", "describe");
        check("use uses used using", "use");
        check("raise raised raising", "raise");
        check("focus focuses focused focussed focusing", "focus");
        check("value valued valuing", "value");
        check("agree agrees agreed", "agree");
        check("meeting meetings", "meeting");
        check("setting settings", "setting");
        check("adopt adopts adopted adopting", "adopt");
        check("analysis analyses", "analysis");
        check("change changed changing", "change");
        check("belong belonged belonging", "belong");
        check("stay stayed staying", "stay");
        check("follow followed", "follow");
        check("house houses", "house");
        check("purpose purposes", "purpose");
        check("go goes", "go");
        check("ceo ceos", "ceo");
        check("need needs needed", "need");
        check("guide guided guiding", "guide");
        check("write writes writing", "write");
        check("centre centred", "centre");
        check("search searched searching", "search");
    }

    #[test]
    fn merges_no_other_words() {
        let groups = [
            "care carer caring careful",
            "leave leaver leaving",
            "adopt adoption adopter",
            "place placement",
            "foster fostering",
            "house housing",
            "good goods",
            "look looked looks",
            "need needy",
            "experience experienced",
            "disable disabled disability",
            "safeguard safeguarding",
            "miss missing",
            "live living lives life",
            "be being",
            "new news",
            "it its",
            "wale wales",
            "hi his this",
            "ha has",
            "premise premises",
            "outstanding outstand",
            "plane plan planning",
            "speed sped",
            "red reed",
            "string str",
            "business busy",
            "proceed proceeding process",
        ];
        for group in groups {
            let words: Vec<_> = group.split(' ').collect();
            for (i, a) in words.iter().enumerate() {
                for b in &words[i + 1..] {
                    let family = matches!((*a, *b), ("look", "looks"));
                    assert_eq!(stem(a) == stem(b), family, "{a} {b}");
                    assert_eq!(is_inflection(a, &stem(b)), family, "{a} {b}");
                }
            }
        }
    }

    #[test]
    fn lists_are_sorted_and_stems_are_stable() {
        assert!(UNCHANGED.is_sorted());
        assert!(IRREGULAR.is_sorted());
        for (form, base) in IRREGULAR {
            assert_eq!(stem(base), *base, "{form}");
            assert!(is_inflection(form, base), "{form}");
        }
        for word in ["24", "3s", "", "s", "ing", "ed", "bed", "sing"] {
            assert_eq!(stem(word), word);
        }
    }
}
