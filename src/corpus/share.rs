//! Shares: which of several machines reads a file.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

/// So many digits of a hash decide.
const DIGITS: usize = 16;
/// So many machines share at most.
const MOST: u32 = 1000;

/// One of so many shares of all contents. Which share a content belongs to its hash decides, so that
/// each belongs to one, wherever its files lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Share {
    of: NonZeroU32,
    /// From 0.
    at: u32,
}

/// A text that names no share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidShare;

impl Share {
    /// Lists all shares of a number of them.
    pub fn all(of: NonZeroU32) -> impl Iterator<Item = Share> {
        (0..of.get()).map(move |at| Share { of, at })
    }

    /// Returns how many shares there are with it.
    pub fn of(self) -> NonZeroU32 {
        self.of
    }

    /// Tells whether a content belongs to it, by its SHA-256 in hexadecimal; no text that is no hash does.
    pub fn holds(self, sha256: &str) -> bool {
        let digits = sha256.get(..DIGITS);
        let digest = digits.and_then(|digits| u64::from_str_radix(digits, 16).ok());
        digest.is_some_and(|digest| digest % u64::from(self.of.get()) == u64::from(self.at))
    }
}

/// As `3/8`: the third of eight.
impl FromStr for Share {
    type Err = InvalidShare;

    fn from_str(text: &str) -> Result<Self, InvalidShare> {
        let (number, of) = text.split_once('/').ok_or(InvalidShare)?;
        let of: NonZeroU32 = of.parse().map_err(|_| InvalidShare)?;
        let number: NonZeroU32 = number.parse().map_err(|_| InvalidShare)?;
        match number <= of && of.get() <= MOST {
            true => Ok(Share {
                of,
                at: number.get() - 1,
            }),
            false => Err(InvalidShare),
        }
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.at + 1, self.of)
    }
}

impl fmt::Display for InvalidShare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "a share is written as `3/8`, the third of eight, of at most {MOST}"
        )
    }
}

impl std::error::Error for InvalidShare {}

#[cfg(test)]
mod tests {
    use super::Share;
    use crate::corpus::hash_bytes;

    #[test]
    fn each_content_belongs_to_one_share() {
        let eighth: Share = "3/8".parse().unwrap();
        for number in 0..100 {
            let hash = hash_bytes(format!("{number}").as_bytes());
            let holding = Share::all(eighth.of()).filter(|share| share.holds(&hash));
            assert_eq!(holding.count(), 1, "{hash}");
        }
        assert!(!Share::all(eighth.of()).any(|share| share.holds("")));
    }

    #[test]
    fn names() {
        for (text, expected) in [("1/1", "1/1"), ("08/8", "8/8")] {
            assert_eq!(text.parse::<Share>().unwrap().to_string(), expected);
        }
        for text in [
            "", "3", "0/8", "9/8", "1/0", "a/b", "1/2/3", "-1/2", "1 / 2", "1/1001",
        ] {
            assert!(text.parse::<Share>().is_err(), "{text}");
        }
    }
}
