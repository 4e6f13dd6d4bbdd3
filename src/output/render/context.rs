//! Hits in their context: the paragraphs around them, each written once.

use std::collections::HashSet;

use crate::index::Hit;
use crate::model::{Locator, Paragraph};
use crate::output::screen::Role;
use crate::output::sheet::{self, Line, Part};
use crate::output::words::label;

/// Hits of one report that follow each other in the output.
///
/// They are held until a hit of another report comes: a paragraph that is a hit further on is
/// no context of those before it.
#[derive(Debug, Default)]
pub(super) struct Passages {
    run: Vec<Hit>,
}

impl Passages {
    /// Takes a hit, and draws up those before it once they are complete.
    pub(super) fn take(&mut self, hit: &Hit) -> Vec<Part<'static>> {
        let is_other = |first: &Hit| first.report.id != hit.report.id;
        let parts = match self.run.first().is_some_and(is_other) {
            true => self.finish(),
            false => Vec::new(),
        };
        self.run.push(hit.clone());
        parts
    }

    /// Draws up the hits that are still held.
    pub(super) fn finish(&mut self) -> Vec<Part<'static>> {
        let run = std::mem::take(&mut self.run);
        let Some(first) = run.first() else {
            return Vec::new();
        };
        let title = Line::of(Role::Title, label::report(&first.report.report));
        let mut parts = vec![Part::Gap, Part::Lines(vec![title])];
        let mut written: HashSet<&Locator> = run.iter().map(|hit| &hit.paragraph.locator).collect();
        let mut previous: Option<&Paragraph> = None;
        for (at, hit) in run.iter().enumerate() {
            let next = run.get(at + 1).map(|next| &next.paragraph.locator);
            // What lies behind the next hit is left to that hit.
            let after = hit.context.after.iter();
            let after = after.take_while(|paragraph| Some(&paragraph.locator) != next);
            let before = hit
                .context
                .before
                .iter()
                .map(|paragraph| (paragraph, false));
            let around = before.chain([(&hit.paragraph, true)]);
            for (paragraph, is_hit) in around.chain(after.map(|paragraph| (paragraph, false))) {
                if !is_hit && !written.insert(&paragraph.locator) {
                    continue;
                }
                let mut lines = sheet::headings(previous, paragraph);
                lines.push(sheet::place(paragraph, is_hit));
                parts.extend([Part::Gap, Part::Lines(lines)]);
                if is_hit {
                    parts.push(Part::Prose(sheet::prose(paragraph, &hit.highlights)));
                    parts.extend(sheet::tail(hit));
                } else {
                    let id = label::paragraph_id(&hit.report, paragraph);
                    parts.push(Part::Prose(sheet::prose(paragraph, &[])));
                    parts.push(Part::Lines(vec![Line::of(Role::Place, id)]));
                }
                previous = Some(paragraph);
            }
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::Passages;
    use crate::index::{Context, Hit};
    use crate::model::{Paragraph, Place};
    use crate::output::Screen;
    use crate::output::render::text::write_parts;
    use crate::output::testutil::{hit, paragraph, written};

    fn numbered(number: u32) -> Paragraph {
        let mut paragraph = paragraph();
        paragraph.number = Some(number);
        paragraph.locator.place = Place::Number(number);
        paragraph
    }

    fn in_context(number: u32, reach: u32) -> Hit {
        Hit {
            paragraph: numbered(number),
            context: Context {
                before: (number - reach..number).map(numbered).collect(),
                after: (number + 1..=number + reach).map(numbered).collect(),
            },
            ..hit()
        }
    }

    /// The numbers written, hits with a mark.
    fn check(hits: &[u32], reach: u32, expected: &str) {
        let text = written(|out| {
            let mut passages = Passages::default();
            for number in hits {
                let complete = passages.take(&in_context(*number, reach));
                write_parts(out, &complete, &Screen::plain())?;
            }
            write_parts(out, &passages.finish(), &Screen::plain())
        });
        let places = text.lines().filter_map(|line| {
            let (mark, rest) = line.split_once("paragraph ")?;
            Some(format!("{mark}{}", rest.split_once(',')?.0))
        });
        assert_eq!(places.collect::<Vec<_>>().join(" "), expected);
        assert_eq!(text.matches("Harrowmere, ").count(), 1, "{text}");
    }

    #[test]
    fn no_paragraph_is_written_twice() {
        check(&[20], 2, "18 19 > 20 21 22");
        check(&[20, 30], 1, "19 > 20 21 29 > 30 31");
        check(&[20, 22], 1, "19 > 20 21 > 22 23");
        check(&[20, 21], 2, "18 19 > 20 > 21 22 23");
        check(&[20, 22], 3, "17 18 19 > 20 21 > 22 23 24 25");
        check(&[22, 20], 2, "21 > 22 23 24 18 19 > 20");
        check(&[20, 30, 21], 1, "19 > 20 29 > 30 31 > 21 22");
    }
}
