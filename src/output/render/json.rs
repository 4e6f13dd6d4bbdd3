//! JSON: lines of objects, and the one object that answers a search.
//!
//! Controls are escaped, all of them: a terminal may read what a program does not.

use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};

use crate::index::Facet;
use crate::model::is_control;
use crate::output::answer::Answer;
use crate::output::wire::{FacetMap, FacetRow, OfferRow, SaidAsRow, SuggestionRow};

/// A way to write JSON, with controls escaped.
struct Escaping<F>(F);

impl<F: Formatter> Formatter for Escaping<F> {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        text: &str,
    ) -> io::Result<()> {
        escaped(out, text)
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_array(out)
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array(out)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array_value(out)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object(out)
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object(out)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object_value(out)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_value(out)
    }
}

/// Writes a part of a string that has no ASCII control in it.
fn escaped<W: ?Sized + Write>(out: &mut W, text: &str) -> io::Result<()> {
    if text.is_ascii() && !text.contains('\u{7f}') {
        return out.write_all(text.as_bytes());
    }
    for part in text.split_inclusive(is_control) {
        let mut plain = part.chars();
        match plain.next_back().filter(|c| is_control(*c)) {
            // None of them lies outside the basic plane.
            Some(control) => write!(out, "{}\\u{:04x}", plain.as_str(), u32::from(control))?,
            None => out.write_all(part.as_bytes())?,
        }
    }
    Ok(())
}

/// Writes a value without a line feed.
pub(in crate::output) fn compact(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    Ok(value.serialize(&mut Serializer::with_formatter(
        &mut *out,
        Escaping(CompactFormatter),
    ))?)
}

/// Writes a value on one line.
pub(in crate::output) fn line(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    compact(out, value)?;
    out.write_all(b"\n")
}

/// Writes a value over several lines, for people to read too.
pub(crate) fn pretty(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(
        &mut *out,
        Escaping(PrettyFormatter::new()),
    ))?;
    out.write_all(b"\n")
}

/// Writes the object that answers a search, with all items of `list`.
pub(in crate::output) fn enveloped<T: Serialize>(
    out: &mut impl Write,
    answer: &Answer<'_>,
    list: &str,
    items: impl IntoIterator<Item = T>,
) -> io::Result<()> {
    let mut envelope = Envelope::open(out, answer, list)?;
    for item in items {
        envelope.item(out, &item)?;
    }
    envelope.close(out, answer)
}

/// The fields of the object that answers a search. It is never made: [`Envelope`] writes them one by
/// one.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "it describes what is written piece by piece")]
pub(in crate::output) struct EnvelopeFields<'a, T> {
    query: &'a str,
    explained: Vec<String>,
    total: u64,
    total_distinct: u64,
    total_reports: u64,
    reports_searched: u64,
    hits: Vec<T>,
    facets: BTreeMap<String, Vec<FacetRow<'a>>>,
    kinds_left_out: BTreeMap<&'static str, u64>,
    also_called: Vec<OfferRow<'a>>,
    said_as: Vec<SaidAsRow<'a>>,
    suggestions: Vec<SuggestionRow<'a>>,
    notes: Vec<String>,
}

/// The object that answers a search, written while its items are still being found.
///
/// The envelope takes a line a field and its list a line an item.
#[derive(Debug)]
pub(in crate::output) struct Envelope {
    empty: bool,
}

impl Envelope {
    /// Writes what stands before the items of `list`; `hits` is there in any case.
    pub(in crate::output) fn open(
        out: &mut impl Write,
        answer: &Answer<'_>,
        list: &str,
    ) -> io::Result<Self> {
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
    pub(in crate::output) fn item(
        &mut self,
        out: &mut impl Write,
        item: &impl Serialize,
    ) -> io::Result<()> {
        out.write_all(if self.empty { b"\n    " } else { b",\n    " })?;
        self.empty = false;
        compact(out, item)
    }

    /// Writes what stands behind the items.
    pub(in crate::output) fn close(
        self,
        out: &mut impl Write,
        answer: &Answer<'_>,
    ) -> io::Result<()> {
        out.write_all(if self.empty { b"],\n" } else { b"\n  ],\n" })?;
        out.write_all(b"  \"facets\": ")?;
        compact(out, &FacetMap(&answer.results.facets))?;
        out.write_all(b",\n  \"kinds_left_out\": ")?;
        compact(out, &kinds_left_out(&answer.results.facets))?;
        let offers: Vec<_> = answer.results.offers.iter().map(OfferRow::from).collect();
        out.write_all(b",\n  \"also_called\": ")?;
        compact(out, &offers)?;
        let said = answer.said_as.iter();
        let said = said.map(|name| SaidAsRow::new(answer.query, name));
        out.write_all(b",\n  \"said_as\": ")?;
        compact(out, &said.collect::<Vec<_>>())?;
        let suggestions = answer.results.suggestions.iter().map(SuggestionRow::from);
        out.write_all(b",\n  \"suggestions\": ")?;
        compact(out, &suggestions.collect::<Vec<_>>())?;
        out.write_all(b",\n  \"notes\": ")?;
        compact(out, &answer.results.notes)?;
        out.write_all(b"\n}\n")
    }
}

/// Collects of which kinds the shares of facets leave out how many reports.
fn kinds_left_out(facets: &[Facet]) -> BTreeMap<&'static str, u64> {
    let left_out = facets.iter().flat_map(|facet| &facet.left_out);
    left_out
        .map(|(kind, reports)| (kind.slug(), *reports))
        .collect()
}

fn field(out: &mut impl Write, name: &str, value: &impl Serialize) -> io::Result<()> {
    write!(out, "  \"{name}\": ")?;
    compact(out, value)?;
    out.write_all(b",\n")
}

#[cfg(test)]
mod tests {
    use super::{line, pretty};
    use crate::output::testutil::written;

    #[test]
    fn controls_are_escaped_and_come_back() {
        let text = "é \u{7}\u{7f}\u{9b}1m \u{202e}x “y”\n";
        let json = written(|out| line(out, &[text]));
        assert_eq!(json, "[\"é \\u0007\\u007f\\u009b1m \\u202ex “y”\\n\"]\n");
        let back: Vec<String> = serde_json::from_str(&json).unwrap();
        assert_eq!(back, [text]);
        let json = written(|out| pretty(out, &[text]));
        let back: Vec<String> = serde_json::from_str(&json).unwrap();
        assert_eq!(back, [text]);
        assert!(json.starts_with("[\n  \""));
    }
}
