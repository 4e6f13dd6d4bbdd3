//! Lists that are written while what stands in them is still being found.

use std::io::{self, Write};

use serde::Serialize;

use super::columns::Column;
use super::json::{self, Envelope};
use super::rows::Rows;
use super::{Format, Renderer};
use crate::output::answer::Answer;
use crate::output::screen::Screen;
use crate::output::sheet::{Part, Sheet};

/// What stands in a list: a row for programs, a part of a sheet for readers.
pub(in crate::output) trait Item {
    /// Describes it in JSON.
    fn line(&self) -> impl Serialize;
    /// Describes it in CSV.
    fn row(&self) -> impl Serialize;
    /// Draws it up for readers.
    fn part(&self) -> Part<'_>;
}

/// A list: the name that JSON gives it, and how much is in it.
#[derive(Debug)]
pub(in crate::output) struct List {
    pub(in crate::output) name: &'static str,
    pub(in crate::output) numbers: String,
    /// The columns of its rows.
    pub(in crate::output) columns: fn() -> Vec<Column>,
}

/// Writes the list that answers a search.
#[derive(Debug)]
pub(in crate::output) struct Listing<'a, W> {
    out: W,
    answer: Answer<'a>,
    screen: Screen,
    form: Form,
}

#[derive(Debug)]
enum Form {
    Json(Envelope),
    Jsonl,
    Rows(Rows),
    Sheet(Renderer),
}

impl<'a, W: Write> Listing<'a, W> {
    /// Writes what stands before the list.
    pub(in crate::output) fn begin(
        mut out: W,
        answer: Answer<'a>,
        list: List,
        format: Format,
        screen: Screen,
    ) -> io::Result<Self> {
        let form = match format {
            Format::Json => Form::Json(Envelope::open(&mut out, &answer, list.name)?),
            Format::Jsonl => Form::Jsonl,
            Format::Rows(form) => Form::Rows(Rows::open(form, (list.columns)())?),
            Format::Text | Format::Markdown | Format::Html | Format::Docx => {
                let mut sheet = Sheet::new(answer.title());
                sheet.add(Part::Lead(vec![list.numbers]));
                let mut renderer = Renderer::open(&mut out, &sheet, format)?;
                renderer.parts(&mut out, &sheet, &screen)?;
                Form::Sheet(renderer)
            }
        };
        Ok(Listing {
            out,
            answer,
            screen,
            form,
        })
    }

    /// Writes an item.
    pub(in crate::output) fn item(&mut self, item: &impl Item) -> io::Result<()> {
        let out = &mut self.out;
        match &mut self.form {
            Form::Json(envelope) => envelope.item(out, &item.line()),
            Form::Jsonl => json::line(out, &item.line()),
            Form::Rows(rows) => rows.row(out, &item.row()),
            Form::Sheet(renderer) => renderer.part(out, &item.part(), &self.screen),
        }
    }

    /// Writes what stands behind the list, facets among it, and flushes.
    pub(in crate::output) fn finish(mut self) -> io::Result<()> {
        let (out, answer, screen) = (&mut self.out, &self.answer, &self.screen);
        match self.form {
            Form::Json(envelope) => envelope.close(out, answer)?,
            Form::Jsonl => {}
            Form::Rows(rows) => rows.close(out)?,
            Form::Sheet(mut renderer) => {
                let mut sheet = Sheet::new(answer.title());
                renderer.settle(out, screen)?;
                sheet.add_facets(&answer.results.facets);
                renderer.parts(out, &sheet, screen)?;
                renderer.close(out, &sheet, &[], screen)?;
            }
        }
        self.out.flush()
    }
}
