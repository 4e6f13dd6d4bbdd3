//! Concordances: every match on a line, or in a row with the rest of its paragraph on either side.

use std::io::{self, Write};
use std::ops::Range;

use serde::Serialize;

use crate::index::Hit;
use crate::output::render::{Item, List, Listing, columns_of};
use crate::output::sheet::Part;
use crate::output::wire::ConcordanceRow;
use crate::output::{Answer, Format, Screen};

/// Writes the lines of a concordance as they come.
#[derive(Debug)]
pub struct ConcordanceWriter<'a, W>(Listing<'a, W>);

/// A hit, and which bytes of it match.
struct Match<'a>(&'a Hit, Range<usize>);

impl Item for Match<'_> {
    fn line(&self) -> impl Serialize {
        self.row()
    }

    fn row(&self) -> impl Serialize {
        ConcordanceRow::new(self.0, &self.1)
    }

    fn part(&self) -> Part<'_> {
        Part::Match(self.0, self.1.clone())
    }
}

impl<'a, W: Write> ConcordanceWriter<'a, W> {
    /// Writes what stands before the lines.
    ///
    /// Text says how much matches and, where these are not all lines, which follow: `shown`
    /// lines from an offset on.
    pub fn begin(
        out: W,
        answer: Answer<'a>,
        format: Format,
        shown: Option<(u64, u64)>,
        screen: Screen,
    ) -> io::Result<Self> {
        let part = match shown {
            None => String::new(),
            Some((_, 0)) => ", none shown".to_owned(),
            Some((offset, shown)) => format!(", lines {} to {} shown", offset + 1, offset + shown),
        };
        let list = List {
            name: "lines",
            numbers: answer.sentence() + &part,
            columns: columns_of::<ConcordanceRow<'_>>,
        };
        Ok(ConcordanceWriter(Listing::begin(
            out, answer, list, format, screen,
        )?))
    }

    /// Writes a line: a hit with one highlight, or with none, which begins its text.
    pub fn line(&mut self, hit: &Hit) -> io::Result<()> {
        let node = hit.highlights.first().cloned().unwrap_or(0..0);
        self.0.item(&Match(hit, node))
    }

    /// Writes what stands behind the lines, facets among it, and flushes.
    pub fn finish(self) -> io::Result<()> {
        self.0.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::ConcordanceWriter;
    use crate::output::testutil::{hit, results, written};
    use crate::output::{Answer, Cells, Format, Screen};

    #[test]
    fn rows_have_the_text_on_either_side() {
        let results = results();
        let answer = Answer::new("life", &results);
        let write = |format| {
            written(|out| {
                let mut writer =
                    ConcordanceWriter::begin(out, answer, format, None, Screen::plain())?;
                writer.line(&hit())?;
                writer.finish()
            })
        };
        assert!(
            write(Format::csv(Cells::Guarded)).starts_with("id,left,node,right,date,authority,")
        );
        let json: serde_json::Value = serde_json::from_str(&write(Format::Json)).unwrap();
        let line = &json["lines"][0];
        assert_eq!(line["left"], "Too few children – even the oldest – have");
        assert_eq!(
            (&line["node"], &line["right"]),
            (&"life-story work".into(), &".".into())
        );
        assert_eq!(write(Format::Jsonl).lines().count(), 1);
    }
}
