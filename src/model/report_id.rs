//! The names of reports.

use std::fmt;

use super::{Date, Kind};

/// The stable name of a report: `southend-on-sea/2024-10-25/ilacs`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReportId(String);

impl ReportId {
    /// Takes a name as it is printed.
    pub fn new(name: impl Into<String>) -> Self {
        ReportId(name.into())
    }

    /// Makes the name of a report on a body, known by its slug, of a day and a kind.
    pub fn of(body: Option<&str>, date: Option<Date>, kind: Kind) -> Self {
        let body = body.unwrap_or("unknown");
        match date {
            Some(date) => ReportId(format!("{body}/{date}/{kind}")),
            None => ReportId(format!("{body}/undated/{kind}")),
        }
    }

    /// Returns the name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ReportId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}
