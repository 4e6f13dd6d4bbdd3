//! Parameters: what a question can be asked with beside its query and filters, as addresses and forms
//! name it.

use super::failure::Failure;
use crate::model::PartialDate;
use crate::query;

/// One of those.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parameter {
    /// Its name in addresses, which is that of the option on the command line.
    pub(super) name: &'static str,
    /// Its label in forms.
    pub(super) label: &'static str,
    /// What it does, and what it is like.
    pub(super) help: &'static str,
    pub(super) kind: Kind,
}

/// What a parameter holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    /// Words, with what stands there at first.
    Text(&'static str),
    /// Values, joined by commas or given again.
    Values,
    /// A day: a year, a month or a date.
    Day,
    /// A query or a name a line.
    Lines,
    /// A number from the least to the most, with the usual one; JavaScript can hold each.
    Number(usize, usize, usize),
    /// One of some values, with how they read; the first is the usual one.
    Choice(&'static [(&'static str, &'static str)]),
    /// Yes or no.
    Flag,
}

impl Parameter {
    /// Tells whether it may be given again.
    pub(super) fn is_repeatable(&self) -> bool {
        matches!(self.kind, Kind::Lines | Kind::Values)
    }

    /// Returns what stands in its field at first.
    pub(super) fn first(&self) -> &'static str {
        match self.kind {
            Kind::Text(first) => first,
            _ => "",
        }
    }

    /// Makes sure that a value is one of its values.
    pub(super) fn check(&self, value: &str) -> Result<(), Failure> {
        let known = match self.kind {
            Kind::Text(_) | Kind::Lines | Kind::Values => return Ok(()),
            Kind::Day => match value.parse::<PartialDate>() {
                Ok(_) => return Ok(()),
                Err(_) => "is one of YYYY, YYYY-MM, YYYY-MM-DD".to_owned(),
            },
            Kind::Number(least, most, _) => match value.parse::<usize>() {
                Ok(number) if (least..=most).contains(&number) => return Ok(()),
                _ => format!("is a number from {least} to {most}"),
            },
            Kind::Choice(choices) => {
                if choices.iter().any(|(known, _)| *known == value) {
                    return Ok(());
                }
                let names: Vec<_> = choices.iter().map(|(known, _)| *known).collect();
                format!("is one of {}", names.join(", "))
            }
            Kind::Flag => match value.parse::<bool>() {
                Ok(_) => return Ok(()),
                Err(_) => "is one of true, false".to_owned(),
            },
        };
        Err(self.refused(value, &known))
    }

    fn refused(&self, value: &str, known: &str) -> Failure {
        let (name, value) = (self.name, query::shortened(value));
        let said = Failure::bad(format!("`{value}` is no value of `{name}`"));
        said.hint(format!("`{name}` {known}"))
    }
}

/// What a page or an answer counts from, at most.
pub(super) const FARTHEST: usize = 1_000_000_000;
