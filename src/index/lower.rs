//! From the syntax tree to a plan for one index.

use std::collections::HashMap;

use super::IndexError;
use super::analysis::{Form, stem};
use super::compound;
use super::plan::{Leaf, Lowered, Pattern, Plan, Reading};
use super::tags::{Test, day};
use super::vocabulary::Vocabulary;
use crate::query::{Condition, Filter, Filters, Node, NodeKind, Term};

/// Names of authorities with their slugs.
type Names<'a> = &'a dyn Fn() -> Result<Vec<(String, String)>, IndexError>;

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
/// A phrase is looked for in so many spellings of its compounds.
const MAX_SPELLINGS: usize = 64;

/// Makes a plan of conditions alone.
pub(super) fn lower_filters(
    vocabulary: &Vocabulary<'_>,
    names: Names<'_>,
    filters: &Filters,
) -> Result<Lowered, IndexError> {
    let mut lowering = Lowering::new(vocabulary, names, false);
    let plan = lowering.filters(filters)?;
    Ok(lowering.finish(plan, false))
}

/// Makes a plan of a query and of conditions that must hold besides.
pub(super) fn lower(
    vocabulary: &Vocabulary<'_>,
    names: Names<'_>,
    root: &Node,
    filters: &Filters,
    exact: bool,
    sentence: bool,
) -> Result<Lowered, IndexError> {
    let mut lowering = Lowering::new(vocabulary, names, exact);
    let query = lowering.node(root)?;
    let filters = lowering.filters(filters)?;
    Ok(lowering.finish(both(query, filters), sentence))
}

/// Makes a plan of weighted stems, one of which at least must stand in a paragraph, and of
/// conditions that must hold besides.
pub(super) fn lower_stems(
    vocabulary: &Vocabulary<'_>,
    names: Names<'_>,
    stems: &[(String, u32)],
    filters: &Filters,
) -> Result<Lowered, IndexError> {
    let mut lowering = Lowering::new(vocabulary, names, false);
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
    let filters = lowering.filters(filters)?;
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
    vocabulary: &'a Vocabulary<'a>,
    names: Names<'a>,
    exact: bool,
    leaves: Vec<Leaf>,
    known: HashMap<Leaf, usize>,
    tests: Vec<Test>,
    lifts: Vec<(Pattern, f32)>,
    readings: Vec<Reading>,
}

impl<'a> Lowering<'a> {
    fn new(vocabulary: &'a Vocabulary<'a>, names: Names<'a>, exact: bool) -> Self {
        Lowering {
            vocabulary,
            names,
            exact,
            leaves: Vec::new(),
            known: HashMap::new(),
            tests: Vec::new(),
            lifts: Vec::new(),
            readings: Vec::new(),
        }
    }

    fn finish(self, plan: Plan, sentence: bool) -> Lowered {
        let Lowering {
            leaves,
            tests,
            lifts,
            readings,
            ..
        } = self;
        Lowered {
            plan,
            leaves,
            tests,
            lifts,
            readings,
            sentence,
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

    fn stemmed(&mut self, word: &str) -> Pattern {
        self.leaf(Form::Stem, vec![stem(word).into_owned()])
    }

    fn node(&mut self, node: &Node) -> Result<Plan, IndexError> {
        Ok(match &node.kind {
            NodeKind::All => Plan::All,
            NodeKind::Term(term) => Plan::Text(self.term(term)?),
            NodeKind::Phrase { terms, slop } => Plan::Text(self.phrase(terms, *slop)?),
            NodeKind::Near {
                left,
                right,
                distance,
                ordered,
            } => near(self.node(left)?, self.node(right)?, *distance, *ordered),
            NodeKind::And(nodes) => self.and(nodes)?,
            NodeKind::Or(nodes) => Plan::Or(
                nodes
                    .iter()
                    .map(|node| self.node(node))
                    .collect::<Result<_, _>>()?,
            ),
            NodeKind::Not(inner) => {
                // What must be absent lifts nothing.
                let lifts = self.lifts.len();
                let inner = self.node(inner)?;
                self.lifts.truncate(lifts);
                Plan::Not(Box::new(inner))
            }
            NodeKind::Tag(condition) => self.condition(condition)?,
        })
    }

    fn term(&mut self, term: &Term) -> Result<Pattern, IndexError> {
        let (written, words) = match term {
            Term::Word(word) if !self.exact => return self.word(word),
            Term::Word(word) | Term::Exact(word) => {
                let pattern = self.leaf(Form::Exact, vec![word.clone()]);
                self.read(term.to_string(), vec![(word.clone(), pattern.clone())]);
                return Ok(pattern);
            }
            Term::Wildcard(shape) => (shape.clone(), self.vocabulary.of_shape(shape)?),
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
        });
        Ok(pattern)
    }

    fn read(&mut self, written: String, variants: Vec<(String, Pattern)>) {
        let reading = Reading {
            written,
            variants,
            expanded: false,
        };
        if !self.readings.contains(&reading) {
            self.readings.push(reading);
        }
    }

    /// A word stands for its inflections, and a closed compound for its open spelling.
    fn word(&mut self, word: &str) -> Result<Pattern, IndexError> {
        let own = self.stemmed(word);
        let form = self.leaf(Form::Exact, vec![word.to_owned()]);
        self.lifts.push((form, OWN_FORM));
        let mut variants = vec![(word.to_owned(), own)];
        for (a, b) in compound::splits(self.vocabulary, word)? {
            let parts = vec![self.stemmed(a), self.stemmed(b)];
            variants.push((format!("{a} {b}"), Pattern::Sequence { parts, slop: 0 }));
        }
        self.read(word.to_owned(), variants.clone());
        Ok(Pattern::any(
            variants.into_iter().map(|(_, pattern)| pattern).collect(),
        ))
    }

    /// The closed spelling of two words, where the index has it.
    fn closed(&mut self, a: &Term, b: &Term) -> Result<Option<Pattern>, IndexError> {
        let (Term::Word(a), Term::Word(b)) = (a, b) else {
            return Ok(None);
        };
        if self.exact || !compound::closes(self.vocabulary, a, b)? {
            return Ok(None);
        }
        let closed = format!("{a}{b}");
        let pattern = self.stemmed(&closed);
        self.read(format!("{a} {b}"), vec![(closed, pattern.clone())]);
        Ok(Some(pattern))
    }

    fn phrase(&mut self, terms: &[Term], slop: u32) -> Result<Pattern, IndexError> {
        let parts = terms
            .iter()
            .map(|term| self.term(term))
            .collect::<Result<Vec<_>, _>>()?;
        let mut closed = Vec::new();
        for pair in terms.windows(2) {
            closed.push(self.closed(&pair[0], &pair[1])?);
        }
        let spellings = spellings(&parts, &closed)
            .into_iter()
            .map(|mut parts| match parts.len() {
                1 => parts.remove(0),
                _ => Pattern::Sequence { parts, slop },
            });
        Ok(Pattern::any(spellings.collect()))
    }

    /// Words side by side may be a compound that a paragraph writes closed.
    fn and(&mut self, nodes: &[Node]) -> Result<Plan, IndexError> {
        let mut plans = Vec::new();
        let mut rest = nodes;
        let mut before: Option<Pattern> = None;
        while let Some((node, after)) = rest.split_first() {
            rest = after;
            let plan = self.node(node)?;
            let next = after.first();
            if let (NodeKind::Term(a), Some(NodeKind::Term(b))) =
                (&node.kind, next.map(|next| &next.kind))
                && let Some(closed) = self.closed(a, b)?
                && let Some(next) = next
            {
                let both = Plan::And(vec![plan, self.node(next)?]);
                plans.push(Plan::Or(vec![both, Plan::Text(closed)]));
                rest = &after[1..];
                before = None;
                continue;
            }
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
            plans.push(plan);
        }
        Ok(if plans.len() == 1 {
            plans.remove(0)
        } else {
            Plan::And(plans)
        })
    }

    fn filters(&mut self, filters: &Filters) -> Result<Plan, IndexError> {
        let mut plans = Vec::new();
        for filter in &filters.fields {
            plans.push(self.values(filter)?);
        }
        if let Some(source) = filters.source {
            let any_of = vec![source.slug().to_owned()];
            let field = crate::query::Field::Source;
            plans.push(self.test(Test::Values {
                field,
                any_of,
                none_of: Vec::new(),
            }));
        }
        if filters.since.is_some() || filters.until.is_some() {
            let (since, until) = (filters.since, filters.until);
            plans.push(self.condition(&Condition::Dates { since, until })?);
        }
        Ok(match plans.len() {
            0 => Plan::All,
            1 => plans.remove(0),
            _ => Plan::And(plans),
        })
    }

    fn condition(&mut self, condition: &Condition) -> Result<Plan, IndexError> {
        let test = match condition {
            Condition::Values(filter) => return self.values(filter),
            Condition::Dates { since, until } => Test::Days {
                first: since.map(|date| day(date.first())),
                last: until.map(|date| day(date.last())),
            },
            Condition::Numbers { counted, spans } => Test::Numbers {
                counted: *counted,
                spans: spans.clone(),
            },
        };
        Ok(self.test(test))
    }

    fn values(&mut self, filter: &Filter) -> Result<Plan, IndexError> {
        let field = filter.field;
        let resolve = |value: &String| self.vocabulary.resolve(field, value, self.names);
        let any_of = filter
            .any_of
            .iter()
            .map(resolve)
            .collect::<Result<_, _>>()?;
        let none_of = filter
            .none_of
            .iter()
            .map(resolve)
            .collect::<Result<_, _>>()?;
        Ok(self.test(Test::Values {
            field,
            any_of,
            none_of,
        }))
    }

    fn test(&mut self, test: Test) -> Plan {
        self.tests.push(test);
        Plan::Tag(self.tests.len() - 1)
    }
}

/// Lists the ways of writing a phrase, given the closed spelling of each pair of neighbours.
fn spellings(parts: &[Pattern], closed: &[Option<Pattern>]) -> Vec<Vec<Pattern>> {
    let mut ways: Vec<(usize, Vec<Pattern>)> = vec![(0, Vec::new())];
    let mut done = Vec::new();
    while let Some((at, way)) = ways.pop() {
        let Some(part) = parts.get(at) else {
            done.push(way);
            continue;
        };
        if let Some(Some(closed)) = closed.get(at)
            && ways.len() + done.len() + 1 < MAX_SPELLINGS
        {
            let way = way.iter().cloned().chain([closed.clone()]).collect();
            ways.push((at + 2, way));
        }
        ways.push((at + 1, way.into_iter().chain([part.clone()]).collect()));
    }
    done
}

/// Distributes nearness over groups: `(a b) NEAR c` is `a NEAR c` and `b NEAR c`.
fn near(left: Plan, right: Plan, distance: u32, ordered: bool) -> Plan {
    match (left, right) {
        (Plan::Text(left), Plan::Text(right)) => {
            let (left, right) = (Box::new(left), Box::new(right));
            Plan::Text(Pattern::Near {
                left,
                right,
                distance,
                ordered,
            })
        }
        (Plan::And(plans), right) => Plan::And(
            plans
                .into_iter()
                .map(|plan| near(plan, right.clone(), distance, ordered))
                .collect(),
        ),
        (Plan::Or(plans), right) => Plan::Or(
            plans
                .into_iter()
                .map(|plan| near(plan, right.clone(), distance, ordered))
                .collect(),
        ),
        (left, Plan::And(plans)) => Plan::And(
            plans
                .into_iter()
                .map(|plan| near(left.clone(), plan, distance, ordered))
                .collect(),
        ),
        (left, Plan::Or(plans)) => Plan::Or(
            plans
                .into_iter()
                .map(|plan| near(left.clone(), plan, distance, ordered))
                .collect(),
        ),
        // The parser lets nothing else stand beside NEAR.
        (left, right) => Plan::And(vec![left, right]),
    }
}
