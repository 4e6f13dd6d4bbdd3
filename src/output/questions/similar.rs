//! Similar paragraphs, in every format.

use schemars::JsonSchema;
use serde::Serialize;

use crate::index::SimilarResults;
use crate::output::screen::Role;
use crate::output::sheet::{Line, Part, Sheet};
use crate::output::wire::{ParagraphRow, SimilarRow};
use crate::output::words::label;
use crate::output::{Reply, Screen};

#[derive(JsonSchema, Serialize)]
struct SimilarAnswer<'a> {
    paragraph: ParagraphRow<'a>,
    terms: &'a [String],
    total: u64,
    hits: Vec<SimilarRow<'a>>,
}

fn rows(results: &SimilarResults) -> impl Iterator<Item = SimilarRow<'_>> {
    let hits = results.hits.iter();
    hits.map(|(hit, likeness)| SimilarRow::new(hit, *likeness))
}

/// The paragraphs like one: those of other authorities, then those of its own.
impl Reply for SimilarResults {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let mut sheet = Sheet::default();
        let all = label::count(self.total, "similar paragraph");
        sheet.add(Part::Lead(vec![match self.hits.len() as u64 {
            shown if shown == self.total => all,
            0 => format!("{all}, none shown"),
            shown => format!("{all}, 1 to {shown} shown"),
        }]));
        let mut foreign = true;
        for (hit, likeness) in &self.hits {
            if foreign && likeness.own_authority {
                foreign = false;
                let report = &self.report.report;
                let authority = report.authority.as_ref();
                let name = authority.map_or_else(|| label::body(report), |a| (&a.name).into());
                sheet.add(Part::Heading(2, format!("Of {name} itself")));
            }
            sheet.add(Part::Hit(hit, 2));
            if likeness.is_near_duplicate() {
                let share = (likeness.resemblance * 100.0).floor();
                let words = match likeness.resemblance {
                    1.0 => "the same words".to_owned(),
                    _ => format!("nearly the same words: {share}% of its runs of three are shared"),
                };
                sheet.say(Line::of(Role::Place, words));
            }
        }
        sheet
    }

    fn object(&self) -> impl Serialize + JsonSchema {
        SimilarAnswer {
            paragraph: ParagraphRow::new(&self.report, &self.paragraph),
            terms: &self.terms,
            total: self.total,
            hits: rows(self).collect(),
        }
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize + JsonSchema> {
        rows(self)
    }
}
