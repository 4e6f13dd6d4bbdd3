//! Workbooks for spreadsheets (Office Open XML, ECMA-376), by `rust_xlsxwriter`.
//!
//! Numbers, truths and days are typed cells; everything else is text, so that no cell is a formula.
//! The head is frozen and has filters. What a sheet cannot hold is told on a second one: addresses past
//! the number of links that a sheet may have, days before 1900, ends of texts that are too long.

use std::io::{self, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Url, Workbook, Worksheet, XlsxError};
use serde_json::{Map, Value};

use super::columns::{CellType, Column};
use super::csv::cell;

/// So many rows a sheet has at most, the head among them.
const MAX_ROWS: usize = 1_048_576;
/// So many links a sheet has at most; Excel refuses a workbook with more.
const MAX_LINKS: usize = 65_530;
/// So many characters a cell holds at most.
const MAX_CHARACTERS: usize = 32_767;
/// So many characters a link has at most.
const MAX_LINK: usize = 2_080;
/// How wide columns of text are, in characters.
const WIDEST: f64 = 60.0;

/// A workbook with one table.
pub(super) struct Book {
    workbook: Workbook,
    sheet: Worksheet,
    /// How days are written.
    days: Format,
    columns: Vec<Column>,
    rows: usize,
    links: usize,
    widths: Vec<usize>,
    /// What the sheet does not hold as it is.
    notes: Vec<String>,
    unlinked: usize,
}

impl std::fmt::Debug for Book {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Book of {} rows", self.rows)
    }
}

impl Book {
    /// Begins a workbook with the head of its table.
    pub(super) fn open(columns: Vec<Column>) -> io::Result<Self> {
        let mut sheet = Worksheet::new();
        sheet.set_name("findings").map_err(refused)?;
        let head = Format::new().set_bold();
        for (at, column) in (0..).zip(&columns) {
            let written = sheet.write_string_with_format(0, at, &column.name, &head);
            written.map_err(refused)?;
        }
        sheet.set_freeze_panes(1, 0).map_err(refused)?;
        let widths = columns.iter().map(|column| column.name.chars().count());
        Ok(Book {
            widths: widths.collect(),
            workbook: Workbook::new(),
            sheet,
            days: Format::new().set_num_format("yyyy-mm-dd"),
            columns,
            rows: 0,
            links: 0,
            notes: Vec::new(),
            unlinked: 0,
        })
    }

    /// Writes a row.
    pub(super) fn row(&mut self, fields: &Map<String, Value>) -> io::Result<()> {
        self.rows += 1;
        if self.rows >= MAX_ROWS {
            return Err(io::Error::other(format!(
                "a sheet holds {} rows and there are more: narrow the question, or ask for another format",
                MAX_ROWS - 1
            )));
        }
        for at in 0..self.columns.len() {
            let value = fields.get(&self.columns[at].name).unwrap_or(&Value::Null);
            if !value.is_null() {
                self.write_cell(at, value)?;
            }
        }
        Ok(())
    }

    fn write_cell(&mut self, at: usize, value: &Value) -> io::Result<()> {
        let (row, column) = (self.rows as u32, at as u16);
        let holds = self.columns[at].holds;
        match value {
            Value::Number(number) => {
                let number = number.as_f64().unwrap_or(f64::NAN);
                self.sheet
                    .write_number(row, column, number)
                    .map_err(refused)?;
                return Ok(());
            }
            Value::Bool(truth) => {
                self.sheet
                    .write_boolean(row, column, *truth)
                    .map_err(refused)?;
                return Ok(());
            }
            _ => {}
        }
        let text = cell(value);
        if holds == CellType::Day {
            if let Ok(day) = ExcelDateTime::parse_from_str(&text) {
                let written = self
                    .sheet
                    .write_datetime_with_format(row, column, &day, &self.days);
                written.map_err(refused)?;
                self.widen(at, 10);
                return Ok(());
            }
            self.note(at, "a day that a sheet cannot hold is text");
        }
        self.widen(at, text.chars().count());
        if ["url", "body_url"].contains(&self.columns[at].name.as_str())
            && !text.is_empty()
            && self.link(row, column, &text)?
        {
            return Ok(());
        }
        let written = match text.chars().count() > MAX_CHARACTERS {
            true => {
                self.note(at, "a text is cut at the end of what a cell holds");
                let cut: String = text.chars().take(MAX_CHARACTERS).collect();
                self.sheet.write_string(row, column, cut)
            }
            false => self.sheet.write_string(row, column, text),
        };
        written.map(|_| ()).map_err(refused)
    }

    /// Writes an address as a link; not where the sheet has as many as it may.
    fn link(&mut self, row: u32, column: u16, address: &str) -> io::Result<bool> {
        if self.links >= MAX_LINKS || address.chars().count() > MAX_LINK {
            self.unlinked += 1;
            return Ok(false);
        }
        self.links += 1;
        let written = self.sheet.write_url(row, column, Url::new(address));
        written.map(|_| true).map_err(refused)
    }

    fn widen(&mut self, at: usize, characters: usize) {
        self.widths[at] = self.widths[at].max(characters);
    }

    fn note(&mut self, at: usize, what: &str) {
        let name = &self.columns[at].name;
        self.notes
            .push(format!("row {}, {name}: {what}", self.rows + 1));
    }

    /// Writes the workbook.
    pub(super) fn close(mut self, out: &mut impl Write) -> io::Result<()> {
        let last = self.columns.len().saturating_sub(1) as u16;
        if !self.columns.is_empty() {
            let filtered = self.sheet.autofilter(0, 0, self.rows as u32, last);
            filtered.map_err(refused)?;
        }
        for (at, width) in (0..).zip(&self.widths) {
            let width = (*width as f64 + 2.0).min(WIDEST);
            self.sheet.set_column_width(at, width).map_err(refused)?;
        }
        if self.unlinked > 0 {
            self.notes.push(format!(
                "{} addresses are text: a sheet holds {MAX_LINKS} links",
                self.unlinked
            ));
        }
        self.workbook.push_worksheet(self.sheet);
        if !self.notes.is_empty() {
            let notes = self.workbook.add_worksheet();
            notes.set_name("notes").map_err(refused)?;
            for (row, note) in (0..).zip(self.notes.iter().take(MAX_ROWS)) {
                notes.write_string(row, 0, note).map_err(refused)?;
            }
        }
        // The same question gives the same bytes.
        let created = ExcelDateTime::from_ymd(1980, 1, 1).map_err(refused)?;
        let properties = rust_xlsxwriter::DocProperties::new().set_creation_datetime(&created);
        self.workbook.set_properties(&properties);
        let bytes = self.workbook.save_to_buffer().map_err(refused)?;
        out.write_all(&bytes)
    }
}

fn refused(error: XlsxError) -> io::Error {
    io::Error::other(format!("the workbook cannot be made: {error}"))
}
