//! Addresses: what is where, read and written in one place.

use std::fmt;
use std::str::FromStr;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::tool::Tool;
use crate::index::ReportRecord;
use crate::model::ReportId;

/// Bytes of path and query.
pub(super) const LONGEST: usize = 8 * 1024;

/// What may not stand in a path as it is; slashes part the names of reports.
const IN_PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// What stands before every path behind a proxy, such as `/findings`; nothing where it is the root.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BasePath(String);

/// Reports a text that is no base path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidBasePath(String);

impl fmt::Display for InvalidBasePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is no path such as `/findings`: a slash, then letters, digits, `-`, `.` and `_`",
            self.0
        )
    }
}

impl std::error::Error for InvalidBasePath {}

impl fmt::Display for BasePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for BasePath {
    type Err = InvalidBasePath;

    fn from_str(text: &str) -> Result<Self, InvalidBasePath> {
        let path = text.strip_suffix('/').unwrap_or(text);
        let is_name = |name: &str| {
            let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
            !name.is_empty() && !name.starts_with('.') && name.chars().all(is_plain)
        };
        let mut names = path.split('/');
        match names.next() == Some("") && names.all(is_name) {
            true => Ok(BasePath(path.to_owned())),
            false => Err(InvalidBasePath(text.to_owned())),
        }
    }
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Route {
    Search,
    Absent,
    Report(ReportId),
    File(ReportId),
    Authority(String),
    Corpus,
    Help,
    Style,
    Script,
    /// Every paragraph that matches, as a stream.
    Export,
    /// The description of the API.
    Description,
    /// The numbers of what has been answered.
    Metrics,
    /// The tools of assistants.
    Assistants,
    /// The page of a tool that has none of its own kind.
    Tool(Tool),
    /// The same for programs; some are asked for what a path names.
    Data(Tool, Option<String>),
    Health,
}

impl Route {
    /// Reads a path; none where nothing is there.
    pub(super) fn of(base: &BasePath, path: &str) -> Option<Route> {
        let path = path.strip_prefix(&base.0)?;
        let path = percent_decode_str(path).decode_utf8().ok()?;
        let below = |folder: &str| path.strip_prefix(folder).filter(|name| !name.is_empty());
        Some(match &*path {
            // The base is asked for with a slash behind it and without.
            "" | "/" | "/search" => Route::Search,
            "/absent" => Route::Absent,
            "/corpus" => Route::Corpus,
            "/help" => Route::Help,
            "/style.css" => Route::Style,
            "/script.js" => Route::Script,
            "/healthz" => Route::Health,
            "/metrics" => Route::Metrics,
            "/mcp" => Route::Assistants,
            "/api/v1/export" => Route::Export,
            "/api/v1/openapi.json" => Route::Description,
            path => {
                let data = path.strip_prefix("/api/v1");
                if let Some(tool) = Tool::at(path).filter(|tool| tool.is_like_others()) {
                    Route::Tool(tool)
                } else if let Some(tool) = data.and_then(Tool::at) {
                    Route::Data(tool, None)
                } else if let Some(id) = below("/report/") {
                    Route::Report(ReportId::new(id))
                } else if let Some(id) = below("/file/") {
                    Route::File(ReportId::new(id))
                } else if let Some(slug) = below("/authority/") {
                    Route::Authority(slug.to_owned())
                } else if let Some(id) = below("/api/v1/report/") {
                    Route::Data(Tool::Show, Some(id.to_owned()))
                } else {
                    return None;
                }
            }
        })
    }

    /// Names it where requests are counted.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Route::Search => "search",
            Route::Absent => "absent",
            Route::Report(_) => "report",
            Route::File(_) => "file",
            Route::Authority(_) => "authority",
            Route::Corpus => "corpus",
            Route::Help => "help",
            Route::Style => "style",
            Route::Script => "script",
            Route::Export => "export",
            Route::Description => "description",
            Route::Metrics => "metrics",
            Route::Assistants => "mcp",
            Route::Tool(tool) => tool.path(),
            Route::Data(..) => "api",
            Route::Health => "health",
        }
    }

    /// Tells whether something may be sent to it.
    pub(super) fn takes_posts(&self) -> bool {
        match self {
            Route::Assistants | Route::Export | Route::Data(..) => true,
            Route::Tool(tool) => tool.takes_forms(),
            _ => false,
        }
    }

    /// Tells whether programs ask at a path, whether or not anything is there.
    pub(super) fn is_for_programs(base: &BasePath, path: &str) -> bool {
        let path = path.strip_prefix(&base.0);
        path.is_some_and(|path| path.starts_with("/api/") || path == "/mcp")
    }
}

/// Writes addresses.
#[derive(Debug, Clone, Copy)]
pub(super) struct Links<'a> {
    base: &'a str,
}

impl<'a> Links<'a> {
    pub(super) fn new(base: &'a BasePath) -> Self {
        Links { base: &base.0 }
    }

    /// Returns the address of a page that is always there.
    pub(super) fn to(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// Returns the address of a page that is asked with parameters.
    pub(super) fn asking(&self, path: &str, pairs: &[(&str, String)]) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(pairs);
        match query.finish() {
            query if query.is_empty() => self.to(path),
            query => format!("{}?{query}", self.to(path)),
        }
    }

    pub(super) fn report(&self, id: &ReportId) -> String {
        self.named("/report/", id.as_str())
    }

    pub(super) fn paragraph(&self, id: &ReportId, locator: impl fmt::Display) -> String {
        format!("{}#{}", self.report(id), anchor(&locator.to_string()))
    }

    pub(super) fn authority(&self, slug: &str) -> String {
        self.named("/authority/", slug)
    }

    /// Returns the address of a report's file, at a page where it is a PDF.
    pub(super) fn file(&self, record: &ReportRecord, page: Option<u32>) -> String {
        let file = self.named("/file/", record.id.as_str());
        match page.filter(|_| is_pdf(record)) {
            Some(page) => format!("{file}#page={page}"),
            None => file,
        }
    }

    fn named(&self, folder: &str, name: &str) -> String {
        let name = utf8_percent_encode(name, IN_PATH);
        format!("{}{folder}{name}", self.base)
    }
}

/// Names the place of a paragraph on the page of its report.
pub(super) fn anchor(locator: &str) -> String {
    format!("p-{locator}")
}

/// Tells whether a report's file has pages to open it at.
pub(super) fn is_pdf(record: &ReportRecord) -> bool {
    record.absolute.to_ascii_lowercase().ends_with(".pdf")
}

#[cfg(test)]
mod tests {
    use super::{BasePath, Links, Route};
    use crate::model::ReportId;

    #[test]
    fn addresses_lead_where_they_say() {
        let base: BasePath = "/x/y/".parse().unwrap();
        let links = Links::new(&base);
        for id in ["a/2019-06-14/ilacs", "a b/<&>?#%/ü"] {
            let id = ReportId::new(id);
            let path = links.report(&id);
            assert!(path.starts_with("/x/y/report/"), "{path}");
            assert_eq!(Route::of(&base, &path), Some(Route::Report(id)));
        }
        assert_eq!(Route::of(&base, "/x/y"), Some(Route::Search));
        assert_eq!(Route::of(&base, "/search"), None);
        assert_eq!(Route::of(&base, "/x/yhelp"), None);
        assert_eq!(Route::of(&base, "/x/y/report/"), None);
        assert_eq!(Route::of(&base, "/x/y/report/%ff"), None);
    }

    #[test]
    fn a_base_is_a_plain_path() {
        for wrong in ["x", "//", "/x//y", "/../x", "/x?y", "/x y", "/\""] {
            assert!(wrong.parse::<BasePath>().is_err(), "{wrong}");
        }
        assert_eq!("/".parse::<BasePath>(), Ok(BasePath::default()));
    }
}
