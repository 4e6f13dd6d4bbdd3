//! Plans of common words, evaluated by marks and not by lists: to put sets together is then to put words
//! of bits together.
//!
//! The sets, their order and the steps that they take are those of [`SegmentSearch::plan`].

use tantivy::DocId;

use crate::index::IndexError;
use crate::index::commit::marked::Marked;
use crate::index::matching::among::Among;
use crate::index::matching::check::Check;
use crate::index::matching::plan::{Pattern, Plan};
use crate::index::matching::segment::{SegmentSearch, has_places};

/// Where fewer than one document in so many passes a filter, they are listed.
const FEW: u64 = 16;

impl<'a> SegmentSearch<'a> {
    /// Marks the paragraphs that match, and the notes where they are asked for, if what is looked for is
    /// common.
    pub(super) fn common_matches(&mut self) -> Result<Option<Marked>, IndexError> {
        let Some((commit, segment)) = self.place else {
            return Ok(None);
        };
        if !self.is_common()? {
            return Ok(None);
        }
        let mut marked = self.mark(&self.lowered.plan, None)?;
        if !self.lowered.notes {
            marked.take_out(&commit.register.notes()?[segment as usize]);
        }
        Ok(Some(marked))
    }

    /// Tells whether all that the plan looks for is common and kept.
    pub(super) fn is_common(&self) -> Result<bool, IndexError> {
        let plan = &self.lowered.plan;
        Ok(!self.lowered.sentence && plan.needs_words() && self.is_common_plan(plan)?)
    }

    fn is_common_plan(&self, plan: &Plan) -> Result<bool, IndexError> {
        match plan {
            Plan::All | Plan::Not(_) | Plan::Tag(_) => Ok(false),
            Plan::Text(pattern) => self.is_common_pattern(pattern),
            Plan::Or(plans) => {
                for plan in plans {
                    if self.is_common_plan(plan)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Plan::And(plans) => {
                for plan in plans {
                    let may_be = match plan {
                        Plan::Not(_) => true,
                        Plan::Tag(test) => self.passes_many(*test),
                        plan => self.is_common_plan(plan)?,
                    };
                    if !may_be {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
        }
    }

    fn is_common_pattern(&self, pattern: &Pattern) -> Result<bool, IndexError> {
        match pattern {
            Pattern::Leaf(leaf) => Ok(self.leaves.kept(*leaf)?.is_some()),
            Pattern::Any(parts) => {
                for part in parts {
                    if self.is_common_pattern(part)? {
                        return Ok(!has_places(pattern) || self.mostly_words(pattern)?.is_some());
                    }
                }
                Ok(false)
            }
            Pattern::Sequence { .. } | Pattern::Near { .. } => Ok(false),
        }
    }

    /// Tells whether many documents pass a test that need not look at them.
    fn passes_many(&self, test: usize) -> bool {
        let many = u64::from(self.reader.max_doc()) / FEW;
        let passing = self.checks[test].passing();
        passing.is_some_and(|passing| passing > many)
    }

    fn mark(&mut self, plan: &'a Plan, among: Option<&Marked>) -> Result<Marked, IndexError> {
        let max_doc = self.reader.max_doc();
        match (plan, among) {
            (Plan::Text(pattern), _) => self.mark_pattern(pattern, among),
            (Plan::And(plans), _) => {
                let mut marked: Option<Marked> = None;
                for plan in self.cheapest_first(plans)? {
                    if marked.as_ref().is_some_and(Marked::is_empty) {
                        break;
                    }
                    marked = Some(self.mark(plan, marked.as_ref().or(among))?);
                }
                Ok(marked.unwrap_or_else(|| Marked::none_of(max_doc)))
            }
            (Plan::Or(plans), _) => {
                let mut marked = Marked::none_of(max_doc);
                for plan in plans {
                    let counted = self.counted.len();
                    marked.join(&self.mark(plan, among)?);
                    // Other alternatives can match where a part of this one was not counted.
                    if !matches!(plan, Plan::Text(_)) {
                        self.counted.forget_all_but(counted);
                    }
                }
                Ok(marked)
            }
            (Plan::Not(plan), Some(among)) => {
                let absent = self.mark(plan, Some(among))?;
                let mut marked = among.clone();
                marked.take_out(&absent);
                Ok(marked)
            }
            (Plan::Tag(test), _) if let Check::Reports { ranges, .. } = &self.checks[*test] => {
                let mut marked = Marked::none_of(max_doc);
                ranges.iter().for_each(|range| marked.mark_range(range));
                match among {
                    Some(among) => marked.meet(among),
                    None if self.reader.has_deletes() => {
                        return Ok(Marked::of(&self.plan(plan, Among::All)?, max_doc));
                    }
                    None => {}
                }
                Ok(marked)
            }
            _ => Ok(Marked::of(&self.plan(plan, among.into())?, max_doc)),
        }
    }

    fn mark_pattern(
        &mut self,
        pattern: &'a Pattern,
        among: Option<&Marked>,
    ) -> Result<Marked, IndexError> {
        if !has_places(pattern) {
            return self.mark_words(pattern, among);
        }
        let Some((words, placed)) = self.mostly_words(pattern)? else {
            let docs = self.pattern(pattern, among.into())?;
            return Ok(Marked::of(&docs, self.reader.max_doc()));
        };
        let mut marked = Marked::none_of(self.reader.max_doc());
        for word in words {
            marked.join(&self.mark_words(word, among)?);
        }
        let mut others = self.any(&placed, among.into())?;
        marked.keep(&mut others, false);
        let mut text = self.text([pattern], &others)?;
        for doc in others {
            if self.count_in(pattern, text.read(doc))? > 0 {
                marked.mark(doc);
            }
        }
        self.spare = text.into_spare();
        Ok(marked)
    }

    /// Marks documents that hold some of the words of a pattern that asks for no places.
    fn mark_words(&self, pattern: &Pattern, among: Option<&Marked>) -> Result<Marked, IndexError> {
        if let Pattern::Leaf(leaf) = pattern {
            self.look_at(*leaf, among.into())?;
            return self.leaves.marked(*leaf, among);
        }
        let mut marked = Marked::none_of(self.reader.max_doc());
        for part in pattern.parts() {
            marked.join(&self.mark_words(part, among)?);
        }
        Ok(marked)
    }

    /// Counts the places of a pattern in some documents: by what is kept of a word, and in some of them
    /// by what they have, which goes before; none where that would be as much work as for a list.
    pub(super) fn count_by_word(
        &mut self,
        pattern: &Pattern,
        marked: &Marked,
    ) -> Result<Option<CountedByWord>, IndexError> {
        if let Pattern::Leaf(leaf) = pattern {
            return Ok(Some(CountedByWord {
                word: *leaf,
                others: self.count_rare(*leaf, marked)?,
            }));
        }
        let Some((words, placed)) = self.mostly_words(pattern)? else {
            return Ok(None);
        };
        let [Pattern::Leaf(word)] = words[..] else {
            return Ok(None);
        };
        let mut others = self.count_rare(*word, marked)?;
        let placed = self.any(&placed, Among::Marked(marked))?;
        let mut text = self.text([pattern], &placed)?;
        for doc in &placed {
            others.push((*doc, self.count_in(pattern, text.read(*doc))?));
        }
        self.spare = text.into_spare();
        // What was counted last is right.
        others.sort_by_key(|(doc, _)| *doc);
        others.reverse();
        others.dedup_by_key(|(doc, _)| *doc);
        others.reverse();
        Ok(Some(CountedByWord {
            word: *word,
            others,
        }))
    }

    /// Counts a word that is not kept in some documents, ascending.
    fn count_rare(&self, leaf: usize, marked: &Marked) -> Result<Vec<(DocId, u32)>, IndexError> {
        if self.leaves.kept(leaf)?.is_some() {
            return Ok(Vec::new());
        }
        let docs = self.leaves.holders(leaf, Among::Marked(marked))?;
        let mut counts = vec![0; docs.len()];
        self.leaves
            .counts(leaf, &docs, |at, count| counts[at] += count)?;
        Ok(docs.into_iter().zip(counts).collect())
    }
}

/// How often a pattern stands in documents: as often as a word, but for some.
pub(super) struct CountedByWord {
    /// A leaf of the plan; what is not kept of it is among the others.
    pub(super) word: usize,
    /// Ascending.
    pub(super) others: Vec<(DocId, u32)>,
}
