//! Conditions on tags: `field:value`, `field:[a TO b]`, from their raw text to checked values.

use std::ops::Range;

use super::error::shortened;
use super::limits::LIMITS;
use super::spelling::nearest;
use super::{Field, Filter, QueryError};
use crate::model::{PartialDate, Source};

/// What a query asks of a paragraph's tags.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// Values of a field.
    Values(Filter),
    /// Days on which the inspection may end; one of the two is given.
    Dates {
        /// The first.
        since: Option<PartialDate>,
        /// The last.
        until: Option<PartialDate>,
    },
    /// Printed paragraph numbers or pages.
    Numbers {
        /// What is counted.
        counted: Counted,
        /// The spans, ends included, an open end left out; one of them must hold.
        spans: Vec<(Option<u32>, Option<u32>)>,
    },
}

/// What a number in a query counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Printed paragraph numbers.
    Number,
    /// Physical pages.
    Page,
}

/// A name that may stand before a colon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    Field(Field),
    Since,
    Until,
    Date,
    Counted(Counted),
}

impl Name {
    pub(super) fn find(name: &str) -> Option<Name> {
        if let Ok(field) = name.parse() {
            return Some(Name::Field(field));
        }
        Some(match name.to_ascii_lowercase().as_str() {
            "since" => Name::Since,
            "until" => Name::Until,
            "date" => Name::Date,
            "number" => Name::Counted(Counted::Number),
            "page" => Name::Counted(Counted::Page),
            _ => return None,
        })
    }

    /// Every name, for near spellings.
    pub(super) fn all() -> impl Iterator<Item = &'static str> {
        let fields = Field::ALL.iter().map(|field| field.name());
        fields.chain(["since", "until", "date", "number", "page"])
    }

    fn name(self) -> &'static str {
        match self {
            Name::Field(field) => field.name(),
            Name::Since => "since",
            Name::Until => "until",
            Name::Date => "date",
            Name::Counted(Counted::Number) => "number",
            Name::Counted(Counted::Page) => "page",
        }
    }
}

/// One value as written.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) span: Range<usize>,
    pub(super) text: String,
    pub(super) excluded: bool,
}

/// What stands behind the colon, as written.
#[derive(Debug)]
pub(super) enum Value {
    List(Vec<Item>),
    /// The ends; none for `*`.
    Range(Option<Item>, Option<Item>),
}

/// Checks a value and makes it a condition.
pub(super) fn condition(
    name: Name,
    span: Range<usize>,
    value: Value,
) -> Result<Condition, QueryError> {
    match value {
        Value::Range(None, None) => Err(QueryError {
            message: "a range needs at least one end".to_owned(),
            span,
            hint: Some(example_range(name)),
        }),
        Value::Range(from, to) => range(name, span, from, to),
        Value::List(items) if items.len() > LIMITS.values => Err(QueryError {
            message: format!("a condition has at most {} values", LIMITS.values),
            span: items[LIMITS.values].span.clone(),
            hint: None,
        }),
        Value::List(items) => match name {
            Name::Field(field) => values(field, items),
            Name::Counted(counted) => {
                let mut spans = Vec::new();
                for item in &items {
                    refuse_exclusion(name, item)?;
                    let number = number(name, item)?;
                    spans.push((Some(number), Some(number)));
                }
                Ok(Condition::Numbers { counted, spans })
            }
            Name::Since | Name::Until | Name::Date => {
                let [item] = &items[..] else {
                    return Err(QueryError {
                        message: format!("`{}` takes one date", name.name()),
                        span,
                        hint: Some(example_range(Name::Date)),
                    });
                };
                refuse_exclusion(name, item)?;
                let date = date(item)?;
                Ok(Condition::Dates {
                    since: (name != Name::Until).then_some(date),
                    until: (name != Name::Since).then_some(date),
                })
            }
        },
    }
}

fn range(
    name: Name,
    span: Range<usize>,
    from: Option<Item>,
    to: Option<Item>,
) -> Result<Condition, QueryError> {
    let backwards = |span| QueryError {
        message: "the range ends before it begins".to_owned(),
        span,
        hint: None,
    };
    match name {
        Name::Date | Name::Field(Field::Year) => {
            if name != Name::Date {
                from.iter().chain(&to).try_for_each(check_year)?;
            }
            let since = from.as_ref().map(date).transpose()?;
            let until = to.as_ref().map(date).transpose()?;
            match (since, until) {
                (Some(since), Some(until)) if since.first() > until.last() => Err(backwards(span)),
                _ => Ok(Condition::Dates { since, until }),
            }
        }
        Name::Counted(counted) => {
            let from = from.as_ref().map(|item| number(name, item)).transpose()?;
            let to = to.as_ref().map(|item| number(name, item)).transpose()?;
            match (from, to) {
                (Some(from), Some(to)) if from > to => Err(backwards(span)),
                _ => Ok(Condition::Numbers {
                    counted,
                    spans: vec![(from, to)],
                }),
            }
        }
        Name::Since | Name::Until | Name::Field(_) => Err(QueryError {
            message: format!("`{}` has no ranges", name.name()),
            span,
            hint: Some("year, date, number and page have: year:[2019 TO 2021]".to_owned()),
        }),
    }
}

fn values(field: Field, items: Vec<Item>) -> Result<Condition, QueryError> {
    let mut filter = Filter {
        field,
        any_of: Vec::new(),
        none_of: Vec::new(),
    };
    for item in items {
        let (span, excluded) = (item.span.clone(), item.excluded);
        for value in checked(field, item, &span)? {
            let list = if excluded {
                &mut filter.none_of
            } else {
                &mut filter.any_of
            };
            if !list.contains(&value) {
                list.push(value);
            }
        }
    }
    Ok(Condition::Values(filter))
}

fn checked(field: Field, item: Item, span: &Range<usize>) -> Result<Vec<String>, QueryError> {
    if field.is_defined() {
        return Ok(vec![item.text.to_lowercase()]);
    }
    if field != Field::Source {
        if field == Field::Year && item.text != "none" {
            check_year(&item)?;
        }
        return Ok(vec![item.text]);
    }
    let set = Source::ALL.iter().map(|source| source.slug());
    let value = item.text.to_lowercase();
    if value == "all" {
        return Ok(set.map(str::to_owned).collect());
    }
    if set.clone().any(|known| known == value) {
        return Ok(vec![value]);
    }
    let near = nearest(&value, set.clone());
    let hint = if near.is_empty() {
        format!("one of {}", set.collect::<Vec<_>>().join(", "))
    } else {
        format!("did you mean {}?", near.join(" or "))
    };
    Err(QueryError {
        message: format!("`{}` is no value of `{field}`", shortened(&item.text)),
        span: span.clone(),
        hint: Some(hint),
    })
}

fn refuse_exclusion(name: Name, item: &Item) -> Result<(), QueryError> {
    if !item.excluded {
        return Ok(());
    }
    Err(QueryError {
        message: format!("`{}` cannot exclude", name.name()),
        span: item.span.clone(),
        hint: Some(format!("NOT {}:{}", name.name(), shortened(&item.text))),
    })
}

fn check_year(item: &Item) -> Result<(), QueryError> {
    if item.text.len() == 4 && item.text.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(());
    }
    Err(QueryError {
        message: format!("`{}` is no year", shortened(&item.text)),
        span: item.span.clone(),
        hint: Some("four digits: year:2019, year:[2019 TO 2021]".to_owned()),
    })
}

fn date(item: &Item) -> Result<PartialDate, QueryError> {
    item.text.parse().map_err(|_| QueryError {
        message: format!("`{}` is no date", shortened(&item.text)),
        span: item.span.clone(),
        hint: Some("a date is YYYY, YYYY-MM or YYYY-MM-DD".to_owned()),
    })
}

fn number(name: Name, item: &Item) -> Result<u32, QueryError> {
    item.text.parse().map_err(|_| QueryError {
        message: format!(
            "`{}` is no {} number",
            shortened(&item.text),
            match name {
                Name::Counted(Counted::Page) => "page",
                _ => "paragraph",
            }
        ),
        span: item.span.clone(),
        hint: Some(format!("{0}:12, {0}:[1 TO 20]", name.name())),
    })
}

/// Shows how a range of the field is written.
pub(super) fn example_range(name: Name) -> String {
    match name {
        Name::Counted(_) => format!("{}:[1 TO 20]", name.name()),
        Name::Field(Field::Year) => "year:[2019 TO 2021]".to_owned(),
        _ => "date:[2019-06 TO 2021]".to_owned(),
    }
}
