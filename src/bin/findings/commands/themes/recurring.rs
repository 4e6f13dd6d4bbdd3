//! `findings themes`: what recurs.

use findings::output::{Asked, RecurringPhrases};
use findings::themes::{self, RecurringOptions};

use super::Themes;
use crate::error::CommandError;
use crate::outcome::Outcome;

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
        let scope = self.scope(&self.query)?;
        let found = themes::recurring(&scope, &self.query, &options)?;
        if self.args.open.is_some() {
            let row = found.themes.first().filter(|_| self.args.open != Some(0));
            return self.open_listing(row.map(|theme| theme.query.as_str()), found.total);
        }
        let asked = Asked::new(&self.text, &scope);
        self.write(&RecurringPhrases {
            asked: &asked,
            found: &found,
            options: &options,
        })?;
        Ok(Outcome::of(found.total))
    }
}
