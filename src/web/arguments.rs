//! Arguments: a question as one JSON object, as assistants and programs send it.

use super::failure::Failure;
use crate::output::page::{Object, Value};

/// Writes arguments as an address would; an argument without a value says nothing.
pub(super) fn encoded(arguments: &Object) -> Result<String, Failure> {
    let mut asked = form_urlencoded::Serializer::new(String::new());
    for (name, value) in arguments {
        let values = match value {
            Value::Array(values) => values.iter().collect(),
            value => vec![value],
        };
        for value in values {
            match value {
                Value::Null => continue,
                Value::String(text) => asked.append_pair(name, text),
                Value::Bool(_) | Value::Number(_) => asked.append_pair(name, &value.to_string()),
                Value::Array(_) | Value::Object(_) => {
                    let said =
                        format!("`{name}` is words, a number, true or false, or a list of words");
                    return Err(Failure::bad(said));
                }
            };
        }
    }
    Ok(asked.finish())
}
