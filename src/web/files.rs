//! The files that reports were read from. Which file that is the index says, never an address.

use std::path::Path;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{
    CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_RANGE, RANGE,
};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tower_http::services::ServeFile;

use super::failure::Failure;
use super::reading::takes_nothing;
use super::site::Site;
use crate::corpus::path_from_text;
use crate::model::ReportId;

/// What a file may do that somebody else wrote: show itself, and run nothing.
const SEALED: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";
/// Viewers of PDF do not work in a sandbox; scripts of a page there are none.
const OF_PDF: &str = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'";

/// Sends the file of a report, or the part of it that is asked for.
pub(super) async fn file(
    site: Arc<Site>,
    id: ReportId,
    mut request: Request,
) -> Result<Response, Failure> {
    takes_nothing(request.uri().query().unwrap_or_default())?;
    let asked = site.clone();
    let (path, tag) = site
        .turns
        .run(move || {
            let record = asked.current().reports.report(&id)?;
            let record =
                record.ok_or_else(|| Failure::not_found(format!("there is no report `{id}`")))?;
            let path = path_from_text(&record.absolute);
            if !path.is_file() {
                return Err(Failure::not_found(format!(
                    "the file that `{id}` was read from is not there any more"
                ))
                .hint("the text of the report is still in the index"));
            }
            match record.is_as_read() {
                Ok(Some(false)) => Err(Failure::not_found(format!(
                    "the file that `{id}` was read from has changed since"
                ))
                .hint("the text as it was read is still in the index; `findings ingest` reads the file again")),
                // One that cannot be read is told so where it is sent.
                Ok(_) | Err(_) => Ok((path, format!("\"{}\"", record.sha256))),
            }
        })
        .await?;
    // Of several ranges, the whole is as good an answer as any, and plainer.
    let ranges = request.headers().get(RANGE);
    let are_several = ranges.is_some_and(|ranges| ranges.as_bytes().contains(&b','));
    // A part goes on from the file as it is, or from none (RFC 9110, 13.1.5).
    let last = request.headers().get(IF_RANGE);
    let is_other = last.is_some_and(|last| last.as_bytes() != tag.as_bytes());
    if are_several || is_other {
        request.headers_mut().remove(RANGE);
    }
    let sent = ServeFile::new(&path).try_call(request).await;
    let sent = sent.map_err(|_| {
        Failure::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "the file of the report cannot be read",
        )
    })?;
    let mut response = sent.map(Body::new);
    let (kind, policy) = kind(&path);
    let headers = response.headers_mut();
    headers.extend(HeaderValue::try_from(tag).map(|tag| (ETAG, tag)));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    if let Some(name) = path.file_name() {
        let name = name.to_string_lossy();
        let name = utf8_percent_encode(&name, NON_ALPHANUMERIC);
        let named = format!("inline; filename*=UTF-8''{name}");
        headers.extend(HeaderValue::try_from(named).map(|named| (CONTENT_DISPOSITION, named)));
    }
    Ok(response)
}

/// Tells what a file is, by the ending of its name, and what it may do.
fn kind(path: &Path) -> (&'static str, &'static str) {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    match &*ending.to_ascii_lowercase() {
        "pdf" => ("application/pdf", OF_PDF),
        "html" | "htm" | "xhtml" => ("text/html", SEALED),
        "md" | "markdown" | "txt" | "text" => ("text/plain; charset=utf-8", SEALED),
        "docx" => (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            SEALED,
        ),
        "doc" => ("application/msword", SEALED),
        "odt" => ("application/vnd.oasis.opendocument.text", SEALED),
        "rtf" => ("application/rtf", SEALED),
        _ => ("application/octet-stream", SEALED),
    }
}
