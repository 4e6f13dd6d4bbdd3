//! Samples for reading and coding: so many paragraphs of those that match, drawn by chance that can be
//! repeated, from strata in proportion to their sizes.
//!
//! What is drawn of a stratum are the paragraphs of the least numbers, and the number of a paragraph
//! follows from its name and the seed alone. So a report that is added later changes nothing but what it
//! takes the place of.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use crate::index::{Hit, Index, IndexError, SearchRequest, tags};
use crate::query::Field;

/// The fields by which a sample may be stratified.
pub const STRATA: [Field; 12] = [
    Field::Authority,
    Field::Region,
    Field::Type,
    Field::Provider,
    Field::Kind,
    Field::Framework,
    Field::Overall,
    Field::Year,
    Field::Area,
    Field::AreaGroup,
    Field::Section,
    Field::Grade,
];

/// What is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleRequest {
    /// How many paragraphs.
    pub size: usize,
    /// The fields whose values make the strata; without any there is one.
    pub by: Vec<Field>,
    /// Another number draws others.
    pub seed: u64,
}

/// What was drawn.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Sample {
    /// The paragraphs, in the order of the search.
    pub hits: Vec<Hit>,
    /// How many match.
    pub total: u64,
    /// How many strata there are.
    pub strata: u64,
    /// Of how many of them nothing was drawn, because they are too small for the size.
    pub undrawn: u64,
}

/// Draws a sample of what a search finds.
///
/// Each stratum gives its share of the size, rounded down; what is left goes to the largest remainders
/// (Hamilton's method), of equal ones to the first by name.
///
/// # Errors
/// As a search.
pub fn sample(
    index: &Index,
    request: &SearchRequest,
    wanted: &SampleRequest,
) -> Result<Sample, IndexError> {
    let mut strata: BTreeMap<Vec<String>, Vec<(u64, u64)>> = BTreeMap::new();
    let mut total = 0;
    let all = SearchRequest {
        offset: 0,
        limit: None,
        ..request.clone()
    };
    index.for_each(&all, &mut |hit| {
        let values = wanted.by.iter().map(|field| value(&hit, *field));
        let id = format!("{}#{}", hit.report.id, hit.paragraph.locator);
        let stratum = strata.entry(values.collect()).or_default();
        stratum.push((number(wanted.seed, &id), total));
        total += 1;
        ControlFlow::Continue(())
    })?;
    let sizes: Vec<u64> = strata.values().map(|found| found.len() as u64).collect();
    let shares = shares(&sizes, wanted.size as u64);
    let mut drawn: Vec<u64> = Vec::new();
    for (found, share) in strata.values_mut().zip(&shares) {
        found.sort_unstable();
        let least = found.iter().take(*share as usize);
        drawn.extend(least.map(|(_, at)| *at));
    }
    drawn.sort_unstable();
    let (mut hits, mut at) = (Vec::with_capacity(drawn.len()), 0);
    index.for_each(&all, &mut |hit| {
        if drawn.binary_search(&at).is_ok() {
            hits.push(hit.clone());
        }
        at += 1;
        ControlFlow::Continue(())
    })?;
    Ok(Sample {
        hits,
        total,
        strata: sizes.len() as u64,
        undrawn: shares.iter().filter(|share| **share == 0).count() as u64,
    })
}

/// Divides a size among strata by theirs.
fn shares(sizes: &[u64], size: u64) -> Vec<u64> {
    let total: u64 = sizes.iter().sum();
    if size >= total {
        return sizes.to_vec();
    }
    let exact = |of: &u64| u128::from(*of) * u128::from(size);
    let whole = u128::from(total);
    let mut shares: Vec<u64> = sizes.iter().map(|of| (exact(of) / whole) as u64).collect();
    let mut remainders: Vec<(u128, usize)> = (0..)
        .zip(sizes)
        .map(|(at, of)| (exact(of) % whole, at))
        .collect();
    // The sort is stable.
    remainders.sort_by_key(|(remainder, _)| std::cmp::Reverse(*remainder));
    let left = size - shares.iter().sum::<u64>();
    for (_, at) in remainders.into_iter().take(left as usize) {
        shares[at] += 1;
    }
    shares
}

/// Numbers a name: FNV-1a over its bytes, then the last steps of SplitMix64 (Steele, Lea and Flood,
/// "Fast splittable pseudorandom number generators", 2014), so that near names get far numbers.
fn number(seed: u64, name: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for byte in name.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// Returns the value of a field of [`STRATA`], each of which has one; nothing for none, which comes first.
fn value(hit: &Hit, field: Field) -> String {
    let value = tags(&hit.report, &hit.paragraph, field).swap_remove(0);
    match &*value {
        "none" => String::new(),
        _ => value.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{number, shares};

    #[test]
    fn shares_follow_sizes() {
        let check = |sizes: &[u64], size, expected: &[u64]| {
            assert_eq!(shares(sizes, size), expected, "{sizes:?} {size}");
        };
        check(&[50, 30, 20], 10, &[5, 3, 2]);
        check(&[1, 1, 1], 2, &[1, 1, 0]);
        // 3⅓, 3⅓ and ⅓: of equal remainders the first.
        check(&[10, 10, 1], 7, &[4, 3, 0]);
        check(&[10, 9, 2], 7, &[3, 3, 1]);
        check(&[4, 2], 9, &[4, 2]);
        check(&[], 3, &[]);
    }

    #[test]
    fn numbers_are_spread_and_follow_the_seed() {
        let low = (0..1000).filter(|at| number(7, &format!("a#{at}")) < u64::MAX / 2);
        let low = low.count();
        assert!((400..600).contains(&low), "{low}");
        assert_ne!(number(7, "a#1"), number(8, "a#1"));
        assert_eq!(number(7, "a#1"), number(7, "a#1"));
    }
}
