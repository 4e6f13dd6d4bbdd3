//! The notes beside a file, in the form that `ingest` reads: lines of `key: value`.

use std::fmt::Write;

/// The line by which those are known that were written here. `#` begins a remark.
const HEAD: &str = "# Written by findings fetch";

/// What is noted of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Notes(pub(super) Vec<(String, String)>);

impl Notes {
    /// Reads lines; what is none of `key: value` is passed over.
    pub(super) fn parse(text: &str) -> Self {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let pairs = lines.filter_map(|line| line.split_once(':'));
        let pair = |(key, value): (&str, &str)| (key.trim().to_owned(), value.trim().to_owned());
        Notes(pairs.map(pair).collect())
    }

    /// Adds a note; one that says nothing is none, and one that is there is kept.
    pub(super) fn add(&mut self, key: &str, value: &str) {
        // A line break would begin another note.
        let words = value.split(|c: char| c.is_whitespace() || c.is_control());
        let value: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        if !value.is_empty() && self.get(key).is_none() {
            self.0.push((key.to_owned(), value.join(" ")));
        }
    }

    /// Changes what is noted to what others say; returns each change as key, former and present value.
    pub(super) fn correct(&mut self, said: &Notes) -> Vec<(String, String, String)> {
        let mut changes = Vec::new();
        for (key, value) in &said.0 {
            match self.0.iter_mut().find(|(name, _)| name == key) {
                Some((_, noted)) if noted == value => {}
                Some((_, noted)) => {
                    let former = std::mem::replace(noted, value.clone());
                    changes.push((key.clone(), former, value.clone()));
                }
                None => {
                    self.0.push((key.clone(), value.clone()));
                    changes.push((key.clone(), String::new(), value.clone()));
                }
            }
        }
        changes
    }

    pub(super) fn get(&self, key: &str) -> Option<&str> {
        let mut notes = self.0.iter();
        let found = notes.find(|(name, _)| name == key);
        found.map(|(_, value)| value.as_str())
    }

    /// Tells whether they are of a file that was fetched.
    pub(super) fn is_fetched(&self) -> bool {
        self.get("url").is_some() && self.get("sha256").is_some()
    }

    pub(super) fn text(&self) -> String {
        let mut text = format!("{HEAD}\n");
        for (key, value) in &self.0 {
            let _ = writeln!(text, "{key}: {value}");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::Notes;

    #[test]
    fn what_is_written_is_read() {
        let mut notes = Notes::default();
        notes.add("url", "https://a.org/x:y");
        notes.add("link_text", "Report,\n urn: 7\u{7}");
        notes.add("etag", "");
        notes.add("url", "https://b.org");
        let text = notes.text();
        assert_eq!(text.lines().count(), 3, "{text}");
        assert_eq!(Notes::parse(&text), notes);
        assert_eq!(notes.get("link_text"), Some("Report, urn: 7"));
        assert_eq!(notes.get("etag"), None);
    }

    #[test]
    fn what_others_say_takes_the_place_of_what_was_noted() {
        let mut notes = Notes::parse("url: https://a.org\nlink_text: Letter\nmine: x\n");
        let said = Notes::parse("link_text: Report\nurn: 7\nurl: https://a.org\n");
        let changes = notes.correct(&said);
        let change = |key: &str, old: &str, new: &str| (key.into(), old.into(), new.into());
        assert_eq!(
            changes,
            [
                change("link_text", "Letter", "Report"),
                change("urn", "", "7")
            ]
        );
        assert_eq!(notes.get("mine"), Some("x"));
        assert!(notes.correct(&said).is_empty());
    }
}
