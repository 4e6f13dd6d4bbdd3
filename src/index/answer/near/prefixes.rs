//! Which paragraphs can be nearly the same, told by the rarest shingles of each.
//!
//! Put the shingles of all texts in one order. Of two texts each of which lacks at most so many
//! shingles of the other, one of the first few of the one is among the first few of the other (the
//! prefix filter: Chaudhuri, Ganti and Kaushik, "A primitive operator for similarity joins in data
//! cleaning", 2006; Bayardo, Ma and Srikant, "Scaling up all pairs similarity search", 2007); some
//! more of either have as many more in common (Wang, Li and Feng, "Can we beat the prefix
//! filtering?", 2012). Any order will do; if the rare ones come first, few texts share one.
//!
//! Paragraphs in the same words are one wording here. What is held are shingles that stand first
//! in several wordings, in four bytes each, and again the wordings in which each stands.

use std::iter;

use tantivy::DocAddress;

use super::compared::{LACKING, least_shared, shingles};
use crate::index::IndexError;
use crate::index::commit::Commit;
use crate::index::commit::register::Numbers;
use crate::index::commit::sets::Serials;
use crate::index::disk::schema::Class;
use crate::index::disk::{codec, columns};
use crate::index::serial::Serial;
use crate::index::threads::on_all_cores;
use crate::model::Language;

/// So many of the rarest shingles of two texts must be the same, if they have so many.
const COMMON: usize = 3;
/// Tells wordings of languages without stems from the same wordings of others.
const UNSTEMMED: u64 = 0x9e37_79b9_7f4a_7c15;

/// Which wordings of an index have some of their rarest shingles in common.
pub(super) struct Prefixes {
    /// Paragraphs with the numbers of their wordings, sorted. A wording is known by the place of its
    /// first paragraph.
    paragraphs: Vec<(u64, DocAddress)>,
    /// How many shingles each wording has.
    lengths: Vec<u32>,
    /// The shingles of each wording that others have too, by where their wordings begin.
    shared: Lists,
    /// The wordings that have each of these shingles.
    wordings: Lists,
}

/// Lists of numbers, one behind the other.
#[derive(Default)]
struct Lists {
    numbers: Vec<u32>,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Lists {
    fn list(&self, at: usize) -> &[u32] {
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.numbers[from as usize..self.ends[at] as usize]
    }

    /// Ends a list.
    fn end(&mut self) {
        self.ends.push(self.numbers.len() as u32);
    }

    /// Returns for each of so many numbers the lists that hold it.
    fn inverted(&self, numbers: usize) -> Lists {
        let mut ends = vec![0; numbers];
        self.numbers
            .iter()
            .for_each(|number| ends[*number as usize] += 1);
        let mut end = 0;
        for count in &mut ends {
            // Where it begins, which moves to where it ends as it is filled.
            end += std::mem::replace(count, end);
        }
        let mut inverted = vec![0; self.numbers.len()];
        for list in 0..self.ends.len() {
            for number in self.list(list) {
                let end = &mut ends[*number as usize];
                inverted[*end as usize] = list as u32;
                *end += 1;
            }
        }
        Lists {
            numbers: inverted,
            ends,
        }
    }
}

/// The first few shingles of some wordings.
#[derive(Default)]
struct Firsts {
    shingles: Vec<u32>,
    /// How many shingles each wording has.
    lengths: Vec<u32>,
}

impl Prefixes {
    /// Gathers them.
    pub(super) fn gather(commit: &Commit) -> Result<Self, IndexError> {
        let paragraphs = wordings(commit)?;
        let places = 0..paragraphs.len() as u32;
        let of = |place: u32| paragraphs[place as usize].0;
        let mut firsts: Vec<u32> = places
            .filter(|place| *place == 0 || of(*place) != of(*place - 1))
            .collect();
        // Texts lie in blocks that are unpacked whole, so they are read in their order.
        firsts.sort_unstable_by_key(|first| paragraphs[*first as usize].1);
        let read = |first: &u32| -> Result<Vec<u64>, IndexError> {
            let record = commit.record(paragraphs[*first as usize].1)?;
            Ok(shingles(codec::decode_text(&record)?))
        };
        let counted = on_all_cores(&firsts, |firsts| {
            let mut rarity = Rarity::default();
            for first in firsts {
                let shingles = read(first)?.into_iter();
                shingles.for_each(|shingle| rarity.count(shingle));
            }
            Ok::<_, IndexError>(rarity)
        })?;
        let rarity = counted.into_iter().reduce(Rarity::and).unwrap_or_default();
        let chosen = on_all_cores(&firsts, |firsts| {
            let mut chosen = Firsts::default();
            for first in firsts {
                let shingles = read(first)?;
                chosen.lengths.push(shingles.len() as u32);
                let prefix = rarity.prefix(&shingles);
                chosen.shingles.extend(prefix.map(short));
            }
            Ok::<_, IndexError>(chosen)
        })?;
        drop(rarity);
        let wordings = shared(&chosen, &firsts);
        let mut lengths = vec![0; paragraphs.len()];
        let chosen = chosen.iter().flat_map(|chosen| &chosen.lengths);
        for (first, length) in firsts.into_iter().zip(chosen) {
            lengths[first as usize] = *length;
        }
        Ok(Prefixes {
            shared: wordings.inverted(paragraphs.len()),
            wordings,
            paragraphs,
            lengths,
        })
    }

    /// Lists the paragraphs that may be like one of the paragraphs of which they were gathered, and
    /// that one; none where it was no such paragraph.
    pub(super) fn candidates(
        &self,
        language: Language,
        wording: u64,
        own: DocAddress,
    ) -> Option<Vec<DocAddress>> {
        let key = key(wording, language.has_stems());
        self.paragraphs.binary_search(&(key, own)).ok()?;
        let own = self.paragraphs.partition_point(|(other, _)| *other < key);
        let shared = self.shared.list(own).iter();
        let others = shared.flat_map(|shingle| self.wordings.list(*shingle as usize));
        let mut others: Vec<u32> = others.copied().collect();
        others.sort_unstable();
        let length = self.lengths[own] as usize;
        let alike = others.chunk_by(|a, b| a == b).filter(|same| {
            let other = self.lengths[same[0] as usize] as usize;
            least_common(length, other).is_some_and(|common| same.len() >= common)
        });
        let alike = alike.map(|same| same[0] as usize);
        let alike = alike.filter(|other| *other != own);
        let candidates = iter::once(own).chain(alike).flat_map(|first| {
            let wording = self.paragraphs[first].0;
            let same = self.paragraphs[first..].iter();
            same.take_while(move |(other, _)| *other == wording)
        });
        Some(candidates.map(|(_, address)| *address).collect())
    }
}

/// Returns how many of their rarest shingles two texts of so many shingles have in common at least if
/// they are alike; none where they cannot be.
///
/// Texts that are alike share some shingles at least ([`least_shared`]), and each lacks the rest of the other's.
/// Ordered by rarity, as many of the rarest of either may be among those that the other lacks, and
/// all others that are shared stand among the rarest of both (Xiao, Wang, Lin and Yu, "Efficient
/// similarity joins for near duplicate detection", 2008).
fn least_common(a: usize, b: usize) -> Option<usize> {
    let shared = least_shared(a, b);
    let of = |length: usize| {
        let lacking = length.checked_sub(shared)?;
        Rarity::prefix_length(length).checked_sub(lacking)
    };
    Some(of(a)?.min(of(b)?))
}

/// Lists the wordings that have each of the shingles that several have.
fn shared(chosen: &[Firsts], firsts: &[u32]) -> Lists {
    let all = chosen.iter().flat_map(|chosen| &chosen.shingles);
    let mut repeated = Repeated::new(all.clone().count());
    all.for_each(|shingle| repeated.count(*shingle));
    let mut pairs = Vec::new();
    let mut firsts = firsts.iter();
    for Firsts { shingles, lengths } in chosen {
        let mut rest = &shingles[..];
        for (length, first) in lengths.iter().zip(&mut firsts) {
            let (prefix, behind) = rest.split_at(Rarity::prefix_length(*length as usize));
            rest = behind;
            let several = prefix.iter().filter(|shingle| repeated.contains(**shingle));
            pairs.extend(several.map(|shingle| (*shingle, *first)));
        }
    }
    pairs.sort_unstable();
    let mut wordings = Lists::default();
    let runs = pairs.chunk_by(|a, b| a.0 == b.0);
    for run in runs.filter(|run| run.len() > 1) {
        wordings.numbers.extend(run.iter().map(|(_, first)| *first));
        wordings.end();
    }
    wordings
}

/// Lists the paragraphs that are long enough and in no report that is replaced, with the numbers of
/// their wordings, sorted.
fn wordings(commit: &Commit) -> Result<Vec<(u64, DocAddress)>, IndexError> {
    let mut unstemmed = Serials::default();
    for entry in commit.register.report_entries()? {
        let report = commit.report_at(entry.address)?;
        if !report.report.language.has_stems() {
            unstemmed.insert(entry.serial);
        }
    }
    let replaced = commit.register.replaced()?;
    let mut paragraphs = Vec::new();
    for (i, segment) in (0..).zip(commit.searcher.segment_readers()) {
        let docs = commit.documents(segment, Class::Paragraph)?;
        let column = |of| -> Result<Vec<u64>, IndexError> {
            let columns = commit.register.numbers(of)?;
            Ok(columns::first(&columns[i as usize], &docs, 0))
        };
        let serials = column(Numbers::Serial)?.into_iter().map(Serial);
        let wordings = column(Numbers::Wording)?;
        for (doc, (serial, wording)) in docs.iter().zip(serials.zip(wordings)) {
            if wording != 0 && !replaced.contains(serial) {
                let key = key(wording, !unstemmed.contains(serial));
                paragraphs.push((key, DocAddress::new(i, *doc)));
            }
        }
    }
    paragraphs.sort_unstable();
    Ok(paragraphs)
}

fn key(wording: u64, has_stems: bool) -> u64 {
    match has_stems {
        true => wording,
        false => wording ^ UNSTEMMED,
    }
}

/// How rare shingles are; some are taken for less rare than they are.
struct Rarity {
    /// How often one of the shingles of a place was met.
    counts: Vec<u8>,
}

impl Default for Rarity {
    fn default() -> Self {
        Rarity {
            counts: vec![0; 1 << Rarity::BITS],
        }
    }
}

impl Rarity {
    const BITS: u32 = 22;

    fn place(shingle: u64) -> usize {
        (mixed(shingle) >> (u64::BITS - Rarity::BITS)) as usize
    }

    fn count(&mut self, shingle: u64) {
        let count = &mut self.counts[Rarity::place(shingle)];
        *count = count.saturating_add(1);
    }

    fn and(mut self, other: Rarity) -> Rarity {
        for (count, more) in self.counts.iter_mut().zip(other.counts) {
            *count = count.saturating_add(more);
        }
        self
    }

    /// Returns how many of so many shingles are a prefix: some more than another text that is alike
    /// may lack.
    fn prefix_length(shingles: usize) -> usize {
        shingles.min(shingles / LACKING + COMMON)
    }

    /// Returns the rarest of the shingles of a text, in no order.
    fn prefix(&self, shingles: &[u64]) -> impl Iterator<Item = u64> {
        let length = Rarity::prefix_length(shingles.len());
        let counted = |shingle: &u64| (self.counts[Rarity::place(*shingle)], *shingle);
        let mut shingles: Vec<(u8, u64)> = shingles.iter().map(counted).collect();
        if length < shingles.len() {
            shingles.select_nth_unstable(length);
            shingles.truncate(length);
        }
        shingles.into_iter().map(|(_, shingle)| shingle)
    }
}

/// Which numbers were met more than once, and some that were not.
struct Repeated {
    once: Vec<u64>,
    twice: Vec<u64>,
    mask: u32,
}

impl Repeated {
    /// Makes room for so many numbers.
    fn new(numbers: usize) -> Self {
        /// Of so many bits one is set.
        const ROOM: usize = 4;
        let bits = (numbers * ROOM).next_power_of_two().clamp(64, 1 << 30);
        Repeated {
            once: vec![0; bits / 64],
            twice: vec![0; bits / 64],
            mask: bits as u32 - 1,
        }
    }

    fn place(&self, number: u32) -> (usize, u64) {
        let place = number & self.mask;
        ((place / 64) as usize, 1 << (place % 64))
    }

    fn count(&mut self, number: u32) {
        let (at, bit) = self.place(number);
        self.twice[at] |= self.once[at] & bit;
        self.once[at] |= bit;
    }

    fn contains(&self, number: u32) -> bool {
        let (at, bit) = self.place(number);
        self.twice[at] & bit != 0
    }
}

/// Spreads a number over all bits.
fn mixed(number: u64) -> u64 {
    number.wrapping_mul(UNSTEMMED)
}

/// Shortens the number of a shingle; that two are the same then costs a comparison.
fn short(shingle: u64) -> u32 {
    (mixed(shingle) >> 16) as u32
}
