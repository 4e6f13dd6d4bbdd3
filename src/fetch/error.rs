//! Why nothing more is fetched.

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use crate::http::{HttpError, Url};

/// Why a page or file could not be had.
#[derive(Debug)]
#[non_exhaustive]
pub enum VisitError {
    /// `robots.txt` of its host asks programs to leave it.
    Forbidden,
    /// `robots.txt` of its host cannot be read, so that nobody may be sure; the reason.
    NoRobots(String),
    /// The answer has a status that is none of success.
    Status(u16),
    /// There is no answer.
    Http(HttpError),
    /// The host asks to come back after a time longer than anybody waits.
    Later(Duration),
    /// `robots.txt` of its host asks for more time between two requests than anybody waits.
    Slow(Duration),
    /// It leads to another site, where nobody was told to go.
    Elsewhere(String),
    /// It leads from one address to the next without end.
    Circle,
    /// A web page came in place of a PDF.
    WebPage,
    /// What came is no PDF.
    NoPdf,
    /// What came is a PDF without its end.
    Cut,
    /// Something else stands where it would in the folder: what, below it.
    Barred(String),
}

impl VisitError {
    /// Tells whether it may be had a little later.
    pub(super) fn is_passing(&self) -> bool {
        match self {
            VisitError::Status(status) => matches!(status, 408 | 425 | 429 | 500..=599),
            VisitError::Http(error) => error.is_passing(),
            VisitError::WebPage | VisitError::NoPdf | VisitError::Cut => true,
            _ => false,
        }
    }

    /// Tells whether the address leads to nothing, or elsewhere, and will tomorrow.
    pub fn is_lasting(&self) -> bool {
        let leads_elsewhere = matches!(self, VisitError::Elsewhere(_) | VisitError::Circle);
        leads_elsewhere || matches!(self, VisitError::Status(_)) && !self.is_passing()
    }
}

impl fmt::Display for VisitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            VisitError::Forbidden => f.write_str("robots.txt of the host forbids it"),
            VisitError::NoRobots(why) => {
                write!(
                    f,
                    "robots.txt of the host cannot be read ({why}), so nothing is asked"
                )
            }
            VisitError::Status(404 | 410) => f.write_str("it is not there (any more)"),
            VisitError::Status(status) => write!(f, "the answer is status {status}"),
            VisitError::Http(error) => error.fmt(f),
            VisitError::Later(wait) => {
                write!(
                    f,
                    "the host asks to come back in {} minutes",
                    wait.as_secs().div_ceil(60)
                )
            }
            VisitError::Slow(delay) => write!(
                f,
                "robots.txt of the host asks for {} minutes between two requests",
                delay.as_secs().div_ceil(60)
            ),
            VisitError::Elsewhere(host) => write!(f, "it leads elsewhere, to {host}"),
            VisitError::Circle => f.write_str("it leads from one address to the next without end"),
            VisitError::WebPage => f.write_str("a web page came in place of a PDF"),
            VisitError::NoPdf => f.write_str("what came is no PDF"),
            VisitError::Barred(name) => write!(f, "`{name}` stands in its place in the folder"),
            VisitError::Cut => f.write_str("it ends before its end"),
        }
    }
}

impl std::error::Error for VisitError {}

impl From<HttpError> for VisitError {
    fn from(error: HttpError) -> Self {
        VisitError::Http(error)
    }
}

/// Reports a page that is not as the site is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnlikeKnown {
    /// The page.
    pub url: Url,
    /// What should stand there.
    pub expected: String,
    /// What stands there.
    pub found: String,
}

impl fmt::Display for UnlikeKnown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: the page is not as this site is known: expected {}; found {}",
            self.url, self.expected, self.found
        )
    }
}

impl std::error::Error for UnlikeKnown {}

/// Why a fetch ends before its end. What was fetched until then is whole, and is not fetched again.
#[derive(Debug)]
#[non_exhaustive]
pub enum FetchError {
    /// A file or folder could not be read or written.
    Io(PathBuf, io::Error),
    /// Another process fetches into the folder.
    Locked(PathBuf),
    /// A page that leads to the documents could not be had.
    Page(Url, VisitError),
    /// A page is not as the site is known.
    Unlike(UnlikeKnown),
    /// The site lists nobody of this name; names that are near.
    NoSuchBody(String, Vec<String>),
    /// The host answers no more, after so many failures one after the other; the last of them.
    Silent(usize, String),
    /// The host asks to come back after a time longer than anybody waits.
    Later(Url, Duration),
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FetchError::Io(path, error) => write!(f, "{}: {error}", path.display()),
            FetchError::Locked(path) => {
                write!(f, "another process is fetching into `{}`", path.display())
            }
            FetchError::Page(url, error) => write!(f, "{url}: {error}"),
            FetchError::Unlike(unlike) => unlike.fmt(f),
            FetchError::NoSuchBody(name, _) => write!(f, "the site lists no authority `{name}`"),
            FetchError::Silent(times, last) => {
                write!(
                    f,
                    "{times} requests failed one after the other; the last: {last}"
                )
            }
            FetchError::Later(url, wait) => {
                let error = VisitError::Later(*wait);
                write!(f, "{url}: {error}")
            }
        }
    }
}

impl std::error::Error for FetchError {}
