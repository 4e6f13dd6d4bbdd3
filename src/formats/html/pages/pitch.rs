//! How far lines of a page stand apart, where their places are whole numbers of pixels.

use std::collections::HashMap;

/// By how much a line may stand elsewhere because its place is a whole number of pixels, in points.
const ROUNDED: f32 = 1.4;

/// Returns how far most lines stand apart, to half a point; none where there are no two.
pub(super) fn common_pitch(pages: &[Vec<f32>]) -> Option<f32> {
    let mut pitches: HashMap<i32, u32> = HashMap::new();
    for pair in pages.iter().flat_map(|page| page.windows(2)) {
        if let [above, below] = pair {
            let count = pitches
                .entry(((above - below) * 2.0).round() as i32)
                .or_default();
            *count = count.saturating_add(1);
        }
    }
    let most = pitches
        .into_iter()
        .max_by_key(|&(pitch, count)| (count, -pitch));
    most.map(|(pitch, _)| pitch as f32 / 2.0)
}

/// Moves lines, given from above, so that those at about a pitch from each other are at that pitch.
pub(super) fn evened(lines: &[f32], pitch: f32) -> Vec<f32> {
    let mut evened: Vec<f32> = Vec::with_capacity(lines.len());
    let mut last = None;
    for &y in lines {
        let moved = match (last, evened.last()) {
            (Some(above), Some(moved)) => {
                let own: f32 = above - y;
                let is_common = (own - pitch).abs() <= ROUNDED;
                moved - if is_common { pitch } else { own }
            }
            _ => y,
        };
        evened.push(moved);
        last = Some(y);
    }
    evened
}
