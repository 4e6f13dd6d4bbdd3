//! Parquet: columns for data frames, by the `parquet` crate.
//!
//! The columns are those of CSV with their types: days are dates, texts have dictionaries, lists of texts
//! are lists. Ranges become two lists of integers, `NAME_start` and `NAME_end`, since some readers see
//! nothing in a list of records. What has no type of its own is JSON.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use serde_json::{Map, Value};

use super::columns::{CellType, Column};
use crate::model::Date;

/// So many rows are kept before they are written.
const GROUP: usize = 20_000;

/// A file of columns.
pub(super) struct File {
    writer: SerializedFileWriter<Vec<u8>>,
    columns: Vec<Stored>,
    rows: usize,
    written: usize,
}

impl std::fmt::Debug for File {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "File of {} columns", self.columns.len())
    }
}

/// A column as it is stored, with the values of the rows that are kept.
#[derive(Debug)]
struct Stored {
    /// The field it is of.
    field: String,
    kind: Kind,
    values: Values,
    definitions: Vec<i16>,
    repetitions: Vec<i16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain(CellType),
    Texts,
    /// The starts or the ends of ranges.
    Ends(usize),
}

#[derive(Debug)]
enum Values {
    Texts(Vec<ByteArray>),
    Integers(Vec<i64>),
    Days(Vec<i32>),
    Numbers(Vec<f64>),
    Booleans(Vec<bool>),
}

impl File {
    /// Begins a file with rows of these columns.
    pub(super) fn open(columns: &[Column]) -> io::Result<Self> {
        let stored: Vec<Stored> = columns.iter().flat_map(stored).collect();
        let fields: Vec<_> = stored.iter().map(Stored::declaration).collect();
        let message = format!("message findings {{ {} }}", fields.join(" "));
        let schema = Arc::new(parse_message_type(&message).map_err(refused)?);
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(format!("findings {}", env!("CARGO_PKG_VERSION")))
            .build();
        let writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties));
        Ok(File {
            writer: writer.map_err(refused)?,
            columns: stored,
            rows: 0,
            written: 0,
        })
    }

    /// Adds a row; what is written of it goes on at once.
    pub(super) fn row(
        &mut self,
        out: &mut impl Write,
        fields: &Map<String, Value>,
    ) -> io::Result<()> {
        for column in &mut self.columns {
            let value = fields.get(&column.field).unwrap_or(&Value::Null);
            column.push(value)?;
        }
        self.rows += 1;
        if self.rows == GROUP {
            self.group()?;
            self.send(out)?;
        }
        Ok(())
    }

    /// Writes the rows that are kept.
    fn group(&mut self) -> io::Result<()> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut group = self.writer.next_row_group().map_err(refused)?;
        let mut columns = self.columns.iter_mut();
        while let Some(mut writer) = group.next_column().map_err(refused)? {
            let Some(column) = columns.next() else {
                break;
            };
            column.write(writer.untyped())?;
            writer.close().map_err(refused)?;
        }
        group.close().map_err(refused)?;
        self.rows = 0;
        Ok(())
    }

    /// Sends on what is not yet sent.
    fn send(&mut self, out: &mut impl Write) -> io::Result<()> {
        let bytes = self.writer.inner();
        out.write_all(&bytes[self.written..])?;
        self.written = bytes.len();
        Ok(())
    }

    /// Writes the rest and the foot.
    pub(super) fn close(mut self, out: &mut impl Write) -> io::Result<()> {
        self.group()?;
        let written = self.written;
        let bytes = self.writer.into_inner().map_err(refused)?;
        out.write_all(&bytes[written..])
    }
}

/// Stores a column as one, or ranges as two.
fn stored(column: &Column) -> Vec<Stored> {
    let of = |kind| Stored {
        field: column.name.clone(),
        kind,
        values: kind.values(),
        definitions: Vec::new(),
        repetitions: Vec::new(),
    };
    match column.holds {
        CellType::Ranges => vec![of(Kind::Ends(0)), of(Kind::Ends(1))],
        CellType::Texts => vec![of(Kind::Texts)],
        plain => vec![of(Kind::Plain(plain))],
    }
}

impl Kind {
    fn values(self) -> Values {
        match self {
            Kind::Plain(CellType::Integer) | Kind::Ends(_) => Values::Integers(Vec::new()),
            Kind::Plain(CellType::Number) => Values::Numbers(Vec::new()),
            Kind::Plain(CellType::Boolean) => Values::Booleans(Vec::new()),
            Kind::Plain(CellType::Day) => Values::Days(Vec::new()),
            Kind::Plain(_) | Kind::Texts => Values::Texts(Vec::new()),
        }
    }
}

impl Stored {
    /// Declares it in the language of Parquet's schemas.
    fn declaration(&self) -> String {
        let name = &self.field;
        match self.kind {
            Kind::Plain(CellType::Integer) => format!("optional int64 {name};"),
            Kind::Plain(CellType::Number) => format!("optional double {name};"),
            Kind::Plain(CellType::Boolean) => format!("optional boolean {name};"),
            Kind::Plain(CellType::Day) => format!("optional int32 {name} (DATE);"),
            Kind::Plain(_) => format!("optional binary {name} (STRING);"),
            Kind::Texts => list(name, "binary element (STRING)"),
            Kind::Ends(end) => {
                let end = ["start", "end"][end];
                list(&format!("{name}_{end}"), "int64 element")
            }
        }
    }

    fn push(&mut self, value: &Value) -> io::Result<()> {
        match (self.kind, value) {
            (Kind::Plain(_), Value::Null) => self.definitions.push(0),
            (Kind::Plain(holds), value) => {
                let is_held = self.values.push(holds, value)?;
                self.definitions.push(i16::from(is_held));
            }
            (kind, Value::Array(items)) => {
                self.definitions.extend((items.is_empty()).then_some(0));
                self.repetitions.extend((items.is_empty()).then_some(0));
                for (at, item) in items.iter().enumerate() {
                    self.definitions.push(1);
                    self.repetitions.push(i16::from(at > 0));
                    let (holds, item) = match kind {
                        Kind::Ends(end) => (CellType::Integer, &item[end]),
                        _ => (CellType::Text, item),
                    };
                    self.values.push(holds, item)?;
                }
            }
            (_, _) => {
                self.definitions.push(0);
                self.repetitions.push(0);
            }
        }
        Ok(())
    }

    fn write(&mut self, writer: &mut ColumnWriter<'_>) -> io::Result<()> {
        let definitions = std::mem::take(&mut self.definitions);
        let repetitions = std::mem::take(&mut self.repetitions);
        let repetitions = (!matches!(self.kind, Kind::Plain(_))).then_some(&repetitions[..]);
        let values = std::mem::replace(&mut self.values, self.kind.values());
        let definitions = Some(&definitions[..]);
        let written = match (writer, values) {
            (ColumnWriter::ByteArrayColumnWriter(writer), Values::Texts(values)) => {
                writer.write_batch(&values, definitions, repetitions)
            }
            (ColumnWriter::Int64ColumnWriter(writer), Values::Integers(values)) => {
                writer.write_batch(&values, definitions, repetitions)
            }
            (ColumnWriter::Int32ColumnWriter(writer), Values::Days(values)) => {
                writer.write_batch(&values, definitions, repetitions)
            }
            (ColumnWriter::DoubleColumnWriter(writer), Values::Numbers(values)) => {
                writer.write_batch(&values, definitions, repetitions)
            }
            (ColumnWriter::BoolColumnWriter(writer), Values::Booleans(values)) => {
                writer.write_batch(&values, definitions, repetitions)
            }
            _ => Err(ParquetError::General("a column of another type".to_owned())),
        };
        written.map(|_| ()).map_err(refused)
    }
}

impl Values {
    /// Adds a value, and tells whether it is one that the column holds; any other is none.
    fn push(&mut self, holds: CellType, value: &Value) -> io::Result<bool> {
        match self {
            Values::Texts(texts) => texts.push(match (holds, value) {
                (CellType::Text, Value::String(text)) => text.as_str().into(),
                _ => serde_json::to_string(value)?.as_str().into(),
            }),
            Values::Integers(numbers) => match value.as_i64() {
                Some(number) => numbers.push(number),
                None => return Ok(false),
            },
            Values::Numbers(numbers) => match value.as_f64() {
                Some(number) => numbers.push(number),
                None => return Ok(false),
            },
            Values::Booleans(truths) => match value.as_bool() {
                Some(truth) => truths.push(truth),
                None => return Ok(false),
            },
            Values::Days(days) => match value.as_str().and_then(days_since_1970) {
                Some(day) => days.push(day),
                None => return Ok(false),
            },
        }
        Ok(true)
    }
}

/// Declares a list whose items are all there.
fn list(name: &str, element: &str) -> String {
    format!("required group {name} (LIST) {{ repeated group list {{ required {element}; }} }}")
}

fn days_since_1970(text: &str) -> Option<i32> {
    let day: Date = text.parse().ok()?;
    let first = Date::new(1970, 1, 1).ok()?;
    Some((day - first).get_days())
}

fn refused(error: ParquetError) -> io::Error {
    io::Error::other(format!("the file cannot be made: {error}"))
}
