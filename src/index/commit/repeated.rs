//! Wordings that are met more than once.

/// Which of many wordings are met more than once.
pub(in crate::index) struct Repeated(Bits);

impl Repeated {
    /// Looks through wordings; a short one, of which the number is 0, is like others by chance and left
    /// out.
    pub(in crate::index) fn of(wordings: impl Iterator<Item = u64> + Clone) -> Self {
        let count = wordings.clone().count();
        // Most wordings are met once, and share a bit with no other.
        let (mut met, mut met_again) = (Bits::of(count), Bits::of(count));
        for wording in wordings.filter(|wording| *wording != 0) {
            if !met.insert(wording) {
                met_again.insert(wording);
            }
        }
        Repeated(met_again)
    }

    /// Tells whether a wording is met more than once; of a few that are met once it cannot be told.
    pub(in crate::index) fn may_contain(&self, wording: u64) -> bool {
        wording != 0 && self.0.contains(wording)
    }
}

/// A set of numbers that are hashes, by their last bits: those of which others are in it too may seem to
/// be.
struct Bits(Vec<u64>);

impl Bits {
    /// Returns an empty set for so many numbers.
    fn of(numbers: usize) -> Self {
        /// So many bits a number leave one in so many to share its own.
        const BITS: usize = 16;
        let words = (numbers * BITS).next_power_of_two() / u64::BITS as usize;
        Bits(vec![0; words.max(1)])
    }

    fn place(&self, number: u64) -> (usize, u64) {
        // There are as many bits as a power of two.
        let last = number as usize & (self.0.len() * u64::BITS as usize - 1);
        (last / u64::BITS as usize, 1 << (last % u64::BITS as usize))
    }

    /// Adds a number, and tells whether it was not in it.
    fn insert(&mut self, number: u64) -> bool {
        let (word, bit) = self.place(number);
        let is_new = self.0[word] & bit == 0;
        self.0[word] |= bit;
        is_new
    }

    fn contains(&self, number: u64) -> bool {
        let (word, bit) = self.place(number);
        self.0[word] & bit != 0
    }
}
