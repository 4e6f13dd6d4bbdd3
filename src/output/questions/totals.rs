//! The answer in numbers alone.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::index::SearchResults;
use crate::output::render::json;
use crate::output::sheet::{Part, Sheet, chart_of_shares, said_of_left_out};
use crate::output::wire::FieldRow;
use crate::output::{Answer, Reply, Screen};

/// The numbers alone, with the facets that were asked for.
///
/// In CSV and JSON Lines, facets take the place of the numbers: a table has one sort of row.
#[derive(Debug, Clone, Copy)]
pub struct Totals<'a>(
    /// What was found.
    pub Answer<'a>,
);

impl<'a> Totals<'a> {
    /// Draws up the shares of reports by the values of each facet, as charts alone.
    pub fn charts(&self) -> Sheet<'a> {
        let Totals(answer) = self;
        let mut sheet = Sheet::new(format!("What share of reports say it: {}", answer.title()));
        for facet in &answer.results.facets {
            let by = facet.field.name();
            let title = match said_of_left_out(facet) {
                Some(said) => format!("Reports that say it by {by}, of those searched; {said}"),
                None => format!("Reports that say it by {by}, of those searched"),
            };
            sheet.add(Part::Chart(chart_of_shares(facet, &title)));
        }
        sheet
    }
}

/// A row: the numbers, or how often a value occurs.
#[derive(JsonSchema, Serialize)]
#[serde(untagged)]
enum Row<'a> {
    Count(CountRow),
    Facet(FieldRow<'a>),
}

#[derive(JsonSchema, Serialize)]
struct CountRow {
    paragraphs: u64,
    reports: u64,
    reports_searched: u64,
}

impl Reply for Totals<'_> {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let mut sheet = Sheet::new(self.0.title());
        sheet.add(Part::Lead(vec![self.0.sentence()]));
        sheet.add_facets(&self.0.results.facets);
        sheet
    }

    fn write_json(&self, out: &mut impl Write) -> io::Result<()> {
        json::enveloped(out, &self.0, "hits", std::iter::empty::<()>())
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize + JsonSchema> {
        let results = self.0.results;
        let facets = results.facets.iter().flat_map(|facet| {
            let values = facet.values.iter();
            values.map(|value| Row::Facet(FieldRow::new(facet, value)))
        });
        let count = results
            .facets
            .is_empty()
            .then(|| Row::Count(results.into()));
        facets.chain(count)
    }
}

impl From<&SearchResults> for CountRow {
    fn from(results: &SearchResults) -> Self {
        CountRow {
            paragraphs: results.total,
            reports: results.total_reports,
            reports_searched: results.reports_searched,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Totals};
    use crate::index::{Facet, FacetValue};
    use crate::output::Reply;
    use crate::output::render::columns;
    use crate::output::testutil::{answered, results};
    use crate::output::{Cells, Format, Screen};
    use crate::query::Field;

    fn check(format: Format, facets: Vec<Facet>, expected: &str) {
        let mut results = results();
        results.facets = facets;
        let answer = Answer::new("\"life-story work\"", &results);
        assert_eq!(
            answered(&Totals(answer), format, &Screen::plain()),
            expected
        );
    }

    fn kinds() -> Vec<Facet> {
        let value = |value: &str, paragraphs, reports| FacetValue {
            value: value.to_owned(),
            paragraphs,
            distinct: paragraphs,
            reports,
            reports_searched: 4,
            reports_compared: reports,
            compared_searched: 4,
        };
        let values = vec![value("ilacs", 12, 3), value("sif", 4, 1)];
        vec![Facet {
            field: Field::Kind,
            values,
            left_out: Vec::new(),
        }]
    }

    #[test]
    fn counts_in_every_format() {
        check(Format::Text, vec![], "1 paragraph in 1 of 3 reports\n");
        check(
            Format::csv(Cells::Guarded),
            vec![],
            "paragraphs,reports,reports_searched\n1,1,3\n",
        );
        check(
            Format::Jsonl,
            vec![],
            "{\"paragraphs\":1,\"reports\":1,\"reports_searched\":3}\n",
        );
        check(
            Format::Json,
            kinds(),
            r#"{
  "query": "\"life-story work\"",
  "explained": ["the phrase \"life-story work\""],
  "total": 1,
  "total_distinct": 1,
  "total_reports": 1,
  "reports_searched": 3,
  "hits": [],
  "facets": {"kind":[{"value":"ilacs","paragraphs":12,"reports":3,"distinct":12,"reports_searched":4,"reports_compared":3,"compared_searched":4,"share":0.75},{"value":"sif","paragraphs":4,"reports":1,"distinct":4,"reports_searched":4,"reports_compared":1,"compared_searched":4,"share":0.25}]},
  "kinds_left_out": {},
  "also_called": [{"concept":"life story","term":"\"life journey\"","query":"\"life journey\" work","paragraphs":2,"reports":1}],
  "said_as": [],
  "suggestions": [],
  "notes": []
}
"#,
        );
    }

    #[test]
    fn facets_are_tables() {
        check(
            Format::Text,
            kinds(),
            "1 paragraph in 1 of 3 reports\n\
             \n\
             kind   paragraphs  reports  searched  share\n\
             ilacs          12        3         4    75%\n\
             sif             4        1         4    25%\n",
        );
        check(
            Format::csv(Cells::Guarded),
            kinds(),
            "field,value,paragraphs,reports,distinct,reports_searched,reports_compared,compared_searched,share\n\
             kind,ilacs,12,3,12,4,3,4,0.75\nkind,sif,4,1,4,4,1,4,0.25\n",
        );
    }

    #[test]
    fn years_are_a_bar_chart_of_shares() {
        let value = |value: &str, paragraphs, distinct, reports, reports_searched| FacetValue {
            value: value.to_owned(),
            paragraphs,
            distinct,
            reports,
            reports_searched,
            reports_compared: reports,
            compared_searched: reports_searched,
        };
        let facet = Facet {
            field: Field::Year,
            values: vec![
                value("2018", 9, 8, 2, 2),
                value("2019", 0, 0, 0, 0),
                value("2020", 1, 1, 1, 64),
            ],
            left_out: Vec::new(),
        };
        check(
            Format::Text,
            vec![facet],
            "1 paragraph in 1 of 3 reports\n\
             \n\
             year  paragraphs  distinct  reports  searched  share\n\
             2018           9         8        2         2   100%  ████████████████████\n\
             2019           0         0        0         0\n\
             2020           1         1        1        64     2%  ▍\n",
        );
    }

    #[test]
    fn typed_cells_have_columns() {
        let check = |facets: Vec<Facet>, expected: &str| {
            let mut results = results();
            results.facets = facets;
            let totals = Totals(Answer::new("", &results));
            let columns = columns::of_items(&mut totals.rows().peekable());
            let names: Vec<_> = columns.iter().map(|column| &*column.name).collect();
            assert_eq!(names.join(" "), expected);
        };
        check(vec![], "paragraphs reports reports_searched");
        check(
            kinds(),
            "field value paragraphs reports distinct reports_searched reports_compared compared_searched share",
        );
    }
}
