//! `findings themes --trend`: what changes.

use findings::output::{Asked, Trends};
use findings::query::Query;
use findings::themes::{self, Scope, Trend};

use super::Themes;
use crate::error::CommandError;
use crate::outcome::Outcome;

impl Themes<'_> {
    pub(super) fn trend(&self, measured: Vec<Query>) -> Result<Outcome, CommandError> {
        let own = (!self.text.is_empty()).then(|| self.query.clone());
        let queries: Vec<Query> = own.into_iter().chain(measured).collect();
        if queries.is_empty() {
            return Err(CommandError::new("`--trend` needs something to follow")
                .hint("findings themes --trend '\"drift and delay\"'"));
        }
        let by = self.args.by;
        let scope = Scope::for_trend(self.index, &self.filters, &queries, by)?;
        let mut found = Vec::new();
        for query in &queries {
            found.push(themes::trend(&scope, query, by)?);
        }
        if self.args.open.is_some() {
            return self.open_row(found.iter().map(|trend| trend.listing.as_str()));
        }
        let asked = Asked::new(&self.text, &scope);
        self.write(&Trends {
            asked: &asked,
            trends: &found,
            by,
        })?;
        let said = |trend: &Trend| trend.periods.iter().map(|p| p.reports.part).sum::<u64>();
        Ok(Outcome::of(found.iter().map(said).sum()))
    }
}
