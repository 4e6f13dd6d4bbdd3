//! Matching a paragraph's own text: what of it lights up.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::index::ReportRecord;
use crate::index::matching::marks::marks;
use crate::index::matching::occurrences::{Occurrences, Words};
use crate::index::matching::plan::Lowered;
use crate::index::matching::steps::{OutOfSteps, Steps};
use crate::index::text::{Form, sentence_words, stem};
use crate::model::{Language, Paragraph};
use crate::query::fold::{abbreviation, fold, words};

/// Applies a plan to texts.
pub(in crate::index) struct Matcher<'a> {
    lowered: &'a Lowered,
    exact: FxHashMap<&'a str, Vec<usize>>,
    stem: FxHashMap<&'a str, Vec<usize>>,
    /// The first letters of the stems; no word begins otherwise than its stem.
    initials: Vec<char>,
    /// Of each letter of ASCII whether a word that begins with it in small letters may be one of all these.
    begins: [bool; 128],
    capitals: FxHashMap<&'a str, Vec<usize>>,
    /// Memory for one text after the other.
    occurrences: RefCell<Occurrences>,
}

impl<'a> Matcher<'a> {
    pub(in crate::index) fn new(lowered: &'a Lowered) -> Self {
        let (mut exact, mut stem, mut capitals) =
            <(FxHashMap<_, _>, FxHashMap<_, _>, FxHashMap<_, _>)>::default();
        for (i, leaf) in lowered.leaves.iter().enumerate() {
            let of_form = match leaf.form {
                Form::Stem => &mut stem,
                Form::Capitals => &mut capitals,
                Form::Exact | Form::Sentence => &mut exact,
            };
            for term in &leaf.terms {
                of_form
                    .entry(term.as_str())
                    .or_insert_with(Vec::new)
                    .push(i);
            }
        }
        let mut initials: Vec<char> = stem
            .keys()
            .filter_map(|s: &&str| s.chars().next())
            .collect();
        initials.sort_unstable();
        initials.dedup();
        let mut begins = [false; 128];
        let of_words = exact.keys().filter_map(|word: &&str| word.chars().next());
        for initial in of_words.chain(initials.iter().copied()) {
            if let Some(begins) = begins.get_mut(initial as usize) {
                *begins = true;
            }
        }
        if !capitals.is_empty() {
            begins[usize::from(b'A')..=usize::from(b'Z')].fill(true);
        }
        Matcher {
            lowered,
            begins,
            exact,
            stem,
            initials,
            capitals,
            occurrences: RefCell::default(),
        }
    }

    /// Finds what lights up in a paragraph that the index has found.
    pub(in crate::index) fn of_hit(
        &self,
        report: &ReportRecord,
        paragraph: &Paragraph,
    ) -> Result<Vec<Range<usize>>, OutOfSteps> {
        let passes = |test: usize| self.lowered.tests[test].passes(report, paragraph);
        let language = report.report.language;
        let highlights = self.highlights(&paragraph.text, language, &passes)?;
        let locator = &paragraph.locator;
        debug_assert!(highlights.is_some(), "{}#{locator} was found", report.id);
        Ok(highlights.unwrap_or_default())
    }

    /// Tells whether a word may be one of those that are asked for: most are not, and begin otherwise.
    fn may_be_asked_for(&self, word: &str) -> bool {
        match word.as_bytes() {
            [first, ..] if word.is_ascii() => {
                let begins = |byte: u8| self.begins[usize::from(byte)];
                begins(*first) || begins(first.to_ascii_lowercase())
            }
            _ => true,
        }
    }

    /// Finds the bytes of a text that make it match, sorted and apart; none where it does not.
    ///
    /// `passes` tells of each of the plan's tests whether the paragraph passes it.
    fn highlights(
        &self,
        text: &str,
        language: Language,
        passes: &dyn Fn(usize) -> bool,
    ) -> Result<Option<Vec<Range<usize>>>, OutOfSteps> {
        let mut occurrences = self.occurrences.borrow_mut();
        let leaves = self.lowered.leaves.len();
        occurrences.leaves.resize_with(leaves, Vec::new);
        occurrences.leaves.iter_mut().for_each(Vec::clear);
        let spans: Vec<Range<usize>> = match leaves == 0 && !self.lowered.sentence {
            // No word of it is asked for.
            true => Vec::new(),
            false => words(text).collect(),
        };
        for (place, span) in (0..).zip(&spans) {
            if !self.may_be_asked_for(&text[span.clone()]) {
                continue;
            }
            let folded = fold(&text[span.clone()]);
            if !self.exact.is_empty() {
                for leaf in self.exact.get(&*folded).into_iter().flatten() {
                    occurrences.leaves[*leaf].push(place);
                }
            }
            // A stem begins as its words do, but for accents.
            let begins = |first: char| !first.is_ascii() || self.initials.contains(&first);
            if folded.chars().next().is_some_and(begins) {
                let stem = match language.has_stems() {
                    true => stem(&folded),
                    false => Cow::Borrowed(&*folded),
                };
                for leaf in self.stem.get(&*stem).into_iter().flatten() {
                    occurrences.leaves[*leaf].push(place);
                }
            }
            if !self.capitals.is_empty()
                && let Some(capitals) = abbreviation(&text[span.clone()])
            {
                for leaf in self.capitals.get(&*capitals).into_iter().flatten() {
                    occurrences.leaves[*leaf].push(place);
                }
            }
        }
        if self.lowered.sentence {
            occurrences.sentences = sentence_words(text, &spans);
        }
        // What was found in the index cost as much there.
        let steps = Steps::default();
        let (plan, sentence) = (&self.lowered.plan, self.lowered.sentence);
        let Some(mut words) = marks(plan, &occurrences, passes, sentence, &steps)? else {
            return Ok(None);
        };
        words.sort_unstable();
        let mut merged: Vec<Words> = Vec::new();
        for (start, end) in words {
            match merged.last_mut() {
                Some(last) if start < last.1 => last.1 = last.1.max(end),
                _ => merged.push((start, end)),
            }
        }
        let bytes = |(start, end): Words| spans[start as usize].start..spans[end as usize - 1].end;
        Ok(Some(merged.into_iter().map(bytes).collect()))
    }
}
