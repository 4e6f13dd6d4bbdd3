//! `findings themes --coverage`: which reports speak of what.

use findings::output::{Asked, CoveredTopics, Format};
use findings::themes::{self, Scope, Topic};

use super::Themes;
use crate::error::CommandError;
use crate::outcome::Outcome;

impl Themes<'_> {
    pub(super) fn coverage(&self, topics: &[Topic]) -> Result<Outcome, CommandError> {
        if topics.is_empty() {
            return Err(CommandError::new("`--coverage` needs topics")
                .hint("findings themes --coverage '\"private fostering\"' LADO"));
        }
        let queries: Vec<_> = topics.iter().map(|topic| topic.query.clone()).collect();
        let scope = Scope::of_comparable(self.index, &self.filters, &queries)?;
        let found = themes::coverage(&scope, topics)?;
        if self.args.open.is_some() {
            return self.open_row(found.topics.iter().map(|topic| topic.listing.as_str()));
        }
        let format = self.args.format()?;
        if format == Format::Html {
            return Err(
                CommandError::new("`--coverage` is a matrix and has no page")
                    .hint("a code book has one: findings themes --codebook FILE --format html"),
            );
        }
        let asked = Asked::new(&self.text, &scope);
        let covered = CoveredTopics {
            asked: &asked,
            coverage: &found,
            silent: self.args.silent,
        };
        self.ui.write(&covered, format)?;
        let reports = found.topics.iter().map(|topic| topic.reports.part);
        Ok(Outcome::of(reports.sum()))
    }
}
