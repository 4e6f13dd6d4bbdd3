//! JSON: lines of objects, and the one object that answers a search.

use std::io::{self, Write};

use serde::Serialize;

use super::advice::{OfferRow, SuggestionRow};
use super::totals::Answer;
use super::wire::FacetMap;

/// Writes a value on one line.
pub(super) fn line(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

/// Writes a value over several lines, for people to read too.
pub(super) fn pretty(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    out.write_all(b"\n")
}

/// The object that answers a search, written while its items are still being found.
///
/// The envelope takes a line a field and its list a line an item.
#[derive(Debug)]
pub(super) struct Envelope {
    empty: bool,
}

impl Envelope {
    /// Writes what stands before the items of `list`; `hits` is there in any case.
    pub(super) fn open(out: &mut impl Write, answer: &Answer<'_>, list: &str) -> io::Result<Self> {
        let results = answer.results;
        out.write_all(b"{\n")?;
        field(out, "query", &answer.query)?;
        field(out, "explained", &results.explained)?;
        field(out, "total", &results.total)?;
        field(out, "total_distinct", &results.total_distinct)?;
        field(out, "total_reports", &results.total_reports)?;
        field(out, "reports_searched", &results.reports_searched)?;
        if list != "hits" {
            out.write_all(b"  \"hits\": [],\n")?;
        }
        write!(out, "  \"{list}\": [")?;
        Ok(Envelope { empty: true })
    }

    /// Writes an item of the list.
    pub(super) fn item(&mut self, out: &mut impl Write, item: &impl Serialize) -> io::Result<()> {
        out.write_all(if self.empty { b"\n    " } else { b",\n    " })?;
        self.empty = false;
        Ok(serde_json::to_writer(out, item)?)
    }

    /// Writes what stands behind the items.
    pub(super) fn close(self, out: &mut impl Write, answer: &Answer<'_>) -> io::Result<()> {
        out.write_all(if self.empty { b"],\n" } else { b"\n  ],\n" })?;
        out.write_all(b"  \"facets\": ")?;
        serde_json::to_writer(&mut *out, &FacetMap(&answer.results.facets))?;
        let offers: Vec<_> = answer.results.offers.iter().map(OfferRow::from).collect();
        out.write_all(b",\n  \"also_called\": ")?;
        serde_json::to_writer(&mut *out, &offers)?;
        let suggestions = answer.results.suggestions.iter().map(SuggestionRow::from);
        out.write_all(b",\n  \"suggestions\": ")?;
        serde_json::to_writer(&mut *out, &suggestions.collect::<Vec<_>>())?;
        out.write_all(b",\n  \"notes\": ")?;
        serde_json::to_writer(&mut *out, &answer.results.notes)?;
        out.write_all(b"\n}\n")
    }
}

fn field(out: &mut impl Write, name: &str, value: &impl Serialize) -> io::Result<()> {
    write!(out, "  \"{name}\": ")?;
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b",\n")
}
