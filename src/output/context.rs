//! Hits in their context: the paragraphs around them, each written once.

use std::collections::HashSet;
use std::io::{self, Write};

use super::hits::write_tail;
use super::passage::{write_headings, write_place};
use super::screen::paint;
use super::{Screen, label, wrap};
use crate::index::Hit;
use crate::model::{Locator, Paragraph};

/// Hits of one report that follow each other in the output.
///
/// They are held until a hit of another report comes: a paragraph that is a hit further on is
/// no context of those before it.
#[derive(Debug, Default)]
pub(super) struct Passages {
    run: Vec<Hit>,
}

impl Passages {
    /// Takes a hit, and writes those before it once they are complete.
    pub(super) fn hit(
        &mut self,
        out: &mut impl Write,
        hit: &Hit,
        screen: &Screen,
    ) -> io::Result<()> {
        if self
            .run
            .first()
            .is_some_and(|first| first.report.id != hit.report.id)
        {
            self.finish(out, screen)?;
        }
        self.run.push(hit.clone());
        Ok(())
    }

    /// Writes the hits that are still held.
    pub(super) fn finish(&mut self, out: &mut impl Write, screen: &Screen) -> io::Result<()> {
        let run = std::mem::take(&mut self.run);
        let Some(first) = run.first() else {
            return Ok(());
        };
        let title = label::report(&first.report.report);
        writeln!(out, "\n{}", paint(screen.palette.title, title))?;
        let mut written: HashSet<&Locator> = run.iter().map(|hit| &hit.paragraph.locator).collect();
        let mut previous: Option<&Paragraph> = None;
        for (at, hit) in run.iter().enumerate() {
            let next = run.get(at + 1).map(|next| &next.paragraph.locator);
            // What lies behind the next hit is left to that hit.
            let after = hit.context.after.iter();
            let after = after.take_while(|paragraph| Some(&paragraph.locator) != next);
            let around = hit
                .context
                .before
                .iter()
                .map(|paragraph| (paragraph, false));
            let around = around.chain([(&hit.paragraph, true)]);
            for (paragraph, is_hit) in around.chain(after.map(|paragraph| (paragraph, false))) {
                if !is_hit && !written.insert(&paragraph.locator) {
                    continue;
                }
                writeln!(out)?;
                write_headings(out, previous, paragraph, screen)?;
                write_place(out, paragraph, is_hit, screen)?;
                let highlights = if is_hit {
                    hit.highlights.as_slice()
                } else {
                    &[]
                };
                let style = screen.palette.highlight;
                wrap::write(
                    out,
                    &label::text(paragraph),
                    highlights,
                    style,
                    "  ",
                    screen.width,
                )?;
                if is_hit {
                    write_tail(out, hit, screen)?;
                } else {
                    let id = label::paragraph_id(&hit.report, paragraph);
                    writeln!(out, "{}", paint(screen.palette.place, id))?;
                }
                previous = Some(paragraph);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Passages;
    use crate::index::{Context, Hit};
    use crate::model::{Paragraph, Place};
    use crate::output::Screen;
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
                passages.hit(out, &in_context(*number, reach), &Screen::plain())?;
            }
            passages.finish(out, &Screen::plain())
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
