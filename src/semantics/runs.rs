//! Runs of words that recur, by length, each known by a number at every place where it begins.

use super::texts::{NONE, Texts};

/// The most words of a run.
pub(super) const LONGEST: usize = 5;
/// A run that stands fewer times is none.
pub(super) const LEAST: usize = 8;

/// The runs of one length.
pub(super) struct Runs {
    /// For each token the number of the run that begins there.
    pub(super) at: Vec<u32>,
    /// How often each stands.
    pub(super) counts: Vec<u32>,
    /// Where each stands first.
    pub(super) firsts: Vec<u32>,
    /// How often the longer run by one word stands that contains it most often.
    pub(super) inside: Vec<u32>,
}

/// Finds the runs of one to [`LONGEST`] words, the shortest first.
///
/// A run can recur only where that without its last word and that without its first do.
pub(super) fn find(texts: &Texts<'_>) -> Vec<Runs> {
    let mut all = vec![words(texts)];
    while all.len() < LONGEST {
        let length = all.len() + 1;
        let shorter = &all[length - 2];
        let mut found: Vec<(u64, u32)> = Vec::new();
        for place in 0..texts.tokens.len().saturating_sub(length - 1) {
            let (begin, end) = (shorter.at[place], shorter.at[place + 1]);
            if begin != NONE && end != NONE && texts.holds_run(place, length) {
                found.push((u64::from(begin) << 32 | u64::from(end), place as u32));
            }
        }
        found.sort_unstable();
        let mut runs = Runs::none(texts.tokens.len());
        let mut inside = vec![0; shorter.counts.len()];
        for places in found.chunk_by(|(a, _), (b, _)| a == b) {
            if places.len() < LEAST {
                continue;
            }
            let (key, first) = places[0];
            for part in [key >> 32, key & u64::from(NONE)] {
                let most = &mut inside[part as usize];
                *most = places.len().max(*most as usize) as u32;
            }
            for (_, place) in places {
                runs.at[*place as usize] = runs.counts.len() as u32;
            }
            runs.counts.push(places.len() as u32);
            runs.firsts.push(first);
        }
        all[length - 2].inside = inside;
        all.push(runs);
    }
    if let Some(longest) = all.last_mut() {
        longest.inside = vec![0; longest.counts.len()];
    }
    all
}

/// Takes the words, whose numbers are those of the texts; the rare ones stand nowhere.
fn words(texts: &Texts<'_>) -> Runs {
    let mut runs = Runs::none(texts.tokens.len());
    runs.counts = vec![0; texts.words.len()];
    runs.firsts = vec![NONE; texts.words.len()];
    for (place, token) in (0..).zip(texts.tokens) {
        let token = *token as usize;
        runs.counts[token] += 1;
        runs.firsts[token] = runs.firsts[token].min(place);
    }
    for (at, token) in runs.at.iter_mut().zip(texts.tokens) {
        if runs.counts[*token as usize] as usize >= LEAST {
            *at = *token;
        }
    }
    runs
}

impl Runs {
    fn none(tokens: usize) -> Runs {
        Runs {
            at: vec![NONE; tokens],
            counts: Vec::new(),
            firsts: Vec::new(),
            inside: Vec::new(),
        }
    }
}
