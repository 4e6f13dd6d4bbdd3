//! The font size in which most of a text is set.

/// Two sizes that differ by less, in points, are one.
const SAME: f32 = 0.3;

/// Sizes beyond so many different ones are not counted; a text has some ten.
const MAX_SIZES: usize = 200;

/// Returns the size that holds most characters, from sizes with the number of characters in each;
/// 0 if there are none.
///
/// ```
/// use findings::layout::common_size;
/// assert_eq!(common_size([(14.0, 20), (12.0, 400), (12.1, 30)]), 12.0);
/// ```
pub fn common_size(sizes: impl IntoIterator<Item = (f32, usize)>) -> f32 {
    let mut counts: Vec<(f32, usize)> = Vec::new();
    for (size, characters) in sizes {
        let same = |(other, _): &&mut (f32, usize)| (*other - size).abs() < SAME;
        if let Some((_, count)) = counts.iter_mut().find(same) {
            *count += characters;
        } else if counts.len() < MAX_SIZES {
            counts.push((size, characters));
        }
    }
    counts
        .iter()
        .max_by_key(|(_, count)| *count)
        .map_or(0.0, |(size, _)| *size)
}

/// Returns the value that one of five is below; 0 if there are none.
pub(super) fn low(mut values: Vec<f32>) -> f32 {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 5).copied().unwrap_or_default()
}
