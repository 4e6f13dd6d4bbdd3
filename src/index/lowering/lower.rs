//! From the syntax tree to a plan for one index.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::index::commit::Commit;
use crate::index::commit::vocabulary::Vocabulary;
use crate::index::lowering::compound;
use crate::index::lowering::conditions::Conditions;
use crate::index::lowering::shapes::{any_of, near, pattern_of};
use crate::index::lowering::thesaurus::{longest_wording, names_of, stands_for_concept};
use crate::index::lowering::wordings::{Swap, sequence, spelt, wordings};
use crate::index::matching::plan::{Leaf, Lowered, Pattern, Plan, Reading};
use crate::index::text::Form;
use crate::index::{IndexError, SearchRequest};
use crate::query::fold::{abbreviation, fold};
use crate::query::{
    ConceptTerm, Concepts, Field, Filters, LIMITS, Node, NodeKind, QueryError, Reach, Relation,
    Term,
};

/// Weight of a word's own form against its stem.
const OWN_FORM: f32 = 0.25;
/// Weight of words that stand side by side in the paragraph as in the query.
const SIDE_BY_SIDE: f32 = 0.5;
/// Weight of words that stand near each other, in either order; half of the one above, as in
/// the sequential dependence model (Metzler and Croft, "A Markov Random Field Model for Term
/// Dependencies", 2005), whose unordered window is eight words wide.
const NEARBY: f32 = 0.25;
/// So many words may stand between two in that window.
const NEARBY_GAP: u32 = 6;

/// So many pairs of groups near each other are ranked pair by pair; of more, the one side is any
/// of its words, and so is the other.
const MOST_APART: usize = 64;
/// So many words such pairs may come to when they are written out.
const MOST_WRITTEN_OUT: usize = 256;
/// Of a phrase with many wordings so many words are told in all.
const MOST_TOLD: usize = 1 << 16;

/// Makes a plan of conditions alone.
pub(in crate::index) fn lower_filters(
    commit: &Commit,
    filters: &Filters,
) -> Result<Lowered, IndexError> {
    let mut lowering = Lowering::new(commit, false);
    let plan = lowering.conditions.filters(filters)?;
    Ok(Lowered {
        outlines: true,
        ..lowering.finish(plan, false)
    })
}

/// Makes a plan of a request.
pub(in crate::index) fn lower(
    commit: &Commit,
    request: &SearchRequest,
) -> Result<Lowered, IndexError> {
    let mut lowering = Lowering::new(commit, request.exact);
    lowering.text = &request.query.text;
    if !request.exact {
        lowering.concepts = Some(&request.concepts);
        lowering.reach = request.reach;
    }
    let query = lowering.node(&request.query.root)?;
    let filters = lowering.conditions.filters(&request.filters)?;
    lowering.conditions.notes |= request.query.mentions(Field::Section);
    let only_in = lowering.conditions.only_in(request.only_in.as_deref());
    let plan = both(both(query, filters), only_in);
    Ok(lowering.finish(plan, request.sentence))
}

/// Makes a plan of one term of a concept, as that concept means it.
pub(in crate::index) fn lower_term(
    commit: &Commit,
    term: &ConceptTerm,
    filters: &Filters,
) -> Result<Lowered, IndexError> {
    let mut lowering = Lowering::new(commit, false);
    let query = Plan::Text(lowering.concept_term(term, Reach::Words)?);
    let filters = lowering.conditions.filters(filters)?;
    Ok(lowering.finish(both(query, filters), false))
}

/// Makes a plan of weighted stems, one of which at least must stand in a paragraph, and of
/// conditions that must hold besides.
pub(in crate::index) fn lower_stems(
    commit: &Commit,
    stems: &[(String, u32)],
    filters: &Filters,
) -> Result<Lowered, IndexError> {
    let mut lowering = Lowering::new(commit, false);
    let mut plans = Vec::new();
    for (stem, weight) in stems {
        let pattern = lowering.leaf(Form::Stem, vec![stem.clone()]);
        // What a plan wants weighs one already.
        if *weight > 1 {
            let more = weight.saturating_sub(1) as f32;
            lowering.lifts.push((pattern.clone(), more));
        }
        plans.push(Plan::Text(pattern));
    }
    let filters = lowering.conditions.filters(filters)?;
    Ok(lowering.finish(both(Plan::Or(plans), filters), false))
}

fn both(query: Plan, filters: Plan) -> Plan {
    match (query, filters) {
        (query, Plan::All) => query,
        (Plan::All, filters) => filters,
        (query, filters) => Plan::And(vec![query, filters]),
    }
}

struct Lowering<'a> {
    vocabulary: Vocabulary<'a>,
    /// The query, into which nodes point.
    text: &'a str,
    exact: bool,
    /// Whether every abbreviation is one: so it is inside the terms of concepts.
    capitals: bool,
    concepts: Option<&'a Concepts>,
    reach: Reach,
    leaves: Vec<Leaf>,
    known: HashMap<Leaf, usize>,
    conditions: Conditions<'a>,
    lifts: Vec<(Pattern, f32)>,
    readings: Vec<Reading>,
    curtailed: BTreeMap<String, usize>,
}

impl<'a> Lowering<'a> {
    fn new(commit: &'a Commit, exact: bool) -> Self {
        Lowering {
            vocabulary: commit.vocabulary(),
            text: "",
            exact,
            capitals: false,
            concepts: None,
            reach: Reach::Words,
            leaves: Vec::new(),
            known: HashMap::new(),
            conditions: Conditions::of(commit),
            lifts: Vec::new(),
            readings: Vec::new(),
            curtailed: BTreeMap::new(),
        }
    }

    fn finish(self, plan: Plan, sentence: bool) -> Lowered {
        let Lowering {
            leaves,
            conditions,
            lifts,
            mut readings,
            curtailed,
            ..
        } = self;
        let Conditions { tests, notes, .. } = conditions;
        // A word that is asked for twice is read once, but for patterns.
        let mut read = HashSet::new();
        readings.retain(|reading| reading.expanded || read.insert(reading.clone()));
        Lowered {
            plan,
            leaves,
            tests,
            lifts,
            readings,
            curtailed,
            sentence,
            notes,
            outlines: false,
        }
    }

    fn leaf(&mut self, form: Form, terms: Vec<String>) -> Pattern {
        let leaf = Leaf { form, terms };
        let next = self.leaves.len();
        let at = *self.known.entry(leaf.clone()).or_insert(next);
        if at == next {
            self.leaves.push(leaf);
        }
        Pattern::Leaf(at)
    }

    /// A word stands for its inflections in English, and for itself in other languages.
    fn stemmed(&mut self, word: &str) -> Result<Pattern, IndexError> {
        let stems = self.vocabulary.stems(word)?;
        Ok(self.leaf(Form::Stem, stems))
    }

    fn node(&mut self, node: &Node) -> Result<Plan, IndexError> {
        Ok(match &node.kind {
            NodeKind::All => Plan::All,
            NodeKind::Term(term) => Plan::Text(self.words(std::slice::from_ref(term), 0)?),
            NodeKind::Phrase { terms, slop } => Plan::Text(self.words(terms, *slop)?),
            NodeKind::Near {
                left,
                right,
                distance,
                ordered,
            } => {
                let (left, right) = (self.node(left)?, self.node(right)?);
                let (of_left, of_right) = (left.clauses(), right.clauses());
                let pairs = of_left.saturating_mul(of_right);
                // Each is written out as often as the other has members.
                let size = left.size().saturating_mul(of_right);
                let size = size.saturating_add(right.size().saturating_mul(of_left));
                let is_much = pairs > MOST_APART || size > MOST_WRITTEN_OUT;
                let patterns = is_much.then(|| (any_of(&left), any_of(&right)));
                match patterns {
                    Some((Some(left), Some(right))) => Plan::Text(Pattern::Near {
                        left: Box::new(left),
                        right: Box::new(right),
                        distance: *distance,
                        ordered: *ordered,
                    }),
                    _ if pairs > LIMITS.pairs || size > LIMITS.pairs * MOST_APART => {
                        return Err(self.too_many_pairs(node));
                    }
                    _ => near(left, right, *distance, *ordered),
                }
            }
            NodeKind::And(nodes) => self.and(nodes)?,
            NodeKind::Or(nodes) => {
                let plans = nodes.iter().map(|node| self.node(node));
                let plans = plans.collect::<Result<_, _>>()?;
                Plan::Or(self.distinct(plans))
            }
            NodeKind::Not(inner) => {
                // What must be absent lifts nothing.
                let lifts = self.lifts.len();
                let inner = self.node(inner)?;
                self.lifts.truncate(lifts);
                Plan::Not(Box::new(inner))
            }
            NodeKind::Tag(condition) => self.conditions.condition(condition)?,
        })
    }

    fn too_many_pairs(&self, near: &Node) -> IndexError {
        IndexError::Refused {
            query: self.text.to_owned(),
            error: QueryError {
                message: format!("groups near each other make at most {} pairs", LIMITS.pairs),
                span: near.span.clone(),
                hint: Some("name fewer words in each group, or join them by OR".to_owned()),
            },
        }
    }

    fn too_large(&self, expression: &str) -> IndexError {
        let start = self.text.find(expression).unwrap_or_default();
        IndexError::Refused {
            query: self.text.to_owned(),
            error: QueryError {
                message: "the regular expression has too many states".to_owned(),
                span: start..(start + expression.len()).min(self.text.len()),
                hint: Some("ask for its parts one by one, joined by OR".to_owned()),
            },
        }
    }

    fn term(&mut self, term: &Term) -> Result<Pattern, IndexError> {
        let (written, words) = match term {
            Term::Word(word) if !self.exact => return self.word(word),
            Term::Capitals(word) => return self.capitals(word),
            Term::Word(word) | Term::Exact(word) => {
                let pattern = self.leaf(Form::Exact, vec![word.clone()]);
                self.read(term.to_string(), vec![(word.clone(), pattern.clone())]);
                return Ok(pattern);
            }
            Term::Wildcard(shape) => (shape.clone(), self.vocabulary.of_shape(shape)?),
            Term::Regex(expression) => {
                let words = self.vocabulary.of_expression(expression)?;
                let words = words.ok_or_else(|| self.too_large(&term.to_string()))?;
                (term.to_string(), words)
            }
            Term::Fuzzy(word, most) => (term.to_string(), self.vocabulary.like(word, *most)?),
        };
        let mut words: Vec<(String, u64)> = words.into_iter().collect();
        let pattern = self.leaf(
            Form::Exact,
            words.iter().map(|(word, _)| word.clone()).collect(),
        );
        words.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let mut variants = Vec::new();
        for (word, _) in words {
            variants.push((word, pattern.clone()));
        }
        self.readings.push(Reading {
            written,
            variants,
            expanded: true,
            relation: None,
        });
        Ok(pattern)
    }

    /// An abbreviation that stands for a concept is not the word of the same letters.
    fn capitals(&mut self, word: &str) -> Result<Pattern, IndexError> {
        let run = [Term::Capitals(word.to_owned())];
        let known = self.concepts.filter(|_| self.reach != Reach::Words);
        let stands_for = known.is_some_and(|concepts| stands_for_concept(concepts, &run));
        if (self.capitals || stands_for)
            && let Some(capitals) = abbreviation(word)
        {
            let pattern = self.leaf(Form::Capitals, vec![capitals.clone()]);
            self.read(word.to_owned(), vec![(capitals, pattern.clone())]);
            return Ok(pattern);
        }
        let own = self.term(&Term::Word(fold(word).into_owned()))?;
        if self.exact {
            return Ok(own);
        }
        // Plural and possessive of an abbreviation are no inflections of its small letters.
        let Some(capitals) = abbreviation(word) else {
            return Ok(own);
        };
        let pattern = self.leaf(Form::Capitals, vec![capitals]);
        Ok(Pattern::any(vec![own, pattern]))
    }

    fn read(&mut self, written: String, variants: Vec<(String, Pattern)>) {
        self.readings.push(Reading {
            written,
            variants,
            expanded: false,
            relation: None,
        });
    }

    /// A word stands for its inflections, and a closed compound for its open spelling.
    fn word(&mut self, word: &str) -> Result<Pattern, IndexError> {
        let own = self.stemmed(word)?;
        let form = self.leaf(Form::Exact, vec![word.to_owned()]);
        self.lifts.push((form, OWN_FORM));
        let mut variants = vec![(word.to_owned(), own)];
        for (a, b) in compound::splits(&self.vocabulary, word)? {
            let parts = vec![self.stemmed(a)?, self.stemmed(b)?];
            variants.push((format!("\"{a} {b}\""), Pattern::Sequence { parts, slop: 0 }));
        }
        self.read(word.to_owned(), variants.clone());
        Ok(Pattern::any(
            variants.into_iter().map(|(_, pattern)| pattern).collect(),
        ))
    }

    /// The closed spelling of two words, where the index has it.
    fn closed(&mut self, a: &Term, b: &Term) -> Result<Option<(String, Pattern)>, IndexError> {
        let (Some(a), Some(b)) = (self.plain(a), self.plain(b)) else {
            return Ok(None);
        };
        if self.exact || !compound::closes(&self.vocabulary, &a, &b)? {
            return Ok(None);
        }
        let closed = format!("{a}{b}");
        let pattern = self.stemmed(&closed)?;
        Ok(Some((closed, pattern)))
    }

    /// Returns the word that a term is, unless it stands for something else.
    fn plain<'t>(&self, term: &'t Term) -> Option<Cow<'t, str>> {
        match term {
            Term::Word(word) => Some(Cow::Borrowed(word)),
            Term::Capitals(_) if self.capitals => None,
            Term::Capitals(word) => Some(fold(word)),
            _ => None,
        }
    }

    /// One word, or words that follow each other, in every wording that means the same.
    fn words(&mut self, terms: &[Term], slop: u32) -> Result<Pattern, IndexError> {
        let parts = terms
            .iter()
            .map(|term| self.term(term))
            .collect::<Result<Vec<_>, _>>()?;
        let mut swaps = Vec::new();
        for (from, pair) in terms.windows(2).enumerate() {
            if let Some((label, pattern)) = self.closed(&pair[0], &pair[1])? {
                swaps.push(Swap {
                    words: from..from + 2,
                    label,
                    pattern,
                    relation: None,
                });
            }
        }
        if let Some(concepts) = self.concepts {
            self.concept_swaps(concepts, terms, &mut swaps)?;
        }
        self.read_swaps(terms, &parts, &swaps, slop);
        let found = wordings(&parts, &swaps);
        if !found.complete {
            self.curtailed.insert(spelt(terms), found.ways.len());
        }
        let ways = found.ways.into_iter();
        Ok(Pattern::any(ways.map(|way| sequence(way, slop)).collect()))
    }

    /// Finds what else the concepts in a run of words are called, as far as they reach.
    fn concept_swaps(
        &mut self,
        concepts: &Concepts,
        terms: &[Term],
        swaps: &mut Vec<Swap>,
    ) -> Result<(), IndexError> {
        if self.reach == Reach::Words {
            return Ok(());
        }
        let akin = concepts.akin(terms);
        let longest = longest_wording(&akin);
        for from in 0..terms.len() {
            for to in from + 1..=terms.len().min(from + longest) {
                for name in names_of(&akin, &terms[from..to]) {
                    for (other, relation) in name.others() {
                        if relation == Relation::Other && self.reach != Reach::Others {
                            continue;
                        }
                        // What is joined in brings its own abbreviations along.
                        let reach = match relation {
                            Relation::Same => Reach::Words,
                            Relation::Other => Reach::Same,
                        };
                        let pattern = self.concept_term(other, reach)?;
                        let swap = Swap {
                            words: from..to,
                            label: other.to_string(),
                            pattern,
                            relation: Some(relation),
                        };
                        if !swaps.contains(&swap) {
                            swaps.push(swap);
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// Makes a pattern of a term of a concept, which the query does not hold itself.
    fn concept_term(&mut self, term: &ConceptTerm, reach: Reach) -> Result<Pattern, IndexError> {
        let (readings, lifts) = (self.readings.len(), self.lifts.len());
        let outside = (self.capitals, self.reach);
        (self.capitals, self.reach) = (true, reach);
        let plan = self.node(&term.query);
        (self.capitals, self.reach) = outside;
        self.readings.truncate(readings);
        self.lifts.truncate(lifts);
        Ok(pattern_of(plan?))
    }

    /// Tells each wording of a run apart from the others, so that its hits can be counted.
    fn read_swaps(&mut self, terms: &[Term], parts: &[Pattern], swaps: &[Swap], slop: u32) {
        // Each wording is told in full, which would be too much of a page of words.
        let swaps = match terms.len() * swaps.len() > MOST_TOLD {
            true => &[],
            false => swaps,
        };
        let whole = |swap: &Swap| {
            let (before, after) = (&parts[..swap.words.start], &parts[swap.words.end..]);
            let way = [before, std::slice::from_ref(&swap.pattern), after].concat();
            (swap.spelt(terms), sequence(way, slop))
        };
        if terms.len() > 1 {
            let written = spelt(terms);
            let own = (written.clone(), sequence(parts.to_vec(), slop));
            let closed = swaps.iter().filter(|swap| swap.relation.is_none());
            let variants = std::iter::once(own).chain(closed.map(whole)).collect();
            self.read(written, variants);
        }
        let related: Vec<&Swap> = swaps.iter().filter(|s| s.relation.is_some()).collect();
        for alike in related.chunk_by(|a, b| (&a.words, a.relation) == (&b.words, b.relation)) {
            self.readings.push(Reading {
                written: spelt(&terms[alike[0].words.clone()]),
                variants: alike.iter().map(|swap| whole(swap)).collect(),
                expanded: false,
                relation: alike[0].relation,
            });
        }
    }

    /// Words side by side may be a compound that a paragraph writes closed: then the closed
    /// spelling stands for either.
    fn and(&mut self, nodes: &[Node]) -> Result<Plan, IndexError> {
        let mut closed = vec![None; nodes.len() + 1];
        for (at, pair) in (1..).zip(nodes.windows(2)) {
            if let (NodeKind::Term(a), NodeKind::Term(b)) = (&pair[0].kind, &pair[1].kind)
                && let Some((label, pattern)) = self.closed(a, b)?
            {
                self.read(format!("{a} {b}"), vec![(label, pattern.clone())]);
                closed[at] = Some(pattern);
            }
        }
        let mut plans = Vec::new();
        let mut before: Option<Pattern> = None;
        for (at, node) in nodes.iter().enumerate() {
            let plan = self.node(node)?;
            if let Plan::Text(pattern) = &plan {
                if let Some(before) = before {
                    let near = Pattern::Near {
                        left: Box::new(before.clone()),
                        right: Box::new(pattern.clone()),
                        distance: NEARBY_GAP,
                        ordered: false,
                    };
                    self.lifts.push((near, NEARBY));
                    let parts = vec![before, pattern.clone()];
                    self.lifts
                        .push((Pattern::Sequence { parts, slop: 0 }, SIDE_BY_SIDE));
                }
                before = Some(pattern.clone());
            } else {
                before = None;
            }
            plans.push(match plan {
                Plan::Text(own) => {
                    let closed = closed[at..at + 2].iter().flatten().cloned();
                    Plan::Text(Pattern::any([own].into_iter().chain(closed).collect()))
                }
                plan => plan,
            });
        }
        Ok(Plan::And(self.distinct(plans)))
    }

    /// Leaves of equal plans one; what is asked for twice weighs twice.
    fn distinct(&mut self, mut plans: Vec<Plan>) -> Vec<Plan> {
        let mut known = HashSet::new();
        let is_new: Vec<bool> = plans.iter().map(|plan| known.insert(plan)).collect();
        let mut is_new = is_new.into_iter();
        plans.retain(|plan| {
            let is_new = is_new.next().unwrap_or(true);
            if let (Plan::Text(pattern), false) = (plan, is_new) {
                self.lifts.push((pattern.clone(), 1.0));
            }
            is_new
        });
        plans
    }
}
