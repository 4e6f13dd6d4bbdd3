//! Links: where a report can be opened, at its page.
//!
//! A link leads to the file that was read, or to where it is published. On terminals it is an
//! OSC 8 escape sequence, which takes no room on the screen.

use std::fmt::{self, Write};

use crate::corpus::path_from_text;
use crate::index::ReportRecord;
use crate::output::screen::Screen;

/// Returns the address of the file that was read, at a page where it is a PDF; `absolute` is a path
/// as [`crate::corpus::path_to_text`] spells it.
///
/// ```
/// use findings::output::file_url;
///
/// let url = file_url("/srv/reports/July 2019.pdf", Some(3));
/// assert_eq!(url, "file:///srv/reports/July%202019.pdf#page=3");
/// ```
pub fn file_url(absolute: &str, page: Option<u32>) -> String {
    let mut url = String::from("file://");
    // A path of Windows begins with its drive.
    let is_of_windows = !absolute.starts_with('/');
    if is_of_windows {
        url.push('/');
    }
    for byte in path_from_text(absolute).as_os_str().as_encoded_bytes() {
        let byte = if is_of_windows && *byte == b'\\' {
            b'/'
        } else {
            *byte
        };
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' | b':' => {
                url.push(char::from(byte));
            }
            _ => {
                // Writing to a string cannot fail.
                let _ = write!(url, "%{byte:02X}");
            }
        }
    }
    at_page(url, absolute, page)
}

/// Returns the address of the published file, at a page where it is a PDF; none where the
/// address is not known or is none of the web.
pub fn published_url(record: &ReportRecord, page: Option<u32>) -> Option<String> {
    let url = record.report.url.as_deref()?.trim();
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    let is_whole =
        !url.contains(|c: char| c.is_whitespace() || c.is_control() || c == '<' || c == '>');
    (is_web && is_whole).then(|| at_page(url.to_owned(), &record.absolute, page))
}

/// Returns the address of the inspectorate's page of the body inspected; none where the inspectorate has none
/// or the number of the body is not known.
pub fn body_url(record: &ReportRecord) -> Option<String> {
    let report = &record.report;
    let page = &report.kind.definition().body_page;
    let urn = match &report.provider {
        Some(provider) => {
            let mut identifiers = provider.identifiers.iter();
            let found = identifiers.find(|(name, _)| name == "urn");
            found.map(|(_, urn)| urn.as_str())
        }
        None => report.authority.as_ref()?.urn.as_deref(),
    };
    let urn =
        urn.filter(|urn| !urn.is_empty() && urn.bytes().all(|b| b.is_ascii_alphanumeric()))?;
    (!page.is_empty()).then(|| page.replace("{urn}", urn))
}

/// Where a reader finds a report on the web.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OnTheWeb {
    /// The address.
    pub(crate) url: String,
    /// What stands there.
    pub(crate) said: &'static str,
}

/// Returns where a report is published, at a page, or else the page of the body inspected.
pub(crate) fn on_the_web(record: &ReportRecord, page: Option<u32>) -> Option<OnTheWeb> {
    let published = published_url(record, page).map(|url| OnTheWeb {
        url,
        said: "Published report",
    });
    let of_body = || {
        let url = body_url(record)?;
        let said = "Page of the inspectorate";
        Some(OnTheWeb { url, said })
    };
    published.or_else(of_body)
}

/// Returns the address to open: of the file that was read, which needs no network.
pub(in crate::output) fn open_url(record: &ReportRecord, page: Option<u32>) -> Option<String> {
    if record.absolute.is_empty() {
        return published_url(record, page);
    }
    Some(file_url(&record.absolute, page))
}

fn at_page(mut url: String, path: &str, page: Option<u32>) -> String {
    let is_pdf = path.to_ascii_lowercase().ends_with(".pdf");
    if let Some(page) = page.filter(|_| is_pdf && !url.contains('#')) {
        let _ = write!(url, "#page={page}");
    }
    url
}

/// Makes something lead somewhere, where the screen has links.
pub(in crate::output) fn linked<T: fmt::Display>(
    screen: &Screen,
    url: Option<&str>,
    shown: T,
) -> impl fmt::Display {
    Linked {
        url: url.filter(|_| screen.hyperlinks).map(str::to_owned),
        shown,
    }
}

struct Linked<T> {
    url: Option<String>,
    shown: T,
}

impl<T: fmt::Display> fmt::Display for Linked<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.url {
            Some(url) => write!(f, "\x1b]8;;{url}\x1b\\{}\x1b]8;;\x1b\\", self.shown),
            None => self.shown.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{body_url, file_url, linked, on_the_web, open_url, published_url};
    use crate::model::Provider;
    use crate::output::screen::{Screen, columns};
    use crate::output::testutil::record;

    #[test]
    fn paths_are_encoded() {
        let check = |path: &str, expected: &str| assert_eq!(file_url(path, Some(2)), expected);
        check("/a/b c.pdf", "file:///a/b%20c.pdf#page=2");
        check("/a/50%#1?.PDF", "file:///a/50%25%231%3F.PDF#page=2");
        check("/é.html", "file:///%C3%A9.html");
        check(r"C:\a\b.pdf", "file:///C:/a/b.pdf#page=2");
    }

    #[test]
    fn only_addresses_of_the_web_are_published() {
        let check = |url: &str, expected: Option<&str>| {
            let mut record = record();
            record.report.url = Some(url.to_owned());
            assert_eq!(
                published_url(&record, Some(5)).as_deref(),
                expected,
                "{url}"
            );
        };
        check(
            "https://files.example/file/5026",
            Some("https://files.example/file/5026#page=5"),
        );
        check(
            "https://files.example/a#top",
            Some("https://files.example/a#top"),
        );
        check("javascript:alert(1)", None);
        check("https://a.example/\x1b]8", None);
        assert_eq!(published_url(&record(), None), None);
    }

    #[test]
    fn a_number_leads_to_the_page_of_the_body() {
        let mut record = record();
        let number = |record: &mut crate::index::ReportRecord, urn: &str| {
            let authority = record.report.authority.as_mut().unwrap();
            authority.urn = Some(urn.to_owned());
        };
        assert_eq!(on_the_web(&record, Some(5)), None);
        number(&mut record, "80999");
        let url = "https://reports.ofsted.gov.uk/provider/44/80999";
        assert_eq!(body_url(&record).as_deref(), Some(url));
        assert_eq!(on_the_web(&record, Some(5)).unwrap().url, url);
        number(&mut record, "8/../9");
        assert_eq!(body_url(&record), None);
        number(&mut record, "80999");
        record.report.url = Some("https://files.example/50".to_owned());
        let found = on_the_web(&record, Some(5)).unwrap();
        assert_eq!(found.url, "https://files.example/50#page=5");
        assert_eq!(found.said, "Published report");
        // A provider has a number of its own.
        record.report.provider = Some(Provider::named("Larkhill House"));
        assert_eq!(body_url(&record), None);
    }

    #[test]
    fn links_take_no_room() {
        let theme = Screen {
            hyperlinks: true,
            ..Screen::plain()
        };
        let url = open_url(&record(), Some(5));
        let link = linked(&theme, url.as_deref(), "é 28").to_string();
        assert_eq!(
            link,
            "\x1b]8;;file:///srv/corpus/harrowmere.pdf#page=5\x1b\\é 28\x1b]8;;\x1b\\"
        );
        assert_eq!(columns(&link), 4);
        let plain = Screen::plain();
        assert_eq!(linked(&plain, url.as_deref(), "x").to_string(), "x");
    }
}
