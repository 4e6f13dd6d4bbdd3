//! The stretches of a list: which is shown, and what leads to those before and behind it.

use crate::output::page::{Markup, html};
use crate::web::pages::Visit;
use crate::web::question::Question;
use crate::web::tool::Tool;

/// A stretch of a list.
pub(super) struct Stretch {
    /// How many stand before it.
    pub(super) offset: usize,
    /// How many are shown.
    pub(super) shown: usize,
    /// How many a stretch has at most.
    pub(super) limit: usize,
    /// How many there are, where that is known.
    pub(super) total: Option<u64>,
}

impl Stretch {
    /// Leads from here to the others; nothing where all are shown.
    pub(super) fn pages(&self, visit: &Visit<'_>, tool: Tool, question: &Question) -> Markup {
        let end = self.offset + self.shown;
        let goes_on = match self.total {
            Some(total) => (end as u64) < total,
            None => self.shown == self.limit && self.limit > 0,
        };
        if self.offset == 0 && !goes_on {
            return html! {};
        }
        let to = |offset: usize| {
            let mut other = question.clone();
            other.own.retain(|(name, _)| *name != "offset");
            if offset > 0 {
                other.own.push(("offset", offset.to_string()));
            }
            visit.links.asking(tool.path(), &other.pairs())
        };
        let here = match (self.shown, self.total) {
            (0, _) => "none".to_owned(),
            (_, None) => format!("{} to {end}", self.offset + 1),
            (_, Some(total)) => format!("{} to {end} of {total}", self.offset + 1),
        };
        html! {
            nav class="pages" aria-label="Stretches of the list" {
                @if self.offset > 0 {
                    a rel="prev" href=(to(self.offset.saturating_sub(self.limit))) { "Those before" } " "
                }
                span { (here) }
                @if goes_on { " " a rel="next" href=(to(end)) { "The next" } }
            } "\n"
        }
    }
}
