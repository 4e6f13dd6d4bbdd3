//! Paragraphs that say the same as a text in other words.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::paragraphs::{Met, Reader};
use super::thesaurus::{Direction, Thesaurus};
use crate::index::{CountedParagraph, Hit, Index, IndexError, SearchRequest, TokenStreams};
use crate::model::{Paragraph, ParagraphId};
use crate::query::fold::{fold, words};
use crate::query::{Filters, parse};

/// So many units at most are marked in a paragraph, those that carry most of its likeness.
const MARKED: usize = 6;

/// What is looked for.
#[derive(Debug, Clone)]
pub enum Like {
    /// A paragraph of the index.
    Paragraph(ParagraphId),
    /// A text of anybody's.
    Text(String),
}

/// A question for paragraphs in other words.
#[derive(Debug, Clone)]
pub struct RewordedRequest {
    /// What they are to say.
    pub like: Like,
    /// What their tags must be.
    pub filters: Filters,
    /// How many to return; none means all.
    pub limit: Option<usize>,
}

/// Paragraphs that say the same in other words.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Reworded {
    /// The text asked about.
    pub text: String,
    /// The names in it by which it was understood, as printed, the most telling first.
    pub understood: Vec<String>,
    /// How many paragraphs were compared.
    pub total: u64,
    /// The likest of them, each with the cosine of the angle between the two; the names in it that
    /// carry the likeness are its highlights.
    pub hits: Vec<(Hit, f32)>,
}

/// Finds the paragraphs that say the same as a text in other words, the likest first; none where
/// there is no such paragraph to ask about. Those in nearly the same words are left out.
///
/// # Errors
/// A filter's value that no report has; an index that cannot be read.
pub fn reworded(
    index: &Index,
    thesaurus: &Thesaurus,
    request: &RewordedRequest,
) -> Result<Option<Reworded>, IndexError> {
    let Some(text) = text_of(index, &request.like)? else {
        return Ok(None);
    };
    let everything = parse("").map_err(|_| IndexError::Damaged("query"))?;
    let mut paragraphs = index.census(&SearchRequest {
        filters: request.filters.clone(),
        ..SearchRequest::new(everything)
    })?;
    // The numbers of reports follow the order in which they were read.
    let reports = index.numbered_reports(&request.filters)?;
    let name = |of: &CountedParagraph| reports.get(&of.report).map(|record| &record.id);
    paragraphs.sort_by(|a, b| (name(a), a.place).cmp(&(name(b), b.place)));
    let streams = index.token_streams(&paragraphs)?;
    let reader = Reader::new(thesaurus, &streams);
    let own = units_of(&text, &reader, &streams);
    let mut answer = Reworded {
        understood: telling(thesaurus, own.iter().map(|(met, _)| met.unit)),
        text,
        total: paragraphs.len() as u64,
        hits: Vec::new(),
    };
    let met: Vec<Met> = own.into_iter().map(|(met, _)| met).collect();
    let Some(meaning) = reader.meaning(&met) else {
        return Ok(Some(answer));
    };
    let mut likest: Vec<(f32, usize)> = Vec::new();
    for at in 0..paragraphs.len() {
        let met = reader.read(&streams.tokens[streams.range(at)]);
        if let Some(other) = reader.meaning(&met) {
            likest.push((meaning.likeness(&other), at));
        }
    }
    likest.sort_by(|a, b| b.0.total_cmp(&a.0));
    let most = request.limit.unwrap_or(usize::MAX);
    for (likeness, at) in likest {
        if answer.hits.len() >= most {
            break;
        }
        let hit = read(index, &paragraphs[at], &reader, &streams, &meaning)?;
        let resemblance = Index::resemblance_of_texts(&answer.text, &hit.paragraph.text);
        if !Index::is_near_duplicate(resemblance) && hit.paragraph.text != answer.text {
            answer.hits.push((hit, likeness));
        }
    }
    Ok(Some(answer))
}

fn text_of(index: &Index, like: &Like) -> Result<Option<String>, IndexError> {
    let id = match like {
        Like::Text(text) => return Ok(Some(text.clone())),
        Like::Paragraph(id) => id,
    };
    let mut paragraphs = index.paragraphs(&id.report)?.into_iter();
    let own = paragraphs.find(|paragraph| paragraph.locator.to_string() == id.locator);
    Ok(own.map(|paragraph| paragraph.text))
}

/// Finds the units of a text, with the bytes that each takes.
fn units_of(text: &str, reader: &Reader<'_>, streams: &TokenStreams) -> Vec<(Met, Range<usize>)> {
    let known = words(text).filter_map(|span| {
        let token = streams.token(&fold(&text[span.clone()]))?;
        Some((token, span))
    });
    let (tokens, spans): (Vec<u32>, Vec<Range<usize>>) = known.unzip();
    let met = reader.read(&tokens).into_iter();
    met.map(|met| (met, spans[met.from].start..spans[met.to - 1].end))
        .collect()
}

/// Lists names by how much they say, the most telling first.
fn telling(thesaurus: &Thesaurus, units: impl Iterator<Item = usize>) -> Vec<String> {
    let mut units: Vec<usize> = units.collect();
    units.sort_unstable();
    units.dedup();
    units.sort_by(|a, b| thesaurus.weight(*b).total_cmp(&thesaurus.weight(*a)));
    units
        .into_iter()
        .map(|unit| thesaurus.printed[unit].clone())
        .collect()
}

/// Reads a paragraph, with its units marked that carry most of its likeness.
fn read(
    index: &Index,
    paragraph: &CountedParagraph,
    reader: &Reader<'_>,
    streams: &TokenStreams,
    meaning: &Direction,
) -> Result<Hit, IndexError> {
    let (report, paragraph) = index.counted(paragraph)?;
    Ok(Hit {
        highlights: carrying(&paragraph, reader, streams, meaning),
        ..Hit::chosen(Arc::new(report), paragraph)
    })
}

/// Finds the places of the units that carry most of a paragraph's likeness.
fn carrying(
    paragraph: &Paragraph,
    reader: &Reader<'_>,
    streams: &TokenStreams,
    meaning: &Direction,
) -> Vec<Range<usize>> {
    let mut shares: BTreeMap<usize, f32> = BTreeMap::new();
    let units = units_of(&paragraph.text, reader, streams);
    for (met, _) in &units {
        shares.insert(met.unit, reader.share(met.unit, meaning));
    }
    let mut shares: Vec<(f32, usize)> = shares
        .into_iter()
        .filter(|(_, share)| *share > 0.0)
        .map(|(unit, share)| (share, unit))
        .collect();
    shares.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    shares.truncate(MARKED);
    let marked = units.into_iter();
    let marked = marked.filter(|(met, _)| shares.iter().any(|(_, unit)| *unit == met.unit));
    let mut marks: Vec<Range<usize>> = Vec::new();
    for (_, span) in marked {
        match marks.last_mut() {
            // A word of a phrase that is marked.
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => marks.push(span),
        }
    }
    marks
}
