//! `findings themes`: what recurs, phrase by phrase or with those that mean the same.

use findings::output::{Asked, PhrasesTogether, RecurringPhrases};
use findings::semantics;
use findings::themes::{self, RecurringOptions};

use super::Themes;
use crate::error::CommandError;
use crate::outcome::Outcome;
use crate::thesaurus;

impl Themes<'_> {
    pub(super) fn recurring(&self) -> Result<Outcome, CommandError> {
        let mut options = RecurringOptions {
            support: self.args.support(),
            offset: self.args.offset,
            limit: self.args.limit(),
        };
        if let Some(row) = self.args.open {
            (options.offset, options.limit) = (row.saturating_sub(1), Some(1));
        }
        if self.args.together {
            return self.together(&options);
        }
        let scope = self.scope(&self.query)?;
        let found = themes::recurring(&scope, &self.query, &options)?;
        if self.args.open.is_some() {
            let row = found.themes.first().map(|theme| theme.query.as_str());
            return self.open_first(row, found.total);
        }
        let asked = Asked::new(&self.text, &scope);
        self.write(&RecurringPhrases {
            asked: &asked,
            found: &found,
            options: &options,
        })?;
        Ok(Outcome::of(found.total))
    }

    fn together(&self, options: &RecurringOptions) -> Result<Outcome, CommandError> {
        let thesaurus = thesaurus::open(self.index, self.ui)?;
        let scope = self.scope(&self.query)?;
        let gather = |phrases: &[String], apart: &dyn Fn(usize, usize) -> bool| {
            semantics::together(&thesaurus, phrases, apart)
        };
        let found = themes::recurring_together(&scope, &self.query, options, &gather)?;
        if self.args.open.is_some() {
            let row = found.groups.first().map(|group| group.query.as_str());
            return self.open_first(row, found.total);
        }
        let asked = Asked::new(&self.text, &scope);
        self.write(&PhrasesTogether {
            asked: &asked,
            found: &found,
            options,
        })?;
        Ok(Outcome::of(found.total))
    }

    /// Prints the paragraphs of the row that was asked for, which is the first of those found.
    fn open_first(&self, row: Option<&str>, total: u64) -> Result<Outcome, CommandError> {
        self.open_listing(row.filter(|_| self.args.open != Some(0)), total)
    }
}
