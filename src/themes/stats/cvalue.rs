//! C-value: how much a phrase is a term of its own rather than a part of longer ones.

/// Computes the C-value of Frantzi, Ananiadou and Mima (2000): log2 |a| · (f(a) − mean f(b)) over
/// the longer candidates b that contain a, or log2 |a| · f(a) where there are none.
///
/// `nested` holds how many longer candidates there are and the sum of their hits.
pub fn c_value(words: usize, hits: u64, nested: (u64, u64)) -> f64 {
    let (longer, sum) = nested;
    let within = if longer == 0 {
        0.0
    } else {
        sum as f64 / longer as f64
    };
    (words as f64).log2() * (hits as f64 - within)
}

#[cfg(test)]
mod tests {
    use super::super::assert_close;
    use super::c_value;

    #[test]
    fn nested_hits_are_taken_off() {
        // Three words, 6 hits, one longer candidate with 2: log2 3 · (6 − 2).
        assert_close(c_value(3, 6, (1, 2)), 6.339_850, 1e-6);
        assert_close(c_value(2, 5, (0, 0)), 5.0, 0.0);
        assert_close(c_value(2, 5, (2, 10)), 0.0, 0.0);
    }
}
