//! BM25: what a pattern adds to the score of a paragraph (Robertson and Zaragoza, "The Probabilistic
//! Relevance Framework", 2009).
//!
//! It is `weight · count · (k1 + 1) / (count + damping)`, where
//! `damping = k1 · (1 − b + b · length / average length)`.

/// How soon more of the same word stops to count.
const K1: f32 = 1.2;
/// How much longer paragraphs are marked down.
const B: f32 = 0.75;

/// Returns by how much a paragraph's length holds its score down.
pub(in crate::index) fn damping(length: u32, average_length: f32) -> f32 {
    K1 * (1.0 - B + B * length as f32 / average_length)
}

/// Returns what so many places of a pattern add to a score.
pub(in crate::index) fn part(weight: f32, count: u32, damping: f32) -> f32 {
    let count = count as f32;
    weight * count * (K1 + 1.0) / (count + damping)
}

/// Returns how rare a word is that so many of all paragraphs hold.
pub(in crate::index) fn rarity(found: u64, total: u64) -> f32 {
    let (found, total) = (found.min(total) as f32, total as f32);
    (1.0 + (total - found + 0.5) / (found + 0.5)).ln()
}
