//! What is known of a report from outside its text.

use crate::model::Date;

use super::dates;

/// The file that a report was read from.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// The file's name, without folders.
    pub file_name: &'a str,
    /// The number of its pages; 1 for formats without.
    pub pages: u32,
}

impl Origin<'_> {
    /// Returns the day of publication that the inspectorate's website puts at the end of a
    /// file's name: `children's services inspection - 12 july 2024.pdf`.
    pub(super) fn published(&self) -> Option<Date> {
        let stem = self
            .file_name
            .rsplit_once('.')
            .map_or(self.file_name, |(stem, _)| stem);
        let tail = stem.rsplit(" - ").next()?;
        dates::whole_date(tail)
    }
}

#[cfg(test)]
mod tests {
    use super::Origin;

    #[test]
    fn dates_in_file_names() {
        let check = |file_name, expected: Option<&str>| {
            let date = Origin {
                file_name,
                pages: 1,
            }
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
}
