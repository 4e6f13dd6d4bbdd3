//! Lists of addresses, for sites that nothing is known of.

use std::collections::BTreeSet;
use std::fmt;

use crate::gazetteer::{GazetteerError, Table};
use crate::http::Url;
use crate::model::{Date, Provider};
use crate::query::spelling::nearest;
use crate::report::is_metadata_key;
use crate::rules::Rules;

use super::name::{Linked, split_text};

/// The column of addresses.
const URL: &str = "url";

/// Reports a list that cannot be used: the line, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListError {
    /// The line, counted from 1.
    pub line: u64,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for ListError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for ListError {}

impl From<GazetteerError> for ListError {
    fn from(error: GazetteerError) -> Self {
        ListError {
            line: error.line,
            message: error.message,
        }
    }
}

/// Reads a CSV file of addresses: a column `url`, and any of those keys that metadata beside a
/// file may have (`published`, `kind`, `authority`, `provider`, `title`, `urn`, …).
///
/// # Errors
/// A column that is no such key, an address or day that is none, an address that stands there twice.
pub fn listed(csv: &[u8], rules: &Rules) -> Result<Vec<Linked>, ListError> {
    let table = Table::read(csv)?;
    let fault = |line: u64, message: String| Err(ListError { line, message });
    if !table.has(URL) {
        return fault(
            1,
            format!("no column `{URL}`; the first line names the columns"),
        );
    }
    for column in table.columns() {
        if !is_metadata_key(column, rules) {
            let known = [
                "url",
                "published",
                "kind",
                "authority",
                "provider",
                "title",
                "urn",
            ];
            let hint = match nearest(column, known).first() {
                Some(near) => format!(", did you mean `{near}`?"),
                None => String::new(),
            };
            return fault(1, format!("unknown column `{column}`{hint}"));
        }
    }
    let mut listed = Vec::new();
    let mut seen = BTreeSet::new();
    for row in table.rows() {
        let url = match Url::parse(row.get(URL)) {
            Ok(url) => url,
            // It is not said where it may hold a password.
            Err(error) if row.get(URL).contains('@') => {
                return fault(row.line(), format!("the address cannot be used: {error}"));
            }
            Err(error) => return fault(row.line(), format!("`{}`: {error}", row.get(URL))),
        };
        if !seen.insert(url.clone()) {
            return fault(row.line(), format!("{url} stands here a second time"));
        }
        let published = match row.get("published") {
            "" => split_text(row.get("link_text")).1,
            day => match day.parse::<Date>() {
                Ok(day) => Some(day),
                Err(_) => return fault(row.line(), format!("`{day}` is no day YYYY-MM-DD")),
            },
        };
        let kind = row.get("kind");
        if !kind.is_empty() && rules.terms().kind(&kind.to_lowercase()).is_none() {
            let kinds = || rules.terms().kinds.iter().map(|kind| kind.slug());
            let hint = match nearest(&kind.to_lowercase(), kinds()).first() {
                Some(near) => format!(", did you mean `{near}`?"),
                None => format!("; known are {}", kinds().collect::<Vec<_>>().join(", ")),
            };
            return fault(row.line(), format!("unknown kind `{kind}`{hint}"));
        }
        let bodies = [row.get("provider"), row.get("authority")];
        let body = bodies
            .into_iter()
            .find(|body| !body.is_empty())
            .unwrap_or_default();
        let notes = table
            .columns()
            .filter(|column| ![URL, "link_text"].contains(column));
        let notes = notes.map(|column| (column.to_owned(), row.get(column).to_owned()));
        listed.push(Linked {
            text: row.get("link_text").to_owned(),
            published,
            folder: folder(rules, row.get("provider"), row.get("authority"), published),
            body: body.to_owned(),
            urn: row.get("urn").to_owned(),
            page: None,
            notes: notes.filter(|(_, value)| !value.is_empty()).collect(),
            url,
        });
    }
    Ok(listed)
}

/// Names the folder of a body.
fn folder(rules: &Rules, provider: &str, authority: &str, date: Option<Date>) -> Option<String> {
    if !provider.is_empty() {
        return Some(Provider::named(provider).slug);
    }
    let known = rules.gazetteer().authority_in(authority, date);
    let slug = known.map_or_else(
        || Provider::named(authority).slug,
        |known| known.slug.clone(),
    );
    Some(slug).filter(|slug| !slug.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(csv: &str) -> Result<Vec<Linked>, String> {
        listed(csv.as_bytes(), Rules::builtin()).map_err(|error| error.to_string())
    }

    #[test]
    fn addresses_come_with_what_is_known_of_them() {
        let list = "URL,published,authority,title\nhttps://a.org/1.pdf,2024-05-06,Kent,A report\n\
            https://a.org/2.pdf,,,\n";
        let listed = read(list).unwrap();
        assert_eq!(listed[0].folder.as_deref(), Some("kent"));
        assert_eq!(listed[0].published.unwrap().to_string(), "2024-05-06");
        assert!(
            listed[0]
                .notes
                .contains(&("title".to_owned(), "A report".to_owned()))
        );
        assert_eq!((listed[1].folder.clone(), listed[1].notes.len()), (None, 0));
    }

    #[test]
    fn lists_in_other_encodings_are_told() {
        let check = |bytes: &[u8], expected: &str| {
            let error = listed(bytes, Rules::builtin()).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        };
        check(
            b"url,title\nhttps://a.org/1,Caf\xe9\n",
            "line 2: letters that are not UTF-8",
        );
        check(b"\xff\xfeu\0r\0l\0", "line 1: letters that are not UTF-8");
    }

    #[test]
    fn what_cannot_be_used_is_said_with_its_line() {
        let check = |csv: &str, expected: &str| {
            let error = read(csv).unwrap_err();
            assert!(error.contains(expected), "{error}");
        };
        check("address\nx\n", "line 1: no column `url`");
        check(
            "url,publised\nhttps://a.org/1,\n",
            "unknown column `publised`, did you mean `published`?",
        );
        check("url\na.org\n", "line 2: `a.org`: it does not begin");
        check(
            "url\nhttps://a.org/1\nhttps://a.org/1#x\n",
            "line 3: https://a.org/1 stands here",
        );
        check(
            "url,published\nhttps://a.org/1,May\n",
            "line 2: `May` is no day",
        );
        check(
            "url,kind\nhttps://a.org/1,letter\n",
            "line 2: unknown kind `letter`; known are ",
        );
        check(
            "url,kind\nhttps://a.org/1,focussed-visit\n",
            "unknown kind `focussed-visit`, did you mean `focused-visit`?",
        );
        check(
            "url\nhttps://me:secret@a.org/1\n",
            "line 2: the address cannot be used: it holds a name or password",
        );
        check("url,title,URL\n", "line 1: two columns `url`");
        check(
            "url,title\nhttps://a.org/1,A,report\n",
            "line 2: 3 cells under 2 columns",
        );
    }
}
