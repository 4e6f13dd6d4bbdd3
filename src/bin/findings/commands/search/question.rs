//! A search and the answers to it.

use std::io::Write;
use std::ops::ControlFlow;

use findings::index::{self, Index, Neighbour, SearchRequest, SearchResults};
use findings::output::{
    self, Absent, Answer, ConcordanceWriter, Format, Group, GroupedHits, HitWriter, Picture,
    Totals, Wrapped,
};
use findings::semantics::RelatedName;
use findings::themes::{self, SampleRequest};

use crate::any_word;
use crate::error::CommandError;
use crate::outcome::Outcome;
use crate::stream::{Look, write_every_hit};
use crate::thesaurus;
use crate::ui::Ui;

/// How many paragraphs of each group are shown.
pub(super) const BEST: usize = 3;

/// A search with all that its answers need.
pub(super) struct Search<'a> {
    pub(super) index: &'a Index,
    pub(super) request: SearchRequest,
    /// What is to be said of how it was narrowed.
    pub(super) note: Option<String>,
    pub(super) text: &'a str,
    pub(super) format: Format,
    pub(super) ui: &'a Ui,
}

impl Search<'_> {
    /// Says which reports the filters could not reach and how the query was understood: with
    /// the results where they are text, else apart.
    fn preface(&self, results: &SearchResults) -> Result<(), CommandError> {
        let mut out = self.ui.out();
        for line in &results.explained {
            match self.format {
                Format::Text if self.ui.screen.bounded => {
                    let look = Wrapped {
                        style: self.ui.screen.palette.title,
                        indent: 0,
                        width: self.ui.screen.width,
                    };
                    output::write_wrapped(&mut out, line, &[], look)?;
                }
                Format::Text => writeln!(out, "{line}")?,
                Format::Json => {}
                Format::Jsonl
                | Format::Rows(_)
                | Format::Markdown
                | Format::Html
                | Format::Docx => {
                    self.ui.note(line);
                }
            }
        }
        for note in &results.notes {
            self.ui.note(note);
        }
        Ok(out.flush()?)
    }

    /// Asks, and says what stands before the answer.
    fn answered(&self, request: &SearchRequest) -> Result<SearchResults, CommandError> {
        let mut results = self.index.search(request)?;
        results.notes.extend(self.note.clone());
        self.preface(&results)?;
        Ok(results)
    }

    /// Asks for the numbers alone, and says what stands before them.
    fn totals(&self) -> Result<SearchResults, CommandError> {
        self.answered(&self.request.totals())
    }

    pub(super) fn hits(&self) -> Result<Outcome, CommandError> {
        let results = self.answered(&self.request)?;
        let said_as = self.said_as(&results, Format::Json)?;
        let answer = self.answer(&results, &said_as);
        let shown = (self.request.offset as u64, results.hits.len() as u64);
        let screen = self.ui.screen;
        let out = self.ui.out_of(self.format)?;
        let mut writer = HitWriter::begin(out, answer, self.format, shown, screen)?;
        if self.request.context > 0 {
            writer = writer.in_context();
        }
        for hit in &results.hits {
            writer.hit(hit)?;
        }
        writer.finish()?;
        self.advise(&results)?;
        Ok(Outcome::of(results.total))
    }

    /// Writes a sample of the hits.
    pub(super) fn sample(&self, wanted: &SampleRequest) -> Result<Outcome, CommandError> {
        let results = self.totals()?;
        let drawn = themes::sample(self.index, &self.request, wanted)?;
        let said_as = self.said_as(&results, Format::Json)?;
        let answer = self.answer(&results, &said_as);
        let out = self.ui.out_of(self.format)?;
        let shown = (0, drawn.hits.len() as u64);
        let screen = self.ui.screen;
        let mut writer = HitWriter::begin(out, answer, self.format, shown, screen)?;
        for hit in &drawn.hits {
            writer.hit(hit)?;
        }
        writer.finish()?;
        let by: Vec<_> = wanted.by.iter().map(|field| field.name()).collect();
        let strata = match by.is_empty() {
            true => String::new(),
            false => format!(
                " from {} strata by {}, of which {} are too small to give one",
                drawn.strata,
                by.join(" and "),
                drawn.undrawn
            ),
        };
        self.ui.note(&format!(
            "{} of {} paragraphs were drawn with seed {}{strata}",
            drawn.hits.len(),
            drawn.total,
            wanted.seed
        ));
        Ok(Outcome::of(drawn.total))
    }

    /// Lists the names of the reports that stand beside an answer, where it is written so.
    fn said_as(
        &self,
        results: &SearchResults,
        format: Format,
    ) -> Result<Vec<RelatedName>, CommandError> {
        match self.format == format {
            true => thesaurus::beside(&self.request, results, self.index, self.ui),
            false => Ok(Vec::new()),
        }
    }

    fn answer<'r>(&'r self, results: &'r SearchResults, said_as: &'r [RelatedName]) -> Answer<'r> {
        Answer {
            said_as,
            ..Answer::new(self.text, results)
        }
    }

    /// Says what else might be asked; JSON has it in fields of its own.
    fn advise(&self, results: &SearchResults) -> Result<(), CommandError> {
        if !matches!(self.format, Format::Text) {
            return Ok(());
        }
        let said_as = self.said_as(results, Format::Text)?;
        let said = [
            output::also_called(results),
            output::said_as(&self.answer(results, &said_as)),
            output::did_you_mean(results),
        ];
        for line in said.iter().flatten() {
            self.ui.note(line);
        }
        if results.total == 0 && !self.request.exact && !self.ui.asks_engine() {
            for line in any_word::advice(self.index, &self.request)? {
                self.ui.note(&line);
            }
        }
        Ok(())
    }

    pub(super) fn every_hit(&self) -> Result<Outcome, CommandError> {
        let look = Look {
            format: self.format,
            screen: self.ui.screen,
        };
        let results = self.totals()?;
        let out = self.ui.out_of(self.format)?;
        let said_as = self.said_as(&results, Format::Json)?;
        let answer = self.answer(&results, &said_as);
        write_every_hit(out, self.index, &self.request, answer, look)?;
        self.advise(&results)?;
        Ok(Outcome::of(results.total))
    }

    /// Writes a concordance; all of its lines pass without being held.
    pub(super) fn lines(
        &self,
        order: &[Neighbour],
        format: Format,
    ) -> Result<Outcome, CommandError> {
        let results = self.totals()?;
        let said_as = self.said_as(&results, Format::Json)?;
        let answer = self.answer(&results, &said_as);
        let screen = self.ui.screen;
        let begin = |shown| {
            let out = self.ui.out_of(format)?;
            let writer = ConcordanceWriter::begin(out, answer, format, shown, screen)?;
            Ok::<_, CommandError>(writer)
        };
        let request = &self.request;
        let Some(limit) = request.limit else {
            let mut writer = begin(None)?;
            let mut written = Ok(());
            self.index.concordance(request, order, &mut |hit| {
                written = writer.line(hit);
                match written {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(_) => ControlFlow::Break(()),
                }
            })?;
            written?;
            writer.finish()?;
            return Ok(Outcome::of(results.total));
        };
        // One more than is shown tells whether these are all.
        let one_more = SearchRequest {
            limit: Some(limit.saturating_add(1)),
            ..request.clone()
        };
        let mut lines = Vec::new();
        self.index.concordance(&one_more, order, &mut |hit| {
            lines.push(hit.clone());
            ControlFlow::Continue(())
        })?;
        let all = request.offset == 0 && lines.len() <= limit;
        lines.truncate(limit);
        let part = (request.offset as u64, lines.len() as u64);
        let mut writer = begin((!all).then_some(part))?;
        for line in &lines {
            writer.line(line)?;
        }
        writer.finish()?;
        Ok(Outcome::of(results.total))
    }

    pub(super) fn count(&self) -> Result<Outcome, CommandError> {
        let results = self.totals()?;
        let said_as = self.said_as(&results, Format::Json)?;
        let answer = self.answer(&results, &said_as);
        self.ui.write(&Totals(answer), self.format)?;
        self.advise(&results)?;
        Ok(Outcome::of(results.total))
    }

    /// Writes the shares of facets as a picture.
    pub(super) fn charts(&self, picture: Picture) -> Result<Outcome, CommandError> {
        let results = self.totals()?;
        let answer = self.answer(&results, &[]);
        self.ui.draw(&Totals(answer).charts(), picture)?;
        Ok(Outcome::of(results.total))
    }

    pub(super) fn absent(&self) -> Result<Outcome, CommandError> {
        let results = self.totals()?;
        let silent = self.index.absent(&self.request)?;
        let said_as = self.said_as(&results, Format::Json)?;
        let answer = self.answer(&results, &said_as);
        let absent = Absent {
            answer,
            reports: &silent,
        };
        self.ui.write(&absent, self.format)?;
        Ok(Outcome::of(silent.len() as u64))
    }

    pub(super) fn groups(&self, by: index::GroupBy) -> Result<Outcome, CommandError> {
        let results = self.totals()?;
        let gathered = self.index.groups(&self.request, by, BEST)?;
        let groups = gathered.groups.into_iter();
        let named: Vec<Group> = groups.filter_map(|group| Group::named(group, by)).collect();
        let said_as = self.said_as(&results, Format::Json)?;
        let answer = self.answer(&results, &said_as);
        let groups = GroupedHits {
            answer,
            groups: &named,
            total: gathered.total as usize,
        };
        self.ui.write(&groups, self.format)?;
        self.advise(&results)?;
        Ok(Outcome::of(results.total))
    }
}
