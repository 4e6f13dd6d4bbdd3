//! Association: how strongly two words keep each other's company.

/// How often two things occur, apart and together, and how much of the text counts as together with the
/// one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Association {
    /// With both.
    pub joint: u64,
    /// With the one.
    pub x: u64,
    /// With the other.
    pub y: u64,
    /// How much stands together with the one: its paragraphs, or the places of words near it.
    pub near: u64,
    /// How much there is in all, counted as `near` is.
    pub all: u64,
}

impl Association {
    /// Returns logDice = 14 + log2(2·f(xy) / (f(x) + f(y))) (Rychlý 2008); at most 14, and one
    /// less for every halving. It does not depend on how much text there is.
    pub fn log_dice(self) -> f64 {
        14.0 + (2.0 * self.joint as f64 / (self.x + self.y) as f64).log2()
    }

    /// Returns the mutual information log2(f(xy)/E), E being what chance would bring together (Church and
    /// Hanks 1990).
    pub fn mutual_information(self) -> f64 {
        (self.joint as f64 / self.expected()).log2()
    }

    /// Returns the t-score (f(xy) − E) / √f(xy), E being what chance would bring together (Church and others
    /// 1991).
    pub fn t_score(self) -> f64 {
        (self.joint as f64 - self.expected()) / (self.joint as f64).sqrt()
    }

    /// Returns how often chance would bring the two together: f(y) times the share of the text that stands
    /// together with the one (Evert 2008, on co-occurrence in texts and on the surface).
    fn expected(self) -> f64 {
        self.y as f64 * self.near as f64 / self.all as f64
    }
}

#[cfg(test)]
mod tests {
    use super::super::assert_close;
    use super::Association;

    #[test]
    fn log_dice_has_a_ceiling_and_halves() {
        let of = |joint, x, y| Association {
            joint,
            x,
            y,
            near: x,
            all: 1_000_000,
        };
        assert_close(of(10, 10, 10).log_dice(), 14.0, 1e-12);
        assert_close(of(5, 10, 10).log_dice(), 13.0, 1e-12);
        assert_close(of(2, 16, 16).log_dice(), 11.0, 1e-12);
    }

    /// Manning and Schütze (1999), tables 5.6 and 5.14: "new companies" has t = 0.999932, and
    /// "Ayatollah Ruhollah" a mutual information of 18.38.
    #[test]
    fn published_bigrams() {
        let new_companies = Association {
            joint: 8,
            x: 15_828,
            y: 4_675,
            near: 15_828,
            all: 14_307_668,
        };
        assert_close(new_companies.t_score(), 0.999_932, 2e-3);
        let ayatollah = Association {
            joint: 20,
            x: 42,
            y: 20,
            near: 42,
            all: 14_307_668,
        };
        assert_close(ayatollah.mutual_information(), 18.38, 5e-3);
    }
}
