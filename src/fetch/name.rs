//! What a document is called: on the site, and in the folder.

use std::collections::BTreeSet;

use crate::corpus::hash_bytes;
use crate::gazetteer::fold;
use crate::http::Url;
use crate::model::{Date, Provider};
use crate::report::whole_date;

/// The most letters of a part of a name.
const MOST: usize = 60;

/// A document to which a page or a list leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// Where it is.
    pub url: Url,
    /// The text of the link.
    pub text: String,
    /// Day of publication, where the text says it.
    pub published: Option<Date>,
    /// The folder of the body that it is about; none where only the document tells.
    pub folder: Option<String>,
    /// The body as the site calls it; empty where nothing does.
    pub body: String,
    /// The number of the body on the site; empty where it has none.
    pub urn: String,
    /// The page that leads to it; none for one of a list.
    pub page: Option<Url>,
    /// What else is said of it: keys of metadata, with their values.
    pub notes: Vec<(String, String)>,
}

impl Linked {
    /// Knows of a document only where it is.
    pub(super) fn at(url: Url) -> Self {
        Linked {
            url,
            text: String::new(),
            published: None,
            folder: None,
            body: String::new(),
            urn: String::new(),
            page: None,
            notes: Vec::new(),
        }
    }

    /// Returns what is said of it under a key of metadata.
    pub(super) fn said(&self, key: &str) -> Option<&str> {
        let mut notes = self.notes.iter();
        let found = notes.find(|(name, _)| name == key);
        found.map(|(_, value)| value.as_str())
    }

    /// Returns what the document is called without its date and format: `children's services
    /// inspection` of `Children's services inspection, pdf - 12 july 2024`.
    pub fn label(&self) -> &str {
        split_text(&self.text).0
    }

    /// Returns the name by which the document is told from others: the number that ends its address,
    /// where it ends with one, else its [`Self::hashed_id`].
    pub(super) fn id(&self) -> String {
        let segment = self.url.last_segment();
        let is_number = segment.bytes().all(|byte| byte.is_ascii_digit());
        match is_number && (4..=MOST).contains(&segment.len()) {
            true => segment.to_owned(),
            false => self.hashed_id(),
        }
    }

    /// Returns the last part of the address, short and plain, with a hash of the whole behind it, which
    /// no other address has.
    fn hashed_id(&self) -> String {
        let is_plain = |c: char| c.is_ascii_alphanumeric();
        let segment = self.url.last_segment();
        let stem = segment.rsplit_once('.').map_or(segment, |(stem, _)| stem);
        let plain: String = stem
            .chars()
            .map(|c| if is_plain(c) { c } else { '-' })
            .collect();
        let hash = hash_bytes(self.url.to_string().as_bytes());
        let name = short(&plain);
        let parts = [name.as_str(), &hash[..8]];
        parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("-")
    }
}

/// The names of documents by their addresses: one that several addresses would have, none has.
#[derive(Debug, Default)]
pub(super) struct Ids {
    shared: BTreeSet<String>,
}

impl Ids {
    /// Knows the addresses that there are.
    pub(super) fn of<'a>(addresses: impl IntoIterator<Item = &'a Url>) -> Self {
        let addresses: BTreeSet<&Url> = addresses.into_iter().collect();
        let (mut seen, mut shared) = (BTreeSet::new(), BTreeSet::new());
        for address in addresses {
            let id = Linked::at(address.clone()).id();
            if seen.contains(&id) {
                shared.insert(id);
            } else {
                seen.insert(id);
            }
        }
        Ids { shared }
    }

    /// Names a document.
    pub(super) fn id(&self, document: &Linked) -> String {
        let id = document.id();
        match self.shared.contains(&id) {
            true => document.hashed_id(),
            false => id,
        }
    }
}

/// Parts the text of a link into what it calls the document, and the day of publication.
pub(super) fn split_text(text: &str) -> (&str, Option<Date>) {
    let (label, date) = match text.rsplit_once(" - ") {
        Some((label, date)) if whole_date(date).is_some() => (label, whole_date(date)),
        _ => (text, None),
    };
    let lower = label.to_ascii_lowercase();
    let label = lower
        .trim_end()
        .strip_suffix("pdf")
        .map_or(label, |rest| &label[..rest.len()]);
    (label.trim_end_matches([' ', ',', '-', '(']), date)
}

/// Finds a date among the words of a text, where there is one and no other.
pub(super) fn date_within(text: &str) -> Option<Date> {
    let words: Vec<&str> = text
        .split([' ', ',', ':', '(', ')'])
        .filter(|w| !w.is_empty())
        .collect();
    let dates = words
        .windows(3)
        .filter_map(|three| whole_date(&three.join(" ")));
    let in_digits = words.iter().filter_map(|word| whole_date(word));
    let mut dates: Vec<Date> = dates.chain(in_digits).collect();
    dates.dedup();
    match dates[..] {
        [date] => Some(date),
        _ => None,
    }
}

/// Makes a part of a name of words: small letters, digits and hyphens, not too many.
pub(super) fn short(words: &str) -> String {
    let slug = Provider::named(&fold(words)).slug;
    let plain = slug
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-');
    let plain: String = plain.take(MOST).collect();
    plain.trim_matches('-').to_owned()
}

/// Returns the name of a file, without its ending.
pub(super) fn stem(date: Option<Date>, kind: &str, id: &str) -> String {
    let date = date.map_or("undated".to_owned(), |date| date.to_string());
    let parts = [date.as_str(), kind, id].into_iter();
    parts
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_links_are_parted() {
        let check = |text: &str, label: &str, date: Option<&str>| {
            let (found, published) = split_text(text);
            let published = published.map(|date| date.to_string());
            assert_eq!((found, published.as_deref()), (label, date), "{text}");
        };
        let label = "Children's services inspection";
        check(
            "Children's services inspection, PDF - 12 July 2024",
            label,
            Some("2024-07-12"),
        );
        check(
            "Children's services inspection - 12 July 2024",
            label,
            Some("2024-07-12"),
        );
        check("Children's services inspection (pdf", label, None);
        check("Inspection - revised", "Inspection - revised", None);
        check("", "", None);
        check("PDF", "", None);
    }

    #[test]
    fn one_date_is_found_and_of_two_none() {
        let check = |text: &str, expected: Option<&str>| {
            let date = date_within(text).map(|date| date.to_string());
            assert_eq!(date.as_deref(), expected, "{text}");
        };
        check("Inspection report: 12 July 2024, PDF", Some("2024-07-12"));
        check("Inspected 1 May 2024, published 12 July 2024", None);
        check("Report (PDF, 300 kB) 05/06/2023", Some("2023-06-05"));
        check(
            "Report of 5 June 2023, published 05/06/2023",
            Some("2023-06-05"),
        );
        check("Inspected 1 May 2024, published 12/07/2024", None);
        check("Report 2023", None);
        check("Report", None);
    }

    #[test]
    fn ids_are_plain_and_tell_apart() {
        let id = |url: &str| Linked::at(Url::parse(url).unwrap()).id();
        assert_eq!(id("https://files.a.org/v1/file/50252240"), "50252240");
        let (one, other) = (
            id("https://a.org/1/Report%20A.pdf"),
            id("https://a.org/2/Report%20A.pdf"),
        );
        assert!(
            one.starts_with("report-20a-") && one != other,
            "{one} {other}"
        );
        assert_eq!(id("https://a.org/").len(), 8);
    }

    #[test]
    fn a_number_of_several_addresses_names_none_of_them() {
        let urls = [
            "https://a.org/en/file/7654321",
            "https://a.org/cy/file/7654321",
            "https://a.org/en/file/7654322",
        ];
        let urls = urls.map(|url| Url::parse(url).unwrap());
        let ids = Ids::of(urls.iter().chain(&urls));
        let [english, welsh, other] = urls.map(|url| ids.id(&Linked::at(url)));
        assert_eq!(other, "7654322");
        assert!(english.starts_with("7654321-") && welsh.starts_with("7654321-"));
        assert_ne!(english, welsh);
    }
}
