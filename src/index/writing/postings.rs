//! The postings of a segment: gathered in the order of its texts, written out in that of its
//! terms.
//!
//! Words come as numbers, so a word of a text is a number more in a list. The list is sorted by
//! term when the segment is written, by counting.

use std::collections::BTreeMap;
use std::io;
use std::mem;
use std::ops::Range;

use tantivy::DocId;
use tantivy::postings::FieldSerializer;

use crate::index::text::Lexicon;

/// So many places are sorted at a time: more terms than have these are written in several goes,
/// which takes little time and saves memory.
const SORTED: usize = 1 << 21;

/// Names of documents, each of which has few.
#[derive(Debug, Default)]
pub(in crate::index) struct Names(BTreeMap<Vec<u8>, Vec<DocId>>);

impl Names {
    /// Gives a name to some documents, which come behind all that have it.
    pub(in crate::index) fn add(&mut self, name: &[u8], documents: Range<DocId>) {
        match self.0.get_mut(name) {
            Some(known) => known.extend(documents),
            None => {
                self.0.insert(name.to_owned(), documents.collect());
            }
        }
    }

    /// Counts the names of all documents.
    pub(in crate::index) fn total(&self) -> u64 {
        self.0
            .values()
            .map(|documents| documents.len() as u64)
            .sum()
    }

    pub(in crate::index) fn write(&self, serializer: &mut FieldSerializer<'_>) -> io::Result<()> {
        for (name, documents) in &self.0 {
            serializer.new_term_without_freq(name)?;
            for doc in documents {
                serializer.write_doc(*doc, 0, &[]);
            }
            serializer.close_term()?;
        }
        Ok(())
    }
}

/// Where a term stands.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::index) struct Place {
    doc: DocId,
    /// Words before it.
    place: u32,
}

/// Terms as they come.
pub(in crate::index) trait Occurrences {
    /// Calls `each` with every term and its place, in the order of documents and places.
    fn for_each(&self, each: impl FnMut(u32, Place));

    /// Writes the postings of all terms that occur.
    fn write(&self, lexicon: &Lexicon, serializer: &mut FieldSerializer<'_>) -> io::Result<()>
    where
        Self: Sized,
    {
        write(self, lexicon, serializer, SORTED)
    }
}

/// Every word of the texts.
///
/// They lie in blocks: one list would be copied whenever it grows, and take twice the memory.
#[derive(Debug, Default)]
pub(in crate::index) struct Words {
    blocks: Vec<Block>,
    total: usize,
}

#[derive(Debug, Default)]
struct Block {
    terms: Vec<u32>,
    /// The documents that have text, and behind which term it ends.
    texts: Vec<(DocId, usize)>,
}

/// So many words are in a block.
const BLOCK: usize = 1 << 16;

/// Some words of the texts.
#[derive(Debug, Default)]
pub(in crate::index) struct Marks(Vec<(u32, Place)>);

impl Words {
    /// Adds the text of a document behind all others.
    pub(in crate::index) fn add(&mut self, doc: DocId, terms: &[u32]) {
        self.total += terms.len();
        let has_room = |block: &Block| block.terms.capacity() - block.terms.len() >= terms.len();
        if !self.blocks.last().is_some_and(has_room) {
            self.blocks.push(Block {
                terms: Vec::with_capacity(BLOCK.max(terms.len())),
                texts: Vec::new(),
            });
        }
        let Some(block) = self.blocks.last_mut() else {
            return;
        };
        block.terms.extend_from_slice(terms);
        block.texts.push((doc, block.terms.len()));
    }

    /// Counts the words of all texts.
    pub(in crate::index) fn total(&self) -> u64 {
        self.total as u64
    }

    pub(in crate::index) fn memory(&self) -> usize {
        let of_block = |block: &Block| {
            block.terms.capacity() * mem::size_of::<u32>() + mem::size_of_val(&*block.texts)
        };
        self.blocks.iter().map(of_block).sum()
    }
}

impl Occurrences for Words {
    fn for_each(&self, mut each: impl FnMut(u32, Place)) {
        for block in &self.blocks {
            let mut begin = 0;
            for (doc, end) in &block.texts {
                for (place, term) in (0..).zip(&block.terms[begin..*end]) {
                    each(*term, Place { doc: *doc, place });
                }
                begin = *end;
            }
        }
    }
}

impl Marks {
    /// Adds the marks of a document behind all others, each behind its place.
    pub(in crate::index) fn add(&mut self, doc: DocId, marks: &[(u32, u32)]) {
        let marks = marks.iter();
        self.0
            .extend(marks.map(|(place, mark)| (*mark, Place { doc, place: *place })));
    }

    pub(in crate::index) fn total(&self) -> u64 {
        self.0.len() as u64
    }

    pub(in crate::index) fn memory(&self) -> usize {
        mem::size_of_val(&*self.0)
    }
}

impl Occurrences for Marks {
    fn for_each(&self, mut each: impl FnMut(u32, Place)) {
        for (mark, place) in &self.0 {
            each(*mark, *place);
        }
    }
}

/// Writes the postings of all terms that occur, of which so many places are sorted at a time.
fn write(
    occurrences: &impl Occurrences,
    lexicon: &Lexicon,
    serializer: &mut FieldSerializer<'_>,
    at_a_time: usize,
) -> io::Result<()> {
    let mut counts = vec![0; lexicon.len()];
    occurrences.for_each(|term, _| counts[term as usize] += 1);
    let mut terms: Vec<u32> = (0..).take(counts.len()).collect();
    terms.retain(|term| counts[*term as usize] > 0);
    terms.sort_unstable_by_key(|term| lexicon.word(*term));

    // Where the next place of a term goes, of those terms that are being written.
    let mut next: Vec<Option<u32>> = vec![None; counts.len()];
    let mut places = Vec::new();
    let mut deltas = Vec::new();
    let mut rest = &terms[..];
    while !rest.is_empty() {
        let (mut total, mut taken) = (0, 0);
        for term in rest {
            let count: usize = counts[*term as usize];
            if taken > 0 && total + count > at_a_time {
                break;
            }
            next[*term as usize] = Some(total as u32);
            total += count;
            taken += 1;
        }
        places.resize(total, Place::default());
        occurrences.for_each(|term, place| {
            if let Some(next) = &mut next[term as usize] {
                places[*next as usize] = place;
                *next += 1;
            }
        });
        let mut begin = 0;
        for term in &rest[..taken] {
            next[*term as usize] = None;
            let end = begin + counts[*term as usize];
            let word = lexicon.word(*term).as_bytes();
            write_term(word, &places[begin..end], &mut deltas, serializer)?;
            begin = end;
        }
        rest = &rest[taken..];
    }
    Ok(())
}

fn write_term(
    term: &[u8],
    places: &[Place],
    deltas: &mut Vec<u32>,
    serializer: &mut FieldSerializer<'_>,
) -> io::Result<()> {
    let by_document = || places.chunk_by(|a, b| a.doc == b.doc);
    serializer.new_term(term, by_document().count() as u32, true)?;
    for places in by_document() {
        deltas.clear();
        let mut last = 0;
        for place in places {
            deltas.push(place.place - last);
            last = place.place;
        }
        serializer.write_doc(places[0].doc, places.len() as u32, deltas);
    }
    serializer.close_term()
}

#[cfg(test)]
mod tests {
    use tantivy::index::SegmentComponent;
    use tantivy::postings::InvertedIndexSerializer;

    use super::{SORTED, Words, write};
    use crate::index::disk::schema::schema;
    use crate::index::text::Analyser;
    use crate::model::Language;

    #[test]
    fn several_goes_write_what_one_writes() {
        let (mut words, mut analyser) = (Words::default(), Analyser::default());
        for (doc, text) in [
            (1, "to do or not to do"),
            (2, ""),
            (5, "do not delay to do it"),
        ] {
            words.add(doc, &analyser.analyse(text, Language::English).terms);
        }
        let (schema, fields) = schema();
        let index = tantivy::Index::create_in_ram(schema);
        let written = |at_a_time| {
            let segment = index.new_segment();
            let mut serializer = InvertedIndexSerializer::open(&segment).unwrap();
            let total = words.total();
            let mut of_field = serializer.new_field(fields.marks(), total, None).unwrap();
            write(&words, &analyser.terms, &mut of_field, at_a_time).unwrap();
            of_field.close().unwrap();
            serializer.close().unwrap();
            let files = [
                SegmentComponent::Terms,
                SegmentComponent::Postings,
                SegmentComponent::Positions,
            ];
            files.map(|file| {
                let read = segment.open_read(file).unwrap().read_bytes();
                read.unwrap().to_vec()
            })
        };
        let in_one = written(SORTED);
        for at_a_time in [0, 3, 5, 7] {
            assert_eq!(written(at_a_time), in_one, "{at_a_time}");
        }
    }
}
