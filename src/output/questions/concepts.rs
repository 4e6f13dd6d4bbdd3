//! The use of concepts: a row a term, and what is doubtful about it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::index::{ConceptUse, Decline, TermUse};
use crate::output::sheet::{Column, Part, Sheet, Table, cells};
use crate::output::words::label::count;
use crate::output::{Reply, Screen};
use crate::query::Relation;

/// A term.
#[derive(Debug, JsonSchema, Serialize)]
struct TermRow<'a> {
    concept: &'a str,
    relation: &'static str,
    term: &'a str,
    paragraphs: u64,
    reports: u64,
    first_year: Option<i16>,
    last_year: Option<i16>,
    /// `unused` or `died-out`.
    decline: Option<&'static str>,
    successor: Option<&'a str>,
    line: usize,
}

impl<'a> TermRow<'a> {
    fn new(concept: &'a str, term: &'a TermUse) -> Self {
        let (decline, successor) = match &term.decline {
            None => (None, None),
            Some(Decline::Unused) => (Some("unused"), None),
            Some(Decline::DiedOut { successor }) => (Some("died-out"), successor.as_deref()),
        };
        TermRow {
            concept,
            relation: match term.relation {
                Relation::Same => "same",
                Relation::Other => "other",
            },
            term: &term.term,
            paragraphs: term.paragraphs,
            reports: term.reports,
            first_year: term.first.map(|date| date.year()),
            last_year: term.last.map(|date| date.year()),
            decline,
            successor,
            line: term.line,
        }
    }
}

fn rows(concepts: &[ConceptUse]) -> impl Iterator<Item = TermRow<'_>> {
    concepts.iter().flat_map(|concept| {
        let terms = concept.terms.iter();
        terms.map(|term| TermRow::new(&concept.concept, term))
    })
}

/// A row a term, with how often and when it is used.
impl Reply for [ConceptUse] {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let words = ["concept", "", "term"].map(Column::words);
        let numbers = ["paragraphs", "reports", "first", "last"].map(Column::numbers);
        let year = |year: Option<i16>| year.map_or("-".to_owned(), |year| year.to_string());
        let mut rows = Vec::new();
        for concept in self {
            // The name stands once, as in the file.
            let mut name = concept.concept.clone();
            for term in &concept.terms {
                rows.push(cells![
                    std::mem::take(&mut name),
                    term.relation.mark().to_string(),
                    &term.term,
                    term.paragraphs,
                    term.reports,
                    year(term.first.map(|date| date.year())),
                    year(term.last.map(|date| date.year())),
                ]);
            }
        }
        let mut sheet = Sheet::default();
        let columns = words.into_iter().chain(numbers).collect();
        sheet.add(Part::Table(Table::plain(columns, rows)));
        sheet
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize + JsonSchema> {
        rows(self)
    }
}

/// Says which terms are not in use, or no longer, a line each.
pub fn concept_warnings(concepts: &[ConceptUse]) -> Vec<String> {
    let mut lines = Vec::new();
    for concept in concepts {
        for term in &concept.terms {
            let place = format!("{}: {}", concept.concept, term.term);
            match &term.decline {
                None => {}
                Some(Decline::Unused) => lines.push(format!("{place} matches nothing")),
                Some(Decline::DiedOut { successor }) => {
                    let last = term
                        .last
                        .map_or("before".to_owned(), |day| day.year().to_string());
                    let reports = count(term.reports, "report");
                    let then = match successor {
                        Some(successor) => format!("; {successor} goes on"),
                        None => String::new(),
                    };
                    lines.push(format!(
                        "{place} was last seen in {last}, in {reports}{then}"
                    ));
                }
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::concept_warnings;
    use crate::index::{ConceptUse, Decline, TermUse};
    use crate::output::testutil::{answered, date, json};
    use crate::output::{Cells, Format, Screen};
    use crate::query::Relation;

    fn uses() -> Vec<ConceptUse> {
        let term = |term: &str, relation, reports: u64, decline| TermUse {
            term: term.to_owned(),
            relation,
            line: 2,
            paragraphs: reports * 2,
            reports,
            first: (reports > 0).then(|| date("2013-05-01")),
            last: (reports > 0).then(|| date("2018-05-01")),
            decline,
        };
        let successor = Some("\"early help\"".to_owned());
        vec![ConceptUse {
            concept: "early help".to_owned(),
            terms: vec![
                term("\"early help\"", Relation::Same, 9, None),
                term(
                    "\"troubled families\"",
                    Relation::Other,
                    7,
                    Some(Decline::DiedOut { successor }),
                ),
                term("EHX", Relation::Same, 0, Some(Decline::Unused)),
            ],
        }]
    }

    #[test]
    fn a_row_a_term() {
        let check = |format, expected: &str| {
            let uses = uses();
            assert_eq!(
                answered(uses.as_slice(), format, &Screen::plain()),
                expected
            );
        };
        check(
            Format::Text,
            "concept        term                 paragraphs  reports  first  last\n\
             early help  =  \"early help\"                 18        9   2013  2018\n\
             \x20           ~  \"troubled families\"          14        7   2013  2018\n\
             \x20           =  EHX                           0        0      -     -\n",
        );
        check(
            Format::csv(Cells::Guarded),
            "concept,relation,term,paragraphs,reports,first_year,last_year,decline,successor,line\n\
             early help,same,\"\"\"early help\"\"\",18,9,2013,2018,,,2\n\
             early help,other,\"\"\"troubled families\"\"\",14,7,2013,2018,died-out,\"\"\"early help\"\"\",2\n\
             early help,same,EHX,0,0,,,unused,,2\n",
        );
        let rows = json(uses().as_slice());
        assert_eq!(rows[1]["successor"], "\"early help\"");
    }

    #[test]
    fn warnings_name_the_successor() {
        assert_eq!(
            concept_warnings(&uses()),
            [
                "early help: \"troubled families\" was last seen in 2018, in 7 reports; \
                 \"early help\" goes on",
                "early help: EHX matches nothing",
            ]
        );
    }
}
