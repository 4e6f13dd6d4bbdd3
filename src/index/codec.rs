//! Records as text, for the index's document store, which writes and reads text by the stretch
//! and bytes one by one.
//!
//! Members of closed sets are stored by slug, so that a new member does not move the old ones.

use std::str::FromStr;

use super::{Fate, FileRecord, IndexError, ReportRecord};
use crate::model::{
    Area, AreaGroup, Authority, AuthorityType, DateSpan, Inspector, Judgement, Paragraph,
    Published, Report, ReportId, Warning, WordBalance,
};

/// So many bytes of a paragraph's record are mostly not its text.
const BESIDE_TEXT: usize = 256;

/// Stores a paragraph with the name of its report.
///
/// What neighbours have in common comes first, so that it compresses to next to nothing.
pub(super) fn encode_paragraph(report: &ReportId, paragraph: &Paragraph) -> String {
    let mut w = Encoder {
        text: String::with_capacity(paragraph.text.len() + BESIDE_TEXT),
    };
    w.str(report.as_str());
    w.str(paragraph.section.slug());
    w.option(paragraph.area.as_ref(), |w, area| w.str(area.slug()));
    w.option(paragraph.grade, |w, grade| w.str(grade.slug()));
    w.option(paragraph.heading.as_ref(), |w, heading| w.str(heading));
    w.list(&paragraph.notes, |w, note| w.str(note));
    w.str(&paragraph.locator.to_string());
    w.option(paragraph.number, |w, number| w.number(number.into()));
    w.number(paragraph.page.into());
    w.number(paragraph.last_page.into());
    w.str(&paragraph.text);
    w.text
}

/// Reads what [`encode_paragraph`] stored.
pub(super) fn decode_paragraph(bytes: &[u8]) -> Result<(ReportId, Paragraph), IndexError> {
    let mut r = Decoder::new(bytes)?;
    let mut read = || {
        let report = ReportId::new(r.str()?);
        let paragraph = Paragraph {
            section: r.parse()?,
            area: r.option(|r| r.str().map(Area::new))?,
            grade: r.option(Decoder::parse)?,
            heading: r.option(Decoder::str)?,
            notes: r.list(Decoder::str)?,
            locator: r.parse()?,
            number: r.option(Decoder::small)?,
            page: r.small()?,
            last_page: r.small()?,
            text: r.str()?,
        };
        Some((report, paragraph))
    };
    read().ok_or(IndexError::Damaged("paragraph"))
}

/// Stores a report.
pub(super) fn encode_report(record: &ReportRecord) -> String {
    let mut w = Encoder::default();
    w.str(record.id.as_str());
    w.list(&record.paths, |w, path| w.str(path));
    w.str(&record.absolute);
    w.str(&record.sha256);
    w.number(record.bytes);
    w.number(record.paragraphs.into());
    w.option(record.last_number, |w, number| w.number(number.into()));
    w.list(&record.warnings, |w, warning| {
        w.str(warning.kind.slug());
        w.str(&warning.message);
        w.option(warning.page, |w, page| w.number(page.into()));
    });
    let report = &record.report;
    w.str(report.kind.slug());
    w.option(report.framework, |w, framework| w.str(framework.slug()));
    w.option(report.authority.as_ref(), |w, authority| {
        w.str(&authority.slug);
        w.str(&authority.name);
        w.str(&authority.region);
        w.str(&authority.authority_type.0);
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
pub(super) fn decode_report(bytes: &[u8]) -> Result<ReportRecord, IndexError> {
    read_report(&mut Decoder::new(bytes)?).ok_or(IndexError::Damaged("report"))
}

fn read_report(r: &mut Decoder<'_>) -> Option<ReportRecord> {
    let id = ReportId::new(r.str()?);
    let paths = r.list(Decoder::str)?;
    let absolute = r.str()?;
    let sha256 = r.str()?;
    let bytes = r.number()?;
    let paragraphs = r.small()?;
    let last_number = r.option(Decoder::small)?;
    let warnings = r.list(|r| {
        let (kind, message) = (r.parse()?, r.str()?);
        Some(Warning {
            kind,
            message,
            page: r.option(Decoder::small)?,
        })
    })?;
    let report = Report {
        kind: r.parse()?,
        framework: r.option(Decoder::parse)?,
        authority: r.option(|r| {
            let (slug, name, region) = (r.str()?, r.str()?, r.str()?);
            Some(Authority {
                slug,
                name,
                region,
                authority_type: AuthorityType(r.str()?),
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
        overall: r.option(Decoder::parse)?,
        judgements: r.list(|r| {
            let area = Area::new(r.str()?);
            let group = r.option(|r| r.str().map(AreaGroup::new))?;
            Some(Judgement {
                area,
                group,
                grade: r.parse()?,
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
        last_number,
        warnings,
    })
}

/// Stores an entry of the ledger.
pub(super) fn encode_file(file: &FileRecord) -> String {
    let mut w = Encoder::default();
    w.str(&file.path);
    w.str(&file.absolute);
    w.str(&file.sha256);
    w.number(file.bytes);
    w.str(&file.context);
    w.str(&file.stamp);
    match &file.fate {
        Fate::Indexed(id) => {
            w.number(0);
            w.str(id.as_str());
        }
        Fate::Refused(reason) => {
            w.number(1);
            w.str(reason);
        }
    }
    w.text
}

/// Reads what [`encode_file`] stored.
pub(super) fn decode_file(bytes: &[u8]) -> Result<FileRecord, IndexError> {
    let mut r = Decoder::new(bytes)?;
    let mut read = || {
        let (path, absolute, sha256, bytes) = (r.str()?, r.str()?, r.str()?, r.number()?);
        let (context, stamp) = (r.str()?, r.str()?);
        let fate = match r.number()? {
            0 => Fate::Indexed(ReportId::new(r.str()?)),
            _ => Fate::Refused(r.str()?),
        };
        Some(FileRecord {
            path,
            absolute,
            sha256,
            bytes,
            context,
            stamp,
            fate,
        })
    };
    read().ok_or(IndexError::Damaged("ledger entry"))
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

    fn str(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.text.push_str(text);
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

    fn parse<T: FromStr>(&mut self) -> Option<T> {
        self.borrowed()?.parse().ok()
    }

    /// The outer option is for damage, the inner one for the value.
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
