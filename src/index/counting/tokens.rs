//! Token streams: the words of paragraphs as numbers, in their order.
//!
//! What is counted over whole texts (phrases, collocates) reads these. The postings tell of each
//! word where it stands; turned about, they tell of each place which word stands there, so that
//! no text is unpacked and read again.

use std::collections::BTreeMap;
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::directory::{CompositeFile, OwnedBytes};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::SegmentComponent;
use tantivy::positions::PositionReader;
use tantivy::postings::TermInfo;
use tantivy::schema::{Field as TantivyField, IndexRecordOption};
use tantivy::{DocAddress, DocId, InvertedIndexReader, SegmentReader};

use crate::index::answer::{found, hits, reports};
use crate::index::commit::Commit;
use crate::index::commit::register::Numbers;
use crate::index::commit::report_entry::ReportEntry;
use crate::index::counting::spelling::{Spellings, Unified};
use crate::index::disk::schema::Class;
use crate::index::matching::matcher::Matcher;
use crate::index::matching::matches::Match;
use crate::index::stop::Stop;
use crate::index::text::{Form, word};
use crate::index::threads::join;
use crate::index::{IndexError, ReportRecord, SearchRequest, Sort};
use crate::model::{Paragraph, ParagraphId};
use crate::query::Filters;
use crate::query::fold::{fold, words};

/// A paragraph to be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountedParagraph {
    /// The number of its report in this index; see [`Index::numbered_reports`](super::super::Index::numbered_reports).
    pub report: u64,
    /// Its place in the report.
    pub place: u64,
    /// A number for its words, shared by its copies in other reports; none for a short one.
    pub wording: Option<u64>,
    address: DocAddress,
}

impl CountedParagraph {
    pub(in crate::index) fn new(found: &Match, places: &[Column<u64>]) -> Self {
        let place = places[found.segment as usize].first(found.doc);
        CountedParagraph {
            report: found.serial.0,
            place: place.unwrap_or_default(),
            wording: (found.wording != 0).then_some(found.wording),
            address: found.address(),
        }
    }
}

/// The words of some paragraphs.
#[derive(Debug)]
pub struct TokenStreams {
    /// The words of the whole index, folded and sorted; a token is a place in this list.
    pub words: Vec<String>,
    /// The tokens of all paragraphs, one after the other, compounds in one spelling.
    pub tokens: Vec<u32>,
    /// Where the tokens of each paragraph end, in the order in which they were asked for.
    pub ends: Vec<usize>,
    spellings: Spellings,
}

/// Words of a paragraph as printed, with the sentence around them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The paragraph.
    pub id: ParagraphId,
    /// The sentence.
    pub sentence: String,
    /// The words, in bytes of the sentence.
    pub words: Range<usize>,
}

/// The words of one segment.
struct SegmentWords {
    /// The documents that live, ascending.
    docs: Vec<DocId>,
    /// Where the room for the words of each document begins in `tokens`, and at last where it ends.
    starts: Vec<usize>,
    /// The words of each document, and [`NO_WORD`] behind them where there is more room.
    tokens: Vec<u32>,
}

/// Stands where no word does.
const NO_WORD: u32 = u32::MAX;

/// Lists the paragraphs that match, by report and place; order, limit and facets of the
/// request do not matter.
pub(in crate::index) fn census(
    commit: &Commit,
    request: &SearchRequest,
) -> Result<Vec<CountedParagraph>, IndexError> {
    let unscored = SearchRequest {
        sort: Sort::Newest,
        ..request.clone()
    };
    let matches = found::find(commit, &unscored)?.matches.list(commit)?;
    let places = commit.register.numbers(Numbers::Place)?;
    let counted = matches
        .iter()
        .map(|found| CountedParagraph::new(found, places));
    let mut paragraphs: Vec<_> = counted.collect();
    // Each segment has them in this order, which a stable sort makes use of.
    paragraphs.sort_by_key(|paragraph| (paragraph.report, paragraph.place));
    Ok(paragraphs)
}

/// Reads a paragraph of [`census`].
pub(in crate::index) fn paragraph(
    commit: &Commit,
    counted: &CountedParagraph,
) -> Result<Paragraph, IndexError> {
    Ok(commit.paragraph_at(counted.address)?.1)
}

/// Lists the paragraphs of [`census`] with the number of their places that match; a
/// paragraph in which nothing lights up counts as one place.
pub(in crate::index) fn census_of_places(
    commit: &Commit,
    request: &SearchRequest,
) -> Result<Vec<(CountedParagraph, u64)>, IndexError> {
    let unscored = SearchRequest {
        sort: Sort::Newest,
        ..request.clone()
    };
    let found = found::find(commit, &unscored)?;
    let matches = found.matches.list(commit)?;
    let places = commit.register.numbers(Numbers::Place)?;
    let matcher = Matcher::new(&found.lowered);
    let mut paragraphs = Vec::with_capacity(matches.len());
    hits::read_paragraphs(commit, &matches, &mut |found, report, paragraph| {
        let standing = matcher.of_hit(&report, &paragraph)?.len().max(1);
        paragraphs.push((CountedParagraph::new(found, places), standing as u64));
        Ok(ControlFlow::Continue(()))
    })?;
    paragraphs.sort_by_key(|(paragraph, _)| (paragraph.report, paragraph.place));
    Ok(paragraphs)
}

/// Returns the reports that pass the filters by the numbers that they bear in this index.
pub(in crate::index) fn numbered_reports(
    commit: &Commit,
    filters: &Filters,
) -> Result<BTreeMap<u64, ReportRecord>, IndexError> {
    let passing = reports::passing(commit, filters)?;
    let read = |report: &ReportEntry| {
        let record = commit.report_at(report.address)?;
        Ok((report.serial.0, record))
    };
    passing.iter().map(read).collect()
}

/// Reads the words of paragraphs.
pub(in crate::index) fn token_streams(
    commit: &Commit,
    paragraphs: &[CountedParagraph],
) -> Result<TokenStreams, IndexError> {
    let readers = commit.searcher.segment_readers();
    let mut inverted = Vec::new();
    for reader in readers {
        inverted.push(
            reader
                .inverted_index(commit.fields.of_form(Form::Exact))
                .map_err(IndexError::of)?,
        );
    }
    let (words, terms) = vocabulary(&inverted)?;
    let read = |at: usize| {
        let mut docs = commit.documents(&readers[at], Class::Paragraph)?;
        // Notes are read only where they are asked for: what all texts tell is not to change.
        let wanted = paragraphs.iter().map(|paragraph| paragraph.address);
        let wanted = wanted.filter(|address| address.segment_ord as usize == at);
        docs.extend(wanted.map(|address| address.doc_id));
        docs.sort_unstable();
        docs.dedup();
        Stop::check()?;
        let norms = readers[at]
            .get_fieldnorms_reader(commit.fields.of_form(Form::Exact))
            .map_err(IndexError::of)?;
        let starts = starts(&norms, readers[at].max_doc());
        let positions = positions(&readers[at], commit.fields.of_form(Form::Exact))?;
        SegmentWords::read(&inverted[at], &positions, &terms[at], (docs, starts))
    };
    let stop = &Stop::current();
    let segments: Vec<_> = std::thread::scope(|scope| {
        let read = &read;
        let threads: Vec<_> = (0..readers.len())
            .map(|at| scope.spawn(move || stop.within(|| read(at))))
            .collect();
        let joined = threads.into_iter().map(join);
        joined.collect::<Result<_, IndexError>>()
    })?;
    Stop::check()?;
    let texts = segments.iter().flat_map(SegmentWords::texts);
    let spellings = Spellings::find(&words, texts);
    let mut streams = TokenStreams {
        words,
        tokens: Vec::new(),
        ends: Vec::with_capacity(paragraphs.len()),
        spellings,
    };
    for paragraph in paragraphs {
        let text = segments
            .get(paragraph.address.segment_ord as usize)
            .map_or(&[][..], |segment| segment.text(paragraph.address.doc_id));
        streams.spellings.append(text, &mut streams.tokens);
        streams.ends.push(streams.tokens.len());
    }
    Ok(streams)
}

/// Reads a paragraph, with its report.
pub(in crate::index) fn read(
    commit: &Commit,
    paragraph: &CountedParagraph,
) -> Result<(ReportRecord, Paragraph), IndexError> {
    let (report, stored) = commit.paragraph_at(paragraph.address)?;
    let record = commit.report(&report)?;
    Ok((record.ok_or(IndexError::Damaged("report"))?, stored))
}

/// Spells runs of tokens of a paragraph, counted from its first, as they are printed.
pub(in crate::index) fn printed(
    commit: &Commit,
    streams: &TokenStreams,
    paragraph: &CountedParagraph,
    runs: &[Range<usize>],
) -> Result<Vec<String>, IndexError> {
    let (_, stored) = commit.paragraph_at(paragraph.address)?;
    let text = stored.text;
    let spans: Vec<Range<usize>> = words(&text).collect();
    let unified = streams.unified(&text, &spans);
    let print = |run: &Range<usize>| text[place(&unified, &spans, run)].to_owned();
    Ok(runs.iter().map(print).collect())
}

/// Quotes the sentence around tokens of a paragraph, counted from its first.
pub(in crate::index) fn quote(
    commit: &Commit,
    streams: &TokenStreams,
    paragraph: &CountedParagraph,
    tokens: Range<usize>,
) -> Result<Quote, IndexError> {
    let (report, stored) = commit.paragraph_at(paragraph.address)?;
    let text = stored.text;
    let spans: Vec<Range<usize>> = words(&text).collect();
    let span = place(&streams.unified(&text, &spans), &spans, &tokens);
    let sentence = crate::index::text::sentence_around(&text, &span);
    Ok(Quote {
        id: ParagraphId {
            report,
            locator: stored.locator.to_string(),
        },
        words: span.start - sentence.start..span.end - sentence.start,
        sentence: text[sentence].to_owned(),
    })
}

impl TokenStreams {
    /// Returns the number of a folded word, if any paragraph of the index has it.
    pub fn token(&self, word: &str) -> Option<u32> {
        let at = self
            .words
            .binary_search_by(|known| known.as_str().cmp(word));
        at.ok().and_then(|at| u32::try_from(at).ok())
    }

    /// Returns the tokens of a paragraph, counted in the order in which they were asked for.
    pub fn range(&self, paragraph: usize) -> Range<usize> {
        let start = paragraph
            .checked_sub(1)
            .map_or(0, |before| self.ends[before]);
        start..self.ends[paragraph]
    }

    /// Lists the compounds that some texts write closed and that are opened here: the closed word
    /// and its two parts, sorted.
    pub fn compounds(&self) -> Vec<(u32, (u32, u32))> {
        let mut compounds: Vec<_> = self.spellings.opened().collect();
        compounds.sort_unstable();
        compounds
    }

    /// Lists what stands at some of the words of a text.
    pub(in crate::index) fn standing(
        &self,
        text: &str,
        spans: &[Range<usize>],
        wanted: &[bool],
    ) -> Vec<u32> {
        let mut standing = Vec::new();
        let mut begun = 0;
        for (token, width) in self.unified(text, spans) {
            begun += usize::from(width);
            // The second half of a word that is written closed stands where the first does.
            if begun.checked_sub(1).and_then(|at| wanted.get(at)) == Some(&true) {
                standing.push(token);
            }
        }
        standing
    }

    /// Reads the words of a text.
    fn unified(&self, text: &str, spans: &[Range<usize>]) -> Vec<Unified> {
        let mut unified = Vec::new();
        let numbers = spans
            .iter()
            .filter_map(|span| self.token(&fold(&text[span.clone()])));
        self.spellings.unify(numbers, &mut unified);
        unified
    }
}

/// Finds the bytes of a text in which some of its tokens stand.
fn place(unified: &[Unified], spans: &[Range<usize>], tokens: &Range<usize>) -> Range<usize> {
    let width =
        |part: &[Unified]| -> usize { part.iter().map(|(_, width)| usize::from(*width)).sum() };
    let end = tokens.end.min(unified.len());
    let mut first = width(&unified[..tokens.start.min(end)]);
    if unified
        .get(tokens.start)
        .is_some_and(|(_, width)| *width == 0)
    {
        // The second half of a word that is written closed.
        first -= 1;
    }
    let last = width(&unified[..end]).max(first + 1);
    let start = spans.get(first).map_or(0, |span| span.start);
    start..spans.get(last - 1).map_or(start, |span| span.end)
}

impl SegmentWords {
    /// Reads the places of all words.
    fn read(
        inverted: &InvertedIndexReader,
        positions: &OwnedBytes,
        terms: &[NumberedTerm],
        (docs, starts): (Vec<DocId>, Vec<usize>),
    ) -> Result<Self, IndexError> {
        let mut tokens = vec![NO_WORD; starts.last().copied().unwrap_or_default()];
        let mut gaps = Vec::new();
        for (number, info) in terms {
            let option = IndexRecordOption::WithFreqs;
            let mut blocks = inverted.read_block_postings_from_terminfo(info, option)?;
            // Places of a block of documents are unpacked together: the engine's own postings add up
            // for each document how many places those before it have.
            let own = info.positions_range.clone();
            if own.end > positions.len() {
                return Err(IndexError::Damaged("places"));
            }
            let own = positions.slice(own);
            let mut positions = PositionReader::open(own)?;
            let mut read = 0;
            while blocks.block_len() != 0 {
                let counts = blocks.freqs();
                let all: u32 = counts.iter().sum();
                gaps.resize(all as usize, 0);
                positions.read(read, &mut gaps);
                read += u64::from(all);
                let mut rest = gaps.as_slice();
                for (doc, count) in blocks.docs().iter().zip(counts) {
                    let (own, behind) = rest.split_at(*count as usize);
                    rest = behind;
                    let doc = *doc as usize;
                    let room = &mut tokens[starts[doc]..starts[doc + 1]];
                    let mut place = 0;
                    for gap in own {
                        place += *gap as usize;
                        let Some(token) = room.get_mut(place) else {
                            return Err(IndexError::Damaged("places"));
                        };
                        *token = *number;
                    }
                }
                blocks.advance();
            }
        }
        Ok(SegmentWords {
            docs,
            starts,
            tokens,
        })
    }

    fn text(&self, doc: DocId) -> &[u32] {
        let doc = doc as usize;
        let mut text = &self.tokens[self.starts[doc]..self.starts[doc + 1]];
        while let Some((&NO_WORD, before)) = text.split_last() {
            text = before;
        }
        text
    }

    fn texts(&self) -> impl Iterator<Item = &[u32]> + Clone {
        self.docs.iter().map(|doc| self.text(*doc))
    }
}

/// Opens the places of all terms of a field.
fn positions(reader: &SegmentReader, field: TantivyField) -> Result<OwnedBytes, IndexError> {
    let file = reader
        .open_read(SegmentComponent::Positions)
        .map_err(IndexError::of)?;
    // Where nothing has words, nothing has places.
    match CompositeFile::open(&file)?.open_read(field) {
        Some(of_field) => Ok(of_field.read_bytes()?),
        None => Ok(OwnedBytes::empty()),
    }
}

/// Returns where room for the words of each document begins, and at last where it ends. The norms tell
/// of long texts about how many words they have.
fn starts(norms: &FieldNormReader, docs: DocId) -> Vec<usize> {
    let most = |norm: u8| match norm.checked_add(1) {
        Some(next) => FieldNormReader::id_to_fieldnorm(next) as usize - 1,
        None => usize::MAX,
    };
    let most: Vec<usize> = (0..=u8::MAX).map(most).collect();
    let mut starts = Vec::with_capacity(docs as usize + 1);
    let mut end = 0_usize;
    starts.push(end);
    for doc in 0..docs {
        end = end.saturating_add(most[usize::from(norms.fieldnorm_id(doc))]);
        starts.push(end);
    }
    starts
}

/// A term of a segment with the number of its word.
type NumberedTerm = (u32, TermInfo);

/// Numbers the words of all segments in their order; with them, the terms of each segment.
fn vocabulary(
    segments: &[Arc<InvertedIndexReader>],
) -> Result<(Vec<String>, Vec<Vec<NumberedTerm>>), IndexError> {
    let mut all: Vec<(String, usize, TermInfo)> = Vec::new();
    for (segment, inverted) in segments.iter().enumerate() {
        let mut terms = inverted.terms().stream()?;
        while terms.advance() {
            let word = std::str::from_utf8(terms.key()).ok().and_then(word);
            let word = word.ok_or(IndexError::Damaged("term"))?.to_owned();
            all.push((word, segment, terms.value().clone()));
        }
    }
    // Each segment has its words nearly in order, which a stable sort makes use of.
    all.sort_by(|(a, ..), (b, ..)| a.cmp(b));
    let mut words: Vec<String> = Vec::new();
    let mut terms = vec![Vec::new(); segments.len()];
    for (word, segment, info) in all {
        if words.last() != Some(&word) {
            words.push(word);
        }
        terms[segment].push((words.len() as u32 - 1, info));
    }
    Ok((words, terms))
}
