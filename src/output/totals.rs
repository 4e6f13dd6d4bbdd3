//! The answer in numbers: how much matches, in how much of what was searched.

use std::io::{self, Write};

use serde::Serialize;

use super::csv::Table;
use super::json::Envelope;
use super::label::count;
use super::markup::Markup;
use super::{Format, facets};
use crate::index::SearchResults;
use crate::output::Screen;

/// What was asked, with what was found.
#[derive(Debug, Clone, Copy)]
pub struct Answer<'a> {
    /// The query as the user wrote it.
    pub query: &'a str,
    /// What was found; its hits may have been left out.
    pub results: &'a SearchResults,
}

impl Answer<'_> {
    /// Says how many paragraphs and reports match, of how many reports.
    pub(super) fn sentence(&self) -> String {
        let SearchResults {
            total,
            total_distinct,
            total_reports,
            reports_searched,
            ..
        } = *self.results;
        let distinct = match total_distinct {
            all if all == total => String::new(),
            distinct => format!(" ({distinct} distinct)"),
        };
        format!(
            "{}{distinct} in {total_reports} of {}",
            count(total, "paragraph"),
            count(reports_searched, "report")
        )
    }
}

#[derive(Serialize)]
struct CountRow {
    paragraphs: u64,
    reports: u64,
    reports_searched: u64,
}

/// Writes the numbers alone, with the facets that were asked for.
///
/// In CSV, facets take the place of the numbers: a table has one sort of row.
pub fn write_count(
    out: &mut impl Write,
    answer: &Answer<'_>,
    format: Format,
    screen: &Screen,
) -> io::Result<()> {
    let results = answer.results;
    match format {
        Format::Text => {
            writeln!(out, "{}", answer.sentence())?;
            facets::write_facets_text(out, &results.facets, screen)
        }
        Format::Json => Envelope::open(out, answer, "hits")?.close(out, answer),
        Format::Jsonl | Format::Csv(_) if !results.facets.is_empty() => match format {
            Format::Csv(cells) => facets::write_facets_csv(out, &results.facets, cells),
            _ => facets::write_facets_jsonl(out, &results.facets),
        },
        Format::Jsonl => super::json::line(out, &CountRow::from(results)),
        Format::Csv(cells) => Table::new(cells).row(out, &CountRow::from(results)),
        Format::Markdown | Format::Html => {
            let markup = Markup::of(format);
            markup.open(out, answer, &answer.sentence())?;
            markup.facets(out, &results.facets)?;
            markup.close(out)
        }
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
    use super::{Answer, write_count};
    use crate::index::{Facet, FacetValue};
    use crate::output::Cells;
    use crate::output::testutil::{results, written};
    use crate::output::{Format, Screen};
    use crate::query::Field;

    fn check(format: Format, facets: Vec<Facet>, expected: &str) {
        let mut results = results();
        results.facets = facets;
        let answer = Answer {
            query: "\"life-story work\"",
            results: &results,
        };
        assert_eq!(
            written(|out| write_count(out, &answer, format, &Screen::plain())),
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
        };
        let values = vec![value("ilacs", 12, 3), value("sif", 4, 1)];
        vec![Facet {
            field: Field::Kind,
            values,
        }]
    }

    #[test]
    fn counts_in_every_format() {
        check(Format::Text, vec![], "1 paragraph in 1 of 3 reports\n");
        check(
            Format::Csv(Cells::Guarded),
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
  "facets": {"kind":[{"value":"ilacs","paragraphs":12,"reports":3,"distinct":12,"reports_searched":4},{"value":"sif","paragraphs":4,"reports":1,"distinct":4,"reports_searched":4}]},
  "also_called": [{"concept":"life story","term":"\"life journey\"","query":"\"life journey\" work","paragraphs":2,"reports":1}],
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
            Format::Csv(Cells::Guarded),
            kinds(),
            "field,value,paragraphs,reports,distinct,reports_searched\n\
             kind,ilacs,12,3,12,4\nkind,sif,4,1,4,4\n",
        );
    }
}
