//! What is sent to the server: forms, and questions as JSON. Who may send is decided in `guard`.

use std::time::Duration;

use axum::body::{Bytes, to_bytes};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;

use super::arguments::encoded;
use super::failure::Failure;
use super::multipart;
use crate::output::page::{Object, read_json};

/// Bytes of what is sent.
const LONGEST: usize = 256 * 1024;
/// How long sending may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// What was sent: its kind, as the sender calls it, and its bytes.
#[derive(Debug)]
pub(super) struct Posted {
    kind: String,
    body: Bytes,
}

impl Posted {
    /// Reads what is sent with a request.
    pub(super) async fn read(request: Request) -> Result<Self, Failure> {
        let kind = request.headers().get(CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.to_owned();
        let sent = tokio::time::timeout(PATIENCE, to_bytes(request.into_body(), LONGEST)).await;
        let Ok(body) = sent else {
            let said = "what is sent took too long";
            return Err(Failure::new(StatusCode::REQUEST_TIMEOUT, said));
        };
        let body = body.map_err(|_| {
            let said = format!("what is sent has at most {LONGEST} bytes");
            Failure::new(StatusCode::PAYLOAD_TOO_LARGE, said)
        })?;
        Ok(Posted { kind, body })
    }

    /// Tells whether it is of a kind, whatever stands behind that.
    fn is(&self, kind: &str) -> bool {
        let named = self.kind.split(';').next().unwrap_or_default().trim();
        named.eq_ignore_ascii_case(kind)
    }

    /// Reads the fields of a form, without those that are empty.
    pub(super) fn fields(&self) -> Result<Vec<(String, String)>, Failure> {
        let wrong = || Failure::bad("the form is not written as forms are");
        let fields = if self.is("application/x-www-form-urlencoded") {
            let fields = form_urlencoded::parse(&self.body);
            fields.into_owned().collect()
        } else if self.is("multipart/form-data") {
            let boundary = multipart::boundary(&self.kind).ok_or_else(wrong)?;
            let fields = multipart::fields(boundary, &self.body).ok_or_else(wrong)?;
            let fields = fields.into_iter().map(|(name, content)| {
                let text = String::from_utf8(content);
                let text = text.map_err(|_| Failure::bad(format!("`{name}` is no text in UTF-8")));
                Ok((name.clone(), text?))
            });
            fields.collect::<Result<Vec<_>, Failure>>()?
        } else {
            return Err(unknown_kind("a form"));
        };
        let said = fields
            .into_iter()
            .filter(|(_, value)| !value.trim().is_empty());
        Ok(said.collect())
    }

    /// Reads a question, as an address would ask it.
    pub(super) fn question(&self) -> Result<String, Failure> {
        if !self.is("application/json") {
            return Err(unknown_kind("JSON (`application/json`)"));
        }
        let arguments = read_json::<Object>(&self.body).map_err(|error| {
            Failure::bad("what is sent is no JSON object").hint(error.to_string())
        })?;
        encoded(&arguments)
    }
}

fn unknown_kind(wanted: &str) -> Failure {
    let said = format!("what is sent here is {wanted}");
    Failure::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, said)
}
