//! `findings themes --collocates`: what stands together with a term.

use findings::output::{Asked, CollocatesOf};
use findings::themes::{self, Company};

use super::Themes;
use crate::error::CommandError;
use crate::outcome::Outcome;

impl Themes<'_> {
    pub(super) fn collocates(&self, company: &Company) -> Result<Outcome, CommandError> {
        let scope = self.scope(&self.query)?;
        let found = themes::collocates(&scope, company, self.args.limit())?;
        if self.args.open.is_some() {
            return self.open_row(found.words.iter().map(|word| word.query.as_str()));
        }
        let asked = Asked::new(&self.text, &scope);
        self.write(&CollocatesOf {
            asked: &asked,
            found: &found,
        })?;
        Ok(Outcome::of(found.total))
    }
}
