//! Records as they lie in the store of the index.
//!
//! A document stores its record and nothing else, not even what the engine would tell it by. The
//! engine would hand over a copy; here it stays where it was unpacked.
//!
//! The store is written by the engine and read past it: the engine makes what it unpacks with anew
//! for each block, for which Zstandard asks the processor what it can, and to ask is slow on a
//! virtual machine. The layout is that of the engine's release, which is a part of the format
//! (`schema::FORMAT`), and `tests::engine` holds what is read against what the engine reads:
//!
//! - blocks, each four bytes of its length when unpacked and a frame of Zstandard; unpacked, it is
//!   records, then the beginning of each record, then how many there are;
//! - the skip index: the ends of its layers, then the layers, the coarsest first. A layer is runs of
//!   entries: how many, the first document and byte, then documents and bytes of each entry, which is
//!   a place of the next layer, and in the last one a block;
//! - a footer: four bytes of version, eight for where the skip index begins, one for the compression.

use std::ops::Range;
use std::sync::Mutex;

use tantivy::directory::{FileSlice, OwnedBytes};
use tantivy::index::SegmentComponent;
use tantivy::{DocAddress, DocId, HasLen, Searcher, SegmentReader};
use zstd::bulk::Decompressor;

use crate::index::IndexError;
use crate::index::threads::lock;

/// So many unpacked blocks are kept in all, 8 KiB each.
const BLOCKS: usize = 1024;
/// How long the footer is.
const FOOTER: usize = 28;
/// What the engine calls Zstandard.
const ZSTD: u8 = 4;

/// The stores of all segments.
pub(in crate::index) struct Store {
    segments: Vec<Segment>,
    /// What is not in use of what blocks are unpacked with.
    idle: Mutex<Vec<Decompressor<'static>>>,
}

struct Segment {
    blocks: FileSlice,
    /// The layers of the skip index, the coarsest first.
    layers: Vec<OwnedBytes>,
    /// The block that was read last.
    last: Mutex<Option<Block>>,
    /// Blocks that were read before, each in the place that it shares with others.
    kept: Vec<Mutex<Option<Block>>>,
}

/// An unpacked block.
#[derive(Clone)]
struct Block {
    docs: Range<DocId>,
    bytes: OwnedBytes,
}

/// An entry of the skip index.
struct Entry {
    docs: Range<DocId>,
    bytes: Range<usize>,
}

impl Store {
    /// Opens the stores of an index.
    pub(in crate::index) fn open(searcher: &Searcher) -> Result<Self, IndexError> {
        let readers = searcher.segment_readers();
        let blocks = (BLOCKS / readers.len().max(1)).max(1);
        let segments = readers.iter().map(|reader| Segment::open(reader, blocks));
        Ok(Store {
            segments: segments.collect::<Result<_, _>>()?,
            idle: Mutex::default(),
        })
    }

    /// Reads the record of a document.
    pub(in crate::index) fn record(&self, address: DocAddress) -> Result<OwnedBytes, IndexError> {
        let segment = &self.segments[address.segment_ord as usize];
        let doc = address.doc_id;
        let last = lock(&segment.last).clone();
        let block = match last {
            Some(last) if last.docs.contains(&doc) => last,
            _ => {
                let block = self.block(segment, doc)?;
                *lock(&segment.last) = Some(block.clone());
                block
            }
        };
        block.record(doc).ok_or(IndexError::Damaged("store"))
    }

    /// Returns the block that holds a document.
    fn block(&self, segment: &Segment, doc: DocId) -> Result<Block, IndexError> {
        let damaged = IndexError::Damaged("store");
        let Some(entry) = segment.seek(doc) else {
            return Err(damaged);
        };
        let place = entry.docs.start as usize % segment.kept.len();
        if let Some(kept) = &*lock(&segment.kept[place])
            && kept.docs == entry.docs
        {
            return Ok(kept.clone());
        }
        let packed = segment.blocks.slice(entry.bytes).read_bytes()?;
        let Some((length, packed)) = packed.split_first_chunk::<4>() else {
            return Err(damaged);
        };
        let idle = lock(&self.idle).pop();
        let mut decompressor = idle.map_or_else(Decompressor::new, Ok)?;
        let bytes = decompressor.decompress(packed, u32::from_le_bytes(*length) as usize);
        lock(&self.idle).push(decompressor);
        let block = Block {
            docs: entry.docs,
            bytes: OwnedBytes::new(bytes?),
        };
        *lock(&segment.kept[place]) = Some(block.clone());
        Ok(block)
    }
}

impl Segment {
    fn open(reader: &SegmentReader, blocks: usize) -> Result<Self, IndexError> {
        let file = reader
            .open_read(SegmentComponent::Store)
            .map_err(IndexError::of)?;
        let damaged = IndexError::Damaged("store");
        if file.len() < FOOTER {
            return Err(damaged);
        }
        let (body, footer) = file.split_from_end(FOOTER);
        let footer = footer.read_bytes()?;
        let Some((_, rest)) = footer.split_first_chunk::<4>() else {
            return Err(damaged);
        };
        let Some((index, rest)) = rest.split_first_chunk::<8>() else {
            return Err(damaged);
        };
        let index = u64::from_le_bytes(*index) as usize;
        if rest.first() != Some(&ZSTD) || index > body.len() {
            return Err(damaged);
        }
        let (blocks_of_file, index) = body.split(index);
        Ok(Segment {
            blocks: blocks_of_file,
            layers: layers(index.read_bytes()?).ok_or(damaged)?,
            last: Mutex::default(),
            kept: (0..blocks).map(|_| Mutex::default()).collect(),
        })
    }

    /// Finds the block that holds a document.
    fn seek(&self, doc: DocId) -> Option<Entry> {
        let mut found = Entry {
            docs: 0..0,
            bytes: 0..0,
        };
        for layer in &self.layers {
            found = entry(layer.get(found.bytes.start..)?, doc)?;
        }
        let is_in = found.docs.contains(&doc) && found.bytes.end <= self.blocks.len();
        is_in.then_some(found)
    }
}

impl Block {
    fn record(&self, doc: DocId) -> Option<OwnedBytes> {
        let at = doc.checked_sub(self.docs.start)? as usize;
        let (rest, count) = self.bytes.split_last_chunk::<4>()?;
        let begin = rest
            .len()
            .checked_sub((u32::from_le_bytes(*count) as usize).checked_mul(4)?)?;
        let (records, begins) = rest.split_at(begin);
        let (begins, _) = begins.as_chunks::<4>();
        let start = u32::from_le_bytes(*begins.get(at)?) as usize;
        let end = begins
            .get(at + 1)
            .map_or(begin, |end| u32::from_le_bytes(*end) as usize);
        (start <= end && end <= records.len()).then(|| self.bytes.slice(start..end))
    }
}

/// Parts the layers of a skip index.
fn layers(index: OwnedBytes) -> Option<Vec<OwnedBytes>> {
    let mut rest = index.as_slice();
    let count = number(&mut rest)?;
    let mut ends = Vec::new();
    for _ in 0..count {
        ends.push(number(&mut rest)? as usize);
    }
    let first = index.len() - rest.len();
    let mut start = 0;
    let mut layers = Vec::new();
    for end in ends {
        let is_in = start <= end && end <= rest.len();
        layers.push(is_in.then(|| index.slice(first + start..first + end))?);
        start = end;
    }
    Some(layers)
}

/// Finds the first entry, from the beginning of a run on, that ends behind a document.
fn entry(mut layer: &[u8], doc: DocId) -> Option<Entry> {
    loop {
        let count = number(&mut layer)?;
        if count == 0 {
            continue;
        }
        let mut first = u32::try_from(number(&mut layer)?).ok()?;
        let mut byte = number(&mut layer)? as usize;
        for _ in 0..count {
            let docs = u32::try_from(number(&mut layer)?).ok()?;
            let entry = Entry {
                docs: first..first.checked_add(docs)?,
                bytes: byte..byte.checked_add(number(&mut layer)? as usize)?,
            };
            if entry.docs.end > doc {
                return Some(entry);
            }
            (first, byte) = (entry.docs.end, entry.bytes.end);
        }
    }
}

/// Reads a number: seven bits a byte, the lowest first, and a bit on the last.
fn number(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..u64::BITS).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 != 0 {
            return Some(number);
        }
    }
    None
}
