//! Concepts: what the field calls one thing in several ways, from a file that users can edit.
//!
//! ```text
//! # A comment.
//! public law outline
//!   = PLO
//!   = "public law outline"
//!   ~ pre-proceedings
//! ```
//!
//! A name stands at the margin, its terms are indented. Terms behind `=` are the same thing: an
//! abbreviation in capitals, which matches capitals only, and what it stands for. Terms behind
//! `~` are other names, or names of other times, which are offered and not merged. A term is a
//! query of the [query language](super) without tags and negation. It is apart from the index,
//! which says what of it occurs.

use std::fmt;
use std::sync::{Arc, LazyLock, OnceLock};

use super::fold::{is_quote, words};
use super::{Node, NodeKind, QueryError, Term, parse};

/// The concepts of the reports in the sample of the field that was counted for them.
const BUILTIN: &str = include_str!("data/concepts.txt");

/// A file of concepts.
#[derive(Debug, Clone, PartialEq)]
pub struct Concepts {
    /// The text of the file.
    text: String,
    concepts: Vec<Concept>,
}

/// One thing and its names.
///
/// Its terms are parsed when they are asked for: a search asks for those of few concepts.
#[derive(Debug, Clone)]
pub struct Concept {
    /// Its heading in the file.
    pub name: String,
    /// The lines of its terms, counted from 1.
    lines: Vec<(usize, String)>,
    beginnings: Vec<Beginning>,
    terms: OnceLock<Vec<ConceptTerm>>,
}

/// What the first two words of a wording begin with, the second if there is one: a small letter
/// or a digit, or [`ANY`].
type Beginning = (u8, Option<u8>);

/// What begins otherwise may begin with anything when it is folded.
const ANY: u8 = 0;

/// One name of a concept.
#[derive(Debug, Clone, PartialEq)]
pub struct ConceptTerm {
    /// How it stands to the concept.
    pub relation: Relation,
    /// What paragraphs that use it say.
    pub query: Node,
    /// The line of the file, counted from 1.
    pub line: usize,
}

/// How a term stands to its concept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// It is the same thing.
    Same,
    /// It is another name, or one of another time.
    Other,
}

/// How far concepts widen a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reach {
    /// Not at all: words are words.
    Words,
    /// To what is the same.
    #[default]
    Same,
    /// To other names too.
    Others,
}

impl Relation {
    /// Returns the mark before such a term in a file.
    pub fn mark(self) -> char {
        match self {
            Relation::Same => '=',
            Relation::Other => '~',
        }
    }
}

impl Concepts {
    /// Returns the concepts that are compiled in.
    pub fn builtin() -> Arc<Concepts> {
        // A test says that the text is valid.
        static READ: LazyLock<Arc<Concepts>> = LazyLock::new(|| Arc::new(Concepts::read(BUILTIN)));
        READ.clone()
    }

    /// Parses a file.
    ///
    /// # Errors
    /// A term without a name above it, a term that is no valid query or has tags or negations, a
    /// term that stands for the same thing twice.
    ///
    /// ```
    /// use findings::query::Concepts;
    /// let text = "public law outline\n  = PLO\n  ~ pre-proceedings\n";
    /// let concepts = Concepts::parse(text)?;
    /// assert_eq!(concepts.all()[0].terms()[1].to_string(), "\"pre proceedings\"");
    /// # Ok::<(), findings::query::ConceptError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Concepts, ConceptError> {
        // The names, each with the line that it stands in, and whether the last of them has terms yet.
        let mut names: Vec<(usize, &str)> = Vec::new();
        let mut has_terms = true;
        let mut terms: Vec<ConceptTerm> = Vec::new();
        for (line, written) in (1..).zip(text.lines()) {
            let refuse = |error| ConceptError {
                line,
                text: written.to_owned(),
                error,
            };
            let Some(content) = content(written) else {
                continue;
            };
            if is_name(written) {
                if let Some(mistake) = misplaced(content) {
                    return Err(refuse(mistake));
                }
                let bare = names.last().filter(|_| !has_terms);
                if let Some(error) = bare.map(|(line, name)| without_terms(*line, name)) {
                    return Err(error);
                }
                if let Some((first, _)) = names.iter().find(|(_, name)| *name == content) {
                    return Err(refuse(QueryError {
                        message: format!("this name stands in line {first} already"),
                        span: 0..content.len(),
                        hint: Some("put its terms together".to_owned()),
                    }));
                }
                names.push((line, content));
                has_terms = false;
                continue;
            }
            let term = term(written, line).map_err(refuse)?;
            let whole = written.len() - written.trim_start().len()..written.trim_end().len();
            let same = term.relation == Relation::Same;
            if same && let Some(first) = find_same(&terms, &term.query.kind) {
                return Err(refuse(QueryError {
                    message: format!("{term} is the same as this in line {first} already"),
                    span: whole,
                    hint: Some("a term is one thing: mark it with ~ in one of the places".into()),
                }));
            }
            if names.is_empty() {
                return Err(refuse(QueryError {
                    message: "a term without a name above it".to_owned(),
                    span: whole,
                    hint: Some("the name of a concept stands at the margin".to_owned()),
                }));
            }
            has_terms = true;
            terms.push(term);
        }
        match names.last().filter(|_| !has_terms) {
            Some((line, name)) => Err(without_terms(*line, name)),
            None => Ok(Concepts::read(text)),
        }
    }

    /// Reads a file that is valid.
    fn read(text: &str) -> Concepts {
        let mut concepts: Vec<Concept> = Vec::new();
        for (line, written) in (1..).zip(text.lines()) {
            match (content(written), concepts.last_mut()) {
                (Some(name), _) if is_name(written) => concepts.push(Concept {
                    name: name.to_owned(),
                    lines: Vec::new(),
                    beginnings: Vec::new(),
                    terms: OnceLock::new(),
                }),
                (Some(_), Some(concept)) => {
                    concept.beginnings.extend(beginnings(written));
                    concept.lines.push((line, written.to_owned()));
                }
                _ => {}
            }
        }
        Concepts {
            text: text.to_owned(),
            concepts,
        }
    }

    /// Returns the text of the file.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the concepts in the order of the file.
    pub fn all(&self) -> &[Concept] {
        &self.concepts
    }

    /// Lists the concepts that words side by side may name, by what these begin with: neither
    /// case nor inflection changes that, and it leaves few.
    pub fn akin(&self, words: &[Term]) -> Vec<&Concept> {
        let letters: Vec<u8> = words.iter().map(letter_of).collect();
        let alike = |a: u8, b: u8| a == b || a == ANY || b == ANY;
        let begins = |(first, second): &Beginning| {
            (0..letters.len()).any(|at| {
                alike(letters[at], *first)
                    && second.is_none_or(|second| {
                        let next = letters.get(at + 1);
                        next.is_some_and(|next| alike(*next, second))
                    })
            })
        };
        let is_akin = |concept: &&Concept| concept.beginnings.iter().any(begins);
        self.concepts.iter().filter(is_akin).collect()
    }
}

impl Concept {
    /// Returns what it is called, in the order of the file.
    pub fn terms(&self) -> &[ConceptTerm] {
        self.terms.get_or_init(|| {
            let lines = self.lines.iter();
            // The file is valid, and so is every line.
            let terms = lines.filter_map(|(line, written)| term(written, *line).ok());
            terms.collect()
        })
    }
}

impl PartialEq for Concept {
    fn eq(&self, other: &Self) -> bool {
        (&self.name, &self.lines) == (&other.name, &other.lines)
    }
}

impl ConceptTerm {
    /// Lists the wordings by which the term is recognised in a query: itself, or what it joins
    /// with `OR`, as far as that is words that follow each other.
    pub fn wordings(&self) -> impl Iterator<Item = &[Term]> {
        let parts = match &self.query.kind {
            NodeKind::Or(nodes) => nodes.as_slice(),
            _ => std::slice::from_ref(&self.query),
        };
        parts.iter().filter_map(|node| wording(&node.kind))
    }
}

impl fmt::Display for ConceptTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.query.fmt(f)
    }
}

/// Returns the terms of a word or a phrase, if they are words as people write them.
pub fn wording(kind: &NodeKind) -> Option<&[Term]> {
    let terms = match kind {
        NodeKind::Term(term) => std::slice::from_ref(term),
        NodeKind::Phrase { terms, slop: 0 } => terms.as_slice(),
        _ => return None,
    };
    let plain = |term: &Term| matches!(term, Term::Word(_) | Term::Capitals(_));
    terms.iter().all(plain).then_some(terms)
}

/// Returns what stands in a line, unless it is empty or a comment.
fn content(written: &str) -> Option<&str> {
    let content = written.trim();
    (!content.is_empty() && !content.starts_with('#')).then_some(content)
}

/// Tells whether a line with content names a concept.
fn is_name(written: &str) -> bool {
    !written.starts_with(char::is_whitespace)
}

/// Lists what the wordings of an indented line begin with, before it is parsed: a phrase with
/// its words, what stands outside of quotation marks with one.
fn beginnings(written: &str) -> Vec<Beginning> {
    let mut found = Vec::new();
    for (at, part) in written.split(is_quote).enumerate() {
        let mut letters = words(part).map(|word| letter(&part[word]));
        if at % 2 == 1 {
            found.extend(letters.next().map(|first| (first, letters.next())));
        } else {
            found.extend(letters.map(|first| (first, None)));
        }
    }
    found
}

/// Returns what a term of a query begins with.
fn letter_of(term: &Term) -> u8 {
    match term {
        Term::Word(word) | Term::Capitals(word) => letter(word),
        _ => ANY,
    }
}

fn letter(word: &str) -> u8 {
    match word.bytes().next() {
        // A mark behind the letter makes another one of it.
        Some(first) if word.is_ascii() && first.is_ascii_alphanumeric() => {
            first.to_ascii_lowercase()
        }
        _ => ANY,
    }
}

/// Reads an indented line.
fn term(written: &str, line: usize) -> Result<ConceptTerm, QueryError> {
    let start = written.len() - written.trim_start().len();
    let content = &written[start..];
    let relation = match content.chars().next() {
        Some('=') => Relation::Same,
        Some('~') => Relation::Other,
        _ => {
            return Err(QueryError {
                message: "a term begins with = or ~".to_owned(),
                span: start..written.trim_end().len(),
                hint: Some("= for the same thing, ~ for another name of it".to_owned()),
            });
        }
    };
    // Both marks are one byte.
    let behind = start + 1;
    let shifted = |mut error: QueryError| {
        error.span = error.span.start + behind..error.span.end + behind;
        error
    };
    let query = parse(&written[behind..]).map_err(shifted)?;
    let mut found = Ok(());
    query.root.walk(&mut |node| {
        let (message, hint) = match node.kind {
            NodeKind::All => ("a term is missing", "= PLO"),
            NodeKind::And(_) => (
                "words side by side are no term",
                "put quotation marks around them for a phrase, or NEAR/5 between them",
            ),
            NodeKind::Not(_) => ("a term cannot be negated", "leave the negation out"),
            NodeKind::Tag(_) => ("a term has no tags", "leave the field out"),
            _ => return,
        };
        if found.is_ok() {
            found = Err(shifted(QueryError {
                message: message.to_owned(),
                span: node.span.clone(),
                hint: Some(hint.to_owned()),
            }));
        }
    });
    found.map(|()| ConceptTerm {
        relation,
        query: query.root,
        line,
    })
}

/// Says that nothing stands below a name: the file may be one of another form.
fn without_terms(line: usize, name: &str) -> ConceptError {
    ConceptError {
        line,
        text: name.to_owned(),
        error: QueryError {
            message: "a name without terms".to_owned(),
            span: 0..name.len(),
            hint: Some("terms stand below it, indented: `  = \"private law outline\"`".to_owned()),
        },
    }
}

/// Says what is wrong with a line at the margin that looks like a term.
fn misplaced(content: &str) -> Option<QueryError> {
    content.starts_with(['=', '~']).then(|| QueryError {
        message: "a term stands at the margin".to_owned(),
        span: 0..content.len(),
        hint: Some("indent it; names stand at the margin".to_owned()),
    })
}

/// Finds the line that says already what a term is the same as.
fn find_same(terms: &[ConceptTerm], kind: &NodeKind) -> Option<usize> {
    wording(kind)?;
    let same = |term: &&ConceptTerm| term.relation == Relation::Same && term.query.kind == *kind;
    terms.iter().find(same).map(|term| term.line)
}

/// Reports a file of concepts that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConceptError {
    /// The line, counted from 1.
    pub line: usize,
    /// What stands in it.
    pub text: String,
    /// What is wrong, with its place in the line.
    pub error: QueryError,
}

impl fmt::Display for ConceptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.error)
    }
}

impl std::error::Error for ConceptError {}

#[cfg(test)]
mod tests {
    use super::{BUILTIN, ConceptTerm, Concepts, Relation, wording};
    use crate::query::{Term, parse};

    #[test]
    fn the_builtin_file_is_valid_and_complete() {
        let concepts = Concepts::parse(BUILTIN).unwrap_or_else(|error| panic!("{error}"));
        for concept in concepts.all() {
            assert!(concept.terms().len() > 1, "{} has one name", concept.name);
            for term in concept.terms() {
                let recognised = term.wordings().count();
                let shaped = term.to_string().contains(['*', '?', '/']);
                assert!(recognised > 0 || shaped, "{term}");
            }
        }
        let mut names: Vec<_> = concepts.all().iter().map(|concept| &concept.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), concepts.all().len());
    }

    #[test]
    fn concepts_are_akin_to_what_may_name_them() {
        let builtin = Concepts::builtin();
        for concept in builtin.all() {
            for wording in concept.terms().iter().flat_map(ConceptTerm::wordings) {
                assert!(builtin.akin(wording).contains(&concept), "{wording:?}");
            }
        }
        let text = "a\n = \"gate keeping\"\nb\n = GK\n ~ “social work” OR e\u{301}lan\nc\n ~ x*\n";
        let concepts = Concepts::parse(text).expect("it is valid");
        let check = |query: &str, expected: &[&str]| {
            let query = parse(query).expect("it is valid");
            let akin = concepts.akin(wording(&query.root.kind).expect("it is words"));
            let names: Vec<_> = akin.iter().map(|concept| &*concept.name).collect();
            assert_eq!(names, expected, "{}", query.text);
        };
        // What is no plain letter may be any.
        check("\"the Gated kept place\"", &["a", "b"]);
        check("\"kept gate\"", &["b"]);
        check("\"gate and keeping\"", &["b"]);
        let text = "a\n = \"gate keeping\"\nb\n = GK\n ~ “social work”\n";
        let plain = Concepts::parse(text).expect("it is valid");
        let word = |word: &str| Term::Word(word.to_owned());
        assert_eq!(plain.akin(&[word("gate"), word("plan")]).len(), 1);
        assert_eq!(plain.akin(&[word("social"), word("worker")]).len(), 1);
        assert_eq!(plain.akin(&[word("social"), word("place")]).len(), 0);
        assert_eq!(plain.akin(&[word("elan")]).len(), 0);
    }

    #[test]
    fn reads_names_and_terms() {
        let text = "# Law.\npublic law outline\n  = PLO\n\n\t~ pre-proceedings OR \"gate keeping\"\nx\n = y\n";
        let concepts = Concepts::parse(text).expect("it is valid");
        let [outline, x] = concepts.all() else {
            panic!("{concepts:?}")
        };
        assert_eq!(
            (outline.name.as_str(), x.terms().len()),
            ("public law outline", 1)
        );
        let terms: Vec<_> = outline
            .terms()
            .iter()
            .map(|term| (term.relation, term.to_string(), term.line))
            .collect();
        let other = "\"pre proceedings\" OR \"gate keeping\"".to_owned();
        assert_eq!(
            terms,
            [
                (Relation::Same, "PLO".to_owned(), 3),
                (Relation::Other, other, 5)
            ]
        );
        assert_eq!(outline.terms()[1].wordings().count(), 2);
        assert_eq!(concepts.text(), text);
    }

    #[test]
    fn mistakes_are_shown_where_they_stand() {
        let check = |text: &str, line: usize, place: &str, message: &str| {
            let error = Concepts::parse(text).expect_err(text);
            assert_eq!(error.line, line, "{text}");
            assert_eq!(&error.text[error.error.span.clone()], place, "{text}");
            assert!(error.to_string().contains(message), "{error}");
            assert!(error.error.hint.is_some(), "{error}");
        };
        check("  = PLO", 1, "= PLO", "without a name");
        check("a\n= PLO", 2, "= PLO", "margin");
        check("a\n  PLO", 2, "PLO", "begins with");
        check("a\n  = family group", 2, "family group", "side by side");
        check("a\n  = -PLO", 2, "-PLO", "negated");
        check("a\n  = grade:good", 2, "grade:good", "tags");
        check("a\n  =", 2, "", "missing");
        check("a\n  ~ b NEAR/x c", 2, "NEAR/x", "number");
        check("a\n  = PLO\nb\n\n  = PLO", 5, "= PLO", "line 2");
        check(
            "name,term\noversight,supervision\n",
            1,
            "name,term",
            "without terms",
        );
        check("a\n  = PLO\nx = [", 3, "x = [", "without terms");
        check("a\n  = PLO\nb\n  = b\na\n  = c", 5, "a", "line 1");
    }
}
