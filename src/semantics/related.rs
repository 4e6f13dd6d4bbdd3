//! Related names: those that keep the company of a name, and what the search finds of each.

use std::sync::Arc;

use super::runs::LONGEST;
use super::thesaurus::{Direction, Thesaurus};
use crate::index::{Hit, Index, IndexError, SearchRequest};
use crate::query::fold::{fold, words};
use crate::query::{Concepts, Filters, Relation, parse};

/// So many of the likest names are looked through at most.
const CANDIDATES: usize = 400;
/// What holds one of these words says something of a name, and is none.
const STATING: [&str; 9] = [
    "is", "are", "was", "were", "has", "have", "had", "not", "cannot",
];

/// A question for related names.
#[derive(Debug, Clone)]
pub struct RelatedRequest {
    /// The name.
    pub words: String,
    /// Names that are as near to this one are left out.
    pub unlike: Option<String>,
    /// Where names are counted and quoted; how alike they are is told by all texts.
    pub filters: Filters,
    /// Names of fewer reports are left out.
    pub min_reports: u64,
    /// So many names.
    pub limit: usize,
    /// What is known already.
    pub concepts: Arc<Concepts>,
    /// Which of the names are listed that a concept holds together with it.
    pub known: KnownNames,
    /// Names that are less like it are left out, unless texts spell one of the two out by the other.
    pub least: f32,
    /// Whether names are left out that mostly stand in one paragraph with it, unless texts spell one of
    /// the two out by the other.
    pub apart: bool,
    /// Whether names are left out that are nearer to yet another name, with the same exception.
    pub mutual: bool,
    /// Whether a name that the thesaurus does not hold is understood by its parts.
    pub parts: bool,
    /// Whether to quote a paragraph for each name.
    pub quotes: bool,
}

/// Which names are listed of those that a concept holds together with the one asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownNames {
    /// All of them.
    All,
    /// Those that a search for the one does not find anyway.
    NotSearched,
    /// None.
    None,
}

impl RelatedRequest {
    /// Asks for ten names in all reports, with quotations, whatever is known already.
    pub fn new(words: impl Into<String>) -> Self {
        RelatedRequest {
            words: words.into(),
            unlike: None,
            filters: Filters::default(),
            min_reports: 1,
            limit: 10,
            concepts: Concepts::builtin(),
            known: KnownNames::All,
            least: f32::MIN,
            apart: false,
            mutual: false,
            parts: true,
            quotes: true,
        }
    }

    /// Tells whether a name is listed that a concept holds as it is to the one asked for.
    fn lists(&self, known: Option<Relation>) -> bool {
        match (self.known, known) {
            (KnownNames::All, _) | (_, None) => true,
            (KnownNames::NotSearched, Some(relation)) => relation != Relation::Same,
            (KnownNames::None, Some(_)) => false,
        }
    }
}

/// The names related to one.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Related {
    /// The name as it was asked for.
    pub query: String,
    /// The names of the thesaurus by whose company it was understood, as printed: one, or the parts
    /// of a name that is none by itself.
    pub understood: Vec<String>,
    /// Words of it that stand too seldom to keep company.
    pub unknown: Vec<String>,
    /// How often it stands, in any spelling that the thesaurus knows; 0 where it is none of its names.
    pub places: u64,
    /// What a search for it finds, where quotations are asked for.
    pub asked: Option<Tally>,
    /// How many names as near as those listed too few of the reports say that pass the filters.
    pub passed_over: u64,
    /// The names, those that are short for it or spell it out first, then the likest first.
    pub names: Vec<RelatedName>,
}

impl RelatedName {
    /// Tells whether at most a third of its paragraphs say the name asked for too.
    pub fn stands_apart(&self) -> bool {
        self.with_it * 3 <= self.paragraphs
    }
}

/// What a search finds, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tally {
    /// How many paragraphs.
    pub paragraphs: u64,
    /// In how many reports.
    pub reports: u64,
    /// How many reports pass the filters.
    pub reports_searched: u64,
    /// How many a search looks through that nothing narrows: they tell how alike names are.
    pub reports_taught: u64,
}

/// A name that keeps the company of another.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RelatedName {
    /// As it is printed mostly.
    pub text: String,
    /// The cosine of the angle between the two, at most 1.
    pub likeness: f32,
    /// Whether texts spell one of the two out by the other.
    pub spelt: bool,
    /// Whether a concept holds both names.
    pub known: bool,
    /// The query that finds it.
    pub query: String,
    /// How many paragraphs that query finds, under the filters.
    pub paragraphs: u64,
    /// In how many reports.
    pub reports: u64,
    /// How many of these paragraphs say the name asked for too. What mostly stands with a name keeps its
    /// company and is seldom another name of the same.
    pub with_it: u64,
    /// Other inflections of it that are as near.
    pub variants: Vec<String>,
    /// The best paragraph that it finds.
    pub quotation: Option<Hit>,
}

/// Finds the names that keep the company of one.
///
/// # Errors
/// A filter's value that no report has; an index that cannot be read.
pub fn related(
    index: &Index,
    thesaurus: &Thesaurus,
    request: &RelatedRequest,
) -> Result<Related, IndexError> {
    let asked = Asked::new(thesaurus, &request.words);
    let unlike = request
        .unlike
        .as_deref()
        .map(|words| Asked::new(thesaurus, words));
    let mut answer = Related {
        query: request.words.clone(),
        understood: asked
            .units
            .iter()
            .map(|unit| thesaurus.printed[*unit].clone())
            .collect(),
        unknown: asked.unknown.clone(),
        places: asked
            .same
            .iter()
            .map(|unit| u64::from(thesaurus.counts[*unit]))
            .sum(),
        asked: None,
        passed_over: 0,
        names: Vec::new(),
    };
    if request.quotes {
        answer.asked = Some(counted(index, request)?);
    }
    let Some(direction) = asked.direction(thesaurus) else {
        return Ok(answer);
    };
    let away = unlike.and_then(|unlike| unlike.direction(thesaurus));
    let mut listed = Listed::default();
    for (likeness, name) in asked.candidates(thesaurus, &direction, request.parts) {
        let is_spelt = matches!(name, Candidate::Spelt(_));
        if !is_spelt && (answer.names.len() >= request.limit || likeness < request.least) {
            break;
        }
        let text = name.text(thesaurus);
        let stems = stems(&text);
        let is_away = |away: &Direction| match &name {
            Candidate::Unit(unit) => thesaurus.likeness(*unit, away) >= likeness,
            Candidate::Spelt(_) => false,
        };
        if name.is_statement(thesaurus)
            || asked.is_part_of(&stems)
            || away.as_ref().is_some_and(is_away)
        {
            continue;
        }
        if let Some(at) = listed.same(&stems) {
            if let Some(at) = at {
                let name = &mut answer.names[at];
                if name.text != text && !name.variants.contains(&text) {
                    name.variants.push(text);
                }
            }
            continue;
        }
        let known = Index::relation(&request.concepts, &request.words, &text);
        if !request.lists(known) {
            listed.add(stems, None);
            continue;
        }
        let unit = match name {
            Candidate::Unit(unit) => Some(unit),
            Candidate::Spelt(_) => None,
        };
        let name = RelatedName {
            likeness,
            spelt: is_spelt,
            known: known.is_some(),
            ..count(index, request, text)?
        };
        let is_frequent = name.reports >= request.min_reports.max(1);
        answer.passed_over += u64::from(!is_frequent);
        let is_wanted = |unit: usize| {
            (!request.apart || name.stands_apart())
                && (!request.mutual || !asked.is_behind_another(thesaurus, unit, &stems))
        };
        let counts = is_frequent && unit.is_none_or(is_wanted);
        listed.add(stems, counts.then_some(answer.names.len()));
        answer.names.extend(counts.then_some(name));
    }
    Ok(answer)
}

/// Counts what the search finds of the name asked for.
fn counted(index: &Index, request: &RelatedRequest) -> Result<Tally, IndexError> {
    let search = search(request, &request.words)?.totals();
    let found = index.search(&search)?;
    let everywhere = index.search(&SearchRequest {
        filters: Filters::usual(None),
        ..search
    })?;
    Ok(Tally {
        reports_taught: everywhere.reports_searched,
        paragraphs: found.total,
        reports: found.total_reports,
        reports_searched: found.reports_searched,
    })
}

/// Makes the search for a name.
fn search(request: &RelatedRequest, name: &str) -> Result<SearchRequest, IndexError> {
    let query = parse(&written(name)).map_err(|_| IndexError::Damaged("name"))?;
    Ok(SearchRequest {
        filters: request.filters.clone(),
        concepts: Arc::clone(&request.concepts),
        limit: Some(usize::from(request.quotes)),
        ..SearchRequest::new(query)
    })
}

/// Writes a name as a query.
fn written(name: &str) -> String {
    let words: Vec<&str> = words(name).map(|word| &name[word]).collect();
    match words.len() {
        0 | 1 => words.concat(),
        _ => format!("\"{}\"", words.join(" ")),
    }
}

/// Counts what the search finds of a name; how near it is the thesaurus tells.
fn count(index: &Index, request: &RelatedRequest, text: String) -> Result<RelatedName, IndexError> {
    let search = search(request, &text)?;
    let (paragraphs, reports, quotation) = match request.quotes {
        true => {
            let mut found = index.search(&search)?;
            (found.total, found.total_reports, found.hits.pop())
        }
        false => {
            let (paragraphs, reports) = index.tally(&search)?;
            (paragraphs, reports, None)
        }
    };
    let both = format!("{} {}", written(&request.words), written(&text));
    let both = parse(&both).map_err(|_| IndexError::Damaged("name"))?;
    let both = SearchRequest {
        query: both,
        ..search.clone()
    };
    Ok(RelatedName {
        with_it: index.tally(&both)?.0,
        likeness: 0.0,
        spelt: false,
        known: false,
        query: search.query.to_string(),
        variants: Vec::new(),
        text,
        paragraphs,
        reports,
        quotation,
    })
}

/// A name as a thesaurus understands it.
struct Asked {
    /// The stems of its words.
    stems: Vec<String>,
    /// Its words, folded.
    words: Vec<String>,
    /// The units that are the same name, or an inflection of it.
    same: Vec<usize>,
    /// The units by whose company it is understood.
    units: Vec<usize>,
    unknown: Vec<String>,
}

/// What may be related.
enum Candidate {
    Unit(usize),
    /// A name as it reads where an abbreviation is spelt out in it, or put in.
    Spelt(String),
}

impl Candidate {
    fn text(&self, thesaurus: &Thesaurus) -> String {
        match self {
            Candidate::Unit(unit) => thesaurus.printed[*unit].clone(),
            Candidate::Spelt(text) => text.clone(),
        }
    }

    /// Tells whether it says something of a name.
    fn is_statement(&self, thesaurus: &Thesaurus) -> bool {
        match self {
            Candidate::Unit(unit) => {
                let mut words = thesaurus.names[*unit].split(' ');
                words.any(|word| STATING.contains(&word))
            }
            Candidate::Spelt(_) => false,
        }
    }
}

impl Asked {
    fn new(thesaurus: &Thesaurus, name: &str) -> Self {
        let words: Vec<String> = words(name)
            .map(|span| fold(&name[span]).into_owned())
            .collect();
        let stems = stems(name);
        let mut asked = Asked {
            same: thesaurus.inflections(&words, &stems),
            units: Vec::new(),
            unknown: Vec::new(),
            stems,
            words,
        };
        let commonest = |units: &[usize]| {
            units
                .iter()
                .copied()
                .max_by_key(|unit| thesaurus.counts[*unit])
        };
        if let Some(unit) = thesaurus
            .find(&asked.words.join(" "))
            .or_else(|| commonest(&asked.same))
        {
            asked.units.push(unit);
            return asked;
        }
        let mut from = 0;
        while from < asked.words.len() {
            let lengths = (1..=LONGEST.min(asked.words.len() - from)).rev();
            let found = lengths.into_iter().find_map(|length| {
                let part = &asked.words[from..from + length];
                let unit = thesaurus.find(&part.join(" ")).or_else(|| {
                    commonest(&thesaurus.inflections(part, &asked.stems[from..from + length]))
                })?;
                Some((unit, length))
            });
            match found {
                Some((unit, length)) => {
                    asked.units.push(unit);
                    from += length;
                }
                None => {
                    asked.unknown.push(asked.words[from].clone());
                    from += 1;
                }
            }
        }
        asked
    }

    fn direction(&self, thesaurus: &Thesaurus) -> Option<Direction> {
        thesaurus.direction(&self.units)
    }

    /// Tells whether a name is the same but for inflection, or one of the two a part of the other.
    fn is_part_of(&self, stems: &[String]) -> bool {
        contains(stems, &self.stems) || contains(&self.stems, stems)
    }

    /// Tells whether some name is nearer to a unit than this one is, neither being a part of the other;
    /// the stems are those of the unit.
    fn is_behind_another(&self, thesaurus: &Thesaurus, unit: usize, stems_of: &[String]) -> bool {
        let likeness = |other: &usize| thesaurus.alike(unit, *other);
        let own = self.units.iter().map(likeness).fold(0.0, f32::max);
        let mut others = 0..thesaurus.names.len();
        others.any(|other| {
            if other == unit || thesaurus.alike(unit, other) <= own {
                return false;
            }
            let stems = stems(&thesaurus.names[other]);
            !contains(&stems, stems_of) && !contains(stems_of, &stems) && !self.is_part_of(&stems)
        })
    }

    /// Lists what may be related, the most related first; of a name that is understood by its parts
    /// alone, unless these are to count, only what is spelt out.
    fn candidates(
        &self,
        thesaurus: &Thesaurus,
        direction: &Direction,
        parts: bool,
    ) -> impl Iterator<Item = (f32, Candidate)> {
        let mut spelt = Vec::new();
        for text in self.spelt(thesaurus) {
            let folded: Vec<String> = words(&text)
                .map(|span| fold(&text[span]).into_owned())
                .collect();
            let likeness = match thesaurus.find(&folded.join(" ")) {
                Some(unit) => thesaurus.likeness(unit, direction),
                None => {
                    let other = Asked::new(thesaurus, &text).direction(thesaurus);
                    other.map_or(0.0, |other| direction.likeness(&other))
                }
            };
            spelt.push((likeness, Candidate::Spelt(text)));
        }
        spelt.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        let most = match parts || !self.same.is_empty() {
            true => CANDIDATES,
            false => 0,
        };
        let nearest = thesaurus.nearest(direction, most).into_iter();
        let nearest = nearest.map(|(likeness, unit)| (likeness, Candidate::Unit(unit)));
        spelt.into_iter().chain(nearest)
    }

    /// Lists the name as it reads where a part of it is spelt out, or shortened.
    fn spelt(&self, thesaurus: &Thesaurus) -> Vec<String> {
        let mut found = Vec::new();
        let printed = |unit: usize| thesaurus.printed[unit].clone();
        let mut whole = self.same.clone();
        whole.extend(thesaurus.find(&self.words.join(" ")));
        for unit in whole {
            found.extend(thesaurus.spelt(unit).map(printed));
        }
        for from in 0..self.words.len() {
            for to in from + 1..=self.words.len() {
                let Some(unit) = thesaurus.find(&self.words[from..to].join(" ")) else {
                    continue;
                };
                for other in thesaurus.spelt(unit) {
                    let before = self.words[..from].iter().cloned();
                    let behind = self.words[to..].iter().cloned();
                    let text: Vec<String> = before.chain([printed(other)]).chain(behind).collect();
                    found.push(text.join(" "));
                }
            }
        }
        found.sort();
        found.dedup();
        found
    }
}

/// The stems of names that have been looked at, with their places in the answer.
#[derive(Default)]
struct Listed(Vec<(Vec<String>, Option<usize>)>);

impl Listed {
    /// Finds a name of which another is an inflection or a part.
    fn same(&self, stems: &[String]) -> Option<Option<usize>> {
        let (known, at) = self.0.iter().find(|(known, _)| contains(known, stems))?;
        Some(at.filter(|_| known.len() == stems.len()))
    }

    fn add(&mut self, stems: Vec<String>, at: Option<usize>) {
        self.0.push((stems, at));
    }
}

impl Thesaurus {
    /// Lists the names that differ in nothing but inflections.
    fn inflections(&self, words: &[String], stems: &[String]) -> Vec<usize> {
        let first = words.first().and_then(|word| word.chars().next());
        let Some(first) = first else {
            return Vec::new();
        };
        let from = self
            .names
            .partition_point(|name| name.as_str() < first.to_string().as_str());
        let names = (from..).zip(&self.names[from..]);
        let names = names.take_while(|(_, name)| name.starts_with(first));
        let alike = names.filter(|(_, name)| {
            name.split(' ').count() == stems.len()
                && name
                    .split(' ')
                    .zip(stems)
                    .all(|(word, stem)| Index::stem(word) == **stem)
        });
        alike.map(|(unit, _)| unit).collect()
    }
}

/// Returns the stems of a name's words.
pub(super) fn stems(name: &str) -> Vec<String> {
    let stem = |span| Index::stem(&fold(&name[span])).into_owned();
    words(name).map(stem).collect()
}

/// Tells whether a name holds another, word for word.
pub(super) fn contains(name: &[String], part: &[String]) -> bool {
    part.is_empty() || name.windows(part.len()).any(|words| words == part)
}
