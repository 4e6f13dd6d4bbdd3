//! What is asked.

use std::fmt;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::address::Url;

/// What is done with what an address names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// Read it.
    Get,
    /// Read its headers alone.
    Head,
    /// Hand something to it.
    Post,
    /// Set it.
    Put,
    /// Take it away.
    Delete,
}

impl Method {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Head => "HEAD",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Delete => "DELETE",
        }
    }
}

/// A request: what, where, with which headers and which body.
#[derive(Clone)]
pub struct HttpRequest<'a> {
    pub(super) method: Method,
    pub(super) url: &'a Url,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Option<&'a [u8]>,
    pub(super) most: u64,
}

impl<'a> HttpRequest<'a> {
    /// The most bytes of an answer, where a request says nothing else.
    pub const MOST: u64 = 16 << 20;

    /// Begins a request without headers and without a body.
    pub fn new(method: Method, url: &'a Url) -> Self {
        HttpRequest {
            method,
            url,
            headers: Vec::new(),
            body: None,
            most: Self::MOST,
        }
    }

    /// Reads an address.
    pub fn get(url: &'a Url) -> Self {
        HttpRequest::new(Method::Get, url)
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Says who asks, by name and password (RFC 7617).
    #[must_use]
    pub fn basic(self, name: &str, password: &str) -> Self {
        let said = BASE64_STANDARD.encode(format!("{name}:{password}"));
        self.header("authorization", &format!("Basic {said}"))
    }

    /// Says who asks, by a key of a scheme such as `ApiKey` or `Bearer`.
    #[must_use]
    pub fn key(self, scheme: &str, key: &str) -> Self {
        self.header("authorization", &format!("{scheme} {key}"))
    }

    /// Hands over a body of a media type.
    #[must_use]
    pub fn body(mut self, media_type: &str, body: &'a [u8]) -> Self {
        self.body = Some(body);
        self.header("content-type", media_type)
    }

    /// Sets how many bytes the answer may have at most.
    #[must_use]
    pub fn at_most(mut self, bytes: u64) -> Self {
        self.most = bytes;
        self
    }
}

/// Names the headers, and not what they say, for some are keys.
impl fmt::Debug for HttpRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.headers.iter().map(|(name, _)| name);
        f.debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("url", &self.url.to_string())
            .field("headers", &names.collect::<Vec<_>>())
            .field("bytes", &self.body.map(<[u8]>::len))
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::{HttpRequest, Url};

    #[test]
    fn secrets_are_not_shown() {
        let url = Url::parse("https://a.org/").unwrap();
        let request = HttpRequest::get(&url)
            .basic("ann", "opensesame")
            .key("ApiKey", "sesame");
        assert_eq!(
            request.headers[0].1, "Basic YW5uOm9wZW5zZXNhbWU=",
            "by RFC 7617"
        );
        let shown = format!("{request:?}");
        assert!(
            shown.contains("authorization") && !shown.contains("esame"),
            "{shown}"
        );
    }
}
