//! Metadata beside a file: what it sets goes before what the text says.

use crate::model::{
    Authority, AuthorityType, Date, DateSpan, Provider, Report, Warned, Warning, WarningKind,
};
use crate::query::spelling::nearest;
use crate::rules::Rules;

use super::Origin;
use super::recognise::Recognised;

/// Keys that set a field of the report.
const FIELDS: [&str; 13] = [
    "published",
    "url",
    "kind",
    "framework",
    "authority",
    "provider",
    "title",
    "inspection_start",
    "inspection_end",
    "lead_inspector",
    "overall_grade",
    "theme",
    "urn",
];
/// Keys that say where the file came from, and of which no more is made.
const ORIGINS: [&str; 6] = [
    "link_text",
    "fetched",
    "sha256",
    "etag",
    "last_modified",
    "source",
];

/// What the lines of a file of metadata say.
#[derive(Debug, Default)]
pub(super) struct Metadata<'a> {
    /// Key and value, the key in small letters with underscores.
    entries: Vec<(String, &'a str)>,
    warnings: Vec<Warning>,
}

/// Tells whether metadata beside a file may have a key.
pub fn is_key(key: &str, rules: &Rules) -> bool {
    let key = super::origin::key(key);
    let identifiers = rules.families().iter();
    let mut identifiers = identifiers.flat_map(|family| &family.front.identifiers);
    FIELDS.contains(&key.as_str())
        || ORIGINS.contains(&key.as_str())
        || identifiers.any(|(name, _)| super::origin::key(name) == key)
}

/// Reads lines of `key: value`.
pub(super) fn read<'a>(origin: &Origin<'a>, rules: &Rules) -> Metadata<'a> {
    let mut metadata = Metadata::default();
    let Some(text) = origin.sidecar else {
        return metadata;
    };
    let identifiers = rules.families().iter();
    let identifiers = identifiers.flat_map(|family| &family.front.identifiers);
    let identifiers: Vec<&str> = identifiers.map(|(name, _)| name.as_str()).collect();
    for (number, line) in (1..).zip(super::origin::lines(text)) {
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        let Some((key, value)) = line.split_once(':') else {
            metadata.doubt(format!("line {number} of the metadata is no `key: value`"));
            continue;
        };
        let key = super::origin::key(key);
        let known = FIELDS.iter().chain(&ORIGINS).chain(&identifiers);
        if known.clone().any(|known| super::origin::key(known) == key) {
            if metadata.entries.iter().any(|(name, _)| *name == key) {
                metadata.doubt(format!(
                    "`{key}` stands in the metadata more than once, and the first that says something counts"
                ));
            }
            metadata.entries.push((key, value.trim()));
        } else {
            let near = nearest(&key, known.copied());
            let hint = match near.first() {
                Some(near) => format!(", did you mean `{near}`?"),
                None => String::new(),
            };
            metadata.doubt(format!("unknown key `{key}` in the metadata{hint}"));
        }
    }
    metadata
}

impl<'a> Metadata<'a> {
    fn doubt(&mut self, message: String) {
        self.warnings.push(Warning {
            kind: WarningKind::Metadata,
            message,
            page: None,
        });
    }

    fn value(&self, key: &str) -> Option<&'a str> {
        let mut entries = self.entries.iter();
        let found = entries.find(|(name, value)| name == key && !value.is_empty());
        found.map(|(_, value)| *value)
    }

    /// Returns the family of the kind that is set.
    pub(super) fn recognised<'r>(&self, rules: &'r Rules) -> Option<Recognised<'r>> {
        let kind = rules.terms().kind(&self.value("kind")?.to_lowercase())?;
        Some(Recognised {
            family: rules.family_of(kind)?,
            kind,
            file: "",
            line: 0,
            because: vec!["the metadata says so".to_owned()],
            tried: Vec::new(),
        })
    }

    fn date(&mut self, key: &str) -> Option<Date> {
        let value = self.value(key)?;
        let date = value.parse().ok();
        if date.is_none() {
            self.doubt(format!(
                "`{key}: {value}` in the metadata is no date YYYY-MM-DD"
            ));
        }
        date
    }

    /// Sets the fields of a report, and adds what is doubtful.
    pub(super) fn set(mut self, read: &mut Warned<Report>, rules: &Rules) {
        let terms = rules.terms();
        let report = &mut read.value;
        let unknown = |what: &str, value: &str| format!("unknown {what} `{value}` in the metadata");
        if let Some(kind) = self.value("kind")
            && terms.kind(&kind.to_lowercase()).is_none()
        {
            self.doubt(unknown("kind", kind));
        }
        if let Some(slug) = self.value("framework") {
            match terms.framework(&slug.to_lowercase()) {
                Some(framework) => report.framework = Some(framework),
                None => self.doubt(unknown("framework", slug)),
            }
        }
        if let Some(slug) = self.value("overall_grade") {
            match terms.grade(&slug.to_lowercase()) {
                Some(grade) => report.overall = Some(grade),
                None => self.doubt(unknown("grade", slug)),
            }
        }
        let (start, end) = (self.date("inspection_start"), self.date("inspection_end"));
        if let Some(end) = end.or(report.inspection.map(|span| span.end)).or(start) {
            let start = start.or(report.inspection.map(|span| span.start));
            let set = DateSpan {
                start: start.unwrap_or(end),
                end,
            };
            if let Some(printed) = report.inspection.replace(set)
                && printed != set
            {
                self.warnings.push(Warning {
                    kind: WarningKind::DateConflict,
                    message: format!(
                        "inspected {} by the text, and {} by the metadata, which counts",
                        days(printed),
                        days(set)
                    ),
                    page: None,
                });
            }
        }
        if let Some(published) = self.date("published")
            && let Some(span) = report.inspection
            && published < span.end
        {
            self.doubt(format!(
                "published on {published} by the metadata, before the inspection ended"
            ));
        }
        if let Some(name) = self.value("authority") {
            let date = report.inspection.map(|span| span.end);
            let told = report.authority.take();
            let set = match rules.gazetteer().authority_in(name, date) {
                Some(authority) => authority.clone(),
                None => {
                    self.doubt(format!("no known authority in `{name}`, taken as it is"));
                    Authority {
                        slug: Provider::named(name).slug,
                        name: name.to_owned(),
                        region: String::new(),
                        authority_type: AuthorityType(String::new()),
                        urn: None,
                    }
                }
            };
            if let Some(told) = told.filter(|told| told.slug != set.slug) {
                self.doubt(format!(
                    "about {} by the text, and about {} by the metadata, which counts",
                    told.name, set.name
                ));
            }
            report.authority = Some(set);
        }
        if let Some(name) = self.value("provider") {
            let identifiers = report.provider.take().map(|known| known.identifiers);
            report.provider = Some(Provider {
                identifiers: identifiers.unwrap_or_default(),
                ..Provider::named(name)
            });
        }
        if let (None, Some(authority)) = (&report.provider, &mut report.authority)
            && let Some(urn) = self.value("urn")
        {
            authority.urn = Some(urn.to_owned());
        }
        if let Some(provider) = &mut report.provider {
            for (key, value) in &self.entries {
                let is_field = FIELDS.contains(&key.as_str()) && key != "urn";
                if !is_field && !ORIGINS.contains(&key.as_str()) {
                    provider.identifiers.retain(|(name, _)| name != key);
                    provider
                        .identifiers
                        .push((key.clone(), (*value).to_owned()));
                }
            }
        }
        if let Some(title) = self.value("title") {
            report.title = title.to_owned();
        }
        if let Some(theme) = self.value("theme") {
            report.theme = Some(theme.to_owned());
        }
        if let Some(names) = self.value("lead_inspector") {
            let names = names.split(';').map(str::trim);
            let named = names.filter(|name| !name.is_empty());
            let inspectors = named.map(|name| rules.gazetteer().inspector(name));
            report.lead_inspectors = inspectors.collect();
        }
        read.warnings.append(&mut self.warnings);
        // What was set is no longer missing.
        let report = &read.value;
        read.warnings.retain(|warning| match warning.kind {
            WarningKind::AuthorityUnknown => report.authority.is_none(),
            WarningKind::AuthorityInferred => self.value("authority").is_none(),
            WarningKind::ProviderUnknown => report.provider.is_none(),
            WarningKind::DateUnknown => report.inspection.is_none(),
            WarningKind::InspectorUnknown => report.lead_inspectors.is_empty(),
            _ => true,
        });
    }
}

fn days(span: DateSpan) -> String {
    match span.start == span.end {
        true => span.end.to_string(),
        false => format!("{} to {}", span.start, span.end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Block, Role};

    const LETTER: [&str; 4] = [
        "Dear Ms Bird",
        "Focused visit to Ambleford children’s services",
        "This letter summarises the findings of the visit to Ambleford on 5 and 6 May 2021.",
        "Social workers visit.",
    ];

    fn read_with(sidecar: &str) -> Warned<Report> {
        read_letter(&LETTER, sidecar)
    }

    fn read_letter(letter: &[&str], sidecar: &str) -> Warned<Report> {
        let block = |line: &&str| Block::plain(Role::Paragraph, (*line).to_owned());
        let blocks: Vec<Block> = letter.iter().map(block).collect();
        let origin = Origin {
            sidecar: Some(sidecar),
            ..Origin::of_name("letter.md")
        };
        crate::report::read(&blocks, &origin, Rules::builtin())
    }

    fn check_doubt(sidecar: &str, expected: &str) {
        let said: Vec<String> = read_with(sidecar)
            .warnings
            .iter()
            .map(ToString::to_string)
            .collect();
        assert!(said.iter().any(|said| said.contains(expected)), "{said:?}");
    }

    #[test]
    fn any_field_can_be_set() {
        let report = read_with(
            "\u{FEFF}kind: focused-visit\n\
             Authority: Kent\nprovider: Aford School\nurn: 100200\n\
             inspection-start: 2020-01-06\ninspection end: 2020-01-07\n\
             published: 2020-02-03\nlead inspector: Ann Other; Bob Smith\n",
        );
        let report = report.value;
        assert_eq!(
            report.base_id().as_str(),
            "aford-school/2020-01-07/focused-visit"
        );
        assert_eq!(report.authority.unwrap().slug, "kent");
        let identifiers = report.provider.unwrap().identifiers;
        assert_eq!(identifiers, [("urn".to_owned(), "100200".to_owned())]);
        assert_eq!(report.lead_inspectors.len(), 2);
        assert_eq!(report.published.unwrap().date.to_string(), "2020-02-03");
    }

    #[test]
    fn another_authority_than_that_of_the_text_is_said() {
        let letter = LETTER.map(|line| line.replace("Ambleford", "Kent"));
        let letter: Vec<&str> = letter.iter().map(String::as_str).collect();
        let said = |sidecar: &str| {
            let read = read_letter(&letter, sidecar);
            assert!(read.value.authority.is_some());
            let warnings = read.warnings.iter().map(ToString::to_string);
            warnings.collect::<Vec<_>>().join("\n")
        };
        let expected = "about Kent by the text, and about Slough by the metadata, which counts";
        assert!(said("authority: Slough").contains(expected));
        assert!(!said("authority: Kent County Council").contains("by the text"));
    }

    #[test]
    fn what_cannot_be_used_is_said() {
        check_doubt("publised: 2021-06-01", "did you mean `published`?");
        check_doubt("published: 31 June 2021", "no date YYYY-MM-DD");
        check_doubt("published: 2021-02-31", "no date YYYY-MM-DD");
        check_doubt("published: 2021-05-01", "before the inspection ended");
        check_doubt("kind: letter", "unknown kind `letter`");
        check_doubt("framework: ilacs", "unknown framework `ilacs`");
        check_doubt(
            "inspection_start: 2020-01-06\ninspection_end: 2020-01-07",
            "inspected 2021-05-05 to 2021-05-06 by the text, and 2020-01-06 to 2020-01-07 by the metadata",
        );
        check_doubt(
            "urn: 1\nURN: 2",
            "`urn` stands in the metadata more than once",
        );
        check_doubt("no colon here", "line 1 of the metadata");
    }
}
