//! CSV quoted by RFC 4180, with the columns that JSON has as fields.
//!
//! Lines end in a line feed alone, so that line tools see no stray character in the last column.
//! Lists become `a; b`, ranges `12-27`, objects `key=value; …`, references `outcome 4`; nothing is
//! an empty cell. A cell of text that a spreadsheet would take for a formula is given an
//! apostrophe, which it reads as "this is text", unless cells are wanted [`Cells::Raw`].

use std::io::{self, Write};

use serde_json::{Map, Value};

use super::columns::Column;

/// How cells of text are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cells {
    /// None begins as a formula.
    Guarded,
    /// As they are, for programs.
    Raw,
    /// As a spreadsheet opens them best: with a mark of the encoding before them, no cell a formula, and
    /// no range a date.
    Excel,
}

/// Writes rows of one type under a row of their names.
#[derive(Debug)]
pub(in crate::output) struct Table {
    headed: bool,
    cells: Cells,
    columns: Vec<Column>,
}

impl Table {
    pub(in crate::output) fn new(cells: Cells, columns: Vec<Column>) -> Self {
        Table {
            headed: false,
            cells,
            columns,
        }
    }

    /// Writes a row, and the names of its columns before the first.
    pub(in crate::output) fn row(
        &mut self,
        out: &mut impl Write,
        fields: &Map<String, Value>,
    ) -> io::Result<()> {
        self.head(out, fields.keys().map(String::as_str))?;
        let cells = fields.values().map(|value| match (self.cells, value) {
            // A number may be less than nothing.
            (Cells::Raw, _) | (_, Value::Number(_)) => cell(value),
            (Cells::Guarded, _) => guarded(cell(value)),
            (Cells::Excel, _) => undated(guarded(cell(value))),
        });
        record(out, cells)
    }

    /// Writes the names of the columns where there was no row.
    pub(in crate::output) fn close(mut self, out: &mut impl Write) -> io::Result<()> {
        let columns = std::mem::take(&mut self.columns);
        match columns.is_empty() {
            true => Ok(()),
            false => self.head(out, columns.iter().map(|column| column.name.as_str())),
        }
    }

    fn head<'a>(
        &mut self,
        out: &mut impl Write,
        names: impl Iterator<Item = &'a str>,
    ) -> io::Result<()> {
        if self.headed {
            return Ok(());
        }
        self.headed = true;
        if self.cells == Cells::Excel {
            out.write_all("\u{feff}".as_bytes())?;
        }
        record(out, names)
    }
}

/// Keeps a spreadsheet from taking ranges (`5-6`) and parts of a whole (`3/4`) for days: the dash becomes
/// that of ranges, and the stroke that of fractions. Days written `2024-10-25` stay.
fn undated(cell: String) -> String {
    let parts: Vec<&str> = cell.split(['-', '/']).collect();
    let is_number = |part: &&str| {
        (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    match parts.len() == 2 && parts.iter().all(is_number) {
        true => cell.replace('-', "–").replace('/', "⁄"),
        false => cell,
    }
}

/// Keeps a spreadsheet from taking a cell for a formula. White space before one does not hinder it.
fn guarded(cell: String) -> String {
    let begins = cell.trim_start().chars().next();
    match begins {
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠') => format!("'{cell}"),
        _ => cell,
    }
}

fn record<S: AsRef<str>>(out: &mut impl Write, cells: impl Iterator<Item = S>) -> io::Result<()> {
    for (column, cell) in cells.enumerate() {
        if column > 0 {
            out.write_all(b",")?;
        }
        let cell = cell.as_ref();
        if cell.contains([',', '"', '\n', '\r']) {
            write!(out, "\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            out.write_all(cell.as_bytes())?;
        }
    }
    out.write_all(b"\n")
}

/// Writes a value as the text of a cell.
pub(super) fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => join(items.iter().map(item)),
        Value::Object(fields) => join(
            fields
                .iter()
                .map(|(name, value)| format!("{name}={}", cell(value))),
        ),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

/// Writes an item of a list: a range `[a, b]`, or an object without the names of its fields.
fn item(value: &Value) -> String {
    match value {
        Value::Array(range) => range.iter().map(cell).collect::<Vec<_>>().join("-"),
        Value::Object(fields) => {
            let cells = fields.values().map(cell).filter(|cell| !cell.is_empty());
            // A number belongs to what it counts.
            let between = match fields.contains_key("element") {
                true => " ",
                false => ": ",
            };
            cells.collect::<Vec<_>>().join(between)
        }
        _ => cell(value),
    }
}

fn join(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Cells, Column, Table};
    use crate::output::render::columns::CellType;
    use crate::output::testutil::written;

    fn check_as(cells: Cells, rows: &[Value], expected: &str) {
        let csv = written(|out| {
            let mut table = Table::new(cells, Vec::new());
            let mut rows = rows.iter().filter_map(Value::as_object);
            rows.try_for_each(|row| table.row(out, row))?;
            table.close(out)
        });
        assert_eq!(csv, expected);
    }

    fn check(rows: &[Value], expected: &str) {
        check_as(Cells::Guarded, rows, expected);
    }

    #[test]
    fn no_cell_begins_as_a_formula() {
        let rows =
            [json!({"a": "=1+1", "b": "-x", "c": -1.5, "d": " @y", "e": ["+z", "w"], "f": "a=b"})];
        let guarded = "'=1+1,'-x,-1.5,' @y,'+z; w,a=b\n";
        check(&rows, &format!("a,b,c,d,e,f\n{guarded}"));
        let raw = "=1+1,-x,-1.5, @y,+z; w,a=b\n";
        check_as(Cells::Raw, &rows, &format!("a,b,c,d,e,f\n{raw}"));
    }

    #[test]
    fn spreadsheets_find_no_days_and_know_the_encoding() {
        let rows = [json!({"a": "5-6", "b": "3/4", "c": "2024-10-25", "d": "=1", "e": "mid-2024"})];
        let excel = "\u{feff}a,b,c,d,e\n5–6,3⁄4,2024-10-25,'=1,mid-2024\n";
        check_as(Cells::Excel, &rows, excel);
    }

    #[test]
    fn nothing_found_has_a_head() {
        let column = Column {
            name: "id".to_owned(),
            holds: CellType::Text,
        };
        let csv = written(|out| Table::new(Cells::Guarded, vec![column]).close(out));
        assert_eq!(csv, "id\n");
    }

    #[test]
    fn quotes_only_what_must_be() {
        check(
            &[
                json!({"a": "plain", "b": "one, two"}),
                json!({"a": "a \"b\"", "b": "x\ny"}),
            ],
            "a,b\nplain,\"one, two\"\n\"a \"\"b\"\"\",\"x\ny\"\n",
        );
    }

    #[test]
    fn flattens_lists_and_objects() {
        check(
            &[json!({"spans": [[1, 5], [7, 9]], "grades": {"x": "good", "y": null}, "n": 1})],
            "spans,grades,n\n1-5; 7-9,x=good; y=,1\n",
        );
        check(
            &[json!({"w": [{"kind": "k", "message": "m", "page": null}]})],
            "w\nk: m\n",
        );
        check(
            &[
                json!({"r": [{"element": "outcome", "number": 4}, {"element": "enabler", "number": 2}]}),
            ],
            "r\noutcome 4; enabler 2\n",
        );
    }
}
