//! The company that units keep: how much more often than by chance each stands near each.
//!
//! Counted are the words and phrases of a text up to four to either side of a place. What is kept is
//! positive pointwise mutual information, where the shares of the neighbours are raised to 0.75 so
//! that the rare ones weigh less (Levy, Goldberg and Dagan, "Improving distributional similarity
//! with lessons learned from word embeddings", 2015). The same neighbours word for word count once
//! for a unit: what is copied from report to report tells nothing new.

use super::runs::LEAST;
use super::sparse::Sparse;
use super::texts::NONE;
use super::units::{Reading, Units};
use crate::index::threads::on_all_cores;

/// So many words and phrases to either side are company.
const WINDOW: usize = 4;
/// The power of a neighbour's share.
const SMOOTHING: f64 = 0.75;
/// So many units at a time are counted by one thread.
const BATCH: usize = 256;

/// Counts of neighbours, a row a unit.
type Counts = Vec<Vec<(u32, u32)>>;

/// Weighs the company of units: a row for each, a column for each neighbour.
pub(super) fn weigh(units: &Units, reading: &Reading) -> Sparse {
    let (columns, neighbour_of) = neighbours(reading);
    let batches: Vec<usize> = (0..units.names.len()).step_by(BATCH).collect();
    let count = |batches: &[usize]| -> Result<Counts, std::convert::Infallible> {
        let mut counter = Counter {
            reading,
            neighbour_of: &neighbour_of,
            counts: vec![0; columns],
        };
        let mut rows = Vec::new();
        for batch in batches {
            let names = (*batch..).zip(&units.names[*batch..]).take(BATCH);
            rows.extend(names.map(|(unit, name)| counter.row(units.places(unit), name.len())));
        }
        Ok(rows)
    };
    let rows = match on_all_cores(&batches, count) {
        Ok(rows) => rows.concat(),
        Err(never) => match never {},
    };
    associations(&rows, columns)
}

/// Numbers the items of a reading that stand often enough to be neighbours.
fn neighbours(reading: &Reading) -> (usize, Vec<u32>) {
    let mut counts = vec![0; reading.numbers];
    for item in &reading.items {
        counts[*item as usize] += 1;
    }
    let mut columns = 0;
    let number = |count: usize| match count < LEAST {
        true => NONE,
        false => {
            columns += 1;
            columns - 1
        }
    };
    let neighbour_of: Vec<u32> = counts.into_iter().map(number).collect();
    let items = reading.items.iter();
    let of_items = items.map(|item| neighbour_of[*item as usize]).collect();
    (columns as usize, of_items)
}

/// Counts the neighbours of one unit after the other.
struct Counter<'a> {
    reading: &'a Reading,
    /// For each item the neighbour that it is.
    neighbour_of: &'a [u32],
    counts: Vec<u32>,
}

impl Counter<'_> {
    /// Counts the neighbours of a unit of so many words.
    fn row(&mut self, places: &[u32], width: usize) -> Vec<(u32, u32)> {
        let mut windows: Vec<[u32; 2 * WINDOW]> = places
            .iter()
            .map(|place| self.window(*place as usize, width))
            .collect();
        windows.sort_unstable();
        windows.dedup();
        let mut met: Vec<u32> = Vec::new();
        for neighbour in windows.as_flattened() {
            if *neighbour != NONE {
                let count = &mut self.counts[*neighbour as usize];
                if *count == 0 {
                    met.push(*neighbour);
                }
                *count += 1;
            }
        }
        met.sort_unstable();
        let take = |neighbour| {
            (
                neighbour,
                std::mem::take(&mut self.counts[neighbour as usize]),
            )
        };
        met.into_iter().map(take).collect()
    }

    /// Lists what stands around a place, outside of the item in which it is.
    fn window(&self, place: usize, width: usize) -> [u32; 2 * WINDOW] {
        let first = self.reading.item_of[place] as usize;
        let last = self.reading.item_of[place + width - 1] as usize;
        let paragraph = self.reading.paragraph_of[first];
        let mut window = [NONE; 2 * WINDOW];
        for (at, neighbour) in window.iter_mut().enumerate() {
            let item = match at < WINDOW {
                true => first.checked_sub(WINDOW - at),
                false => Some(last + at - WINDOW + 1),
            };
            if let Some(item) = item
                && self.reading.paragraph_of.get(item) == Some(&paragraph)
            {
                *neighbour = self.neighbour_of[item];
            }
        }
        window
    }
}

/// Turns counts into positive pointwise mutual information.
fn associations(rows: &Counts, columns: usize) -> Sparse {
    let mut shares = vec![0_u64; columns];
    for (neighbour, count) in rows.iter().flatten() {
        shares[*neighbour as usize] += u64::from(*count);
    }
    let shares: Vec<f64> = shares
        .iter()
        .map(|count| (*count as f64).powf(SMOOTHING))
        .collect();
    let all: f64 = shares.iter().sum();
    let mut matrix = Sparse::new(columns);
    for row in rows {
        let total: u64 = row.iter().map(|(_, count)| u64::from(*count)).sum();
        for (neighbour, count) in row {
            let chance = total as f64 * shares[*neighbour as usize] / all;
            let information = (f64::from(*count) / chance).ln();
            if information > 0.0 {
                matrix.push(*neighbour, information as f32);
            }
        }
        matrix.end_row();
    }
    matrix
}
