//! What the answers to all questions have in common: how they are written, and rows opened.

use std::io::Write;

use findings::index::{SearchRequest, SearchResults, Sort, Window};
use findings::output::{self, Answer, Format, Reply, Sheet};
use findings::query::Field;

use super::Themes;
use crate::error::CommandError;
use crate::outcome::Outcome;
use crate::queries;
use crate::stream::{Look, write_every_hit};

impl Themes<'_> {
    /// Writes an answer; on a page with some of the newest paragraphs behind each row.
    pub(super) fn write(&self, reply: &impl Reply) -> Result<(), CommandError> {
        let screen = &self.ui.screen;
        if let Some(picture) = self.args.picture() {
            return self.ui.draw(&reply.sheet(screen), picture);
        }
        match self.args.format()? {
            Format::Html => {
                let sheet = reply.sheet(screen);
                let quotations = self.quotations(&sheet)?;
                let mut out = self.ui.out();
                output::write_page(&mut out, &sheet, &quotations, screen)?;
                Ok(out.flush()?)
            }
            format => self.ui.write(reply, format),
        }
    }

    /// Searches for what is quoted in a page, listing by listing.
    fn quotations(&self, sheet: &Sheet<'_>) -> Result<Vec<SearchResults>, CommandError> {
        /// So many of each row.
        const QUOTATIONS: usize = 3;
        let mut quotations = Vec::with_capacity(sheet.listings().len());
        for listing in sheet.listings() {
            quotations.push(self.index.search(&SearchRequest {
                filters: self.filters.clone(),
                sort: Sort::Newest,
                limit: Some(QUOTATIONS),
                facets: vec![Field::Authority],
                sentence: sheet.in_sentences,
                duplicates: true,
                ..SearchRequest::new(queries::parse(listing)?)
            })?);
        }
        Ok(quotations)
    }

    /// Prints the paragraphs of one of the rows shown.
    pub(super) fn open_row<'q>(
        &self,
        mut rows: impl ExactSizeIterator<Item = &'q str>,
    ) -> Result<Outcome, CommandError> {
        let total = rows.len() as u64;
        let row = self.args.open.and_then(|row| row.checked_sub(1));
        self.open_listing(row.and_then(|row| rows.nth(row)), total)
    }

    /// Prints the paragraphs that a row counts.
    pub(super) fn open_listing(
        &self,
        query: Option<&str>,
        rows: u64,
    ) -> Result<Outcome, CommandError> {
        let Some(text) = query else {
            return Err(CommandError::not_found(format!(
                "no row {} among {rows}",
                self.args.open.unwrap_or_default()
            )));
        };
        let format = self.args.format()?;
        if matches!(format, Format::Markdown | Format::Html | Format::Docx) {
            return Err(
                CommandError::new("paragraphs of a row are text, json or csv")
                    .hint("leave out `--format`, or ask for json or csv"),
            );
        }
        let look = Look {
            format,
            screen: self.ui.screen,
        };
        let request = SearchRequest {
            filters: self.filters.clone(),
            sort: Sort::Newest,
            sentence: self.args.window == Window::Sentence,
            duplicates: true,
            ..SearchRequest::new(queries::parse(text)?)
        };
        let results = self.index.search(&request.totals())?;
        let answer = Answer::new(text, &results);
        let out = self.ui.out_of(format)?;
        write_every_hit(out, self.index, &request, answer, look)?;
        Ok(Outcome::of(results.total))
    }
}
