//! What may go wrong between here and another machine.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// What takes too long where nobody can be reached.
const CONNECTING: &str = "connecting";

/// Why there is no answer, or no whole one. No variant holds a key, a password or a header.
#[derive(Debug)]
pub enum HttpError {
    /// The connection could not be made or broke.
    Connection(io::Error),
    /// The name of the host is not known.
    HostNotFound,
    /// It took longer than it may; the words say what.
    Timeout(&'static str),
    /// No secure connection could be made, and why.
    Tls(String),
    /// What came is not HTTP, and why.
    Protocol(String),
    /// The answer has more bytes than it may.
    TooLong(u64),
    /// The proxy could not be used, and why.
    Proxy(String),
    /// A file of certificates cannot be used, and why.
    Certificates(PathBuf, String),
    /// A header has a name or value that no header may have; its name.
    Header(String),
}

impl HttpError {
    /// Tells whether the same request may succeed a little later.
    pub const fn is_passing(&self) -> bool {
        matches!(
            self,
            HttpError::Connection(_) | HttpError::Timeout(_) | HttpError::Protocol(_)
        )
    }

    /// Tells what an error was where a proxy stands between: what cannot be connected to is the proxy.
    pub(super) fn behind_proxy(self) -> Self {
        match self {
            HttpError::Connection(error) if error.kind() == io::ErrorKind::ConnectionRefused => {
                HttpError::Proxy(error.to_string())
            }
            HttpError::HostNotFound => HttpError::Proxy("its host is not known".to_owned()),
            HttpError::Timeout(CONNECTING) => {
                HttpError::Proxy(format!("too long spent {CONNECTING}"))
            }
            other => other,
        }
    }

    /// Tells what an error of the reader of an answer was.
    pub(super) fn of_reading(error: io::Error) -> Self {
        let Some(inner) = error.get_ref() else {
            return HttpError::Connection(error);
        };
        match inner.downcast_ref::<ureq::Error>() {
            Some(ureq::Error::BodyExceedsLimit(most)) => HttpError::TooLong(*most),
            Some(ureq::Error::Timeout(what)) => HttpError::Timeout(waited(*what)),
            Some(other) => HttpError::Protocol(other.to_string()),
            None => HttpError::Connection(error),
        }
    }
}

impl From<ureq::Error> for HttpError {
    fn from(error: ureq::Error) -> Self {
        match error {
            ureq::Error::Io(error) => match tls_error(&error) {
                Some(said) => HttpError::Tls(said),
                None => HttpError::Connection(error),
            },
            ureq::Error::HostNotFound => HttpError::HostNotFound,
            ureq::Error::Timeout(what) => HttpError::Timeout(waited(what)),
            ureq::Error::Tls(said) => HttpError::Tls(said.to_owned()),
            ureq::Error::Rustls(error) => HttpError::Tls(error.to_string()),
            ureq::Error::BodyExceedsLimit(most) => HttpError::TooLong(most),
            ureq::Error::InvalidProxyUrl => HttpError::Proxy("its address is none".to_owned()),
            ureq::Error::ConnectProxyFailed(said) => HttpError::Proxy(said),
            other => HttpError::Protocol(other.to_string()),
        }
    }
}

/// Tells what a secure connection failed of, where that was it: rustls hides it in an `io::Error`.
fn tls_error(error: &io::Error) -> Option<String> {
    let said = error.get_ref()?.to_string();
    let is_tls = error.kind() == io::ErrorKind::InvalidData && said.contains("certificate");
    is_tls.then_some(said)
}

const fn waited(what: ureq::Timeout) -> &'static str {
    match what {
        ureq::Timeout::Resolve => "finding the host",
        ureq::Timeout::Connect => CONNECTING,
        ureq::Timeout::SendRequest | ureq::Timeout::SendBody => "sending the request",
        ureq::Timeout::RecvResponse => "waiting for the answer",
        ureq::Timeout::RecvBody => "reading the answer",
        _ => "waiting",
    }
}

impl fmt::Display for HttpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HttpError::Connection(error) => write!(f, "the connection failed: {error}"),
            HttpError::HostNotFound => f.write_str("the host is not known"),
            HttpError::Timeout(what) => write!(f, "too long spent {what}"),
            HttpError::Tls(why) => write!(f, "no secure connection: {why}"),
            HttpError::Protocol(why) => write!(f, "the answer is not HTTP: {why}"),
            HttpError::TooLong(most) => write!(f, "the answer has more than {most} bytes"),
            HttpError::Proxy(why) => write!(f, "the proxy cannot be used: {why}"),
            HttpError::Certificates(path, why) => {
                write!(f, "{}: no certificates: {why}", path.display())
            }
            HttpError::Header(name) => write!(f, "the header `{name}` cannot be sent"),
        }
    }
}

impl std::error::Error for HttpError {}
