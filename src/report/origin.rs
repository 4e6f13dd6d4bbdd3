//! What is known of a report from outside its text.

use crate::model::{Date, Published, PublishedSource};

use super::dates;

/// The file that a report was read from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Origin<'a> {
    /// The file's name, without folders.
    pub file_name: &'a str,
    /// The number of its pages; 1 for formats without.
    pub pages: u32,
    /// Lines of the running heads and feet, none twice.
    pub running: &'a [String],
    /// The content of the file of metadata beside it, if there is one.
    pub sidecar: Option<&'a str>,
}

impl<'a> Origin<'a> {
    /// Knows of a file only its name; it has one page.
    pub fn of_name(file_name: &'a str) -> Self {
        Origin {
            file_name,
            pages: 1,
            ..Origin::default()
        }
    }

    /// Returns the day of publication as known from outside: from the file of metadata, or else
    /// from the end of the file's name, where the inspectorate's website puts it:
    /// `children's services inspection - 12 july 2024.pdf`.
    pub(super) fn published(&self) -> Option<Date> {
        self.publication().map(|published| published.date)
    }

    /// The same, with the source.
    pub(super) fn publication(&self) -> Option<Published> {
        let beside = self.noted("published").and_then(|value| value.parse().ok());
        if let Some(date) = beside {
            return Some(Published {
                date,
                source: PublishedSource::Sidecar,
            });
        }
        let stem = self
            .file_name
            .rsplit_once('.')
            .map_or(self.file_name, |(stem, _)| stem);
        let date = dates::whole_date(stem.rsplit(" - ").next()?)?;
        Some(Published {
            date,
            source: PublishedSource::Filename,
        })
    }

    /// Returns the day of publication as it is printed, or else as it is known from outside.
    pub(super) fn publication_or(&self, printed: Option<Date>) -> Option<Published> {
        let printed = printed.map(|date| Published {
            date,
            source: PublishedSource::Text,
        });
        printed.or(self.publication())
    }

    /// Returns the address of the published file.
    pub(super) fn url(&self) -> Option<String> {
        self.noted("url").map(str::to_owned)
    }

    /// Looks a key up in the metadata: lines of `key: value`.
    fn noted(&self, key: &str) -> Option<&'a str> {
        lines(self.sidecar?).find_map(|line| {
            let (name, value) = line.split_once(':')?;
            (self::key(name) == key).then(|| value.trim())
        })
    }
}

/// Lists the lines of a file of metadata, without its byte order mark.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.strip_prefix('\u{FEFF}').unwrap_or(text).lines()
}

/// Brings a key to one form: small letters, with underscores.
pub(super) fn key(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '-'], "_")
}

#[cfg(test)]
mod tests {
    use super::Origin;

    #[test]
    fn dates_in_file_names() {
        let check = |file_name, expected: Option<&str>| {
            let date = Origin::of_name(file_name)
                .published()
                .map(|date| date.to_string());
            assert_eq!(date.as_deref(), expected, "{file_name}");
        };
        check(
            "children's services inspection - 12 july 2024.pdf",
            Some("2024-07-12"),
        );
        check(
            "children's services inspection,  pdf - 23 august 2013.pdf",
            Some("2013-08-23"),
        );
        check("minutes.pdf", None);
    }

    #[test]
    fn metadata_beside_the_file() {
        let origin = Origin {
            sidecar: Some("published: 2024-12-03\nURL: https://example.org/file/1\n"),
            ..Origin::of_name("report - 1 may 2020.pdf")
        };
        assert_eq!(origin.published().unwrap().to_string(), "2024-12-03");
        assert_eq!(origin.url().as_deref(), Some("https://example.org/file/1"));
    }
}
