//! Records as text, as the index's document store keeps them (`store`): values one after the other,
//! so that those that neighbours share compress to next to nothing, and that a record is read by one
//! pass over borrowed bytes. No derived format would do: floors below `output` serialise nothing, and
//! what is read back is bound to the terms of the commit.
//!
//! Members of closed sets are stored by slug, so that a new member does not move the old ones.

use std::str::FromStr;

use crate::index::{Edition, FileFate, FileRecord, IndexError, ReportRecord};
use crate::model::{
    Area, AreaDefinition, AreaGroup, Authority, AuthorityType, DateSpan, Framework,
    FrameworkDefinition, Grade, GradeDefinition, Inspector, Judgement, Kind, KindDefinition,
    Locator, Paragraph, Place, Provider, Published, Reference, Report, ReportId, Section,
    SectionDefinition, Succession, Terms, Warning, WordBalance,
};

/// So many bytes of a paragraph's record are mostly not its text.
const BESIDE_TEXT: usize = 256;

/// Stores a paragraph with the name of its report.
///
/// The text comes first, because it is often wanted alone; what neighbours have in common comes
/// together, so that it compresses to next to nothing.
pub(in crate::index) fn encode_paragraph(report: &ReportId, paragraph: &Paragraph) -> String {
    let mut w = Encoder {
        text: String::with_capacity(paragraph.text.len() + BESIDE_TEXT),
    };
    w.str(&paragraph.text);
    w.str(report.as_str());
    w.str(paragraph.section.slug());
    w.option(paragraph.area.as_ref(), |w, area| w.str(area.slug()));
    w.option(paragraph.group.as_ref(), |w, group| w.str(group.slug()));
    w.option(paragraph.grade, |w, grade| w.str(grade.slug()));
    w.option(paragraph.heading.as_ref(), |w, heading| w.str(heading));
    w.list(&paragraph.notes, |w, note| w.str(note));
    w.option(paragraph.note_of.as_ref(), Encoder::locator);
    w.list(&paragraph.references, |w, reference| {
        w.str(&reference.element);
        w.number(reference.number.into());
    });
    w.locator(&paragraph.locator);
    w.option(paragraph.number, |w, number| w.number(number.into()));
    w.number(paragraph.page.into());
    w.number(paragraph.last_page.into());
    w.option(paragraph.recognised, |w, percent| w.number(percent.into()));
    w.text
}

/// Reads what [`encode_paragraph`] stored.
pub(in crate::index) fn decode_paragraph<'a>(
    bytes: &'a [u8],
    terms: &Terms,
) -> Result<(&'a str, Paragraph), IndexError> {
    let mut r = Decoder::new(bytes)?;
    let mut read = || {
        let text = r.str()?;
        let report = r.borrowed()?;
        let paragraph = Paragraph {
            section: terms.section(r.borrowed()?)?,
            area: r.option(|r| r.str().map(Area::new))?,
            group: r.option(|r| r.str().map(AreaGroup::new))?,
            grade: r.option(|r| terms.grade(r.borrowed()?))?,
            heading: r.option(Decoder::str)?,
            notes: r.list(Decoder::str)?,
            note_of: r.option(|r| r.locator(terms))?,
            references: r.list(|r| {
                Some(Reference {
                    element: r.str()?,
                    number: r.small()?,
                })
            })?,
            locator: r.locator(terms)?,
            number: r.option(Decoder::small)?,
            page: r.small()?,
            last_page: r.small()?,
            recognised: r.option(|r| r.small()?.try_into().ok())?,
            text,
        };
        Some((report, paragraph))
    };
    read().ok_or(IndexError::Damaged("paragraph"))
}

/// Reads the text alone of what [`encode_paragraph`] stored.
pub(in crate::index) fn decode_text(bytes: &[u8]) -> Result<&str, IndexError> {
    let text = Decoder::new(bytes)?.borrowed();
    text.ok_or(IndexError::Damaged("paragraph"))
}

/// Stores a report.
pub(in crate::index) fn encode_report(record: &ReportRecord) -> String {
    let mut w = Encoder::default();
    w.str(record.id.as_str());
    w.list(&record.paths, |w, path| w.str(path));
    w.str(&record.absolute);
    w.str(&record.sha256);
    w.number(record.bytes);
    w.number(record.paragraphs.into());
    w.number(record.notes.into());
    w.option(record.last_number, |w, number| w.number(number.into()));
    w.list(&record.warnings, |w, warning| {
        w.str(warning.kind.slug());
        w.str(&warning.message);
        w.option(warning.page, |w, page| w.number(page.into()));
    });
    w.number(record.edition.number.into());
    w.number(record.edition.of.into());
    w.option(record.edition.replaced_by.as_ref(), |w, id| {
        w.str(id.as_str());
    });
    let report = &record.report;
    w.str(report.kind.slug());
    w.str(report.language.slug());
    w.option(report.framework, |w, framework| w.str(framework.slug()));
    w.option(report.authority.as_ref(), Encoder::authority);
    w.option(report.provider.as_ref(), |w, provider| {
        w.str(&provider.name);
        w.str(&provider.slug);
        w.list(&provider.identifiers, |w, (name, value)| {
            w.str(name);
            w.str(value);
        });
    });
    w.str(&report.title);
    w.option(report.inspection, |w, span| {
        w.str(&span.start.to_string());
        w.str(&span.end.to_string());
    });
    w.option(report.published, |w, published| {
        w.str(&published.date.to_string());
        w.str(published.source.slug());
    });
    w.option(report.url.as_ref(), |w, url| w.str(url));
    w.option(report.about.as_ref(), |w, about| w.str(about.as_str()));
    w.list(&report.lead_inspectors, |w, inspector| {
        w.str(&inspector.name);
        w.str(&inspector.printed);
    });
    w.option(report.overall, |w, grade| w.str(grade.slug()));
    w.list(&report.judgements, |w, judgement| {
        w.str(judgement.area.slug());
        w.option(judgement.group.as_ref(), |w, group| w.str(group.slug()));
        w.str(judgement.grade.slug());
    });
    w.option(report.theme.as_ref(), |w, theme| w.str(theme));
    w.number(report.pages.into());
    let words = &report.words;
    for count in [
        words.findings,
        words.other,
        words.boilerplate,
        words.apparatus,
    ] {
        w.number(count);
    }
    w.text
}

/// Reads what [`encode_report`] stored.
pub(in crate::index) fn decode_report(
    bytes: &[u8],
    terms: &Terms,
) -> Result<ReportRecord, IndexError> {
    read_report(&mut Decoder::new(bytes)?, terms).ok_or(IndexError::Damaged("report"))
}

fn read_report(r: &mut Decoder<'_>, terms: &Terms) -> Option<ReportRecord> {
    let id = ReportId::new(r.str()?);
    let paths = r.list(Decoder::str)?;
    let absolute = r.str()?;
    let sha256 = r.str()?;
    let bytes = r.number()?;
    let paragraphs = r.small()?;
    let notes = r.small()?;
    let last_number = r.option(Decoder::small)?;
    let warnings = r.list(|r| {
        let (kind, message) = (r.parse()?, r.str()?);
        Some(Warning {
            kind,
            message,
            page: r.option(Decoder::small)?,
        })
    })?;
    let edition = Edition {
        number: r.small()?,
        of: r.small()?,
        replaced_by: r.option(|r| r.str().map(ReportId::new))?,
    };
    let report = Report {
        kind: terms.kind(r.borrowed()?)?,
        language: r.parse()?,
        framework: r.option(|r| terms.framework(r.borrowed()?))?,
        authority: r.option(Decoder::authority)?,
        provider: r.option(|r| {
            Some(Provider {
                name: r.str()?,
                slug: r.str()?,
                identifiers: r.list(|r| Some((r.str()?, r.str()?)))?,
            })
        })?,
        title: r.str()?,
        inspection: r.option(|r| {
            Some(DateSpan {
                start: r.parse()?,
                end: r.parse()?,
            })
        })?,
        published: r.option(|r| {
            Some(Published {
                date: r.parse()?,
                source: r.parse()?,
            })
        })?,
        url: r.option(Decoder::str)?,
        about: r.option(|r| r.str().map(ReportId::new))?,
        lead_inspectors: r.list(|r| {
            Some(Inspector {
                name: r.str()?,
                printed: r.str()?,
            })
        })?,
        overall: r.option(|r| terms.grade(r.borrowed()?))?,
        judgements: r.list(|r| {
            let area = Area::new(r.str()?);
            let group = r.option(|r| r.str().map(AreaGroup::new))?;
            Some(Judgement {
                area,
                group,
                grade: terms.grade(r.borrowed()?)?,
            })
        })?,
        theme: r.option(Decoder::str)?,
        paragraphs: Vec::new(),
        pages: r.small()?,
        words: WordBalance {
            findings: r.number()?,
            other: r.number()?,
            boilerplate: r.number()?,
            apparatus: r.number()?,
        },
    };
    Some(ReportRecord {
        id,
        report,
        paths,
        absolute,
        sha256,
        bytes,
        paragraphs,
        notes,
        last_number,
        warnings,
        edition,
    })
}

/// Stores an entry of the ledger.
pub(in crate::index) fn encode_file(file: &FileRecord) -> String {
    let mut w = Encoder::default();
    w.str(&file.path);
    w.str(&file.absolute);
    w.str(&file.sha256);
    w.str(&file.blake3);
    w.number(file.bytes);
    w.str(&file.context);
    w.str(&file.stamp);
    w.str(&file.aid);
    w.option(file.missing, |w, day| w.str(&day.to_string()));
    match &file.fate {
        FileFate::Indexed(id) => {
            w.number(0);
            w.str(id.as_str());
        }
        FileFate::Refused(reason) => {
            w.number(1);
            w.str(reason);
        }
    }
    w.text
}

/// Reads what [`encode_file`] stored.
pub(in crate::index) fn decode_file(bytes: &[u8]) -> Result<FileRecord, IndexError> {
    let mut r = Decoder::new(bytes)?;
    let mut read = || {
        let (path, absolute) = (r.str()?, r.str()?);
        let (sha256, blake3, bytes) = (r.str()?, r.str()?, r.number()?);
        let (context, stamp, aid) = (r.str()?, r.str()?, r.str()?);
        let missing = r.option(Decoder::parse)?;
        let fate = match r.number()? {
            0 => FileFate::Indexed(ReportId::new(r.str()?)),
            _ => FileFate::Refused(r.str()?),
        };
        Some(FileRecord {
            path,
            absolute,
            sha256,
            blake3,
            bytes,
            context,
            stamp,
            aid,
            missing,
            fate,
        })
    };
    read().ok_or(IndexError::Damaged("ledger entry"))
}

/// Stores the terms that reports are tagged with.
pub(in crate::index) fn encode_terms(terms: &Terms) -> String {
    let mut w = Encoder::default();
    w.list(&terms.kinds, |w, kind| {
        let kind = kind.definition();
        w.str(&kind.slug);
        w.str(&kind.title);
        w.str(&kind.inspectorate);
        w.str(&kind.body_page);
        w.str(kind.source.slug());
        for flag in [kind.is_graded, kind.is_successive, kind.has_outcome] {
            w.flag(flag);
        }
        w.number(kind.order.into());
    });
    w.list(&terms.frameworks, |w, framework| {
        let framework = framework.definition();
        w.str(&framework.slug);
        w.str(&framework.title);
        w.number(framework.order.into());
    });
    w.list(&terms.grades, |w, grade| {
        let grade = grade.definition();
        w.str(&grade.slug);
        w.str(&grade.title);
        w.str(&grade.short);
        w.str(&grade.letter.to_string());
        w.str(&grade.scale);
        w.option(grade.rank, |w, rank| w.number(rank.into()));
        w.flag(grade.is_given);
        w.number(grade.order.into());
    });
    w.list(&terms.sections, |w, section| {
        let section = section.definition();
        w.str(&section.slug);
        w.flag(section.is_finding);
        w.flag(section.is_improvement);
        w.flag(section.is_notes);
        w.number(section.order.into());
    });
    w.list(&terms.areas, |w, area| {
        w.str(area.area.slug());
        w.str(&area.name);
        w.option(area.group.as_ref(), |w, group| w.str(group.slug()));
        w.flag(area.is_of_other_body);
    });
    w.list(&terms.successions, |w, succession| {
        w.str(&succession.authority);
        w.list(&succession.predecessors, |w, slug| w.str(slug));
    });
    w.list(&terms.authorities, Encoder::authority);
    w.text
}

/// Reads what [`encode_terms`] stored.
pub(in crate::index) fn decode_terms(text: &str) -> Option<Terms> {
    let r = &mut Decoder { text };
    Some(Terms {
        kinds: r.list(|r| {
            Some(Kind::define(KindDefinition {
                slug: r.str()?,
                title: r.str()?,
                inspectorate: r.str()?,
                body_page: r.str()?,
                source: r.parse()?,
                is_graded: r.flag()?,
                is_successive: r.flag()?,
                has_outcome: r.flag()?,
                order: r.small()?,
            }))
        })?,
        frameworks: r.list(|r| {
            Some(Framework::define(FrameworkDefinition {
                slug: r.str()?,
                title: r.str()?,
                order: r.small()?,
            }))
        })?,
        grades: r.list(|r| {
            Some(Grade::define(GradeDefinition {
                slug: r.str()?,
                title: r.str()?,
                short: r.str()?,
                letter: r.borrowed()?.chars().next()?,
                scale: r.str()?,
                rank: r.option(Decoder::small)?,
                is_given: r.flag()?,
                order: r.small()?,
            }))
        })?,
        sections: r.list(|r| {
            Some(Section::define(SectionDefinition {
                slug: r.str()?,
                is_finding: r.flag()?,
                is_improvement: r.flag()?,
                is_notes: r.flag()?,
                order: r.small()?,
            }))
        })?,
        areas: r.list(|r| {
            Some(AreaDefinition {
                area: Area::new(r.str()?),
                name: r.str()?,
                group: r.option(|r| r.str().map(AreaGroup::new))?,
                is_of_other_body: r.flag()?,
            })
        })?,
        successions: r.list(|r| {
            Some(Succession {
                authority: r.str()?,
                predecessors: r.list(Decoder::str)?,
            })
        })?,
        authorities: r.list(Decoder::authority)?,
    })
}

#[derive(Default)]
struct Encoder {
    text: String,
}

impl Encoder {
    /// Writes six bits a letter, the lowest first; the seventh says that more follow.
    fn number(&mut self, mut number: u64) {
        while number >= MORE {
            self.text.push(char::from((number % MORE + MORE) as u8));
            number /= MORE;
        }
        self.text.push(char::from(number as u8));
    }

    fn flag(&mut self, flag: bool) {
        self.number(flag.into());
    }

    fn str(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.text.push_str(text);
    }

    fn authority(&mut self, authority: &Authority) {
        self.str(&authority.slug);
        self.str(&authority.name);
        self.str(&authority.region);
        self.str(&authority.authority_type.0);
        self.option(authority.urn.as_ref(), |w, urn| w.str(urn));
    }

    fn locator(&mut self, locator: &Locator) {
        self.option(locator.part.as_ref(), |w, part| w.str(part));
        // A number has no section.
        match locator.place {
            Place::Number(number) => {
                self.str("");
                self.number(number.into());
            }
            Place::Ordinal(section, ordinal) => {
                self.str(section.slug());
                self.number(ordinal.into());
            }
        }
    }

    fn option<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.number(u64::from(value.is_some()));
        if let Some(value) = value {
            write(self, value);
        }
    }

    fn list<T>(&mut self, items: &[T], write: impl Fn(&mut Self, &T)) {
        self.number(items.len() as u64);
        for item in items {
            write(self, item);
        }
    }
}

/// See [`Encoder::number`].
const MORE: u64 = 1 << 6;

struct Decoder<'a> {
    text: &'a str,
}

impl<'a> Decoder<'a> {
    fn new(bytes: &'a [u8]) -> Result<Self, IndexError> {
        let text = std::str::from_utf8(bytes).map_err(|_| IndexError::Damaged("record"))?;
        Ok(Decoder { text })
    }

    fn take(&mut self, length: usize) -> Option<&'a str> {
        let (taken, rest) = self.text.split_at_checked(length)?;
        self.text = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(6) {
            let letter = u64::from(*self.take(1)?.as_bytes().first()?);
            number |= (letter % MORE) << shift;
            if letter < MORE {
                return Some(number);
            }
        }
        None
    }

    fn flag(&mut self) -> Option<bool> {
        Some(self.number()? != 0)
    }

    fn small(&mut self) -> Option<u32> {
        self.number()?.try_into().ok()
    }

    fn str(&mut self) -> Option<String> {
        self.borrowed().map(str::to_owned)
    }

    fn borrowed(&mut self) -> Option<&'a str> {
        let length = self.number()?.try_into().ok()?;
        self.take(length)
    }

    fn authority(&mut self) -> Option<Authority> {
        Some(Authority {
            slug: self.str()?,
            name: self.str()?,
            region: self.str()?,
            authority_type: AuthorityType(self.str()?),
            urn: self.option(Decoder::str)?,
        })
    }

    fn parse<T: FromStr>(&mut self) -> Option<T> {
        self.borrowed()?.parse().ok()
    }

    /// The outer option is for damage, the inner one for the value.
    fn locator(&mut self, terms: &Terms) -> Option<Locator> {
        Some(Locator {
            part: self.option(Decoder::str)?.map(Into::into),
            place: match (self.borrowed()?, self.small()?) {
                ("", number) => Place::Number(number),
                (section, ordinal) => Place::Ordinal(terms.section(section)?, ordinal),
            },
        })
    }

    fn option<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        match self.number()? {
            0 => Some(None),
            _ => read(self).map(Some),
        }
    }

    fn list<T>(&mut self, read: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let length = self.number()?;
        (0..length).map(|_| read(self)).collect()
    }
}
