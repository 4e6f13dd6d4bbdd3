//! What was answered.

use std::fmt;
use std::io::{self, Read};
use std::time::{Duration, SystemTime};

use super::error::HttpError;

/// An answer: its status, its headers, and a reader of what it carries.
pub struct HttpAnswer {
    /// The status: 200, 304, 404.
    pub status: u16,
    /// Name, in small letters, and value of each header; those that are no text are left out.
    pub headers: Vec<(String, String)>,
    /// What it carries.
    pub body: HttpBody,
}

impl HttpAnswer {
    /// Returns the value of a header by its name in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(found, _)| found == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Tells whether all is well: a status of 200 to 299.
    pub const fn is_success(&self) -> bool {
        matches!(self.status, 200..=299)
    }

    /// Returns where else to ask, if the answer is that.
    pub fn redirect(&self) -> Option<&str> {
        match self.status {
            301 | 302 | 303 | 307 | 308 => self.header("location"),
            _ => None,
        }
    }

    /// Returns the place of the first byte that it carries, where it is the rest of something longer.
    pub fn rest_begins(&self) -> Option<u64> {
        rest_begins(self.header("content-range")?)
    }

    /// Returns how long to wait before asking again, where the answer says it in seconds or by a
    /// date.
    pub fn retry_after(&self) -> Option<Duration> {
        retry_after(self.header("retry-after")?, SystemTime::now())
    }

    /// Reads all that it carries.
    ///
    /// # Errors
    /// A connection that breaks, more bytes than were asked for.
    pub fn into_bytes(mut self) -> Result<Vec<u8>, HttpError> {
        let mut bytes = Vec::new();
        match self.body.read_to_end(&mut bytes) {
            Ok(_) => Ok(bytes),
            Err(error) => Err(HttpError::of_reading(error)),
        }
    }
}

impl fmt::Debug for HttpAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpAnswer")
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

/// Reads `bytes FIRST-LAST/LENGTH` (RFC 9110, section 14.4), of which the last must be the end.
fn rest_begins(value: &str) -> Option<u64> {
    let range = value.trim().strip_prefix("bytes ")?;
    let (first, rest) = range.split_once('-')?;
    let (last, length) = rest.split_once('/')?;
    let (last, length): (u64, u64) = (last.parse().ok()?, length.parse().ok()?);
    let is_rest = last.checked_add(1) == Some(length);
    first.parse().ok().filter(|first| is_rest && *first <= last)
}

fn retry_after(value: &str, now: SystemTime) -> Option<Duration> {
    if let Ok(seconds) = value.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = httpdate::parse_http_date(value.trim()).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
}

/// A reader of what an answer carries. It fails where more comes than the request allowed, and
/// where less comes than the answer announced.
pub struct HttpBody(pub(super) ureq::BodyReader<'static>);

impl HttpBody {
    /// Tells what an error of reading was.
    pub fn error(error: io::Error) -> HttpError {
        HttpError::of_reading(error)
    }
}

impl Read for HttpBody {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl fmt::Debug for HttpBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HttpBody")
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    #[test]
    fn where_a_rest_begins() {
        let check = |value: &str, expected: Option<u64>| {
            assert_eq!(super::rest_begins(value), expected, "{value}");
        };
        check("bytes 10-99/100", Some(10));
        check("bytes 10-99/*", None);
        check("bytes 10-98/100", None);
        check("bytes 100-99/100", None);
        check("bytes */100", None);
        check("lines 1-2/3", None);
        check("bytes", None);
    }

    #[test]
    fn how_long_to_wait() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
        let check = |value: &str, expected: Option<u64>| {
            let wait = super::retry_after(value, now).map(|wait| wait.as_secs());
            assert_eq!(wait, expected, "{value}");
        };
        check("120", Some(120));
        check("Sun, 06 Nov 1994 08:50:37 GMT", Some(60));
        check("Sun, 06 Nov 1994 08:00:00 GMT", Some(0));
        check("soon", None);
        check("-1", None);
    }
}
