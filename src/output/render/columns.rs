//! Columns: the names and types of a table's cells, from the schema of its rows.

use std::iter::Peekable;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde_json::{Map, Value};

/// What stands in the cells of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::output) enum CellType {
    Text,
    Integer,
    Number,
    Boolean,
    /// A day, written `2024-10-25`.
    Day,
    /// A list of texts.
    Texts,
    /// A list of ranges of characters, each with its start and its end.
    Ranges,
    /// Anything else, as JSON.
    Other,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::output) struct Column {
    pub(in crate::output) name: String,
    pub(in crate::output) holds: CellType,
}

/// The columns of rows of a type: the fields that every row has, in their order.
pub(in crate::output) fn of<T: JsonSchema>() -> Vec<Column> {
    columns(schema_of::<T>().as_value())
}

/// The columns of the rows that an iterator gives, whether it has any or not; of rows of several sorts, those
/// of the first row's.
pub(in crate::output) fn of_items<T: JsonSchema + Serialize>(
    rows: &mut Peekable<impl Iterator<Item = T>>,
) -> Vec<Column> {
    let schema = schema_of::<T>();
    let Some(sorts) = schema.get("anyOf").and_then(Value::as_array) else {
        return columns(schema.as_value());
    };
    let first = rows.peek().and_then(|row| serde_json::to_value(row).ok());
    let has = |column: &Column| {
        first
            .as_ref()
            .is_some_and(|row| row.get(&column.name).is_some())
    };
    let sorts = sorts.iter().map(columns);
    let fitting = sorts.filter(|columns| columns.iter().all(has));
    fitting.max_by_key(Vec::len).unwrap_or_default()
}

fn schema_of<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let settings = settings.with(|settings| settings.inline_subschemas = true);
    settings.into_generator().into_root_schema_for::<T>()
}

fn columns(schema: &Value) -> Vec<Column> {
    let nothing = Map::new();
    let fields = schema.get("properties").and_then(Value::as_object);
    let required = schema.get("required").and_then(Value::as_array);
    let is_required = |name: &str| required.is_some_and(|names| names.iter().any(|n| n == name));
    let fields = fields.unwrap_or(&nothing).iter();
    fields
        .filter(|(name, _)| is_required(name))
        .map(|(name, of)| Column {
            name: name.clone(),
            holds: cell_type(name, of),
        })
        .collect()
}

/// Tells what a field holds. Days are texts in JSON, and known by their names.
fn cell_type(name: &str, of: &Value) -> CellType {
    let is_day = ["published", "date", "inspection_start", "inspection_end"].contains(&name)
        || name.ends_with("_date");
    match type_name(of) {
        Some("string") if is_day => CellType::Day,
        Some("string") => CellType::Text,
        Some("integer") => CellType::Integer,
        Some("number") => CellType::Number,
        Some("boolean") => CellType::Boolean,
        Some("array") => {
            let items = of.get("items");
            match items.and_then(type_name) {
                Some("string") => CellType::Texts,
                Some("array") if items.and_then(|of| of.get("maxItems")) == Some(&2.into()) => {
                    CellType::Ranges
                }
                _ => CellType::Other,
            }
        }
        _ => CellType::Other,
    }
}

/// Returns the type of a value that may be null besides.
fn type_name(of: &Value) -> Option<&str> {
    match of.get("type")? {
        Value::String(name) => Some(name),
        Value::Array(names) => {
            let mut names = names.iter().filter_map(Value::as_str);
            names.find(|name| *name != "null")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::wire::{ParagraphRow, ReportRow};

    #[test]
    fn columns_are_the_fields_of_every_row() {
        let columns = of::<ParagraphRow<'_>>();
        let holds = |name: &str| {
            let column = columns.iter().find(|column| column.name == name);
            column.map(|column| column.holds)
        };
        assert_eq!(columns[0].name, "id");
        assert_eq!(holds("page"), Some(CellType::Integer));
        assert_eq!(holds("score"), Some(CellType::Number));
        assert_eq!(holds("inspection_end"), Some(CellType::Day));
        assert_eq!(holds("highlights"), Some(CellType::Ranges));
        assert_eq!(holds("also_in"), Some(CellType::Texts));
        assert_eq!(holds("identifiers"), Some(CellType::Other));
        assert_eq!(holds("context"), None);
        let columns = of::<ReportRow<'_>>();
        assert!(columns.iter().any(|column| column.name == "grades"));
        assert_eq!(of::<()>(), []);
    }
}
