//! Pages as they are sent: bytes with what they are.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Write};

use axum::extract::Request;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, IF_NONE_MATCH, LINK};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::failure::Failure;
use crate::output::page::{CHARTS, Markup};

const STYLE: &str = include_str!("style.css");

/// What is sent.
#[derive(Debug, Clone)]
pub(super) struct Page {
    status: StatusCode,
    kind: &'static str,
    /// What browsers call it where they keep it as a file.
    file: Option<HeaderValue>,
    /// Where the rest of it is.
    next: Option<HeaderValue>,
    body: Vec<u8>,
}

impl Page {
    fn new(kind: &'static str, body: Vec<u8>) -> Self {
        Page {
            status: StatusCode::OK,
            kind,
            file: None,
            next: None,
            body,
        }
    }

    pub(super) fn html(markup: Markup) -> Self {
        Page::new("text/html; charset=utf-8", markup.0.into_bytes())
    }

    pub(super) fn json(body: Vec<u8>) -> Self {
        Page::new("application/json", body)
    }

    /// Makes what browsers keep as a file with a name.
    pub(super) fn file(kind: &'static str, body: Vec<u8>, name: &str) -> Self {
        let file = HeaderValue::try_from(format!("attachment; filename=\"{name}\""));
        Page {
            file: file.ok(),
            ..Page::new(kind, body)
        }
    }

    pub(super) fn of_kind(kind: &'static str, body: Vec<u8>) -> Self {
        Page::new(kind, body)
    }

    pub(super) fn metrics(text: String) -> Self {
        let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
        Page::new(kind, text.into_bytes())
    }

    pub(super) fn problem(body: Vec<u8>) -> Self {
        Page::new("application/problem+json", body)
    }

    /// Leads to the rest of it.
    #[must_use]
    pub(super) fn going_on(self, address: &str) -> Self {
        let next = HeaderValue::try_from(format!("<{address}>; rel=\"next\""));
        Page {
            next: next.ok(),
            ..self
        }
    }

    /// Sends it with another status.
    #[must_use]
    pub(super) fn of(self, status: StatusCode) -> Self {
        Page { status, ..self }
    }

    pub(super) fn text(text: &str) -> Self {
        Page::new("text/plain; charset=utf-8", text.as_bytes().to_vec())
    }

    /// Sends it unless it is known already.
    pub(super) fn respond(self, request: &Request) -> Response {
        let tag = tag("", &String::from_utf8_lossy(&self.body));
        if let Some(unchanged) = unchanged(request.headers().get(IF_NONE_MATCH), &tag) {
            return unchanged;
        }
        let mut response = self.into_response();
        response.headers_mut().insert(ETAG, tag);
        response
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let kind = HeaderValue::from_static(self.kind);
        let mut response = (self.status, [(CONTENT_TYPE, kind)], self.body).into_response();
        let named = [(CONTENT_DISPOSITION, self.file), (LINK, self.next)];
        for (name, value) in named {
            if let Some(value) = value {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}

/// Returns the script, without which every page works.
pub(super) fn script() -> Page {
    let script = include_str!("script.js");
    Page::new("text/javascript; charset=utf-8", script.as_bytes().to_vec())
}

/// Returns the style sheet.
pub(super) fn style() -> Page {
    let sheet = [STYLE, CHARTS].concat();
    Page::new("text/css; charset=utf-8", sheet.into_bytes())
}

/// Makes the tag of what stands at an address in a commit, as this version of the program writes it.
pub(super) fn tag(stamp: &str, target: &str) -> HeaderValue {
    let mut hasher = DefaultHasher::new();
    (env!("CARGO_PKG_VERSION"), stamp, target).hash(&mut hasher);
    // What it names may be sent compressed or not: the tag is weak.
    HeaderValue::try_from(format!("W/\"{:016x}\"", hasher.finish()))
        .expect("quotation marks and digits are a header")
}

/// Answers that what is known still stands, where the tags that are known name this one.
pub(super) fn unchanged(known: Option<&HeaderValue>, tag: &HeaderValue) -> Option<Response> {
    let is_known = known.is_some_and(|known| names(known, tag));
    is_known.then(|| (StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response())
}

/// Tells whether a list of tags names one, strongly or weakly.
fn names(known: &HeaderValue, tag: &HeaderValue) -> bool {
    let (Ok(known), Ok(tag)) = (known.to_str(), tag.to_str()) else {
        return false;
    };
    let strong = |tag: &'_ str| tag.strip_prefix("W/").unwrap_or(tag).to_owned();
    let mut known = known.split(',').map(str::trim);
    known.any(|known| known == "*" || strong(known) == strong(tag))
}

/// Bytes of an answer.
const LONGEST: usize = 64 << 20;

/// Memory for one answer, which is bounded.
#[derive(Debug)]
pub(super) struct Memory {
    bytes: Vec<u8>,
    most: usize,
    is_full: bool,
}

impl Write for Memory {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > self.most {
            self.is_full = true;
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes to memory, as much as one answer may take.
pub(super) fn bytes<E: Into<Failure>>(
    write: impl FnOnce(&mut Memory) -> Result<(), E>,
) -> Result<Vec<u8>, Failure> {
    within(LONGEST, write)
}

fn within<E: Into<Failure>>(
    most: usize,
    write: impl FnOnce(&mut Memory) -> Result<(), E>,
) -> Result<Vec<u8>, Failure> {
    let mut memory = Memory {
        bytes: Vec::new(),
        most,
        is_full: false,
    };
    match write(&mut memory) {
        Ok(()) => Ok(memory.bytes),
        Err(_) if memory.is_full => {
            let said = format!("the answer would have more than {most} bytes");
            Err(Failure::too_costly(said)
                .hint("ask for less at once, or narrow it by authority or dates"))
        }
        Err(error) => Err(error.into()),
    }
}

/// Memory does not fail but where it is full.
impl From<io::Error> for Failure {
    fn from(_: io::Error) -> Self {
        Failure::fault()
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};

    use super::within;

    #[test]
    fn an_answer_has_an_end() {
        let status = |length: usize| {
            let written = within(5, |out| out.write_all(&vec![b'a'; length]));
            let written = written.map(|bytes| bytes.len());
            written.map_err(|failure| failure.status.as_u16())
        };
        assert_eq!([status(5), status(6)], [Ok(5), Err(503)]);
        let failed = within(5, |_| Err(io::Error::from(io::ErrorKind::Other)));
        assert_eq!(failed.unwrap_err().status.as_u16(), 500);
    }
}
