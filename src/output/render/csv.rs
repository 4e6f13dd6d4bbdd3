//! CSV quoted by RFC 4180, with the columns that JSON has as fields.
//!
//! Lines end in a line feed alone, so that line tools see no stray character in the last column.
//! Lists become `a; b`, ranges `12-27`, objects `key=value; …`, references `outcome 4`; nothing is
//! an empty cell. A cell of text that a spreadsheet would take for a formula is given an
//! apostrophe, which it reads as "this is text", unless cells are wanted [`Cells::Raw`].

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

/// How cells of text are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cells {
    /// None begins as a formula.
    Guarded,
    /// As they are, for programs.
    Raw,
}

/// Writes rows of one type under a row of their names.
#[derive(Debug)]
pub(in crate::output) struct Table {
    headed: bool,
    cells: Cells,
}

impl Table {
    pub(in crate::output) fn new(cells: Cells) -> Self {
        Table {
            headed: false,
            cells,
        }
    }

    /// Writes a row, and the names of its columns before the first.
    pub(in crate::output) fn row(
        &mut self,
        out: &mut impl Write,
        row: &impl Serialize,
    ) -> io::Result<()> {
        let Value::Object(fields) = serde_json::to_value(row)? else {
            return Err(io::Error::other("a row of CSV has no named columns"));
        };
        if !self.headed {
            self.headed = true;
            record(out, fields.keys().map(String::as_str))?;
        }
        let cells = fields.values().map(|value| match (self.cells, value) {
            // A number may be less than nothing.
            (Cells::Raw, _) | (_, Value::Number(_)) => cell(value),
            (Cells::Guarded, _) => guarded(cell(value)),
        });
        record(out, cells)
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

fn cell(value: &Value) -> String {
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

    use super::{Cells, Table};
    use crate::output::testutil::written;

    fn check_as(cells: Cells, rows: &[Value], expected: &str) {
        let csv = written(|out| {
            let mut table = Table::new(cells);
            rows.iter().try_for_each(|row| table.row(out, row))
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
