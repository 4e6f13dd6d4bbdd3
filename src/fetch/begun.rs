//! What has begun to come: how far the bytes of a file are there, and of which content they are, so
//! that only the rest need be asked for (RFC 9110, sections 13.1.5 and 14).
//!
//! The bytes stand in a hidden file `.ID.part`, and beside them `.ID.begun` says how many of them are on the
//! disk. A content is known again by its strong ETag alone: a day or a weak ETag may be that of two.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::corpus::read_bytes;
use crate::http::{HttpAnswer, Url};

use super::notes::Notes;

/// The ending of the note beside bytes that have begun to come.
pub(super) const BEGUN: &str = "begun";
/// After this time nobody comes back for the rest.
const STALE: Duration = Duration::from_hours(24 * 7);

/// What an answer begins: where it is from, and the content of which it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Beginning {
    pub(super) url: String,
    pub(super) etag: String,
}

/// Bytes of a file that are there, from its first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Begun {
    pub(super) beginning: Beginning,
    /// How many there are.
    pub(super) held: u64,
}

impl Beginning {
    /// Tells how the rest of an answer may be asked for; none where its host offers no ranges, says
    /// no length or names no content by a strong ETag.
    pub(super) fn of(url: &Url, answer: &HttpAnswer) -> Option<Self> {
        let etag = answer.header("etag").filter(|etag| etag.starts_with('"'))?;
        let has_length = answer.header("content-length").is_some();
        let has_ranges = answer.header("accept-ranges") != Some("none");
        (has_length && has_ranges).then(|| Beginning {
            url: url.to_string(),
            etag: etag.to_owned(),
        })
    }
}

impl Begun {
    /// Reads what is noted beside a part; none where the part is not there, or shorter.
    pub(super) fn read(part: &Path) -> Option<Self> {
        let path = note_of(part);
        let age = SystemTime::now().duration_since(path.metadata().ok()?.modified().ok()?);
        let notes = Notes::parse(&String::from_utf8(read_bytes(&path).ok()?).ok()?);
        let held = notes.get("held")?.parse().ok()?;
        let length = part.metadata().ok()?.len();
        let is_there = (1..=length).contains(&held) && age.is_ok_and(|age| age < STALE);
        is_there.then_some(Begun {
            beginning: Beginning {
                url: notes.get("url")?.to_owned(),
                etag: notes.get("etag")?.to_owned(),
            },
            held,
        })
    }

    /// Returns what is noted.
    pub(super) fn text(&self) -> String {
        let mut notes = Notes::default();
        notes.add("url", &self.beginning.url);
        notes.add("etag", &self.beginning.etag);
        notes.add("held", &self.held.to_string());
        notes.text()
    }

    /// Tells whether an answer brings the rest of these bytes, of the same content.
    pub(super) fn goes_on_in(&self, answer: &HttpAnswer) -> bool {
        let is_same = |etag: &str| etag == self.beginning.etag;
        answer.status == 206
            && answer.rest_begins() == Some(self.held)
            && answer.header("etag").is_none_or(is_same)
    }
}

/// Names the note beside a part.
pub(super) fn note_of(part: &Path) -> PathBuf {
    part.with_extension(BEGUN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::{self, File};

    #[test]
    fn what_is_noted_holds_while_the_bytes_are_there() {
        let dir = tempfile::tempdir().unwrap();
        let part = dir.path().join(".1.part");
        let begun = Begun {
            beginning: Beginning {
                url: "https://a.org/v1/file/1".to_owned(),
                etag: "\"x: y\"".to_owned(),
            },
            held: 5,
        };
        fs::write(note_of(&part), begun.text()).unwrap();
        assert_eq!(Begun::read(&part), None, "the part is not there");
        fs::write(&part, "1234").unwrap();
        assert_eq!(Begun::read(&part), None, "the part is shorter");
        fs::write(&part, "12345678").unwrap();
        assert_eq!(Begun::read(&part).as_ref(), Some(&begun));
        let note = File::options().append(true).open(note_of(&part)).unwrap();
        note.set_modified(SystemTime::now() - STALE).unwrap();
        assert_eq!(Begun::read(&part), None, "it is too old");
        fs::write(note_of(&part), "url: https://a.org/v1/file/1\nhe").unwrap();
        assert_eq!(Begun::read(&part), None, "the note is cut");
    }
}
