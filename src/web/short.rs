//! Short names of paragraphs, for addresses that hold many: a hash of the report, and the place in it.

use std::collections::HashMap;

use crate::corpus::hash_bytes;
use crate::model::ReportId;

/// Hexadecimal digits that stand for a report: 40 bits.
const DIGITS: usize = 10;

/// The short names of the reports of a commit.
#[derive(Debug, Default)]
pub(super) struct ShortNames {
    /// None where two reports would have the same.
    reports: HashMap<String, Option<ReportId>>,
}

impl ShortNames {
    pub(super) fn of(reports: impl Iterator<Item = ReportId>) -> Self {
        let mut named = HashMap::new();
        for report in reports {
            let short = digits(report.as_str());
            let is_alone = !named.contains_key(&short);
            named.insert(short, is_alone.then_some(report));
        }
        ShortNames { reports: named }
    }

    /// Returns the short name of a paragraph, or the one that it has where there is none.
    pub(super) fn short(&self, id: &str) -> String {
        let Some((report, place)) = id.split_once('#') else {
            return id.to_owned();
        };
        let short = digits(report);
        match self.reports.get(&short) {
            Some(Some(known)) if known.as_str() == report => format!("{short}.{place}"),
            _ => id.to_owned(),
        }
    }

    /// Returns the name of a paragraph that is named short, and every other as it is.
    pub(super) fn whole(&self, name: &str) -> String {
        let known = name
            .split_once('.')
            .and_then(|(short, place)| Some((self.reports.get(short)?.as_ref()?, place)));
        match known {
            Some((report, place)) => format!("{report}#{place}"),
            None => name.to_owned(),
        }
    }
}

fn digits(report: &str) -> String {
    let mut digits = hash_bytes(report.as_bytes());
    digits.truncate(DIGITS);
    digits
}

#[cfg(test)]
mod tests {
    use super::ShortNames;
    use crate::model::ReportId;

    #[test]
    fn short_names_lead_back() {
        let reports = ["a/2019-06-14/ilacs", "b.c/undated/sif"].map(ReportId::new);
        let names = ShortNames::of(reports.into_iter());
        for id in ["a/2019-06-14/ilacs#28", "b.c/undated/sif#improvement-2"] {
            let short = names.short(id);
            assert!(short.len() < id.len(), "{short}");
            assert_eq!(names.whole(&short), id);
        }
        for other in [
            "x/2019/sif#1",
            "a/2019-06-14/ilacs",
            "",
            "#",
            ".",
            "0123456789.1",
        ] {
            assert_eq!(names.short(other), other);
            assert_eq!(names.whole(other), other);
        }
    }

    #[test]
    fn a_name_of_two_is_none() {
        let twice = [ReportId::new("a"), ReportId::new("a")];
        let names = ShortNames::of(twice.into_iter());
        assert_eq!(names.short("a#1"), "a#1");
    }
}
