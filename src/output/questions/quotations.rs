//! Quotations that somebody chose: paragraphs of any reports, in their order, each with its source.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use crate::index::{Hit, ReportRecord};
use crate::model::Paragraph;
use crate::output::sheet::{Part, Sheet};
use crate::output::wire::ParagraphRow;
use crate::output::words::label::count;
use crate::output::{Reply, Screen};

/// Quotations.
#[derive(Debug, Clone, Default)]
pub struct Quotations(Vec<Hit>);

impl Quotations {
    /// Adds a paragraph.
    pub fn add(&mut self, report: Arc<ReportRecord>, paragraph: Paragraph) {
        self.0.push(Hit::chosen(report, paragraph));
    }
}

impl Reply for Quotations {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let mut sheet = Sheet::new("Quotations");
        sheet.add(Part::Lead(vec![count(self.0.len() as u64, "paragraph")]));
        for hit in &self.0 {
            sheet.add(Part::Hit(hit, 2));
        }
        sheet
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize + JsonSchema> {
        let rows = self.0.iter();
        rows.map(|hit| ParagraphRow::new(&hit.report, &hit.paragraph))
    }
}

#[cfg(test)]
mod tests {
    use super::Quotations;
    use crate::output::testutil::{answered, hit};
    use crate::output::{Cells, Format, Screen};

    #[test]
    fn each_is_given_with_its_source() {
        let mut chosen = Quotations::default();
        let hit = hit();
        chosen.add(hit.report.clone(), hit.paragraph.clone());
        let written = |format| answered(&chosen, format, &Screen::plain());
        let markdown = written(Format::Markdown);
        assert!(
            markdown.starts_with("# Quotations\n\n1 paragraph.\n"),
            "{markdown}"
        );
        assert!(markdown.contains("\n> "), "{markdown}");
        assert!(markdown.contains("pages 5 to 6"), "{markdown}");
        assert!(written(Format::csv(Cells::Guarded)).contains("harrowmere/2024-10-25/ilacs#28,"));
        let json: serde_json::Value = serde_json::from_str(&written(Format::Json)).unwrap();
        assert_eq!(json[0]["number"], 28);
    }
}
