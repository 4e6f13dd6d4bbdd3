//! Sets of numbers that the index itself gave out.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

use tantivy::DocId;

/// Numbers of reports, which count from 0.
#[derive(Debug, Clone, Default)]
pub(in crate::index) struct Serials {
    /// A bit for each number.
    bits: Vec<u64>,
    len: u64,
}

impl Serials {
    pub(in crate::index) fn insert(&mut self, serial: u64) {
        let at = (serial / 64) as usize;
        if at >= self.bits.len() {
            self.bits.resize(at + 1, 0);
        }
        let bit = 1 << (serial % 64);
        self.len += u64::from(self.bits[at] & bit == 0);
        self.bits[at] |= bit;
    }

    pub(in crate::index) fn contains(&self, serial: u64) -> bool {
        let bits = self.bits.get((serial / 64) as usize);
        bits.is_some_and(|bits| bits >> (serial % 64) & 1 == 1)
    }

    pub(in crate::index) fn len(&self) -> u64 {
        self.len
    }

    /// Lists the numbers, ascending.
    pub(in crate::index) fn iter(&self) -> impl Iterator<Item = u64> {
        let all = 0..64 * self.bits.len() as u64;
        all.filter(|serial| self.contains(*serial))
    }

    /// Returns what both have.
    pub(in crate::index) fn and(&self, other: &Serials) -> Serials {
        let pairs = self.bits.iter().zip(&other.bits);
        let bits: Vec<u64> = pairs.map(|(a, b)| a & b).collect();
        let len = bits.iter().map(|bits| u64::from(bits.count_ones())).sum();
        Serials { bits, len }
    }
}

impl Extend<u64> for Serials {
    fn extend<I: IntoIterator<Item = u64>>(&mut self, serials: I) {
        serials.into_iter().for_each(|serial| self.insert(serial));
    }
}

impl FromIterator<u64> for Serials {
    fn from_iter<I: IntoIterator<Item = u64>>(serials: I) -> Self {
        let mut set = Serials::default();
        set.extend(serials);
        set
    }
}

/// Sorts documents of a segment that has so many, each of them once.
pub(in crate::index) fn united(mut docs: Vec<DocId>, max_doc: DocId) -> Vec<DocId> {
    const WORD: usize = u64::BITS as usize;
    let words = max_doc as usize / WORD + 1;
    // To read a few words for each document is quicker than to sort.
    if docs.len() < words / 4 {
        docs.sort_unstable();
        docs.dedup();
        return docs;
    }
    let mut bits = vec![0_u64; words];
    for doc in docs.drain(..) {
        bits[doc as usize / WORD] |= 1 << (doc as usize % WORD);
    }
    for (first, mut word) in (0..).step_by(WORD).zip(bits) {
        while word != 0 {
            docs.push(first + word.trailing_zeros());
            word &= word - 1;
        }
    }
    docs
}

/// Numbers of wordings.
pub(crate) type Wordings = HashSet<u64, BuildHasherDefault<Hashed>>;

/// Takes numbers as they are: those of wordings are hashes already.
#[derive(Debug, Default)]
pub(crate) struct Hashed(u64);

impl Hasher for Hashed {
    fn write_u64(&mut self, number: u64) {
        self.0 = self.0.rotate_left(32) ^ number;
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64((*byte).into()));
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
