//! The description of the API (OpenAPI 3.1), made of the same catalogue by which addresses are read and of
//! the same types by which answers are written.

use super::address::Links;
use super::export;
use super::failure::Failure;
use super::kept;
use super::page::{Page, bytes};
use super::parameter::{Kind, Parameter};
use super::reading::Takes;
use super::tool::Tool;
use crate::output::page::{Object, Value, json, write_json};
use crate::output::{SHAPES, Shape};

/// Answers with the description.
pub(super) fn description(links: &Links<'_>) -> Result<Page, Failure> {
    let mut paths = Object::new();
    for tool in Tool::ALL {
        let (path, operation) = match tool {
            Tool::Show => ("/report/{id}", described(tool, Some("id"))),
            tool => (tool.path(), described(tool, None)),
        };
        let mut methods = Object::new();
        if tool != Tool::Show {
            methods.insert(
                "post".to_owned(),
                sent(
                    &operation,
                    &object_of(&tool.takes_of_addresses(), tool.needed()),
                ),
            );
        }
        methods.insert("get".to_owned(), operation);
        paths.insert(path.to_owned(), Value::Object(methods));
    }
    let operation = exported();
    let posted = sent(&operation, &object_of(&export::takes(), &[]));
    paths.insert(
        "/export".to_owned(),
        json!({ "get": operation, "post": posted }),
    );
    let mut schemas = Object::new();
    for shape in SHAPES {
        let (schema, parts) = apart(shape, &format!("#/components/schemas/{}.", shape.name));
        let parts = parts.into_iter();
        schemas.extend(parts.map(|(name, part)| (format!("{}.{name}", shape.name), part)));
        schemas.insert(shape.name.to_owned(), schema);
    }
    let described = json!({
        "openapi": "3.1.1",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": "findings",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Full-text search over inspection reports, paragraph by numbered paragraph. \
                The answers are those of the command line, byte by byte.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": links.to("/api/v1") }],
        "paths": paths,
        "components": { "schemas": schemas },
    });
    Ok(Page::json(bytes(|out| write_json(out, &described))?))
}

fn described(tool: Tool, named: Option<&str>) -> Value {
    let shapes = tool.shapes().iter();
    // A path names reports alone.
    let shapes = shapes.filter(|shape| named.is_none() || **shape != "passage");
    let shapes = shapes.map(|name| json!({ "$ref": format!("#/components/schemas/{name}") }));
    let mut content = Object::new();
    let object = json!({ "schema": { "anyOf": shapes.collect::<Vec<_>>() } });
    content.insert("application/json".to_owned(), object);
    for kind in kept::kinds(tool) {
        let kind = kind.split(';').next().unwrap_or_default();
        content.insert(kind.to_owned(), json!({ "schema": { "type": "string" } }));
    }
    json!({
        "operationId": tool.name(),
        "summary": tool.title(),
        "description": tool.lead(),
        "parameters": parameters(&tool.takes_of_addresses(), named, tool.needed()),
        "responses": responses(&Value::Object(content)),
    })
}

/// Describes the export.
fn exported() -> Value {
    let content = [export::LINES, "text/csv"].map(|kind| {
        let text = json!({ "schema": { "type": "string" } });
        (kind.to_owned(), text)
    });
    json!({
        "operationId": "export",
        "summary": "Every paragraph that matches",
        "description": "Every paragraph that matches, with all its tags, by authority: a line each, sent while \
            it is read. What breaks off is not all.",
        "parameters": parameters(&export::takes(), None, &[]),
        "responses": responses(&Value::Object(Object::from_iter(content))),
    })
}

/// Describes the parameters of an address; one may stand in the path.
fn parameters(takes: &Takes, named: Option<&str>, needed: &[&str]) -> Vec<Value> {
    let parameters = takes.parameters().into_iter();
    let in_path = |parameter: &Parameter| named == Some(parameter.name);
    let parameters = parameters.map(|parameter| match in_path(&parameter) {
        true => json!({
            "name": parameter.name, "in": "path", "required": true,
            "description": "a report, as results name it", "schema": { "type": "string" },
        }),
        false => json!({
            "name": parameter.name, "in": "query", "required": needed.contains(&parameter.name),
            "description": parameter.help, "schema": schema(&parameter),
        }),
    });
    parameters.collect()
}

/// Describes the same question as it is sent.
fn sent(operation: &Value, object: &Object) -> Value {
    let mut operation = operation.clone();
    if let Value::Object(fields) = &mut operation {
        let name = fields.get("operationId").and_then(Value::as_str);
        let name = format!("send-{}", name.unwrap_or_default());
        fields.insert("operationId".to_owned(), name.into());
        fields.remove("parameters");
        let object = json!({ "schema": object });
        let body = json!({ "required": true, "content": { "application/json": object } });
        fields.insert("requestBody".to_owned(), body);
    }
    operation
}

fn responses(content: &Value) -> Value {
    let problem = |description: &str| {
        let schema = json!({ "$ref": "#/components/schemas/problem" });
        json!({
            "description": description,
            "content": { "application/problem+json": { "schema": schema } },
        })
    };
    json!({
        "200": { "description": "the answer", "content": content },
        "400": problem("what is asked cannot be understood"),
        "404": problem("what is named is not there"),
        "408": problem("what is sent takes too long"),
        "410": problem("the reports have changed since the cursor was given"),
        "413": problem("what is sent is too long"),
        "414": problem("the address is too long"),
        "415": problem("what is sent is no JSON"),
        "503": problem("too much at once, or too costly a question"),
    })
}

/// Describes what a parameter holds.
pub(super) fn schema(parameter: &Parameter) -> Value {
    match parameter.kind {
        Kind::Text(_) => json!({ "type": "string" }),
        Kind::Lines | Kind::Values => json!({ "type": "array", "items": { "type": "string" } }),
        Kind::Day => json!({ "type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$" }),
        Kind::Number(least, most, usual) => json!({
            "type": "integer", "minimum": least, "maximum": most, "default": usual,
        }),
        Kind::Choice(choices) => {
            let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
            json!({ "type": "string", "enum": names, "default": names.first() })
        }
        Kind::Flag => json!({ "type": "boolean", "default": false }),
    }
}

/// Describes what a tool can be asked with, for those who send one object.
pub(super) fn object_of(takes: &Takes, needed: &[&str]) -> Object {
    let known = takes.parameters();
    let properties = known.iter().map(|parameter| {
        let mut described = schema(parameter);
        if let Value::Object(described) = &mut described {
            described.insert("description".to_owned(), parameter.help.into());
        }
        (parameter.name.to_owned(), described)
    });
    let mut described = Object::new();
    described.insert("type".to_owned(), "object".into());
    described.insert("properties".to_owned(), Value::Object(properties.collect()));
    if !needed.is_empty() {
        described.insert("required".to_owned(), needed.into());
    }
    described.insert("additionalProperties".to_owned(), false.into());
    described
}

/// Parts a schema from its definitions, which stand where references then lead.
pub(super) fn apart(shape: &Shape, to: &str) -> (Value, Object) {
    let mut schema = shape.schema();
    redirect(&mut schema, to);
    let mut parts = Object::new();
    if let Value::Object(fields) = &mut schema {
        fields.remove("$schema");
        if let Some(Value::Object(definitions)) = fields.remove("$defs") {
            parts = definitions;
        }
    }
    (schema, parts)
}

/// Leads every reference elsewhere.
fn redirect(schema: &mut Value, to: &str) {
    match schema {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(target) if name == "$ref" => {
                        if let Some(name) = target.strip_prefix("#/$defs/") {
                            *target = format!("{to}{name}");
                        }
                    }
                    value => redirect(value, to),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| redirect(item, to)),
        _ => {}
    }
}
