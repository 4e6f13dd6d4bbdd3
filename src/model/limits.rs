//! Limits: how much of one file is read, so that no file stops the others.
//!
//! A report is small. A file that was damaged or made to do harm may claim any size, repeat itself
//! without end, or nest deeper than the stack reaches. Whoever reads takes what it uses from a
//! [`Budget`], which says when a limit is passed. All limits but that of time are counted, so that
//! a file is read alike on every machine; time is the last resort.

use std::cell::Cell;
use std::fmt;
use std::time::Instant;

use super::slug::slugs;

slugs! {
    /// What is limited.
    "limit": Limit {
        /// Bytes of a file as it is stored.
        Bytes = "bytes",
        /// Bytes that the streams of a PDF, or the parts of an archive, unpack to, all together
        /// and each time that one is unpacked.
        Unpacked = "unpacked",
        /// Bytes that one stream, or what stands on one page, unpacks to.
        Stream = "stream",
        /// Objects of a PDF; elements of HTML, of the parts of an archive, or of markdown.
        Objects = "objects",
        /// Bytes of the objects of a PDF, each time that one is looked at.
        Looked = "looked",
        /// Glyphs that the fonts of a PDF describe.
        Glyphs = "glyphs",
        /// Runs: characters that a PDF draws by one operator.
        Runs = "runs",
        /// Bytes of text.
        Text = "text",
        /// Elements inside each other, or forms that a PDF draws inside each other.
        Depth = "depth",
        /// Blocks: paragraphs, headings, items, cells.
        Blocks = "blocks",
        /// Seconds that reading takes.
        Seconds = "seconds",
        /// Seconds that a program outside takes, each time that it is run.
        Program = "program",
        /// Pages of a PDF that are recognised as pictures.
        Pictures = "pictures",
    }
}

impl Limit {
    /// Says what is counted, in words that follow a number.
    pub const fn counts(self) -> &'static str {
        match self {
            Limit::Bytes => "bytes in the file",
            Limit::Unpacked => "bytes when unpacked",
            Limit::Stream => "bytes when unpacked in one stream or page",
            Limit::Objects => "objects or elements",
            Limit::Looked => "bytes of objects to look at",
            Limit::Glyphs => "glyphs in fonts",
            Limit::Runs => "pieces of text drawn",
            Limit::Text => "bytes of text",
            Limit::Depth => "levels of nesting",
            Limit::Blocks => "paragraphs",
            Limit::Seconds => "seconds to read",
            Limit::Program => "seconds of a program",
            Limit::Pictures => "pages to recognise",
        }
    }

    /// Returns the limit unless another is set: several times what the largest report known takes,
    /// and little enough for many files to be read at a time.
    pub const fn default_value(self) -> u64 {
        match self {
            Limit::Bytes => 64 << 20,
            Limit::Unpacked => 96 << 20,
            Limit::Stream => 24 << 20,
            Limit::Objects => 1_000_000,
            Limit::Looked => 192 << 20,
            Limit::Glyphs => 500_000,
            Limit::Runs => 200_000,
            Limit::Text => 4 << 20,
            Limit::Depth => 200,
            Limit::Blocks => 40_000,
            Limit::Seconds => 20,
            Limit::Program => 60,
            Limit::Pictures => 200,
        }
    }
}

/// The most of everything that is read of one file.
///
/// ```
/// use findings::model::{Limit, Limits};
/// let limits = Limits::default().with(Limit::Runs, 1_000);
/// assert_eq!(limits.get(Limit::Runs), 1_000);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    most: [u64; Limit::ALL.len()],
}

impl Default for Limits {
    fn default() -> Self {
        let mut limits = Limits {
            most: [0; Limit::ALL.len()],
        };
        for &limit in Limit::ALL {
            limits.most[limit as usize] = limit.default_value();
        }
        limits
    }
}

impl Limits {
    /// Returns a limit.
    pub fn get(&self, limit: Limit) -> u64 {
        self.most[limit as usize]
    }

    /// Sets a limit.
    #[must_use]
    pub fn with(mut self, limit: Limit, most: u64) -> Self {
        self.most[limit as usize] = most;
        self
    }
}

/// A limit that a file has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exceeded {
    /// Which one.
    pub limit: Limit,
    /// The most that is allowed.
    pub most: u64,
}

impl fmt::Display for Exceeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Exceeded { limit, most } = self;
        write!(f, "more than {most} {} (limit `{limit}`)", limit.counts())
    }
}

impl std::error::Error for Exceeded {}

/// What is left of the limits while one file is read.
#[derive(Debug)]
pub struct Budget {
    limits: Limits,
    used: [Cell<u64>; Limit::ALL.len()],
    over: Cell<Option<Exceeded>>,
    begun: Instant,
}

impl Default for Budget {
    fn default() -> Self {
        Budget::new(&Limits::default())
    }
}

impl Budget {
    /// Begins to count.
    pub fn new(limits: &Limits) -> Budget {
        Budget {
            limits: limits.clone(),
            used: Default::default(),
            over: Cell::new(None),
            begun: Instant::now(),
        }
    }

    /// Counts anew, but for the time: for a file that is read a second time in another way.
    pub fn anew(&self) -> Budget {
        Budget {
            begun: self.begun,
            ..Budget::new(&self.limits)
        }
    }

    /// Returns the limits.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Takes an amount of something; tells whether there was so much.
    pub fn take(&self, limit: Limit, amount: usize) -> bool {
        let used = &self.used[limit as usize];
        used.set(used.get().saturating_add(amount as u64));
        self.allows(limit, used.get())
    }

    /// Tells whether an amount is within its limit, without taking it.
    pub fn allows(&self, limit: Limit, amount: u64) -> bool {
        let most = self.limits.get(limit);
        if amount > most && self.over.get().is_none() {
            self.over.set(Some(Exceeded { limit, most }));
        }
        amount <= most
    }

    /// Returns how much is left of something.
    pub fn left(&self, limit: Limit) -> u64 {
        let used = self.used[limit as usize].get();
        self.limits.get(limit).saturating_sub(used)
    }

    /// Looks at the clock, which costs more than to count: not for every step.
    pub fn has_time(&self) -> bool {
        self.allows(Limit::Seconds, self.begun.elapsed().as_secs())
    }

    /// Returns the first limit that was passed.
    pub fn over(&self) -> Option<Exceeded> {
        self.over.get()
    }

    /// Stops at the first limit that was passed.
    ///
    /// # Errors
    /// If one was.
    pub fn check(&self) -> Result<(), Exceeded> {
        self.over().map_or(Ok(()), Err)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_limit_that_is_passed_is_told() {
        let limits = Limits::default().with(Limit::Runs, 3).with(Limit::Depth, 1);
        let budget = Budget::new(&limits);
        assert!(budget.take(Limit::Runs, 2) && budget.take(Limit::Runs, 1));
        assert_eq!((budget.left(Limit::Runs), budget.over()), (0, None));
        assert!(!budget.take(Limit::Runs, usize::MAX) && !budget.allows(Limit::Depth, 2));
        assert_eq!(
            budget.check().unwrap_err().to_string(),
            "more than 3 pieces of text drawn (limit `runs`)"
        );
        assert!(budget.anew().check().is_ok() && budget.has_time());
    }
}
