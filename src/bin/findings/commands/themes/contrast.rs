//! `findings themes --compare`: what divides two groups.

use findings::output::{Asked, ContrastedGroups};
use findings::query::Query;
use findings::themes::{self, ContrastOptions, Side};

use super::Themes;
use crate::error::CommandError;
use crate::outcome::Outcome;

impl Themes<'_> {
    pub(super) fn contrast(
        &self,
        a: Side,
        b: Side,
        queries: Vec<Query>,
    ) -> Result<Outcome, CommandError> {
        let options = ContrastOptions {
            a,
            b,
            support: self.args.support(),
            queries,
            limit: self.args.limit(),
        };
        let scope = options.scope(self.index, &self.query, &self.filters)?;
        let found = themes::contrast(&scope, &options)?;
        if self.args.open.is_some() {
            let rows: Vec<_> = found.more_in_a.iter().chain(&found.more_in_b).collect();
            return self.open_row(rows.iter().map(|key| key.query.as_str()));
        }
        let asked = Asked::new(&self.text, &scope);
        self.write(&ContrastedGroups {
            asked: &asked,
            contrast: &found,
        })?;
        Ok(Outcome::of(found.family))
    }
}
