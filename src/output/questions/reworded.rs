//! Paragraphs that say the same in other words, in every format.

use schemars::JsonSchema;
use serde::Serialize;

use crate::output::screen::Role;
use crate::output::sheet::{Line, Part, Sheet};
use crate::output::wire::RewordedRow;
use crate::output::words::label::count;
use crate::output::{Reply, Screen};
use crate::semantics::Reworded;

#[derive(JsonSchema, Serialize)]
struct RewordedAnswer<'a> {
    text: &'a str,
    understood: &'a [String],
    total: u64,
    hits: Vec<RewordedRow<'a>>,
}

fn rows(found: &Reworded) -> impl Iterator<Item = RewordedRow<'_>> {
    let hits = found.hits.iter();
    hits.map(|(hit, likeness)| RewordedRow::new(hit, *likeness))
}

/// The paragraphs that are likest to a text; what carries the likeness is marked.
impl Reply for Reworded {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let mut sheet = Sheet::new("In other words");
        let compared = count(self.total, "paragraph");
        sheet.add(Part::Lead(vec![match self.hits.len() {
            0 => format!("{compared} compared: the reports know no word of this text well enough"),
            shown => format!("{compared} compared by what they mean, 1 to {shown} shown"),
        }]));
        for (hit, likeness) in &self.hits {
            sheet.add(Part::Hit(hit, 2));
            sheet.say(Line::of(Role::Place, format!("likeness {likeness:.2}")));
        }
        sheet
    }

    fn object(&self) -> impl Serialize + JsonSchema {
        RewordedAnswer {
            text: &self.text,
            understood: &self.understood,
            total: self.total,
            hits: rows(self).collect(),
        }
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize + JsonSchema> {
        rows(self)
    }
}
