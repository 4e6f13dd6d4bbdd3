//! Dispersion: how evenly a phrase is spread over reports.

/// How evenly something is spread over parts of different size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dispersion {
    /// Deviation of proportions: 0 where it is spread as the words are, near 1 where it stands in
    /// one small part (Gries 2008, "Dispersions and adjusted frequencies in corpora").
    pub dp: f64,
    /// The same brought to the range 0 to 1 (Lijffijt and Gries 2012).
    pub dp_norm: f64,
    /// The share of parts in which it occurs.
    pub range: f64,
}

/// Measures dispersion from hits and words part by part; parts without words do not count.
///
/// DP = ½ Σ |vᵢ/f − sᵢ/N| and DPnorm = DP / (1 − min sᵢ/N), with vᵢ hits and sᵢ words of part i,
/// f all hits and N all words. None where nothing was hit or there is one part alone.
pub fn dispersion(parts: impl IntoIterator<Item = (u64, u64)>) -> Option<Dispersion> {
    let parts: Vec<(u64, u64)> = parts.into_iter().filter(|(_, words)| *words > 0).collect();
    let hits: u64 = parts.iter().map(|(hits, _)| hits).sum();
    let words: u64 = parts.iter().map(|(_, words)| words).sum();
    let least = parts.iter().map(|(_, words)| *words).min()?;
    if hits == 0 || parts.len() < 2 {
        return None;
    }
    let share = |part: u64, whole: u64| part as f64 / whole as f64;
    let off: f64 = parts
        .iter()
        .map(|&(v, s)| (share(v, hits) - share(s, words)).abs())
        .sum();
    let dp = off / 2.0;
    let present = parts.iter().filter(|(hits, _)| *hits > 0).count();
    Some(Dispersion {
        dp,
        dp_norm: dp / (1.0 - share(least, words)),
        range: present as f64 / parts.len() as f64,
    })
}

#[cfg(test)]
mod tests {
    use super::super::assert_close;
    use super::dispersion;

    /// The worked example of Gries 2008: five parts of 9, 10, 10, 10 and 11 words, with 1 to 5
    /// hits.
    #[test]
    fn gries_worked_example() {
        let found = dispersion([(1, 9), (2, 10), (3, 10), (4, 10), (5, 11)]).unwrap();
        assert_close(found.dp, 0.18, 1e-12);
        assert_close(found.dp_norm, 0.18 / 0.82, 1e-12);
        assert_close(found.range, 1.0, 0.0);
    }

    #[test]
    fn extremes() {
        let even = dispersion([(2, 20), (1, 10)]).unwrap();
        assert_close(even.dp, 0.0, 1e-12);
        let lumped = dispersion([(7, 10), (0, 30), (0, 0)]).unwrap();
        assert_close(lumped.dp_norm, 1.0, 1e-12);
        assert_close(lumped.range, 0.5, 0.0);
        assert_eq!(dispersion([(0, 10), (0, 10)]), None);
        assert_eq!(dispersion([(3, 10)]), None);
    }
}
