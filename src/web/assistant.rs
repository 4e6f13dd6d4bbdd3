//! Assistants: the questions as tools of the Model Context Protocol, over standard input and output or at
//! `/mcp`.
//!
//! A tool takes the parameters of the API and answers with a document that cites what it quotes, and with
//! the object that the API gives. Everything is read, nothing is kept between two calls. Revisions of
//! the protocol, with a handshake and without, are those that `rmcp` knows.

use std::io;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ContentBlock, Implementation,
    ListToolsResult, PaginatedRequestParams, ServerCapabilities, ServerConfig, Tool as Described,
    ToolAnnotations,
};
use rmcp::service::RequestContext;
use rmcp::transport::streamable_http_server::session::never::NeverSessionManager;
use rmcp::transport::streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService};
use rmcp::{ErrorData, RoleServer, ServerHandler, ServiceExt};

use super::arguments::encoded;
use super::failure::Failure;
use super::openapi::{apart, object_of};
use super::pages::Visit;
use super::question::Question;
use super::site::Site;
use super::tool::Tool;
use super::tools::{Form, Written};
use crate::output::Shape;
use crate::output::page::{Object, Value, json, read_json};

/// Bytes of a call.
const CALL: usize = 64 * 1024;

/// What an assistant is told before it asks.
const INSTRUCTIONS: &str = "Full-text search over inspection reports, paragraph by numbered paragraph. \
    `search` finds paragraphs; every one has an identifier (REPORT#PLACE), a page, a judgement area and a \
    grade: cite them. Totals are exact. `show` gives a report whole or a paragraph with its neighbours; \
    `reports` the judgements; the `themes` tools what recurs, divides groups, comes and goes; `track` what \
    became of what had to improve. Filters take several values; `!value` excludes.";

/// What holds the rows of an answer that is a list.
const ROWS: &str = "rows";

/// Answers assistants.
#[derive(Clone)]
pub(super) struct Assistant {
    site: Arc<Site>,
}

/// Answers assistants over HTTP.
pub(super) type OverHttp = StreamableHttpService<Assistant, NeverSessionManager>;

impl Assistant {
    pub(super) fn new(site: Arc<Site>) -> Self {
        Assistant { site }
    }

    /// Answers over HTTP; who may ask has been decided before.
    pub(super) fn over_http(self) -> OverHttp {
        let config = StreamableHttpServerConfig::default()
            .with_legacy_session_mode(false)
            .with_json_response(true)
            .with_max_request_body_bytes(CALL)
            .disable_allowed_hosts();
        let sessions = Arc::new(NeverSessionManager::default());
        StreamableHttpService::new(move || Ok(self.clone()), sessions, config)
    }

    /// Answers on standard input and output until the input ends.
    pub(super) async fn over_stdio(self) -> io::Result<()> {
        match self.serve(rmcp::transport::stdio()).await {
            Ok(serving) => serving.waiting().await.map(drop).map_err(io::Error::other),
            Err(error) => Err(io::Error::other(error)),
        }
    }

    async fn call(&self, tool: Tool, arguments: Object) -> Result<CallToolResult, Failure> {
        let asked = encoded(&arguments)?;
        let question = Question::read(&asked, &tool.takes_of_programs())?;
        let site = self.site.clone();
        let written = self.site.turns.run(move || {
            let opened = site.current();
            tool.answer(&Visit::new(&site, &opened), &question, Form::Both)
        });
        let Written::Both(document, object) = written.await? else {
            return Err(Failure::fault());
        };
        let object = read_json::<Value>(&object).map_err(|_| Failure::fault())?;
        let object = match object {
            Value::Array(_) => Value::Object([(ROWS.to_owned(), object)].into_iter().collect()),
            object => object,
        };
        let document = String::from_utf8_lossy(&document).into_owned();
        let named = identifiers(&object).join(" ");
        let mut answered = CallToolResult::structured(object);
        answered.content = vec![ContentBlock::text(document)];
        if !named.is_empty() {
            let named = format!("Identifiers, in this order: {named}");
            answered.content.push(ContentBlock::text(named));
        }
        Ok(answered)
    }
}

/// Lists what an answer names: its paragraphs, and where there are none its reports, in their order.
fn identifiers(answer: &Value) -> Vec<&str> {
    let mut named = Vec::new();
    let mut open = vec![answer];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(fields) => {
                let id = fields.get("id").or_else(|| fields.get("report_id"));
                named.extend(id.and_then(Value::as_str));
                open.extend(fields.values().rev());
            }
            Value::Array(values) => open.extend(values.iter().rev()),
            _ => {}
        }
    }
    named
}

/// Describes a tool.
fn described(tool: Tool) -> Described {
    let reads = ToolAnnotations::with_title(tool.title())
        .read_only(true)
        .destructive(false)
        .idempotent(true)
        .open_world(false);
    Described::new(
        tool.name(),
        tool.lead(),
        Arc::new(object_of(&tool.takes_of_programs(), tool.needed())),
    )
    .with_title(tool.title())
    .with_raw_output_schema(Arc::new(answer_of(tool)))
    .with_annotations(reads)
}

/// Describes the object with which a tool answers.
fn answer_of(tool: Tool) -> Object {
    let mut definitions = Object::new();
    let mut shapes = Vec::new();
    for shape in tool.shapes().iter().filter_map(|name| Shape::named(name)) {
        let (schema, parts) = apart(shape, &format!("#/$defs/{}.", shape.name));
        let parts = parts.into_iter();
        definitions.extend(parts.map(|(name, part)| (format!("{}.{name}", shape.name), part)));
        shapes.push(schema);
    }
    let shapes: Vec<_> = shapes.into_iter().map(as_object).collect();
    let mut answer = match <[Value; 1]>::try_from(shapes) {
        Ok([Value::Object(schema)]) => schema,
        Ok([other]) => any_of(vec![other]),
        Err(several) => any_of(several),
    };
    answer.insert("type".to_owned(), "object".into());
    if !definitions.is_empty() {
        answer.insert("$defs".to_owned(), Value::Object(definitions));
    }
    answer
}

/// Describes what is an object or becomes one: a list stands in the rows of one.
fn as_object(mut schema: Value) -> Value {
    let Value::Object(fields) = &mut schema else {
        return schema;
    };
    if fields.get("type").is_some_and(|of| of == "array") {
        let rows = Object::from_iter([(ROWS.to_owned(), schema)]);
        return json!({ "type": "object", "properties": rows, "required": [ROWS] });
    }
    if let Some(Value::Array(variants)) = fields.get_mut("anyOf") {
        let each = variants.drain(..).map(as_object);
        *variants = each.collect::<Vec<_>>();
    }
    schema
}

fn any_of(schemas: Vec<Value>) -> Object {
    Object::from_iter([("anyOf".to_owned(), Value::Array(schemas))])
}

impl ServerHandler for Assistant {
    fn get_info(&self) -> ServerConfig {
        let tools = ServerCapabilities::builder().enable_tools().build();
        let mut info = ServerConfig::new(tools).with_instructions(INSTRUCTIONS);
        info.server_info = Implementation::new("findings", env!("CARGO_PKG_VERSION"));
        info.server_info.title = Some("Inspection reports".to_owned());
        info
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        let tools = Tool::ALL.into_iter().map(described);
        Ok(ListToolsResult::with_all_items(tools.collect()))
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let mut tools = Tool::ALL.into_iter();
        let Some(tool) = tools.find(|tool| tool.name() == request.name) else {
            let names: Vec<_> = Tool::ALL.into_iter().map(Tool::name).collect();
            let said = format!(
                "there is no tool `{}`; there are {}",
                request.name,
                names.join(", ")
            );
            return Err(ErrorData::invalid_params(said, None));
        };
        let answered = self.call(tool, request.arguments.unwrap_or_default()).await;
        // What is asked wrongly is for the assistant to mend, and no fault of the protocol.
        let answered = answered.unwrap_or_else(|failure| {
            let lines = std::iter::once(&failure.detail).chain(&failure.hints);
            let lines: Vec<_> = lines.map(String::as_str).collect();
            CallToolResult::error(vec![ContentBlock::text(lines.join("\n"))])
        });
        Ok(answered.into())
    }

    fn get_tool(&self, name: &str) -> Option<Described> {
        let mut tools = Tool::ALL.into_iter();
        tools.find(|tool| tool.name() == name).map(described)
    }
}

/// Answers a request over HTTP that has been let in.
pub(super) async fn answer(over_http: &OverHttp, request: Request) -> Response {
    over_http.handle(request).await.map(Body::new)
}
